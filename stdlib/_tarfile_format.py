"""What tarfile knows of the format: its numbers, the fields of headers, and what can be wrong with it."""

import os
import struct
import sys

__name__ = 'tarfile'  # where all of this is found

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


def _blocks(size):
    """The size in whole blocks."""
    return -(-size // BLOCKSIZE) * BLOCKSIZE


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


__name__ = __spec__.name
