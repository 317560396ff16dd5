"""Bytes in uuencoding, with its first and last lines."""

import binascii
from io import BytesIO
from encodings._build import transform


def uu_encode(input, errors="strict", filename="<data>", mode=0o666):
    assert errors == "strict"
    # a line end in the name would end the header
    filename = filename.replace("\n", "\\n").replace("\r", "\\r")
    lines = [f"begin {mode & 0o777:o} {filename}\n".encode("ascii")]
    lines += (binascii.b2a_uu(input[start:start + 45]) for start in range(0, len(input), 45))
    lines.append(b" \nend\n")
    return b"".join(lines), len(input)


def uu_decode(input, errors="strict"):
    assert errors == "strict"
    lines = BytesIO(input)
    for line in lines:
        if line[:5] == b"begin":
            break
    else:
        raise ValueError('Missing "begin" line in input data')
    pieces = []
    for line in lines:
        if line == b"end\n":
            break
        try:
            pieces.append(binascii.a2b_uu(line))
        except binascii.Error:
            # some encoders write too long lines: go by the length that the line tells
            count = ((line[0] - 32 & 63) * 4 + 5) // 3
            pieces.append(binascii.a2b_uu(line[:count]))
    else:
        raise ValueError("Truncated input data")
    return b"".join(pieces), len(input)


transform(globals(), "uu", uu_encode, uu_decode)
