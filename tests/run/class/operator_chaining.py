# Fluent objects: every operator returns a symbolic expression.
class E:
    def __init__(self, s): self.s = s
    def __repr__(self): return self.s
    def __getattr__(self, n):
        if n.startswith("__"): raise AttributeError(n)
        return E("%s.%s" % (self.s, n))
    def __call__(self, *a, **k): return E("%s(%s)" % (self.s, ", ".join(list(map(repr, a)) + ["%s=%r" % p for p in k.items()])))
    def __getitem__(self, i): return E("%s[%r]" % (self.s, i))
    def __hash__(self): return hash(self.s)
for name, sym in {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**", "and": "&", "or": "|", "xor": "^", "lshift": "<<", "rshift": ">>", "matmul": "@"}.items():
    setattr(E, "__%s__" % name, lambda a, b, s=sym: E("(%r %s %r)" % (a, s, b)))
    setattr(E, "__r%s__" % name, lambda a, b, s=sym: E("(%r %s %r)" % (b, s, a)))
for name, sym in {"lt": "<", "le": "<=", "eq": "==", "ne": "!=", "gt": ">", "ge": ">="}.items():
    setattr(E, "__%s__" % name, lambda a, b, s=sym: E("(%r %s %r)" % (a, s, b)))
for name, sym in {"neg": "-", "pos": "+", "invert": "~"}.items():
    setattr(E, "__%s__" % name, lambda a, s=sym: E("%s%r" % (s, a)))
x, y = E("x"), E("y")
print(x + y * 2 ** x, -x ** 2, (-x) ** 2, 1 - x - y, x.a.b(1, k=y)[0][x:1, ...], ~x & y | 3 ^ x, x << 1 + y >> 2, x @ y @ 1, not x, x < y, x == 1, 1 < x, x and y, x or y, x if x else y, x // 3 % y, 2 * (x + 1), x < y < 3, {x: 1}, [x, y], x.m() + 1, +x)
x += 1; x *= y; x **= 2
print(x)
