"""The command line of the test framework."""

import argparse
import os
import sys

from . import loader, runner
from .signals import installHandler

__unittest = True


def _examples(*rows):
    """An epilog from (arguments, meaning) pairs."""
    width = max(len(arguments) for arguments, _ in rows)
    return 'Examples:\n' + ''.join(
        '  %%(prog)s %-*s  - %s\n' % (width, arguments, meaning) for arguments, meaning in rows)


MAIN_EXAMPLES = _examples(
    ('test_module', 'run tests from test_module'),
    ('module.TestClass', 'run tests from module.TestClass'),
    ('module.Class.test_method', 'run specified test method'),
    ('path/to/test_file.py', 'run tests from test_file.py'))

MODULE_EXAMPLES = _examples(
    ('', 'run default set of tests'),
    ('MyTestSuite', "run suite 'MyTestSuite'"),
    ('MyTestCase.testSomething', 'run MyTestCase.testSomething'),
    ('MyTestCase', "run all 'test*' test methods\n" + ' ' * 39 + 'in MyTestCase'))


def _convert_name(name):
    """The module name for the path of a Python file; any other name as it is."""
    if not (os.path.isfile(name) and name.lower().endswith('.py')):
        return name
    path = name
    if os.path.isabs(path):
        path = os.path.relpath(path, os.getcwd())
        if os.path.isabs(path) or path.startswith(os.pardir):
            return name     # not below the current directory: no name for it
    return path[:-3].replace('\\', '.').replace('/', '.')


def _convert_names(names):
    return list(map(_convert_name, names))


def _convert_select_pattern(pattern):
    return pattern if '*' in pattern else '*%s*' % pattern


class TestProgram(object):
    """Reads the command line, loads the tests it names, runs them."""

    # Defaults, so that subclasses can do without our __init__().
    module = None
    verbosity = 1
    failfast = catchbreak = buffer = progName = warnings = testNamePatterns = None
    _discovery_parser = None

    def __init__(self, module='__main__', defaultTest=None, argv=None,
                 testRunner=None, testLoader=loader.defaultTestLoader,
                 exit=True, verbosity=1, failfast=None, catchbreak=None,
                 buffer=None, warnings=None, *, tb_locals=False):
        if isinstance(module, str):
            name, module = module, __import__(module)
            for part in name.split('.')[1:]:
                module = getattr(module, part)
        self.module = module
        if argv is None:
            argv = sys.argv
        if warnings is None and not sys.warnoptions:
            # With -W options in force it is the user who decides.
            warnings = 'default'
        settings = dict(
            exit=exit, failfast=failfast, catchbreak=catchbreak, verbosity=verbosity,
            buffer=buffer, tb_locals=tb_locals, warnings=warnings, defaultTest=defaultTest,
            testRunner=testRunner, testLoader=testLoader,
            progName=os.path.basename(argv[0]))
        for name, value in settings.items():
            setattr(self, name, value)
        self.parseArgs(argv)
        self.runTests()

    def usageExit(self, msg=None):
        if msg:
            print(msg)
        if self._discovery_parser is None:
            self._initArgParsers()
        self._print_help()
        sys.exit(2)

    def _print_help(self, *args, **kwargs):
        own = self.module is not None
        print(self._main_parser.format_help())
        print((MODULE_EXAMPLES if own else MAIN_EXAMPLES) % {'prog': self.progName})
        if not own:
            self._discovery_parser.print_help()

    def parseArgs(self, argv):
        self._initArgParsers()
        if self.module is None and len(argv) > 1 and argv[1].lower() == 'discover':
            self._do_discovery(argv[2:])
            return
        self._main_parser.parse_args(argv[1:], self)
        if self.module is None and not self.tests:
            # Just `python -m unittest`, perhaps with options.
            self._do_discovery([])
            return
        if self.tests:
            self.testNames = _convert_names(self.tests)
            if __name__ == '__main__':
                self.module = None      # run by the path of this file
        elif self.defaultTest is None:
            self.testNames = None       # all of the module
        elif isinstance(self.defaultTest, str):
            self.testNames = (self.defaultTest,)
        else:
            self.testNames = list(self.defaultTest)
        self.createTests()

    def createTests(self, from_discovery=False, Loader=None):
        if self.testNamePatterns:
            self.testLoader.testNamePatterns = self.testNamePatterns
        if from_discovery:
            source = self.testLoader if Loader is None else Loader()
            self.test = source.discover(self.start, self.pattern, self.top)
        elif self.testNames is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.loadTestsFromNames(self.testNames, self.module)

    def _initArgParsers(self):
        common = self._getParentArgParser()
        self._main_parser = self._getMainArgParser(common)
        self._discovery_parser = self._getDiscoveryArgParser(common)

    def _getParentArgParser(self):
        parser = argparse.ArgumentParser(add_help=False)
        option = parser.add_argument
        option('-v', '--verbose', dest='verbosity', action='store_const', const=2,
               help='Verbose output')
        option('-q', '--quiet', dest='verbosity', action='store_const', const=0,
               help='Quiet output')
        option('--locals', dest='tb_locals', action='store_true',
               help='Show local variables in tracebacks')
        # What the program has set already cannot be changed by its user.
        for attr, names, text in (
                ('failfast', ('-f', '--failfast'), 'Stop on first fail or error'),
                ('catchbreak', ('-c', '--catch'), 'Catch Ctrl-C and display results so far'),
                ('buffer', ('-b', '--buffer'), 'Buffer stdout and stderr during tests')):
            if getattr(self, attr) is None:
                option(*names, dest=attr, action='store_true', help=text)
                setattr(self, attr, False)
        if self.testNamePatterns is None:
            option('-k', dest='testNamePatterns', action='append',
                   type=_convert_select_pattern,
                   help='Only run tests which match the given substring')
            self.testNamePatterns = []
        return parser

    def _getMainArgParser(self, parent):
        parser = argparse.ArgumentParser(prog=self.progName, parents=[parent])
        parser.print_help = self._print_help
        parser.add_argument('tests', nargs='*',
                            help='a list of any number of test modules, '
                                 'classes and test methods.')
        return parser

    def _getDiscoveryArgParser(self, parent):
        parser = argparse.ArgumentParser(
            prog='%s discover' % self.progName, parents=[parent],
            epilog='For test discovery all test modules must be importable '
                   'from the top level directory of the project.')
        for names, dest, text in (
                (('-s', '--start-directory'), 'start',
                 "Directory to start discovery ('.' default)"),
                (('-p', '--pattern'), 'pattern',
                 "Pattern to match tests ('test*.py' default)"),
                (('-t', '--top-level-directory'), 'top',
                 'Top level directory of project (defaults to start directory)')):
            parser.add_argument(*names, dest=dest, help=text)
        # The same three without an option, in this order.
        for dest in ('start', 'pattern', 'top'):
            parser.add_argument(dest, nargs='?', default=argparse.SUPPRESS,
                                help=argparse.SUPPRESS)
        return parser

    def _do_discovery(self, argv, Loader=None):
        self.start, self.pattern, self.top = '.', 'test*.py', None
        if argv is not None:
            if self._discovery_parser is None:
                self._initArgParsers()
            self._discovery_parser.parse_args(argv, self)
        self.createTests(from_discovery=True, Loader=Loader)

    def runTests(self):
        if self.catchbreak:
            installHandler()
        if self.testRunner is None:
            self.testRunner = runner.TextTestRunner
        chosen = self.testRunner
        if isinstance(chosen, type):
            chosen = self._makeRunner(chosen)
        self.result = chosen.run(self.test)
        if self.exit:
            sys.exit(not self.result.wasSuccessful())

    def _makeRunner(self, runner_class):
        """An instance of the class, which may be too old for some of the arguments."""
        options = {name: getattr(self, name)
                   for name in ('verbosity', 'failfast', 'buffer', 'warnings')}
        try:
            return runner_class(tb_locals=self.tb_locals, **options)
        except TypeError:
            pass
        try:
            return runner_class(**options)
        except TypeError:
            return runner_class()


main = TestProgram
