"""Functions of and about functions: wrappers, caches, partial application, ordering, generic functions."""

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cmp_to_key",
           "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod",
           "cached_property"]

from abc import get_cache_token
from collections import namedtuple
from reprlib import recursive_repr
from _thread import RLock

try:
    from _functools import partial, reduce, cmp_to_key, _lru_cache_wrapper
except ImportError:
    from _pyfunctools import partial, reduce, cmp_to_key, _lru_cache_wrapper, _HashedSeq, _make_key
else:
    def __getattr__(name):
        # Only the cache in Python needs these two; others have been seen to borrow them.
        if name in ("_HashedSeq", "_make_key"):
            import _pyfunctools
            return getattr(_pyfunctools, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


# ---- Wrappers

WRAPPER_ASSIGNMENTS = "__module__", "__name__", "__qualname__", "__doc__", "__annotations__"
WRAPPER_UPDATES = "__dict__",


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make a wrapper function look like the one it wraps; returns the wrapper.

    `assigned` attributes are taken over where they exist, `updated` ones (dictionaries) are merged in.
    """
    absent = object()
    for name in assigned:
        value = getattr(wrapped, name, absent)
        if value is not absent:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    # last, as the merged dictionary may have brought another one
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorator form of update_wrapper()."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# ---- Ordering

def _comparison(derived, root):
    """The method `derived` (such as 'gt') made of `root` (such as 'lt') and equality."""
    root_method = f"__{root}__"
    opposite = derived[0] != root[0]      # lt against gt or ge: the truth of the root is turned round
    strict = derived[1] == "t"
    same_strictness = derived[1] == root[1]
    # How equality comes in: not at all when the answers are exact opposites (lt, ge).
    if opposite and not same_strictness:
        def method(self, other, NotImplemented=NotImplemented):
            answer = getattr(self, root_method)(other)
            return answer if answer is NotImplemented else not answer
    elif strict:
        def method(self, other, NotImplemented=NotImplemented):
            answer = getattr(self, root_method)(other)
            if answer is NotImplemented:
                return answer
            return (not answer if opposite else answer) and self != other
    else:
        def method(self, other, NotImplemented=NotImplemented):
            answer = getattr(self, root_method)(other)
            if answer is NotImplemented:
                return answer
            return (not answer if opposite else answer) or self == other
    name = f"_{derived}_from_{root}"
    method.__name__ = method.__qualname__ = name
    method.__code__ = method.__code__.replace(co_name=name)  # errors and tracebacks show this one
    method.__doc__ = f"a.__{derived}__(b), worked out from a.{root_method}(b)."
    return method


_convert = {}
for _root in ("lt", "le", "gt", "ge"):
    _convert[f"__{_root}__"] = _derived_methods = []
    for _derived in ("gt", "lt", "ge", "le"):
        if _derived != _root:
            _method = _comparison(_derived, _root)
            globals()[_method.__name__] = _method
            _derived_methods.append((f"__{_derived}__", _method))
del _root, _derived, _derived_methods, _method


def total_ordering(cls):
    """Class decorator: fills in the order comparisons that are missing, given one of them (and __eq__)."""
    for root in _convert:  # in order of preference
        if getattr(cls, root, None) is not getattr(object, root, None):
            break
    else:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    for name, method in _convert[root]:
        if getattr(cls, name, None) is getattr(object, name, None):
            method.__name__ = name
            setattr(cls, name, method)
    return cls


# ---- Partial methods

class partialmethod:
    """partial() for methods: a descriptor that works with functions and with other descriptors."""

    def __init__(self, /, *args, **keywords):
        if args:
            func, *args = args
        else:
            from _old_keywords import take
            func = take(keywords, "func", "type 'partialmethod' takes at least one argument, got 0")
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = (*func.args, *args)
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func, self.args, self.keywords = func, tuple(args), keywords

    __init__.__text_signature__ = "($self, func, /, *args, **keywords)"

    def __repr__(self):
        cls = type(self)
        args = ", ".join(map(repr, self.args))
        keywords = ", ".join(f"{key}={value!r}" for key, value in self.keywords.items())
        return f"{cls.__module__}.{cls.__qualname__}({self.func}, {args}, {keywords})"

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method._partialmethod = self
        return _method

    def __get__(self, obj, cls=None):
        bind = getattr(self.func, "__get__", None)
        if bind is not None:
            bound = bind(obj, cls)
            if bound is not self.func:  # a descriptor that made something of it
                result = partial(bound, *self.args, **self.keywords)
                owner = getattr(bound, "__self__", None)
                if owner is not None:
                    result.__self__ = owner
                return result
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)


def _unwrap_partial(func):
    """The function inside (nested) partial objects."""
    while isinstance(func, partial):
        func = func.func
    return func


# ---- Caches

_CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


def lru_cache(maxsize=128, typed=False):
    """Decorator that remembers the results of the `maxsize` arguments used last (of all, if it is None).

    With `typed`, arguments of different types are different though they be equal. The function gets cache_info(),
    cache_clear() and __wrapped__.
    """
    decorated = None
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        maxsize, decorated = 128, maxsize  # used without parentheses
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorating_function(user_function):
        return update_wrapper(_lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo), user_function)

    return decorating_function if decorated is None else decorating_function(decorated)


_NOT_FOUND = object()


class cached_property:
    """Property that is worked out once for each instance and kept in the instance's __dict__."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.lock = RLock()

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif self.attrname != name:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            kept = instance.__dict__
        except AttributeError:  # class with __slots__, or an object without attributes
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {name!r} "
                            "property.") from None
        value = kept.get(name, _NOT_FOUND)
        if value is not _NOT_FOUND:
            return value
        with self.lock:
            value = kept.get(name, _NOT_FOUND)  # perhaps by another thread meanwhile
            if value is _NOT_FOUND:
                value = self.func(instance)
                try:
                    kept[name] = value
                except TypeError:
                    raise TypeError(f"The '__dict__' attribute on {type(instance).__name__!r} instance does not "
                                    f"support item assignment for caching {name!r} property.") from None
        return value


# ---- Generic functions

def _c3_merge(sequences):
    """Merge linearizations: again and again the first head that stands in no other's tail."""
    pending = [list(sequence) for sequence in sequences]
    merged = []
    while True:
        pending = [sequence for sequence in pending if sequence]
        if not pending:
            return merged
        tails = [later for sequence in pending for later in sequence[1:]]
        head = next((sequence[0] for sequence in pending if sequence[0] not in tails), None)
        if head is None:
            raise RuntimeError("Inconsistent hierarchy")
        merged.append(head)
        for sequence in pending:
            if sequence[0] == head:
                del sequence[0]


def _c3_mro(cls, abcs=None):
    """The linearization of a class as if it inherited those of the `abcs` it implements.

    Such an ABC is inserted after the last base that is itself an ABC, in the class where it first is implemented.
    """
    abcs = list(abcs or ())
    bases = cls.__bases__
    split = max((place + 1 for place, base in enumerate(bases) if hasattr(base, "__abstractmethods__")), default=0)
    first, last = list(bases[:split]), list(bases[split:])
    own = [known for known in abcs
           if issubclass(cls, known) and not any(issubclass(base, known) for base in bases)]
    abcs = [known for known in abcs if known not in own]
    groups = first, own, last
    lines = [_c3_mro(base, abcs) for group in groups for base in group]
    return _c3_merge([[cls], *lines, *groups])


def _compose_mro(cls, types):
    """Order in which the types (registered ones) are to be tried for a class: real bases and ABCs it implements."""
    real = set(cls.__mro__)

    def matters(typ):
        return typ not in real and hasattr(typ, "__mro__") and issubclass(cls, typ)

    relevant = [typ for typ in types if matters(typ)]
    # An ABC that only stands among the bases of another one comes with that.
    relevant = [typ for typ in relevant
                if not any(typ is not other and typ in other.__mro__ for other in relevant)]
    wanted = set(types)
    order = []
    for typ in relevant:
        subclasses = [[step for step in sub.__mro__ if step in wanted]
                      for sub in typ.__subclasses__() if sub not in real and issubclass(cls, sub)]
        if not subclasses:
            order.append(typ)
            continue
        subclasses.sort(key=len, reverse=True)  # the most specific first
        for line in subclasses:
            order.extend(step for step in line if step not in order)
    return _c3_mro(cls, abcs=order)


def _find_impl(cls, registry):
    """The function registered for the type nearest to the class."""
    found = None
    for typ in _compose_mro(cls, registry.keys()):
        if found is not None:
            # Two ABCs of which neither comes first by inheritance cannot be told apart.
            if (typ in registry and typ not in cls.__mro__ and found not in cls.__mro__
                    and not issubclass(found, typ)):
                raise RuntimeError(f"Ambiguous dispatch: {found} or {typ}")
            break
        if typ in registry:
            found = typ
    return registry.get(found)


def singledispatch(func):
    """Make a generic function: which implementation is called depends on the type of the first argument.

    Implementations are added by its register(type, function), register(type) as decorator, or register as decorator
    of a function whose first parameter is annotated.
    """
    import types
    import weakref

    registry = {}
    chosen = weakref.WeakKeyDictionary()
    token = None  # of the ABC machinery; of use once an ABC is registered
    name = getattr(func, "__name__", "singledispatch function")

    def dispatch(cls):
        """The implementation for arguments of a class."""
        nonlocal token
        if token is not None:
            current = get_cache_token()
            if token != current:
                chosen.clear()
                token = current
        try:
            return chosen[cls]
        except KeyError:
            pass
        found = registry.get(cls)
        if found is None:
            found = _find_impl(cls, registry)
        chosen[cls] = found
        return found

    def register(cls, func=None):
        """Add an implementation for a class; returns it."""
        nonlocal token
        if func is None:
            if isinstance(cls, type):
                return lambda func: register(cls, func)
            cls, func = _annotated_class(cls), cls
        registry[cls] = func
        if token is None and hasattr(cls, "__abstractmethods__"):
            token = get_cache_token()
        chosen.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    registry[object] = func
    wrapper.register, wrapper.dispatch = register, dispatch
    wrapper.registry = types.MappingProxyType(registry)
    wrapper._clear_cache = chosen.clear
    return update_wrapper(wrapper, func)


def _annotated_class(func):
    """The class that the first annotation of a function names."""
    if not getattr(func, "__annotations__", {}):
        raise TypeError(f"Invalid first argument to `register()`: {func!r}. Use either `@register(some_class)` or "
                        "plain `@register` on an annotated function.")
    from typing import get_type_hints
    argname, cls = next(iter(get_type_hints(func).items()))
    if not isinstance(cls, type):
        raise TypeError(f"Invalid annotation for {argname!r}. {cls!r} is not a class.")
    return cls


class singledispatchmethod:
    """singledispatch() for methods: the argument after self or cls decides."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Add an implementation for a class; returns it."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
            chosen = self.dispatcher.dispatch(args[0].__class__)
            return chosen.__get__(obj, cls)(*args, **kwargs)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        return update_wrapper(_method, self.func)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
