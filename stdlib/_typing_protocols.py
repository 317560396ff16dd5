"""Protocols, which are classes that describe members; found in typing."""

import collections.abc
import sys
from abc import ABCMeta, abstractmethod

from _typing_core import Generic, T_co, _BARE_BASES

__name__ = 'typing'  # where all of this is found


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


_BARE_BASES.append(Protocol)


def runtime_checkable(cls):
    """Let a protocol be used with isinstance() and issubclass()."""
    if not issubclass(cls, Generic) or not cls._is_protocol:
        raise TypeError('@runtime_checkable can be only applied to protocol classes, got %r' % cls)
    cls._is_runtime_protocol = True
    return cls


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


__name__ = __spec__.name
