# Function attributes and what may be assigned.
def f(a: int, b: "str" = 1, *args: 3, c: float = 2.0, **kw: dict) -> list:
    "doc string"
    return a
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__annotations__, f.__defaults__, f.__kwdefaults__, f.__dict__, f.__closure__, f.__globals__ is globals())
f.x = 5
f.__name__ = "renamed"
f.__qualname__ = "q.r"
f.__doc__ = None
print(f.x, f.__name__, f.__qualname__, f.__doc__, f.__dict__, str(f).split(" at ")[0])
for attr, v in (("__name__", 5), ("__qualname__", None), ("__code__", 5), ("__dict__", 5), ("__annotations__", 5), ("__globals__", {}), ("__closure__", ()), ("__module__", 7), ("__defaults__", ())):
    try:
        setattr(f, attr, v)
        print(attr, "ok", getattr(f, attr))
    except (TypeError, AttributeError) as e:
        print(attr, type(e).__name__, e)
for attr in ("x", "__name__", "__dict__", "__annotations__", "nope", "__code__", "__defaults__"):
    try:
        delattr(f, attr)
        print("deleted", attr)
    except (TypeError, AttributeError) as e:
        print(attr, type(e).__name__, e)
print(f.__annotations__)
def g(x): return x * 2
def h(x): return x * 3
g.__code__ = h.__code__
print(g(5), g.__name__, g.__code__.co_name)
def outer():
    v = 1
    def inner():
        return v
    return inner
try:
    g.__code__ = outer().__code__
except ValueError as e:
    print(e)
i = outer()
print(i.__qualname__, i.__closure__[0].cell_contents, i.__code__.co_freevars, outer.__code__.co_cellvars)
i.__closure__[0].cell_contents = 99
print(i())
del i.__closure__[0].cell_contents
try:
    i()
except NameError as e:
    print(e)
try:
    i.__closure__[0].cell_contents
except ValueError as e:
    print(e)
