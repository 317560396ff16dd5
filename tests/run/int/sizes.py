# Products, quotients, sums, shifts and common divisors of all sizes, by laws and by checksums.
from math import gcd


def numbers():
    seed = 12345
    for digits in (1, 2, 3, 4, 5, 7, 8, 15, 16, 31, 33, 60, 119, 120, 121, 250):
        for shape in range(4):
            value = 0
            for _ in range(digits):
                seed = (seed * 6364136223846793005 + 1442695040888963407) % 2 ** 64
                digit = (seed >> 20) % 2 ** 30
                value = value << 30 | (digit, 2 ** 30 - 1, 0, digit)[shape]
            value |= 1 << (30 * digits - 1 - shape)
            yield -value if shape == 3 else value


def plain_gcd(a, b):
    while b:
        a, b = b, a % b
    return abs(a)


MODULUS = 2 ** 61 - 1
all_numbers = list(numbers())
check = 0
for i, a in enumerate(all_numbers):
    for b in all_numbers[i % 5::5]:
        p = a * b
        assert p == b * a and p % MODULUS == (a % MODULUS) * (b % MODULUS) % MODULUS
        assert (a + b) * (a - b) == a * a - b * b
        q, r = divmod(p + a, b)
        assert q * b + r == p + a and abs(r) < abs(b) and (r == 0 or (r < 0) == (b < 0))
        assert (a ^ b) == (a | b) - (a & b) and a + b == (a | b) + (a & b)
        check = (check * 31 + p + q - r + (a ^ b)) % MODULUS
    for shift in (0, 1, 29, 30, 31, 59, 60, 61, 200):
        assert a << shift == a * 2 ** shift and a >> shift == a // 2 ** shift
    assert int(hex(a), 16) == int(oct(a), 8) == int(bin(a), 2) == int(str(a)) == a
    assert format(a, "#X").lower() == hex(a)
for a in all_numbers[:40]:
    for b in all_numbers[:40:3]:
        common = gcd(a, b)
        assert common == plain_gcd(a, b) and gcd(a * 97, b * 97) == 97 * common
        assert gcd(a * b, b * (a + 1)) == abs(b)
        check = (check * 31 + common) % MODULUS
fibonacci = [1, 1]
while len(fibonacci) < 900:
    fibonacci.append(fibonacci[-1] + fibonacci[-2])
assert all(gcd(x, y) == 1 for x, y in zip(fibonacci, fibonacci[1:]))
assert gcd(fibonacci[899], fibonacci[599]) == fibonacci[299]
big = 1 << 3000
print((big + 1) - big, big - big, -big + big, hex((big - 1) >> 2950), check)
