"""JSONEncoder and the pure Python writers of strings and containers."""

import re

try:
    from _json import encode_basestring_ascii as c_encode_basestring_ascii
except ImportError:
    c_encode_basestring_ascii = None
try:
    from _json import encode_basestring as c_encode_basestring
except ImportError:
    c_encode_basestring = None
try:
    from _json import make_encoder as c_make_encoder
except ImportError:
    c_make_encoder = None

ESCAPE = re.compile(r'[\x00-\x1f\\"\b\f\n\r\t]')
ESCAPE_ASCII = re.compile(r'([\\"]|[^\ -~])')
HAS_UTF8 = re.compile(b'[\x80-\xff]')
ESCAPE_DCT = {}
for i in range(0x20):
    ESCAPE_DCT[chr(i)] = '\\u%04x' % i
ESCAPE_DCT.update(zip('\\"\b\f\n\r\t', ('\\\\', '\\"', '\\b', '\\f', '\\n', '\\r', '\\t')))

INFINITY = float('inf')


def py_encode_basestring(s):
    """A JSON string literal that keeps characters beyond ASCII."""
    return '"%s"' % ESCAPE.sub(lambda m: ESCAPE_DCT[m.group()], s)


encode_basestring = c_encode_basestring or py_encode_basestring


def _ascii_escape(match):
    char = match.group()
    if char in ESCAPE_DCT:
        return ESCAPE_DCT[char]
    code = ord(char)
    if code < 0x10000:
        return '\\u%04x' % code
    code -= 0x10000
    return '\\u%04x\\u%04x' % (0xd800 | code >> 10, 0xdc00 | code & 0x3ff)


def py_encode_basestring_ascii(s):
    """A JSON string literal of ASCII characters only."""
    return '"%s"' % ESCAPE_ASCII.sub(_ascii_escape, s)


encode_basestring_ascii = c_encode_basestring_ascii or py_encode_basestring_ascii


class JSONEncoder(object):
    """Encodes dict, list, tuple, str, int, float, bool and None; `default` takes the rest."""

    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True,
                 allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        """An encoder with these settings."""
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        """Return an encodable stand-in for o; to be overridden."""
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        """The JSON text of o.

        >>> from json.encoder import JSONEncoder
        >>> JSONEncoder().encode(['a', {'b': 1}])
        '["a", {"b": 1}]'
        """
        if isinstance(o, str):
            return (encode_basestring_ascii if self.ensure_ascii else encode_basestring)(o)
        return ''.join(self.iterencode(o, _one_shot=True))

    def iterencode(self, o, _one_shot=False):
        """Yield the JSON text of o piece by piece."""
        markers = {} if self.check_circular else None
        string = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        allow_nan = self.allow_nan

        def floatstr(o, _repr=float.__repr__):
            if o - o == 0:
                return _repr(o)
            if not allow_nan:
                raise ValueError('Out of range float values are not JSON compliant: ' + repr(o))
            return 'NaN' if o != o else 'Infinity' if o > 0 else '-Infinity'

        if _one_shot and c_make_encoder is not None and self.indent is None:
            encode = c_make_encoder(markers, self.default, string, self.indent, self.key_separator,
                                    self.item_separator, self.sort_keys, self.skipkeys, allow_nan)
        else:
            encode = _make_iterencode(markers, self.default, string, self.indent, floatstr, self.key_separator,
                                      self.item_separator, self.sort_keys, self.skipkeys, _one_shot)
        return encode(o, 0)


def _make_iterencode(markers, _default, _encoder, _indent, _floatstr, _key_separator, _item_separator,
                     _sort_keys, _skipkeys, _one_shot, ValueError=ValueError, dict=dict, float=float, id=id,
                     int=int, isinstance=isinstance, list=list, str=str, tuple=tuple, _intstr=int.__repr__):
    """Return a function (object, level) that yields pieces of JSON text."""
    if _indent is not None and not isinstance(_indent, str):
        _indent = ' ' * _indent

    def atom(o):
        """The text of a scalar, None for anything else."""
        if isinstance(o, str):
            return _encoder(o)
        if o is None:
            return 'null'
        if o is True:
            return 'true'
        if o is False:
            return 'false'
        if isinstance(o, int):
            return _intstr(o)
        if isinstance(o, float):
            return _floatstr(o)
        return None

    def key_text(key):
        if isinstance(key, str):
            return key
        if key is None or isinstance(key, (int, float)):
            return atom(key)
        if _skipkeys:
            return None
        raise TypeError(f'keys must be str, int, float, bool or None, not {key.__class__.__name__}')

    def enter(o):
        if markers is not None:
            if id(o) in markers:
                raise ValueError('Circular reference detected')
            markers[id(o)] = o

    def leave(o):
        if markers is not None:
            del markers[id(o)]

    def line(level):
        return '' if _indent is None else '\n' + _indent * level

    def array(o, level):
        """Opening, separators and scalars in one piece, so that a list of numbers is a piece a number."""
        if not o:
            yield '[]'
            return
        enter(o)
        lead = '[' + line(level + 1)
        separator = _item_separator + line(level + 1)
        for value in o:
            scalar = atom(value)
            if scalar is not None:
                yield lead + scalar
            else:
                yield lead
                yield from encode(value, level + 1)
            lead = separator
        if _indent is not None:
            yield line(level)
        yield ']'
        leave(o)

    def mapping(o, level):
        """A piece for each of opening, separator, key and value: what is written before an error is visible."""
        if not o:
            yield '{}'
            return
        enter(o)
        yield '{'
        if _indent is not None:
            yield line(level + 1)
        separator = None
        for key, value in sorted(o.items()) if _sort_keys else o.items():
            name = key_text(key)
            if name is None:
                continue
            if separator is not None:
                yield separator
            separator = _item_separator + line(level + 1)
            yield _encoder(name)
            yield _key_separator
            yield from encode(value, level + 1)
        if _indent is not None:
            yield line(level)
        yield '}'
        leave(o)

    def encode(o, level):
        scalar = atom(o)
        if scalar is not None:
            yield scalar
        elif isinstance(o, (list, tuple)):
            yield from array(o, level)
        elif isinstance(o, dict):
            yield from mapping(o, level)
        else:
            enter(o)
            yield from encode(_default(o), level)
            leave(o)

    return encode
