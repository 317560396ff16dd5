"""Compile a source file to the .pyc file that an import of it would look for."""

import enum
import importlib._bootstrap_external
import importlib.machinery
import importlib.util
import os
import os.path
import sys
import traceback

__all__ = ["compile", "main", "PyCompileError", "PycInvalidationMode"]


class PyCompileError(Exception):
    """What was wrong with a source file: exc_type_name, exc_value, file, and msg, a text for people."""

    def __init__(self, exc_type, exc_value, file, msg=''):
        shown = ''.join(traceback.format_exception_only(exc_type, exc_value))
        if exc_type is SyntaxError:
            shown = shown.replace('File "<string>"', 'File "%s"' % file)
        else:
            shown = 'Sorry: %s: %s' % (exc_type.__name__, exc_value)
        super().__init__(msg or shown, exc_type.__name__, exc_value, file)
        self.exc_type_name = exc_type.__name__
        self.exc_value = exc_value
        self.file = file
        self.msg = msg or shown

    def __str__(self):
        return self.msg


class PycInvalidationMode(enum.Enum):
    """By what an import sees that a .pyc file is not of its source any more, if it looks at all."""
    TIMESTAMP = 1
    CHECKED_HASH = 2
    UNCHECKED_HASH = 3


def _get_default_invalidation_mode():
    """Whoever fixes the time of builds wants files that do not tell when they were made."""
    if os.environ.get('SOURCE_DATE_EPOCH'):
        return PycInvalidationMode.CHECKED_HASH
    return PycInvalidationMode.TIMESTAMP


def _refuse_special(target):
    """An import replaces the target by a regular file: a surprise where it was none."""
    if os.path.islink(target):
        was = '{} is a symlink and will be changed into a regular file'
    elif os.path.exists(target) and not os.path.isfile(target):
        was = '{} is a non-regular file and will be changed into a regular one'
    else:
        return
    raise FileExistsError((was + ' if import writes a byte-compiled file to it').format(target))


def compile(file, cfile=None, dfile=None, doraise=False, optimize=-1, invalidation_mode=None, quiet=0):
    """Write the .pyc file of a source file and return its path.

    cfile is that path, by default the one in __pycache__; dfile the file name in error messages and
    tracebacks. A source that does not compile gives PyCompileError if doraise, otherwise a message on
    standard error and None; quiet=2 silences both.
    """
    mode = invalidation_mode or _get_default_invalidation_mode()
    if cfile is None:
        options = {} if optimize < 0 else {'optimization': optimize or ''}
        cfile = importlib.util.cache_from_source(file, **options)
    _refuse_special(cfile)
    loader = importlib.machinery.SourceFileLoader('<py_compile>', file)
    source = loader.get_data(file)
    try:
        code = loader.source_to_code(source, dfile or file, _optimize=optimize)
    except Exception as error:
        failure = PyCompileError(type(error), error, dfile or file)
        if quiet >= 2:
            return None
        if doraise:
            raise failure
        sys.stderr.write(failure.msg + '\n')
        return None
    folder = os.path.dirname(cfile)
    if folder:
        try:
            os.makedirs(folder)
        except FileExistsError:
            pass  # if it is no folder, writing will say so
    format = importlib._bootstrap_external
    if mode is PycInvalidationMode.TIMESTAMP:
        stats = loader.path_stats(file)
        data = format._code_to_timestamp_pyc(code, stats['mtime'], stats['size'])
    else:
        data = format._code_to_hash_pyc(
            code, importlib.util.source_hash(source), mode is PycInvalidationMode.CHECKED_HASH)
    format._write_atomic(cfile, data, format._calc_mode(file))
    return cfile


def _compiled_by_name(names):
    """Compile files whose names come from standard input, a line each; 1 if any failed."""
    failed = 0
    for name in names:
        try:
            compile(name.rstrip('\n'), doraise=True)
        except PyCompileError as error:
            failed = 1
            sys.stderr.write('%s\n' % error.msg)
        except OSError as error:
            failed = 1
            sys.stderr.write('%s\n' % error)
    return failed


def main(args=None):
    """Compile the files named by args, by default the command line; "-" reads names from standard input.

    Returns 1 if any failed.
    """
    args = sys.argv[1:] if args is None else args
    if args == ['-']:
        return _compiled_by_name(sys.stdin)
    failed = 0
    for name in args:
        try:
            compile(name, doraise=True)
        except PyCompileError as error:
            failed = 1
            sys.stderr.write('%s\n' % error.msg)
    return failed


if __name__ == '__main__':
    sys.exit(main())
