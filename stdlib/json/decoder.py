"""JSONDecoder and the pure Python parsers of strings, objects and arrays."""

import re

from json import scanner
try:
    from _json import scanstring as c_scanstring
except ImportError:
    c_scanstring = None

__all__ = ['JSONDecoder', 'JSONDecodeError']

FLAGS = re.VERBOSE | re.MULTILINE | re.DOTALL
NaN = float('nan')
PosInf = float('inf')
NegInf = -PosInf

_CONSTANTS = {'NaN': NaN, 'Infinity': PosInf, '-Infinity': NegInf}
STRINGCHUNK = re.compile(r'([^"\\\x00-\x1f]*)(["\\\x00-\x1f])', FLAGS)
BACKSLASH = dict(zip('"\\/bfnrt', '"\\/\b\f\n\r\t'))
WHITESPACE = re.compile(r'[ \t\n\r]*', FLAGS)
WHITESPACE_STR = ' \t\n\r'


class JSONDecodeError(ValueError):
    """What is wrong (msg) in which text (doc) and where (pos, lineno, colno)."""

    def __init__(self, msg, doc, pos):
        self.msg, self.doc, self.pos = msg, doc, pos
        self.lineno = doc.count('\n', 0, pos) + 1
        self.colno = pos - doc.rfind('\n', 0, pos)
        super().__init__('%s: line %d column %d (char %d)' % (msg, self.lineno, self.colno, pos))

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


def _decode_uXXXX(s, pos):
    """The code unit of a \\uXXXX escape whose 'u' stands at pos."""
    digits = s[pos + 1:pos + 5]
    if len(digits) == 4 and digits[1] not in 'xX':
        try:
            return int(digits, 16)
        except ValueError:
            pass
    raise JSONDecodeError('Invalid \\uXXXX escape', s, pos)


def _unicode_escape(s, pos):
    """Decode the escape at pos, joined with a following one to a surrogate pair: (character, end)."""
    unit = _decode_uXXXX(s, pos)
    end = pos + 5
    if 0xd800 <= unit <= 0xdbff and s.startswith('\\u', end):
        low = _decode_uXXXX(s, end + 1)
        if 0xdc00 <= low <= 0xdfff:
            return chr(0x10000 + ((unit & 0x3ff) << 10 | low & 0x3ff)), end + 6
    return chr(unit), end


def py_scanstring(s, end, strict=True, _b=BACKSLASH, _m=STRINGCHUNK.match):
    """Read the string whose opening quote ends at `end`; return (text, index after the closing quote)."""
    parts = []
    begin = end - 1
    while True:
        piece = _m(s, end)
        if piece is None:
            raise JSONDecodeError('Unterminated string starting at', s, begin)
        plain, stop = piece.groups()
        end = piece.end()
        if plain:
            parts.append(plain)
        if stop == '"':
            return ''.join(parts), end
        if stop == '\\':
            kind = s[end:end + 1]
            if not kind:
                raise JSONDecodeError('Unterminated string starting at', s, begin)
            if kind == 'u':
                char, end = _unicode_escape(s, end)
            elif kind in _b:
                char, end = _b[kind], end + 1
            else:
                raise JSONDecodeError('Invalid \\escape: {0!r}'.format(kind), s, end)
            parts.append(char)
        elif strict:
            raise JSONDecodeError('Invalid control character {0!r} at'.format(stop), s, end)
        else:
            parts.append(stop)


scanstring = c_scanstring or py_scanstring


def _value(scan_once, s, at):
    try:
        return scan_once(s, at)
    except StopIteration as stop:
        raise JSONDecodeError('Expecting value', s, stop.value) from None


def JSONObject(s_and_end, strict, scan_once, object_hook, object_pairs_hook,
               memo=None, _w=WHITESPACE.match, _ws=WHITESPACE_STR):
    """Read the object whose opening brace was just passed; return (value, end)."""
    s, end = s_and_end
    names = {} if memo is None else memo
    pairs = []
    end = _w(s, end).end()
    if s[end:end + 1] != '}':
        while True:
            if s[end:end + 1] != '"':
                raise JSONDecodeError('Expecting property name enclosed in double quotes', s, end)
            name, end = scanstring(s, end + 1, strict)
            name = names.setdefault(name, name)
            if s[end:end + 1] != ':':
                end = _w(s, end).end()
                if s[end:end + 1] != ':':
                    raise JSONDecodeError("Expecting ':' delimiter", s, end)
            value, end = _value(scan_once, s, _w(s, end + 1).end())
            pairs.append((name, value))
            end = _w(s, end).end()
            mark = s[end:end + 1]
            if mark == '}':
                break
            if mark != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, end)
            end = _w(s, end + 1).end()
    end += 1
    if object_pairs_hook is not None:
        return object_pairs_hook(pairs), end
    result = dict(pairs)
    if object_hook is not None:
        result = object_hook(result)
    return result, end


def JSONArray(s_and_end, scan_once, _w=WHITESPACE.match, _ws=WHITESPACE_STR):
    """Read the array whose opening bracket was just passed; return (list, end)."""
    s, end = s_and_end
    values = []
    end = _w(s, end).end()
    if s[end:end + 1] == ']':
        return values, end + 1
    while True:
        value, end = _value(scan_once, s, end)
        values.append(value)
        end = _w(s, end).end()
        mark = s[end:end + 1]
        if mark == ']':
            return values, end + 1
        if mark != ',':
            raise JSONDecodeError("Expecting ',' delimiter", s, end)
        end = _w(s, end + 1).end()


class JSONDecoder(object):
    """Decodes JSON text: objects to dict, arrays to list, numbers to int or float.

    The parse_* functions and hooks replace the default conversions; strict=False
    lets control characters stand inside strings.
    """

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None,
                 parse_constant=None, strict=True, object_pairs_hook=None):
        """A decoder with these hooks; not strict, control characters may stand in strings."""
        self.object_hook = object_hook
        self.object_pairs_hook = object_pairs_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.parse_object = JSONObject
        self.parse_array = JSONArray
        self.parse_string = scanstring
        self.memo = {}
        self.scan_once = scanner.make_scanner(self)

    def decode(self, s, _w=WHITESPACE.match):
        """The value of a text that holds one JSON document and nothing else."""
        value, end = self.raw_decode(s, idx=_w(s, 0).end())
        end = _w(s, end).end()
        if end != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return value

    def raw_decode(self, s, idx=0):
        """The value that begins at idx, and the index where it ends."""
        try:
            return self.scan_once(s, idx)
        except StopIteration as stop:
            raise JSONDecodeError('Expecting value', s, stop.value) from None
