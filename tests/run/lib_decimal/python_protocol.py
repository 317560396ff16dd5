# Numbers of other kinds, conversions, formats, contexts and errors; decimal without its native half.
import sys
sys.modules['_decimal'] = None

import copy
import math
import operator
import pickle
from decimal import *
from fractions import Fraction


def show(text):
    try:
        print(text, '->', repr(eval(text)))
    except Exception as error:
        print(text, '->', type(error).__name__, error)


D = Decimal
context = getcontext()
for text in '''D(' 1_000.50 ') D('x') D(None) D('-inf') D('sNaN007') D('.') D('1e') D('٣.٥') D((1, (0, 1, 2), -1)) D((0, (), 'n'))
        D((2, (1,), 0)) D((0, (10,), 0)) D((0, (1,), 'x')) D((1, 2)) D(0.1) D(True) D(-0.0) D.from_float(0.5) D.from_float('x')
        D('1E+3').as_tuple() D('-NaN12').as_tuple() D('-2.50').as_integer_ratio() D('inf').as_integer_ratio()
        int(D('-7.9')) int(D('nan')) float(D('1e400')) float(D('snan')) complex(D('1.5')) bool(D('0E5')) round(D('2.5'))
        round(D('-1.25'),1) round(D('inf')) round(D(1),'x') math.floor(D('-0.5')) math.ceil(D('-0.5')) math.trunc(D('9E2'))
        D(1)+1.0 1+D('0.5') D(1)+True D(7)//-2 D(-7)%3 divmod(D(-7),2) 7-D('.5') 2**D(3) pow(D(3),4,5) D(1)/0 D(0)/0 0**D(0)
        D('0.5')==0.5 D('0.1')==0.1 D('0.5')==Fraction(1,2) D('0.5')<Fraction(2,3) D(2)==2+0j D(1)<'x' D('nan')==D('nan')
        D('nan')<1 D('snan')==1 D(3)>2.5 hash(D('0.5'))==hash(0.5) hash(D('nan')) hash(D('snan')) hash(D('-1'))
        D('1.10').compare_total(D('1.1')) D(5).max('x') D(1).quantize(D('1e-40')) D('1e-40').sqrt() D(-1).ln() D(-8)**D('0.5')
        D(1).foo D(12).logical_and(1) D('9'*30)+0 context.create_decimal(' 1') context.create_decimal('12_3')
        context.divide(1,3) context.add('1',2) context.canonical(1) context.Etiny() context.Etop() context.radix() Context(prec=0)
        Context(Emax=-1) Context(Emin=1) Context(clamp=2) Context(rounding='x') Context(traps={}) setattr(context,'foo',1)
        delattr(context,'prec') hash(context) copy.copy(context)==context'''.split():
    show(text)

print(context)
for value in (D('-1.50'), D('sNaN3'), DefaultContext, BasicContext, D('1.5').as_tuple()):
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(value, protocol))
        assert repr(again) == repr(value), (again, value)
    print(repr(value), type(value).__module__)


class Mine(Decimal):
    pass


print(type(Mine(1) + 1).__name__, type(copy.copy(Mine(1))).__name__, type(Mine.from_float(.5)).__name__, Mine(2) ** 3)

for value in ('0', '-0.00', '1234567.891', '1E+10', '-1.5E-10', 'Infinity', '-NaN12', '9.995'):
    for spec in ('', 'e', '.3e', 'f', '.2f', '.0f', 'g', '.3g', '%', '.1%', ',', '015,.1f', '+', ' ', '*^20', '<12', '=+12',
                 '#.0f', 'n', 'G', 'x', '05<3'):
        try:
            print(value, spec, repr(format(D(value), spec)))
        except ValueError as error:
            print(value, spec, error)

with localcontext() as inner:
    inner.prec = 4
    inner.traps[Inexact] = True
    try:
        D(1) / 3
    except Inexact as error:
        print('inexact', [signal.__name__ for signal, up in inner.flags.items() if up])
print(getcontext() is context, context.prec)
try:
    with localcontext(Context(Emax=9, Emin=-9, prec=3)) as inner:
        print(D('1.2345E-9') * 1, D('1E-11') + 0)
        D('9.99E9') * 10
except Overflow as error:
    print('overflow', error)
with localcontext() as inner:
    inner.traps[FloatOperation] = True
    for text in ("D(0.5)", "D('0.5') == 0.5", "D('0.5') < 0.5", "D.from_float(0.5)"):
        show(text)
for name in ('ROUND_UP', 'ROUND_DOWN', 'ROUND_CEILING', 'ROUND_FLOOR', 'ROUND_HALF_UP', 'ROUND_HALF_DOWN', 'ROUND_HALF_EVEN',
             'ROUND_05UP'):
    print(name, *(D(each).quantize(D(1), rounding=name) for each in ('1.1', '1.5', '2.5', '-1.1', '-1.5', '-2.5', '5.01', '10.9')))
