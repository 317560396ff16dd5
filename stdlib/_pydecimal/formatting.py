"""Decimals as text: str(), engineering notation, and format() with its own mini-language."""

import locale
import re

from .context import getcontext
from .integers import digits, text
from .number import make

_SPECIAL_NAMES = {'F': 'Infinity', 'n': 'NaN', 'N': 'sNaN'}


def _special_text(a):
    payload = str(text(a._int)) if a._int and a._special != 'F' else ''
    return _SPECIAL_NAMES[a._special] + payload


def _with_point(shown, point):
    """(whole part, fraction) of digits whose point is after that many of them, be it outside."""
    if point <= 0:
        return '0', '0' * -point + shown
    if point >= len(shown):
        return shown + '0' * (point - len(shown)), ''
    return shown[:point], shown[point:]


def to_text(a, engineering, context):
    """The number in scientific notation where that is shorter; exponents are multiples of 3 in engineering notation."""
    sign = '-' if a._sign else ''
    if a._special:
        return sign + _special_text(a)
    shown = text(a._int)
    left = a._exp + len(shown)
    if a._exp <= 0 and left > -6:
        point = left
    elif not engineering:
        point = 1
    elif a._int:
        point = (left - 1) % 3 + 1
    else:
        point = (left + 1) % 3 - 1
    whole, fraction = _with_point(shown, point)
    found = sign + whole + ('.' + fraction if fraction else '')
    if left != point:
        found += '%s%+d' % ('E' if context.capitals else 'e', left - point)
    return found


def scientific(a, context):
    """str() with the context's capitals."""
    return to_text(a, False, context)


def engineering(a, context):
    """Like str(), with exponents that are multiples of 3; there may be up to three digits before the point.

    >>> from decimal import *
    >>> Decimal('123E+1').to_eng_string()
    '1.23E+3'
    """
    return to_text(a, True, context)


def text_method(self):
    return to_text(self, False, getcontext())


# ---- format()

_SPECIFIER = re.compile(
    r'(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ]?)(?P<alternate>#?)(?P<zeros>0?)(?P<width>(?:[1-9]\d*)?)'
    r'(?P<comma>,?)(?:\.(?P<precision>0|[1-9]\d*))?(?P<kind>[eEfFgGn%]?)', re.DOTALL)


class _Specifier:
    """What a format specifier asks for."""

    def __init__(self, source, conventions=None):
        match = _SPECIFIER.fullmatch(source)
        if match is None:
            raise ValueError('Invalid format specifier: ' + source)
        self.fill, self.align = match['fill'] or ' ', match['align'] or '>'
        self.zeros = bool(match['zeros'])
        if self.zeros:
            if match['fill']:
                raise ValueError("Fill character conflicts with '0' in format specifier: " + source)
            if match['align']:
                raise ValueError("Alignment conflicts with '0' in format specifier: " + source)
            self.fill, self.align = '0', '='
        self.sign, self.alternate = match['sign'], bool(match['alternate'])
        self.width = int(match['width'] or 0)
        self.kind = match['kind']
        self.precision = None if match['precision'] is None else int(match['precision'])
        # At least one significant digit.
        if self.precision == 0 and self.kind in ('', 'g', 'G', 'n'):
            self.precision = 1
        self.point, self.separator, self.grouping = '.', '', []
        if self.kind == 'n':
            if match['comma']:
                raise ValueError("Explicit thousands separator conflicts with 'n' type in format specifier: " + source)
            conventions = conventions or locale.localeconv()
            self.kind = 'g'
            self.point, self.separator = conventions['decimal_point'], conventions['thousands_sep']
            self.grouping = conventions['grouping']
        elif match['comma']:
            self.separator, self.grouping = ',', [3, 0]

    def signed(self, negative):
        """The sign to be written."""
        return '-' if negative else self.sign.replace('-', '')

    def aligned(self, sign, body):
        """Sign and body at their place in the width."""
        missing = self.width - len(sign) - len(body)
        if missing <= 0:
            return sign + body
        padding = self.fill * missing
        if self.align == '=':
            return sign + padding + body
        before = {'<': 0, '>': missing, '^': missing // 2}[self.align]
        return padding[:before] + sign + body + padding[before:]

    def grouped(self, whole, width):
        """The whole part with its separators, and with zeros in front up to a width if the specifier fills by zeros."""
        if not self.zeros:
            width = 0
        if not self.separator:
            return whole.zfill(width)
        found = []
        for size in self._group_sizes():
            # A zero goes in front rather than a separator.
            size = min(max(len(whole), width, 1), size) if size else max(len(whole), width, 1)
            found.append(whole[-size:].zfill(size))
            whole = whole[:-size]
            width -= size
            if not whole and width <= 0:
                break
            width -= len(self.separator)
        return self.separator.join(reversed(found))

    def _group_sizes(self):
        """The lengths of groups from the right; 0 is all that remain."""
        size = 0
        for size in self.grouping:
            if size == locale.CHAR_MAX:
                yield 0
                return
            if not size:
                break
            last = size
            yield size
        else:
            # Without an end mark the rest is one group.
            yield 0
            return
        while True:
            yield last


def format_method(self, specifier, context=None, _localeconv=None):
    """The number as a format specifier says."""
    context = getcontext() if context is None else context
    if not isinstance(specifier, str):
        raise TypeError('format specifier must be str, not %s' % type(specifier).__name__)
    spec = _Specifier(specifier, _localeconv)
    if self._special:
        if spec.zeros:
            spec.fill, spec.align = ' ', '>'
        return spec.aligned(spec.signed(self._sign), _special_text(self) + ('%' if spec.kind == '%' else ''))
    kind = spec.kind or 'gG'[context.capitals]
    a = make(self._sign, self._int, self._exp + 2) if kind == '%' else self
    a = _rounded(a, kind, spec.precision, context.rounding)
    shown = text(a._int)
    left = a._exp + len(shown)
    if kind in 'fF%':
        point = left
    elif kind in 'gG' and a._exp <= 0 and left > -6:
        point = left
    elif kind in 'eE' and not a._int and spec.precision is not None:
        point = 1 - spec.precision
    else:
        point = 1
    whole, fraction = _with_point(shown, point)
    tail = ''
    if kind in 'eE' or left != point:
        tail = '%s%+d' % ('E' if kind in 'EG' else 'e', left - point)
    if kind == '%':
        tail += '%'
    if fraction or spec.alternate:
        tail = spec.point + fraction + tail
    sign = spec.signed(a._sign)
    return spec.aligned(sign, spec.grouped(whole, spec.width - len(sign) - len(tail)) + tail)


def _rounded(a, kind, precision, rounding):
    """With the digits that the kind of format and the precision allow."""
    if precision is not None:
        if kind in 'eE':
            a = a._round(precision + 1, rounding)
        elif kind in 'fF%':
            a = a._rescale(-precision, rounding)
        elif digits(a._int) > precision:
            a = a._round(precision, rounding)
    if not a._int and a._exp > 0 and kind in 'fF%':
        a = make(a._sign, 0, 0)
    return a
