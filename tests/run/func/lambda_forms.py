# Lambdas: parameters, nesting, names, default capture.
print((lambda: 5)(), (lambda x: x * 2)(4), (lambda x, y=2: x + y)(1), (lambda *a: a)(1, 2), (lambda **k: k)(a=1), (lambda a, *b, c=3, **d: (a, b, c, d))(1, 2, e=5), (lambda a, /, b: (a, b))(1, b=2), (lambda *, k: k)(k=1))
f = lambda x: lambda y: lambda z: x + y + z
print(f(1)(2)(3), f.__name__, f(1).__qualname__, (lambda: (yield))().__class__.__name__)
print([(lambda x=i: x)() for i in range(3)], list(map(lambda x: x ** 2, range(4))), sorted([(1, "b"), (0, "c")], key=lambda p: p[1]))
print((lambda x: x if x else "empty")(0), (lambda: (1, 2))(), (lambda: 1, 2)[1], (lambda x: [y for y in x])("ab"), (lambda x: (z := x + 1, z * 2))(3))
g = lambda n: 1 if n < 2 else n * g(n - 1)
print(g(10))
d = {"add": lambda a, b: a + b, "mul": lambda a, b: a * b}
print({k: v(3, 4) for k, v in d.items()})
class C:
    n = 5
    m = lambda self, k: (self.n, k)
    s = staticmethod(lambda: "static")
print(C().m(2), C.s(), C.m.__qualname__)
h = lambda: print("called") or "ret"
print(h())
x = (lambda: x_global)
x_global = "later"
print(x())
gen = (lambda: (yield from "ab"))()
print(list(gen))
print((lambda a=lambda: 1: a())(), (lambda *a, **k: (len(a), sorted(k)))(*"abc", **{"q": 1}))
try:
    (lambda x: x)(y=1)
except TypeError as e:
    print(e)
