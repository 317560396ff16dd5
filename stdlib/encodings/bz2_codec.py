"""Bytes compressed by bz2."""

import codecs
import bz2
from encodings._build import transform


def bz2_encode(input, errors="strict"):
    assert errors == "strict"
    return bz2.compress(input), len(input)


def bz2_decode(input, errors="strict"):
    assert errors == "strict"
    return bz2.decompress(input), len(input)


class IncrementalEncoder(codecs.IncrementalEncoder):
    def __init__(self, errors="strict"):
        assert errors == "strict"
        self.errors = errors
        self.reset()

    def encode(self, input, final=False):
        data = self.compressobj.compress(input)
        return data + self.compressobj.flush() if final else data

    def reset(self):
        self.compressobj = bz2.BZ2Compressor()


class IncrementalDecoder(codecs.IncrementalDecoder):
    def __init__(self, errors="strict"):
        assert errors == "strict"
        self.errors = errors
        self.reset()

    def decode(self, input, final=False):
        try:
            return self.decompressobj.decompress(input)
        except EOFError:
            return ""

    def reset(self):
        self.decompressobj = bz2.BZ2Decompressor()


transform(globals(), "bz2", bz2_encode, bz2_decode)
