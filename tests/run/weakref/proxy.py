# Proxies: forwarding, death, operators.
import weakref
class A:
    def __init__(self, v): self.v = v
    def m(self, x): return self.v + x
    def __len__(self): return 3
    def __getitem__(self, i): return i * 2
    def __add__(self, o): return ("add", o)
    def __radd__(self, o): return ("radd", o)
    def __iadd__(self, o): self.v += o; return self
    def __bool__(self): return False
    def __str__(self): return "str A"
    def __eq__(self, o): return "eq"
    def __contains__(self, x): return x == 1
    def __iter__(self): return iter("it")
    def __neg__(self): return "neg"
    def __call__(self, *a): return a
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
    def __enter__(self): return "entered"
    def __exit__(self, *a): print("exit")
a = A(5)
p = weakref.proxy(a)
print(p.v, p.m(1), len(p), p[4], p + 1, 1 + p, bool(p), str(p), p == 5, 1 in p, list(p), -p, p(1, 2), isinstance(p, A), type(p).__name__, p.__class__.__name__)
p.v = 9
p.new = 1
p[1] = 2
del p[3]
print(a.v, a.new)
del p.new
print(hasattr(a, "new"), weakref.proxy(a) is p, weakref.getweakrefcount(a))
for f in (lambda: hash(p), lambda: p.nope, lambda: p - 1, lambda: next(p)):
    try: print(f())
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
class N: pass
n = N()
q = weakref.proxy(n)
print(type(q).__name__)
try: q()
except TypeError as e: print(e)
del a, n
for f in (lambda: p.v, lambda: len(p), lambda: p + 1, lambda: str(p), lambda: bool(p), lambda: p(), lambda: setattr(p, "v", 1), lambda: q.x, lambda: list(p), lambda: p == 1, lambda: 1 in p):
    try: print(f())
    except ReferenceError as e: print(e)
print(repr(p).startswith("<weakproxy at"), repr(p).endswith("to NoneType at " + repr(p).split(" at ")[-1]))
try: weakref.proxy(5)
except TypeError as e: print(e)
