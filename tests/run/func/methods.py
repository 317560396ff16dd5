# Bound methods: identity of parts, comparison, attributes, rebinding.
class C:
    def m(self, x=1):
        "doc m"
        return self.v, x
    def __init__(self, v):
        self.v = v
    def __repr__(self):
        return "C(%r)" % self.v
a, b = C(1), C(2)
f = a.m
print(f(), f(5), f.__self__ is a, f.__func__ is C.m, f.__name__, f.__doc__, f.__qualname__, a.m == a.m, a.m == b.m, a.m is a.m, hash(a.m) == hash(a.m), f.__module__)
print(repr(f), C.m(b, 7), C.m.__get__(b)(8), C.m.__get__(b, C) == b.m, C.m.__get__(None, C) is C.m, type(f).__name__)
try:
    f.attr = 1
except AttributeError as e:
    print(e)
C.m.attr = "on function"
print(f.attr)
try:
    C.m()
except TypeError as e:
    print(e)
try:
    a.m(1, 2, 3)
except TypeError as e:
    print(e)
def free(self):
    return "free", self
a.free = free
try:
    a.free()
except TypeError as e:
    print(e)
C.free = free
print(b.free(), a.__dict__.keys())
MT = type(f)
print(MT(free, 5)(), MT(len, [1, 2])())
for args in ((5, 1), (free, None), (), (free,)):
    try:
        print(MT(*args))
    except TypeError as e:
        print(e)
l = [].append
l(5)
print(l.__self__, l.__name__, [].append == [].append, l == l, "a".upper.__self__, type(l).__name__, type(str.upper).__name__, type("".__add__).__name__, type(str.__add__).__name__, type(dict.__dict__["fromkeys"]).__name__, repr(str.upper), repr(str.__add__), repr(len), repr(dict.fromkeys).split(" at ")[0])
b.v = []
print({a.m: 1}[a.m], b.m.__call__(3), C.__init__.__get__(a)(9), a)
