# Subclasses of bytes, dunders, iteration, repr.
class S(bytes):
    def __new__(cls, *a):
        self = super().__new__(cls, *a)
        self.n = len(a)
        return self
s = S(b"abc")
print(s, repr(s), s.n, type(s + b"d").__name__, type(s[:]).__name__, type(s * 1).__name__, type(s.upper()).__name__, type(bytes(s)).__name__, s == b"abc", hash(s) == hash(b"abc"), S(), S(2), type(S.fromhex("00")).__name__)
for i in range(0, 256, 16):
    print(bytes(range(i, i + 16)))
print([b for b in b"abc"], list(reversed(b"abc")), tuple(b"ab"), dict(zip(b"ab", b"cd")), b"abc".__getnewargs__(), b"abc".__len__(), b"abc".__contains__(97), b"a".__eq__(b"a"), b"a".__eq__("a"), b"a".__lt__(b"b"), b"a".__lt__("b"))
it = iter(b"abc")
print(next(it), it.__length_hint__(), list(it), type(it).__name__)
print(str(b"abc"), f"{b'abc'}", "%s" % b"abc", "{!r}".format(b"a'b"), ascii(b"\xff"), str(b""), b"\t\n\r\0\x7f\x80'")
try:
    exec("b'abc'[0] = 1")
except TypeError as e:
    print(e)
try:
    exec("del b'abc'[0]")
except TypeError as e:
    print(e)
for f in (lambda: b"a".__add__("x"), lambda: bytes.join(1), lambda: b"a" @ b"b", lambda: -b"a", lambda: format(b"a", "5"), lambda: int(b"a"), lambda: float(b"x"), lambda: bytes.upper("a")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
