# A bytearray with exported buffers may not be resized.
b = bytearray(b"abcdef")
m = memoryview(b)
for name, f in (("append", lambda: b.append(1)), ("extend", lambda: b.extend(b"x")), ("pop", lambda: b.pop()), ("del", lambda: b.__delitem__(0)), ("clear", lambda: b.clear()), ("iadd", lambda: b.__iadd__(b"z")), ("slice", lambda: b.__setitem__(slice(0, 1), b"xy")), ("insert", lambda: b.insert(0, 1)), ("remove", lambda: b.remove(97)), ("imul", lambda: b.__imul__(2)), ("init", lambda: b.__init__(b"qq"))):
    try:
        f()
        print(name, "ok", b)
    except BufferError as e:
        print(name, e, b)
b[0] = 90
b[1:3] = b"YX"
b.reverse()
print(b, m.tobytes(), m[0])
m[1] = 33
m[2:4] = b"??"
print(b)
m.release()
b.append(7)
b.extend(b"more")
print(b)
with memoryview(b) as v:
    try:
        b.clear()
    except BufferError as e:
        print(e)
b.clear()
print(b)
w = memoryview(bytearray(b"xyz"))
s = w[1:]
try:
    w.release()
    print("released", end=" ")
    print(s.tobytes())
except BufferError as e:
    print(e)
