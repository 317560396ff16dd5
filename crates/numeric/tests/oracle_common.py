"""Shared by the generators: how values are written in the data files.

A line is `operation<TAB>argument...<TAB>result`. Ints are signed hex, floats the hex of their bits, texts are
escaped so that every code point is printable ASCII, and a result that starts with `!` is an exception.
Run with CPython 3.8: `python3.8 generate_x.py` rewrites data/x.txt.
"""
import os
import random
import struct

rng = random.Random(20380)


def i(n):
    return ('-' if n < 0 else '') + format(abs(n), 'x')


def f(x):
    return 'nan' if x != x else struct.pack('>d', x).hex()


def s(text):
    out = []
    for c in text:
        if c == '\\':
            out.append('\\\\')
        elif ' ' <= c <= '~':
            out.append(c)
        else:
            out.append('\\{%x}' % ord(c))
    return ''.join(out)


class Data:
    """Collects the lines of one data file, each once."""

    def __init__(self, name):
        self.name, self.lines = name, {}

    def add(self, operation, *fields, result, encode=str):
        try:
            value = encode(result())
        except (ValueError, ArithmeticError, TypeError) as e:
            text = e.args[0] if len(e.args) == 1 else repr(e.args)
            value = '!%s: %s' % (type(e).__name__, s(str(text)))
        self.lines['\t'.join((operation, *fields, value))] = None

    def write(self):
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'data', self.name)
        with open(path, 'w') as out:
            out.write('\n'.join(self.lines) + '\n')
        print(self.name, len(self.lines), os.path.getsize(path))


def random_int(bits):
    n = rng.getrandbits(bits) if bits else 0
    kind = rng.random()
    if kind < 0.15 and bits:  # runs of ones and zeros reach carries and quotient corrections
        n = ((1 << bits) - 1) ^ ((1 << rng.randrange(bits)) - 1 if rng.random() < .5 else 1 << rng.randrange(bits))
    return -n if rng.random() < 0.5 else n


EDGES = [0, 1, 2, 3, 7, 10, 255, 256, 2**15, 2**29, 2**30 - 1, 2**30, 2**30 + 1, 2**31, 2**32 - 1, 2**53 - 1, 2**53,
         2**53 + 1, 2**60 - 1, 2**60, 2**60 + 1, 2**61 - 1, 2**61, 2**62, 2**63 - 1, 2**63, 2**63 + 1, 2**64 - 1,
         2**64, 2**90 - 1, 2**90, 2**180, 10**18, 10**19, 10**27, 10**36]

FLOATS = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, 3.5, -2.5, 0.1, 0.2, 0.3, 1 / 3, 2 / 3, 1e16, 1e15, 9999999999999998.0,
          1e17, 1e-4, 1e-5, 0.00012345, 123456789.0, 1e22, 1e23, 9.999999999999999e22, 5e-324, 2.2250738585072014e-308,
          2.225073858507201e-308, 1.7976931348623157e308, 1e308, 1e-308, float('inf'), float('-inf'), float('nan'),
          2.0**53, 2.0**53 + 2, 2.0**63, 2.0**64, -2.0**63, 0.125, 0.375, 1234.5678, 99.5, 9.5, 0.05, 0.95, 999999.5,
          1e100, 3.141592653589793, 2.718281828459045, 4.35, 1.005, 2.675, 1e21, 8.5, 100.0, 1e6, 123456.0, 1234567.0]


def random_float():
    kind = rng.random()
    if kind < 0.4:
        return struct.unpack('<d', rng.getrandbits(64).to_bytes(8, 'little'))[0]
    if kind < 0.7:
        return rng.uniform(-1000, 1000)
    if kind < 0.85:
        return round(rng.uniform(-1000, 1000), rng.randrange(4))
    return rng.randrange(-10**6, 10**6) / 2.0**rng.randrange(12)
