"""Removing all that is in a directory; found in shutil."""

import os
import stat
import sys

__name__ = 'shutil'  # where all of this is found


_WINDOWS = os.name == "nt"


def _is_junction(status):
    return (getattr(status, "st_file_attributes", 0) & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0x400)
            and getattr(status, "st_reparse_tag", None) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1))


def _rmtree_isdir(entry):
    """Is the entry a directory to go into?"""
    try:
        return entry.is_dir(follow_symlinks=False) and not (
            _WINDOWS and _is_junction(entry.stat(follow_symlinks=False)))
    except OSError:
        return False


def _rmtree_islink(path):
    """Is the path a link, or what Windows has like that?"""
    try:
        status = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISLNK(status.st_mode) or bool(_WINDOWS and _is_junction(status))


def _refuse_link(path, onerror):
    """Where a directory was to be is a link: that is no place to go on removing."""
    try:
        raise OSError("Cannot call rmtree on a symbolic link")
    except OSError:
        onerror(os.path.islink, path, sys.exc_info())


def _rmtree_unsafe(path, onerror):
    """Remove a tree by paths: somebody who can write there may put a link in between meanwhile."""
    try:
        with os.scandir(path) as scan:
            entries = list(scan)
    except OSError:
        onerror(os.scandir, path, sys.exc_info())
        entries = []
    for entry in entries:
        below = entry.path
        if not _rmtree_isdir(entry):
            try:
                os.unlink(below)
            except OSError:
                onerror(os.unlink, below, sys.exc_info())
            continue
        try:
            if entry.is_symlink():  # exchanged for a link since the look above
                raise OSError("Cannot call rmtree on a symbolic link")
        except OSError:
            onerror(os.path.islink, below, sys.exc_info())
        else:
            _rmtree_unsafe(below, onerror)
    try:
        os.rmdir(path)
    except OSError:
        onerror(os.rmdir, path, sys.exc_info())


def _rmtree_safe_fd(topfd, path, onerror):
    """Empty the directory open as topfd, by descriptors; the path is for error reports."""
    try:
        with os.scandir(topfd) as scan:
            entries = list(scan)
    except OSError as error:
        error.filename = path
        onerror(os.scandir, path, sys.exc_info())
        return
    for entry in entries:
        below = os.path.join(path, entry.name)
        try:
            descend = entry.is_dir(follow_symlinks=False)
            if descend:
                try:
                    before = entry.stat(follow_symlinks=False)
                    descend = stat.S_ISDIR(before.st_mode)
                except OSError:
                    onerror(os.lstat, below, sys.exc_info())
                    continue
        except OSError:
            descend = False
        if descend:
            _remove_subdir(topfd, entry.name, below, before, onerror)
        else:
            try:
                os.unlink(entry.name, dir_fd=topfd)
            except OSError:
                onerror(os.unlink, below, sys.exc_info())


def _remove_subdir(dir_fd, name, path, before, onerror):
    """Remove the directory of that name in the open one, if it still is the one seen before."""
    try:
        fd = os.open(name, os.O_RDONLY, dir_fd=dir_fd)
    except OSError:
        onerror(os.open, path, sys.exc_info())
        return
    try:
        if os.path.samestat(before, os.fstat(fd)):
            _rmtree_safe_fd(fd, path, onerror)
            try:
                os.rmdir(name, dir_fd=dir_fd)
            except OSError:
                onerror(os.rmdir, path, sys.exc_info())
        else:
            # Only now: an exchanged entry is an attack or a link.
            _refuse_link(path, onerror)
    finally:
        os.close(fd)


__name__ = __spec__.name
