# Integer literals in every notation, and the ones refused.
print(0, 00, 0_0, 1_000_000, 0xDEAD_beef, 0XF, 0o17, 0O7_7, 0b1010, 0B_1, 0x_f)
print(123456789012345678901234567890, 0xffffffffffffffffffffffff, 0b1 << 70)
print(1 .real, 1..real, (1).real, 0xfor 5 if 0 else 15)
for src in ("01", "0_1", "1__0", "1_", "0x", "0b2", "0o8", "0xg", "1a", "0b", "0_x1", "00_1", "1_000_", "0b1_", "0777", "1e", "1e+", "0x1.5", "123abc"):
    try:
        print(src, "->", eval(src))
    except SyntaxError as e:
        print(src, "->", e.msg)
for src in ("1if 1else 2", "0xfor 1", "1or 2", "0b1and 0", "[1for x in(1,2)]", "1_0.real", "1 .real", "1.real"):
    try:
        print(src, "->", eval(src))
    except SyntaxError as e:
        print(src, "->", e.msg)
print(-1, - 1, +1, --1, ~-1, -~1, not 1, - - -5)
