# __init_subclass__ and __set_name__, order and errors.
class D:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name
class Base:
    registry = []
    def __init_subclass__(cls, /, tag=None, **kw):
        print("init_subclass", cls.__name__, tag, sorted(kw), hasattr(cls, "d"), cls.__dict__.get("d") and cls.d.name)
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, tag))
class A(Base, tag="a"):
    d = D()
    e = D()
class B(A): pass
print(Base.registry)
for src in ("class C(Base, zzz=1): pass", "class C(x=1): pass", "class C(Base, tag=1, y=2): pass"):
    try:
        exec(src)
    except TypeError as e:
        print(e)
class BadSet:
    def __set_name__(self, o, n):
        raise ValueError("in set_name")
try:
    class Q:
        attr = BadSet()
except RuntimeError as e:
    print(e, repr(e.__cause__))
class BadSig:
    def __set_name__(self): pass
try:
    class R:
        attr = BadSig()
except RuntimeError as e:
    print(e, repr(e.__cause__))
class S: pass
S.late = D()
print(hasattr(S.late, "name"))
class T:
    def __init_subclass__(cls): raise KeyError("no subclasses")
try:
    class U(T): pass
except KeyError as e:
    print(e)
print(type(Base.__dict__["__init_subclass__"]).__name__, T.__subclasses__() == [] or len(T.__subclasses__()))
