"""A set of weakly held items, without what else is in `weakref`: `_py_abc` needs it at start-up."""

from _weakref import ref

__all__ = ["WeakSet"]


class _IterationGuard:
    """While one of these is entered, items that die stay in the set's data."""

    def __init__(self, weakcontainer):
        self.weakcontainer = ref(weakcontainer)

    def __enter__(self):
        owner = self.weakcontainer()
        if owner is not None:
            owner._iterating.add(self)
        return self

    def __exit__(self, e, t, b):
        owner = self.weakcontainer()
        if owner is None:
            return
        owner._iterating.discard(self)
        if not owner._iterating:
            owner._commit_removals()


class WeakSet:
    """Set of objects that it does not keep alive."""

    def __init__(self, data=None):
        self.data = set()
        self._pending_removals = []  # dead references met during iteration
        self._iterating = set()

        # The callback must not keep the set alive.
        def forget(item, owner=ref(self)):
            self = owner()
            if self is None:
                return
            if self._iterating:
                self._pending_removals.append(item)
            else:
                self.data.discard(item)

        self._remove = forget
        if data is not None:
            self.update(data)

    def _commit_removals(self):
        pending = self._pending_removals
        while pending:
            self.data.discard(pending.pop())

    def _settle(self):
        """Called before any change."""
        if self._pending_removals:
            self._commit_removals()

    def __iter__(self):
        with _IterationGuard(self):
            for reference in self.data:
                item = reference()
                if item is not None:
                    yield item

    def __len__(self):
        return len(self.data) - len(self._pending_removals)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:  # nothing that can be weakly held
            return False

    def __reduce__(self):
        return self.__class__, (list(self),), getattr(self, "__dict__", None)

    def __repr__(self):
        return repr(self.data)

    # Changing

    def add(self, item):
        self._settle()
        self.data.add(ref(item, self._remove))

    def clear(self):
        self._settle()
        self.data.clear()

    def discard(self, item):
        self._settle()
        self.data.discard(ref(item))

    def remove(self, item):
        self._settle()
        self.data.remove(ref(item))

    def pop(self):
        self._settle()
        while self.data:
            item = self.data.pop()()
            if item is not None:
                return item
        raise KeyError("pop from empty WeakSet") from None

    def update(self, other):
        self._settle()
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def difference_update(self, other):
        self.__isub__(other)

    def __isub__(self, other):
        self._settle()
        if other is self:
            self.data.clear()
        else:
            self.data.difference_update({ref(item) for item in other})
        return self

    def intersection_update(self, other):
        self.__iand__(other)

    def __iand__(self, other):
        self._settle()
        self.data.intersection_update({ref(item) for item in other})
        return self

    def symmetric_difference_update(self, other):
        self.__ixor__(other)

    def __ixor__(self, other):
        self._settle()
        if other is self:
            self.data.clear()
        else:
            self.data.symmetric_difference_update({ref(item, self._remove) for item in other})
        return self

    # New sets

    def copy(self):
        return self.__class__(self)

    def union(self, other):
        return self.__class__(item for part in (self, other) for item in part)

    __or__ = union

    def intersection(self, other):
        return self.__class__(item for item in other if item in self)

    __and__ = intersection

    def difference(self, other):
        result = self.copy()
        result.difference_update(other)
        return result

    __sub__ = difference

    def symmetric_difference(self, other):
        result = self.copy()
        result.symmetric_difference_update(other)
        return result

    __xor__ = symmetric_difference

    # Comparing

    def issubset(self, other):
        return self.data.issubset({ref(item) for item in other})

    __le__ = issubset

    def __lt__(self, other):
        return self.data < {ref(item) for item in other}

    def issuperset(self, other):
        return self.data.issuperset({ref(item) for item in other})

    __ge__ = issuperset

    def __gt__(self, other):
        return self.data > {ref(item) for item in other}

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == {ref(item) for item in other}

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0
