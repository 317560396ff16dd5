# Closures: sharing cells, late binding, nonlocal chains.
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get():
        return n
    def reset():
        nonlocal n
        n = 0
    return inc, get, reset
inc, get, reset = counter()
inc2, get2, _ = counter()
print(inc(), inc(5), get(), get2(), reset(), get(), inc2(), inc.__closure__[0] == get.__closure__[0])
fs = []
for i in range(3):
    def f():
        return i
    fs.append(f)
print([f() for f in fs])
def make():
    return [lambda: j for j in range(3)]
print([f() for f in make()])
def a():
    x = "a"
    def b():
        def c():
            nonlocal x
            x += "c"
            def d():
                return x + "d"
            return d
        return c
    r = b()()
    return r(), x
print(a())
def unbound():
    def g():
        return z
    try:
        g()
    except NameError as e:
        print(type(e).__name__, e)
    z = 1
    print(g())
    del z
    try:
        g()
    except NameError as e:
        print(e)
    try:
        z
    except UnboundLocalError as e:
        print(e)
unbound()
def compose(*fns):
    def run(x):
        for fn in reversed(fns):
            x = fn(x)
        return x
    return run
print(compose(str, lambda x: x + 1, abs)(-5))
def curry(f, n):
    return f() if n == 0 else (lambda x: curry(lambda *a: f(x, *a), n - 1))
print(curry(lambda a, b, c: (a, b, c), 3)(1)(2)(3))
class K:
    def method(self):
        return __class__.__name__, [__class__ for _ in (1,)][0] is K
print(K().method(), K.method.__closure__[0].cell_contents is K)
