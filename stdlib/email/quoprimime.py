"""Quoted-printable as messages have it (RFC 2045), and its variant for headers (RFC 2047).

Text stands for bytes here: characters up to 255, one for each byte.
"""

import re
from string import ascii_letters, digits

__all__ = ['body_decode', 'body_encode', 'body_length', 'decode', 'decodestring', 'header_decode',
           'header_encode', 'header_length', 'quote', 'unquote']


def _table(plain):
    """What each byte is written as."""
    table = ['=%02X' % byte for byte in range(256)]
    for char in plain:
        table[ord(char)] = char
    return table


_BODY_MAP = _table(''.join(map(chr, range(ord(' '), ord('~') + 1))).replace('=', '') + '\t')
_HEADER_MAP = _table('-!*+/' + ascii_letters + digits)
_HEADER_MAP[ord(' ')] = '_'
# In a body, ends of lines remain what they are.
_BODY_ENCODE_MAP = {byte: text for byte, text in enumerate(_BODY_MAP) if chr(byte) not in '\r\n'}


def header_check(octet):
    """Must the byte be quoted in a header?"""
    return chr(octet) != _HEADER_MAP[octet]


def body_check(octet):
    """Must the byte be quoted in a body?"""
    return chr(octet) != _BODY_MAP[octet]


def header_length(bytearray):
    """How many characters some bytes take when encoded for a header."""
    return sum(len(_HEADER_MAP[octet]) for octet in bytearray)


def body_length(bytearray):
    """How many characters some bytes take when encoded for a body."""
    return sum(len(_BODY_MAP[octet]) for octet in bytearray)


def unquote(s):
    """The character that '=XX' stands for."""
    return chr(int(s[1:3], 16))


def quote(c):
    """'=XX' for a character."""
    return '=%02X' % ord(c)


def header_encode(header_bytes, charset='iso-8859-1'):
    """An encoded word for a header."""
    if not header_bytes:
        return ''
    return '=?%s?q?%s?=' % (charset, header_bytes.decode('latin1').translate(_HEADER_MAP))


def _soft_lines(line, width):
    """Divide a quoted line: all pieces but the last have a '=' at the end."""
    while len(line) > width:
        cut = width - 1
        # Not within a '=XX'.
        inside = line.find('=', cut - 2, cut)
        if inside >= 0:
            cut = inside
        yield line[:cut] + '='
        line = line[cut:]
    if line[-1:] not in (' ', '\t') or not line:
        yield line
    elif len(line) <= width - 2:
        yield line[:-1] + quote(line[-1])
    # White space at the end of a line gets lost: a soft end, or quoting it on the next line, keeps it.
    elif len(line) == width - 1:
        yield line + '='
        yield ''
    else:
        yield line[:-1] + '='
        yield quote(line[-1])


def body_encode(body, maxlinelen=76, eol='\n'):
    """Encode a body, in lines no longer than maxlinelen."""
    if maxlinelen < 4:
        raise ValueError('maxlinelen must be at least 4')
    if not body:
        return body
    lines = [piece for line in body.translate(_BODY_ENCODE_MAP).splitlines()
             for piece in _soft_lines(line, maxlinelen)]
    if body[-1] in '\r\n':
        lines.append('')
    return eol.join(lines)


_ESCAPE = re.compile('=([a-fA-F0-9]{2})')


def decode(encoded, eol='\n'):
    """Decode a body; its lines will end with eol."""
    if not encoded:
        return encoded
    decoded = []
    for line in encoded.splitlines():
        line = line.rstrip()
        soft = line.endswith('=')
        decoded.append(_unescape(line[:-1] if soft else line))
        if not soft:
            decoded.append(eol)
    text = ''.join(decoded)
    # What had no end of line gets none.
    if encoded[-1] not in '\r\n' and text.endswith(eol):
        text = text[:-1]
    return text


def _unescape(s):
    """Replace each '=XX' by its character; a '=' without digits remains."""
    return _ESCAPE.sub(lambda match: unquote(match.group()), s)


def header_decode(s):
    """Decode the text of an encoded word, without what is around it."""
    return _unescape(s.replace('_', ' '))


body_decode = decodestring = decode
