# to_bytes and from_bytes: sizes, signs, orders, errors.
for n, length, order, signed in [(0, 0, "big", False), (0, 1, "big", False), (1, 1, "little", False), (258, 2, "big", False), (258, 2, "little", False),
                                 (255, 1, "big", False), (-1, 1, "big", True), (-128, 1, "little", True), (127, 1, "big", True), (-129, 2, "big", True),
                                 (2 ** 64, 9, "little", False), (-2 ** 63, 8, "big", True), (2 ** 100 + 5, 16, "big", True), (-5, 10, "little", True)]:
    b = n.to_bytes(length, order, signed=signed)
    print(n, b, int.from_bytes(b, order, signed=signed))
    assert int.from_bytes(b, order, signed=signed) == n
for call in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (128).to_bytes(1, "big", signed=True),
             lambda: (-129).to_bytes(1, "little", signed=True), lambda: (1).to_bytes(-1, "big"), lambda: (1).to_bytes(1, "middle"),
             lambda: (1).to_bytes(0, "big"), lambda: (1).to_bytes(1), lambda: (1).to_bytes("1", "big"),
             lambda: int.from_bytes(b"", "x"), lambda: int.from_bytes("ab", "big"), lambda: int.from_bytes(5, "big"), lambda: int.from_bytes([256], "big"),
             lambda: int.from_bytes(b"a"), lambda: (1).to_bytes(1, b"big")):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
print(int.from_bytes(b"", "big"), int.from_bytes([1, 2, 3], "big"), int.from_bytes(bytearray(b"\xff\xfe"), "little", signed=True))
print(int.from_bytes(b"\x00" * 20 + b"\x01", "big"), int.from_bytes(b"\xff" * 20, "big", signed=True))
class J(int):
    pass
print(type(J.from_bytes(b"\x05", "big")).__name__, J.from_bytes(b"\x05", "big"), (5).bit_length(), (0).bit_length(), (-8).bit_length(), (2 ** 100).bit_length())
