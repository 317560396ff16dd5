"""Which lines of a program are executed, how often, and which functions call which.

On the command line: python -m trace --count -C . program.py. In a program:

    tracer = trace.Trace(count=1, trace=0, ignoredirs=[sys.prefix])
    tracer.run('main()')
    tracer.results().write_results(show_missing=True, coverdir='.')
"""

__all__ = ['Trace', 'CoverageResults']

import dis
import gc
import inspect
import io
import linecache
import os
import pickle
import sys
import sysconfig
import threading
import token
import tokenize
from time import monotonic as _time

# A line with this is not missed if it is not executed.
PRAGMA_NOCOVER = '#pragma NO COVER'


def _modname(path):
    """The name of a module without its packages, from its path name."""
    return os.path.splitext(os.path.basename(path))[0]


def _fullmodname(path):
    """The name of a module with its packages, from its path name and the folders of sys.path."""
    compared = os.path.normcase(path)
    above = max((folder for folder in map(os.path.normcase, sys.path) if compared.startswith(folder + os.sep)),
                key=len, default='')
    relative = path[len(above) + 1:] if above else path
    relative = os.path.splitext(os.path.splitdrive(relative)[1])[0]
    for separator in filter(None, (os.sep, os.altsep)):
        relative = relative.replace(separator, '.')
    return relative.lstrip('.')


class _Ignore:
    """Modules and folders that are not traced."""

    def __init__(self, modules=None, dirs=None):
        self._modules = set(modules or ())
        self._folders = [os.path.normpath(folder) + os.sep for folder in dirs or ()]
        # By name of module. What has no file is known beforehand.
        self._known = {'<string>': True}

    def names(self, filename, modulename):
        """Is a module to be ignored?"""
        known = self._known.get(modulename)
        if known is None:
            known = self._known[modulename] = self._decide(filename, modulename)
        return known

    def _decide(self, filename, modulename):
        parts = modulename.split('.')
        if any('.'.join(parts[:end]) in self._modules for end in range(1, len(parts) + 1)):
            return True
        # Without a file it is built in.
        return filename is None or filename.startswith(tuple(self._folders))


# ---- lines that can be executed

def _find_lines(code, strs):
    """The numbers of lines of a code object and those inside of it, except for those given."""
    found = {line: 1 for _, line in dis.findlinestarts(code) if line not in strs}
    for constant in code.co_consts:
        if inspect.iscode(constant):
            found.update(_find_lines(constant, strs))
    return found


def _find_strings(filename, encoding=None):
    """The numbers of lines of texts that begin a block, which are not executed."""
    found = {}
    # As if the file were a block.
    before = token.INDENT
    with open(filename, encoding=encoding) as file:
        for kind, _, start, end, _ in tokenize.generate_tokens(file.readline):
            if kind == token.STRING and before == token.INDENT:
                found.update(dict.fromkeys(range(start[0], end[0] + 1), 1))
            before = kind
    return found


def _find_executable_linenos(filename):
    """The numbers of lines of a source file that can be executed."""
    try:
        with tokenize.open(filename) as file:
            source, encoding = file.read(), file.encoding
    except OSError as error:
        print('Not printing coverage data for %r: %s' % (filename, error), file=sys.stderr)
        return {}
    return _find_lines(compile(source, filename, 'exec'), _find_strings(filename, encoding))


class CoverageResults:
    """What was found.

    counts - how often lines were executed, by (file, number)
    calledfuncs - functions that were called, as (file, module, function)
    callers - pairs of such: who called whom
    infile, outfile - files for what earlier runs found, and for all together
    """

    def __init__(self, counts=None, calledfuncs=None, infile=None, callers=None, outfile=None):
        self.counts = {} if counts is None else counts
        self.counter = self.counts.copy()
        self.calledfuncs = ({} if calledfuncs is None else calledfuncs).copy()
        self.callers = ({} if callers is None else callers).copy()
        self.infile, self.outfile = infile, outfile
        if infile:
            self._read(infile)

    def _read(self, infile):
        try:
            with open(infile, 'rb') as file:
                counts, calledfuncs, callers = pickle.load(file)
            self.update(self.__class__(counts, calledfuncs, callers=callers))
        except (OSError, EOFError, ValueError) as error:
            print('Skipping counts file %r: %s' % (infile, error), file=sys.stderr)

    def is_ignored_filename(self, filename):
        """Is it no file, but a name like <string>?"""
        return filename.startswith('<') and filename.endswith('>')

    def update(self, other):
        """Add what others have found."""
        for key, count in other.counts.items():
            self.counts[key] = self.counts.get(key, 0) + count
        self.calledfuncs.update(dict.fromkeys(other.calledfuncs, 1))
        self.callers.update(dict.fromkeys(other.callers, 1))

    def write_results(self, show_missing=True, summary=False, coverdir=None):
        """Print calls, and write each file with its counts into a .cover file.

        show_missing marks lines that were not executed; summary prints a table; coverdir is a folder for the files,
        which are beside the sources by default.
        """
        if self.calledfuncs:
            self._print_functions()
        if self.callers:
            self._print_callers()
        table = {}
        for filename, hits in self._counts_by_file().items():
            if self.is_ignored_filename(filename):
                continue
            if filename.endswith('.pyc'):
                filename = filename[:-1]
            modulename, found, executable = self._write_cover(filename, hits, show_missing, coverdir)
            if executable:
                table[modulename] = executable, int(100 * found / executable), modulename, filename
        if summary and table:
            print('lines   cov%   module   (path)')
            for modulename in sorted(table):
                print('%5d   %3d%%   %s   (%s)' % table[modulename])
        if self.outfile:
            self._save()

    def _print_functions(self):
        print('\nfunctions called:')
        for function in sorted(self.calledfuncs):
            print('filename: %s, modulename: %s, funcname: %s' % function)

    def _print_callers(self):
        print('\ncalling relationships:')
        last_file = last_called = ''
        for (file, module, function), (called_file, called_module, called) in sorted(self.callers):
            if file != last_file:
                print('\n***', file, '***')
                last_file, last_called = file, ''
            if called_file not in (file, last_called):
                print('  -->', called_file)
                last_called = called_file
            print('    %s.%s -> %s.%s' % (module, function, called_module, called))

    def _counts_by_file(self):
        found = {}
        for (filename, line), count in self.counts.items():
            found.setdefault(filename, {})[line] = count
        return found

    def _write_cover(self, filename, hits, show_missing, coverdir):
        """(name of the module, number of lines executed, of all) after writing the file for it."""
        if coverdir is None:
            folder, modulename = os.path.dirname(os.path.abspath(filename)), _modname(filename)
        else:
            folder, modulename = coverdir, _fullmodname(filename)
            os.makedirs(folder, exist_ok=True)
        expected = _find_executable_linenos(filename) if show_missing else {}
        lines = linecache.getlines(filename)
        with open(filename, 'rb') as file:
            encoding = tokenize.detect_encoding(file.readline)[0]
        path = os.path.join(folder, modulename + '.cover')
        return (modulename, *self.write_results_file(path, lines, expected, hits, encoding))

    def write_results_file(self, path, lines, lnotab, lines_hit, encoding=None):
        """Write lines with their counts; (number of lines executed, of all that could be)."""
        try:
            outfile = open(path, 'w', encoding=encoding)
        except OSError as error:
            print('trace: Could not open %r for writing: %s - skipping' % (path, error), file=sys.stderr)
            return 0, 0
        hit = missed = 0
        with outfile:
            for number, line in enumerate(lines, 1):
                margin = '       '
                if number in lines_hit:
                    margin = '%5d: ' % lines_hit[number]
                    hit += 1
                elif number in lnotab and PRAGMA_NOCOVER not in line:
                    margin = '>>>>>> '
                    missed += 1
                outfile.write(margin + line.expandtabs(8))
        return hit, hit + missed

    def _save(self):
        try:
            with open(self.outfile, 'wb') as file:
                pickle.dump((self.counts, self.calledfuncs, self.callers), file, 1)
        except OSError as error:
            print("Can't save counts files because %s" % error, file=sys.stderr)


class Trace:
    """Runs programs and watches them.

    count, trace - whether to count lines, and to print them
    countfuncs, countcallers - whether to note functions, or callers with them, instead
    ignoremods, ignoredirs - modules and folders that are left out
    infile, outfile - for the results
    timing - whether printed lines have the time in front
    """

    def __init__(self, count=1, trace=1, countfuncs=0, countcallers=0, ignoremods=(), ignoredirs=(), infile=None,
                 outfile=None, timing=False):
        """What to do: count lines, trace them, or only note functions or who calls whom."""
        self.infile, self.outfile = infile, outfile
        self.ignore = _Ignore(ignoremods, ignoredirs)
        self.trace = trace
        self.counts, self._calledfuncs, self._callers = {}, {}, {}
        # Names of classes, by code object.
        self._classes = {}
        self.start_time = _time() if timing else None
        self.donothing = False
        if countcallers:
            self.globaltrace = self.globaltrace_trackcallers
        elif countfuncs:
            self.globaltrace = self.globaltrace_countfuncs
        elif trace or count:
            self.globaltrace = self.globaltrace_lt
            self.localtrace = (self.localtrace_count if not trace else
                               self.localtrace_trace_and_count if count else self.localtrace_trace)
        else:
            self.donothing = True

    def run(self, cmd):
        """Execute a program as part of the main module."""
        import __main__
        self.runctx(cmd, __main__.__dict__, __main__.__dict__)

    def runctx(self, cmd, globals=None, locals=None):
        """Execute a program with those variables."""
        globals = {} if globals is None else globals
        locals = {} if locals is None else locals
        if self.donothing:
            exec(cmd, globals, locals)
            return
        threading.settrace(self.globaltrace)
        sys.settrace(self.globaltrace)
        try:
            exec(cmd, globals, locals)
        finally:
            sys.settrace(None)
            threading.settrace(None)

    def runfunc(*args, **kw):
        """Call a function; its result."""
        if not args:
            raise TypeError("descriptor 'runfunc' of 'Trace' object needs an argument")
        self, *args = args
        if args:
            func, *args = args
        else:
            from _old_keywords import take
            func = take(kw, 'func', 'runfunc expected at least 1 positional argument, got 0')
        if not self.donothing:
            sys.settrace(self.globaltrace)
        try:
            return func(*args, **kw)
        finally:
            if not self.donothing:
                sys.settrace(None)

    runfunc.__text_signature__ = '($self, func, /, *args, **kw)'

    def file_module_function_of(self, frame):
        """(file, module, function) of a frame; the class is in front of a method's name."""
        code = frame.f_code
        filename, name = code.co_filename, code.co_name
        if code not in self._classes:
            self._classes[code] = self._class_name(code)
        if self._classes[code] is not None:
            name = '%s.%s' % (self._classes[code], name)
        return filename, _modname(filename) if filename else None, name

    def _class_name(self, code):
        """The name of the class that a method belongs to, found through what refers to what; or None.

        A frame knows only its code, which is one function's, which is in one dictionary, which is a class's.
        """
        functions = [each for each in gc.get_referrers(code) if inspect.isfunction(each)]
        if len(functions) != 1:
            return None
        spaces = [each for each in gc.get_referrers(functions[0]) if isinstance(each, dict)]
        if len(spaces) != 1:
            return None
        classes = [each for each in gc.get_referrers(spaces[0]) if hasattr(each, '__bases__')]
        return classes[0].__name__ if len(classes) == 1 else None

    # ---- trace functions

    def globaltrace_trackcallers(self, frame, why, arg):
        """Note who calls whom."""
        if why == 'call':
            pair = self.file_module_function_of(frame.f_back), self.file_module_function_of(frame)
            self._callers[pair] = 1

    def globaltrace_countfuncs(self, frame, why, arg):
        """Note what is called."""
        if why == 'call':
            self._calledfuncs[self.file_module_function_of(frame)] = 1

    def globaltrace_lt(self, frame, why, arg):
        """Trace the lines of functions whose module is not ignored."""
        if why != 'call':
            return None
        filename = frame.f_globals.get('__file__')
        if not filename:
            return None
        modulename = _modname(filename)
        if self.ignore.names(filename, modulename):
            return None
        if self.trace:
            print(' --- modulename: %s, funcname: %s' % (modulename, frame.f_code.co_name))
        return self.localtrace

    def _count(self, frame):
        place = frame.f_code.co_filename, frame.f_lineno
        self.counts[place] = self.counts.get(place, 0) + 1

    def _show(self, frame):
        filename, line = frame.f_code.co_filename, frame.f_lineno
        if self.start_time:
            print('%.2f' % (_time() - self.start_time), end=' ')
        print('%s(%d): %s' % (os.path.basename(filename), line, linecache.getline(filename, line)), end='')

    def localtrace_trace_and_count(self, frame, why, arg):
        """Count lines and print them."""
        if why == 'line':
            self._count(frame)
            self._show(frame)
        return self.localtrace

    def localtrace_trace(self, frame, why, arg):
        """Print lines."""
        if why == 'line':
            self._show(frame)
        return self.localtrace

    def localtrace_count(self, frame, why, arg):
        """Count lines."""
        if why == 'line':
            self._count(frame)
        return self.localtrace

    def results(self):
        """What was found."""
        return CoverageResults(self.counts, infile=self.infile, outfile=self.outfile, calledfuncs=self._calledfuncs,
                               callers=self._callers)


# ---- the command line

_OPTIONS = (
    ('Main options', 'At least one of them, unless there is --report', (
        ('-c', '--count', 'count how often lines are executed; write each module with its counts to <module>.cover'),
        ('-t', '--trace', 'print lines before they are executed'),
        ('-l', '--listfuncs', 'list the functions that were called; not together with --count or --trace'),
        ('-T', '--trackcalls', 'list which functions called which'))),
    ('Modifiers', None, (
        (('-r', '--report', 'run nothing, but write what a file has that was made by --count --file'),
         ('-R', '--no-report', 'write no reports, only to the file')),
        ('-f', '--file', 'where counts are added up over several runs', {}),
        ('-C', '--coverdir', 'folder for the reports, which are in <package>.<module>.cover then', {}),
        ('-m', '--missing', 'mark lines that could have been executed with ">>>>>>"'),
        ('-s', '--summary', 'print a line for each file; with --count or --report'),
        ('-g', '--timing', 'print the time since the start in front of lines; with --trace'))),
    ('Filters', 'May be given repeatedly', (
        ('--ignore-module', 'modules, separated by commas, that are not traced, and what is inside of them',
         {'action': 'append', 'default': []}),
        ('--ignore-dir', 'folders, separated as in PATH, whose files are not traced',
         {'action': 'append', 'default': []}))),
)


def _add_options(container, options):
    """Add options from a table; a tuple of tuples are options of which only one may be given."""
    for option in options:
        if isinstance(option[0], tuple):
            _add_options(container.add_mutually_exclusive_group(), option)
            continue
        settings = option[-1] if isinstance(option[-1], dict) else None
        *names, help = option if settings is None else option[:-1]
        container.add_argument(*names, help=help, **({'action': 'store_true'} if settings is None else settings))


def _parser():
    import argparse
    parser = argparse.ArgumentParser()
    parser.add_argument('--version', action='version', version='trace 2.0')
    for title, description, options in _OPTIONS:
        _add_options(parser.add_argument_group(title, description), options)
    parser.add_argument('--module', action='store_true', default=False, help='run a module, not a file')
    parser.add_argument('progname', nargs='?', help='the program')
    parser.add_argument('arguments', nargs=argparse.REMAINDER, help='its arguments')
    return parser


def _folder(given):
    """A folder of --ignore-dir, which may be said in terms of the library's."""
    path = os.path.expanduser(os.path.expandvars(given))
    for variable, name in (('$prefix', 'stdlib'), ('$exec_prefix', 'platstdlib')):
        path = path.replace(variable, sysconfig.get_path(name))
    return os.path.normpath(path)


def _program(opts):
    """(code, variables) of what is to be run; the program's arguments are set."""
    if opts.module:
        import runpy
        _, spec, code = runpy._get_module_details(opts.progname)
        sys.argv = [code.co_filename, *opts.arguments]
        extra = {'__package__': spec.parent, '__loader__': spec.loader, '__spec__': spec}
    else:
        sys.argv = [opts.progname, *opts.arguments]
        sys.path[0] = os.path.dirname(opts.progname)
        with io.open_code(opts.progname) as file:
            code = compile(file.read(), opts.progname, 'exec')
        extra = {'__package__': None}
    return code, {'__name__': '__main__', '__file__': sys.argv[0], '__cached__': None, **extra}


def main():
    parser = _parser()
    opts = parser.parse_args()
    if opts.report:
        if not opts.file:
            parser.error('-r/--report requires -f/--file')
        results = CoverageResults(infile=opts.file, outfile=opts.file)
        return results.write_results(opts.missing, opts.summary, opts.coverdir)
    if not (opts.trace or opts.count or opts.listfuncs or opts.trackcalls):
        parser.error('must specify one of --trace, --count, --report, --listfuncs, or --trackcalls')
    if opts.listfuncs and (opts.count or opts.trace):
        parser.error('cannot specify both --listfuncs and (--trace or --count)')
    if opts.summary and not opts.count:
        parser.error('--summary can only be used with --count or --report')
    if opts.progname is None:
        parser.error('progname is missing: required with the main options')
    tracer = Trace(opts.count, opts.trace, opts.listfuncs, opts.trackcalls,
                   ignoremods=[name.strip() for names in opts.ignore_module for name in names.split(',')],
                   ignoredirs=[_folder(path) for paths in opts.ignore_dir for path in paths.split(os.pathsep)],
                   infile=opts.file, outfile=opts.file, timing=opts.timing)
    try:
        code, variables = _program(opts)
        tracer.runctx(code, variables, variables)
    except OSError as error:
        sys.exit('Cannot run file %r because: %s' % (sys.argv[0], error))
    except SystemExit:
        pass
    if not opts.no_report:
        tracer.results().write_results(opts.missing, opts.summary, opts.coverdir)


if __name__ == '__main__':
    main()
