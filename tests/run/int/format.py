# The format mini-language on integers.
specs = ["", "d", "5", "<5", ">5", "^5", "=5", "05", "+", "-", " ", "+05", "x<6", "x^6", "*=+8", "b", "o", "x", "X", "#b", "#o", "#x", "#X", "#010x", ",", "_", "012,", "_b", "_x", "#_x", "c", "n", "e", "f", ".2f", "g", "%", "10.3e", "+,", "*^+20,d"]
for s in specs:
    row = []
    for v in (0, 65, -65, 1234567):
        try:
            row.append(format(v, s))
        except Exception as e:
            row.append(type(e).__name__ + ": " + str(e))
    print(repr(s), ascii(row))
for s in ["s", "y", ".3d", ".3", ",x", ",b", ",c", "+c", "#c", "=", "1.2.3", "{", "10s", ",_", "_,", "_c", ",n", "1000000000000000000000", "c"]:
    try:
        print(repr(s), format(10 ** 10, s))
    except Exception as e:
        print(repr(s), type(e).__name__, e)
print(format(10 ** 30, ","), format(-10 ** 30, "_"), format(2 ** 70, "_b"), format(2 ** 70, "#x"), format(10 ** 30, "e"))
print(format(True), format(True, ""), format(True, "d"), format(False, "5"), format(True, "b"))
try:
    format(10 ** 400, "f")
except Exception as e:
    print(type(e).__name__, e)
