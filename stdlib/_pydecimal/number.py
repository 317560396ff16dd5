"""The class Decimal: its representation, construction, conversions, order and hash.

A finite number is sign (0 or 1), coefficient (an integer) and exponent: coefficient * 10 ** exponent. A special one has
'F', 'n' or 'N' in `_special` (infinity, quiet and signalling NaN), exponent 0, and NaNs their payload as coefficient;
for finite numbers `_special` is empty. Instances never change. Arithmetic is in modules beside this one, and `methods`
makes methods of it.
"""

from collections import namedtuple
import math
import numbers
import re
import sys

from .context import getcontext
from .integers import digits, number, shift_left, shift_right, strip_zeros, ten, text
from .signals import ConversionSyntax, FloatOperation, InvalidOperation, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN

DecimalTuple = namedtuple('DecimalTuple', 'sign digits exponent', module='decimal')

_LITERAL = re.compile(r"""
    (?P<sign>[-+]?)
    (?: (?P<whole>\d*) (?:\.(?P<fraction>\d*))? (?:e(?P<exponent>[-+]?\d+))?
      | inf(?:inity)?(?P<infinity>)
      | (?P<kind>s?)nan(?P<payload>\d*) )
    """, re.VERBOSE | re.IGNORECASE)

_MODULUS = sys.hash_info.modulus
_TENTH = pow(10, _MODULUS - 2, _MODULUS)


class Decimal:
    """A decimal number: from an integer, a string, a float (exactly), a tuple (sign, digits, exponent) or a Decimal.

    >>> from decimal import *
    >>> Decimal('3.14'), Decimal((0, (3, 1, 4), -2)), Decimal(314)
    (Decimal('3.14'), Decimal('3.14'), Decimal('314'))
    """

    __slots__ = ('_sign', '_int', '_exp', '_special')

    def __new__(cls, value='0', context=None):
        self = object.__new__(cls)
        if isinstance(value, str):
            parts = _parse(value.strip().replace('_', ''))
            if parts is None:
                context = getcontext() if context is None else context
                context._report('Invalid literal for Decimal: %r' % value, ConversionSyntax)
                parts = 0, 0, 0, 'n'
        elif isinstance(value, int):
            parts = int(value < 0), abs(int(value)), 0, ''
        elif isinstance(value, Decimal):
            parts = value._sign, value._int, value._exp, value._special
        elif isinstance(value, (list, tuple)):
            parts = _from_tuple(value)
        elif isinstance(value, float):
            context = getcontext() if context is None else context
            context._report('strict semantics for mixing floats and Decimals are enabled', FloatOperation)
            parts = _from_float(value)
        else:
            raise TypeError('Cannot convert %r to Decimal' % (value,))
        self._sign, self._int, self._exp, self._special = parts
        return self

    @classmethod
    def from_float(cls, f):
        """Exactly the value of a float or integer.

        >>> Decimal.from_float(0.1)
        Decimal('0.1000000000000000055511151231257827021181583404541015625')
        """
        if isinstance(f, int):
            exact = make(int(f < 0), abs(int(f)), 0)
        elif isinstance(f, float):
            exact = make(*_from_float(f))
        else:
            raise TypeError('argument must be int or float.')
        return exact if cls is Decimal else cls(exact)

    def __repr__(self):
        return "Decimal('%s')" % str(self)

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __copy__(self):
        return self if type(self) is Decimal else self.__class__(str(self))

    def __deepcopy__(self, memo):
        return self.__copy__()

    def as_tuple(self):
        """Sign, digits and exponent as a named tuple.

        >>> Decimal('-1.50').as_tuple()
        DecimalTuple(sign=1, digits=(1, 5, 0), exponent=-2)
        """
        exponent = self._special or self._exp
        shown = '' if self._special in ('n', 'N') and not self._int else text(self._int)
        return DecimalTuple(self._sign, tuple(map(int, shown)), exponent)

    def as_integer_ratio(self):
        """Numerator and denominator, in lowest terms.

        >>> Decimal('-3.14').as_integer_ratio()
        (-157, 50)
        """
        if self._special:
            if self._special == 'F':
                raise OverflowError('cannot convert Infinity to integer ratio')
            raise ValueError('cannot convert NaN to integer ratio')
        numerator, denominator = shift_left(self._int, max(self._exp, 0)), 1
        if numerator and self._exp < 0:
            denominator = ten(-self._exp)
            common = math.gcd(numerator, denominator)
            numerator //= common
            denominator //= common
        return -numerator if self._sign else numerator, denominator

    # ---- as other numbers

    def __bool__(self):
        return bool(self._special or self._int)

    def __int__(self):
        if self._special:
            if self._special == 'F':
                raise OverflowError('Cannot convert infinity to integer')
            raise ValueError('Cannot convert NaN to integer')
        return self._integer('ROUND_DOWN')

    __trunc__ = __int__

    def _integer(self, rounding):
        if self._exp >= 0:
            whole = shift_left(self._int, self._exp)
        else:
            whole = shift_right(self._int, -self._exp, self._sign, rounding)[0]
        return -whole if self._sign else whole

    def __floor__(self):
        return self._rounded_integer(ROUND_FLOOR)

    def __ceil__(self):
        return self._rounded_integer(ROUND_CEILING)

    def _rounded_integer(self, rounding):
        if self._special:
            if self._special == 'F':
                raise OverflowError('cannot round an infinity')
            raise ValueError('cannot round a NaN')
        return self._integer(rounding)

    def __round__(self, n=None):
        if n is None:
            return self._rounded_integer(ROUND_HALF_EVEN)
        if not isinstance(n, int):
            raise TypeError('Second argument to round should be integral')
        return self.quantize(make(0, 1, -n))

    def __float__(self):
        if self._special in ('n', 'N'):
            if self._special == 'N':
                raise ValueError('Cannot convert signaling NaN to float')
            return float('-nan' if self._sign else 'nan')
        return float(str(self))

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def conjugate(self):
        """The number itself."""
        return self

    def adjusted(self):
        """The exponent of the first digit; 0 for special values."""
        return 0 if self._special else self._exp + digits(self._int) - 1

    # ---- equality, hash

    def __eq__(self, other, context=None):
        a, b = comparable(self, other, True)
        if b is NotImplemented:
            return b
        if a._special or b._special:
            if 'N' in (a._special, b._special):
                (getcontext() if context is None else context)._report('sNaN', InvalidOperation)
            if a.is_nan() or b.is_nan():
                return False
        return order(a, b) == 0

    def __hash__(self):
        if self._special:
            if self._special == 'N':
                raise TypeError('Cannot hash a signaling NaN value.')
            if self._special == 'n':
                return sys.hash_info.nan
            return -sys.hash_info.inf if self._sign else sys.hash_info.inf
        power = pow(10, self._exp, _MODULUS) if self._exp >= 0 else pow(_TENTH, -self._exp, _MODULUS)
        found = self._int * power % _MODULUS
        if self._sign:
            found = -found
        return -2 if found == -1 else found

    # ---- the steps of formatting

    def _rescale(self, exponent, rounding):
        """With that exponent, whatever this does to the number of digits; special values as they are."""
        if self._special:
            return Decimal(self)
        places = exponent - self._exp
        if places <= 0:
            return make(self._sign, shift_left(self._int, -places), exponent)
        return make(self._sign, shift_right(self._int, places, self._sign, rounding)[0], exponent)

    def _round(self, places, rounding):
        """With that many significant digits."""
        if places <= 0:
            raise ValueError('argument should be at least 1 in _round')
        if self._special or not self._int:
            return Decimal(self)
        found = self._rescale(self.adjusted() + 1 - places, rounding)
        # One digit more after 9.99 became 10.0.
        if digits(found._int) > places:
            found = found._rescale(found._exp + 1, rounding)
        return found


def make(sign, coefficient, exponent, special=''):
    """A Decimal of just these parts."""
    self = object.__new__(Decimal)
    self._sign, self._int, self._exp, self._special = sign, coefficient, exponent, special
    return self


def _parse(literal):
    match = _LITERAL.fullmatch(literal)
    if match is None:
        return None
    sign, whole, fraction, exponent, infinity, kind, payload = match.groups()
    sign = int(sign == '-')
    if infinity is not None:
        return sign, 0, 0, 'F'
    if kind is not None:
        return sign, number(payload), 0, 'N' if kind else 'n'
    if not whole and not fraction:
        return None
    places = len(fraction) if fraction else 0
    exponent = int(exponent) if exponent else 0
    return sign, number(whole + fraction if places else whole), exponent - places, ''


def _from_float(value):
    sign = int(math.copysign(1.0, value) < 0)
    if math.isinf(value):
        return sign, 0, 0, 'F'
    if math.isnan(value):
        return sign, 0, 0, 'n'
    numerator, denominator = abs(float(value)).as_integer_ratio()
    # 1 / 2**k is 5**k / 10**k.
    places = denominator.bit_length() - 1
    return sign, numerator * 5 ** places, -places, ''


def _from_tuple(parts):
    if len(parts) != 3:
        raise ValueError('Invalid tuple size in creation of Decimal from list or tuple.  '
                         'The list or tuple should have exactly three elements.')
    sign, given, exponent = parts
    if not isinstance(sign, int) or sign not in (0, 1):
        raise ValueError('Invalid sign.  The first value in the tuple should be an integer; '
                         'either 0 for a positive number or 1 for a negative number.')
    if exponent == 'F':
        return int(sign), 0, 0, 'F'
    for each in given:
        if not isinstance(each, int) or not 0 <= each <= 9:
            raise ValueError('The second value in the tuple must be composed of integers in the range 0 through 9.')
    coefficient = number(''.join(map(str, map(int, given))))
    if exponent in ('n', 'N'):
        return int(sign), coefficient, 0, exponent
    if not isinstance(exponent, int):
        raise ValueError("The third value in the tuple must be an integer, or one of the strings 'F', 'n', 'N'.")
    return int(sign), coefficient, int(exponent), ''


def converted(other):
    """An operand as a Decimal; NotImplemented if it is not an integer or a Decimal."""
    if isinstance(other, Decimal):
        return other
    return make(int(other < 0), abs(int(other)), 0) if isinstance(other, int) else NotImplemented


def required(other):
    """An argument as a Decimal."""
    found = converted(other)
    if found is NotImplemented:
        raise TypeError('Unable to convert %s to Decimal' % (other,))
    return found


def comparable(a, other, equality=False):
    """Two Decimals in the same order as a Decimal and a number of any kind; or NotImplemented as the second."""
    if isinstance(other, Decimal):
        return a, other
    if isinstance(other, int):
        return a, make(int(other < 0), abs(int(other)), 0)
    if isinstance(other, numbers.Rational):
        if not a._special:
            a = make(a._sign, a._int * other.denominator, a._exp)
        return a, Decimal(other.numerator)
    if equality and isinstance(other, numbers.Complex) and other.imag == 0:
        other = other.real
    if isinstance(other, float):
        context = getcontext()
        if equality:
            context.flags[FloatOperation] = True
        else:
            context._report('strict semantics for mixing floats and Decimals are enabled', FloatOperation)
        return a, Decimal.from_float(other)
    return a, NotImplemented


def order(a, b):
    """-1, 0 or 1 as a is less than, equal to or greater than b; neither is a NaN."""
    if a._exp == b._exp and not a._special and not b._special:
        x, y = -a._int if a._sign else a._int, -b._int if b._sign else b._int
        return (x > y) - (x < y)
    a_sign, b_sign = signum(a), signum(b)
    if a_sign != b_sign:
        return -1 if a_sign < b_sign else 1
    return a_sign * magnitude_order(a, b) if a_sign else 0


def signum(a):
    """-1, 0 or 1, the sign of a number."""
    if not a._special and not a._int:
        return 0
    return -1 if a._sign else 1


def magnitude_order(a, b):
    """Like `order`, of the absolute values; neither is zero."""
    if a._special or b._special:
        return (a._special == 'F') - (b._special == 'F')
    gap = a._exp + digits(a._int) - b._exp - digits(b._int)
    if gap:
        return 1 if gap > 0 else -1
    x, y = aligned(a, b)
    return (x > y) - (x < y)


def aligned(a, b):
    """The coefficients of two finite numbers at the less of their exponents."""
    gap = a._exp - b._exp
    if gap >= 0:
        return shift_left(a._int, gap), b._int
    return a._int, shift_left(b._int, -gap)


def stripped(coefficient, exponent, most):
    """A coefficient with zeros at its end taken off as long as the exponent stays at most `most`."""
    coefficient, count = strip_zeros(coefficient, max(most - exponent, 0))
    return coefficient, exponent + count


numbers.Number.register(Decimal)
