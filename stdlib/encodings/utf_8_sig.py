"""UTF-8 with a signature: the byte order mark is written first, and left out if it is read first."""

import codecs

_MARK = codecs.BOM_UTF8


def encode(input, errors="strict"):
    return _MARK + codecs.utf_8_encode(input, errors)[0], len(input)


def decode(input, errors="strict"):
    marked = 3 if input[:3] == _MARK else 0
    output, used = codecs.utf_8_decode(input[marked:], errors, True)
    return output, used + marked


class IncrementalEncoder(codecs.IncrementalEncoder):
    """State: 1 before the first output, then 0."""

    def __init__(self, errors="strict"):
        super().__init__(errors)
        self.first = 1

    def encode(self, input, final=False):
        data = codecs.utf_8_encode(input, self.errors)[0]
        if self.first:
            self.first = 0
            data = _MARK + data
        return data

    def reset(self):
        super().reset()
        self.first = 1

    def getstate(self):
        return self.first

    def setstate(self, state):
        self.first = state


class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
    """State: 1 before the signature could be seen, then 0."""

    def __init__(self, errors="strict"):
        super().__init__(errors)
        self.first = 1

    def _buffer_decode(self, input, errors, final):
        marked = 0
        if self.first:
            if len(input) < 3 and _MARK.startswith(input):
                return "", 0  # it may still become one
            self.first = 0
            marked = 3 if input[:3] == _MARK else 0
        output, used = codecs.utf_8_decode(input[marked:], errors, final)
        return output, used + marked

    def reset(self):
        super().reset()
        self.first = 1

    def getstate(self):
        return super().getstate()[0], self.first

    def setstate(self, state):
        super().setstate(state)
        self.first = state[1]


class StreamWriter(codecs.StreamWriter):
    def reset(self):
        super().reset()
        self.__dict__.pop("encode", None)

    def encode(self, input, errors="strict"):
        self.encode = codecs.utf_8_encode
        return encode(input, errors)


class StreamReader(codecs.StreamReader):
    def reset(self):
        super().reset()
        self.__dict__.pop("decode", None)

    def decode(self, input, errors="strict"):
        if len(input) < 3 and _MARK.startswith(input):
            return "", 0
        self.decode = codecs.utf_8_decode
        marked = 3 if input[:3] == _MARK else 0
        output, used = codecs.utf_8_decode(input[marked:], errors)
        return output, used + marked


def getregentry():
    return codecs.CodecInfo(encode, decode, StreamReader, StreamWriter, IncrementalEncoder, IncrementalDecoder,
                            "utf-8-sig")
