# True division of integers: correct rounding, overflow and underflow.
pairs = [(1, 3), (-1, 3), (7, 2), (0, 5), (0, -5), (2 ** 53 + 1, 1), (2 ** 53 + 3, 1), (2 ** 54 + 2, 2), (10 ** 400, 10 ** 399), (10 ** 399, 10 ** 400), (1, 10 ** 308), (1, 10 ** 323), (1, 10 ** 324), (-1, 10 ** 400),
         (3 ** 500, 7 ** 250), (2 ** 1024 - 1, 2), (2 ** 1024 - 2 ** 970, 1), (9007199254740993, 9007199254740992), (10 ** 30, 7), (123456789123456789, 1000), (1, 2 ** 1074), (1, 2 ** 1075), (3, 2 ** 1075), (6, 2 ** 1075)]
for a, b in pairs:
    try:
        print(a if abs(a) < 10 ** 40 else "big", repr(a / b), (a / b).hex())
    except Exception as e:
        print(type(e).__name__, e)
for a, b in [(10 ** 400, 1), (2 ** 1024, 1), (1, 0), (0, 0), (10 ** 400, 0)]:
    try:
        print(a / b)
    except Exception as e:
        print(type(e).__name__, e)
for v in (10 ** 400, 2 ** 1024 - 1, 2 ** 1024 - 2 ** 970, 2 ** 53 + 1, 2 ** 53 + 3, -2 ** 63):
    try:
        print(float(v))
    except Exception as e:
        print(type(e).__name__, e)
print(True / True, False / True, type(4 / 2).__name__)
