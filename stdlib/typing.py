"""Names for types, to write annotations with.

Three kinds of objects stand for types that are not classes: special forms (Any,
Union, ...), type variables, and aliases (List, List[int], Union[int, str]). An alias
knows its origin, which is a class or a special form, and its arguments.
"""

from abc import abstractmethod, ABCMeta
import collections
import collections.abc
import contextlib
import functools
import operator
import re as stdlib_re
import sys
import types
from types import WrapperDescriptorType, MethodWrapperType, MethodDescriptorType

__all__ = [
    'Any', 'Callable', 'ClassVar', 'Final', 'ForwardRef', 'Generic', 'Literal', 'Optional', 'Protocol', 'Tuple',
    'Type', 'TypeVar', 'Union',
    'AbstractSet', 'ByteString', 'Container', 'ContextManager', 'Hashable', 'ItemsView', 'Iterable', 'Iterator',
    'KeysView', 'Mapping', 'MappingView', 'MutableMapping', 'MutableSequence', 'MutableSet', 'Sequence', 'Sized',
    'ValuesView', 'Awaitable', 'AsyncIterator', 'AsyncIterable', 'Coroutine', 'Collection', 'AsyncGenerator',
    'AsyncContextManager',
    'Reversible', 'SupportsAbs', 'SupportsBytes', 'SupportsComplex', 'SupportsFloat', 'SupportsIndex',
    'SupportsInt', 'SupportsRound',
    'ChainMap', 'Counter', 'Deque', 'Dict', 'DefaultDict', 'List', 'OrderedDict', 'Set', 'FrozenSet',
    'NamedTuple', 'TypedDict', 'Generator',
    'AnyStr', 'cast', 'final', 'get_args', 'get_origin', 'get_type_hints', 'NewType', 'no_type_check',
    'no_type_check_decorator', 'NoReturn', 'overload', 'runtime_checkable', 'Text', 'TYPE_CHECKING',
]

TYPE_CHECKING = False
Text = str


# ---- checks and representation of arguments

def _type_check(arg, msg, is_argument=True):
    """Return arg as a type (None as its class, a string as a reference) or raise TypeError with msg.

    ClassVar and Final are allowed only where arg is not the argument of another type.
    """
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg)
    if isinstance(arg, (TypeVar, ForwardRef)):
        return arg
    if arg in (Generic, Protocol) or isinstance(arg, _SpecialForm) and arg not in (Any, NoReturn):
        raise TypeError(f'Plain {arg} is not valid as type argument')
    if isinstance(arg, type):
        return arg
    if isinstance(arg, _GenericAlias):
        origin = arg.__origin__
        if origin in (Generic, Protocol) or is_argument and origin in (ClassVar, Final):
            raise TypeError(f'{arg} is not valid as type argument')
    if not callable(arg):
        raise TypeError(f'{msg} Got {arg!r:.100}.')
    return arg


def _type_repr(obj):
    if isinstance(obj, type):
        return obj.__qualname__ if obj.__module__ == 'builtins' else f'{obj.__module__}.{obj.__qualname__}'
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    return '...' if obj is ... else repr(obj)


def _collect_type_vars(types):
    """The type variables in the given types, each once, in the order met."""
    found = {}
    for t in types:
        if isinstance(t, TypeVar):
            found[t] = None
        elif isinstance(t, _GenericAlias) and not t._special:
            found.update(dict.fromkeys(t.__parameters__))
    return tuple(found)


def _check_generic(cls, parameters):
    """Is the number of arguments that of the type variables?"""
    expected = len(cls.__parameters__)
    if not expected:
        raise TypeError(f'{cls} is not a generic class')
    actual = len(parameters)
    if actual != expected:
        raise TypeError(f"Too {'many' if actual > expected else 'few'} parameters for {cls};"
                        f' actual {actual}, expected {expected}')


def _as_tuple(params):
    return params if isinstance(params, tuple) else (params,)


def _substitute(args, values):
    """The arguments with the type variables that are keys of values replaced."""
    for arg in args:
        if isinstance(arg, TypeVar):
            yield values.get(arg, arg)
        elif isinstance(arg, _GenericAlias) and not arg._special:
            inner = tuple([values[v] if v in values else v for v in arg.__parameters__])
            yield arg._rebuild(tuple(_substitute(arg.__args__, values))) if inner != arg.__parameters__ else arg
        else:
            yield arg


def _flat_union(members):
    """The members with unions spread out and repetitions left out."""
    flat = {}
    for member in members:
        if isinstance(member, _GenericAlias) and member.__origin__ is Union:
            flat.update(dict.fromkeys(member.__args__))
        else:
            flat[member] = None
    return tuple(flat)


# The cache_clear functions of all caches here.
_cleanups = []


def _tp_cache(func):
    """Remember the results of a __getitem__, where the arguments are hashable."""
    cached = functools.lru_cache()(func)
    _cleanups.append(cached.cache_clear)

    @functools.wraps(func)
    def inner(*args, **kwds):
        try:
            return cached(*args, **kwds)
        except TypeError:
            pass  # a genuine error comes again
        return func(*args, **kwds)
    return inner


def _eval_type(t, globalns, localns):
    """The type t with all forward references in it evaluated."""
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns)
    if isinstance(t, _GenericAlias):
        args = tuple(_eval_type(arg, globalns, localns) for arg in t.__args__)
        if args != t.__args__:
            made = t.copy_with(args)
            made._special = t._special
            return made
    return t


# ---- base classes

class _Final:
    """Forbids subclasses outside this module."""

    __slots__ = ('__weakref__',)

    def __init_subclass__(self, /, *args, **kwds):
        if '_root' not in kwds:
            raise TypeError('Cannot subclass special typing classes')


class _Immutable:
    """Copies are the object itself."""

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


# ---- special forms

class _SpecialForm(_Final, _Immutable, _root=True):
    """A form named in this module; `subscript`, given the parameters, makes the alias."""

    __slots__ = ('_name', '_doc', '_subscript')

    def __new__(cls, *args, **kwds):
        if len(args) == 3 and isinstance(args[1], tuple):
            raise TypeError(f'Cannot subclass {cls!r}')  # used as a base class
        return super().__new__(cls)

    def __init__(self, name, doc, subscript=None):
        self._name = name
        self._doc = doc
        self._subscript = subscript

    @property
    def __doc__(self):
        return self._doc

    def __eq__(self, other):
        if not isinstance(other, _SpecialForm):
            return NotImplemented
        return self._name == other._name

    def __hash__(self):
        return hash((self._name,))

    def __repr__(self):
        return 'typing.' + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __instancecheck__(self, obj):
        raise TypeError(f'{self} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(f'{self} cannot be used with issubclass()')

    @_tp_cache
    def __getitem__(self, parameters):
        if self._subscript is None:
            raise TypeError(f'{self} is not subscriptable')
        return self._subscript(self, parameters)


def _one_type(form, parameters):
    item = _type_check(parameters, f'{form._name} accepts only single type.')
    return _GenericAlias(form, (item,))


def _union(form, parameters):
    if parameters == ():
        raise TypeError('Cannot take a Union of no types.')
    msg = 'Union[arg, ...]: each arg must be a type.'
    members = _flat_union([_type_check(p, msg) for p in _as_tuple(parameters)])
    return members[0] if len(members) == 1 else _GenericAlias(form, members)


def _optional(form, parameters):
    return Union[_type_check(parameters, 'Optional[t] requires a single type.'), type(None)]


def _literal(form, parameters):
    return _GenericAlias(form, _as_tuple(parameters))


Any = _SpecialForm('Any', 'The type that is compatible with every other type.')
NoReturn = _SpecialForm('NoReturn', 'The result of a function that never returns.')
ClassVar = _SpecialForm('ClassVar', 'ClassVar[T]: a variable of the class, not meant to be set on instances.',
                        _one_type)
Final = _SpecialForm('Final', 'Final or Final[T]: a name that is assigned only once.', _one_type)
Union = _SpecialForm('Union', 'Union[X, Y]: either X or Y.', _union)
Optional = _SpecialForm('Optional', 'Optional[X]: X or None.', _optional)
Literal = _SpecialForm('Literal', 'Literal[v, ...]: one of exactly these values.', _literal)


class ForwardRef(_Final, _root=True):
    """A type given as the text of an expression."""

    __slots__ = ('__forward_arg__', '__forward_code__', '__forward_evaluated__', '__forward_value__',
                 '__forward_is_argument__')

    def __init__(self, arg, is_argument=True):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        try:
            self.__forward_code__ = compile(arg, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError(f'Forward reference must be an expression -- got {arg!r}')
        self.__forward_arg__ = arg
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument

    def _evaluate(self, globalns, localns):
        # A value found in other scopes than the module's may be another one next time.
        if not self.__forward_evaluated__ or localns is not globalns:
            if globalns is None:
                globalns = {} if localns is None else localns
            if localns is None:
                localns = globalns
            self.__forward_value__ = _type_check(eval(self.__forward_code__, globalns, localns),
                                                 'Forward references must evaluate to types.',
                                                 is_argument=self.__forward_is_argument__)
            self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_arg__ != other.__forward_arg__:
            return False
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return self.__forward_value__ == other.__forward_value__
        return True

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f'ForwardRef({self.__forward_arg__!r})'


class TypeVar(_Final, _Immutable, _root=True):
    """A type variable: any type, one below a bound, or one of several constraints."""

    __slots__ = ('__name__', '__bound__', '__constraints__', '__covariant__', '__contravariant__')

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        msg = 'TypeVar(name, constraint, ...): constraints must be types.'
        self.__constraints__ = tuple(_type_check(t, msg) for t in constraints)
        self.__bound__ = None if bound is None else _type_check(bound, 'Bound must be a type.')
        try:
            caller = sys._getframe(1).f_globals.get('__name__', '__main__')
        except (AttributeError, ValueError):
            caller = None
        if caller != 'typing':
            self.__module__ = caller

    def __repr__(self):
        sign = '+' if self.__covariant__ else '-' if self.__contravariant__ else '~'
        return sign + self.__name__

    def __reduce__(self):
        return self.__name__


# ---- aliases

class _TypingEmpty:
    """Stands for an empty argument list."""


class _TypingEllipsis:
    """Stands for '...' among the arguments."""


# Names of classes that have another name here.
_normalize_alias = {'list': 'List', 'tuple': 'Tuple', 'dict': 'Dict', 'set': 'Set', 'frozenset': 'FrozenSet',
                    'deque': 'Deque', 'defaultdict': 'DefaultDict', 'type': 'Type', 'Set': 'AbstractSet'}

_MARKERS = {_TypingEllipsis: ..., _TypingEmpty: ()}


def _is_dunder(attr):
    return attr.startswith('__') and attr.endswith('__')


class _GenericAlias(_Final, _root=True):
    """An origin with arguments.

    A special alias (List) stands for its origin and is subscripted with the arguments;
    `inst` tells whether calling the alias makes instances of the origin.
    """

    def __init__(self, origin, params, *, inst=True, special=False, name=None):
        self._inst = inst
        self._special = special
        if special and name is None:
            name = _normalize_alias.get(origin.__name__, origin.__name__)
        self._name = name
        self.__origin__ = origin
        args = _as_tuple(params)
        self.__args__ = tuple([_MARKERS.get(a, a) if isinstance(a, type) else a for a in args])
        self.__parameters__ = _collect_type_vars(args)
        self.__slots__ = None
        if not name:
            self.__module__ = origin.__module__

    @_tp_cache
    def __getitem__(self, params):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f'Cannot subscript already-subscripted {self}')
        msg = 'Parameters to generic types must be types.'
        params = tuple(_type_check(p, msg) for p in _as_tuple(params))
        _check_generic(self, params)
        return self._rebuild(tuple(_substitute(self.__args__, dict(zip(self.__parameters__, params)))))

    def _rebuild(self, args):
        """The alias with other arguments, which for a union may become a plain type."""
        return Union[args] if self.__origin__ is Union else self.copy_with(args)

    def copy_with(self, params):
        # A subscripted alias is a plain one, whatever it came from.
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        name = f'typing.{self._name}' if self._name else _type_repr(self.__origin__)
        if self._special:
            return name
        args = [_type_repr(a) for a in self.__args__]
        if self._name == 'Callable':
            head = '...' if self.__args__[0] is ... else f"[{', '.join(args[:-1])}]"
            args = [head, args[-1]]
        return f"{name}[{', '.join(args)}]"

    def _key(self):
        args = self.__args__
        return self.__origin__, frozenset(args) if self.__origin__ is Union else args

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f'Type {self._name} cannot be instantiated; use {self._name.lower()}() instead')
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __mro_entries__(self, bases):
        origin = self.__origin__
        later = bases[bases.index(self) + 1:]
        if self._name:  # stands for a class of another module, which does not derive from Generic
            found = () if origin in bases else (origin,)
            known = any(isinstance(b, _GenericAlias) or issubclass(b, Generic) for b in later)
            return found if known else (*found, Generic)
        if origin is Generic:
            others = (b for b in later if b is not self)
            if Protocol in bases or any(isinstance(b, _GenericAlias) for b in others):
                return ()
        return (origin,)

    def __getattr__(self, attr):
        if '__origin__' in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        if _is_dunder(attr) or attr in ('_name', '_inst', '_special'):
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        if self._special:
            if not isinstance(cls, _GenericAlias):
                return issubclass(cls, self.__origin__)
            if cls._special:
                return issubclass(cls.__origin__, self.__origin__)
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __reduce__(self):
        if self._special:
            return self._name
        origin = globals()[self._name] if self._name else self.__origin__
        args = self.__args__
        if origin is Callable and not (len(args) == 2 and args[0] is Ellipsis):
            args = list(args[:-1]), args[-1]
        elif len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        return operator.getitem, (origin, args)


class _VariadicGenericAlias(_GenericAlias, _root=True):
    """Tuple and Callable before they are subscripted: any number of arguments."""

    def __getitem__(self, params):
        if self._name == 'Callable' and self._special:
            if not isinstance(params, tuple) or len(params) != 2:
                raise TypeError('Callable must be used as Callable[[arg, ...], result].')
            args, result = params
            if args is not Ellipsis:
                if not isinstance(args, list):
                    raise TypeError(f'Callable[args, result]: args must be a list. Got {args}')
                args = tuple(args)
            params = args, result
        return self.__getitem_inner__(params)

    @_tp_cache
    def __getitem_inner__(self, params):
        if not self._special:
            return super().__getitem__(params)
        if self._name == 'Tuple':
            return self.copy_with(self._tuple_arguments(params))
        args, result = params
        result = _type_check(result, 'Callable[args, result]: result must be a type.')
        if args is Ellipsis:
            return self.copy_with((_TypingEllipsis, result))
        msg = 'Callable[[arg, ...], result]: each arg must be a type.'
        return self.copy_with((*[_type_check(arg, msg) for arg in args], result))

    @staticmethod
    def _tuple_arguments(params):
        if params == ():
            return (_TypingEmpty,)
        params = _as_tuple(params)
        if len(params) == 2 and params[1] is ...:
            return _type_check(params[0], 'Tuple[t, ...]: t must be a type.'), _TypingEllipsis
        msg = 'Tuple[t0, t1, ...]: each t must be a type.'
        return tuple(_type_check(p, msg) for p in params)


# ---- user-defined generic classes

class Generic:
    """Base class of generic classes: class Box(Generic[T])."""

    __slots__ = ()
    _is_protocol = False

    def __new__(cls, *args, **kwds):
        if cls in (Generic, Protocol):
            raise TypeError(f'Type {cls.__name__} cannot be instantiated; it can be used only as a base class')
        new = super().__new__
        if new is object.__new__ and cls.__init__ is not object.__init__:
            return new(cls)
        return new(cls, *args, **kwds)

    @_tp_cache
    def __class_getitem__(cls, params):
        params = _as_tuple(params)
        if not params:
            raise TypeError(f'Parameter list to {cls.__qualname__}[...] cannot be empty')
        msg = 'Parameters to generic types must be types.'
        params = tuple(_type_check(p, msg) for p in params)
        if cls not in (Generic, Protocol):
            _check_generic(cls, params)
        elif not all(isinstance(p, TypeVar) for p in params):
            raise TypeError(f'Parameters to {cls.__name__}[...] must all be type variables')
        elif len(set(params)) != len(params):
            raise TypeError(f'Parameters to {cls.__name__}[...] must all be unique')
        return _GenericAlias(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        written = cls.__dict__.get('__orig_bases__')
        if Generic in (cls.__bases__ if written is None else written) \
                and (written is not None or cls.__name__ != 'Protocol'):
            raise TypeError('Cannot inherit from plain Generic')
        cls.__parameters__ = () if written is None else cls._class_parameters(written)

    def _class_parameters(bases):
        """The type variables of a class, in the order of Generic[...] if that is among the bases."""
        used = _collect_type_vars(bases)
        listed = None
        for base in bases:
            if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
                if listed is not None:
                    raise TypeError('Cannot inherit from Generic[...] multiple types.')
                listed = base.__parameters__
        if listed is None:
            return used
        missing = ', '.join(str(t) for t in used if t not in listed)
        if missing:
            raise TypeError(f"Some type variables ({missing}) are not listed in"
                            f" Generic[{', '.join(str(t) for t in listed)}]")
        return listed

    _class_parameters = staticmethod(_class_parameters)


# ---- protocols

_TYPING_INTERNALS = ['__parameters__', '__orig_bases__', '__orig_class__', '_is_protocol', '_is_runtime_protocol']
_SPECIAL_NAMES = ['__abstractmethods__', '__annotations__', '__dict__', '__doc__', '__init__', '__module__',
                  '__new__', '__slots__', '__subclasshook__', '__weakref__']

# What a class has anyway is no part of its protocol.
EXCLUDED_ATTRIBUTES = _TYPING_INTERNALS + _SPECIAL_NAMES + ['_MutableMapping__marker']


def _get_protocol_attrs(cls):
    """The names of the members that a protocol class asks for."""
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ('Protocol', 'Generic'):
            names.update(base.__dict__, getattr(base, '__annotations__', ()))
    return {name for name in names if not name.startswith('_abc_') and name not in EXCLUDED_ATTRIBUTES}


def _is_callable_members_only(cls):
    return all(callable(getattr(cls, attr, None)) for attr in _get_protocol_attrs(cls))


def _no_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError('Protocols cannot be instantiated')


def _allow_reckless_class_cheks():
    """Is the check one that abc or functools makes on the way, where an exception would harm?"""
    try:
        return sys._getframe(3).f_globals['__name__'] in ['abc', 'functools']
    except (AttributeError, ValueError):
        return True


# Classes of other modules that protocols may derive from.
_PROTO_WHITELIST = {
    'collections.abc': ['Callable', 'Awaitable', 'Iterable', 'Iterator', 'AsyncIterable', 'Hashable', 'Sized',
                        'Container', 'Collection', 'Reversible'],
    'contextlib': ['AbstractContextManager', 'AbstractAsyncContextManager'],
}


class _ProtocolMeta(ABCMeta):
    """Lets isinstance() look at the attributes of the instance, too."""

    def __instancecheck__(cls, instance):
        is_protocol = getattr(cls, '_is_protocol', False)
        if (not is_protocol or _is_callable_members_only(cls)) and issubclass(instance.__class__, cls):
            return True
        if is_protocol and all(hasattr(instance, attr) and (getattr(instance, attr) is not None
                                                           or not callable(getattr(cls, attr, None)))
                               for attr in _get_protocol_attrs(cls)):
            return True
        return super().__instancecheck__(instance)


def _provides(cls, attr):
    """Does a class define the member, or, being a protocol, at least announce it?"""
    for base in cls.__mro__:
        if attr in base.__dict__:
            return base.__dict__[attr] is not None
        announced = getattr(base, '__annotations__', {})
        if (isinstance(announced, collections.abc.Mapping) and attr in announced
                and isinstance(cls, _ProtocolMeta) and cls._is_protocol):
            return True
    return False


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base class of protocols: classes that describe which members an object must have.

    A protocol with @runtime_checkable can be used with isinstance() and issubclass(),
    which look for the presence of the members only.
    """

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = any(b is Protocol for b in cls.__bases__)

        def _proto_hook(other):
            if not cls.__dict__.get('_is_protocol', False):
                return NotImplemented
            problem = None
            if not getattr(cls, '_is_runtime_protocol', False):
                problem = 'Instance and class checks can only be used with @runtime_checkable protocols'
            elif not _is_callable_members_only(cls):
                problem = "Protocols with non-method members don't support issubclass()"
            if problem:
                if _allow_reckless_class_cheks():
                    return NotImplemented
                raise TypeError(problem)
            if not isinstance(other, type):
                raise TypeError('issubclass() arg 1 must be a class')
            return all(_provides(other, attr) for attr in _get_protocol_attrs(cls)) or NotImplemented

        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = _proto_hook
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if not (base in (object, Generic)
                    or base.__name__ in _PROTO_WHITELIST.get(base.__module__, ())
                    or issubclass(base, Generic) and base._is_protocol):
                raise TypeError('Protocols can only inherit from other protocols, got %r' % base)
        cls.__init__ = _no_init


def runtime_checkable(cls):
    """Let a protocol be used with isinstance() and issubclass()."""
    if not issubclass(cls, Generic) or not cls._is_protocol:
        raise TypeError('@runtime_checkable can be only applied to protocol classes, got %r' % cls)
    cls._is_runtime_protocol = True
    return cls


# ---- functions for annotations

def cast(typ, val):
    """Tell type checkers that val is of the type typ; returns val."""
    return val


def _get_defaults(func):
    """The default values of a function's parameters by name."""
    code = getattr(func, '__code__', None)
    if code is None:
        return {}
    positional = code.co_varnames[:code.co_argcount]
    values = func.__defaults__ or ()
    found = dict(func.__kwdefaults__ or {})
    found.update(zip(positional[len(positional) - len(values):], values))
    return found


_allowed_types = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType,
                  WrapperDescriptorType, MethodWrapperType, MethodDescriptorType)


def _hint(value, globalns, localns, is_argument):
    if value is None:
        return type(None)
    if isinstance(value, str):
        value = ForwardRef(value, is_argument=is_argument)
    return _eval_type(value, globalns, localns)


def _class_hints(cls, globalns, localns):
    found = {}
    for base in reversed(cls.__mro__):
        space = sys.modules[base.__module__].__dict__ if globalns is None else globalns
        for name, value in base.__dict__.get('__annotations__', {}).items():
            found[name] = _hint(value, space, localns, False)
    return found


def get_type_hints(obj, globalns=None, localns=None):
    """The annotations of a class, function or module as a dict, with strings evaluated.

    A parameter whose default is None gets Optional[...]. Names are looked up in the
    object's module unless globalns and localns are given.
    """
    if getattr(obj, '__no_type_check__', None):
        return {}
    if isinstance(obj, type):
        return _class_hints(obj, globalns, localns)
    if globalns is None:
        if isinstance(obj, types.ModuleType):
            globalns = obj.__dict__
        else:
            inner = obj
            while hasattr(inner, '__wrapped__'):
                inner = inner.__wrapped__
            globalns = getattr(inner, '__globals__', {})
        localns = globalns if localns is None else localns
    elif localns is None:
        localns = globalns
    hints = getattr(obj, '__annotations__', None)
    if hints is None:
        if isinstance(obj, _allowed_types):
            return {}
        raise TypeError('{!r} is not a module, class, method, or function.'.format(obj))
    defaults = _get_defaults(obj)
    found = {}
    for name, value in hints.items():
        value = _hint(value, globalns, localns, True)
        found[name] = Optional[value] if name in defaults and defaults[name] is None else value
    return found


def get_origin(tp):
    """What a subscripted type was made from: get_origin(List[int]) is list; None for other types."""
    if isinstance(tp, _GenericAlias):
        return tp.__origin__
    return Generic if tp is Generic else None


def get_args(tp):
    """The arguments of a subscripted type; a callable's parameters are given as a list."""
    if not isinstance(tp, _GenericAlias) or tp._special:
        return ()
    args = tp.__args__
    if tp.__origin__ is collections.abc.Callable and args[0] is not Ellipsis:
        return list(args[:-1]), args[-1]
    return args


def no_type_check(arg):
    """Say that the annotations of a function or class (and of its methods) are not types."""
    if isinstance(arg, type):
        skip = (*arg.__bases__, arg)
        for value in list(arg.__dict__.values()):
            if isinstance(value, types.FunctionType):
                value.__no_type_check__ = True
            elif isinstance(value, type) and value not in skip:
                no_type_check(value)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass  # a built-in class
    return arg


def no_type_check_decorator(decorator):
    """Give a decorator the effect of no_type_check."""
    @functools.wraps(decorator)
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped_decorator


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        'You should not call an overloaded function. A series of @overload-decorated functions outside a stub '
        'module should always be followed by an implementation that is not @overload-ed.')


def overload(func):
    """Mark one of several signatures; the implementation follows them without the mark."""
    return _overload_dummy


def final(f):
    """Mark a method not to be overridden or a class not to be subclassed."""
    return f


# ---- type variables and aliases of the standard types

T = TypeVar('T')
KT = TypeVar('KT')
VT = TypeVar('VT')
T_co = TypeVar('T_co', covariant=True)
V_co = TypeVar('V_co', covariant=True)
VT_co = TypeVar('VT_co', covariant=True)
T_contra = TypeVar('T_contra', contravariant=True)
CT_co = TypeVar('CT_co', covariant=True, bound=type)
AnyStr = TypeVar('AnyStr', bytes, str)


def _alias(origin, params, inst=True):
    return _GenericAlias(origin, params, special=True, inst=inst)


Hashable = _alias(collections.abc.Hashable, ())
Sized = _alias(collections.abc.Sized, ())
ByteString = _alias(collections.abc.ByteString, ())

Iterable = _alias(collections.abc.Iterable, T_co)
Iterator = _alias(collections.abc.Iterator, T_co)
Reversible = _alias(collections.abc.Reversible, T_co)
Container = _alias(collections.abc.Container, T_co)
Collection = _alias(collections.abc.Collection, T_co)
AbstractSet = _alias(collections.abc.Set, T_co)
Sequence = _alias(collections.abc.Sequence, T_co)
MappingView = _alias(collections.abc.MappingView, T_co)
ValuesView = _alias(collections.abc.ValuesView, VT_co)
KeysView = _alias(collections.abc.KeysView, KT)
ItemsView = _alias(collections.abc.ItemsView, (KT, VT_co))
Mapping = _alias(collections.abc.Mapping, (KT, VT_co))
MutableMapping = _alias(collections.abc.MutableMapping, (KT, VT))
MutableSet = _alias(collections.abc.MutableSet, T)
MutableSequence = _alias(collections.abc.MutableSequence, T)

Awaitable = _alias(collections.abc.Awaitable, T_co)
AsyncIterable = _alias(collections.abc.AsyncIterable, T_co)
AsyncIterator = _alias(collections.abc.AsyncIterator, T_co)
Generator = _alias(collections.abc.Generator, (T_co, T_contra, V_co))
Coroutine = _alias(collections.abc.Coroutine, (T_co, T_contra, V_co))
AsyncGenerator = _alias(collections.abc.AsyncGenerator, (T_co, T_contra))

ContextManager = _alias(contextlib.AbstractContextManager, T_co)
AsyncContextManager = _alias(contextlib.AbstractAsyncContextManager, T_co)

# Instances of these built-in classes are made by the classes themselves.
List = _alias(list, T, inst=False)
Set = _alias(set, T, inst=False)
FrozenSet = _alias(frozenset, T_co, inst=False)
Dict = _alias(dict, (KT, VT), inst=False)
Type = _alias(type, CT_co, inst=False)

Deque = _alias(collections.deque, T)
DefaultDict = _alias(collections.defaultdict, (KT, VT))
OrderedDict = _alias(collections.OrderedDict, (KT, VT))
Counter = _alias(collections.Counter, T)
ChainMap = _alias(collections.ChainMap, (KT, VT))

Callable = _VariadicGenericAlias(collections.abc.Callable, (), special=True)
Tuple = _VariadicGenericAlias(tuple, (), inst=False, special=True)

for _form, _doc in (
        (Callable, 'Callable[[X, Y], R]: a function of these parameters; Callable[..., R]: of any.'),
        (Tuple, 'Tuple[X, Y]: a tuple of two; Tuple[X, ...]: of any length; Tuple[()]: an empty one.'),
        (Type, 'Type[C]: the class C or one derived from it.')):
    _form.__doc__ = _doc
del _form, _doc


# ---- protocols of single methods

@runtime_checkable
class SupportsInt(Protocol):
    """Has __int__."""
    __slots__ = ()

    @abstractmethod
    def __int__(self) -> int:
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    """Has __float__."""
    __slots__ = ()

    @abstractmethod
    def __float__(self) -> float:
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    """Has __complex__."""
    __slots__ = ()

    @abstractmethod
    def __complex__(self) -> complex:
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    """Has __bytes__."""
    __slots__ = ()

    @abstractmethod
    def __bytes__(self) -> bytes:
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    """Has __index__."""
    __slots__ = ()

    @abstractmethod
    def __index__(self) -> int:
        pass


@runtime_checkable
class SupportsAbs(Protocol[T_co]):
    """Has __abs__, whose result is of the argument's type."""
    __slots__ = ()

    @abstractmethod
    def __abs__(self) -> T_co:
        pass


@runtime_checkable
class SupportsRound(Protocol[T_co]):
    """Has __round__, whose result is of the argument's type."""
    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits: int = 0) -> T_co:
        pass


# ---- named tuples and typed dictionaries

def _make_nmtuple(name, types):
    msg = "NamedTuple('Name', [(f0, t0), (f1, t1), ...]); each t must be a type"
    hints = {field: _type_check(t, msg) for field, t in types}
    made = collections.namedtuple(name, [field for field, _ in types])
    made.__annotations__ = made.__new__.__annotations__ = made._field_types = hints
    try:
        made.__module__ = sys._getframe(2).f_globals.get('__name__', '__main__')
    except (AttributeError, ValueError):
        pass
    return made


# What the body of a NamedTuple class may not define, and what is not copied from it.
_prohibited = ('__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults', '_field_types',
               '_make', '_replace', '_asdict', '_source')
_special = ('__module__', '__name__', '__annotations__')


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        if ns.get('_root', False):
            return super().__new__(cls, typename, bases, ns)
        hints = ns.get('__annotations__', {})
        made = _make_nmtuple(typename, hints.items())
        defaults = {}
        for field in hints:
            if field in ns:
                defaults[field] = ns[field]
            elif defaults:
                raise TypeError(f'Non-default namedtuple field {field} cannot follow default field(s) '
                                + ', '.join(defaults))
        made.__new__.__annotations__ = dict(hints)
        made.__new__.__defaults__ = tuple(defaults.values())
        made._field_defaults = defaults
        for key, value in ns.items():
            if key in _prohibited:
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + key)
            if key not in _special and key not in made._fields:
                setattr(made, key, value)
        return made


def _deprecated_keyword(kwargs, name):
    import warnings
    warnings.warn(f"Passing '{name}' as keyword argument is deprecated", DeprecationWarning, stacklevel=3)
    return kwargs.pop(name)


class NamedTuple(metaclass=NamedTupleMeta):
    """A named tuple with typed fields.

    Written as a class (class Point(NamedTuple): x: int = 0) or as a call
    (NamedTuple('Point', [('x', int)])).
    """

    _root = True

    def __new__(*args, **kwargs):
        if not args:
            raise TypeError('NamedTuple.__new__(): not enough arguments')
        cls, *given = args
        if len(given) > 2:
            raise TypeError('NamedTuple.__new__() takes from 2 to 3 positional arguments but '
                            f'{len(args)} were given')
        if given:
            typename = given[0]
        elif 'typename' in kwargs:
            typename = _deprecated_keyword(kwargs, 'typename')
        else:
            raise TypeError("NamedTuple.__new__() missing 1 required positional argument: 'typename'")
        if len(given) == 2:
            fields = given[1]
        elif len(kwargs) == 1 and 'fields' in kwargs:
            fields = _deprecated_keyword(kwargs, 'fields')
        else:
            fields = None
        if fields is None:
            fields = kwargs.items()
        elif kwargs:
            raise TypeError('Either list of fields or keywords can be provided to NamedTuple, not both')
        return _make_nmtuple(typename, fields)

    __new__.__text_signature__ = '($cls, typename, fields=None, /, **kwargs)'


def _dict_new(cls, /, *args, **kwargs):
    return dict(*args, **kwargs)


def _typeddict_new(cls, typename, fields=None, /, *, total=True, **kwargs):
    if fields is None:
        fields = kwargs
    elif kwargs:
        raise TypeError('TypedDict takes either a dict or keyword arguments, but not both')
    body = {'__annotations__': dict(fields), '__total__': total}
    try:
        body['__module__'] = sys._getframe(1).f_globals.get('__name__', '__main__')
    except (AttributeError, ValueError):
        pass
    return _TypedDictMeta(typename, (), body)


def _check_fails(cls, other):
    # abc and functools ask on the way; dataclasses and the like do not.
    if sys._getframe(1).f_globals['__name__'] not in ['abc', 'functools', 'typing']:
        raise TypeError('TypedDict does not support instance and class checks')
    return False


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        """A plain subclass of dict that knows the types of its keys."""
        ns['__new__'] = _typeddict_new if name == 'TypedDict' else _dict_new
        made = super().__new__(cls, name, (dict,), ns)
        msg = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        hints = {}
        for base in bases:
            hints.update(base.__dict__.get('__annotations__', {}))
        for key, value in ns.get('__annotations__', {}).items():
            hints[key] = _type_check(value, msg)
        made.__annotations__ = hints
        if not hasattr(made, '__total__'):
            made.__total__ = total
        return made

    __instancecheck__ = __subclasscheck__ = _check_fails


class TypedDict(dict, metaclass=_TypedDictMeta):
    """A dict with a fixed set of string keys whose values have declared types.

    Written as a class (class Point(TypedDict): x: int) or as a call
    (TypedDict('Point', {'x': int})); total=False makes the keys optional.
    """


def NewType(name, tp):
    """A type that checkers tell apart from tp; calling it returns the argument."""
    def new_type(x):
        return x

    new_type.__name__ = name
    new_type.__supertype__ = tp
    return new_type


# ---- files and regular expressions

class IO(Generic[AnyStr]):
    """What open() returns: a file of text (IO[str]) or bytes (IO[bytes]).

    A base for annotations, with no ties to the classes of the io module.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def mode(self) -> str:
        pass

    @property
    @abstractmethod
    def name(self) -> str:
        pass

    @abstractmethod
    def close(self) -> None:
        pass

    @property
    @abstractmethod
    def closed(self) -> bool:
        pass

    @abstractmethod
    def fileno(self) -> int:
        pass

    @abstractmethod
    def flush(self) -> None:
        pass

    @abstractmethod
    def isatty(self) -> bool:
        pass

    @abstractmethod
    def read(self, n: int = -1) -> AnyStr:
        pass

    @abstractmethod
    def readable(self) -> bool:
        pass

    @abstractmethod
    def readline(self, limit: int = -1) -> AnyStr:
        pass

    @abstractmethod
    def readlines(self, hint: int = -1) -> List[AnyStr]:
        pass

    @abstractmethod
    def seek(self, offset: int, whence: int = 0) -> int:
        pass

    @abstractmethod
    def seekable(self) -> bool:
        pass

    @abstractmethod
    def tell(self) -> int:
        pass

    @abstractmethod
    def truncate(self, size: int = None) -> int:
        pass

    @abstractmethod
    def writable(self) -> bool:
        pass

    @abstractmethod
    def write(self, s: AnyStr) -> int:
        pass

    @abstractmethod
    def writelines(self, lines: List[AnyStr]) -> None:
        pass

    @abstractmethod
    def __enter__(self) -> 'IO[AnyStr]':
        pass

    @abstractmethod
    def __exit__(self, type, value, traceback) -> None:
        pass


class BinaryIO(IO[bytes]):
    """A file of bytes."""

    __slots__ = ()

    @abstractmethod
    def write(self, s: Union[bytes, bytearray]) -> int:
        pass

    @abstractmethod
    def __enter__(self) -> 'BinaryIO':
        pass


class TextIO(IO[str]):
    """A file of text."""

    __slots__ = ()

    @property
    @abstractmethod
    def buffer(self) -> BinaryIO:
        pass

    @property
    @abstractmethod
    def encoding(self) -> str:
        pass

    @property
    @abstractmethod
    def errors(self) -> Optional[str]:
        pass

    @property
    @abstractmethod
    def line_buffering(self) -> bool:
        pass

    @property
    @abstractmethod
    def newlines(self) -> Any:
        pass

    @abstractmethod
    def __enter__(self) -> 'TextIO':
        pass


Pattern = _alias(stdlib_re.Pattern, AnyStr)
Match = _alias(stdlib_re.Match, AnyStr)


class io:
    """The pseudo-module typing.io."""

    __all__ = ['IO', 'TextIO', 'BinaryIO']
    IO = IO
    TextIO = TextIO
    BinaryIO = BinaryIO


class re:
    """The pseudo-module typing.re."""

    __all__ = ['Pattern', 'Match']
    Pattern = Pattern
    Match = Match


for _space in (io, re):
    _space.__name__ = f'{__name__}.{_space.__name__}'
    sys.modules[_space.__name__] = _space
del _space
