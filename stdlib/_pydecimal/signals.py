"""The signals of decimal arithmetic, as exceptions, and the names of the rounding modes.

A signal is a flag of a context, and is raised only if that context traps it. The conditions that have no flag of
their own stand for InvalidOperation; they are here because their names are public.
"""

ROUND_DOWN = 'ROUND_DOWN'
ROUND_HALF_UP = 'ROUND_HALF_UP'
ROUND_HALF_EVEN = 'ROUND_HALF_EVEN'
ROUND_CEILING = 'ROUND_CEILING'
ROUND_FLOOR = 'ROUND_FLOOR'
ROUND_UP = 'ROUND_UP'
ROUND_HALF_DOWN = 'ROUND_HALF_DOWN'
ROUND_05UP = 'ROUND_05UP'


class DecimalException(ArithmeticError):
    """What all signals and conditions are."""


class Clamped(DecimalException):
    """The exponent was changed to fit the limits of the context."""


class InvalidOperation(DecimalException):
    """The operation has no meaningful result, which is a NaN therefore."""


class ConversionSyntax(InvalidOperation):
    """The text is not a number."""


class DivisionByZero(DecimalException, ZeroDivisionError):
    """A finite number that is not zero was divided by zero; the result is an infinity."""


class DivisionImpossible(InvalidOperation):
    """The integer quotient has more digits than the precision."""


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    """Zero was divided by zero."""


class Inexact(DecimalException):
    """Digits other than zero were lost in rounding."""


class InvalidContext(InvalidOperation):
    """The operation cannot be done in this context."""


class Rounded(DecimalException):
    """Digits were dropped, be they zeros or not."""


class Subnormal(DecimalException):
    """The exponent was below Emin before rounding."""


class Overflow(Inexact, Rounded):
    """The exponent is above Emax after rounding."""


class Underflow(Inexact, Rounded, Subnormal):
    """The result is both subnormal and inexact."""


class FloatOperation(DecimalException, TypeError):
    """A float was converted or compared without being asked for by name."""


# In the order in which contexts list them.
SIGNALS = (Clamped, DivisionByZero, Inexact, Overflow, Rounded, Underflow, InvalidOperation, Subnormal, FloatOperation)

# What each condition is reported as.
FLAG_OF = {each: each for each in SIGNALS}
FLAG_OF.update(dict.fromkeys((ConversionSyntax, DivisionImpossible, DivisionUndefined, InvalidContext),
                             InvalidOperation))
