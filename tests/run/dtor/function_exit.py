# When locals, arguments and temporaries die.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def m(self): return self
    def __add__(self, o): return D("(%s+%s)" % (self.n, o.n))
def f():
    a = D("a")
    b = D("b")
    c = D("c")
    print("body")
f()
def g():
    x = D("x")
    return x
g()
print("g done")
y = g()
print("held")
y = None
def h(p, *args, **kw): print("in h")
h(D("p"), D("arg"), k=D("kw"))
print("expr")
D("l") + D("r")
print("chain")
D("m").m().m()
print([D("in list")][0].n)
print(len([D("e1"), D("e2")]))
def early():
    a = D("early")
    if a: return "ret"
    b = D("never")
print(early())
def reuse():
    a = D("first")
    print("assign")
    a = D("second")
    print("end")
reuse()
def delete():
    a = D("deleted")
    del a
    print("after del")
delete()
D("stmt"); print("same line")
for _ in [D("in loop list")]: print("loop")
print("after loop")
del _
print("last")
