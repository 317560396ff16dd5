# Exact results of float operations written in hexadecimal.
vals = [0.1, 1 / 3, 1e16, 123456.789, 2.0 ** -1030, -7.25, 1e-300, 9007199254740993.0]
for a in vals:
    for b in vals:
        row = [(a + b).hex(), (a - b).hex(), (a * b).hex(), (a / b).hex()]
        try: row += [(a // b).hex(), (a % b).hex()]
        except OverflowError as e: row.append(str(e))
        print(*row)
print([repr(1 / n) for n in range(1, 30)])
print([repr(n / 10) for n in range(20)], [repr(10.0 ** n) for n in range(-10, 24, 3)], [repr(2.0 ** n) for n in range(-60, 61, 15)])
print([round(n / 7, 3) for n in range(10)], ["%.2e" % 3 ** n for n in range(0, 60, 9)], [f"{n / 3:.4g}" for n in (1, 10, 1000, 10 ** 6, 10 ** -3)])
