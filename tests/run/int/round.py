# round() of integers, half to even at negative digits.
for n in (0, 5, 15, 25, 35, -5, -15, -25, 149, 150, 151, 250, 1250, 10 ** 20 + 50, 123456789):
    print(n, [round(n, d) for d in (0, -1, -2, -3, 5)], round(n), round(n, None))
for args in ((5, "x"), (5, 1.0), ("x",), (5, 1, 2), ()):
    try:
        print(round(*args))
    except Exception as e:
        print(type(e).__name__, e)
print(round(10 ** 30 + 5 * 10 ** 9, -10), round(12345, -5), round(62345, -5), round(50000, -5), round(150000, -5), round(5, -100))
print(round(True), type(round(True)).__name__, type(round(True, -1)).__name__)
