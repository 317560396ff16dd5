"""Finds lines whose indentation depends on the size of tabs."""

__version__ = '6'

import os
import sys
import tokenize

__all__ = ['check', 'NannyNag', 'process_tokens']

verbose = 0
filename_only = 0


def errprint(*args):
    sys.stderr.write(' '.join(map(str, args)) + '\n')


def main():
    import getopt
    global verbose, filename_only
    try:
        options, args = getopt.getopt(sys.argv[1:], 'qv')
    except getopt.error as error:
        errprint(error)
        return
    for option, _ in options:
        filename_only += option == '-q'
        verbose += option == '-v'
    if not args:
        errprint('Usage:', sys.argv[0], '[-v] file_or_directory ...')
        return
    for name in args:
        check(name)


class NannyNag(Exception):
    """An ambiguous indentation, found by process_tokens()."""

    def __init__(self, lineno, msg, line):
        self.lineno, self.msg, self.line = lineno, msg, line

    def get_lineno(self):
        return self.lineno

    def get_msg(self):
        return self.msg

    def get_line(self):
        return self.line


def check(file):
    """Check a file, or all files of a directory, and print what is wrong."""
    if os.path.isdir(file) and not os.path.islink(file):
        if verbose:
            print('%r: listing directory' % (file,))
        for name in os.listdir(file):
            path = os.path.join(file, name)
            if os.path.isdir(path) and not os.path.islink(path) or os.path.normcase(name[-3:]) == '.py':
                check(path)
        return
    try:
        stream = tokenize.open(file)
    except OSError as error:
        errprint('%r: I/O Error: %s' % (file, error))
        return
    if verbose > 1:
        print('checking %r ...' % file)
    try:
        process_tokens(tokenize.generate_tokens(stream.readline))
    except tokenize.TokenError as error:
        errprint('%r: Token Error: %s' % (file, error))
        return
    except IndentationError as error:
        errprint('%r: Indentation Error: %s' % (file, error))
        return
    except NannyNag as nag:
        number, line = nag.get_lineno(), nag.get_line()
        if verbose:
            print('%r: *** Line %d: trouble in tab city! ***' % (file, number))
            print('offending line: %r' % (line,))
            print(nag.get_msg())
        else:
            name = '"%s"' % file if ' ' in file else file
            if filename_only:
                print(name)
            else:
                print(name, number, repr(line))
        return
    finally:
        stream.close()
    if verbose:
        print('%r: Clean bill of health.' % (file,))


class Whitespace:
    """The white space a line begins with, for any size of tabs.

    norm is (counts, trailing): counts[i] tabs come after i spaces, and `trailing` spaces are
    at the end. A width is then a function of the tab size.
    """

    S, T = ' \t'

    def __init__(self, ws):
        self.raw = ws
        counts = []
        spaces = tabs = size = 0
        for char in ws:
            if char == Whitespace.S:
                spaces += 1
            elif char == Whitespace.T:
                counts += [0] * (spaces + 1 - len(counts))
                counts[spaces] += 1
                spaces = 0
                tabs += 1
            else:
                break
            size += 1
        self.n, self.nt = size, tabs
        self.norm = tuple(counts), spaces
        self.is_simple = len(counts) <= 1

    def longest_run_of_spaces(self):
        counts, trailing = self.norm
        return max(len(counts) - 1, trailing)

    def indent_level(self, tabsize):
        """The width for that size of tabs."""
        counts, trailing = self.norm
        whole = sum(spaces // tabsize * count for spaces, count in enumerate(counts))
        return trailing + tabsize * (whole + self.nt)

    def equal(self, other):
        """Is the width the same for all sizes?"""
        return self.norm == other.norm

    def _witnesses(self, other, fails):
        longest = max(self.longest_run_of_spaces(), other.longest_run_of_spaces()) + 1
        widths = ((size, self.indent_level(size), other.indent_level(size)) for size in range(1, longest + 1))
        return [each for each in widths if fails(each[1], each[2])]

    def not_equal_witness(self, other):
        """The sizes for which the widths differ: (size, width, other width)."""
        return self._witnesses(other, lambda a, b: a != b)

    def less(self, other):
        """Is the width less for all sizes?"""
        if self.n >= other.n:
            return False
        if self.is_simple and other.is_simple:
            return self.nt <= other.nt
        longest = max(self.longest_run_of_spaces(), other.longest_run_of_spaces()) + 1
        return all(self.indent_level(size) < other.indent_level(size) for size in range(2, longest + 1))

    def not_less_witness(self, other):
        """The sizes for which the width is not less."""
        return self._witnesses(other, lambda a, b: a >= b)


def format_witnesses(w):
    sizes = [str(each[0]) for each in w]
    return 'at tab size%s %s' % ('s' if len(w) > 1 else '', ', '.join(sizes))


def process_tokens(tokens):
    """Raise NannyNag at the first ambiguous indentation."""
    indents = [Whitespace('')]
    expecting = False  # the indentation of the next line is to be checked
    for kind, text, start, end, line in tokens:
        if kind == tokenize.NEWLINE:
            expecting = True
        elif kind == tokenize.INDENT:
            expecting = False
            this = Whitespace(text)
            if not indents[-1].less(this):
                witness = indents[-1].not_less_witness(this)
                raise NannyNag(start[0], 'indent not greater e.g. ' + format_witnesses(witness), line)
            indents.append(this)
        elif kind == tokenize.DEDENT:
            expecting = True
            del indents[-1]
        elif expecting and kind not in (tokenize.COMMENT, tokenize.NL):
            expecting = False
            this = Whitespace(line)
            if not indents[-1].equal(this):
                witness = indents[-1].not_equal_witness(this)
                raise NannyNag(start[0], 'indent not equal e.g. ' + format_witnesses(witness), line)


if __name__ == '__main__':
    main()
