# The native functions and types that json uses, called directly.
import json, sys
import _json


def show(text, **names):
    try:
        print(text, '=>', ascii(eval(text, globals(), names)))
    except Exception as error:
        print(text, '=>', type(error).__name__, ascii(error.args), getattr(error, 'pos', ''))


scan = _json.scanstring
for text in ['abc"', 'abc', '', '"', r'a\qb"', r'a\u12"', r'a\u123g"', 'a\\', 'a\\u', r'a\ud834\udd20x"', r'a\ud834x"', r'a\ud834\u0041"',
             r'a\ud834\u00', r'\ud834\udd20"', r'\ud834\udd20', r'\u0041', '\\u\u0661123"', 'a\nb"', '\u20ac\\n\x01"', '\xe9\\t"x', '\U0001f600\\"\\/\\\\\\b\\f"',
             r'\u00e9\u20ac"', '\ud800"', r'\ud834\ud834\udd20x"', r'\ud834\u12"      ', 'a\\\u20ac"']:
    show('scan(t, 0)', t=text), show('scan(t, 0, False)', t=text)
for call in ["scan('abc\"', -1)", "scan('abc\"', 5)", "scan('abc\"', 4)", "scan(b'abc\"', 0)", 'scan()', "scan('a')", "scan('a', 'b')", "scan('a', 2**70)",
             "scan('a\"', 1.0)", "scan('a\"', 0, strict=True)", "scan('a\"', 0, 1, 2)", "scan(b'', 2**70)"]:
    show(call)

for text in ['', 'a"\\/\b\f\n\r\t\x01\x1f', '\x7f', '\xe9', '\u20ac', '\U0001f600\ud800', 'long ' * 20 + '\x00', 'x\u20ac"\U0001f600"', 1, b'']:
    show('_json.encode_basestring(t), _json.encode_basestring_ascii(t)', t=text)
show('_json.encode_basestring()')


class Context:
    strict = True
    object_hook = object_pairs_hook = None
    parse_float, parse_int, parse_constant = float, int, 'const {}'.format


sc = _json.make_scanner(Context)
TEXTS = ['1', '', '[1,2', '[1 2]', '[', '[1,]', '[,]', '{', '{"a"}', '{"a":}', '{"a":1', '{"a":1,}', '{1:2}', '{"a":1,2}', '{"a":1 "b"}', '-', '-a', '-0',
         '01', '1.', '1.5', '1e', '1e+', '1e5', '1E-5x', '-1.5e+10', 'nul', 'null', 'true', 'tru', 'false', 'NaN', 'Infinity', '-Infinity', '-Inf',
         '{"a":{"a":[]}}', '[1,[2,[3]]]', r'"\x"', '+1', '\u0661', '{"a" :1 , "b": 2 }', '[]', '[\x0c]', '[\xa0]', '1' * 18, '1' * 19, '-' + '1' * 30,
         '1.' + '1' * 30, '1e400', '{}', '{ }', '{ ', '{"a":1,"a":2}', '[1,,2]', '["a', '[-]', ' 1', '[ 1\t,\n2\r]', '["\u20ac", 1.5, {"\xe9": "\U0001f600"}]',
         '{"\\u0061": 1}', '1' * 5000]
for text in TEXTS:
    show('sc(t, 0)', t=text)
for call in ["sc('1')", "sc('1', -1)", "sc('1', 1)", "sc('1', 5)", "sc(b'1', 0)", "sc(string='1', idx=0)", "sc('1', 'a')", "sc('1', 1.5)", "sc('1', 0, 0)",
             '_json.make_scanner()', '_json.make_scanner(1)', '_json.make_scanner(5, 6)', 'sc.strict', 'sc.parse_float', "setattr(sc, 'strict', 1)"]:
    show(call)
rows = sc('[{"key": 1, "k\\u0065y": 2}, {"key": 3}, {"\u20ac": 0, "key": 4}]', 0)[0]
print(len({id(k) for row in rows for k in row}))
for hooks in ({'object_hook': lambda d: sorted(d)}, {'object_pairs_hook': lambda p: p}, {'parse_float': str}, {'parse_int': lambda s: s + '!'}, {'parse_constant': repr},
              {'object_hook': lambda d: 1 / 0}, {'strict': False}):
    for text in '{"b": 1.5, "a": [2, NaN, {}]}', '"\n"':
        try:
            print(list(hooks), json.loads(text, **hooks))
        except Exception as error:
            print(list(hooks), type(error).__name__, error)


def encoder(markers=None, default=lambda o: None, encoder=_json.encode_basestring_ascii, indent=None, key=': ', item=', ', sort=False, skip=False, nan=True):
    return _json.make_encoder(markers, default, encoder, indent, key, item, sort, skip, nan)


class I(int):
    def __repr__(self):
        return 'no'


class F(float):
    def __repr__(self):
        return 'no'


class D(dict):
    def items(self):
        return [('x', 1), ('a', 2)]


class Odd(dict):
    def items(self):
        return ['xyz']


loop = []
loop.append({'x': loop})
for call in ['encoder()(1, 0)', 'encoder()()', 'encoder()(1)', "encoder()([1, 2.5, None, True, 'a', {}, (), I(7), F(1.5), 10**30, -5], 0)",
             "encoder()({1: 2, 2.5: 3, None: 4, False: 5, 'a': 6, I(8): 7, F(0.5): 8}, 0)", 'encoder()({(1,): 2}, 0)', 'encoder(skip=True)({(1,): 2, 1: 2}, 0)',
             "encoder(nan=False)([float('inf')], 0)", "encoder(nan=False)({float('nan'): 1}, 0)", "encoder()([float('inf'), -float('inf'), float('nan')], 0)",
             "encoder(sort=True)({'b': 1, 'a': 2}, 0)", "encoder(sort=True)({'b': 1, 1: 2}, 0)", "encoder(encoder=lambda s: 5)('a', 0)",
             "encoder(encoder=lambda s: '<' + s + '>')(['a', {'k': 1}], 0)", 'encoder()(object(), 0)', "encoder(encoder=_json.encode_basestring)(['\u20ac', '\U0001f600'], 0)",
             'encoder(default=lambda o: [o], markers={})(Context, 0)', 'encoder(default=lambda o: 1 / 0)(Context, 0)', 'encoder(markers={})(loop, 0)', 'encoder()(D(q=1), 0)',
             'encoder(sort=True)(D(q=1), 0)', 'encoder()(Odd(q=1), 0)', "encoder()([1], 'x')", 'encoder(markers=5)', 'encoder(item=5)', 'encoder(key=None)', '_json.make_encoder()',
             '_json.make_encoder(1, 2)', 'encoder().markers', 'encoder().sort_keys', 'encoder().item_separator', "encoder(indent=3).indent", 'encoder(sort=[1]).sort_keys',
             "encoder()(obj=[1], _current_indent_level=0)", "encoder(key='', item='')({'a': [1, 2], 'b': {}}, 0)"]:
    show(call)
print([_json.make_scanner, _json.make_encoder])
for deep in ('[' * 100000, '{"a":' * 100000):
    try:
        json.loads(deep)
    except RecursionError as error:
        print(error)
nested = []
for _ in range(100000):
    nested = [nested]
for what in nested, {'a': nested}:
    try:
        json.dumps(what)
    except RecursionError as error:
        print(error)
while nested:
    nested = nested[0]
try:
    encoder(default=lambda o: o)(Context, 0)
except RecursionError as error:
    print(error)
