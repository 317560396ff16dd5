"""Contexts: precision, limits, rounding, and what is signalled; and the current context of a thread or task."""

from _contextvars import ContextVar

from .signals import (Clamped, DivisionByZero, FLAG_OF, InvalidOperation, Overflow, ROUND_HALF_EVEN, ROUND_HALF_UP,
                      SIGNALS, Underflow)
from .integers import AWAY_FROM_ZERO


def _integer(low, high):
    def check(name, value):
        if not isinstance(value, int):
            raise TypeError('%s must be an integer' % name)
        if low is not None and value < low or high is not None and value > high:
            raise ValueError('%s must be in [%s, %s]. got%s %s' % (
                name, '-inf' if low is None else low, 'inf' if high is None else high,
                ':' if None in (low, high) else '', value))
    return check


def checked_rounding(value):
    """The rounding mode itself, if it is one."""
    if not isinstance(value, str) or value not in AWAY_FROM_ZERO:
        raise TypeError('%s: invalid rounding mode' % (value,))
    return value


def _check_signals(name, value):
    if not isinstance(value, dict):
        raise TypeError('%s must be a signal dict' % (value,))
    if value.keys() != FLAGS_DOWN.keys():
        raise KeyError('%s is not a valid signal dict' % (value,))


# The attributes of contexts and what their values must be.
_PLAIN = {
    'prec': _integer(1, None),
    'rounding': lambda name, value: checked_rounding(value),
    'Emin': _integer(None, 0),
    'Emax': _integer(0, None),
    'capitals': _integer(0, 1),
    'clamp': _integer(0, 1),
}
_CHECKS = {**_PLAIN, 'flags': _check_signals, 'traps': _check_signals}

FLAGS_DOWN = dict.fromkeys(SIGNALS, False)


def _signal_dict(given):
    """A dictionary of all signals, from one or from a list of those that are up."""
    if given is None:
        return FLAGS_DOWN.copy()
    if isinstance(given, dict):
        return given
    if not isinstance(given, list):
        raise TypeError('signals must be given as a list or a dict, not %s' % type(given).__name__)
    return {**FLAGS_DOWN, **dict.fromkeys(given, True)}


class Context:
    """The environment of decimal operations.

    prec - number of digits, for rounding
    rounding - how to round (one of the ROUND_ constants)
    Emin, Emax - least and greatest exponent
    capitals - whether exponents are written E rather than e
    clamp - whether exponents are limited to Emax - prec + 1
    flags - the signals that have occurred
    traps - the signals that are raised as exceptions when they occur

    What is not given is as in DefaultContext, except for the flags.
    """

    __hash__ = None

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None,
                 traps=None):
        given = (prec, rounding, Emin, Emax, capitals, clamp)
        for name, value in zip(_PLAIN, given):
            setattr(self, name, getattr(DefaultContext, name) if value is None else value)
        self.flags = _signal_dict(flags)
        self.traps = DefaultContext.traps.copy() if traps is None else _signal_dict(traps)

    def __setattr__(self, name, value):
        check = _CHECKS.get(name)
        if check is None:
            raise AttributeError("'decimal.Context' object has no attribute '%s'" % name)
        check(name, value)
        self.__dict__[name] = value

    def __delattr__(self, name):
        raise AttributeError('%s cannot be deleted' % name)

    def _values(self):
        return [getattr(self, name) for name in _PLAIN]

    def _raised(self, which):
        return [signal for signal, up in which.items() if up]

    def __repr__(self):
        shown = ['%s=%s' % item for item in zip(_PLAIN, self._values())]
        for name in ('flags', 'traps'):
            signals = ', '.join(signal.__name__ for signal in self._raised(getattr(self, name)))
            shown.append('%s=[%s]' % (name, signals))
        return 'Context(%s)' % ', '.join(shown)

    def __reduce__(self):
        return self.__class__, (*self._values(), self._raised(self.flags), self._raised(self.traps))

    def copy(self):
        """A context that is equal to this one and shares nothing with it."""
        return Context(*self._values(), self.flags.copy(), self.traps.copy())

    __copy__ = copy

    def _quiet(self, rounding=None):
        """A context for steps of a computation: like this one, but nothing is trapped or remembered."""
        quiet = Context.__new__(Context)
        quiet.__dict__.update(self.__dict__, flags=FLAGS_DOWN.copy(), traps=FLAGS_DOWN.copy())
        if rounding is not None:
            quiet.__dict__['rounding'] = rounding
        return quiet

    def clear_flags(self):
        """Put down all flags."""
        self.flags.update(FLAGS_DOWN)

    def clear_traps(self):
        """Trap nothing."""
        self.traps.update(FLAGS_DOWN)

    def _report(self, explanation, *conditions):
        """Put up the flags of all conditions, then raise the first of them that is trapped."""
        flags, traps = self.flags, self.traps
        for condition in conditions:
            flags[FLAG_OF[condition]] = True
        for condition in conditions:
            if traps[FLAG_OF[condition]]:
                raise FLAG_OF[condition](explanation)

    def _raise_error(self, condition, explanation=None):
        self._report(explanation, condition)

    def Etiny(self):
        """The exponent of the smallest subnormal numbers: Emin - prec + 1."""
        return int(self.Emin - self.prec + 1)

    def Etop(self):
        """The greatest exponent of a number with all digits of the precision: Emax - prec + 1."""
        return int(self.Emax - self.prec + 1)


# Templates. The first is what the other constructors look at, so it gives everything.
DefaultContext = Context(28, ROUND_HALF_EVEN, -999999, 999999, 1, 0, [],
                         [DivisionByZero, Overflow, InvalidOperation])
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP, flags=[],
                       traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, flags=[], traps=[])

_current = ContextVar('decimal_context')


def getcontext():
    """The context of this thread or task; made from DefaultContext when first asked for."""
    try:
        return _current.get()
    except LookupError:
        context = Context()
        _current.set(context)
        return context


def setcontext(context):
    """Make this the context of this thread or task. The templates are copied, without their flags."""
    if not isinstance(context, Context):
        raise TypeError('argument must be a context')
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current.set(context)


class _ContextManager:
    """Sets a copy of a context on entry, and what was current before on exit."""

    def __init__(self, context):
        self.new_context = context.copy()

    def __enter__(self):
        self.saved_context = getcontext()
        setcontext(self.new_context)
        return self.new_context

    def __exit__(self, kind, value, traceback):
        setcontext(self.saved_context)


def localcontext(ctx=None):
    """A manager whose with statement runs in a copy of ctx, or of the current context.

    >>> from decimal import *
    >>> with localcontext() as inner:
    ...     inner.prec = 5
    ...     print(Decimal(1) / 3)
    0.33333
    """
    return _ContextManager(getcontext() if ctx is None else ctx)
