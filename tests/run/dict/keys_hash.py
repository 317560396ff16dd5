# Keys with unusual __hash__ and __eq__.
class K:
    def __init__(self, n, h):
        self.n, self.h = n, h
    def __hash__(self):
        log.append("hash " + self.n)
        return self.h
    def __eq__(self, o):
        log.append("eq %s %s" % (self.n, getattr(o, "n", o)))
        return isinstance(o, K) and self.n[0] == o.n[0]
    def __repr__(self):
        return self.n
log = []
def show(v):
    print(v, log)
    log.clear()
a1, a2, b = K("a1", 1), K("a2", 1), K("b", 1)
d = {a1: 1}
show(d)
d[a2] = 2
show(d)
d[b] = 3
show(d)
show(d[a1])
show(b in d)
show(d.get(K("c", 2)))
show(d.get(K("c", 1)))
show(d.pop(a2))
d.setdefault(a2, 9)
show(d)
show({a1, a2, b} == {a1, b})
show(dict(d) == d)
class NoHash:
    def __eq__(self, o):
        return True
class BadHash:
    def __hash__(self):
        return "x"
class BigHash:
    def __hash__(self):
        return 10 ** 40
class Raise:
    def __hash__(self):
        raise ValueError("no hash today")
class EqRaise:
    def __hash__(self):
        return 7
    def __eq__(self, o):
        raise ValueError("no eq")
for c in (NoHash, BadHash, BigHash, Raise):
    try:
        print(c.__name__, {c(): 1}[c()] if c is not BigHash else hash(c()) == hash(10 ** 40))
    except Exception as e:
        print(c.__name__, type(e).__name__, e)
d = {EqRaise(): 1}
for f in (lambda: d[EqRaise()], lambda: d[7], lambda: 7 in d, lambda: d.get(7, 0), lambda: d.pop(7, 0), lambda: {7} & set(d)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
