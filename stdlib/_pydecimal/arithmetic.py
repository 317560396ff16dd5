"""The basic operations: sums, products, quotients, remainders, square roots.

A function takes its operands, Decimals, and the context. What is infinite is settled first, then integers are
computed; `finish` does the rest.
"""

import math

from .integers import digits, shift_left, ten
from .number import aligned, make, stripped
from .rounding import finish, fit, impossible, invalid, nan_among, rescaled
from .signals import Clamped, DivisionByZero, DivisionImpossible, DivisionUndefined, ROUND_FLOOR, ROUND_HALF_EVEN


def plus(a, context):
    """The operand rounded as the context says; a zero loses its sign."""
    return nan_among(context, a) or _signed(a, a._sign, context)


def minus(a, context):
    """The operand with its sign inverted, rounded."""
    return nan_among(context, a) or _signed(a, 1 - a._sign, context)


def absolute(a, context):
    """The operand without its sign, rounded."""
    return nan_among(context, a) or _signed(a, 0, context)


def _signed(a, sign, context):
    if not a._special and not a._int and context.rounding != ROUND_FLOOR:
        sign = 0
    return fit(make(sign, a._int, a._exp, a._special), context)


def add(a, b, context):
    """The sum."""
    if a._special or b._special:
        return nan_among(context, a, b) or _add_infinite(a, b, context)
    exponent = min(a._exp, b._exp)
    if not a._int and not b._int:
        sign = a._sign & b._sign
        if a._sign != b._sign and context.rounding == ROUND_FLOOR:
            sign = 1
        return finish(sign, 0, exponent, context)
    if not a._int or not b._int:
        zero, other = (b, a) if a._int else (a, b)
        exponent = max(exponent, other._exp - context.prec - 1)
        if exponent < other._exp:
            other = rescaled(other, exponent, ROUND_HALF_EVEN)
        return finish(other._sign, other._int, other._exp, context)
    if a._exp != b._exp:
        a, b = _within_reach(a, b, context.prec)
        exponent = min(a._exp, b._exp)
    x, y = aligned(a, b)
    total = (-x if a._sign else x) + (-y if b._sign else y)
    if not total:
        return finish(int(context.rounding == ROUND_FLOOR), 0, exponent, context)
    return finish(int(total < 0), abs(total), exponent, context)


def _add_infinite(a, b, context):
    if a._special == b._special and a._sign != b._sign:
        return invalid(context, '-INF + INF')
    return make((a if a._special else b)._sign, 0, 0, 'F')


def _within_reach(a, b, prec):
    """The operands, or instead of one that is too small to matter the smallest that rounds the same way.

    It is too small if it lies wholly below the last place that a rounded sum can depend on, which is below the digits
    of the other operand and three places below those of the result.
    """
    if a._exp < b._exp:
        b, a = _within_reach(b, a, prec)
        return a, b
    edge = a._exp + min(0, digits(a._int) - prec - 1) - 2
    if b._exp + digits(b._int) - 1 < edge:
        b = make(b._sign, 1, edge)
    return a, b


def subtract(a, b, context):
    """The difference."""
    if a._special or b._special:
        found = nan_among(context, a, b)
        if found is not None:
            return found
    return add(a, make(1 - b._sign, b._int, b._exp, b._special), context)


def multiply(a, b, context):
    """The product."""
    sign = a._sign ^ b._sign
    if a._special or b._special:
        return nan_among(context, a, b) or _multiply_infinite(a, b, sign, context)
    return finish(sign, a._int * b._int, a._exp + b._exp, context)


def _multiply_infinite(a, b, sign, context):
    if a and b:
        return make(sign, 0, 0, 'F')
    return invalid(context, '(+-)INF * 0' if a._special else '0 * (+-)INF')


def fused_multiply_add(a, b, c, context):
    """a * b + c, rounded only once.

    >>> from decimal import *
    >>> Decimal(2).fma(3, 5)
    Decimal('11')
    """
    sign = a._sign ^ b._sign
    if a._special or b._special:
        if a.is_nan() or b.is_nan():
            return nan_among(context, a, b, c)
        if not a or not b:
            return invalid(context, 'INF * 0 in fma' if a._special else '0 * INF in fma')
        product = make(sign, 0, 0, 'F')
    else:
        product = make(sign, a._int * b._int, a._exp + b._exp)
    return add(product, c, context)


def divide(a, b, context):
    """The quotient."""
    sign = a._sign ^ b._sign
    if a._special or b._special:
        found = nan_among(context, a, b)
        if found is not None:
            return found
        if a._special:
            return invalid(context, '(+-)INF/(+-)INF') if b._special else make(sign, 0, 0, 'F')
        context._report('Division by infinity', Clamped)
        return make(sign, 0, context.Etiny())
    if not b._int:
        return _divide_by_zero(a, sign, context, '/')
    ideal = a._exp - b._exp
    if not a._int:
        return finish(sign, 0, ideal, context)
    # As many digits as the precision and one more, and a last one for the remainder.
    shift = digits(b._int) - digits(a._int) + context.prec + 1
    if shift >= 0:
        quotient, rest = divmod(a._int * ten(shift), b._int)
    else:
        quotient, rest = divmod(a._int, b._int * ten(-shift))
    exponent = ideal - shift
    if rest:
        quotient, exponent = quotient * 10 + 1, exponent - 1
    else:
        quotient, exponent = stripped(quotient, exponent, ideal)
    return finish(sign, quotient, exponent, context)


def _divide_by_zero(a, sign, context, operator):
    if not a:
        return invalid(context, '0 %s 0' % operator, DivisionUndefined)
    context._report('x %s 0' % operator, DivisionByZero)
    return make(sign, 0, 0, 'F')


def _whole_division(a, b, context):
    """Coefficients of the integer quotient and of the remainder, and the latter's exponent; None if too large.

    The dividend is finite, the divisor not zero.
    """
    if b._special:
        return 0, a._int, a._exp
    exponent = min(a._exp, b._exp)
    gap = a.adjusted() - b.adjusted()
    if not a._int or gap <= -2:
        return 0, shift_left(a._int, a._exp - exponent), exponent
    if gap > context.prec:
        return None
    quotient, rest = divmod(*aligned(a, b))
    return (quotient, rest, exponent) if digits(quotient) <= context.prec else None


def divide_int(a, b, context):
    """The integer part of the quotient."""
    sign = a._sign ^ b._sign
    found = nan_among(context, a, b)
    if found is not None:
        return found
    if a._special:
        return invalid(context, 'INF // INF') if b._special else make(sign, 0, 0, 'F')
    if not b:
        return _divide_by_zero(a, sign, context, '//')
    parts = _whole_division(a, b, context)
    return impossible(context) if parts is None else make(sign, parts[0], 0)


def remainder(a, b, context):
    """What integer division leaves, with the sign of the dividend."""
    found = nan_among(context, a, b)
    if found is not None:
        return found
    if a._special:
        return invalid(context, 'INF % x')
    if not b:
        return invalid(context, 'x % 0') if a else invalid(context, '0 % 0', DivisionUndefined)
    parts = _whole_division(a, b, context)
    return impossible(context) if parts is None else finish(a._sign, parts[1], parts[2], context)


def divide_with_remainder(a, b, context):
    """The integer part of the quotient, and the remainder."""
    found = nan_among(context, a, b)
    if found is not None:
        return found, found
    sign = a._sign ^ b._sign
    if a._special:
        if b._special:
            nan = invalid(context, 'divmod(INF, INF)')
            return nan, nan
        return make(sign, 0, 0, 'F'), invalid(context, 'INF % x')
    if not b:
        if not a:
            nan = invalid(context, 'divmod(0, 0)', DivisionUndefined)
            return nan, nan
        return _divide_by_zero(a, sign, context, '//'), invalid(context, 'x % 0')
    parts = _whole_division(a, b, context)
    if parts is None:
        nan = impossible(context)
        return nan, nan
    quotient, rest, exponent = parts
    return make(sign, quotient, 0), finish(a._sign, rest, exponent, context)


def remainder_near(a, b, context):
    """a - n * b, where n is the integer nearest to the quotient, the even one of two.

    >>> from decimal import *
    >>> Decimal(18).remainder_near(Decimal(10)), Decimal(25).remainder_near(Decimal(10))
    (Decimal('-2'), Decimal('5'))
    """
    found = nan_among(context, a, b)
    if found is not None:
        return found
    if a._special:
        return invalid(context, 'remainder_near(infinity, x)')
    if not b:
        return invalid(context, 'remainder_near(x, 0)') if a else invalid(context, 'remainder_near(0, 0)',
                                                                          DivisionUndefined)
    parts = _whole_division(a, b, context)
    if parts is None:
        return invalid(context, None, DivisionImpossible)
    quotient, rest, exponent = parts
    sign = a._sign
    if rest and not b._special and a.adjusted() - b.adjusted() > -2:
        divisor = shift_left(b._int, b._exp - exponent)
        if 2 * rest + (quotient & 1) > divisor:
            rest = divisor - rest
            sign = 1 - sign
            if digits(quotient + 1) > context.prec:
                return invalid(context, None, DivisionImpossible)
    return finish(sign, rest, exponent, context)


def square_root(a, context):
    """The square root, rounded half to even."""
    found = nan_among(context, a)
    if found is not None:
        return found
    if a._special and not a._sign:
        return make(0, 0, 0, 'F')
    ideal = a._exp >> 1
    if not a:
        return finish(a._sign, 0, ideal, context)
    if a._sign:
        return invalid(context, 'sqrt(-x), x > 0')
    # Bring the coefficient to an even exponent and to digits for one more than the precision in the root.
    shift = 2 * context.prec + 2 - digits(a._int)
    shift += (a._exp - shift) & 1
    if shift >= 0:
        square, rest = a._int * ten(shift), 0
    else:
        square, rest = divmod(a._int, ten(-shift))
    root, exponent = math.isqrt(square), (a._exp - shift) >> 1
    if rest or root * root != square:
        root, exponent = root * 10 + 1, exponent - 1
    elif exponent > ideal:
        root, exponent = root * ten(exponent - ideal), ideal
    else:
        root, exponent = root // ten(ideal - exponent), ideal
    return finish(0, root, exponent, context, ROUND_HALF_EVEN)
