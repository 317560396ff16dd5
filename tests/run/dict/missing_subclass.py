# __missing__ and subclasses overriding the mapping protocol.
class D(dict):
    def __missing__(self, k):
        print("missing", k)
        if k == "err":
            raise LookupError("custom")
        self[k] = k * 2
        return self[k]
d = D(a=1)
print(d["a"], d["b"], d.get("c"), "c" in d, d, d.pop("zz", None), d.setdefault("q", 0))
try:
    d["err"]
except LookupError as e:
    print(type(e).__name__, e)
class Count(dict):
    def __getitem__(self, k):
        return ("get", k)
    def __setitem__(self, k, v):
        print("set", k, v)
        super().__setitem__(k, v)
    def __contains__(self, k):
        return True
    def __iter__(self):
        return iter(["fake"])
    def __len__(self):
        return 99
    def keys(self):
        return ["k1"]
c = Count(x=1)
c["y"] = 2
c.update(z=3)
c.setdefault("w", 4)
print(c["x"], c.get("x"), "nope" in c, list(c), len(c), repr(c), dict.__len__(c))
print(dict(c), {**c}, list(c.items()), sorted(dict.__iter__(c)))
def f(**kw):
    return kw
print(f(**c), "%(zz)s" % c, "{q}".format_map(c))
class Plain(dict):
    pass
p = Plain({"a": 1})
p.attr = 5
print(p, p.attr, p == {"a": 1}, type(p.copy()).__name__, Plain.fromkeys("ab", 1), type(Plain.fromkeys("a")).__name__)
class FK(dict):
    def __init__(self):
        print("init")
    def __setitem__(self, k, v):
        print("setitem", k)
        super().__setitem__(k, v)
print(FK.fromkeys("ab"))
p.__missing__ = lambda k: "instance attr is ignored"
try:
    p["nope"]
except KeyError as e:
    print(e)
