# Products, squares and powers of integers of many sizes.
a = 123456789012345678901234567890
b = -987654321098765432109876543210
print(a * b)
print(a * a, b * b)
print(a * 0, 0 * b, a * -1)
for n in (0, 1, 2, 15, 30, 31, 60, 61, 62, 63, 64, 65, 100, 127, 128):
    x = 2 ** n
    print(n, x, x - 1, -x, (x - 1) * (x + 1), (x - 1) ** 2)
f = 1
for i in range(1, 61):
    f *= i
    if i % 10 == 0:
        print(i, f)
print(3 ** 200)
print((-7) ** 33, (-7) ** 34)
x = 7 ** 300
y = 5 ** 400
p = x * y
print(p % 1000000007, p // x == y, p - x * y, len(str(p)))
big = (1 << 4000) - 1
print((big * big) == (1 << 8000) - (1 << 4001) + 1)
print((big * (big - 2)) % 10 ** 20)
print(0 ** 0, 0 ** 5, 1 ** 1000, (-1) ** 1001)
