# Laws of set algebra over many small sets.
U = range(6)
sets = [frozenset(i for i in U if m >> i & 1) for m in range(0, 64, 5)]
n = 0
for a in sets:
    for b in sets:
        assert a | b == b | a and a & b == b & a
        assert a - b == a & (frozenset(U) - b)
        assert a ^ b == (a | b) - (a & b)
        assert (a <= b) == (a | b == b) == (a & b == a) == a.issubset(b) == b.issuperset(a)
        assert (a < b) == (a <= b and a != b)
        assert a.isdisjoint(b) == (not a & b)
        assert hash(a | b) == hash(b | a)
        n += 1
print(n, sorted(map(sorted, sets))[:4], len(set(sets)))
s = set()
for i in range(1000): s.add(i * 37 % 211)
for i in range(0, 211, 2): s.discard(i)
print(len(s), sum(s), min(s), max(s))
t = {str(i) for i in range(100)} & {str(i) for i in range(50, 150)}
print(len(t), sorted(t)[:3])
print(len({1, 1.0, True, 1 + 0j}), len({0, False, 0.0, ""}), {None} == {None}, len({(), frozenset(), "", b""}), sorted(set("mississippi")), len({float("nan"), float("nan")}))
print(sorted({i: 0 for i in (3, 1)}.keys() | {2}), set().union(*[[1], (2,), {3}]) == {1, 2, 3}, set.intersection({1, 2}, {2, 3}), {1, 2}.__and__([2]), {1}.__or__({2}) == {1, 2}, {1, 2}.__contains__(1))
