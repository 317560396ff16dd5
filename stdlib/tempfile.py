"""Temporary files and directories, under names that nobody else has."""

import errno as _errno
import functools as _functools
import io as _io
import os as _os
import sys as _sys
import warnings as _warnings
import weakref as _weakref
from _thread import allocate_lock as _allocate_lock

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp",
           "mktemp", "TMP_MAX", "gettempprefix", "tempdir", "gettempdir", "gettempprefixb", "gettempdirb"]

# A new file only, of which child processes and links know nothing.
_text_openflags = (_os.O_RDWR | _os.O_CREAT | _os.O_EXCL | getattr(_os, "O_NOFOLLOW", 0))
_bin_openflags = _text_openflags | getattr(_os, "O_BINARY", 0)

TMP_MAX = getattr(_os, "TMP_MAX", 10000)

template = "tmp"  # what names begin with, unless told otherwise
tempdir = None  # the directory, once it was looked for or set
_once_lock = _allocate_lock()


def _exists(fn):
    try:
        _os.lstat(fn)
    except OSError:
        return False
    return True


def _infer_return_type(*args):
    """str or bytes, whichever the arguments are that are not None."""
    found = None
    for arg in args:
        if arg is None:
            continue
        kind = bytes if isinstance(arg, bytes) else str
        if found not in (None, kind):
            raise TypeError("Can't mix bytes and non-bytes in path components.")
        found = kind
    return found or str


def _sanitize_params(prefix, suffix, dir):
    """The three parts with defaults filled in, and their type."""
    kind = _infer_return_type(prefix, suffix, dir)
    as_text = kind is str
    if suffix is None:
        suffix = kind()
    if prefix is None:
        prefix = template if as_text else _os.fsencode(template)
    if dir is None:
        dir = gettempdir() if as_text else gettempdirb()
    return prefix, suffix, dir, kind


class _RandomNameSequence:
    """An endless iterator of random names; a forked child gets other ones."""

    characters = "abcdefghijklmnopqrstuvwxyz0123456789_"

    @property
    def rng(self):
        pid = _os.getpid()
        if pid != getattr(self, "_rng_pid", None):
            from random import Random
            self._rng, self._rng_pid = Random(), pid
        return self._rng

    def __iter__(self):
        return self

    def __next__(self):
        choose = self.rng.choice
        return "".join([choose(self.characters) for _ in range(8)])


def _candidate_tempdir_list():
    """The directories that may be the one for temporary files, best first."""
    found = [value for value in map(_os.getenv, ("TMPDIR", "TEMP", "TMP")) if value]
    if _os.name == "nt":
        found += [_os.path.expanduser(r"~\AppData\Local\Temp"), _os.path.expandvars(r"%SYSTEMROOT%\Temp"),
                  r"c:\temp", r"c:\tmp", r"\temp", r"\tmp"]
    else:
        found += ["/tmp", "/var/tmp", "/usr/tmp"]
    try:
        here = _os.getcwd()
    except (AttributeError, OSError):
        here = _os.curdir
    return found + [here]


def _is_denied_dir(error, dir):
    # Windows says "denied" for a name that a directory has already.
    return _os.name == "nt" and _os.path.isdir(dir) and _os.access(dir, _os.W_OK)


def _can_write(dir, names):
    """Can a file be made in the directory? None if another directory might do."""
    for _ in range(100):
        path = _os.path.join(dir, next(names))
        try:
            fd = _os.open(path, _bin_openflags, 0o600)
            try:
                try:
                    with _io.open(fd, "wb", closefd=False) as file:
                        file.write(b"blat")
                finally:
                    _os.close(fd)
            finally:
                _os.unlink(path)
            return True
        except FileExistsError:
            continue
        except PermissionError as error:
            if not _is_denied_dir(error, dir):
                return False
        except OSError:
            return False
    return False


def _get_default_tempdir():
    """The first of the candidates in which a file can really be written."""
    names = _RandomNameSequence()
    candidates = _candidate_tempdir_list()
    for dir in candidates:
        if dir != _os.curdir:
            dir = _os.path.abspath(dir)
        if _can_write(dir, names):
            return dir
    raise FileNotFoundError(_errno.ENOENT, "No usable temporary directory found in %s" % candidates)


_name_sequence = None


def _get_candidate_names():
    """The one iterator of names that all use."""
    global _name_sequence
    if _name_sequence is None:
        with _once_lock:
            if _name_sequence is None:
                _name_sequence = _RandomNameSequence()
    return _name_sequence


def _names(output_type):
    """As many names as are to be tried, as text or bytes."""
    source = _get_candidate_names()
    convert = _os.fsencode if output_type is bytes else _os.fsdecode
    for _ in range(TMP_MAX):
        yield convert(next(source))


def _paths(dir, pre, suf, output_type):
    """As many paths as are to be tried."""
    for name in _names(output_type):
        yield _os.path.join(dir, pre + name + suf)


def _make_new(paths, dir, event, make, what):
    """(what make(path) gives, path), for the first of the paths that there was not yet."""
    for path in paths:
        _sys.audit(event, path)
        try:
            return make(path), path
        except FileExistsError:
            continue
        except PermissionError as error:
            if _is_denied_dir(error, dir):
                continue
            raise
    raise FileExistsError(_errno.EEXIST, "No usable temporary %s name found" % what)


def _mkstemp_inner(dir, pre, suf, flags, output_type):
    """Make and open a file: (descriptor, absolute path)."""
    fd, path = _make_new(_paths(dir, pre, suf, output_type), dir, "tempfile.mkstemp",
                         lambda path: _os.open(path, flags, 0o600), "file")
    return fd, _os.path.abspath(path)


# ---- Names and files that stay

def gettempprefix():
    """What the names of temporary files begin with."""
    return template


def gettempprefixb():
    """gettempprefix() as bytes."""
    return _os.fsencode(gettempprefix())


def gettempdir():
    """The directory of temporary files: tempdir, which is looked for at the first use."""
    global tempdir
    if tempdir is None:
        with _once_lock:
            if tempdir is None:
                tempdir = _get_default_tempdir()
    return tempdir


def gettempdirb():
    """gettempdir() as bytes."""
    return _os.fsencode(gettempdir())


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """Make a file that only this user can read and write: (descriptor, path). The caller removes it."""
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    return _mkstemp_inner(dir, prefix, suffix, _text_openflags if text else _bin_openflags, kind)


def mkdtemp(suffix=None, prefix=None, dir=None):
    """Make a directory that only this user can enter; its path. The caller removes it."""
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    return _make_new(_paths(dir, prefix, suffix, kind), dir, "tempfile.mkdtemp",
                     lambda path: _os.mkdir(path, 0o700), "directory")[1]


def mktemp(suffix="", prefix=template, dir=None):
    """A path that was free a moment ago. Unsafe: somebody may take it before the caller does; use mkstemp()."""
    if dir is None:
        dir = gettempdir()
    for path in _paths(dir, prefix, suffix, str):
        if not _exists(path):
            return path
    raise FileExistsError(_errno.EEXIST, "No usable temporary filename found")


# ---- Files that go away

class _TemporaryFileCloser:
    """Closes and removes a file; a separate object, so that iterators and methods can hold it alone."""

    file = None  # for __del__ of an object half made
    close_called = False

    def __init__(self, file, name, delete=True):
        self.file, self.name, self.delete = file, name, delete

    if _os.name == "nt":  # the system removes the file itself
        def close(self):
            if not self.close_called:
                self.close_called = True
                self.file.close()
    else:
        def close(self, unlink=_os.unlink):
            # unlink is an argument since the module may be empty when __del__ runs.
            if self.close_called or self.file is None:
                return
            self.close_called = True
            try:
                self.file.close()
            finally:
                if self.delete:
                    unlink(self.name)

        def __del__(self):
            self.close()


class _TemporaryFileWrapper:
    """A file object that removes its file when closed."""

    def __init__(self, file, name, delete=True):
        self.file, self.name, self.delete = file, name, delete
        self._closer = _TemporaryFileCloser(file, name, delete)

    def __getattr__(self, name):
        value = getattr(vars(self)["file"], name)
        if hasattr(value, "__call__"):
            method = value

            @_functools.wraps(method)
            def value(*args, **kwargs):
                return method(*args, **kwargs)
            # open(...).read lives longer than the wrapper; the file must, too.
            value._closer = self._closer
        if not isinstance(value, int):
            setattr(self, name, value)
        return value

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, exc, value, tb):
        result = self.file.__exit__(exc, value, tb)
        self.close()
        return result

    def close(self):
        """Close the file, and remove it if that is wanted."""
        self._closer.close()

    def __iter__(self):
        # A generator, which keeps the wrapper alive.
        for line in self.file:
            yield line


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None):
    """A temporary file that has a name, as long as it is open (or longer, without delete)."""
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    flags = _bin_openflags
    if delete and _os.name == "nt":
        flags |= _os.O_TEMPORARY
    fd, path = _mkstemp_inner(dir, prefix, suffix, flags, kind)
    try:
        file = _io.open(fd, mode, buffering=buffering, newline=newline, encoding=encoding, errors=errors)
        return _TemporaryFileWrapper(file, path, delete)
    except BaseException:
        _os.unlink(path)
        _os.close(fd)
        raise


if _os.name != "posix" or _sys.platform == "cygwin":
    # An open file cannot be removed there.
    TemporaryFile = NamedTemporaryFile
else:
    # Linux makes files that never had a name; not every file system and kernel does.
    _O_TMPFILE_WORKS = hasattr(_os, "O_TMPFILE")

    def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                      errors=None):
        """A temporary file without a name."""
        global _O_TMPFILE_WORKS
        prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
        fd = None
        if _O_TMPFILE_WORKS:
            try:
                fd = _os.open(dir, (_bin_openflags | _os.O_TMPFILE) & ~_os.O_CREAT, 0o600)
            except IsADirectoryError:
                # An old kernel sees an attempt to write a directory.
                _O_TMPFILE_WORKS = False
            except OSError:
                pass  # this file system cannot
        if fd is None:
            fd, path = _mkstemp_inner(dir, prefix, suffix, _bin_openflags, kind)
            try:
                _os.unlink(path)
            except BaseException:
                _os.close(fd)
                raise
        try:
            return _io.open(fd, mode, buffering=buffering, newline=newline, encoding=encoding, errors=errors)
        except BaseException:
            _os.close(fd)
            raise


class SpooledTemporaryFile:
    """A file in memory, until it gets larger than max_size or needs a descriptor."""

    _rolled = False

    def __init__(self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None,
                 dir=None, *, errors=None):
        if "b" in mode:
            self._file = _io.BytesIO()
        else:
            # Text is encoded at once, so that positions stay the same in a real file.
            self._file = _io.TextIOWrapper(_io.BytesIO(), encoding=encoding, errors=errors, newline=newline)
        self._max_size = max_size
        self._rolled = False
        self._TemporaryFileArgs = dict(mode=mode, buffering=buffering, suffix=suffix, prefix=prefix,
                                       encoding=encoding, newline=newline, dir=dir, errors=errors)

    def _check(self, file):
        limit = self._max_size
        if not self._rolled and limit and file.tell() > limit:
            self.rollover()

    def rollover(self):
        """Go on in a real file."""
        if self._rolled:
            return
        memory = self._file
        real = self._file = TemporaryFile(**self._TemporaryFileArgs)
        del self._TemporaryFileArgs
        at = memory.tell()
        if hasattr(real, "buffer"):
            real.buffer.write(memory.detach().getvalue())
        else:
            real.write(memory.getvalue())
        real.seek(at, 0)
        self._rolled = True

    def __enter__(self):
        if self._file.closed:
            raise ValueError("Cannot enter context with closed file")
        return self

    def __exit__(self, exc, value, tb):
        self._file.close()

    # As a file.

    def __iter__(self):
        return self._file.__iter__()

    def close(self):
        self._file.close()

    @property
    def closed(self):
        return self._file.closed

    @property
    def encoding(self):
        return self._file.encoding

    @property
    def errors(self):
        return self._file.errors

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    def flush(self):
        self._file.flush()

    def isatty(self):
        return self._file.isatty()

    @property
    def mode(self):
        try:
            return self._file.mode
        except AttributeError:
            return self._TemporaryFileArgs["mode"]

    @property
    def name(self):
        return getattr(self._file, "name", None)

    @property
    def newlines(self):
        return self._file.newlines

    @property
    def softspace(self):
        return self._file.softspace

    def read(self, *args):
        return self._file.read(*args)

    def readline(self, *args):
        return self._file.readline(*args)

    def readlines(self, *args):
        return self._file.readlines(*args)

    def seek(self, *args):
        return self._file.seek(*args)

    def tell(self):
        return self._file.tell()

    def truncate(self, size=None):
        if size is None:
            self._file.truncate()
            return
        if size > self._max_size:
            self.rollover()
        self._file.truncate(size)

    def write(self, s):
        count = self._file.write(s)
        self._check(self._file)
        return count

    def writelines(self, iterable):
        count = self._file.writelines(iterable)
        self._check(self._file)
        return count


class TemporaryDirectory:
    """A temporary directory, which goes away with all that is in it at the end of a with statement."""

    def __init__(self, suffix=None, prefix=None, dir=None):
        # What the removal needs, which may be too late to import then.
        import shutil
        self.name = mkdtemp(suffix, prefix, dir)
        self._finalizer = _weakref.finalize(
            self, self._cleanup, self.name, warn_message="Implicitly cleaning up {!r}".format(self))

    @classmethod
    def _rmtree(cls, name):
        from shutil import rmtree

        def unlock(path):
            try:
                _os.chflags(path, 0)
            except AttributeError:
                pass
            _os.chmod(path, 0o700)

        def onerror(func, path, exc_info):
            # Permissions may be in the way, of the entry or of its directory.
            kind = exc_info[0]
            if issubclass(kind, FileNotFoundError):
                return
            if not issubclass(kind, PermissionError):
                raise
            try:
                if path != name:
                    unlock(_os.path.dirname(path))
                unlock(path)
                try:
                    _os.unlink(path)
                except (IsADirectoryError, PermissionError):  # so it is a directory
                    cls._rmtree(path)
            except FileNotFoundError:
                pass

        rmtree(name, onerror=onerror)

    @classmethod
    def _cleanup(cls, name, warn_message):
        cls._rmtree(name)
        _warnings.warn(warn_message, ResourceWarning)

    def __repr__(self):
        return "<%s %r>" % (type(self).__name__, self.name)

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        self.cleanup()

    def cleanup(self):
        """Remove the directory."""
        if self._finalizer.detach():
            self._rmtree(self.name)
