# Order of destruction of the items of containers.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def t(name, f):
    print("--", name)
    f()
t("list", lambda: [D(1), D(2), D(3)])
t("tuple", lambda: (D(1), D(2)))
t("dict", lambda: {"a": D(1), "b": D(2), D("key"): 5})
t("nested", lambda: [[D(1)], (D(2), [D(3)])])
l = [D(i) for i in range(5)]
print("del slice")
del l[1:3]
print("assign slice")
l[0:1] = [D("new")]
print("clear")
l.clear()
d = {i: D(i) for i in range(3)}
print("overwrite")
d[1] = D("one again")
print("pop")
d.pop(0)
print("clear")
d.clear()
class O: pass
o = O()
o.a, o.b = D("attr a"), D("attr b")
print("del o")
del o
s = {D("in set")}
print("del set")
del s
x = [D("extend")]
x += [D("more")]
x[:] = []
print("swap")
a, b = D("A"), D("B")
a, b = b, a
del a
print("end swap")
del b
m = [[D("row%d" % i)] for i in range(2)]
m.reverse()
print("del m")
del m
it = iter([D("it1"), D("it2")])
next(it)
print("drop iterator")
del it
