x = [0, 0.0, -0.0, 0j, -0j, False, 1, True, 1.0, '', b'', (), ((),), (0,), (0.0,), (-0.0,), (False,)]
x = (1, 2, (3, 4)), (1, 2, (3, 4)), (1.0, 2), (1, 2.0)
x = 1e999, -1e999, 1e999 - 1e999, 1e999 - 1e999
x = 1 + 2, 3 - 4, 5 * 6, 7 / 8, 7 // 2, -7 // 2, -7 % 3, 7 % -3, 2 ** 10, 2 ** -1, 1 << 5, 1024 >> 3
x = 1 | 2, 3 & 6, 5 ^ 1, True & False, True | 1, True ^ True, True + True
x = 1.5 // 0.4, -1.5 % 0.4, 1.5 ** 2, 0.0 ** 0, (-8) ** 0.5, -0.0 % 3, 5.5 // -0.0001
x = 1j * 1j, (1 + 2j) / (3 - 4j), 2j ** 3, 2j ** 0.5, 1 + 0j, -(1 + 2j), 1 - 2j
x = 1 / 0, 1 % 0, 1.0 // 0, 0 ** -1, 1 << -1, 1 >> -1, 'a' + 1, -'a', ~1.5, 1 < 2
x = 2 ** 127, 2 ** 128, 3 ** 81, 1 << 127, 1 << 128, (1 << 64) * (1 << 62), (1 << 64) * (1 << 64)
x = 10 ** 400 / 10 ** 399, 10 ** 30 / 3, 123456789012345678901234567890 // 7
x = 'a' * 3, 3 * 'a', b'ab' * 2, 'a' * 4096, 'a' * 4097, 'a' * 0, 'a' * -1, () * 5, (1, 2) * 3, (1,) * 256, (1,) * 257
x = ((1,) * 20,) * 30, ((1,) * 40,) * 30
x = 'ab' + 'cd', b'ab' + b'cd', (1,) + (2,), 'a' + b'a'
x = 'abc'[1], 'abc'[-1], 'abc'[3], b'abc'[0], (1, 2)[True], 'a\U0001f600b'[1], (1, 2)[1:], 'abc'[1.0]
x = not 1, not '', not (), not a is b, not a in b, not a is not b, not a not in b, not a == b, not a < b
x = +1, +True, -True, ~True, ~5, -5, - -5, +1.5, -1.5, not None, not ...
x = '%s' % 1, 'a' 'b', b'%d' % 1
x = a in [1, 2], a in [b, 2], a not in {1, 2}, a in {b, 2}, a in [], a in {1, 1.0, True, 2}, a in [*b], 1 in [1]
x = a < b in [1, 2], [1, 2] in a
for x in [1, 2, 3]:
    pass
for x in {1, 2, 3}:
    pass
for x in [a, b]:
    pass
x = [y for y in [1, 2]], {y for y in {3}}, (y for y in [])
x = __debug__, (y := 1 + 2), [1 + 2, *[3 + 4]]
if __debug__:
    x = 1
x = lambda: 'not a docstring'
'expression' 'statements'
1 + 2
...
x = 0xFFFFFFFFFFFFFFFFFFFFFFFF, -0xFFFFFFFFFFFFFFFFFFFF, 1_000
x = '\ud800', '\x00\x7f\xe9\u20ac\U0010ffff', b'\x00\xff', u'x'
def f():
    'doc' + 'string'
def g():
    'docstring'
def h():
    f'no docstring'
