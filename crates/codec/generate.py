#!/usr/bin/env python3.8
"""Writes tests/data/*.txt: what CPython 3.8 makes of bytes and texts.

A line is: codec, error handler, options, input, expected result, separated by
tabs. Bytes are hexadecimal; code points are hexadecimal numbers separated by
commas. A result is `ok ...`, `fault START END ENCODING REASON` or `type`.
"""

import _codecs
import codecs
import os
import random
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
POLICIES = ["strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass",
            "xmlcharrefreplace", "namereplace"]


def swap(error):
    """Replaces the bad bytes in the input and reads them again."""
    error.object = error.object[:error.start] + b"??" + error.object[error.end:]
    return "", error.start


codecs.register_error("custom", lambda error: ("<\xe9>", error.end))
codecs.register_error("swap", swap)
codecs.register_error("text", lambda error: ("\xe9?", error.end))
codecs.register_error("ascii", lambda error: ("x-", error.end))
codecs.register_error("bytes", lambda error: (b"xy", error.end))
codecs.register_error("word", lambda error: (b"wxyz", error.end))
codecs.register_error("one", lambda error: (b"z", error.start + 1))


def points(text):
    return ",".join("%x" % ord(c) for c in text)


def outcome(function):
    try:
        return "ok " + function()
    except UnicodeError as error:
        return "fault %d %d %s %s" % (error.start, error.end, error.encoding, error.reason)
    except TypeError:
        return "type"


# --- inputs -------------------------------------------------------------------

def random_bytes(rng, alphabet, count):
    for _ in range(count):
        yield bytes(rng.choice(alphabet) for _ in range(rng.randrange(1, 12)))


def pieces(rng, parts, count):
    for _ in range(count):
        yield b"".join(rng.choice(parts) for _ in range(rng.randrange(1, 6)))


UTF8_ALPHABET = b"aa\x00\x7f\x80\x8f\x90\x9f\xa0\xbf\xc0\xc1\xc2\xdf\xe0\xe1\xec\xed\xee\xef\xf0\xf1\xf3\xf4\xf5\xff"
UTF8_PARTS = [b"abcdefgh", "\xe9".encode(), "\u20ac".encode(), "\U0001f600".encode(), b"\xed\xa0\x80",
              b"\xed\xbf", b"\xe2\x82", b"\xf0\x9f\x98", b"\xff", b"a", b"\xc3"]
UTF16_PARTS = [b"a\0", b"\0a", b"\xff\xfe", b"\xfe\xff", b"\x00\xd8", b"\x00\xdc", b"\xd8\x00", b"\xdc\x01", b"x",
               b"\xd8", b"\x3d\xd8\x00\xde"]
UTF32_PARTS = [b"a\0\0\0", b"\0\0\0a", b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\0\xd8\0\0", b"\0\0\xdf\xff",
               b"\0\0\x11\0", b"\0\x11\0\0", b"\0\xf6\x01\0", b"\0\x01\xf6\0", b"x", b"\0"]
UTF7_PARTS = [b"+", b"-", b"A", b"+AGE-", b"+2AA", b"3AA", b"+2ADcAA-", b"AA", b"!", b"\xff", b"a", b"/", b"+AGEAYg",
              b"B", b"~\\", b"+-", b"2D3eAA"]
ESCAPE_PARTS = [rb"\x", rb"\u", rb"\U", rb"\N", b"{", b"}", b"SPACE", b"\\", b"0041", b"00", b"0010", b"0011", b"4",
                b"7", b"8", b"\n", b"'", b'"', b"a", b"\xe9", b"n", b"t", b"q", b"\\\\", rb"\N{DIGIT ONE}",
                rb"\N{LATIN SMALL LETTER GHA}", rb"\N{KEYCAP DIGIT ONE}", rb"\400", rb"\ud800", rb"\U0001F600", b"g"]


def decode_inputs(rng):
    utf8 = list(random_bytes(rng, UTF8_ALPHABET, 260)) + list(pieces(rng, UTF8_PARTS, 140))
    utf16 = list(pieces(rng, UTF16_PARTS, 160))
    utf32 = list(pieces(rng, UTF32_PARTS, 160))
    escape = list(pieces(rng, ESCAPE_PARTS, 420))
    high = list(random_bytes(rng, bytes(range(0x30, 0x100)), 100)) + [b"a" * n + b"\x80b" for n in range(20)]
    return {"utf-8": utf8, "utf-16": utf16, "utf-32": utf32, "utf-7": list(pieces(rng, UTF7_PARTS, 500)),
            "ascii": high, "charmap": high, "unicode_escape": escape, "raw_unicode_escape": escape}


def texts(rng):
    alphabet = [0x61, 0x3F, 0x2B, 0x2D, 0x5C, 0x7E, 0x0A, 0x00, 0x7F, 0x80, 0xE9, 0xFF, 0x100, 0x152, 0x20AC, 0xD800,
                0xDBFF, 0xDC00, 0xDC80, 0xDCFF, 0xDFFF, 0xFEFF, 0xFFFF, 0x1F600, 0x10FFFF, 0x65, 0x75, 0x62, 0x27,
                0x22, 0x1A3, 0xAC01, 0x4E00, 0xE000, 0xF0000, 0xF0201, 0xF0ABC]
    narrow = [cp for cp in alphabet if cp < 0x100]
    runs = [[0xDC80, 0xDCFF], [0xD800, 0xDC80], [0xDC80, 0xD800], [0xE9, 0x100], [0xDC80, 0xE9], [0x65, 0x66]]
    for number in range(330):
        text = []
        for _ in range(rng.randrange(1, 7)):
            text += rng.choice(runs) if rng.random() < .3 and number % 3 else [
                rng.choice(narrow if number % 3 == 0 else alphabet)]
        yield "".join(map(chr, text))


# --- decoding -------------------------------------------------------------------

CHARMAP_DECODE = {b: b if b < 0x60 else None if b < 0x70 else chr(b) + "\u0100" if b < 0x80 else 0x100 + b
                  for b in range(256)}
CHARMAP_ENCODE = {c: c if c < 0x60 else None if c < 0x70 else bytes([c, 0x21]) for c in range(0x80)}


def decode_call(codec, data, errors, order, last):
    if codec in ("utf-16", "utf-32"):
        function = _codecs.utf_16_ex_decode if codec == "utf-16" else _codecs.utf_32_ex_decode
        text, used, order = function(data, errors, order, last)
        return "%s %d %d" % (points(text), used, order)
    if codec == "charmap":
        text, used = _codecs.charmap_decode(data, errors, CHARMAP_DECODE)
    elif codec in ("utf-8", "utf-7"):
        text, used = getattr(_codecs, codec.replace("-", "_") + "_decode")(data, errors, last)
    else:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            text, used = getattr(_codecs, codec + "_decode")(data, errors)
        if codec == "unicode_escape":
            # The warning shows the character after the backslash.
            invalid = "%x" % ord(str(caught[0].message)[-2]) if caught else "-"
            return "%s %d %s" % (points(text), used, invalid)
    return "%s %d" % (points(text), used)


def decode_lines(rng):
    for codec, inputs in decode_inputs(rng).items():
        swaps = ["swap"] if codec in ("utf-8", "ascii", "charmap") else []
        for data in inputs:
            for errors in ["strict"] + rng.sample(POLICIES[1:] + ["custom"] * 2 + swaps * 2, 2):
                order = rng.choice([0, -1, 1]) if codec in ("utf-16", "utf-32") else 0
                for last in (False, True) if codec.startswith("utf") else (True,):
                    result = outcome(lambda: decode_call(codec, data, errors, order, last))
                    yield codec, errors, "%d,%d" % (order, last), data.hex(), result


# --- encoding -------------------------------------------------------------------

ENCODERS = ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7", "ascii", "latin-1",
            "charmap", "unicode_escape", "raw_unicode_escape"]


def encode_call(codec, text, errors):
    if codec == "charmap":
        return _codecs.charmap_encode(text, errors, CHARMAP_ENCODE)[0].hex()
    return getattr(_codecs, codec.replace("-", "_") + "_encode")(text, errors)[0].hex()


def encode_lines(rng):
    handlers = POLICIES[1:] + ["text", "ascii", "bytes", "word", "one"]
    for text in texts(rng):
        for codec in rng.sample(ENCODERS, 7):
            for errors in ["strict"] + rng.sample(handlers, 2):
                yield codec, errors, "-", points(text), outcome(lambda: encode_call(codec, text, errors))


# --- escapes ----------------------------------------------------------------------

def escape_decode(data, errors):
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            result = _codecs.escape_decode(data, errors)[0].hex()
        return "ok %s %s" % (result, "%x" % ord(str(caught[0].message)[-2]) if caught else "-")
    except ValueError as error:
        return "error " + str(error)


def escape_lines(rng):
    for data in pieces(rng, ESCAPE_PARTS, 300):
        for errors in ("strict", "replace", "ignore", "odd"):
            yield "escape_decode", errors, "-", data.hex(), escape_decode(data, errors)
    for data in list(random_bytes(rng, bytes(range(256)), 100)) + list(random_bytes(rng, b"'\"a\\\n\t\r\x7f", 60)):
        yield "escape_encode", "-", "-", data.hex(), "ok " + _codecs.escape_encode(data)[0].hex()
        yield "repr_bytes", "-", "-", data.hex(), "ok " + repr(data).encode().hex()
    extra = ["\xad", "\u0378", "\u2028", "\U000e0001", "\xa0", "\U0001f600\U0010ffff", "'", '"', "'\"", ""]
    for text in list(texts(rng)) + extra:
        yield "repr", "-", "-", points(text), "ok " + points(repr(text))
        yield "ascii", "-", "-", points(text), "ok " + points(ascii(text))


def write(name, lines):
    seen = set()
    with open(os.path.join(HERE, "tests", "data", name), "w") as out:
        for line in lines:
            if line not in seen:
                seen.add(line)
                out.write("\t".join(line) + "\n")


def main():
    write("decode.txt", decode_lines(random.Random(1)))
    write("encode.txt", encode_lines(random.Random(2)))
    write("escape.txt", escape_lines(random.Random(3)))


if __name__ == "__main__":
    main()
