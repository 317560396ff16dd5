"""Operations about exponents and neighbours: quantize, rounding to integers, normalize, scaling, next numbers."""

from .arithmetic import add
from .context import checked_rounding
from .integers import digits, shift_left, shift_right, strip_zeros, ten
from .number import make, order
from .rounding import finish, fit, invalid, nan_among
from .signals import (Clamped, DivisionByZero, Inexact, Overflow, ROUND_CEILING, ROUND_FLOOR, Rounded, Subnormal,
                      Underflow)


def quantize(a, exp, rounding, context):
    """The number with the exponent of exp. It is an invalid operation if that needs more digits than the precision.

    >>> from decimal import *
    >>> Decimal('1.41421356').quantize(Decimal('1.000'))
    Decimal('1.414')
    """
    rounding = context.rounding if rounding is None else checked_rounding(rounding)
    if a._special or exp._special:
        found = nan_among(context, a, exp)
        if found is not None:
            return found
        if a._special == exp._special:
            return make(a._sign, 0, 0, 'F')
        return invalid(context, 'quantize with one INF')
    if not context.Etiny() <= exp._exp <= context.Emax:
        return invalid(context, 'target exponent out of bounds in quantize')
    places = exp._exp - a._exp
    if not a._int:
        return finish(a._sign, 0, exp._exp, context)
    exact, adjusted = True, a.adjusted()
    if adjusted > context.Emax:
        return invalid(context, 'exponent of quantize result too large for current context')
    if adjusted - exp._exp + 1 > context.prec:
        return invalid(context, 'quantize result has too many digits for current context')
    if places > 0:
        coefficient, exact = shift_right(a._int, places, a._sign, rounding)
    else:
        coefficient = shift_left(a._int, -places)
    count = digits(coefficient)
    if count + exp._exp - 1 > context.Emax:
        return invalid(context, 'exponent of quantize result too large for current context')
    if count > context.prec:
        return invalid(context, 'quantize result has too many digits for current context')
    if coefficient and count + exp._exp - 1 < context.Emin:
        context._report(None, Subnormal)
    if places > 0:
        context._report(None, *([] if exact else [Inexact]), Rounded)
    return finish(a._sign, coefficient, exp._exp, context)


def to_integral_exact(a, rounding, context):
    """Rounded to an integer, with the signals that this gives."""
    return _to_integral(a, rounding, context, True)


def to_integral_value(a, rounding, context):
    """Rounded to an integer, without a word about what is lost."""
    return _to_integral(a, rounding, context, False)


def _to_integral(a, rounding, context, signalling):
    rounding = context.rounding if rounding is None else checked_rounding(rounding)
    if a._special:
        return nan_among(context, a) or make(a._sign, 0, 0, 'F')
    if a._exp >= 0:
        return make(a._sign, a._int, a._exp)
    if not a._int:
        return make(a._sign, 0, 0)
    coefficient, exact = shift_right(a._int, -a._exp, a._sign, rounding)
    if signalling:
        context._report(None, *([] if exact else [Inexact]), Rounded)
    return make(a._sign, coefficient, 0)


def normalize(a, context):
    """Rounded, and without the zeros at the end; any zero becomes 0.

    >>> from decimal import *
    >>> Decimal('32.100').normalize(), Decimal('100').normalize()
    (Decimal('32.1'), Decimal('1E+2'))
    """
    found = nan_among(context, a)
    if found is not None:
        return found
    found = fit(a, context)
    if found._special:
        return found
    if not found._int:
        return make(found._sign, 0, 0)
    most = context.Etop() if context.clamp else context.Emax
    coefficient, count = strip_zeros(found._int, max(most - found._exp, 0))
    return make(found._sign, coefficient, found._exp + count)


def logb(a, context):
    """The exponent of the first digit, as a Decimal."""
    found = nan_among(context, a)
    if found is not None:
        return found
    if a._special:
        return make(0, 0, 0, 'F')
    if not a._int:
        context._report('logb(0)', DivisionByZero)
        return make(1, 0, 0, 'F')
    exponent = a.adjusted()
    return finish(int(exponent < 0), abs(exponent), 0, context)


def _plain_integer(b):
    """The second operand of scaleb, shift and rotate, if it is an integer written without exponent; else None."""
    if b._special or b._exp:
        return None
    return -b._int if b._sign else b._int


def scaleb(a, b, context):
    """The first operand with the second added to its exponent."""
    found = nan_among(context, a, b)
    if found is not None:
        return found
    amount = _plain_integer(b)
    if amount is None or abs(amount) > 2 * (context.Emax + context.prec):
        return invalid(context)
    if a._special:
        return make(a._sign, 0, 0, 'F')
    return fit(make(a._sign, a._int, a._exp + amount), context)


def shift(a, b, context):
    """The digits moved to the left by the second operand (to the right if it is negative), zeros coming in."""
    return _moved(a, b, context, False)


def rotate(a, b, context):
    """Like shift, but what goes out at one end comes in at the other; there are as many digits as the precision."""
    return _moved(a, b, context, True)


def _moved(a, b, context, around):
    found = nan_among(context, a, b)
    if found is not None:
        return found
    amount, prec = _plain_integer(b), context.prec
    if amount is None or not -prec <= amount <= prec:
        return invalid(context)
    if a._special:
        return make(a._sign, 0, 0, 'F')
    window = ten(prec)
    coefficient = a._int % window
    if around:
        amount %= prec
        high, low = divmod(coefficient, ten(prec - amount))
        coefficient = low * ten(amount) + high
    elif amount < 0:
        coefficient //= ten(-amount)
    else:
        coefficient = coefficient * ten(amount) % window
    return make(a._sign, coefficient, a._exp)


# ---- neighbours

def _neighbour(a, context, downwards):
    rounding = ROUND_FLOOR if downwards else ROUND_CEILING
    if a._special:
        if a._sign == downwards:
            return make(a._sign, 0, 0, 'F')
        return make(a._sign, ten(context.prec) - 1, context.Etop())
    quiet = context._quiet(rounding)
    found = fit(a, quiet)
    if order(found, a):
        return found
    return add(a, make(int(downwards), 1, context.Etiny() - 1), quiet)


def next_minus(a, context):
    """The greatest number of the context that is less."""
    return nan_among(context, a) or _neighbour(a, context, True)


def next_plus(a, context):
    """The least number of the context that is greater."""
    return nan_among(context, a) or _neighbour(a, context, False)


def next_toward(a, b, context):
    """The next number of the context in the direction of the second operand."""
    found = nan_among(context, a, b)
    if found is not None:
        return found
    direction = order(a, b)
    if not direction:
        return make(b._sign, a._int, a._exp, a._special)
    found = _neighbour(a, context, direction > 0)
    if found._special:
        context._report('Infinite result from next_toward', Overflow, Inexact, Rounded)
    elif found.adjusted() < context.Emin:
        context._report(None, Underflow, Subnormal, Inexact, Rounded, *([] if found._int else [Clamped]))
    return found
