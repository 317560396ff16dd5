# get, pop, setdefault, update: edges and messages.
d = {"a": 1, 2: "two", None: 3, (1, 2): 4}
print(d.get("a"), d.get("zz"), d.get("zz", 5), d.get(None), d[(1, 2)], d.setdefault("a", 9), d.setdefault("new"), d.setdefault("n2", []), d.pop("a"), d.pop("zz", "dflt"), "a" in d, 2.0 in d, d.copy() == d)
for f in (lambda: d["zz"], lambda: d[[]], lambda: d.get([]), lambda: d.pop("zz"), lambda: {}.popitem(), lambda: [] in d, lambda: d.setdefault({}), lambda: dict(5), lambda: dict([1]), lambda: dict(["abc"]), lambda: dict([(1, 2, 3)]), lambda: dict([("a", 1), 5]), lambda: dict(None), lambda: dict(1, 2), lambda: d.update(5), lambda: d.update([(1,)]), lambda: d.update(1, 2), lambda: d.get(), lambda: hash(d), lambda: d < {}, lambda: d + {}, lambda: d | {}, lambda: dict.fromkeys(5), lambda: dict.fromkeys([[]]), lambda: d.nope, lambda: d.pop(), lambda: {[]: 1}, lambda: {**5}, lambda: dict(**{1: 2}), lambda: d[1, 2, 3], lambda: d[0:1], lambda: d["\ud800"], lambda: d["it's"], lambda: d[(1, [])], lambda: dict(["ab", "cd"]), lambda: d.setdefault(), lambda: {}.pop(5), lambda: dict(["a"])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))
try:
    del d["nope"]
except KeyError as e:
    print(repr(e), str(e), e.args)
class K:
    def keys(self):
        return ["p", "q"]
    def __getitem__(self, k):
        return k * 2
print(dict(K()), {**K()}, d.update(K()), d["p"])
class BadKeys:
    def keys(self):
        return 5
    def __getitem__(self, k):
        return 1
for f in (lambda: dict(BadKeys()), lambda: {**BadKeys()}):
    try:
        print(f())
    except TypeError as e:
        print(e)
