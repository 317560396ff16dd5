# __repr__, __str__ and default representations and their errors.
class A: pass
class B:
    def __repr__(self): return "B-repr"
class C:
    def __str__(self): return "C-str"
class D(B):
    def __str__(self): return "D-str"
class E:
    def __repr__(self): return 5
class F:
    def __str__(self): return None
class G:
    def __repr__(self): raise ValueError("bad")
class H:
    __repr__ = None
class I(str):
    def __repr__(self): return "I-repr"
a = A()
print(repr(a).startswith("<__main__.A object at 0x"), str(a) == repr(a), repr(B()), str(B()), str(C()), repr(C()).startswith("<__main__.C object"), str(D()), repr(D()), [D()], {1: D()}, (D(),), f"{D()} {D()!r}", "%s %r" % (D(), D()), I("x"), repr(I("x")), [I("x")])
for c in (E, F, G, H):
    for f in (str, repr, lambda o: print(o), lambda o: "%s" % o, lambda o: f"{o}", lambda o: [o].__repr__()):
        try:
            r = f(c())
            print(c.__name__, r.startswith("<") if isinstance(r, str) else r)
        except Exception as e:
            print(c.__name__, type(e).__name__, e)
def outer():
    class Local: pass
    return Local
print(A, outer(), type(a), int, type, len, print, None, ..., NotImplemented, A.__name__, outer().__qualname__, repr(type(None)), type(len), type(lambda: 0), object, Exception, type(iter([])), type({}.keys()))
class M(type):
    def __repr__(cls): return "M(%s)" % cls.__name__
class N(metaclass=M): pass
print(N, [N], f"{N}", str(N), repr(M))
A.__module__ = "builtins"
print(A)
A.__module__ = 5
print(A)
try:
    del A.__module__
except TypeError as e:
    print(e)
import sys
print(sys, repr(sys), type(sys))
