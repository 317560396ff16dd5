# Formatting complex numbers.
for s in ("", "f", ".2f", "e", ".1e", "g", "+.1f", "20.1f", "<20.1f", "^20", ",.1f", "n", ".3", "20", "*>20.2f", "#g"):
    for v in (1 + 2j, -1.5 - 0j, 1234.5 + 1e10j, 0j):
        print(repr(s), repr(format(v, s)))
for s in ("d", "x", "s", "%", "=20", "020", "c"):
    try:
        print(format(1j, s))
    except Exception as e:
        print(s, type(e).__name__, e)
print(f"{1+2j}", f"{1+2j!r:>12}", "%s %r" % (1j, 2j), "{:.1f}".format(3.14159 + 2.71828j))
try:
    "%f" % 1j
except TypeError as e:
    print(e)
try:
    "%d" % 1j
except TypeError as e:
    print(e)
