# __len__, __getitem__, __setitem__, __contains__, __iter__, __reversed__.
class Seq:
    def __init__(self, *v): self.v = list(v)
    def __getitem__(self, i):
        log.append(i)
        return self.v[i]
    def __len__(self): return len(self.v)
log = []
s = Seq("a", "b", "c")
print(list(s), log)
log.clear()
print("b" in s, log, "z" in s, list(reversed(s)), s[-1], s[0:2], [*s], max(s), sorted(s, reverse=True), list(enumerate(s)), dict(zip(s, s)))
a, *b = s
print(a, b, len(s), bool(Seq()))
class Contains:
    def __contains__(self, x): return x
class It:
    def __iter__(self): return iter([1, 2])
class NoCont:
    __contains__ = None
    def __iter__(self): return iter([1])
class Neg:
    def __len__(self): return -1
class Flt:
    def __len__(self): return 2.0
class Big:
    def __len__(self): return 2 ** 63
class Idx:
    def __len__(self):
        class I:
            def __index__(self): return 7
        return I()
for f in (lambda: 5 in Contains(), lambda: 0 in Contains(), lambda: [] not in Contains(), lambda: 2 in It(), lambda: 5 in It(), lambda: 1 in NoCont(), lambda: 1 in 5, lambda: len(Neg()), lambda: len(Flt()), lambda: len(Big()), lambda: len(Idx()), lambda: len(It()), lambda: reversed(It()), lambda: It()[0], lambda: s["x"], lambda: s[5], lambda: It().__setitem__):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
def st(src):
    try:
        exec(src)
    except Exception as e:
        print(src, type(e).__name__, e)
st("s[0] = 1")
st("del s[0]")
st("It()[0] = 1")
st("del It()[1:2]")
class D:
    def __delitem__(self, k): print("del", k)
    def __setitem__(self, k, v): print("set", k, v)
d = D()
del d[1], d["a":], d[...]
d[1], d[2] = "xy"
d[0:1], *d["rest"] = [1, 2, 3]
class MissingIter(dict):
    def __iter__(self): return iter(["only"])
print(list(MissingIter(a=1)), [*MissingIter(a=1)], {**MissingIter(a=1)}, dict(MissingIter(a=1)))
