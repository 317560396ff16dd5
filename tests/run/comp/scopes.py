# Comprehension scopes: names, class bodies, nesting, walrus.
x = "outer"
print([x for x in range(3)], x, {x for x in "a"}, {x: x for x in "b"}, x)
print([[i * j for j in range(3)] for i in range(3)], [(i, j) for i in range(3) for j in range(i)], [i for i in range(20) if i % 2 if i % 3], [y for row in [[1, 2], [3]] for y in row])
print([a for a, in [(1,), (2,)]], [a + b for a, b in [(1, 2)]], [b for a, *b in [(1, 2, 3)]], [k for k, v in {"q": 1}.items()], [i for i in range(2) for i in "ab"])
class C:
    z = [1, 2]
    ok = [i for i in z]
    try:
        bad = [i for i in range(2) if z]
    except NameError as e:
        print(e)
    f = [lambda: i for i in z]
print([f() for f in C.f], hasattr(C, "i"), C.ok)
print([last := i for i in range(4)], last, [y := 1, y ** 2], [t for i in range(5) if (t := i * i) > 3])
def f():
    total = 0
    r = [total := total + v for v in (1, 2, 3)]
    return r, total
print(f())
def g():
    nonl = 0
    def h():
        nonlocal nonl
        [nonl := v for v in (1, 2)]
    h()
    return nonl
print(g())
print(any((w := n) > 2 for n in [1, 2, 3, 4]), w)
for src in ("[i := 0 for i in range(3)]", "[i for i in (j := range(3))]", "class A:\n [q := 1 for _ in (1,)]", "(x := 1) = 2", "x := 1", "f(a := 1)", "f(a=b := 1)", "lambda: x := 1", "[x for x in 1, 2]", "[x, y for x in z]", "{x: y for x in z, w}", "[*x for x in y]", "{**x for x in y}", "[x for x in y if z else w]", "(yield)", "[(yield x) for x in y]", "def f(): return [(yield x) for x in y]", "x = y := 1", "(a.b := 1)", "(a[0] := 1)", "def f(a=b:=1): pass", "[i for i, i in z]", "((a, b) := 1)"):
    try:
        compile(src, "<s>", "exec")
        print(repr(src), "ok")
    except SyntaxError as e:
        print(repr(src), e.msg)
