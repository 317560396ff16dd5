"""From an exact result to a Decimal that a context allows, with the signals this takes.

Every operation computes sign, coefficient and exponent without regard to the context, or with a few digits more than
its precision (the last of them not zero if the true result goes on), and ends in `finish`.
"""

from .integers import digits, shift_left, shift_right, ten
from .number import make
from .signals import (Clamped, DivisionImpossible, Inexact, InvalidOperation, Overflow, ROUND_05UP, ROUND_CEILING,
                      ROUND_DOWN, ROUND_FLOOR, Rounded, Subnormal, Underflow)


def finish(sign, coefficient, exponent, context, rounding=None):
    """The number rounded to the context's precision and brought into its range of exponents."""
    prec = context.prec
    etiny = context.Emin - prec + 1
    if not coefficient:
        return _finish_zero(sign, exponent, etiny, context)
    count = digits(coefficient)
    adjusted = exponent + count - 1
    if adjusted > context.Emax:
        return overflow(sign, context, rounding)
    least = max(adjusted - prec + 1, etiny)
    if exponent < least:
        return _finish_rounding(sign, coefficient, exponent, least, adjusted < context.Emin, context, rounding)
    if adjusted < context.Emin:
        context._report(None, Subnormal)
    etop = context.Emax - prec + 1
    if context.clamp and exponent > etop:
        context._report(None, Clamped)
        return make(sign, coefficient * ten(exponent - etop), etop)
    return make(sign, coefficient, exponent)


def _finish_zero(sign, exponent, etiny, context):
    most = context.Emax - context.prec + 1 if context.clamp else context.Emax
    fitting = min(max(exponent, etiny), most)
    if fitting != exponent:
        context._report(None, Clamped)
    return make(sign, 0, fitting)


def _finish_rounding(sign, coefficient, exponent, least, subnormal, context, rounding):
    kept, exact = shift_right(coefficient, least - exponent, sign, rounding or context.rounding)
    if kept >= 10 and digits(kept) > context.prec:
        kept //= 10
        least += 1
        if least > context.Emax - context.prec + 1:
            return overflow(sign, context, rounding)
    conditions = [Rounded]
    if not exact:
        conditions.insert(0, Inexact)
    if subnormal:
        conditions.insert(0, Subnormal)
        if not exact:
            conditions.insert(0, Underflow)
    if not kept:
        conditions.append(Clamped)
    context._report(None, *conditions)
    return make(sign, kept, least)


def overflow(sign, context, rounding=None):
    """The result above Emax: the greatest number if that is where the rounding goes, else an infinity."""
    context._report('above Emax', Overflow, Inexact, Rounded)
    rounding = rounding or context.rounding
    if rounding in (ROUND_DOWN, ROUND_05UP) or rounding == (ROUND_CEILING if sign else ROUND_FLOOR):
        return make(sign, ten(context.prec) - 1, context.Emax - context.prec + 1)
    return make(sign, 0, 0, 'F')


def invalid(context, explanation=None, condition=InvalidOperation):
    """Signal an invalid operation; its result."""
    context._report(explanation, condition)
    return make(0, 0, 0, 'n')


def impossible(context):
    """What integer division gives whose quotient does not fit."""
    return invalid(context, 'quotient too large in //, % or divmod', DivisionImpossible)


def fit_nan(nan, context):
    """A NaN like this with no more digits than the context allows, the last ones."""
    room = context.prec - context.clamp
    payload = nan._int
    if payload and digits(payload) > room:
        payload %= ten(room)
    return make(nan._sign, payload, 0, nan._special)


def nan_among(context, *operands):
    """The result that NaNs among the operands determine, or None. Signalling ones come first."""
    for each in operands:
        if each._special == 'N':
            context._report('sNaN', InvalidOperation)
            return fit_nan(make(each._sign, each._int, 0, 'n'), context)
    for each in operands:
        if each._special == 'n':
            return fit_nan(each, context)
    return None


def fit(a, context, rounding=None):
    """The operand itself as a result; NaNs of either kind stay what they are."""
    if not a._special:
        return finish(a._sign, a._int, a._exp, context, rounding)
    return make(a._sign, 0, 0, 'F') if a._special == 'F' else fit_nan(a, context)


def rescaled(a, exponent, rounding):
    """A finite number with just that exponent, whatever a context may say."""
    places = a._exp - exponent
    if places >= 0:
        return make(a._sign, shift_left(a._int, places), exponent)
    return make(a._sign, shift_right(a._int, -places, a._sign, rounding)[0], exponent)
