"""Signals of decimal arithmetic: flags, traps, the lists that exceptions carry, signal dicts."""

import pickle
from copy import copy
from decimal import *


def attempt(text):
    try:
        result = eval(text)
    except (ArithmeticError, ValueError, TypeError, KeyError, AttributeError) as error:
        result = type(error).__name__, error.args
    print(text, "->", repr(result))


for text in ('Decimal("abc")', 'Decimal(1) / 0', 'Decimal(0) / 0', 'divmod(Decimal(1), 0)', 'Decimal(1) % 0',
             'Decimal("sNaN") + 1', 'Decimal("inf") - Decimal("inf")', 'Decimal("1e999999") * 10', 'Decimal(-1).ln()',
             'Decimal("nan") < 1', 'Decimal("nan") == 1', 'Decimal("sNaN") == 1', 'hash(Decimal("sNaN"))',
             'Decimal("1e99999999999999999999")', 'Decimal("1e-1999999999999999997")',
             'Decimal("1").quantize(Decimal("1e-30"))', 'pow(Decimal(2), -1, 5)', 'Decimal(0) ** 0',
             'Decimal(1) + 1.0', 'Decimal(1).compare("1")', 'Decimal(1).compare()', 'Decimal(1).exp(5)',
             'Decimal(1).fma(1)', 'Decimal(1, 2, 3)', 'Decimal(x=1)', 'Decimal((0, (1, 10), 0))', 'Decimal((2, (1,), 0))',
             'Decimal((0, (1,), "x"))', 'Decimal([0, 1])', 'Decimal("1").quantize(1, "ROUND")', 'Decimal(None)',
             'Context(prec=0)', 'Context(Emin=1)', 'Context(traps=[5])', 'Context(flags={})', 'Context(clamp=2)',
             'getcontext().add(1)', 'getcontext().abs()', 'getcontext().add(x=1, y=2)', 'getcontext().canonical(1)',
             'getcontext().create_decimal(" 1")', 'getcontext().create_decimal("1_0")', 'Decimal(" 1_0 ")'):
    attempt(text)

context = Context(prec=3, traps=[])
print(context.divide(2, 3), context.flags)
print([signal.__name__ for signal, is_set in context.flags.items() if is_set], context)
context.traps[Inexact] = True
try:
    context.divide(1, 3)
except Inexact as error:
    print(repr(error), error.args[0])
context.clear_flags()
context.flags[Rounded] = True
print(context.flags == {signal: signal is Rounded for signal in context.flags}, context.flags != context.traps)
print(context.flags is context.flags, len(context.flags), sorted(signal.__name__ for signal in context.traps))
for action in ("del context.prec", "del context.flags[Rounded]", "context.flags[1] = 2", "context.traps = 5",
               "context.rounding = 'up'", "context.other = 1"):
    try:
        exec(action)
    except Exception as error:
        print(action, type(error).__name__, str(error).splitlines()[0])
again = pickle.loads(pickle.dumps(context))
print(again, copy(again).prec, type(again.__reduce__()[1]))

context.traps[FloatOperation] = True
setcontext(context)
for text in ("Decimal(1.5)", "Decimal(1) < 1.5", "Decimal(1) == 1.0", "Decimal.from_float(1.5)",
             "getcontext().create_decimal(0.5)", "getcontext().create_decimal_from_float(0.5)"):
    attempt(text)
print(getcontext() is context, getcontext().flags[FloatOperation])
setcontext(DefaultContext)
print(getcontext() is DefaultContext)
