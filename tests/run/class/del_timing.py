# __del__: called when, how often, resurrection, exceptions.
import sys
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
d = D(1)
d = D(2)
print("rebound")
d2 = d
del d
print("one ref left")
del d2
D("temp")
print("after temp")
l = [D(3), D(4), D(5)]
l.pop()
print("popped")
l[0] = None
print("replaced")
del l
def f():
    x = D("local x")
    y = D("local y")
    print("returning")
    return 5
print(f())
def g(a):
    a = None
    print("in g")
g(D("arg"))
(D("t1"), D("t2"))
print({"k": D("dict value")}.pop("k").n)
for i in range(2):
    x = D("loop%d" % i)
print("end loop")
x = None
class R:
    def __del__(self):
        print("R del")
        saved.append(self)
saved = []
r = R()
del r
print(len(saved))
saved.clear()
print("resurrected object gone quietly")
class E:
    def __del__(self): raise ValueError("in del")
sys.unraisablehook = lambda u: print("unraisable:", u.exc_type.__name__, u.exc_value, u.err_msg, u.object is E.__del__)
e = E()
del e
print("survived")
o = D("attr holder")
o.child = D("child")
del o
class S(D):
    __slots__ = ()
S("slotted")
def gen():
    h = D("gen local")
    yield
q = gen()
next(q)
del q
print("end")
