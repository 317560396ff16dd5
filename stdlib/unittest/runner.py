"""TextTestRunner: runs tests and writes about them."""

import sys
import time
import warnings

from . import result
from .signals import registerResult

__unittest = True


class _WritelnDecorator(object):
    """A stream with a writeln() method."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, attr):
        # Unpickling and copying ask before there is a stream.
        if attr in ('stream', '__getstate__'):
            raise AttributeError(attr)
        return getattr(self.stream, attr)

    def writeln(self, arg=None):
        if arg:
            self.write(arg)
        self.write('\n')


class TextTestResult(result.TestResult):
    """A result which writes a character, or with verbosity 2 a line, for each test."""

    separator1 = '=' * 70
    separator2 = '-' * 70

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream, self.descriptions = stream, descriptions
        self.showAll, self.dots = verbosity > 1, verbosity == 1

    def getDescription(self, test):
        first_line = test.shortDescription()
        if first_line and self.descriptions:
            return '%s\n%s' % (test, first_line)
        return str(test)

    def __show(self, word, letter):
        if self.showAll:
            self.stream.writeln(word)
        elif self.dots:
            self.stream.write(letter)
            self.stream.flush()

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write('%s ... ' % self.getDescription(test))
            self.stream.flush()

    def addSuccess(self, test):
        super().addSuccess(test)
        self.__show("ok", '.')

    def addError(self, test, err):
        super().addError(test, err)
        self.__show("ERROR", 'E')

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.__show("FAIL", 'F')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.__show("skipped {0!r}".format(reason), 's')

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self.__show("expected failure", 'x')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.__show("unexpected success", 'u')

    def printErrors(self):
        if self.showAll or self.dots:
            self.stream.writeln()
        for flavour, errors in (('ERROR', self.errors), ('FAIL', self.failures)):
            self.printErrorList(flavour, errors)

    def printErrorList(self, flavour, errors):
        for test, text in errors:
            for line in (self.separator1, "%s: %s" % (flavour, self.getDescription(test)),
                         self.separator2, "%s" % text):
                self.stream.writeln(line)


class TextTestRunner(object):
    """Runs tests, writing names or dots, then details of failures, then a summary."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1,
                 failfast=False, buffer=False, resultclass=None, warnings=None,
                 *, tb_locals=False):
        """stream takes the report, by default sys.stderr as it is now; verbosity is 0 (only a summary), 1
        (characters) or 2 (names); descriptions: show the first line of docstrings; failfast: stop at the first
        failure; buffer: show the output of tests that fail only; resultclass is called to make the result;
        warnings is the filter's action while tests run; tb_locals: show local variables in tracebacks.
        """
        self.stream = _WritelnDecorator(sys.stderr if stream is None else stream)
        self.descriptions, self.verbosity = descriptions, verbosity
        self.failfast, self.buffer, self.tb_locals = failfast, buffer, tb_locals
        self.warnings = warnings
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def __set_warnings(self):
        if not self.warnings:
            return
        warnings.simplefilter(self.warnings)
        if self.warnings in ('default', 'always'):
            # Old names of assert methods: one warning a module is enough.
            warnings.filterwarnings('module', category=DeprecationWarning,
                                    message=r'Please use assert\w+ instead.')

    def run(self, test):
        """Run a test or suite; gives the result."""
        result = self._makeResult()
        registerResult(result)
        for name in ('failfast', 'buffer', 'tb_locals'):
            setattr(result, name, getattr(self, name))
        with warnings.catch_warnings():
            self.__set_warnings()
            began = time.perf_counter()
            getattr(result, 'startTestRun', lambda: None)()
            try:
                test(result)
            finally:
                getattr(result, 'stopTestRun', lambda: None)()
            ended = time.perf_counter()
        result.printErrors()
        self.__summarize(result, ended - began)
        return result

    def __summarize(self, result, seconds):
        stream = self.stream
        if hasattr(result, 'separator2'):
            stream.writeln(result.separator2)
        count = result.testsRun
        stream.writeln("Ran %d test%s in %.3fs" % (count, "" if count == 1 else "s", seconds))
        stream.writeln()

        notes = []

        def note(form, attr):
            found = len(getattr(result, attr, ()))
            if found:
                notes.append(form % found)

        if result.wasSuccessful():
            stream.write("OK")
        else:
            stream.write("FAILED")
            note("failures=%d", 'failures')
            note("errors=%d", 'errors')
        note("skipped=%d", 'skipped')
        note("expected failures=%d", 'expectedFailures')
        note("unexpected successes=%d", 'unexpectedSuccesses')
        if notes:
            stream.writeln(" (%s)" % (", ".join(notes),))
        else:
            stream.write("\n")
