"""TestCase: one test with its fixtures, and the assertions it may make."""

import collections
import contextlib
import difflib
import functools
import logging
import pprint
import re
import sys
import traceback
import types
import warnings

from . import result
from ._case_contexts import (
    _AssertLogsContext, _AssertRaisesBaseContext, _AssertRaisesContext, _AssertWarnsContext, _BaseTestCaseContext,
    _CapturingHandler, _LoggingWatcher, _is_subtype)
from .util import (strclass, safe_repr, _count_diff_all_purpose,
                   _count_diff_hashable, _common_shorten_repr)

__unittest = True

_subtest_msg_sentinel = object()

DIFF_OMITTED = '\nDiff is %s characters long. Set self.maxDiff to None to see it.'


class SkipTest(Exception):
    """Raised in a test or fixture: do not run this test."""


class _ShouldStop(Exception):
    """Leaves a test from within a subtest."""


class _UnexpectedSuccess(Exception):
    """Reported to results which do not know unexpected successes."""


class _PartExecutor(object):
    """Context manager: runs a part of a test and notes in an _Outcome how it ended."""

    def __init__(self, outcome, test_case):
        self.outcome = outcome
        self.test_case = test_case

    def __enter__(self):
        self.before = self.outcome.success
        self.outcome.success = True

    def __exit__(self, exc_type, exc_value, tb):
        outcome, test_case = self.outcome, self.test_case
        try:
            if exc_type is None:
                if outcome.result_supports_subtests and outcome.success:
                    outcome.errors.append((test_case, None))
            elif issubclass(exc_type, KeyboardInterrupt):
                return False
            elif issubclass(exc_type, SkipTest):
                outcome.success = False
                outcome.skipped.append((test_case, str(exc_value)))
            elif issubclass(exc_type, _ShouldStop):
                pass
            elif outcome.expecting_failure:
                outcome.expectedFailure = (exc_type, exc_value, tb)
            else:
                outcome.success = False
                outcome.errors.append((test_case, (exc_type, exc_value, tb)))
            return True
        finally:
            outcome.success = outcome.success and self.before
            # The traceback refers to this frame: leave no cycle behind.
            exc_value = tb = None


class _Outcome(object):
    """What the parts of one test have come to so far."""

    def __init__(self, result=None):
        self.result = result
        self.result_supports_subtests = hasattr(result, "addSubTest")
        self.success = True
        self.expecting_failure = False
        self.expectedFailure = None
        self.skipped = []
        self.errors = []

    def testPartExecutor(self, test_case, isTest=False):
        return _PartExecutor(self, test_case)


def _id(obj):
    return obj


_module_cleanups = []


def _split_function(name, args, kwargs):
    """(function, other positional arguments); the keyword `function` is on its way out."""
    if args:
        return args[0], args[1:]
    from _old_keywords import take
    return take(kwargs, 'function', '%s expected at least 1 positional argument, got 0' % name, stacklevel=4), ()


def addModuleCleanup(function, /, *args, **kwargs):
    """Have `function` called after tearDownModule(), or after a setUpModule() that failed."""
    _module_cleanups.append((function, args, kwargs))


def doModuleCleanups():
    """Call all module cleanups, last added first; the first exception comes out at the end."""
    first = None
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        try:
            function(*args, **kwargs)
        except Exception as exc:
            first = first or exc
    if first is not None:
        raise first


def skip(reason):
    """Do not run the decorated test or class."""
    def decorator(test_item):
        if not isinstance(test_item, type):
            @functools.wraps(test_item)
            def skip_wrapper(*args, **kwargs):
                raise SkipTest(reason)
            test_item = skip_wrapper
        test_item.__unittest_skip__ = True
        test_item.__unittest_skip_why__ = reason
        return test_item

    if isinstance(reason, types.FunctionType):
        # Used without a call: what came in is the test.
        function, reason = reason, ''
        return decorator(function)
    return decorator


def skipIf(condition, reason):
    """Do not run the decorated test if `condition` is true."""
    return skip(reason) if condition else _id


def skipUnless(condition, reason):
    """Do not run the decorated test unless `condition` is true."""
    return _id if condition else skip(reason)


def expectedFailure(test_item):
    """The decorated test, or each test of the decorated class, has to fail."""
    test_item.__unittest_expecting_failure__ = True
    return test_item


class _OrderedChainMap(collections.ChainMap):
    """A ChainMap whose iteration begins with the innermost map."""

    def __iter__(self):
        yield from dict.fromkeys(key for mapping in self.maps for key in mapping)


def _first_line(text):
    return text.split('\n')[0].strip()


def _require(case, ok, msg, form, *values):
    """Fail with `form` filled with the reprs of `values`, unless `ok`."""
    # A function: methods of ours might collide with those of a user's class.
    if not ok:
        text = form % tuple(safe_repr(value) for value in values)
        raise case.failureException(case._formatMessage(msg, text))


def _sequence_difference(seq1, seq2, kind, seq_type):
    """Words for how two sequences differ, or None."""
    sizes = []
    for place, seq in (('First', seq1), ('Second', seq2)):
        try:
            sizes.append(len(seq))
        except (TypeError, NotImplementedError):
            return '%s %s has no length.    Non-sequence?' % (place, kind)
    if seq1 == seq2:
        return None
    unusable = (TypeError, IndexError, NotImplementedError)
    pieces = ['%ss differ: %s != %s\n'
              % ((kind.capitalize(),) + _common_shorten_repr(seq1, seq2))]
    size1, size2 = sizes
    same = True
    for i in range(min(sizes)):
        items = []
        for place, seq in (('first', seq1), ('second', seq2)):
            try:
                items.append(seq[i])
            except unusable:
                pieces.append('\nUnable to index element %d of %s %s\n' % (i, place, kind))
                break
        else:
            if not items[0] != items[1]:
                continue
            pieces.append('\nFirst differing element %d:\n%s\n%s\n'
                          % ((i,) + _common_shorten_repr(*items)))
        same = False
        break
    if same and size1 == size2 and seq_type is None and type(seq1) != type(seq2):
        return None     # equal items in sequences of two types
    if size1 != size2:
        short, place, longer = min(sizes), 'Second', seq2
        if size1 > size2:
            place, longer = 'First', seq1
        pieces.append('\n%s %s contains %d additional elements.\n'
                      % (place, kind, abs(size1 - size2)))
        try:
            pieces.append('First extra element %d:\n%s\n' % (short, safe_repr(longer[short])))
        except unusable:
            pieces.append('Unable to index element %d of %s %s\n'
                          % (short, place.lower(), kind))
    return ''.join(pieces)


class TestCase(object):
    """One test: an instance stands for one test method.

    Subclasses define methods named test..., and setUp() and tearDown() to run around each.
    `failureException` is what assertions raise; `longMessage` puts an own message behind the
    standard one instead of in its place; `maxDiff` limits the diffs shown.
    """

    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    # Above this many characters strings are not compared line by line: too slow.
    _diffThreshold = 2 ** 16

    _classSetupFailed = False
    _class_cleanups = []

    def __init__(self, methodName='runTest'):
        """A case that runs the method of this name.

        ValueError: there is no such method. An instance without runTest() can be made if no name is given:
        its assertions are of use at a prompt.
        """
        self._testMethodName = methodName
        self._outcome = None
        self._testMethodDoc = 'No test'
        method = getattr(self, methodName, None)
        if method is not None:
            self._testMethodDoc = method.__doc__
        elif methodName != 'runTest':
            # Without runTest() an instance is still good for its assertions.
            raise ValueError("no such test method in %s: %s" % (self.__class__, methodName))
        self._cleanups = []
        self._subtest = None
        # Names, not methods: bound methods would keep the test alive in a cycle.
        self._type_equality_funcs = {}
        for type_, name in ((dict, 'assertDictEqual'), (list, 'assertListEqual'),
                            (tuple, 'assertTupleEqual'), (set, 'assertSetEqual'),
                            (frozenset, 'assertSetEqual'), (str, 'assertMultiLineEqual')):
            self.addTypeEqualityFunc(type_, name)

    def addTypeEqualityFunc(self, typeobj, function):
        """Have assertEqual() use function(first, second, msg=None) for two of exactly this
        type."""
        self._type_equality_funcs[typeobj] = function

    def addCleanup(*args, **kwargs):
        """Have a function called after tearDown(), or after a setUp() that failed; the last
        one added is called first."""
        if not args:
            raise TypeError("descriptor 'addCleanup' of 'TestCase' object "
                            "needs an argument")
        self = args[0]
        function, rest = _split_function('addCleanup', args[1:], kwargs)
        self._cleanups.append((function, rest, kwargs))
    addCleanup.__text_signature__ = '($self, function, /, *args, **kwargs)'

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        """The same for the class: called after tearDownClass()."""
        cls._class_cleanups.append((function, args, kwargs))

    def setUp(self):
        "For subclasses: called before each test."

    def tearDown(self):
        "For subclasses: called after each test."

    @classmethod
    def setUpClass(cls):
        "For subclasses: called before the first test of the class."

    @classmethod
    def tearDownClass(cls):
        "For subclasses: called after the last test of the class."

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return result.TestResult()

    def shortDescription(self):
        """First line of the test method's docstring, or None."""
        doc = self._testMethodDoc
        return _first_line(doc.strip()) if doc else None

    def id(self):
        return "%s.%s" % (strclass(self.__class__), self._testMethodName)

    def __eq__(self, other):
        if type(self) is type(other):
            return self._testMethodName == other._testMethodName
        return NotImplemented

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return "%s (%s)" % (self._testMethodName, strclass(self.__class__))

    def __repr__(self):
        return "<%s testMethod=%s>" % (strclass(self.__class__), self._testMethodName)

    def _addSkip(self, result, test_case, reason):
        addSkip = getattr(result, 'addSkip', None)
        if addSkip is not None:
            addSkip(test_case, reason)
            return
        warnings.warn("TestResult has no addSkip method, skips not reported",
                      RuntimeWarning, 2)
        result.addSuccess(test_case)

    @contextlib.contextmanager
    def subTest(self, msg=_subtest_msg_sentinel, **params):
        """Mark the enclosed block as a part which may fail without ending the whole test."""
        outcome = self._outcome
        if outcome is None or not outcome.result_supports_subtests:
            yield
            return
        outer = self._subtest
        known = _OrderedChainMap(params) if outer is None else outer.params.new_child(params)
        self._subtest = _SubTest(self, msg, known)
        try:
            with outcome.testPartExecutor(self._subtest, isTest=True):
                yield
            failfast = outcome.result is not None and outcome.result.failfast
            if (failfast and not outcome.success) or (outcome.success
                                                      and outcome.expectedFailure):
                raise _ShouldStop
        finally:
            self._subtest = outer

    def _feedErrorsToResult(self, result, errors):
        for test, exc_info in errors:
            if isinstance(test, _SubTest):
                result.addSubTest(test.test_case, test, exc_info)
            elif exc_info is None:
                continue
            elif issubclass(exc_info[0], self.failureException):
                result.addFailure(test, exc_info)
            else:
                result.addError(test, exc_info)

    def _addExpectedFailure(self, result, exc_info):
        report = getattr(result, 'addExpectedFailure', None)
        if report is not None:
            report(self, exc_info)
            return
        warnings.warn("TestResult has no addExpectedFailure method, reporting as passes",
                      RuntimeWarning)
        result.addSuccess(self)

    def _addUnexpectedSuccess(self, result):
        report = getattr(result, 'addUnexpectedSuccess', None)
        if report is not None:
            report(self)
            return
        warnings.warn("TestResult has no addUnexpectedSuccess method, reporting as failure",
                      RuntimeWarning)
        try:
            raise _UnexpectedSuccess from None
        except _UnexpectedSuccess:
            # Results need a real traceback.
            result.addFailure(self, sys.exc_info())

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        method()

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, /, *args, **kwargs):
        function(*args, **kwargs)

    def run(self, result=None):
        """Run the test and tell `result` about it."""
        own_result = result is None
        if own_result:
            result = self.defaultTestResult()
            getattr(result, 'startTestRun', lambda: None)()
        result.startTest(self)
        outcome = None
        try:
            method = getattr(self, self._testMethodName)
            for holder in (self.__class__, method):
                if getattr(holder, '__unittest_skip__', False):
                    reason = (getattr(self.__class__, '__unittest_skip_why__', '')
                              or getattr(method, '__unittest_skip_why__', ''))
                    self._addSkip(result, self, reason)
                    return
            expected = any(getattr(holder, '__unittest_expecting_failure__', False)
                           for holder in (self, method))
            outcome = self._outcome = _Outcome(result)
            self.__run_parts(outcome, method, expected)
            self.__report(outcome, result, expected)
            return result
        finally:
            result.stopTest(self)
            if own_result:
                getattr(result, 'stopTestRun', lambda: None)()
            if outcome is not None:
                # Tracebacks in there hold frames, which hold the test.
                outcome.errors.clear()
                outcome.expectedFailure = None
                self._outcome = None

    def __run_parts(self, outcome, method, expected):
        with outcome.testPartExecutor(self):
            self._callSetUp()
        if outcome.success:
            outcome.expecting_failure = expected
            with outcome.testPartExecutor(self, isTest=True):
                self._callTestMethod(method)
            outcome.expecting_failure = False
            with outcome.testPartExecutor(self):
                self._callTearDown()
        self.doCleanups()

    def __report(self, outcome, result, expected):
        for test, reason in outcome.skipped:
            self._addSkip(result, test, reason)
        self._feedErrorsToResult(result, outcome.errors)
        if not outcome.success:
            return
        if not expected:
            result.addSuccess(self)
        elif outcome.expectedFailure:
            self._addExpectedFailure(result, outcome.expectedFailure)
        else:
            self._addUnexpectedSuccess(result)

    def doCleanups(self):
        """Call all cleanups, last added first; tells whether all went well."""
        outcome = self._outcome or _Outcome()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            with outcome.testPartExecutor(self):
                self._callCleanup(function, *args, **kwargs)
        return outcome.success

    @classmethod
    def doClassCleanups(cls):
        """Call all class cleanups; what they raise is kept in cls.tearDown_exceptions."""
        raised = cls.tearDown_exceptions = []
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            try:
                function(*args, **kwargs)
            except Exception:
                raised.append(sys.exc_info())

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run the test, letting exceptions through."""
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def skipTest(self, reason):
        """End the test here, as skipped."""
        raise SkipTest(reason)

    def fail(self, msg=None):
        """End the test here, as failed."""
        raise self.failureException(msg)

    def assertFalse(self, expr, msg=None):
        """`expr` is false."""
        _require(self, not expr, msg, '%s is not false', expr)

    def assertTrue(self, expr, msg=None):
        """`expr` is true."""
        _require(self, expr, msg, '%s is not true', expr)

    def _formatMessage(self, msg, standardMsg):
        """The caller's message and the standard one, joined as longMessage says."""
        if not self.longMessage:
            return msg or standardMsg
        if msg is None:
            return standardMsg
        try:
            return '%s : %s' % (standardMsg, msg)
        except UnicodeDecodeError:
            return '%s : %s' % (safe_repr(standardMsg), safe_repr(msg))

    def assertRaises(self, expected_exception, *args, **kwargs):
        """Calling args[0] with the other arguments raises `expected_exception`.

        Without a callable: a context manager, whose `exception` is what was raised.
        """
        context = _AssertRaisesContext(expected_exception, self)
        try:
            return context.handle('assertRaises', args, kwargs)
        finally:
            context = None      # break the cycle through the exception's traceback

    def assertWarns(self, expected_warning, *args, **kwargs):
        """Calling args[0] with the other arguments gives the warning.

        Without a callable: a context manager, with `warning`, `filename`, `lineno`.
        """
        context = _AssertWarnsContext(expected_warning, self)
        return context.handle('assertWarns', args, kwargs)

    def assertLogs(self, logger=None, level=None):
        """Context manager: something is logged, at `level` (INFO) or above, on `logger`."""
        return _AssertLogsContext(self, logger, level)

    def _getAssertEqualityFunc(self, first, second):
        """The comparison for these two; exact types only, subclasses may compare otherwise."""
        kind = type(first)
        function = self._type_equality_funcs.get(kind) if kind is type(second) else None
        if function is None:
            return self._baseAssertEqual
        return getattr(self, function) if isinstance(function, str) else function

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            text = '%s != %s' % _common_shorten_repr(first, second)
            raise self.failureException(self._formatMessage(msg, text))

    def assertEqual(self, first, second, msg=None):
        """The two are equal."""
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        """The two are not equal."""
        _require(self, first != second, msg, '%s == %s', first, second)

    def assertAlmostEqual(self, first, second, places=None, msg=None,
                          delta=None):
        """The two differ by zero when rounded to `places` (7), or by `delta` at most."""
        if first == second:
            return
        if not (delta is None or places is None):
            raise TypeError("specify delta or places not both")
        gap = abs(first - second)
        if delta is not None:
            _require(self, gap <= delta, msg, '%s != %s within %s delta (%s difference)',
                          first, second, delta, gap)
            return
        places = 7 if places is None else places
        _require(self, round(gap, places) == 0, msg,
                      '%s != %s within %s places (%s difference)', first, second, places, gap)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None,
                             delta=None):
        """The two differ when rounded to `places` (7), or by more than `delta`."""
        if not (delta is None or places is None):
            raise TypeError("specify delta or places not both")
        gap = abs(first - second)
        if delta is not None:
            _require(self, not first == second and gap > delta, msg,
                          '%s == %s within %s delta (%s difference)',
                          first, second, delta, gap)
            return
        places = 7 if places is None else places
        _require(self, not first == second and round(gap, places) != 0, msg,
                      '%s == %s within %s places', first, second, places)

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        """The two have the same length and equal items; `seq_type` asks for a type, too."""
        kind = 'sequence' if seq_type is None else seq_type.__name__
        if seq_type is not None:
            for place, seq in (('First', seq1), ('Second', seq2)):
                if not isinstance(seq, seq_type):
                    raise self.failureException('%s sequence is not a %s: %s'
                                                % (place, kind, safe_repr(seq)))
        text = _sequence_difference(seq1, seq2, kind, seq_type)
        if text is None:
            return
        lines = [pprint.pformat(seq).splitlines() for seq in (seq1, seq2)]
        diff = '\n' + '\n'.join(difflib.ndiff(*lines))
        self.fail(self._formatMessage(msg, self._truncateMessage(text, diff)))

    def _truncateMessage(self, message, diff):
        if self.maxDiff is not None and len(diff) > self.maxDiff:
            diff = DIFF_OMITTED % len(diff)
        return message + diff

    def assertListEqual(self, list1, list2, msg=None):
        """Two equal lists."""
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        """Two equal tuples."""
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        """Two equal sets, or objects with a difference() method."""
        extras = []
        for place, one, other in (('first', set1, set2), ('second', set2, set1)):
            try:
                extras.append(one.difference(other))
            except TypeError as e:
                self.fail('invalid type when attempting set difference: %s' % e)
            except AttributeError as e:
                self.fail('%s argument does not support set difference: %s' % (place, e))
        if not any(extras):
            return
        lines = []
        for extra, names in zip(extras, (('first', 'second'), ('second', 'first'))):
            if extra:
                lines.append('Items in the %s set but not the %s:' % names)
                lines += map(repr, extra)
        self.fail(self._formatMessage(msg, '\n'.join(lines)))

    def assertIn(self, member, container, msg=None):
        """member in container"""
        _require(self, member in container, msg, '%s not found in %s', member, container)

    def assertNotIn(self, member, container, msg=None):
        """member not in container"""
        _require(self, member not in container, msg, '%s unexpectedly found in %s',
                      member, container)

    def assertIs(self, expr1, expr2, msg=None):
        """expr1 is expr2"""
        _require(self, expr1 is expr2, msg, '%s is not %s', expr1, expr2)

    def assertIsNot(self, expr1, expr2, msg=None):
        """expr1 is not expr2"""
        _require(self, expr1 is not expr2, msg, 'unexpectedly identical: %s', expr1)

    def assertDictEqual(self, d1, d2, msg=None):
        """Two equal dicts."""
        self.assertIsInstance(d1, dict, 'First argument is not a dictionary')
        self.assertIsInstance(d2, dict, 'Second argument is not a dictionary')
        if d1 != d2:
            lines = [pprint.pformat(d).splitlines() for d in (d1, d2)]
            text = self._truncateMessage('%s != %s' % _common_shorten_repr(d1, d2),
                                         '\n' + '\n'.join(difflib.ndiff(*lines)))
            self.fail(self._formatMessage(msg, text))

    def assertDictContainsSubset(self, subset, dictionary, msg=None):
        """All of `subset` stands in `dictionary`. Deprecated."""
        warnings.warn('assertDictContainsSubset is deprecated', DeprecationWarning)
        missing, mismatched = [], []
        for key, value in subset.items():
            if key not in dictionary:
                missing.append(safe_repr(key))
            elif value != dictionary[key]:
                mismatched.append('%s, expected: %s, actual: %s' % tuple(
                    map(safe_repr, (key, value, dictionary[key]))))
        parts = [form % ','.join(found) for form, found in (
            ('Missing: %s', missing), ('Mismatched values: %s', mismatched)) if found]
        if parts:
            self.fail(self._formatMessage(msg, '; '.join(parts)))

    def assertCountEqual(self, first, second, msg=None):
        """The two have the same items, each as often, in any order."""
        items1, items2 = list(first), list(second)
        try:
            if collections.Counter(items1) == collections.Counter(items2):
                return
        except TypeError:
            # Some item cannot be hashed.
            differences = _count_diff_all_purpose(items1, items2)
        else:
            differences = _count_diff_hashable(items1, items2)
        if differences:
            lines = ['First has %d, Second has %d:  %r' % diff for diff in differences]
            text = self._truncateMessage('Element counts were not equal:\n', '\n'.join(lines))
            self.fail(self._formatMessage(msg, text))

    def assertMultiLineEqual(self, first, second, msg=None):
        """Two equal strings; a difference is shown line by line."""
        self.assertIsInstance(first, str, 'First argument is not a string')
        self.assertIsInstance(second, str, 'Second argument is not a string')
        if first == second:
            return
        if max(len(first), len(second)) > self._diffThreshold:
            self._baseAssertEqual(first, second, msg)
        lines1, lines2 = first.splitlines(keepends=True), second.splitlines(keepends=True)
        if len(lines1) == 1 and first.strip('\r\n') == first:
            lines1, lines2 = [first + '\n'], [second + '\n']
        text = self._truncateMessage('%s != %s' % _common_shorten_repr(first, second),
                                     '\n' + ''.join(difflib.ndiff(lines1, lines2)))
        self.fail(self._formatMessage(msg, text))

    def assertLess(self, a, b, msg=None):
        """a < b"""
        _require(self, a < b, msg, '%s not less than %s', a, b)

    def assertLessEqual(self, a, b, msg=None):
        """a <= b"""
        _require(self, a <= b, msg, '%s not less than or equal to %s', a, b)

    def assertGreater(self, a, b, msg=None):
        """a > b"""
        _require(self, a > b, msg, '%s not greater than %s', a, b)

    def assertGreaterEqual(self, a, b, msg=None):
        """a >= b"""
        _require(self, a >= b, msg, '%s not greater than or equal to %s', a, b)

    def assertIsNone(self, obj, msg=None):
        """obj is None"""
        _require(self, obj is None, msg, '%s is not None', obj)

    def assertIsNotNone(self, obj, msg=None):
        """obj is not None"""
        _require(self, obj is not None, msg, 'unexpectedly None')

    def assertIsInstance(self, obj, cls, msg=None):
        """isinstance(obj, cls)"""
        if not isinstance(obj, cls):
            text = '%s is not an instance of %r' % (safe_repr(obj), cls)
            self.fail(self._formatMessage(msg, text))

    def assertNotIsInstance(self, obj, cls, msg=None):
        """not isinstance(obj, cls)"""
        if isinstance(obj, cls):
            text = '%s is an instance of %r' % (safe_repr(obj), cls)
            self.fail(self._formatMessage(msg, text))

    def assertRaisesRegex(self, expected_exception, expected_regex,
                          *args, **kwargs):
        """Like assertRaises(); the exception's text must also match `expected_regex`."""
        context = _AssertRaisesContext(expected_exception, self, expected_regex)
        return context.handle('assertRaisesRegex', args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex,
                         *args, **kwargs):
        """Like assertWarns(); the warning's text must also match `expected_regex`."""
        context = _AssertWarnsContext(expected_warning, self, expected_regex)
        return context.handle('assertWarnsRegex', args, kwargs)

    def assertRegex(self, text, expected_regex, msg=None):
        """A search for the expression in `text` finds something."""
        if isinstance(expected_regex, (str, bytes)):
            assert expected_regex, "expected_regex must not be empty."
            expected_regex = re.compile(expected_regex)
        if expected_regex.search(text) is None:
            failure = "Regex didn't match: %r not found in %r" % (expected_regex.pattern, text)
            raise self.failureException(self._formatMessage(msg, failure))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        """A search for the expression in `text` finds nothing."""
        if isinstance(unexpected_regex, (str, bytes)):
            unexpected_regex = re.compile(unexpected_regex)
        found = unexpected_regex.search(text)
        if found is not None:
            failure = 'Regex matched: %r matches %r in %r' % (
                found.group(), unexpected_regex.pattern, text)
            raise self.failureException(self._formatMessage(msg, failure))

    def _deprecate(original_func):
        def deprecated_func(*args, **kwargs):
            warnings.warn('Please use {0} instead.'.format(original_func.__name__),
                          DeprecationWarning, 2)
            return original_func(*args, **kwargs)
        return deprecated_func

    # Names from before assert... was settled on.
    failUnless = assert_ = _deprecate(assertTrue)
    failIf = _deprecate(assertFalse)
    assertEquals = failUnlessEqual = _deprecate(assertEqual)
    assertNotEquals = failIfEqual = _deprecate(assertNotEqual)
    assertAlmostEquals = failUnlessAlmostEqual = _deprecate(assertAlmostEqual)
    assertNotAlmostEquals = failIfAlmostEqual = _deprecate(assertNotAlmostEqual)
    failUnlessRaises = _deprecate(assertRaises)
    assertRaisesRegexp = _deprecate(assertRaisesRegex)
    assertRegexpMatches, assertNotRegexpMatches = map(
        _deprecate, (assertRegex, assertNotRegex))


class FunctionTestCase(TestCase):
    """A test made from plain functions."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super(FunctionTestCase, self).__init__()
        self._testFunc = testFunc
        self._setUpFunc, self._tearDownFunc = setUp, tearDown
        self._description = description

    def setUp(self):
        if self._setUpFunc is not None:
            self._setUpFunc()

    def tearDown(self):
        if self._tearDownFunc is not None:
            self._tearDownFunc()

    def runTest(self):
        self._testFunc()

    def id(self):
        return self._testFunc.__name__

    def __key(self):
        return self._setUpFunc, self._tearDownFunc, self._testFunc, self._description

    def __eq__(self, other):
        if isinstance(other, self.__class__):
            return self.__key() == other.__key()
        return NotImplemented

    def __hash__(self):
        return hash((type(self),) + self.__key())

    def __str__(self):
        return "%s (%s)" % (strclass(self.__class__), self._testFunc.__name__)

    def __repr__(self):
        return "<%s tec=%s>" % (strclass(self.__class__), self._testFunc)

    def shortDescription(self):
        if self._description is not None:
            return self._description
        return _first_line(self._testFunc.__doc__ or '') or None


class _SubTest(TestCase):
    """Stands for a subTest() block towards results."""

    def __init__(self, test_case, message, params):
        super().__init__()
        self.test_case = test_case
        self._message = message
        self.params = params
        self.failureException = test_case.failureException

    def runTest(self):
        raise NotImplementedError("subtests cannot be run directly")

    def _subDescription(self):
        parts = []
        if self._message is not _subtest_msg_sentinel:
            parts.append("[{}]".format(self._message))
        if self.params:
            shown = ("{}={!r}".format(*item) for item in self.params.items())
            parts.append("({})".format(', '.join(shown)))
        return " ".join(parts) or '(<subtest>)'

    def id(self):
        return "{} {}".format(self.test_case.id(), self._subDescription())

    def shortDescription(self):
        """That of the enclosing test."""
        return self.test_case.shortDescription()

    def __str__(self):
        return "{} {}".format(self.test_case, self._subDescription())
