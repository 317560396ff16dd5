"""The tables of RFC 3454, "preparation of internationalized strings".

A function a table: in_table_X tells whether a character is in table X, map_table_X gives what X maps it to.
The RFC is bound to Unicode 3.2, so the tables follow from that version's database wherever they can; only
what the RFC lists by hand is written out.
"""

from unicodedata import ucd_3_2_0 as _database

_category = _database.category
_bidirectional = _database.bidirectional

assert _database.unidata_version == '3.2.0'


def _points(*ranges):
    """Code points of ranges (first, last), both included."""
    return frozenset(point for first, last in ranges for point in range(first, last + 1))


_TO_NOTHING = _points((0xAD, 0xAD), (0x34F, 0x34F), (0x1806, 0x1806), (0x180B, 0x180D), (0x200B, 0x200D),
                      (0x2060, 0x2060), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF))
_FORMAT_CONTROLS = _points((0x6DD, 0x6DD), (0x70F, 0x70F), (0x180E, 0x180E), (0x200C, 0x200D), (0x2028, 0x2029),
                           (0x2060, 0x2063), (0x206A, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFC),
                           (0x1D173, 0x1D17A))
_NOT_PLAIN = _points((0xFFF9, 0xFFFD))
_NOT_CANONICAL = _points((0x2FF0, 0x2FFB))
_DISPLAY = _points((0x340, 0x341), (0x200E, 0x200F), (0x202A, 0x202E), (0x206A, 0x206F))
_TAGS = _points((0xE0001, 0xE0001), (0xE0020, 0xE007F))


def _noncharacter(point):
    return 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE


def in_table_a1(code):
    """A.1: code points not assigned in Unicode 3.2."""
    return _category(code) == 'Cn' and not _noncharacter(ord(code))


def in_table_b1(code):
    """B.1: what is commonly mapped to nothing."""
    return ord(code) in _TO_NOTHING


def _compatible(text):
    return _database.normalize('NFKC', text)


def map_table_b3(code):
    """B.3: the character without case, and so that no case comes back where NFKC follows.

    Characters younger than Unicode 3.2 only become lower case. Cherokee had no case then; today's folding
    would make it upper case.
    """
    if _category(code) == 'Cn' or '\u13A0' <= code <= '\u13F4':
        return code.lower()
    folded = code.casefold()
    once = _compatible(folded)
    again = _compatible(once.casefold())
    return folded if once == again else again


def map_table_b2(a):
    """B.2: the character without case, for use with NFKC."""
    folded = map_table_b3(a)
    once = _compatible(folded)
    again = _compatible(''.join(map(map_table_b3, once)))
    return folded if once == again else again


def in_table_c11(code):
    """C.1.1: ASCII spaces."""
    return code == ' '


def in_table_c12(code):
    """C.1.2: other spaces."""
    return _category(code) == 'Zs' and code != ' '


def in_table_c11_c12(code):
    return _category(code) == 'Zs'


def in_table_c21(code):
    """C.2.1: ASCII control characters."""
    return ord(code) < 128 and _category(code) == 'Cc'


def in_table_c22(code):
    """C.2.2: other control characters."""
    point = ord(code)
    return point in _FORMAT_CONTROLS or point >= 128 and _category(code) == 'Cc'


def in_table_c21_c22(code):
    return _category(code) == 'Cc' or ord(code) in _FORMAT_CONTROLS


def in_table_c3(code):
    """C.3: private use."""
    return _category(code) == 'Co'


def in_table_c4(code):
    """C.4: code points that never are characters."""
    return _noncharacter(ord(code))


def in_table_c5(code):
    """C.5: surrogates."""
    return _category(code) == 'Cs'


def in_table_c6(code):
    """C.6: not for plain text."""
    return ord(code) in _NOT_PLAIN


def in_table_c7(code):
    """C.7: not for canonical representation."""
    return ord(code) in _NOT_CANONICAL


def in_table_c8(code):
    """C.8: what changes the display, or is deprecated."""
    return ord(code) in _DISPLAY


def in_table_c9(code):
    """C.9: tags."""
    return ord(code) in _TAGS


def in_table_d1(code):
    """D.1: letters of scripts that run from right to left."""
    return _bidirectional(code) in ('R', 'AL')


def in_table_d2(code):
    """D.2: letters of scripts that run from left to right."""
    return _bidirectional(code) == 'L'
