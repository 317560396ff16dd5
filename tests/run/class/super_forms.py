# super with zero, one and two arguments, and its errors.
class A:
    x = "A.x"
    def f(self): return "A.f"
    @classmethod
    def c(cls): return "A.c", cls.__name__
    @staticmethod
    def s(): return "A.s"
    @property
    def p(self): return "A.p"
class B(A):
    x = "B.x"
    def f(self): return super().f(), super(B, self).f(), super(B, type(self)).f(self)
    @classmethod
    def c(cls): return super().c()
    @staticmethod
    def s(): return super(B, B).s()
    @property
    def p(self): return super().p + "!"
    def attrs(self): return super().x, super().__self_class__.__name__, super().__thisclass__.__name__, super().__self__ is self
    def nested(self):
        return [super(B, self).x for _ in range(1)], (lambda s=super(): s.x)()
b = B()
print(b.f(), B.c(), b.c(), B.s(), b.p, b.attrs(), b.nested(), repr(super(B, b)), super(B, b).f.__self__ is b)
def noself():
    return super()
class N:
    def noargs(): return super()
    def deleted(self):
        del self
        return super()
    def rebind(self):
        self = 5
        return super().__init__
    def comp(self): return [super() for _ in "a"]
    f = lambda self: super().__class__
for f in (noself, N.noargs, N().deleted, N().rebind, N().comp, lambda: super(5), lambda: super(A, 5), lambda: super(B, A()), lambda: super(A).f, lambda: super(B, b).nope, lambda: super(B, b).__class__, lambda: super(1, 2, 3), N().f, lambda: super(B, int)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
u = super(B)
print(u.__get__(b).f(), repr(super(A)), u.__self__)
class Z(B):
    bound = None
Z.bound = super(Z)
print(Z().bound.x)
s = super(B, b)
try:
    s.x = 1
except AttributeError as e:
    print(e)
