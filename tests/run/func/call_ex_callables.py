"""f(*args, **kwargs) of every kind of callable: functions, classes, bound methods, generators, natives."""
import sys
import traceback


class Vec:
    def __init__(self, *v, scale=1):
        self.v = tuple(x * scale for x in v)

    def method(self, a, b=2, *rest, key=None, **more):
        return self.v, a, b, rest, key, more

    @classmethod
    def make(cls, *args):
        return cls(*args)

    @staticmethod
    def static(*args, **kwargs):
        return args, kwargs

    def __call__(self, *args, **kwargs):
        return "called", args, kwargs


class Wrong:
    def __init__(self, *args):
        return 1


class New:
    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self.args = args, kwargs
        return self


def plain(a, b):
    return a, b


def defaults(a, b=5, *, c=6):
    return a, b, c


def generator(*args, **kwargs):
    yield from args
    yield kwargs


def attempt(callable_, *args, **kwargs):
    try:
        result = callable_(*args, **kwargs)
    except Exception as error:
        result = "%s: %s" % (type(error).__name__, error)
    print(result)


for args in ([1, 2], (1, 2), range(1, 3), iter([1, 2]), "ab", {1: 0, 2: 0}):
    print(plain(*args), end=" ")
    print(Vec(*args).v if args != "ab" else Vec(*args).v)
for kwargs in ({}, {"b": 3}, {"c": 4}, {"b": 3, "c": 4}):
    print(defaults(*[1], **kwargs), defaults(*(1,), **kwargs), defaults(**dict(kwargs, a=0)))
v = Vec(*[1, 2], **{"scale": 3})
print(v.v, v.method(*[1]), v.method(*(1, 2, 3), **{"key": 4, "other": 5}), v.method(**{"a": 1}))
bound = v.method
print(bound(*[7]), bound(*[7, 8, 9], **{"x": 1}), Vec.make(*[4, 5]).v, Vec.static(*[1], **{"k": 2}))
print(v(*[1], **{"k": 2}), New(*[1], **{"k": 2}).args, list(generator(*[1, 2], **{"k": 3})))
print(max(*[3, 1]), dict(*[[("a", 1)]], **{"b": 2}), "{} {x}".format(*[1], **{"x": 2}), [*map(*[str, [1, 2]])])

attempt(plain)
attempt(plain, 1, 2, 3)
attempt(plain, 1, 2, b=3)
attempt(plain, 1, c=3)
attempt(defaults, 1, 2, 3)
attempt(Wrong)
attempt(Vec, 1, speed=2)
attempt(v.method)
attempt(len, 1, 2)
for bad in (lambda: plain(*1), lambda: plain(**1), lambda: plain(**{1: 2}), lambda: Vec(*None), lambda: plain(*[1], **{"a": 2}), lambda: v.method(**{2: 2})):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)


# The list may change while it is unpacked into parameters; what was passed stays.
def change(*args):
    items.clear()
    return args


items = [1, 2, 3]
print(change(*items), items)


# Tracebacks and depth.
def fails(*args, **kwargs):
    raise ValueError(args, kwargs)


class Fails:
    def __init__(self, *args):
        fails(*args, **{"in": "init"})


try:
    Fails(*[1, 2])
except ValueError:
    print("".join(line for line in traceback.format_exc().splitlines(True) if "File" not in line))


def deep(n, *args):
    return n if n == 0 else deep(*[n - 1], *args)


print(deep(300, 1, 2))


def endless(*args):
    return endless(*args)


class Endless:
    def __init__(self, *args):
        Endless(*args)


for f in (endless, Endless):
    try:
        f(*[1])
    except RecursionError as error:
        print("RecursionError", error)


def tracer(frame, event, arg):
    if event in ("call", "return"):
        seen.append((event, frame.f_code.co_name))
    return tracer


seen = []
sys.settrace(tracer)
Vec(*[1]).method(*[2], **{"key": 3})
sys.settrace(None)
print(seen)
