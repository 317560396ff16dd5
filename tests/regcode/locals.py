# Loads of locals and constants fold into operands, stores into results.
def fold(a, b):
    c = a + 1
    return c * b - c


def alias(a):
    # The old value is read before the local changes.
    b = [a, (a := 5)]
    a = a
    return b, a


def swap(a, b, c):
    a, b = b, a
    a, b, c = c, a, b
    return a, b, c


def maybe_unbound(flag):
    if flag:
        x = 1
    print(x)
    del x
    return x


def bound_by_both(flag):
    if flag:
        x = 1
    else:
        x = 2
    return x


def dup(a, b):
    a.x = b.y = a
    a[b] += 1
    a.n -= b
    return a < b < 3


def others(a, b):
    del a.x, a[b]
    return -a, ~b, +a
