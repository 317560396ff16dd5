# Cells, bound methods, default arguments, generators hold references.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def m(self): return self.n
def mk():
    d = D("cell")
    return lambda: d
f = mk()
print(f().n)
f = None
print("cell gone")
b = D("bound").m
print(b())
del b
print("method gone")
def dflt(x=D("default")): pass
print("def")
del dflt
print("func gone")
def inner():
    d = D("shared")
    def a(): return d
    def b():
        nonlocal d
        d = D("replaced")
    return a, b
a, b = inner()
b()
print("after b")
del b
print("del b")
del a
def gen():
    d = D("g")
    yield d.n
g = gen()
print(next(g))
g.close()
print("closed")
g = gen()
del g
print("never started")
ge = (x for x in [D("in genexp")])
del ge
print("partial", end=" ")
z = D("z")
def use(q):
    global z
    z = None
    print("still", q.n)
use(z)
print("property")
class P:
    @property
    def p(self): return D("temp prop").n
print(P().p)
