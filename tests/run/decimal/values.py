"""Values of decimals: conversion both ways, hashes, comparison with other numbers, formats, long coefficients."""

import pickle
from copy import copy, deepcopy
from decimal import *
from fractions import Fraction

for text in ("0", "-0.00", "1e5", "-1.50", "123456789012345678901234567890.5", "1e-400", "12e400", "inf", "-nan12", "sNaN"):
    value = Decimal(text)
    print(repr(value), value.as_tuple(), value.adjusted(), bool(value), value.is_signed(), value.number_class(),
          value.to_eng_string(), pickle.loads(pickle.dumps(value)), copy(value) is value, deepcopy(value) is value)
    if value.is_finite():
        print(int(value), float(value), value.as_integer_ratio(), hash(value), round(value),
              hash(value) == hash(Fraction(value)), value == Fraction(value), value.__floor__(), value.__ceil__())

print(Decimal("0.5") == 0.5, Decimal("0.1") == 0.1, Decimal("0.1") < 0.1, Decimal(1) == 1 + 0j, Decimal(1) < Fraction(3, 2),
      Decimal(10**40) == 10**40, Decimal(0.1), Decimal(-5e-324) + 0, {1: "one"}[Decimal("1.0")])
print(Decimal("\u0663.\u0661"), Decimal("\u2003 1_2 "), Decimal.from_float(-0.0), Decimal((1, (0, 0, 7), -2)))

for spec in ("", ".2f", "+.3e", "010,.1f", "*^20", "<12.3", ">12%", "G", "e", "\u00e9=12", ",", ".0f", "n"):
    print(repr(spec), [format(Decimal(text), spec) for text in ("1234567.891", "-0.00012", "0E+3", "NaN", "-inf")])
for spec in ("x", "<010", "1.", ",n", "a"):
    try:
        print(format(Decimal(1), spec))
    except ValueError as error:
        print(spec, error)

# A spigot for pi, at a precision of small coefficients and at one of big ones.
def pi():
    last, term, total, n, na, d, da = 0, Decimal(3), Decimal(3), 1, 0, 0, 24
    while total != last:
        last = total
        n, na, d, da = n + na, na + 8, d + da, da + 32
        term = term * n / d
        total += term
    return total


with localcontext() as context:
    for context.prec in (28, 60, 400):
        print(pi())
        two = Decimal(2)
        print(two.sqrt(), two.exp(), two.ln(), two.log10(), two ** Decimal("0.5"), two ** -3, sep="\n")
        print(two.sqrt() * two.sqrt(), 1 / two.sqrt(), two.sqrt().quantize(Decimal("1e-20")), sep="\n")
    context.prec = 20000
    long = Decimal(10) ** 9000 // 7
    print(int(long) == 10**9000 // 7, len(str(long)), Decimal(int(long)) == long, (long * long) // long == long)
    print((long * long).sqrt() == long, divmod(long * long + 5, long) == (long, 5), len(str(long * long)))


class Money(Decimal):
    pass


money = Money("1.10")
print(type(money), type(+money), type(money + 1), type(Money.from_float(0.5)), type(copy(money)), Money(money) is money,
      Decimal(money) is money, repr(money))
money.note = "kept"
print(money.note, pickle.loads(pickle.dumps(money)) == money)
