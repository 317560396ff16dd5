# The % operator with floats and integers.
for spec in ("%f", "%.0f", "%.3f", "%10.2f|", "%-10.2f|", "%+.1f", "% .1f", "%010.2f", "%e", "%.2e", "%E", "%g", "%.3g", "%G", "%#.0f", "%#g", "%d", "%i", "%s", "%r", "%5.1f%%", "%u"):
    row = []
    for v in (0.0, -0.0, 3.14159, -12345.678, 1e10, 1e-10):
        row.append(spec % v)
    print(spec, row)
for v in (float("inf"), float("-inf"), float("nan")):
    print("%f %5.1f %e %g %s %010f" % ((v,) * 6), "%F %G %E" % (v, v, v))
for spec, v in (("%d", float("nan")), ("%d", float("inf")), ("%f", "x"), ("%f", None), ("%x", 1.5), ("%c", 1.5), ("%o", 2.0), ("%d", "1"), ("%f", 10 ** 400)):
    try:
        print(spec % v)
    except Exception as e:
        print(spec, type(e).__name__, e)
print("%f" % True, "%f" % 10, "%g" % 10 ** 15, "%.50f" % 0.1, "%.100g" % 0.5, "%*.*f|" % (10, 2, 3.14159), "%-*d|" % (6, 42), "%.*f" % (0, 2.5))
