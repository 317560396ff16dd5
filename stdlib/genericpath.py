"""What the path modules of all systems share."""

import os
import stat

__all__ = ["commonprefix", "exists", "getatime", "getctime", "getmtime", "getsize", "isdir", "isfile", "samefile",
           "sameopenfile", "samestat"]


def _mode(path):
    """Mode of the file, links followed; 0 if there is none."""
    try:
        return os.stat(path).st_mode
    except (OSError, ValueError):
        return 0


def exists(path):
    """Is there such a file or directory? Not if it is a link to nowhere."""
    try:
        os.stat(path)
        return True
    except (OSError, ValueError):
        return False


def isfile(path):
    """Is it a regular file (or a link to one)?"""
    return stat.S_ISREG(_mode(path))


def isdir(s):
    """Is it a directory (or a link to one)?"""
    return stat.S_ISDIR(_mode(s))


def getsize(filename):
    """Size in bytes."""
    return os.stat(filename).st_size


def getmtime(filename):
    """Time of the last change of the content."""
    return os.stat(filename).st_mtime


def getatime(filename):
    """Time of the last reading."""
    return os.stat(filename).st_atime


def getctime(filename):
    """Time of the last change of the metadata; on Windows, of creation."""
    return os.stat(filename).st_ctime


def commonprefix(m):
    """The longest beginning that all have, character by character (or item by item, if they are lists)."""
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(os.fspath, m))
    low, high = min(m), max(m)  # whatever these share all between them share
    for place, item in enumerate(low):
        if item != high[place]:
            return low[:place]
    return low


def samestat(s1, s2):
    """Are two results of stat() of the same file?"""
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    """Do two paths lead to the same file?"""
    return samestat(os.stat(f1), os.stat(f2))


def sameopenfile(fp1, fp2):
    """Are two descriptors of the same file?"""
    return samestat(os.fstat(fp1), os.fstat(fp2))


def _splitext(p, sep, altsep, extsep):
    """Split before the last dot of the last part, unless that consists of dots up to there."""
    start = max(p.rfind(sep), p.rfind(altsep) if altsep else -1) + 1
    dot = p.rfind(extsep)
    if dot < start or not p[start:dot].strip(extsep):
        return p, p[:0]
    return p[:dot], p[dot:]


def _check_arg_types(funcname, *args):
    """Raise TypeError about arguments that are neither all text nor all bytes."""
    kinds = set()
    for argument in args:
        if isinstance(argument, (str, bytes)):
            kinds.add(isinstance(argument, str))
        else:
            raise TypeError(f"{funcname}() argument must be str, bytes, or os.PathLike object, not "
                            f"{argument.__class__.__name__!r}") from None
    if len(kinds) > 1:
        raise TypeError("Can't mix strings and bytes in path components") from None
