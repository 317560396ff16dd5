"""The abstract base classes of collections and of asynchronous objects, offered as `collections.abc`.

They live outside `collections` because start-up needs them and not the rest.
"""

from abc import ABCMeta, abstractmethod
import sys

__all__ = ["Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Hashable", "Iterable",
           "Iterator", "Generator", "Reversible", "Sized", "Container", "Callable", "Collection", "Set", "MutableSet",
           "Mapping", "MutableMapping", "MappingView", "KeysView", "ItemsView", "ValuesView", "Sequence",
           "MutableSequence", "ByteString"]

# The classes show themselves, and pickle, as those of the public module.
__name__ = "collections.abc"


# ---- Built-in types that can be had only from their instances

bytes_iterator = type(iter(b""))
bytearray_iterator = type(iter(bytearray()))
dict_keyiterator = type(iter({}.keys()))
dict_valueiterator = type(iter({}.values()))
dict_itemiterator = type(iter({}.items()))
list_iterator = type(iter([]))
list_reverseiterator = type(reversed([]))
range_iterator = type(iter(range(0)))
longrange_iterator = type(iter(range(1 << 1000)))
set_iterator = type(iter(set()))
str_iterator = type(iter(""))
tuple_iterator = type(iter(()))
zip_iterator = type(zip())
dict_keys = type({}.keys())
dict_values = type({}.values())
dict_items = type({}.items())
mappingproxy = type(type.__dict__)
generator = type((lambda: (yield))())


def _async_types():
    async def native(): pass
    async def agen(): yield
    running = native()
    running.close()
    return type(running), type(agen())


coroutine, async_generator = _async_types()
del _async_types


# ---- Classes told by their methods

def _check_methods(C, *methods):
    """True if class C has all the methods; NotImplemented if one is missing or set to None."""
    mro = C.__mro__
    for method in methods:
        for owner in mro:
            found = owner.__dict__
            if method in found:
                if found[method] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


def _structural(*methods):
    """Class decorator: whoever has the methods is a subclass (of this very class, not of its subclasses)."""
    def decorate(described):
        def __subclasshook__(cls, C):
            return _check_methods(C, *methods) if cls is described else NotImplemented
        described.__subclasshook__ = classmethod(__subclasshook__)
        return described
    return decorate


@_structural("__hash__")
class Hashable(metaclass=ABCMeta):
    """Has a hash value."""

    __slots__ = ()

    @abstractmethod
    def __hash__(self):
        return 0


@_structural("__await__")
class Awaitable(metaclass=ABCMeta):
    """May stand after `await`."""

    __slots__ = ()

    @abstractmethod
    def __await__(self):
        yield


def _make_exception(typ, val, tb):
    """The exception that the three arguments of throw() stand for."""
    if val is None:
        if tb is None:
            return typ
        val = typ()
    return val if tb is None else val.with_traceback(tb)


@_structural("__await__", "send", "throw", "close")
class Coroutine(Awaitable):
    """What an `async def` function returns."""

    __slots__ = ()

    @abstractmethod
    def send(self, value):
        """Resume with a value; gives what is yielded next or raises StopIteration."""
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Resume by raising; gives what is yielded next or raises StopIteration."""
        raise _make_exception(typ, val, tb)

    def close(self):
        """Make it end by GeneratorExit."""
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            return
        raise RuntimeError("coroutine ignored GeneratorExit")


Coroutine.register(coroutine)


@_structural("__aiter__")
class AsyncIterable(metaclass=ABCMeta):
    """May stand in `async for`."""

    __slots__ = ()

    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()


@_structural("__anext__", "__aiter__")
class AsyncIterator(AsyncIterable):
    """Gives its items through awaitables."""

    __slots__ = ()

    @abstractmethod
    async def __anext__(self):
        """The next item, or StopAsyncIteration."""
        raise StopAsyncIteration

    def __aiter__(self):
        return self


@_structural("__aiter__", "__anext__", "asend", "athrow", "aclose")
class AsyncGenerator(AsyncIterator):
    """What an `async def` function with `yield` returns."""

    __slots__ = ()

    async def __anext__(self):
        """The next item, or StopAsyncIteration."""
        return await self.asend(None)

    @abstractmethod
    async def asend(self, value):
        """Resume with a value; gives what is yielded next or raises StopAsyncIteration."""
        raise StopAsyncIteration

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        """Resume by raising; gives what is yielded next or raises StopAsyncIteration."""
        raise _make_exception(typ, val, tb)

    async def aclose(self):
        """Make it end by GeneratorExit."""
        try:
            await self.athrow(GeneratorExit)
        except (GeneratorExit, StopAsyncIteration):
            return
        raise RuntimeError("asynchronous generator ignored GeneratorExit")


AsyncGenerator.register(async_generator)


@_structural("__iter__")
class Iterable(metaclass=ABCMeta):
    """May stand in `for`."""

    __slots__ = ()

    @abstractmethod
    def __iter__(self):
        yield from ()


@_structural("__iter__", "__next__")
class Iterator(Iterable):
    """Gives its items one by one."""

    __slots__ = ()

    @abstractmethod
    def __next__(self):
        """The next item, or StopIteration."""
        raise StopIteration

    def __iter__(self):
        return self


for _type in (bytes_iterator, bytearray_iterator, dict_keyiterator, dict_valueiterator, dict_itemiterator,
              list_iterator, list_reverseiterator, range_iterator, longrange_iterator, set_iterator, str_iterator,
              tuple_iterator, zip_iterator):
    Iterator.register(_type)
del _type


@_structural("__reversed__", "__iter__")
class Reversible(Iterable):
    """Can be walked backwards too."""

    __slots__ = ()

    @abstractmethod
    def __reversed__(self):
        yield from ()


@_structural("__iter__", "__next__", "send", "throw", "close")
class Generator(Iterator):
    """What a function with `yield` returns."""

    __slots__ = ()

    def __next__(self):
        """The next item, or StopIteration."""
        return self.send(None)

    @abstractmethod
    def send(self, value):
        """Resume with a value; gives what is yielded next or raises StopIteration."""
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Resume by raising; gives what is yielded next or raises StopIteration."""
        raise _make_exception(typ, val, tb)

    def close(self):
        """Make it end by GeneratorExit."""
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            return
        raise RuntimeError("generator ignored GeneratorExit")


Generator.register(generator)


@_structural("__len__")
class Sized(metaclass=ABCMeta):
    """Has a length."""

    __slots__ = ()

    @abstractmethod
    def __len__(self):
        return 0


@_structural("__contains__")
class Container(metaclass=ABCMeta):
    """Answers `in`."""

    __slots__ = ()

    @abstractmethod
    def __contains__(self, x):
        return False


@_structural("__len__", "__iter__", "__contains__")
class Collection(Sized, Iterable, Container):
    """Has a length, items to walk and answers `in`."""

    __slots__ = ()


@_structural("__call__")
class Callable(metaclass=ABCMeta):
    """Can be called."""

    __slots__ = ()

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False


# ---- Sets

def _as_set(owner, other):
    """An operand of a set's operator as a set, None if it cannot be one."""
    if isinstance(other, Set):
        return other
    return owner._from_iterable(other) if isinstance(other, Iterable) else None


class Set(Collection):
    """A set, given __contains__, __iter__ and __len__.

    A subclass whose constructor does not take an iterable overrides _from_iterable(), which the operators use.
    """

    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        """An instance with the items of any iterable."""
        return cls(it)

    # Comparisons: only with other sets

    def __le__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) <= len(other) and all(item in other for item in self)

    def __lt__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) < len(other) and self <= other

    def __ge__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) >= len(other) and all(item in self for item in other)

    def __gt__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) > len(other) and self >= other

    def __eq__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) == len(other) and self <= other

    def isdisjoint(self, other):
        """No item in common?"""
        return not any(item in self for item in other)

    # Operators: with any iterable

    def __and__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable(item for item in other if item in self)

    __rand__ = __and__

    def __or__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable(item for part in (self, other) for item in part)

    __ror__ = __or__

    def __sub__(self, other):
        other = _as_set(self, other)
        if other is None:
            return NotImplemented
        return self._from_iterable(item for item in self if item not in other)

    def __rsub__(self, other):
        other = _as_set(self, other)
        if other is None:
            return NotImplemented
        return self._from_iterable(item for item in other if item not in self)

    def __xor__(self, other):
        other = _as_set(self, other)
        if other is None:
            return NotImplemented
        return (self - other) | (other - self)

    __rxor__ = __xor__

    # Defining __eq__ takes hashing away; frozen sets can say `__hash__ = Set._hash`.
    __hash__ = None

    def _hash(self):
        """A hash equal to that of a frozenset of the same items."""
        bits = sys.maxsize.bit_length() + 1
        mask = (1 << bits) - 1
        size = len(self)
        mixed = (1927868237 * (size + 1)) & mask
        for item in self:
            value = hash(item) & mask
            mixed ^= ((value ^ 89869747 ^ (value << 16)) * 3644798167) & mask
        mixed ^= (mixed >> 11) ^ (mixed >> 25)
        mixed = (mixed * 69069 + 907133923) & mask
        if mixed > sys.maxsize:
            mixed -= 1 << bits
        # -1 is the C level's sign of an error
        return mixed if mixed != -1 else 590923713


Set.register(frozenset)


class MutableSet(Set):
    """A set that can change, given also add() and discard()."""

    __slots__ = ()

    @abstractmethod
    def add(self, value):
        """Put an item in."""
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        """Take an item out, if it is in."""
        raise NotImplementedError

    def remove(self, value):
        """Take an item out; KeyError if it is not in."""
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        """Take some item out and return it; KeyError if there is none."""
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        """Take everything out (one by one: slow)."""
        while True:
            try:
                self.pop()
            except KeyError:
                return

    def __ior__(self, it):
        for value in it:
            self.add(value)
        return self

    def __iand__(self, it):
        for value in self - it:
            self.discard(value)
        return self

    def __ixor__(self, it):
        if it is self:
            self.clear()
            return self
        if not isinstance(it, Set):
            it = self._from_iterable(it)
        for value in it:
            (self.discard if value in self else self.add)(value)
        return self

    def __isub__(self, it):
        if it is self:
            self.clear()
        else:
            for value in it:
                self.discard(value)
        return self


MutableSet.register(set)


# ---- Mappings

class Mapping(Collection):
    """A mapping that need not change, given __getitem__, __iter__ and __len__."""

    __slots__ = ()

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        """self[key], or the default where there is no such key."""
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        """A set-like view of the keys."""
        return KeysView(self)

    def items(self):
        """A set-like view of the pairs."""
        return ItemsView(self)

    def values(self):
        """A view of the values."""
        return ValuesView(self)

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if isinstance(other, Mapping) else NotImplemented

    __reversed__ = None


class MappingView(Sized):
    """What the views of a mapping share."""

    __slots__ = "_mapping",

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f"{self.__class__.__name__}({self._mapping!r})"


class KeysView(MappingView, Set):
    """The keys of a mapping."""

    __slots__ = ()

    @classmethod
    def _from_iterable(self, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


class ItemsView(MappingView, Set):
    """The (key, value) pairs of a mapping."""

    __slots__ = ()

    @classmethod
    def _from_iterable(self, it):
        return set(it)

    def __contains__(self, item):
        key, wanted = item
        try:
            value = self._mapping[key]
        except KeyError:
            return False
        return value is wanted or value == wanted

    def __iter__(self):
        for key in self._mapping:
            yield key, self._mapping[key]


class ValuesView(MappingView, Collection):
    """The values of a mapping."""

    __slots__ = ()

    def __contains__(self, value):
        return any(found is value or found == value for found in self)

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


class MutableMapping(Mapping):
    """A mapping that can change, given also __setitem__ and __delitem__."""

    __slots__ = ()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    __marker = object()

    def pop(self, key, default=__marker):
        """Take a key out and return its value; where there is none, the default or KeyError."""
        try:
            value = self[key]
        except KeyError:
            if default is not self.__marker:
                return default
            raise
        del self[key]
        return value

    def popitem(self):
        """Take some pair out and return it; KeyError if there is none."""
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError from None

    def clear(self):
        """Take everything out."""
        while True:
            try:
                self.popitem()
            except KeyError:
                return

    def update(self, other=(), /, **kwds):
        """Take over the pairs of a mapping, of anything with keys(), or of an iterable; then the keywords."""
        if isinstance(other, Mapping):
            pairs = ((key, other[key]) for key in other)
        elif hasattr(other, "keys"):
            pairs = ((key, other[key]) for key in other.keys())
        else:
            pairs = other
        for key, value in pairs:
            self[key] = value
        for key in kwds:
            self[key] = kwds[key]

    def setdefault(self, key, default=None):
        """self[key], which becomes the default where there is no such key."""
        try:
            return self[key]
        except KeyError:
            self[key] = default
            return default


Mapping.register(mappingproxy)
MutableMapping.register(dict)
KeysView.register(dict_keys)
ItemsView.register(dict_items)
ValuesView.register(dict_values)


# ---- Sequences

class Sequence(Reversible, Collection):
    """A sequence, given __getitem__ and __len__."""

    __slots__ = ()

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        position = 0
        while True:
            try:
                item = self[position]
            except IndexError:
                return
            yield item
            position += 1

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __reversed__(self):
        position = len(self)
        while position:
            position -= 1
            yield self[position]

    def index(self, value, start=0, stop=None):
        """Place of the first such item in self[start:stop]; ValueError if there is none."""
        if start is not None and start < 0:
            start = max(len(self) + start, 0)
        if stop is not None and stop < 0:
            stop += len(self)
        position = start
        while stop is None or position < stop:
            try:
                item = self[position]
            except IndexError:
                break
            if item is value or item == value:
                return position
            position += 1
        raise ValueError

    def count(self, value):
        """How many items are `value`."""
        return sum(item is value or item == value for item in self)


class ByteString(Sequence):
    """bytes and bytearray."""

    __slots__ = ()


class MutableSequence(Sequence):
    """A sequence that can change, given also __setitem__, __delitem__ and insert()."""

    __slots__ = ()

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        """Put an item before the one at `index`."""
        raise IndexError

    def append(self, value):
        """Put an item at the end."""
        self.insert(len(self), value)

    def extend(self, values):
        """Append every item of an iterable (which may be this sequence)."""
        for value in (list(values) if values is self else values):
            self.append(value)

    def __iadd__(self, values):
        self.extend(values)
        return self

    def pop(self, index=-1):
        """Take an item (the last) out and return it."""
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        """Take out the first such item; ValueError if there is none."""
        del self[self.index(value)]

    def clear(self):
        """Take everything out."""
        while True:
            try:
                self.pop()
            except IndexError:
                return

    def reverse(self):
        """Turn the order round in place."""
        size = len(self)
        for left in range(size // 2):
            right = size - 1 - left
            self[left], self[right] = self[right], self[left]


for _type in (tuple, str, range, memoryview):
    Sequence.register(_type)
for _type in (bytes, bytearray):
    ByteString.register(_type)
for _type in (list, bytearray):
    MutableSequence.register(_type)
del _type
