"""Bytes compressed by bz2."""

import bz2
from encodings._build import compression


def _decoded(decompressor, input, final):
    try:
        return decompressor.decompress(input)
    except EOFError:
        return ""


compression(globals(), "bz2", bz2, bz2.BZ2Compressor, bz2.BZ2Decompressor, _decoded)
