"""TestLoader: finds tests in classes, modules, directories, and by dotted name."""

import functools
import os
import re
import sys
import traceback
import types
import warnings
from fnmatch import fnmatch, fnmatchcase

from . import case, suite, util

__unittest = True

# Files that discovery may import: an identifier with the ending of a source file.
VALID_MODULE_NAME = re.compile(r'[_a-z]\w*\.py$', re.IGNORECASE)


class _FailedTest(case.TestCase):
    """A test which raises what went wrong when tests were to be loaded."""

    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super(_FailedTest, self).__init__(method_name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            return super(_FailedTest, self).__getattr__(name)

        def testFailure():
            raise self._exception
        return testFailure


def _make_failed_import_test(name, suiteClass):
    message = 'Failed to import test module: %s\n%s' % (name, traceback.format_exc())
    return _make_failed_test(name, ImportError(message), suiteClass, message)


def _make_failed_load_tests(name, exception, suiteClass):
    message = 'Failed to call load_tests:\n%s' % (traceback.format_exc(),)
    return _make_failed_test(name, exception, suiteClass, message)


def _make_failed_test(methodname, exception, suiteClass, message):
    return suiteClass((_FailedTest(methodname, exception),)), message


def _make_skipped_test(methodname, exception, suiteClass):
    @case.skip(str(exception))
    def testSkipped(self):
        pass
    made = type("ModuleSkipped", (case.TestCase,), {methodname: testSkipped})
    return suiteClass((made(methodname),))


def _jython_aware_splitext(path):
    if path.lower().endswith('$py.class'):
        return path[:-len('$py.class')]
    return os.path.splitext(path)[0]


def _is_test_class(obj):
    return isinstance(obj, type) and issubclass(obj, case.TestCase)


class TestLoader(object):
    """Makes suites of tests. `errors` lists, as texts, what could not be loaded."""

    testMethodPrefix = 'test'
    sortTestMethodsUsing = staticmethod(util.three_way_cmp)
    testNamePatterns = None
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def __init__(self):
        super(TestLoader, self).__init__()
        self.errors = []
        # Packages whose load_tests may be calling discover() at the moment.
        self._loading_packages = set()

    def _failed(self, made):
        """Note the error of a (suite, message) pair, give the suite."""
        failed_suite, message = made
        self.errors.append(message)
        return failed_suite

    def loadTestsFromTestCase(self, testCaseClass):
        """A suite of all tests of the class."""
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError("Test cases should not be derived from "
                            "TestSuite. Maybe you meant to derive from "
                            "TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, 'runTest'):
            names = ['runTest']
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *args, pattern=None, **kws):
        """A suite of all test classes of the module, or what its load_tests() makes of it."""
        # There used to be a second parameter, use_load_tests.
        if args or 'use_load_tests' in kws:
            warnings.warn('use_load_tests is deprecated and ignored', DeprecationWarning)
            kws.pop('use_load_tests', None)
        if len(args) > 1:
            raise TypeError('loadTestsFromModule() takes 1 positional argument but {} were given'
                            .format(len(args) + 1))
        if kws:
            raise TypeError("loadTestsFromModule() got an unexpected keyword argument '{}'"
                            .format(sorted(kws)[0]))

        members = (getattr(module, name) for name in dir(module))
        tests = self.suiteClass([self.loadTestsFromTestCase(obj)
                                 for obj in members if _is_test_class(obj)])
        load_tests = getattr(module, 'load_tests', None)
        if load_tests is None:
            return tests
        try:
            return load_tests(self, tests, pattern)
        except Exception as e:
            return self._failed(_make_failed_load_tests(module.__name__, e, self.suiteClass))

    def loadTestsFromName(self, name, module=None):
        """A suite for a dotted name: a module, a class, a method, or a callable that gives
        tests. Looked up in `module`, else imported as far as possible."""
        parts = name.split('.')
        failed_import = None
        if module is None:
            importable = parts[:]
            while importable:
                module_name = '.'.join(importable)
                try:
                    module = __import__(module_name)
                    break
                except ImportError:
                    failed_import = _make_failed_import_test(importable.pop(), self.suiteClass)
            else:
                return self._failed(failed_import)
            del parts[0]

        parent, obj = None, module
        for part in parts:
            try:
                parent, obj = obj, getattr(obj, part)
            except AttributeError as e:
                if failed_import is not None and getattr(obj, '__path__', None) is not None:
                    # A submodule which could not be imported: the better explanation.
                    return self._failed(failed_import)
                return self._failed(_make_failed_test(
                    part, e, self.suiteClass,
                    'Failed to access attribute:\n%s' % (traceback.format_exc(),)))
        return self._testsFromObject(obj, parent, parts)

    def _testsFromObject(self, obj, parent, parts):
        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if _is_test_class(obj):
            return self.loadTestsFromTestCase(obj)
        if isinstance(obj, types.FunctionType) and _is_test_class(parent):
            test = parent(parts[-1])
            # A static method is not a test: it may give some.
            if not isinstance(getattr(test, parts[-1]), types.FunctionType):
                return self.suiteClass([test])
        elif isinstance(obj, suite.TestSuite):
            return obj
        if not callable(obj):
            raise TypeError("don't know how to make test from: %s" % obj)
        made = obj()
        if isinstance(made, suite.TestSuite):
            return made
        if isinstance(made, case.TestCase):
            return self.suiteClass([made])
        raise TypeError("calling %s returned %s, not a test" % (obj, made))

    def loadTestsFromNames(self, names, module=None):
        """A suite of the suites for several names."""
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        """Sorted names of the test methods of a class."""
        def wanted(name):
            if not name.startswith(self.testMethodPrefix):
                return False
            if not callable(getattr(testCaseClass, name)):
                return False
            if self.testNamePatterns is None:
                return True
            full = '.'.join((testCaseClass.__module__, testCaseClass.__qualname__, name))
            return any(fnmatchcase(full, pattern) for pattern in self.testNamePatterns)

        names = [name for name in dir(testCaseClass) if wanted(name)]
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
        """A suite of all tests in files matching `pattern`, at and below `start_dir`.

        `start_dir` may be a dotted module name. Files must be importable from
        `top_level_dir`, which is put on sys.path; it is remembered for calls made by
        load_tests() functions.
        """
        implicit_top = False
        if top_level_dir is None:
            top_level_dir = self._top_level_dir
            if top_level_dir is None:
                implicit_top, top_level_dir = True, start_dir
        top_level_dir = os.path.abspath(top_level_dir)
        if top_level_dir not in sys.path:
            # In front: the tests found must win over modules of the same name elsewhere.
            sys.path.insert(0, top_level_dir)
        self._top_level_dir = top_level_dir

        if os.path.isdir(os.path.abspath(start_dir)):
            start_dir = os.path.abspath(start_dir)
            importable = (start_dir == top_level_dir
                          or os.path.isfile(os.path.join(start_dir, '__init__.py')))
        else:
            try:
                __import__(start_dir)
                importable = True
            except ImportError:
                importable = False
            else:
                module, top_part = sys.modules[start_dir], start_dir.split('.')[0]
                try:
                    start_dir = os.path.abspath(os.path.dirname(module.__file__))
                except AttributeError:
                    return self._discoverNamespace(module, pattern, implicit_top, top_level_dir)
                if implicit_top:
                    self._top_level_dir = self._get_directory_containing_module(top_part)
                    sys.path.remove(top_level_dir)
        if not importable:
            raise ImportError('Start directory is not importable: %r' % start_dir)
        return self.suiteClass(list(self._find_tests(start_dir, pattern)))

    def _discoverNamespace(self, module, pattern, implicit_top, top_level_dir):
        """discover() from a module without a file, which has to be a namespace package."""
        spec = getattr(module, '__spec__', None)
        if not spec or spec.loader is not None:
            if module.__name__ in sys.builtin_module_names:
                raise TypeError('Can not use builtin modules '
                                'as dotted module names') from None
            raise TypeError('don\'t know how to discover from {!r}'
                            .format(module)) from None
        tests = []
        if spec.submodule_search_locations is not None:
            relative = module.__name__.replace('.', os.path.sep)
            for path in module.__path__:
                if not implicit_top and not path.startswith(top_level_dir):
                    continue
                self._top_level_dir = path.split(relative)[0]
                tests.extend(self._find_tests(path, pattern, namespace=True))
        if implicit_top:
            sys.path.remove(top_level_dir)
        return self.suiteClass(tests)

    def _get_directory_containing_module(self, module_name):
        path = os.path.abspath(sys.modules[module_name].__file__)
        if os.path.basename(path).lower().startswith('__init__.py'):
            path = os.path.dirname(path)
        return os.path.dirname(path)

    def _get_name_from_path(self, path):
        if path == self._top_level_dir:
            return '.'
        path = _jython_aware_splitext(os.path.normpath(path))
        relative = os.path.relpath(path, self._top_level_dir)
        assert not os.path.isabs(relative), "Path must be within the project"
        assert not relative.startswith('..'), "Path must be within the project"
        return relative.replace(os.path.sep, '.')

    def _get_module_from_name(self, name):
        __import__(name)
        return sys.modules[name]

    def _match_path(self, path, full_path, pattern):
        """For subclasses: is this file name one to load?"""
        return fnmatch(path, pattern)

    def _find_tests(self, start_dir, pattern, namespace=False):
        """Yield the suites of a directory and the packages below, parents first."""
        name = self._get_name_from_path(start_dir)
        # A package which is loading just now has asked for its contents only.
        if name != '.' and name not in self._loading_packages:
            tests, descend = self._find_test_path(start_dir, pattern, namespace)
            if tests is not None:
                yield tests
            if not descend:
                return
        for entry in sorted(os.listdir(start_dir)):
            full_path = os.path.join(start_dir, entry)
            tests, descend = self._find_test_path(full_path, pattern, namespace)
            if tests is not None:
                yield tests
            if descend:
                name = self._get_name_from_path(full_path)
                self._loading_packages.add(name)
                try:
                    yield from self._find_tests(full_path, pattern, namespace)
                finally:
                    self._loading_packages.discard(name)

    def _find_test_path(self, full_path, pattern, namespace=False):
        """(tests or None, whether to look into the directory) for a file or directory."""
        base = os.path.basename(full_path)
        is_file = os.path.isfile(full_path)
        if is_file:
            if not (VALID_MODULE_NAME.match(base) and self._match_path(base, full_path, pattern)):
                return None, False
        elif not os.path.isdir(full_path):
            return None, False
        elif not namespace and not os.path.isfile(os.path.join(full_path, '__init__.py')):
            return None, False

        name = self._get_name_from_path(full_path)
        try:
            module = self._get_module_from_name(name)
        except case.SkipTest as e:
            return _make_skipped_test(name, e, self.suiteClass), False
        except:
            return self._failed(_make_failed_import_test(name, self.suiteClass)), False

        if is_file:
            self._check_origin(module, full_path)
            return self.loadTestsFromModule(module, pattern=pattern), False
        own_loading = getattr(module, 'load_tests', None) is not None
        self._loading_packages.add(name)
        try:
            # A package with load_tests() has to look after its contents itself.
            return self.loadTestsFromModule(module, pattern=pattern), not own_loading
        finally:
            self._loading_packages.discard(name)

    @staticmethod
    def _check_origin(module, full_path):
        """Refuse a module of the right name that came from another place."""
        imported = os.path.realpath(os.path.abspath(getattr(module, '__file__', full_path)))
        imported = _jython_aware_splitext(imported)
        wanted = _jython_aware_splitext(os.path.realpath(full_path))
        if imported.lower() != wanted.lower():
            raise ImportError(
                "%r module incorrectly imported from %r. Expected "
                "%r. Is this module globally installed?"
                % (_jython_aware_splitext(os.path.basename(full_path)),
                   os.path.dirname(imported), os.path.dirname(full_path)))


defaultTestLoader = TestLoader()


def _makeLoader(prefix, sortUsing, suiteClass=None, testNamePatterns=None):
    loader = TestLoader()
    loader.testMethodPrefix = prefix
    loader.sortTestMethodsUsing = sortUsing
    loader.testNamePatterns = testNamePatterns
    if suiteClass:
        loader.suiteClass = suiteClass
    return loader


def getTestCaseNames(testCaseClass, prefix, sortUsing=util.three_way_cmp, testNamePatterns=None):
    """TestLoader.getTestCaseNames() of a loader made for this call."""
    loader = _makeLoader(prefix, sortUsing, testNamePatterns=testNamePatterns)
    return loader.getTestCaseNames(testCaseClass)


def makeSuite(testCaseClass, prefix='test', sortUsing=util.three_way_cmp,
              suiteClass=suite.TestSuite):
    """TestLoader.loadTestsFromTestCase() of a loader made for this call."""
    return _makeLoader(prefix, sortUsing, suiteClass).loadTestsFromTestCase(testCaseClass)


def findTestCases(module, prefix='test', sortUsing=util.three_way_cmp,
                  suiteClass=suite.TestSuite):
    """TestLoader.loadTestsFromModule() of a loader made for this call."""
    return _makeLoader(prefix, sortUsing, suiteClass).loadTestsFromModule(module)
