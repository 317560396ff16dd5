# Format specs on str: fill, align, precision, and conversions of width.
for spec in ("", "s", "10", "<10", ">10", "^10", "*^10", ".3", ".0s", "10.2", "^9.4s", "é>6", "😀^7", "{<5", "}>5", "0<6", "2", ">2"):
    print(repr(spec), [format(v, spec) for v in ("", "abcdef", "é€")])
for spec in ("d", "=10", "+", " ", "#", ",", "_", "010", "x", ".", ".x", "10.", "sx", "s5", "f", "<<", "<<<", "99999999999999999999", ".99999999999999999999"):
    try:
        print(repr(spec), repr(format("abc", spec)))
    except Exception as e:
        print(repr(spec), type(e).__name__, e)
for v in (None, [], object, len, (1,), {}, ...):
    print(format(v) if v is not len else "skip", end=" ")
    try:
        print(format(v, "5"))
    except Exception as e:
        print(type(e).__name__, e)
class S(str):
    def __format__(self, spec):
        return "S:" + spec
class P(str):
    pass
print(format(S("a"), "q"), f"{S('a'):z}", "%s" % S("a"), "{:{}}".format(S("a"), S("b")), format(P("abc"), ">5"), type(format(P("abc"))).__name__)
try:
    format("a", 5)
except TypeError as e:
    print(e)
try:
    format()
except TypeError as e:
    print(e)
