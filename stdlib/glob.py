"""Finding files whose paths match a pattern with the wildcards of a shell."""

import fnmatch
import os
import re
import sys

__all__ = ["glob", "iglob", "escape"]

magic_check = re.compile("([*?[])")
magic_check_bytes = re.compile(b"([*?[])")


def glob(pathname, *, recursive=False):
    """The list of paths that match; in recursive mode, ** stands for any number of directories."""
    return list(iglob(pathname, recursive=recursive))


def iglob(pathname, *, recursive=False):
    """As glob(), one by one."""
    sys.audit("glob.glob", pathname, recursive)
    found = _iglob(pathname, recursive, False)
    if recursive and _isrecursive(pathname):
        # ** matches no directory at all, too; the empty path that makes is not wanted.
        empty = next(found)
        assert not empty
    return found


def _iglob(pathname, recursive, dironly):
    dirname, basename = os.path.split(pathname)
    if not has_magic(pathname):
        assert not dironly
        # A path that ends with a slash must be a directory.
        if os.path.lexists(pathname) if basename else os.path.isdir(dirname):
            yield pathname
        return
    deep = recursive and _isrecursive(basename)
    if not dirname:
        yield from (_glob2 if deep else _glob1)(dirname, basename, dironly)
        return
    # The root of a Windows drive or share is its own dirname and may contain a "?".
    if dirname != pathname and has_magic(dirname):
        folders = _iglob(dirname, recursive, True)
    else:
        folders = [dirname]
    if not has_magic(basename):
        in_folder = _glob0
    else:
        in_folder = _glob2 if deep else _glob1
    for folder in folders:
        for name in in_folder(folder, basename, dironly):
            yield os.path.join(folder, name)


# What matches the last part of a pattern in one directory: of a plain name, of a pattern, of **.

def _glob0(dirname, basename, dironly):
    if basename:
        exists = os.path.lexists(os.path.join(dirname, basename))
    else:  # the pattern ended with a slash
        exists = os.path.isdir(dirname)
    return [basename] if exists else []


def _glob1(dirname, pattern, dironly):
    names = _iterdir(dirname, dironly)
    if not _ishidden(pattern):
        names = (name for name in names if not _ishidden(name))
    return fnmatch.filter(list(names), pattern)


def _glob2(dirname, pattern, dironly):
    assert _isrecursive(pattern)
    yield pattern[:0]
    yield from _rlistdir(dirname, dironly)


# Older names that packages use.

def glob0(dirname, pattern):
    return _glob0(dirname, pattern, False)


def glob1(dirname, pattern):
    return _glob1(dirname, pattern, False)


def _iterdir(dirname, dironly):
    """The names in a directory; none if it cannot be read."""
    if not dirname:
        dirname = os.curdir.encode("ASCII") if isinstance(dirname, bytes) else os.curdir
    try:
        with os.scandir(dirname) as entries:
            for entry in entries:
                try:
                    wanted = not dironly or entry.is_dir()
                except OSError:
                    continue
                if wanted:
                    yield entry.name
    except OSError:
        return


def _rlistdir(dirname, dironly):
    """The paths of all that is below a directory and not hidden, relative to it."""
    for name in list(_iterdir(dirname, dironly)):
        if _ishidden(name):
            continue
        yield name
        below = os.path.join(dirname, name) if dirname else name
        for path in _rlistdir(below, dironly):
            yield os.path.join(name, path)


def has_magic(s):
    """Does the path contain wildcards?"""
    check = magic_check_bytes if isinstance(s, bytes) else magic_check
    return check.search(s) is not None


def _ishidden(path):
    return path[0] in (".", b"."[0])


def _isrecursive(pattern):
    return pattern == (b"**" if isinstance(pattern, bytes) else "**")


def escape(pathname):
    """The pattern that matches just this path; a drive needs and gets no quoting."""
    drive, rest = os.path.splitdrive(pathname)
    if isinstance(rest, bytes):
        return drive + magic_check_bytes.sub(br"[\1]", rest)
    return drive + magic_check.sub(r"[\1]", rest)
