"""Encoded words (RFC 2047), one at a time: =?charset*language?q?text?=

Unlike email.header, what is wrong with a word is told as defects.
"""

import base64
import binascii
import re
from string import ascii_letters, digits

from email import errors

__all__ = ['decode_q', 'encode_q', 'decode_b', 'encode_b', 'len_q', 'len_b', 'decode', 'encode']

_ESCAPE = re.compile(br'=([a-fA-F0-9]{2})')
_PLAIN = b'-!*+/' + ascii_letters.encode('ascii') + digits.encode('ascii')
_Q_BYTES = {byte: chr(byte) if byte in _PLAIN else '={:02X}'.format(byte) for byte in range(256)}
_Q_BYTES[ord(' ')] = '_'


# ---- q: like quoted-printable

def decode_q(encoded):
    """(bytes, defects) of the text of a word."""
    return _ESCAPE.sub(lambda match: bytes.fromhex(match[1].decode('ascii')), encoded.replace(b'_', b' ')), []


def encode_q(bstring):
    """Bytes as the text of a word."""
    return ''.join([_Q_BYTES[byte] for byte in bstring])


def len_q(bstring):
    """How long that text is."""
    return sum(len(_Q_BYTES[byte]) for byte in bstring)


# ---- b: base64

def decode_b(encoded):
    """(bytes, defects) of the text of a word; what cannot be decoded is returned as it is."""
    missing = -len(encoded) % 4
    try:
        return (base64.b64decode(encoded + b'==='[:missing], validate=True),
                [errors.InvalidBase64PaddingDefect()] if missing else [])
    except binascii.Error:
        pass
    # Characters that do not belong there, or a wrong number of '='.
    try:
        return base64.b64decode(encoded, validate=False), [errors.InvalidBase64CharactersDefect()]
    except binascii.Error:
        pass
    try:
        return (base64.b64decode(encoded + b'==', validate=False),
                [errors.InvalidBase64CharactersDefect(), errors.InvalidBase64PaddingDefect()])
    except binascii.Error:
        # No number of '=' makes it right.
        return encoded, [errors.InvalidBase64LengthDefect()]


def encode_b(bstring):
    """Bytes as the text of a word."""
    return base64.b64encode(bstring).decode('ascii')


def len_b(bstring):
    """How long that text is."""
    return (len(bstring) + 2) // 3 * 4


_DECODERS = {'q': decode_q, 'b': decode_b}
_ENCODERS = {'q': (encode_q, len_q), 'b': (encode_b, len_b)}


def decode(ew):
    """(text, character set, language, defects) of a word."""
    _, charset, cte, text, _ = ew.split('?')
    charset, _, lang = charset.partition('*')
    raw, defects = _DECODERS[cte.lower()](text.encode('ascii', 'surrogateescape'))
    try:
        string = raw.decode(charset)
    except UnicodeError:
        defects.append(errors.UndecodableBytesDefect(
            'Encoded word contains bytes not decodable using {} charset'.format(charset)))
        string = raw.decode(charset, 'surrogateescape')
    except LookupError:
        string = raw.decode('ascii', 'surrogateescape')
        if charset.lower() != 'unknown-8bit':
            defects.append(errors.CharsetError(
                'Unknown charset {} in encoded word; decoded as unknown bytes'.format(charset)))
    return string, charset, lang, defects


def encode(string, charset='utf-8', encoding=None, lang=''):
    """A word for text; encoding is 'q' or 'b', by default q unless b is much shorter."""
    raw = string.encode('ascii', 'surrogateescape') if charset == 'unknown-8bit' else string.encode(charset)
    if encoding is None:
        # 5 characters are worth that it can be read.
        encoding = 'q' if len_q(raw) - len_b(raw) < 5 else 'b'
    return '=?{}{}?{}?{}?='.format(charset, lang and '*' + lang, encoding, _ENCODERS[encoding][0](raw))
