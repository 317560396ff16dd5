"""Files compressed with LZMA: the formats .xz and .lzma."""

__all__ = [
    'CHECK_NONE', 'CHECK_CRC32', 'CHECK_CRC64', 'CHECK_SHA256', 'CHECK_ID_MAX', 'CHECK_UNKNOWN', 'FILTER_LZMA1',
    'FILTER_LZMA2', 'FILTER_DELTA', 'FILTER_X86', 'FILTER_IA64', 'FILTER_ARM', 'FILTER_ARMTHUMB', 'FILTER_POWERPC',
    'FILTER_SPARC', 'FORMAT_AUTO', 'FORMAT_XZ', 'FORMAT_ALONE', 'FORMAT_RAW', 'MF_HC3', 'MF_HC4', 'MF_BT2',
    'MF_BT3', 'MF_BT4', 'MODE_FAST', 'MODE_NORMAL', 'PRESET_DEFAULT', 'PRESET_EXTREME', 'LZMACompressor',
    'LZMADecompressor', 'LZMAFile', 'LZMAError', 'open', 'compress', 'decompress', 'is_check_supported',
]

import builtins
import io
import _compression
from _compression import MODE_READ, MODE_WRITE
from _lzma import *
from _lzma import _encode_filter_properties, _decode_filter_properties


class LZMAFile(_compression.CompressedFile):
    """A binary file that is compressed while written and decompressed while read."""

    def __init__(self, filename=None, mode='r', *, format=None, check=-1, preset=None, filters=None):
        """Open a file by name, or use one that is open: it is not closed then.

        mode is r, w, x or a. format is FORMAT_AUTO for reading and FORMAT_XZ for writing by
        default; check, preset and filters tell how to compress.
        """
        reading = mode in ('r', 'rb')
        if reading:
            if check != -1:
                raise ValueError('Cannot specify an integrity check when opening a file for reading')
            if preset is not None:
                raise ValueError('Cannot specify a preset compression level when opening a file for reading')
            format = FORMAT_AUTO if format is None else format
        elif mode in ('w', 'wb', 'a', 'ab', 'x', 'xb'):
            format = FORMAT_XZ if format is None else format
            self._compressor = LZMACompressor(format=format, check=check, preset=preset, filters=filters)
            self._pos = 0
        else:
            raise ValueError('Invalid mode: {!r}'.format(mode))
        self._use(filename, builtins.open, mode if 'b' in mode else mode + 'b')
        self._mode = MODE_READ if reading else MODE_WRITE
        if reading:
            self._buffer = io.BufferedReader(_compression.DecompressReader(
                self._fp, LZMADecompressor, trailing_error=LZMAError, format=format, filters=filters))

    def peek(self, size=-1):
        """Some of the data that comes next, without moving on."""
        self._check_can_read()
        return self._buffer.peek(size)

    def read(self, size=-1):
        """Up to so many bytes, or everything."""
        self._check_can_read()
        return self._buffer.read(size)

    def read1(self, size=-1):
        """At most size bytes, with at most one read of the file if possible."""
        self._check_can_read()
        return self._buffer.read1(io.DEFAULT_BUFFER_SIZE if size < 0 else size)

    def readline(self, size=-1):
        """The next line, of at most so many bytes."""
        self._check_can_read()
        return self._buffer.readline(size)

    def write(self, data):
        """Write bytes; they may reach the file only on close()."""
        self._check_can_write()
        self._fp.write(self._compressor.compress(data))
        self._pos += len(data)
        return len(data)


def open(filename, mode='rb', *, format=None, check=-1, preset=None, filters=None, encoding=None, errors=None,
         newline=None):
    """Open a compressed file, as binary or, with 't' in the mode, as text."""
    plain = _compression.binary_mode(mode, encoding, errors, newline)
    binary = LZMAFile(filename, plain, format=format, check=check, preset=preset, filters=filters)
    return io.TextIOWrapper(binary, encoding, errors, newline) if 't' in mode else binary


def compress(data, format=FORMAT_XZ, check=-1, preset=None, filters=None):
    """Compress bytes."""
    compressor = LZMACompressor(format, check, preset, filters)
    return compressor.compress(data) + compressor.flush()


def decompress(data, format=FORMAT_AUTO, memlimit=None, filters=None):
    """Decompress bytes of one or several streams."""
    return _compression.decompress_all(data, lambda: LZMADecompressor(format, memlimit, filters), LZMAError, LZMAError)
