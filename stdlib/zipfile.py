"""ZIP archives: reading, writing, listing, and a path-like view of them."""

import binascii
import contextlib
import io
import itertools
import os
import posixpath
import shutil
import stat
import struct
import sys
import threading
import time

try:
    import zlib
    crc32 = zlib.crc32
except ImportError:
    zlib = None
    crc32 = binascii.crc32

try:
    import bz2
except ImportError:
    bz2 = None

try:
    import lzma
except ImportError:
    lzma = None

__all__ = ['BadZipFile', 'BadZipfile', 'error', 'ZIP_STORED', 'ZIP_DEFLATED', 'ZIP_BZIP2', 'ZIP_LZMA', 'is_zipfile',
           'ZipInfo', 'ZipFile', 'PyZipFile', 'LargeZipFile', 'Path']


class BadZipFile(Exception):
    """Not a ZIP file, or a damaged one."""


class LargeZipFile(Exception):
    """ZIP64 extensions are needed, but not allowed."""


error = BadZipfile = BadZipFile

ZIP64_LIMIT = (1 << 31) - 1
ZIP_FILECOUNT_LIMIT = (1 << 16) - 1
ZIP_MAX_COMMENT = (1 << 16) - 1

# Compression methods, and the version of ZIP that knows each.
ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA = 0, 8, 12, 14
DEFAULT_VERSION, ZIP64_VERSION, BZIP2_VERSION, LZMA_VERSION = 20, 45, 46, 63
MAX_EXTRACT_VERSION = 63


# ---- the structures: formats, signatures, sizes, indices of the fields

def _record(form, signature, prefix, fields):
    size = struct.calcsize(form)
    for index, name in enumerate(fields.split()):
        globals()[prefix + name] = index
    return form, signature, size


structEndArchive, stringEndArchive, sizeEndCentDir = _record(
    b'<4s4H2LH', b'PK\005\006', '_ECD_',
    # The last two are not in the file: the comment, and where the record is.
    'SIGNATURE DISK_NUMBER DISK_START ENTRIES_THIS_DISK ENTRIES_TOTAL SIZE OFFSET COMMENT_SIZE COMMENT LOCATION')
structCentralDir, stringCentralDir, sizeCentralDir = _record(
    '<4s4B4HL2L5H2L', b'PK\001\002', '_CD_',
    'SIGNATURE CREATE_VERSION CREATE_SYSTEM EXTRACT_VERSION EXTRACT_SYSTEM FLAG_BITS COMPRESS_TYPE TIME DATE CRC '
    'COMPRESSED_SIZE UNCOMPRESSED_SIZE FILENAME_LENGTH EXTRA_FIELD_LENGTH COMMENT_LENGTH DISK_NUMBER_START '
    'INTERNAL_FILE_ATTRIBUTES EXTERNAL_FILE_ATTRIBUTES LOCAL_HEADER_OFFSET')
structFileHeader, stringFileHeader, sizeFileHeader = _record(
    '<4s2B4HL2L2H', b'PK\003\004', '_FH_',
    'SIGNATURE EXTRACT_VERSION EXTRACT_SYSTEM GENERAL_PURPOSE_FLAG_BITS COMPRESSION_METHOD LAST_MOD_TIME '
    'LAST_MOD_DATE CRC COMPRESSED_SIZE UNCOMPRESSED_SIZE FILENAME_LENGTH EXTRA_FIELD_LENGTH')
structEndArchive64Locator, stringEndArchive64Locator, sizeEndCentDir64Locator = _record(
    '<4sLQL', b'PK\x06\x07', '', '')
structEndArchive64, stringEndArchive64, sizeEndCentDir64 = _record(
    '<4sQ2H2L4Q', b'PK\x06\x06', '_CD64_',
    'SIGNATURE DIRECTORY_RECSIZE CREATE_VERSION EXTRACT_VERSION DISK_NUMBER DISK_NUMBER_START '
    'NUMBER_ENTRIES_THIS_DISK NUMBER_ENTRIES_TOTAL DIRECTORY_SIZE OFFSET_START_CENTDIR')

_DD_SIGNATURE = 0x08074b50
_EXTRA_FIELD_STRUCT = struct.Struct('<HH')


def _extra_fields(extra):
    """The fields of extra data: (id, the field as a whole); what is behind the last one has no id."""
    while len(extra) >= 4:
        tag, size = _EXTRA_FIELD_STRUCT.unpack(extra[:4])
        yield tag, extra[:4 + size]
        extra = extra[4 + size:]
    if extra:
        yield None, extra


def _strip_extra(extra, xids):
    """Extra data without the fields of these ids."""
    kept = [field for tag, field in _extra_fields(extra) if tag not in xids]
    return extra if b''.join(kept) == extra else b''.join(kept)


def _check_zipfile(fp):
    try:
        return bool(_EndRecData(fp))
    except OSError:
        return False


def is_zipfile(filename):
    """Is it a ZIP file? Takes a name or a file."""
    try:
        if hasattr(filename, 'read'):
            return _check_zipfile(filename)
        with open(filename, 'rb') as file:
            return _check_zipfile(file)
    except OSError:
        return False


def _EndRecData64(fpin, offset, endrec):
    """Complete the end record from that of ZIP64, if there is one before it."""
    try:
        fpin.seek(offset - sizeEndCentDir64Locator, 2)
    except OSError:
        return endrec
    data = fpin.read(sizeEndCentDir64Locator)
    if len(data) != sizeEndCentDir64Locator:
        return endrec
    signature, disk, _, disks = struct.unpack(structEndArchive64Locator, data)
    if signature != stringEndArchive64Locator:
        return endrec
    if disk != 0 or disks > 1:
        raise BadZipFile('zipfiles that span multiple disks are not supported')
    fpin.seek(offset - sizeEndCentDir64Locator - sizeEndCentDir64, 2)
    data = fpin.read(sizeEndCentDir64)
    if len(data) != sizeEndCentDir64:
        return endrec
    fields = struct.unpack(structEndArchive64, data)
    if fields[0] != stringEndArchive64:
        return endrec
    endrec[_ECD_SIGNATURE] = fields[0]
    endrec[_ECD_DISK_NUMBER:_ECD_OFFSET + 1] = fields[4:]
    return endrec


def _EndRecData(fpin):
    """The end record with comment and position, None if there is none."""
    fpin.seek(0, 2)
    total = fpin.tell()
    # First as if there were no comment; then wherever it may be in the last 64 K.
    try:
        fpin.seek(-sizeEndCentDir, 2)
    except OSError:
        return None
    data = fpin.read()
    if len(data) == sizeEndCentDir and data[:4] == stringEndArchive and data[-2:] == b'\000\000':
        endrec = [*struct.unpack(structEndArchive, data), b'', total - sizeEndCentDir]
        return _EndRecData64(fpin, -sizeEndCentDir, endrec)
    begin = max(total - ZIP_MAX_COMMENT - sizeEndCentDir, 0)
    fpin.seek(begin, 0)
    data = fpin.read()
    at = data.rfind(stringEndArchive)
    if at < 0:
        return None
    record = data[at:at + sizeEndCentDir]
    if len(record) != sizeEndCentDir:
        return None
    endrec = list(struct.unpack(structEndArchive, record))
    size = endrec[_ECD_COMMENT_SIZE]
    endrec += [data[at + sizeEndCentDir:at + sizeEndCentDir + size], begin + at]
    return _EndRecData64(fpin, begin + at - total, endrec)


# ---- members

class ZipInfo(object):
    """What an archive knows about one of its members."""

    __slots__ = ('orig_filename', 'filename', 'date_time', 'compress_type', '_compresslevel', 'comment', 'extra',
                 'create_system', 'create_version', 'extract_version', 'reserved', 'flag_bits', 'volume',
                 'internal_attr', 'external_attr', 'header_offset', 'CRC', 'compress_size', 'file_size', '_raw_time')

    def __init__(self, filename='NoName', date_time=(1980, 1, 1, 0, 0, 0)):
        self.orig_filename = filename
        filename = filename.partition('\0')[0]
        if os.sep != '/' and os.sep in filename:
            filename = filename.replace(os.sep, '/')
        self.filename = filename
        self.date_time = date_time
        if date_time[0] < 1980:
            raise ValueError('ZIP does not support timestamps before 1980')
        self.compress_type = ZIP_STORED
        self._compresslevel = None
        self.comment = self.extra = b''
        self.create_system = 0 if sys.platform == 'win32' else 3
        self.create_version = self.extract_version = DEFAULT_VERSION
        self.reserved = self.flag_bits = self.volume = self.internal_attr = self.external_attr = 0
        self.compress_size = self.file_size = 0

    def __repr__(self):
        parts = ['<%s filename=%r' % (self.__class__.__name__, self.filename)]
        if self.compress_type != ZIP_STORED:
            parts.append('compress_type=%s' % compressor_names.get(self.compress_type, self.compress_type))
        high, low = self.external_attr >> 16, self.external_attr & 0xFFFF
        if high:
            parts.append('filemode=%r' % stat.filemode(high))
        if low:
            parts.append('external_attr=%#x' % low)
        directory = self.is_dir()
        if not directory or self.file_size:
            parts.append('file_size=%r' % self.file_size)
        if (not directory or self.compress_size) and (
                self.compress_type != ZIP_STORED or self.file_size != self.compress_size):
            parts.append('compress_size=%r' % self.compress_size)
        return ' '.join(parts) + '>'

    def _dos_time(self):
        """(date, time) as they are stored."""
        year, month, day, hour, minute, second = self.date_time[:6]
        return (year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2

    def _needed_version(self, least=0):
        by_method = {ZIP_BZIP2: BZIP2_VERSION, ZIP_LZMA: LZMA_VERSION}.get(self.compress_type, 0)
        return max(least, by_method)

    def FileHeader(self, zip64=None):
        """The header that stands before the data; zip64 None means if it is necessary."""
        date, clock = self._dos_time()
        crc, packed, size = self.CRC, self.compress_size, self.file_size
        if self.flag_bits & 0x08:
            crc = packed = size = 0  # they come after the data
        extra = self.extra
        large = size > ZIP64_LIMIT or packed > ZIP64_LIMIT
        if zip64 is None:
            zip64 = large
        if zip64:
            extra += struct.pack('<HHQQ', 1, 16, size, packed)
        least = 0
        if large:
            if not zip64:
                raise LargeZipFile('Filesize would require ZIP64 extensions')
            packed = size = 0xffffffff
            least = ZIP64_VERSION
        least = self._needed_version(least)
        self.extract_version = max(least, self.extract_version)
        self.create_version = max(least, self.create_version)
        name, flags = self._encodeFilenameFlags()
        return struct.pack(structFileHeader, stringFileHeader, self.extract_version, self.reserved, flags,
                           self.compress_type, clock, date, crc, packed, size, len(name), len(extra)) + name + extra

    def _encodeFilenameFlags(self):
        try:
            return self.filename.encode('ascii'), self.flag_bits
        except UnicodeEncodeError:
            return self.filename.encode('utf-8'), self.flag_bits | 0x800

    def _decodeExtra(self):
        """Take sizes and offset from the ZIP64 field, where they did not fit in the header."""
        for tag, field in _extra_fields(self.extra):
            if tag is None:
                return
            size = struct.unpack('<H', field[2:4])[0]
            if size + 4 > len(field):
                raise BadZipFile('Corrupt extra field %04x (size=%d)' % (tag, size))
            if tag != 1:
                continue
            data = field[4:]
            for name, text, marks in (('file_size', 'File size', (0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF)),
                                      ('compress_size', 'Compress size', (0xFFFF_FFFF,)),
                                      ('header_offset', 'Header offset', (0xFFFF_FFFF,))):
                if getattr(self, name) in marks:
                    if len(data) < 8:
                        raise BadZipFile(f'Corrupt zip64 extra field. {text} not found.')
                    setattr(self, name, struct.unpack('<Q', data[:8])[0])
                    data = data[8:]

    @classmethod
    def from_file(cls, filename, arcname=None, *, strict_timestamps=True):
        """The information about a file that is to be added."""
        if isinstance(filename, os.PathLike):
            filename = os.fspath(filename)
        status = os.stat(filename)
        directory = stat.S_ISDIR(status.st_mode)
        when = time.localtime(status.st_mtime)[:6]
        if not strict_timestamps:
            when = min(max(when, (1980, 1, 1, 0, 0, 0)), (2107, 12, 31, 23, 59, 59))
        name = filename if arcname is None else arcname
        name = os.path.normpath(os.path.splitdrive(name)[1]).lstrip(os.sep + (os.altsep or ''))
        made = cls(name + '/' if directory else name, when)
        made.external_attr = (status.st_mode & 0xFFFF) << 16
        if directory:
            made.file_size = 0
            made.external_attr |= 0x10
        else:
            made.file_size = status.st_size
        return made

    def is_dir(self):
        """Is the member a directory?"""
        return self.filename[-1] == '/'


# ---- encryption, the old and weak one

_crctable = None


def _gen_crc(crc):
    for _ in range(8):
        crc = crc >> 1 ^ 0xEDB88320 if crc & 1 else crc >> 1
    return crc


def _ZipDecrypter(pwd):
    """A function that decrypts bytes; it goes on where it ended."""
    global _crctable
    if _crctable is None:
        _crctable = list(map(_gen_crc, range(256)))
    table = _crctable
    a, b, c = 0x12345678, 0x23456789, 0x34567890

    def update(byte):
        nonlocal a, b, c
        a = a >> 8 ^ table[(a ^ byte) & 0xFF]
        b = ((b + (a & 0xFF)) * 0x08088405 + 1) & 0xFFFFFFFF
        c = c >> 8 ^ table[(c ^ b >> 24) & 0xFF]

    for byte in pwd:
        update(byte)

    def decrypter(data):
        plain = bytearray()
        for byte in data:
            k = c | 2
            byte ^= k * (k ^ 1) >> 8 & 0xFF
            update(byte)
            plain.append(byte)
        return bytes(plain)

    return decrypter


# ---- compression

class LZMACompressor:
    """Raw LZMA with the properties in front, as ZIP has it."""

    def __init__(self):
        self._comp = None

    def _init(self):
        properties = lzma._encode_filter_properties({'id': lzma.FILTER_LZMA1})
        self._comp = lzma.LZMACompressor(lzma.FORMAT_RAW, filters=[
            lzma._decode_filter_properties(lzma.FILTER_LZMA1, properties)])
        return struct.pack('<BBH', 9, 4, len(properties)) + properties

    def compress(self, data):
        head = self._init() if self._comp is None else b''
        return head + self._comp.compress(data)

    def flush(self):
        head = self._init() if self._comp is None else b''
        return head + self._comp.flush()


class LZMADecompressor:
    def __init__(self):
        self._decomp = None
        self._unconsumed = b''
        self.eof = False

    def decompress(self, data):
        if self._decomp is None:
            self._unconsumed += data
            if len(self._unconsumed) <= 4:
                return b''
            size, = struct.unpack('<H', self._unconsumed[2:4])
            if len(self._unconsumed) <= 4 + size:
                return b''
            self._decomp = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[
                lzma._decode_filter_properties(lzma.FILTER_LZMA1, self._unconsumed[4:4 + size])])
            data = self._unconsumed[4 + size:]
            del self._unconsumed
        found = self._decomp.decompress(data)
        self.eof = self._decomp.eof
        return found


compressor_names = {0: 'store', 1: 'shrink', 2: 'reduce', 3: 'reduce', 4: 'reduce', 5: 'reduce', 6: 'implode',
                    7: 'tokenize', 8: 'deflate', 9: 'deflate64', 10: 'implode', 12: 'bzip2', 14: 'lzma', 18: 'terse',
                    19: 'lz77', 97: 'wavpack', 98: 'ppmd'}


def _check_compression(compression):
    """Can we do this method?"""
    needed = {ZIP_STORED: (True, None), ZIP_DEFLATED: (zlib, 'zlib'), ZIP_BZIP2: (bz2, 'bz2'),
              ZIP_LZMA: (lzma, 'lzma')}
    if compression not in needed:
        raise NotImplementedError('That compression method is not supported')
    module, name = needed[compression]
    if not module:
        raise RuntimeError('Compression requires the (missing) %s module' % name)


def _get_compressor(compress_type, compresslevel=None):
    if compress_type == ZIP_DEFLATED:
        level = zlib.Z_DEFAULT_COMPRESSION if compresslevel is None else compresslevel
        return zlib.compressobj(level, zlib.DEFLATED, -15)
    if compress_type == ZIP_BZIP2:
        return bz2.BZ2Compressor() if compresslevel is None else bz2.BZ2Compressor(compresslevel)
    return LZMACompressor() if compress_type == ZIP_LZMA else None


def _get_decompressor(compress_type):
    _check_compression(compress_type)
    if compress_type == ZIP_DEFLATED:
        return zlib.decompressobj(-15)
    if compress_type == ZIP_BZIP2:
        return bz2.BZ2Decompressor()
    return LZMADecompressor() if compress_type == ZIP_LZMA else None


# ---- files inside of the archive

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


# ---- archives

class ZipFile:
    """An archive open for reading (r), writing (w, x) or appending (a)."""

    fp = None
    _windows_illegal_name_trans_table = None

    def __init__(self, file, mode='r', compression=ZIP_STORED, allowZip64=True, compresslevel=None, *,
                 strict_timestamps=True):
        """Open an archive: a name or a file, to read, write, append or create."""
        if mode not in ('r', 'w', 'x', 'a'):
            raise ValueError("ZipFile requires mode 'r', 'w', 'x', or 'a'")
        _check_compression(compression)
        self._allowZip64 = allowZip64
        self._didModify = False
        self.debug = 0
        self.NameToInfo = {}
        self.filelist = []
        self.compression = compression
        self.compresslevel = compresslevel
        self.mode = mode
        self.pwd = None
        self._comment = b''
        self._strict_timestamps = strict_timestamps
        if isinstance(file, os.PathLike):
            file = os.fspath(file)
        if isinstance(file, str):
            self._filePassed = 0
            self.filename = file
            self.fp = self._open_file(file, mode)
        else:
            self._filePassed = 1
            self.fp = file
            self.filename = getattr(file, 'name', None)
        self._fileRefCnt = 1
        self._lock = threading.RLock()
        self._seekable = True
        self._writing = False
        try:
            if mode == 'r':
                self._RealGetContents()
            elif mode in ('w', 'x'):
                self._begin_writing()
            else:
                self._begin_appending()
        except:
            file, self.fp = self.fp, None
            self._fpclose(file)
            raise

    @staticmethod
    def _open_file(name, mode):
        """Open for reading and writing if possible; or else as well as it can be done."""
        tries = {'r': ['rb'], 'w': ['w+b', 'wb'], 'x': ['x+b', 'xb'], 'a': ['r+b', 'w+b', 'wb']}[mode]
        for each in tries:
            try:
                return io.open(name, each)
            except OSError:
                if each == tries[-1]:
                    raise

    def _begin_writing(self):
        self._didModify = True  # an archive without members is an archive, too
        try:
            self.start_dir = self.fp.tell()
        except (AttributeError, OSError):
            self.fp = _Tellable(self.fp)
            self.start_dir = 0
            self._seekable = False
            return
        try:
            self.fp.seek(self.start_dir)
        except (AttributeError, OSError):
            self._seekable = False

    def _begin_appending(self):
        try:
            self._RealGetContents()
            self.fp.seek(self.start_dir)
        except BadZipFile:
            # Not an archive: add one at the end.
            self.fp.seek(0, 2)
            self._didModify = True
            self.start_dir = self.fp.tell()

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __repr__(self):
        parts = ['<%s.%s' % (self.__class__.__module__, self.__class__.__qualname__)]
        if self.fp is None:
            parts.append('[closed]')
        else:
            if self._filePassed:
                parts.append('file=%r' % self.fp)
            elif self.filename is not None:
                parts.append('filename=%r' % self.filename)
            parts.append('mode=%r' % self.mode)
        return ' '.join(parts) + '>'

    def _RealGetContents(self):
        """Read the central directory."""
        fp = self.fp
        try:
            endrec = _EndRecData(fp)
        except OSError:
            raise BadZipFile('File is not a zip file')
        if not endrec:
            raise BadZipFile('File is not a zip file')
        if self.debug > 1:
            print(endrec)
        size, offset = endrec[_ECD_SIZE], endrec[_ECD_OFFSET]
        self._comment = endrec[_ECD_COMMENT]
        # Something may have been put in front of the archive.
        shift = endrec[_ECD_LOCATION] - size - offset
        if endrec[_ECD_SIGNATURE] == stringEndArchive64:
            shift -= sizeEndCentDir64 + sizeEndCentDir64Locator
        self.start_dir = offset + shift
        if self.start_dir < 0:
            raise BadZipFile('Bad offset for central directory')
        fp.seek(self.start_dir, 0)
        directory = io.BytesIO(fp.read(size))
        while directory.tell() < size:
            info = self._read_entry(directory, shift)
            self.filelist.append(info)
            self.NameToInfo[info.filename] = info

    def _read_entry(self, directory, shift):
        record = directory.read(sizeCentralDir)
        if len(record) != sizeCentralDir:
            raise BadZipFile('Truncated central directory')
        entry = struct.unpack(structCentralDir, record)
        if entry[_CD_SIGNATURE] != stringCentralDir:
            raise BadZipFile('Bad magic number for central directory')
        if self.debug > 2:
            print(entry)
        name = directory.read(entry[_CD_FILENAME_LENGTH])
        info = ZipInfo(name.decode('utf-8' if entry[_CD_FLAG_BITS] & 0x800 else 'cp437'))
        info.extra = directory.read(entry[_CD_EXTRA_FIELD_LENGTH])
        info.comment = directory.read(entry[_CD_COMMENT_LENGTH])
        info.header_offset = entry[_CD_LOCAL_HEADER_OFFSET]
        (info.create_version, info.create_system, info.extract_version, info.reserved, info.flag_bits,
         info.compress_type, clock, date, info.CRC, info.compress_size, info.file_size) = entry[1:12]
        if info.extract_version > MAX_EXTRACT_VERSION:
            raise NotImplementedError('zip file version %.1f' % (info.extract_version / 10))
        info.volume, info.internal_attr, info.external_attr = entry[15:18]
        info._raw_time = clock
        info.date_time = ((date >> 9) + 1980, date >> 5 & 0xF, date & 0x1F, clock >> 11, clock >> 5 & 0x3F,
                          (clock & 0x1F) * 2)
        info._decodeExtra()
        info.header_offset += shift
        return info

    def namelist(self):
        """The names of the members."""
        return [info.filename for info in self.filelist]

    def infolist(self):
        """What is known of each member."""
        return self.filelist

    def printdir(self, file=None):
        """Print a table of the members."""
        print('%-46s %19s %12s' % ('File Name', 'Modified    ', 'Size'), file=file)
        for info in self.filelist:
            date = '%d-%02d-%02d %02d:%02d:%02d' % info.date_time[:6]
            print('%-46s %s %12d' % (info.filename, date, info.file_size), file=file)

    def testzip(self):
        """Read all members; return the name of the first damaged one, None if there is none."""
        for info in self.filelist:
            try:
                with self.open(info.filename, 'r') as file:
                    while file.read(1 << 20):
                        pass
            except BadZipFile:
                return info.filename

    def getinfo(self, name):
        """What is known of a member."""
        info = self.NameToInfo.get(name)
        if info is None:
            raise KeyError('There is no item named %r in the archive' % name)
        return info

    def setpassword(self, pwd):
        """Set the password for encrypted members, in bytes."""
        self._check_password_type(pwd)
        self.pwd = pwd or None

    @staticmethod
    def _check_password_type(pwd):
        if pwd and not isinstance(pwd, bytes):
            raise TypeError('pwd: expected bytes, got %s' % type(pwd).__name__)

    @property
    def comment(self):
        return self._comment

    @comment.setter
    def comment(self, comment):
        if not isinstance(comment, bytes):
            raise TypeError('comment: expected bytes, got %s' % type(comment).__name__)
        if len(comment) > ZIP_MAX_COMMENT:
            import warnings
            warnings.warn('Archive comment is too long; truncating to %d bytes' % ZIP_MAX_COMMENT, stacklevel=2)
            comment = comment[:ZIP_MAX_COMMENT]
        self._comment = comment
        self._didModify = True

    def read(self, name, pwd=None):
        """The data of a member."""
        with self.open(name, 'r', pwd) as file:
            return file.read()

    def open(self, name, mode='r', pwd=None, *, force_zip64=False):
        """A member as a file, for reading or writing; name may be a ZipInfo.

        force_zip64 is for writing more than 2 GiB when the size is not known before.
        """
        if mode not in {'r', 'w'}:
            raise ValueError('open() requires mode "r" or "w"')
        self._check_password_type(pwd)
        if pwd and mode == 'w':
            raise ValueError('pwd is only supported for reading files')
        if not self.fp:
            raise ValueError('Attempt to use ZIP archive that was already closed')
        if isinstance(name, ZipInfo):
            info = name
        elif mode == 'w':
            info = ZipInfo(name)
            info.compress_type = self.compression
            info._compresslevel = self.compresslevel
        else:
            info = self.getinfo(name)
        if mode == 'w':
            return self._open_to_write(info, force_zip64=force_zip64)
        return self._open_to_read(info, mode, pwd)

    def _open_to_read(self, info, mode, pwd):
        if self._writing:
            raise ValueError("Can't read from the ZIP file while there is an open writing handle on it. Close the "
                             'writing handle before trying to read.')
        self._fileRefCnt += 1
        shared = _SharedFile(self.fp, info.header_offset, self._fpclose, self._lock, lambda: self._writing)
        try:
            header = shared.read(sizeFileHeader)
            if len(header) != sizeFileHeader:
                raise BadZipFile('Truncated file header')
            header = struct.unpack(structFileHeader, header)
            if header[_FH_SIGNATURE] != stringFileHeader:
                raise BadZipFile('Bad magic number for file header')
            raw = shared.read(header[_FH_FILENAME_LENGTH])
            if header[_FH_EXTRA_FIELD_LENGTH]:
                shared.read(header[_FH_EXTRA_FIELD_LENGTH])
            if info.flag_bits & 0x20:
                raise NotImplementedError('compressed patched data (flag bit 5)')
            if info.flag_bits & 0x40:
                raise NotImplementedError('strong encryption (flag bit 6)')
            name = raw.decode('utf-8' if header[_FH_GENERAL_PURPOSE_FLAG_BITS] & 0x800 else 'cp437')
            if name != info.orig_filename:
                raise BadZipFile('File name in directory %r and header %r differ.' % (info.orig_filename, raw))
            if info.flag_bits & 0x1:
                pwd = pwd or self.pwd
                if not pwd:
                    raise RuntimeError('File %r is encrypted, password required for extraction' % info.filename)
            else:
                pwd = None
            return ZipExtFile(shared, mode, info, pwd, True)
        except:
            shared.close()
            raise

    def _open_to_write(self, zinfo, force_zip64=False):
        if force_zip64 and not self._allowZip64:
            raise ValueError('force_zip64 is True, but allowZip64 was False when opening the ZIP file.')
        if self._writing:
            raise ValueError("Can't write to the ZIP file while there is another write handle open on it. Close the "
                             'first handle before opening another.')
        if not hasattr(zinfo, 'file_size'):
            zinfo.file_size = 0
        zinfo.compress_size = zinfo.CRC = 0
        zinfo.flag_bits = 0
        if zinfo.compress_type == ZIP_LZMA:
            zinfo.flag_bits |= 0x02  # the data has an end mark
        if not self._seekable:
            zinfo.flag_bits |= 0x08
        if not zinfo.external_attr:
            zinfo.external_attr = 0o600 << 16
        # The compressed data may be a little larger.
        zip64 = self._allowZip64 and (force_zip64 or zinfo.file_size * 1.05 > ZIP64_LIMIT)
        if self._seekable:
            self.fp.seek(self.start_dir)
        zinfo.header_offset = self.fp.tell()
        self._writecheck(zinfo)
        self._didModify = True
        self.fp.write(zinfo.FileHeader(zip64))
        self._writing = True
        return _ZipWriteFile(self, zinfo, zip64)

    def extract(self, member, path=None, pwd=None):
        """Extract a member below a directory, by default the current one; return the path."""
        return self._extract_member(member, os.getcwd() if path is None else os.fspath(path), pwd)

    def extractall(self, path=None, members=None, pwd=None):
        """Extract all members, or those given."""
        path = os.getcwd() if path is None else os.fspath(path)
        for member in self.namelist() if members is None else members:
            self._extract_member(member, path, pwd)

    @classmethod
    def _sanitize_windows_name(cls, arcname, pathsep):
        """A name without what Windows does not allow."""
        if not cls._windows_illegal_name_trans_table:
            cls._windows_illegal_name_trans_table = str.maketrans(dict.fromkeys(':<>|"?*', '_'))
        parts = [part.rstrip('.') for part in arcname.translate(cls._windows_illegal_name_trans_table).split(pathsep)]
        return pathsep.join([part for part in parts if part])

    def _extract_member(self, member, targetpath, pwd):
        if not isinstance(member, ZipInfo):
            member = self.getinfo(member)
        name = member.filename.replace('/', os.path.sep)
        if os.path.altsep:
            name = name.replace(os.path.altsep, os.path.sep)
        # Nothing may get outside of the target.
        name = os.path.splitdrive(name)[1]
        name = os.path.sep.join([part for part in name.split(os.path.sep)
                                 if part not in ('', os.path.curdir, os.path.pardir)])
        if os.path.sep == '\\':
            name = self._sanitize_windows_name(name, os.path.sep)
        target = os.path.normpath(os.path.join(targetpath, name))
        above = os.path.dirname(target)
        if above and not os.path.exists(above):
            os.makedirs(above)
        if member.is_dir():
            if not os.path.isdir(target):
                os.mkdir(target)
            return target
        with self.open(member, pwd=pwd) as source, open(target, 'wb') as file:
            shutil.copyfileobj(source, file)
        return target

    def _writecheck(self, zinfo):
        """Raise an exception if the member cannot be added."""
        if zinfo.filename in self.NameToInfo:
            import warnings
            warnings.warn('Duplicate name: %r' % zinfo.filename, stacklevel=3)
        if self.mode not in ('w', 'x', 'a'):
            raise ValueError("write() requires mode 'w', 'x', or 'a'")
        if not self.fp:
            raise ValueError('Attempt to write ZIP archive that was already closed')
        _check_compression(zinfo.compress_type)
        if not self._allowZip64:
            problem = None
            if len(self.filelist) >= ZIP_FILECOUNT_LIMIT:
                problem = 'Files count'
            elif zinfo.file_size > ZIP64_LIMIT:
                problem = 'Filesize'
            elif zinfo.header_offset > ZIP64_LIMIT:
                problem = 'Zipfile size'
            if problem:
                raise LargeZipFile(problem + ' would require ZIP64 extensions')

    def _check_writable(self):
        if not self.fp:
            raise ValueError('Attempt to write to ZIP archive that was already closed')
        if self._writing:
            raise ValueError("Can't write to ZIP archive while an open writing handle exists")

    def write(self, filename, arcname=None, compress_type=None, compresslevel=None):
        """Add a file or an (empty) directory."""
        self._check_writable()
        info = ZipInfo.from_file(filename, arcname, strict_timestamps=self._strict_timestamps)
        if not info.is_dir():
            info.compress_type = self.compression if compress_type is None else compress_type
            info._compresslevel = self.compresslevel if compresslevel is None else compresslevel
            with open(filename, 'rb') as source, self.open(info, 'w') as target:
                shutil.copyfileobj(source, target, 1024 * 8)
            return
        info.compress_size = info.CRC = 0
        with self._lock:
            if self._seekable:
                self.fp.seek(self.start_dir)
            info.header_offset = self.fp.tell()
            if info.compress_type == ZIP_LZMA:
                info.flag_bits |= 0x02
            self._writecheck(info)
            self._didModify = True
            self.filelist.append(info)
            self.NameToInfo[info.filename] = info
            self.fp.write(info.FileHeader(False))
            self.start_dir = self.fp.tell()

    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None):
        """Add a member with the given data, bytes or text that is encoded as UTF-8."""
        if isinstance(data, str):
            data = data.encode('utf-8')
        if isinstance(zinfo_or_arcname, ZipInfo):
            info = zinfo_or_arcname
        else:
            info = ZipInfo(zinfo_or_arcname, time.localtime(time.time())[:6])
            info.compress_type = self.compression
            info._compresslevel = self.compresslevel
            if info.filename[-1] == '/':
                info.external_attr = 0o40775 << 16 | 0x10
            else:
                info.external_attr = 0o600 << 16
        self._check_writable()
        if compress_type is not None:
            info.compress_type = compress_type
        if compresslevel is not None:
            info._compresslevel = compresslevel
        info.file_size = len(data)
        with self._lock:
            with self.open(info, mode='w') as target:
                target.write(data)

    def __del__(self):
        """Close the archive that nobody has closed."""
        self.close()

    def close(self):
        """Write what has to be written at the end, and close the file."""
        if self.fp is None:
            return
        if self._writing:
            raise ValueError("Can't close the ZIP file while there is an open writing handle on it. Close the writing "
                             'handle before closing the zip.')
        try:
            if self.mode in ('w', 'x', 'a') and self._didModify:
                with self._lock:
                    if self._seekable:
                        self.fp.seek(self.start_dir)
                    self._write_end_record()
        finally:
            file, self.fp = self.fp, None
            self._fpclose(file)

    def _directory_entry(self, info):
        date, clock = info._dos_time()
        large = []
        size, packed, offset = info.file_size, info.compress_size, info.header_offset
        if size > ZIP64_LIMIT or packed > ZIP64_LIMIT:
            large += [size, packed]
            size = packed = 0xffffffff
        if offset > ZIP64_LIMIT:
            large.append(offset)
            offset = 0xffffffff
        extra = info.extra
        least = 0
        if large:
            extra = _strip_extra(extra, (1,))
            extra = struct.pack('<HH%dQ' % len(large), 1, 8 * len(large), *large) + extra
            least = ZIP64_VERSION
        least = info._needed_version(least)
        name, flags = info._encodeFilenameFlags()
        record = struct.pack(
            structCentralDir, stringCentralDir, max(least, info.create_version), info.create_system,
            max(least, info.extract_version), info.reserved, flags, info.compress_type, clock, date, info.CRC, packed,
            size, len(name), len(extra), len(info.comment), 0, info.internal_attr, info.external_attr, offset)
        return record + name + extra + info.comment

    def _write_end_record(self):
        for info in self.filelist:
            self.fp.write(self._directory_entry(info))
        end = self.fp.tell()
        count, size, offset = len(self.filelist), end - self.start_dir, self.start_dir
        problem = None
        if count > ZIP_FILECOUNT_LIMIT:
            problem = 'Files count'
        elif offset > ZIP64_LIMIT:
            problem = 'Central directory offset'
        elif size > ZIP64_LIMIT:
            problem = 'Central directory size'
        if problem:
            if not self._allowZip64:
                raise LargeZipFile(problem + ' would require ZIP64 extensions')
            self.fp.write(struct.pack(structEndArchive64, stringEndArchive64, 44, 45, 45, 0, 0, count, count, size,
                                      offset))
            self.fp.write(struct.pack(structEndArchive64Locator, stringEndArchive64Locator, 0, end, 1))
            count, size, offset = min(count, 0xFFFF), min(size, 0xFFFFFFFF), min(offset, 0xFFFFFFFF)
        self.fp.write(struct.pack(structEndArchive, stringEndArchive, 0, 0, count, count, size, offset,
                                  len(self._comment)) + self._comment)
        if self.mode == 'a':
            self.fp.truncate()
        self.fp.flush()

    def _fpclose(self, fp):
        assert self._fileRefCnt > 0
        self._fileRefCnt -= 1
        if not self._fileRefCnt and not self._filePassed:
            fp.close()


class PyZipFile(ZipFile):
    """An archive of Python modules, compiled; optimize is the level, -1 for whatever files there are."""

    def __init__(self, file, mode='r', compression=ZIP_STORED, allowZip64=True, optimize=-1):
        ZipFile.__init__(self, file, mode=mode, compression=compression, allowZip64=allowZip64)
        self._optimize = optimize

    def writepy(self, pathname, basename='', filterfunc=None):
        """Add a module, the modules of a directory, or a package with all below it.

        filterfunc(path) can leave files and directories out.
        """
        pathname = os.fspath(pathname)
        if filterfunc and not filterfunc(pathname):
            if self.debug:
                kind = 'path' if os.path.isdir(pathname) else 'file'
                print('%s %r skipped by filterfunc' % (kind, pathname))
            return
        folder, name = os.path.split(pathname)
        if not os.path.isdir(pathname):
            if pathname[-3:] != '.py':
                raise RuntimeError('Files added with writepy() must end with ".py"')
            self._add_module(pathname[:-3], basename, 'Adding file')
            return
        entries = sorted(os.listdir(pathname))
        if not os.path.isfile(os.path.join(pathname, '__init__.py')):
            if self.debug:
                print('Adding files from directory', pathname)
            self._add_modules(pathname, entries, basename, filterfunc)
            return
        basename = '%s/%s' % (basename, name) if basename else name
        if self.debug:
            print('Adding package in', pathname, 'as', basename)
        self._add_module(os.path.join(pathname, '__init__'), basename, 'Adding')
        entries.remove('__init__.py')
        for entry in entries:
            path = os.path.join(pathname, entry)
            if os.path.isdir(path) and os.path.isfile(os.path.join(path, '__init__.py')):
                self.writepy(path, basename, filterfunc=filterfunc)
        self._add_modules(pathname, [e for e in entries if not os.path.isdir(os.path.join(pathname, e))], basename,
                          filterfunc)

    def _add_modules(self, folder, entries, basename, filterfunc):
        for entry in entries:
            if os.path.splitext(entry)[1] != '.py':
                continue
            path = os.path.join(folder, entry)
            if filterfunc and not filterfunc(path):
                if self.debug:
                    print('file %r skipped by filterfunc' % path)
                continue
            self._add_module(path[:-3], basename, 'Adding')

    def _add_module(self, path, basename, verb):
        file, name = self._get_codename(path, basename)
        if self.debug:
            print(verb, name)
        self.write(file, name)

    def _get_codename(self, pathname, basename):
        """(the file to be added for a module, its name in the archive)."""
        import importlib.util
        source = pathname + '.py'

        def compiled(target=None, optimize=-1):
            import py_compile
            if self.debug:
                print('Compiling', source)
            try:
                py_compile.compile(source, target, doraise=True, optimize=optimize)
            except py_compile.PyCompileError as error:
                print(error.msg)
                return False
            return True

        def is_fresh(path):
            return os.path.isfile(path) and os.stat(path).st_mtime >= os.stat(source).st_mtime

        caches = {-1: None, 0: '', 1: 1, 2: 2}
        if self._optimize == -1:
            candidates = [pathname + '.pyc'] + [importlib.util.cache_from_source(source, optimization=o)
                                                for o in ('', 1, 2)]
            found = next((path for path in candidates if is_fresh(path)), None)
            name = pathname + '.pyc'
            if found is None:
                flags = sys.flags.optimize
                found = importlib.util.cache_from_source(source, optimization={0: '', 1: 1}.get(flags, 2))
                if not compiled():
                    found = name = source
        else:
            if self._optimize not in caches:
                raise ValueError("invalid value for 'optimize': {!r}".format(self._optimize), )
            found = importlib.util.cache_from_source(source, optimization=caches[self._optimize])
            name = pathname + '.pyc'
            if not is_fresh(found) and not compiled(found, self._optimize):
                found = name = source
        name = os.path.split(name)[1]
        return found, '%s/%s' % (basename, name) if basename else name


# ---- paths in archives

def _ancestry(path):
    """A path and all above it, deepest first: 'a/b/' gives 'a/b', 'a'."""
    path = path.rstrip(posixpath.sep)
    while path and path != posixpath.sep:
        yield path
        path, _ = posixpath.split(path)


def _parents(path):
    return itertools.islice(_ancestry(path), 1, None)


_dedupe = dict.fromkeys


def _difference(minuend, subtrahend):
    """What is not in the second one, in the order of the first one."""
    return itertools.filterfalse(set(subtrahend).__contains__, minuend)


class CompleteDirs(ZipFile):
    """An archive whose list of names has the directories that are only implied, too."""

    @staticmethod
    def _implied_dirs(names):
        above = itertools.chain.from_iterable(map(_parents, names))
        return _dedupe(_difference((path + posixpath.sep for path in above), names))

    def namelist(self):
        names = super().namelist()
        return names + list(self._implied_dirs(names))

    def _name_set(self):
        return set(self.namelist())

    def resolve_dir(self, name):
        """The name, with a slash if it is a directory."""
        names = self._name_set()
        as_directory = name + '/'
        return as_directory if name not in names and as_directory in names else name

    @classmethod
    def make(cls, source):
        """An archive of this class from a name, a file or another archive."""
        if isinstance(source, CompleteDirs):
            return source
        if not isinstance(source, ZipFile):
            return cls(source)
        if 'r' not in source.mode:
            cls = CompleteDirs
        made = cls.__new__(cls)
        vars(made).update(vars(source))
        return made


class FastLookup(CompleteDirs):
    """Keeps the list of names, for archives that do not change."""

    def namelist(self):
        with contextlib.suppress(AttributeError):
            return self.__names
        self.__names = super().namelist()
        return self.__names

    def _name_set(self):
        with contextlib.suppress(AttributeError):
            return self.__lookup
        self.__lookup = super()._name_set()
        return self.__lookup


class Path:
    """A place in an archive, with part of the interface of pathlib.Path."""

    __repr = '{self.__class__.__name__}({self.root.filename!r}, {self.at!r})'

    def __init__(self, root, at=''):
        self.root = FastLookup.make(root)
        self.at = at

    @property
    def open(self):
        from functools import partial
        return partial(self.root.open, self.at)

    @property
    def name(self):
        return posixpath.basename(self.at.rstrip('/'))

    def read_text(self, *args, **kwargs):
        with self.open() as stream:
            return io.TextIOWrapper(stream, *args, **kwargs).read()

    def read_bytes(self):
        with self.open() as stream:
            return stream.read()

    def _is_child(self, path):
        return posixpath.dirname(path.at.rstrip('/')) == self.at.rstrip('/')

    def _next(self, at):
        return Path(self.root, at)

    def is_dir(self):
        return not self.at or self.at.endswith('/')

    def is_file(self):
        return not self.is_dir()

    def exists(self):
        return self.at in self.root._name_set()

    def iterdir(self):
        if not self.is_dir():
            raise ValueError("Can't listdir a file")
        return filter(self._is_child, map(self._next, self.root.namelist()))

    def __str__(self):
        return posixpath.join(self.root.filename, self.at)

    def __repr__(self):
        return self.__repr.format(self=self)

    def joinpath(self, add):
        return self._next(self.root.resolve_dir(posixpath.join(self.at, add)))

    __truediv__ = joinpath

    @property
    def parent(self):
        above = posixpath.dirname(self.at.rstrip('/'))
        return self._next(above + '/' if above else above)


# ---- command line

def _create(names):
    target = names.pop(0)

    def add(archive, path, name):
        if os.path.isfile(path):
            archive.write(path, name, ZIP_DEFLATED)
        elif os.path.isdir(path):
            if name:
                archive.write(path, name)
            for entry in sorted(os.listdir(path)):
                add(archive, os.path.join(path, entry), os.path.join(name, entry))

    with ZipFile(target, 'w') as archive:
        for path in names:
            name = os.path.basename(path) or os.path.basename(os.path.dirname(path))
            add(archive, path, '' if name in ('', os.curdir, os.pardir) else name)


def main(args=None):
    import argparse
    parser = argparse.ArgumentParser(description='A simple command-line interface for zipfile module.')
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument('-l', '--list', metavar='<zipfile>', help='Show listing of a zipfile')
    group.add_argument('-e', '--extract', nargs=2, metavar=('<zipfile>', '<output_dir>'),
                       help='Extract zipfile into target dir')
    group.add_argument('-c', '--create', nargs='+', metavar=('<name>', '<file>'), help='Create zipfile from sources')
    group.add_argument('-t', '--test', metavar='<zipfile>', help='Test if a zipfile is valid')
    args = parser.parse_args(args)
    if args.test is not None:
        with ZipFile(args.test, 'r') as archive:
            damaged = archive.testzip()
        if damaged:
            print('The following enclosed file is corrupted: {!r}'.format(damaged))
        print('Done testing')
    elif args.list is not None:
        with ZipFile(args.list, 'r') as archive:
            archive.printdir()
    elif args.extract is not None:
        with ZipFile(args.extract[0], 'r') as archive:
            archive.extractall(args.extract[1])
    else:
        _create(args.create)


if __name__ == '__main__':
    main()
