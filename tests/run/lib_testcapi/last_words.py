# What is reported when nothing can be raised any more: hooks that fail, the end of memory and of the stack.
import subprocess, sys
import _testcapi

sys.stderr = sys.stdout


def report():
    _testcapi.write_unraisable_exc(ValueError(1), None, None)
    _testcapi.write_unraisable_exc(ValueError(2), 'by name', 5)
    _testcapi.write_unraisable_exc(ValueError(3), 'by number', None)


class Hook:
    def __call__(self, *args):
        raise Exception('failed')

    def __repr__(self):
        return '<a hook>'


report()
sys.unraisablehook = Hook()
report()
sys.unraisablehook = None
report()
del sys.unraisablehook
report()


def run(program, *options):
    done = subprocess.run([sys.executable, *options, '-c', program], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stderr.decode().splitlines()


status, lines = run('''
import sys
def f():
    try:
        f()
    except RecursionError:
        f()
sys.setrecursionlimit(50)
f()
''')
print(status, lines[:3], lines[4], lines[-1])

program = '''
import _testcapi
class C: pass
_testcapi.set_nomemory(0, %d)
C()
'''
for stop in 1, 2, 5, 19:
    status, lines = run(program % stop)
    print(status in (1, 120), any('MemoryError' in line for line in lines))

program = '''
import gc
class X:
    def __repr__(self): return '<an X>'
gc.set_debug(%s)
gc.garbage.append(X())
'''
for flags in 0, 4, 32, 36:
    print(*run(program % flags, '-Wd'))

program = '''
class Unclosed: pass
kept = Unclosed()
kept.cycle = kept
kept.file = open('/dev/null')
'''
print(*run(program, '-Wd'))


class Big:
    def __init__(self, size):
        self.size = size

    def __sizeof__(self):
        return self.size


head = sys.getsizeof(Big(0))
print(sys.getsizeof(Big(sys.maxsize)) - head == sys.maxsize)
for size in sys.maxsize + 1, -1, -sys.maxsize - 1:
    try:
        sys.getsizeof(Big(size))
    except (OverflowError, ValueError) as error:
        print(error)
