# Decorators: order, factories, classes, on methods and classes.
def deco(tag):
    print("make", tag)
    def wrap(f):
        print("wrap", tag, f.__name__)
        def inner(*a, **k):
            return tag + "(" + str(f(*a, **k)) + ")"
        inner.__name__ = f.__name__
        return inner
    return wrap
@deco("a")
@deco("b")
def f(x):
    return x
print(f(1), f.__name__)
class Counter:
    def __init__(self, f):
        self.f = f
        self.n = 0
    def __call__(self, *a):
        self.n += 1
        return self.f(*a)
    def __get__(self, obj, cls):
        return lambda *a: self(obj, *a)
@Counter
def g(x):
    return x * 2
print(g(3), g(4), g.n)
class K:
    @Counter
    def m(self, x):
        return x, type(self).__name__
    @staticmethod
    @deco("s")
    def s(x):
        return x
    @classmethod
    @deco("c")
    def c(cls):
        return cls.__name__
    @property
    @deco("p")
    def p(self):
        return 7
print(K().m(1), K.s(2), K.c(), K().p, K.__dict__["m"].n)
def addattr(cls):
    cls.extra = "added"
    return cls
@addattr
class X:
    pass
print(X.extra)
@str
def named():
    pass
print(named.startswith("<function named at"))
for src in ("@a[0]\ndef f(): pass", "@(a)\ndef f(): pass", "@a.b.c(1)\ndef f(): pass", "@lambda f: f\ndef g(): pass", "@a\nx = 1", "@a()()\ndef f(): pass"):
    try:
        compile(src, "<s>", "exec")
        print(repr(src), "ok")
    except SyntaxError as e:
        print(repr(src), e.msg)
