# Lists modified, or seen empty, while being sorted.
l = [3, 1, 2]
def key(v):
    print("in key", l)
    return v
l.sort(key=key)
print(l)
def bad(v):
    l.append(99)
    return v
try:
    l.sort(key=bad)
except ValueError as e:
    print(e, l)
def boom(v):
    if v == 2:
        raise KeyError("boom")
    return -v
l = [1, 2, 3]
try:
    l.sort(key=boom)
except KeyError as e:
    print(repr(e), l)
class C:
    n = 0
    def __init__(self, v):
        self.v = v
    def __lt__(self, o):
        C.n += 1
        if C.n == 4:
            raise RuntimeError("cmp")
        return self.v < o.v
    def __repr__(self):
        return "C%d" % self.v
l = [C(i) for i in (5, 3, 4, 1, 2)]
try:
    l.sort()
except RuntimeError as e:
    print(e, sorted(c.v for c in l))
class Odd:
    def __lt__(self, o):
        return "truthy"
print(len(sorted([Odd(), Odd(), Odd()])))
class NoBool:
    def __lt__(self, o):
        return self
    def __bool__(self):
        raise ValueError("no bool")
try:
    sorted([NoBool(), NoBool()])
except ValueError as e:
    print(e)
class G:
    def __init__(self, v):
        self.v = v
    def __gt__(self, o):
        return self.v > o.v
print([g.v for g in sorted([G(3), G(1), G(2)])])
print(sorted([float("nan"), 1.0, 0.5]), sorted([2, float("nan"), 1]))
