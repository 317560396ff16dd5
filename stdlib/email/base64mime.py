"""base64 as messages have it (RFC 2045, and RFC 2047 for headers)."""

from base64 import b64encode
from binascii import a2b_base64, b2a_base64

__all__ = ['body_decode', 'body_encode', 'decode', 'decodestring', 'header_encode', 'header_length']


def header_length(bytearray):
    """How many characters some bytes take when encoded."""
    return (len(bytearray) + 2) // 3 * 4


def header_encode(header_bytes, charset='iso-8859-1'):
    """An encoded word for a header; text is encoded with charset first."""
    if not header_bytes:
        return ''
    if isinstance(header_bytes, str):
        header_bytes = header_bytes.encode(charset)
    return '=?%s?b?%s?=' % (charset, b64encode(header_bytes).decode('ascii'))


def body_encode(s, maxlinelen=76, eol='\n'):
    """Encode bytes as lines, each with eol at its end."""
    if not s:
        return s
    step = maxlinelen * 3 // 4
    lines = (b2a_base64(s[start:start + step], newline=False) for start in range(0, len(s), step))
    return ''.join([line.decode('ascii') + eol for line in lines])


def decode(string):
    """The bytes that base64 text (or bytes) stands for."""
    if not string:
        return bytes()
    return a2b_base64(string.encode('raw-unicode-escape') if isinstance(string, str) else string)


body_decode = decodestring = decode
