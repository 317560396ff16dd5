"""Inline caches: what they remember must not outlive a change."""
class A:
    c = 1
    def __init__(self, x): self.x = x
    def m(self): return 'A.m'
def get(o): return o.x, o.c, o.m()
a = A(1)
for _ in range(100): get(a)
print(get(a)); a.c = 5; print(get(a)); a.m = lambda: 'inst'; print(get(a))
A.c = 7; A.m = lambda self: 'new'; b = A(2); print(get(b))
A.x = property(lambda self: 'prop'); print(get(b)); 
del A.x; print(get(b))
class B(A): __slots__ = ('y',)
def gy(o): return o.y
b = B(3); b.y = 4
for _ in range(60): gy(b)
del b.y
try: gy(b)
except AttributeError as e: print(e)
A.__getattribute__ = lambda self, n: 'ga'; print(a.x, a.zz); del A.__getattribute__
A.__init__ = lambda self, x: setattr(self, 'x', x * 2); print(A(4).x)
def bad(self, x): return 5
A.__init__ = bad
try: A(4)
except TypeError as e: print(e)
def f(x): return x + x
print(f(1), f(2**29), f(2**30), f(1.5), f('a'), f([1]), f(True), f(2**61), f(1))
def g(a, b): return a - b, a * b, a // b, a % b, a & 7 if isinstance(a, int) else 0
for p in ((7, 2), (-7, 2), (7, -2), (2**59, 3), (2**40, 2**40), (1.5, 2), (3, .5)): print(g(*p))
def cmp(a, b): return (a < b, a <= b, a == b, a != b, a > b, a >= b, 1 if a < b else 0, 1 if a != b else 0)
n = float('nan')
for p in ((1, 2), (2, 2), (1., 2.), (n, n), (1, 2.), (2**70, 1), ('a', 'b'), (True, 1)): print(cmp(*p))
def sub(o, k): return o[k]
for o, k in (([1, 2], 0), ([1, 2], -1), ((1, 2), 1), ({'a': 1}, 'a'), ('xyz', 1), ([1, 2], True)): print(sub(o, k), sub(o, k))
for o, k in (([1], 1), ([1], -2), ((), 0), ({}, 'k')):
    try: sub(o, k)
    except LookupError as e: print(type(e), e)
class D(dict):
    def __missing__(self, k): return 'missing'
print(sub(D(), 'q'))
import builtins
def L(x): return len(x)
for _ in range(60): L('ab')
builtins.len, old = (lambda x: 'fake'), len
print(L('ab')); builtins.len = old; print(L('ab')); 
len = lambda x: 'global'; print(L('ab')); del len; print(L('ab'))
class Boom:
    def __del__(self): print('del')
def h(x, y=Boom): x = None; print('in h')
h(Boom()); print('after')
def d(a, b=2, c=3): return a, b, c
print(d(1), d(1, 5), d(1, 5, 6))
try: d()
except TypeError as e: print(e)
try: d(1,2,3,4)
except TypeError as e: print(e)
bm = a.__class__.__repr__
class K:
    def go(self, q=1): return q
k = K().go; print([k(), k(3)])
class E:
    def __init__(self): raise ValueError('in init')
try: E()
except ValueError as e: print(e, e.__traceback__.tb_next.tb_frame.f_code.co_name)
import gc, sys
fr = None
def keep():
    z = [1]
    return sys._getframe()
fr = keep(); print(fr.f_locals, gc.is_tracked(fr)); del fr
def rec(n): return 0 if n == 0 else 1 + rec(n - 1)
print(rec(900))
x = 1.5; y = x; y += 1.0; print(x, y); t = (x + 1.0) * 2.0 - 0.5; print(t, x)
def gen(n):
    for i in range(n):
        r = yield i
    return 'done'
print(list(gen(3))); it = gen(2); print(next(it), next(it))
try: next(it)
except StopIteration as e: print(e.value)
for i in it: print('never')
def ge():
    yield 1
    raise StopIteration
try:
    for _ in ge(): pass
except RuntimeError as e: print(e)
