# Every pair of builtin types under <=.
A = type("A", (), {"__le__": lambda a, b: "A says", "__repr__": lambda a: "A()", "__hash__": None})
B = type("B", (int,), {"__le__": lambda a, b: "B says"})
vals = [0, 1, True, 1.0, -2.5, float("nan"), float("inf"), 1j, 1 + 0j, "a", "b", "", b"a", bytearray(b"a"), [1], [1, 2], (1,), (1, "a"), {"k": 1}, {}, {1}, frozenset([1]), None, range(1), slice(1), ..., NotImplemented, int, A(), B(1), {}.keys(), 2 ** 70, 2.0 ** 70]
for a in vals:
    row = []
    for b in vals:
        try:
            row.append(str(a <= b)[0])
        except TypeError as e:
            row.append("!")
    print(repr(a).ljust(14), " ".join(row))
for a, b in ((1, "a"), ([], ()), (None, 1), (1j, 1), ({}, {}), (object, 5), (A(), 1), (1, A()), (slice(1), 2)):
    try:
        print(a <= b)
    except TypeError as e:
        print(e)
