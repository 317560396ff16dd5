# gi_running, gi_frame, gi_code, gi_yieldfrom, names, repr.
def g(a):
    b = a + 1
    yield b, it.gi_running
    yield
it = g(1)
print(it.gi_running, it.gi_frame.f_locals, it.gi_frame.f_lineno, it.gi_code is g.__code__, it.gi_yieldfrom, it.__name__, it.__qualname__, type(it).__name__)
print(next(it), it.gi_running, it.gi_frame.f_locals, it.gi_frame.f_lineno, it.gi_frame.f_back, it.gi_frame.f_code.co_name)
list(it)
print(it.gi_frame, it.gi_running, it.gi_code.co_name)
print(repr(it).startswith("<generator object g at 0x"), iter(it) is it)
it.__name__ = "new"
it.__qualname__ = "q.new"
print(it.__name__, repr(it).split(" at ")[0])
for a, v in (("__name__", 5), ("__qualname__", None), ("gi_running", 1), ("gi_frame", None), ("gi_code", None), ("x", 1)):
    try:
        setattr(it, a, v)
    except (TypeError, AttributeError) as e:
        print(a, type(e).__name__, e)
class C:
    def m(self):
        yield
    def n(self):
        return (x for x in [1])
print(C().m().__qualname__, C().n().__qualname__, C().n().__name__, (lambda: (yield))().__qualname__)
def f():
    yield from it2
it2 = iter("ab")
d = f()
print(d.gi_yieldfrom, next(d), d.gi_yieldfrom is it2, list(d), d.gi_yieldfrom)
h = g(5)
def reenter():
    yield 1
    yield next(r)
r = reenter()
next(r)
try:
    next(r)
except ValueError as e:
    print(e)
print(list(r))
try:
    type(it)()
except TypeError as e:
    print(e)
print(len([n for n in dir(it) if n.startswith("gi_")]), bool(it), it == it)
