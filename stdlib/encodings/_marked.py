"""Maker of the codecs UTF-16 and UTF-32, whose byte order a mark at the beginning tells."""

import codecs
import sys

_NATURAL = -1 if sys.byteorder == "little" else 1


def define(names, bits):
    """Fill the namespace of a codec's module."""
    function = lambda text: getattr(codecs, text.format(bits))
    with_mark, whole_decode, ex_decode = function("utf_{}_encode"), function("utf_{}_decode"), function(
        "utf_{}_ex_decode")
    decoders = {-1: function("utf_{}_le_decode"), 1: function("utf_{}_be_decode")}
    encoders = {-1: function("utf_{}_le_encode"), 1: function("utf_{}_be_encode")}
    unit = bits // 8
    no_mark = f"UTF-{bits} stream does not start with BOM"

    def decode(input, errors="strict"):
        return whole_decode(input, errors, True)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        """Writes the mark first. State: 2 before, 0 after."""

        def __init__(self, errors="strict"):
            super().__init__(errors)
            self.encoder = None

        def encode(self, input, final=False):
            if self.encoder is None:
                result = with_mark(input, self.errors)[0]
                self.encoder = encoders[_NATURAL]
                return result
            return self.encoder(input, self.errors)[0]

        def reset(self):
            super().reset()
            self.encoder = None

        def getstate(self):
            return 2 if self.encoder is None else 0

        def setstate(self, state):
            self.encoder = None if state else encoders[_NATURAL]

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        """State: 2 before the mark, then 0 for the machine's own byte order, 1 for the other."""

        def __init__(self, errors="strict"):
            super().__init__(errors)
            self.decoder = None

        def _buffer_decode(self, input, errors, final):
            if self.decoder is not None:
                return self.decoder(input, self.errors, final)
            output, used, order = ex_decode(input, errors, 0, final)
            if order:
                self.decoder = decoders[order]
            elif used >= unit:
                raise UnicodeError(no_mark)
            return output, used

        def reset(self):
            super().reset()
            self.decoder = None

        def getstate(self):
            waiting = super().getstate()[0]
            if self.decoder is None:
                return waiting, 2
            return waiting, int(self.decoder is not decoders[_NATURAL])

        def setstate(self, state):
            super().setstate(state)
            self.decoder = {0: decoders[_NATURAL], 1: decoders[-_NATURAL]}.get(state[1])

    class StreamWriter(codecs.StreamWriter):
        def __init__(self, stream, errors="strict"):
            super().__init__(stream, errors)
            self.encoder = None

        def encode(self, input, errors="strict"):
            if self.encoder is not None:
                return self.encoder(input, errors)
            result = with_mark(input, errors)
            self.encoder = encoders[_NATURAL]
            return result

        def reset(self):
            super().reset()
            self.encoder = None

    class StreamReader(codecs.StreamReader):
        def decode(self, input, errors="strict"):
            output, used, order = ex_decode(input, errors, 0, False)
            if order:
                self.decode = decoders[order]
            elif used >= unit:
                raise UnicodeError(no_mark)
            return output, used

        def reset(self):
            super().reset()
            self.__dict__.pop("decode", None)

    def getregentry():
        return codecs.CodecInfo(with_mark, decode, StreamReader, StreamWriter, IncrementalEncoder, IncrementalDecoder,
                                f"utf-{bits}")

    for made in (IncrementalEncoder, IncrementalDecoder, StreamWriter, StreamReader, decode, getregentry):
        made.__module__ = names["__name__"]
        made.__qualname__ = made.__name__
        names[made.__name__] = made
    names["encode"] = with_mark
