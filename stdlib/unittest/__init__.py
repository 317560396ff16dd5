"""A framework for tests: test cases with fixtures, suites, loaders, runners.

    import unittest

    class ListTest(unittest.TestCase):
        def test_append(self):
            items = []
            items.append(1)
            self.assertEqual(items, [1])

    if __name__ == '__main__':
        unittest.main()
"""

__all__ = ['TestResult', 'TestCase', 'IsolatedAsyncioTestCase', 'TestSuite',
           'TextTestRunner', 'TestLoader', 'FunctionTestCase', 'main',
           'defaultTestLoader', 'SkipTest', 'skip', 'skipIf', 'skipUnless',
           'expectedFailure', 'TextTestResult', 'installHandler',
           'registerResult', 'removeResult', 'removeHandler',
           'addModuleCleanup']

# Older ways to call a loader.
__all__ += ['getTestCaseNames', 'makeSuite', 'findTestCases']

__unittest = True

from .result import TestResult
from .async_case import IsolatedAsyncioTestCase
from .case import (addModuleCleanup, TestCase, FunctionTestCase, SkipTest, skip,
                   skipIf, skipUnless, expectedFailure)
from .suite import BaseTestSuite, TestSuite
from .loader import (TestLoader, defaultTestLoader, makeSuite, getTestCaseNames,
                     findTestCases)
from .main import TestProgram, main
from .runner import TextTestRunner, TextTestResult
from .signals import installHandler, registerResult, removeResult, removeHandler

_TextTestResult = TextTestResult


def load_tests(loader, tests, pattern):
    """Find the framework's own tests, so that `python -m unittest unittest` runs them."""
    import os.path
    return loader.discover(start_dir=os.path.dirname(__file__), pattern=pattern)
