"""TAR archives in the formats ustar, GNU and pax, plain or compressed."""

version = '0.9.0'
__author__ = 'Lars Gust\u00e4bel (lars@gustaebel.de)'
__credits__ = 'Gustavo Niemeyer, Niels Gust\u00e4bel, Richard Townsend.'

from builtins import open as bltn_open
import copy
import io
import os
import re
import shutil
import stat
import struct
import sys
import time
import warnings

try:
    import pwd
except ImportError:
    pwd = None
try:
    import grp
except ImportError:
    grp = None

# What os.symlink() may raise where there are no symbolic links.
symlink_exception = (AttributeError, NotImplementedError, OSError)

__all__ = ['TarFile', 'TarInfo', 'is_tarfile', 'TarError', 'ReadError', 'CompressionError', 'StreamError',
           'ExtractError', 'HeaderError', 'ENCODING', 'USTAR_FORMAT', 'GNU_FORMAT', 'PAX_FORMAT', 'DEFAULT_FORMAT',
           'open']

# ---- the format

NUL = b'\0'
BLOCKSIZE = 512
RECORDSIZE = BLOCKSIZE * 20
GNU_MAGIC = b'ustar  \0'
POSIX_MAGIC = b'ustar\x0000'

LENGTH_NAME = 100
LENGTH_LINK = 100
LENGTH_PREFIX = 155

REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, CHRTYPE, BLKTYPE, DIRTYPE, FIFOTYPE, CONTTYPE = [
    bytes([_code]) for _code in b'0\x001234567']
GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE = b'L', b'K', b'S'
XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE = b'x', b'g', b'X'

USTAR_FORMAT, GNU_FORMAT, PAX_FORMAT = range(3)
DEFAULT_FORMAT = PAX_FORMAT

SUPPORTED_TYPES = (REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, DIRTYPE, FIFOTYPE, CONTTYPE, CHRTYPE, BLKTYPE,
                   GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE)
REGULAR_TYPES = (REGTYPE, AREGTYPE, CONTTYPE, GNUTYPE_SPARSE)
GNU_TYPES = (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE)

PAX_FIELDS = ('path', 'linkpath', 'size', 'mtime', 'uid', 'gid', 'uname', 'gname')
PAX_NAME_FIELDS = {'path', 'linkpath', 'uname', 'gname'}
PAX_NUMBER_FIELDS = {'atime': float, 'ctime': float, 'mtime': float, 'uid': int, 'gid': int, 'size': int}

ENCODING = 'utf-8' if os.name == 'nt' else sys.getfilesystemencoding()


def stn(s, length, encoding, errors):
    """A string as a field of that length."""
    data = s.encode(encoding, errors)
    return data[:length] + (length - len(data)) * NUL


def nts(s, encoding, errors):
    """The string in a field."""
    return s.partition(b'\0')[0].decode(encoding, errors)


def nti(s):
    """The number in a field: octal digits or, after a byte 128 or 255, big-endian in base 256."""
    if s[0] in (0o200, 0o377):
        number = int.from_bytes(s[1:], 'big')
        return number - 256 ** (len(s) - 1) if s[0] == 0o377 else number
    try:
        return int(nts(s, 'ascii', 'strict').strip() or '0', 8)
    except ValueError:
        raise InvalidHeaderError('invalid header')


def itn(n, digits=8, format=DEFAULT_FORMAT):
    """A number as a field of that length."""
    n = int(n)
    if 0 <= n < 8 ** (digits - 1):
        return bytes('%0*o' % (digits - 1, n), 'ascii') + NUL
    limit = 256 ** (digits - 1)
    if format == GNU_FORMAT and -limit <= n < limit:
        return (b'\377' if n < 0 else b'\200') + (n % limit).to_bytes(digits - 1, 'big')
    raise ValueError('overflow in number field')


def calc_chksums(buf):
    """The checksums of a header, with bytes as unsigned and as signed; its own field counts as spaces."""
    unsigned = 256 + sum(struct.unpack_from('148B8x356B', buf))
    signed = 256 + sum(struct.unpack_from('148b8x356b', buf))
    return unsigned, signed


def copyfileobj(src, dst, length=None, exception=OSError, bufsize=None):
    """Copy exactly length bytes, or all."""
    bufsize = bufsize or 16 * 1024
    if length is None:
        shutil.copyfileobj(src, dst, bufsize)
        return
    while length > 0:
        data = src.read(min(bufsize, length))
        if not data or len(data) < min(bufsize, length):
            raise exception('unexpected end of data')
        dst.write(data)
        length -= len(data)


def _blocks(size):
    """The size in whole blocks."""
    return -(-size // BLOCKSIZE) * BLOCKSIZE


def _safe_print(s):
    encoding = getattr(sys.stdout, 'encoding', None)
    if encoding is not None:
        s = s.encode(encoding, 'backslashreplace').decode(encoding)
    print(s, end=' ')


# ---- errors

class TarError(Exception):
    """Base of the exceptions here."""


class ExtractError(TarError):
    """Something minor, like an owner that cannot be set."""


class ReadError(TarError):
    """Not an archive, or a damaged one."""


class CompressionError(TarError):
    """A compression that is not available."""


class StreamError(TarError):
    """What streams cannot do."""


class HeaderError(TarError):
    """Base of the exceptions about headers."""


class EmptyHeaderError(HeaderError):
    """There is no header: the archive has come to its end."""


class TruncatedHeaderError(HeaderError):
    """A header of which there is a part only."""


class EOFHeaderError(HeaderError):
    """A block of zeros, which ends the archive."""


class InvalidHeaderError(HeaderError):
    """What stands in the place of a header is none."""


class SubsequentHeaderError(HeaderError):
    """The header that must follow an extended one is missing or invalid."""


# ---- streams

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


# ---- filters of what is extracted

class FilterError(TarError):
    """A filter refuses a member."""


class AbsolutePathError(FilterError):
    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f'member {tarinfo.name!r} has an absolute path')


class OutsideDestinationError(FilterError):
    def __init__(self, tarinfo, path):
        self.tarinfo = tarinfo
        self._path = path
        super().__init__(f'{tarinfo.name!r} would be extracted to {path!r}, which is outside the destination')


class SpecialFileError(FilterError):
    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f'{tarinfo.name!r} is a special file')


class AbsoluteLinkError(FilterError):
    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f'{tarinfo.name!r} is a link to an absolute path')


class LinkOutsideDestinationError(FilterError):
    def __init__(self, tarinfo, path):
        self.tarinfo = tarinfo
        self._path = path
        super().__init__(f'{tarinfo.name!r} would link to {path!r}, which is outside the destination')


def _safe_mode(member, mode, for_data):
    """The permissions that a file is given, None for the default."""
    mode &= 0o755
    if not for_data:
        return mode
    if member.isreg() or member.islnk():
        if not mode & 0o100:
            mode &= ~0o111  # executable for the owner or for nobody
        return mode | 0o600
    if member.isdir() or member.issym():
        return None
    raise SpecialFileError(member)


def _get_filtered_attrs(member, dest_path, for_data=True):
    """The attributes that a filter changes; an exception for what must not be extracted."""
    changes = {}
    dest = os.path.realpath(dest_path)

    def outside(path):
        return os.path.commonpath([path, dest]) != dest

    name = member.name
    if name.startswith(('/', os.sep)):
        name = changes['name'] = member.path.lstrip('/' + os.sep)
    if os.path.isabs(name):
        raise AbsolutePathError(member)
    target = os.path.realpath(os.path.join(dest, name))
    if outside(target):
        raise OutsideDestinationError(member, target)
    if member.mode is not None:
        mode = _safe_mode(member, member.mode, for_data)
        if mode != member.mode:
            changes['mode'] = mode
    elif for_data and not (member.isreg() or member.islnk() or member.isdir() or member.issym()):
        raise SpecialFileError(member)
    if for_data:
        for attribute in ('uid', 'gid', 'uname', 'gname'):
            if getattr(member, attribute) is not None:
                changes[attribute] = None
        if member.islnk() or member.issym():
            if os.path.isabs(member.linkname):
                raise AbsoluteLinkError(member)
            base = os.path.join(dest, os.path.dirname(name)) if member.issym() else dest
            linked = os.path.realpath(os.path.join(base, member.linkname))
            if outside(linked):
                raise LinkOutsideDestinationError(member, linked)
    return changes


def fully_trusted_filter(member, dest_path):
    """Extract as it is."""
    return member


def _filtered(member, dest_path, for_data):
    changes = _get_filtered_attrs(member, dest_path, for_data)
    return member.replace(**changes, deep=False) if changes else member


def tar_filter(member, dest_path):
    """What tar does: nothing outside of the destination, no special permissions."""
    return _filtered(member, dest_path, False)


def data_filter(member, dest_path):
    """For data: no special files, no links to the outside, no owners either."""
    return _filtered(member, dest_path, True)


_NAMED_FILTERS = {'fully_trusted': fully_trusted_filter, 'tar': tar_filter, 'data': data_filter}

_KEEP = object()

# Fields of a header: the part it takes, and how it is read.
_HEADER = (('name', 0, 100, 'text'), ('mode', 100, 108, 'number'), ('uid', 108, 116, 'number'),
           ('gid', 116, 124, 'number'), ('size', 124, 136, 'number'), ('mtime', 136, 148, 'number'),
           ('type', 156, 157, 'raw'), ('linkname', 157, 257, 'text'), ('uname', 265, 297, 'text'),
           ('gname', 297, 329, 'text'), ('devmajor', 329, 337, 'number'), ('devminor', 337, 345, 'number'))


# ---- members

class TarInfo(object):
    """What an archive knows about one of its members."""

    __slots__ = dict(
        name='Name of the archive member.', mode='Permission bits.',
        uid='User ID of the user who originally stored this member.',
        gid='Group ID of the user who originally stored this member.', size='Size in bytes.',
        mtime='Time of last modification.', chksum='Header checksum.',
        type='File type. type is usually one of these constants: REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, DIRTYPE, '
             'FIFOTYPE, CONTTYPE, CHRTYPE, BLKTYPE, GNUTYPE_SPARSE.',
        linkname='Name of the target file name, which is only present in TarInfo objects of type LNKTYPE and '
                 'SYMTYPE.',
        uname='User name.', gname='Group name.', devmajor='Device major number.', devminor='Device minor number.',
        offset='The tar header starts here.', offset_data="The file's data starts here.",
        pax_headers='A dictionary containing key-value pairs of an associated pax extended header.',
        sparse='Sparse member information.', tarfile=None, _sparse_structs=None, _link_target=None)

    def __init__(self, name=''):
        """A member of that name, a file so far."""
        self.name = name
        self.mode = 0o644
        self.uid = self.gid = self.size = self.mtime = self.chksum = 0
        self.type = REGTYPE
        self.linkname = self.uname = self.gname = ''
        self.devmajor = self.devminor = 0
        self.offset = self.offset_data = 0
        self.sparse = None
        self.pax_headers = {}

    @property
    def path(self):
        """The name pax gives to `name`."""
        return self.name

    @path.setter
    def path(self, name):
        self.name = name

    @property
    def linkpath(self):
        """The name pax gives to `linkname`."""
        return self.linkname

    @linkpath.setter
    def linkpath(self, linkname):
        self.linkname = linkname

    def __repr__(self):
        return '<%s %r at %#x>' % (self.__class__.__name__, self.name, id(self))

    def replace(self, *, name=_KEEP, mtime=_KEEP, mode=_KEEP, linkname=_KEEP, uid=_KEEP, gid=_KEEP, uname=_KEEP,
                gname=_KEEP, deep=True, _KEEP=_KEEP):
        """A copy with other attributes."""
        made = copy.deepcopy(self) if deep else copy.copy(self)
        for key, value in (('name', name), ('mtime', mtime), ('mode', mode), ('linkname', linkname), ('uid', uid),
                           ('gid', gid), ('uname', uname), ('gname', gname)):
            if value is not _KEEP:
                setattr(made, key, value)
        return made

    def get_info(self):
        """The attributes as a dictionary."""
        info = {key: getattr(self, key) for key in ('name', 'mode', 'uid', 'gid', 'size', 'mtime', 'chksum', 'type',
                                                    'linkname', 'uname', 'gname', 'devmajor', 'devminor')}
        if info['mode'] is not None:
            info['mode'] &= 0o7777
        if info['type'] == DIRTYPE and not info['name'].endswith('/'):
            info['name'] += '/'
        return info

    # ---- writing headers

    def tobuf(self, format=DEFAULT_FORMAT, encoding=ENCODING, errors='surrogateescape'):
        """The header as blocks of bytes."""
        info = self.get_info()
        for name, value in info.items():
            if value is None:
                raise ValueError('%s may not be None' % name)
        if format == USTAR_FORMAT:
            return self.create_ustar_header(info, encoding, errors)
        if format == GNU_FORMAT:
            return self.create_gnu_header(info, encoding, errors)
        if format == PAX_FORMAT:
            return self.create_pax_header(info, encoding)
        raise ValueError('invalid format')

    def create_ustar_header(self, info, encoding, errors):
        """The block of a header in the format of POSIX.1-1988."""
        info['magic'] = POSIX_MAGIC
        if len(info['linkname'].encode(encoding, errors)) > LENGTH_LINK:
            raise ValueError('linkname is too long')
        if len(info['name'].encode(encoding, errors)) > LENGTH_NAME:
            info['prefix'], info['name'] = self._posix_split_name(info['name'], encoding, errors)
        return self._create_header(info, USTAR_FORMAT, encoding, errors)

    def create_gnu_header(self, info, encoding, errors):
        """The blocks of a header in GNU's format."""
        info['magic'] = GNU_MAGIC
        before = b''
        for key, limit, kind in (('linkname', LENGTH_LINK, GNUTYPE_LONGLINK),
                                 ('name', LENGTH_NAME, GNUTYPE_LONGNAME)):
            if len(info[key].encode(encoding, errors)) > limit:
                before += self._create_gnu_long_header(info[key], kind, encoding, errors)
        return before + self._create_header(info, GNU_FORMAT, encoding, errors)

    def create_pax_header(self, info, encoding):
        """A ustar header and, for what does not fit there, an extended header before it."""
        info['magic'] = POSIX_MAGIC
        extended = self.pax_headers.copy()
        for name, pax_name, limit in (('name', 'path', LENGTH_NAME), ('linkname', 'linkpath', LENGTH_LINK),
                                      ('uname', 'uname', 32), ('gname', 'gname', 32)):
            if pax_name in extended:
                continue  # given by the user
            value = info[name]
            try:
                value.encode('ascii', 'strict')
            except UnicodeEncodeError:
                extended[pax_name] = value
                continue
            if len(value) > limit:
                extended[pax_name] = value
        for name, digits in (('uid', 8), ('gid', 8), ('size', 12), ('mtime', 12)):
            value = info[name]
            fits = 0 <= value < 8 ** (digits - 1)
            if not fits:
                info[name] = 0
                if name not in extended:
                    extended[name] = str(value)
            elif isinstance(value, float):
                info[name] = int(value)
                if name not in extended:
                    extended[name] = str(value)
        before = self._create_pax_generic_header(extended, XHDTYPE, encoding) if extended else b''
        return before + self._create_header(info, USTAR_FORMAT, 'ascii', 'replace')

    @classmethod
    def create_pax_global_header(cls, pax_headers):
        """A header for all members that follow."""
        return cls._create_pax_generic_header(pax_headers, XGLTYPE, 'utf-8')

    def _posix_split_name(self, name, encoding, errors):
        """Prefix and name, divided at a slash."""
        parts = name.split('/')
        for i in range(1, len(parts)):
            prefix, rest = '/'.join(parts[:i]), '/'.join(parts[i:])
            if (len(prefix.encode(encoding, errors)) <= LENGTH_PREFIX
                    and len(rest.encode(encoding, errors)) <= LENGTH_NAME):
                return prefix, rest
        raise ValueError('name is too long')

    @staticmethod
    def _create_header(info, format, encoding, errors):
        def text(key, length):
            return stn(info.get(key, ''), length, encoding, errors)

        device = info.get('type') in (CHRTYPE, BLKTYPE)
        numbers = [itn(info.get(key, 0), 8, format) if device else stn('', 8, encoding, errors)
                   for key in ('devmajor', 'devminor')]
        kind = info.get('type', REGTYPE)
        parts = [text('name', 100), itn(info.get('mode', 0) & 0o7777, 8, format), itn(info.get('uid', 0), 8, format),
                 itn(info.get('gid', 0), 8, format), itn(info.get('size', 0), 12, format),
                 itn(info.get('mtime', 0), 12, format), b'        ', kind, text('linkname', 100),
                 info.get('magic', POSIX_MAGIC), text('uname', 32), text('gname', 32), *numbers,
                 text('prefix', 155)]
        block = b''.join(parts).ljust(BLOCKSIZE, NUL)
        checksum = calc_chksums(block)[0]
        return block[:148] + bytes('%06o\0' % checksum, 'ascii') + block[155:]

    @staticmethod
    def _create_payload(payload):
        """Data in whole blocks."""
        return payload.ljust(_blocks(len(payload)), NUL)

    @classmethod
    def _create_gnu_long_header(cls, name, type, encoding, errors):
        name = name.encode(encoding, errors) + NUL
        info = {'name': '././@LongLink', 'type': type, 'size': len(name), 'magic': GNU_MAGIC}
        return cls._create_header(info, USTAR_FORMAT, encoding, errors) + cls._create_payload(name)

    @classmethod
    def _create_pax_generic_header(cls, pax_headers, type, encoding):
        # Names that are no UTF-8 are kept as bytes, and said to be so.
        binary = False
        for value in pax_headers.values():
            try:
                value.encode('utf-8', 'strict')
            except UnicodeEncodeError:
                binary = True
                break
        records = b'21 hdrcharset=BINARY\n' if binary else b''
        for key, value in pax_headers.items():
            key = key.encode('utf-8')
            value = value.encode(encoding, 'surrogateescape') if binary else value.encode('utf-8')
            # The length that stands in front counts itself, too.
            rest = len(key) + len(value) + 3
            size = 0
            while size != rest + len(str(size)):
                size = rest + len(str(size))
            records += bytes(str(size), 'ascii') + b' ' + key + b'=' + value + b'\n'
        info = {'name': '././@PaxHeader', 'type': type, 'size': len(records), 'magic': POSIX_MAGIC}
        return cls._create_header(info, USTAR_FORMAT, 'ascii', 'replace') + cls._create_payload(records)

    # ---- reading headers

    @classmethod
    def frombuf(cls, buf, encoding, errors):
        """The information in a header of one block."""
        if len(buf) == 0:
            raise EmptyHeaderError('empty header')
        if len(buf) != BLOCKSIZE:
            raise TruncatedHeaderError('truncated header')
        if buf.count(NUL) == BLOCKSIZE:
            raise EOFHeaderError('end of file header')
        checksum = nti(buf[148:156])
        if checksum not in calc_chksums(buf):
            raise InvalidHeaderError('bad checksum')
        made = cls()
        made.chksum = checksum
        for name, start, stop, kind in _HEADER:
            data = buf[start:stop]
            if kind == 'text':
                data = nts(data, encoding, errors)
            elif kind == 'number':
                data = nti(data)
            setattr(made, name, data)
        prefix = nts(buf[345:500], encoding, errors)
        if made.type == AREGTYPE and made.name.endswith('/'):
            made.type = DIRTYPE  # as it was in the oldest format
        if made.type == GNUTYPE_SPARSE:
            structs = [(nti(buf[at:at + 12]), nti(buf[at + 12:at + 24])) for at in range(386, 482, 24)
                       if cls._is_number(buf[at:at + 24])]
            made._sparse_structs = structs, bool(buf[482]), nti(buf[483:495])
        if made.isdir():
            made.name = made.name.rstrip('/')
        if prefix and made.type not in GNU_TYPES:
            made.name = prefix + '/' + made.name
        return made

    @staticmethod
    def _is_number(data):
        try:
            nti(data[:12]), nti(data[12:])
        except ValueError:
            return False
        return True

    @classmethod
    def fromtarfile(cls, tarfile):
        """The next member of an archive."""
        block = tarfile.fileobj.read(BLOCKSIZE)
        made = cls.frombuf(block, tarfile.encoding, tarfile.errors)
        made.offset = tarfile.fileobj.tell() - BLOCKSIZE
        return made._proc_member(tarfile)

    def _proc_member(self, tarfile):
        """Go on by the type of the header; may return the member after an extended header."""
        if self.type in (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK):
            return self._proc_gnulong(tarfile)
        if self.type == GNUTYPE_SPARSE:
            return self._proc_sparse(tarfile)
        if self.type in (XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE):
            return self._proc_pax(tarfile)
        return self._proc_builtin(tarfile)

    def _proc_builtin(self, tarfile):
        self.offset_data = offset = tarfile.fileobj.tell()
        if self.isreg() or self.type not in SUPPORTED_TYPES:
            offset += self._block(self.size)
        tarfile.offset = offset
        # Global headers are for this member, too.
        self._apply_pax_info(tarfile.pax_headers, tarfile.encoding, tarfile.errors)
        if self.isdir():
            self.name = self.name.rstrip('/')
        return self

    def _following(self, tarfile):
        try:
            return self.fromtarfile(tarfile)
        except HeaderError as error:
            raise SubsequentHeaderError(str(error)) from None

    def _proc_gnulong(self, tarfile):
        data = tarfile.fileobj.read(self._block(self.size))
        member = self._following(tarfile)
        member.offset = self.offset
        text = nts(data, tarfile.encoding, tarfile.errors)
        if self.type == GNUTYPE_LONGNAME:
            member.name = text
        else:
            member.linkname = text
        if member.isdir():
            member.name = member.name[:-1] if member.name.endswith('/') else member.name
        return member

    def _proc_sparse(self, tarfile):
        structs, more, size = self._sparse_structs
        del self._sparse_structs
        while more:
            block = tarfile.fileobj.read(BLOCKSIZE)
            for at in range(0, 504, 24):
                if not self._is_number(block[at:at + 24]):
                    break
                offset, length = nti(block[at:at + 12]), nti(block[at + 12:at + 24])
                if offset and length:
                    structs.append((offset, length))
            more = bool(block[504])
        self.sparse = structs
        self.offset_data = tarfile.fileobj.tell()
        tarfile.offset = self.offset_data + self._block(self.size)
        self.size = size
        return self

    def _proc_pax(self, tarfile):
        data = tarfile.fileobj.read(self._block(self.size))
        headers = tarfile.pax_headers if self.type == XGLTYPE else tarfile.pax_headers.copy()
        charset = re.search(br'\d+ hdrcharset=([^\n]+)\n', data)
        if charset is not None:
            headers['hdrcharset'] = charset.group(1).decode('utf-8')
        named = headers.get('hdrcharset')
        encoding = tarfile.encoding if named == 'BINARY' else 'utf-8'
        at = 0
        record = re.compile(br'(\d+) ([^=]+)=')
        while True:
            match = record.match(data, at)
            if not match:
                break
            length = int(match.group(1))
            if length == 0:
                raise InvalidHeaderError('invalid header')
            value = data[match.end(2) + 1:match.start(1) + length - 1]
            key = self._decode_pax_field(match.group(2), 'utf-8', 'utf-8', tarfile.errors)
            if key in PAX_NAME_FIELDS:
                value = self._decode_pax_field(value, encoding, tarfile.encoding, tarfile.errors)
            else:
                value = self._decode_pax_field(value, 'utf-8', 'utf-8', tarfile.errors)
            headers[key] = value
            at += length
        member = self._following(tarfile)
        if 'GNU.sparse.map' in headers:
            self._proc_gnusparse_01(member, headers)
        elif 'GNU.sparse.size' in headers:
            self._proc_gnusparse_00(member, headers, data)
        elif headers.get('GNU.sparse.major') == '1' and headers.get('GNU.sparse.minor') == '0':
            self._proc_gnusparse_10(member, headers, tarfile)
        if self.type in (XHDTYPE, SOLARIS_XHDTYPE):
            member._apply_pax_info(headers, tarfile.encoding, tarfile.errors)
            member.offset = self.offset
            if 'size' in headers:
                # The one in the member's own header did not count.
                offset = member.offset_data
                if member.isreg() or member.type not in SUPPORTED_TYPES:
                    offset += member._block(member.size)
                tarfile.offset = offset
        return member

    def _proc_gnusparse_00(self, next, pax_headers, buf):
        offsets, sizes = [[int(m.group(1)) for m in re.finditer(br'\d+ GNU.sparse.%s=(\d+)\n' % name, buf)]
                          for name in (b'offset', b'numbytes')]
        next.sparse = list(zip(offsets, sizes))

    def _proc_gnusparse_01(self, next, pax_headers):
        numbers = [int(x) for x in pax_headers['GNU.sparse.map'].split(',')]
        next.sparse = list(zip(numbers[::2], numbers[1::2]))

    def _proc_gnusparse_10(self, next, pax_headers, tarfile):
        # The map stands before the data, one number a line.
        block = tarfile.fileobj.read(BLOCKSIZE)
        count, _, block = block.partition(b'\n')
        count = int(count) * 2
        numbers = []
        while len(numbers) < count:
            if b'\n' not in block:
                block += tarfile.fileobj.read(BLOCKSIZE)
            number, _, block = block.partition(b'\n')
            numbers.append(int(number))
        next.offset_data = tarfile.fileobj.tell()
        next.sparse = list(zip(numbers[::2], numbers[1::2]))

    def _apply_pax_info(self, pax_headers, encoding, errors):
        """Take over what an extended header says."""
        for key, value in pax_headers.items():
            if key == 'GNU.sparse.name':
                self.path = value
            elif key in ('GNU.sparse.size', 'GNU.sparse.realsize'):
                self.size = int(value)
            elif key in PAX_FIELDS:
                if key in PAX_NUMBER_FIELDS:
                    try:
                        value = PAX_NUMBER_FIELDS[key](value)
                    except ValueError:
                        value = 0
                if key == 'path':
                    value = value.rstrip('/')
                setattr(self, key, value)
        self.pax_headers = pax_headers.copy()

    def _decode_pax_field(self, value, encoding, fallback_encoding, fallback_errors):
        try:
            return value.decode(encoding, 'strict')
        except UnicodeDecodeError:
            return value.decode(fallback_encoding, fallback_errors)

    def _block(self, count):
        return _blocks(count)

    # ---- kinds

    def isreg(self):
        """Is it a file?"""
        return self.type in REGULAR_TYPES

    def isfile(self):
        """Is it a file?"""
        return self.isreg()

    def isdir(self):
        """Is it a directory?"""
        return self.type == DIRTYPE

    def issym(self):
        """Is it a symbolic link?"""
        return self.type == SYMTYPE

    def islnk(self):
        """Is it a link to another member?"""
        return self.type == LNKTYPE

    def ischr(self):
        """Is it a character device?"""
        return self.type == CHRTYPE

    def isblk(self):
        """Is it a block device?"""
        return self.type == BLKTYPE

    def isfifo(self):
        """Is it a pipe with a name?"""
        return self.type == FIFOTYPE

    def issparse(self):
        return self.sparse is not None

    def isdev(self):
        """Is it a device or a pipe?"""
        return self.type in (CHRTYPE, BLKTYPE, FIFOTYPE)


# ---- archives

class TarFile(object):
    """An archive, open for reading (r), appending (a) or writing (w, x)."""

    debug = 0
    dereference = False
    ignore_zeros = False
    errorlevel = 1
    format = DEFAULT_FORMAT
    encoding = ENCODING
    errors = None
    tarinfo = TarInfo
    fileobject = ExFileObject
    extraction_filter = None

    def __init__(self, name=None, mode='r', fileobj=None, format=None, tarinfo=None, dereference=None,
                 ignore_zeros=None, encoding=None, errors='surrogateescape', pax_headers=None, debug=None,
                 errorlevel=None, copybufsize=None):
        """Open an archive that is not compressed."""
        modes = {'r': 'rb', 'a': 'r+b', 'w': 'wb', 'x': 'xb'}
        if mode not in modes:
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        self.mode = mode
        self._mode = modes[mode]
        if not fileobj:
            if self.mode == 'a' and not os.path.exists(name):
                self.mode, self._mode = 'w', 'wb'  # there is nothing to append to
            fileobj = bltn_open(name, self._mode)
            self._extfileobj = False
        else:
            if name is None and isinstance(getattr(fileobj, 'name', None), (str, bytes)):
                name = fileobj.name
            if hasattr(fileobj, 'mode'):
                self._mode = fileobj.mode
            self._extfileobj = True
        self.name = os.path.abspath(name) if name else None
        self.fileobj = fileobj
        for key, value in (('format', format), ('tarinfo', tarinfo), ('dereference', dereference),
                           ('ignore_zeros', ignore_zeros), ('encoding', encoding), ('debug', debug),
                           ('errorlevel', errorlevel)):
            if value is not None:
                setattr(self, key, value)
        self.errors = errors
        self.pax_headers = pax_headers if pax_headers is not None and self.format == PAX_FORMAT else {}
        self.copybufsize = copybufsize
        self.closed = False
        self.members = []
        self._loaded = False  # have all members been read?
        self.offset = self.fileobj.tell()
        self.inodes = {}      # (inode, device): name of a file that has been added
        try:
            self._start()
        except:
            if not self._extfileobj:
                self.fileobj.close()
            self.closed = True
            raise

    def _start(self):
        if self.mode == 'r':
            self.firstmember = None
            self.firstmember = self.next()
        elif self.mode == 'a':
            # Find the end of the members.
            while True:
                self.fileobj.seek(self.offset)
                try:
                    self.members.append(self.tarinfo.fromtarfile(self))
                except EOFHeaderError:
                    self.fileobj.seek(self.offset)
                    break
                except HeaderError as error:
                    raise ReadError(str(error))
        if self.mode in ('a', 'w', 'x'):
            self._loaded = True
            if self.pax_headers:
                block = self.tarinfo.create_pax_global_header(self.pax_headers.copy())
                self.fileobj.write(block)
                self.offset += len(block)

    # ---- opening

    @classmethod
    def open(cls, name=None, mode='r', fileobj=None, bufsize=RECORDSIZE, **kwargs):
        """Open an archive.

        mode 'r' finds the compression out; 'r:gz', 'w:bz2', 'x:xz' and the like name it, 'r:' means
        none; with '|' in place of ':' the archive is a stream of blocks.
        """
        if not name and not fileobj:
            raise ValueError('nothing to open')
        if mode in ('r', 'r:*'):
            return cls._open_any(name, fileobj, **kwargs)
        if ':' in mode:
            letter, comptype = mode.split(':', 1)
            letter, comptype = letter or 'r', comptype or 'tar'
            if comptype not in cls.OPEN_METH:
                raise CompressionError('unknown compression type %r' % comptype)
            return getattr(cls, cls.OPEN_METH[comptype])(name, letter, fileobj, **kwargs)
        if '|' in mode:
            letter, comptype = mode.split('|', 1)
            letter, comptype = letter or 'r', comptype or 'tar'
            if letter not in ('r', 'w'):
                raise ValueError("mode must be 'r' or 'w'")
            stream = _Stream(name, letter, comptype, fileobj, bufsize)
            try:
                archive = cls(name, letter, stream, **kwargs)
            except:
                stream.close()
                raise
            archive._extfileobj = False
            return archive
        if mode in ('a', 'w', 'x'):
            return cls.taropen(name, mode, fileobj, **kwargs)
        raise ValueError('undiscernible mode')

    @classmethod
    def _open_any(cls, name, fileobj, **kwargs):
        # Plain archives last: what is compressed can look like an empty one.
        start = fileobj.tell() if fileobj is not None else None
        problems = []
        for comptype in sorted(cls.OPEN_METH, key=lambda c: cls.OPEN_METH[c] == 'taropen'):
            try:
                return getattr(cls, cls.OPEN_METH[comptype])(name, 'r', fileobj, **kwargs)
            except (ReadError, CompressionError):
                if fileobj is not None:
                    fileobj.seek(start)
        raise ReadError('file could not be opened successfully')

    @classmethod
    def taropen(cls, name, mode='r', fileobj=None, **kwargs):
        """Open without compression."""
        if mode not in ('r', 'a', 'w', 'x'):
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        return cls(name, mode, fileobj, **kwargs)

    @staticmethod
    def _check_compressed_mode(mode):
        if mode not in ('r', 'w', 'x'):
            raise ValueError("mode must be 'r', 'w' or 'x'")

    @classmethod
    def _wrap(cls, file, name, mode, errors, message, **kwargs):
        """An archive in a file that decompresses, which it closes."""
        try:
            archive = cls.taropen(name, mode, file, **kwargs)
        except errors:
            file.close()
            if mode == 'r':
                raise ReadError(message)
            raise
        except:
            file.close()
            raise
        archive._extfileobj = False
        return archive

    @classmethod
    def gzopen(cls, name, mode='r', fileobj=None, compresslevel=9, **kwargs):
        """Open an archive compressed by gzip."""
        cls._check_compressed_mode(mode)
        try:
            from gzip import GzipFile
        except ImportError:
            raise CompressionError('gzip module is not available')
        try:
            file = GzipFile(name, mode + 'b', compresslevel, fileobj)
        except OSError:
            if fileobj is not None and mode == 'r':
                raise ReadError('not a gzip file')
            raise
        return cls._wrap(file, name, mode, OSError, 'not a gzip file', **kwargs)

    @classmethod
    def bz2open(cls, name, mode='r', fileobj=None, compresslevel=9, **kwargs):
        """Open an archive compressed by bzip2."""
        cls._check_compressed_mode(mode)
        try:
            from bz2 import BZ2File
        except ImportError:
            raise CompressionError('bz2 module is not available')
        file = BZ2File(fileobj or name, mode, compresslevel=compresslevel)
        return cls._wrap(file, name, mode, (OSError, EOFError), 'not a bzip2 file', **kwargs)

    @classmethod
    def xzopen(cls, name, mode='r', fileobj=None, preset=None, **kwargs):
        """Open an archive compressed by LZMA."""
        cls._check_compressed_mode(mode)
        try:
            from lzma import LZMAFile, LZMAError
        except ImportError:
            raise CompressionError('lzma module is not available')
        file = LZMAFile(fileobj or name, mode, preset=preset)
        return cls._wrap(file, name, mode, (LZMAError, EOFError), 'not an lzma file', **kwargs)

    # The methods for the kinds of compression; subclasses may add some.
    OPEN_METH = {'tar': 'taropen', 'gz': 'gzopen', 'bz2': 'bz2open', 'xz': 'xzopen'}

    # ---- members

    def close(self):
        """Close the archive; when writing, end it with two empty blocks and fill the record up."""
        if self.closed:
            return
        self.closed = True
        try:
            if self.mode in ('a', 'w', 'x'):
                self.fileobj.write(NUL * (BLOCKSIZE * 2))
                self.offset += BLOCKSIZE * 2
                rest = self.offset % RECORDSIZE
                if rest:
                    self.fileobj.write(NUL * (RECORDSIZE - rest))
        finally:
            if not self._extfileobj:
                self.fileobj.close()

    def getmember(self, name):
        """The last member of that name."""
        found = self._getmember(name.rstrip('/'))
        if found is None:
            raise KeyError('filename %r not found' % name)
        return found

    def getmembers(self):
        """All members, in the order of the archive."""
        self._check()
        if not self._loaded:
            self._load()
        return self.members

    def getnames(self):
        """The names of all members."""
        return [member.name for member in self.getmembers()]

    def gettarinfo(self, name=None, arcname=None, fileobj=None):
        """The information about a file that is to be added."""
        self._check('awx')
        if fileobj is not None:
            name = fileobj.name
        if arcname is None:
            arcname = name
        arcname = os.path.splitdrive(arcname)[1].replace(os.sep, '/').lstrip('/')
        made = self.tarinfo()
        made.tarfile = self
        if fileobj is not None:
            status = os.fstat(fileobj.fileno())
        else:
            status = (os.stat if self.dereference else os.lstat)(name)
        linkname = ''
        mode = status.st_mode
        if stat.S_ISREG(mode):
            inode = status.st_ino, status.st_dev
            if not self.dereference and status.st_nlink > 1 and inode in self.inodes and arcname != self.inodes[inode]:
                kind = LNKTYPE
                linkname = self.inodes[inode]
            else:
                kind = REGTYPE
                if inode[0]:
                    self.inodes[inode] = arcname
        else:
            for check, kind in ((stat.S_ISDIR, DIRTYPE), (stat.S_ISFIFO, FIFOTYPE), (stat.S_ISLNK, SYMTYPE),
                                (stat.S_ISCHR, CHRTYPE), (stat.S_ISBLK, BLKTYPE)):
                if check(mode):
                    break
            else:
                return None
            if kind == SYMTYPE:
                linkname = os.readlink(name)
        made.name, made.mode, made.uid, made.gid = arcname, mode, status.st_uid, status.st_gid
        made.size = status.st_size if kind == REGTYPE else 0
        made.mtime, made.type, made.linkname = status.st_mtime, kind, linkname
        if pwd:
            try:
                made.uname = pwd.getpwuid(made.uid)[0]
            except KeyError:
                pass
        if grp:
            try:
                made.gname = grp.getgrgid(made.gid)[0]
            except KeyError:
                pass
        if kind in (CHRTYPE, BLKTYPE) and hasattr(os, 'major') and hasattr(os, 'minor'):
            made.devmajor, made.devminor = os.major(status.st_rdev), os.minor(status.st_rdev)
        return made

    def list(self, verbose=True, *, members=None):
        """Print a table of the members, with verbose like that of ls -l."""
        self._check()
        for member in self if members is None else members:
            if verbose:
                _safe_print('??????????' if member.mode is None else stat.filemode(member.mode))
                _safe_print('%s/%s' % (member.uname or member.uid, member.gname or member.gid))
                if member.ischr() or member.isblk():
                    _safe_print('%10s' % ('%d,%d' % (member.devmajor, member.devminor)))
                else:
                    _safe_print('%10d' % member.size)
                _safe_print('????-??-?? ??:??:??' if member.mtime is None
                            else '%d-%02d-%02d %02d:%02d:%02d' % time.localtime(member.mtime)[:6])
            _safe_print(member.name + ('/' if member.isdir() else ''))
            if verbose:
                if member.issym():
                    _safe_print('-> ' + member.linkname)
                if member.islnk():
                    _safe_print('link to ' + member.linkname)
            print()

    def add(self, name, arcname=None, recursive=True, *, filter=None):
        """Add a file, or a directory with all in it; filter(TarInfo) may change it or return None."""
        self._check('awx')
        if arcname is None:
            arcname = name
        if self.name is not None and os.path.abspath(name) == self.name:
            self._dbg(2, 'tarfile: Skipped %r' % name)
            return
        self._dbg(1, name)
        info = self.gettarinfo(name, arcname)
        if info is None:
            self._dbg(1, 'tarfile: Unsupported type %r' % name)
            return
        if filter is not None:
            info = filter(info)
            if info is None:
                self._dbg(2, 'tarfile: Excluded %r' % name)
                return
        if info.isreg():
            with bltn_open(name, 'rb') as file:
                self.addfile(info, file)
            return
        self.addfile(info)
        if info.isdir() and recursive:
            for entry in sorted(os.listdir(name)):
                self.add(os.path.join(name, entry), os.path.join(arcname, entry), recursive, filter=filter)

    def addfile(self, tarinfo, fileobj=None):
        """Add a member with the data of a file."""
        self._check('awx')
        tarinfo = copy.copy(tarinfo)
        header = tarinfo.tobuf(self.format, self.encoding, self.errors)
        self.fileobj.write(header)
        self.offset += len(header)
        if fileobj is not None:
            copyfileobj(fileobj, self.fileobj, tarinfo.size, bufsize=self.copybufsize)
            size = _blocks(tarinfo.size)
            self.fileobj.write(NUL * (size - tarinfo.size))
            self.offset += size
        self.members.append(tarinfo)

    # ---- extracting

    def _get_filter_function(self, filter):
        if filter is None:
            filter = self.extraction_filter
            if filter is None:
                return fully_trusted_filter
            if isinstance(filter, str):
                raise TypeError('String names are not supported for TarFile.extraction_filter. Use a function such as '
                                'tarfile.data_filter directly.')
            return filter
        if callable(filter):
            return filter
        try:
            return _NAMED_FILTERS[filter]
        except KeyError:
            raise ValueError(f'filter {filter!r} not found') from None

    def extractall(self, path='.', members=None, *, numeric_owner=False, filter=None):
        """Extract all members, or those given; directories get owners, times and modes at the end."""
        filter = self._get_filter_function(filter)
        directories = []
        for member in self if members is None else members:
            info = self._get_extract_tarinfo(member, filter, path)
            if info is None:
                continue
            if info.isdir():
                directories.append(info)
            self._extract_one(info, path, set_attrs=not info.isdir(), numeric_owner=numeric_owner)
        directories.sort(key=lambda info: info.name, reverse=True)
        for info in directories:
            target = os.path.join(path, info.name)
            try:
                self.chown(info, target, numeric_owner=numeric_owner)
                self.utime(info, target)
                self.chmod(info, target)
            except ExtractError as error:
                self._handle_nonfatal_error(error)

    def extract(self, member, path='', set_attrs=True, *, numeric_owner=False, filter=None):
        """Extract a member below a directory."""
        info = self._get_extract_tarinfo(member, self._get_filter_function(filter), path)
        if info is not None:
            self._extract_one(info, path, set_attrs, numeric_owner)

    def _get_extract_tarinfo(self, member, filter_function, path):
        """The member as the filter lets it be extracted, None if not at all."""
        original = self.getmember(member) if isinstance(member, str) else member
        info = original
        try:
            info = filter_function(original, path)
        except (OSError, FilterError) as error:
            self._handle_fatal_error(error)
        except ExtractError as error:
            self._handle_nonfatal_error(error)
        if info is None:
            self._dbg(2, 'tarfile: Excluded %r' % original.name)
            return None
        if info.islnk():
            info = copy.copy(info)
            info._link_target = os.path.join(path, info.linkname)
        return info

    def _extract_one(self, tarinfo, path, set_attrs, numeric_owner):
        self._check('r')
        try:
            self._extract_member(tarinfo, os.path.join(path, tarinfo.name), set_attrs=set_attrs,
                                 numeric_owner=numeric_owner)
        except OSError as error:
            self._handle_fatal_error(error)
        except ExtractError as error:
            self._handle_nonfatal_error(error)

    def _handle_nonfatal_error(self, e):
        if self.errorlevel > 1:
            raise
        self._dbg(1, 'tarfile: %s' % e)

    def _handle_fatal_error(self, e):
        if self.errorlevel > 0:
            raise
        if isinstance(e, OSError):
            text = e.strerror if e.filename is None else '%s %r' % (e.strerror, e.filename)
            self._dbg(1, 'tarfile: %s' % text)
        else:
            self._dbg(1, 'tarfile: %s %s' % (type(e).__name__, e))

    def extractfile(self, member):
        """A member as a file open for reading, None if it has no data."""
        self._check('r')
        info = self.getmember(member) if isinstance(member, str) else member
        if info.isreg() or info.type not in SUPPORTED_TYPES:
            return self.fileobject(self, info)
        if info.islnk() or info.issym():
            if isinstance(self.fileobj, _Stream):
                raise StreamError('cannot extract (sym)link as file object')
            return self.extractfile(self._find_link_target(info))
        return None

    def _extract_member(self, tarinfo, targetpath, set_attrs=True, numeric_owner=False):
        targetpath = targetpath.rstrip('/').replace('/', os.sep)
        above = os.path.dirname(targetpath)
        if above and not os.path.exists(above):
            os.makedirs(above)
        if tarinfo.islnk() or tarinfo.issym():
            self._dbg(1, '%s -> %s' % (tarinfo.name, tarinfo.linkname))
        else:
            self._dbg(1, tarinfo.name)
        for check, make in ((tarinfo.isreg, self.makefile), (tarinfo.isdir, self.makedir),
                            (tarinfo.isfifo, self.makefifo), (tarinfo.isdev, self.makedev),
                            (lambda: tarinfo.islnk() or tarinfo.issym(), self.makelink),
                            (lambda: tarinfo.type not in SUPPORTED_TYPES, self.makeunknown)):
            if check():
                make(tarinfo, targetpath)
                break
        else:
            self.makefile(tarinfo, targetpath)
        if set_attrs:
            self.chown(tarinfo, targetpath, numeric_owner)
            if not tarinfo.issym():
                self.chmod(tarinfo, targetpath)
                self.utime(tarinfo, targetpath)

    def makedir(self, tarinfo, targetpath):
        """Make a directory."""
        try:
            if tarinfo.mode is None:
                os.mkdir(targetpath)
            else:
                os.mkdir(targetpath, 0o700)  # the real mode is set later
        except FileExistsError:
            pass

    def makefile(self, tarinfo, targetpath):
        """Make a file with the member's content."""
        source = self.fileobj
        source.seek(tarinfo.offset_data)
        with bltn_open(targetpath, 'wb') as target:
            if tarinfo.sparse is None:
                copyfileobj(source, target, tarinfo.size, ReadError, self.copybufsize)
            else:
                for offset, size in tarinfo.sparse:
                    target.seek(offset)
                    copyfileobj(source, target, size, ReadError, self.copybufsize)
                target.seek(tarinfo.size)
                target.truncate()

    def makeunknown(self, tarinfo, targetpath):
        """Make a file of what is of no known type."""
        self.makefile(tarinfo, targetpath)
        self._dbg(1, 'tarfile: Unknown file type %r, extracted as regular file.' % tarinfo.type)

    def makefifo(self, tarinfo, targetpath):
        """Make a pipe with a name."""
        if not hasattr(os, 'mkfifo'):
            raise ExtractError('fifo not supported by system')
        os.mkfifo(targetpath)

    def makedev(self, tarinfo, targetpath):
        """Make a device."""
        if not hasattr(os, 'mknod') or not hasattr(os, 'makedev'):
            raise ExtractError('special devices not supported by system')
        mode = 0o600 if tarinfo.mode is None else tarinfo.mode
        mode |= stat.S_IFBLK if tarinfo.isblk() else stat.S_IFCHR
        os.mknod(targetpath, mode, os.makedev(tarinfo.devmajor, tarinfo.devminor))

    def makelink(self, tarinfo, targetpath):
        """Make a link; where that cannot be done, extract what it refers to."""
        try:
            if tarinfo.issym():
                if os.path.lexists(targetpath):
                    os.unlink(targetpath)
                os.symlink(tarinfo.linkname, targetpath)
                return
            if os.path.exists(tarinfo._link_target):
                os.link(tarinfo._link_target, targetpath)
                return
        except symlink_exception:
            pass
        try:
            self._extract_member(self._find_link_target(tarinfo), targetpath)
        except KeyError:
            raise ExtractError('unable to resolve link inside archive')

    def chown(self, tarinfo, targetpath, numeric_owner):
        """Set the owner, by name if there is such a user; only root can."""
        if not (hasattr(os, 'geteuid') and os.geteuid() == 0):
            return
        user, group = tarinfo.uid, tarinfo.gid
        if not numeric_owner:
            try:
                if grp and tarinfo.gname:
                    group = grp.getgrnam(tarinfo.gname)[2]
            except KeyError:
                pass
            try:
                if pwd and tarinfo.uname:
                    user = pwd.getpwnam(tarinfo.uname)[2]
            except KeyError:
                pass
        user = -1 if user is None else user
        group = -1 if group is None else group
        try:
            if tarinfo.issym() and hasattr(os, 'lchown'):
                os.lchown(targetpath, user, group)
            else:
                os.chown(targetpath, user, group)
        except OSError:
            raise ExtractError('could not change owner')

    def chmod(self, tarinfo, targetpath):
        """Give a file the member's permissions."""
        if tarinfo.mode is None:
            return
        try:
            os.chmod(targetpath, tarinfo.mode)
        except OSError:
            raise ExtractError('could not change mode')

    def utime(self, tarinfo, targetpath):
        """Give a file the member's time."""
        mtime = tarinfo.mtime
        if mtime is None or not hasattr(os, 'utime'):
            return
        try:
            os.utime(targetpath, (mtime, mtime))
        except OSError:
            raise ExtractError('could not change modification time')

    # ---- reading on

    def next(self):
        """The next member, None at the end."""
        self._check('ra')
        if self.firstmember is not None:
            first, self.firstmember = self.firstmember, None
            return first
        if self.offset != self.fileobj.tell():
            if self.offset == 0:
                return None
            self.fileobj.seek(self.offset - 1)
            if not self.fileobj.read(1):
                raise ReadError('unexpected end of data')
        member = None
        while True:
            try:
                member = self.tarinfo.fromtarfile(self)
            except (EOFHeaderError, InvalidHeaderError) as error:
                if self.ignore_zeros:
                    self._dbg(2, '0x%X: %s' % (self.offset, error))
                    self.offset += BLOCKSIZE
                    continue
                if isinstance(error, InvalidHeaderError) and self.offset == 0:
                    raise ReadError(str(error))
            except EmptyHeaderError:
                if self.offset == 0:
                    raise ReadError('empty file')
            except TruncatedHeaderError as error:
                if self.offset == 0:
                    raise ReadError(str(error))
            except SubsequentHeaderError as error:
                raise ReadError(str(error))
            break
        if member is None:
            self._loaded = True
        else:
            self.members.append(member)
        return member

    def _getmember(self, name, tarinfo=None, normalize=False):
        """The last member of that name, before a given one."""
        members = self.getmembers()
        skipping = False
        if tarinfo is not None:
            try:
                members = members[:members.index(tarinfo)]
            except ValueError:
                skipping = True  # a changed copy: find the original by its place
        if normalize:
            name = os.path.normpath(name)
        for member in reversed(members):
            if skipping:
                if tarinfo.offset == member.offset:
                    skipping = False
                continue
            if name == (os.path.normpath(member.name) if normalize else member.name):
                return member
        if skipping:
            raise ValueError(tarinfo)

    def _load(self):
        while self.next() is not None:
            pass
        self._loaded = True

    def _check(self, mode=None):
        if self.closed:
            raise OSError('%s is closed' % self.__class__.__name__)
        if mode is not None and self.mode not in mode:
            raise OSError('bad operation for mode %r' % self.mode)

    def _find_link_target(self, tarinfo):
        """The member that a link refers to: a symbolic one from its directory, maybe a later member."""
        if tarinfo.issym():
            linkname = '/'.join(filter(None, (os.path.dirname(tarinfo.name), tarinfo.linkname)))
            limit = None
        else:
            linkname = tarinfo.linkname
            limit = tarinfo
        found = self._getmember(linkname, tarinfo=limit, normalize=True)
        if found is None:
            raise KeyError('linkname %r not found' % linkname)
        return found

    def __iter__(self):
        """The members, as far as known first, then those still to be read."""
        if self._loaded:
            yield from self.members
            return
        index = 0
        # Members may be read by others meanwhile.
        if self.firstmember is not None:
            yield self.next()
            index += 1
        while True:
            if index < len(self.members):
                member = self.members[index]
            elif self._loaded:
                return
            else:
                member = self.next()
                if not member:
                    self._loaded = True
                    return
            index += 1
            yield member

    def _dbg(self, level, msg):
        if level <= self.debug:
            print(msg, file=sys.stderr)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, type, value, traceback):
        if type is None:
            self.close()
            return
        # Leave the archive without an end.
        if not self._extfileobj:
            self.fileobj.close()
        self.closed = True


def is_tarfile(name):
    """Is it an archive that can be opened?"""
    try:
        open(name).close()
        return True
    except TarError:
        return False


open = TarFile.open


# ---- command line

def _create(args):
    name = args.create.pop(0)
    compressions = {'gz': 'gz', 'tgz': 'gz', 'xz': 'xz', 'txz': 'xz', 'bz2': 'bz2', 'tbz': 'bz2', 'tbz2': 'bz2',
                    'tb2': 'bz2'}
    extension = os.path.splitext(name)[1]
    mode = 'w:' + compressions[extension[1:]] if extension[1:] in compressions else 'w'
    with TarFile.open(name, mode) as archive:
        for each in args.create:
            archive.add(each)
    if args.verbose:
        print('{!r} file created.'.format(name))


def _not_an_archive(parser, name):
    parser.exit(1, '{!r} is not a tar archive.\n'.format(name))


def main():
    import argparse
    parser = argparse.ArgumentParser(description='A simple command-line interface for tarfile module.')
    parser.add_argument('-v', '--verbose', action='store_true', default=False, help='Verbose output')
    parser.add_argument('--filter', metavar='<filtername>', choices=_NAMED_FILTERS, help='Filter for extraction')
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument('-l', '--list', metavar='<tarfile>', help='Show listing of a tarfile')
    group.add_argument('-e', '--extract', nargs='+', metavar=('<tarfile>', '<output_dir>'),
                       help='Extract tarfile into target dir')
    group.add_argument('-c', '--create', nargs='+', metavar=('<name>', '<file>'), help='Create tarfile from sources')
    group.add_argument('-t', '--test', metavar='<tarfile>', help='Test if a tarfile is valid')
    args = parser.parse_args()
    if args.filter and args.extract is None:
        parser.exit(1, '--filter is only valid for extraction\n')
    if args.create is not None:
        _create(args)
        return
    if args.extract is not None and len(args.extract) > 2:
        parser.exit(1, parser.format_help())
    name = args.test if args.test is not None else args.list if args.list is not None else args.extract[0]
    if not is_tarfile(name):
        _not_an_archive(parser, name)
    if args.test is not None:
        with open(name, 'r') as archive:
            archive.getmembers()
            print(archive.getmembers(), file=sys.stderr)
        if args.verbose:
            print('{!r} is a tar archive.'.format(name))
    elif args.list is not None:
        with TarFile.open(name, 'r:*') as archive:
            archive.list(verbose=args.verbose)
    else:
        target = args.extract[1] if len(args.extract) == 2 else os.curdir
        with TarFile.open(name, 'r:*') as archive:
            archive.extractall(path=target, filter=args.filter)
        if args.verbose:
            if target == '.':
                print('{!r} file is extracted.'.format(name))
            else:
                print('{!r} file is extracted into {!r} directory.'.format(name, target))


if __name__ == '__main__':
    main()
