"""Programs in one file: a zip archive with a __main__.py, and a line before it that says what runs it.

    python -m zipapp folder -m package:function -p '/usr/bin/env python3'
"""

import contextlib
import os
import pathlib
import shutil
import stat
import sys
import zipfile

__all__ = ['ZipAppError', 'create_archive', 'get_interpreter']

_MAIN = '# -*- coding: utf-8 -*-\nimport {module}\n{module}.{fn}()\n'

# What the system takes names of files for.
_ENCODING = 'utf-8' if sys.platform.startswith('win') else sys.getfilesystemencoding()


class ZipAppError(ValueError):
    """No archive can be made of that."""


@contextlib.contextmanager
def _opened(archive, mode):
    """An archive given as a path or as a file; only the former gets closed."""
    if isinstance(archive, (str, os.PathLike)):
        with open(archive, mode) as file:
            yield file
    else:
        yield archive


def _write_shebang(file, interpreter):
    if interpreter:
        file.write(b'#!' + interpreter.encode(_ENCODING) + b'\n')


def _make_executable(path):
    os.chmod(path, os.stat(path).st_mode | stat.S_IEXEC)


def _copy(archive, target, interpreter):
    """Copy an archive with another interpreter, or none."""
    with _opened(archive, 'rb') as source:
        begin = source.read(2)
        if begin == b'#!':
            source.readline()
            begin = b''
        with _opened(target, 'wb') as destination:
            _write_shebang(destination, interpreter)
            destination.write(begin)
            shutil.copyfileobj(source, destination)
    if interpreter and isinstance(target, str):
        _make_executable(target)


def _main_code(main):
    """The text of __main__.py for 'module:function'."""
    module, colon, function = main.partition(':')
    words = module.split('.') + function.split('.')
    if not colon or not all(word.isidentifier() for word in words):
        raise ZipAppError('Invalid entry point: ' + main)
    return _MAIN.format(module=module, fn=function)


def create_archive(source, target=None, interpreter=None, main=None, filter=None, compressed=False):
    """Make an archive of a folder, or copy one with another interpreter.

    target is by default the source with '.pyz'; main is 'module:function' for
    a folder without __main__.py; filter is given each path and says whether it
    is wanted.
    """
    is_file = hasattr(source, 'read') and hasattr(source, 'readline')
    if not is_file:
        source = pathlib.Path(source)
    if is_file or source.is_file():
        _copy(source, target, interpreter)
        return
    if not source.exists():
        raise ZipAppError('Source does not exist')
    if main and (source / '__main__.py').is_file():
        raise ZipAppError('Cannot specify entry point if the source has __main__.py')
    if not main and not (source / '__main__.py').is_file():
        raise ZipAppError('Archive has no entry point')
    code = _main_code(main) if main else None
    if target is None:
        target = source.with_suffix('.pyz')
    elif not hasattr(target, 'write'):
        target = pathlib.Path(target)
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with _opened(target, 'wb') as file:
        _write_shebang(file, interpreter)
        with zipfile.ZipFile(file, 'w', compression=method) as archive:
            for path in source.rglob('*'):
                inside = path.relative_to(source)
                if filter is None or filter(inside):
                    archive.write(path, inside.as_posix())
            if code:
                archive.writestr('__main__.py', code.encode('utf-8'))
    if interpreter and not hasattr(target, 'write'):
        _make_executable(target)


def get_interpreter(archive):
    """What runs an archive, None if it does not say."""
    with _opened(archive, 'rb') as file:
        if file.read(2) == b'#!':
            return file.readline().strip().decode(_ENCODING)
    return None


def main(args=None):
    """The command line of python -m zipapp."""
    import argparse
    parser = argparse.ArgumentParser()
    for names, more in (
            (('--output', '-o'), dict(help='The name of the output archive. Required if SOURCE is an archive.')),
            (('--python', '-p'), dict(help='The name of the Python interpreter to use (default: no shebang line).')),
            (('--main', '-m'), dict(help='The main function of the application '
                                         '(default: use an existing __main__.py).')),
            (('--compress', '-c'), dict(action='store_true', help='Compress files with the deflate method. '
                                                                  'Files are stored uncompressed by default.')),
            (('--info',), dict(action='store_true', help='Display the interpreter from the archive.')),
            (('source',), dict(help='Source directory (or existing archive).'))):
        if names[0] not in ('--compress', '--info', 'source'):
            more['default'] = None
        parser.add_argument(*names, **more)
    options = parser.parse_args(args)
    if options.info:
        if not os.path.isfile(options.source):
            raise SystemExit('Can only get info for an archive file')
        print('Interpreter: {}'.format(get_interpreter(options.source) or '<none>'))
        sys.exit(0)
    if os.path.isfile(options.source):
        if options.output is None or os.path.exists(options.output) and os.path.samefile(options.source,
                                                                                       options.output):
            raise SystemExit('In-place editing of archives is not supported')
        if options.main:
            raise SystemExit('Cannot change the main function when copying')
    create_archive(options.source, options.output, interpreter=options.python, main=options.main,
                   compressed=options.compress)


if __name__ == '__main__':
    main()
