# Construction, repr, comparisons and bytes-like methods.
for args in ((), (3,), (b"abc",), ("é", "utf-8"), ([1, 2],), (bytearray(b"x"),), ("abc",), (-1,), ([256],), (None,), (1.5,), (["a"],), ("a", "nope"), (5, "utf-8")):
    try:
        print(bytearray(*args))
    except Exception as e:
        print(type(e).__name__, e)
b = bytearray(b"Hello World")
print(repr(b), str(b), b.upper(), b.split(), b.find(b"o"), b[0], b[1:3], b[::-1], b + b"!", b"!" + b, b * 2, b == b"Hello World", b < b"Z", b.decode(), b.hex(), 72 in b, b"World" in b, list(b[:3]))
print(type(b.upper()).__name__, type(b[1:2]).__name__, type(b.split()[0]).__name__, type(b.partition(b" ")[1]).__name__, b.partition(b"o"), b.join([b"a", b"b"]), type(b.join([])).__name__, b.replace(b"l", b"L"), b.translate(None, b"l"), b.strip(b"Hd"), bytearray.fromhex("ff00"), b.center(15, b"*"))
c = b
c += b"?"
print(c is b, b)
d = b
d = d + b"x"
print(d is b, d)
class S(bytearray):
    pass
s = S(b"abc")
s.x = 5
print(s, repr(s), s.x, type(s + b"d").__name__, type(s[:]).__name__, type(s.copy()).__name__, S.fromhex("01"))
it = iter(b)
n = next(it)
b.clear()
print(n, list(it), bytearray(b"a'b"), bytearray(b'a"\''), bytearray(b"\x00\xff\n"))
print({bytes(bytearray(b"k")): 1}, bytearray(b"") == b"", not bytearray())
for x in range(2, 6):
    e = bytearray(range(10))
    e[x:8:2] = bytes(len(range(x, 8, 2)))
    del e[1::x]
    print(x, e)
ba = bytearray(b"init")
ba.__init__(b"again")
print(ba)
