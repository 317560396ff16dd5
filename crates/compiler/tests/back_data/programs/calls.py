f()
f(1, a, b.c)
f(a, b=1, c=d)
f(*a)
f(a, *b, c)
f(*a, *b)
f(**a)
f(a, **b)
f(a=1, **b)
f(a=1, b=2, **c, d=3)
f(*a, b, c=1, d=2, **e, **g)
f(x for x in y)
a.b()
a.b(1, c)
a.b(c=1)
a.b(*c)
a.b.c().d(1).e
a.b(c)(d)
x = [*a, b], (*a, b), {*a, b}, [a, *b, *c, d], (), [], {}, {1}, [*a], (*a,), {*a}
x = {a: b, c: d}, {'a': 1}, {'a': b, 'c': d}, {**a}, {**a, **b}, {'a': 1, **b, 'c': 2, 'd': 3}, {**a, 'b': c}
x = a[b], a[b:c], a[::d], a[b, c], a[b:c, d], a[...], a[b:], a[:c], a[()], a[1, 2], a[-1]
x = f'', f'a', f'{a}', f'{a}{b}', f'x{a!r}y{b!s:>{c}}{d!a:x}z', f'{a}' 'b', f'{{}}', f'{a:{b}{c}}', f'{a=}'
x = a + b - c * d / e // f % g ** h @ i << j >> k & l ^ m | n
x = -a, +a, ~a, not a
x = a == b, a != b, a < b, a <= b, a > b, a >= b, a is b, a is not b, a in b, a not in b
x = (a
     .b(c,
        d)
     .e
     [f])
f(a,
  b,
  *c,
  d=e,
  **g)
x = (a,
     b
     + c,
     d
     if e
     else g)
