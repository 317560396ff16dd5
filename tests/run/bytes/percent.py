# bytes % formatting.
print(b"%s %d %x" % (b"a", 5, 255), b"%b|%5b|%-5b|%.2b" % (b"abc", b"a", b"a", b"abc"), b"%c%c" % (65, b"z"), b"%a %r" % ("\xe9", "x"), b"%%", b"%5d|%-5d|%05d|%+d" % (1, 2, 3, 4), b"%f %.2f %e %g" % (1.5, 2.345, 3e10, 1e-5), b"%(k)s" % {b"k": b"v"}, b"%s" % bytearray(b"q"), b"%s" % memoryview(b"mv"), b"%o %#x %X" % (8, 255, 171))
class B:
    def __bytes__(self):
        return b"dunder"
print(b"%s %b" % (B(), B()), b"%*d" % (5, 42), type(bytearray(b"%d") % 5).__name__, bytearray(b"%s!") % b"z", b"%d" % True, b"%d" % 3.7)
for f, a in ((b"%s", "str"), (b"%b", 5), (b"%c", 256), (b"%c", b"ab"), (b"%c", "a"), (b"%d", b"1"), (b"%s %s", (b"a",)), (b"%s", (b"a", b"b")), (b"%z", 1), (b"%", 1), (b"x", 1), (b"%(a)s", {"a": b"v"}), (b"%(a)s", b"v"), (b"%s", None), (b"%x", 1.5), (b"%(a", {}), (b"%f", b"x")):
    try:
        print(f, a, f % a)
    except Exception as e:
        print(f, a, type(e).__name__, e)
