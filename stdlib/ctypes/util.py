"""Finds shared libraries by the names that linkers know them by."""

import os
import re
import shutil
import subprocess
import sys
import tempfile

# How ldconfig marks libraries of this machine, where it holds those of others beside them.
_LDCONFIG_MARKS = {
    'x86_64-64': 'libc6,x86-64',
    'ppc64-64': 'libc6,64bit',
    's390x-64': 'libc6,64bit',
    'sparc64-64': 'libc6,64bit',
    'ia64-64': 'libc6,IA-64',
}


def _output(command, **kw):
    """What the command writes, errors among it unless stderr says otherwise; nothing if it cannot be started."""
    kw.setdefault('stderr', subprocess.STDOUT)
    try:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, **kw)
    except OSError:
        return b''
    with process:
        return process.stdout.read()


def _is_elf(filename):
    with open(filename, 'br') as file:
        return file.read(4) == b'\x7fELF'


def _first_library(name, trace):
    """The first real library of that name in a linker's trace, where scripts for the linker stand, too."""
    for path in re.findall(os.fsencode(r'[^\(\)\s]*lib%s\.[^\(\)\s]*' % re.escape(name)), trace):
        if _is_elf(path):
            return os.fsdecode(path)
    return None


def _findLib_gcc(name):
    """The file that the C compiler would link for -lname."""
    compiler = shutil.which('gcc') or shutil.which('cc')
    if not compiler:
        return None
    with tempfile.NamedTemporaryFile() as target:
        made = target.name
        trace = _output([compiler, '-Wl,-t', '-o', made, '-l' + name], env=dict(os.environ, LC_ALL='C', LANG='C'))
        if not os.path.exists(made):
            # A linker that fails removes what it was to write; the end of the block wants something to delete.
            open(made, 'wb').close()
    return _first_library(name, trace)


def _findLib_ld(name):
    """The file that the linker would take for -lname, LD_LIBRARY_PATH searched first."""
    command = ['ld', '-t']
    for folder in filter(None, os.environ.get('LD_LIBRARY_PATH', '').split(':')):
        command += ['-L', folder]
    return _first_library(name, _output(command + ['-o', os.devnull, '-l' + name]))


def _get_soname(f):
    """The name under which the library wants to be loaded."""
    if not f:
        return None
    objdump = shutil.which('objdump')
    if not objdump:
        return None
    dump = _output([objdump, '-p', '-j', '.dynamic', f], stderr=subprocess.DEVNULL)
    found = re.search(br'\sSONAME\s+(\S+)', dump)
    return os.fsdecode(found.group(1)) if found else None


def _findSoname_ldconfig(name):
    """The library's name in the cache of the dynamic linker."""
    mark = _LDCONFIG_MARKS.get('%s-%d' % (os.uname().machine, 64 if sys.maxsize > 2**32 else 32), 'libc6')
    listing = _output(['/sbin/ldconfig', '-p'], stderr=subprocess.DEVNULL, env={'LC_ALL': 'C', 'LANG': 'C'})
    found = re.search(os.fsencode(r'\s+(lib%s\.\S+)\s+\(%s' % (re.escape(name), mark)), listing)
    return os.fsdecode(found.group(1)) if found else None


def find_library(name):
    """The name to load the library by, as libm.so.6 for m; None if there is no such library."""
    return (_findSoname_ldconfig(name)
            or _get_soname(_findLib_gcc(name))
            or _get_soname(_findLib_ld(name)))


def test():
    """Shows what is found of some usual libraries, and that they can be loaded."""
    from ctypes import cdll
    for name in ('m', 'c', 'bz2'):
        print(find_library(name))
    for name in ('libm.so.6', 'libc.so.6', 'libcrypt.so.1'):
        print(cdll.LoadLibrary(name))


if __name__ == '__main__':
    test()
