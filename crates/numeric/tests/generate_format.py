"""Writes data/format.txt: the format mini-language on int, float, complex and str."""
from oracle_common import *

d = Data('format.txt')
SPECS = ['', 'd', '5', '<5', '>5', '^5', '=5', '*<8', '0<8', '05', '08,', '010,', '011,', '012,', '013_', '0=10,', 'x=12,',
         ',', '_', ',d', '_d', '_x', '#_x', '_b', '#b', '#o', '#x', '#X', '#010x', '#20_b', '020_b', '+', '-', ' ', '+d', ' d',
         '+5', '- 5', '.2', '.0', '.2f', '.0f', '.10f', '.1000f', '.50g', '#.3g', '#.0f', '#.0e', '#g', 'e', 'E', 'f', 'F', 'g', 'G',
         'n', '%', '.1%', '+.3%', '010.2f', '+010.2f', ',.2f', '015,.2f', '_.3e', '020,.1%', 'c', '5c', '+c', '#c', ',c', '_c', ',n',
         '_n', ',s', '_s', ',x', ',b', '_o', '_X', ',_', '_,', ',,', '__', ',_d', '.', '.f', '5.', 's', '5s', '.3s', '.0s', '>5.2s', '+s',
         '#s', '=5s', '05s', '0s', ' s', 'z', 'dd', '5dd', 'é', '\u20ac<5', '\ud800>5', '{<5', '}^7', '\U0001f600=9', '<<5', '=<5',
         '<', '=', '0', '00', '000', '1', '0005', '00005d', '-05', '-#05x', '#', '#5', '##', '+-5', '5 ', ' 5', '\u0661\u0660',
         '\u0660\u0665', '.\u0662f', '9223372036854775808', '92233720368547758070', '.9223372036854775808', '.99999999999999999999f',
         '.2147483648f', '.2147483648', '.4294967296s', '\x01', '\n', '\x7f', '\x80', '5\x00', '\x00', ',\x00', '_\x80', ',\u20ac', ',Z', '_%', ',%',
         'i', 'u', 'r', 'a', '=+10', '0=+10', ' =+10', '^+10.3', '*^+20,.2f', '*^#20x', '0^10', '0>10', '0<10d', '0<10,', '>010', '<010', '^010,',
         '10.3', '.3', '.17', '.0e', '.0g', '#.1g', '.20e', '.400g', '.3n', '10n', '010n', '+n', '#n', '.6G', '#.6G', '20.10G', '5,', '2,d', '02,', '03,', '04,',
         '05,', '06,', '07,', '08_x', '09_x', '010_x', '011_x', '012_x', '#014_x', '7,.1f', '07,.1f', '08,.1f', '09,.1f', '-<9,', 'c5', '_c', 'x5']
ALPHABET = ['<', '>', '^', '=', '+', '-', ' ', '#', '0', '1', '2', '12', ',', '_', '.', 'd', 'e', 'f', 'g', 'n', '%', 'x', 'X', 'b',
            'o', 'c', 's', 'E', 'G', '*', 'F', '10', '5', '.3', '.0', '08', '\u20ac']


def random_spec():
    if rng.random() < .3:
        return ''.join(rng.choice(ALPHABET) for _ in range(rng.randrange(1, 6)))
    fill = rng.choice(['', '', '<', '>', '^', '=', '*<', '0>', ' ^', '0=', '\u20ac='])
    return (fill + rng.choice(['', '', '+', '-', ' ']) + rng.choice(['', '', '#']) + rng.choice(['', '', '0'])
            + rng.choice(['', '', '3', '10', '17', '30']) + rng.choice(['', '', '', ',', '_'])
            + rng.choice(['', '', '.0', '.1', '.3', '.12']) + rng.choice(['', 'd', 'x', 'X', 'b', 'o', 'e', 'f', 'g', 'G', 'E', 'F', 'n', '%', 'c', 's']))


INTS = [0, 1, -1, 7, 65, 123, 1234, -1234, 12345678, 10**15, -10**24, 255, 0x10ffff, 0x110000, 0xd800, 0x20ac, 2**62, 2**63, -2**70, 10**400]
COMPLEX = [0j, 1j, complex(-0.0, 1), 1 + 2j, -1.5 - 2.5j, complex(float('inf'), float('nan')), 1e20 + 1e-7j, complex(1, -0.0), 12345.678 + 1e6j]
TEXTS = ['', 'a', 'abc', 'hello']


def shown(text):
    if len(text) < 600:
        return s(text)
    checksum = 0
    for c in text:
        checksum = (checksum * 31 + ord(c)) % 1000000007
    return '%d chars, checksum %d' % (len(text), checksum)


def case(kind, value, field, spec):
    if spec:
        try:
            d.add(kind, field, s(spec), result=lambda: format(value, spec), encode=shown)
        except MemoryError:
            pass


numbers = [x for x in FLOATS if x not in (1e22, 1e23)]
for spec in SPECS:
    for n in rng.sample(INTS, 4) + [1234]:
        case('int', n, i(n), spec)
    for x in rng.sample(numbers, 4) + [1234.5678, float('inf')]:
        case('float', x, f(x), spec)
    for z in rng.sample(COMPLEX, 3):
        case('complex', z, f(z.real) + ' ' + f(z.imag), spec)
    for t in rng.sample(TEXTS, 2):
        case('str', t, s(t), spec)
for _ in range(900):
    spec = random_spec()
    n = rng.choice(INTS[:-1] + [random_int(rng.randrange(80))])
    case('int', n, i(n), spec)
    x = rng.choice(numbers + [random_float()])
    case('float', x, f(x), spec)
    if rng.random() < .4:
        z = rng.choice(COMPLEX + [complex(random_float(), random_float())])
        case('complex', z, f(z.real) + ' ' + f(z.imag), spec)
    if rng.random() < .2:
        case('str', 'hello', 'hello', spec)
for _ in range(700):  # precision and rounding
    x = rng.choice((random_float(), random_float(), rng.choice(numbers)))
    p = rng.choice((rng.randrange(8), rng.randrange(25), rng.randrange(60), 17))
    style = rng.choice('efgG')
    if style == 'f' and not abs(x) < 1e40:
        style = 'e'
    spec = '%s.%d%s' % (rng.choice(('', '', '#')), p, style)
    case('float', x, f(x), spec)
for x in (0.5, 1.5, 2.5, 0.25, 0.75, 0.125, 1e-5, 5e-324, 1e22, 1e23, 2.5e-7, 0.05, 95.0, 9.5, 99.5, 999.5, 9.9999e5, 1e16):
    for p in range(0, 9):
        for style in 'efg':
            case('float', x, f(x), '.%d%s' % (p, style))
            case('float', -x, f(-x), '#.%d%s' % (p, style))
for x in (105, 1005, 104, 106, 115, 205, 10050, 100500, 1000000005, 100000000000005, 105e12, 105e13, 1050.5, 10.5, 10005, 20015):
    for p in (1, 2, 3, 4, 9, 14):
        for style in ('g', '', 'G'):
            case('float', float(x), f(float(x)), '.%d%s' % (p, style))
            case('float', float(x), f(float(x)), '#.%d%s' % (p, style))
for x in (5e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 0.1):
    for spec in ('.1100e', '.760g', '.1074f', '.2000f', '.1100f', '.1099f', '#.1150g', '.800e', '.3000g'):
        case('float', x, f(x), spec)

d.write()
