"""Signatures, and how those of callables are found; found in inspect."""

import ast
import enum
import functools
import itertools
import sys
import token
import tokenize
import types
import warnings
from collections import OrderedDict
from operator import attrgetter

from _inspect_kinds import CO_VARARGS, CO_VARKEYWORDS, isbuiltin, isclass, isfunction, ismodule

__name__ = 'inspect'  # where all of this is found


def formatannotation(annotation, base_module=None):
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return annotation.__module__ + '.' + annotation.__qualname__
    return repr(annotation)


# ---- finding signatures

_WrapperDescriptor = type(type.__call__)
_MethodWrapper = type(all.__call__)
_ClassMethodWrapper = type(int.__dict__['from_bytes'])

_NonUserDefinedCallables = (_WrapperDescriptor, _MethodWrapper, _ClassMethodWrapper, types.BuiltinFunctionType)


def _signature_get_user_defined_method(cls, method_name):
    """The method if it is written in Python, None otherwise."""
    method = getattr(cls, method_name, None)
    return None if isinstance(method, _NonUserDefinedCallables) else method


def _signature_get_partial(wrapped_sig, partial, extra_args=()):
    """The signature that is left when a partial object has given some arguments."""
    params = OrderedDict(wrapped_sig.parameters)
    keywords = partial.keywords or {}
    args = partial.args or ()
    if extra_args:
        args = extra_args + args
    try:
        given = wrapped_sig.bind_partial(*args, **keywords).arguments
    except TypeError as error:
        raise ValueError('partial object {!r} has incorrect arguments'.format(partial)) from error
    keyword_only = False
    for name, param in wrapped_sig.parameters.items():
        if name in given:
            if param.kind is _POSITIONAL_ONLY:
                del params[name]
                continue
            if param.kind is _POSITIONAL_OR_KEYWORD:
                if name not in keywords:
                    del params[name]  # given by position: it cannot be given again
                    continue
                # Given by keyword: a new default; what follows cannot be given by position.
                keyword_only = True
                params[name] = param.replace(default=given[name])
            elif param.kind is _KEYWORD_ONLY:
                params[name] = param.replace(default=given[name])
        if keyword_only:
            if param.kind is _POSITIONAL_OR_KEYWORD:
                params[name] = params[name].replace(kind=_KEYWORD_ONLY)
                params.move_to_end(name)
            elif param.kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                params.move_to_end(name)
            elif param.kind is _VAR_POSITIONAL:
                del params[name]
    return wrapped_sig.replace(parameters=params.values())


def _signature_bound_method(sig):
    """The signature without the first parameter."""
    params = tuple(sig.parameters.values())
    if not params or params[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError('invalid method signature')
    if params[0].kind in (_POSITIONAL_OR_KEYWORD, _POSITIONAL_ONLY):
        params = params[1:]
    elif params[0].kind is not _VAR_POSITIONAL:
        raise ValueError('invalid argument type')
    return sig.replace(parameters=params)


def _signature_is_builtin(obj):
    """Could __text_signature__ tell?"""
    from inspect import ismethoddescriptor  # where it may be replaced
    return (isbuiltin(obj) or ismethoddescriptor(obj) or isinstance(obj, _NonUserDefinedCallables)
            or obj in (type, object))


def _signature_is_functionlike(obj):
    """Does it have all that a function has, as objects of compilers like Cython?"""
    if not callable(obj) or isclass(obj):
        return False
    unset = _void
    return (isinstance(getattr(obj, '__name__', None), str)
            and isinstance(getattr(obj, '__code__', None), types.CodeType)
            and isinstance(getattr(obj, '__defaults__', unset), (tuple, type(None)))
            and isinstance(getattr(obj, '__kwdefaults__', unset), (dict, type(None)))
            and isinstance(getattr(obj, '__annotations__', None), dict))


def _signature_get_bound_param(spec):
    """The name of the first parameter in a text like '($self, x)'."""
    assert spec.startswith('($')
    ends = [spec.find(mark) for mark in ',:=']
    return spec[2:min([at for at in ends if at != -1], default=len(spec) - 1)].strip()


def _signature_strip_non_python_syntax(signature):
    """Take '$' and '/' out of a text signature: (text, index of the '$' parameter, last positional-only one)."""
    if not signature:
        return signature, None, None
    self_parameter = last_positional_only = None
    pieces = []
    parameter = 0
    lines = iter([line.encode('ascii') for line in signature.split('\n') if line])
    for each in tokenize.tokenize(lambda: next(lines, b'')):
        text, kind = each.string, each.type
        if kind in (token.ENCODING, token.NEWLINE, token.NL, token.ENDMARKER):
            continue
        if kind == token.OP and text == ',':
            if pieces and pieces[-1] is None:
                pieces.pop()  # the comma after '/'
                continue
            parameter += 1
        elif kind == token.ERRORTOKEN and text == '$':
            assert self_parameter is None
            self_parameter = parameter
            continue
        elif kind == token.OP and text == '/':
            assert last_positional_only is None
            last_positional_only = parameter - 1
            # Take the comma before it away as well, unless one follows.
            pieces.append(None)
            continue
        if pieces and pieces[-1] is None:
            pieces.pop()
            if text == ')' and pieces and pieces[-1].strip() == ',':
                pieces.pop()
        pieces.append(', ' if text == ',' else text)
    return ''.join(pieces), self_parameter, last_positional_only


class _Constants(ast.NodeTransformer):
    """Replaces names in default values of a text signature by constants, looking into modules."""

    def __init__(self, spaces):
        self.spaces = spaces

    def _constant(self, name):
        for space in self.spaces:
            try:
                value = eval(name, dict(space))
            except (NameError, AttributeError):
                continue
            if isinstance(value, (str, int, float, bytes, bool, type(None))):
                return ast.Constant(value)
            raise RuntimeError
        raise RuntimeError

    def visit_Attribute(self, node):
        names = []
        inner = node
        while isinstance(inner, ast.Attribute):
            names.append(inner.attr)
            inner = inner.value
        if not isinstance(inner, ast.Name):
            raise RuntimeError
        names.append(inner.id)
        return self._constant('.'.join(reversed(names)))

    def visit_Name(self, node):
        if not isinstance(node.ctx, ast.Load):
            raise ValueError
        return self._constant(node.id)


def _signature_fromstr(cls, obj, s, skip_bound_arg=True):
    """The signature in a text of the form of __text_signature__."""
    clean, self_parameter, last_positional_only = _signature_strip_non_python_syntax(s)
    try:
        module = ast.parse('def foo' + clean + ': pass')
    except SyntaxError:
        module = None
    if not isinstance(module, ast.Module):
        raise ValueError('{!r} builtin has invalid signature'.format(obj))
    definition = module.body[0]
    home = sys.modules.get(getattr(obj, '__module__', None))
    constants = _Constants([home.__dict__ if home else {}, sys.modules])
    params = []

    def add(node, default, kind):
        value = Parameter.empty
        if default is not None:
            try:
                value = ast.literal_eval(constants.visit(default))
            except (ValueError, RuntimeError):
                return  # a value that cannot be shown
        params.append(Parameter(node.arg, kind, default=value, annotation=Parameter.empty))

    arguments = definition.args
    missing = [None] * (len(arguments.args) - len(arguments.defaults))
    for i, (node, default) in enumerate(zip(arguments.args, missing + arguments.defaults)):
        positional = last_positional_only is not None and i <= last_positional_only
        add(node, default, _POSITIONAL_ONLY if positional else _POSITIONAL_OR_KEYWORD)
    if arguments.vararg:
        add(arguments.vararg, None, _VAR_POSITIONAL)
    for node, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
        add(node, default, _KEYWORD_ONLY)
    if arguments.kwarg:
        add(arguments.kwarg, None, _VAR_KEYWORD)
    if self_parameter is not None:
        owner = getattr(obj, '__self__', None)
        if owner is not None and (skip_bound_arg or ismodule(owner)):
            params.pop(0)
        else:
            params[0] = params[0].replace(kind=_POSITIONAL_ONLY)
    return cls(params, return_annotation=cls.empty)


def _signature_from_builtin(cls, func, skip_bound_arg=True):
    if not _signature_is_builtin(func):
        raise TypeError('{!r} is not a Python builtin function'.format(func))
    text = getattr(func, '__text_signature__', None)
    if not text:
        raise ValueError('no signature found for builtin {!r}'.format(func))
    return _signature_fromstr(cls, func, text, skip_bound_arg)


def _signature_from_function(cls, func, skip_bound_arg=True):
    duck = False
    if not isfunction(func):
        if not _signature_is_functionlike(func):
            raise TypeError('{!r} is not a Python function'.format(func))
        duck = True
    text = getattr(func, '__text_signature__', None)
    if text:
        return _signature_fromstr(cls, func, text, skip_bound_arg)
    make = cls._parameter_cls
    code = func.__code__
    names = iter(code.co_varnames)
    defaults = func.__defaults__ or ()
    kwdefaults = func.__kwdefaults__ or {}
    annotations = func.__annotations__
    params = []

    def add(kind, default=_empty):
        name = next(names)
        params.append(make(name, kind, default=default, annotation=annotations.get(name, _empty)))

    first_default = code.co_argcount - len(defaults)
    for i in range(code.co_argcount):
        add(_POSITIONAL_ONLY if i < code.co_posonlyargcount else _POSITIONAL_OR_KEYWORD,
            defaults[i - first_default] if i >= first_default else _empty)
    keyword_only = list(itertools.islice(names, code.co_kwonlyargcount))
    if code.co_flags & CO_VARARGS:
        add(_VAR_POSITIONAL)
    rest, names = names, iter(keyword_only)
    for name in keyword_only:
        add(_KEYWORD_ONLY, kwdefaults.get(name, _empty))
    names = rest
    if code.co_flags & CO_VARKEYWORDS:
        add(_VAR_KEYWORD)
    # What is only like a function may have anything as parameters.
    return cls(params, return_annotation=annotations.get('return', _empty), __validate_parameters__=duck)


def _signature_from_callable(obj, *, follow_wrapper_chains=True, skip_bound_arg=True, sigcls):
    def again(inner, follow=follow_wrapper_chains):
        return _signature_from_callable(inner, follow_wrapper_chains=follow, skip_bound_arg=skip_bound_arg,
                                        sigcls=sigcls)

    if not callable(obj):
        raise TypeError('{!r} is not a callable object'.format(obj))
    if isinstance(obj, types.MethodType):
        sig = again(obj.__func__)
        return _signature_bound_method(sig) if skip_bound_arg else sig
    if follow_wrapper_chains:
        from inspect import unwrap  # where test tools replace it
        obj = unwrap(obj, stop=lambda f: hasattr(f, '__signature__'))
        if isinstance(obj, types.MethodType):
            return again(obj)
    sig = getattr(obj, '__signature__', None)
    if sig is not None:
        if not isinstance(sig, Signature):
            raise TypeError('unexpected object {!r} in __signature__ attribute'.format(sig))
        return sig
    method = getattr(obj, '_partialmethod', None)
    if isinstance(method, functools.partialmethod):
        return _signature_of_partialmethod(method, again(method.func))
    if isfunction(obj) or _signature_is_functionlike(obj):
        return _signature_from_function(sigcls, obj, skip_bound_arg=skip_bound_arg)
    if _signature_is_builtin(obj):
        return _signature_from_builtin(sigcls, obj, skip_bound_arg=skip_bound_arg)
    if isinstance(obj, functools.partial):
        return _signature_get_partial(again(obj.func), obj)
    if isinstance(obj, type):
        sig = _signature_of_class(obj, again, sigcls)
        if not isinstance(sig, Signature):
            return sig()
    else:
        sig = None
        if not isinstance(obj, _NonUserDefinedCallables):
            # An instance: what its class has as __call__.
            call = _signature_get_user_defined_method(type(obj), '__call__')
            if call is not None:
                try:
                    sig = again(call)
                except ValueError as error:
                    raise ValueError('no signature found for {!r}'.format(obj)) from error
    if sig is not None:
        return _signature_bound_method(sig) if skip_bound_arg else sig
    if isinstance(obj, types.BuiltinFunctionType):
        raise ValueError('no signature found for builtin function {!r}'.format(obj))
    raise ValueError('callable {!r} is not supported by signature'.format(obj))


def _signature_of_partialmethod(method, wrapped):
    sig = _signature_get_partial(wrapped, method, (None,))
    first = tuple(wrapped.parameters.values())[0]
    if first.kind is Parameter.VAR_POSITIONAL:
        return sig  # self is among *args
    params = tuple(sig.parameters.values())
    assert not params or first is not params[0]
    return sig.replace(parameters=(first,) + params)


def _signature_of_class(obj, again, sigcls):
    """The signature, with the first parameter, of what makes instances; or a function that returns the final one."""
    for owner, name in ((type(obj), '__call__'), (obj, '__new__'), (obj, '__init__')):
        method = _signature_get_user_defined_method(owner, name)
        if method is not None:
            return again(method)
    for base in obj.__mro__[:-1]:
        text = getattr(base, '__text_signature__', None)
        if text:
            return lambda: _signature_fromstr(sigcls, obj, text)
    if type not in obj.__mro__:
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return lambda: sigcls.from_callable(object)
        raise ValueError('no signature found for builtin type {!r}'.format(obj))
    return lambda: _unsupported(obj)


def _unsupported(obj):
    raise ValueError('callable {!r} is not supported by signature'.format(obj))


# ---- signatures

class _void:
    """Stands for arguments not given."""


class _empty:
    """Stands for a default or an annotation that there is not."""


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __str__(self):
        return self._name_

    @property
    def description(self):
        return _PARAM_NAME_MAPPING[self]


_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = _ParameterKind

_PARAM_NAME_MAPPING = {
    _POSITIONAL_ONLY: 'positional-only',
    _POSITIONAL_OR_KEYWORD: 'positional or keyword',
    _VAR_POSITIONAL: 'variadic positional',
    _KEYWORD_ONLY: 'keyword-only',
    _VAR_KEYWORD: 'variadic keyword',
}


class Parameter:
    """A parameter: name, kind, default and annotation (empty if there is none)."""

    __slots__ = ('_name', '_kind', '_default', '_annotation')

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD

    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f'value {kind!r} is not a valid Parameter.kind')
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError('{} parameters cannot have default values'.format(self._kind.description))
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError('name is a required attribute for Parameter')
        if not isinstance(name, str):
            raise TypeError('name must be a str, not a {}'.format(type(name).__name__))
        if name[0] == '.' and name[1:].isdigit():
            # The parameter of the function inside a comprehension.
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError('implicit arguments must be passed as positional or keyword arguments, not {}'
                                 .format(self._kind.description))
            self._kind = _POSITIONAL_ONLY
            name = 'implicit' + name[1:]
        if not name.isidentifier():
            raise ValueError('{!r} is not a valid parameter name'.format(name))
        self._name = name

    def __reduce__(self):
        return type(self), (self._name, self._kind), {'_default': self._default, '_annotation': self._annotation}

    def __setstate__(self, state):
        self._default, self._annotation = state['_default'], state['_annotation']

    name = property(attrgetter('_name'))
    default = property(attrgetter('_default'))
    annotation = property(attrgetter('_annotation'))
    kind = property(attrgetter('_kind'))

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """A parameter like this one, with other attributes."""
        return type(self)(self._name if name is _void else name, self._kind if kind is _void else kind,
                          default=self._default if default is _void else default,
                          annotation=self._annotation if annotation is _void else annotation)

    def __str__(self):
        text = self._name
        annotated = self._annotation is not _empty
        if annotated:
            text += ': ' + formatannotation(self._annotation)
        if self._default is not _empty:
            text += (' = ' if annotated else '=') + repr(self._default)
        return {_VAR_POSITIONAL: '*', _VAR_KEYWORD: '**'}.get(self._kind, '') + text

    def __repr__(self):
        return '<{} "{}">'.format(self.__class__.__name__, self)

    def _key(self):
        return self._name, self._kind, self._default, self._annotation

    def __hash__(self):
        return hash((self.name, self.kind, self.annotation, self.default))

    def __eq__(self, other):
        if self is other:
            return True
        return self._key() == other._key() if isinstance(other, Parameter) else NotImplemented


class BoundArguments:
    """What Signature.bind() returns: the values of the parameters in the dict `arguments`."""

    __slots__ = ('arguments', '_signature', '__weakref__')

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    signature = property(attrgetter('_signature'))

    def _split(self):
        """The arguments as a tuple and a dict, by position as far as possible."""
        args, kwargs = [], {}
        by_position = True
        for name, param in self._signature.parameters.items():
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                by_position = False
            if name not in self.arguments:
                continue
            value = self.arguments[name]
            if param.kind is _VAR_KEYWORD:
                kwargs.update(value)
            elif not by_position:
                kwargs[name] = value
            elif param.kind is _VAR_POSITIONAL:
                args.extend(value)
            else:
                args.append(value)
        return tuple(args), kwargs

    @property
    def args(self):
        return self._split()[0]

    @property
    def kwargs(self):
        return self._split()[1]

    def apply_defaults(self):
        """Add what was not given: defaults, () for *args, {} for **kwargs."""
        found = []
        for name, param in self._signature.parameters.items():
            if name in self.arguments:
                value = self.arguments[name]
            elif param.default is not _empty:
                value = param.default
            elif param.kind is _VAR_POSITIONAL:
                value = ()
            elif param.kind is _VAR_KEYWORD:
                value = {}
            else:
                continue  # was bound by bind_partial()
            found.append((name, value))
        self.arguments = OrderedDict(found)

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __setstate__(self, state):
        self._signature, self.arguments = state['_signature'], state['arguments']

    def __getstate__(self):
        return {'_signature': self._signature, 'arguments': self.arguments}

    def __repr__(self):
        shown = ['{}={!r}'.format(*item) for item in self.arguments.items()]
        return '<{} ({})>'.format(self.__class__.__name__, ', '.join(shown))


class Signature:
    """The parameters of a callable, an ordered mapping by name, and the annotation of its result."""

    __slots__ = ('_return_annotation', '_parameters')

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        """A signature of these parameters, whose order is checked."""
        if parameters is None:
            params = OrderedDict()
        elif __validate_parameters__:
            params = self._validated(parameters)
        else:
            params = OrderedDict((param.name, param) for param in parameters)
        self._parameters = types.MappingProxyType(params)
        self._return_annotation = return_annotation

    @staticmethod
    def _validated(parameters):
        params = OrderedDict()
        highest = _POSITIONAL_ONLY
        defaults = False
        for param in parameters:
            if param.kind < highest:
                raise ValueError('wrong parameter order: {} parameter before {} parameter'.format(
                    highest.description, param.kind.description))
            if param.kind > highest:
                defaults = False
                highest = param.kind
            if param.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                if param.default is not _empty:
                    defaults = True
                elif defaults:
                    raise ValueError('non-default argument follows default argument')
            if param.name in params:
                raise ValueError('duplicate parameter name: {!r}'.format(param.name))
            params[param.name] = param
        return params

    @classmethod
    def from_function(cls, func):
        """Deprecated: the signature of a function."""
        warnings.warn('inspect.Signature.from_function() is deprecated since Python 3.5, use '
                      'Signature.from_callable()', DeprecationWarning, stacklevel=2)
        return _signature_from_function(cls, func)

    @classmethod
    def from_builtin(cls, func):
        """Deprecated: the signature of a built-in function."""
        warnings.warn('inspect.Signature.from_builtin() is deprecated since Python 3.5, use '
                      'Signature.from_callable()', DeprecationWarning, stacklevel=2)
        return _signature_from_builtin(cls, func)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True):
        """The signature of anything that can be called."""
        return _signature_from_callable(obj, sigcls=cls, follow_wrapper_chains=follow_wrapped)

    parameters = property(attrgetter('_parameters'))
    return_annotation = property(attrgetter('_return_annotation'))

    def replace(self, *, parameters=_void, return_annotation=_void):
        """A signature like this one, with other attributes."""
        return type(self)(self.parameters.values() if parameters is _void else parameters,
                          return_annotation=self._return_annotation if return_annotation is _void
                          else return_annotation)

    def _hash_basis(self):
        # The order of keyword-only parameters does not matter.
        ordered = tuple(param for param in self.parameters.values() if param.kind != _KEYWORD_ONLY)
        named = {param.name: param for param in self.parameters.values() if param.kind == _KEYWORD_ONLY}
        return ordered, named, self.return_annotation

    def __hash__(self):
        ordered, named, annotation = self._hash_basis()
        return hash((ordered, frozenset(named.values()), annotation))

    def __eq__(self, other):
        if self is other:
            return True
        return self._hash_basis() == other._hash_basis() if isinstance(other, Signature) else NotImplemented

    def _bind(self, args, kwargs, *, partial=False):
        bound = OrderedDict()
        left = list(args)[::-1]
        waiting = list(self.parameters.values())[::-1]
        while waiting:
            param = waiting[-1]
            if not left:
                break
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                raise TypeError('too many positional arguments') from None
            waiting.pop()
            if param.kind is _VAR_POSITIONAL:
                bound[param.name] = tuple(left[::-1])
                left = []
                break
            if param.name in kwargs and param.kind is not _POSITIONAL_ONLY:
                raise TypeError('multiple values for argument {arg!r}'.format(arg=param.name)) from None
            bound[param.name] = left.pop()
        if left:
            raise TypeError('too many positional arguments') from None
        rest = None
        for param in reversed(waiting):
            name = param.name
            if param.kind is _VAR_KEYWORD:
                rest = param
            elif param.kind is _VAR_POSITIONAL:
                pass
            elif name in kwargs:
                if param.kind is _POSITIONAL_ONLY:
                    raise TypeError('{arg!r} parameter is positional only, but was passed as a keyword'
                                    .format(arg=name))
                bound[name] = kwargs.pop(name)
            elif not partial and param.default is _empty:
                raise TypeError('missing a required argument: {arg!r}'.format(arg=name)) from None
        if kwargs:
            if rest is None:
                raise TypeError('got an unexpected keyword argument {arg!r}'.format(arg=next(iter(kwargs))))
            bound[rest.name] = kwargs
        return self._bound_arguments_cls(self, bound)

    def bind(self, /, *args, **kwargs):
        """Which parameters get which arguments in such a call; TypeError if it is not possible."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """The same for a call that lacks some arguments."""
        return self._bind(args, kwargs, partial=True)

    def __reduce__(self):
        return (type(self), (tuple(self._parameters.values()),), {'_return_annotation': self._return_annotation})

    def __setstate__(self, state):
        self._return_annotation = state['_return_annotation']

    def __repr__(self):
        return '<{} {}>'.format(self.__class__.__name__, self)

    def __str__(self):
        parts = []
        slash = False      # does a '/' have to come yet?
        star = True        # does a '*' have to come before keyword-only parameters?
        for param in self.parameters.values():
            if param.kind is _POSITIONAL_ONLY:
                slash = True
            elif slash:
                parts.append('/')
                slash = False
            if param.kind is _VAR_POSITIONAL:
                star = False
            elif param.kind is _KEYWORD_ONLY and star:
                parts.append('*')
                star = False
            parts.append(str(param))
        if slash:
            parts.append('/')
        text = '({})'.format(', '.join(parts))
        if self.return_annotation is not _empty:
            text += ' -> {}'.format(formatannotation(self.return_annotation))
        return text


def signature(obj, *, follow_wrapped=True):
    """The signature of anything that can be called."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped)


__name__ = __spec__.name
