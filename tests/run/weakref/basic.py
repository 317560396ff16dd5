# weakref.ref: calling, death, callbacks, equality, hash.
import weakref
class A:
    def __init__(self, n): self.n = n
    def __repr__(self): return "A(%s)" % self.n
    def __eq__(self, o): return isinstance(o, A) and self.n == o.n
    def __hash__(self): return hash(self.n)
a, b = A(1), A(1)
r, s = weakref.ref(a), weakref.ref(b)
print(r() is a, r == s, hash(r) == hash(a), weakref.ref(a) is r, weakref.getweakrefcount(a), r in {s: 1})
print(weakref.ref(a, print) is r, len(weakref.getweakrefs(a)))
del a
print(r(), r == s, r == r, hash(r) == hash(1), repr(r).split(";")[1], repr(s).split(" at ")[1].split(";")[1:] != [])
u = weakref.ref(A(5))
print(u())
try: hash(u)
except TypeError as e: print(e)
for o in (5, "a", None, [], {}, (), 1.5, object(), range(3), b""):
    try: weakref.ref(o)
    except TypeError as e: print(e)
for o in (A, len, lambda: 0, set(), frozenset(), weakref, type, (x for x in ()), A.__eq__):
    print(type(weakref.ref(o)).__name__, end=" ")
print()
class S:
    __slots__ = ()
class W:
    __slots__ = ("__weakref__",)
class L(list): pass
try: weakref.ref(S())
except TypeError as e: print(e)
print(weakref.ref(W())(), weakref.ref(L())())
for f in (lambda: weakref.ref(), lambda: weakref.ref(b, 1, 2), lambda: weakref.ref(b, x=1), lambda: s(1)):
    try: f()
    except TypeError as e: print(e)
class R(weakref.ref):
    def __init__(self, o, cb=None, tag=None): super().__init__(o, cb); self.tag = tag
    def __new__(cls, o, cb=None, tag=None): return super().__new__(cls, o, cb)
q = R(b, tag="t")
print(q().n, q.tag, q is R(b), s.__callback__)
