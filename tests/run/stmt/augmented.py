# Augmented assignment to names, attributes, items, slices; single evaluation.
log = []
class A:
    def __init__(self): object.__setattr__(self, "v", 1)
    def __getattribute__(self, n):
        log.append("get " + n)
        return object.__getattribute__(self, n)
    def __setattr__(self, n, v):
        log.append("set %s %r" % (n, v))
        object.__setattr__(self, n, v)
a = A()
a.v += 5
print(log, a.v)
l = [1, [2], "s"]
l[0] += 1; l[1] += [3]; l[2] += "t"; l[1][0] *= 10; l[-1] *= 2
print(l)
l[1:2] += ["x"]
print(l)
d = {"n": 5}
d["n"] -= 1; d["n"] **= 2; d["n"] //= 3; d["n"] <<= 2; d["n"] |= 1; d["n"] ^= 3; d["n"] %= 7; d["n"] >>= 1; d["n"] &= 1
print(d)
x = 7
x /= 2; x *= x; x -= 0.25
print(x)
def f():
    try: y += 1
    except UnboundLocalError as e: print(e)
f()
for s in ("z += 1", "d['q'] += 1", "l[100] += 1", "a.nope += 1", "5 .x += 1", "t[0] += 1", "s[0] += 'x'"):
    try: exec(s, {"d": {}, "l": [], "a": A(), "t": (1,), "s": "abc"})
    except Exception as e: print(s, type(e).__name__, e)
for s in ("1 += 1", "f() += 1", "a, b += 1", "(a) += 1", "[a] += 1", "a += b += 1", "a += yield", "None += 1", "a + b += 1", "'x' += 1", "a if b else c += 1", "a = b += 1"):
    try:
        compile(s, "<s>", "exec")
        print(s, "ok")
    except SyntaxError as e: print(s, e.msg)
