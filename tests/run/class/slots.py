# __slots__: layout, inheritance, errors.
class S:
    __slots__ = ("a", "b")
    def __init__(self): self.a = 1
s = S()
print(s.a, hasattr(s, "b"), hasattr(s, "__dict__"), S.__slots__, type(S.a).__name__, S.a.__name__, repr(S.a))
def tr(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
tr(lambda: s.b)
tr(lambda: setattr(s, "c", 1))
tr(lambda: delattr(s, "b"))
tr(lambda: s.__dict__)
s.b = 2
del s.a
tr(lambda: s.a)
class T(S):
    pass
t = T()
t.c = 5
print(t.a, t.c, t.__dict__)
class U(S):
    __slots__ = "single"
u = U()
u.single = 1
tr(lambda: setattr(u, "zz", 1))
class W(S):
    __slots__ = ["__dict__", "__weakref__", "w"]
w = W()
w.any, w.w = 1, 2
print(w.__dict__, W.__slots__)
class P:
    __slots__ = ("__priv", "_x")
    def __init__(self): self.__priv = 3
print(P._P__priv.__get__(P()), P.__slots__)
for ns in ({"__slots__": "a b"}, {"__slots__": 5}, {"__slots__": [1]}, {"__slots__": ("1a",)}, {"__slots__": ("a",), "a": 1}, {"__slots__": ("__dict__", "__dict__")}, {"__slots__": ("a", "a")}, {"__slots__": ("",)}, {"__slots__": ()}, {"__slots__": {"k": "doc"}}, {"__slots__": ("__class__",)}, {"__slots__": iter(["it"])}):
    tr(lambda: sorted(k for k in type("N", (), ns).__dict__ if not k.startswith("__")))
for base in (int, tuple, str, list, dict):
    tr(lambda: type("N", (base,), {"__slots__": ("q",)}).__name__)
    tr(lambda: type("N", (base,), {"__slots__": ()}).__name__)
class X: __slots__ = ("x",)
class Y: __slots__ = ("y",)
class Z: __slots__ = ()
tr(lambda: type("XY", (X, Y), {}))
tr(lambda: type("XZ", (X, Z), {"__slots__": ()}).__mro__[1].__name__)
tr(lambda: S.a.__get__(5))
tr(lambda: S.a.__set__(5, 1))
tr(lambda: S.a.__get__(None, S) is S.a)
