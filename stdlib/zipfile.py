"""ZIP archives: reading, writing, listing, and a path-like view of them.

The records of the format are in _zipfile_records, what compresses in _zipfile_compression, members as files in
_zipfile_streams. All of it is found here.
"""

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

import _zipfile_records
from _zipfile_compression import *
from _zipfile_compression import _ZipDecrypter, _check_compression, _get_compressor, _get_decompressor
from _zipfile_records import *
from _zipfile_records import _EndRecData, _EndRecData64, _strip_extra
from _zipfile_streams import crc32, ZipExtFile, _SharedFile, _Tellable, _ZipWriteFile

try:
    import zlib
except ImportError:
    zlib = None

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

# The indices of fields.
globals().update({name: value for name, value in vars(_zipfile_records).items()
                  if name.startswith(('_CD_', '_CD64_', '_ECD_', '_FH_'))})

ZIP64_LIMIT = (1 << 31) - 1
ZIP_FILECOUNT_LIMIT = (1 << 16) - 1


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
        if self._writing and self.fp:
            raise ValueError("Can't write to ZIP archive while an open writing handle exists.")
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
