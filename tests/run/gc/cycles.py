# Cycles are found and finalized by gc.collect.
import gc
gc.disable()
class N:
    def __init__(self, n): self.n = n
    def __del__(self): log.append(self.n)
log = []
a, b = N("a"), N("b")
a.o, b.o = b, a
del a, b
print(log)
gc.collect()
print(sorted(log))
log.clear()
x = N("self")
x.me = x
l = [x]
l.append(l)
del x, l
gc.collect()
print(log)
log.clear()
d = {}
d["d"] = d
d["n"] = N("in dict")
t = ([],)
t[0].append(t)
t[0].append(N("in tuple"))
def f():
    n = N("in closure")
    def g(): return g, n
    return g
f()
class K:
    n = N("class attr")
gen = (lambda: (yield gen_holder))
gen_holder = []
def cyc():
    me = yield
    n = N("gen local")
    yield
c = cyc()
next(c)
c.send(c)
del d, t, K, c
gc.collect()
print(sorted(log))
print(gc.isenabled(), gc.enable(), gc.isenabled(), gc.collect(0) >= 0, gc.garbage)
for a in ((5,), (-1,), ("a",), (0, 1)):
    try: gc.collect(*a)
    except Exception as e: print(type(e).__name__, e)
