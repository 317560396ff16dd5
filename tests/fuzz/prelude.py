# What every generated program starts with.
import sys, functools, collections, re, warnings
warnings.simplefilter('ignore')
sys.setrecursionlimit(300)


ADDRESS = re.compile('0x[0-9a-f]{6,}')


def cut(x):
    return x


def steady(x):
    # Whether a set's order is the same everywhere: what else may be in one hashes by its address.
    return type(x) in (int, bool, float, complex, str, bytes, range) or type(x) in (tuple, frozenset) and all(map(steady, x))


def show(x):
    try:
        r = repr(x)
        if type(x).__repr__ in (set.__repr__, frozenset.__repr__):
            items = list(set.__iter__(x) if isinstance(x, set) else frozenset.__iter__(x))
            if not all(map(steady, items)): r = 'in any order ' + str(sorted(map(repr, items)))
    except BaseException as e:
        return '<repr: %s>' % type(e).__name__
    try:
        if type(x) in (map, filter, zip, enumerate, type(iter([])), type(reversed([]))): r = str(list(x))[:200]
    except BaseException as e:
        r = 'iterating: %s' % type(e).__name__
    return type(x).__name__ + ' ' + (r if len(r) < 400 else r[:200] + '..%d' % len(ADDRESS.sub('0x', r)))


def trail(e):
    places, tb = [], e.__traceback__
    while tb and len(places) < 20:
        places.append((tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_lasti))
        tb = tb.tb_next
    return places


def chain(e, depth=0):
    if e is None or depth > 5:
        return []
    try:
        text = str(e) if type(e) is not RecursionError else ''
    except BaseException as other:
        text = '<str: %s>' % type(other).__name__
    return [(type(e).__name__, text, e.__suppress_context__)] + chain(e.__cause__, depth + 1) + chain(e.__context__, depth + 1)


def t(number, f):
    try:
        v = f()
    except BaseException as e:
        print(number, chain(e), trail(e)[1:])
    else:
        print(number, show(v))


TICKS = {}


def tick(loop):
    TICKS[loop] = TICKS.get(loop, 0) + 1
    return TICKS[loop] % 6


def f(n):
    if n == 1: raise ValueError('f')
    return n


def sub(n):
    try:
        for i in range(n): print('sub got', show((yield i)))
        return 'done'
    finally:
        print('sub ends')


class M:
    def __init__(self, name, mode): self.name, self.mode = name, mode
    def __enter__(self):
        print('enter', self.name)
        if self.mode == 'e': raise KeyError('enter')
        return (self.name, 2)
    def __exit__(self, ty, value, tb):
        print('exit', self.name, ty and ty.__name__, show(value) if ty else '')
        if self.mode == 'r': raise LookupError('exit')
        return self.mode
    async def __aenter__(self): return self.__enter__()
    async def __aexit__(self, *a): return self.__exit__(*a)


class aw:
    def __init__(self, n): self.n = n
    def __await__(self):
        try:
            if self.n == 1: raise ValueError('aw')
            return (yield self.n)
        finally:
            print('aw ends')


class ait:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n <= 0: raise StopAsyncIteration
        self.n -= 1
        return self.n


def drive(number, g, seed):
    actions = ['next', 'send', 'next', 'throw', 'next', 'close', 'next']
    if not hasattr(g, 'send'): print(number, show(g)); return
    for k in range(7):
        action = actions[(seed + k * (1 + seed % 3)) % 7]
        try:
            if action == 'next': v = g.send(None)
            elif action == 'send': v = g.send(k)
            elif action == 'throw': v = g.throw([ValueError, KeyError('t'), GeneratorExit, StopIteration(5)][(seed + k) % 4])
            else: v = g.close()
        except BaseException as e:
            print(number, action, chain(e), trail(e)[1:])
        else:
            print(number, action, show(v))


def adrive(number, g, seed):
    makers = [lambda: g.__anext__(), lambda: g.asend(1), lambda: g.athrow(ValueError), lambda: g.aclose(), lambda: g.asend(None)]
    for k in range(5):
        drive(number, makers[(seed * (k > 0) + k) % 5](), seed + k)


class D:
    def __init__(self, kind):
        if kind: D.__set__ = lambda self, o, v: print('D set', show(v))
    def __get__(self, o, c): print('D get', o is None, c.__name__); return 'D'
    def __set_name__(self, c, n): print('named', n)


class Meta(type):
    def __call__(cls, *a, **k): print('Meta call', len(a)); return super().__call__(*a, **k)
    def __getattr__(cls, n): raise AttributeError('meta ' + n)
    @classmethod
    def __prepare__(m, n, b, **k): print('prepare', n, len(b)); return {}


class Mapping:
    def keys(self): return ['a', 'z']
    def __getitem__(self, k): return k * 2


def mk(c):
    for args in ((), ('x',), ('n', (), {}), (1, 2)):
        try: return c(*args)
        except BaseException as e: print('no', c.__name__, len(args), type(e).__name__, e)
    return c


def inplace(a, op, b):
    d = {'a': a, 'b': b}
    exec('a %s= b' % op, d)
    return d['a'], d['a'] is a


def withit(a):
    with a as v: return v


def dele(a, k): del a[k]


def setit(a, k, v): a[k] = v


def raise_(a): raise a


def copyit(a):
    import copy
    return copy.copy(a)


x = y = z = n = 0
