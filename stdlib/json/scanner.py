"""Turns JSON text into Python values, one value at a time."""

import re

try:
    from _json import make_scanner as c_make_scanner
except ImportError:
    c_make_scanner = None

__all__ = ['make_scanner']

NUMBER_RE = re.compile(r'(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?', re.VERBOSE | re.MULTILINE | re.DOTALL)

_LITERALS = {'n': ('null', None), 't': ('true', True), 'f': ('false', False)}
_CONSTANTS = {'N': 'NaN', 'I': 'Infinity', '-': '-Infinity'}


def py_make_scanner(context):
    """Return scan_once(string, idx) -> (value, end), configured by a JSONDecoder."""
    strict = context.strict
    memo = context.memo
    hooks = context.object_hook, context.object_pairs_hook
    integer, real, constant = context.parse_int, context.parse_float, context.parse_constant

    def scan(text, at):
        try:
            first = text[at]
        except IndexError:
            raise StopIteration(at) from None
        if first == '"':
            return context.parse_string(text, at + 1, strict)
        if first == '{':
            return context.parse_object((text, at + 1), strict, scan, *hooks, memo)
        if first == '[':
            return context.parse_array((text, at + 1), scan)
        if first in _LITERALS:
            word, value = _LITERALS[first]
            if text.startswith(word, at):
                return value, at + len(word)
        number = NUMBER_RE.match(text, at)
        if number:
            whole, fraction, exponent = number.groups('')
            convert = real if fraction or exponent else integer
            return convert(whole + fraction + exponent), number.end()
        word = _CONSTANTS.get(first)
        if word and text.startswith(word, at):
            return constant(word), at + len(word)
        raise StopIteration(at)

    def scan_once(string, idx):
        try:
            return scan(string, idx)
        finally:
            memo.clear()

    return scan_once


make_scanner = c_make_scanner or py_make_scanner
