# Positional-only and keyword-only parameters working and failing.
def f(a, b=2, /, c=3, *, d=4):
    return a, b, c, d
print(f(1), f(1, 5), f(1, 5, 6), f(1, c=7), f(1, d=8), f(1, 2, d=3, c=4))
def g(a, /, **kw):
    return a, kw
print(g(1, a=2, b=3))
def h(*, a, b=2):
    return a, b
print(h(a=1), h(b=1, a=0))
def k(*args, sep=" "):
    return sep.join(map(str, args))
print(k(1, 2, 3), k(1, 2, sep="-"), k())
lam = lambda x, /, y, *, z=1: (x, y, z)
print(lam(1, 2), lam(1, y=3, z=4))
for src in ("def f(a, /, b, /): pass", "def f(/): pass", "def f(*): pass", "def f(*, **k): pass", "def f(a=1, b): pass", "def f(a, a): pass", "def f(*a, *b): pass", "def f(**k, a): pass", "def f(**k, *a): pass", "def f(a, *, a): pass", "lambda a, a: 1", "def f(a, *, b=1, c): pass", "f(a=1, 2)", "f(**k, *a)", "f(a=1, a=2)", "f(1=2)", "f(a.b=1)", "f(x for x in y, 1)", "f(*a, b)", "f(**a, b)", "f(True=1)", "def f(None): pass", "def f(a=1, /, b): pass", "def f((a, b)): pass", "def f(*, a, *b): pass", "f(a for a in b)", "f((a)=1)", "lambda *: 1", "f(lambda: 1=2)"):
    try:
        compile(src, "<s>", "exec")
        print(src, "| ok")
    except SyntaxError as e:
        print(src, "|", e.msg)
print(f.__code__.co_posonlyargcount, h.__code__.co_kwonlyargcount, h.__kwdefaults__)
