#!/usr/bin/env python3.8
"""Writes multibyte/*.bin: the character sets of the East Asian codecs, as CPython 3.8 has them.

A character set maps 16-bit keys to one or two code points; what bytes a key stands for is the codec's
business (src/multibyte). A file is a sequence of little-endian 16-bit words: first the mapping in order
of keys, as changes to the file's base set, then what encodes otherwise than by the inverse of the mapping.

    D800+n        skip n+1 keys                   DE00        end of the mapping
    DC00+n        n+1 more keys, to the code      DE01 n      n keys map to nothing
                  points after the last one       DE02 w      one key, to U+20000+w
    other w       one key, to U+w                 DE03 a b    one key, to the pair U+a U+b

    then          low high key                    the code point encodes as key; 0: not at all

Of several keys of one code point the inverse takes the lowest.
"""

import os
import struct
import sys

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "multibyte")
POINTS = [0x5C, 0x7E] + [cp for cp in range(0x80, 0x30000) if not 0xD800 <= cp < 0xE000]

# What follows another code point where a key maps to two.
COMBINING = ("\u0300", "\u0301", "\u0304", "\u030c", "\u309a", "\u02e5", "\u02e9")


# --- keys and bytes -----------------------------------------------------------
# Each makes the bytes of a key (None: there are none) and the key of bytes.

def is_94(key):
    return 0x21 <= key >> 8 & 0x7F <= 0x7E and 0x21 <= key & 0xFF <= 0x7E


class Raw:
    """Bytes as they are; a row of singles below 0x100."""

    def __init__(self, leads=range(0x81, 0xFF)):
        self.leads = leads

    def bytes(self, key):
        if key < 0x100:
            return bytes([key])
        return key.to_bytes(2, "big") if key >> 8 in self.leads else None

    def key(self, data):
        return int.from_bytes(data, "big") if len(data) <= 2 else 0


class Euc:
    """7-bit keys with the high bits set; the second plane, marked by 0x8000, follows 8F."""

    def bytes(self, key):
        if key < 0x80:
            return bytes([key])
        if key < 0x100:
            return b"\x8e" + bytes([key])
        if not is_94(key):
            return None
        return (b"\x8f" if key & 0x8000 else b"") + (key | 0x8080).to_bytes(2, "big")

    def key(self, data):
        if data[0] == 0x8E:
            return data[1]
        if data[0] == 0x8F:
            return int.from_bytes(data[1:], "big") & 0x7F7F | 0x8000
        return int.from_bytes(data, "big") & 0x7F7F if len(data) == 2 else data[0] if len(data) == 1 else 0


class ShiftJis:
    """Rows from 1 on and cells of 94; rows beyond 94 are, in JIS X 0213, some of the second plane."""

    PLANE_2 = [1, 8, 3, 4, 5, 12, 13, 14, 15] + list(range(78, 95))

    def __init__(self, has_plane_2=False):
        self.has_plane_2 = has_plane_2

    def bytes(self, key):
        if key < 0x100:
            return bytes([key])
        row, cell = (key >> 8) - 0x21, (key & 0xFF) - 0x21
        if not 0 <= cell < 94:
            return None
        if self.has_plane_2 and key & 0x8000:
            if row - 0x80 + 1 not in self.PLANE_2:
                return None
            row = 94 + self.PLANE_2.index(row - 0x80 + 1)
        elif self.has_plane_2 and row >= 94:
            return None
        if not 0 <= row < 120:
            return None
        lead, trail = row // 2 + 0x81, row % 2 * 94 + cell + 0x40
        return bytes([lead + 0x40 * (lead >= 0xA0), trail + (trail >= 0x7F)])

    def key(self, data):
        if len(data) == 1:
            return data[0]
        lead, trail = data[0] - 0x81 - 0x40 * (data[0] >= 0xE0), data[1] - 0x40 - (data[1] >= 0x80)
        row, cell = lead * 2 + trail // 94, trail % 94
        if self.has_plane_2 and row >= 94:
            row = self.PLANE_2[row - 94] - 1 + 0x80
        return (row + 0x21) << 8 | cell + 0x21


class Korean:
    """7-bit keys for KS X 1001, the bytes themselves elsewhere."""

    def bytes(self, key):
        if key < 0x100:
            return bytes([key])
        if key < 0x8000:
            return (key | 0x8080).to_bytes(2, "big") if is_94(key) else None
        return None if key >> 8 >= 0xA1 and key & 0xFF >= 0xA1 else key.to_bytes(2, "big")

    def key(self, data):
        key = int.from_bytes(data, "big")
        if len(data) > 2:
            return 0
        return key & 0x7F7F if data[0] >= 0xA1 and len(data) == 2 and data[1] >= 0xA1 else key


class Johab:
    """7-bit keys for what KS X 1001 has beside Hangul, the bytes themselves for Hangul."""

    def bytes(self, key):
        if key < 0x100:
            return bytes([key])
        if key >= 0x8000:
            return key.to_bytes(2, "big") if 0x84 <= key >> 8 <= 0xD3 else None
        if not is_94(key):
            return None
        row, cell = (key >> 8) - 0x21, (key & 0xFF) - 0x21
        if row >= 0x29:
            lead, odd = divmod(row + 0x197, 2)
        elif row < 14:
            lead, odd = row // 2 + 0xD9, row & 1
        else:
            return None
        trail = odd * 94 + cell
        return bytes([lead, trail + (0x31 if trail < 0x4E else 0x43)])

    def key(self, data):
        if len(data) != 2 or data[0] < 0xD8:
            return int.from_bytes(data, "big")
        trail = data[1] - (0x31 if data[1] < 0x91 else 0x43)
        row = 2 * (data[0] - 0xD9) if data[0] < 0xE0 else 2 * data[0] - 0x197
        return (row + trail // 94 + 0x21) << 8 | trail % 94 + 0x21


class Iso2022:
    """7-bit keys of a set that an escape sequence calls in."""

    def __init__(self, escape):
        self.escape = escape

    def bytes(self, key):
        return self.escape + key.to_bytes(2, "big") if is_94(key) and key < 0x8000 else None

    def key(self, data):
        start = data.startswith(self.escape) and len(self.escape)
        return int.from_bytes(data[start:start + 2], "big") if start else 0


class Upper:
    """Single bytes of a set of 96 that an escape sequence designates to G2; it is never written."""

    def __init__(self, escape):
        self.escape = escape

    def bytes(self, key):
        return self.escape + b"\x1bN" + bytes([key ^ 0x80]) if 0xA0 <= key < 0x100 else None

    def key(self, data):
        return None


class Jisx0213:
    """7-bit keys of the two planes; what JIS X 0208 has is asked of that and does not matter here."""

    def __init__(self, plane_1, plane_2):
        self.planes = plane_1, plane_2

    def bytes(self, key):
        return self.planes[key >> 15] + (key & 0x7FFF).to_bytes(2, "big") if is_94(key) else None

    def key(self, data):
        if data[:4] not in self.planes:
            return None
        return self.planes.index(data[:4]) << 15 | int.from_bytes(data[4:6], "big")


class Quads:
    """The four bytes of GB 18030 as a number: 81308130 is 1."""

    def bytes(self, key):
        if not 1 <= key <= 39420:
            return None
        key -= 1
        digits = key // 12600, key // 1260 % 10, key // 10 % 126, key % 10
        return bytes(digit + start for digit, start in zip(digits, (0x81, 0x30, 0x81, 0x30)))

    def key(self, data):
        if len(data) != 4 or data[0] >= 0x90:
            return 0
        a, b, c, d = (byte - start for byte, start in zip(data, (0x81, 0x30, 0x81, 0x30)))
        return a * 12600 + b * 1260 + c * 10 + d + 1


# File, base, codec, keys.
SETS = [
    ("jisx0208", None, "iso2022_jp", Iso2022(b"\x1b$B")),
    ("euc_jp", "jisx0208", "euc_jp", Euc()),
    ("shift_jis", "jisx0208", "shift_jis", ShiftJis()),
    ("cp932", "shift_jis", "cp932", ShiftJis()),
    ("euc_jis_2004", "euc_jp", "euc_jis_2004", Euc()),
    ("euc_jisx0213", "euc_jis_2004", "euc_jisx0213", Euc()),
    ("shift_jis_2004", "euc_jis_2004", "shift_jis_2004", ShiftJis(True)),
    ("shift_jisx0213", "euc_jisx0213", "shift_jisx0213", ShiftJis(True)),
    ("jisx0213_2004", "shift_jis_2004", "iso2022_jp_2004", Jisx0213(b"\x1b$(Q", b"\x1b$(P")),
    ("jisx0213_2000", "shift_jisx0213", "iso2022_jp_3", Jisx0213(b"\x1b$(O", b"\x1b$(P")),
    ("gb2312", None, "gb2312", Raw()),
    ("gbk", "gb2312", "gbk", Raw()),
    ("gb18030", "gbk", "gb18030", Raw()),
    ("gb18030_quads", None, "gb18030", Quads()),
    ("euc_kr", None, "euc_kr", Korean()),
    ("cp949", "euc_kr", "cp949", Korean()),
    ("johab", "euc_kr", "johab", Johab()),
    ("big5", None, "big5", Raw()),
    ("cp950", "big5", "cp950", Raw()),
    ("big5hkscs", "big5", "big5hkscs", Raw()),
    ("iso8859_7", None, "iso2022_jp_2", Upper(b"\x1b.F")),
]


# --- asking CPython -----------------------------------------------------------

def decoded(codec, data):
    try:
        return data.decode(codec)
    except UnicodeError:
        return None


def encoded(codec, text):
    try:
        return text.encode(codec)
    except UnicodeError:
        return None


def mapping(codec, keys):
    """Key to the text of one character."""
    pairs = {}
    for key in range(1, 0x10000) if isinstance(keys, Quads) else [0x5C, 0x7E, *range(0x80, 0x10000)]:
        data = keys.bytes(key)
        if data is None or (key >= 0x100 and len(data) == 2 and decoded(codec, data[:1]) is not None):
            continue
        text = decoded(codec, data)
        if text == chr(key) and key < 0x80:
            continue
        if text is not None and (len(text) == 1 or text[1:] in COMBINING):
            pairs[key] = text
    return pairs


def inverse(pairs, base, base_inverse):
    """Text to key: the base's, less what changed, plus the changes, of which the lowest key wins."""
    changes = [key for key in sorted(set(pairs) | set(base)) if pairs.get(key) != base.get(key)]
    found = dict(base_inverse)
    for key in changes:
        if key in base and found.get(base[key]) == key:
            del found[base[key]]
    for key in reversed(changes):
        if key in pairs:
            found[pairs[key]] = key
    return found


def exceptions(codec, keys, found):
    """Code points that encode otherwise than `found` says, which is corrected."""
    wrong = []
    for cp in POINTS:
        data = encoded(codec, chr(cp))
        key = keys.key(data) if data is not None else 0
        if cp < 0x80 and key == cp and chr(cp) not in found or isinstance(keys, (Iso2022, Jisx0213, Upper)) and cp < 0x80:
            continue
        if key and keys.bytes(key) != data and not isinstance(keys, (Iso2022, Jisx0213)):
            key = 0
        if key is not None and key != found.get(chr(cp), 0):
            wrong.append((cp, key))
            found[chr(cp)] = key
    return wrong


# --- packing ------------------------------------------------------------------

def words_of(text):
    if len(text) == 2:
        return [0xDE03, ord(text[0]), ord(text[1])]
    return [ord(text)] if ord(text) < 0x10000 else [0xDE02, ord(text) - 0x20000]


def packed(pairs, base):
    words = []
    changes = sorted(key for key in set(pairs) | set(base) if pairs.get(key) != base.get(key))
    position, last, index = 0, None, 0
    while index < len(changes):
        key = changes[index]
        while position < key:
            step = min(key - position, 0x400)
            words.append(0xD800 + step - 1)
            position += step
        stop = index + 1
        if key not in pairs:
            # Keys without meaning in either set may be erased too.
            while stop < len(changes) and changes[stop] not in pairs and not any(
                    other in base for other in range(changes[stop - 1] + 1, changes[stop])):
                stop += 1
            count = changes[stop - 1] - key + 1
            words += [0xDE01, count]
            position += count
        else:
            expected = chr(last + 1) if last is not None else None
            if pairs[key] == expected:
                while (stop < len(changes) and changes[stop] == changes[stop - 1] + 1 and stop - index < 0x200
                        and pairs.get(changes[stop]) == chr(last + 1 + stop - index)):
                    stop += 1
                words.append(0xDC00 + stop - index - 1)
                last += stop - index
            else:
                words += words_of(pairs[key])
                last = ord(pairs[key][-1])
            position += stop - index
        index = stop
    return words + [0xDE00]


def main():
    os.makedirs(HERE, exist_ok=True)
    done = {None: ({}, {})}
    for name, base, codec, keys in SETS:
        pairs = mapping(codec, keys)
        words = packed(pairs, done[base][0])
        n_mapping = len(words)
        found = inverse(pairs, *done[base])
        for cp, key in exceptions(codec, keys, found):
            words += [cp & 0xFFFF, cp >> 16, key]
        done[name] = pairs, found
        with open(os.path.join(HERE, name + ".bin"), "wb") as file:
            file.write(struct.pack("<%dH" % len(words), *words))
        print("%-16s %6d characters %6d words %5d exceptions" % (
            name, len(pairs), n_mapping, (len(words) - n_mapping) // 3), file=sys.stderr)


if __name__ == "__main__":
    main()
