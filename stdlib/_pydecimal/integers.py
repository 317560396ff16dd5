"""Decimal digits of Python integers: counting, shifting, rounding, and text of any length.

Coefficients are plain integers here. Conversions to and from text go piece by piece, because str() and int() refuse
texts longer than a limit that the user sets.
"""

from .signals import (ROUND_05UP, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
                      ROUND_HALF_UP, ROUND_UP)

_TENS = [10 ** each for each in range(129)]
# So many digits do not fit into any memory; asking for them should fail at once.
_ABSURD = 10 ** 11
# The user's limit cannot be lower than 640 digits.
_PIECE = 600
_PIECE_BITS = 1990
_LOG10_OF_2 = 301029995663981195213738894724493026768189


def ten(places):
    """10 ** places"""
    if places < 129:
        return _TENS[places]
    if places > _ABSURD:
        raise MemoryError
    return 10 ** places


def digits(n):
    """How many decimal digits n has; n >= 0, and zero has one."""
    bits = n.bit_length()
    if bits < 1000:
        return len(str(n))
    low = (bits - 1) * _LOG10_OF_2 // 10 ** 42 + 1
    return low + (n >= ten(low))


def text(n):
    """str(n), n >= 0, of any length."""
    if n.bit_length() < _PIECE_BITS:
        return str(n)
    half = digits(n) >> 1
    high, low = divmod(n, ten(half))
    return text(high) + text(low).zfill(half)


def number(digits_text):
    """int() of a text of decimal digits, of any length."""
    length = len(digits_text)
    if length <= _PIECE:
        return int(digits_text or '0')
    half = length >> 1
    return number(digits_text[:-half]) * ten(half) + number(digits_text[-half:])


def shift_left(n, places):
    """n * 10 ** places; zero stays zero however far it goes."""
    return n * ten(places) if n else 0


def strip_zeros(n, most=None):
    """(n without its trailing zeros, their number), n > 0; not more than `most` of them."""
    if n % 10 or most == 0:
        return n, 0
    shown = text(n)
    count = len(shown) - len(shown.rstrip('0'))
    if most is not None and count > most:
        count = most
    return n // ten(count), count


# Is a truncated quotient to be increased by one? Asked of its sign, the quotient, and how the part cut off, which is
# not zero, compares to a half.
AWAY_FROM_ZERO = {
    ROUND_DOWN: lambda sign, kept, half: False,
    ROUND_UP: lambda sign, kept, half: True,
    ROUND_HALF_UP: lambda sign, kept, half: half >= 0,
    ROUND_HALF_DOWN: lambda sign, kept, half: half > 0,
    ROUND_HALF_EVEN: lambda sign, kept, half: half > 0 or half == 0 and kept & 1,
    ROUND_CEILING: lambda sign, kept, half: not sign,
    ROUND_FLOOR: lambda sign, kept, half: sign,
    ROUND_05UP: lambda sign, kept, half: kept % 5 == 0,
}


def shift_right(n, places, sign, rounding):
    """(n / 10 ** places rounded to an integer, whether that is exact), places > 0."""
    if places > digits(n):
        kept, cut, half = 0, n, -1
    else:
        divisor = ten(places)
        kept, cut = divmod(n, divisor)
        half = (2 * cut > divisor) - (2 * cut < divisor)
    if not cut:
        return kept, True
    return kept + bool(AWAY_FROM_ZERO[rounding](sign, kept, half)), False


def nth_root(n, degree):
    """The greatest integer whose power of that degree is at most n; n > 0."""
    guess = 1 << -(-n.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + n // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better
