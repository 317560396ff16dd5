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

try:
    import posix
except ImportError:
    posix = None

# Functions of the system, by the names of their variables. They are there if os has them, or calls them for arguments
# such as dir_fd, or if any C library of this platform has them.
_FUNCTIONS = """chown chroot ctermid dup2 dup3 execv faccessat fchdir fchmod fchmodat fchown fchownat fdatasync
    fexecve fork forkpty fpathconf fstatat fstatvfs fsync ftruncate futimens futimes getgroups getloadavg getlogin
    getpgid getpid getpriority getrandom getresgid getresuid getsid getspnam initgroups kill killpg lchown link
    linkat lockf lstat madvise memfd_create mkdirat mkfifo mkfifoat mknod mknodat nice openat openpty pathconf
    pause pipe pipe2 posix_fadvise posix_fallocate posix_spawn posix_spawnp pread preadv putenv pwrite pwritev
    readlink readlinkat readv realpath renameat sched_rr_get_interval sched_setaffinity sched_setparam
    sched_setscheduler sendfile setegid seteuid setgid setgroups setpgid setpriority setregid setresgid
    setresuid setreuid setsid setuid statvfs strsignal symlink symlinkat sysconf tcgetpgrp tcsetpgrp times
    truncate umask uname unlinkat utimensat wait wait3 wait4 waitid waitpid writev""".split()

_EVERYWHERE = {"linux": "dup3 getspnam madvise pause realpath strsignal".split()}

_SIZES = {"SIZEOF_DOUBLE": "d", "SIZEOF_FLOAT": "f", "SIZEOF_INT": "i", "SIZEOF_LONG": "l", "SIZEOF_LONG_LONG": "q",
          "SIZEOF_OFF_T": "q", "SIZEOF_PID_T": "i", "SIZEOF_SHORT": "h", "SIZEOF_SIZE_T": "N", "SIZEOF_TIME_T": "l",
          "SIZEOF_UINTPTR_T": "P", "SIZEOF_VOID_P": "P", "SIZEOF_WCHAR_T": "i", "SIZEOF__BOOL": "?"}


def _compiler(version, multiarch, library):
    optimisation = "-DNDEBUG -g -fwrapv -O3 -Wall"
    flags = "-Wno-unused-result -Wsign-compare " + optimisation
    return {
        "AR": "ar", "ARFLAGS": "rcs", "CC": "gcc -pthread", "CCSHARED": "-fPIC", "CFLAGS": flags,
        "CONFIG_ARGS": "", "CPPFLAGS": "", "CXX": "g++ -pthread", "EXE": "", "LDFLAGS": "",
        "LDSHARED": "gcc -pthread -shared", "BLDSHARED": "gcc -pthread -shared", "LIBM": "-lm",
        "LIBS": "-lpthread -ldl -lutil", "SYSLIBS": "-lm", "OPT": optimisation, "PY_CFLAGS": flags,
        "BASECFLAGS": "-Wno-unused-result -Wsign-compare", "BLDLIBRARY": "", "LDCXXSHARED": "g++ -pthread -shared",
        "LINKCC": "gcc -pthread", "LINKFORSHARED": "-Xlinker -export-dynamic", "RANLIB": "ranlib", "SHELL": "/bin/sh",
        "PY_LDFLAGS": "", "SHLIB_SUFFIX": ".so", "INSTSONAME": library + ".so.1.0", "LDLIBRARY": library + ".so",
        "LIBRARY": library + ".a", "MULTIARCH": multiarch, **_frameworks(multiarch),
    }


def _frameworks(multiarch):
    """What is asked before something is done as one system wants it."""
    machine, _, system = multiarch.partition("-")
    known = f"{machine}-pc-{system}" if system else ""
    return {
        "BUILD_GNU_TYPE": known, "HOST_GNU_TYPE": known, "MACOSX_DEPLOYMENT_TARGET": "", "PYTHONFRAMEWORK": "",
        "PYTHONFRAMEWORKDIR": "no-framework", "PYTHONFRAMEWORKINSTALLDIR": "", "PYTHONFRAMEWORKPREFIX": "",
    }


def _functions():
    called = set(getattr(posix, "_have_functions", ())) if posix else set()
    called.update("HAVE_" + name.upper() for name in _EVERYWHERE.get(sys.platform, ()))
    return {name: int(hasattr(os, function) or name in called)
            for name, function in (("HAVE_" + function.upper(), function) for function in _FUNCTIONS)}


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
    found.update(_functions())
    found.update(_compiler(version, multiarch, "libpython" + version + sys.abiflags))
    found.update(_places(version, multiarch))
    return found
