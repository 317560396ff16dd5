"""Writes marshal data and what CPython 3.8 reads in it to `cases.tsv`. Run by a CPython 3.8:

    python3.8 crates/marshal/tests/data/bless.py

A row is the version (or `-` for damaged data), the bytes in hex and the outcome: a description of the object, or the
error. Damaged data whose outcome depends on more than the format (hashing, decoding, code objects) is left out.
"""
import marshal
import os
import random
import struct
import sys


def describe(value):
    kind = type(value)
    if value is None or value is True or value is False or value is ... or value is StopIteration:
        return {None: 'None', True: 'True', False: 'False', ...: 'Ellipsis', StopIteration: 'StopIteration'}[value]
    if kind is int:
        return 'int %d' % value
    if kind is float:
        return 'float ' + struct.pack('>d', value).hex()
    if kind is complex:
        return 'complex %s %s' % (struct.pack('>d', value.real).hex(), struct.pack('>d', value.imag).hex())
    if kind is bytes:
        return 'bytes ' + value.hex()
    if kind is str:
        return 'str ' + value.encode('utf-8', 'surrogatepass').hex()
    if kind is tuple:
        return '(%s)' % ', '.join(map(describe, value))
    if kind is list:
        return '[%s]' % ', '.join(map(describe, value))
    if kind is dict:
        return '{%s}' % ', '.join('%s: %s' % (describe(k), describe(v)) for k, v in value.items())
    if kind in (set, frozenset):
        return '%s{%s}' % (kind.__name__, ', '.join(sorted(map(describe, value))))
    numbers = [value.co_argcount, value.co_posonlyargcount, value.co_kwonlyargcount, value.co_nlocals,
               value.co_stacksize, value.co_flags, value.co_firstlineno]
    parts = [value.co_code, value.co_consts, value.co_names, value.co_varnames, value.co_freevars, value.co_cellvars,
             value.co_filename, value.co_name, value.co_lnotab]
    return 'code %s %s' % (' '.join(map(str, numbers)), ' '.join(map(describe, parts)))


def values():
    yield from (None, True, False, ..., StopIteration)
    for n in 0, 1, 32767, 32768, 2 ** 15, 2 ** 30, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 45, 2 ** 60 + 12345, 10 ** 40:
        yield from (n, -n)
    yield from (-2 ** 31, -2 ** 31 - 1)
    yield from (0.0, -0.0, 1.5, 0.1, 1e100, 1e-100, 123456789012345680.0, 5e-324, 1.7976931348623157e308, 1e16, 1e17, 1e-5)
    yield from (float('inf'), float('-inf'), 1j, complex(-0.0, 2.5))
    yield from (b'', b'abc', bytes(range(256)) * 2)
    yield from ('', 'abc', 'a b', 'x' * 255, 'x' * 256, '\xe9', '\u20ac\U0001f600', '\ud800x', 'caf\xe9' * 100)
    yield from ((), (1,), tuple(range(255)), tuple(range(256)), [], [1, [2, [3]]], {}, {'a': 1, 2: (3, None)})
    yield from (set(), {1, 2, 3}, frozenset(), frozenset({'a', 'b'}), {frozenset({1}), 'c'})
    shared = 'shared text'
    inner = (shared, [shared, shared])
    yield (inner, inner, {shared: inner})
    yield compile('def f(a, *b, c=1):\n  x = lambda: a\n  return x, "text", 1.5, 10**20, (1, "a"), frozenset', 'name', 'exec')
    deep = ()
    for _ in range(100):
        deep = (deep,)
    yield deep


def outcome(data):
    """The outcome, or `None` if it depends on more than the format."""
    try:
        value = marshal.loads(data)
    except (ValueError, EOFError, TypeError) as error:
        text = str(error)
        known = text.startswith(('bad marshal data', 'marshal data too short', 'EOF read', 'NULL object', 'recursion limit'))
        return '%s: %s' % (type(error).__name__, text) if known else None
    except Exception:
        return None
    if cyclic(value, ()):
        return None
    return describe(value)


def cyclic(value, above):
    if id(value) in above:
        return True
    above += id(value),
    if isinstance(value, dict):
        return any(cyclic(part, above) for pair in value.items() for part in pair)
    return isinstance(value, (tuple, list, set, frozenset)) and any(cyclic(part, above) for part in value)


def damaged(samples):
    source = random.Random(20)
    for _ in range(6000):
        data = bytearray(source.choice(samples))
        if len(data) > 400:
            continue
        for _ in range(source.randint(1, 3)):
            how = source.randrange(4)
            at = source.randrange(len(data)) if data else 0
            if how == 0:
                del data[at:]
            elif how == 1 and data:
                data[at] = source.choice(b'0NFTS.iIfgxylstr([{cu<>aA)zZ\xe9\xdb\xa8\x80\x00\x01\xff?')
            elif how == 2 and data:
                data[at] = source.randrange(256)
            elif how == 3:
                data[at:at] = source.choice(samples)[:20]
        # Announced sizes near 2 GiB only cost memory.
        found = outcome(bytes(data)) if not big(data) else None
        if found is not None:
            yield bytes(data), found


def big(data):
    return any(16000000 < int.from_bytes(data[at:at + 4], 'little') < 2 ** 31 for at in range(len(data)))


def main():
    rows, samples = [], []
    for version in range(5):
        for value in values():
            data = marshal.dumps(value, version)
            samples.append(data)
            rows.append((str(version), data.hex(), describe(marshal.loads(data))))
    rows += [('-', data.hex(), found) for data, found in damaged(samples)]
    nested = b')\x01' * 1999 + b'N', b')\x01' * 2000 + b'N', b'[\x01\x00\x00\x00' * 2500
    rows += [('-', data.hex(), outcome(data)) for data in nested[1:]]
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases.tsv'), 'w') as stream:
        for row in rows:
            stream.write('\t'.join(row) + '\n')
    sys.stderr.write('%d rows\n' % len(rows))


main()
