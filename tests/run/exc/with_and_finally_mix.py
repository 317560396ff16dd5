# Exceptions raised while handling exceptions in with and finally.
log = []
class CM:
    def __init__(self, n, exc=None, ret=None): self.n, self.exc, self.ret = n, exc, ret
    def __enter__(self): log.append("in " + self.n); return self
    def __exit__(self, t, v, tb):
        log.append("out %s %r" % (self.n, v))
        if self.exc: raise self.exc
        return self.ret
def run(f):
    log.clear()
    try: r = f()
    except Exception as e:
        r, ctx = repr(e), []
        while e.__context__: e = e.__context__; ctx.append(repr(e))
        r += " <- " + str(ctx)
    print(f.__name__, r, log)
def a():
    with CM("1"), CM("2", KeyError("exit2")): raise ValueError("body")
def b():
    try:
        with CM("1", ret=1): raise ValueError("body")
    finally: log.append("finally")
    return "ok"
def c():
    with CM("1", KeyError("k"), True): return "value lost"
def d():
    try:
        with CM("1"): return "v"
    finally: return "overridden"
def e():
    with CM("1", ret=True):
        with CM("2", IndexError("i")):
            with CM("3", KeyError("k")): raise ValueError("v")
    return "swallowed"
def f():
    try: raise ValueError(1)
    except ValueError:
        with CM("1", ret=1): raise KeyError(2)
        raise
def g():
    try:
        try: 1 / 0
        finally:
            with CM("1", ret=1): raise KeyError("inside finally")
    except ZeroDivisionError as e: return repr(e.__context__)
for fn in (a, b, c, d, e, f, g): run(fn)
