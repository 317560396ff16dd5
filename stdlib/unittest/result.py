"""TestResult: what came out of a run of tests."""

import io
import sys
import traceback
from functools import wraps

from . import util

__unittest = True

STDOUT_LINE = '\nStdout:\n%s'
STDERR_LINE = '\nStderr:\n%s'


def failfast(method):
    """Make a reporting method also stop the run when the result's failfast is set."""
    @wraps(method)
    def inner(self, *args, **kw):
        if getattr(self, 'failfast', False):
            self.stop()
        return method(self, *args, **kw)
    return inner


class TestResult(object):
    """Collects outcomes; runners and suites tell it about every step.

    `errors` and `failures` hold (test, text) pairs, the text being a formatted traceback.
    """

    _previousTestClass = None
    _testRunEntered = False
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.shouldStop = self.buffer = self.tb_locals = False
        self._stdout_buffer = self._stderr_buffer = None
        self._original_stdout = sys.stdout
        self._original_stderr = sys.stderr
        self._mirrorOutput = False

    def printErrors(self):
        "For subclasses: print what went wrong."

    def startTest(self, test):
        "A test begins."
        self.testsRun += 1
        self._mirrorOutput = False
        self._setupStdout()

    def _setupStdout(self):
        if not self.buffer:
            return
        if self._stderr_buffer is None:
            self._stderr_buffer, self._stdout_buffer = io.StringIO(), io.StringIO()
        sys.stdout, sys.stderr = self._stdout_buffer, self._stderr_buffer

    def startTestRun(self):
        """Called once, before the first test."""

    def stopTest(self, test):
        """A test is over, whatever its outcome."""
        self._restoreStdout()
        self._mirrorOutput = False

    def _restoreStdout(self):
        if not self.buffer:
            return
        if self._mirrorOutput:
            for current, original, form in (
                    (sys.stdout, self._original_stdout, STDOUT_LINE),
                    (sys.stderr, self._original_stderr, STDERR_LINE)):
                text = current.getvalue()
                if text:
                    original.write(form % (text if text.endswith('\n') else text + '\n'))
        sys.stdout, sys.stderr = self._original_stdout, self._original_stderr
        for buffer in (self._stdout_buffer, self._stderr_buffer):
            buffer.seek(0)
            buffer.truncate()

    def stopTestRun(self):
        """Called once, after the last test."""

    def __note(self, where, test, err):
        where.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    @failfast
    def addError(self, test, err):
        """The test raised something other than its failureException; `err` is sys.exc_info()."""
        self.__note(self.errors, test, err)

    @failfast
    def addFailure(self, test, err):
        """An assertion of the test failed; `err` is sys.exc_info()."""
        self.__note(self.failures, test, err)

    def addSubTest(self, test, subtest, err):
        """A subtest is over; `err` is None or sys.exc_info()."""
        if err is None:
            return
        if getattr(self, 'failfast', False):
            self.stop()
        failed = issubclass(err[0], test.failureException)
        self.__note(self.failures if failed else self.errors, subtest, err)

    def addSuccess(self, test):
        "The test passed."

    def addSkip(self, test, reason):
        """The test was skipped."""
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        """A test marked with expectedFailure failed."""
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    @failfast
    def addUnexpectedSuccess(self, test):
        """A test marked with expectedFailure passed."""
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        """True as long as nothing went wrong."""
        # Result objects of foreign frameworks may lack unexpectedSuccesses.
        return not (self.failures or self.errors
                    or getattr(self, 'unexpectedSuccesses', ()))

    def stop(self):
        """Ask for the run to end before the next test."""
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        """Text of an exception, without the frames of the framework."""
        exctype, value, tb = err
        while tb and self._is_relevant_tb_level(tb):
            tb = tb.tb_next
        # A failed assertion ends in frames of the assert methods: leave these out as well.
        limit = None
        if exctype is test.failureException:
            limit = self._count_relevant_tb_levels(tb)
        report = traceback.TracebackException(
            exctype, value, tb, limit=limit, capture_locals=self.tb_locals)
        pieces = list(report.format())
        if self.buffer:
            for stream, form in ((sys.stdout, STDOUT_LINE), (sys.stderr, STDERR_LINE)):
                text = stream.getvalue()
                if text:
                    pieces.append(form % (text if text.endswith('\n') else text + '\n'))
        return ''.join(pieces)

    def _is_relevant_tb_level(self, tb):
        return '__unittest' in tb.tb_frame.f_globals

    def _count_relevant_tb_levels(self, tb):
        levels = 0
        while tb and not self._is_relevant_tb_level(tb):
            levels, tb = levels + 1, tb.tb_next
        return levels

    def __repr__(self):
        return '<%s run=%i errors=%i failures=%i>' % (
            util.strclass(self.__class__), self.testsRun, len(self.errors), len(self.failures))
