# while with complex conditions and walrus.
n = 27
steps = 0
while n != 1:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    steps += 1
print(steps)
data = [3, 1, 2]
while data: print(data.pop(), end=" ")
print()
it = iter("abcd")
while (c := next(it, None)) is not None:
    if c == "b": continue
    print(c, end="")
print()
i = j = 0
while i < 3 and (j < 4 or i > 5):
    j += 1
    if j % 2: continue
    i += 1
    while True:
        if j > 2: break
        j += 1
print(i, j)
def digits(n):
    while n:
        n, d = divmod(n, 10)
        yield d
print(list(digits(1234)))
a, b = 48, 18
while b: a, b = b, a % b
print(a)
lo, hi = 0, 1000
while lo < hi:
    mid = (lo + hi) // 2
    if mid * mid < 50000: lo = mid + 1
    else: hi = mid
print(lo)
k = 5
while k:
    k -= 1
    try:
        if k == 3: continue
        if k == 1: break
        print("k", k)
    finally: print("f", k)
