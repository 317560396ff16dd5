"""decimal: square roots, exponentials, logarithms, powers, and long products and quotients."""
import sys
import zlib
from decimal import Decimal, getcontext, localcontext

DEFAULT = 1100


def run(n):
    check = 0
    for i in range(1, n + 1):
        x = Decimal(i) / 7 + 1
        getcontext().prec = 28
        values = [x.sqrt(), x.exp(), x.ln(), x.log10(), x ** Decimal("1.5"), x ** 20, (x + 3).sqrt() ** 2]
        getcontext().prec = 60
        values += [x.sqrt(), x.exp(), x.ln()]
        check = zlib.crc32(" ".join(map(str, values)).encode(), check)
    with localcontext() as context:
        context.prec = 40000
        product = Decimal(1)
        for i in range(1, n * 10):
            product *= i
        root = Decimal(2).sqrt()
        square = root * root
        quotient = product / root
        for value in (product, root, square, quotient):
            check = zlib.crc32(str(value).encode(), check)
    return "%08x" % check


if __name__ == "__main__":
    print("decimal_functions", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
