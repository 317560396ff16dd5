"""Bytes as text: Base16, Base32, Base64 (RFC 3548), Ascii85 and Base85."""

import binascii
import re
import struct

__all__ = ['encode', 'decode', 'encodebytes', 'decodebytes', 'b64encode', 'b64decode', 'b32encode', 'b32decode',
           'b16encode', 'b16decode', 'b85encode', 'b85decode', 'a85encode', 'a85decode', 'standard_b64encode',
           'standard_b64decode', 'urlsafe_b64encode', 'urlsafe_b64decode']

bytes_types = (bytes, bytearray)


def _bytes_from_decode_data(s):
    """What is to be decoded: bytes, or text of ASCII characters."""
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters')
    if isinstance(s, bytes_types):
        return s
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError('argument should be a bytes-like object or ASCII string, not %r'
                        % s.__class__.__name__) from None


def _as_bytes(s):
    return s if isinstance(s, bytes_types) else memoryview(s).tobytes()


# ---- Base64

def b64encode(s, altchars=None):
    """Encode bytes; altchars are two bytes for '+' and '/'."""
    text = binascii.b2a_base64(s, newline=False)
    if altchars is None:
        return text
    assert len(altchars) == 2, repr(altchars)
    return text.translate(bytes.maketrans(b'+/', altchars))


def b64decode(s, altchars=None, validate=False):
    """Decode; characters that do not belong there are skipped or, with validate, an error."""
    s = _bytes_from_decode_data(s)
    if altchars is not None:
        altchars = _bytes_from_decode_data(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b'+/'))
    if validate and not re.fullmatch(b'[A-Za-z0-9+/]*={0,2}', s):
        raise binascii.Error('Non-base64 digit found')
    return binascii.a2b_base64(s)


def standard_b64encode(s):
    """Encode in base 64 with the usual alphabet."""
    return b64encode(s)


def standard_b64decode(s):
    """Decode base 64 in the usual alphabet."""
    return b64decode(s)


_urlsafe_encode_translation = bytes.maketrans(b'+/', b'-_')
_urlsafe_decode_translation = bytes.maketrans(b'-_', b'+/')


def urlsafe_b64encode(s):
    """Encode with '-' and '_' in place of '+' and '/'."""
    return b64encode(s).translate(_urlsafe_encode_translation)


def urlsafe_b64decode(s):
    """Decode base 64 in the alphabet with - and _."""
    return b64decode(_bytes_from_decode_data(s).translate(_urlsafe_decode_translation))


# ---- Base32 and Base16

_b32alphabet = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
# Made when needed: the encodings of all ten-bit numbers; the values of the digits.
_b32tab2 = None
_b32rev = None


def b32encode(s):
    """Encode bytes, 5 of them as 8 digits."""
    global _b32tab2
    if _b32tab2 is None:
        _b32tab2 = [bytes((a, b)) for a in _b32alphabet for b in _b32alphabet]
    s = _as_bytes(s)
    left = len(s) % 5
    if left:
        s = s + bytes(5 - left)
    text = bytearray()
    for i in range(0, len(s), 5):
        bits = int.from_bytes(s[i:i + 5], 'big')
        for shift in (30, 20, 10, 0):
            text += _b32tab2[bits >> shift & 0x3ff]
    padding = {0: 0, 1: 6, 2: 4, 3: 3, 4: 1}[left]
    if padding:
        text[-padding:] = b'=' * padding
    return bytes(text)


def b32decode(s, casefold=False, map01=None):
    """Decode; casefold allows lower case, map01 is the letter that '1' stands for ('0' is the letter O)."""
    global _b32rev
    if _b32rev is None:
        _b32rev = {digit: value for value, digit in enumerate(_b32alphabet)}
    s = _bytes_from_decode_data(s)
    if len(s) % 8:
        raise binascii.Error('Incorrect padding')
    if map01 is not None:
        map01 = _bytes_from_decode_data(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b'01', b'O' + map01))
    if casefold:
        s = s.upper()
    digits = s.rstrip(b'=')
    padding = len(s) - len(digits)
    data = bytearray()
    for i in range(0, len(digits), 8):
        bits = 0
        group = digits[i:i + 8]
        try:
            for digit in group:
                bits = bits << 5 | _b32rev[digit]
        except KeyError:
            raise binascii.Error('Non-base32 digit found') from None
        data += (bits << 5 * (8 - len(group))).to_bytes(5, 'big')
    if len(s) % 8 or padding not in (0, 1, 3, 4, 6):
        raise binascii.Error('Incorrect padding')
    if padding and data:
        del data[(43 - 5 * padding) // 8 - 5:]
    return bytes(data)


def b16encode(s):
    """Encode bytes as hexadecimal digits in upper case."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    """Decode base 16; with casefold also small letters."""
    s = _bytes_from_decode_data(s)
    if casefold:
        s = s.upper()
    if re.search(b'[^0-9A-F]', s):
        raise binascii.Error('Non-base16 digit found')
    return binascii.unhexlify(s)


# ---- Ascii85 and Base85: four bytes are a number of five digits

_a85chars = None
_a85chars2 = None
_A85START = b'<~'
_A85END = b'~>'

_b85alphabet = (b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~')
_b85chars = None
_b85chars2 = None
_b85dec = None


def _digits85(alphabet):
    """All digits, and all pairs of digits."""
    chars = [bytes((digit,)) for digit in alphabet]
    return chars, [a + b for a in chars for b in chars]


def _85encode(b, chars, chars2, pad=False, foldnuls=False, foldspaces=False):
    b = _as_bytes(b)
    padding = -len(b) % 4
    if padding:
        b = b + bytes(padding)
    groups = []
    for number in struct.unpack('!%dI' % (len(b) // 4), b):
        if foldnuls and not number:
            groups.append(b'z')
        elif foldspaces and number == 0x20202020:
            groups.append(b'y')
        else:
            rest, low = divmod(number, 85)
            high, middle = divmod(rest, 7225)
            groups.append(chars2[high] + chars2[middle] + chars[low])
    if padding and not pad:
        if groups[-1] == b'z':
            groups[-1] = chars[0] * 5
        groups[-1] = groups[-1][:-padding]
    return b''.join(groups)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """Encode as Ascii85: in lines of wrapcol characters, between <~ and ~> with adobe.

    foldspaces makes 'y' of four spaces; pad fills the data up with zero bytes.
    """
    global _a85chars, _a85chars2
    if _a85chars is None:
        _a85chars, _a85chars2 = _digits85(range(33, 118))
    text = _85encode(b, _a85chars, _a85chars2, pad, True, foldspaces)
    if adobe:
        text = _A85START + text
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [text[i:i + wrapcol] for i in range(0, len(text), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b'')  # the end mark does not fit
        text = b'\n'.join(lines)
    return text + _A85END if adobe else text


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b' \t\n\r\v'):
    """Decode Ascii85; the parameters are those of a85encode()."""
    b = _bytes_from_decode_data(b)
    if adobe:
        if not b.endswith(_A85END):
            raise ValueError('Ascii85 encoded byte sequences must end with {!r}'.format(_A85END))
        b = b[2 if b.startswith(_A85START) else 0:-2]
    data = []
    digits = []
    for char in b + b'u' * 4:
        if 33 <= char <= 117:
            digits.append(char)
            if len(digits) == 5:
                number = 0
                for digit in digits:
                    number = number * 85 + digit - 33
                try:
                    data.append(struct.pack('!I', number))
                except struct.error:
                    raise ValueError('Ascii85 overflow') from None
                digits.clear()
        elif char == 122:
            if digits:
                raise ValueError('z inside Ascii85 5-tuple')
            data.append(bytes(4))
        elif foldspaces and char == 121:
            if digits:
                raise ValueError('y inside Ascii85 5-tuple')
            data.append(b'    ')
        elif char not in ignorechars:
            raise ValueError('Non-Ascii85 digit found: %c' % char)
    result = b''.join(data)
    padding = 4 - len(digits)
    return result[:-padding] if padding else result


def b85encode(b, pad=False):
    """Encode as Base85, as git does; pad fills the data up with zero bytes."""
    global _b85chars, _b85chars2
    if _b85chars is None:
        _b85chars, _b85chars2 = _digits85(_b85alphabet)
    return _85encode(b, _b85chars, _b85chars2, pad)


def b85decode(b):
    """Decode Base85."""
    global _b85dec
    if _b85dec is None:
        _b85dec = [None] * 256
        for value, digit in enumerate(_b85alphabet):
            _b85dec[digit] = value
    b = _bytes_from_decode_data(b)
    padding = -len(b) % 5
    b = b + b'~' * padding
    data = []
    for i in range(0, len(b), 5):
        number = 0
        for at, digit in enumerate(b[i:i + 5], i):
            value = _b85dec[digit]
            if value is None:
                raise ValueError('bad base85 character at position %d' % at)
            number = number * 85 + value
        try:
            data.append(struct.pack('!I', number))
        except struct.error:
            raise ValueError('base85 overflow in hunk starting at byte %d' % i) from None
    result = b''.join(data)
    return result[:-padding] if padding else result


# ---- files and lines

MAXLINESIZE = 76
MAXBINSIZE = MAXLINESIZE // 4 * 3


def encode(input, output):
    """Encode a binary file as lines of Base64."""
    while True:
        chunk = input.read(MAXBINSIZE)
        while 0 < len(chunk) < MAXBINSIZE:
            more = input.read(MAXBINSIZE - len(chunk))
            if not more:
                break
            chunk += more
        if not chunk:
            return
        output.write(binascii.b2a_base64(chunk))


def decode(input, output):
    """Decode a file of lines of Base64."""
    for line in iter(input.readline, b''):
        output.write(binascii.a2b_base64(line))


def _input_type_check(s):
    try:
        view = memoryview(s)
    except TypeError as error:
        raise TypeError('expected bytes-like object, not %s' % s.__class__.__name__) from error
    if view.format not in ('c', 'b', 'B'):
        raise TypeError('expected single byte elements, not %r from %s' % (view.format, s.__class__.__name__))
    if view.ndim != 1:
        raise TypeError('expected 1-D data, not %d-D data from %s' % (view.ndim, s.__class__.__name__))


def encodebytes(s):
    """Encode bytes as lines of Base64."""
    _input_type_check(s)
    return b''.join([binascii.b2a_base64(s[i:i + MAXBINSIZE]) for i in range(0, len(s), MAXBINSIZE)])


def decodebytes(s):
    """Decode lines of Base64."""
    _input_type_check(s)
    return binascii.a2b_base64(s)


def _deprecated(name, since):
    import warnings
    warnings.warn('%sstring() is a deprecated alias since %s, use %sbytes()' % (name, since, name),
                  DeprecationWarning, 3)


def encodestring(s):
    """The deprecated name of encodebytes()."""
    _deprecated('encode', '3.1')
    return encodebytes(s)


def decodestring(s):
    """The deprecated name of decodebytes()."""
    _deprecated('decode', 'Python 3.1')
    return decodebytes(s)


def main():
    """Encode or decode a file or standard input."""
    import getopt
    import sys
    try:
        options, args = getopt.getopt(sys.argv[1:], 'deut')
    except getopt.error as error:
        sys.stdout = sys.stderr
        print(error)
        print('usage: %s [-d|-e|-u|-t] [file|-]\n'
              '        -d, -u: decode\n'
              '        -e: encode (default)\n'
              "        -t: encode and decode string 'Aladdin:open sesame'" % sys.argv[0])
        sys.exit(2)
    convert = encode
    for option, _ in options:
        if option == '-t':
            test()
            return
        convert = encode if option == '-e' else decode
    if args and args[0] != '-':
        with open(args[0], 'rb') as file:
            convert(file, sys.stdout.buffer)
    else:
        convert(sys.stdin.buffer, sys.stdout.buffer)


def test():
    plain = b'Aladdin:open sesame'
    print(repr(plain))
    coded = encodebytes(plain)
    print(repr(coded))
    print(repr(decodebytes(coded)))
    assert decodebytes(coded) == plain


if __name__ == '__main__':
    main()
