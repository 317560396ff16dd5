"""Bytes compressed by zlib."""

import zlib
from encodings._build import compression


def _decoded(decompressor, input, final):
    data = decompressor.decompress(input)
    return data + decompressor.flush() if final else data


compression(globals(), "zlib", zlib, zlib.compressobj, zlib.decompressobj, _decoded)
