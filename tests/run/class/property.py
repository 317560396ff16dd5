# property: accessors, errors, copies, docs, subclassing.
class C:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "the doc"
        return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self):
        print("deleting")
        del self._x
    ro = property(lambda self: "ro")
    wo = property(None, lambda self, v: print("wo", v), doc="wdoc")
    @property
    def err(self): return self.missing
c = C()
c.x = 5
print(c.x, C.x.__doc__, C.wo.__doc__, C.ro.__doc__, type(C.x).__name__, C.x.fget.__name__, C.ro.fset)
c.wo = 3
def tr(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
tr(lambda: setattr(c, "ro", 1))
tr(lambda: delattr(c, "ro"))
tr(lambda: c.wo)
tr(lambda: c.err)
del c.x
tr(lambda: c.x)
tr(lambda: delattr(c, "x"))
class D(C):
    @C.x.getter
    def x(self): return "D getter"
    ro = "overridden"
d = D()
d.x = 9
print(d.x, d._x, d.ro, C.x.__get__(d), C.x.__get__(None, C) is C.x)
class P(property):
    extra = 1
class E:
    @P
    def p(self): return "P"
    @p.setter
    def p(self, v): print("set", v)
E().p = 2
print(E().p, type(E.__dict__["p"]).__name__, E.p.extra)
class G:
    @property
    def a(self): raise AttributeError("inner")
    def __getattr__(self, n): return "getattr " + n
print(G().a)
tr(lambda: property().__get__(5))
tr(lambda: setattr(C.x, "fget", 1))
p = property(len)
print(p.__get__([1, 2]), p.__isabstractmethod__)
print(property(fget=len, doc="D").__doc__, property(C.x.fget).__doc__)
