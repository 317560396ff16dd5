"""Interface to the operating system: the native module of the system under one name, and what is built on it.

`os.path` is the module of the system's paths; `os.name` tells which system it is.
"""

import abc
import sys
import stat as st
from _collections_abc import _check_methods

_native_names = sys.builtin_module_names

__all__ = ["altsep", "curdir", "pardir", "sep", "pathsep", "linesep", "defpath", "name", "path", "devnull", "SEEK_SET",
           "SEEK_CUR", "SEEK_END", "fsencode", "fsdecode", "get_exec_path", "fdopen", "popen", "extsep"]


def _exists(name):
    return name in globals()


def _get_exports_list(module):
    try:
        return list(module.__all__)
    except AttributeError:
        return [name for name in dir(module) if name[0] != "_"]


if "posix" in _native_names:
    name, linesep = "posix", "\n"
    import posix as _native
    from posix import *
    import posixpath as path
elif "nt" in _native_names:
    name, linesep = "nt", "\r\n"
    import nt as _native
    from nt import *
    import ntpath as path
else:
    raise ImportError("no os specific module found")

try:
    from posix import _exit
    __all__.append("_exit")
except ImportError:
    pass
try:
    _have_functions = _native._have_functions
except AttributeError:
    _have_functions = ()
__all__ += _get_exports_list(_native)

sys.modules["os.path"] = path
from os.path import curdir, pardir, sep, pathsep, defpath, extsep, altsep, devnull

SEEK_SET, SEEK_CUR, SEEK_END = range(3)


# ---- What the functions can do here, told by the system calls that the native module was built with

def _supporting(*known):
    """The functions of `known`, words such as 'HAVE_X:f,g', that this system has with the ability meant."""
    names = globals()
    found = set()
    for word in known:
        call, _, functions = word.rpartition(":")
        if not call or call in _have_functions:
            found.update(names[function] for function in functions.split(",") if function in names)
    return found


supports_dir_fd = _supporting(
    "HAVE_FACCESSAT:access", "HAVE_FCHMODAT:chmod", "HAVE_FCHOWNAT:chown", "HAVE_FSTATAT:stat",
    "HAVE_FUTIMESAT:utime", "HAVE_LINKAT:link", "HAVE_MKDIRAT:mkdir", "HAVE_MKFIFOAT:mkfifo", "HAVE_MKNODAT:mknod",
    "HAVE_OPENAT:open", "HAVE_READLINKAT:readlink", "HAVE_RENAMEAT:rename", "HAVE_SYMLINKAT:symlink",
    "HAVE_UNLINKAT:unlink,rmdir", "HAVE_UTIMENSAT:utime")
supports_effective_ids = _supporting("HAVE_FACCESSAT:access")
supports_fd = _supporting(
    "HAVE_FCHDIR:chdir", "HAVE_FCHMOD:chmod", "HAVE_FCHOWN:chown", "HAVE_FDOPENDIR:listdir,scandir",
    "HAVE_FEXECVE:execve", "stat", "HAVE_FTRUNCATE:truncate", "HAVE_FUTIMENS:utime", "HAVE_FUTIMES:utime",
    "HAVE_FPATHCONF:pathconf", *(["HAVE_FSTATVFS:statvfs"] if _exists("statvfs") and _exists("fstatvfs") else []))
# Most systems have fchmodat() without being able to leave links alone, so that chmod is not asked for by it.
supports_follow_symlinks = _supporting(
    "HAVE_FACCESSAT:access", "HAVE_FCHOWNAT:chown", "HAVE_FSTATAT:stat", "HAVE_LCHFLAGS:chflags",
    "HAVE_LCHMOD:chmod", "HAVE_LCHOWN:chown", "HAVE_LINKAT:link", "HAVE_LUTIMES:utime", "HAVE_LSTAT:stat",
    "HAVE_FSTATAT:stat", "HAVE_UTIMENSAT:utime", "MS_WINDOWS:stat")
del _supporting, _have_functions, _native_names


# ---- Paths as objects and as bytes

class PathLike(abc.ABC):
    """Whoever has __fspath__ stands for a path."""

    @abc.abstractmethod
    def __fspath__(self):
        """The path as str or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        return _check_methods(subclass, "__fspath__") if cls is PathLike else NotImplemented


def _fspath(path):
    """fspath() for a system that has none."""
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    method = getattr(kind, "__fspath__", None)
    if method is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {kind.__name__}")
    result = method(path)
    if not isinstance(result, (str, bytes)):
        raise TypeError(f"expected {kind.__name__}.__fspath__() to return str or bytes, not {type(result).__name__}")
    return result


if not _exists("fspath"):
    fspath = _fspath
    fspath.__name__ = "fspath"


def _fs_converters():
    encoding = sys.getfilesystemencoding()
    errors = sys.getfilesystemencodeerrors()

    def fsencode(filename):
        """A path as bytes, in the encoding of file names."""
        filename = fspath(filename)
        return filename.encode(encoding, errors) if isinstance(filename, str) else filename

    def fsdecode(filename):
        """A path as text, in the encoding of file names."""
        filename = fspath(filename)
        return filename.decode(encoding, errors) if isinstance(filename, bytes) else filename

    fsencode.__qualname__, fsdecode.__qualname__ = "fsencode", "fsdecode"
    return fsencode, fsdecode


fsencode, fsdecode = _fs_converters()
del _fs_converters


# ---- Directories

def makedirs(name, mode=0o777, exist_ok=False):
    """mkdir() that makes the directories above as well."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:  # somebody else was faster
            pass
        here = b"." if isinstance(tail, bytes) else curdir
        if tail == here:  # name ended in a dot
            return
    try:
        mkdir(name, mode)
    except OSError:
        # not every system tells EEXIST before other troubles
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """rmdir() that removes the directories above as well, as long as they are empty."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            return
        head, tail = path.split(head)


def renames(old, new):
    """rename() that makes the directories above the new name and removes those above the old that become empty."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


__all__ += ["makedirs", "removedirs", "renames"]


def _is_dir(entry):
    """As entry.is_dir(), where an error means that it is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_link(entry):
    try:
        return entry.is_symlink()
    except OSError:
        return False


def walk(top, topdown=True, onerror=None, followlinks=False):
    """(directory, names of directories in it, names of other files) of a directory and all below it.

    With `topdown` a directory comes before those in it, and its list may be changed to say where to go. Errors of
    listing a directory go to the function `onerror`.
    """
    top = fspath(top)
    dirs, files, below = [], [], []
    try:
        with scandir(top) as entries:
            for entry in entries:
                if not _is_dir(entry):
                    files.append(entry.name)
                    continue
                dirs.append(entry.name)
                # Later it may be renamed or replaced, so bottom-up this is decided now.
                if not topdown and (followlinks or not _is_link(entry)):
                    below.append(entry.path)
    except OSError as problem:
        if onerror is not None:
            onerror(problem)
        return
    if topdown:
        yield top, dirs, files
        for name in dirs:
            inside = path.join(top, name)
            if followlinks or not path.islink(inside):
                yield from walk(inside, topdown, onerror, followlinks)
    else:
        for inside in below:
            yield from walk(inside, topdown, onerror, followlinks)
        yield top, dirs, files


__all__.append("walk")

if {open, stat} <= supports_dir_fd and {listdir, stat} <= supports_fd:

    def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
        """walk() that also gives an open descriptor of the directory, which stays open until the next step."""
        if not isinstance(top, int) or not hasattr(top, "__index__"):
            top = fspath(top)
        # Only follow if it is the same directory that is opened.
        if not follow_symlinks:
            status = stat(top, follow_symlinks=False, dir_fd=dir_fd)
        topfd = open(top, O_RDONLY, dir_fd=dir_fd)
        try:
            if follow_symlinks or (st.S_ISDIR(status.st_mode) and path.samestat(status, stat(topfd))):
                yield from _fwalk(topfd, top, isinstance(top, bytes), topdown, onerror, follow_symlinks)
        finally:
            close(topfd)

    def _fwalk(topfd, toppath, isbytes, topdown, onerror, follow_symlinks):
        dirs, files, statuses = [], [], []
        with scandir(topfd) as entries:
            for entry in entries:
                name = fsencode(entry.name) if isbytes else entry.name
                try:
                    if entry.is_dir():
                        dirs.append(name)
                        if not topdown and not follow_symlinks:
                            statuses.append(entry.stat(follow_symlinks=False))
                        continue
                    files.append(name)
                except OSError:
                    try:
                        # a link to nowhere is a file; what has vanished is nothing
                        if entry.is_symlink():
                            files.append(name)
                    except OSError:
                        pass
        if topdown:
            yield toppath, dirs, files, topfd
        for place, name in enumerate(dirs[:] if not topdown else dirs):
            try:
                if not follow_symlinks:
                    status = (statuses[place] if not topdown else
                              stat(name, dir_fd=topfd, follow_symlinks=False))
                fd = open(name, O_RDONLY, dir_fd=topfd)
            except OSError as problem:
                if onerror is not None:
                    onerror(problem)
                continue
            try:
                if follow_symlinks or path.samestat(status, stat(fd)):
                    yield from _fwalk(fd, path.join(toppath, name), isbytes, topdown, onerror, follow_symlinks)
            finally:
                close(fd)
        if not topdown:
            yield toppath, dirs, files, topfd

    __all__.append("fwalk")


# ---- Running programs in this process's place

def execl(file, *args):
    """execv() with the arguments one by one."""
    execv(file, args)


def execle(file, *args):
    """execve() with the arguments one by one, the environment last."""
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    """execvp() with the arguments one by one."""
    execvp(file, args)


def execlpe(file, *args):
    """execvpe() with the arguments one by one, the environment last."""
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    """Run a program, searched along PATH, in the place of this one."""
    _execvpe(file, args)


def execvpe(file, args, env):
    """Run a program, searched along PATH, in the place of this one with another environment."""
    _execvpe(file, args, env)


__all__ += ["execl", "execle", "execlp", "execlpe", "execvp", "execvpe"]


def _execvpe(file, args, env=None):
    def run(program):
        execv(program, args) if env is None else execve(program, args, env)

    if path.dirname(file):
        run(file)
        return
    kept = None  # an error that says more than that there is no such file
    folders = get_exec_path(env)
    if name != "nt":
        file = fsencode(file)
        folders = map(fsencode, folders)
    for folder in folders:
        try:
            run(path.join(folder, file))
        except (FileNotFoundError, NotADirectoryError) as problem:
            last = problem
        except OSError as problem:
            last = problem
            if kept is None:
                kept = problem
    raise last if kept is None else kept


def get_exec_path(env=None):
    """The folders in which programs are searched, by PATH of an environment (of this process's)."""
    if env is None:
        env = environ
    # The mapping may have keys of bytes, of text, or (which would be a mistake) both.
    import warnings
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", BytesWarning)  # of comparing them
        try:
            found = env.get("PATH")
        except TypeError:
            found = None
        if supports_bytes_environ:
            try:
                in_bytes = env[b"PATH"]
            except (KeyError, TypeError):
                pass
            else:
                if found is not None:
                    raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
                found = in_bytes
            if isinstance(found, bytes):
                found = fsdecode(found)
    return (defpath if found is None else found).split(pathsep)


# ---- The environment

from _collections_abc import MutableMapping


class _Environ(MutableMapping):
    """A mapping whose changes reach the process's environment; the data inside are as the system has them."""

    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue, putenv, unsetenv):
        self.encodekey, self.decodekey = encodekey, decodekey
        self.encodevalue, self.decodevalue = encodevalue, decodevalue
        self.putenv, self.unsetenv = putenv, unsetenv
        self._data = data

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            raise KeyError(key) from None  # as it was asked for
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key, value = self.encodekey(key), self.encodevalue(value)
        self.putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        self.unsetenv(encoded)
        try:
            del self._data[encoded]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        shown = ", ".join(f"{self.decodekey(key)!r}: {self.decodevalue(value)!r}" for key, value in self._data.items())
        return f"environ({{{shown}}})"

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]


if _exists("putenv"):
    _putenv = putenv
    if "putenv" not in __all__:
        __all__.append("putenv")
else:
    def _putenv(key, value):
        pass
if _exists("unsetenv"):
    _unsetenv = unsetenv
    if "unsetenv" not in __all__:
        __all__.append("unsetenv")
else:
    def _unsetenv(key):
        _putenv(key, "")


def _text_environ():
    def checked(value):
        if not isinstance(value, str):
            raise TypeError("str expected, not %s" % type(value).__name__)
        return value

    if name == "nt":  # names are the same in any case there
        def encodekey(key):
            return checked(key).upper()
        data = {encodekey(key): value for key, value in environ.items()}
        return _Environ(data, encodekey, str, checked, str, _putenv, _unsetenv)

    encoding = sys.getfilesystemencoding()

    def encode(value):
        return checked(value).encode(encoding, "surrogateescape")

    def decode(value):
        return value.decode(encoding, "surrogateescape")

    return _Environ(environ, encode, decode, encode, decode, _putenv, _unsetenv)


environ = _text_environ()
del _text_environ


def getenv(key, default=None):
    """A variable of the environment as text."""
    return environ.get(key, default)


supports_bytes_environ = name != "nt"
__all__ += ["getenv", "supports_bytes_environ"]

if supports_bytes_environ:
    def _check_bytes(value):
        if not isinstance(value, bytes):
            raise TypeError("bytes expected, not %s" % type(value).__name__)
        return value

    # the same data, without encoding
    environb = _Environ(environ._data, _check_bytes, bytes, _check_bytes, bytes, _putenv, _unsetenv)
    del _check_bytes

    def getenvb(key, default=None):
        """A variable of the environment as bytes."""
        return environb.get(key, default)

    __all__ += ["environb", "getenvb"]


# ---- Running programs beside this process

if _exists("fork") and not _exists("spawnv") and _exists("execv"):
    P_WAIT, P_NOWAIT = 0, 1
    P_NOWAITO = P_NOWAIT

    def _spawnvef(mode, file, args, env, func):
        """Fork and run; the status if that is to be waited for, else the process id."""
        if not isinstance(args, (tuple, list)):
            raise TypeError("argv must be a tuple or a list")
        if not args or not args[0]:
            raise ValueError("argv first element cannot be empty")
        pid = fork()
        if pid == 0:
            try:
                func(file, args) if env is None else func(file, args, env)
            except:
                _exit(127)
        if mode == P_NOWAIT:
            return pid
        while True:
            _, status = waitpid(pid, 0)
            if WIFSTOPPED(status):
                continue
            if WIFSIGNALED(status):
                return -WTERMSIG(status)
            if WIFEXITED(status):
                return WEXITSTATUS(status)
            raise OSError("Not stopped, signaled or exited???")

    def spawnv(mode, file, args):
        """Run a program."""
        return _spawnvef(mode, file, args, None, execv)

    def spawnve(mode, file, args, env):
        """Run a program with another environment."""
        return _spawnvef(mode, file, args, env, execve)

    def spawnvp(mode, file, args):
        """Run a program that is searched along PATH."""
        return _spawnvef(mode, file, args, None, execvp)

    def spawnvpe(mode, file, args, env):
        """Run a program that is searched along PATH with another environment."""
        return _spawnvef(mode, file, args, env, execvpe)

    __all__ += ["P_WAIT", "P_NOWAIT", "P_NOWAITO", "spawnv", "spawnve", "spawnvp", "spawnvpe"]

if _exists("spawnv"):
    def spawnl(mode, file, *args):
        """spawnv() with the arguments one by one."""
        return spawnv(mode, file, args)

    def spawnle(mode, file, *args):
        """spawnve() with the arguments one by one, the environment last."""
        return spawnve(mode, file, args[:-1], args[-1])

    __all__ += ["spawnl", "spawnle"]

if _exists("spawnvp"):
    def spawnlp(mode, file, *args):
        """spawnvp() with the arguments one by one."""
        return spawnvp(mode, file, args)

    def spawnlpe(mode, file, *args):
        """spawnvpe() with the arguments one by one, the environment last."""
        return spawnvpe(mode, file, args[:-1], args[-1])

    __all__ += ["spawnlp", "spawnlpe"]


def popen(cmd, mode="r", buffering=-1):
    """A file to read from or write to a command of the shell; its close() gives the status unless that is 0."""
    if not isinstance(cmd, str):
        raise TypeError(f"invalid cmd type ({type(cmd)}, expected string)")
    if mode not in ("r", "w"):
        raise ValueError(f"invalid mode {mode!r}")
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    import io
    import subprocess
    stream = "stdout" if mode == "r" else "stdin"
    process = subprocess.Popen(cmd, shell=True, bufsize=buffering, **{stream: subprocess.PIPE})
    return _wrap_close(io.TextIOWrapper(getattr(process, stream)), process)


class _wrap_close:
    """A stream of a process that waits for the process when it is closed."""

    def __init__(self, stream, proc):
        self._stream = stream
        self._proc = proc

    def close(self):
        self._stream.close()
        status = self._proc.wait()
        if status == 0:
            return None
        return status if name == "nt" else status << 8  # as wait() gives it

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def fdopen(fd, *args, **kwargs):
    """open() for a descriptor."""
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    import io
    return io.open(fd, *args, **kwargs)


if name == "nt":
    class _AddedDllDirectory:
        """A folder of shared libraries that can be taken back."""

        def __init__(self, path, cookie, remove_dll_directory):
            self.path = path
            self._cookie = cookie
            self._remove_dll_directory = remove_dll_directory

        def close(self):
            self._remove_dll_directory(self._cookie)
            self.path = None

        def __enter__(self):
            return self

        def __exit__(self, *args):
            self.close()

        def __repr__(self):
            return f"<AddedDllDirectory({self.path!r})>" if self.path else "<AddedDllDirectory()>"

    def add_dll_directory(path):
        """Let extension modules find shared libraries in a folder."""
        cookie = _native._add_dll_directory(path)
        return _AddedDllDirectory(path, cookie, _native._remove_dll_directory)
