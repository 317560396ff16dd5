# lru_cache, cached_property, singledispatch.
import functools
@functools.lru_cache(maxsize=2)
def sq(x):
    print("compute", x)
    return x * x
print(sq(2), sq(2), sq(3), sq(4), sq(2), sq.cache_info())
sq.cache_clear()
print(sq.cache_info(), sq.__wrapped__(5), sq.__name__)
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
@functools.lru_cache(typed=True)
def t(x): return type(x).__name__
print(t(1), t(1.0), t(True), t.cache_info())
@functools.lru_cache
def bare(*a, **k): return a, k
print(bare(1, b=2), bare(1, b=2), bare.cache_info())
try: sq([])
except TypeError as e: print(e)
@functools.lru_cache(0)
def none(x): return x
print(none(1), none(1), none.cache_info())
class C:
    n = 0
    @functools.cached_property
    def p(self):
        C.n += 1
        return "computed"
c = C()
print(c.p, c.p, C.n, c.__dict__)
@functools.singledispatch
def show(x): return "object"
@show.register(int)
def _(x): return "int"
@show.register
def _(x: list): return "list"
@show.register(float)
@show.register(complex)
def _(x): return "number"
print(show(1), show(True), show([]), show("a"), show(1.5), show(1j), show.dispatch(bool)(1), sorted(k.__name__ for k in show.registry))
try: show()
except TypeError as e: print(e)
