# __new__ and __init__: arguments, results, errors.
def tr(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class A:
    def __new__(cls, *a):
        print("new", cls.__name__, a)
        return super().__new__(cls)
    def __init__(self, *a):
        print("init", a)
A(1, 2)
class B:
    def __new__(cls): return 5
    def __init__(self): print("never")
print(B())
class C:
    def __new__(cls, v): return A.__new__(A) if v else super().__new__(cls)
    def __init__(self, v): print("C init", v)
print(type(C(1)).__name__, type(C(0)).__name__)
class D:
    def __init__(self): return 5
class E:
    def __new__(cls, x): return super().__new__(cls, x)
class F:
    def __init__(self, x): super().__init__(x)
class G: pass
class H:
    def __init__(self, x): pass
class I:
    def __new__(cls, x): return object.__new__(cls)
class J:
    __new__ = None
class K:
    __init__ = 5
for f in (D, lambda: E(1), lambda: F(1), lambda: G(1), lambda: G(a=1), H, lambda: H(1, 2), I, lambda: type(I(1)).__name__, J, K, lambda: object(1), lambda: object.__new__(G, 1), lambda: type(object.__new__(H, 1)).__name__, lambda: object.__new__(), lambda: object.__init__(I(1), 2), lambda: int.__new__(G), lambda: object.__new__(int), lambda: str.__new__(5), lambda: object.__init__(G(), 1), lambda: dict.__new__(list)):
    tr(f)
class Single:
    inst = None
    def __new__(cls):
        if cls.inst is None:
            cls.inst = super().__new__(cls)
        return cls.inst
    def __init__(self): self.count = getattr(self, "count", 0) + 1
print(Single() is Single(), Single().count)
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
print(T(1, 2), type(T()).__name__, type(A.__dict__["__new__"]).__name__)
class Sub(Single): pass
print(type(Sub()).__name__)
