# Objects accepting buffers, and how they say no.
b = bytearray(b"data")
m = memoryview(b)
print(bytes(m), bytearray(m), b"".join([m, b"x"]), b"data" == m, b.startswith(m[:2]), b.find(m[2:]), int.from_bytes(m[:2], "big"), b"%s" % m, str(m, "ascii"), int(b"12"), float(b"1.5"), b + m, b"x" + m)
b2 = bytearray(10)
b2[2:6] = m
b2[:1] = memoryview(b"zz")
print(b2)
x = m[1:]
y = x[1:]
z = y[:1]
print(z.tobytes(), z.obj is b, y.obj is b, len(z))
del m, x, y
try:
    b.append(1)
except BufferError as e:
    print("still exported", e)
del z
b.append(1)
print(b)
with memoryview(b) as v:
    print(v[0], len(v))
try:
    v[0]
except ValueError as e:
    print(e)
for f in (lambda: memoryview(b"abc")[1:2] + b"x", lambda: b"".join([memoryview(b"abc")[::2]]), lambda: bytes(memoryview(b"abcdef")[::2]), lambda: eval(b"1+1"), lambda: compile(b"x=1", "f", "exec").co_names, lambda: bytes(memoryview(b"abcdef")[::-1]), lambda: memoryview(b"abcdef")[::2] == b"ace", lambda: b"ace" == memoryview(b"abcdef")[::2], lambda: b"abc".find(memoryview(b"xaxb")[1::2])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
m1 = memoryview(bytearray(b"abcdef"))
m1[2:6] = m1[0:4]
print(m1.tobytes())
m1[0:4] = m1[2:6]
print(m1.tobytes())
m1[:] = m1[::-1]
print(m1.tobytes())
