# Every pair of builtin types under @ and @=.
A = type("A", (), {"__matmul__": lambda a, b: ("left", type(b).__name__), "__repr__": lambda a: "A()"})
R = type("R", (), {"__rmatmul__": lambda a, b: ("right", type(b).__name__), "__repr__": lambda a: "R()"})
I = type("I", (int,), {"__rmatmul__": lambda a, b: ("I right", b)})
vals = [0, 3, -2, 2 ** 70, True, 1.5, 2 + 1j, "%s", b"%d", [1], (2,), {"k": 1}, {1}, frozenset([1, 2]), None, range(2), bytearray(b"q"), A(), R(), I(5)]
for a in vals:
    for b in vals:
        if isinstance(a, int) and isinstance(b, int) and abs(b) > 100 and "@" in ("**", "<<") or type(b) is int and b > 100 and type(a) in (str, bytes, list, tuple, bytearray) or type(a) is int and a > 100 and type(b) in (str, bytes, list, tuple, bytearray):
            continue
        try:
            r = repr(a @ b)
        except Exception as e:
            r = "%s: %s" % (type(e).__name__, e)
        x = a[:] if isinstance(a, (list, bytearray)) else a.copy() if isinstance(a, (dict, set)) else a
        try:
            x @= b
            q = repr(x)
        except Exception as e:
            q = "%s: %s" % (type(e).__name__, e)
        print(repr(a), repr(b), r if len(r) < 90 else hash(r) and len(r), "same" if q == r else q if len(q) < 90 else len(q))
