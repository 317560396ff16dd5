"""Character sets: how their text is encoded in headers and bodies of messages."""

import email.base64mime
import email.quoprimime
from email import errors

__all__ = ['Charset', 'add_alias', 'add_charset', 'add_codec']

# Ways of encoding.
QP = 1        # quoted-printable
BASE64 = 2
SHORTEST = 3  # the shorter one; in headers only

RFC2047_CHROME_LEN = 7  # '=?', '?q?' and '?='
DEFAULT_CHARSET = 'us-ascii'
UNKNOWN8BIT = 'unknown-8bit'  # bytes whose character set nobody knows

_WAYS = {'qp': QP, 'base64': BASE64, 'shortest': SHORTEST, '-': None}

# By character set: encoding in headers, encoding in bodies, character set that is used instead.
CHARSETS = {}
for _line in """
        windows-1252 qp qp      iso-8859-1 qp qp    iso-8859-2 qp qp    iso-8859-3 qp qp    iso-8859-4 qp qp
        iso-8859-9 qp qp        iso-8859-10 qp qp   iso-8859-13 qp qp   iso-8859-14 qp qp   iso-8859-15 qp qp
        iso-8859-16 qp qp       viscii qp qp        us-ascii - -        koi8-r base64 base64
        big5 base64 base64      gb2312 base64 base64    iso-2022-jp base64 -
        euc-jp base64 - iso-2022-jp     shift_jis base64 - iso-2022-jp      utf-8 shortest base64 utf-8
        """.strip().replace('\n', '  ').split('  '):
    if _line.strip():
        _name, _header, _body, *_output = _line.split()
        CHARSETS[_name] = _WAYS[_header], _WAYS[_body], _output[0] if _output else None
del _line, _name, _header, _body, _output

ALIASES = {}
for _latin, _iso in enumerate((1, 2, 3, 4, 9, 10, 13, 14, 15, 16), start=1):
    for _divider in '_-':
        ALIASES['latin%s%d' % (_divider, _latin)] = 'iso-8859-%d' % _iso
del _latin, _iso, _divider
ALIASES.update({'cp949': 'ks_c_5601-1987', 'euc_jp': 'euc-jp', 'euc_kr': 'euc-kr', 'ascii': 'us-ascii'})

# Codecs that are not named as the character set is.
CODEC_MAP = {'gb2312': 'eucgb2312_cn', 'big5': 'big5_tw', 'us-ascii': None}


def add_charset(charset, header_enc=None, body_enc=None, output_charset=None):
    """Say how a character set is encoded: QP, BASE64, SHORTEST (headers only) or None."""
    if body_enc == SHORTEST:
        raise ValueError('SHORTEST not allowed for body_enc')
    CHARSETS[charset] = header_enc, body_enc, output_charset


def add_alias(alias, canonical):
    """Give a character set another name."""
    ALIASES[alias] = canonical


def add_codec(charset, codecname):
    """Say which codec a character set has."""
    CODEC_MAP[charset] = codecname


def _encode(string, codec):
    if codec == UNKNOWN8BIT:
        return string.encode('ascii', 'surrogateescape')
    return string.encode(codec)


class Charset:
    """A character set with what is to be known for writing it.

    input_charset, header_encoding, body_encoding, output_charset (what it is
    converted to), input_codec and output_codec.
    """

    def __init__(self, input_charset=DEFAULT_CHARSET):
        try:
            # Only ASCII will do, be it text or bytes.
            name = (input_charset if isinstance(input_charset, bytes) else input_charset.encode('ascii')).decode('ascii')
        except UnicodeError:
            raise errors.CharsetError(input_charset)
        name = name.lower()
        self.input_charset = ALIASES.get(name, name)
        self.header_encoding, self.body_encoding, converted = CHARSETS.get(self.input_charset,
                                                                           (SHORTEST, BASE64, None))
        converted = converted or self.input_charset
        self.output_charset = ALIASES.get(converted, converted)
        self.input_codec = CODEC_MAP.get(self.input_charset, self.input_charset)
        self.output_codec = CODEC_MAP.get(self.output_charset, self.output_charset)

    def __repr__(self):
        return self.input_charset.lower()

    def __eq__(self, other):
        return str(self) == str(other).lower()

    def get_body_encoding(self):
        """The Content-Transfer-Encoding, or a function that gives a message one."""
        assert self.body_encoding != SHORTEST
        if self.body_encoding in (QP, BASE64):
            return 'quoted-printable' if self.body_encoding == QP else 'base64'
        from email.encoders import encode_7or8bit
        return encode_7or8bit

    def get_output_charset(self):
        """The character set that text ends up in."""
        return self.output_charset or self.input_charset

    def _get_encoder(self, header_bytes):
        """The module that encodes headers, None if they remain as they are."""
        modules = {QP: email.quoprimime, BASE64: email.base64mime}
        if self.header_encoding == SHORTEST:
            return min(email.quoprimime, email.base64mime, key=lambda module: module.header_length(header_bytes))
        return modules.get(self.header_encoding)

    def _codec(self):
        return self.output_codec or 'us-ascii'

    def header_encode(self, string):
        """Encode text for a header."""
        codec = self._codec()
        encoded = _encode(string, codec)
        encoder = self._get_encoder(encoded)
        return string if encoder is None else encoder.header_encode(encoded, codec)

    def header_encode_lines(self, string, maxlengths):
        """Encode text for a header, in words no longer than what maxlengths yields for each.

        None comes first if not one character has room in the first line.
        """
        codec = self._codec()
        encoder = self._get_encoder(_encode(string, codec))
        charset = self.get_output_charset()
        around = len(charset) + RFC2047_CHROME_LEN

        def encoded(chars):
            return encoder.header_encode(_encode(''.join(chars), charset), codec)

        lines, current = [], []
        room = next(maxlengths) - around
        for char in string:
            current.append(char)
            if encoder.header_length(_encode(''.join(current), charset)) > room:
                current.pop()
                lines.append(encoded(current) if lines or current else None)
                current = [char]
                room = next(maxlengths) - around
        lines.append(encoded(current))
        return lines

    def body_encode(self, string):
        """Encode a body."""
        if not string:
            return string
        raw = string.encode(self.output_charset) if isinstance(string, str) else string
        if self.body_encoding is BASE64:
            return email.base64mime.body_encode(raw)
        if self.body_encoding is QP:
            return email.quoprimime.body_encode(raw.decode('latin1'))
        return raw.decode('ascii') if isinstance(string, str) else string
