# hash values that the language fixes.
print([hash(x) for x in (0, 1, -1, -2, 2 ** 61 - 2, 2 ** 61 - 1, 2 ** 61, -2 ** 61, 10 ** 30, -10 ** 30, True, False)])
print([hash(x) for x in (0.0, -0.0, 0.5, 1.5, -1.5, 1e100, 3.14, float("inf"), float("-inf"), float("nan"))])
print([hash(x) for x in (1j, 1 + 1j, -1j, 0.5 + 0.25j, complex("inf"))])
print([hash(x) for x in ((), (1,), (1, 2), (1, (2, (3,))), (0, 0), (1.0, True), tuple(range(10)), (-1,), (-2,))])
print([hash(frozenset(x)) for x in ((), (1,), (1, 2), (3, 1, 2), range(10))])
print(hash(range(3)) == hash((3, 0, 1)), hash(range(0)) == hash((0, None, None)), hash(range(1)) == hash((1, 0, None)))
print(hash("") , hash(b""), hash(""), hash("a") == hash("a"), hash("a") == hash(b"a"), hash(2 ** 1000), hash(-2 ** 1000), hash(2.0 ** 1000) == hash(2 ** 1000), hash(0.1), hash(1e-300))
print(hash(memoryview(b"abc")) == hash(b"abc"), (1).__hash__(), (1.0).__hash__(), "x".__hash__() == hash("x"))
