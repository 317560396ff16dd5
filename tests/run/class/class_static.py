# classmethod and staticmethod in calls, inheritance and introspection.
class A:
    n = "A"
    @classmethod
    def c(cls, *a): return cls.n, a
    @staticmethod
    def s(*a): return a
    @classmethod
    def make(cls): return cls()
    raw_c = classmethod(lambda cls: cls.__name__)
class B(A):
    n = "B"
    @classmethod
    def c(cls, *a): return ("B", super().c(*a))
print(A.c(1), A().c(2), B.c(3), B().c(4), A.s(1), A().s(2), B.s(3), type(B.make()).__name__, B.raw_c(), B().raw_c())
print(type(A.__dict__["c"]).__name__, type(A.__dict__["s"]).__name__, A.c.__self__ is A, A.c.__func__ is A.__dict__["c"].__func__, A.s is A.__dict__["s"].__func__, A.c == A.c, A.c == B.make)
for f in (lambda: A.__dict__["s"](1), lambda: A.__dict__["c"](1), lambda: classmethod(), lambda: staticmethod(1, 2), lambda: classmethod(5).__get__(1)(), lambda: staticmethod(5).__get__(1)):
    try:
        print(f())
    except TypeError as e:
        print(e)
class D:
    def __get__(self, o, t=None): return "desc", o, t and t.__name__
class K:
    d = classmethod(D())
    p = classmethod(property(lambda cls: cls.__name__))
    s = staticmethod(D())
print(type(K.d).__name__, type(K.p).__name__, type(K.s).__name__)
a = A()
a.c = lambda: "instance c"
a.s = "instance s"
print(a.c(), a.s)
A.later = classmethod(lambda cls, x: (cls.__name__, x))
print(B.later(5), B().later(6))
cm = classmethod(print)
cm.attr = 1
print(cm.attr, cm.__dict__)
