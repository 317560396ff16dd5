"""Operations on files and whole trees of them: copying, moving, removing, packing.

Removing trees is in _shutil_removal, packing in _shutil_archives; all of it is found here.
"""

import collections
import errno
import fnmatch
import os
import stat
import sys

from _shutil_archives import _ARCHIVE_FORMATS, _BZ2_SUPPORTED, _LZMA_SUPPORTED, _UNPACK_FORMATS, _ZLIB_SUPPORTED
from _shutil_archives import ReadError, RegistryError, _check_unpack_options, _ensure_directory, _find_unpack_format
from _shutil_archives import _get_gid, _get_uid, _make_tarball, _make_zipfile, _unpack_tarfile, _unpack_zipfile
from _shutil_archives import get_archive_formats, get_unpack_formats, getgrnam, getpwnam, make_archive
from _shutil_archives import register_archive_format, register_unpack_format, unpack_archive, unregister_archive_format
from _shutil_archives import unregister_unpack_format
from _shutil_removal import _refuse_link, _rmtree_isdir, _rmtree_islink, _rmtree_safe_fd, _rmtree_unsafe

posix = nt = None
if os.name == "posix":
    import posix
elif os.name == "nt":
    import nt

__all__ = ["copyfileobj", "copyfile", "copymode", "copystat", "copy", "copy2", "copytree", "move", "rmtree", "Error",
           "SpecialFileError", "ExecError", "make_archive", "get_archive_formats", "register_archive_format",
           "unregister_archive_format", "get_unpack_formats", "register_unpack_format", "unregister_unpack_format",
           "unpack_archive", "ignore_patterns", "chown", "which", "get_terminal_size", "SameFileError", "disk_usage"]

_WINDOWS = os.name == "nt"
COPY_BUFSIZE = 1024 * 1024 if _WINDOWS else 64 * 1024
_USE_CP_SENDFILE = hasattr(os, "sendfile") and sys.platform.startswith("linux")
_HAS_FCOPYFILE = posix is not None and hasattr(posix, "_fcopyfile")
_WIN_DEFAULT_PATHEXT = ".COM;.EXE;.BAT;.CMD;.VBS;.JS;.WS;.MSC"


class Error(OSError):
    """Several things went wrong, or what was asked for is not possible."""


class SameFileError(Error):
    """Source and destination are one file."""


class SpecialFileError(OSError):
    """Not for this kind of file, a named pipe for example."""


class ExecError(OSError):
    """A command could not be run."""


class _GiveupOnFastCopy(Exception):
    """The system cannot copy these two files itself; nothing was written yet."""


# ---- Contents of one file

def _fastcopy_fcopyfile(fsrc, fdst, flags):
    """Copy by the call that macOS has for it."""
    infd, outfd = _descriptors(fsrc, fdst)
    try:
        posix._fcopyfile(infd, outfd, flags)
    except OSError as error:
        error.filename, error.filename2 = fsrc.name, fdst.name
        if error.errno in (errno.EINVAL, errno.ENOTSUP):
            raise _GiveupOnFastCopy(error)
        raise error from None


def _descriptors(fsrc, fdst):
    try:
        return fsrc.fileno(), fdst.fileno()
    except Exception as error:
        raise _GiveupOnFastCopy(error)


def _fastcopy_sendfile(fsrc, fdst):
    """Copy within the kernel, by sendfile()."""
    global _USE_CP_SENDFILE
    infd, outfd = _descriptors(fsrc, fdst)
    # In one call if possible; the size is a hint only, since the file may grow meanwhile.
    try:
        chunk = max(os.fstat(infd).st_size, 2 ** 23)
    except OSError:
        chunk = 2 ** 27
    if sys.maxsize < 2 ** 32:
        chunk = min(chunk, 2 ** 30)
    done = 0
    while True:
        try:
            sent = os.sendfile(outfd, infd, done, chunk)
        except OSError as error:
            error.filename, error.filename2 = fsrc.name, fdst.name
            if error.errno == errno.ENOTSOCK:
                # This system sends to sockets only.
                _USE_CP_SENDFILE = False
                raise _GiveupOnFastCopy(error)
            if error.errno == errno.ENOSPC:
                raise error from None
            if done == 0 and os.lseek(outfd, 0, os.SEEK_CUR) == 0:
                raise _GiveupOnFastCopy(error)
            raise error
        if not sent:
            return
        done += sent


def _copyfileobj_readinto(fsrc, fdst, length=COPY_BUFSIZE):
    """Copy with one buffer for all."""
    readinto, write = fsrc.readinto, fdst.write
    with memoryview(bytearray(length)) as buffer:
        while True:
            count = readinto(buffer)
            if not count:
                return
            if count == length:
                write(buffer)
            else:
                with buffer[:count] as filled:
                    fdst.write(filled)


def copyfileobj(fsrc, fdst, length=0):
    """Copy what is left of one file object to another, length at a time."""
    read, write = fsrc.read, fdst.write
    length = length or COPY_BUFSIZE
    while True:
        piece = read(length)
        if not piece:
            break
        write(piece)


def _samefile(src, dst):
    try:
        if isinstance(src, os.DirEntry) and hasattr(os.path, "samestat"):
            return os.path.samestat(src.stat(), os.stat(dst))
        if hasattr(os.path, "samefile"):
            return os.path.samefile(src, dst)
    except OSError:
        return False
    first, second = (os.path.normcase(os.path.abspath(path)) for path in (src, dst))
    return first == second


# The entries of a scanned directory know some things already.

def _stat(fn):
    return fn.stat() if isinstance(fn, os.DirEntry) else os.stat(fn)


def _islink(fn):
    return fn.is_symlink() if isinstance(fn, os.DirEntry) else os.path.islink(fn)


def copyfile(src, dst, *, follow_symlinks=True):
    """Copy the contents of a file to another, whose path it returns; a link itself if not to be followed."""
    if _samefile(src, dst):
        raise SameFileError("{!r} and {!r} are the same file".format(src, dst))
    size = 0
    for number, path in enumerate((src, dst)):
        try:
            status = _stat(path)
        except OSError:
            continue  # open() says what is wrong with it
        if stat.S_ISFIFO(status.st_mode):
            shown = path.path if isinstance(path, os.DirEntry) else path
            raise SpecialFileError("`%s` is a named pipe" % shown)
        if _WINDOWS and number == 0:
            size = status.st_size
    if not follow_symlinks and _islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, "rb") as fsrc, open(dst, "wb") as fdst:
        try:
            if _HAS_FCOPYFILE:
                _fastcopy_fcopyfile(fsrc, fdst, posix._COPYFILE_DATA)
                return dst
            if _USE_CP_SENDFILE:
                _fastcopy_sendfile(fsrc, fdst)
                return dst
        except _GiveupOnFastCopy:
            pass
        if size > 0:
            _copyfileobj_readinto(fsrc, fdst, min(size, COPY_BUFSIZE))
        else:
            copyfileobj(fsrc, fdst)
    return dst


# ---- Properties of one file

def copymode(src, dst, *, follow_symlinks=True):
    """Copy the permissions of a file."""
    if not follow_symlinks and _islink(src) and os.path.islink(dst):
        if not hasattr(os, "lchmod"):
            return
        status, change = os.lstat, os.lchmod
    else:
        status, change = _stat, os.chmod
    change(dst, stat.S_IMODE(status(src).st_mode))


if hasattr(os, "listxattr"):
    def _copyxattr(src, dst, *, follow_symlinks=True):
        """Copy the extended attributes, as far as the file systems have them."""
        try:
            names = os.listxattr(src, follow_symlinks=follow_symlinks)
        except OSError as error:
            if error.errno in (errno.ENOTSUP, errno.ENODATA, errno.EINVAL):
                return
            raise
        for name in names:
            try:
                value = os.getxattr(src, name, follow_symlinks=follow_symlinks)
                os.setxattr(dst, name, value, follow_symlinks=follow_symlinks)
            except OSError as error:
                if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENODATA, errno.EINVAL):
                    raise
else:
    def _copyxattr(*args, **kwargs):
        pass


def copystat(src, dst, *, follow_symlinks=True):
    """Copy permissions, times, extended attributes and flags of a file."""
    follow = follow_symlinks or not (_islink(src) and os.path.islink(dst))

    def able(name):
        # The function of os, if it can do its work on links where that is wanted.
        function = getattr(os, name, None)
        if function is None or not (follow or function in os.supports_follow_symlinks):
            return lambda *args, **kwargs: None
        return function

    if isinstance(src, os.DirEntry):
        status = src.stat(follow_symlinks=follow)
    else:
        status = able("stat")(src, follow_symlinks=follow)
    able("utime")(dst, ns=(status.st_atime_ns, status.st_mtime_ns), follow_symlinks=follow)
    # Before the permissions, which may forbid it.
    _copyxattr(src, dst, follow_symlinks=follow)
    try:
        able("chmod")(dst, stat.S_IMODE(status.st_mode), follow_symlinks=follow)
    except NotImplementedError:
        # The system has a call for links that it does not support after all; links then have no permissions.
        pass
    if hasattr(status, "st_flags"):
        try:
            able("chflags")(dst, status.st_flags, follow_symlinks=follow)
        except OSError as error:
            if error.errno not in (getattr(errno, name, None) for name in ("EOPNOTSUPP", "ENOTSUP")):
                raise


def _target(src, dst):
    """Where a file is to go: into dst, if that is a directory."""
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst


def copy(src, dst, *, follow_symlinks=True):
    """Copy contents and permissions of a file to another, or into a directory; the path of the copy."""
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    """As copy(), with times and all the other properties that can be copied."""
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


# ---- Trees

def ignore_patterns(*patterns):
    """A function for copytree() that leaves out the names matching one of the patterns."""
    def _ignore_patterns(path, names):
        return {name for pattern in patterns for name in fnmatch.filter(names, pattern)}
    return _ignore_patterns


def _copytree(entries, src, dst, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok=False):
    ignored = set() if ignore is None else ignore(os.fspath(src), [entry.name for entry in entries])
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    # Those two know how to use what the scan has found out; other functions get plain paths.
    takes_entries = copy_function is copy2 or copy_function is copy

    def copy_entry(entry, path, target):
        source = entry if takes_entries else path

        def subtree():
            copytree(source, target, symlinks, ignore, copy_function, dirs_exist_ok=dirs_exist_ok)

        linked = entry.is_symlink()
        if linked and os.name == "nt":
            # A junction looks like a link to scandir(); it is copied as a directory.
            linked = entry.stat(follow_symlinks=False).st_reparse_tag != stat.IO_REPARSE_TAG_MOUNT_POINT
        if not linked:
            if entry.is_dir():
                subtree()
            else:
                copy_function(source, target)
            return
        goal = os.readlink(path)
        if symlinks:
            os.symlink(goal, target)
            copystat(source, target, follow_symlinks=False)
        elif os.path.exists(goal) or not ignore_dangling_symlinks:
            if entry.is_dir():
                subtree()
            else:
                copy_function(source, target)

    errors = []
    for entry in entries:
        name = entry.name
        if name in ignored:
            continue
        path, target = os.path.join(src, name), os.path.join(dst, name)
        try:
            copy_entry(entry, path, target)
        except Error as error:  # those of a subtree
            errors.extend(error.args[0])
        except OSError as error:
            errors.append((path, target, str(error)))
    try:
        copystat(src, dst)
    except OSError as error:
        # Windows may not be able to.
        if getattr(error, "winerror", None) is None:
            errors.append((src, dst, str(error)))
    if errors:
        raise Error(errors)
    return dst


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False,
             dirs_exist_ok=False):
    """Copy a directory and all below it; what went wrong is raised at the end, as one Error with a list."""
    sys.audit("shutil.copytree", src, dst)
    with os.scandir(src) as scan:
        entries = list(scan)
    return _copytree(entries, src, dst, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)


_use_fd_functions = ({os.open, os.stat, os.unlink, os.rmdir} <= os.supports_dir_fd
                     and os.scandir in os.supports_fd and os.stat in os.supports_follow_symlinks)


def rmtree(path, ignore_errors=False, onerror=None):
    """Remove a directory and all below it.

    Errors go to onerror(function, path, exc_info) if given, else are raised; or nobody hears of them.
    """
    sys.audit("shutil.rmtree", path)
    if ignore_errors:
        def onerror(*args):
            pass
    elif onerror is None:
        def onerror(*args):
            raise
    if not _use_fd_functions:
        if _rmtree_islink(path):
            _refuse_link(path, onerror)
            return  # even if onerror let it pass
        return _rmtree_unsafe(path, onerror)
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    try:
        before = os.lstat(path)
    except Exception:
        onerror(os.lstat, path, sys.exc_info())
        return
    try:
        fd = os.open(path, os.O_RDONLY)
    except Exception:
        onerror(os.open, path, sys.exc_info())
        return
    try:
        if not os.path.samestat(before, os.fstat(fd)):
            _refuse_link(path, onerror)
            return
        _rmtree_safe_fd(fd, path, onerror)
        try:
            os.rmdir(path)
        except OSError:
            onerror(os.rmdir, path, sys.exc_info())
    finally:
        os.close(fd)


rmtree.avoids_symlink_attacks = _use_fd_functions


def _basename(path):
    """The last part of a path, even if it ends with slashes."""
    return os.path.basename(path.rstrip(os.path.sep + (os.path.altsep or "")))


def move(src, dst, copy_function=copy2):
    """Move a file or directory, by renaming if possible; into dst if that is a directory. The new path."""
    sys.audit("shutil.move", src, dst)
    target = dst
    if os.path.isdir(dst):
        if _samefile(src, dst):
            # Only the case of letters may differ, on some file systems.
            os.rename(src, dst)
            return
        target = os.path.join(dst, _basename(os.fspath(src)))
        if os.path.exists(target):
            raise Error("Destination path '%s' already exists" % target)
    try:
        os.rename(src, target)
    except OSError:
        if os.path.islink(src):
            os.symlink(os.readlink(src), target)
            os.unlink(src)
        elif os.path.isdir(src):
            if _destinsrc(src, dst):
                raise Error("Cannot move a directory '%s' into itself '%s'." % (src, dst))
            if _is_immutable(src) or (not os.access(src, os.W_OK) and sys.platform == "darwin" and os.listdir(src)):
                raise PermissionError("Cannot move the non-empty directory '%s': Lacking write permission to '%s'."
                                      % (src, src))
            copytree(src, target, copy_function=copy_function, symlinks=True)
            rmtree(src)
        else:
            copy_function(src, target)
            os.unlink(src)
    return target


def _destinsrc(src, dst):
    """Is dst the directory src, or below it?"""
    inner, outer = (os.path.join(os.path.abspath(path), "") for path in (dst, src))
    return inner.startswith(outer)


def _is_immutable(src):
    flags = getattr(_stat(src), "st_flags", 0)
    return any(flags & flag for flag in (stat.UF_IMMUTABLE, stat.SF_IMMUTABLE))


# ---- The rest

if hasattr(os, "statvfs"):
    _ntuple_diskusage = collections.namedtuple("usage", "total used free")
    _ntuple_diskusage.total.__doc__ = "All space, in bytes"
    _ntuple_diskusage.used.__doc__ = "Space in use, in bytes"
    _ntuple_diskusage.free.__doc__ = "Space one may use, in bytes"

    def disk_usage(path):
        """The space on the disk where the path is: (total, used, free), in bytes."""
        disk = os.statvfs(path)
        unit = disk.f_frsize
        return _ntuple_diskusage(disk.f_blocks * unit, (disk.f_blocks - disk.f_bfree) * unit, disk.f_bavail * unit)
elif _WINDOWS:
    _ntuple_diskusage = collections.namedtuple("usage", "total used free")

    def disk_usage(path):
        """The space on the disk where the path is: (total, used, free), in bytes."""
        total, free = nt._getdiskusage(path)
        return _ntuple_diskusage(total, total - free, free)
else:
    __all__.remove("disk_usage")


def chown(path, user=None, group=None):
    """Change owner and group of a file, by names or numbers."""
    sys.audit("shutil.chown", path, user, group)
    if user is None and group is None:
        raise ValueError("user and/or group must be set")
    numbers = []
    for who, find, kind in (user, _get_uid, "user"), (group, _get_gid, "group"):
        number = who
        if who is None:
            number = -1  # as it is
        elif kind == "user" and isinstance(who, str) or kind == "group" and not isinstance(who, int):
            number = find(who)
            if number is None:
                raise LookupError("no such {}: {!r}".format(kind, who))
        numbers.append(number)
    os.chown(path, *numbers)


def get_terminal_size(fallback=(80, 24)):
    """Columns and lines of the terminal: by COLUMNS and LINES, else as the system says, else the fallback."""
    def wished(name):
        try:
            return int(os.environ[name])
        except (KeyError, ValueError):
            return 0

    columns, lines = wished("COLUMNS"), wished("LINES")
    if columns <= 0 or lines <= 0:
        try:
            real = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):  # no stdout, closed, detached, no terminal
            real = os.terminal_size(fallback)
        columns = columns if columns > 0 else real.columns
        lines = lines if lines > 0 else real.lines
    return os.terminal_size((columns, lines))


def _access_check(fn, mode):
    return os.path.exists(fn) and os.access(fn, mode) and not os.path.isdir(fn)


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """The path of the file that runs as the command cmd, or None."""
    if os.path.dirname(cmd):
        # Not looked for anywhere.
        return cmd if _access_check(cmd, mode) else None
    as_bytes = isinstance(cmd, bytes)
    if path is None:
        path = os.environ.get("PATH", None)
        if path is None:
            try:
                path = os.confstr("CS_PATH")
            except (AttributeError, ValueError):
                path = os.defpath
    if not path:
        return None
    path = os.fsencode(path) if as_bytes else os.fsdecode(path)
    folders = path.split(os.fsencode(os.pathsep) if as_bytes else os.pathsep)
    names = [cmd]
    if sys.platform == "win32":
        here = os.fsencode(os.curdir) if as_bytes else os.curdir
        if here not in folders:
            folders.insert(0, here)
        extensions = (os.getenv("PATHEXT") or _WIN_DEFAULT_PATHEXT).split(os.pathsep)
        if as_bytes:
            extensions = [os.fsencode(extension) for extension in extensions]
        if not any(cmd.lower().endswith(extension.lower()) for extension in extensions):
            names = [cmd + extension for extension in extensions]
    seen = set()
    for folder in folders:
        key = os.path.normcase(folder)
        if key in seen:
            continue
        seen.add(key)
        for name in names:
            candidate = os.path.join(folder, name)
            if _access_check(candidate, mode):
                return candidate
    return None
