# Subclasses of int: arithmetic results, attributes, overriding operators.
class N(int):
    def __new__(cls, v=0, note=None):
        self = super().__new__(cls, v)
        self.note = note
        return self
    def __repr__(self):
        return "N(%d)" % self
    def __add__(self, other):
        r = int.__add__(self, other)
        return r if r is NotImplemented else N(r)
n = N(5, "five")
print(n, repr(n), str(n), f"{n}", "%s %d %r" % (n, n, n), n.note, n.__dict__)
print(n + 1, 1 + n, n + n, n * 2, n - 1, type(n * 2).__name__, type(1 + n).__name__)
print(n == 5, hash(n) == hash(5), {5: "a"}[n], [0] * n, "abcdefg"[n], range(n))
print(isinstance(n, int), issubclass(N, int), N.__mro__ == (N, int, object), int(n), type(int(n)).__name__)
class M(int):
    def __radd__(self, other):
        return "radd"
    def __rsub__(self, other):
        return "rsub"
    def __lt__(self, other):
        return "lt"
    def __gt__(self, other):
        return "gt"
print(1 + M(2), M(2) + 1, 1 - M(2), True + M(1), M(1) < 2, 2 < M(1), 2 > M(1))
try:
    N("x")
except ValueError as e:
    print(e)
try:
    (5).attr = 1
except AttributeError as e:
    print(e)
try:
    int.attr = 1
except TypeError as e:
    print(e)
try:
    class Z(bool):
        pass
except TypeError as e:
    print(e)
