# Rich comparison dispatch, reflection, NotImplemented, defaults.
class A:
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        log.append("A.lt")
        return self.n < o.n if isinstance(o, A) else NotImplemented
    def __eq__(self, o):
        log.append("A.eq")
        return self.n == o.n if isinstance(o, A) else NotImplemented
    def __ge__(self, o):
        log.append("A.ge")
        return "ge result"
class B(A):
    def __gt__(self, o):
        log.append("B.gt")
        return "B.gt result"
    def __eq__(self, o):
        log.append("B.eq")
        return NotImplemented
class P: pass
log = []
def tr(src):
    log.clear()
    try:
        print(src, eval(src), log)
    except TypeError as e:
        print(src, e, log)
for src in ("A(1) < A(2)", "A(2) > A(1)", "A(1) == A(1)", "A(1) != A(1)", "A(1) != A(2)", "A(1) == 5", "5 == A(1)", "A(1) != 5", "A(1) < 5", "5 > A(1)", "A(1) >= 5", "5 <= A(1)", "A(1) <= A(2)", "A(1) < B(2)", "B(1) > A(0)", "A(1) == B(1)", "B(1) == A(1)", "B(1) == B(1)", "P() == P()", "P() != P()", "P() < P()", "P() < 1", "A(1) > P()", "None == A(1)", "A(1) is A(1)", "A(1) in [A(2), A(1)]", "min(A(2), A(1)).n", "A(1) < A(2) < A(3)", "A(3) < A(2) < A(1)", "not A(1) == A(1)"):
    tr(src)
class E:
    __eq__ = None
    __lt__ = None
for src in ("E() == E()", "E() != E()", "E() < 1", "1 == E()", "E() == 1"):
    tr(src)
class W:
    def __eq__(self, o): return [1]
    def __ne__(self, o): return ""
    def __lt__(self, o): return 0
print(W() == 1, W() != 1, W() < 1, 1 == W(), not W() == 1)
print(object().__eq__(1), object().__ne__(1), (p := P()).__eq__(p), p.__ne__(p), p.__lt__(1), type(NotImplemented).__name__, NotImplemented)
class Ch:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        print("lt", self.v, o.v)
        return self
    def __bool__(self):
        print("bool", self.v)
        return self.v > 1
r = Ch(1) < Ch(2) < Ch(3)
print(r.v)
r = Ch(5) < Ch(2) < Ch(3)
print(r.v)
