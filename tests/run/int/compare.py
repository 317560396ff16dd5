# Comparing integers with floats, bools and strangers.
vals = [0, 1, -1, 2 ** 53, 2 ** 53 + 1, -2 ** 53 - 1, 10 ** 30, 2 ** 1024, -2 ** 1024]
floats = [0.0, -0.0, 1.0, 0.5, -1.5, 2.0 ** 53, 2.0 ** 53 + 2, 1e30, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan")]
for v in vals:
    print(v if abs(v) < 10 ** 40 else "huge", "".join("<" if v < f else "=" if v == f else ">" if v > f else "?" for f in floats),
          "".join("<" if f < v else "=" if f == v else ">" if f > v else "?" for f in floats))
print([v <= 1e30 for v in vals], [v >= 1e30 for v in vals], [v != 1e30 for v in vals])
print(True == 1, True == 1.0, False < True, 1 < True, 0 == False, True > 0.5, 2 == True)
print(1 == "1", 1 != "1", 1 == None, 0 == [], 1 == (1 + 0j), 1 == (1 + 1j))
for f in (lambda: 1 < "1", lambda: 1 >= None, lambda: 1 > 1j, lambda: [] < 1, lambda: 1 <= int):
    try:
        f()
    except TypeError as e:
        print(e)
print((5).__eq__("x"), (5).__lt__(5.0), (5).__eq__(5), (5).__ge__(3))
print(sorted([3, 1.5, True, -2, 10 ** 20, 1e19, 0, False]))
print(max(1, 1.0), max(1.0, 1), min(True, 1), min(1, True), hash(2 ** 61 - 1), hash(-1), hash(-2), hash(2 ** 61), hash(-2 ** 61 + 1), hash(10 ** 30))
