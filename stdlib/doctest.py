"""Examples in docstrings, run and compared with the output that stands below them.

The examples, and what finds them, are in _doctest_examples; all of it is found here.
"""

__docformat__ = 'reStructuredText en'

__all__ = [
    'register_optionflag', 'DONT_ACCEPT_TRUE_FOR_1', 'DONT_ACCEPT_BLANKLINE', 'NORMALIZE_WHITESPACE', 'ELLIPSIS',
    'SKIP', 'IGNORE_EXCEPTION_DETAIL', 'COMPARISON_FLAGS', 'REPORT_UDIFF', 'REPORT_CDIFF', 'REPORT_NDIFF',
    'REPORT_ONLY_FIRST_FAILURE', 'REPORTING_FLAGS', 'FAIL_FAST', 'Example', 'DocTest', 'DocTestParser',
    'DocTestFinder', 'DocTestRunner', 'OutputChecker', 'DocTestFailure', 'UnexpectedException', 'DebugRunner',
    'testmod', 'testfile', 'run_docstring_examples', 'DocTestSuite', 'DocFileSuite', 'set_unittest_reportflags',
    'script_from_examples', 'testsource', 'debug_src', 'debug',
]

import __future__
import difflib
import inspect
import linecache
import os
import re
import sys
import traceback
import unittest
from collections import namedtuple
from io import StringIO

from _doctest_examples import *

TestResults = namedtuple('TestResults', 'failed attempted')

# ---- helpers

def _extract_future_flags(globs):
    """The flags of the __future__ features that name spaces have imported."""
    flags = 0
    for name in __future__.all_feature_names:
        feature = getattr(__future__, name)
        if globs.get(name, None) is feature:
            flags |= feature.compiler_flag
    return flags


def _normalize_module(module, depth=2):
    """A module given as itself, by name, or, as None, the caller's."""
    if inspect.ismodule(module):
        return module
    if isinstance(module, str):
        return __import__(module, globals(), locals(), ['*'])
    if module is None:
        return sys.modules[sys._getframe(depth).f_globals['__name__']]
    raise TypeError('Expected a module, string, or None')


def _newline_convert(data):
    return data.replace('\r\n', '\n').replace('\r', '\n')


def _load_testfile(filename, package, module_relative, encoding):
    """Text and path of a file."""
    if module_relative:
        package = _normalize_module(package, 3)
        filename = _module_relative_path(package, filename)
        loader = getattr(package, '__loader__', None)
        if hasattr(loader, 'get_data'):
            return _newline_convert(loader.get_data(filename).decode(encoding)), filename
    with open(filename, encoding=encoding) as file:
        return file.read(), filename


def _indent(s, indent=4):
    """Indent the lines that are not empty."""
    return re.sub('(?m)^(?!$)', indent * ' ', s)


def _exception_traceback(exc_info):
    text = StringIO()
    traceback.print_exception(*exc_info, file=text)
    return text.getvalue()


class _SpoofOut(StringIO):
    """Collects output; text always ends with a newline."""

    def getvalue(self):
        text = StringIO.getvalue(self)
        return text + '\n' if text and not text.endswith('\n') else text

    def truncate(self, size=None):
        self.seek(size)
        StringIO.truncate(self)


def _ellipsis_match(want, got):
    """Does the output fit, where '...' stands for anything?"""
    if ELLIPSIS_MARKER not in want:
        return want == got
    first, *middle, last = want.split(ELLIPSIS_MARKER)
    start, end = len(first), len(got) - len(last)
    if start > end or not got.startswith(first) or not got.endswith(last):
        return False
    for part in middle:
        start = got.find(part, start, end)
        if start < 0:
            return False
        start += len(part)
    return True


def _comment_line(line):
    line = line.rstrip()
    return '# ' + line if line else '#'


def _strip_exception_details(msg):
    """The name of an exception without module and message."""
    name = msg.partition('\n')[0].partition(':')[0]
    return name.rpartition('.')[2]


def _module_relative_path(module, test_path):
    """The path of a file that is given relative to a module, with slashes."""
    if not inspect.ismodule(module):
        raise TypeError('Expected a module: %r' % module)
    if test_path.startswith('/'):
        raise ValueError('Module-relative files may not have absolute paths')
    parts = test_path.split('/')
    if hasattr(module, '__file__'):
        base = os.path.split(module.__file__)[0]
    elif module.__name__ == '__main__':
        base = os.path.split(sys.argv[0])[0] if sys.argv and sys.argv[0] else os.curdir
    elif hasattr(module, '__path__'):
        for directory in module.__path__:
            path = os.path.join(directory, *parts)
            if os.path.exists(path):
                return path
        base = None
    else:
        base = None
    if base is None:
        raise ValueError("Can't resolve paths relative to the module %r (it has no __file__)" % module.__name__)
    return os.path.join(base, *parts)


# ---- running

class DocTestRunner:
    """Runs examples and reports what differs."""

    DIVIDER = '*' * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        """checker compares the outputs, by default a plain OutputChecker; verbose tells of successes, too, by
        default if -v is in sys.argv; optionflags are those that hold where an example has none of its own.
        """
        self._checker = checker or OutputChecker()
        self._verbose = '-v' in sys.argv if verbose is None else verbose
        self.optionflags = self.original_optionflags = optionflags
        self.tries = 0
        self.failures = 0
        self._name2ft = {}  # by test: (failures, tries)
        self._fakeout = _SpoofOut()

    # The reports, which may be overridden.

    def report_start(self, out, test, example):
        """Say, if verbose, that an example is about to run. out() takes the text."""
        if self._verbose:
            expecting = 'Expecting:\n' + _indent(example.want) if example.want else 'Expecting nothing\n'
            out('Trying:\n' + _indent(example.source) + expecting)

    def report_success(self, out, test, example, got):
        """Say, if verbose, that the output, got, was the one expected."""
        if self._verbose:
            out('ok\n')

    def report_failure(self, out, test, example, got):
        """Say that the output, got, was another than expected, and how they differ."""
        out(self._failure_header(test, example) + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        """Say that an example raised an exception, with its traceback."""
        out(self._failure_header(test, example) + 'Exception raised:\n' + _indent(_exception_traceback(exc_info)))

    def _failure_header(self, test, example):
        if not test.filename:
            place = 'Line %s, in %s' % (example.lineno + 1, test.name)
        else:
            known = test.lineno is not None and example.lineno is not None
            line = test.lineno + example.lineno + 1 if known else '?'
            place = 'File "%s", line %s, in %s' % (test.filename, line, test.name)
        return '%s\n%s\nFailed example:\n%s' % (self.DIVIDER, place, _indent(example.source))

    def _outcome(self, example, test, number, compileflags):
        """Run an example: (output, exc_info or None)."""
        filename = '<doctest %s[%d]>' % (test.name, number)
        try:
            # The line break is seen in tracebacks, whose readers compare them with what they know.
            exec(compile(example.source, filename, "single",
                         dont_inherit=True, flags=compileflags), test.globs)
            self.debugger.set_continue()
            return None
        except KeyboardInterrupt:
            raise
        except:
            self.debugger.set_continue()
            return sys.exc_info()

    def __run(self, test, compileflags, out):
        failures = tries = 0
        original = self.optionflags
        check = self._checker.check_output
        for number, example in enumerate(test.examples):
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failures > 0
            self.optionflags = original
            for flag, on in example.options.items():
                self.optionflags = self.optionflags | flag if on else self.optionflags & ~flag
            if self.optionflags & SKIP:
                continue
            tries += 1
            if not quiet:
                self.report_start(out, test, example)
            exception = self._outcome(example, test, number, compileflags)
            got = self._fakeout.getvalue()
            self._fakeout.truncate(0)
            unexpected = False
            if exception is None:
                passed = check(example.want, got, self.optionflags)
            else:
                message = traceback.format_exception_only(*exception[:2])[-1]
                if not quiet:
                    got += _exception_traceback(exception)
                if example.exc_msg is None:
                    passed, unexpected = False, True
                else:
                    passed = check(example.exc_msg, message, self.optionflags)
                    if not passed and self.optionflags & IGNORE_EXCEPTION_DETAIL:
                        passed = check(_strip_exception_details(example.exc_msg), _strip_exception_details(message),
                                       self.optionflags)
            if passed:
                if not quiet:
                    self.report_success(out, test, example, got)
                continue
            if not quiet:
                if unexpected:
                    self.report_unexpected_exception(out, test, example, exception)
                else:
                    self.report_failure(out, test, example, got)
            failures += 1
            if self.optionflags & FAIL_FAST:
                break
        self.optionflags = original
        self.__record_outcome(test, failures, tries)
        return TestResults(failures, tries)

    def __record_outcome(self, test, f, t):
        failed, tried = self._name2ft.get(test.name, (0, 0))
        self._name2ft[test.name] = failed + f, tried + t
        self.failures += f
        self.tries += t

    __LINECACHE_FILENAME_RE = re.compile(r'<doctest (?P<name>.+)\[(?P<examplenum>\d+)\]>$')

    def __patched_linecache_getlines(self, filename, module_globals=None):
        match = self.__LINECACHE_FILENAME_RE.match(filename)
        if match and match['name'] == self.test.name:
            return self.test.examples[int(match['examplenum'])].source.splitlines(keepends=True)
        return self.save_linecache_getlines(filename, module_globals)

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Run a DocTest: TestResults(failed, attempted)."""
        self.test = test
        if compileflags is None:
            compileflags = _extract_future_flags(test.globs)
        stdout = sys.stdout
        if out is None:
            encoding = stdout.encoding
            if encoding is None or encoding.lower() == 'utf-8':
                out = stdout.write
            else:
                def out(s):
                    stdout.write(s.encode(encoding, 'backslashreplace').decode(encoding))
        import pdb
        trace, set_trace, hook = sys.gettrace(), pdb.set_trace, sys.displayhook
        sys.stdout = self._fakeout
        self.debugger = _OutputRedirectingPdb(stdout)
        self.debugger.reset()
        pdb.set_trace = self.debugger.set_trace
        self.save_linecache_getlines = linecache.getlines
        linecache.getlines = self.__patched_linecache_getlines
        sys.displayhook = sys.__displayhook__
        try:
            return self.__run(test, compileflags, out)
        finally:
            sys.stdout = stdout
            pdb.set_trace = set_trace
            sys.settrace(trace)
            linecache.getlines = self.save_linecache_getlines
            sys.displayhook = hook
            if clear_globs:
                test.globs.clear()
                import builtins
                builtins._ = None

    def summarize(self, verbose=None):
        """Print a summary of all that has been run: TestResults."""
        verbose = self._verbose if verbose is None else verbose
        rows = sorted(self._name2ft.items())
        empty = [name for name, (_, tried) in rows if not tried]
        passed = [(name, tried) for name, (failed, tried) in rows if tried and not failed]
        failing = [(name, counts) for name, counts in rows if counts[0]]
        total, failures = sum(c[1] for _, c in rows), sum(c[0] for _, c in rows)
        if verbose:
            if empty:
                print(len(empty), 'items had no tests:')
                for name in empty:
                    print('   ', name)
            if passed:
                print(len(passed), 'items passed all tests:')
                for name, count in passed:
                    print(' %3d tests in %s' % (count, name))
        if failing:
            print(self.DIVIDER)
            print(len(failing), 'items had failures:')
            for name, (failed, tried) in failing:
                print(' %3d of %3d in %s' % (failed, tried, name))
        if verbose:
            print(total, 'tests in', len(rows), 'items.')
            print(total - failures, 'passed and', failures, 'failed.')
        if failures:
            print('***Test Failed***', failures, 'failures.')
        elif verbose:
            print('Test passed.')
        return TestResults(failures, total)

    def merge(self, other):
        for name, (failed, tried) in other._name2ft.items():
            mine = self._name2ft.get(name, (0, 0))
            self._name2ft[name] = mine[0] + failed, mine[1] + tried


def _OutputRedirectingPdb(out):
    """A debugger that writes to the real output while that of the examples is collected."""
    import pdb

    class Debugger(pdb.Pdb):
        def __init__(self):
            self.__in_use = False
            pdb.Pdb.__init__(self, stdout=out, nosigint=True)
            self.use_rawinput = 1

        def set_trace(self, frame=None):
            self.__in_use = True
            pdb.Pdb.set_trace(self, sys._getframe().f_back if frame is None else frame)

        def set_continue(self):
            # Without use, tracing by others must go on.
            if self.__in_use:
                pdb.Pdb.set_continue(self)

        def trace_dispatch(self, *args):
            kept, sys.stdout = sys.stdout, out
            try:
                return pdb.Pdb.trace_dispatch(self, *args)
            finally:
                sys.stdout = kept

    return Debugger()


class OutputChecker:
    """Compares output with what is expected."""

    def _toAscii(self, s):
        return str(s.encode('ASCII', 'backslashreplace'), 'ASCII')

    def check_output(self, want, got, optionflags):
        """Does the output that came fit the one wanted?

        They do if they are equal; or, as far as the option flags do not forbid or do demand it, if True stands
        for 1, a marker for an empty line, any white space for other, and '...' for anything.
        """
        want, got = self._toAscii(want), self._toAscii(got)
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (('True\n', '1\n'), ('False\n', '0\n')):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(r'(?m)^%s\s*?$' % re.escape(BLANKLINE_MARKER), '', want)
            got = re.sub(r'(?m)^[^\S\n]+$', '', got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            want, got = ' '.join(want.split()), ' '.join(got.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS and _ellipsis_match(want, got))

    def _do_a_fancy_diff(self, want, got, optionflags):
        if not optionflags & (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF):
            return False
        # Small differences within lines are interesting only for the one kind.
        return bool(optionflags & REPORT_NDIFF) or want.count('\n') > 2 and got.count('\n') > 2

    def output_difference(self, example, got, optionflags):
        """The difference as text."""
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub('(?m)^[ ]*(?=\n)', BLANKLINE_MARKER, got)
        if self._do_a_fancy_diff(want, got, optionflags):
            lines = want.splitlines(keepends=True), got.splitlines(keepends=True)
            if optionflags & REPORT_UDIFF:
                diff, kind = list(difflib.unified_diff(*lines, n=2))[2:], 'unified diff with -expected +actual'
            elif optionflags & REPORT_CDIFF:
                diff = list(difflib.context_diff(*lines, n=2))[2:]
                kind = 'context diff with expected followed by actual'
            else:
                diff = list(difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK).compare(*lines))
                kind = 'ndiff with -expected +actual'
            return 'Differences (%s):\n' % kind + _indent(''.join(diff))
        if want and got:
            return 'Expected:\n%sGot:\n%s' % (_indent(want), _indent(got))
        if want:
            return 'Expected:\n%sGot nothing\n' % _indent(want)
        return 'Expected nothing\nGot:\n%s' % _indent(got) if got else 'Expected nothing\nGot nothing\n'


class DocTestFailure(Exception):
    """The output of an example was not what was expected."""

    def __init__(self, test, example, got):
        self.test, self.example, self.got = test, example, got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    """An example raised an exception."""

    def __init__(self, test, example, exc_info):
        self.test, self.example, self.exc_info = test, example, exc_info

    def __str__(self):
        return str(self.test)


class DebugRunner(DocTestRunner):
    """Raises an exception at the first failure."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        result = DocTestRunner.run(self, test, compileflags, out, False)
        if clear_globs:
            test.globs.clear()
        return result

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)


# ---- functions

# Collects the results of all calls of testmod() and testfile().
master = None


def _finish(runner, report):
    global master
    if report:
        runner.summarize()
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return TestResults(runner.failures, runner.tries)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None,
            raise_on_error=False, exclude_empty=False):
    """Run the examples of a module, by default the main one: TestResults(failed, attempted)."""
    if m is None:
        m = sys.modules.get('__main__')
    if not inspect.ismodule(m):
        raise TypeError('testmod: module required; %r' % (m,))
    if name is None:
        name = m.__name__
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(exclude_empty=exclude_empty).find(m, name, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    return _finish(runner, report)


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True,
             optionflags=0, extraglobs=None, raise_on_error=False, parser=DocTestParser(), encoding=None):
    """Run the examples of a text file: TestResults(failed, attempted)."""
    if package and not module_relative:
        raise ValueError('Package may only be specified for module-relative paths.')
    text, filename = _load_testfile(filename, package, module_relative, encoding or 'utf-8')
    if name is None:
        name = os.path.basename(filename)
    globs = {} if globs is None else globs.copy()
    globs.update(extraglobs or {})
    globs.setdefault('__name__', '__main__')
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    runner.run(parser.get_doctest(text, globs, name, filename, 0))
    return _finish(runner, report)


def run_docstring_examples(f, globs, verbose=False, name='NoName', compileflags=None, optionflags=0):
    """Run the examples of an object's docstring or of a string."""
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(verbose=verbose, recurse=False).find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


# ---- unittest

_unittest_reportflags = 0


def set_unittest_reportflags(flags):
    """Set the reporting flags of tests that have none of their own; return the former ones."""
    global _unittest_reportflags
    if flags & REPORTING_FLAGS != flags:
        raise ValueError('Only reporting flags allowed', flags)
    former, _unittest_reportflags = _unittest_reportflags, flags
    return former


class DocTestCase(unittest.TestCase):
    """A DocTest as a test case."""

    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        unittest.TestCase.__init__(self)
        self._dt_optionflags = optionflags
        self._dt_checker = checker
        self._dt_globs = test.globs.copy()
        self._dt_test = test
        self._dt_setUp = setUp
        self._dt_tearDown = tearDown

    def setUp(self):
        if self._dt_setUp is not None:
            self._dt_setUp(self._dt_test)

    def tearDown(self):
        test = self._dt_test
        if self._dt_tearDown is not None:
            self._dt_tearDown(test)
        test.globs.clear()
        test.globs.update(self._dt_globs)

    def runTest(self):
        flags = self._dt_optionflags
        if not flags & REPORTING_FLAGS:
            flags |= _unittest_reportflags
        runner = DocTestRunner(optionflags=flags, checker=self._dt_checker, verbose=False)
        runner.DIVIDER = '-' * 70
        text = StringIO()
        failures, _ = runner.run(self._dt_test, out=text.write, clear_globs=False)
        if failures:
            raise self.failureException(self.format_failure(text.getvalue()))

    def format_failure(self, err):
        test = self._dt_test
        number = 'unknown line number' if test.lineno is None else '%s' % test.lineno
        name = '.'.join(test.name.split('.')[-1:])
        return ('Failed doctest test for %s\n  File "%s", line %s, in %s\n\n%s'
                % (test.name, test.filename, number, name, err))

    def debug(self):
        """Run so that a debugger can look at the first failure."""
        self.setUp()
        runner = DebugRunner(optionflags=self._dt_optionflags, checker=self._dt_checker, verbose=False)
        runner.run(self._dt_test, clear_globs=False)
        self.tearDown()

    def id(self):
        return self._dt_test.name

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        names = ('_dt_test', '_dt_optionflags', '_dt_setUp', '_dt_tearDown', '_dt_checker')
        return all(getattr(self, name) == getattr(other, name) for name in names)

    def __hash__(self):
        return hash((self._dt_optionflags, self._dt_setUp, self._dt_tearDown, self._dt_checker))

    def __repr__(self):
        name = self._dt_test.name.split('.')
        return '%s (%s)' % (name[-1], '.'.join(name[:-1]))

    __str__ = object.__str__

    def shortDescription(self):
        return 'Doctest: ' + self._dt_test.name


class SkipDocTestCase(DocTestCase):
    """Stands for a module without docstrings, as with -OO."""

    def __init__(self, module):
        self.module = module
        DocTestCase.__init__(self, None)

    def setUp(self):
        self.skipTest('DocTestSuite will not work with -O2 and above')

    def test_skip(self):
        pass

    def shortDescription(self):
        return 'Skipping tests from %s' % self.module.__name__

    __str__ = shortDescription


class _DocTestSuite(unittest.TestSuite):
    def _removeTestAtIndex(self, index):
        pass  # tests are kept: they have results to show


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """The examples of a module as a suite of test cases."""
    module = _normalize_module(module)
    finder = DocTestFinder() if test_finder is None else test_finder
    tests = finder.find(module, globs=globs, extraglobs=extraglobs)
    suite = _DocTestSuite()
    if not tests and sys.flags.optimize >= 2:
        suite.addTest(SkipDocTestCase(module))
        return suite
    for test in sorted(tests):
        if test.examples:
            if not test.filename:
                filename = module.__file__
                test.filename = filename[:-1] if filename[-4:] == '.pyc' else filename
            suite.addTest(DocTestCase(test, **options))
    return suite


class DocFileCase(DocTestCase):
    def id(self):
        return '_'.join(self._dt_test.name.split('.'))

    def __repr__(self):
        return self._dt_test.filename

    def format_failure(self, err):
        return ('Failed doctest test for %s\n  File "%s", line 0\n\n%s'
                % (self._dt_test.name, self._dt_test.filename, err))


def DocFileTest(path, module_relative=True, package=None, globs=None, parser=DocTestParser(), encoding=None,
                **options):
    """The examples of a text file as a test case."""
    globs = {} if globs is None else globs.copy()
    if package and not module_relative:
        raise ValueError('Package may only be specified for module-relative paths.')
    text, path = _load_testfile(path, package, module_relative, encoding or 'utf-8')
    globs.setdefault('__file__', path)
    return DocFileCase(parser.get_doctest(text, globs, os.path.basename(path), path, 0), **options)


def DocFileSuite(*paths, **kw):
    """The examples of text files as a suite of test cases."""
    suite = _DocTestSuite()
    if kw.get('module_relative', True):
        kw['package'] = _normalize_module(kw.get('package'))
    for path in paths:
        suite.addTest(DocFileTest(path, **kw))
    return suite


# ---- debugging

def script_from_examples(s):
    """A program made of examples; all other text becomes comments."""
    lines = []
    for piece in DocTestParser().parse(s):
        if isinstance(piece, Example):
            lines.append(piece.source[:-1])
            if piece.want:
                lines.append('# Expected:')
                lines += ['## ' + line for line in piece.want.split('\n')[:-1]]
        else:
            lines += [_comment_line(line) for line in piece.split('\n')[:-1]]
    while lines and lines[-1] == '#':
        lines.pop()
    while lines and lines[0] == '#':
        lines.pop(0)
    return '\n'.join(lines) + '\n'


def testsource(module, name):
    """The examples of an object of a module as a program."""
    module = _normalize_module(module)
    found = [test for test in DocTestFinder().find(module) if test.name == name]
    if not found:
        raise ValueError(name, 'not found in tests')
    return script_from_examples(found[0].docstring)


def debug_src(src, pm=False, globs=None):
    """Debug the examples of a docstring."""
    debug_script(script_from_examples(src), pm, globs)


def debug_script(src, pm=False, globs=None):
    """Debug a program; with pm only after an exception."""
    import pdb
    globs = globs.copy() if globs else {}
    if not pm:
        pdb.Pdb(nosigint=True).run('exec(%r)' % src, globs, globs)
        return
    try:
        exec(src, globs, globs)
    except:
        print(sys.exc_info()[1])
        debugger = pdb.Pdb(nosigint=True)
        debugger.reset()
        debugger.interaction(None, sys.exc_info()[2])


def debug(module, name, pm=False):
    """Debug the examples of an object of a module."""
    module = _normalize_module(module)
    debug_script(testsource(module, name), pm, module.__dict__)


def _test():
    import argparse
    parser = argparse.ArgumentParser(description='doctest runner')
    parser.add_argument('-v', '--verbose', action='store_true', default=False,
                        help='print very verbose output for all tests')
    parser.add_argument('-o', '--option', action='append', choices=OPTIONFLAGS_BY_NAME.keys(), default=[],
                        help='specify a doctest option flag to apply to the test run; may be specified more than '
                             'once to apply multiple options')
    parser.add_argument('-f', '--fail-fast', action='store_true',
                        help='stop running tests after first failure (this is a shorthand for -o FAIL_FAST, and is '
                             'in addition to any other -o options)')
    parser.add_argument('file', nargs='+', help='file containing the tests to run')
    args = parser.parse_args()
    flags = FAIL_FAST if args.fail_fast else 0
    for option in args.option:
        flags |= OPTIONFLAGS_BY_NAME[option]
    for name in args.file:
        if name.endswith('.py'):
            folder, base = os.path.split(name)
            sys.path.insert(0, folder)
            module = __import__(base[:-3])
            del sys.path[0]
            failures, _ = testmod(module, verbose=args.verbose, optionflags=flags)
        else:
            failures, _ = testfile(name, module_relative=False, verbose=args.verbose, optionflags=flags)
        if failures:
            return 1
    return 0


if __name__ == '__main__':
    sys.exit(_test())
