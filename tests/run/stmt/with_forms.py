# with without as, several items, targets, nesting and return values.
class C:
    def __init__(self, v): self.v = v
    def __enter__(self): return self.v
    def __exit__(self, *a): print("x", self.v, a[0] and a[0].__name__)
with C(1): pass
with C(2) as a: print(a)
with C(3) as a, C(4), C([5, 6]) as (b, c): print(a, b, c)
with C("k") as globals()["dyn"]: print(dyn)
with (C(7)) as x: print(x)
with (C(8), C(9))[0] as y: print(y)
try:
    with C(1) as (p, q): print("no")
except TypeError as e: print(e)
def f():
    with C("f"):
        with C("g"): return "value"
print(f())
def g():
    with C("gen"):
        yield 1
        yield 2
print(list(g()))
for i in range(2):
    with C(i) as v:
        if v: break
try:
    with C("e"), C("f"): raise KeyError
except KeyError: print("caught")
class D:
    def __init__(self): print("make D")
    def __enter__(self): print("enter D"); return self
    def __exit__(self, t, v, tb): print("exit D", t is v is tb is None); return True
with D() as d, D() as e: print(d is e)
with D():
    with D(): 1 / 0
    print("continues")
with D() as d.attr: print(type(d.attr).__name__)
