# Class versus instance attributes, shadowing, dynamic changes seen at once.
class A:
    x = []
    y = 1
    def m(self): return "old"
a, b = A(), A()
a.x.append(1)
b.y = 2
print(b.x, A.y, a.y, b.y, a.__dict__, b.__dict__)
A.y = 10
print(a.y, b.y)
del b.y
print(b.y)
A.m = lambda self: "new"
print(a.m())
a.m = lambda: "inst"
print(a.m(), b.m())
del A.m
for f in (lambda: b.m(), lambda: delattr(b, "y"), lambda: A.zz, lambda: A().zz, lambda: (5).zz, lambda: None.zz, lambda: [].zz, lambda: f.zz, lambda: A.m, lambda: type.zz, lambda: len.zz, lambda: "".zz, lambda: setattr(None, "a", 1), lambda: setattr(5, "a", 1), lambda: setattr([], "a", 1), lambda: setattr(len, "a", 1), lambda: setattr([], "append", 1), lambda: delattr([], "append"), lambda: delattr(5, "zz"), lambda: setattr(object(), "a", 1), lambda: object().a, lambda: A().m, lambda: (lambda: 0).zz, lambda: (x for x in ()).zz, lambda: A().__dict__.zz, lambda: sys.zz):
    try:
        print(f())
    except (AttributeError, NameError) as e:
        print(type(e).__name__, e)
import sys
try:
    sys.zz
except AttributeError as e:
    print(e)
class P: v = "P"
class Q(P): pass
class R(Q): pass
r = R()
seen = [r.v]
Q.v = "Q"
seen.append(r.v)
R.v = "R"
seen.append(r.v)
r.v = "r"
seen.append(r.v)
del r.v, R.v, Q.v
seen.append(r.v)
print(seen)
print(hasattr(A, "y"), getattr(A, "y"), A.__dict__["y"], vars(A)["y"], "y" in dir(a), "y" in vars(a))
