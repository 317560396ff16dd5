# A program's own module comes before the library's native modules, except those inside the executable.
import os
import subprocess
import sys
import tempfile

NAMES = ['array', 'resource', 'select', 'math', 'zlib', '_heapq', 'unicodedata', 'time', 'itertools', 'errno', 'marshal']

with tempfile.TemporaryDirectory() as folder:
    for name in NAMES:
        with open(os.path.join(folder, name + '.py'), 'w') as file:
            file.write('mine = True\n')
    program = os.path.join(folder, 'program.py')
    with open(program, 'w') as file:
        file.write('import importlib\nfor name in %r:\n'
                   '    print(name, hasattr(importlib.import_module(name), "mine"))\n' % NAMES)
    done = subprocess.run([sys.executable, '-S', program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    print(done.stdout.decode())

print(sys.builtin_module_names)
import _imp
import importlib.util
import pkgutil
import unicodedata
print([_imp.is_builtin(name) for name in ['sys', 'builtins', 'time', 'math', '_imp', 'none']])
listed = {info.name for info in pkgutil.iter_modules()}
print([name in listed for name in ['math', 'zlib', '_heapq', 'time', 'os']])

# Without the entry of sys.path they are not found.
entry, = [path for path in sys.path if path.endswith('lib-dynload')]
del sys.modules['unicodedata']
sys.path.remove(entry)
try:
    import unicodedata
except ImportError as error:
    print(error, error.name)
print(importlib.util.find_spec('unicodedata'))
sys.path.append(entry)
import unicodedata
print(unicodedata.name('a'), unicodedata.__spec__.name, unicodedata.__package__ == '')
loader = unicodedata.__loader__
print(loader.is_package('unicodedata'), loader.get_code('unicodedata'), loader.get_source('unicodedata'))
