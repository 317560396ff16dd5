"""Escaping of text in HTML."""

import re as _re
from html.entities import html5 as _html5

__all__ = ['escape', 'unescape']


def escape(s, quote=True):
    """Replace &, < and > (with quote, the quotation marks, too) by references."""
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    if quote:
        s = s.replace('"', '&quot;').replace("'", '&#x27;')
    return s


# Numbers that do not stand for the character with that code: NUL, and what Windows-1252 has from 0x80 on.
_invalid_charrefs = {0x00: '\ufffd', 0x0d: '\r'}
for _code in range(0x80, 0xa0):
    _invalid_charrefs[_code] = bytes([_code]).decode('cp1252', 'ignore') or chr(_code)
del _code

# Codes of control characters and of no characters.
_invalid_codepoints = {*range(0x1, 0x9), 0xb, *range(0xe, 0x20), *range(0x7f, 0xa0), *range(0xfdd0, 0xfdf0),
                       *(plane << 16 | low for plane in range(0x11) for low in (0xfffe, 0xffff))}

_charref = _re.compile(r'&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)')


def _replace_charref(match):
    name = match.group(1)
    if name[0] == '#':
        digits = name[1:].rstrip(';')
        number = int(digits[1:], 16) if digits[0] in 'xX' else int(digits)
        if number in _invalid_charrefs:
            return _invalid_charrefs[number]
        if 0xd800 <= number <= 0xdfff or number > 0x10ffff:
            return '\ufffd'
        return '' if number in _invalid_codepoints else chr(number)
    if name in _html5:
        return _html5[name]
    # Old names are known without a semicolon, and with something behind.
    for size in range(len(name) - 1, 1, -1):
        if name[:size] in _html5:
            return _html5[name[:size]] + name[size:]
    return '&' + name


def unescape(s):
    """Replace all references, as HTML 5 says."""
    return _charref.sub(_replace_charref, s) if '&' in s else s
