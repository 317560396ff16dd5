# Insertion order through updates, deletes and re-insertion.
d = {"b": 1, "a": 2, "c": 3}
d["a"] = 20
del d["b"]
d["b"] = 10
print(d, list(d), list(d.values()), list(d.items()), list(reversed(d)), list(reversed(d.values())), list(reversed(d.items())))
d.update(z=1, a=5)
d.update({"y": 2})
d.update([("x", 3), ["c", 4]])
d.update()
print(d, d.popitem(), d.popitem(), d)
for i in range(20):
    d[i] = i * i
for i in range(0, 20, 2):
    del d[i]
d["new"] = 0
print(d, len(d))
print({1: "a", 1.0: "b", True: "c"}, dict(a=1, b=2), dict([(1, 2)], c=3), dict({1: 2}, x=1), dict(zip("abc", range(3))), {**{"a": 1}, "b": 2, **{"a": 3}}, dict.fromkeys("aba"), dict.fromkeys([1, 2], 0), {k: v for v, k in enumerate("xyx")})
print({} == {}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} == {"a": 2}, {"a": 1} != {"b": 1}, {1: 2} == {1.0: 2.0}, {"a": float("nan")} == {"a": 1})
big = {}
for i in range(1000):
    big[i * 7919 % 1009] = i
for i in range(0, 1009, 3):
    big.pop(i, None)
print(len(big), list(big)[:10], list(big.values())[-5:])
