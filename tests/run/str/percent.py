# printf-style formatting of strings and objects; every refusal.
print("%s %r %a" % ("é", "é", "é"), "%5s|%-5s|%.2s|%5.1s|" % ("abc", "abc", "abc", "abc"), "%%", "%s" % "", "%c%c%c" % (65, "b", 0x20ac))
print("%d %i %u %05d %+d % d %-5d| %x %X %#x %#o %o %#X" % (1, 2, 3, 4, 5, 6, 7, 255, 255, 255, 8, 8, 255))
print("%(a)s %(b)d %(a)r %%" % {"a": "x", "b": 5, "c": 0}, "%(a(b))s" % {"a(b)": 1}, "%()s" % {"": "empty"})
print("%s" % (1,), "%s" % [1, 2], "%s" % {"a": 1}, "%s %s" % (1, (2, 3)), "%s" % ((1, 2),), "plain" % (), "plain" % {}, "plain" % [])
print("%*d|%-*d|%.*f" % (5, 42, 5, 42, 2, 3.14159), "%.3d|%.0d|%5.3d|%-8.3d|%+.3d" % (5, 0, 7, 7, 7), "%#.4x" % 10, "%08.3d" % 5, "%ld %hd %Lf" % (1, 2, 3))
print("%d" % (10 ** 30), "%x" % -255, "%x" % (2 ** 70), "%o" % -8, "%d" % True, "%s" % None, "%s" % int, "%d" % 3.99, "%d" % -3.99)
tests = [("%d", "x"), ("%d", None), ("%s %s", (1,)), ("%s", (1, 2)), ("%s", ()), ("plain", 1), ("plain", (1,)), ("%z", 1), ("%", 1), ("%(a)s", 1), ("%(a)s", {}), ("%(a", {}), ("%c", 300 * 10 ** 6), ("%c", "ab"), ("%c", -1), ("%c", None), ("%x", "a"), ("%*d", ("a", 1)), ("%*d", (1,)), ("%.*d", ("a", 1)), ("%5", 1), ("%(a)s %s", {"a": 1}), ("%d", [1]), ("%s%", 1), ("% ", 1), ("%é", 1), ("a%\n", 2), ("%.", 1), ("%x", 1.0), ("%d", 1j), ("%99999999999999999999d", 1), ("%.99999999999999999999d", 1)]
for f, a in tests:
    try:
        print(repr(f), a, repr(f % a))
    except Exception as e:
        print(repr(f), a, type(e).__name__, ascii(str(e)))
class S:
    def __str__(self):
        return "S!"
    def __repr__(self):
        return "<S>"
    def __int__(self):
        return 12
    def __index__(self):
        return 14
    def __getitem__(self, k):
        return "item-%s" % k
print("%s %r %d" % (S(), S(), S()), "%x" % S(), "%(k)s" % S())
class M(dict):
    def __missing__(self, k):
        return k * 2
print("%(ab)s" % M())
print("x%s".__mod__(1), "x".__rmod__("%s!"))
