"""Aliases of the standard types, and files; found in typing."""

import collections
import collections.abc
import contextlib
import re as stdlib_re
import sys
from abc import abstractmethod

from _typing_core import (
    Any, AnyStr, CT_co, Generic, KT, Optional, T, T_co, T_contra, Union, VT, VT_co, V_co, _GenericAlias,
    _VariadicGenericAlias)

__name__ = 'typing'  # where all of this is found


# ---- aliases of the standard types

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


__name__ = __spec__.name
