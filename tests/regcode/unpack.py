def sequences(a):
    b, c = a
    (d, e), [f] = b, c
    g, *h, i = a
    [j, *k] = 1, 2
    return d, e, f, g, h, i, j, k


def displays(a, b):
    return [*a, b], (*a, *b), {*a}, {**a, 'k': b, **b}


def calls(f, a, b):
    f(*a)
    f(1, *a, k=2, **b)
    f(k=a, **b)
    f(a, b, k=1)
    return f.method(a, *b)


def dicts(a, b):
    return {'x': a, 'y': b}, {a: b}, {}, [], ()


def slices(a, b, c):
    return a[b:c], a[::b], a[b:c, ...]


def text(a, b):
    return f'{a}', f'{a!r:>{b}} and {b!s}', f'{a:x}{b}'
