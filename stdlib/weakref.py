"""Weak references, and containers and callbacks built on them."""

from _weakref import (getweakrefcount, getweakrefs, ref, proxy, CallableProxyType, ProxyType, ReferenceType,
                      _remove_dead_weakref)
from _weakrefset import WeakSet, _IterationGuard

import _collections_abc
import sys

ProxyTypes = (ProxyType, CallableProxyType)

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
           "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]


class WeakMethod(ref):
    """Weak reference to a bound method: lives as long as the object, not as the method object."""

    __slots__ = "_func_ref", "_meth_type", "_alive", "__weakref__"

    def __new__(cls, meth, callback=None):
        try:
            obj, func = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        def died(_):
            # Called when object or function dies: only the first time counts.
            self = own_ref()
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, obj, died)
        own_ref = ref(self)
        self._func_ref = ref(func, died)
        self._meth_type = type(meth)
        self._alive = True
        return self

    def __call__(self):
        obj, func = super().__call__(), self._func_ref()
        if obj is None or func is None:
            return None
        return self._meth_type(func, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return False
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._func_ref == other._func_ref

    def __ne__(self, other):
        return not self == other

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """Weak reference that knows the key under which it stands in a WeakValueDictionary."""

    __slots__ = "key",

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class WeakValueDictionary(_collections_abc.MutableMapping):
    """Mapping of keys to values that it does not keep alive; an entry goes with its value."""

    # Entries whose values die while somebody iterates are taken out later.

    def __init__(self, other=(), /, **kw):
        def forget(reference, owner=ref(self), remove=_remove_dead_weakref):
            self = owner()
            if self is None:
                return
            if self._iterating:
                self._pending_removals.append(reference.key)
            else:
                remove(self.data, reference.key)

        self._remove = forget
        self._pending_removals = []
        self._iterating = set()
        self.data = {}
        self.update(other, **kw)

    def _commit_removals(self):
        pending = self._pending_removals
        while pending:
            _remove_dead_weakref(self.data, pending.pop())

    def _settle(self):
        if self._pending_removals:
            self._commit_removals()

    def _hold(self, key, value):
        return KeyedRef(value, self._remove, key)

    def __getitem__(self, key):
        if self._pending_removals:
            self._commit_removals()
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        if self._pending_removals:
            self._commit_removals()
        self.data[key] = self._hold(key, value)

    def __delitem__(self, key):
        self._settle()
        del self.data[key]

    def __len__(self):
        self._settle()
        return len(self.data)

    def __contains__(self, key):
        if self._pending_removals:
            self._commit_removals()
        reference = self.data.get(key)
        return reference is not None and reference() is not None

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def copy(self):
        self._settle()
        twin = self.__class__()
        for key, value in self._live():
            twin[key] = value
        return twin

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        self._settle()
        twin = self.__class__()
        for key, value in self._live():
            twin[deepcopy(key, memo)] = value
        return twin

    def get(self, key, default=None):
        if self._pending_removals:
            self._commit_removals()
        reference = self.data.get(key)
        value = None if reference is None else reference()
        return default if value is None else value

    def items(self):
        self._settle()
        with _IterationGuard(self):
            for key, reference in self.data.items():
                value = reference()
                if value is not None:
                    yield key, value

    _live = items  # whatever subclasses make of items()

    def keys(self):
        self._settle()
        with _IterationGuard(self):
            for key, reference in self.data.items():
                if reference() is not None:
                    yield key

    __iter__ = keys

    def values(self):
        self._settle()
        with _IterationGuard(self):
            for reference in self.data.values():
                value = reference()
                if value is not None:
                    yield value

    def itervaluerefs(self):
        """Iterator over the references themselves, some of which may be dead when they are used."""
        self._settle()
        with _IterationGuard(self):
            yield from self.data.values()

    def valuerefs(self):
        """List of the references themselves."""
        self._settle()
        return list(self.data.values())

    def popitem(self):
        self._settle()
        while True:
            key, reference = self.data.popitem()
            value = reference()
            if value is not None:
                return key, value

    def pop(self, key, *args):
        self._settle()
        reference = self.data.pop(key, None)
        value = None if reference is None else reference()
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self.data[key] = self._hold(key, default)
            return default
        return value

    def update(self, other=None, /, **kwargs):
        self._settle()
        if other is not None:
            for key, value in (other if hasattr(other, "items") else dict(other)).items():
                self.data[key] = self._hold(key, value)
        for key, value in kwargs.items():
            self.data[key] = self._hold(key, value)


class WeakKeyDictionary(_collections_abc.MutableMapping):
    """Mapping whose keys it does not keep alive; an entry goes with its key."""

    def __init__(self, dict=None):
        def forget(reference, owner=ref(self)):
            self = owner()
            if self is None:
                return
            if self._iterating:
                self._pending_removals.append(reference)
            else:
                self.data.pop(reference, None)

        self._remove = forget
        self._pending_removals = []
        self._iterating = set()
        self._dirty_len = False  # may an entry pending removal be gone already?
        self.data = {}
        if dict is not None:
            self.update(dict)

    def _commit_removals(self):
        # Not called on changes, unlike in the other containers: a dead key is equal to no other.
        pending = self._pending_removals
        while pending:
            self.data.pop(pending.pop(), None)

    def _scrub_removals(self):
        self._pending_removals = [reference for reference in self._pending_removals if reference in self.data]
        self._dirty_len = False

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        self._dirty_len = True
        del self.data[ref(key)]

    def __len__(self):
        if self._dirty_len and self._pending_removals:
            self._scrub_removals()
        return len(self.data) - len(self._pending_removals)

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def copy(self):
        twin = self.__class__()
        for key, value in self._live():
            twin[key] = value
        return twin

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        twin = self.__class__()
        for key, value in self._live():
            twin[key] = deepcopy(value, memo)
        return twin

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def items(self):
        with _IterationGuard(self):
            for reference, value in self.data.items():
                key = reference()
                if key is not None:
                    yield key, value

    _live = items  # whatever subclasses make of items()

    def keys(self):
        with _IterationGuard(self):
            for reference in self.data:
                key = reference()
                if key is not None:
                    yield key

    __iter__ = keys

    def values(self):
        with _IterationGuard(self):
            for reference, value in self.data.items():
                if reference() is not None:
                    yield value

    def keyrefs(self):
        """List of the references themselves, some of which may be dead when they are used."""
        return list(self.data)

    def popitem(self):
        self._dirty_len = True
        while True:
            reference, value = self.data.popitem()
            key = reference()
            if key is not None:
                return key, value

    def pop(self, key, *args):
        self._dirty_len = True
        return self.data.pop(ref(key), *args)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, dict=None, /, **kwargs):
        if dict is not None:
            for key, value in (dict if hasattr(dict, "items") else type({})(dict)).items():
                self.data[ref(key, self._remove)] = value
        if kwargs:
            self.update(kwargs)


class _Order:
    """Counts finalizers."""

    def __init__(self):
        self.last = 0

    def __next__(self):
        self.last += 1
        return self.last


class finalize:
    """Calls a function when an object dies, and at the latest at the end of the program (if `atexit` is true).

    Calling the finalizer does it now; it is done at most once.
    """

    # The state is kept outside of the instances: what is registered must live until it is called.
    __slots__ = ()
    _registry = {}
    _shutdown = False
    _index_iter = _Order()
    _dirty = False
    _registered_with_atexit = False

    class _Info:
        __slots__ = "weakref", "func", "args", "kwargs", "atexit", "index"

    def __init__(self, /, *args, **kwargs):
        obj, func, args = self.__arguments(args, kwargs)
        if not self._registered_with_atexit:
            import atexit
            atexit.register(self._exitfunc)
            finalize._registered_with_atexit = True
        info = self._Info()
        info.weakref = ref(obj, self)
        info.func, info.args, info.kwargs = func, args, kwargs or None
        info.atexit = True
        info.index = next(self._index_iter)
        self._registry[self] = info
        finalize._dirty = True

    __init__.__text_signature__ = "($self, obj, func, /, *args, **kwargs)"

    @staticmethod
    def __arguments(args, kwargs):
        """Object, function and its arguments; the first two may still come as keywords."""
        if len(args) >= 2:
            return args[0], args[1], args[2:]
        if not args or "func" not in kwargs:
            if args or "func" not in kwargs or "obj" not in kwargs:
                raise TypeError("finalize expected at least 2 positional arguments, got %d" % len(args))
        import warnings
        warned = ["func"] if args else ["func", "obj"]
        found = list(args)
        for name in reversed(warned):
            found.append(kwargs.pop(name))
        for name in warned:
            warnings.warn(f"Passing {name!r} as keyword argument is deprecated", DeprecationWarning, stacklevel=3)
        return found[0], found[1], ()

    def __take(self):
        """The registration, which ends by this; None if it has ended already."""
        return self._registry.pop(self, None)

    def __call__(self, _=None):
        """Call the function now, unless that was done or given up; gives its result."""
        info = self.__take()
        if info is not None and not self._shutdown:
            return info.func(*info.args, **(info.kwargs or {}))

    def detach(self):
        """Give it up; gives (object, function, args, kwargs) if it was alive."""
        info = self._registry.get(self)
        obj = None if info is None else info.weakref()
        if obj is not None and self.__take() is not None:
            return obj, info.func, info.args, info.kwargs or {}

    def peek(self):
        """(object, function, args, kwargs) if it is alive."""
        info = self._registry.get(self)
        obj = None if info is None else info.weakref()
        if obj is not None:
            return obj, info.func, info.args, info.kwargs or {}

    @property
    def alive(self):
        """Is it still to be called?"""
        return self in self._registry

    @property
    def atexit(self):
        """Is it to be called at the end of the program?"""
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = self._registry.get(self)
        obj = None if info is None else info.weakref()
        if obj is None:
            return f"<{type(self).__name__} object at {id(self):#x}; dead>"
        return f"<{type(self).__name__} object at {id(self):#x}; for {type(obj).__name__!r} at {id(obj):#x}>"

    @classmethod
    def _select_for_exit(cls):
        """The finalizers to be called at exit, the last made first when taken from the end."""
        waiting = [(info.index, finalizer) for finalizer, info in cls._registry.items() if info.atexit]
        waiting.sort(key=lambda pair: pair[0])
        return [finalizer for _, finalizer in waiting]

    @classmethod
    def _exitfunc(cls):
        # No collection meanwhile: it would call finalizers of objects in any order.
        import gc
        collecting = gc.isenabled()
        gc.disable()
        try:
            pending = None
            while cls._registry:
                if pending is None or finalize._dirty:
                    pending = cls._select_for_exit()
                    finalize._dirty = False
                if not pending:
                    break
                finalizer = pending.pop()
                try:
                    finalizer()
                except Exception:
                    sys.excepthook(*sys.exc_info())
                assert finalizer not in cls._registry
        finally:
            finalize._shutdown = True
            if collecting:
                gc.enable()
