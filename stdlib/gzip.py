"""Files compressed with gzip."""

import builtins
import io
import os
import struct
import sys
import time
import zlib
import _compression

__all__ = ['BadGzipFile', 'GzipFile', 'open', 'compress', 'decompress']

# Bits of the flags in a header.
FTEXT, FHCRC, FEXTRA, FNAME, FCOMMENT = 1, 2, 4, 8, 16

READ, WRITE = 1, 2

_COMPRESS_LEVEL_FAST = 1
_COMPRESS_LEVEL_TRADEOFF = 6
_COMPRESS_LEVEL_BEST = 9


def open(filename, mode='rb', compresslevel=_COMPRESS_LEVEL_BEST, encoding=None, errors=None, newline=None):
    """Open a compressed file, as binary or, with 't' in the mode, as text."""
    plain = _compression.binary_mode(mode, encoding, errors, newline)
    if isinstance(filename, (str, bytes, os.PathLike)):
        binary = GzipFile(filename, plain, compresslevel)
    elif hasattr(filename, 'read') or hasattr(filename, 'write'):
        binary = GzipFile(None, plain, compresslevel, filename)
    else:
        raise TypeError('filename must be a str or bytes object, or a file')
    return io.TextIOWrapper(binary, encoding, errors, newline) if 't' in mode else binary


def write32u(output, value):
    """Write a number of four bytes, little-endian."""
    output.write(struct.pack('<L', value))


class _PaddedFile:
    """A file with bytes put back in front."""

    def __init__(self, f, prepend=b''):
        self.file = f
        self._pending = prepend
        self._length = len(prepend)
        self._read = 0  # how much of the pending bytes, None if they are used up

    def read(self, size):
        if self._read is None:
            return self.file.read(size)
        start = self._read
        if start + size <= self._length:
            self._read += size
            return self._pending[start:self._read]
        self._read = None
        return self._pending[start:] + self.file.read(size - self._length + start)

    def prepend(self, prepend=b''):
        if self._read is None:
            self._pending = prepend
        else:  # they were among the pending ones
            self._read -= len(prepend)
            return
        self._length = len(self._pending)
        self._read = 0

    def seek(self, off):
        self._read = None
        self._pending = None
        return self.file.seek(off)

    def seekable(self):
        return True  # the reader checks itself


class BadGzipFile(OSError):
    """Not a gzip file, or a damaged one."""


class GzipFile(_compression.BaseStream):
    """A binary file that is compressed while written and decompressed while read."""

    # A file that we opened and have to close.
    myfileobj = None

    def __init__(self, filename=None, mode=None, compresslevel=_COMPRESS_LEVEL_BEST, fileobj=None, mtime=None):
        """Open a file by name, or use fileobj; the name goes into the header, as does mtime.

        mode is r, w, x or a; compresslevel goes from 0 to 9, where 9 is the smallest result.
        """
        if mode and ('t' in mode or 'U' in mode):
            raise ValueError('Invalid mode: {!r}'.format(mode))
        if mode and 'b' not in mode:
            mode += 'b'
        if fileobj is None:
            fileobj = self.myfileobj = builtins.open(filename, mode or 'rb')
        if filename is None:
            filename = getattr(fileobj, 'name', '')
            if not isinstance(filename, (str, bytes)):
                filename = ''
        else:
            filename = os.fspath(filename)
        if mode is None:
            mode = getattr(fileobj, 'mode', 'rb')
        if mode.startswith('r'):
            self.mode = READ
            self._buffer = io.BufferedReader(_GzipReader(fileobj))
            self.name = filename
        elif mode.startswith(('w', 'a', 'x')):
            self.mode = WRITE
            self._init_write(filename)
            self.compress = zlib.compressobj(compresslevel, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, 0)
            self._write_mtime = mtime
        else:
            raise ValueError('Invalid mode: {!r}'.format(mode))
        self.fileobj = fileobj
        if self.mode == WRITE:
            self._write_gzip_header(compresslevel)

    @property
    def filename(self):
        import warnings
        warnings.warn('use the name attribute', DeprecationWarning, 2)
        if self.mode == WRITE and self.name[-3:] != '.gz':
            return self.name + '.gz'
        return self.name

    @property
    def mtime(self):
        """The time of the last header read, None before that."""
        return self._buffer.raw._last_mtime

    def __repr__(self):
        inner = repr(self.fileobj)
        return '<gzip ' + inner[1:-1] + ' ' + hex(id(self)) + '>'

    def _init_write(self, filename):
        self.name = filename
        self.crc = zlib.crc32(b'')
        self.size = 0
        self.writebuf = []
        self.bufsize = 0
        self.offset = 0

    def _write_gzip_header(self, compresslevel):
        name = os.path.basename(self.name)
        try:
            if not isinstance(name, bytes):
                name = name.encode('latin-1')
            if name.endswith(b'.gz'):
                name = name[:-3]
        except UnicodeEncodeError:
            name = b''  # cannot be in a header
        mtime = time.time() if self._write_mtime is None else self._write_mtime
        effort = {_COMPRESS_LEVEL_BEST: b'\002', _COMPRESS_LEVEL_FAST: b'\004'}.get(compresslevel, b'\000')
        self.fileobj.write(b'\037\213\010' + bytes([FNAME if name else 0]))
        write32u(self.fileobj, int(mtime))
        self.fileobj.write(effort + b'\377')
        if name:
            self.fileobj.write(name + b'\000')

    def write(self, data):
        self._check_not_closed()
        if self.mode != WRITE:
            import errno
            raise OSError(errno.EBADF, 'write() on read-only GzipFile object')
        if self.fileobj is None:
            raise ValueError('write() on closed GzipFile object')
        if isinstance(data, bytes):
            size = len(data)
        else:
            data = memoryview(data)
            size = data.nbytes
        if size > 0:
            self.fileobj.write(self.compress.compress(data))
            self.size += size
            self.crc = zlib.crc32(data, self.crc)
            self.offset += size
        return size

    def _reading(self, what):
        self._check_not_closed()
        if self.mode != READ:
            import errno
            raise OSError(errno.EBADF, what + '() on write-only GzipFile object')

    def read(self, size=-1):
        self._reading('read')
        return self._buffer.read(size)

    def read1(self, size=-1):
        """At most size bytes, with few reads of the file."""
        self._reading('read1')
        return self._buffer.read1(io.DEFAULT_BUFFER_SIZE if size < 0 else size)

    def peek(self, n):
        self._reading('peek')
        return self._buffer.peek(n)

    @property
    def closed(self):
        return self.fileobj is None

    def close(self):
        fileobj, self.fileobj = self.fileobj, None
        if fileobj is None:
            return
        try:
            if self.mode == WRITE:
                fileobj.write(self.compress.flush())
                write32u(fileobj, self.crc)
                write32u(fileobj, self.size & 0xffffffff)
            elif self.mode == READ:
                self._buffer.close()
        finally:
            own, self.myfileobj = self.myfileobj, None
            if own:
                own.close()

    def flush(self, zlib_mode=zlib.Z_SYNC_FLUSH):
        self._check_not_closed()
        if self.mode == WRITE:
            self.fileobj.write(self.compress.flush(zlib_mode))
            self.fileobj.flush()

    def fileno(self):
        """The descriptor of the compressed file."""
        return self.fileobj.fileno()

    def rewind(self):
        """Begin reading anew."""
        if self.mode != READ:
            raise OSError("Can't rewind in write mode")
        self._buffer.seek(0)

    def readable(self):
        return self.mode == READ

    def writable(self):
        return self.mode == WRITE

    def seekable(self):
        return True

    def seek(self, offset, whence=io.SEEK_SET):
        """Go elsewhere: forward only when writing, where zeros are written."""
        if self.mode == READ:
            self._check_not_closed()
            return self._buffer.seek(offset, whence)
        if whence == io.SEEK_CUR:
            offset += self.offset
        elif whence != io.SEEK_SET:
            raise ValueError('Seek from end not supported')
        if offset < self.offset:
            raise OSError('Negative seek in write mode')
        missing = offset - self.offset
        while missing > 0:
            missing -= self.write(bytes(min(missing, 1024)))
        return self.offset

    def readline(self, size=-1):
        self._check_not_closed()
        return self._buffer.readline(size)


class _GzipReader(_compression.DecompressReader):
    """Decompresses the members of a gzip file, checking what stands after each."""

    def __init__(self, fp):
        super().__init__(_PaddedFile(fp), zlib.decompressobj, wbits=-zlib.MAX_WBITS)
        self._new_member = True
        self._last_mtime = None

    def _init_read(self):
        self._crc = zlib.crc32(b'')
        self._stream_size = 0

    def _read_exact(self, n):
        data = self._fp.read(n)
        while len(data) < n:
            more = self._fp.read(n - len(data))
            if not more:
                raise EOFError('Compressed file ended before the end-of-stream marker was reached')
            data += more
        return data

    def _skip_string(self):
        while self._fp.read(1) not in (b'', b'\000'):
            pass

    def _read_gzip_header(self):
        """Read a header; False at the end of the file."""
        magic = self._fp.read(2)
        if magic == b'':
            return False
        if magic != b'\037\213':
            raise BadGzipFile('Not a gzipped file (%r)' % magic)
        method, flags, self._last_mtime = struct.unpack('<BBIxx', self._read_exact(8))
        if method != 8:
            raise BadGzipFile('Unknown compression method')
        if flags & FEXTRA:
            size, = struct.unpack('<H', self._read_exact(2))
            self._read_exact(size)
        for flag in (FNAME, FCOMMENT):
            if flags & flag:
                self._skip_string()
        if flags & FHCRC:
            self._read_exact(2)
        return True

    def read(self, size=-1):
        if size < 0:
            return self.readall()
        if not size:
            return b''
        while True:
            if self._decompressor.eof:
                self._read_eof()
                self._new_member = True
                self._decompressor = self._decomp_factory(**self._decomp_args)
            if self._new_member:
                self._init_read()
                if not self._read_gzip_header():
                    self._size = self._pos
                    return b''
                self._new_member = False
            raw = self._fp.read(io.DEFAULT_BUFFER_SIZE)
            data = self._decompressor.decompress(raw, size)
            left = self._decompressor.unconsumed_tail or self._decompressor.unused_data
            if left:
                self._fp.prepend(left)
            if data:
                self._crc = zlib.crc32(data, self._crc)
                self._stream_size += len(data)
                self._pos += len(data)
                return data
            if raw == b'':
                raise EOFError('Compressed file ended before the end-of-stream marker was reached')

    def _read_eof(self):
        """Check what follows a member, and skip zeros behind it."""
        crc, size = struct.unpack('<II', self._read_exact(8))
        if crc != self._crc:
            raise BadGzipFile('CRC check failed %s != %s' % (hex(crc), hex(self._crc)))
        if size != self._stream_size & 0xffffffff:
            raise BadGzipFile('Incorrect length of data produced')
        byte = b'\x00'
        while byte == b'\x00':
            byte = self._fp.read(1)
        if byte:
            self._fp.prepend(byte)

    def _rewind(self):
        super()._rewind()
        self._new_member = True


def compress(data, compresslevel=_COMPRESS_LEVEL_BEST, *, mtime=None):
    """Compress bytes."""
    buffer = io.BytesIO()
    with GzipFile(fileobj=buffer, mode='wb', compresslevel=compresslevel, mtime=mtime) as file:
        file.write(data)
    return buffer.getvalue()


def decompress(data):
    """Decompress bytes."""
    with GzipFile(fileobj=io.BytesIO(data)) as file:
        return file.read()


def _copy(source, target):
    while True:
        chunk = source.read(1024)
        if not chunk:
            return
        target.write(chunk)


def main():
    """Compress or decompress files, or standard input to standard output."""
    from argparse import ArgumentParser
    parser = ArgumentParser(description='A simple command line interface for the gzip module: act like gzip, but do '
                                        'not delete the input file.')
    group = parser.add_mutually_exclusive_group()
    group.add_argument('--fast', action='store_true', help='compress faster')
    group.add_argument('--best', action='store_true', help='compress better')
    group.add_argument('-d', '--decompress', action='store_true', help='act like gunzip instead of gzip')
    parser.add_argument('args', nargs='*', default=['-'], metavar='file')
    args = parser.parse_args()
    level = _COMPRESS_LEVEL_TRADEOFF
    if args.fast or args.best:
        level = _COMPRESS_LEVEL_FAST if args.fast else _COMPRESS_LEVEL_BEST
    for name in args.args:
        if args.decompress:
            if name == '-':
                source, target = GzipFile(filename='', mode='rb', fileobj=sys.stdin.buffer), sys.stdout.buffer
            elif name[-3:] != '.gz':
                sys.exit(f"filename doesn't end in .gz: {name!r}")
            else:
                source, target = open(name, 'rb'), builtins.open(name[:-3], 'wb')
        elif name == '-':
            source = sys.stdin.buffer
            target = GzipFile(filename='', mode='wb', fileobj=sys.stdout.buffer, compresslevel=level)
        else:
            source, target = builtins.open(name, 'rb'), open(name + '.gz', 'wb')
        _copy(source, target)
        if target is not sys.stdout.buffer:
            target.close()
        if source is not sys.stdin.buffer:
            source.close()


if __name__ == '__main__':
    main()
