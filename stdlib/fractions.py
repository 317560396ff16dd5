"""Rational numbers of any size."""

from decimal import Decimal
import math
import numbers
import operator
import re
import sys

__all__ = ['Fraction', 'gcd']


def gcd(a, b):
    """The greatest common divisor, with the sign of b; deprecated."""
    import warnings
    warnings.warn('fractions.gcd() is deprecated. Use math.gcd() instead.', DeprecationWarning, 2)
    if type(a) is int is type(b):
        found = math.gcd(a, b)
        return -found if (b or a) < 0 else found
    return _gcd(a, b)


def _gcd(a, b):
    while b:
        a, b = b, a % b
    return a


# Hashes of numbers are computed modulo this prime.
_PyHASH_MODULUS = sys.hash_info.modulus
_PyHASH_INF = sys.hash_info.inf

_RATIONAL_FORMAT = re.compile(r"""
    \A\s* (?P<sign>[-+]?)
    (?=\d|\.\d) (?P<num>\d*)
    (?: (?:/(?P<denom>\d+))? | (?:\.(?P<decimal>\d*))? (?:E(?P<exp>[-+]?\d+))? )
    \s*\Z
""", re.VERBOSE | re.IGNORECASE)


def _parse(text):
    """Numerator and denominator that a string stands for, not reduced."""
    match = _RATIONAL_FORMAT.match(text)
    if match is None:
        raise ValueError('Invalid literal for Fraction: %r' % text)
    numerator = int(match['num'] or '0')
    denominator = 1
    if match['denom']:
        denominator = int(match['denom'])
    else:
        places = match['decimal']
        if places:
            denominator = 10 ** len(places)
            numerator = numerator * denominator + int(places)
        exponent = int(match['exp'] or 0)
        if exponent >= 0:
            numerator *= 10 ** exponent
        else:
            denominator *= 10 ** -exponent
    return -numerator if match['sign'] == '-' else numerator, denominator


class Fraction(numbers.Rational):
    """A fraction in lowest terms, with a positive denominator; instances are immutable.

    Made from two rationals, one number, or a string like '3/4', '-1.25' or '1e-3'.
    """

    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None, *, _normalize=True):
        """Make a fraction of a number or a string, or of numerator and denominator.

        One argument may be any rational, a float or Decimal, whose value is taken exactly, or a string: an
        integer, a decimal number with or without an exponent, or two integers with a slash between them, white
        space around it allowed. Two arguments must both be rationals. The result is in lowest terms, with the
        sign in the numerator. ValueError: the string is no number; ZeroDivisionError: the denominator is 0;
        TypeError: an argument of another type; NaN and infinities raise what their as_integer_ratio() does.
        """
        self = super().__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, numbers.Rational):
                self._numerator, self._denominator = numerator.numerator, numerator.denominator
                return self
            if isinstance(numerator, (float, Decimal)):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            if not isinstance(numerator, str):
                raise TypeError('argument should be a string or a Rational instance')
            numerator, denominator = _parse(numerator)
        elif type(numerator) is int is type(denominator):
            pass
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            numerator, denominator = (numerator.numerator * denominator.denominator,
                                      denominator.numerator * numerator.denominator)
        else:
            raise TypeError('both arguments should be Rational instances')
        if denominator == 0:
            raise ZeroDivisionError('Fraction(%s, 0)' % numerator)
        if _normalize:
            if type(numerator) is int is type(denominator):
                divisor = math.gcd(numerator, denominator)
                if denominator < 0:
                    divisor = -divisor
            else:
                divisor = _gcd(numerator, denominator)
            numerator //= divisor
            denominator //= divisor
        self._numerator, self._denominator = numerator, denominator
        return self

    @classmethod
    def from_float(cls, f):
        """Exactly the value of a float."""
        if isinstance(f, numbers.Integral):
            return cls(f)
        return cls._exact(f, float)

    @classmethod
    def from_decimal(cls, dec):
        """Exactly the value of a Decimal."""
        if isinstance(dec, numbers.Integral):
            dec = Decimal(int(dec))
        return cls._exact(dec, Decimal)

    @classmethod
    def _exact(cls, value, kind):
        if not isinstance(value, kind):
            raise TypeError('%s.from_%s() only takes %ss, not %r (%s)' % (
                cls.__name__, kind.__name__.lower(), kind.__name__, value, type(value).__name__))
        return cls(*value.as_integer_ratio())

    def as_integer_ratio(self):
        """Numerator and denominator as a tuple."""
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """The nearest fraction whose denominator is not greater than that.

        It is one of the last two convergents of the continued fraction that fit, or rather
        one of two semiconvergents.
        """
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        before, last = (0, 1), (1, 0)
        n, d = self._numerator, self._denominator
        while True:
            whole = n // d
            following = before[0] + whole * last[0], before[1] + whole * last[1]
            if following[1] > max_denominator:
                break
            before, last = last, following
            n, d = d, n - whole * d
        steps = (max_denominator - before[1]) // last[1]
        one = Fraction(before[0] + steps * last[0], before[1] + steps * last[1])
        other = Fraction(*last)
        return other if abs(other - self) <= abs(one - self) else one

    @property
    def numerator(a):
        """The numerator in lowest terms, which has the sign."""
        return a._numerator

    @property
    def denominator(a):
        """The denominator in lowest terms, greater than 0."""
        return a._denominator

    def __repr__(self):
        """Class name, numerator and denominator, as in a call."""
        return '%s(%s, %s)' % (self.__class__.__name__, self._numerator, self._denominator)

    def __str__(self):
        """Numerator and denominator with a slash, the numerator alone for a whole number."""
        return str(self._numerator) if self._denominator == 1 else '%s/%s' % (self._numerator, self._denominator)

    def _operator_fallbacks(monomorphic_operator, fallback_operator):
        """A method and its reflection, from a function of two rationals and the built-in operator.

        With floats and complex numbers the operator is applied to the fraction converted to those.
        """
        def forward(a, b):
            if isinstance(b, (int, Fraction)):
                return monomorphic_operator(a, b)
            for kind in (float, complex):
                if isinstance(b, kind):
                    return fallback_operator(kind(a), b)
            return NotImplemented

        def reverse(b, a):
            if isinstance(a, numbers.Rational):
                return monomorphic_operator(a, b)
            for abstract, kind in ((numbers.Real, float), (numbers.Complex, complex)):
                if isinstance(a, abstract):
                    return fallback_operator(kind(a), kind(b))
            return NotImplemented

        name = fallback_operator.__name__
        forward.__name__, reverse.__name__ = '__%s__' % name, '__r%s__' % name
        forward.__doc__ = reverse.__doc__ = monomorphic_operator.__doc__
        return forward, reverse

    def _add(a, b):
        """a + b"""
        d, e = a.denominator, b.denominator
        return Fraction(a.numerator * e + b.numerator * d, d * e)

    __add__, __radd__ = _operator_fallbacks(_add, operator.add)

    def _sub(a, b):
        """a - b"""
        d, e = a.denominator, b.denominator
        return Fraction(a.numerator * e - b.numerator * d, d * e)

    __sub__, __rsub__ = _operator_fallbacks(_sub, operator.sub)

    def _mul(a, b):
        """a * b"""
        return Fraction(a.numerator * b.numerator, a.denominator * b.denominator)

    __mul__, __rmul__ = _operator_fallbacks(_mul, operator.mul)

    def _div(a, b):
        """a / b"""
        return Fraction(a.numerator * b.denominator, a.denominator * b.numerator)

    __truediv__, __rtruediv__ = _operator_fallbacks(_div, operator.truediv)

    def _floordiv(a, b):
        """a // b"""
        return (a.numerator * b.denominator) // (a.denominator * b.numerator)

    __floordiv__, __rfloordiv__ = _operator_fallbacks(_floordiv, operator.floordiv)

    def _divmod(a, b):
        """(a // b, a % b)"""
        d, e = a.denominator, b.denominator
        quotient, rest = divmod(a.numerator * e, d * b.numerator)
        return quotient, Fraction(rest, d * e)

    __divmod__, __rdivmod__ = _operator_fallbacks(_divmod, divmod)

    def _mod(a, b):
        """a % b"""
        d, e = a.denominator, b.denominator
        return Fraction((a.numerator * e) % (b.numerator * d), d * e)

    __mod__, __rmod__ = _operator_fallbacks(_mod, operator.mod)

    def __pow__(a, b):
        """a ** b: a Fraction if b is an integer, otherwise a float or complex number."""
        if not isinstance(b, numbers.Rational):
            return float(a) ** b
        if b.denominator != 1:
            return float(a) ** float(b)
        power = b.numerator
        n, d = a._numerator, a._denominator
        if power < 0:
            power = -power
            n, d = (d, n) if n >= 0 else (-d, -n)
        return Fraction(n ** power, d ** power, _normalize=False)

    def __rpow__(b, a):
        """a ** b"""
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** b._numerator if b._denominator == 1 else a ** float(b)

    def __pos__(a):
        """The same value, as a plain Fraction."""
        return Fraction(a._numerator, a._denominator, _normalize=False)

    def __neg__(a):
        """The value with the other sign."""
        return Fraction(-a._numerator, a._denominator, _normalize=False)

    def __abs__(a):
        """The value without its sign."""
        return Fraction(abs(a._numerator), a._denominator, _normalize=False)

    def __trunc__(a):
        """The whole number next to it in the direction of 0."""
        whole = abs(a._numerator) // a._denominator
        return -whole if a._numerator < 0 else whole

    def __floor__(a):
        """The greatest whole number that is not greater."""
        return a.numerator // a.denominator

    def __ceil__(a):
        """The least whole number that is not less."""
        return -(-a.numerator // a.denominator)

    def __round__(self, ndigits=None):
        """The nearest integer, or Fraction with that many decimal places; halves go to the even one."""
        if ndigits is not None:
            shift = 10 ** abs(ndigits)
            if ndigits > 0:
                return Fraction(round(self * shift), shift)
            return Fraction(round(self / shift) * shift)
        floor, rest = divmod(self.numerator, self.denominator)
        twice = rest * 2
        up = twice > self.denominator or twice == self.denominator and floor % 2
        return floor + 1 if up else floor

    def __hash__(self):
        """Equal to the hash of a number of another type that is equal."""
        inverse = pow(self._denominator, _PyHASH_MODULUS - 2, _PyHASH_MODULUS)
        value = abs(self._numerator) * inverse % _PyHASH_MODULUS if inverse else _PyHASH_INF
        value = value if self >= 0 else -value
        return -2 if value == -1 else value

    def __eq__(a, b):
        """Equal in value, exactly: a float counts as the fraction it is.

        Complex numbers are equal if their imaginary part is 0 and the real one equal.
        """
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            # A comparison with 0.0 is as good as any where b is infinite or NaN.
            return a == a.from_float(b) if math.isfinite(b) else 0.0 == b
        return NotImplemented

    def _richcmp(self, other, op):
        """Compare with a rational or a float, by op, a function of the operator module."""
        if isinstance(other, numbers.Rational):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            return op(self, self.from_float(other)) if math.isfinite(other) else op(0.0, other)
        return NotImplemented

    def __lt__(a, b):
        """a < b, exactly; of numbers for rationals and floats."""
        return a._richcmp(b, operator.lt)

    def __gt__(a, b):
        """a > b, exactly; of numbers for rationals and floats."""
        return a._richcmp(b, operator.gt)

    def __le__(a, b):
        """a <= b, exactly; of numbers for rationals and floats."""
        return a._richcmp(b, operator.le)

    def __ge__(a, b):
        """a >= b, exactly; of numbers for rationals and floats."""
        return a._richcmp(b, operator.ge)

    def __bool__(a):
        """True for all but 0."""
        return bool(a._numerator)  # whatever the type of the numerator compares to

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __copy__(self):
        return self._same()

    def __deepcopy__(self, memo):
        return self._same()

    def _same(self):
        return self if type(self) == Fraction else self.__class__(self._numerator, self._denominator)
