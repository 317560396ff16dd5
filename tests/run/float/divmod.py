# Floor division and modulo of floats, signs of zeros, errors.
vals = [7.5, -7.5, 0.0, -0.0, 1e300, 5e-324, 1.0, -1.0, float("inf"), float("-inf"), float("nan"), 3]
divs = [2.0, -2.0, 0.1, -0.1, 1e-300, float("inf"), float("-inf"), float("nan"), 1]
for v in vals:
    for d in divs:
        print(v, d, divmod(v, d), v // d, v % d)
for f in (lambda: 1.0 / 0, lambda: 1 / 0.0, lambda: 1.0 // 0.0, lambda: 1.0 % 0.0, lambda: divmod(1.0, 0.0), lambda: 0.0 / 0.0, lambda: float("inf") / 0):
    try:
        f()
    except ZeroDivisionError as e:
        print(e)
x = 10.0
x //= 3
x %= 2
x /= 8
x **= 2
x += 1
x -= 0.5
x *= 3
print(x)
