"""Every integer letter in every byte order at the edges of its range, and repeat counts."""
import struct

for order in "@=<>!":
    for letter, size in zip("bBhHiIlLqQ", (1, 1, 2, 2, 4, 4, 0, 0, 8, 8)):
        code = order + letter
        bits = 8 * struct.calcsize(code)
        low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if letter.islower() else (0, (1 << bits) - 1)
        for value in (low, low + 1, 0, 1, 127, high // 2, high - 1, high):
            data = struct.pack(code, value)
            assert struct.unpack(code, data) == (value,), (code, value)
            assert int.from_bytes(data, "big" if order in ">!" else "little", signed=letter.islower()) == value
        for value in (low - 1, high + 1, 2 ** 70, -2 ** 70, 1.0, "x", None):
            try:
                print(code, value, struct.pack(code, value))
            except struct.error as error:
                print(code, value, error)
    print(order, struct.pack(order + "3h2xB?", -1, 2, 256, 255, 1), struct.unpack(order + "2h4s3x2B", bytes(range(200, 213))))
    data = struct.pack(order + "300i", *range(-150, 150))
    assert struct.unpack(order + "300i", data) == tuple(range(-150, 150))
    print(order, [struct.unpack(order + code, struct.pack(order + code, 1.1)) for code in "efd"], struct.pack(order + "d", True))


class Index(object):
    def __index__(self):
        return 300


print(struct.pack("<hI?", Index(), Index(), Index()), struct.pack("B", True))
page = bytearray(b"." * 20)
struct.pack_into(">Hx3s", page, -10, 258, b"abcd")
print(page)
for args in ((">H", page, 19, 1), (">H", page, -1, 1), (">H", page, -30, 1), (">H", page, 0), (">HH", page, 0, 1, 70000)):
    try:
        struct.pack_into(*args)
    except struct.error as error:
        print(error)
print(page)
