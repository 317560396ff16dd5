# __eq__ called by containers: identity first, order of operands.
class E:
    def __init__(self, n): self.n = n
    def __eq__(self, o):
        print("eq", self.n, getattr(o, "n", o), end="; ")
        return NotImplemented if self.n == "ni" else self.n == getattr(o, "n", o)
    __hash__ = lambda self: 1
    def __repr__(self): return "E(%s)" % self.n
a, b, c = E(1), E(2), E("ni")
def t(label, f):
    print(label, end=": ")
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t("in list", lambda: b in [a, b])
t("value in", lambda: 2 in [a, b])
t("in tuple", lambda: a in (a, b))
t("index", lambda: [a, b].index(b))
t("count", lambda: [a, b, 1].count(a))
t("remove", lambda: [a, b].remove(E(2)))
t("list ==", lambda: [a, b] == [a, E(2)])
t("tuple !=", lambda: (a, b) != (a, E(3)))
t("list <", lambda: [a, 1] < [a, 2])
t("dict ==", lambda: {"k": a} == {"k": E(1)})
t("dict same", lambda: {"k": a} == {"k": a})
t("dict key", lambda: {a: 1}[E(1)])
t("set", lambda: len({a, E(1), b}))
t("ni", lambda: c == 5)
t("ni2", lambda: 5 == c)
t("ni in", lambda: c in [5, c])
t("items", lambda: ("k", E(1)) in {"k": a}.items())
t("values", lambda: E(1) in {"k": a}.values())
t("range", lambda: a in range(3))
t("str", lambda: a in iter("x1"))
