"""OrderedDict in Python, for an interpreter without the native `_collections`.

The keys are kept in order in a dictionary of their own, so that changes behind the back of the class (by methods of
dict itself) are seen as what they are: errors.
"""

import _collections_abc
import sys
from reprlib import recursive_repr

__all__ = ["OrderedDict"]


class _Reversed:
    def __reversed__(self):
        for key in reversed(self._mapping):
            yield self._pick(key)


class _OrderedDictKeysView(_Reversed, _collections_abc.KeysView):
    def _pick(self, key):
        return key


class _OrderedDictItemsView(_Reversed, _collections_abc.ItemsView):
    def _pick(self, key):
        return key, self._mapping[key]


class _OrderedDictValuesView(_Reversed, _collections_abc.ValuesView):
    def _pick(self, key):
        return self._mapping[key]


class OrderedDict(dict):
    """Dictionary that remembers the order of insertion and can change it."""

    __absent = object()

    def __new__(cls, /, *args, **kwds):
        self = super().__new__(cls)
        self.__order = {}
        return self

    def __init__(self, other=(), /, **kwds):
        self.__update(other, **kwds)

    update = __update = _collections_abc.MutableMapping.update

    def __setitem__(self, key, value):
        dict.__setitem__(self, key, value)
        self.__order[key] = None

    def __delitem__(self, key):
        dict.__delitem__(self, key)
        del self.__order[key]

    def __iter__(self):
        return iter(self.__order)

    def __reversed__(self):
        return reversed(self.__order)

    def __sizeof__(self):
        return dict.__sizeof__(self) + sum(map(sys.getsizeof, (self.__dict__, self.__order)))

    def clear(self):
        """Take everything out."""
        dict.clear(self)
        self.__order.clear()

    def move_to_end(self, key, last=True):
        """Make an existing key the last one, or the first."""
        order = self.__order
        del order[key]
        if last:
            order[key] = None
            return
        rest = dict(order)
        order.clear()
        order[key] = None
        order.update(rest)

    def popitem(self, last=True):
        """Take out the last pair, or the first, and return it; KeyError if there is none."""
        if not self:
            raise KeyError("dictionary is empty")
        key = next(reversed(self.__order) if last else iter(self.__order))
        del self.__order[key]
        return key, dict.pop(self, key)

    def pop(self, key, default=__absent):
        """Take out a key and return its value, or the default where there is no such key."""
        if key in self:
            value = self[key]
            del self[key]
            return value
        if default is self.__absent:
            raise KeyError(key)
        return default

    def setdefault(self, key, default=None):
        """self[key], which becomes the default where there is no such key."""
        if key in self:
            return self[key]
        self[key] = default
        return default

    def keys(self):
        """A view of the keys, which can be reversed."""
        return _OrderedDictKeysView(self)

    def items(self):
        """A view of the pairs, which can be reversed."""
        return _OrderedDictItemsView(self)

    def values(self):
        """A view of the values, which can be reversed."""
        return _OrderedDictValuesView(self)

    __ne__ = _collections_abc.MutableMapping.__ne__

    def __eq__(self, other):
        """With another OrderedDict the order counts, with another mapping it does not."""
        if not dict.__eq__(self, other):
            return False
        return not isinstance(other, OrderedDict) or all(a is b or a == b for a, b in zip(self, other))

    @recursive_repr()
    def __repr__(self):
        inside = repr(list(self.items())) if self else ""
        return f"{self.__class__.__name__}({inside})"

    def __reduce__(self):
        attributes = {name: value for name, value in vars(self).items() if name not in vars(OrderedDict())}
        return self.__class__, (), attributes or None, None, iter(self.items())

    def copy(self):
        """A shallow copy."""
        return self.__class__(self)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """A new one with the keys given, all with the same value."""
        made = cls()
        for key in iterable:
            made[key] = value
        return made


for _made in (OrderedDict, _OrderedDictKeysView, _OrderedDictItemsView, _OrderedDictValuesView):
    _made.__module__ = "collections"
del _made
