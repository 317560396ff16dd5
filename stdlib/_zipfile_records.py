"""The records of ZIP archives: their formats, and ZipInfo, which is what two of them say of a member."""

import os
import stat
import struct
import sys
import time

from _zipfile_compression import (
    BZIP2_VERSION, DEFAULT_VERSION, LZMA_VERSION, ZIP64_VERSION, ZIP_BZIP2, ZIP_LZMA, ZIP_STORED, compressor_names)

__name__ = 'zipfile'  # where all of this is found


class BadZipFile(Exception):
    """Not a ZIP file, or a damaged one."""


class LargeZipFile(Exception):
    """ZIP64 extensions are needed, but not allowed."""


error = BadZipfile = BadZipFile

ZIP_MAX_COMMENT = (1 << 16) - 1

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
        end = filename.find('\0')
        if end >= 0:
            filename = filename[:end]
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
        # Sizes and checksum are there when they are known, and repr() is an error before.

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
        if self.file_size or not directory:
            parts.append('file_size=%r' % self.file_size)
        if (self.compress_size or not directory) and (
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
        from zipfile import ZIP64_LIMIT  # where tests replace it
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
            # The field of tag 1 has up to three numbers of eight bytes, and may go on.
            if size + 4 > len(field) or (tag == 1 and size < 24 and size % 8):
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


__name__ = __spec__.name
