# Subclasses of list.
class L(list):
    def __init__(self, *a):
        super().__init__(a)
        self.name = "n"
    def __getitem__(self, i):
        return ("got", i)
    def __len__(self):
        return 42
l = L(1, 2, 3)
print(l, len(l), l[0], l[1:2], [x for x in l], list(l), l.name, l == [1, 2, 3], bool(L()), L() == [], list.__len__(l), list.__getitem__(l, 0))
print([*l], tuple(l), sorted(l), sum(l), max(l), l.copy(), type(l.copy()).__name__, type(l + l).__name__, reversed(l).__length_hint__())
class M(list):
    def append(self, v):
        super().append(v * 2)
m = M([1])
m.append(5)
m.extend([3])
m += [4]
print(m, isinstance(m, list), M.__mro__[1:])
class N(list):
    def __iter__(self):
        return iter("xyz")
n = N([1, 2])
print(list(n), [*n], tuple(n), n, sorted(n), ",".join(n), [] + n, n + [], [9].__iadd__(n))
a, b, c = n
print(a, b, c)
o = list.__new__(list)
print(o, list.__init__(o, "ab"), o)
o.__init__()
print(o)
