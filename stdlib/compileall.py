"""Write the .pyc files of all sources in folders, so that imports need not: python -m compileall.

All functions return a true value if nothing failed. They have these arguments in common: force compiles
even what seems up to date; rx is a compiled regular expression, found somewhere in the paths of files to
be left out; quiet is 0 to tell of each file, 1 of errors only, 2 of nothing; legacy writes each .pyc file
beside its source and not in __pycache__; optimize is a level, -1 for that of this interpreter;
invalidation_mode says how imports find out that the source has changed (see py_compile). ddir replaces
the folder in the file names that the compiled code knows itself by.
"""

import importlib.util
import os
import py_compile
import struct
import sys
from functools import partial

__all__ = ["compile_dir", "compile_file", "compile_path"]


def _sources(folder, levels, quiet, below=''):
    """(path, folder relative to the first one) of what may be a source, folders after a message each."""
    if quiet < 2 and isinstance(folder, os.PathLike):
        folder = os.fspath(folder)
    if not quiet:
        print('Listing {!r}...'.format(folder))
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        if quiet < 2:
            print("Can't list {!r}".format(folder))
        return
    for name in names:
        if name == '__pycache__':
            continue
        path = os.path.join(folder, name)
        if not os.path.isdir(path):
            yield path, below
        elif levels > 0 and name not in (os.curdir, os.pardir) and not os.path.islink(path):
            yield from _sources(path, levels - 1, quiet, os.path.join(below, name))


def _pool(workers):
    """A pool of processes; None to do without, be it that there are none here."""
    if workers == 1:
        return None
    try:
        from concurrent.futures import ProcessPoolExecutor
    except ImportError:
        return None
    return ProcessPoolExecutor and ProcessPoolExecutor(max_workers=workers or None)


def _compile_found(found, ddir, **options):
    """Compile what _sources() has found; a function of the module, so that other processes can call it."""
    path, below = found
    return compile_file(path, None if ddir is None else os.path.join(ddir, below), **options)


def compile_dir(dir, maxlevels=10, ddir=None, force=False, rx=None, quiet=0, legacy=False, optimize=-1,
                workers=1, invalidation_mode=None):
    """Compile all sources in a folder and those below it, maxlevels deep; links are not followed.

    workers is the number of processes that share the work, 0 for as many as there are processors.
    See the module for the other arguments. ValueError: workers is negative.
    """
    if workers < 0:
        raise ValueError('workers must be greater or equal to 0')
    work = partial(_compile_found, ddir=ddir, force=force, rx=rx, quiet=quiet, legacy=legacy,
                   optimize=optimize, invalidation_mode=invalidation_mode)
    found = _sources(dir, maxlevels, quiet)
    pool = _pool(workers)
    if pool is None:
        # A list, as all are to be compiled, whatever becomes of the first.
        return all([work(each) for each in found])
    with pool as running:
        return all(list(running.map(work, found)))


def _is_current(source, targets):
    """Were the .pyc files made of the source as it is now, as far as its time tells?"""
    try:
        header = struct.pack('<4sll', importlib.util.MAGIC_NUMBER, 0, int(os.stat(source).st_mtime))
        for target in targets:
            with open(target, 'rb') as file:
                if file.read(len(header)) != header:
                    return False
    except OSError:
        return False
    return True


def _tell_failure(source, quiet, text):
    """Say that a source could not be compiled."""
    if quiet >= 2:
        return
    if quiet:
        print('*** Error compiling {!r}...'.format(source))
    else:
        print('*** ', end='')
    print(text() if callable(text) else text)


def _printable(text):
    # An error shows lines of the source, which may have any character.
    encoding = sys.stdout.encoding
    return text.encode(encoding, errors='backslashreplace').decode(encoding)


def compile_file(fullname, ddir=None, force=False, rx=None, quiet=0, legacy=False, optimize=-1,
                 invalidation_mode=None):
    """Compile one file; what is no file, or does not end with .py, counts as done.

    See the module for the arguments.
    """
    source = os.fspath(fullname) if quiet < 2 else fullname
    name = os.path.basename(source)
    if rx is not None and rx.search(source):
        return True
    if not os.path.isfile(source) or not name.endswith('.py'):
        return True
    if legacy:
        target = str(source) + 'c'
    elif optimize >= 0:
        target = importlib.util.cache_from_source(source, optimization=optimize or '')
    else:
        target = importlib.util.cache_from_source(source)
    if not force and _is_current(source, [target]):
        return True
    if not quiet:
        print('Compiling {!r}...'.format(source))
    shown = None if ddir is None else os.path.join(ddir, name)
    try:
        return bool(py_compile.compile(source, target, shown, True, optimize=optimize,
                                       invalidation_mode=invalidation_mode))
    except py_compile.PyCompileError as failure:
        _tell_failure(source, quiet, partial(_printable, failure.msg))
    except (SyntaxError, UnicodeError, OSError) as failure:
        _tell_failure(source, quiet, '%s: %s' % (type(failure).__name__, failure))
    return False


def compile_path(skip_curdir=1, maxlevels=0, force=False, quiet=0, legacy=False, optimize=-1,
                 invalidation_mode=None):
    """Compile all sources in the folders of sys.path, not in those below them unless maxlevels says so.

    skip_curdir leaves out the current folder where sys.path names it as '' or '.'. Ends with the first
    folder in which something fails. See the module for the other arguments.
    """
    for folder in sys.path:
        if skip_curdir and (not folder or folder == os.curdir):
            if quiet < 2:
                print('Skipping current directory')
            continue
        if not compile_dir(folder, maxlevels, None, force, quiet=quiet, legacy=legacy, optimize=optimize,
                           invalidation_mode=invalidation_mode):
            return False
    return True


# Options: names, and what argparse is to know of them.
_OPTIONS = (
    (('-l',), dict(action='store_const', const=0, default=10, dest='maxlevels',
                   help='leave out what is in folders below those given')),
    (('-r',), dict(type=int, dest='recursion',
                   help='go so many levels down; overrules -l')),
    (('-f',), dict(action='store_true', dest='force',
                   help='compile even what seems up to date')),
    (('-q',), dict(action='count', default=0, dest='quiet',
                   help='tell of errors only; twice: of nothing')),
    (('-b',), dict(action='store_true', dest='legacy',
                   help='put each .pyc file beside its source, as before PEP 3147')),
    (('-d',), dict(metavar='DESTDIR', dest='ddir',
                   help='where the sources will be: what error messages and tracebacks, if they cannot '
                        'look there, call the folder')),
    (('-x',), dict(metavar='REGEXP', dest='rx',
                   help='leave out files in whose path this regular expression is found')),
    (('-i',), dict(metavar='FILE', dest='flist',
                   help='take further names from the lines of this file, - for standard input')),
    (('compile_dest',), dict(metavar='FILE|DIR', nargs='*',
                             help='what to compile; if nothing is given, what is in sys.path, as with -l')),
    (('-j', '--workers'), dict(type=int, default=1,
                               help='compile with so many processes at once; 0: as many as processors')),
)


def _arguments():
    """The command line, parsed."""
    import argparse
    import re
    parser = argparse.ArgumentParser(prog='compileall.py', description='Compiles sources to .pyc files.')
    for names, options in _OPTIONS:
        parser.add_argument(*names, **options)
    modes = [mode.name.lower().replace('_', '-') for mode in py_compile.PycInvalidationMode]
    parser.add_argument('--invalidation-mode', choices=sorted(modes),
                        help='how an import sees that a source has changed: checked-hash if '
                             'SOURCE_DATE_EPOCH is set in the environment, else timestamp')
    given = parser.parse_args()
    if given.rx:
        given.rx = re.compile(given.rx)
    if given.recursion is not None:
        given.maxlevels = given.recursion
    if given.invalidation_mode:
        given.invalidation_mode = py_compile.PycInvalidationMode[given.invalidation_mode.replace('-', '_').upper()]
    return given


def _listed(name, quiet):
    """The lines of a file of names, None if it cannot be read."""
    try:
        if name == '-':
            return [line.strip() for line in sys.stdin]
        with open(name) as file:
            return [line.strip() for line in file]
    except OSError:
        if quiet < 2:
            print('Error reading file list {}'.format(name))
        return None


def main():
    """The command line of python -m compileall; true if nothing failed."""
    given = _arguments()
    names = given.compile_dest
    if given.flist:
        listed = _listed(given.flist, given.quiet)
        if listed is None:
            return False
        names = names + listed
    common = dict(force=given.force, quiet=given.quiet, legacy=given.legacy,
                  invalidation_mode=given.invalidation_mode)
    success = True
    try:
        if not names:
            return compile_path(**common)
        for name in names:
            if os.path.isfile(name):
                done = compile_file(name, given.ddir, rx=given.rx, **common)
            else:
                done = compile_dir(name, given.maxlevels, given.ddir, rx=given.rx, workers=given.workers, **common)
            success = success and done
        return success
    except KeyboardInterrupt:
        if given.quiet < 2:
            print('\n[interrupted]')
        return False


if __name__ == '__main__':
    sys.exit(int(not main()))
