# struct: formats, alignment, errors.
import struct
for fmt, args in (("b", (-1,)), ("B", (255,)), ("<h", (-2,)), (">H", (258,)), ("<i", (-1,)), (">I", (1,)), ("<q", (2 ** 40,)), (">Q", (2 ** 64 - 1,)), ("<f", (1.5,)), (">d", (-0.1,)), ("?", (5,)), ("c", (b"x",)), ("5s", (b"ab",)), ("2s", (b"abc",)), ("5p", (b"abc",)), ("3x", ()), ("<2h", (1, 2)), ("@bi", (1, 2)), ("=bi", (1, 2)), ("!HH", (1, 2)), ("<e", (1.5,)), ("0s", (b"",)), ("", ()), ("<bxh", (1, 2)), ("@b0q", (1,)), ("n", (-5,))):
    p = struct.pack(fmt, *args)
    print(fmt, p, struct.calcsize(fmt), struct.unpack(fmt, p))
for f in (lambda: struct.pack("b", 128), lambda: struct.pack("B", -1), lambda: struct.pack("<h", 40000), lambda: struct.pack("i", 1.5), lambda: struct.pack("i"), lambda: struct.pack("i", 1, 2), lambda: struct.pack("z", 1), lambda: struct.unpack("i", b"abc"), lambda: struct.pack("s", "a"), lambda: struct.pack("c", b"ab"), lambda: struct.pack("<f", 1e300), lambda: struct.pack("<e", 1e10), lambda: struct.pack("d", "a"), lambda: struct.unpack_from("<i", b"abc", 1), lambda: struct.pack("<Q", 2 ** 64), lambda: struct.pack("<q", -2 ** 63 - 1), lambda: struct.calcsize("5"), lambda: struct.pack(5), lambda: list(struct.iter_unpack("<h", b"abc")), lambda: struct.pack("<n", 1), lambda: struct.unpack("i", "abcd")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
b = bytearray(8)
struct.pack_into("<hh", b, 2, 1, -1)
print(b, struct.unpack_from("<h", b, 4), list(struct.iter_unpack("<hh", bytes(b))), struct.Struct("<ih").size, struct.Struct("<ih").format, struct.Struct(">i").unpack(b"\0\0\0\5"), struct.unpack("<f", b"\0\0\xc0\x7f"), struct.pack(">d", float("inf")))
