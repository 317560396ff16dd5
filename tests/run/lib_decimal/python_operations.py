# Every operation of contexts on the same operands, with the signals; decimal without its native half.
import sys
sys.modules['_decimal'] = None

import decimal
from decimal import Context, Decimal

OPERANDS = [Decimal(each) for each in (
    '0', '-0', '0E+5', '-0E-7', '1', '-1', '1.00', '10', '2', '-3', '0.5', '7.25', '-12.345', '99999', '999999',
    '100000', '123456789', '1E+7', '1E-7', '1E+98', '9.99999E+99', '-1E-98', '3E-104', '1011', '110', '0.333333',
    '2.5', '-2.5', '1E+200', '1E-300', 'Infinity', '-Infinity', 'NaN', '-NaN123', 'sNaN4', 'NaN1234567')]
CONTEXTS = [
    Context(prec=5, rounding=rounding, Emin=-99, Emax=99, capitals=1, clamp=clamp, flags=[], traps=[])
    for rounding, clamp in ((decimal.ROUND_HALF_EVEN, 0), (decimal.ROUND_UP, 1), (decimal.ROUND_FLOOR, 0))]

UNARY = '''abs minus plus exp ln log10 logb sqrt normalize next_minus next_plus logical_invert number_class
    to_eng_string to_sci_string to_integral_exact to_integral_value is_normal is_subnormal is_zero is_signed
    is_finite copy_abs copy_negate create_decimal'''.split()
BINARY = '''add subtract multiply divide divide_int remainder remainder_near divmod power compare compare_signal
    compare_total compare_total_mag max max_mag min min_mag next_toward quantize same_quantum scaleb shift rotate
    logical_and logical_or logical_xor copy_sign'''.split()


def shown(context, name, *operands):
    context.clear_flags()
    try:
        found = getattr(context, name)(*operands)
    except Exception as error:
        return '%s(%s)' % (type(error).__name__, error)
    if isinstance(found, tuple):
        found = ' '.join(map(str, found))
    signals = ','.join(signal.__name__ for signal, up in context.flags.items() if up)
    return '%s%s' % (found, ' ' + signals if signals else '')


for context in CONTEXTS[1:]:
    print('=====', context.rounding, context.clamp)
    for name in UNARY:
        for a in OPERANDS[context.clamp::2]:
            print(name, a, shown(context, name, a))

# All pairs would be many; a stride that is prime to the number of operands meets them all in turn.
turn = 0
for context in CONTEXTS[:2]:
    print('=====', context.rounding, context.clamp)
    for name in BINARY:
        for i, a in enumerate(OPERANDS):
            turn += 1
            b = OPERANDS[(i * 7 + 5 * turn) % len(OPERANDS)]
            print(name, a, b, shown(context, name, a, b))

print('===== fma, power modulo')
context = CONTEXTS[0]
for a, b, c in (('2', '3', '4'), ('inf', '0', '1'), ('inf', '0', 'nan'), ('1', 'snan', '2'), ('9.9999', '9.9999', '-99.998'),
                ('1E+60', '1E+60', '-inf'), ('nan1', '2', 'snan3'), ('1E-60', '1E-60', '0')):
    print(a, b, c, shown(context, 'fma', Decimal(a), Decimal(b), Decimal(c)))
for a, b, c in (('2', '10', '7'), ('-2', '3', '5'), ('2', '-1', '5'), ('2', '3', '0'), ('0', '0', '7'), ('1.5', '2', '7'),
                ('7', '1E+3', '13'), ('2', '3', '1234567')):
    print(a, b, c, shown(context, 'power', Decimal(a), Decimal(b), Decimal(c)))

print('===== powers')
context = Context(prec=12, flags=[], traps=[])
for a in ('4', '0.25', '8', '1E+10', '100', '1.1', '0.0625', '2', '1.00', '152587890625'):
    for b in ('0.5', '-0.5', '0.25', '3', '-2', '1.5', '0.1', '1E+1', '-0.0625', '100'):
        print(a, b, shown(context, 'power', Decimal(a), Decimal(b)))

print('===== many digits')
context = Context(prec=120, flags=[], traps=[])
for name in ('exp', 'ln', 'log10', 'sqrt'):
    for a in ('2', '0.001', '123456.789', '1.0000000001'):
        print(name, a, shown(context, name, Decimal(a)))
sys.set_int_max_str_digits(0)
long = Decimal('7' * 5000 + 'E-2500')
print(len(str(long)), (long * long).adjusted(), hash(long), str(context.plus(long)))
