"""Shows what a program does: the lines it runs, how often, which functions are called and by whom.

    tracer = trace.Trace(count=True, trace=False)
    tracer.run('main()')
    tracer.results().write_results(summary=True, coverdir='covered')

or, for whole programs, python -m trace --count script.py.

A Trace chooses once, when it is made, the two trace functions it installs (one
for calls, one for lines), so that each does no more than was asked for.  What
it has counted is in a CoverageResults, which knows how to be added up with
others, be kept in a file and be reported.
"""

import dis
import gc
import inspect
import linecache
import os
import pickle
import re
import sys
import threading
import token
import tokenize
from time import monotonic

__all__ = ['Trace', 'CoverageResults']

PRAGMA_NOCOVER = '#pragma NO COVER'

_BLANK = re.compile(r'\s*(#.*)?$')


class _Ignore:
    """Decides, once for each module, whether it is to be left out."""

    def __init__(self, modules=None, dirs=None):
        self._mods = set(modules or ())
        self._dirs = [os.path.normpath(folder) + os.sep for folder in dirs or ()]
        self._known = {'<string>': True}

    def names(self, filename, modulename):
        """Is a module to be left out?"""
        if modulename not in self._known:
            parents = modulename.split('.')
            packages = {'.'.join(parents[:size]) for size in range(1, len(parents) + 1)}
            # What has no file is built in.
            self._known[modulename] = (not self._mods.isdisjoint(packages) or filename is None
                                       or filename.startswith(tuple(self._dirs)))
        return self._known[modulename]


def _modname(path):
    """The last part of a module's name, by its file."""
    return os.path.splitext(os.path.basename(path))[0]


def _fullmodname(path):
    """A module's name by its file and the longest folder of sys.path that it is in."""
    compared = os.path.normcase(path)
    longest = ''
    for folder in sys.path:
        folder = os.path.normcase(folder)
        if len(folder) > len(longest) and compared.startswith(os.path.join(folder, '')):
            longest = folder
    inner = os.path.splitdrive(path[len(longest) + 1 if longest else 0:])[1]
    name = inner.replace(os.sep, '.').replace(os.altsep or os.sep, '.')
    return os.path.splitext(name)[0].lstrip('.')


class CoverageResults:
    """What has been counted: lines by (file, line), functions called, pairs of caller and called."""

    def __init__(self, counts=None, calledfuncs=None, infile=None, callers=None, outfile=None):
        self.counts = {} if counts is None else counts
        self.counter = self.counts.copy()
        self.calledfuncs = {} if calledfuncs is None else calledfuncs
        self.calledfuncs = self.calledfuncs.copy()
        self.callers = {} if callers is None else callers
        self.callers = self.callers.copy()
        self.infile = infile
        self.outfile = outfile
        if infile:
            try:
                with open(infile, 'rb') as file:
                    self.update(self.__class__(*pickle.load(file)))
            except (OSError, EOFError, ValueError) as error:
                print('Skipping counts file %r: %s' % (infile, error), file=sys.stderr)

    def is_ignored_filename(self, filename):
        """Is it no file, but something like <string>?"""
        return filename.startswith('<') and filename.endswith('>')

    def update(self, other):
        """Add what another one has counted."""
        for key, number in other.counts.items():
            self.counts[key] = self.counts.get(key, 0) + number
        self.calledfuncs.update(dict.fromkeys(other.calledfuncs, 1))
        self.callers.update(dict.fromkeys(other.callers, 1))

    def write_results(self, show_missing=True, summary=False, coverdir=None):
        """Print the functions and callers, write a .cover file for each module, and the counts to outfile."""
        if self.calledfuncs:
            print()
            print('functions called:')
            for entry in sorted(self.calledfuncs):
                print('filename: %s, modulename: %s, funcname: %s' % entry)
        if self.callers:
            self._print_callers()
        by_file = {}
        for (filename, line), number in self.counts.items():
            by_file.setdefault(filename, {})[line] = number
        sums = {}
        for filename, lines in by_file.items():
            if not self.is_ignored_filename(filename):
                self._write_module(filename, lines, show_missing, coverdir, sums)
        if summary and sums:
            print('lines   cov%   module   (path)')
            for name in sorted(sums):
                print('%5d   %3d%%   %s   (%s)' % sums[name])
        if self.outfile:
            try:
                with open(self.outfile, 'wb') as file:
                    pickle.dump((self.counts, self.calledfuncs, self.callers), file, 1)
            except OSError as error:
                print("Can't save counts files because %s" % error, file=sys.stderr)

    def _print_callers(self):
        print()
        print('calling relationships:')
        file = called_file = ''
        for (in_file, in_module, in_function), (of_file, of_module, of_function) in sorted(self.callers):
            if in_file != file:
                print()
                print('***', in_file, '***')
                file, called_file = in_file, ''
            if of_file not in (in_file, called_file):
                print('  -->', of_file)
                called_file = of_file
            print('    %s.%s -> %s.%s' % (in_module, in_function, of_module, of_function))

    def _write_module(self, filename, lines, show_missing, coverdir, sums):
        if filename.endswith('.pyc'):
            filename = filename[:-1]
        if coverdir is None:
            folder, name = os.path.dirname(os.path.abspath(filename)), _modname(filename)
        else:
            folder, name = coverdir, _fullmodname(filename)
            os.makedirs(folder, exist_ok=True)
        executable = _find_executable_linenos(filename) if show_missing else {}
        with open(filename, 'rb') as file:
            encoding, _ = tokenize.detect_encoding(file.readline)
        hit, all_lines = self.write_results_file(os.path.join(folder, name + '.cover'),
                                                 linecache.getlines(filename), executable, lines, encoding)
        if all_lines:
            sums[name] = all_lines, int(100 * hit / all_lines), name, filename

    def write_results_file(self, path, lines, lnotab, lines_hit, encoding=None):
        """Write source with counts before its lines; return how many lines were run and how many could be."""
        try:
            file = open(path, 'w', encoding=encoding)
        except OSError as error:
            print('trace: Could not open %r for writing: %s - skipping' % (path, error), file=sys.stderr)
            return 0, 0
        hit = missed = 0
        with file:
            for number, line in enumerate(lines, start=1):
                mark = ' ' * 7
                if number in lines_hit:
                    mark = '%5d: ' % lines_hit[number]
                    hit += 1
                elif not _BLANK.match(line) and number in lnotab and PRAGMA_NOCOVER not in line:
                    mark = '>>>>>> '
                    missed += 1
                file.write(mark + line.expandtabs(8))
        return hit, hit + missed


def _find_lines_from_code(code, strs):
    """The lines where a code object's instructions begin, without those in strs."""
    return {line: 1 for _, line in dis.findlinestarts(code) if line not in strs}


def _find_lines(code, strs):
    """The same with the code objects inside."""
    found = _find_lines_from_code(code, strs)
    for inner in code.co_consts:
        if inspect.iscode(inner):
            found.update(_find_lines(inner, strs))
    return found


def _find_strings(filename, encoding=None):
    """The lines of a file that have docstrings."""
    found = {}
    before = token.INDENT  # a module's docstring stands where nothing has come before
    with open(filename, encoding=encoding) as file:
        for kind, text, start, end, line in tokenize.generate_tokens(file.readline):
            if kind == token.STRING and before == token.INDENT:
                found.update(dict.fromkeys(range(start[0], end[0] + 1), 1))
            before = kind
    return found


def _find_executable_linenos(filename):
    """The lines of a file that can be run."""
    try:
        with tokenize.open(filename) as file:
            source, encoding = file.read(), file.encoding
    except OSError as error:
        print('Not printing coverage data for %r: %s' % (filename, error), file=sys.stderr)
        return {}
    return _find_lines(compile(source, filename, 'exec'), _find_strings(filename, encoding))


class Trace:
    """Runs code and counts or shows what it does.

    count: how often each line is run; trace: show each line before it is run;
    countfuncs: which functions are called; countcallers: who calls whom.  One
    of the latter two excludes the former.  ignoremods and ignoredirs are left
    out; infile and outfile keep counts over several runs; timing shows the
    time before each line.
    """

    def __init__(self, count=1, trace=1, countfuncs=0, countcallers=0, ignoremods=(), ignoredirs=(),
                 infile=None, outfile=None, timing=False):
        self.infile, self.outfile = infile, outfile
        self.ignore = _Ignore(ignoremods, ignoredirs)
        self.counts = {}
        self.pathtobasename = {}
        self.donothing = 0
        self.trace = trace
        self._calledfuncs = {}
        self._callers = {}
        self._caller_cache = {}
        self.start_time = monotonic() if timing else None
        if countcallers:
            self.globaltrace = self.globaltrace_trackcallers
        elif countfuncs:
            self.globaltrace = self.globaltrace_countfuncs
        elif trace or count:
            self.globaltrace = self.globaltrace_lt
            self.localtrace = (self.localtrace_trace_and_count if trace and count
                               else self.localtrace_trace if trace else self.localtrace_count)
        else:
            self.donothing = 1

    def run(self, cmd):
        """Run a statement in __main__."""
        import __main__
        space = __main__.__dict__
        self.runctx(cmd, space, space)

    def runctx(self, cmd, globals=None, locals=None):
        """Run a statement in given name spaces."""
        globals = {} if globals is None else globals
        locals = {} if locals is None else locals
        if not self.donothing:
            threading.settrace(self.globaltrace)
            sys.settrace(self.globaltrace)
        try:
            exec(cmd, globals, locals)
        finally:
            if not self.donothing:
                sys.settrace(None)
                threading.settrace(None)

    def runfunc(*args, **kw):
        """Call a function: runfunc(func, /, *args, **kw); return what it returns."""
        if not args:
            raise TypeError("descriptor 'runfunc' of 'Trace' object needs an argument")
        self, *rest = args
        if not rest:
            if 'func' not in kw:
                raise TypeError('runfunc expected at least 1 positional argument, got 0')
            import warnings
            warnings.warn("Passing 'func' as keyword argument is deprecated", DeprecationWarning, stacklevel=2)
            rest = [kw.pop('func')]
        if not self.donothing:
            sys.settrace(self.globaltrace)
        try:
            return rest[0](*rest[1:], **kw)
        finally:
            if not self.donothing:
                sys.settrace(None)

    runfunc.__text_signature__ = '($self, func, /, *args, **kw)'

    def file_module_function_of(self, frame):
        """(file, module, function) of a frame; methods have their class's name before them."""
        code = frame.f_code
        if code not in self._caller_cache:
            self._caller_cache[code] = self._class_of(code)
        owner = self._caller_cache[code]
        name = '%s.%s' % (owner, code.co_name) if owner else code.co_name
        return code.co_filename, _modname(code.co_filename) if code.co_filename else None, name

    @staticmethod
    def _class_of(code):
        """The name of the class that the code's function is an attribute of, if that is certain."""
        def only(target, wanted):
            found = [each for each in gc.get_referrers(target) if wanted(each)]
            return found[0] if len(found) == 1 else None

        function = only(code, inspect.isfunction)
        space = function and only(function, lambda each: isinstance(each, dict))
        owner = space is not None and only(space, lambda each: hasattr(each, '__bases__'))
        return owner.__name__ if owner else None

    # ---- trace functions

    def globaltrace_trackcallers(self, frame, why, arg):
        """Keep who calls whom."""
        if why == 'call':
            pair = self.file_module_function_of(frame.f_back), self.file_module_function_of(frame)
            self._callers[pair] = 1

    def globaltrace_countfuncs(self, frame, why, arg):
        """Keep which functions are called."""
        if why == 'call':
            self._calledfuncs[self.file_module_function_of(frame)] = 1

    def globaltrace_lt(self, frame, why, arg):
        """Let lines be traced in modules that are not left out."""
        filename = frame.f_globals.get('__file__') if why == 'call' else None
        if not filename or self.ignore.names(filename, _modname(filename)):
            return None
        if self.trace:
            print(' --- modulename: %s, funcname: %s' % (_modname(filename), frame.f_code.co_name))
        return self.localtrace

    def _count(self, frame):
        key = frame.f_code.co_filename, frame.f_lineno
        self.counts[key] = self.counts.get(key, 0) + 1

    def _show(self, frame):
        if self.start_time:
            print('%.2f' % (monotonic() - self.start_time), end=' ')
        filename, lineno = frame.f_code.co_filename, frame.f_lineno
        line = linecache.getline(filename, lineno)
        print('%s(%d): %s' % (os.path.basename(filename), lineno, line), end='')

    def localtrace_trace_and_count(self, frame, why, arg):
        """Count a line and show it."""
        if why == 'line':
            self._count(frame)
            self._show(frame)
        return self.localtrace

    def localtrace_trace(self, frame, why, arg):
        """Show a line."""
        if why == 'line':
            self._show(frame)
        return self.localtrace

    def localtrace_count(self, frame, why, arg):
        """Count a line."""
        if why == 'line':
            self._count(frame)
        return self.localtrace

    def results(self):
        """What has been counted so far."""
        return CoverageResults(self.counts, infile=self.infile, outfile=self.outfile,
                               calledfuncs=self._calledfuncs, callers=self._callers)


def _parser():
    """The parser of the command line."""
    import argparse
    parser = argparse.ArgumentParser()
    parser.add_argument('--version', action='version', version='trace 2.0')
    main_options = parser.add_argument_group('Main options', 'One of these (or --report) must be given')
    for short, long, text in (
            ('-c', '--count', 'Count how often each line is run and write that to <module>.cover beside each module.'
                              ' See also --coverdir, --file, --no-report.'),
            ('-t', '--trace', 'Print each line to sys.stdout before it is run'),
            ('-l', '--listfuncs', 'Print, when the program has ended, the functions that were called.'
                                  ' Not together with --trace or --count.'),
            ('-T', '--trackcalls', 'Print, when the program has ended, which functions called which.')):
        main_options.add_argument(short, long, action='store_true', help=text)
    modifiers = parser.add_argument_group('Modifiers')
    reporting = modifiers.add_mutually_exclusive_group()
    reporting.add_argument('-r', '--report', action='store_true',
                           help='Report what --count --file=FILE has written to a file; run nothing.')
    reporting.add_argument('-R', '--no-report', action='store_true',
                           help='Write no reports; for adding up several runs.')
    modifiers.add_argument('-f', '--file', help='File to add up counts in')
    modifiers.add_argument('-C', '--coverdir', help='Folder for the reports: <dir>/<package>.<module>.cover')
    for short, long, text in (
            ('-m', '--missing', 'Mark lines that were not run with ">>>>>> "'),
            ('-s', '--summary', 'Print a line about each file. Only with --count or --report'),
            ('-g', '--timing', 'Print the time since the start before each line. Only with --trace')):
        modifiers.add_argument(short, long, action='store_true', help=text)
    filters = parser.add_argument_group('Filters', 'Can be specified multiple times')
    filters.add_argument('--ignore-module', action='append', default=[],
                         help='Leave out modules, divided by commas, and what is in them if they are packages.')
    filters.add_argument('--ignore-dir', action='append', default=[],
                         help='Leave out files in folders, divided by os.pathsep.')
    parser.add_argument('--module', action='store_true', default=False, help='Trace a module.')
    parser.add_argument('progname', nargs='?', help='file to run as main program')
    parser.add_argument('arguments', nargs=argparse.REMAINDER, help='arguments to the program')
    return parser


def _folders(texts):
    """What --ignore-dir was given, expanded."""
    library = 'python%d.%d' % sys.version_info[:2]
    for text in os.pathsep.join(texts).split(os.pathsep) if texts else ():
        folder = os.path.expanduser(os.path.expandvars(text))
        for name, prefix in (('$prefix', sys.base_prefix), ('$exec_prefix', sys.base_exec_prefix)):
            folder = folder.replace(name, os.path.join(prefix, 'lib', library))
        yield os.path.normpath(folder)


def _program(options):
    """The code object and name space of the program; sets sys.argv."""
    if options.module:
        import runpy
        _, spec, code = runpy._get_module_details(options.progname)
        sys.argv = [code.co_filename, *options.arguments]
        return code, {'__name__': '__main__', '__file__': code.co_filename, '__package__': spec.parent,
                      '__loader__': spec.loader, '__spec__': spec, '__cached__': None}
    sys.argv = [options.progname, *options.arguments]
    sys.path[0] = os.path.dirname(options.progname)
    with open(options.progname, 'rb') as file:  # its encoding is for the compiler to find out
        code = compile(file.read(), options.progname, 'exec')
    return code, {'__file__': options.progname, '__name__': '__main__', '__package__': None, '__cached__': None}


def main():
    """The command line of python -m trace."""
    parser = _parser()
    options = parser.parse_args()
    lines = options.trace or options.count
    for wrong, message in (
            (options.report and not options.file, '-r/--report requires -f/--file'),
            (not (lines or options.report or options.listfuncs or options.trackcalls),
             'must specify one of --trace, --count, --report, --listfuncs, or --trackcalls'),
            (options.listfuncs and lines, 'cannot specify both --listfuncs and (--trace or --count)'),
            (options.summary and not (options.count or options.report),
             '--summary can only be used with --count or --report'),
            (options.progname is None and not options.report,
             'progname is missing: required with the main options')):
        if wrong:
            parser.error(message)
    report = options.missing, options.summary, options.coverdir
    if options.report:
        CoverageResults(infile=options.file, outfile=options.file).write_results(*report)
        return
    modules = [name.strip() for text in options.ignore_module for name in text.split(',')]
    tracer = Trace(options.count, options.trace, countfuncs=options.listfuncs, countcallers=options.trackcalls,
                   ignoremods=modules, ignoredirs=list(_folders(options.ignore_dir)),
                   infile=options.file, outfile=options.file, timing=options.timing)
    try:
        code, space = _program(options)
        tracer.runctx(code, space, space)
    except OSError as error:
        sys.exit('Cannot run file %r because: %s' % (sys.argv[0], error))
    except SystemExit:
        pass
    results = tracer.results()
    if not options.no_report:
        results.write_results(*report)


if __name__ == '__main__':
    main()
