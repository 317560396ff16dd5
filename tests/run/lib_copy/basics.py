# copy and deepcopy of everything.
import copy
class A:
    def __init__(self, v): self.v = v
    def __repr__(self): return "A(%r)" % (self.v,)
l = [1, [2, 3], {"k": (4, [5])}, A([6])]
s, d = copy.copy(l), copy.deepcopy(l)
l[1].append(9); l[2]["k"][1].append(8); l[3].v.append(7)
print(l, s, d)
r = []; r.append(r)
c = copy.deepcopy(r)
print(c, c[0] is c, c is not r)
t = ([1],); u = (1, "a")
print(copy.copy(t) is t, copy.deepcopy(t) is t, copy.deepcopy(u) is u, copy.deepcopy(len) is len, copy.copy(A) is A, copy.deepcopy(None))
class H:
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return "deep", type(memo).__name__
print(copy.copy(H()), copy.deepcopy([H()]))
class S:
    __slots__ = "a", "b"
x = S(); x.a = [1]
y = copy.copy(x)
print(y.a is x.a, hasattr(y, "b"), copy.deepcopy(x).a)
class St(A):
    def __getstate__(self): return {"saved": self.v}
    def __setstate__(self, s): self.v = ("restored", s)
print(copy.copy(St(1)))
class L(list):
    pass
m = L([1, [2]]); m.attr = [3]
n = copy.deepcopy(m)
print(type(n).__name__, n, n.attr, n.attr is m.attr, copy.copy({1, 2}), copy.copy(bytearray(b"x")), copy.deepcopy({(1, 2): [3]}), copy.copy(range(3)))
shared = [0]; pair = copy.deepcopy([shared, shared]); print(pair[0] is pair[1])
for o in ((x for x in ()), (i for i in [1])):
    try: copy.copy(o)
    except TypeError as e: print(e)
e = copy.copy(ValueError("a", 1)); e2 = copy.deepcopy(KeyError([1]))
print(repr(e), repr(e2), "", copy.copy(iter([1, 2])).__next__())
