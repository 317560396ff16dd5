# Metaclasses: __new__, __init__, __call__, __prepare__, keywords, conflicts.
class M(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", mcs.__name__, name, [b.__name__ for b in bases], kw)
        return {"injected": 1}
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, [k for k in ns if not k.startswith("__")], kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print("call", cls.__name__, a, k)
        return super().__call__(*a, **k)
    def meth(cls):
        return "meta " + cls.__name__
    def __getattr__(cls, n):
        return "metaattr " + n
    def __len__(cls):
        return 42
    def __repr__(cls):
        return "<M %s>" % cls.__name__
    def __iter__(cls):
        return iter("meta")
    def __contains__(cls, x):
        return x == 1
class A(metaclass=M, opt="o"):
    def __init__(self, v=0): self.v = v
    print("body", injected)
class B(A): y = 1
a = A(5)
print(a.v, A.meth(), B.meth(), A.nope, len(A), A, list(B), 1 in A, type(B) is M, A.injected)
for f in (lambda: a.meth(), lambda: a.nope, lambda: len(a)):
    try:
        print(f())
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
class M2(type): pass
for src in ("class C(A, metaclass=M2): pass", "class C(metaclass=5): pass", "class C(object, foo=1): pass", "class C(metaclass=M2, x=1): pass", "class X(metaclass=M2): pass\nclass C(A, X): pass"):
    try:
        exec(src)
    except TypeError as e:
        print(e)
class F(metaclass=lambda name, bases, ns, **k: (name, bases, sorted(n for n in ns if n[0] != "_"), k)):
    z = 1
print(F)
T = type("T", (A,), {"q": 1})
print(T.q, T.__name__, T.__bases__)
