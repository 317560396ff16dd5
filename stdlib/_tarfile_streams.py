"""The files of tarfile: archives that are only read or written once, and members as files."""

import io
import os
import struct
import time

from _tarfile_format import BLOCKSIZE, NUL, CompressionError, ReadError, StreamError

__name__ = 'tarfile'  # where all of this is found


class _LowLevelFile:
    """A file by its descriptor, without buffers."""

    def __init__(self, name, mode):
        flags = {'r': os.O_RDONLY, 'w': os.O_WRONLY | os.O_CREAT | os.O_TRUNC}[mode]
        self.fd = os.open(name, flags | getattr(os, 'O_BINARY', 0), 0o666)

    def close(self):
        os.close(self.fd)

    def read(self, size):
        return os.read(self.fd, size)

    def write(self, s):
        os.write(self.fd, s)


class _Stream:
    """A compressed stream of blocks, which is read or written from the beginning to the end only."""

    def __init__(self, name, mode, comptype, fileobj, bufsize):
        self._extfileobj = fileobj is not None
        if fileobj is None:
            fileobj = _LowLevelFile(name, mode)
        if comptype == '*':
            fileobj = _StreamProxy(fileobj)
            comptype = fileobj.getcomptype()
        self.name = name or ''
        self.mode = mode
        self.comptype = comptype
        self.fileobj = fileobj
        self.bufsize = bufsize
        self.buf = b''
        self.pos = 0
        self.closed = False
        self.exception = ()
        try:
            self._set_up()
        except:
            if not self._extfileobj:
                self.fileobj.close()
            self.closed = True
            raise

    def _set_up(self):
        reading = self.mode == 'r'
        if self.comptype == 'gz':
            try:
                import zlib
            except ImportError:
                raise CompressionError('zlib module is not available')
            self.zlib = zlib
            self.crc = zlib.crc32(b'')
            if reading:
                self._init_read_gz()
                self.exception = zlib.error
            else:
                self._init_write_gz()
        elif self.comptype == 'bz2':
            try:
                import bz2
            except ImportError:
                raise CompressionError('bz2 module is not available')
            if reading:
                self.dbuf = b''
                self.cmp = bz2.BZ2Decompressor()
                self.exception = OSError
            else:
                self.cmp = bz2.BZ2Compressor()
        elif self.comptype == 'xz':
            try:
                import lzma
            except ImportError:
                raise CompressionError('lzma module is not available')
            if reading:
                self.dbuf = b''
                self.cmp = lzma.LZMADecompressor()
                self.exception = lzma.LZMAError
            else:
                self.cmp = lzma.LZMACompressor()
        elif self.comptype != 'tar':
            raise CompressionError('unknown compression type %r' % self.comptype)

    def __del__(self):
        if hasattr(self, 'closed') and not self.closed:
            self.close()

    def _init_write_gz(self):
        self.cmp = self.zlib.compressobj(9, self.zlib.DEFLATED, -self.zlib.MAX_WBITS, self.zlib.DEF_MEM_LEVEL, 0)
        self.__write(b'\037\213\010\010' + struct.pack('<L', int(time.time())) + b'\002\377')
        name = self.name[:-3] if self.name.endswith('.gz') else self.name
        # The header has the name without directories.
        self.__write(os.path.basename(name).encode('iso-8859-1', 'replace') + NUL)

    def write(self, s):
        if self.comptype == 'gz':
            self.crc = self.zlib.crc32(s, self.crc)
        self.pos += len(s)
        self.__write(self.cmp.compress(s) if self.comptype != 'tar' else s)

    def __write(self, s):
        """Write whole buffers; keep the rest."""
        self.buf += s
        while len(self.buf) > self.bufsize:
            self.fileobj.write(self.buf[:self.bufsize])
            self.buf = self.buf[self.bufsize:]

    def close(self):
        if self.closed:
            return
        self.closed = True
        try:
            if self.mode == 'w':
                if self.comptype != 'tar':
                    self.buf += self.cmp.flush()
                if self.buf:
                    self.fileobj.write(self.buf)
                    self.buf = b''
                    if self.comptype == 'gz':
                        self.fileobj.write(struct.pack('<LL', self.crc, self.pos & 0xffffFFFF))
        finally:
            if not self._extfileobj:
                self.fileobj.close()

    def _init_read_gz(self):
        """Read the header."""
        self.cmp = self.zlib.decompressobj(-self.zlib.MAX_WBITS)
        self.dbuf = b''
        if self.__read(2) != b'\037\213':
            raise ReadError('not a gzip file')
        if self.__read(1) != b'\010':
            raise CompressionError('unsupported compression method')
        flags = ord(self.__read(1))
        self.__read(6)
        if flags & 4:
            self.read(int.from_bytes(self.__read(2), 'little'))
        for flag in (8, 16):
            if flags & flag:
                while self.__read(1) not in (b'', NUL):
                    pass
        if flags & 2:
            self.__read(2)

    def tell(self):
        return self.pos

    def seek(self, pos=0):
        """Go forward."""
        if pos < self.pos:
            raise StreamError('seeking backwards is not allowed')
        blocks, rest = divmod(pos - self.pos, self.bufsize)
        for _ in range(blocks):
            self.read(self.bufsize)
        self.read(rest)
        return self.pos

    def read(self, size):
        assert size is not None
        data = self._read(size)
        self.pos += len(data)
        return data

    def _read(self, size):
        if self.comptype == 'tar':
            return self.__read(size)
        parts = [self.dbuf]
        have = len(self.dbuf)
        while have < size:
            if self.buf:
                raw, self.buf = self.buf, b''
            else:
                raw = self.fileobj.read(self.bufsize)
                if not raw:
                    break
            try:
                raw = self.cmp.decompress(raw)
            except self.exception as error:
                raise ReadError('invalid compressed data') from error
            parts.append(raw)
            have += len(raw)
        data = b''.join(parts)
        self.dbuf = data[size:]
        return data[:size]

    def __read(self, size):
        """Raw bytes."""
        parts = [self.buf]
        have = len(self.buf)
        while have < size:
            data = self.fileobj.read(self.bufsize)
            if not data:
                break
            parts.append(data)
            have += len(data)
        data = b''.join(parts)
        self.buf = data[size:]
        return data[:size]


class _StreamProxy(object):
    """A file whose first block tells the compression."""

    def __init__(self, fileobj):
        self.fileobj = fileobj
        self.buf = fileobj.read(BLOCKSIZE)

    def read(self, size):
        self.read = self.fileobj.read
        return self.buf

    def getcomptype(self):
        start = self.buf
        if start.startswith(b'\x1f\x8b\x08'):
            return 'gz'
        if start[:3] == b'BZh' and start[4:10] == b'1AY&SY':
            return 'bz2'
        return 'xz' if start.startswith((b'\x5d\x00\x00\x80', b'\xfd7zXZ')) else 'tar'

    def close(self):
        self.fileobj.close()


class _FileInFile(object):
    """A part of a file as a file; blockinfo lists (offset, size) of the parts of a sparse file."""

    def __init__(self, fileobj, offset, size, blockinfo=None):
        self.fileobj = fileobj
        self.offset = offset
        self.size = size
        self.position = 0
        self.name = getattr(fileobj, 'name', None)
        self.closed = False
        self.map = []  # (is it data?, start, stop, offset of the data)
        self.map_index = 0
        at = 0
        for start, length in [(0, size)] if blockinfo is None else blockinfo:
            if start > at:
                self.map.append((False, at, start, None))
            self.map.append((True, start, start + length, offset))
            offset += length
            at = start + length
        if at < size:
            self.map.append((False, at, size, None))

    def flush(self):
        pass

    def readable(self):
        return True

    def writable(self):
        return False

    def seekable(self):
        return self.fileobj.seekable()

    def tell(self):
        return self.position

    def seek(self, position, whence=io.SEEK_SET):
        if whence not in (io.SEEK_SET, io.SEEK_CUR, io.SEEK_END):
            raise ValueError('Invalid argument')
        if whence == io.SEEK_SET:
            self.position = min(max(position, 0), self.size)
        else:
            base = self.position if whence == io.SEEK_CUR else self.size
            self.position = max(min(base + position, self.size), 0)
        return self.position

    def read(self, size=None):
        left = self.size - self.position
        size = left if size is None else min(size, left)
        found = b''
        while size > 0:
            while True:
                is_data, start, stop, offset = self.map[self.map_index]
                if start <= self.position < stop:
                    break
                self.map_index = (self.map_index + 1) % len(self.map)
            length = min(size, stop - self.position)
            if is_data:
                self.fileobj.seek(offset + self.position - start)
                data = self.fileobj.read(length)
                if len(data) != length:
                    raise ReadError('unexpected end of data')
                found += data
            else:
                found += NUL * length
            size -= length
            self.position += length
        return found

    def readinto(self, b):
        data = self.read(len(b))
        b[:len(data)] = data
        return len(data)

    def close(self):
        self.closed = True


class ExFileObject(io.BufferedReader):
    """A member open for reading."""

    def __init__(self, tarfile, tarinfo):
        super().__init__(_FileInFile(tarfile.fileobj, tarinfo.offset_data, tarinfo.size, tarinfo.sparse))


__name__ = __spec__.name
