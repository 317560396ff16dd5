"""Paths of files as objects: pure ones, which only compute, and concrete ones, which touch the file system.

The rules for their text are in _pathlib_flavours, pure paths in _pathlib_pure and what globbing does in
_pathlib_selectors; all of it is found here.
"""

import io
import os
from stat import S_ISBLK, S_ISCHR, S_ISDIR, S_ISFIFO, S_ISLNK, S_ISREG, S_ISSOCK

from _pathlib_flavours import _Flavour, _PosixFlavour, _WindowsFlavour, _posix_flavour, _windows_flavour, nt
from _pathlib_flavours import supports_symlinks, urlquote_from_bytes
from _pathlib_pure import PurePath, PurePosixPath, PureWindowsPath, _PathParents
from _pathlib_selectors import _PreciseSelector, _RecursiveWildcardSelector, _Selector, _TerminatingSelector
from _pathlib_selectors import _WildcardSelector, _ignore_error, _is_wildcard_pattern, _make_selector

__all__ = ["PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]


class _Accessor:
    """How concrete paths reach the file system."""


class _NormalAccessor(_Accessor):
    stat, lstat, open = os.stat, os.lstat, os.open
    listdir, scandir, chmod = os.listdir, os.scandir, os.chmod
    mkdir, unlink, rmdir = os.mkdir, os.unlink, os.rmdir
    rename, replace = os.rename, os.replace
    utime = os.utime

    if hasattr(os, "lchmod"):
        lchmod = os.lchmod
    else:
        def lchmod(self, pathobj, mode):
            raise NotImplementedError("lchmod() not available on this system")

    if hasattr(os, "link"):
        link_to = os.link
    else:
        @staticmethod
        def link_to(self, target):
            raise NotImplementedError("os.link() not available on this system")

    if nt and not supports_symlinks:
        def symlink(a, b, target_is_directory):
            raise NotImplementedError("symlink() not available on this system")
    elif nt:
        symlink = os.symlink
    else:
        @staticmethod
        def symlink(a, b, target_is_directory):
            return os.symlink(a, b)

    def readlink(self, path):
        return os.readlink(path)


# Functions written in Python would bind the accessor as their first argument.
for _name, _function in list(vars(_NormalAccessor).items()):
    if getattr(os, _name, None) is _function:
        setattr(_NormalAccessor, _name, staticmethod(_function))
del _name, _function

_normal_accessor = _NormalAccessor()


def _mode_is(test, stat):
    """Does the test hold for the mode that a path's stat() or lstat() tells? No if there is no such file."""
    try:
        return test(stat().st_mode)
    except OSError as error:
        if not _ignore_error(error):
            raise
        return False
    except ValueError:  # a null character
        return False


class Path(PurePath):
    """A path of this system, by which one can use the file."""

    __slots__ = ("_accessor", "_closed")

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = WindowsPath if os.name == "nt" else PosixPath
        self = cls._from_parts(args, init=False)
        if not self._flavour.is_supported:
            raise NotImplementedError("cannot instantiate %r on your system" % (cls.__name__,))
        self._init()
        return self

    def _init(self, template=None):
        self._closed = False
        self._accessor = _normal_accessor if template is None else template._accessor

    def _make_child_relpath(self, part):
        # Quick, for one name found in the directory.
        return self._from_parsed_parts(self._drv, self._root, self._parts + [part])

    def __enter__(self):
        if self._closed:
            self._raise_closed()
        return self

    def __exit__(self, t, v, tb):
        self._closed = True

    def _raise_closed(self):
        raise ValueError("I/O operation on closed path")

    def _reach(self):
        """The accessor. ValueError: the path is closed."""
        if self._closed:
            self._raise_closed()
        return self._accessor

    def _opener(self, name, flags, mode=0o666):
        return self._accessor.open(self, flags, mode)

    def _raw_open(self, flags, mode=0o777):
        return self._reach().open(self, flags, mode)

    @classmethod
    def cwd(cls):
        """The current directory."""
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        """The user's home directory."""
        return cls(cls()._flavour.gethomedir(None))

    def samefile(self, other_path):
        """Is the other path one of the same file?"""
        mine = self.stat()
        try:
            theirs = other_path.stat()
        except AttributeError:
            theirs = os.stat(other_path)
        return os.path.samestat(mine, theirs)

    def iterdir(self):
        """The paths of what is in the directory."""
        if self._closed:
            self._raise_closed()
        for name in self._accessor.listdir(self):
            if name in (".", ".."):
                continue
            yield self._make_child_relpath(name)
            if self._closed:
                self._raise_closed()

    def _glob(self, pattern, before):
        drive, root, parts = self._flavour.parse_parts((pattern,))
        if drive or root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        return _make_selector(before + tuple(parts), self._flavour).select_from(self)

    def glob(self, pattern):
        """The paths below this one that match the pattern."""
        if not pattern:
            raise ValueError("Unacceptable pattern: {!r}".format(pattern))
        yield from self._glob(pattern, ())

    def rglob(self, pattern):
        """The paths anywhere below this one whose end matches the pattern."""
        yield from self._glob(pattern, ("**",))

    def absolute(self):
        """The path from the root on, not made simpler."""
        if self._closed:
            self._raise_closed()
        if self.is_absolute():
            return self
        path = self._from_parts([os.getcwd()] + self._parts, init=False)
        path._init(template=self)
        return path

    def resolve(self, strict=False):
        """The path from the root on, without links and dots."""
        if self._closed:
            self._raise_closed()
        text = self._flavour.resolve(self, strict=strict)
        if text is None:
            # The system cannot say; at least it must be there.
            self.stat()
            text = str(self.absolute())
        path = self._from_parts((self._flavour.pathmod.normpath(text),), init=False)
        path._init(template=self)
        return path

    def stat(self):
        """What os.stat() says."""
        return self._accessor.stat(self)

    def owner(self):
        """The name of the file's user."""
        import pwd
        return pwd.getpwuid(self.stat().st_uid).pw_name

    def group(self):
        """The name of the file's group."""
        import grp
        return grp.getgrgid(self.stat().st_gid).gr_name

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        """Open the file."""
        if self._closed:
            self._raise_closed()
        return io.open(self, mode, buffering, encoding, errors, newline, opener=self._opener)

    def read_bytes(self):
        """All that is in the file, as bytes."""
        with self.open(mode="rb") as file:
            return file.read()

    def read_text(self, encoding=None, errors=None):
        """All that is in the file, as text."""
        with self.open(mode="r", encoding=encoding, errors=errors) as file:
            return file.read()

    def write_bytes(self, data):
        """Make these bytes all that is in the file."""
        view = memoryview(data)  # before the file is emptied
        with self.open(mode="wb") as file:
            return file.write(view)

    def write_text(self, data, encoding=None, errors=None):
        """Make this text all that is in the file."""
        if not isinstance(data, str):
            raise TypeError("data must be str, not %s" % type(data).__name__)
        with self.open(mode="w", encoding=encoding, errors=errors) as file:
            return file.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        """Make an empty file, or give the file there the present time."""
        if self._closed:
            self._raise_closed()
        if exist_ok:
            try:
                self._accessor.utime(self, None)
                return
            except OSError:
                pass  # so it is to be made
        flags = os.O_CREAT | os.O_WRONLY | (0 if exist_ok else os.O_EXCL)
        os.close(self._raw_open(flags, mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Make a directory, and those above if wanted."""
        try:
            self._reach().mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            # Not FileExistsError alone: some systems complain about other things first.
            if not (exist_ok and self.is_dir()):
                raise

    def chmod(self, mode):
        """Change the permissions."""
        self._reach().chmod(self, mode)

    def lchmod(self, mode):
        """Change the permissions of a link itself."""
        self._reach().lchmod(self, mode)

    def unlink(self, missing_ok=False):
        """Remove the file."""
        try:
            self._reach().unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        """Remove the directory, which must be empty."""
        self._reach().rmdir(self)

    def lstat(self):
        """As stat(), of a link itself."""
        return self._reach().lstat(self)

    def rename(self, target):
        """Rename the file; its new path."""
        self._reach().rename(self, target)
        return self.__class__(target)

    def replace(self, target):
        """Rename the file, even if there is one of that name; its new path."""
        self._reach().replace(self, target)
        return self.__class__(target)

    def symlink_to(self, target, target_is_directory=False):
        """Make the path a symbolic link to the target."""
        self._reach().symlink(target, self, target_is_directory)

    def link_to(self, target):
        """Make the target another name of this file."""
        self._reach().link_to(self, target)

    def exists(self):
        """Is there such a file?"""
        return _mode_is(lambda mode: True, self.stat)

    def is_dir(self):
        """Is it a directory, or a link to one?"""
        return _mode_is(S_ISDIR, self.stat)

    def is_file(self):
        """Is it a regular file, or a link to one?"""
        return _mode_is(S_ISREG, self.stat)

    def is_block_device(self):
        """Is it a block device?"""
        return _mode_is(S_ISBLK, self.stat)

    def is_char_device(self):
        """Is it a character device?"""
        return _mode_is(S_ISCHR, self.stat)

    def is_fifo(self):
        """Is it a named pipe?"""
        return _mode_is(S_ISFIFO, self.stat)

    def is_socket(self):
        """Is it a socket?"""
        return _mode_is(S_ISSOCK, self.stat)

    def is_mount(self):
        """Does another file system begin here?"""
        if not self.exists() or not self.is_dir():
            return False
        above = Path(self.parent)
        try:
            device = above.stat().st_dev
        except OSError:
            return False
        mine = self.stat()
        return mine.st_dev != device or mine.st_ino == above.stat().st_ino

    def is_symlink(self):
        """Is it a symbolic link?"""
        return _mode_is(S_ISLNK, self.lstat)

    def expanduser(self):
        """The path with the home directory in place of ~ or ~user."""
        if self._drv or self._root or not self._parts or self._parts[0][:1] != "~":
            return self
        home = self._flavour.gethomedir(self._parts[0][1:])
        return self._from_parts([home] + self._parts[1:])


class PosixPath(Path, PurePosixPath):
    """A concrete path of systems other than Windows."""

    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    """A concrete path of Windows."""

    __slots__ = ()

    def owner(self):
        raise NotImplementedError("Path.owner() is unsupported on this system")

    def group(self):
        raise NotImplementedError("Path.group() is unsupported on this system")

    def is_mount(self):
        raise NotImplementedError("Path.is_mount() is unsupported on this system")
