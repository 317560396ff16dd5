"""exp, ln and log10, correctly rounded, and what powers need of them.

These results are irrational except for cases that are found beforehand, so that a good enough approximation always
tells how to round: `settle` asks for more digits until it does. Approximations are integers scaled by powers of ten,
and inside of series by powers of two.
"""

import math

from .integers import digits, strip_zeros, ten
from .number import make, order
from .rounding import finish, invalid, nan_among
from .signals import ROUND_HALF_EVEN

# Approximations are wrong by less than this many units of their last place.
_ERROR = 100
ONE = make(0, 1, 0)


def settle(approximate, prec):
    """(coefficient, exponent) with more digits than prec, to be rounded as the true value would be.

    approximate(places) gives them with that many decimal places, roughly. It is good enough if no multiple of half a
    unit in the last place of the result is within its error.
    """
    places = prec + 6
    while True:
        coefficient, exponent = approximate(places)
        spare = digits(coefficient) - prec
        if spare < 4:
            places += 6 - spare
            continue
        half = 5 * ten(spare - 1)
        if (coefficient - _ERROR) // half == (coefficient + _ERROR) // half:
            return coefficient, exponent
        places += places // 2


def scaled(a, places):
    """A finite number times 10 ** places as an integer, not too large by less than 1."""
    shift = a._exp + places
    found = a._int * ten(shift) if shift >= 0 else a._int // ten(-shift) if -shift <= digits(a._int) else 0
    return -found if a._sign else found


# ---- series

def _exp_series(x, places):
    """e ** (x / 10**places) * 10**places, 0 <= x < 3 * 10**places."""
    halvings = math.isqrt(places) + 4
    bits = places * 3322 // 1000 + 2 * halvings + 20
    z = ((x << bits) // ten(places)) >> halvings
    total = term = 1 << bits
    k = 0
    while term:
        k += 1
        term = (term * z >> bits) // k
        total += term
    for _ in range(halvings):
        total = total * total >> bits
    return total * ten(places) >> bits


def _ln_series(x, unit, places):
    """ln(x / unit) * 10**places, for x / unit between 0.1 and 10."""
    roots = math.isqrt(places) // 2 + 4
    bits = places * 3322 // 1000 + 2 * roots + 20
    one = 1 << bits
    y = (x << bits) // unit
    for _ in range(roots):
        y = math.isqrt(y << bits)
    # ln(y) = 2 artanh((y - 1) / (y + 1))
    z = ((y - one) << bits) // (y + one)
    square = z * z >> bits
    total, k = z, 1
    while z not in (0, -1):
        z = z * square >> bits
        k += 2
        total += z // k
    return (total << (roots + 1)) * ten(places) >> bits


_known_ln10 = [0, 0]


def _ln10(places):
    """ln(10) * 10**places; the longest one asked for is kept."""
    have, value = _known_ln10
    if have < places:
        have = places + 10
        value = _ln_series(10, 1, have)
        _known_ln10[:] = have, value
    return value // ten(have - places)


def exp_approximation(argument, size, places):
    """(coefficient, exponent) of e ** t with that many places; argument(n) is t * 10**n, and |t| < 10**size."""
    inner = places + max(size, 0) + 3
    whole, rest = divmod(argument(inner), _ln10(inner))
    return _exp_series(rest // ten(inner - places), places), whole - places


def ln_approximation(a, places):
    """ln(a) * 10**places"""
    exponent = a.adjusted()
    inner = places + digits(abs(exponent)) + 3
    found = exponent * _ln10(inner) + _ln_series(a._int, ten(digits(a._int) - 1), inner)
    return found // ten(inner - places)


# ---- exp and logarithms

def exponential(a, context):
    """e to the power of the operand, rounded half to even.

    >>> from decimal import *
    >>> Decimal(1).exp(Context(prec=10))
    Decimal('2.718281828')
    """
    found = nan_among(context, a)
    if found is not None:
        return found
    if a._special:
        return make(0, 0, 0) if a._sign else make(0, 0, 0, 'F')
    if not a._int:
        return ONE
    prec, adjusted = context.prec, a.adjusted()
    if adjusted > digits(max(context.Emax, -context.Etiny()) + 1) + 1:
        coefficient, exponent = 1, context.Etiny() - 2 if a._sign else context.Emax + 1
    elif adjusted < -prec - 2:
        coefficient, exponent = ten(prec + 2) + (-1 if a._sign else 1), -prec - 2
    else:
        coefficient, exponent = settle(
            lambda places: exp_approximation(lambda n: scaled(a, n), adjusted + 1, places), prec)
    return finish(0, coefficient, exponent, context, ROUND_HALF_EVEN)


def _logarithm(a, context, name):
    """The result that both logarithms have in special cases, or None."""
    found = nan_among(context, a)
    if found is not None:
        return found
    if not a:
        return make(1, 0, 0, 'F')
    if a._special and not a._sign:
        return make(0, 0, 0, 'F')
    if a._sign:
        return invalid(context, '%s of a negative value' % name)
    return None


def _finish_logarithm(approximation, context):
    sign = []

    def approximate(places):
        found = approximation(places)
        sign[:] = [int(found < 0)]
        return abs(found), -places

    coefficient, exponent = settle(approximate, context.prec)
    return finish(sign[0], coefficient, exponent, context, ROUND_HALF_EVEN)


def natural_logarithm(a, context):
    """The logarithm to the base e, rounded half to even."""
    found = _logarithm(a, context, 'ln')
    if found is None and order(a, ONE) == 0:
        found = make(0, 0, 0)
    if found is not None:
        return found
    return _finish_logarithm(lambda places: ln_approximation(a, places), context)


def common_logarithm(a, context):
    """The logarithm to the base 10, rounded half to even."""
    found = _logarithm(a, context, 'log10')
    if found is not None:
        return found
    if strip_zeros(a._int)[0] == 1:
        exponent = a.adjusted()
        return finish(int(exponent < 0), abs(exponent), 0, context, ROUND_HALF_EVEN)

    def approximation(places):
        inner = places + digits(abs(a.adjusted())) + 2
        return ln_approximation(a, inner) * ten(places) // _ln10(inner)
    return _finish_logarithm(approximation, context)
