# Name mangling of __private names everywhere.
class A:
    __x = 1
    def __init__(self): self.__y = 2
    def get(self): return self.__x, self.__y, self._A__x
    def __m(self): return "A.__m"
    def call(self): return self.__m()
    __dunder__ = "kept"
    def kw(self, __p=5, *, __k=6): return __p, __k
    def local(self):
        __loc = 3
        return sorted(locals())
    class __Inner:
        __z = 4
    def inner(self): return self.__Inner.__name__
class B(A):
    def __m(self): return "B.__m"
    def own(self): return self.__m()
a, b = A(), B()
print(a.get(), sorted(n for n in dir(a) if n.startswith("_A")), b.call(), b.own(), a.__dunder__, a.kw(), a.kw(_A__p=1, _A__k=2), a.local(), a.inner(), vars(b))
try:
    a.__x
except AttributeError as e:
    print(e)
class C:
    def f(self): return self.__nope
try:
    C().f()
except AttributeError as e:
    print(e)
class _Under:
    __v = 1
class __Two:
    __w = 2
print(sorted(k for k in _Under.__dict__ if "v" in k), sorted(k for k in __Two.__dict__ if k.endswith("__w")))
class ___:
    __q = 3
    def g(self): return self.__q
print(___.__dict__["__q"], ___().g())
__glob = "module"
class D:
    def f(self):
        try:
            return __glob
        except NameError as e:
            return str(e)
    def g(self):
        global __made
        __made = 1
    def imp(self):
        import sys as __s
        return sorted(locals())
    def attr(self, o): o.__set = 1
print(D().f(), D().g(), _D__made, D().imp())
d = D()
d.attr(d)
print(vars(d), D.kw.__code__.co_varnames if hasattr(D, "kw") else A.kw.__code__.co_varnames)
