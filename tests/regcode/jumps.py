# Conditions: fused comparisons, short circuits, constant conditions, jumps to jumps.
def ternary(a, b):
    return a if a > b else b


def booleans(a, b, c):
    if a and (b or not c):
        return 1
    if not (a is None or b in c):
        return 2
    return a and b or c


def value_kept(a, b):
    x = a or b
    y = a and b
    return x, y


def chain(a, b, c):
    if a < b <= c != a:
        return 1
    return a < b < c


def constant(a):
    if 0:
        a = 1
    while 1:
        if a:
            return a
        a = not a


def asserting(a):
    assert a, 'message'
    assert a == 1
