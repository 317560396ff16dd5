# Making bytes from everything; errors.
class I:
    def __index__(self):
        return 3
class B:
    def __bytes__(self):
        return b"from dunder"
class W:
    def __bytes__(self):
        return "str"
class S:
    def __getitem__(self, i):
        if i < 3:
            return i + 65
        raise IndexError
class It:
    def __iter__(self):
        return iter([1, 2, 255])
for args in ((), (0,), (3,), (True,), (b"abc",), (bytearray(b"xy"),), (memoryview(b"mv"),), ([1, 2, 3],), ((65, 66),), (range(5),), (I(),), (B(),), (W(),), (S(),), (It(),), ("é", "utf-8"), ("é", "latin-1"), ("é", "ascii", "ignore"), ("abc",), (-1,), (1.5,), (None,), ([256],), ([-1],), (["a"],), ([1.0],), (b"a", "utf-8"), (5, "utf-8"), ({3: 1},), (10 ** 30,), ("a", 5), ([10 ** 30],), (object,), ([I()],)):
    try:
        print(bytes(*args))
    except Exception as e:
        print(type(e).__name__, e)
print(bytes.fromhex("00ff 1A"), bytes.fromhex(""), bytes.fromhex("  ab  cd\n"), b"\x00\xff".hex(), b"abcdef".hex("-"), b"abcdef".hex("-", 2), b"abcde".hex(":", -2), b"abcde".hex(b"_", 3), b"".hex("-"))
for f in (lambda: bytes.fromhex("0"), lambda: bytes.fromhex("zz"), lambda: bytes.fromhex("0 0"), lambda: bytes.fromhex(b"00"), lambda: bytes.fromhex("é0"), lambda: b"a".hex("ab"), lambda: b"a".hex("é"), lambda: b"a".hex(5), lambda: b"a".hex("")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(bytes(source="a", encoding="ascii"), b"a" b"b" rb"\n" Rb"\x" bR"q", b"\x41\101\n\\\'", b'"', b"'", b"'\"")
for src in ("b'é'", "b'\\x4'", "b'a' 'b'", "b'\\u1234'", "b'\\N{BULLET}'[:3]", "bb'a'"):
    try:
        print(src.encode("ascii", "backslashreplace"), eval(src))
    except SyntaxError as e:
        print(ascii(src), e.msg)
