"""Record what CPython's decimal gives for random operands: `python3.8 record.py > recorded.txt`.

A line has the operation, its operands, the context and the result with its flags, separated by tabs.
"""

import random
from decimal import Context, Decimal

ROUNDINGS = ("UP", "DOWN", "CEILING", "FLOOR", "HALF_UP", "HALF_DOWN", "HALF_EVEN", "05UP")
UNARY = ("abs exp ln log10 logb logical_invert minus next_minus next_plus normalize plus sqrt "
         "to_integral_exact to_integral_value").split()
BINARY = ("add subtract multiply divide divide_int remainder remainder_near compare max min max_mag min_mag "
          "next_toward quantize rotate shift scaleb power logical_and logical_or logical_xor").split()
SPECIAL = "inf -inf nan snan -nan12 snan345 0 -0 0e5 -0e-7 1 -1 1.000 10 1e3 0.5".split()


def digits(r, count):
    kind = r.random()
    if kind < .1:
        return "9" * count
    if kind < .2:
        return "1" + "0" * (count - 1)
    if kind < .3:
        return "".join(r.choices("01", k=count))
    if kind < .4 and count > 2:
        return r.choice("12345") + "0" * (count - 2) + r.choice("15")
    return "".join(r.choices("0123456789", k=count))


def number(r, context, near_one=False):
    if r.random() < .08:
        return Decimal(r.choice(SPECIAL))
    count = max(1, r.choice([1, 2, 3, 5, context.prec - 1, context.prec, context.prec + 1,
                             r.randint(1, 2 * context.prec + 2)]))
    exponent = r.choice([0, -count, 1 - count, r.randint(-10, 10), r.randint(-2 * count, 2 * count)])
    if near_one:
        exponent = -count + r.randint(-2, 3)
    elif context.Emax < 1000 and r.random() < .2:
        exponent = r.choice([context.Emax, context.Emin, context.Etiny()]) - count + r.randint(-3, 3)
    return Decimal("%s%se%d" % (r.choice(["", "", "-"]), digits(r, count), exponent))


def operands(r, context):
    if r.random() < .3:
        operation = r.choice(UNARY)
        return operation, (number(r, context, operation == "exp" and r.random() < .7),)
    operation = r.choice(BINARY)
    first, second = number(r, context), number(r, context)
    if operation == "power" and r.random() < .7:
        first = number(r, context, True).copy_abs()
        second = Decimal(r.choice([r.randint(-50, 50), str(r.uniform(-5, 5)), "0.5"]))
    elif operation in ("rotate", "shift", "scaleb") and r.random() < .8:
        second = Decimal(r.randint(-context.prec - 1, context.prec + 1))
    elif operation == "quantize" and r.random() < .7:
        second = Decimal("1e%d" % r.randint(-20, 10))
    return operation, (first, second)


def main():
    r = random.Random(3)
    for _ in range(2500):
        rounding = r.choice(ROUNDINGS)
        context = Context(prec=r.choice([1, 2, 3, 9, 28, 28, 28, 36, 37, 38, 39, 45, 60]), rounding="ROUND_" + rounding,
                          Emax=r.choice([0, 5, 99, 999999]), Emin=-r.choice([0, 5, 99, 999999]),
                          clamp=r.choice([0, 0, 1]), traps=[])
        operation, values = operands(r, context)
        result = getattr(context, operation)(*values)
        flags = sorted(signal.__name__ for signal, is_set in context.flags.items() if is_set)
        print(operation, *values, "|", context.prec, rounding, context.Emax, context.Emin, context.clamp, "|",
              result, *flags, sep="\t")


main()
