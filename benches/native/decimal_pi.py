"""decimal: pi by the series of the documentation's recipes, the sine likewise, at rising precision."""
import sys
from decimal import Decimal, getcontext

DEFAULT = 2500


def pi():
    getcontext().prec += 2
    three = Decimal(3)
    lasts, t, s, n, na, d, da = 0, three, 3, 1, 0, 0, 24
    while s != lasts:
        lasts = s
        n, na = n + na, na + 8
        d, da = d + da, da + 32
        t = (t * n) / d
        s += t
    getcontext().prec -= 2
    return +s


def sine(x):
    getcontext().prec += 2
    i, lasts, s, fact, num, sign = 1, 0, x, 1, x, 1
    while s != lasts:
        lasts = s
        i += 2
        fact *= i * (i - 1)
        num *= x * x
        sign *= -1
        s += num / fact * sign
    getcontext().prec -= 2
    return +s


def run(n):
    check = 0
    for precision in list(range(9, 120)) + [n // 3, n // 2, n]:
        getcontext().prec = precision
        for _ in range(2 if precision < 200 else 5):
            value = pi()
            check = (check * 31 + int(str(sine(value / 4))[-6:])) % 1000003
    return "%s %d" % (str(value)[-10:], check)


if __name__ == "__main__":
    print("decimal_pi", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
