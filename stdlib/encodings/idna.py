"""Internationalized domain names (RFC 3490): every label in Punycode, prepared by nameprep (RFC 3491)."""

import codecs
import re

# What separates labels: full stops of several scripts
dots = re.compile("[\u002E\u3002\uFF0E\uFF61]")

ace_prefix = b"xn--"
sace_prefix = "xn--"


def nameprep(label):
    """The label in the form that is compared: mapped, normalized and checked."""
    import stringprep
    from unicodedata import ucd_3_2_0 as database
    mapped = "".join(stringprep.map_table_b2(char) for char in label if not stringprep.in_table_b1(char))
    label = database.normalize("NFKC", mapped)
    forbidden = (stringprep.in_table_c12, stringprep.in_table_c22, stringprep.in_table_c3, stringprep.in_table_c4,
                 stringprep.in_table_c5, stringprep.in_table_c6, stringprep.in_table_c7, stringprep.in_table_c8,
                 stringprep.in_table_c9)
    for char in label:
        if any(table(char) for table in forbidden):
            raise UnicodeError(f"Invalid character {char!r}")
    # Text written from right to left: no letters of the other direction, and such ones at both ends.
    leftward = [stringprep.in_table_d1(char) for char in label]
    if any(leftward):
        if any(map(stringprep.in_table_d2, label)):
            raise UnicodeError("Violation of BIDI requirement 2")
        if not leftward[0] or not leftward[-1]:
            raise UnicodeError("Violation of BIDI requirement 3")
    return label


def _checked_length(label):
    if 0 < len(label) < 64:
        return label
    raise UnicodeError("label empty or too long")


def ToASCII(label):
    """A label as bytes."""
    try:
        return _checked_length(label.encode("ascii"))
    except UnicodeEncodeError:
        pass
    label = nameprep(label)
    try:
        return _checked_length(label.encode("ascii"))
    except UnicodeEncodeError:
        pass
    if label.startswith(sace_prefix):
        raise UnicodeError("Label starts with ACE prefix")
    return _checked_length(ace_prefix + label.encode("punycode"))


def ToUnicode(label):
    """A label as text."""
    if len(label) > 1024:
        # far beyond what is allowed, and what follows takes time
        raise UnicodeError("label way too long")
    if isinstance(label, bytes):
        pure = True
    else:
        try:
            label = label.encode("ascii")
            pure = True
        except UnicodeEncodeError:
            pure = False
    if not pure:
        try:
            label = nameprep(label).encode("ascii")
        except UnicodeError:
            raise UnicodeError("Invalid character in IDN label")
    if not label.startswith(ace_prefix):
        return str(label, "ascii")
    result = label[len(ace_prefix):].decode("punycode")
    # It must be what one would get by encoding.
    back = ToASCII(result)
    if str(label, "ascii").lower() != str(back, "ascii"):
        raise UnicodeError("IDNA does not round-trip", label, back)
    return result


def _encode(input, errors="strict"):
    if errors != "strict":
        raise UnicodeError("unsupported error handling " + errors)
    if not input:
        return b"", 0
    try:
        result = input.encode("ascii")
    except UnicodeEncodeError:
        pass
    else:
        # a plain name: only the lengths are looked at
        labels = result.split(b".")
        if any(not 0 < len(label) < 64 for label in labels[:-1]):
            raise UnicodeError("label empty or too long")
        if len(labels[-1]) >= 64:
            raise UnicodeError("label too long")
        return result, len(input)
    labels = dots.split(input)
    trailing = b""
    if not labels[-1]:
        trailing = b"."
        labels.pop()
    return b".".join(map(ToASCII, labels)) + trailing, len(input)


def _decode(input, errors="strict"):
    if errors != "strict":
        raise UnicodeError("Unsupported error handling " + errors)
    if not input:
        return "", 0
    input = bytes(input)
    if ace_prefix not in input:
        try:
            return input.decode("ascii"), len(input)
        except UnicodeDecodeError:
            pass
    labels = input.split(b".")
    trailing = ""
    if labels and not labels[-1]:
        trailing = "."
        labels.pop()
    return ".".join(map(ToUnicode, labels)) + trailing, len(input)


class Codec(codecs.Codec):
    def encode(self, input, errors="strict"):
        return _encode(input, errors)

    def decode(self, input, errors="strict"):
        return _decode(input, errors)


def _hold_last(labels, final, dot):
    """What stands behind the last label to be handled now: a dot, or nothing as more of it may come."""
    if not labels:
        return dot[:0]
    if not labels[-1]:
        labels.pop()
        return dot
    if not final:
        labels.pop()
        return dot if labels else dot[:0]
    return dot[:0]


class IncrementalEncoder(codecs.BufferedIncrementalEncoder):
    def _buffer_encode(self, input, errors, final):
        if errors != "strict":
            raise UnicodeError("unsupported error handling " + errors)
        if not input:
            return b"", 0
        labels = dots.split(input)
        trailing = _hold_last(labels, final, b".")
        used = sum(map(len, labels)) + max(len(labels) - 1, 0) + len(trailing)
        return b".".join(map(ToASCII, labels)) + trailing, used


class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
    def _buffer_decode(self, input, errors, final):
        if errors != "strict":
            raise UnicodeError("Unsupported error handling " + errors)
        if not input:
            return "", 0
        if not isinstance(input, str):
            input = str(input, "ascii")  # ASCII is all that can be in it
        labels = dots.split(input)
        trailing = _hold_last(labels, final, ".")
        used = sum(map(len, labels)) + max(len(labels) - 1, 0) + len(trailing)
        return ".".join(map(ToUnicode, labels)) + trailing, used


class StreamWriter(Codec, codecs.StreamWriter):
    pass


class StreamReader(Codec, codecs.StreamReader):
    pass


def getregentry():
    return codecs.CodecInfo(_encode, _decode, StreamReader, StreamWriter, IncrementalEncoder, IncrementalDecoder,
                            "idna")
