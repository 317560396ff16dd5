"""Paths of files as objects: pure ones, which only compute, and concrete ones, which touch the file system."""

import fnmatch
import functools
import io
import ntpath
import os
import posixpath
import re
import sys
from _collections_abc import Sequence
from errno import EBADF, EINVAL, ELOOP, ENOENT, ENOTDIR
from operator import attrgetter
from stat import S_ISBLK, S_ISCHR, S_ISDIR, S_ISFIFO, S_ISLNK, S_ISREG, S_ISSOCK

nt = None
supports_symlinks = True
if os.name == "nt":
    import nt
    supports_symlinks = sys.getwindowsversion()[:2] >= (6, 0)
    if supports_symlinks:
        from nt import _getfinalpathname
    else:
        _getfinalpathname = None

__all__ = ["PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]

# What says that there is no such file; the second for Windows.
_IGNORED_ERROS = (ENOENT, ENOTDIR, EBADF, ELOOP)
_IGNORED_WINERRORS = (21, 123, 1921)


def _ignore_error(exception):
    return (getattr(exception, "errno", None) in _IGNORED_ERROS
            or getattr(exception, "winerror", None) in _IGNORED_WINERRORS)


def _is_wildcard_pattern(pat):
    return not {"*", "?", "["}.isdisjoint(pat)


def urlquote_from_bytes(data):
    from urllib.parse import quote_from_bytes
    return quote_from_bytes(data)


# ---- The two kinds of paths

class _Flavour:
    """The rules of a system for the text of paths."""

    def __init__(self):
        self.join = self.sep.join

    def parse_parts(self, parts):
        """(drive, root, all parts) of several paths one after the other; an absolute one makes those before void."""
        sep, altsep = self.sep, self.altsep
        backwards = []
        drive = root = ""
        rest = list(parts)
        while rest:
            text = rest.pop()
            if not text:
                continue
            if altsep:
                text = text.replace(altsep, sep)
            drive, root, relative = self.splitroot(text)
            if sep in relative:
                names = [name for name in reversed(relative.split(sep)) if name and name != "."]
            else:
                names = [relative] if relative and relative != "." else []
            backwards += map(sys.intern, names)
            if not (drive or root):
                continue
            if not drive:
                # The drive is that of a path before.
                for earlier in reversed(rest):
                    if earlier:
                        drive = self.splitroot(earlier.replace(altsep, sep) if altsep else earlier)[0]
                        if drive:
                            break
            break
        if drive or root:
            backwards.append(drive + root)
        backwards.reverse()
        return drive, root, backwards

    def join_parsed_parts(self, drv, root, parts, drv2, root2, parts2):
        """The same for two paths parsed already."""
        if root2:
            if not drv2 and drv:
                return drv, root2, [drv + root2] + parts2[1:]
        elif drv2:
            if self.casefold(drv2) == self.casefold(drv):
                # Relative to the same drive.
                return drv, root, parts + parts2[1:]
        else:
            return drv, root, parts + parts2
        return drv2, root2, parts2


class _WindowsFlavour(_Flavour):
    sep, altsep, has_drv, pathmod = "\\", "/", True, ntpath
    is_supported = os.name == "nt"
    drive_letters = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    ext_namespace_prefix = "\\\\?\\"
    reserved_names = ({"CON", "PRN", "AUX", "NUL"} | {"COM%d" % i for i in range(1, 10)}
                      | {"LPT%d" % i for i in range(1, 10)})

    def splitroot(self, part, sep=sep):
        prefix = ""
        if part.startswith(sep * 2):
            prefix, part = self._split_extended_path(part)
        if part.startswith(sep * 2) and part[2:3] != sep:
            # \\host\share is the drive; it must have both parts.
            end_host = part.find(sep, 2)
            if end_host != -1:
                end_share = part.find(sep, end_host + 1)
                if end_share != end_host + 1:
                    if end_share == -1:
                        end_share = len(part)
                    if prefix:
                        return prefix + part[1:end_share], sep, part[end_share + 1:]
                    return part[:end_share], sep, part[end_share + 1:]
        drive = root = ""
        if part[1:2] == ":" and part[0] in self.drive_letters:
            drive, part = part[:2], part[2:]
        if part[:1] == sep:
            root, part = sep, part.lstrip(sep)
        return prefix + drive, root, part

    def casefold(self, s):
        return s.lower()

    def casefold_parts(self, parts):
        return [part.lower() for part in parts]

    def compile_pattern(self, pattern):
        return re.compile(fnmatch.translate(pattern), re.IGNORECASE).fullmatch

    def resolve(self, path, strict=False):
        text = str(path)
        if not text:
            return os.getcwd()
        if _getfinalpathname is None:
            return None
        if strict:
            return self._ext_to_normal(_getfinalpathname(text))
        tail = []
        while True:
            try:
                text = self._ext_to_normal(_getfinalpathname(text))
            except FileNotFoundError:
                before = text
                text, name = os.path.split(text)
                tail.append(name)
                if before == text:
                    return path
            else:
                return os.path.join(text, *reversed(tail))

    def _split_extended_path(self, s, ext_prefix=ext_namespace_prefix):
        prefix = ""
        if s.startswith(ext_prefix):
            prefix, s = s[:4], s[4:]
            if s.startswith("UNC\\"):
                prefix += s[:3]
                s = "\\" + s[3:]
        return prefix, s

    def _ext_to_normal(self, s):
        return self._split_extended_path(s)[1]

    def is_reserved(self, parts):
        # NUL.txt is reserved like NUL, but a share may have such a name.
        if not parts or parts[0].startswith("\\\\"):
            return False
        return parts[-1].partition(".")[0].upper() in self.reserved_names

    def make_uri(self, path):
        drive = path.drive
        text = path.as_posix()
        if len(drive) == 2 and drive[1] == ":":
            return "file:///%s%s" % (drive, urlquote_from_bytes(text[2:].encode("utf-8")))
        return "file:" + urlquote_from_bytes(text.encode("utf-8"))

    def gethomedir(self, username):
        environ = os.environ
        if "USERPROFILE" in environ:
            home = environ["USERPROFILE"]
        elif "HOMEPATH" in environ:
            home = environ.get("HOMEDRIVE", "") + environ["HOMEPATH"]
        else:
            raise RuntimeError("Can't determine home directory")
        if username and environ["USERNAME"] != username:
            # The homes of all users are taken to be side by side.
            drive, root, parts = self.parse_parts((home,))
            if parts[-1] != environ["USERNAME"]:
                raise RuntimeError("Can't determine home directory for %r" % username)
            parts[-1] = username
            home = drive + root + self.join(parts[1:]) if drive or root else self.join(parts)
        return home


class _PosixFlavour(_Flavour):
    sep, altsep, has_drv, pathmod = "/", "", False, posixpath
    is_supported = os.name != "nt"

    def splitroot(self, part, sep=sep):
        if not part or part[0] != sep:
            return "", "", part
        relative = part.lstrip(sep)
        slashes = len(part) - len(relative)
        # Two slashes may mean something special, POSIX says; three not.
        return "", sep * (slashes if slashes < 3 else 1), relative

    def casefold(self, s):
        return s

    def casefold_parts(self, parts):
        return parts

    def compile_pattern(self, pattern):
        return re.compile(fnmatch.translate(pattern)).fullmatch

    def resolve(self, path, strict=False):
        sep, accessor = self.sep, path._accessor
        finished = {}  # link: where it leads, None while on the way

        def follow(base, text):
            if text.startswith(sep):
                base = ""
            for name in text.split(sep):
                if not name or name == ".":
                    continue
                if name == "..":
                    base = base.rpartition(sep)[0]
                    continue
                here = base + name if base.endswith(sep) else base + sep + name
                if here in finished:
                    base = finished[here]
                    if base is None:
                        raise RuntimeError("Symlink loop from %r" % here)
                    continue
                try:
                    target = accessor.readlink(here)
                except OSError as error:
                    if error.errno != EINVAL and strict:
                        raise
                    base = here  # no link, or not there
                else:
                    finished[here] = None
                    base = follow(base, target)
                    finished[here] = base
            return base

        return follow("" if path.is_absolute() else os.getcwd(), str(path)) or sep

    def is_reserved(self, parts):
        return False

    def make_uri(self, path):
        return "file://" + urlquote_from_bytes(bytes(path))

    def gethomedir(self, username):
        if not username and "HOME" in os.environ:
            return os.environ["HOME"]
        import pwd
        if not username:
            return pwd.getpwuid(os.getuid()).pw_dir
        try:
            return pwd.getpwnam(username).pw_dir
        except KeyError:
            raise RuntimeError("Can't determine home directory for %r" % username)


_windows_flavour = _WindowsFlavour()
_posix_flavour = _PosixFlavour()


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


# ---- Globbing: a chain of selectors, one for each part of the pattern

def _make_selector(pattern_parts, flavour):
    pat, rest = pattern_parts[0], pattern_parts[1:]
    if pat == "**":
        kind = _RecursiveWildcardSelector
    elif "**" in pat:
        raise ValueError("Invalid pattern: '**' can only be an entire path component")
    else:
        kind = _WildcardSelector if _is_wildcard_pattern(pat) else _PreciseSelector
    return kind(pat, rest, flavour)


_make_selector = functools.lru_cache()(_make_selector)


class _Selector:
    """Finds what matches a part of the pattern in a directory, and goes on from there."""

    def __init__(self, child_parts, flavour):
        self.child_parts = child_parts
        self.dironly = bool(child_parts)
        self.successor = _make_selector(child_parts, flavour) if child_parts else _TerminatingSelector()

    def select_from(self, parent_path):
        """The paths below the directory that match."""
        cls = type(parent_path)
        if not cls.is_dir(parent_path):
            return iter([])
        return self._select_from(parent_path, cls.is_dir, cls.exists, parent_path._accessor.scandir)


class _TerminatingSelector:
    def _select_from(self, parent_path, is_dir, exists, scandir):
        yield parent_path


class _PreciseSelector(_Selector):
    def __init__(self, name, child_parts, flavour):
        self.name = name
        super().__init__(child_parts, flavour)

    def _select_from(self, parent_path, is_dir, exists, scandir):
        try:
            path = parent_path._make_child_relpath(self.name)
            if (is_dir if self.dironly else exists)(path):
                yield from self.successor._select_from(path, is_dir, exists, scandir)
        except PermissionError:
            return


class _WildcardSelector(_Selector):
    def __init__(self, pat, child_parts, flavour):
        self.match = flavour.compile_pattern(pat)
        super().__init__(child_parts, flavour)

    def _select_from(self, parent_path, is_dir, exists, scandir):
        try:
            with scandir(parent_path) as scan:
                entries = list(scan)
            for entry in entries:
                if self.dironly:
                    try:
                        if not entry.is_dir():
                            continue
                    except OSError as error:
                        if not _ignore_error(error):
                            raise
                        continue
                if self.match(entry.name):
                    path = parent_path._make_child_relpath(entry.name)
                    yield from self.successor._select_from(path, is_dir, exists, scandir)
        except PermissionError:
            return


class _RecursiveWildcardSelector(_Selector):
    def __init__(self, pat, child_parts, flavour):
        super().__init__(child_parts, flavour)

    def _iterate_directories(self, parent_path, is_dir, scandir):
        yield parent_path
        try:
            with scandir(parent_path) as scan:
                entries = list(scan)
            for entry in entries:
                try:
                    descend = entry.is_dir() and not entry.is_symlink()
                except OSError as error:
                    if not _ignore_error(error):
                        raise
                    continue
                if descend:
                    path = parent_path._make_child_relpath(entry.name)
                    yield from self._iterate_directories(path, is_dir, scandir)
        except PermissionError:
            return

    def _select_from(self, parent_path, is_dir, exists, scandir):
        try:
            seen = set()  # with several ** a path can be reached in several ways
            for folder in self._iterate_directories(parent_path, is_dir, scandir):
                for path in self.successor._select_from(folder, is_dir, exists, scandir):
                    if path not in seen:
                        seen.add(path)
                        yield path
        except PermissionError:
            return


# ---- Pure paths

class _PathParents(Sequence):
    """The directories above a path, the nearest first."""

    __slots__ = ("_pathcls", "_drv", "_root", "_parts")

    def __init__(self, path):
        # Not the path itself, to which it may belong.
        self._pathcls = type(path)
        self._drv, self._root, self._parts = path._drv, path._root, path._parts

    def __len__(self):
        return len(self._parts) - bool(self._drv or self._root)

    def __getitem__(self, idx):
        if not 0 <= idx < len(self):
            raise IndexError(idx)
        return self._pathcls._from_parsed_parts(self._drv, self._root, self._parts[:-idx - 1])

    def __repr__(self):
        return "<{}.parents>".format(self._pathcls.__name__)


def _ordered(operator):
    """A comparison of paths of the same flavour."""
    def compare(self, other):
        if not isinstance(other, PurePath) or self._flavour is not other._flavour:
            return NotImplemented
        return operator(self._cparts, other._cparts)
    return compare


class PurePath:
    """A path, of which only the text matters."""

    __slots__ = ("_drv", "_root", "_parts", "_str", "_hash", "_pparts", "_cached_cparts")

    def __new__(cls, *args):
        """A path of parts, in the flavour of the system unless the class says otherwise."""
        if cls is PurePath:
            cls = PureWindowsPath if os.name == "nt" else PurePosixPath
        return cls._from_parts(args)

    def __reduce__(self):
        return self.__class__, tuple(self._parts)

    @classmethod
    def _parse_args(cls, args):
        texts = []
        for arg in args:
            if isinstance(arg, PurePath):
                texts += arg._parts
                continue
            text = os.fspath(arg)
            if not isinstance(text, str):
                raise TypeError("argument should be a str object or an os.PathLike object returning str, not %r"
                                % type(text))
            texts.append(str(text))  # no subclass of str
        return cls._flavour.parse_parts(texts)

    @classmethod
    def _from_parts(cls, args, init=True):
        self = object.__new__(cls)
        self._drv, self._root, self._parts = self._parse_args(args)
        if init:
            self._init()
        return self

    @classmethod
    def _from_parsed_parts(cls, drv, root, parts, init=True):
        self = object.__new__(cls)
        self._drv, self._root, self._parts = drv, root, parts
        if init:
            self._init()
        return self

    @classmethod
    def _format_parsed_parts(cls, drv, root, parts):
        join = cls._flavour.join
        return drv + root + join(parts[1:]) if drv or root else join(parts)

    def _init(self):
        pass

    def _make_child(self, args):
        parsed = self._flavour.join_parsed_parts(self._drv, self._root, self._parts, *self._parse_args(args))
        return self._from_parsed_parts(*parsed)

    def __str__(self):
        """The path as the system writes it."""
        try:
            return self._str
        except AttributeError:
            self._str = self._format_parsed_parts(self._drv, self._root, self._parts) or "."
            return self._str

    def __fspath__(self):
        return str(self)

    def as_posix(self):
        """The path with slashes."""
        return str(self).replace(self._flavour.sep, "/")

    def __bytes__(self):
        """The path in the encoding of the file system."""
        return os.fsencode(self)

    def __repr__(self):
        return "{}({!r})".format(type(self).__name__, self.as_posix())

    def as_uri(self):
        """The path as a file: URI."""
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        return self._flavour.make_uri(self)

    @property
    def _cparts(self):
        # What comparisons look at.
        try:
            return self._cached_cparts
        except AttributeError:
            self._cached_cparts = self._flavour.casefold_parts(self._parts)
            return self._cached_cparts

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._flavour is other._flavour and self._cparts == other._cparts

    def __hash__(self):
        try:
            return self._hash
        except AttributeError:
            self._hash = hash(tuple(self._cparts))
            return self._hash

    __lt__ = _ordered(lambda a, b: a < b)
    __le__ = _ordered(lambda a, b: a <= b)
    __gt__ = _ordered(lambda a, b: a > b)
    __ge__ = _ordered(lambda a, b: a >= b)

    drive = property(attrgetter("_drv"), doc="The drive, such as c: or a share; or nothing.")
    root = property(attrgetter("_root"), doc="The slash an absolute path begins with, or nothing.")

    @property
    def anchor(self):
        """Drive and root."""
        return self._drv + self._root

    @property
    def name(self):
        """The last part."""
        own = self._parts[1:] if self._drv or self._root else self._parts
        return own[-1] if own else ""

    @property
    def suffix(self):
        """The extension of the name, with its dot."""
        name = self.name
        dot = name.rfind(".")
        return name[dot:] if 0 < dot < len(name) - 1 else ""

    @property
    def suffixes(self):
        """All extensions of the name, with their dots."""
        name = self.name
        if name.endswith("."):
            return []
        return ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        """The name without its extension."""
        name, suffix = self.name, self.suffix
        return name[:-len(suffix)] if suffix else name

    def _with_last(self, name):
        return self._from_parsed_parts(self._drv, self._root, self._parts[:-1] + [name])

    def with_name(self, name):
        """The path with another name."""
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        flavour = self._flavour
        drive, root, parts = flavour.parse_parts((name,))
        if not name or name[-1] in (flavour.sep, flavour.altsep) or drive or root or len(parts) != 1:
            raise ValueError("Invalid name %r" % name)
        return self._with_last(name)

    def with_suffix(self, suffix):
        """The path with another extension, or none."""
        flavour = self._flavour
        if (flavour.sep in suffix or flavour.altsep and flavour.altsep in suffix
                or suffix and not suffix.startswith(".") or suffix == "."):
            raise ValueError("Invalid suffix {!r}".format(suffix))
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        return self._with_last(self.stem + suffix)

    def relative_to(self, *other):
        """The rest of the path after another one, which it must begin with."""
        if not other:
            raise TypeError("need at least one argument")

        def whole(drive, root, parts):
            # Drive and root apart, so that the one can be equal without the other.
            return [drive, root] + parts[1:] if root else list(parts)

        mine = whole(self._drv, self._root, self._parts)
        drive, root, parts = self._parse_args(other)
        theirs = whole(drive, root, parts)
        count = len(theirs)
        fold = self._flavour.casefold_parts
        if (self._root or self._drv) if count == 0 else fold(mine[:count]) != fold(theirs):
            formatted = self._format_parsed_parts(drive, root, parts)
            raise ValueError("{!r} does not start with {!r}".format(str(self), str(formatted)))
        return self._from_parsed_parts("", self._root if count == 1 else "", mine[count:])

    @property
    def parts(self):
        """The tuple of all parts; drive and root together are the first."""
        try:
            return self._pparts
        except AttributeError:
            self._pparts = tuple(self._parts)
            return self._pparts

    def joinpath(self, *args):
        """The path with others after it; an absolute one takes the place of all before."""
        return self._make_child(args)

    def __truediv__(self, key):
        try:
            return self._make_child((key,))
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self._from_parts([key] + self._parts)
        except TypeError:
            return NotImplemented

    @property
    def parent(self):
        """The directory it is in, by the text."""
        parts = self._parts
        if len(parts) == 1 and (self._drv or self._root):
            return self
        return self._from_parsed_parts(self._drv, self._root, parts[:-1])

    @property
    def parents(self):
        """All directories it is in."""
        return _PathParents(self)

    def is_absolute(self):
        """Does it begin with a root (and, where there are drives, a drive)?"""
        return bool(self._root) and (bool(self._drv) or not self._flavour.has_drv)

    def is_reserved(self):
        """Is the name one that Windows keeps for devices?"""
        return self._flavour.is_reserved(self._parts)

    def match(self, path_pattern):
        """Does the path (its end, if the pattern is relative) match the pattern?"""
        fold = self._flavour.casefold
        drive, root, wanted = self._flavour.parse_parts((fold(path_pattern),))
        if not wanted:
            raise ValueError("empty pattern")
        if drive and drive != fold(self._drv) or root and root != fold(self._root):
            return False
        mine = self._cparts
        if drive or root:
            if len(wanted) != len(mine):
                return False
            wanted = wanted[1:]
        elif len(wanted) > len(mine):
            return False
        return all(fnmatch.fnmatchcase(part, pat) for part, pat in zip(reversed(mine), reversed(wanted)))


os.PathLike.register(PurePath)


class PurePosixPath(PurePath):
    """A pure path with slashes."""

    _flavour = _posix_flavour
    __slots__ = ()


class PureWindowsPath(PurePath):
    """A pure path with drives and backslashes, equal in upper and lower case."""

    _flavour = _windows_flavour
    __slots__ = ()


# ---- Concrete paths

def _is_kind(test, doc):
    """A method that tells by the mode of a file whether it is of a kind."""
    def method(self):
        try:
            return test(self.stat().st_mode)
        except OSError as error:
            if not _ignore_error(error):
                raise
            return False
        except ValueError:  # a null character
            return False
    method.__doc__ = doc
    return method


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

    def _opener(self, name, flags, mode=0o666):
        return self._accessor.open(self, flags, mode)

    def _raw_open(self, flags, mode=0o777):
        if self._closed:
            self._raise_closed()
        return self._accessor.open(self, flags, mode)

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
        sys.audit("pathlib.Path.glob" if not before else "pathlib.Path.rglob", self, pattern)
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
        if self._closed:
            self._raise_closed()
        try:
            self._accessor.mkdir(self, mode)
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
        if self._closed:
            self._raise_closed()
        self._accessor.chmod(self, mode)

    def lchmod(self, mode):
        """Change the permissions of a link itself."""
        if self._closed:
            self._raise_closed()
        self._accessor.lchmod(self, mode)

    def unlink(self, missing_ok=False):
        """Remove the file."""
        if self._closed:
            self._raise_closed()
        try:
            self._accessor.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        """Remove the directory, which must be empty."""
        if self._closed:
            self._raise_closed()
        self._accessor.rmdir(self)

    def lstat(self):
        """As stat(), of a link itself."""
        if self._closed:
            self._raise_closed()
        return self._accessor.lstat(self)

    def rename(self, target):
        """Rename the file; its new path."""
        if self._closed:
            self._raise_closed()
        self._accessor.rename(self, target)
        return self.__class__(target)

    def replace(self, target):
        """Rename the file, even if there is one of that name; its new path."""
        if self._closed:
            self._raise_closed()
        self._accessor.replace(self, target)
        return self.__class__(target)

    def symlink_to(self, target, target_is_directory=False):
        """Make the path a symbolic link to the target."""
        if self._closed:
            self._raise_closed()
        self._accessor.symlink(target, self, target_is_directory)

    def link_to(self, target):
        """Make the target another name of this file."""
        if self._closed:
            self._raise_closed()
        self._accessor.link_to(self, target)

    def exists(self):
        """Is there such a file?"""
        return _exists(self)

    is_dir = _is_kind(lambda mode: S_ISDIR(mode), "Is it a directory, or a link to one?")
    is_file = _is_kind(lambda mode: S_ISREG(mode), "Is it a regular file, or a link to one?")
    is_block_device = _is_kind(lambda mode: S_ISBLK(mode), "Is it a block device?")
    is_char_device = _is_kind(lambda mode: S_ISCHR(mode), "Is it a character device?")
    is_fifo = _is_kind(lambda mode: S_ISFIFO(mode), "Is it a named pipe?")
    is_socket = _is_kind(lambda mode: S_ISSOCK(mode), "Is it a socket?")

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
        try:
            return S_ISLNK(self.lstat().st_mode)
        except OSError as error:
            if not _ignore_error(error):
                raise
            return False
        except ValueError:
            return False

    def expanduser(self):
        """The path with the home directory in place of ~ or ~user."""
        if self._drv or self._root or not self._parts or self._parts[0][:1] != "~":
            return self
        home = self._flavour.gethomedir(self._parts[0][1:])
        return self._from_parts([home] + self._parts[1:])


_exists = _is_kind(lambda mode: True, None)


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
