# hex() and fromhex() of floats.
for v in (0.0, -0.0, 1.0, -1.0, 0.1, 1.5, 255.0, 1e300, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), 1 / 3):
    h = v.hex()
    print(repr(v), h, repr(float.fromhex(h)))
for s in ("0x1p0", "0X1.8P+1", "1.8", "-0x.8p1", "0x1", "1p-3", "inf", "-infinity", "nan", " 0x1p1 ", "0x1.fffffffffffff8p0", "0x1.00000000000008p0", "0x1.000000000000081p0", "0x1p-1074", "0x1p-1075", "0x1.8p-1075", "abc", "0xabc.defp5", "0x1p1024", "0x1.fffffffffffffp1023", "0x1.fffffffffffff8p1023", "", "0x", "p5", "0x1p", "0x1 p1", "1e5", "0xg", "+-1", "0x1p100000000000000000000", "0x0p100000000000000000000"):
    try:
        print(s, repr(float.fromhex(s)))
    except Exception as e:
        print(s, type(e).__name__, e)
class F(float):
    pass
print(type(F.fromhex("0x1p1")).__name__)
print((0.1).as_integer_ratio(), (2.5).as_integer_ratio(), (0.0).as_integer_ratio(), (-1e10).as_integer_ratio(), (5.0).is_integer(), (5.5).is_integer(), float("inf").is_integer())
for v in (float("inf"), float("nan")):
    try:
        v.as_integer_ratio()
    except Exception as e:
        print(type(e).__name__, e)
