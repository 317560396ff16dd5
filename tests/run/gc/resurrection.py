# An object may save itself once; __del__ runs a single time.
import gc
class R:
    def __init__(self, n): self.n = n
    def __del__(self):
        print("del", self.n)
        saved.append(self)
saved = []
r = R("plain")
del r
print(len(saved))
saved.clear()
print("second death is quiet")
a, b = R("c1"), R("c2")
a.o, b.o = b, a
del a, b
gc.collect()
print(sorted(x.n for x in saved), saved[0].o.o is saved[0])
saved.clear()
gc.collect()
print(saved)
class P:
    def __init__(self): self.me = self
    def __del__(self):
        global back
        back = self.me
P()
gc.collect()
print(type(back).__name__, back.me is back)
del back
gc.collect()
print("back" in globals())
