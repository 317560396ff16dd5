# abs, all, any, sum with odd arguments.
print(abs(-5), abs(-2.5), abs(3 + 4j), abs(True), abs(-10 ** 30), abs(-0.0))
print(all([]), any([]), all([1, 0]), any([0, 1]), all("ab"), any(["", 0]), all(x < 3 for x in [1, 2]), any({}), all({0: 1}))
print(sum([]), sum([1, 2.5]), sum([[1], [2]], []), sum((1, 2), 10), sum([1], start=5), sum(range(101)), sum([2 ** 62] * 4), sum([1j, 2]), sum([True, True]), sum({1: 2, 3: 4}), sum([(1,), (2,)], ()))
class A:
    def __abs__(self): return "abs A"
    def __radd__(self, o): return ("radd", o)
    def __add__(self, o): return ("add", o)
print(abs(A()), sum([A()]), sum([1, A()]))
for f in (lambda: abs("a"), lambda: sum(["a"]), lambda: sum("ab", ""), lambda: sum([b"a"], b""), lambda: sum([bytearray()], bytearray()), lambda: sum(5), lambda: sum([1, "a"]), lambda: any(5), lambda: all(None), lambda: sum([[]]), lambda: sum(), lambda: abs()):
    try: print(f())
    except TypeError as e: print(e)
