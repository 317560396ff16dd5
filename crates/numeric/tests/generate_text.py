"""Writes data/text.txt: `%` formats on str and bytes, and the templates of str.format."""
import _string
import itertools
import unicodedata
from oracle_common import *

d = Data('text.txt')
PERCENT = ['', 'abc', '%', '%%', '%5%', 'a%%b', '%d', '%i', '%u', '%5d', '%-5d|', '%05d', '%+d', '% d', '%+ d', '%-05d', '%.5d', '%8.5d',
           '%08.5d', '%+.3d', '%x', '%X', '%#x', '%#X', '%#o', '%o', '%#010x', '%-#10x|', '%#.6x', '%#12.6X', '%+#x', '% #x', '%.0d', '%e',
           '%E', '%f', '%F', '%g', '%G', '%#g', '%.3f', '%10.2f', '%-10.2f|', '%010.2f', '%+010.2f', '%.0f', '%#.0f', '%.0e', '%.30f', '% f',
           '%c', '%5c', '%-5c|', '%05c', '%.0c', '%s', '%5s', '%.2s', '%-6.2s|', '%06s', '%r', '%a', '%ld', '%hd', '%Ld', '%lld', '%hld', '%l',
           '%y', '%5y', '%é', '%\x01', '%\x7f', '%\u20ac', '%\U0001f600', 'ab%', 'ab%5', 'ab%5.', 'ab%.', '%-', '%+', '%#', '%*', '%*d', '%-*d|', '%.*f',
           '%*.*f', '%**d', '%.**d', '%*5d', '%(a)d', '%(a)', '%(a', '%(', '%(a(b)c)d', '%(a(b)d', '%()d', '%(a)%', '%(a)5.2f', '%(a)*d', '%d%d',
           '%d %s %%', '%99999999999999999999d', '%9223372036854775807', '%9223372036854775808d', '%.2147483647', '%.2147483648d',
           '%.99999999999d', '%0', '%00005d', '%-+5d', '%5-d', '%5.3.2d', '%1$d', '%h', '%L%', '%hh%', '% ', '%.d', '%.f', '%.-5d', '%#s', '%b', '%5b', '%z']
ALPHABET = ['%', '%', '%', 'd', 's', 'x', 'f', '*', '.', '5', '0', '-', '+', ' ', '#', '(', ')', 'a', 'l', '12', '3', 'g', 'c', '%%']


class Mapping(dict):
    """Has one value under every key."""

    def __init__(self, value):
        self.value = value

    def __missing__(self, key):
        return self.value


def endless(form, value):
    """Formats with as many arguments as the format takes."""
    for count in itertools.count():
        try:
            return form % ((value,) * count)
        except TypeError as e:
            if 'not enough arguments' not in str(e) or count > 20:
                raise


def percent(operation, kind, text, value):
    form = text if kind == 'str' else text.encode('utf-8')
    field = 'i:' + i(value) if isinstance(value, int) else 'f:' + f(value)

    def run():
        out = endless(form, value) if operation == 'percent' else form % Mapping(value)
        return out if kind == 'str' else out.decode('latin-1')

    try:
        run()
    except MemoryError:
        return
    except TypeError as e:
        if 'require' in str(e) and 'mapping' not in str(e):  # a value of the wrong type: not the format's error
            return
    except Exception:
        pass
    d.add(operation, kind, s(text), field, result=run, encode=s)


NUMBERS = [0, 1, -1, 65, 255, -255, 1234567, 10**25, 0x110000, 1.5, -2.5, float('inf'), float('-inf'), float('nan'), 0.0,
           -0.0, 1e300, 123.456]
SMALL = [0, 3, -3, 12, -12, 1.5]
for text in PERCENT:
    for kind in ('str', 'bytes'):
        for value in SMALL if '*' in text else rng.sample(NUMBERS, 4) + [65, -42, -3.25]:
            percent('percent', kind, text, value)
            if '(' in text and text.count('%') == 1 and '*' not in text:
                percent('percentmap', kind, text, value)
for _ in range(2000):
    text = '%' + ''.join(rng.choice(ALPHABET) for _ in range(rng.randrange(1, 6)))
    if rng.random() < .5:
        text = 'q%' + rng.choice(['', '', '0', '-', '+', ' ', '#', '0#', '+0', '-0', ' #0']) + rng.choice(['', '', '3', '10', '24', '*']) \
            + rng.choice(['', '', '.', '.0', '.2', '.12', '.*']) + rng.choice('diuoxXeEfFgGcdxfg') + 'w'
    percent('percent', rng.choice(('str', 'str', 'bytes')), text,
            rng.choice(SMALL) if '*' in text else rng.choice(NUMBERS + [random_int(rng.randrange(70)), random_float()]))

# Templates.
TEMPLATES = ['', 'abc', '{}', '{0}', '{a}', '{a.b}', '{a[0]}', '{a[b].c[1]}', '{0.x[y]}', '{{', '}}', '{{}}', '{', '}', 'a{', 'a}', '{}}', '{{}',
             '{!r}', '{!}', '{!', '{!r', '{!r:', '{!r:}', '{!rx}', '{!r:x}', '{!ab}', '{:', '{:}', '{:x', '{:{}}', '{:{}', '{:{{}}}', '{:{a}.{b}}', '{:}}',
             '{a', '{a.', '{a[', '{a[}', '{a[}]}', '{a[:]}', '{a[!]}', '{a]}', '{a{', '{a{b}}', '{ }', '{a b}', '{0x}', '{00}', '{-1}', '{a!r:>{w}}', 'x{y}z{w}',
             '{{{}}}', '{{{{', '}}}}', '}{', '{}{', '{}}{', '{:{:{}}}', '\u20ac{\u20ac}', '\ud800{\udc00}', '{a!\u20ac}', '{!}}', '{!{}', '{!:}', '{::}', '{:!r}',
             '{[a]}', '{.a}', '{:[}]}', '{!r }', '{a[b]c}', '{[}', '{!r:{}', '{]}', '{a!}', '{a!r:{b}{c}}', '{[!]}']


def markup(text):
    return ' '.join('|'.join('None' if x is None else '=' + s(x).replace(' ', '\\{20}').replace('|', '\\{7c}') for x in item)
                    for item in _string.formatter_parser(text))


for text in TEMPLATES + [''.join(rng.choice('{}{}[]!:.ab0 ') for _ in range(rng.randrange(1, 9))) for _ in range(1500)]:
    d.add('template', s(text), result=lambda: markup(text))


def split(text):
    first, rest = _string.formatter_field_name_split(text)
    parts = [first] + [x for kv in rest for x in kv]
    return ' '.join('%s:%s' % (type(x).__name__, x if type(x) is not str else s(x).replace(' ', '\\{20}')) for x in parts)


NAMES = ['', 'a', '0', '12', 'a.b', 'a[b]', 'a[0]', 'a[0].b', 'a..b', 'a.', '.a', '[0]', '[a]', 'a[]', 'a[', 'a[0', 'a[0]b', 'a[0][1]', 'a]', 'a[[]', 'a[.]',
         '99999999999999999999', '9223372036854775807', '9223372036854775808', '9223372036854775799', 'a[99999999999999999999]', '0.1', '0 ', ' 0', '-1', '+1', '1_0',
         '\u0661', 'a[\u0661\u0662]', '1a', '99999999999999999999a', 'a[1x]', 'a[-1]', 'a.0', 'a.b.c.d', '\u20ac.\u20ac', '0[a.b]', 'a[ 1]', '[[', '[]]', 'a.b[', 'a.b]']
for text in NAMES + [''.join(rng.choice('ab01.[].[]') for _ in range(rng.randrange(1, 8))) for _ in range(500)]:
    d.add('split', s(text), result=lambda: split(text))


class Anything:
    """Answers every attribute and item, and shows nothing of itself."""

    def __getattr__(self, name):
        return self

    def __getitem__(self, key):
        return self

    def __format__(self, spec):
        return ''


for names in itertools.product(('', '0', '1', 'a', '.x', '0[y]'), repeat=3):
    def number():
        ''.join('{%s}' % name for name in names).format(Anything(), Anything(), Anything(), a=Anything())
        return 'ok'

    d.add('numbering', ','.join(names), result=number)
# Every decimal digit, as runs that start at a zero.
d.add('decimals', result=lambda: ' '.join('%x' % c for c in range(0x110000) if unicodedata.decimal(chr(c), None) == 0))
d.write()
