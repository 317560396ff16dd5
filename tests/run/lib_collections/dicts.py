# defaultdict, OrderedDict, Counter, ChainMap.
from collections import defaultdict, OrderedDict, Counter, ChainMap
d = defaultdict(list, a=[1])
d["b"].append(2)
print(d, d["c"], d.get("z"), "z" in d, d.default_factory, d.copy(), defaultdict(None, {1: 2}))
try: defaultdict()["k"]
except KeyError as e: print("KeyError", e)
try: defaultdict(5)
except TypeError as e: print(e)
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a"); print(o)
o.move_to_end("c", last=False); print(o, o.popitem(), o.popitem(last=False), list(reversed(o)), o == {"b": 2}, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1))
for f in (lambda: o.move_to_end("zz"), lambda: OrderedDict().popitem(), lambda: o.pop("zz"), lambda: [o.pop(k) for k in o]):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
c = Counter("abracadabra")
print(c.most_common(2), c["z"], c["a"], sorted(c.elements())[:4], c + Counter("aab"), c - Counter("aaaaaaab"), c & Counter("ab"), sorted((c | Counter("zz")).items()), sum(c.values()), Counter(a=2, b=-1), +Counter(a=2, b=-1), -Counter(a=2, b=-1))
c.update("aa"); c.subtract(["b", "b", "b"]); del c["zzz"]
print(sorted(c.items()), Counter(), repr(Counter(x=1)))
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
m["c"] = 4
print(m["a"], m["b"], m, len(m), sorted(m), m.parents, m.new_child({"a": 0})["a"])
try: del m["b"]
except KeyError as e: print(e)
try: m["nope"]
except KeyError as e: print(e)
