"""TAR archives in the formats ustar, GNU and pax, plain or compressed.

What the format is stands in _tarfile_format, the members are in _tarfile_members, files in _tarfile_streams,
and what may be extracted is decided in _tarfile_filters. All of it is found here.
"""

version = '0.9.0'
__author__ = 'Lars Gust\u00e4bel (lars@gustaebel.de)'
__credits__ = 'Gustavo Niemeyer, Niels Gust\u00e4bel, Richard Townsend.'

from builtins import open as bltn_open
import copy
import os
import shutil
import stat
import sys
import time

from _tarfile_format import *
from _tarfile_format import _blocks
from _tarfile_streams import ExFileObject, _FileInFile, _LowLevelFile, _Stream, _StreamProxy
from _tarfile_filters import *
from _tarfile_filters import _NAMED_FILTERS, _get_filtered_attrs
from _tarfile_members import TarInfo

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


def _safe_print(s):
    encoding = getattr(sys.stdout, 'encoding', None)
    if encoding is not None:
        s = s.encode(encoding, 'backslashreplace').decode(encoding)
    print(s, end=' ')


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
    def _wrap(cls, file, name, mode, wrong, message, /, **kwargs):
        """An archive in a file that decompresses, which it closes."""
        try:
            archive = cls.taropen(name, mode, file, **kwargs)
        except wrong:
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
            else:
                # Here that it is not in the archive remains a KeyError.
                self._extract_member(self._find_link_target(tarinfo), targetpath)
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
