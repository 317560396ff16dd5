# keys, values, items views: set operations, liveness, repr.
d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), len(v), len(i))
d["d"] = 4
print(k, list(v), ("d", 4) in i, ("d", 5) in i, "d" in k, 4 in v, ("d",) in i, "d" in i)
print(sorted(k & {"a", "z"}), sorted(k | ["q"]), sorted(k - {"a"}), sorted(k ^ {"a", "z"}), sorted(i & {("a", 1)}), sorted(i - {("a", 1)}), type(k & k).__name__, sorted({"a", "x"} & k), sorted(["a", "b", "zz"] - k), sorted("ab" | k))
print(k == {"a", "b", "c", "d"}, k == d.keys(), k < {"a", "b", "c", "d", "e"}, k >= {"a"}, i == set(i), v == v, v == d.values(), d.keys() == {}.keys(), k.isdisjoint(["z"]), k.isdisjoint("a"), k != {"a"}, k == ["a", "b", "c", "d"])
for f in (lambda: k[0], lambda: k + k, lambda: k.add(1), lambda: v & v, lambda: hash(k), lambda: k < ["a"], lambda: i & 5, lambda: k.isdisjoint(5), lambda: {"a": []}.items() & {("a", 1)}, lambda: hash(v) is not None, lambda: k | 5, lambda: {"a": []}.items() | set(), lambda: ("a", []) in {"a": []}.items(), lambda: [] in k):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
it = iter(i)
print(next(it), it.__length_hint__(), list(it), next(it, None), type(iter(k)).__name__, type(iter(v)).__name__, type(it).__name__, type(reversed(k)).__name__)
print(dict.keys(d), type(k).__name__, type(v).__name__, type(i).__name__)
rec = {}
rec["self"] = rec.values()
print(rec["self"])
e = {}
e[1] = e
print(e, e.values(), e.items())
