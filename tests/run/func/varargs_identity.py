# *args and **kwargs are fresh objects; mutation does not leak.
def f(*a, **k):
    k["added"] = 1
    return a, k
d = {"x": 1}
t = (1, 2)
print(f(*t, **d), d, t)
def g(a, *rest, key=None, **others): return a, rest, key, others
print(g(1), g(1, 2, 3), g(1, key=2), g(a=1, b=2), g(*"abc", **{"key": 0, "z": 9}))
def swap(a, b): return b, a
print(swap(*swap(1, 2)), swap(**{"b": 1, "a": 2}), swap(1, **{"b": 2}), swap(b=1, *[2]))
def inner(*args): return len(args)
print(inner(*[None] * 300), inner(*range(1000)), inner(*(), *(), *[()]))
def defaults(a=[]):
    a.append(len(a))
    return a
print(defaults(), defaults(), defaults([]), defaults.__defaults__)
def kw(**k): return list(k)
print(kw(z=1, a=2, m=3), kw(**{"b": 1}, a=2, **{"c": 3}), kw(**dict.fromkeys("xyz")))
def many(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p): return p, a
print(many(*range(16)), many(*range(8), **dict(zip("ijklmnop", range(8)))))
