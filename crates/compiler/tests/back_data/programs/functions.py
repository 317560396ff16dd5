def f(): pass
def f(a, b=1, *c, d, e=2, **g): return a
def f(a, /, b, *, c): return a, b, c
def f(a: int, b: str = 'x', *c: list, d: dict = {}, **e: set) -> None: pass
def f(a: int, /, b: str): pass
def f(a=1, b=(2, 3), c=x): pass
def f(*, a=1, b, c=2): pass
@a
@b.c
@d(e)
def f(): 'doc'
@a
class C: 'doc'
@a(
    1
)
class D(B, metaclass=M, **k):
    x: int = 1
    def f(self): return self.__x, __class__
    def __g(self, __a, *, __b=1): __c = __a; return __b, __c, super().__g
    class __E: pass
    async def h(self): pass
class E(*bases, x=1): pass
class F(): y = x; del y
f = lambda: 0; g = lambda: 0
h = lambda a, b=1, *c, d=2, **e: (a, b, c, d, e)
k = lambda: (yield)
def outer(a):
    b = 1
    def inner(c, d=b):
        nonlocal b
        global e
        b = a + c
        e = d
        def innermost(): return a, b, c
        return innermost
    class C:
        a = a
        b = b
        def m(self): return a, b
        nonlocal_in_class = [a for _ in b]
    lambda: [a for a in b if (z := a)]
    return inner
def generator(a):
    x = yield
    y = yield a
    z = yield from b
    yield
    return x, y, z
def deleted(a):
    del a
    def f(): return b
    b = 1
    del b
def global_qualname():
    global inner
    def inner(): pass
    class inner: pass
    def local(): pass
