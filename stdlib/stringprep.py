"""The tables of RFC 3454, for preparing internationalized strings.

They speak of Unicode 3.2. Most are properties in its database; the others are lists of code points in the RFC.
"""

from unicodedata import ucd_3_2_0 as unicodedata

assert unicodedata.unidata_version == '3.2.0'


def _points(*ranges):
    """The code points of ranges, which are written as hexadecimal texts 'first-last'."""
    found = set()
    for each in ranges:
        first, _, last = each.partition('-')
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


# Commonly mapped to nothing.
b1_set = _points('ad', '34f', '1806', '180b-180d', '200b-200d', '2060', 'fe00-fe0f', 'feff')
# Control characters outside of category Cc.
c22_specials = _points('6dd', '70f', '180e', '200c-200d', '2028-2029', '2060-2063', '206a-206f', 'feff', 'fff9-fffc',
                       '1d173-1d17a')
# Inappropriate for plain text; inappropriate for canonical representation; changing display; tagging.
c6_set = _points('fff9-fffd')
c7_set = _points('2ff0-2ffb')
c8_set = _points('340-341', '200e-200f', '202a-202e', '206a-206f')
c9_set = _points('e0001', 'e0020-e007f')

# Later versions fold these to themselves, and made small letters for them.
_CHEROKEE = range(0x13a0, 0x13f5)


def _noncharacter(point):
    return 0xfdd0 <= point < 0xfdf0 or point & 0xfffe == 0xfffe


def in_table_a1(code):
    """A.1: unassigned in Unicode 3.2."""
    return unicodedata.category(code) == 'Cn' and not _noncharacter(ord(code))


def in_table_b1(code):
    """B.1: commonly mapped to nothing."""
    return ord(code) in b1_set


def map_table_b3(code):
    """B.3: case folding without normalization, or of what compatibility characters stand for."""
    if ord(code) in _CHEROKEE or unicodedata.category(code) == 'Cn':
        return code.lower()
    folded = code.casefold()
    if folded == code:
        plain = unicodedata.normalize('NFKC', code)
        if plain.casefold() != plain:
            folded = plain.casefold()
    return folded


def map_table_b2(a):
    """B.2: case folding for use with NFKC."""
    folded = map_table_b3(a)
    normal = unicodedata.normalize('NFKC', folded)
    again = unicodedata.normalize('NFKC', ''.join(map(map_table_b3, normal)))
    return again if again != normal else folded


def in_table_c11(code):
    """C.1.1: the ASCII space."""
    return code == ' '


def in_table_c12(code):
    """C.1.2: spaces outside of ASCII."""
    return code != ' ' and in_table_c11_c12(code)


def in_table_c11_c12(code):
    """C.1: spaces."""
    return unicodedata.category(code) == 'Zs'


def in_table_c21(code):
    """C.2.1: control characters of ASCII."""
    return ord(code) < 0x80 and unicodedata.category(code) == 'Cc'


def in_table_c22(code):
    """C.2.2: control characters outside of ASCII."""
    return ord(code) >= 0x80 and in_table_c21_c22(code)


def in_table_c21_c22(code):
    """C.2: control characters."""
    return unicodedata.category(code) == 'Cc' or ord(code) in c22_specials


def in_table_c3(code):
    """C.3: private use."""
    return unicodedata.category(code) == 'Co'


def in_table_c4(code):
    """C.4: no characters at all."""
    return _noncharacter(ord(code)) and unicodedata.category(code) == 'Cn'


def in_table_c5(code):
    """C.5: surrogates."""
    return unicodedata.category(code) == 'Cs'


def in_table_c6(code):
    """C.6: inappropriate for plain text."""
    return ord(code) in c6_set


def in_table_c7(code):
    """C.7: inappropriate for canonical representation."""
    return ord(code) in c7_set


def in_table_c8(code):
    """C.8: changes display or is deprecated."""
    return ord(code) in c8_set


def in_table_c9(code):
    """C.9: tagging."""
    return ord(code) in c9_set


def in_table_d1(code):
    """D.1: written from right to left."""
    return unicodedata.bidirectional(code) in ('R', 'AL')


def in_table_d2(code):
    """D.2: written from left to right."""
    return unicodedata.bidirectional(code) == 'L'
