# The text runner: all outcomes at all verbosities, fixtures of classes and modules, cleanups, loading by name.
import io, re, sys, unittest

class Outcomes(unittest.TestCase):
    def setUp(self): self.addCleanup(lambda: log.append('cleanup ' + self._testMethodName))
    def test_ok(self): "First line.\n\nMore."
    def test_fail(self): self.fail('x')
    def test_error(self): 1 / 0
    def test_skip(self): self.skipTest('why')
    @unittest.skip('never')
    def test_skipped(self): pass
    @unittest.expectedFailure
    def test_expected(self): self.fail('y')
    @unittest.expectedFailure
    def test_unexpected(self): pass
    def test_sub(self):
        for i in range(3):
            with self.subTest('m', i=i): self.assertEqual(i, 1)
    def test_chain(self):
        try: 1 / 0
        except ZeroDivisionError: self.assertEqual(1, 2)
    def test_output(self):
        print('out'); print('err', file=sys.stdout); self.assertTrue(False)

class BadSetUp(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.addClassCleanup(log.append, 'class cleanup')
        raise ValueError('no')
    @classmethod
    def tearDownClass(cls): log.append('never')
    def test_a(self): pass

class SkippedClass(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise unittest.SkipTest('all of it')
    def test_a(self): pass

class BadTearDown(unittest.TestCase):
    @classmethod
    def tearDownClass(cls): raise ValueError('torn')
    def test_a(self): pass

def setUpModule():
    log.append('module up')
    unittest.addModuleCleanup(log.append, 'module cleanup')
def tearDownModule(): log.append('module down')

for verbosity in 0, 1, 2:
    for options in {}, {'failfast': True}, {'buffer': True}, {'descriptions': False}, {'tb_locals': True}:
        log = []
        stream = io.StringIO()
        runner = unittest.TextTestRunner(stream=stream, verbosity=verbosity, **options)
        suite = unittest.TestSuite(map(unittest.makeSuite, (Outcomes, BadSetUp, SkippedClass, BadTearDown)))
        result = runner.run(suite)
        print(verbosity, options, result, result.wasSuccessful(), suite.countTestCases())
        print(re.sub('0x[0-9a-f]+', '0x', re.sub(r'in \d+\.\d+s', 'in N', stream.getvalue())))
        print(log)

loader = unittest.TestLoader()
for name in 'Outcomes', 'Outcomes.test_ok', 'Outcomes.nothing', 'nothing', 'log', 'setUpModule':
    try: print(name, loader.loadTestsFromName(name, sys.modules['__main__']).countTestCases(), len(loader.errors))
    except TypeError as e: print(name, re.sub('0x[0-9a-f]+', '0x', str(e)))
loader.testNamePatterns = ['*test_s*']
print(loader.getTestCaseNames(Outcomes))

for argv in ['p', '-h'], ['p', '-q', 'Outcomes.test_ok'], ['p', '-k', 'k', '-v', 'Outcomes']:
    sys.stderr = io.StringIO()
    try: unittest.main(argv=argv)
    except SystemExit as e: code = e.code
    text, sys.stderr = sys.stderr.getvalue(), sys.__stderr__
    print(argv, code, re.sub(r'in \d+\.\d+s', 'in N', text))
