"""What gzip, bz2 and lzma have in common: files, and streams that decompress while they are read."""

import io
import os

MODE_CLOSED, MODE_READ, MODE_WRITE = 0, 1, 3

BUFFER_SIZE = io.DEFAULT_BUFFER_SIZE


class BaseStream(io.BufferedIOBase):
    """Checks of the mode for files that are read or written only."""

    def _check_not_closed(self):
        if self.closed:
            raise ValueError('I/O operation on closed file')

    def _check_can_read(self):
        if not self.readable():
            raise io.UnsupportedOperation('File not open for reading')

    def _check_can_write(self):
        if not self.writable():
            raise io.UnsupportedOperation('File not open for writing')

    def _check_can_seek(self):
        if not self.readable():
            raise io.UnsupportedOperation('Seeking is only supported on files open for reading')
        if not self.seekable():
            raise io.UnsupportedOperation('The underlying file object does not support seeking')


class CompressedFile(BaseStream):
    """A file of bz2 or lzma: what does not depend on how it is compressed.

    _mode is one of MODE_...; _fp is the compressed file, to be closed with this one if _closefp; _buffer is what
    is read, _compressor what writes.
    """

    _fp = _buffer = _compressor = None
    _closefp = False
    _mode = MODE_CLOSED

    def _use(self, file, open, mode):
        """Take an open file, or open one by name."""
        if isinstance(file, (str, bytes, os.PathLike)):
            self._fp = open(file, mode)
            self._closefp = True
        elif hasattr(file, 'read') or hasattr(file, 'write'):
            self._fp = file
        else:
            raise TypeError('filename must be a str, bytes, file or PathLike object')

    def close(self):
        """Finish and close; a file that was given stays open."""
        mode, self._mode = self._mode, MODE_CLOSED
        if mode == MODE_CLOSED:
            return
        try:
            if mode == MODE_READ:
                self._buffer.close()
            else:
                self._fp.write(self._compressor.flush())
                self._compressor = None
        finally:
            fp, self._fp, self._buffer = self._fp, None, None
            if self._closefp:
                self._closefp = False
                fp.close()

    @property
    def closed(self):
        return self._mode == MODE_CLOSED

    def fileno(self):
        """The descriptor of the compressed file."""
        self._check_not_closed()
        return self._fp.fileno()

    def seekable(self):
        """Can positions be gone to?"""
        return self.readable() and self._buffer.seekable()

    def readable(self):
        """Was it opened for reading?"""
        self._check_not_closed()
        return self._mode == MODE_READ

    def writable(self):
        """Was it opened for writing?"""
        self._check_not_closed()
        return self._mode == MODE_WRITE

    def seek(self, offset, whence=io.SEEK_SET):
        """Go to another place when reading; slow, because all until there must be decompressed."""
        self._check_can_seek()
        return self._buffer.seek(offset, whence)

    def tell(self):
        """The position in what is uncompressed."""
        self._check_not_closed()
        return self._buffer.tell() if self._mode == MODE_READ else self._pos


def binary_mode(mode, encoding, errors, newline):
    """The mode without 't'; what only text has must not be given without it."""
    text = 't' in mode
    if text and 'b' in mode:
        raise ValueError('Invalid mode: %r' % (mode,))
    if not text:
        for name, value in (('encoding', encoding), ('errors', errors), ('newline', newline)):
            if value is not None:
                raise ValueError("Argument '%s' not supported in binary mode" % name)
    return mode.replace('t', '')


def decompress_all(data, decompressor, garbage, incomplete):
    """What one or several streams contain, by decompressors that are made for each.

    Behind the first stream the error `garbage` means the end; `incomplete` is raised for a stream without end.
    """
    found = []
    while True:
        stream = decompressor()
        try:
            part = stream.decompress(data)
        except garbage:
            if found:
                break
            raise
        found.append(part)
        if not stream.eof:
            raise incomplete('Compressed data ended before the end-of-stream marker was reached')
        data = stream.unused_data
        if not data:
            break
    return b''.join(found)


class DecompressReader(io.RawIOBase):
    """A raw stream of what a file of one or several compressed streams contains.

    Seeking back means beginning anew.
    """

    def readable(self):
        return True

    def __init__(self, fp, decomp_factory, trailing_error=(), **decomp_args):
        self._fp = fp
        self._eof = False
        self._pos = 0
        self._size = -1  # unknown until the end has been reached
        self._decomp_factory = decomp_factory
        self._decomp_args = decomp_args
        self._decompressor = decomp_factory(**decomp_args)
        # Exceptions that mean that what follows a stream is no further one.
        self._trailing_error = trailing_error

    def close(self):
        self._decompressor = None
        return super().close()

    def seekable(self):
        return self._fp.seekable()

    def readinto(self, b):
        with memoryview(b) as view, view.cast('B') as target:
            data = self.read(len(target))
            target[:len(data)] = data
        return len(data)

    def _ended(self):
        self._eof = True
        self._size = self._pos
        return b''

    def read(self, size=-1):
        if size < 0:
            return self.readall()
        if not size or self._eof:
            return b''
        while True:
            decompressor = self._decompressor
            if decompressor.eof:
                raw = decompressor.unused_data or self._fp.read(BUFFER_SIZE)
                if not raw:
                    return self._ended()
                self._decompressor = decompressor = self._decomp_factory(**self._decomp_args)
                try:
                    data = decompressor.decompress(raw, size)
                except self._trailing_error:
                    return self._ended()  # ignore what is behind
            else:
                raw = b''
                if decompressor.needs_input:
                    raw = self._fp.read(BUFFER_SIZE)
                    if not raw:
                        raise EOFError('Compressed file ended before the end-of-stream marker was reached')
                data = decompressor.decompress(raw, size)
            if data:
                self._pos += len(data)
                return data

    def _rewind(self):
        self._fp.seek(0)
        self._eof = False
        self._pos = 0
        self._decompressor = self._decomp_factory(**self._decomp_args)

    def seek(self, offset, whence=io.SEEK_SET):
        if whence == io.SEEK_CUR:
            offset += self._pos
        elif whence == io.SEEK_END:
            while self._size < 0 and self.read(BUFFER_SIZE):
                pass
            offset += self._size
        elif whence != io.SEEK_SET:
            raise ValueError('Invalid value for whence: {}'.format(whence))
        if offset < self._pos:
            self._rewind()
        ahead = offset - self._pos
        while ahead > 0:
            data = self.read(min(io.DEFAULT_BUFFER_SIZE, ahead))
            if not data:
                break
            ahead -= len(data)
        return self._pos

    def tell(self):
        return self._pos
