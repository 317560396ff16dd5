"""The functions of `operator` in Python, for an interpreter without the native `_operator`."""

__all__ = ["attrgetter", "countOf", "indexOf", "itemgetter", "length_hint", "methodcaller"]

# Name, parameters, expression; an expression with `=` is a statement after which `a` is the result.
_EXPRESSIONS = """
    lt a b: a < b;      le a b: a <= b;     eq a b: a == b;     ne a b: a != b;     ge a b: a >= b;     gt a b: a > b
    not_ a: not a;      truth a: True if a else False;          is_ a b: a is b;    is_not a b: a is not b
    abs a: _abs(a);     index a: a.__index__();                 inv a: ~a;          invert a: ~a
    neg a: -a;          pos a: +a;          pow a b: a ** b;    matmul a b: a @ b
    add a b: a + b;     sub a b: a - b;     mul a b: a * b;     truediv a b: a / b; floordiv a b: a // b
    mod a b: a % b;     and_ a b: a & b;    or_ a b: a | b;     xor a b: a ^ b
    lshift a b: a << b; rshift a b: a >> b; contains a b: b in a;                   getitem a b: a[b]
    iadd a b: a += b;   isub a b: a -= b;   imul a b: a *= b;   imatmul a b: a @= b;            ipow a b: a **= b
    itruediv a b: a /= b;                   ifloordiv a b: a //= b;                 imod a b: a %= b
    iand a b: a &= b;   ior a b: a |= b;    ixor a b: a ^= b;   ilshift a b: a <<= b;           irshift a b: a >>= b
"""


def _define(names):
    scope = {"__name__": "operator", "_abs": abs}
    for entry in _EXPRESSIONS.strip().replace("\n", ";").split(";"):
        if not entry.strip():
            continue
        head, text = entry.strip().split(": ")
        name, *parameters = head.split()
        body = f"{text}; return a" if name[0] == "i" and "= " in text else f"return {text}"
        exec(f"def {name}({', '.join(parameters)}):\n    'Same as {text.replace('_abs', 'abs')}.'\n    {body}\n", scope)
        names[name] = scope[name]
        __all__.append(name)


_define(globals())


def _exported(function):
    function.__module__ = "operator"
    if function.__name__ not in __all__:
        __all__.append(function.__name__)
    return function


@_exported
def concat(a, b):
    """a + b, of sequences."""
    _need_sequence(a)
    return a + b


@_exported
def iconcat(a, b):
    """a += b, of sequences."""
    _need_sequence(a)
    a += b
    return a


def _need_sequence(value):
    if not hasattr(value, "__getitem__"):
        raise TypeError(f"'{type(value).__name__}' object can't be concatenated")


@_exported
def setitem(a, b, c):
    """a[b] = c"""
    a[b] = c


@_exported
def delitem(a, b):
    """del a[b]"""
    del a[b]


@_exported
def countOf(a, b):
    """How many items of a are b."""
    return sum(item is b or item == b for item in a)


@_exported
def indexOf(a, b):
    """Position of the first item of a that is b."""
    for position, item in enumerate(a):
        if item is b or item == b:
            return position
    raise ValueError("sequence.index(x): x not in sequence")


@_exported
def length_hint(obj, default=0):
    """len(obj) or what __length_hint__ guesses, else the default."""
    if not isinstance(default, int):
        raise TypeError(f"'{type(default).__name__}' object cannot be interpreted as an integer")
    try:
        return len(obj)
    except TypeError:
        pass
    try:
        guess = type(obj).__length_hint__
    except AttributeError:
        return default
    try:
        value = guess(obj)
    except TypeError:
        return default
    if value is NotImplemented:
        return default
    if not isinstance(value, int):
        raise TypeError(f"__length_hint__ must be integer, not {type(value).__name__}")
    if value < 0:
        raise ValueError("__length_hint__() should return >= 0")
    return value


class _Getter:
    """What attrgetter and itemgetter share: a look-up for each name or key given."""

    __slots__ = ()

    def __init__(self, first, *more):
        self._wanted = first, *more
        look = [self._lookup(wanted) for wanted in self._wanted]
        if more:
            self._call = lambda obj: tuple(one(obj) for one in look)
        else:
            self._call = look[0]

    def __call__(self, obj):
        return self._call(obj)

    def __repr__(self):
        cls = type(self)
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(map(repr, self._wanted))})"

    def __reduce__(self):
        return type(self), self._wanted


@_exported
class attrgetter(_Getter):
    """attrgetter('a', 'b.c')(x) is (x.a, x.b.c)."""

    __slots__ = "_wanted", "_call"

    def __init__(self, attr, *attrs):
        super().__init__(attr, *attrs)

    @staticmethod
    def _lookup(name):
        if not isinstance(name, str):
            raise TypeError("attribute name must be a string")
        path = name.split(".")

        def look(obj):
            for step in path:
                obj = getattr(obj, step)
            return obj
        return look


@_exported
class itemgetter(_Getter):
    """itemgetter(1, 'k')(x) is (x[1], x['k'])."""

    __slots__ = "_wanted", "_call"

    def __init__(self, item, *items):
        super().__init__(item, *items)

    @staticmethod
    def _lookup(key):
        return lambda obj: obj[key]





@_exported
class methodcaller:
    """methodcaller('m', 1, k=2)(x) is x.m(1, k=2)."""

    __slots__ = "_name", "_args", "_kwargs"

    def __init__(self, name, /, *args, **kwargs):
        if not isinstance(name, str):
            raise TypeError("method name must be a string")
        self._name, self._args, self._kwargs = name, args, kwargs

    def __call__(self, obj):
        return getattr(obj, self._name)(*self._args, **self._kwargs)

    def __repr__(self):
        cls = type(self)
        shown = [repr(value) for value in (self._name, *self._args)]
        shown += [f"{key}={value!r}" for key, value in self._kwargs.items()]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(shown)})"

    def __reduce__(self):
        if not self._kwargs:
            return type(self), (self._name, *self._args)
        from functools import partial
        return partial(type(self), self._name, **self._kwargs), self._args
