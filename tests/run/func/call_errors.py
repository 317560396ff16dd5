# Every TypeError text of a bad call to a Python function.
def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def four(a, b, c, d): pass
def dflt(a, b=1): pass
def dflt2(a=1, b=2): pass
def kwo(*, k): pass
def kwo2(*, k, m): pass
def kwo3(a, *, k, m, n): pass
def mix(a, b=2, *, k, m=4): pass
def pos(a, /): pass
def pos2(a, b, /, c): pass
def var(a, *args): pass
def kw(a, **kw): pass
def poskw(a, /, **kw): return a, kw
calls = ["none(1)", "none(1, 2)", "none(x=1)", "one()", "one(1, 2)", "one(1, a=2)", "one(b=1)", "one(1, b=2)", "two()", "two(1)", "two(b=1)", "two(1, 2, 3)", "two(1, a=1)", "three()", "three(1)", "four()", "four(1)", "dflt()", "dflt(1, 2, 3)", "dflt(b=1)", "dflt2(1, 2, 3)", "dflt2(c=1)",
    "kwo()", "kwo(1)", "kwo(1, k=2)", "kwo(1, 2, k=2)", "kwo(z=1)", "kwo2()", "kwo3(1)", "kwo3()", "mix()", "mix(1)", "mix(1, 2, 3)", "mix(1, 2, 3, k=1)", "mix(1, 2, 3, k=1, m=2)", "mix(k=1)", "pos()", "pos(a=1)", "pos(1, a=2)", "pos2(1, b=2, c=3)", "pos2(a=1, b=2, c=3)", "pos2(1)", "pos2(1, 2)", "var()", "var(a=1)", "var(1, a=2)", "kw()", "kw(1, 2)", "kw(1, a=2)", "poskw(1, a=2)", "poskw(a=2)",
    "one(*[1, 2])", "one(**{'a': 1, 'b': 2})", "one(*5)", "one(**5)", "one(**{1: 2})", "one(1, **{'a': 2})", "one(a=1, **{'a': 2})", "one(**{'a': 1}, **{'a': 2})", "one(*None)", "one(**None)", "one(*[], **{})", "two(*[1], *[2], *[3])", "(lambda x: 1)()", "(lambda: 1)(1)", "one(1)(2)", "one(**{'é': 1})", "poskw(1, **{'x y': 2, '': 3})"]
for c in calls:
    try:
        print(c, "->", eval(c))
    except Exception as e:
        print(c, type(e).__name__, e)
