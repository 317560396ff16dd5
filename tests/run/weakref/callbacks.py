# Callback order, arguments, and death of the reference first.
import weakref
class A: pass
log = []
a = A()
r1 = weakref.ref(a, lambda r: log.append(("r1", r is r1, r())))
r2 = weakref.ref(a, lambda r: log.append("r2"))
r3 = weakref.ref(a, lambda r: log.append("r3"))
print(r1.__callback__ is not None)
del r2, a
print(log, r1.__callback__)
class D:
    def __del__(self): log.append("del")
log.clear()
d = D()
w = weakref.ref(d, lambda r: log.append(("cb", r())))
del d
print(log)
log.clear()
class Z:
    def __del__(self):
        log.append(("in del", wz() is None))
z = Z()
wz = weakref.ref(z)
del z
print(log)
log.clear()
class Res:
    def __del__(self): saved.append(self)
saved = []
x = Res()
wx = weakref.ref(x, lambda r: log.append("res cb"))
del x
print(log, wx() is None, len(saved))
class C: pass
c = C()
c.me = c
wc = weakref.ref(c, lambda r: log.append("cycle cb"))
log.clear()
import gc
del c
print(log, wc() is not None)
gc.collect()
print(log, wc())
p = A()
p.r = weakref.ref(p, lambda r: log.append("self-owned"))
log.clear()
del p
print(log)
