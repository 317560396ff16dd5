# And, or, xor and invert in two's complement on any size.
vals = [0, 1, -1, 5, -6, 2 ** 30 - 1, -2 ** 30, 2 ** 64, -2 ** 64, 2 ** 90 + 2 ** 45, -(2 ** 90 + 12345)]
for a in vals:
    print(a, ~a)
    print([a & b for b in vals])
    print([a | b for b in vals])
    print([a ^ b for b in vals])
for a in vals:
    for b in vals:
        assert (a & b) + (a | b) == a + b
        assert (a ^ b) == (a | b) - (a & b)
        assert ~(a & b) == ~a | ~b
print(True & True, True | False, True ^ True, True & 3, ~True, type(True ^ False).__name__, type(True ^ 0).__name__)
for f in (lambda: 1 & 1.0, lambda: 1.5 | 2, lambda: None ^ 1, lambda: ~1.0, lambda: "a" & "b", lambda: ~"a", lambda: ~None):
    try:
        f()
    except TypeError as e:
        print(e)
x = 0xff
x &= 0x3c
x |= 0x100
x ^= 0x104
print(hex(x), x.bit_length())
