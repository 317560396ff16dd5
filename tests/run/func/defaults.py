# Default values: evaluation time, sharing, attributes.
def show(v):
    print("evaluated", v)
    return v
def f(a=show(1), b=show([]), *, c=show("kw")):
    b.append(a)
    return a, b, c
print(f(), f(2), f(3, [0]), f(c=5))
print(f.__defaults__, f.__kwdefaults__)
f.__defaults__ = ([10],)
try:
    f()
except TypeError as e:
    print(e)
print(f(1))
f.__defaults__ = None
f.__kwdefaults__ = {"c": "new"}
print(f(1, []))
f.__kwdefaults__ = None
try:
    f(1, [])
except TypeError as e:
    print(e)
for v in (5, [1], {}):
    try:
        f.__defaults__ = v
    except TypeError as e:
        print(e)
    try:
        f.__kwdefaults__ = v
    except TypeError as e:
        print(e)
fs = [lambda i=i: i for i in range(3)] + [lambda: i for i in range(3)]
print([g() for g in fs])
x = "global"
def h(x=x):
    return x
x = "changed"
print(h())
class C:
    y = 5
    def m(self, z=y):
        return z
    y = 6
print(C().m(), C.m.__defaults__)
def after(a, b=2, /, c=3, *args, d=4, e, **kw):
    return a, b, c, args, d, e, kw
print(after(1, e=0), after(1, 2, 3, 4, 5, e=6, f=7), after(*"ab", **{"e": 1, "c": 9, "b": 8}))
