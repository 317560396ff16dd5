"""The operations as methods of Decimal and of Context, and as operators, made from tables.

A method of Decimal takes the context as its last argument, the current one by default, and its other operands may be
integers. A method of Context takes all operands as arguments.
"""

import operator

from . import arithmetic, comparison, exponents, formatting, functions, logical, powers
from .context import Context, getcontext
from .number import Decimal, converted, make, required
from .rounding import fit, invalid
from .signals import ConversionSyntax

# ---- operations that need a context: name in Decimal (or None), name in Context (or None), function

UNARY = (
    (None, 'plus', arithmetic.plus),
    (None, 'minus', arithmetic.minus),
    (None, 'abs', arithmetic.absolute),
    ('exp', 'exp', functions.exponential),
    ('is_normal', 'is_normal', comparison.is_normal),
    ('is_subnormal', 'is_subnormal', comparison.is_subnormal),
    ('ln', 'ln', functions.natural_logarithm),
    ('log10', 'log10', functions.common_logarithm),
    ('logb', 'logb', exponents.logb),
    ('logical_invert', 'logical_invert', logical.logical_invert),
    ('next_minus', 'next_minus', exponents.next_minus),
    ('next_plus', 'next_plus', exponents.next_plus),
    ('normalize', 'normalize', exponents.normalize),
    ('number_class', 'number_class', comparison.number_class),
    ('sqrt', 'sqrt', arithmetic.square_root),
    ('to_eng_string', 'to_eng_string', formatting.engineering),
    (None, 'to_sci_string', formatting.scientific),
    (None, '_apply', fit),
)

BINARY = (
    (None, 'add', arithmetic.add),
    (None, 'subtract', arithmetic.subtract),
    (None, 'multiply', arithmetic.multiply),
    (None, 'divide', arithmetic.divide),
    (None, 'divide_int', arithmetic.divide_int),
    (None, 'remainder', arithmetic.remainder),
    (None, 'divmod', arithmetic.divide_with_remainder),
    ('compare', 'compare', comparison.compare),
    ('compare_signal', 'compare_signal', comparison.compare_signal),
    ('compare_total', 'compare_total', comparison.compare_total),
    ('compare_total_mag', 'compare_total_mag', comparison.compare_total_mag),
    ('copy_sign', 'copy_sign', lambda a, b, context: make(b._sign, a._int, a._exp, a._special)),
    ('logical_and', 'logical_and', logical.logical_and),
    ('logical_or', 'logical_or', logical.logical_or),
    ('logical_xor', 'logical_xor', logical.logical_xor),
    ('max', 'max', comparison.maximum),
    ('max_mag', 'max_mag', comparison.maximum_magnitude),
    ('min', 'min', comparison.minimum),
    ('min_mag', 'min_mag', comparison.minimum_magnitude),
    ('next_toward', 'next_toward', exponents.next_toward),
    ('remainder_near', 'remainder_near', arithmetic.remainder_near),
    ('rotate', 'rotate', exponents.rotate),
    ('same_quantum', 'same_quantum', comparison.same_quantum),
    ('scaleb', 'scaleb', exponents.scaleb),
    ('shift', 'shift', exponents.shift),
)

# Those that need none; the same name in both classes.
PLAIN = (
    ('copy_abs', lambda a: make(0, a._int, a._exp, a._special), 'The number without its sign.'),
    ('copy_negate', lambda a: make(1 - a._sign, a._int, a._exp, a._special), 'The number with its sign inverted.'),
    ('is_finite', lambda a: not a._special, 'Is it neither infinite nor a NaN?'),
    ('is_infinite', lambda a: a._special == 'F', 'Is it an infinity?'),
    ('is_nan', lambda a: a._special in ('n', 'N'), 'Is it a NaN, quiet or signalling?'),
    ('is_qnan', lambda a: a._special == 'n', 'Is it a quiet NaN?'),
    ('is_signed', lambda a: a._sign == 1, 'Has it a minus sign, be it a zero or NaN?'),
    ('is_snan', lambda a: a._special == 'N', 'Is it a signalling NaN?'),
    ('is_zero', lambda a: not a._special and not a._int, 'Is it zero?'),
)

ROUNDING = (
    ('to_integral_exact', exponents.to_integral_exact),
    ('to_integral_value', exponents.to_integral_value),
    ('to_integral', exponents.to_integral_value),
)

OPERATORS = (
    ('add', arithmetic.add),
    ('sub', arithmetic.subtract),
    ('mul', arithmetic.multiply),
    ('truediv', arithmetic.divide),
    ('floordiv', arithmetic.divide_int),
    ('mod', arithmetic.remainder),
    ('divmod', arithmetic.divide_with_remainder),
)


def _install(owner, name, method, doc):
    method.__name__ = name
    method.__code__ = method.__code__.replace(co_name=name)  # for tracebacks and errors about arguments
    method.__qualname__ = '%s.%s' % (owner.__name__, name)
    method.__module__ = 'decimal'
    if method.__doc__ is None:
        method.__doc__ = doc
    setattr(owner, name, method)


def _unary(function):
    def of_number(self, context=None):
        return function(self, getcontext() if context is None else context)

    def of_context(self, a):
        return function(required(a), self)
    return of_number, of_context


def _binary(function):
    def of_number(self, other, context=None):
        return function(self, required(other), getcontext() if context is None else context)

    def of_context(self, a, b):
        return function(required(a), required(b), self)
    return of_number, of_context


def _plain(function):
    def of_number(self):
        return function(self)

    def of_context(self, a):
        return function(required(a))
    return of_number, of_context


def _rounding(function):
    def of_number(self, rounding=None, context=None):
        return function(self, rounding, getcontext() if context is None else context)

    def of_context(self, a):
        return function(required(a), None, self)
    return of_number, of_context


def _operator(function):
    def forward(self, other):
        if type(other) is not Decimal:
            other = converted(other)
            if other is NotImplemented:
                return other
        return function(self, other, getcontext())

    def reflected(self, other):
        other = converted(other)
        return other if other is NotImplemented else function(other, self, getcontext())
    return forward, reflected


def _install_tables():
    def both(names, methods, doc):
        for owner, name, method in zip((Decimal, Context), names, methods):
            if name is not None:
                _install(owner, name, method, doc)

    for table, kind in ((UNARY, _unary), (BINARY, _binary)):
        for of_number, of_context, function in table:
            doc = function.__doc__ or 'The first number with the sign of the second.'
            both((of_number, of_context), kind(function), doc)
    for name, function, doc in PLAIN:
        both((name, name), _plain(function), doc)
    for name, function in ROUNDING:
        both((name, name), _rounding(function), function.__doc__)
    for name, function in OPERATORS:
        forward, reflected = _operator(function)
        _install(Decimal, '__%s__' % name, forward, function.__doc__)
        _install(Decimal, '__r%s__' % name, reflected, function.__doc__)
    for name in ('lt', 'le', 'gt', 'ge'):
        _install(Decimal, '__%s__' % name, comparison.ordering(getattr(operator, name)), None)
    for name, function in (('neg', arithmetic.minus), ('pos', arithmetic.plus), ('abs', arithmetic.absolute)):
        _install(Decimal, '__%s__' % name, _unary(function)[0], function.__doc__)


# ---- methods with forms of their own

class _NumberMethods:
    """For Decimal."""

    __str__ = formatting.text_method
    __format__ = formatting.format_method

    def __pow__(self, other, modulo=None, context=None):
        other = converted(other)
        if other is NotImplemented:
            return other
        context = getcontext() if context is None else context
        if modulo is None:
            return powers.power(self, other, context)
        modulo = converted(modulo)
        return modulo if modulo is NotImplemented else powers.power_modulo(self, other, modulo, context)

    def __rpow__(self, other, context=None):
        other = converted(other)
        return other if other is NotImplemented else other.__pow__(self, context=context)

    def fma(self, other, third, context=None):
        context = getcontext() if context is None else context
        return arithmetic.fused_multiply_add(self, required(other), required(third), context)

    def quantize(self, exp, rounding=None, context=None):
        return exponents.quantize(self, required(exp), rounding, getcontext() if context is None else context)

    def canonical(self):
        """The number itself, as every representation here is canonical."""
        return self

    def is_canonical(self):
        """True."""
        return True

    def radix(self):
        """The base of the numbers, ten."""
        return make(0, 10, 0)


def _own_kind(a, name):
    if not isinstance(a, Decimal):
        raise TypeError('%s requires a Decimal as an argument.' % name)
    return a


class _ContextMethods:
    """For Context."""

    def create_decimal(self, num='0'):
        """A Decimal rounded as this context says, unlike what the constructor makes."""
        if isinstance(num, str) and (num != num.strip() or '_' in num):
            return invalid(self, 'trailing or leading whitespace and underscores are not permitted.', ConversionSyntax)
        found = Decimal(num, context=self)
        if found.is_nan() and not comparison.fits_as_diagnostic(found, self):
            return invalid(self, 'diagnostic info too long in NaN', ConversionSyntax)
        return fit(found, self)

    def create_decimal_from_float(self, f):
        """A Decimal from a float, rounded as this context says."""
        return fit(Decimal.from_float(f), self)

    def power(self, a, b, modulo=None):
        a, b = required(a), required(b)
        if modulo is None:
            return powers.power(a, b, self)
        return powers.power_modulo(a, b, required(modulo), self)

    def fma(self, a, b, c):
        return arithmetic.fused_multiply_add(required(a), required(b), required(c), self)

    def quantize(self, a, b):
        return exponents.quantize(required(a), required(b), None, self)

    def canonical(self, a):
        """The number itself."""
        return _own_kind(a, 'canonical')

    def is_canonical(self, a):
        """True, for any Decimal."""
        return _own_kind(a, 'is_canonical').is_canonical()

    def copy_decimal(self, a):
        """A Decimal of the same value and form."""
        return Decimal(required(a))

    def radix(self):
        """The base of the numbers, ten."""
        return make(0, 10, 0)


_DOCS = {'fma': arithmetic.fused_multiply_add.__doc__, 'quantize': exponents.quantize.__doc__,
         '__pow__': powers.power.__doc__, 'power': powers.power.__doc__}


def install():
    """Complete both classes."""
    _install_tables()
    for owner, methods in ((Decimal, _NumberMethods), (Context, _ContextMethods)):
        for name, method in vars(methods).items():
            if callable(method):
                _install(owner, name, method, _DOCS.get(name))
