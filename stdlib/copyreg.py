"""What pickle and copy share: reducers registered for types, how objects are rebuilt, short codes for classes."""

__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Register the function that reduces objects of a type."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    """Check that something can be a constructor; nothing else is needed any more."""
    if not callable(object):
        raise TypeError("constructors must be callable")


def pickle_complex(c):
    return complex, (c.real, c.imag)


pickle(complex, pickle_complex, complex)


# ---- Rebuilding objects

def _reconstructor(cls, base, state):
    """An instance of `cls` without its constructor; `state` goes to the built-in type it is based on."""
    if base is object:
        return object.__new__(cls)
    instance = base.__new__(cls, state)
    if base.__init__ is not object.__init__:
        base.__init__(instance, state)
    return instance


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


_HEAPTYPE = 1 << 9  # flag of classes made by class statements


def _reduce_ex(self, proto):
    """object.__reduce_ex__ for protocols 0 and 1."""
    assert proto < 2
    cls = self.__class__
    base = next((step for step in cls.__mro__ if hasattr(step, "__flags__") and not step.__flags__ & _HEAPTYPE), object)
    content = None
    if base is not object:
        if base is cls:
            raise TypeError(f"cannot pickle {cls.__name__!r} object")
        content = base(self)
    try:
        getstate = self.__getstate__
    except AttributeError:
        if getattr(self, "__slots__", None):
            raise TypeError(f"cannot pickle {cls.__name__!r} object: a class that defines __slots__ without defining "
                            f"__getstate__ cannot be pickled with protocol {proto}") from None
        attributes = getattr(self, "__dict__", None)
    else:
        attributes = getstate()
    args = cls, base, content
    return (_reconstructor, args, attributes) if attributes else (_reconstructor, args)


def _slotnames(cls):
    """Names of the attributes that are slots, in the class and its bases; kept in the class."""
    known = cls.__dict__.get("__slotnames__")
    if known is not None:
        return known
    names = []
    if hasattr(cls, "__slots__"):
        for step in cls.__mro__:
            slots = step.__dict__.get("__slots__", ())
            for name in (slots,) if isinstance(slots, str) else slots:
                if name in ("__dict__", "__weakref__"):
                    continue
                if name.startswith("__") and not name.endswith("__"):
                    owner = step.__name__.lstrip("_")
                    if owner:
                        name = f"_{owner}{name}"
                names.append(name)
    try:
        cls.__slotnames__ = names
    except Exception:
        pass
    return names


# ---- Extension codes: numbers that stand for (module, name) in pickles

_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}


def add_extension(module, name, code):
    """Let a number stand for a class or function."""
    code = int(code)
    if not 1 <= code <= 0x7FFFFFFF:
        raise ValueError("code out of range")
    key = module, name
    registered, taken = _extension_registry.get(key), _inverted_registry.get(code)
    if registered == code and taken == key:
        return
    if registered is not None:
        raise ValueError(f"key {key} is already registered with code {registered}")
    if taken is not None:
        raise ValueError(f"code {code} is already in use for key {taken}")
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    """Undo add_extension()."""
    key = module, name
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError(f"key {key} is not registered with code {code}")
    del _extension_registry[key], _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    """Forget the objects looked up by code."""
    _extension_cache.clear()
