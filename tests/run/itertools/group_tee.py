# groupby, tee, accumulate.
from itertools import groupby, tee, accumulate
print([(k, list(g)) for k, g in groupby("aabbbca")], [(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)], list(groupby([])))
gs = groupby("aabb")
k1, g1 = next(gs)
k2, g2 = next(gs)
print(k1, list(g1), k2, list(g2))
for k, g in groupby("aaabbc"): print(k, next(g))
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a))
x, y, z = tee(iter("ab"), 3)
print(list(x), list(y), list(z), tee([], 0))
c = tee("xy", 1)[0]
d = c.__copy__()
print(next(c), list(d), list(c))
print(list(accumulate([1, 2, 3])), list(accumulate([])), list(accumulate([3, 1, 2], max)), list(accumulate("abc")), list(accumulate([1, 2], initial=10)), list(accumulate([], initial=5)), list(accumulate([2, 3], lambda p, q: p * q)))
for f in (lambda: tee([1], -1), lambda: tee(5), lambda: groupby(5), lambda: list(groupby([1], 5)), lambda: accumulate(5), lambda: list(accumulate([1, "a"])), lambda: accumulate(), lambda: list(accumulate([1, 2], 5)), lambda: tee()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
