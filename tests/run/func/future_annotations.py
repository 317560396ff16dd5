# Postponed evaluation: annotations become strings in a canonical form.
from __future__ import annotations
def f(a: int, b: "quoted", c: undefined.attr[1, 2:3], d: lambda x: x + 1 = 0, *e: (1, 2), **g: {1: [2], **h}) -> x if y else not z:
    pass
for k, v in f.__annotations__.items():
    print(k, v)
x: list[int] = []
y: -1 ** 2 + (3 * 4) // ~5
z: a and b or (c and (d or e))
class C:
    m: f"{a!r:>{w}} text" = 1
    n: [i for i in range(3) if i]
    o: {k: v for k, v in z}
    p: {*a, b} < c != d is not e not in f
    q: a[b].c(d, *e, f=1, **g)
    r: (yield_, ...) or None
    s: "it's" + b'x' + r'\n'
    t: 1e10 + 1j + 0xff + True
    u: (a := 5)
    v: lambda *, k=1, **kw: 0
    w: a @ b << 1 | 2 & 3 ^ 4
    x: x[1:2, ::3, ...]
    y: (lambda: 1)()
    z: ((a, b), (c,), ())
for k, v in __annotations__.items():
    print(k, v)
for k, v in C.__annotations__.items():
    print(k, v)
