"""decimal: prices, taxes, rounding, sums, comparison, conversion from and to text."""
import sys
import zlib
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext

DEFAULT = 120


def run(n):
    cent = Decimal("0.01")
    tax = Decimal("0.19")
    prices = ["%d.%02d" % (i % 977, i % 100) for i in range(2000)]
    check = 0
    for _ in range(n):
        amounts = [Decimal(price) for price in prices]
        total = Decimal(0)
        lines = []
        for i, amount in enumerate(amounts):
            line = amount * (i % 12 + 1)
            if line > 1000:
                line -= line * Decimal("0.05")
            gross = (line + line * tax).quantize(cent, ROUND_HALF_UP)
            total += gross
            lines.append(gross)
        check = zlib.crc32("".join([str(line) for line in lines]).encode(), check)
        check = zlib.crc32(("{:,.2f}".format(total) + str(sum(amounts) / len(amounts))).encode(), check)
        with localcontext() as context:
            context.prec = 12
            context.rounding = ROUND_HALF_EVEN
            rate = Decimal(1)
            for i in range(600):
                rate = rate * Decimal("1.0035") + amounts[i] / 7 - (amounts[i] + i) // 11 % 13
            check = zlib.crc32(str(rate).encode(), check)
        check += len({amount.normalize() for amount in amounts}) + int(max(amounts)) + int(sorted(lines)[1000] * 100)
        check += sum(int(amount.to_integral_value()) for amount in amounts) + int(sum(float(line) for line in lines))
    return "%d" % check


if __name__ == "__main__":
    print("decimal_arith", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
