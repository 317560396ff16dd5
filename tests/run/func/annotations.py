# Annotations of functions, variables, classes; evaluation order.
def ev(x):
    print("ev", x)
    return x
def f(a: ev("ann a") = ev("dflt a"), *, b: ev("ann b") = ev("dflt b")) -> ev("ret"):
    pass
print(f.__annotations__)
x: int = 5
y: str
z: ev("z ann") = ev("z val")
print(__annotations__, x, z)
try:
    y
except NameError as e:
    print(e)
class C:
    a: int
    b: str = "v"
    self_ref: "C" = None
    print("in body", __annotations__)
print(C.__annotations__, C.b, hasattr(C, "a"))
def local():
    v: undefined_name = 1
    w: also_undefined
    print(v)
    try:
        w
    except UnboundLocalError as e:
        print(e)
local()
d = {}
d["k"]: ev("item ann") = 1
C.attr: ev("attr ann") = 2
print(d, C.attr)
(p): ev("paren") = 3
print(p, "p" in __annotations__)
ev([1])[0]: ev("no value")
class D(C):
    pass
print(D.__annotations__ is C.__annotations__)
class E:
    pass
try:
    E.__annotations__
except AttributeError as e:
    print(e)
for src in ("x: int: str = 1", "a, b: int = 1", "[a]: int", "def f():\n global q\n q: int = 1", "f(): int = 1", "x: int += 1", "(a, b): int"):
    try:
        compile(src, "<s>", "exec")
        print(repr(src), "ok")
    except SyntaxError as e:
        print(repr(src), e.msg)
