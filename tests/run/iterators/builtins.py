# enumerate, zip, map, filter, reversed in detail.
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate("ab", start=-1)), list(enumerate([], 3)), list(enumerate("a", 10 ** 30)), list(enumerate("ab", 2 ** 63 - 1)))
print(list(zip()), list(zip("ab")), list(zip("abc", [1, 2])), list(zip("ab", "cd", "ef")), list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(filter(None, [0, 1, "", "a", [], None])), list(filter(lambda x: x % 2, range(6))), list(filter(bool, [])), list(reversed([1, 2])), list(reversed("ab")), list(reversed((1,))), list(reversed(range(3))))
for f in (lambda: enumerate(), lambda: enumerate(5), lambda: enumerate("a", "b"), lambda: enumerate("a", 1.5), lambda: zip(5), lambda: zip([1], 5), lambda: zip("a", None), lambda: map(), lambda: map(str), lambda: map(str, 5), lambda: next(map(5, [1])), lambda: filter(), lambda: filter(None), lambda: filter(None, 5), lambda: next(filter(5, [1])), lambda: reversed(5), lambda: reversed({1}), lambda: reversed(iter([1])), lambda: list(map(lambda: 1, [1])), lambda: list(map(lambda x: x, [1], [2])), lambda: zip("a", x=1), lambda: enumerate("a", nope=1), lambda: list(map(None, [1])), lambda: reversed(), lambda: zip([1], [2], None), lambda: map(str, [1], 5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
def noisy(name, n):
    for i in range(n):
        print(name, i, end=" ")
        yield i
    print(name, "end", end=" ")
print(list(zip(noisy("a", 2), noisy("b", 1))))
print(list(zip(noisy("a", 1), noisy("b", 2))))
print(list(map(lambda a, b: (a, b), noisy("a", 2), noisy("b", 1))))
e = enumerate("abc")
print(next(e), list(e), next(e, 0), iter(e) is e)
m = map(int, ["1", "x", "3"])
print(next(m))
try:
    next(m)
except ValueError as ex:
    print(ex)
print(list(m))
class R:
    def __len__(self):
        return 3
    def __getitem__(self, i):
        return "item%d" % i
class R2:
    def __reversed__(self):
        return iter("custom")
class R3(R):
    __reversed__ = None
print(list(reversed(R())), list(reversed(R2())), reversed(R()).__length_hint__())
try:
    reversed(R3())
except TypeError as ex:
    print(ex)
