"""The lines of several files in a row, such as those named on the command line.

    import fileinput
    for line in fileinput.input():
        process(line)

A name '-' is standard input, as is an empty list. The functions here are about one FileInput, which input() makes.
"""

import os
import sys

__all__ = ['input', 'close', 'nextfile', 'filename', 'lineno', 'filelineno', 'fileno', 'isfirstline', 'isstdin',
           'FileInput', 'hook_compressed', 'hook_encoded']

# What input() made and close() has not closed.
_state = None


def input(files=None, inplace=False, backup='', *, mode='r', openhook=None):
    """Begin with a list of files; a FileInput, which the other functions are about."""
    global _state
    if _state and _state._file:
        raise RuntimeError('input() already active')
    _state = FileInput(files, inplace, backup, mode=mode, openhook=openhook)
    return _state


def close():
    """End it."""
    global _state
    state, _state = _state, None
    if state:
        state.close()


def _active():
    if not _state:
        raise RuntimeError('no active input()')
    return _state


def nextfile():
    """Close the file being read; the next line is the first of the next file."""
    return _active().nextfile()


def filename():
    """The name of the file being read; None before the first line."""
    return _active().filename()


def lineno():
    """The number of the last line in all files together."""
    return _active().lineno()


def filelineno():
    """The number of the last line in its file."""
    return _active().filelineno()


def fileno():
    """The descriptor of the file being read, or -1 if there is none."""
    return _active().fileno()


def isfirstline():
    """Was the last line the first of its file?"""
    return _active().isfirstline()


def isstdin():
    """Was the last line from standard input?"""
    return _active().isstdin()


class FileInput:
    """The lines of files in a row.

    files - one name or many; the arguments of the command line if not given
    inplace - whether what is printed meanwhile replaces the file
    backup - the extension under which the replaced file stays
    mode - how to open files: 'r', 'rU', 'U' or 'rb'
    openhook - what opens them instead of open(), called with name and mode
    """

    # Also if __init__ fails there is something to close.
    _file = _output = _restored_stdout = _backup_name = None
    _isstdin = False
    _files = ()

    def __init__(self, files=None, inplace=False, backup='', *, mode='r', openhook=None):
        if isinstance(files, (str, os.PathLike)):
            files = os.fspath(files),
        elif files is None:
            files = sys.argv[1:]
        files = tuple(files) or ('-',)
        if mode not in ('r', 'rU', 'U', 'rb'):
            raise ValueError("FileInput opening mode must be one of 'r', 'rU', 'U' and 'rb'")
        if 'U' in mode:
            import warnings
            warnings.warn("'U' mode is deprecated", DeprecationWarning, 2)
        if openhook:
            if inplace:
                raise ValueError('FileInput cannot use an opening hook in inplace mode')
            if not callable(openhook):
                raise ValueError('FileInput openhook must be callable')
        self._files = files
        self._inplace, self._backup = inplace, backup
        self._mode, self._openhook = mode, openhook
        self._filename = None
        self._lines_before = self._lines_here = 0
        self._isstdin = False

    def __del__(self):
        self.close()

    def close(self):
        """Close the file being read and forget the others."""
        try:
            self.nextfile()
        finally:
            self._files = ()

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __getitem__(self, i):
        import warnings
        warnings.warn('Support for indexing FileInput objects is deprecated. Use iterator protocol instead.',
                      DeprecationWarning, stacklevel=2)
        if i != self.lineno():
            raise RuntimeError('accessing lines out of order')
        line = self.readline()
        if not line:
            raise IndexError('end of input reached')
        return line

    def nextfile(self):
        """Close the file being read, if any; what was replaced meanwhile is complete then."""
        file, output, stdout = self._file, self._output, self._restored_stdout
        replaced, from_stdin = self._backup_name, self._isstdin
        self._file = self._output = self._restored_stdout = self._backup_name = None
        self._isstdin = False
        # Each step is to be done even if one before it fails.
        try:
            if stdout:
                sys.stdout = stdout
        finally:
            try:
                if output:
                    output.close()
            finally:
                try:
                    if file and not from_stdin:
                        file.close()
                finally:
                    if replaced and not self._backup:
                        try:
                            os.unlink(replaced)
                        except OSError:
                            pass

    def readline(self):
        """The next line, or an empty one at the end of all files."""
        while True:
            if self._file is None:
                if not self._files:
                    return b'' if 'b' in self._mode else ''
                self._open()
            line = self._file.readline()
            if line:
                self._lines_here += 1
                return line
            self.nextfile()

    def _open(self):
        self._filename, *files = self._files
        self._files = tuple(files)
        self._lines_before += self._lines_here
        self._lines_here = 0
        if self._filename == '-':
            self._filename = '<stdin>'
            self._isstdin = True
            self._file = getattr(sys.stdin, 'buffer', sys.stdin) if 'b' in self._mode else sys.stdin
        elif self._inplace:
            self._open_for_replacement()
        else:
            self._file = (self._openhook or open)(self._filename, self._mode)

    def _open_for_replacement(self):
        """Move the file away and read it there; standard output becomes a new one in its place, with its mode."""
        self._backup_name = os.fspath(self._filename) + (self._backup or '.bak')
        try:
            os.unlink(self._backup_name)
        except OSError:
            pass
        os.rename(self._filename, self._backup_name)
        self._file = open(self._backup_name, self._mode)
        mode = 'wb' if 'b' in self._mode else 'w'
        try:
            permissions = os.fstat(self._file.fileno()).st_mode
        except OSError:
            self._output = open(self._filename, mode)
        else:
            flags = os.O_CREAT | os.O_WRONLY | os.O_TRUNC | getattr(os, 'O_BINARY', 0)
            self._output = os.fdopen(os.open(self._filename, flags, permissions), mode)
            try:
                os.chmod(self._filename, permissions)
            except OSError:
                pass
        self._restored_stdout = sys.stdout
        sys.stdout = self._output

    def filename(self):
        return self._filename

    def lineno(self):
        return self._lines_before + self._lines_here

    def filelineno(self):
        return self._lines_here

    def fileno(self):
        if self._file:
            try:
                return self._file.fileno()
            except ValueError:
                pass
        return -1

    def isfirstline(self):
        return self._lines_here == 1

    def isstdin(self):
        return self._isstdin


def hook_compressed(filename, mode):
    """An opening hook for files that may be compressed, which their names tell."""
    extension = os.path.splitext(filename)[1]
    if extension == '.gz':
        import gzip
        return gzip.open(filename, mode)
    if extension == '.bz2':
        import bz2
        return bz2.BZ2File(filename, mode)
    return open(filename, mode)


def hook_encoded(encoding, errors=None):
    """An opening hook for files in that encoding."""
    def openhook(filename, mode):
        return open(filename, mode, encoding=encoding, errors=errors)
    return openhook


def _test():
    """Print the lines of files with their numbers: [-i] [-b EXTENSION] FILE.."""
    import getopt
    options, files = getopt.getopt(sys.argv[1:], 'ib:')
    options = dict(options)
    for line in input(files, inplace='-i' in options, backup=options.get('-b', '')):
        line = line.rstrip('\r\n')
        first = '*' if isfirstline() else ''
        print('%d: %s[%d]%s %s' % (lineno(), filename(), filelineno(), first, line))
    print('%d: %s[%d]' % (lineno(), filename(), filelineno()))


if __name__ == '__main__':
    _test()
