# Data and non-data descriptors, precedence, deletion, on classes.
class Data:
    def __init__(self, n): self.n = n
    def __get__(self, o, t): return "get", self.n, o is not None, t.__name__
    def __set__(self, o, v): print("set", self.n, v)
    def __delete__(self, o): print("del", self.n)
class Non:
    def __get__(self, o, t=None): return "non", o is not None
class SetOnly:
    def __set__(self, o, v): o.__dict__["so"] = ("stored", v)
class GetSetNoDel:
    def __get__(self, o, t): return "g"
    def __set__(self, o, v): print("s", v)
class C:
    d = Data("d")
    n = Non()
    so = SetOnly()
    g = GetSetNoDel()
    plain = 1
c = C()
print(c.d, C.d, c.n, C.n)
c.d = 5
del c.d
c.__dict__.update(d="shadow", n="shadow", plain="shadow")
print(c.d, c.n, c.plain)
print(type(c.so).__name__)
c.so = 3
print(c.so)
c.g = 1
for f in (lambda: delattr(c, "g"), lambda: delattr(c, "so"), lambda: delattr(c, "nope"), lambda: delattr(C, "nope")):
    try:
        f()
        print("deleted")
    except AttributeError as e:
        print(e)
c.inst = Data("instance")
print(type(c.inst).__name__)
C.d = "replaced"
print(c.d, C.__dict__["n"].__class__.__name__)
class Meta(type):
    md = Data("meta")
    mn = Non()
class K(metaclass=Meta):
    md = "class attr"
    mn = "class attr"
print(K.md, K.mn, K().md)
K.md = 3
class Raises:
    def __get__(self, o, t): raise AttributeError("from get")
class R:
    r = Raises()
    def __getattr__(self, n): return "fallback " + n
print(R().r, getattr(R(), "zz"))
try:
    R.r
except AttributeError as e:
    print(e)
f = lambda self: self
print(f.__get__(5)(), f.__get__(None, int) is f)
try:
    f.__get__(None)
except TypeError as e:
    print(e)
