# Mutating methods of bytearray.
b = bytearray(b"hello")
b.append(33)
b.extend(b" wor")
b.extend([108, 100])
b.insert(0, 42)
b.insert(100, 46)
b.insert(-1, 44)
print(b, len(b))
print(b.pop(), b.pop(0), b.pop(-2), b)
b.remove(108)
b.reverse()
print(b)
b[0] = 65
b[-1] = 90
b[1:3] = b"XYZW"
b[::2] = b"." * len(b[::2])
print(b)
del b[0]
del b[-2:]
del b[::3]
print(b)
b += b"tail"
b *= 2
print(b, b.copy() == b, b.copy() is b)
b.clear()
print(b, bool(b))
b = bytearray(5)
b[1:1] = [1, 2, 3]
b[10:] = b"end"
b[2:4] = ()
print(b)
for f in (lambda: b.append(256), lambda: b.append("a"), lambda: b.append(b"a"), lambda: b.extend("abc"), lambda: b.extend([300]), lambda: b.extend(5), lambda: b.insert(0, -1), lambda: b.pop(100), lambda: bytearray().pop(), lambda: b.remove(200), lambda: b.remove(300), lambda: b.__setitem__(100, 1), lambda: b.__setitem__(0, 256), lambda: b.__setitem__(0, "a"), lambda: b.__setitem__(slice(0, 2), "ab"), lambda: b.__setitem__(slice(0, 4, 2), b"abc"), lambda: b.__setitem__("a", 1), lambda: b.__delitem__(100), lambda: b.__delitem__("x"), lambda: hash(b), lambda: b.__setitem__(slice(0, 1), 5), lambda: b.__iadd__("x"), lambda: b.append(1.5), lambda: b.extend(None)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(b)
