# pow with two and three arguments.
for args in [(2, 10), (2, 0), (0, 0), (-2, 3), (2, -2), (-2, -3), (2, 10, 1000), (3, 200, 13), (-3, 3, 7), (3, 3, -7), (-3, 3, -7), (2, 0, 1), (0, 0, 1), (5, 1, 1),
             (2, 10 ** 30, 10 ** 9 + 7), (7, -1, 11), (3, -2, 7), (-3, -1, 7), (3, -1, -7), (38, -1, 97), (12345678901234567890, 98765432109876543210, 10 ** 20 + 39),
             (2, -1, 4), (0, -1, 5), (2, 2, 0), (0, -1), (2, 2.0), (2.0, 2, 3), (2, 2.0, 3), (2, 2, "x"), (2, "x"), (2, None), (1, -10 ** 20), (True, True, True), (2, 3, None), (-8, 1 / 3)]:
    try:
        r = pow(*args)
        print(args, r if not isinstance(r, complex) else (round(r.real, 9), round(r.imag, 9)), type(r).__name__)
    except Exception as e:
        print(args, type(e).__name__, e)
print(2 ** -1, (-2) ** 2, -2 ** 2, 2 ** 3 ** 2, 10 ** -3, 4 ** 0.5)
for p in (97, 10007, 2 ** 61 - 1):
    for a in (2, 3, 96):
        inv = pow(a, -1, p)
        assert inv * a % p == 1
        print(p, a, inv, pow(a, p - 1, p))
x = 5
x **= 3
print(x)
x **= -1
print(x)
