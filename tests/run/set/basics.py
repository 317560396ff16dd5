# Set construction, methods and errors.
s = {3, 1, 2}
print(sorted(s), len(s), 1 in s, 5 in s, set(), frozenset(), frozenset([1]), {1}, set("a"), set([1, 1.0, True]), bool(set()), sorted(set("hello")))
print(s.add(4), s.discard(99), s.remove(4), sorted(s), sorted(s.union([7], (8,))), sorted(s.intersection([1, 2, 9])), sorted(s.difference([1], [2])), sorted(s.symmetric_difference([3, 4])), s.issubset(range(10)), s.issuperset([1]), s.isdisjoint([9]), sorted(s.copy()), s.union() is s, frozenset(s) == s)
print(sorted(s | {9}), s & {1}, sorted(s - {1}), sorted(s ^ {1, 10}), s < {1, 2, 3, 4}, s <= s, s < s, s > {1}, s >= {1, 2, 3}, s == {1, 2, 3}, s != {1}, s == [1, 2, 3], {1} == frozenset([1]))
for f in (lambda: s.remove(99), lambda: set().pop(), lambda: {[]}, lambda: s.add([]), lambda: s.add({1}), lambda: [] in s, lambda: set(5), lambda: set(1, 2), lambda: s | [1], lambda: s & "a", lambda: s < [1], lambda: s + s, lambda: s[0], lambda: hash(s), lambda: s.union(5), lambda: s.nope, lambda: set(x=1), lambda: s.remove({1}), lambda: s.discard([]), lambda: frozenset([[]]), lambda: frozenset([1]).add(2), lambda: s.issubset(5), lambda: s.update(5), lambda: s.intersection([[]]), lambda: s - 5, lambda: s.remove("k'"), lambda: s.isdisjoint([[]])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print({frozenset([1]): 1}[frozenset([1])], frozenset([1]) in {frozenset([1])}, {1} in {frozenset([1])}, hash(frozenset([1, 2])) == hash(frozenset([2, 1])), repr({1}), repr({(1, "a")}), str(frozenset({"x"})))
