# * and ** in calls: order, iterables, mappings, evaluation.
def f(*a, **k):
    return a, k
print(f(*[1], 2, *(3, 4), *"ab", *{5: 6}, *range(2), *iter([9])))
print(f(**{"a": 1}, b=2, **dict(c=3)), f(1, *[2], x=3, *[4], **{"y": 5}))
def ev(x):
    print("ev", x, end="; ")
    return x
print(f(ev(1), *ev([2]), ev(3), k=ev(4), **ev({"m": 5})))
print(f(k=ev(1), *ev([2])))
def gen():
    yield 1
    raise ValueError("in gen")
try:
    f(*gen())
except ValueError as e:
    print(e)
class Bad:
    def __iter__(self):
        raise TypeError("own type error")
try:
    f(*Bad())
except TypeError as e:
    print(e)
class M:
    def __init__(self, ks):
        self.ks = ks
    def keys(self):
        return self.ks
    def __getitem__(self, k):
        return "v%s" % k
print(f(**M(["p", "q"])))
for bad in (M([1]), M(5), M(["a", "a"]), 5, [("a", 1)], None):
    try:
        print(f(**bad))
    except Exception as e:
        print(type(e).__name__, e)
args, kw = [1, 2], {"z": 1}
def mut(*a, **k):
    k["new"] = 1
    return a, k
print(mut(*args, **kw), args, kw)
t = (1, 2)
def same(*a):
    return a
print(same(*t) == t, same(), (lambda *a, b=1, **c: (a, b, c))(1, b=2, c=3), f(*(), **{}), [*range(3), *"x"], (*[1], 2), {*[1], 2} == {1, 2}, {**{"a": 1}, "a": 2})
print(max(*[3, 1, 2]), print(*"abc", sep="-"), "{}{}".format(*"xy"), dict(**{"q": 1}))
