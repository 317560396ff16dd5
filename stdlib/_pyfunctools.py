"""What `functools` takes from the native `_functools`, in Python."""

from reprlib import recursive_repr
from _thread import RLock

_absent = object()


def reduce(function, sequence, initial=_absent):
    """Fold a sequence from the left: function(function(first, second), third) and so on."""
    items = iter(sequence)
    if initial is _absent:
        for value in items:
            break
        else:
            raise TypeError("reduce() of empty sequence with no initial value") from None
    else:
        value = initial
    for item in items:
        value = function(value, item)
    return value


def cmp_to_key(mycmp):
    """Key function for sorting, made of a function that compares two items and answers <0, 0 or >0."""
    class K:
        __slots__ = "obj",
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

    return K


class partial:
    """A function with some arguments given already."""

    __slots__ = "func", "args", "keywords", "__dict__", "__weakref__"

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if hasattr(func, "func"):  # a partial of a partial becomes one
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func, self.args, self.keywords = func, args, keywords
        return self

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    @recursive_repr()
    def __repr__(self):
        cls = type(self)
        name = cls.__qualname__ if cls.__module__ != "functools" else f"functools.{cls.__qualname__}"
        shown = [repr(self.func), *map(repr, self.args), *(f"{k}={v!r}" for k, v in self.keywords.items())]
        return f"{name}({', '.join(shown)})"

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords or None, self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple):
            raise TypeError("argument to __setstate__ must be a tuple")
        if len(state) != 4:
            raise TypeError(f"expected 4 items in state, got {len(state)}")
        func, args, keywords, attributes = state
        if not callable(func) or not isinstance(args, tuple) or not isinstance(keywords, (dict, type(None))) \
                or not isinstance(attributes, (dict, type(None))):
            raise TypeError("invalid partial state")
        # of exactly these types, whatever subclass was handed in
        self.func, self.args = func, tuple(args)
        self.keywords = keywords if type(keywords) is dict else dict(keywords or ())
        self.__dict__ = {} if attributes is None else attributes


class _HashedSeq(list):
    """A cache key of many values that works out its hash only once."""

    __slots__ = "hashvalue",

    def __init__(self, tup, hash=hash):
        self[:] = tup
        self.hashvalue = hash(tup)

    def __hash__(self):
        return self.hashvalue


_KEYWORD_MARK = (object(),)


def _make_key(args, kwds, typed, kwd_mark=_KEYWORD_MARK, fasttypes={int, str}, tuple=tuple, type=type, len=len):
    """The key of a call in a cache."""
    parts = args
    if kwds:
        parts += kwd_mark
        for pair in kwds.items():
            parts += pair
    if typed:
        parts += tuple(map(type, args))
        parts += tuple(map(type, kwds.values()))
    elif len(parts) == 1 and type(parts[0]) in fasttypes:
        return parts[0]
    return _HashedSeq(parts)


def _lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo):
    """A caching function around `user_function`. The order of the dict is that of use, the oldest first."""
    cache = {}
    lock = RLock()  # a key's __eq__ may come back here
    hits = misses = 0

    if maxsize == 0:
        def wrapper(*args, **kwds):
            nonlocal misses
            misses += 1
            return user_function(*args, **kwds)
    elif maxsize is None:
        def wrapper(*args, **kwds):
            nonlocal hits, misses
            key = _make_key(args, kwds, typed)
            result = cache.get(key, _absent)
            if result is not _absent:
                hits += 1
                return result
            misses += 1
            result = cache[key] = user_function(*args, **kwds)
            return result
    else:
        def wrapper(*args, **kwds):
            nonlocal hits, misses
            key = _make_key(args, kwds, typed)
            with lock:
                result = cache.pop(key, _absent)
                if result is not _absent:
                    cache[key] = result
                    hits += 1
                    return result
                misses += 1
            result = user_function(*args, **kwds)
            with lock:
                if key not in cache:  # it may have come in while the lock was open
                    while dict.__len__(cache) >= maxsize:
                        del cache[next(iter(cache))]
                    cache[key] = result
            return result

    def cache_info():
        """Hits, misses, largest and current size."""
        with lock:
            return _CacheInfo(hits, misses, maxsize, cache.__len__())

    def cache_clear():
        """Forget everything, the statistics too."""
        nonlocal hits, misses
        with lock:
            cache.clear()
            hits = misses = 0

    wrapper.cache_info, wrapper.cache_clear = cache_info, cache_clear
    return wrapper


for _made in (reduce, cmp_to_key, partial, _HashedSeq, _make_key, _lru_cache_wrapper):
    _made.__module__ = "functools"
del _made
