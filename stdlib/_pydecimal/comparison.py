"""Comparisons that are numbers, greatest and least, the total order, and questions about a number."""

from .context import getcontext
from .integers import digits
from .number import comparable, magnitude_order, make, order, signum
from .rounding import fit, nan_among
from .signals import InvalidOperation

_SMALL = {-1: make(1, 1, 0), 0: make(0, 0, 0), 1: make(0, 1, 0)}


def compare(a, b, context):
    """-1, 0 or 1 as a is less than, equal to or greater than b; NaN if one is."""
    return nan_among(context, a, b) or _SMALL[order(a, b)]


def _signal_nans(a, b, context):
    """Signal any NaN; whether there was one."""
    for kind, name in (('N', 'sNaN'), ('n', 'NaN')):
        if kind in (a._special, b._special):
            context._report('comparison involving ' + name, InvalidOperation)
            return True
    return False


def compare_signal(a, b, context):
    """Like compare, but quiet NaNs signal too."""
    if a.is_nan() or b.is_nan():
        _signal_nans(a, b, context)
        return nan_among(context._quiet(), a, b)
    return _SMALL[order(a, b)]


def ordering(operator):
    """A method of Decimal that compares by an operator on the result of `order`."""
    def compare(self, other, context=None):
        a, b = comparable(self, other)
        if b is NotImplemented:
            return b
        if (a._special or b._special) and _signal_nans(a, b, getcontext() if context is None else context):
            return False
        return operator(order(a, b), 0)
    return compare


# ---- the total order

_RANKS = {'': 0, 'F': 1, 'N': 2, 'n': 3}


def _total_magnitude(a, b):
    ranks = _RANKS[a._special], _RANKS[b._special]
    if ranks[0] != ranks[1]:
        return -1 if ranks[0] < ranks[1] else 1
    if not a._special and bool(a._int) != bool(b._int):
        return 1 if a._int else -1
    if not a._special and a._int:
        found = magnitude_order(a, b)
        return found or (a._exp > b._exp) - (a._exp < b._exp)
    one, two = (a._int, a._exp), (b._int, b._exp)
    return (one > two) - (one < two)


def total_order(a, b):
    """-1, 0 or 1 in an order in which only equal representations are equal, and NaNs have their place."""
    if a._sign != b._sign:
        return -1 if a._sign else 1
    return -_total_magnitude(a, b) if a._sign else _total_magnitude(a, b)


def compare_total(a, b, context):
    """-1, 0 or 1 in the order of representations, which includes NaNs and tells 1.0 from 1.00."""
    return _SMALL[total_order(a, b)]


def compare_total_mag(a, b, context):
    """Like compare_total, without the signs."""
    return _SMALL[_total_magnitude(a, b)]


# ---- greatest and least

def _chooser(wanted, magnitudes, doc):
    def choose(a, b, context):
        if a.is_nan() or b.is_nan():
            quiet = [each._special == 'n' for each in (a, b)]
            if quiet == [True, False] and b._special != 'N':
                return fit(b, context)
            if quiet == [False, True] and a._special != 'N':
                return fit(a, context)
            return nan_among(context, a, b)
        found = order(a.copy_abs(), b.copy_abs()) if magnitudes else order(a, b)
        return fit(a if (found or total_order(a, b)) == wanted else b, context)
    choose.__doc__ = doc
    return choose


maximum = _chooser(1, False, 'The greater one, rounded. A number is chosen before a quiet NaN.')
minimum = _chooser(-1, False, 'The less one, rounded. A number is chosen before a quiet NaN.')
maximum_magnitude = _chooser(1, True, 'Like max, of the absolute values.')
minimum_magnitude = _chooser(-1, True, 'Like min, of the absolute values.')


# ---- questions

def is_normal(a, context):
    """Is it finite, not zero, and not less than the context's smallest exponent allows?"""
    return not a._special and bool(a._int) and a.adjusted() >= context.Emin


def is_subnormal(a, context):
    """Is it finite, not zero, and below the context's Emin?"""
    return not a._special and bool(a._int) and a.adjusted() < context.Emin


def number_class(a, context):
    """A name for the kind of number: 'sNaN', 'NaN', or a sign and Infinity, Normal, Subnormal or Zero."""
    if a.is_nan():
        return 'sNaN' if a._special == 'N' else 'NaN'
    if a._special:
        kind = 'Infinity'
    elif not signum(a):
        kind = 'Zero'
    else:
        kind = 'Subnormal' if is_subnormal(a, context) else 'Normal'
    return ('-' if a._sign else '+') + kind


def same_quantum(a, b, context=None):
    """Have they the same exponent, or are both infinite, or both NaNs?"""
    if a._special or b._special:
        return a.is_nan() and b.is_nan() or a._special == b._special == 'F'
    return a._exp == b._exp


def fits_as_diagnostic(nan, context):
    """Can the payload of a NaN stay as it is in that context?"""
    return not nan._int or digits(nan._int) <= context.prec - context.clamp
