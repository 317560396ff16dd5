# Powers with floats: special cases of C pow and Python's own errors.
vals = [0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -8.0, float("inf"), float("-inf"), float("nan")]
exps = [0.0, 1.0, -1.0, 2.0, 3.0, 0.5, -0.5, float("inf"), float("-inf"), float("nan"), 2, -3]
for v in vals:
    row = []
    for e in exps:
        try:
            r = v ** e
            if isinstance(r, complex):
                r = ("c", round(r.real, 6) + 0.0, round(r.imag, 6) + 0.0)
            row.append(r)
        except Exception as ex:
            row.append(type(ex).__name__ + ": " + str(ex))
    print(v, row)
for f in (lambda: 10.0 ** 400, lambda: 1e200 ** 2, lambda: 10 ** 400.0, lambda: pow(2.0, 3, 5), lambda: 2.0 ** "a", lambda: (-10.0) ** 401):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(1e-200 ** 2, 2 ** 0.5, 2.0 ** -1074, 2.0 ** -1075, 10.0 ** -324, 0.1 ** 10)
