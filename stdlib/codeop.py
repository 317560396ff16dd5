"""Compiling of input that may not be complete yet."""

import __future__
import warnings

_features = [getattr(__future__, name) for name in __future__.all_feature_names]

__all__ = ['compile_command', 'Compile', 'CommandCompiler']

# Do not add dedents at the end of input that does not end with a newline.
PyCF_DONT_IMPLY_DEDENT = 0x200


def _attempt(compiler, source, filename, symbol):
    """(code, None) or (None, exception)."""
    try:
        return compiler(source, filename, symbol), None
    except SyntaxError as error:
        return None, error


def _maybe_compile(compiler, source, filename, symbol):
    """The code, None if more input is needed; SyntaxError if the input is wrong anyway.

    Input is incomplete if the error changes when newlines are added.
    """
    for line in source.split('\n'):
        line = line.strip()
        if line and line[0] != '#':
            break
    else:
        if symbol != 'eval':
            source = 'pass'  # nothing but comments
    code, _ = _attempt(compiler, source, filename, symbol)
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        _, error1 = _attempt(compiler, source + '\n', filename, symbol)
        _, error2 = _attempt(compiler, source + '\n\n', filename, symbol)
    try:
        if code:
            return code
        if not error1 or repr(error1) == repr(error2):
            if error1:
                raise error1
    finally:
        error1 = error2 = None
    return None


def _compile(source, filename, symbol):
    return compile(source, filename, symbol, PyCF_DONT_IMPLY_DEDENT)


def compile_command(source, filename='<input>', symbol='single'):
    """Compile input: code, None if it is incomplete, or an exception."""
    return _maybe_compile(_compile, source, filename, symbol)


class Compile:
    """Compiles, and remembers the __future__ statements for later calls."""

    def __init__(self):
        self.flags = PyCF_DONT_IMPLY_DEDENT

    def __call__(self, source, filename, symbol):
        code = compile(source, filename, symbol, self.flags, 1)
        for feature in _features:
            if code.co_flags & feature.compiler_flag:
                self.flags |= feature.compiler_flag
        return code


class CommandCompiler:
    """compile_command() that remembers __future__ statements."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename='<input>', symbol='single'):
        """Compile a source; None if it is not complete. Later sources know the __future__ statements."""
        return _maybe_compile(self.compiler, source, filename, symbol)
