# __class_getitem__ and subscripting classes and instances.
class A:
    def __class_getitem__(cls, k):
        return cls.__name__, k
class B(A): pass
print(A[1], B["x", 2], A[1:2], A[...], type(A.__dict__["__class_getitem__"]).__name__)
class M(type):
    def __getitem__(cls, k):
        return "meta", k
    def __setitem__(cls, k, v):
        print("metaset", k, v)
class C(metaclass=M):
    def __class_getitem__(cls, k):
        return "never"
print(C[5])
C[1] = 2
for f in (lambda: A()[1], lambda: int[str], lambda: list[int], lambda: object[1], lambda: type[int], lambda: A.__class_getitem__()):
    try:
        print(f())
    except TypeError as e:
        print(e)
class D:
    __class_getitem__ = 5
class E:
    __class_getitem__ = lambda k: ("unbound", k)
class F:
    @staticmethod
    def __class_getitem__(k): return "static", k
for c in (D, E, F):
    try:
        print(c[1])
    except TypeError as e:
        print(e)
def st(src):
    try:
        exec(src)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
st("A[1] = 2")
st("del A[1]")
st("del C[1]")
