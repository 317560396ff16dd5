# cast() between formats and shapes.
m = memoryview(bytes(range(16)))
for fmt in ("B", "b", "c", "H", "h", "I", "i", "Q", "q", "L", "l", "?", "N", "n"):
    c = m.cast(fmt)
    print(fmt, c.itemsize, c.shape, c.strides, c.tolist()[:4], c[0], c[-1], c.format, c.nbytes)
print(memoryview(b"\x00\x00\x80\x3f\x00\x00\x00\xc0").cast("f").tolist(), memoryview(b"\x00\x00\x00\x00\x00\x00\xf0\x3f").cast("d").tolist())
c = m.cast("B", [4, 4])
print(c.tolist(), c.shape, c.strides, c.ndim, c[1, 2], c[-1, -1], len(c), c.nbytes, c.tobytes() == m.tobytes())
d = m.cast("B", (2, 2, 4))
print(d.tolist(), d.shape, d.strides)
b = bytearray(8)
w = memoryview(b).cast("h")
w[0] = -2
w[3] = 300
print(b, w.tolist())
w2 = memoryview(b).cast("B", [2, 4])
w2[1, 1] = 99
print(b, w2.tolist())
e = memoryview(b).cast("d")
e[0] = 1.5
print(b)
for f in (lambda: m.cast("X"), lambda: m.cast("BB"), lambda: m[:15].cast("H"), lambda: m[::2].cast("H"), lambda: m.cast("B", [3, 4]), lambda: m.cast("H").cast("I"), lambda: m.cast(5), lambda: m.cast("B", [0, 16]), lambda: m.cast("B", [-4, -4]), lambda: c[0], lambda: c[0, 0, 0], lambda: c[5, 0], lambda: c[0:1, 0:1], lambda: w.__setitem__(0, 40000), lambda: w.__setitem__(0, 1.5), lambda: e.__setitem__(0, "a"), lambda: list(c), lambda: c.cast("H"), lambda: m.cast("c").__setitem__(0, b"a"), lambda: m.cast("B", 5), lambda: m.cast("B", ["a"])):
    try:
        r = f()
        print("ok", r.tolist() if isinstance(r, memoryview) else r)
    except Exception as ex:
        print(type(ex).__name__, ex)
print(m.cast("c") == m, m.cast("b") == m, m.cast("H") == m, m.cast("H") == m.cast("h"), m.cast("B", [4, 4]) == m.cast("B", [4, 4]), m.cast("c")[0], hash(m.cast("B", [16])) == hash(bytes(range(16))))
