"""Import of modules from ZIP archives, by a hook in sys.path_hooks.

Entries of sys.path may be archives, or paths that go on inside one. Only Python files are found there, as source or
compiled; a compiled file is used if it stands beside its source as archived. This runs before files can be imported,
so it uses native modules and the parts of the import system only.
"""

import _frozen_importlib_external as _bootstrap_external
from _frozen_importlib_external import _unpack_uint16, _unpack_uint32
import _frozen_importlib as _bootstrap
import _imp
import _io
import marshal
import sys
import time

__all__ = ["ZipImportError", "zipimporter"]

path_sep = _bootstrap_external.path_sep
alt_path_sep = _bootstrap_external.path_separators[1:]

_module_type = type(sys)
_code_type = type(_bootstrap_external._write_atomic.__code__)

END_CENTRAL_DIR_SIZE = 22
STRING_END_ARCHIVE = b"PK\x05\x06"
MAX_COMMENT_LEN = (1 << 16) - 1


class ZipImportError(ImportError):
    """An archive that cannot be read, or a module that is not in it."""


# Of each archive its files by name: (path, compression, size in archive, size, offset, time, date, checksum)
_zip_directory_cache = {}

# What a module's file may be called behind its name: (suffix, is it compiled, is it a package)
_zip_searchorder = (
    (path_sep + "__init__.pyc", True, True),
    (path_sep + "__init__.py", False, True),
    (".pyc", True, False),
    (".py", False, False),
)


class zipimporter:
    """Finder and loader for one archive, or for a directory in it.

    archive   path of the archive
    prefix    the directory, with a separator at the end, or ''
    """

    def __init__(self, path):
        if not isinstance(path, str):
            import os
            path = os.fsdecode(path)
        if not path:
            raise ZipImportError("archive path is empty", path=path)
        if alt_path_sep:
            path = path.replace(alt_path_sep, path_sep)
        # Cut names off the end until there is a file.
        inside = []
        while True:
            try:
                status = _bootstrap_external._path_stat(path)
                break
            except (OSError, ValueError):
                shorter, name = _bootstrap_external._path_split(path)
                if shorter == path:
                    raise ZipImportError("not a Zip file", path=path)
                path = shorter
                inside.append(name)
        if status.st_mode & 0o170000 != 0o100000:
            raise ZipImportError("not a Zip file", path=path)
        try:
            files = _zip_directory_cache[path]
        except KeyError:
            files = _zip_directory_cache[path] = _read_directory(path)
        self._files = files
        self.archive = path
        self.prefix = _bootstrap_external._path_join(*inside[::-1])
        if self.prefix:
            self.prefix += path_sep

    def find_loader(self, fullname, path=None):
        """(loader, []) of a module; (None, [directory]) of what may be part of a namespace package."""
        if _get_module_info(self, fullname) is not None:
            return self, []
        inside = _get_module_path(self, fullname)
        if _is_dir(self, inside):
            return None, [f"{self.archive}{path_sep}{inside}"]
        return None, []

    def find_module(self, fullname, path=None):
        """The loader of a module, None if it is not there."""
        return self.find_loader(fullname, path)[0]

    def get_code(self, fullname):
        """The code of a module."""
        return _get_module_code(self, fullname)[0]

    def get_data(self, pathname):
        """What is in a file, given its path with or without the archive's."""
        if alt_path_sep:
            pathname = pathname.replace(alt_path_sep, path_sep)
        key = pathname
        if pathname.startswith(self.archive + path_sep):
            key = pathname[len(self.archive + path_sep):]
        try:
            entry = self._files[key]
        except KeyError:
            raise OSError(0, "", key)
        return _get_data(self.archive, entry)

    def get_filename(self, fullname):
        """What __file__ of a module is."""
        return _get_module_code(self, fullname)[2]

    def get_source(self, fullname):
        """The source of a module as text, None if it is there only compiled."""
        is_package = self.is_package(fullname)
        inside = _get_module_path(self, fullname)
        if is_package:
            inside = _bootstrap_external._path_join(inside, "__init__")
        entry = self._files.get(inside + ".py")
        return None if entry is None else _get_data(self.archive, entry).decode()

    def is_package(self, fullname):
        """Is the module a package?"""
        found = _get_module_info(self, fullname)
        if found is None:
            raise _not_found(fullname)
        return found

    def load_module(self, fullname):
        """Make and execute a module, or execute it again."""
        code, is_package, filename = _get_module_code(self, fullname)
        module = sys.modules.get(fullname)
        if module is None or not isinstance(module, _module_type):
            module = sys.modules[fullname] = _module_type(fullname)
        module.__loader__ = self
        try:
            names = module.__dict__
            if is_package:
                names["__path__"] = [_bootstrap_external._path_join(self.archive, _get_module_path(self, fullname))]
            names.setdefault("__builtins__", __builtins__)
            _bootstrap_external._fix_up_module(names, fullname, filename)
            exec(code, names)
        except:
            del sys.modules[fullname]
            raise
        try:
            module = sys.modules[fullname]
        except KeyError:
            raise ImportError(f"Loaded module {fullname!r} not found in sys.modules")
        _bootstrap._verbose_message("import {} # loaded from Zip {}", fullname, filename)
        return module

    def get_resource_reader(self, fullname):
        """Access to the data files of a package, None if it is none; see importlib.resources."""
        if not _get_module_info(self, fullname):
            return None
        if not _ZipImportResourceReader._registered:
            from importlib.abc import ResourceReader
            ResourceReader.register(_ZipImportResourceReader)
            _ZipImportResourceReader._registered = True
        return _ZipImportResourceReader(self, fullname)

    def __repr__(self):
        return f'<zipimporter object "{self.archive}{path_sep}{self.prefix}">'


def _not_found(fullname):
    return ZipImportError(f"can't find module {fullname!r}", name=fullname)


def _get_module_path(self, fullname):
    """Where a module would be in the archive, without suffix."""
    return self.prefix + fullname.rpartition(".")[2]


def _is_dir(self, path):
    """Is it an entry of the archive for a directory?"""
    return path + path_sep in self._files


def _get_module_info(self, fullname):
    """Is the module a package? None if it is not there."""
    path = _get_module_path(self, fullname)
    for suffix, _, is_package in _zip_searchorder:
        if path + suffix in self._files:
            return is_package
    return None


# ---- Archives

def _read_directory(archive):
    """The files of an archive by name."""
    try:
        file = _io.open_code(archive)
    except OSError:
        raise ZipImportError(f"can't open Zip file: {archive!r}", path=archive)
    with file:
        try:
            return _Directory(archive, file).read()
        except OSError:
            raise _unreadable(archive)


def _unreadable(archive):
    return ZipImportError(f"can't read Zip file: {archive!r}", path=archive)


class _Directory:
    """Reader of an archive's central directory."""

    def __init__(self, archive, file):
        self.archive = archive
        self.file = file

    def complain(self, what):
        return ZipImportError(f"{what}: {self.archive!r}", path=self.archive)

    def end_record(self):
        """(position, content) of the record at the end, behind which there may be a comment."""
        file = self.file
        file.seek(-END_CENTRAL_DIR_SIZE, 2)
        position = file.tell()
        record = file.read(END_CENTRAL_DIR_SIZE)
        if len(record) != END_CENTRAL_DIR_SIZE:
            raise _unreadable(self.archive)
        if record[:4] == STRING_END_ARCHIVE:
            return position, record
        file.seek(0, 2)
        size = file.tell()
        file.seek(max(size - MAX_COMMENT_LEN - END_CENTRAL_DIR_SIZE, 0))
        tail = file.read()
        place = tail.rfind(STRING_END_ARCHIVE)
        if place < 0:
            raise self.complain("not a Zip file")
        record = tail[place:place + END_CENTRAL_DIR_SIZE]
        if len(record) != END_CENTRAL_DIR_SIZE:
            raise self.complain("corrupt Zip file")
        return size - len(tail) + place, record

    def read(self):
        position, record = self.end_record()
        size, offset = _unpack_uint32(record[12:16]), _unpack_uint32(record[16:20])
        if position < size:
            raise self.complain("bad central directory size")
        if position < offset:
            raise self.complain("bad central directory offset")
        start = position - size
        shift = start - offset  # of what stands before the archive in the file
        if shift < 0:
            raise self.complain("bad central directory size or offset")
        self.file.seek(start)
        files = {}
        while True:
            entry = self.entry(offset, shift)
            if entry is None:
                break
            name, details = entry
            files[name] = details
        _bootstrap._verbose_message("zipimport: found {} names in {!r}", len(files), self.archive)
        return files

    def entry(self, limit, shift):
        """(name, details) of the next entry, None behind the last."""
        file = self.file
        head = file.read(46)
        if len(head) < 4:
            raise EOFError("EOF read where not expected")
        if head[:4] != b"PK\x01\x02":
            return None
        if len(head) != 46:
            raise EOFError("EOF read where not expected")
        flags, compress, clock, date = (_unpack_uint16(head[place:place + 2]) for place in (8, 10, 12, 14))
        crc, data_size, file_size, offset = (_unpack_uint32(head[place:place + 4]) for place in (16, 20, 24, 42))
        name_size, extra_size, comment_size = (_unpack_uint16(head[place:place + 2]) for place in (28, 30, 32))
        if offset > limit:
            raise self.complain("bad local header offset")
        name = file.read(name_size)
        rest = extra_size + comment_size
        if len(name) != name_size or len(file.read(rest)) != rest:
            raise _unreadable(self.archive)
        if flags & 0x800:
            name = name.decode()
        else:
            try:
                name = name.decode("ascii")
            except UnicodeDecodeError:
                name = name.decode("latin1").translate(cp437_table)
        name = name.replace("/", path_sep)
        path = _bootstrap_external._path_join(self.archive, name)
        return name, (path, compress, data_size, file_size, offset + shift, clock, date, crc)


# The encoding of old names; that of the module encodings may not be at hand yet.
cp437_table = "".join(map(chr, range(128))) + (
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ"
    "∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\xa0")

_importing_zlib = False


def _get_decompress_func():
    """zlib.decompress(), unless it is just being imported from an archive that would need it."""
    global _importing_zlib
    unavailable = ZipImportError("can't decompress data; zlib not available")
    if _importing_zlib:
        _bootstrap._verbose_message("zipimport: zlib UNAVAILABLE")
        raise unavailable
    _importing_zlib = True
    try:
        from zlib import decompress
    except Exception:
        _bootstrap._verbose_message("zipimport: zlib UNAVAILABLE")
        raise unavailable
    finally:
        _importing_zlib = False
    _bootstrap._verbose_message("zipimport: zlib available")
    return decompress


def _get_data(archive, toc_entry):
    """What is in a file of an archive."""
    _, compress, data_size, _, offset, *_ = toc_entry
    if data_size < 0:
        raise ZipImportError("negative data size")
    with _io.open_code(archive) as file:
        try:
            file.seek(offset)
        except OSError:
            raise _unreadable(archive)
        head = file.read(30)
        if len(head) != 30:
            raise EOFError("EOF read where not expected")
        if head[:4] != b"PK\x03\x04":
            raise ZipImportError(f"bad local file header: {archive!r}", path=archive)
        try:
            file.seek(offset + 30 + _unpack_uint16(head[26:28]) + _unpack_uint16(head[28:30]))
        except OSError:
            raise _unreadable(archive)
        data = file.read(data_size)
        if len(data) != data_size:
            raise OSError("zipimport: can't read data")
    return data if compress == 0 else _get_decompress_func()(data, -15)


# ---- Code

def _eq_mtime(t1, t2):
    """Equal times? Those in archives are even."""
    return abs(t1 - t2) <= 1


def _parse_dostime(d, t):
    """Seconds of a date and time of DOS."""
    return time.mktime((1980 + (d >> 9), d >> 5 & 0xF, d & 0x1F, t >> 11, t >> 5 & 0x3F, (t & 0x1F) * 2, -1, -1, -1))


def _get_mtime_and_size_of_source(self, path):
    """Time and size of the source of a compiled file; (0, 0) if that is not there."""
    entry = self._files.get(path[:-1])
    if path[-1:] not in ("c", "o") or entry is None:
        return 0, 0
    return _parse_dostime(entry[6], entry[5]), entry[3]


def _get_pyc_source(self, path):
    """The source of a compiled file; None if that is not there."""
    entry = self._files.get(path[:-1])
    return None if entry is None else _get_data(self.archive, entry)


def _unmarshal_code(self, pathname, fullpath, fullname, data):
    """The code in a compiled file; None if it is of another version or source."""
    details = {"name": fullname, "path": pathname}
    try:
        flags = _bootstrap_external._classify_pyc(data, fullname, details)
    except ImportError:
        return None
    if flags & 0b1:
        policy = _imp.check_hash_based_pycs
        if policy != "never" and (flags & 0b10 or policy == "always"):
            source = _get_pyc_source(self, fullpath)
            if source is not None:
                source_hash = _imp.source_hash(_bootstrap_external._RAW_MAGIC_NUMBER, source)
                try:
                    _bootstrap_external._validate_hash_pyc(data, source_hash, fullname, details)
                except ImportError:
                    return None
    else:
        mtime, size = _get_mtime_and_size_of_source(self, fullpath)
        if mtime and (not _eq_mtime(_unpack_uint32(data[8:12]), mtime) or _unpack_uint32(data[12:16]) != size):
            _bootstrap._verbose_message(f"bytecode is stale for {fullname!r}")
            return None
    code = marshal.loads(data[16:])
    if not isinstance(code, _code_type):
        raise TypeError(f"compiled module {pathname!r} should be a code object")
    return code


def _normalize_line_endings(source):
    return source.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _compile_source(pathname, source):
    return compile(_normalize_line_endings(source), pathname, "exec", dont_inherit=True)


def _get_module_code(self, fullname):
    """(code, is it a package, path) of a module."""
    path = _get_module_path(self, fullname)
    for suffix, is_compiled, is_package in _zip_searchorder:
        name = path + suffix
        _bootstrap._verbose_message("trying {}{}{}", self.archive, path_sep, name, verbosity=2)
        entry = self._files.get(name)
        if entry is None:
            continue
        data = _get_data(self.archive, entry)
        filename = entry[0]
        if is_compiled:
            code = _unmarshal_code(self, filename, name, fullname, data)
        else:
            code = _compile_source(filename, data)
        if code is not None:
            return code, is_package, filename
    raise _not_found(fullname)


class _ZipImportResourceReader:
    """The data files of a package in an archive."""

    _registered = False  # as a ResourceReader, which is done when one is first asked for

    def __init__(self, zipimporter, fullname):
        self.zipimporter = zipimporter
        self.fullname = fullname

    def _data(self, resource):
        path = f"{self.fullname.replace('.', '/')}/{resource}"
        try:
            return self.zipimporter.get_data(path)
        except OSError:
            raise FileNotFoundError(path)

    def open_resource(self, resource):
        return _io.BytesIO(self._data(resource))

    def resource_path(self, resource):
        # There is never a path in the file system.
        raise FileNotFoundError

    def is_resource(self, name):
        try:
            self._data(name)
        except FileNotFoundError:
            return False
        return True

    def contents(self):
        """The names of files and, once each, of directories that have something in them."""
        filename = self.zipimporter.get_filename(self.fullname)
        folder = _bootstrap_external._path_split(filename[len(self.zipimporter.archive) + 1:])[0] + path_sep
        seen = set()
        for path in self.zipimporter._files:
            if not path.startswith(folder):
                continue
            name, separator, rest = path[len(folder):].partition(path_sep)
            if name and (not separator or rest) and name not in seen:
                seen.add(name)
                yield name
