"""Digit-wise logic on numbers whose digits are all 0 or 1."""

from .integers import number, text
from .number import make
from .rounding import invalid


def _bits(a):
    """The digits of a logical operand as bits, or None if it is none."""
    if a._special or a._sign or a._exp:
        return None
    shown = text(a._int)
    return int(shown, 2) if set(shown) <= {'0', '1'} else None


def _finished(bits, context):
    return make(0, number(bin(bits & ((1 << context.prec) - 1))[2:]), 0)


def _binary(operator, doc):
    def apply(a, b, context):
        x, y = _bits(a), _bits(b)
        if x is None or y is None:
            return invalid(context)
        return _finished(operator(x, y), context)
    apply.__doc__ = doc
    return apply


logical_and = _binary(int.__and__, 'The digit-wise and.')
logical_or = _binary(int.__or__, 'The digit-wise or.')
logical_xor = _binary(int.__xor__, 'The digit-wise exclusive or.')


def logical_invert(a, context):
    """Each digit inverted, as many as the precision."""
    bits = _bits(a)
    return invalid(context) if bits is None else _finished(~bits, context)
