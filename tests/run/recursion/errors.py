# RecursionError in functions, dunders and nested containers.
import sys
sys.setrecursionlimit(300)
def t(name, f):
    try:
        f()
        print(name, "no error")
    except RecursionError as e: print(name, type(e).__name__, str(e).split(" in ")[0] if "comparison" not in str(e) else "maximum recursion depth exceeded")
def plain(): plain()
class R:
    def __repr__(self): return repr(self)
    def __eq__(self, o): return self == o
    def __getattr__(self, n): return getattr(self, n + "x")
    def __hash__(self): return hash(self)
    def __call__(self): return self()
    def __len__(self): return len(self)
    def __iter__(self): return iter(self)
    def __add__(self, o): return self + o
    def __getitem__(self, i): return self[i]
    def __bool__(self): return bool(self)
    def __str__(self): return str(self)
    def __contains__(self, x): return x in self
    @property
    def p(self): return self.p
r = R()
t("plain", plain)
for name, f in (("repr", lambda: repr(r)), ("eq", lambda: r == 1), ("getattr", lambda: r.zz), ("hash", lambda: hash(r)), ("call", lambda: r()), ("len", lambda: len(r)), ("iter", lambda: iter(r)), ("add", lambda: r + 1), ("getitem", lambda: r[0]), ("bool", lambda: bool(r)), ("str", lambda: str(r)), ("in", lambda: 1 in r), ("prop", lambda: r.p)): t(name, f)
def nest(n):
    l = []
    for _ in range(n): l = [l]
    return l
a, b = nest(1000), nest(1000)
t("list repr", lambda: repr(a))
t("list eq", lambda: a == b)
t("lambda", lambda f=lambda g: g(g): f(f))
def gen(): yield from gen()
t("gen", lambda: list(gen()))
t("map", lambda: (lambda f: list(map(f, [f])))(lambda f: list(map(f, [f]))))
def mutual_a(): mutual_b()
def mutual_b(): mutual_a()
t("mutual", mutual_a)
t("sorted", lambda: (lambda k: sorted([1], key=k))(lambda x: plain()))
def ok(n): return n and ok(n - 1)
print(ok(200), "recovered")
d = 0
def depth():
    global d
    d += 1
    depth()
try: depth()
except RecursionError: print(250 < d <= 300)
