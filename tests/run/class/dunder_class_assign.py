# Assignment to __class__, __bases__, __dict__, __name__ and friends.
class A:
    def f(self): return "A"
class B:
    def f(self): return "B"
class S:
    __slots__ = ("x",)
class S2:
    __slots__ = ("x",)
class I(int): pass
a = A()
a.v = 1
a.__class__ = B
print(a.f(), type(a).__name__, a.v)
def tr(f):
    try:
        f()
        print("ok")
    except Exception as e:
        print(type(e).__name__, e)
for o, c in ((A(), S), (S(), S2), (S(), A), (A(), 5), (A(), int), (5, A), (I(), int), ([], A), (A, type), (object(), A), (lambda: 0, A)):
    tr(lambda: setattr(o, "__class__", c))
tr(lambda: delattr(a, "__class__"))
class P:
    def g(self): return "P"
class Q:
    def g(self): return "Q"
class C(P): pass
c = C()
C.__bases__ = (Q,)
print(c.g(), C.__mro__[1].__name__, P.__subclasses__(), [k.__name__ for k in Q.__subclasses__()])
C.__bases__ = (P, Q)
print(c.g())
for b in ((), 5, (C,), (int,), (object,), (5,), [P], (P, P)):
    tr(lambda: setattr(C, "__bases__", b))
tr(lambda: setattr(int, "__bases__", (object,)))
tr(lambda: delattr(C, "__bases__"))
a.__dict__ = {"new": 1}
print(a.new, vars(a))
tr(lambda: setattr(a, "__dict__", 5))
tr(lambda: delattr(a, "__dict__"))
print(vars(a))
tr(lambda: setattr(A, "__dict__", {}))
A.__name__, A.__qualname__, A.__module__, A.__doc__ = "New", "Q.New", "mod", "doc"
print(A, A.__name__, A.__doc__)
tr(lambda: setattr(A, "__name__", 5))
tr(lambda: setattr(A, "__qualname__", 5))
tr(lambda: delattr(A, "__name__"))
tr(lambda: setattr(A, "__name__", "a\0b"))
tr(lambda: setattr(A, "__mro__", ()))
tr(lambda: setattr(int, "x", 1))
tr(lambda: delattr(int, "real"))
tr(lambda: setattr(A.__dict__, "x", 1))
tr(lambda: A.__dict__.__setitem__("x", 1))
print(type(A.__dict__).__name__, type(A).__name__, "f" in A.__dict__)
