"""Bytes in Base64 with line ends, as in mail."""

import base64
from encodings._build import transform


def base64_encode(input, errors="strict"):
    assert errors == "strict"
    return base64.encodebytes(input), len(input)


def base64_decode(input, errors="strict"):
    assert errors == "strict"
    return base64.decodebytes(input), len(input)


transform(globals(), "base64", base64_encode, base64_decode)
