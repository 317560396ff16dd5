# Subclassing builtin types with extra attributes and overridden methods.
class I(int):
    def __str__(self): return "I!"
class F(float):
    def __add__(self, o): return "F+"
class B(bytes): pass
class D(dict):
    def __getitem__(self, k): return "D[%s]" % k
class S(set):
    def __contains__(self, x): return True
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
class C(complex): pass
class E(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
i = I(5)
i.note = "n"
print(i, repr(i), i + 1, i.note, "%d %s" % (i, i), f"{i}", F(1) + 1, 1 + F(1), B(b"x"), D(a=1)["z"], D(a=1).get("a"), 99 in S(), S([1]) == {1}, T(1, 2), C(1, 2), repr(E(1, 2)), E(1, 2).b)
for base in (int, float, str, bytes, tuple, list, dict, set, frozenset, complex, bytearray, Exception, type, property, object, staticmethod, super, enumerate, zip, map, filter, reversed):
    k = type("K", (base,), {"tag": base.__name__})
    print(k.tag, k.__base__.__name__, end="; ")
print()
class ML(list, A if 0 else object): pass
try: class_ = type("X", (int, list), {})
except TypeError as e: print(e)
try: type("X", (list, Exception), {})
except TypeError as e: print(e)
print(type("X", (ML, ), {})([1, 2]))
