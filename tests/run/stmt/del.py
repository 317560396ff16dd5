# del of names, items, slices, attributes, tuples, and errors.
def t(src, **ns):
    try:
        exec(src, ns)
        ns.pop("__builtins__", None)
        print(src, "->", sorted((k, v) for k, v in ns.items() if not callable(v)))
    except Exception as e:
        print(src, "->", type(e).__name__, e)
t("del a", a=1)
t("del a")
t("del a, b", a=1, b=2)
t("del (a, b), [c]", a=1, b=2, c=3)
t("del l[0], l[0]", l=[1, 2, 3])
t("del l[1:], l[5:]", l=[1, 2, 3])
t("del d['a'], d['zz']", d={"a": 1})
t("del a, nope, b", a=1, b=2)
t("del ()")
t("del []")
t("del (a)", a=5)
t("x = 1\ndel x\nx")
t("del l[10]", l=[1])
t("del s[0]", s="abc")
t("del (1)")
t("del a + b")
t("del f()")
t("del a.b", a=type("T", (), {"b": 1}))
t("del a.b.c", a=type("T", (), {}))
def f(p):
    q = 1
    del p, q
    try: p
    except UnboundLocalError as e: print(e)
    try: del q
    except UnboundLocalError as e: print(e)
f(1)
def g():
    x = 1
    def h():
        nonlocal x
        del x
        try: x
        except NameError as e: print(type(e).__name__, e)
    h()
    try: x
    except NameError as e: print(type(e).__name__, e)
g()
y = 1
def k():
    global y
    del y
    try: y
    except NameError as e: print(type(e).__name__, e)
k()
