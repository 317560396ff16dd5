"""Writes data/float.txt: floats and complex numbers, their text and arithmetic."""
import sys
from oracle_common import *

d = Data('float.txt')
values = FLOATS + [random_float() for _ in range(140)]
values += [2.0**e for e in range(-1074, 1024, 11)] + [2.0**-44, 2.0**-24, 2.0**89, 2.0**-1022]
# Halfway between two shortest decimals.
values += [rng.randrange(2**e, 2 * 2**e) * 4 / 2**(52 - k) / 4 for e, k in [(52, 50), (52, 49), (51, 49), (52, 48), (50, 48)] for _ in range(6)]
values += [rng.randrange(2**51, 2**53) / 4 for _ in range(20)] + [rng.randrange(2**52, 2**53) * 2.0**k for k in range(1, 12) for _ in range(4)]


def c(z):
    return f(z.real) + ' ' + f(z.imag)


def ratio(p):
    return i(p[0]) + ' ' + i(p[1])


for x in values:
    d.add('repr', f(x), result=lambda: repr(x))
    d.add('hex', f(x), result=x.hex)
    d.add('fromhex', s(x.hex()), result=lambda: float.fromhex(x.hex()), encode=f)
    d.add('hash', f(x), result=lambda: hash(x))
    d.add('is_integer', f(x), result=lambda: int(x.is_integer()))
for x in FLOATS + [random_float() for _ in range(80)]:
    d.add('ratio', f(x), result=x.as_integer_ratio, encode=ratio)
    d.add('int', f(x), result=lambda: int(x), encode=i)
    d.add('round', f(x), result=lambda: round(x), encode=i)
    for n in (0, 1, 2, 3, -1, -2, rng.randrange(-20, 25), rng.choice((-308, -309, 308, 323, 324, -400, 2**40))):
        d.add('roundn', f(x), str(n), result=lambda: round(x, n), encode=f)
    for n in (int(x) if abs(x) < 1e300 else 0, 0, 2**53 + 1, random_int(70)):
        for m in (n - 1, n, n + 1):
            order = 'none' if x != x else str((x > m) - (x < m))
            d.add('cmpint', f(x), i(m), result=lambda: order)
for x, n in ((15.0, -1), (25.0, -1), (25.5, -1), (24.5, -1), (1.5e308, -308), (1.7e308, -308), (5e22, -23), (1e23, -22),
             (0.5, 0), (1.5, 0), (2.675, 2), (5.015, 2), (1e300, -299), (-35.0, -1), (1250.0, -2), (1350.0, -2), (4.9, -1)):
    d.add('roundn', f(x), str(n), result=lambda: round(x, n), encode=f)

# Arithmetic.
for x in rng.sample(values, 20) + FLOATS[:8] + [float('inf'), float('-inf'), float('nan')]:
    for y in rng.sample(FLOATS, 6) + [random_float(), 0.0, -0.0, 2.0, 3.0, -1.0, 0.5, float('inf'), -float('inf')]:
        d.add('truediv', f(x), f(y), result=lambda: x / y, encode=f)
        d.add('mod', f(x), f(y), result=lambda: x % y, encode=f)
        d.add('floordiv', f(x), f(y), result=lambda: x // y, encode=f)
        d.add('divmod', f(x), f(y), result=lambda: divmod(x, y), encode=lambda p: f(p[0]) + ' ' + f(p[1]))
        d.add('pow', f(x), f(y), result=lambda: x**y, encode=lambda v: 'complex' if type(v) is complex else f(v))
parts = [0.0, -0.0, 1.0, -1.0, 2.5, 1e300, 1e-300, float('inf'), float('nan'), 0.5, -3.0, 100.0, 101.0, 7.0, 1e308]
for _ in range(170):
    a = complex(rng.choice(parts), rng.choice(parts))
    b = complex(rng.choice(parts), rng.choice(parts + [0.0] * 12))
    if rng.random() < .4:
        a = complex(rng.uniform(-9, 9), rng.uniform(-9, 9))
        b = complex(rng.choice((rng.uniform(-9, 9), float(rng.randrange(-110, 110)))), rng.choice((0.0, rng.uniform(-3, 3))))
    d.add('cpow', f(a.real), f(a.imag), f(b.real), f(b.imag), result=lambda: a**b, encode=c)
    d.add('cdiv', f(a.real), f(a.imag), f(b.real), f(b.imag), result=lambda: a / b, encode=c)
    d.add('cabs', f(a.real), f(a.imag), result=lambda: abs(a), encode=f)
    d.add('chash', f(a.real), f(a.imag), result=lambda: hash(a))
    d.add('crepr', f(a.real), f(a.imag), result=lambda: repr(a))
for z in (0j, complex(-0.0, -0.0)):
    for w in (complex(float('nan'), 0), complex(-1, 0), complex(0, 1), complex(200, 0), complex(-200, 0), complex(0.5, 0)):
        d.add('cpow', f(z.real), f(z.imag), f(w.real), f(w.imag), result=lambda: z**w, encode=c)


# Parsing.
def parse(text):
    try:
        return f(float(text))
    except ValueError:
        return '?invalid'


def cparse(text):
    try:
        return c(complex(text))
    except ValueError as e:
        return '?malformed' if 'malformed' in str(e) else '?underscore'


pieces = ['1', '.', 'e', '5', '-', '+', '_', '0', 'inf', 'nan', ' ', 'j', '(', ')', '12', 'E', 'infinity', '1e5', '2.5']
hand = ['', ' ', '.', '1.', '.5', '1e', '1e+', '1e+5', '1E-5', '+1', '-1', '--1', ' 1 ', '\t1\n', '1_0', '1__0', '_1', '1_',
        '1_.5', '1._5', '1.5_5', '1e_5', '1e5_0', '1_e5', 'inf', 'INF', '-inf', '+infinity', 'infinit', 'infin', 'nan',
        '-nan', 'NaN', 'nan(1)', '1e400', '-1e400', '1e-400', '5e-324', '2e-324', '3e-324', '2.4703282292062327e-324',
        '2.4703282292062328e-324', '1.7976931348623158e308', '1.7976931348623159e308', '9007199254740993',
        '9007199254740992.999999999999999999999999', '9007199254740993.0000000000000000000000001', '0x10', '1\0', '\x1c1',
        '1\x1f', 'in_f', '1e1000000000000000000000', '0e99999999999999999999', '1' * 400, '0.' + '0' * 400 + '1e401', '-0',
        '1 1', '1j', '1+2j', '1-2j', '(1+2j)', ' ( 1+2j ) ', '1+j', '1-J', 'j', '-j', '+j', '1+', '1+2', '(1', '1)', '()',
        '1_0+2_0j', '1_+2j', '1 +2j', '1+ 2j', 'infj', 'nan+nanj', 'inf-infj', '1e5-1e-5j', '+1+1j', '1++2j', '1+-2j', 'jj', '1j1',
        '1j+2', '(j)', '((1))', '(1)j', '1_', '_', '1e_', '(1_0)', '1_j', '-_1', '+.5e1j', '.j', '1e400j', 'e5', 'i', '1e5.5']
fuzz = [''.join(rng.choice(pieces) for _ in range(rng.randrange(1, 7))) for _ in range(300)]
for text in hand + fuzz:
    d.add('parse', s(text), result=lambda: parse(text))
    d.add('cparse', s(text), result=lambda: cparse(text))
for x in rng.sample(values, 150):
    for text in ('%.17g' % x, '%.20g' % x, '%.25e' % x, '%.3g' % x):
        d.add('parse', text, result=lambda: parse(text))
hexes = ['', ' ', '0x', '0x.', '.', '0x1', '1', '0x1.8', '0x.8', '0x1.', '1.8p3', '0x1p', '0x1p+', '0x1p5', '0x1P-5', '0x1p1023',
         '0x1p1024', '0x1.fffffffffffff7p1023', '0x1.fffffffffffff8p1023', '0x1.fffffffffffffp1023', '0x1p-1074', '0x1p-1075',
         '0x1.8p-1075', '0x1.0000000000001p-1075', '0x3p-1075', '0x1p-1076', '-0x0p0', '0x0p99999999999', '0x1p99999999999',
         '0x1p-99999999999', 'inf', '-Infinity', 'nan', '-nan', 'NAN', 'infx', '+0xAbC.dEf', '0x1.00000000000008', '0x1.00000000000018',
         '0x1.000000000000080000000000000000000001', '0x1..2', '0x1.2.3', '0xg', '1 2', ' \t0x1p1\n', '- 1', '0x-1', '0x1p1_0',
         '1_0', '0x0.00000000000000000000000000000000000001p200', '0x123456789abcdef0123456789abcdef', '0X1P1', '0x0x1', '\x1c1',
         '0x100000000000000000000000000000000000000000p-1200', '0x1p5j', 'p5', '0xp5', '-', '+inf', 'in', 'infinity ']
for text in hexes:
    d.add('fromhex', s(text), result=lambda: float.fromhex(text), encode=f)
for _ in range(300):
    text = '0x%x%s%xp%d' % (rng.getrandbits(rng.randrange(1, 80)), rng.choice(('', '.')), rng.getrandbits(rng.randrange(1, 80)),
                            rng.choice((rng.randrange(-30, 30), rng.randrange(-1250, -900), rng.randrange(900, 1030))))
    d.add('fromhex', s(text), result=lambda: float.fromhex(text), encode=f)
d.write()
