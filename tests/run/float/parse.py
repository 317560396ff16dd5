# float() from text, and refusals.
for s in ("0", " 1.5 ", "-1e5", "+.5", "5.", "1_0.5", "inf", "-Infinity", "INF", "nan", "+NaN", "-nan", "1e400", "-1e400", "1e-400", "\u0661.\u0662", "\xa02\u2003", "1E+05", "0x10", "", " ", "1.5.2", "e5", "1e", "1__0", "_1", "1_", "1 2", "infi", "nan(1)", "--1", "1,5", "\x001", "1\x00", "1" * 400, "0." + "0" * 400 + "1", "123456789012345678901234567890.5", "9007199254740993", "2.4703282292062328e-324", "2.4703282292062327e-324"):
    try:
        print(ascii(s)[:40], repr(float(s)))
    except Exception as e:
        print(ascii(s)[:40], type(e).__name__, str(e)[:90])
print(float(), float(b"1.5"), float(bytearray(b"2.5")), float(True), float(10 ** 22))
for args in ((None,), ([],), (1j,), (b"\xff",), (1, 2), (10 ** 400,)):
    try:
        print(float(*args))
    except Exception as e:
        print(type(e).__name__, e)
class F:
    def __float__(self):
        return 2.5
class G:
    def __float__(self):
        return 1
class H:
    def __index__(self):
        return 8
class S(float):
    def __float__(self):
        return 7.0
for c in (F(), G(), H(), S(1.5), object):
    try:
        print(float(c))
    except Exception as e:
        print(type(e).__name__, e)
