"""Names for types, to write annotations with.

Three kinds of objects stand for types that are not classes: special forms (Any,
Union, ...), type variables, and aliases (List, List[int], Union[int, str]). An alias
knows its origin, which is a class or a special form, and its arguments.

They and generic classes are made in _typing_core, protocols in _typing_protocols, aliases of the standard types
and files in _typing_standard; all of it is found here.
"""

import collections
import collections.abc
import functools
import sys
import types
from types import MethodDescriptorType, MethodWrapperType, WrapperDescriptorType

from _typing_core import Any, AnyStr, CT_co, ClassVar, Final, ForwardRef, Generic, KT, Literal, NoReturn, Optional, T
from _typing_core import T_co, T_contra, TypeVar, Union, VT, VT_co, V_co, _Final, _GenericAlias, _Immutable
from _typing_core import _SpecialForm, _TypingEllipsis, _TypingEmpty, _VariadicGenericAlias, _check_generic, _cleanups
from _typing_core import _collect_type_vars, _eval_type, _is_dunder, _normalize_alias, _tp_cache, _type_check
from _typing_core import _type_repr
from _typing_protocols import EXCLUDED_ATTRIBUTES, Protocol, SupportsAbs, SupportsBytes, SupportsComplex, SupportsFloat
from _typing_protocols import SupportsIndex, SupportsInt, SupportsRound, _PROTO_WHITELIST, _ProtocolMeta, _SPECIAL_NAMES
from _typing_protocols import _TYPING_INTERNALS, _allow_reckless_class_cheks, _get_protocol_attrs
from _typing_protocols import _is_callable_members_only, _no_init, runtime_checkable
from _typing_standard import AbstractSet, AsyncContextManager, AsyncGenerator, AsyncIterable, AsyncIterator, Awaitable
from _typing_standard import BinaryIO, ByteString, Callable, ChainMap, Collection, Container, ContextManager, Coroutine
from _typing_standard import Counter, DefaultDict, Deque, Dict, FrozenSet, Generator, Hashable, IO, ItemsView, Iterable
from _typing_standard import Iterator, KeysView, List, Mapping, MappingView, Match, MutableMapping, MutableSequence
from _typing_standard import MutableSet, OrderedDict, Pattern, Reversible, Sequence, Set, Sized, TextIO, Tuple, Type
from _typing_standard import ValuesView, _alias, io, re

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
        hints = {key: _type_check(value, msg) for key, value in ns.get('__annotations__', {}).items()}
        for base in bases:  # whose types count, where they name the same keys
            hints.update(base.__dict__.get('__annotations__', {}))
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
