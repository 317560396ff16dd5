def branches(a, b, c):
    if a:
        b()
    elif c:
        a()
    else:
        c()
    if a and b or c:
        return 1
    if not (a or b) and not c:
        return 2
    if a < b < c:
        return 3
    if not a < b < c < d:
        return 4
    if (a if b else c):
        return 5
    if 1:
        x = 1
    else:
        dead(x)
    if 0:
        dead = 1
    elif a:
        y = 2
    if a and 1:
        pass
    if a or 0:
        pass
    return a and b, a or b, a and (b or c), (a and b) or c, not (a and b), a if b else c, a < b < c

def loops(a):
    while a:
        if b:
            break
        elif c:
            continue
        d()
    else:
        e()
    while 1:
        if a:
            break
    while True:
        pass
    else:
        never()
    while 0:
        dead()
    else:
        f()
    for x in a:
        for y in x:
            if y:
                continue
            break
        else:
            continue
        return x
    else:
        g()
    while not (a and b):
        a = a or b

def tests():
    assert a
    assert a, b
    assert not (a and b), c
    assert a or b
    raise
    raise a
    raise a from b

def after_return():
    return 1
    try:
        x
    finally:
        y
    with a:
        b
    while c:
        d
