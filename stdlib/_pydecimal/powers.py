"""Powers, correctly rounded or modulo an integer.

A power that a few more digits than the precision hold exactly is found by factors, as no approximation would ever tell
how to round it; any other is e to the power of a product with a logarithm.
"""

import math

from .functions import ONE, exp_approximation, ln_approximation, scaled, settle
from .integers import digits, nth_root, shift_left, strip_zeros, ten
from .number import make, order
from .rounding import finish, invalid, nan_among
from .signals import Clamped, Inexact, Overflow, Rounded, Subnormal, Underflow

# In the order in which they are raised.
_SEVERITY = [Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped]


def power_modulo(a, b, modulus, context):
    """a ** b modulo a third number, all integers; exact."""
    found = nan_among(context, a, b, modulus)
    if found is not None:
        return found
    if not all(_is_integer(each) for each in (a, b, modulus)):
        return invalid(context, 'pow() 3rd argument not allowed unless all arguments are integers')
    if b and b._sign:
        return invalid(context, 'pow() 2nd argument cannot be negative when 3rd argument specified')
    if not modulus:
        return invalid(context, 'pow() 3rd argument cannot be 0')
    if modulus.adjusted() >= context.prec:
        return invalid(context, 'insufficient precision: pow() 3rd argument must not have more than precision digits')
    if not a and not b:
        return invalid(context, 'at least one of pow() 1st argument and 2nd argument must be nonzero; '
                                '0**0 is not defined')
    sign = a._sign if b._int and _is_odd(b) else 0
    limit = int(modulus.copy_abs())
    base = a._int % limit * pow(10, a._exp, limit) if a._exp >= 0 else int(a.copy_abs())
    # 10 ** exponent is too large to be written out perhaps, but is itself an exponent.
    coefficient, exponent = (b._int, b._exp) if b._exp >= 0 else (int(b), 0)
    found = pow(base, coefficient, limit)
    for _ in range(exponent):
        found = pow(found, 10, limit)
    return make(sign, found, 0)


def _is_integer(a):
    if a._special:
        return False
    return a._exp >= 0 or not a._int or strip_zeros(a._int)[1] >= -a._exp


def _is_odd(a):
    """Of an integer."""
    if not a._int or a._exp > 0:
        return False
    return a._int // ten(-a._exp) & 1 == 1


def power(a, b, context):
    """a ** b, correctly rounded.

    >>> from decimal import *
    >>> context = Context(prec=9)
    >>> context.power(2, Decimal('0.5')), context.power(9, Decimal('0.5')), context.power(9, -2)
    (Decimal('1.41421356'), Decimal('3.00000000'), Decimal('0.0123456790'))
    """
    found = nan_among(context, a, b)
    if found is not None:
        return found
    if not b:
        return ONE if a else invalid(context, '0 ** 0')
    sign, whole = 0, _is_integer(b)
    if a._sign:
        if whole:
            sign = int(_is_odd(b))
        elif a:
            return invalid(context, 'x ** y with x negative and y not an integer')
        a = a.copy_abs()
    if not a or a._special:
        if bool(a) == bool(b._sign):
            return make(sign, 0, 0)
        return make(sign, 0, 0, 'F')
    side = order(a, ONE)
    if not side:
        return _power_of_one(a, b, sign, whole, context)
    if b._special:
        return make(0, 0, 0, 'F') if (side > 0) != bool(b._sign) else make(0, 0, 0)
    grows = (side > 0) != bool(b._sign)
    low, high = _log_bounds(a)
    if low + b.adjusted() > digits(max(context.Emax, -context.Etiny()) + 1) + 1:
        coefficient, exponent = 1, context.Emax + 1 if grows else context.Etiny() - 2
    else:
        found = _exact_power(a, b, whole, context.prec)
        if found is not None:
            return _finish_exact_power(a, b, sign, whole, *found, context)
        prec, size = context.prec, high + b.adjusted() + 1
        if size < -prec - 2:
            coefficient, exponent = ten(prec + 2) + (1 if grows else -1), -prec - 2
        else:
            coefficient, exponent = settle(
                lambda places: exp_approximation(lambda n: _product_with_log(b, a, n), size + 1, places), prec)
    return finish(sign, coefficient, exponent, context)


def _product_with_log(b, a, places):
    """b * ln(a) * 10**places"""
    inner = places + max(b.adjusted(), 0) + 3
    return scaled(b, inner + max(-b.adjusted(), 0)) * ln_approximation(a, inner) // ten(
        2 * inner - places + max(-b.adjusted(), 0))


def _log_bounds(a):
    """Exponents of ten between which |log10(a)| and |ln(a)| are, for a positive a that is not 1."""
    exponent = a.adjusted()
    if exponent not in (0, -1):
        return 0, digits(abs(exponent) + 1) + 1
    unit = ten(max(-a._exp, 0))
    distance = abs(shift_left(a._int, max(a._exp, 0)) - unit)
    near = digits(distance) - digits(unit)
    return near - 2, near + 2


def _power_of_one(a, b, sign, whole, context):
    """1, with the exponent that an integral power gives, or with all digits."""
    prec = context.prec
    if whole:
        times = 0 if b._sign else min(int(b), prec) if b.adjusted() <= digits(prec) + 1 else prec
        exponent = a._exp * times
        if exponent < 1 - prec:
            exponent = 1 - prec
            context._report(None, Rounded)
    else:
        exponent = 1 - prec
        context._report(None, Inexact, Rounded)
    return make(sign, ten(-exponent), exponent)


def _exact_power(a, b, whole, prec):
    """(coefficient, exponent) of a ** b without zeros at its end, if it has at most prec + 1 digits; else None.

    a is 2**x * 5**y * m with m prime to ten. A fractional power is rational only if its root divides x and y and
    takes m to an integer; the result then ends in decimal places if no m is below the line.
    """
    limit = prec + 1
    core, zeros = strip_zeros(a._int)
    exponent = a._exp + zeros
    times, trailing = strip_zeros(b._int)
    root_exponent = -(b._exp + trailing)
    twos = (core & -core).bit_length() - 1
    m, fives = core >> twos, 0
    while m % 5 == 0:
        m //= 5
        fives += 1
    x, y = exponent + twos, exponent + fives
    if root_exponent > 0:
        largest = max(m.bit_length(), abs(x), abs(y))
        if root_exponent > largest.bit_length():
            return None
        common = math.gcd(times, ten(root_exponent))
        times, root = times // common, ten(root_exponent) // common
        if x % root or y % root or root > largest:
            return None
        x, y = x // root, y // root
        if m > 1:
            base = nth_root(m, root)
            if base ** root != m:
                return None
            m = base
    else:
        # Anything but a power of ten grows by a binary digit at least with each factor.
        if core > 1 and (digits(times) - root_exponent > 20 or times * ten(-root_exponent) > 4 * limit):
            return None
        times *= ten(-root_exponent)
    if m > 1 and (b._sign or (m.bit_length() - 1) * times > 4 * limit):
        return None
    if abs(x - y) * times > 4 * limit:
        return None
    x, y = (-x * times, -y * times) if b._sign else (x * times, y * times)
    shared = min(x, y)
    coefficient = m ** times * 2 ** (x - shared) * 5 ** (y - shared)
    return (coefficient, shared) if digits(coefficient) <= limit else None


def _finish_exact_power(a, b, sign, whole, coefficient, exponent, context):
    prec = context.prec
    if whole and not b._sign:
        # As close as possible to the exponent that multiplying gives.
        ideal = a._exp * int(b)
        zeros = max(min(exponent - ideal, prec + 1 - digits(coefficient)), 0)
        return finish(sign, coefficient * ten(zeros), exponent - zeros, context)
    if whole:
        return finish(sign, coefficient, exponent, context)
    # A fractional power counts as inexact even if it is not.
    zeros = max(prec + 1 - digits(coefficient), 0)
    quiet = context._quiet()
    found = finish(sign, coefficient * ten(zeros), exponent - zeros, quiet)
    conditions = [each for each, up in quiet.flags.items() if up]
    if Subnormal in conditions:
        conditions.append(Underflow)
    conditions = sorted({*conditions, Inexact, Rounded}, key=_SEVERITY.index)
    context._report('above Emax' if Overflow in conditions else None, *conditions)
    return found
