x = 1
x = y = z = None
a, b = b, a
a, b, c = c, b, a
[a, (b, c)] = d
a, *b, c = d
*a, = b
a.b = c
a.b.c = d
a[b] = c
a[b:c] = d
a[b:c:d] = e
a[:] = b
a[b, c:d] = e
a += 1
a.b -= 2
a[b] *= 3
a[b:c] @= d
a[b, c] /= d
a.b.c //= e
a %= b
a **= b
a <<= b
a >>= b
a &= b
a ^= b
a |= b
x: int
x: int = 1
a.b: int
a.b: int = 1
a[b]: int
a[b:c:d]: int
a[b, c:d]: int
a[b]: int = 2
(x): int = 3
del a
del a, b
del (a, [b, c])
del a.b, a[b], a[b:c]
for a.b, (c[d], *e) in f:
    pass
