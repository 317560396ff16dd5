"""Writes data/int.txt: arithmetic, text and bytes of ints."""
import math
import operator
import sys
from oracle_common import *

d = Data('int.txt')
BINARY = {'add': operator.add, 'sub': operator.sub, 'mul': operator.mul, 'and': operator.and_, 'or': operator.or_,
          'xor': operator.xor, 'gcd': math.gcd, 'mod': operator.mod, 'floordiv': operator.floordiv}


def pair(p):
    return i(p[0]) + ' ' + i(p[1])


def binary(a, b):
    for name, op in BINARY.items():
        d.add(name, i(a), i(b), result=lambda: op(a, b), encode=i)
    d.add('divmod', i(a), i(b), result=lambda: divmod(a, b), encode=pair)
    d.add('truediv', i(a), i(b), result=lambda: a / b, encode=f)
    d.add('cmp', i(a), i(b), result=lambda: (a > b) - (a < b))


for a in EDGES:
    for b in rng.sample(EDGES, 3) + [a, 0]:
        binary(a * rng.choice((1, -1)), b * rng.choice((1, -1)))
for _ in range(45):
    binary(random_int(rng.randrange(200)), random_int(rng.randrange(200)))
for _ in range(2):
    binary(random_int(rng.randrange(500, 2500)), random_int(rng.randrange(500, 2500)))
for bits in ((1500, 700), (1500, 760)):
    a, b = random_int(bits[0]), random_int(bits[1])
    d.add('divmod', i(a), i(b), result=lambda: divmod(a, b), encode=pair)
    d.add('mul', i(a), i(b), result=lambda: a * b, encode=i)
for _ in range(100):
    e = rng.choice((60, 400, 1020, 1040, 1080))
    a, b = random_int(rng.randrange(e, e + 100)), random_int(rng.randrange(120)) or 1
    for x, y in ((a, b), (b, a or 1)):
        d.add('truediv', i(x), i(y), result=lambda: x / y, encode=f)
for a in (1, 3, 2**53 + 1, 2**1074, 3**700):  # subnormal quotients and ties
    for b in (2**1074, 2**1075, 2**1076, 3 * 2**1074, 2**1074 + 1, 2**1128, 7**380):
        d.add('truediv', i(a), i(b), result=lambda: a / b, encode=f)

unary = EDGES + [-x for x in EDGES] + [random_int(rng.randrange(250)) for _ in range(36)]
unary += [random_int(n) for n in (1023, 1024, 1025, 1030)]
unary += [2**1024 - 2**970, 2**1024 - 2**970 - 1, 2**1024 - 2**969, 2**1024, (2**54 - 1) << 969, 2**54 + 1, 2**54 + 2,
          2**54 + 3, 2**54 + 6, (2**53 + 1) * 2**70, (2**54 + 2) * 2**70 + 1, (2**64 + 2**11) * 2**5, (2**64 + 2**11) * 2**5 + 1]
for a in unary:
    d.add('invert', i(a), result=lambda: ~a, encode=i)
    d.add('bit_length', i(a), result=a.bit_length)
    d.add('float', i(a), result=lambda: float(a), encode=f)
    d.add('hash', i(a), result=lambda: hash(a))
    d.add('isqrt', i(a), result=lambda: math.isqrt(a), encode=i)
    d.add('str', i(a), '4300', result=lambda: str(a))
    for name, op in (('bin', bin), ('oct', oct), ('hex', hex)):
        d.add(name, i(a), result=lambda: op(a))
    n = rng.choice((0, 1, 2, 7, 29, 30, 31, 59, 60, 61, 64, 100, 200))
    d.add('shl', i(a), str(n), result=lambda: a << n, encode=i)
    d.add('shr', i(a), str(n), result=lambda: a >> n, encode=i)
    need = a.bit_length() // 8 + 1
    for length in {max(need - 1, 0), need, need + 1, need + 5}:
        order, signed = rng.choice(('little', 'big')), rng.random() < .6
        d.add('to_bytes', i(a), str(length), order, str(int(signed)),
              result=lambda: a.to_bytes(length, order, signed=signed), encode=bytes.hex)
    e = rng.randrange(12 if a.bit_length() < 100 else 4)
    d.add('pow', i(a), i(e), result=lambda: a**e, encode=i)
    m = rng.choice(EDGES + [random_int(rng.randrange(150))]) * rng.choice((1, -1))
    e = random_int(rng.randrange(90))
    d.add('powmod', i(a), i(e), i(m), result=lambda: pow(a, e, m), encode=i)
for a in (-128, -129, 127, 128, -32768, 255, -256, -1):
    for length in (0, 1, 2, 3):
        for signed in (0, 1):
            d.add('to_bytes', i(a), str(length), 'big', str(signed),
                  result=lambda: a.to_bytes(length, 'big', signed=bool(signed)), encode=bytes.hex)
for _ in range(150):
    b = rng.choice((b'', b'\0', b'\x80', b'\xff', bytes(rng.randrange(256) for _ in range(rng.randrange(24))),
                    b'\0' * rng.randrange(20) + b'\x80' + b'\0' * rng.randrange(20)))
    order, signed = rng.choice(('little', 'big')), rng.random() < .6
    d.add('from_bytes', b.hex(), order, str(int(signed)), result=lambda: int.from_bytes(b, order, signed=signed), encode=i)
for a, e in ((2, 1000), (-2, 999), (3, 500), (10, 300), (2**30, 40), (-7, 77), (2**29, 31), (0, 0), (1, 2**70), (-1, 2**70 + 1), (0, 2**70)):
    d.add('pow', i(a), i(e), result=lambda: a**e, encode=i)
for a in [random_int(150) for _ in range(18)]:
    for m in (random_int(180), random_int(61)):
        for e in (-1, -rng.randrange(1, 50), random_int(100)):
            d.add('powmod', i(a), i(e), i(m), result=lambda: pow(a, e, m), encode=i)
for n in (600, 3000):
    a = random_int(n) ** 2
    for x in (abs(a), abs(a) - 1, abs(a) + 1):
        d.add('isqrt', i(x), result=lambda: math.isqrt(x), encode=i)

# Text.
for n in (640, 641, 4300, 4301):
    for limit in (0, 640, 4300):
        sys.set_int_max_str_digits(0)
        value = 10**n + rng.randrange(10**n)
        below = 10**n - 1
        text, zeros = str(value), '0' * n + '7'
        sys.set_int_max_str_digits(limit)
        if n < 700 or limit != 640:
            d.add('str', i(below), str(limit), result=lambda: str(below))
            d.add('str', i(-value), str(limit), result=lambda: str(-value))
        d.add('parse', text, '10', str(limit), result=lambda: int(text), encode=i)
        d.add('parse', zeros, '10', str(limit), result=lambda: int(zeros), encode=i)
sys.set_int_max_str_digits(0)
for n in (901, 1500, 12001):
    value = random_int(n * 10 // 3)
    d.add('str', i(value), '0', result=lambda: str(value))
    d.add('parse', str(value), '10', '0', result=lambda: value, encode=i)
value = 10**3000 + 3
d.add('str', i(value), '0', result=lambda: str(value))
sys.set_int_max_str_digits(4300)


def parse(text, base):
    try:
        return i(int(text, base))
    except ValueError as e:
        if 'Exceeds' in str(e):
            raise
        return '?base' if 'base must be' in str(e) else '?invalid'


for text in ('', ' ', '0', '-0', '+5', '--5', '+-5', '1_000', '1__0', '_1', '1_', '0x', '0x1F', '0X_1f', '0x_', '0b101',
             '0o17', '0b2', '010', '00', '0_0', '0_7', '-0x10', ' 12 ', '\t\n12\r\x0b\x0c', '1 2', '12a', 'z', 'Zz', '0b1',
             '0x1_0', '0o', '0_x1', '\x1c5', '5\x00', '5.', '1e3', '-', '+', ' - 1', '0b', '0b_1', 'b1', '0_', '-_1', '0x-1',
             '9' * 30, 'f' * 40, '0' * 50, '7' * 33, '1' * 100):
    for base in (0, 2, 3, 8, 10, 16, 36, 1, 37):
        d.add('parse', s(text), str(base), '4300', result=lambda: parse(text, base))
for _ in range(150):
    base = rng.randrange(2, 37)
    n = rng.choice((1, 3, 10, 40))
    text = ''.join(rng.choice('0123456789abcdefghijklmnopqrstuvwxyz'[:base]) for _ in range(n))
    d.add('parse', text, str(base), '4300', result=lambda: parse(text, base))
for _ in range(150):
    text = ''.join(rng.choice('01_ 7xbo-+9') for _ in range(rng.randrange(1, 7)))
    base = rng.choice((0, 10, 2, 16, 8))
    d.add('parse', s(text), str(base), '4300', result=lambda: parse(text, base))
d.write()
