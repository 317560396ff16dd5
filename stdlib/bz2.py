"""Files compressed with bzip2."""

__all__ = ['BZ2File', 'BZ2Compressor', 'BZ2Decompressor', 'open', 'compress', 'decompress']

__author__ = 'Nadeem Vawda <nadeem.vawda@gmail.com>'

import io
import _compression
from _compression import MODE_READ, MODE_WRITE
from _bz2 import BZ2Compressor, BZ2Decompressor
from builtins import open as _builtin_open
from threading import RLock

_sentinel = object()


class BZ2File(_compression.CompressedFile):
    """A binary file that is compressed while written and decompressed while read."""

    def __init__(self, filename, mode='r', buffering=_sentinel, compresslevel=9):
        """Open a file by name, or use one that is open: it is not closed then.

        mode is r, w, x or a; compresslevel goes from 1 to 9, where 9 is the smallest result.
        """
        self._lock = RLock()  # makes the methods safe for threads
        if buffering is not _sentinel:
            import warnings
            warnings.warn("Use of 'buffering' argument is deprecated and ignored since Python 3.0.",
                          DeprecationWarning, stacklevel=2)
        if not 1 <= compresslevel <= 9:
            raise ValueError('compresslevel must be between 1 and 9')
        letter = mode.replace('b', '') if mode in ('', 'r', 'rb', 'w', 'wb', 'x', 'xb', 'a', 'ab') else None
        if letter is None:
            raise ValueError('Invalid mode: %r' % (mode,))
        letter = letter or 'r'
        if letter != 'r':
            self._compressor = BZ2Compressor(compresslevel)
        self._use(filename, _builtin_open, letter + 'b')
        self._mode = MODE_READ if letter == 'r' else MODE_WRITE
        if letter == 'r':
            # Garbage behind the last stream is ignored.
            self._buffer = io.BufferedReader(
                _compression.DecompressReader(self._fp, BZ2Decompressor, trailing_error=OSError))
        else:
            self._pos = 0

    def close(self):
        """Finish and close; a file that was given stays open."""
        with self._lock:
            super().close()

    def peek(self, n=0):
        """Some of the data that comes next, without moving on."""
        with self._lock:
            self._check_can_read()
            return self._buffer.peek(n)

    def read(self, size=-1):
        """Up to so many bytes, or everything."""
        with self._lock:
            self._check_can_read()
            return self._buffer.read(size)

    def read1(self, size=-1):
        """At most size bytes, with at most one read of the file if possible."""
        with self._lock:
            self._check_can_read()
            return self._buffer.read1(io.DEFAULT_BUFFER_SIZE if size < 0 else size)

    def readinto(self, b):
        """Read into a buffer; gives the number of bytes."""
        with self._lock:
            self._check_can_read()
            return self._buffer.readinto(b)

    @staticmethod
    def _as_index(size):
        if isinstance(size, int):
            return size
        if not hasattr(size, '__index__'):
            raise TypeError('Integer argument expected')
        return size.__index__()

    def readline(self, size=-1):
        """The next line, of at most so many bytes."""
        size = self._as_index(size)
        with self._lock:
            self._check_can_read()
            return self._buffer.readline(size)

    def readlines(self, size=-1):
        """The lines, up to about so many bytes."""
        size = self._as_index(size)
        with self._lock:
            self._check_can_read()
            return self._buffer.readlines(size)

    def write(self, data):
        """Write bytes; they may reach the file only on close()."""
        with self._lock:
            self._check_can_write()
            self._fp.write(self._compressor.compress(data))
            size = len(data) if isinstance(data, (bytes, bytearray)) else memoryview(data).nbytes
            self._pos += size
            return size

    def writelines(self, seq):
        """Write the bytes of an iterable, one after the other."""
        with self._lock:
            return super().writelines(seq)

    def seek(self, offset, whence=io.SEEK_SET):
        """Go to another place when reading; slow, because all until there must be decompressed."""
        with self._lock:
            return super().seek(offset, whence)

    def tell(self):
        """The position in what is uncompressed."""
        with self._lock:
            return super().tell()


def open(filename, mode='rb', compresslevel=9, encoding=None, errors=None, newline=None):
    """Open a compressed file, as binary or, with 't' in the mode, as text."""
    plain = _compression.binary_mode(mode, encoding, errors, newline)
    binary = BZ2File(filename, plain, compresslevel=compresslevel)
    return io.TextIOWrapper(binary, encoding, errors, newline) if 't' in mode else binary


def compress(data, compresslevel=9):
    """Compress bytes."""
    compressor = BZ2Compressor(compresslevel)
    return compressor.compress(data) + compressor.flush()


def decompress(data):
    """Decompress bytes of one or several streams."""
    return _compression.decompress_all(data, BZ2Decompressor, OSError, ValueError) if data else b''
