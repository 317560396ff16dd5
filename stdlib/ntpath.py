"""os.path of Windows: drives, shares, backslashes, no difference between upper and lower case."""

import os
import sys
import stat
import genericpath
from genericpath import *

__all__ = ["normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname", "commonprefix",
           "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount",
           "expanduser", "expandvars", "normpath", "abspath", "curdir", "pardir", "sep", "pathsep", "defpath",
           "altsep", "extsep", "devnull", "realpath", "supports_unicode_filenames", "relpath", "samefile",
           "sameopenfile", "samestat", "commonpath"]

curdir, pardir, extsep = ".", "..", "."
sep, altsep, pathsep = "\\", "/", ";"
defpath = ".;C:\\bin"
devnull = "nul"

supports_unicode_filenames = hasattr(sys, "getwindowsversion") and sys.getwindowsversion()[3] >= 2


def _like(path, text):
    """The ASCII text as what the path is, str or bytes."""
    return text.encode("ascii") if isinstance(path, bytes) else text


def _get_bothseps(path):
    return _like(path, "\\/")


def _backslashed(path):
    return path.replace(_like(path, "/"), _like(path, "\\"))


def normcase(s):
    """The path in lower case, with backslashes."""
    s = os.fspath(s)
    return _backslashed(s).lower()


def isabs(s):
    """Is there a slash at the beginning, after the drive if any?"""
    s = os.fspath(s)
    # What begins with \\?\ is absolute, whatever follows.
    if _backslashed(s).startswith(_like(s, "\\\\?\\")):
        return True
    rest = splitdrive(s)[1]
    return bool(rest) and rest[:1] in _get_bothseps(s)


def join(path, *paths):
    """The path with others after it; an absolute one, or one on another drive, takes the place of those before."""
    path = os.fspath(path)
    slash, slashes, colon = _like(path, "\\"), _get_bothseps(path), _like(path, ":")
    try:
        if not paths:
            path[:0] + slash  # TypeError for other types, as with more paths
        drive, result = splitdrive(path)
        for following in map(os.fspath, paths):
            next_drive, next_path = splitdrive(following)
            if next_path and next_path[0] in slashes:
                if next_drive or not drive:
                    drive = next_drive
                result = next_path
                continue
            if next_drive and next_drive != drive:
                if next_drive.lower() != drive.lower():
                    drive, result = next_drive, next_path
                    continue
                drive = next_drive  # the same one, written otherwise
            if result and result[-1] not in slashes:
                result += slash
            result += next_path
        # A share needs a slash after it; a drive letter is another thing without one.
        if result and result[0] not in slashes and drive and drive[-1:] != colon:
            return drive + slash + result
        return drive + result
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types("join", path, *paths)
        raise


def splitdrive(p):
    """(drive letter with colon, or share; the rest)."""
    p = os.fspath(p)
    if len(p) < 2:
        return p[:0], p
    slash = _like(p, "\\")
    plain = _backslashed(p)
    if plain[:2] == slash * 2 and plain[2:3] != slash:
        end_host = plain.find(slash, 2)
        if end_host == -1:
            return p[:0], p
        end_share = plain.find(slash, end_host + 1)
        if end_share == end_host + 1:  # two slashes there: not a share
            return p[:0], p
        if end_share == -1:
            end_share = len(p)
        return p[:end_share], p[end_share:]
    if plain[1:2] == _like(p, ":"):
        return p[:2], p[2:]
    return p[:0], p


def split(p):
    """(all before the last slash, all after it)."""
    p = os.fspath(p)
    slashes = _get_bothseps(p)
    drive, rest = splitdrive(p)
    cut = len(rest)
    while cut and rest[cut - 1] not in slashes:
        cut -= 1
    head = rest[:cut]
    # Slashes at the end go, unless there is nothing else.
    return drive + (head.rstrip(slashes) or head), rest[cut:]


def splitext(p):
    """(all before the extension, the extension with its dot)."""
    p = os.fspath(p)
    return genericpath._splitext(p, _like(p, "\\"), _like(p, "/"), _like(p, "."))


splitext.__doc__ = genericpath._splitext.__doc__


def basename(p):
    """The last part of the path."""
    return split(p)[1]


def dirname(p):
    """All but the last part of the path."""
    return split(p)[0]


def islink(path):
    """Is it a symbolic link?"""
    try:
        return stat.S_ISLNK(os.lstat(path).st_mode)
    except (OSError, ValueError, AttributeError):
        return False


def lexists(path):
    """Is there such a file, or a link that leads nowhere?"""
    try:
        os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


try:
    from nt import _getvolumepathname
except ImportError:
    _getvolumepathname = None


def ismount(path):
    """Is it the root of a drive or share, or does another volume begin there?"""
    path = os.fspath(path)
    slashes = _get_bothseps(path)
    path = abspath(path)
    drive, rest = splitdrive(path)
    if drive and drive[0] in slashes:
        return not rest or rest in slashes
    if rest and rest in slashes:
        return True
    if not _getvolumepathname:
        return False
    return path.rstrip(slashes).casefold() == _getvolumepathname(path).rstrip(slashes).casefold()


def expanduser(path):
    """The path with the home directory in place of ~ or ~user."""
    path = os.fspath(path)
    if not path.startswith(_like(path, "~")):
        return path
    end = 1
    while end < len(path) and path[end] not in _get_bothseps(path):
        end += 1
    environ = os.environ
    if "USERPROFILE" in environ:
        home = environ["USERPROFILE"]
    elif "HOMEPATH" in environ:
        home = join(environ.get("HOMEDRIVE", ""), environ["HOMEPATH"])
    else:
        return path
    if isinstance(path, bytes):
        home = os.fsencode(home)
    if end > 1:  # beside this user's
        home = join(dirname(home), path[1:end])
    return home + path[end:]


def expandvars(path):
    """The path with values in place of $name, ${name} and %name%; not between single quotes."""
    path = os.fspath(path)
    if _like(path, "$") not in path and _like(path, "%") not in path:
        return path
    if isinstance(path, bytes):
        environ = getattr(os, "environb", None)
        if environ is None:
            # Undecodable bytes survive this way there and back.
            return os.fsencode(expandvars(os.fsdecode(path)))
        # Latin 1 takes bytes for characters one to one.
        def lookup(name):
            return environ[name.encode("latin-1")].decode("latin-1")
        return _expand(path.decode("latin-1"), lookup).encode("latin-1")
    return _expand(path, os.environ.__getitem__)


def _expand(path, lookup):
    def value(name, otherwise):
        try:
            return lookup(name)
        except (KeyError, UnicodeEncodeError):
            return otherwise

    out, at, size = [], 0, len(path)
    while at < size:
        char = path[at]
        if char == "'":
            close = path.find("'", at + 1)
            if close < 0:
                out.append(path[at:])
                break
            out.append(path[at:close + 1])
            at = close + 1
        elif char == "%":
            if path[at + 1:at + 2] == "%":
                out.append("%")
                at += 2
                continue
            close = path.find("%", at + 1)
            if close < 0:
                out.append(path[at:])
                break
            out.append(value(path[at + 1:close], path[at:close + 1]))
            at = close + 1
        elif char == "$":
            following = path[at + 1:at + 2]
            if following == "$":
                out.append("$")
                at += 2
            elif following == "{":
                close = path.find("}", at + 2)
                if close < 0:
                    out.append(path[at:])
                    break
                out.append(value(path[at + 2:close], path[at:close + 1]))
                at = close + 1
            else:
                end = at + 1
                while end < size and (path[end].isascii() and path[end].isalnum() or path[end] in "_-"):
                    end += 1
                out.append(value(path[at + 1:end], path[at:end]) if end > at + 1 else "$")
                at = end
        else:
            out.append(char)
            at += 1
    return "".join(out)


def normpath(path):
    """The path without double slashes and dots."""
    path = os.fspath(path)
    slash, dot, dots = _like(path, "\\"), _like(path, "."), _like(path, "..")
    if path.startswith((_like(path, "\\\\.\\"), _like(path, "\\\\?\\"))):
        return path  # names of devices, and paths to be taken literally
    prefix, rest = splitdrive(_backslashed(path))
    if rest.startswith(slash):
        prefix += slash
        rest = rest.lstrip(slash)
    kept = []
    for name in rest.split(slash):
        if not name or name == dot:
            continue
        if name == dots:
            if kept and kept[-1] != dots:
                kept.pop()
                continue
            if not kept and prefix.endswith(slash):
                continue
        kept.append(name)
    if not prefix and not kept:
        return dot
    return prefix + slash.join(kept)


def _abspath_fallback(path):
    """abspath() by the text and the current directory alone."""
    path = os.fspath(path)
    if not isabs(path):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


try:
    from nt import _getfullpathname
except ImportError:
    abspath = _abspath_fallback
else:
    def abspath(path):
        """The path from the root on."""
        try:
            return normpath(_getfullpathname(path))
        except (OSError, ValueError):
            return _abspath_fallback(path)


try:
    from nt import _getfinalpathname, readlink as _nt_readlink
except ImportError:
    def realpath(path):
        """The path from the root on; links are not followed here."""
        return abspath(path)
else:
    # What says that the system will not follow a link, or that there is no file.
    _NOT_FINAL = {1, 2, 3, 5, 21, 32, 50, 53, 65, 67, 87, 123, 1920, 1921}

    def _final(path):
        tail = path[:0]
        while path:
            try:
                path = _getfinalpathname(path)
                return join(path, tail) if tail else path
            except OSError as error:
                if error.winerror not in _NOT_FINAL:
                    raise
            path, name = split(path)
            if path and not name:
                return path + tail
            tail = join(name, tail) if tail else name
        return tail

    def realpath(path):
        """The path from the root on, with links followed."""
        path = normpath(path)
        prefix, unc = _like(path, "\\\\?\\"), _like(path, "\\\\?\\UNC\\")
        had_prefix = path.startswith(prefix)
        if not had_prefix and not isabs(path):
            path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
        path = _final(path)
        if not had_prefix and path.startswith(prefix):
            short = _like(path, "\\\\") + path[len(unc):] if path.startswith(unc) else path[len(prefix):]
            try:
                if _getfinalpathname(short) == path:
                    path = short
            except OSError:
                pass
        return path


def relpath(path, start=None):
    """The path as seen from another one (the current directory)."""
    path = os.fspath(path)
    if not path:
        raise ValueError("no path specified")
    slash = _like(path, "\\")
    start = _like(path, curdir) if start is None else os.fspath(start)
    try:
        start_drive, start_rest = splitdrive(abspath(normpath(start)))
        path_drive, path_rest = splitdrive(abspath(normpath(path)))
        if normcase(start_drive) != normcase(path_drive):
            raise ValueError("path is on mount %r, start on mount %r" % (path_drive, start_drive))
        here, there = ([name for name in rest.split(slash) if name] for rest in (start_rest, path_rest))
        same = 0
        for first, second in zip(here, there):
            if normcase(first) != normcase(second):
                break
            same += 1
        steps = [_like(path, pardir)] * (len(here) - same) + there[same:]
        return join(*steps) if steps else _like(path, curdir)
    except (TypeError, ValueError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types("relpath", path, start)
        raise


def commonpath(paths):
    """The longest path that all of them begin with."""
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    paths = tuple(map(os.fspath, paths))
    slash = _like(paths[0], "\\")
    try:
        # The slashes of the first path: mixed types are an error.
        altslash = _like(paths[0], "/")
        folded = [splitdrive(path.replace(altslash, slash).lower()) for path in paths]
        if len({rest[:1] == slash for _, rest in folded}) != 1:
            raise ValueError("Can't mix absolute and relative paths")
        if len({drive for drive, _ in folded}) != 1:
            raise ValueError("Paths don't have the same drive")

        def names(text):
            return [name for name in text.split(slash) if name and name != _like(name, curdir)]

        drive, rest = splitdrive(_backslashed(paths[0]))
        split_paths = [names(text) for _, text in folded]
        low, high = min(split_paths), max(split_paths)
        same = 0
        for first, second in zip(low, high):
            if first != second:
                break
            same += 1
        root = drive + slash if folded[0][1][:1] == slash else drive
        return root + slash.join(names(rest)[:same])
    except (TypeError, AttributeError):
        genericpath._check_arg_types("commonpath", *paths)
        raise


try:
    if sys.getwindowsversion()[:2] >= (6, 0):
        from nt import _isdir as isdir  # quicker than stat()
except (AttributeError, ImportError):
    pass
