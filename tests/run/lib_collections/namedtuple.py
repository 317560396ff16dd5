# namedtuple: construction, methods, errors.
from collections import namedtuple
P = namedtuple("P", "x y", defaults=[0])
p = P(1)
print(p, P(1, 2), P(y=5, x=4), p.x, p[1], p._asdict(), p._replace(x=9), P._fields, P._field_defaults, P._make([7, 8]), p == (1, 0), isinstance(p, tuple), len(p), hash(p) == hash((1, 0)), P.__doc__, P.x.__doc__)
x, y = p
print(x, y, p + (3,), p < P(2), sorted([P(2), P(1)]), "%s-%s" % p, P.__name__, namedtuple("Q", ["a", "b"])(1, 2), namedtuple("R", "a,b")._fields, namedtuple("S", "a def a _x", rename=True)._fields, namedtuple("E", "")())
for f in (lambda: P(), lambda: P(1, 2, 3), lambda: P(z=1), lambda: p._replace(q=1), lambda: P._make([1]), lambda: setattr(p, "x", 1), lambda: namedtuple("T", "a a"), lambda: namedtuple("T", "def"), lambda: namedtuple("T", "_a"), lambda: namedtuple("1T", "a"), lambda: namedtuple("T", "a b", defaults=[1, 2, 3]), lambda: p.nope, lambda: setattr(p, "zz", 1), lambda: namedtuple("T", "a-b"), lambda: namedtuple("T", 5)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Sub(P):
    __slots__ = ()
    @property
    def norm(self): return self.x + self.y
    def __str__(self): return "Sub!"
print(Sub(1, 2).norm, str(Sub(1)), repr(Sub(1)), Sub(1)._replace(x=3).norm)
