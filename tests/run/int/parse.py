# int() from strings, bytes and other objects, and every refusal.
ok = ["0", " 42 ", "+7", "-7", "1_000", "00012", "\t\n5\r\f\v", "\u0664\u0662", "\xa03\u2003", "123456789012345678901234567890", "-0", "0_0"]
for s in ok:
    print(ascii(s), int(s))
based = [("ff", 16), ("0xFF", 16), ("0b101", 2), ("0o17", 8), ("zz", 36), ("0x1f", 0), ("0b11", 0), ("0o7", 0), ("10", 0),
         ("-0x10", 0), ("1_0", 2), ("0x_f", 16), ("0_7", 8), ("0", 0), ("00", 0), ("b1", 16), ("0b1", 16), ("1" * 40, 3), ("ZZ" * 20, 36)]
for s, b in based:
    print(s, b, int(s, b))
bad = [("", 10), (" ", 10), ("1 2", 10), ("1__0", 10), ("_1", 10), ("1_", 10), ("+-1", 10), ("1.0", 10), ("0x", 16), ("012", 0),
       ("9", 8), ("z", 35), ("0b2", 0), ("1", 1), ("1", 37), ("1", -1), ("\x00", 10), ("1\x00", 10), ("\ud800", 10), ("0x1", 10), ("a" * 300, 10)]
for s, b in bad:
    try:
        print(int(s, b))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))
print(int(b"12"), int(bytearray(b"-0x1f"), 16), 77)
for args in ((None,), ([],), (b"zz",), (1.5, 10), (5, 2), ({}, 10), (1 + 2j,), ("1", "10"), (b"\xff",), ("1", 2, 3)):
    try:
        print(int(*args))
    except Exception as e:
        print(type(e).__name__, e)
print(int(), int(3.99), int(-3.99), int(1e30), int(True), 16)
for f in (lambda: int(float("nan")), lambda: int(float("inf")), lambda: int(float("-inf")), lambda: int(x="1"), lambda: int(base=10)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
