"""The variables of the build, as sysconfig knows them from a Makefile and a pyconfig.h elsewhere.

This interpreter is not built by make and takes no extension modules written in
C, so there are no such files to read.  What can be found out by asking the
interpreter (sizes, system calls that are there) is asked; what only says how C
code would be compiled has the values usual on the platform, for programs that
look before they decide to do without.
"""

import os
import struct
import sys

# Functions of the system that are there if os has them, by the names of their variables.
_FUNCTIONS = """chown chroot ctermid dup2 dup3 execv faccessat fchdir fchmod fchmodat fchown fchownat fdatasync
    fexecve fork forkpty fpathconf fstatat fstatvfs fsync ftruncate futimens futimes getgroups getloadavg getlogin
    getpgid getpid getpriority getrandom getresgid getresuid getsid getspnam initgroups kill killpg lchown link
    linkat lockf lstat madvise memfd_create mkdirat mkfifo mkfifoat mknod mknodat nice openat openpty pathconf
    pause pipe pipe2 posix_fadvise posix_fallocate posix_spawn posix_spawnp pread preadv putenv pwrite pwritev
    readlink readlinkat readv realpath renameat sched_rr_get_interval sched_setaffinity sched_setparam
    sched_setscheduler sendfile setegid seteuid setgid setgroups setpgid setpriority setregid setresgid
    setresuid setreuid setsid setuid statvfs strsignal symlink symlinkat sysconf tcgetpgrp tcsetpgrp times
    truncate umask uname unlinkat utimensat wait wait3 wait4 waitid waitpid writev""".split()

_SIZES = {"SIZEOF_DOUBLE": "d", "SIZEOF_FLOAT": "f", "SIZEOF_INT": "i", "SIZEOF_LONG": "l", "SIZEOF_LONG_LONG": "q",
          "SIZEOF_SHORT": "h", "SIZEOF_SIZE_T": "N", "SIZEOF_VOID_P": "P", "SIZEOF__BOOL": "?"}


def _compiler(version, multiarch, library):
    optimisation = "-DNDEBUG -g -fwrapv -O3 -Wall"
    flags = "-Wno-unused-result -Wsign-compare " + optimisation
    return {
        "AR": "ar", "ARFLAGS": "rcs", "CC": "gcc -pthread", "CCSHARED": "-fPIC", "CFLAGS": flags,
        "CONFIG_ARGS": "", "CPPFLAGS": "", "CXX": "g++ -pthread", "EXE": "", "LDFLAGS": "",
        "LDSHARED": "gcc -pthread -shared", "BLDSHARED": "gcc -pthread -shared", "LIBM": "-lm",
        "LIBS": "-lpthread -ldl -lutil", "SYSLIBS": "-lm", "OPT": optimisation, "PY_CFLAGS": flags,
        "PY_LDFLAGS": "", "SHLIB_SUFFIX": ".so", "INSTSONAME": library + ".so.1.0", "LDLIBRARY": library + ".so",
        "LIBRARY": library + ".a", "MULTIARCH": multiarch,
    }


def _places(version, multiarch):
    prefix, exec_prefix = map(os.path.normpath, (sys.base_prefix, sys.base_exec_prefix))
    library = f"{exec_prefix}/lib/python{version}"
    config = f"{library}/config-{version}{sys.abiflags}" + (f"-{multiarch}" if multiarch else "")
    return {
        "prefix": prefix, "exec_prefix": exec_prefix, "BINDIR": f"{exec_prefix}/bin",
        "BINLIBDEST": library, "DESTDIRS": f"{exec_prefix} {exec_prefix}/lib {library} {library}/lib-dynload",
        "DESTSHARED": f"{library}/lib-dynload", "INCLUDEDIR": f"{prefix}/include",
        "INCLUDEPY": f"{prefix}/include/python{version}", "CONFINCLUDEPY": f"{exec_prefix}/include/python{version}",
        "LIBDEST": f"{prefix}/lib/python{version}", "LIBDIR": f"{exec_prefix}/lib",
        "LIBPC": f"{exec_prefix}/lib/pkgconfig",
        "LIBPL": config, "MANDIR": f"{prefix}/share/man", "SCRIPTDIR": f"{prefix}/lib",
        "datarootdir": f"{prefix}/share", "srcdir": ".", "abs_srcdir": None,
    }


def build_vars():
    """A new dictionary of the variables."""
    import _imp
    version = "%d.%d" % sys.version_info[:2]
    multiarch = getattr(sys.implementation, "_multiarch", "")
    suffixes = _imp.extension_suffixes()
    tagged = suffixes[0].split(".") if suffixes else []  # ".tag.so"
    found = {
        "ABIFLAGS": sys.abiflags, "EXT_SUFFIX": suffixes[0] if suffixes else ".so",
        "SOABI": tagged[1] if len(tagged) > 2 else sys.implementation.cache_tag,
        "LDVERSION": version + sys.abiflags, "VERSION": version, "MACHDEP": sys.platform,
        "Py_DEBUG": int(hasattr(sys, "gettotalrefcount")), "Py_ENABLE_SHARED": 0, "Py_TRACE_REFS": 0,
        "WITH_DOC_STRINGS": 1, "WITH_PYMALLOC": 0, "WITH_THREAD": 1,
        "PYTHON": "python",
        "PY_COERCE_C_LOCALE": 1,  # PEP 538: the locale C becomes one with UTF-8 at the start
        "ALIGNOF_LONG": struct.calcsize("bl") - struct.calcsize("l"),
    }
    found.update({name: struct.calcsize(code) for name, code in _SIZES.items()})
    found.update({"HAVE_" + name.upper(): int(hasattr(os, name)) for name in _FUNCTIONS})
    found.update(_compiler(version, multiarch, "libpython" + version + sys.abiflags))
    found.update(_places(version, multiarch))
    return found
