"""Decimal arithmetic: numbers of any precision, contexts that say how to round, and signals.

After the General Decimal Arithmetic Specification (http://speleotrove.com/decimal/).

>>> from decimal import *
>>> setcontext(ExtendedContext)
>>> Decimal('0.1') + Decimal('0.2')
Decimal('0.3')
>>> Decimal(1) / Decimal(7)
Decimal('0.142857143')
"""

import sys as _sys

from .signals import *
from .signals import DecimalException, FLAG_OF
from .context import (BasicContext, Context, DefaultContext, ExtendedContext, _ContextManager, getcontext,
                      localcontext, setcontext)
from .number import Decimal, DecimalTuple
from . import methods as _methods

__all__ = [
    'Decimal', 'Context', 'DecimalTuple',
    'DefaultContext', 'BasicContext', 'ExtendedContext',
    'DecimalException', *(each.__name__ for each in FLAG_OF),
    'ROUND_DOWN', 'ROUND_HALF_UP', 'ROUND_HALF_EVEN', 'ROUND_CEILING', 'ROUND_FLOOR', 'ROUND_UP', 'ROUND_HALF_DOWN',
    'ROUND_05UP',
    'setcontext', 'getcontext', 'localcontext',
    'MAX_PREC', 'MAX_EMAX', 'MIN_EMIN', 'MIN_ETINY', 'HAVE_THREADS', 'HAVE_CONTEXTVAR',
]

# The version of the interface, and of the specification's implementation that it corresponds to.
__version__ = '1.70'
__libmpdec_version__ = '2.4.2'

HAVE_THREADS = True
HAVE_CONTEXTVAR = True

# What the native implementation is limited to on such a machine.
MAX_PREC = MAX_EMAX = 999999999999999999 if _sys.maxsize == 2 ** 63 - 1 else 425000000
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - (MAX_PREC - 1)

_methods.install()

# The public module of all this is decimal, also for pickles.
for _each in (Decimal, Context, DecimalException, _ContextManager, *FLAG_OF, getcontext, setcontext, localcontext):
    _each.__module__ = 'decimal'
del _each
