# Classic integer algorithms over big numbers.
def isqrt(n):
    if n < 2:
        return n
    x = 1 << (n.bit_length() + 1) // 2
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y
def gcd(a, b):
    while b:
        a, b = b, a % b
    return abs(a)
def egcd(a, b):
    if b == 0:
        return a, 1, 0
    g, x, y = egcd(b, a % b)
    return g, y, x - (a // b) * y
def fib(n):
    a, b = 0, 1
    for bit in bin(n)[2:]:
        a, b = a * (2 * b - a), a * a + b * b
        if bit == "1":
            a, b = b, a + b
    return a
print(isqrt(2 * 10 ** 100))
print(fib(300), fib(1000) % 10 ** 30)
print(gcd(2 ** 100 * 3 ** 50, 6 ** 70), gcd(-48, 18), gcd(fib(300), fib(200)) == fib(100))
g, x, y = egcd(10 ** 40 + 1, 3 ** 70)
print(g, x, y, x * (10 ** 40 + 1) + y * 3 ** 70)
def is_prime(n):
    if n < 2:
        return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True
print([p for p in range(2 ** 31 - 50, 2 ** 31 + 50) if is_prime(p)], is_prime(2 ** 127 - 1), is_prime(2 ** 89 - 1), is_prime(2 ** 97 - 1))
def pi_digits(n):
    unity = 10 ** (n + 10)
    def arctan(x):
        total = term = unity // x
        x2, k, sign = x * x, 3, -1
        while term:
            term //= x2
            total += sign * (term // k)
            sign, k = -sign, k + 2
        return total
    return (4 * (4 * arctan(5) - arctan(239))) // 10 ** 10
print(pi_digits(120))
