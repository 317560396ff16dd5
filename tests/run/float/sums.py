# Accumulation, mixed arithmetic and type of results.
print(sum([0.1] * 10), sum([1, 2.5, 3]), sum([1e16, 1.0, -1e16]), sum([10 ** 20, 0.5]), sum([0.5, 10 ** 20]), sum([True, 0.5]), sum([1e308, 1e308]), sum([0.1, 1j]))
x = 0.0
for i in range(1, 1000):
    x += 1.0 / i
    if i in (1, 2, 10, 100, 999):
        print(i, repr(x))
e = 1.0
for n in range(20, 0, -1):
    e = 1 + e / n
print(repr(e))
y = 1.0
for _ in range(6):
    y = (y + 2 / y) / 2
    print(repr(y), y.hex())
print(1 + 1.0, 1.0 + True, 2 * 1.5, 7 // 2.0, 7 % 2.5, 2 ** 3.0, 1 - 0.9, -7 // 2.0, 10 ** 20 + 1.0, 10 ** 22 * 1.0)
for f in (lambda: 10 ** 400 + 1.0, lambda: 1.0 * 10 ** 400, lambda: 1.0 + "a", lambda: 1.0 - None, lambda: [] * 1.5, lambda: 1.5 * "a", lambda: 1.0 < "a", lambda: -"a", lambda: 1.5 & 1):
    try:
        print(f())
    except Exception as ex:
        print(type(ex).__name__, ex)
a = 4.0 * 3.5 / 7 - 2
print(a, a.is_integer(), int(a), type(a).__name__)
