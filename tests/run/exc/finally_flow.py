# finally against return, break, continue and raise.
def a():
    try: return "try"
    finally: print("fin")
def b():
    try: return "try"
    finally: return "finally"
def c():
    try: 1 / 0
    finally: return "swallowed"
def d():
    for i in range(3):
        try: continue
        finally: print("f", i)
    return "done"
def e():
    for i in range(3):
        try:
            if i == 1: break
        finally: print("f", i)
    return i
def f():
    while True:
        try: return "ret"
        finally: break
    return "after break"
def g():
    r = []
    for i in range(3):
        try: 1 / 0
        except ZeroDivisionError:
            r.append(i)
            continue
        finally: r.append("f")
    return r
def h():
    try:
        try: return "inner"
        finally: print("one")
    finally: print("two")
def i():
    x = 1
    try: return x
    finally: x = 2
def j():
    for k in range(2):
        try: 1 / 0
        finally: continue
    return "continue in finally swallows"
def k():
    try:
        try: raise ValueError("a")
        finally: raise KeyError("b")
    except KeyError as e: return repr(e), repr(e.__context__)
def l():
    try: pass
    except: return "x"
    else: return "else"
    finally: print("fl")
def m():
    for _ in (1, 2):
        try:
            try: return "r"
            finally: continue
        finally: print("outer fin")
    return "m end"
for fn in (a, b, c, d, e, f, g, h, i, j, k, l, m):
    print(fn.__name__, fn())
