# Updating operators and methods, aliasing, and results' types.
s = t = {1, 2, 3}
s |= {4}
print(sorted(t), s is t)
s &= {1, 2, 4, 9}
s ^= {2, 7}
s -= {1}
print(sorted(t), s is t)
s.update([1, 2], "ab", {5: 6})
print(sorted(map(str, s)))
s.intersection_update([1, 2, "a"], {1, "a"})
print(sorted(map(str, s)))
s.difference_update("a", [99])
s.symmetric_difference_update([1, 50, 50])
print(s)
s.clear()
print(s, t)
f = g = frozenset([1, 2])
f |= {3}
print(sorted(f), sorted(g), type(f).__name__)
for a in ({1}, frozenset([1])):
    for b in ({2}, frozenset([2])):
        print(type(a | b).__name__, type(a & b).__name__, type(a - b).__name__, type(a ^ b).__name__, type(a.union(b)).__name__)
class S(set):
    pass
class F(frozenset):
    pass
print(type(S() | {1}).__name__, type({1} | S()).__name__, type(S().copy()).__name__, type(F() | F()).__name__, type(F().union()).__name__, type(F().copy()).__name__, S([1]), F([1]), type(frozenset(F())).__name__)
for op in ("s |= [1]", "s &= 5", "s -= 'a'", "s ^= None", "f &= [1]"):
    try:
        exec(op, {"s": {1}, "f": frozenset()})
    except TypeError as e:
        print(op, e)
u = {1, 2, 3}
u -= u
print(u)
u = {1, 2, 3}
u ^= u
print(u)
u = {1}
u |= u
u &= u
print(u, u.update(), u.intersection_update(), u.difference(), u.intersection())
