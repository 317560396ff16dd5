# Free variables in loops, classes, comprehensions and deletions.
fs = []
for i in range(3):
    fs.append(lambda: i)
    fs.append(lambda i=i: i)
print([f() for f in fs])
i = "changed"
print(fs[0](), fs[1]())
def f():
    out = []
    for j in range(3):
        def g(): return j
        out.append(g)
        j += 10
    return [g() for g in out]
print(f())
def cond(flag):
    if flag: v = 1
    def g(): return v
    try: return g()
    except NameError as e: return str(e)
print(cond(True), cond(False))
def param(a, *b, c=1, **d):
    def g(): return a, b, c, d
    a = "rebound"
    return g()
print(param(1, 2, c=3, e=4))
def cls(n):
    class A:
        n = "cls"
    return A.n
try: print(cls(5))
except NameError as e: print(e)
def cls2(n):
    class A:
        m = n
        def get(self): return n
        n = "own"
    return A.m if hasattr(A, "m") else None, A().get(), A.n
try: print(cls2(5))
except NameError as e: print(type(e).__name__, e)
def deep():
    x = 0
    def a():
        def b():
            def c():
                nonlocal x
                x += 1
                return x
            return c
        return b
    c = a()()
    return c(), c(), x
print(deep())
def exc():
    try: raise ValueError("v")
    except ValueError as e:
        f = lambda: e
        r = repr(f())
    try: f()
    except NameError as n: return r, str(n)
print(exc())
print([f() for f in [lambda: k for k in range(2)]], [f() for f in (lambda: k for k in range(2))], {k: (lambda: k) for k in "ab"}["a"]())
