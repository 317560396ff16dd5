"""UTF-8. Every start needs this codec: so it stands here by itself, without `_build`."""

import codecs
from codecs import utf_8_decode as _decoded, utf_8_encode as encode


def decode(input, errors="strict"):
    """The text of all bytes; what is cut off at the end is an error."""
    return _decoded(input, errors, True)


class StreamReader(codecs.StreamReader):
    decode = staticmethod(_decoded)


class StreamWriter(codecs.StreamWriter):
    encode = staticmethod(encode)


class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
    _buffer_decode = staticmethod(_decoded)


class IncrementalEncoder(codecs.IncrementalEncoder):
    def encode(self, input, final=False):
        return encode(input, self.errors)[0]


def getregentry():
    return codecs.CodecInfo(encode, decode, StreamReader, StreamWriter, IncrementalEncoder, IncrementalDecoder, "utf-8")
