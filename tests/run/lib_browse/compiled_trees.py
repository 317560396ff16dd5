"""compileall: what is compiled, what is said, what is returned; a file where __pycache__ should be."""

import compileall
import os
import py_compile
import sys
import tempfile

os.chdir(tempfile.mkdtemp())
os.makedirs('p/q')
os.makedirs('x.py')
os.makedirs('y')
for name, text in (('p/a.py', 'x = 1\n'), ('p/bad.py', 'x = (\n'), ('p/enc.py', '# coding: nope\n'),
                   ('p/q/b.py', 'x = 2\n'), ('p/n.txt', 'no\n'), ('y/m.py', 'pass\n'), ('y/__pycache__', 'no\n')):
    with open(name, 'w') as file:
        file.write(text)


def found():
    return sorted(os.path.join(place, name) for place, _, names in os.walk('p') for name in names)


print(compileall.compile_dir('p'), found())
print(compileall.compile_dir('p'))
print(compileall.compile_dir('p', maxlevels=0, force=True, quiet=1))
print(compileall.compile_dir('p', force=True, quiet=2, legacy=True, optimize=2), found())
print(compileall.compile_file('p/a.py', ddir='/dest', force=True), compileall.compile_file('x.py'),
      compileall.compile_file('p/n.txt'), compileall.compile_file('nope.py'))
sys.path[:] = ['', '.', 'p/q', 'p', 'y']
print(compileall.compile_path(force=True, quiet=1), compileall.compile_path(skip_curdir=False))
try:
    py_compile.compile('y/m.py', doraise=True)
except OSError as error:
    print(type(error).__name__)
print(compileall.compile_dir('nope'), compileall.compile_dir(3))
for arguments in dict(workers=-1), dict(workers='a'), dict(rx='q'):
    try:
        compileall.compile_dir('p', **arguments)
    except Exception as error:
        print(type(error).__name__, error)
