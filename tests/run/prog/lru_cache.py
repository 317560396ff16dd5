# LRU caches: with dict order, linked list and a decorator.
class Lru:
    def __init__(self, n): self.n, self.d, self.hits, self.misses = n, {}, 0, 0
    def get(self, k):
        try: v = self.d.pop(k)
        except KeyError: self.misses += 1; return None
        self.d[k] = v
        self.hits += 1
        return v
    def put(self, k, v):
        self.d.pop(k, None)
        self.d[k] = v
        if len(self.d) > self.n: del self.d[next(iter(self.d))]
class Linked:
    def __init__(self, n):
        self.n, self.m = n, {}
        self.root = r = []
        r[:] = [r, r, None, None]
    def touch(self, l):
        p, n, _, _ = l
        p[1], n[0] = n, p
        last = self.root[0]
        last[1] = self.root[0] = l
        l[0], l[1] = last, self.root
    def get(self, k):
        l = self.m.get(k)
        if l is None: return None
        self.touch(l)
        return l[3]
    def put(self, k, v):
        if k in self.m: self.m[k][3] = v; self.touch(self.m[k]); return
        if len(self.m) == self.n:
            old = self.root[1]
            self.root[1] = old[1]; old[1][0] = self.root
            del self.m[old[2]]
        last = self.root[0]
        l = [last, self.root, k, v]
        last[1] = self.root[0] = self.m[k] = l
a, b = Lru(3), Linked(3)
x = 7
for step in range(200):
    x = (x * 1103515245 + 12345) % 2 ** 31
    k = x // 65536 % 6
    if x % 3: assert a.get(k) == b.get(k)
    else: a.put(k, step); b.put(k, step)
    if step % 40 == 0: print(step, a.d, sorted(b.m))
print(a.hits, a.misses, a.d)
def memo(f):
    cache = {}
    def w(*args, **kw):
        key = args, tuple(sorted(kw.items()))
        if key not in cache: cache[key] = f(*args, **kw); w.calls += 1
        return cache[key]
    w.calls = 0
    return w
@memo
def binom(n, k): return 1 if k in (0, n) else binom(n - 1, k - 1) + binom(n - 1, k)
print(binom(60, 30), binom.calls)
