# Which special methods are inherited, cancelled and looked up on the type.
class A:
    def __len__(self): return 3
    def __getitem__(self, i): return i
    def __iter__(self): return iter([9])
    def __eq__(self, o): return True
    def __call__(self): return "called"
class B(A):
    __len__ = None
    __iter__ = None
class C(A):
    __getitem__ = None
    __call__ = None
b, c = B(), C()
for f in (lambda: len(b), lambda: list(b), lambda: b[5], lambda: b(), lambda: c[0], lambda: c(), lambda: list(c), lambda: hash(c), lambda: bool(b), lambda: bool(c), lambda: reversed(b), lambda: [*b], lambda: 9 in b, lambda: 9 in c, lambda: b == 1):
    try: print(f())
    except TypeError as e: print(e)
A.__len__ = lambda self: 0
print(bool(c), len(c))
del A.__len__
try: len(c)
except TypeError as e: print(e)
A.__add__ = lambda self, o: "added later"
print(c + 1)
c.__add__ = lambda o: "instance"
print(c + 1, c.__add__(1))
class Meta(type):
    def __len__(cls): return 77
    def __call__(cls, *a): return "meta call", a
    def __bool__(cls): return False
class D(metaclass=Meta): pass
print(len(D), D(1), bool(D), type.__call__(D).__class__.__name__)
