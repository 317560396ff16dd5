"""Paths of POSIX systems; `os.path` is this module there."""

# First, as `os` takes them from here while it is imported itself
curdir, pardir, extsep, sep, pathsep = ".", "..", ".", "/", ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"

import os
import sys
import stat
import genericpath
from genericpath import *

__all__ = ["normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname", "commonprefix",
           "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount",
           "expanduser", "expandvars", "normpath", "abspath", "samefile", "sameopenfile", "samestat", "curdir",
           "pardir", "sep", "pathsep", "defpath", "altsep", "extsep", "devnull", "realpath",
           "supports_unicode_filenames", "relpath", "commonpath"]

supports_unicode_filenames = sys.platform == "darwin"


def _get_sep(path):
    return b"/" if isinstance(path, bytes) else "/"


def _dots(path):
    """The names of this and of the parent directory."""
    return (b".", b"..") if isinstance(path, bytes) else (".", "..")


def normcase(s):
    """The path itself: case counts."""
    return os.fspath(s)


def isabs(s):
    """Does it begin at the root?"""
    s = os.fspath(s)
    return s.startswith(_get_sep(s))


def join(a, *p):
    """Put parts together; an absolute one makes those before it disappear."""
    path = os.fspath(a)
    slash = _get_sep(path)
    try:
        if not p:
            path[:0] + slash  # complains about a wrong type
        for part in map(os.fspath, p):
            if part.startswith(slash):
                path = part
            elif path and not path.endswith(slash):
                path += slash + part
            else:
                path += part
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types("join", path, *p)
        raise
    return path


def split(p):
    """(directory, name): the name is what follows the last slash."""
    p = os.fspath(p)
    slash = _get_sep(p)
    head, found, tail = p.rpartition(slash)
    head += found
    return head.rstrip(slash) or head, tail


def splitext(p):
    """(root, extension): the extension is empty or begins with the last dot of the name."""
    p = os.fspath(p)
    if isinstance(p, bytes):
        return genericpath._splitext(p, b"/", None, b".")
    return genericpath._splitext(p, "/", None, ".")


def splitdrive(p):
    """('', path): there are no drives."""
    p = os.fspath(p)
    return p[:0], p


def basename(p):
    """What follows the last slash."""
    p = os.fspath(p)
    return p.rpartition(_get_sep(p))[2]


def dirname(p):
    """What stands before the last slash."""
    return split(p)[0]


def islink(path):
    """Is it a symbolic link?"""
    try:
        mode = os.lstat(path).st_mode
    except (OSError, ValueError, AttributeError):
        return False
    return stat.S_ISLNK(mode)


def lexists(path):
    """Is there such a name, be it a link to nowhere?"""
    try:
        os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def ismount(path):
    """Is another file system mounted there?"""
    try:
        here = os.lstat(path)
    except (OSError, ValueError):
        return False
    if stat.S_ISLNK(here.st_mode):
        return False
    above = realpath(join(os.fspath(path), _dots(os.fspath(path))[1]))
    try:
        parent = os.lstat(above)
    except (OSError, ValueError):
        return False
    # the root is its own parent
    return here.st_dev != parent.st_dev or here.st_ino == parent.st_ino


# ---- Expansion

def _home(user):
    """Home directory of a user ('' is the current one), None if not known."""
    if not user and "HOME" in os.environ:
        return os.environ["HOME"]
    try:
        import pwd
        entry = pwd.getpwnam(user) if user else pwd.getpwuid(os.getuid())
    except (ImportError, KeyError):
        return None
    return entry.pw_dir


def expanduser(path):
    """The path with ~ or ~user at its beginning replaced by a home directory."""
    path = os.fspath(path)
    slash, tilde = (b"/", b"~") if isinstance(path, bytes) else ("/", "~")
    if not path.startswith(tilde):
        return path
    head, found, tail = path.partition(slash)
    home = _home(os.fsdecode(head[1:]))
    if home is None:
        return path
    if isinstance(path, bytes):
        home = os.fsencode(home)
    return home.rstrip(slash) + found + tail or slash


_variables = {}  # compiled patterns by type of path


def expandvars(path):
    """The path with $name and ${name} replaced by variables of the environment; unknown ones stay."""
    path = os.fspath(path)
    kind = type(path)
    if isinstance(path, bytes):
        if b"$" not in path:
            return path
        known = getattr(os, "environb", None)
    else:
        if "$" not in path:
            return path
        known = os.environ
    program = _variables.get(kind)
    if program is None:
        import re
        pattern = r"\$(?:(\w+)|\{([^}]*)\})"
        program = _variables[kind] = re.compile(pattern.encode() if kind is bytes else pattern, re.ASCII)

    def value(match):
        name = match[1] if match[1] is not None else match[2]
        try:
            return os.fsencode(os.environ[os.fsdecode(name)]) if known is None else known[name]
        except KeyError:
            return match[0]

    return program.sub(value, path)


# ---- Normal forms

def normpath(path):
    """The path without empty and `.` parts, and with `..` taken back; links are not looked at."""
    path = os.fspath(path)
    slash, (dot, dots) = _get_sep(path), _dots(path)
    if not path:
        return dot
    # POSIX gives exactly two slashes at the beginning a meaning of their own.
    root = slash * (0 if path[:1] != slash else 2 if path[:2] == slash * 2 and path[:3] != slash * 3 else 1)
    kept = []
    for part in path.split(slash):
        if not part or part == dot:
            continue
        if part != dots or (not root and not kept) or (kept and kept[-1] == dots):
            kept.append(part)
        elif kept:
            kept.pop()
    return root + slash.join(kept) or dot


def abspath(path):
    """The absolute, normal form."""
    path = os.fspath(path)
    if not isabs(path):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


def realpath(filename):
    """The absolute path without symbolic links."""
    filename = os.fspath(filename)
    return abspath(_joinrealpath(filename[:0], filename, {})[0])


def _joinrealpath(path, rest, seen):
    """Follow `rest` from the real `path`: the result, and whether all links could be resolved.

    `seen` maps links to what they lead to (None while that is worked out, which tells a loop).
    """
    slash, (dot, dots) = _get_sep(path), _dots(path)
    if isabs(rest):
        rest = rest[1:]
        path = slash
    while rest:
        name, _, rest = rest.partition(slash)
        if not name or name == dot:
            continue
        if name == dots:
            if not path:
                path = dots
                continue
            path, last = split(path)
            if last == dots:
                path = join(path, dots, dots)
            continue
        here = join(path, name)
        if not islink(here):
            path = here
            continue
        if here in seen:
            path = seen[here]
            if path is not None:
                continue
            return join(here, rest), False
        seen[here] = None
        path, resolved = _joinrealpath(path, os.readlink(here), seen)
        if not resolved:
            return join(path, rest), False
        seen[here] = path
    return path, True


def _parts(path):
    slash = _get_sep(path)
    return [part for part in abspath(path).split(slash) if part]


def relpath(path, start=None):
    """The path as seen from a directory (from the current one)."""
    if not path:
        raise ValueError("no path specified")
    path = os.fspath(path)
    dot, dots = _dots(path)
    start = dot if start is None else os.fspath(start)
    try:
        origin, target = _parts(start), _parts(path)
        shared = len(commonprefix([origin, target]))
        steps = [dots] * (len(origin) - shared) + target[shared:]
        return join(*steps) if steps else dot
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types("relpath", path, start)
        raise


def commonpath(paths):
    """The longest path that all the paths begin with."""
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    paths = tuple(map(os.fspath, paths))
    slash, (dot, _) = _get_sep(paths[0]), _dots(paths[0])
    try:
        absolute = {path.startswith(slash) for path in paths}
        if len(absolute) > 1:
            raise ValueError("Can't mix absolute and relative paths") from None
        split_paths = [[part for part in path.split(slash) if part and part != dot] for path in paths]
        prefix = slash if absolute == {True} else slash[:0]
        return prefix + slash.join(commonprefix(split_paths))
    except (TypeError, AttributeError):
        genericpath._check_arg_types("commonpath", *paths)
        raise
