"""Pure paths, of which only the text matters; found in pathlib."""

import fnmatch
import operator
import os
from _collections_abc import Sequence

from _pathlib_flavours import _posix_flavour, _windows_flavour

__name__ = 'pathlib'  # where all of this is found


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
        if idx < 0 or idx >= len(self):
            raise IndexError(idx)
        return self._pathcls._from_parsed_parts(self._drv, self._root, self._parts[:-idx - 1])

    def __repr__(self):
        return "<{}.parents>".format(self._pathcls.__name__)


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

    def _compare(self, other, operation):
        if not isinstance(other, PurePath) or self._flavour is not other._flavour:
            return NotImplemented
        return operation(self._cparts, other._cparts)

    def __lt__(self, other):
        return self._compare(other, operator.lt)

    def __le__(self, other):
        return self._compare(other, operator.le)

    def __gt__(self, other):
        return self._compare(other, operator.gt)

    def __ge__(self, other):
        return self._compare(other, operator.ge)

    drive = property(operator.attrgetter("_drv"), doc="The drive, such as c: or a share; or nothing.")
    root = property(operator.attrgetter("_root"), doc="The slash an absolute path begins with, or nothing.")

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


__name__ = __spec__.name
