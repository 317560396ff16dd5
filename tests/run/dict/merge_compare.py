# Merging, nested updates, inverting, grouping, equality rules.
a, b = {"x": 1, "y": {"z": 2}}, {"y": {"w": 3}, "v": 4}
print({**a, **b}, dict(a, **b), dict(list(a.items()) + list(b.items())))
def deep(p, q):
    r = dict(p)
    for k, v in q.items(): r[k] = deep(r[k], v) if isinstance(r.get(k), dict) and isinstance(v, dict) else v
    return r
print(deep(a, b), a)
print({v: k for k, v in {"a": 1, "b": 2, "c": 1}.items()})
g = {}
for w in "apple avocado bean banana cherry".split(): g.setdefault(w[0], []).append(w)
print(g, sorted(g, reverse=True), max(g, key=lambda k: len(g[k])), sum(map(len, g.values())))
print({1: "a"} == {1.0: "a"}, {1: [1]} == {1: (1,)}, {} == [], {"a": 1}.items() == {("a", 1)}, {1: 2} != {1: 2}, {"a": {}} == {"a": dict()})
for x in ({}, {1}, [], None):
    try: print(a < x)
    except TypeError as e: print(e)
d = {}
d[1], d[1.0], d[True], d["1"] = "int", "float", "bool", "str"
print(d)
d = {i: i for i in range(5)}
for k in [k for k in d if k % 2]: del d[k]
d[1] = "back"
print(d, list(d.items())[-1], next(iter(d)), dict(reversed(list(d.items()))), *d, sep=" ")
