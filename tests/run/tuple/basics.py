# Construction, indexing, methods, comparison, hash.
print((), (1,), (1, 2), 1, tuple(), tuple("ab"), tuple([1]), tuple(range(3)), tuple((1, 2)) , (1, 2) + (3,), (1,) * 3, 2 * (1, 2), () * 5, (1, 2)[1], (1, 2, 3)[::-1], (1, 2, 3)[1:], (0, 1, 2)[-1])
t = (1, 2, 1, "a")
print(t.count(1), t.index("a"), t.index(1, 1), 2 in t, 5 in t, len(t), hash((1, 2)) == hash((1, 2)), hash(()) == hash(()), (1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (1, 2) == (1.0, 2.0), (1,) == [1], t is tuple(t), t[:] is t)
print(hash((1,)), hash((1, 2, 3)), hash(()), hash((1, (2, 3))), hash((True, 1.0)) == hash((1, 1)))
for f in (lambda: t[10], lambda: t["a"], lambda: t.index(99), lambda: t + [1], lambda: t * "a", lambda: tuple(5), lambda: t < [1], lambda: (1, "a") < (1, 2), lambda: hash(([],)), lambda: t.append(1), lambda: tuple(1, 2), lambda: t - t, lambda: t.index(1, 10), lambda: t.count(), lambda: tuple(x=1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
def st(src):
    try:
        exec(src, {"t": (1, 2)})
    except Exception as e:
        print(src, type(e).__name__, e)
st("t[0] = 1")
st("del t[0]")
st("t[:] = []")
st("t.x = 1")
class P(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))
    @property
    def x(self):
        return self[0]
p = P(3, 4)
print(p, p.x, type(p + (5,)).__name__, type(p[:]).__name__, p == (3, 4), {p: 1}[(3, 4)], type(tuple(p)).__name__)
a = b, c = 1, 2
print(a, b, c)
it = iter(t)
print(next(it), it.__length_hint__(), list(it), t.__getnewargs__(), repr((1,)), str(((),)), ("a",))
