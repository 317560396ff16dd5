# Weak references and finalizers within collected cycles.
import gc, weakref
log = []
class N:
    def __init__(self, n): self.n = n
    def __del__(self): log.append(("del", self.n, self.w() is None))
a, b = N("a"), N("b")
a.o, b.o = b, a
a.w, b.w = weakref.ref(b), weakref.ref(a)
out = weakref.ref(a, lambda r: log.append(("callback", r() is None)))
del a, b
gc.collect()
print(sorted(log, key=str), out())
log.clear()
class M: pass
m, n = M(), M()
m.o, n.o = n, m
m.cb = weakref.ref(n, lambda r: log.append("callback owned by the garbage"))
del m, n
gc.collect()
print(log)
d = weakref.WeakValueDictionary()
x = M()
x.me = x
d["x"] = x
del x
print(len(d))
gc.collect()
print(len(d))
fin = M()
fin.me = fin
weakref.finalize(fin, print, "finalize ran")
del fin
gc.collect()
