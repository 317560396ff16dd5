# WeakValueDictionary, WeakKeyDictionary, WeakSet, finalize, WeakMethod.
import weakref, gc
class A:
    def __init__(self, n): self.n = n
    def __repr__(self): return "A%s" % self.n
    def m(self): return "m%s" % self.n
a, b = A(1), A(2)
v = weakref.WeakValueDictionary(x=a, y=b)
v["z"] = A(3)
print(sorted(v), len(v), v["x"], v.get("z"), "z" in v)
del b
print(sorted(v.items()), v.pop("y", "none"))
k = weakref.WeakKeyDictionary()
b = A(4)
k[a], k[b] = "a", "b"
print(len(k), k[a], sorted(k.values()))
del b
print(len(k), list(k.items()))
s = weakref.WeakSet([a, A(5)])
print(len(s), a in s, list(s))
c = A(6)
f = weakref.finalize(c, print, "finalized", 6)
print(f.alive, f.peek()[2])
del c
print(f.alive, f())
g = weakref.finalize(a, lambda *x: x, 1, 2)
print(g(), g(), g.alive)
h = weakref.finalize(a, print, "detached")
print(h.detach() is not None, h.alive)
w = weakref.WeakMethod(a.m)
print(w()(), weakref.ref(a.m)() is None)
del a
print(w(), len(s), len(v), len(k))
try: v["x"]
except KeyError as e: print(e)
try: weakref.WeakKeyDictionary()[5] = 1
except TypeError as e: print(e)
