# yield as an expression in calls, displays, subscripts and f-strings.
def g():
    r = [(yield 1), (yield 2)]
    d = {(yield "k"): (yield "v")}
    s = f"{(yield 'f')}-{(yield 'g')}"
    t = (yield "a")[(yield "i")]
    c = max((yield "m1"), (yield "m2"), key=(yield "key"))
    x = yield
    y = yield x, 1
    if (yield "cond"): z = not (yield "not")
    else: z = "else"
    l = lambda: (yield)
    assert (yield "assert"), "msg"
    return r, d, s, t, c, x, y, z, type(l()).__name__
it = g()
sent = [None, 10, 20, "K", "V", "F", "G", [5, 6], 1, -3, 2, abs, "X", "Y", 1, 0, "ok"]
out = []
try:
    for v in sent: out.append(it.send(v))
except StopIteration as e: print(out, e.value)
