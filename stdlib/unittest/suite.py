"""TestSuite: tests run together, with the fixtures of their classes and modules around them."""

import contextlib
import sys

from . import case
from . import util

__unittest = True


def _call_if_exists(parent, attr):
    getattr(parent, attr, lambda: None)()


@contextlib.contextmanager
def _captured(result):
    """Within the block the result takes what is printed, if it is one that does so."""
    _call_if_exists(result, '_setupStdout')
    try:
        yield
    finally:
        _call_if_exists(result, '_restoreStdout')


class BaseTestSuite(object):
    """A plain sequence of tests and suites, without class and module fixtures."""

    _cleanup = True

    def __init__(self, tests=()):
        self._tests = []
        self._removed_tests = 0
        self.addTests(tests)

    def __repr__(self):
        return '<%s tests=%s>' % (util.strclass(self.__class__), list(self))

    def __eq__(self, other):
        if isinstance(other, self.__class__):
            return list(self) == list(other)
        return NotImplemented

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        # Tests already run and forgotten still count.
        return self._removed_tests + sum(test.countTestCases() for test in self if test)

    def addTest(self, test):
        if not callable(test):
            raise TypeError('{} is not callable'.format(repr(test)))
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError('TestCases and TestSuites must be instantiated '
                            'before passing them to addTest()')
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError('tests must be an iterable of tests, not a string')
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            test(result)
            if self._cleanup:
                self._removeTestAtIndex(index)
        return result

    def _removeTestAtIndex(self, index):
        """Forget a test which has run, so that what it holds can go away early."""
        try:
            test = self._tests[index]
        except TypeError:
            return      # a subclass keeps its tests in its own way
        if hasattr(test, 'countTestCases'):
            self._removed_tests += test.countTestCases()
        self._tests[index] = None

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run all tests, letting exceptions through."""
        for test in self:
            test.debug()


class TestSuite(BaseTestSuite):
    """A sequence of tests; setUpClass, setUpModule and their counterparts run where one class
    or module gives way to the next."""

    def run(self, result, debug=False):
        outermost = not getattr(result, '_testRunEntered', False)
        if outermost:
            result._testRunEntered = True

        for index, test in enumerate(self):
            if result.shouldStop:
                break
            if _isnotsuite(test):
                self._tearDownPreviousClass(test, result)
                self._handleModuleFixture(test, result)
                self._handleClassSetUp(test, result)
                result._previousTestClass = test.__class__
                if (getattr(test.__class__, '_classSetupFailed', False)
                        or getattr(result, '_moduleSetUpFailed', False)):
                    continue
            if debug:
                test.debug()
            else:
                test(result)
            if self._cleanup:
                self._removeTestAtIndex(index)

        if outermost:
            self._tearDownPreviousClass(None, result)
            self._handleModuleTearDown(result)
            result._testRunEntered = False
        return result

    def debug(self):
        """Run all tests and fixtures, letting exceptions through."""
        self.run(_DebugResult(), True)

    def _handleClassSetUp(self, test, result):
        klass = test.__class__
        if (klass == getattr(result, '_previousTestClass', None)
                or getattr(result, '_moduleSetUpFailed', False)
                or getattr(klass, '__unittest_skip__', False)):
            return
        try:
            klass._classSetupFailed = False
        except TypeError:
            pass        # e.g. a test that is an instance of a built-in type

        set_up = getattr(klass, 'setUpClass', None)
        if set_up is None:
            return
        with _captured(result):
            if not self._attempt(set_up, result, 'setUpClass', util.strclass(klass)):
                klass._classSetupFailed = True
                self._runClassCleanups(klass, result, 'setUpClass')

    def _attempt(self, step, result, method_name, parent):
        """Call a fixture; an exception is reported, or let through when debugging."""
        try:
            step()
        except Exception as exc:
            if isinstance(result, _DebugResult):
                raise
            self._createClassOrModuleLevelException(result, exc, method_name, parent)
            return False
        return True

    def _runClassCleanups(self, klass, result, method_name):
        """Run a class's cleanups and report each exception they left behind."""
        klass.doClassCleanups()
        for exc_info in klass.tearDown_exceptions:
            if isinstance(result, _DebugResult):
                raise exc_info[1]
            self._createClassOrModuleLevelException(
                result, exc_info[1], method_name, util.strclass(klass), info=exc_info)

    def _get_previous_module(self, result):
        previous = getattr(result, '_previousTestClass', None)
        return previous.__module__ if previous is not None else None

    def _handleModuleFixture(self, test, result):
        name = test.__class__.__module__
        if name == self._get_previous_module(result):
            return
        self._handleModuleTearDown(result)

        result._moduleSetUpFailed = False
        set_up = getattr(sys.modules.get(name), 'setUpModule', None)
        if set_up is None:
            return

        def set_up_or_clean_up():
            try:
                set_up()
            except Exception:
                # Cleanups run, and report, ahead of the error that makes them necessary.
                try:
                    case.doModuleCleanups()
                except Exception as later:
                    self._createClassOrModuleLevelException(
                        result, later, 'setUpModule', name)
                raise

        with _captured(result):
            result._moduleSetUpFailed = not self._attempt(
                set_up_or_clean_up, result, 'setUpModule', name)

    def _createClassOrModuleLevelException(self, result, exc, method_name,
                                           parent, info=None):
        self._addClassOrModuleLevelException(
            result, exc, '{} ({})'.format(method_name, parent), info)

    def _addClassOrModuleLevelException(self, result, exception, errorName,
                                        info=None):
        holder = _ErrorHolder(errorName)
        if isinstance(exception, case.SkipTest) and hasattr(result, 'addSkip'):
            result.addSkip(holder, str(exception))
        else:
            result.addError(holder, info or sys.exc_info())

    def _handleModuleTearDown(self, result):
        name = self._get_previous_module(result)
        if name is None or getattr(result, '_moduleSetUpFailed', False):
            return
        module = sys.modules.get(name)
        if module is None:
            return
        with _captured(result):
            for step in (getattr(module, 'tearDownModule', None), case.doModuleCleanups):
                if step is not None:
                    self._attempt(step, result, 'tearDownModule', name)

    def _tearDownPreviousClass(self, test, result):
        previous = getattr(result, '_previousTestClass', None)
        if (previous is None or test.__class__ == previous
                or getattr(previous, '_classSetupFailed', False)
                or getattr(result, '_moduleSetUpFailed', False)
                or getattr(previous, '__unittest_skip__', False)):
            return
        tear_down = getattr(previous, 'tearDownClass', None)
        if tear_down is not None:
            with _captured(result):
                self._attempt(tear_down, result, 'tearDownClass', util.strclass(previous))
                self._runClassCleanups(previous, result, 'tearDownClass')


class _ErrorHolder(object):
    """Stands in for a test when a fixture of a class or module failed."""

    failureException = None     # never equal to an exception's type

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return "<ErrorHolder description=%r>" % (self.description,)

    def __str__(self):
        return self.id()

    def run(self, result):
        """Nothing to run."""

    def __call__(self, result):
        return self.run(result)

    def countTestCases(self):
        return 0


def _isnotsuite(test):
    """Suites can be iterated; tests cannot."""
    try:
        iter(test)
    except TypeError:
        return True
    return False


class _DebugResult(object):
    """The little of a result that TestSuite.debug() needs."""

    _previousTestClass = None
    _moduleSetUpFailed = False
    shouldStop = False
