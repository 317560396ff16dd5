# str, repr, hex, oct, bin of integers of many sizes.
vals = [0, 1, -1, 9, 10, 99, 255, -256, 2 ** 29, 2 ** 30, 2 ** 31 - 1, -2 ** 31, 2 ** 63 - 1, -2 ** 63, 2 ** 64, 10 ** 18, 10 ** 19 - 1, 10 ** 27, -10 ** 36]
for v in vals:
    print(str(v), repr(v), hex(v), oct(v), bin(v))
    assert int(str(v)) == v and int(hex(v), 0) == v and int(oct(v), 8) == v and int(bin(v), 2) == v
x = 3 ** 2000
s = str(x)
print(len(s), s[:20], s[-20:], int(s) == x)
y = 10 ** 500
print(str(y) == "1" + "0" * 500, str(y - 1) == "9" * 500, str(-y) == "-1" + "0" * 500)
for f in (hex, oct, bin):
    for a in (1.0, "1", None):
        try:
            f(a)
        except TypeError as e:
            print(f.__name__, e)
class I:
    def __index__(self):
        return 300
print(hex(I()), oct(I()), bin(I()))
print(hex(True), str(True), int.__str__(True), int.__repr__(5))
