# with: order, suppression, multiple, errors in enter and exit.
class CM:
    def __init__(self, n, suppress=False, fail=None): self.n, self.suppress, self.fail = n, suppress, fail
    def __enter__(self):
        print("enter", self.n)
        if self.fail == "enter":
            raise RuntimeError("enter " + self.n)
        return self.n
    def __exit__(self, t, v, tb):
        print("exit", self.n, t and t.__name__, v, tb is not None)
        if self.fail == "exit":
            raise RuntimeError("exit " + self.n)
        return self.suppress
with CM("a") as a, CM("b") as b:
    print("body", a, b)
with CM("s", True):
    raise ValueError("gone")
print("after")
for cms in ((CM("1"), CM("2", fail="enter")), (CM("1", fail="exit"), CM("2", fail="exit")), (CM("1", True), CM("2", fail="exit")), (CM("1"), CM("2", True))):
    try:
        with cms[0], cms[1]:
            print("body")
            raise KeyError("k")
        print("suppressed")
    except Exception as e:
        print(type(e).__name__, e, repr(e.__context__))
def f():
    for i in range(3):
        with CM("loop%d" % i):
            if i == 0:
                continue
            if i == 1:
                return "returned"
print(f())
def g():
    while True:
        with CM("brk"):
            break
    with CM("ret", True):
        return 1 / 0
    return "fell through"
print(g())
with CM("tuple") as (x, y, *z):
    print(x, y, z)
d = {}
with CM("item") as d["k"]:
    print(d)
class NoExit:
    def __enter__(self): pass
class NoEnter:
    def __exit__(self, *a): pass
class BadSig:
    def __enter__(self): pass
    def __exit__(self): pass
for o in (5, NoExit(), NoEnter(), BadSig(), CM):
    try:
        with o:
            print("in")
    except Exception as e:
        print(type(e).__name__, e)
class Inst: pass
i = Inst()
i.__enter__ = i.__exit__ = lambda *a: None
try:
    with i: pass
except AttributeError as e:
    print(e)
