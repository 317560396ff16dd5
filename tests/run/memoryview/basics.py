# memoryview over bytes and bytearray: items, slices, attributes, release.
m = memoryview(b"abcdef")
print(m[0], m[-1], m[1:4].tobytes(), m[::2].tobytes(), m[::-1].tobytes(), list(m), len(m), m.tolist(), bytes(m), m == b"abcdef", m[1:] == b"bcdef", m != b"x", 97 in m)
print(m.format, m.itemsize, m.nbytes, m.ndim, m.shape, m.strides, m.suboffsets, m.readonly, m.contiguous, m.c_contiguous, m.f_contiguous, m.obj, m.hex(), m.hex(":"), m[::2].contiguous, m[::2].strides, m[::-1].strides)
print(hash(m) == hash(b"abcdef"), str(m).startswith("<memory at"), m.toreadonly().readonly, memoryview(m) == m, m.tobytes(order="C"))
b = bytearray(b"abcdef")
w = memoryview(b)
w[0] = 65
w[1:3] = b"XY"
w[3:] = memoryview(b"DEF")
print(b, w.readonly)
w[::2] = b"123"
print(b)
for f in (lambda: m.__setitem__(0, 1), lambda: m.__delitem__(0), lambda: w.__delitem__(0), lambda: w.__setitem__(0, 256), lambda: w.__setitem__(0, b"a"), lambda: w.__setitem__(0, "a"), lambda: w.__setitem__(slice(0, 2), b"abc"), lambda: w.__setitem__(10, 1), lambda: w[10], lambda: w["a"], lambda: w[1.5], lambda: memoryview("abc"), lambda: memoryview(5), lambda: memoryview(), lambda: w + b"a", lambda: hash(w), lambda: w[0, 0], lambda: w[...], lambda: w[::0], lambda: w < m, lambda: w.__setitem__(0, 1.5), lambda: memoryview([1]), lambda: w.__setitem__(slice(0, 2), 5)):
    try:
        r = f()
        print(r if not isinstance(r, memoryview) else r.tobytes())
    except Exception as e:
        print(type(e).__name__, e)
w.release()
for f in (lambda: w[0], lambda: len(w), lambda: w.tobytes(), lambda: w.format, lambda: w == b"a", lambda: w.release(), lambda: list(w), lambda: w.__enter__(), lambda: hash(w), lambda: memoryview(w), lambda: w.cast("B")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(str(w).startswith("<released memory at"))
