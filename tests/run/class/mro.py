# Method resolution order, diamonds, conflicts.
class A:
    def f(self): return ["A"]
class B(A):
    def f(self): return ["B"] + super().f()
class C(A):
    def f(self): return ["C"] + super().f()
class D(B, C):
    def f(self): return ["D"] + super().f()
print([k.__name__ for k in D.__mro__], D().f(), D.mro() == list(D.__mro__), D.__base__.__name__, [b.__name__ for b in D.__bases__])
class X(A): pass
class Y(X, B): pass
print([k.__name__ for k in Y.__mro__], Y().f())
for src in ("class Z(A, B): pass", "class Z(A, A): pass", "class Z(int, str): pass", "class Z(5): pass", "class Z(None): pass", "class Z(B, C, A): pass", "class Z(C, D): pass", "class Z(type(lambda: 0)): pass", "class Z(object, A): pass", "class Z(range): pass", "class Z(len): pass"):
    try:
        exec(src)
        print(src, "ok")
    except TypeError as e:
        print(src, "|", e)
class M(type):
    def mro(cls):
        return [cls, A, object]
class W(B, metaclass=M): pass
print([k.__name__ for k in W.__mro__], W().f())
print([c.__name__ for c in A.__subclasses__()], isinstance(D(), A), issubclass(D, C), issubclass(A, D))
