# Ranges of every shape; membership, slices, equality.
for args in ((5,), (2, 5), (0,), (-3,), (5, 2), (5, 2, -1), (0, 10, 3), (10, 0, -3), (1, 10, 100), (0, -10, -4), (10 ** 20, 10 ** 20 + 3), (True,)):
    r = range(*args)
    print(r, list(r), len(r), r.start, r.stop, r.step, list(reversed(r)), r[:2], r[::-1], r[1:], bool(r), 5 in r, 3.0 in r, "a" in r)
print(range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2), range(3) == [0, 1, 2], hash(range(0, 3, 2)) == hash(range(0, 4, 2)), range(10)[3], range(10)[-1], range(10).index(4), range(10).count(4), range(10).count(40), range(0, 10, 2)[1:4], range(10)[2:8:3], range(10)[::-2], range(10 ** 30)[10 ** 29], 10 ** 29 in range(0, 10 ** 30, 10), 10 ** 29 + 1 in range(0, 10 ** 30, 10))
for f in (lambda: range(), lambda: range(1, 2, 0), lambda: range(1.0), lambda: range("a"), lambda: range(1, 2, 3, 4), lambda: range(3)[3], lambda: range(3)[-4], lambda: range(3)["a"], lambda: range(3).index(9), lambda: len(range(10 ** 30)), lambda: range(3) + range(2), lambda: range(3) < range(4), lambda: range(None), lambda: range(3).nope, lambda: range(x=1), lambda: range(3)[10 ** 30], lambda: range(3).index("a"), lambda: range(0, 5)[::0]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
def st(src):
    try:
        exec(src)
    except Exception as e:
        print(src, type(e).__name__, e)
st("range(3).start = 1")
st("range(3)[0] = 1")
st("class R(range): pass")
it = iter(range(5))
print(next(it), it.__length_hint__(), list(it), it.__length_hint__(), type(it).__name__, type(iter(range(10 ** 30))).__name__)
it = iter(range(10 ** 20, 10 ** 20 + 2))
print(list(it), next(it, None), repr(range(1, 2, 1)), str(range(0, 1, 2)))
class I:
    def __index__(self):
        return 4
print(range(I()), range(10)[I()], type(range(True).stop).__name__)
