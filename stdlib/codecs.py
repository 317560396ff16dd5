"""Codecs: the registry, base classes for codecs, and files that encode and decode."""

import builtins
import sys

from _codecs import *

__all__ = ["register", "lookup", "open", "EncodedFile", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE", "BOM32_LE", "BOM64_BE",
           "BOM64_LE", "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE",
           "BOM_UTF32_BE", "CodecInfo", "Codec", "IncrementalEncoder", "IncrementalDecoder", "StreamReader",
           "StreamWriter", "StreamReaderWriter", "StreamRecoder", "getencoder", "getdecoder", "getincrementalencoder",
           "getincrementaldecoder", "getreader", "getwriter", "encode", "decode", "iterencode", "iterdecode",
           "strict_errors", "ignore_errors", "replace_errors", "xmlcharrefreplace_errors", "backslashreplace_errors",
           "namereplace_errors", "register_error", "lookup_error"]

# Byte order marks
BOM_UTF8 = b"\xef\xbb\xbf"
BOM_UTF16_LE, BOM_UTF16_BE = b"\xff\xfe", b"\xfe\xff"
BOM_UTF32_LE, BOM_UTF32_BE = b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"
if sys.byteorder == "little":
    BOM_UTF16, BOM_UTF32 = BOM_UTF16_LE, BOM_UTF32_LE
else:
    BOM_UTF16, BOM_UTF32 = BOM_UTF16_BE, BOM_UTF32_BE
BOM = BOM_UTF16
BOM_LE = BOM32_LE = BOM_UTF16_LE  # older names
BOM_BE = BOM32_BE = BOM_UTF16_BE
BOM64_LE, BOM64_BE = BOM_UTF32_LE, BOM_UTF32_BE


class CodecInfo(tuple):
    """What the registry has of a codec; as a tuple its encoder, decoder, stream reader and stream writer."""

    # Does it go between text and bytes? Others are refused by str.encode() and the like.
    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None, *, _is_text_encoding=None):
        self = super().__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode, self.decode = encode, decode
        self.incrementalencoder, self.incrementaldecoder = incrementalencoder, incrementaldecoder
        self.streamwriter, self.streamreader = streamwriter, streamreader
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} object for encoding {self.name} at {id(self):#x}>"


class Codec:
    """Interface of codecs without state: both methods give (result, how much of the input was used)."""

    def encode(self, input, errors="strict"):
        """Encode the input; gives the result and how much of the input was used."""
        raise NotImplementedError

    def decode(self, input, errors="strict"):
        """Decode the input; gives the result and how much of the input was used."""
        raise NotImplementedError


# ---- Incremental codecs: input in pieces

class IncrementalEncoder:
    """Base class of encoders that are given their input in pieces."""

    def __init__(self, errors="strict"):
        """An encoder that treats errors by the named handler."""
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        """Encode the next piece; `final` says that it is the last."""
        raise NotImplementedError

    def reset(self):
        """Begin anew."""

    def getstate(self):
        """The state, as a number."""
        return 0

    def setstate(self, state):
        """Go back to a state."""


class BufferedIncrementalEncoder(IncrementalEncoder):
    """An encoder that may leave the end of its input for the next time."""

    def __init__(self, errors="strict"):
        super().__init__(errors)
        self.buffer = ""

    def _buffer_encode(self, input, errors, final):
        """Encode as much as can be; gives (result, how much that was)."""
        raise NotImplementedError

    def encode(self, input, final=False):
        waiting = self.buffer + input
        result, used = self._buffer_encode(waiting, self.errors, final)
        self.buffer = waiting[used:]
        return result

    def reset(self):
        super().reset()
        self.buffer = ""

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ""


class IncrementalDecoder:
    """Base class of decoders that are given their input in pieces."""

    def __init__(self, errors="strict"):
        """A decoder that treats errors by the named handler."""
        self.errors = errors

    def decode(self, input, final=False):
        """Decode the next piece; `final` says that it is the last."""
        raise NotImplementedError

    def reset(self):
        """Begin anew."""

    def getstate(self):
        """The state: (input not yet used, a number)."""
        return b"", 0

    def setstate(self, state):
        """Go back to a state."""


class BufferedIncrementalDecoder(IncrementalDecoder):
    """A decoder that may leave the end of its input for the next time."""

    def __init__(self, errors="strict"):
        super().__init__(errors)
        self.buffer = b""

    def _buffer_decode(self, input, errors, final):
        """Decode as much as can be; gives (result, how much that was)."""
        raise NotImplementedError

    def decode(self, input, final=False):
        waiting = self.buffer + input
        result, used = self._buffer_decode(waiting, self.errors, final)
        self.buffer = waiting[used:]
        return result

    def reset(self):
        super().reset()
        self.buffer = b""

    def getstate(self):
        return self.buffer, 0

    def setstate(self, state):
        self.buffer = state[0]


# ---- Streams

class _Context:
    """What all streams do as context managers: the inner stream is closed at the end."""

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamWriter(_Context, Codec):
    """Base class of files that encode what is written and pass it on to a binary file."""

    def __init__(self, stream, errors="strict"):
        """A writer to the stream, which has to take bytes."""
        self.stream = stream
        self.errors = errors

    def write(self, object):
        """Write the object, encoded."""
        data, _ = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        """Write the texts of an iterable, encoded, one after the other."""
        self.write("".join(list))

    def reset(self):
        """Get the encoder into its first state."""

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()

    def __getattr__(self, name, getattr=getattr):
        """Everything else is the stream's."""
        return getattr(self.stream, name)


class StreamReader(_Context, Codec):
    """Base class of files that decode what they read from a binary file."""

    charbuffertype = str  # of what is decoded

    def __init__(self, stream, errors="strict"):
        """A reader of the stream, which has to give bytes."""
        self.stream = stream
        self.errors = errors
        self.bytebuffer = b""  # read, not decoded
        self._empty_charbuffer = self.charbuffertype()
        self.charbuffer = self._empty_charbuffer  # decoded, not handed out
        self.linebuffer = None  # the same as lines, if it is more than one

    def decode(self, input, errors="strict"):
        raise NotImplementedError

    def _fill(self, size, firstline):
        """Read and decode once more; False at the end of the file."""
        fresh = self.stream.read() if size < 0 else self.stream.read(size)
        data = self.bytebuffer + fresh
        if not data:
            return False
        try:
            text, used = self.decode(data, self.errors)
        except UnicodeDecodeError as problem:
            if not firstline:
                raise
            # The error may wait if there is a whole line before it.
            text, used = self.decode(data[:problem.start], self.errors)
            if len(text.splitlines(keepends=True)) <= 1:
                raise
        self.bytebuffer = data[used:]
        self.charbuffer += text
        return bool(fresh)

    def read(self, size=-1, chars=-1, firstline=False):
        """Read at most `chars` characters, in steps of about `size` bytes.

        With `firstline` an error behind the first line is left for later.
        """
        if self.linebuffer:
            self.charbuffer = self._empty_charbuffer.join(self.linebuffer)
            self.linebuffer = None
        if not chars >= 0:
            chars = size
        while not chars >= 0 or len(self.charbuffer) < chars:
            if not self._fill(size, firstline):
                break
        if chars < 0:
            result, self.charbuffer = self.charbuffer, self._empty_charbuffer
        else:
            result, self.charbuffer = self.charbuffer[:chars], self.charbuffer[chars:]
        return result

    def readline(self, size=None, keepends=True):
        """Read a line; with a size, give up after about so many bytes."""
        if self.linebuffer:
            line = self.linebuffer.pop(0)
            if len(self.linebuffer) == 1:
                self.charbuffer = self.linebuffer[0]
                self.linebuffer = None
            return line if keepends else line.splitlines(keepends=False)[0]
        step = size or 72
        text = self._empty_charbuffer
        while True:
            data = self.read(step, firstline=True)
            if data and data[-1:] in ("\r", b"\r"):
                # a line feed that belongs to it may follow
                data += self.read(size=1, chars=1)
            text += data
            lines = text.splitlines(keepends=True)
            if len(lines) > 1:
                return self._keep_rest(lines, keepends)
            if lines:
                bare = lines[0].splitlines(keepends=False)[0]
                if bare != lines[0]:
                    return lines[0] if keepends else bare
            if not data or size is not None:
                if text and not keepends:
                    text = text.splitlines(keepends=False)[0]
                return text
            if step < 8000:
                step *= 2

    def _keep_rest(self, lines, keepends):
        """The first of several lines; the others are kept."""
        line = lines.pop(0)
        if len(lines) > 1:
            lines[-1] += self.charbuffer
            self.linebuffer = lines
            self.charbuffer = self._empty_charbuffer
        else:
            self.charbuffer = lines[0] + self.charbuffer
        return line if keepends else line.splitlines(keepends=False)[0]

    def readlines(self, sizehint=None, keepends=True):
        """Read the rest as lines."""
        return self.read().splitlines(keepends)

    def reset(self):
        """Forget what is buffered."""
        self.bytebuffer = b""
        self.charbuffer = self._empty_charbuffer
        self.linebuffer = None

    def seek(self, offset, whence=0):
        """Go to a position of the stream and forget what was read ahead."""
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        """The next line; StopIteration at the end."""
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __iter__(self):
        return self

    def __getattr__(self, name, getattr=getattr):
        """Everything else is the stream's."""
        return getattr(self.stream, name)


class _TwoWay(_Context):
    """What StreamReaderWriter and StreamRecoder share: a reader and a writer on one stream."""

    def __init__(self, stream, Reader, Writer, errors):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def __iter__(self):
        return self

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def __getattr__(self, name, getattr=getattr):
        """Everything else is the stream's."""
        return getattr(self.stream, name)


class StreamReaderWriter(_TwoWay):
    """A file to read and write text, made of a reader class and a writer class."""

    encoding = "unknown"

    def __init__(self, stream, Reader, Writer, errors="strict"):
        """Read and write a stream with these two classes."""
        super().__init__(stream, Reader, Writer, errors)

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None):
        return self.reader.readline(size)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def __next__(self):
        """The reader's next line."""
        return next(self.reader)

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if whence == 0 and offset == 0:
            self.writer.reset()


class StreamRecoder(_TwoWay):
    """A binary file in one encoding over a binary file in another: `encode` and `decode` are for the user's side,
    the classes for the side of the stream."""

    data_encoding = file_encoding = "unknown"

    def __init__(self, stream, encode, decode, Reader, Writer, errors="strict"):
        """Recode a stream: two functions for this side, two classes for the side of the stream."""
        super().__init__(stream, Reader, Writer, errors)
        self.encode, self.decode = encode, decode

    def __out(self, text):
        return self.encode(text, self.errors)[0]

    def read(self, size=-1):
        return self.__out(self.reader.read(size))

    def readline(self, size=None):
        return self.__out(self.reader.readline() if size is None else self.reader.readline(size))

    def readlines(self, sizehint=None):
        return self.__out(self.reader.read()).splitlines(keepends=True)

    def __next__(self):
        """The next line, in the encoding of this side."""
        return self.__out(next(self.reader))

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.writer.write(self.decode(b"".join(list), self.errors)[0])

    def seek(self, offset, whence=0):
        # the reader and the writer may have state each
        self.reader.seek(offset, whence)
        self.writer.seek(offset, whence)


# ---- Short cuts

def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    """Open a file that is encoded and decoded by a codec's stream classes. It is binary underneath."""
    if encoding is not None and "b" not in mode:
        mode += "b"
    file = builtins.open(filename, mode, buffering)
    if encoding is None:
        return file
    try:
        info = lookup(encoding)
        wrapped = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
        wrapped.encoding = encoding
        return wrapped
    except:
        file.close()
        raise


def EncodedFile(file, data_encoding, file_encoding=None, errors="strict"):
    """A file over another that translates between the encoding of the data and that of the file."""
    if file_encoding is None:
        file_encoding = data_encoding
    outer, inner = lookup(data_encoding), lookup(file_encoding)
    recoder = StreamRecoder(file, outer.encode, outer.decode, inner.streamreader, inner.streamwriter, errors)
    recoder.data_encoding, recoder.file_encoding = data_encoding, file_encoding
    return recoder


def getencoder(encoding):
    """The function that encodes."""
    return lookup(encoding).encode


def getdecoder(encoding):
    """The function that decodes."""
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    """The class of incremental encoders; LookupError if there is none."""
    found = lookup(encoding).incrementalencoder
    if found is None:
        raise LookupError(encoding)
    return found


def getincrementaldecoder(encoding):
    """The class of incremental decoders; LookupError if there is none."""
    found = lookup(encoding).incrementaldecoder
    if found is None:
        raise LookupError(encoding)
    return found


def getreader(encoding):
    """The class of stream readers."""
    return lookup(encoding).streamreader


def getwriter(encoding):
    """The class of stream writers."""
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors="strict", **kwargs):
    """Encode the pieces that an iterator gives."""
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for piece in iterator:
        output = encoder.encode(piece)
        if output:
            yield output
    output = encoder.encode("", True)
    if output:
        yield output


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    """Decode the pieces that an iterator gives."""
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for piece in iterator:
        output = decoder.decode(piece)
        if output:
            yield output
    output = decoder.decode(b"", True)
    if output:
        yield output


# ---- For charmap codecs

def make_identity_dict(rng):
    """Every number to itself."""
    return {number: number for number in rng}


def make_encoding_map(decoding_map):
    """The map turned round; what several keys lead to is undefined."""
    turned = {}
    for key, value in decoding_map.items():
        turned[value] = None if value in turned else key
    return turned


for _name in ("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace"):
    globals()[f"{_name}_errors"] = lookup_error(_name)
del _name

# Freezing tools find the encodings through this.
_false = 0
if _false:
    import encodings
