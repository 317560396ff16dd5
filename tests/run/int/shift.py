# Left and right shifts on small, negative and huge integers.
for v in (1, -1, 5, -5, 0, 2 ** 62 + 1, -2 ** 62 - 1, 12345678901234567890123):
    print(v, [v << s for s in (0, 1, 29, 30, 31, 32, 62, 63, 64, 90)])
    print(v, [v >> s for s in (0, 1, 2, 29, 30, 31, 62, 63, 64, 90, 1000)])
print(0 << 1000000)
print(0 << (1 << 100), 0 >> (1 << 100), 5 >> (1 << 100), -5 >> (1 << 100))
for op in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 0 << -1, lambda: 1 << 1.0, lambda: 1.0 >> 1, lambda: "a" << 1,
           lambda: 1 << (1 << 100), lambda: 1 << "x", lambda: -1 >> -10 ** 30):
    try:
        print(op())
    except Exception as e:
        print(type(e).__name__, e)
x = 1
x <<= 100
print(x)
x >>= 98
print(x)
x >>= True
print(x, True << True, type(True << False).__name__)
print(-1 >> 1000, -2 ** 100 >> 99, -(2 ** 100) - 1 >> 100)
