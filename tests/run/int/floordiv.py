# Floor division and modulo: sign rules, boundaries, divmod, errors.
vals = [7, -7, 1, -1, 0, 2 ** 30, -2 ** 30, 2 ** 62, 2 ** 63 - 1, -2 ** 63, 2 ** 63, 10 ** 40, -10 ** 40 + 3]
divs = [1, -1, 2, -2, 3, -3, 2 ** 30 - 1, -2 ** 63, 2 ** 63, 10 ** 20 + 7]
for v in vals:
    row = []
    for d in divs:
        q, r = divmod(v, d)
        assert q == v // d and r == v % d
        assert q * d + r == v
        assert r == 0 or (r < 0) == (d < 0)
        row.append((q, r))
    print(v, row)
for op in (lambda: 1 // 0, lambda: 1 % 0, lambda: divmod(5, 0), lambda: 10 ** 50 // 0, lambda: 10 ** 50 % 0,
           lambda: divmod(2 ** 70, False), lambda: 1 / 0, lambda: 0 ** -1, lambda: 1 // 0.0, lambda: 1 % 0.0):
    try:
        print(op())
    except Exception as e:
        print(type(e).__name__, e)
print(True // True, True % 2, False // 3, divmod(True, -2))
