# The format mini-language on floats.
vals = [0.0, -0.0, 1.0, -2.5, 1234567.891, 1e-10, 1.5e300, float("inf"), float("nan"), 0.5, 99.995]
specs = ["", "f", ".0f", ".3f", "e", ".0e", "E", "g", ".3g", "G", "n", "%", ".1%", "10.2f", "<10.2f|", "^12.3e", "010.1f", "+.2f", " .2f", "=+10.1f", ",.2f", "_.1f", "#.0f", "#g", "#.3g", "*>12", ".3", "12", ".10", "015,.2f"]
for s in specs:
    row = []
    for v in vals:
        try:
            row.append(format(v, s))
        except Exception as e:
            row.append(type(e).__name__ + ": " + str(e))
    print(repr(s), row)
for s in ["d", "x", "s", "c", "b", "10d", ".", ",,", "z", "1.2.3f", "_,f", ".99999999999999999999f", "+s"]:
    try:
        print(repr(s), format(1.5, s))
    except Exception as e:
        print(repr(s), type(e).__name__, e)
print(format(1e22, "f"), format(1e22, ",.1f"), format(0.1, ".55f"), format(2.5, ".0f"), format(3.5, ".0f"), format(0.5, ".0f"), format(1e16, "g"), format(123456789.0, "g"))
