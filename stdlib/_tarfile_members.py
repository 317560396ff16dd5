"""TarInfo, the member of an archive and its header; found in tarfile."""

import copy
import re

from _tarfile_format import (
    AREGTYPE, BLKTYPE, BLOCKSIZE, CHRTYPE, DEFAULT_FORMAT, DIRTYPE, ENCODING, FIFOTYPE, GNUTYPE_LONGLINK,
    GNUTYPE_LONGNAME, GNUTYPE_SPARSE, GNU_FORMAT, GNU_MAGIC, GNU_TYPES, LENGTH_LINK, LENGTH_NAME, LENGTH_PREFIX,
    LNKTYPE, NUL, PAX_FIELDS, PAX_FORMAT, PAX_NAME_FIELDS, PAX_NUMBER_FIELDS, POSIX_MAGIC, REGTYPE, REGULAR_TYPES,
    SOLARIS_XHDTYPE, SUPPORTED_TYPES, SYMTYPE, USTAR_FORMAT, XGLTYPE, XHDTYPE, EOFHeaderError, EmptyHeaderError,
    HeaderError, InvalidHeaderError, SubsequentHeaderError, TruncatedHeaderError, _blocks, calc_chksums, itn, nti,
    nts, stn)

__name__ = 'tarfile'  # where all of this is found

_KEEP = object()

# Fields of a header: the part it takes, and how it is read.
_HEADER = (('name', 0, 100, 'text'), ('mode', 100, 108, 'number'), ('uid', 108, 116, 'number'),
           ('gid', 116, 124, 'number'), ('size', 124, 136, 'number'), ('mtime', 136, 148, 'number'),
           ('type', 156, 157, 'raw'), ('linkname', 157, 257, 'text'), ('uname', 265, 297, 'text'),
           ('gname', 297, 329, 'text'), ('devmajor', 329, 337, 'number'), ('devminor', 337, 345, 'number'))


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
            if name in extended:
                info[name] = 0  # what the caller says goes before
            elif isinstance(value, float) or not 0 <= value < 8 ** (digits - 1):
                info[name] = 0
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

        numbers = [itn(info.get(key, 0), 8, format) for key in ('devmajor', 'devminor')]
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
        except HeaderError:
            raise SubsequentHeaderError('missing or bad subsequent header') from None

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


__name__ = __spec__.name
