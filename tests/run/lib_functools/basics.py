# partial, reduce, wraps, cmp_to_key, total_ordering.
import functools
from functools import partial, reduce
p = partial(int, base=2)
print(p("101"), p.func, p.args, p.keywords, p("ff", base=16), repr(partial(print, 1, sep="-")), partial(partial(max, 1), 2)(0), partial(partial(max, 1), 2).args)
p.attr = 1
print(p.__dict__, reduce(lambda a, b: a * b, [1, 2, 3]), reduce(lambda a, b: a + b, [], 5), reduce(max, [3]), reduce(lambda a, b: b + a, "abc"))
def deco(f):
    @functools.wraps(f)
    def w(*a, **k): return f(*a, **k)
    return w
@deco
def named(x: int):
    "doc"
    return x
print(named.__name__, named.__doc__, named.__annotations__, named.__wrapped__(3), named.__qualname__)
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
@functools.total_ordering
class T:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(T(1) <= T(1), T(2) > T(1), T(1) >= T(2), T(1) != T(2))
class M:
    def m(self, a, b): return a, b
    pm = functools.partialmethod(m, 1)
print(M().pm(2))
for f in (lambda: partial(), lambda: partial(5), lambda: reduce(max, []), lambda: reduce(1, [1, 2]), lambda: reduce(max, 5), lambda: partial(int)(1, 2, 3), lambda: functools.total_ordering(type("X", (), {}))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
