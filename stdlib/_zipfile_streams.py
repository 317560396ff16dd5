"""The members of ZIP archives as files, to read and to write."""

import io
import struct

try:
    from zlib import crc32
except ImportError:
    from binascii import crc32

from _zipfile_compression import ZIP_DEFLATED, ZIP_STORED, _ZipDecrypter, _get_compressor, _get_decompressor
from _zipfile_compression import compressor_names
from _zipfile_records import _DD_SIGNATURE, BadZipFile

__name__ = 'zipfile'  # where all of this is found


class _SharedFile:
    """A view of the archive's file with a position of its own."""

    def __init__(self, file, pos, close, lock, writing):
        self._file = file
        self._pos = pos
        self._close = close
        self._lock = lock
        self._writing = writing
        self.seekable = file.seekable
        self.tell = file.tell

    def _check(self, what):
        if self._writing():
            raise ValueError("Can't %s the ZIP file while there is an open writing handle on it. Close the writing "
                             'handle before trying to read.' % what)

    def seek(self, offset, whence=0):
        with self._lock:
            self._check('reposition in')
            self._file.seek(offset, whence)
            self._pos = self._file.tell()
            return self._pos

    def read(self, n=-1):
        with self._lock:
            self._check('read from')
            self._file.seek(self._pos)
            data = self._file.read(n)
            self._pos = self._file.tell()
            return data

    def close(self):
        if self._file is not None:
            file, self._file = self._file, None
            self._close(file)


class _Tellable:
    """Counts what is written to a stream that cannot tell."""

    def __init__(self, fp):
        self.fp = fp
        self.offset = 0

    def write(self, data):
        size = self.fp.write(data)
        self.offset += size
        return size

    def tell(self):
        return self.offset

    def flush(self):
        self.fp.flush()

    def close(self):
        self.fp.close()


class ZipExtFile(io.BufferedIOBase):
    """A member open for reading."""

    MAX_N = 1 << 31 - 1
    MIN_READ_SIZE = 4096
    MAX_SEEK_READ = 1 << 24

    def __init__(self, fileobj, mode, zipinfo, pwd=None, close_fileobj=False):
        self._fileobj = fileobj
        self._pwd = pwd
        self._close_fileobj = close_fileobj
        self._compress_type = zipinfo.compress_type
        self.mode = mode
        self.name = zipinfo.filename
        self.newlines = None
        self._expected_crc = self._orig_start_crc = None
        if hasattr(zipinfo, 'CRC'):
            self._expected_crc = zipinfo.CRC
            self._orig_start_crc = crc32(b'')
        self._packed_size, self._size = zipinfo.compress_size, zipinfo.file_size
        self._seekable = False
        try:
            if fileobj.seekable():
                self._orig_compress_start = fileobj.tell()
                self._seekable = True
        except AttributeError:
            pass
        self._decrypter = None
        self._check_byte = None
        if pwd:
            # The last byte of the salt is one of the time, if the CRC comes after the data.
            late = zipinfo.flag_bits & 0x8
            self._check_byte = zipinfo._raw_time >> 8 & 0xff if late else zipinfo.CRC >> 24 & 0xff
        self._begin()
        if pwd:
            self._check_password()

    def _begin(self):
        """Be at the start of the data."""
        self._running_crc = self._orig_start_crc
        self._compress_left = self._packed_size
        self._left = self._size
        self._readbuffer = b''
        self._offset = 0
        self._eof = False
        self._decompressor = _get_decompressor(self._compress_type)

    def _check_password(self):
        if self._init_decrypter() != self._check_byte:
            raise RuntimeError('Bad password for file %r' % self.name)

    def _init_decrypter(self):
        self._decrypter = _ZipDecrypter(self._pwd)
        # Twelve bytes of salt come first.
        salt = self._fileobj.read(12)
        self._compress_left -= 12
        return self._decrypter(salt)[11]

    def __repr__(self):
        parts = ['<%s.%s' % (self.__class__.__module__, self.__class__.__qualname__)]
        if self.closed:
            parts.append('[closed]')
        else:
            parts.append('name=%r mode=%r' % (self.name, self.mode))
            if self._compress_type != ZIP_STORED:
                parts.append('compress_type=%s' % compressor_names.get(self._compress_type, self._compress_type))
        return ' '.join(parts) + '>'

    def readline(self, limit=-1):
        """The next line, of at most `limit` bytes."""
        if limit < 0:
            end = self._readbuffer.find(b'\n', self._offset) + 1
            if end > 0:
                line = self._readbuffer[self._offset:end]
                self._offset = end
                return line
        return io.BufferedIOBase.readline(self, limit)

    def _buffered(self):
        return len(self._readbuffer) - self._offset

    def peek(self, n=1):
        """Some of the data that comes next, without moving on."""
        if n > self._buffered():
            more = self.read(n)
            if len(more) > self._offset:
                self._readbuffer = more + self._readbuffer[self._offset:]
                self._offset = 0
            else:
                self._offset -= len(more)
        return self._readbuffer[self._offset:self._offset + 512]

    def readable(self):
        return True

    def _take(self, n=None):
        """What is in the buffer, or the first n bytes of it."""
        start = self._offset
        if n is None or n >= self._buffered():
            data = self._readbuffer[start:]
            self._readbuffer, self._offset = b'', 0
            return data
        self._offset = start + n
        return self._readbuffer[start:self._offset]

    def _keep_rest(self, data, n):
        """The first n bytes of fresh data; the others go into the buffer."""
        if n < len(data):
            self._readbuffer, self._offset = data, n
            return data[:n]
        return data

    def read(self, n=-1):
        """At most n bytes; all that are left without n."""
        if n is None or n < 0:
            parts = [self._take()]
            while not self._eof:
                parts.append(self._read1(self.MAX_N))
            return b''.join(parts)
        parts = [self._take(n)]
        n -= len(parts[0])
        while n > 0 and not self._eof:
            data = self._keep_rest(self._read1(n), n)
            parts.append(data)
            n -= len(data)
        return b''.join(parts)

    def _update_crc(self, newdata):
        if self._expected_crc is None:
            return
        self._running_crc = crc32(newdata, self._running_crc)
        if self._eof and self._running_crc != self._expected_crc:
            raise BadZipFile('Bad CRC-32 for file %r' % self.name)

    def read1(self, n):
        """At most n bytes, with few reads of the file."""
        everything = n is None or n < 0
        if not everything:
            data = self._take(n)
            n -= len(data)
            if n <= 0:
                return data
        else:
            data = self._take()
        while not self._eof:
            more = self._read1(self.MAX_N if everything else n)
            if not everything:
                more = self._keep_rest(more, n)
            if more:
                return data + more
        return data

    def _read1(self, n):
        """At most about n bytes of decompressed data, by one read of the compressed ones."""
        if self._eof or n <= 0:
            return b''
        if self._compress_type == ZIP_DEFLATED:
            data = self._decompressor.unconsumed_tail
            if n > len(data):
                data += self._read2(n - len(data))
            limit = max(n, self.MIN_READ_SIZE)
            data = self._decompressor.decompress(data, limit)
            self._eof = (self._decompressor.eof
                         or self._compress_left <= 0 and not self._decompressor.unconsumed_tail)
            if self._eof:
                data += self._decompressor.flush()
        else:
            data = self._read2(n)
            if self._compress_type == ZIP_STORED:
                self._eof = self._compress_left <= 0
            else:
                data = self._decompressor.decompress(data)
                self._eof = self._decompressor.eof or self._compress_left <= 0
        data = data[:self._left]
        self._left -= len(data)
        if self._left <= 0:
            self._eof = True
        self._update_crc(data)
        return data

    def _read2(self, n):
        """At most n bytes of compressed data, decrypted."""
        if self._compress_left <= 0:
            return b''
        data = self._fileobj.read(min(max(n, self.MIN_READ_SIZE), self._compress_left))
        self._compress_left -= len(data)
        if not data:
            raise EOFError
        return data if self._decrypter is None else self._decrypter(data)

    def close(self):
        try:
            if self._close_fileobj:
                self._fileobj.close()
        finally:
            super().close()

    def seekable(self):
        return self._seekable

    def seek(self, offset, whence=0):
        if not self._seekable:
            raise io.UnsupportedOperation('underlying stream is not seekable')
        here = self.tell()
        if whence not in (0, 1, 2):
            raise ValueError('whence must be os.SEEK_SET (0), os.SEEK_CUR (1), or os.SEEK_END (2)')
        target = offset + (0, here, self._size)[whence]
        target = min(max(target, 0), self._size)
        ahead = target - here
        if 0 <= self._offset + ahead < len(self._readbuffer):
            self._offset += ahead
            ahead = 0
        elif ahead < 0:
            # Begin anew and read forward.
            self._fileobj.seek(self._orig_compress_start)
            self._begin()
            ahead = target
            if self._decrypter is not None:
                self._init_decrypter()
        while ahead > 0:
            step = min(self.MAX_SEEK_READ, ahead)
            self.read(step)
            ahead -= step
        return self.tell()

    def tell(self):
        if not self._seekable:
            raise io.UnsupportedOperation('underlying stream is not seekable')
        return self._size - self._left - len(self._readbuffer) + self._offset


class _ZipWriteFile(io.BufferedIOBase):
    """A member open for writing."""

    def __init__(self, zf, zinfo, zip64):
        self._zinfo = zinfo
        self._zip64 = zip64
        self._zipfile = zf
        self._compressor = _get_compressor(zinfo.compress_type, zinfo._compresslevel)
        self._file_size = self._compress_size = self._crc = 0

    @property
    def _fileobj(self):
        return self._zipfile.fp

    def writable(self):
        return True

    def write(self, data):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        if isinstance(data, (bytes, bytearray)):
            size = len(data)
        else:
            data = memoryview(data)
            size = data.nbytes
        self._file_size += size
        self._crc = crc32(data, self._crc)
        if self._compressor:
            data = self._compressor.compress(data)
            self._compress_size += len(data)
        self._fileobj.write(data)
        return size

    def close(self):
        if self.closed:
            return
        try:
            super().close()
            info = self._zinfo
            if self._compressor:
                rest = self._compressor.flush()
                self._compress_size += len(rest)
                self._fileobj.write(rest)
            else:
                self._compress_size = self._file_size
            info.compress_size, info.file_size, info.CRC = self._compress_size, self._file_size, self._crc
            if info.flag_bits & 0x08:
                # The sizes come after the data.
                self._fileobj.write(struct.pack('<LLQQ' if self._zip64 else '<LLLL', _DD_SIGNATURE, info.CRC,
                                                info.compress_size, info.file_size))
                self._zipfile.start_dir = self._fileobj.tell()
            else:
                if not self._zip64:
                    from zipfile import ZIP64_LIMIT  # where tests replace it
                    if self._file_size > ZIP64_LIMIT:
                        raise RuntimeError('File size unexpectedly exceeded ZIP64 limit')
                    if self._compress_size > ZIP64_LIMIT:
                        raise RuntimeError('Compressed size unexpectedly exceeded ZIP64 limit')
                # Write the header again, now that the sizes are known.
                self._zipfile.start_dir = self._fileobj.tell()
                self._fileobj.seek(info.header_offset)
                self._fileobj.write(info.FileHeader(self._zip64))
                self._fileobj.seek(self._zipfile.start_dir)
            self._zipfile.filelist.append(info)
            self._zipfile.NameToInfo[info.filename] = info
        finally:
            self._zipfile._writing = False


__name__ = __spec__.name
