# trace: lines, functions and callers of a small program; imp: finding and loading.
import os
import sys
import tempfile
import trace
import warnings

folder = tempfile.mkdtemp()
os.chdir(folder)
PROGRAM = '''\
"""A text
over lines."""
class A:
    "A class."
    def method(self, n):
        return helper(n)

def helper(n):
    if n > 5:
        return 'large'    #pragma NO COVER
    if n > 9:
        return 'never'
    return [i for i in range(n)]

A().method(2)
helper(7)
'''
with open('program.py', 'w') as file:
    file.write(PROGRAM)


def run(**settings):
    tracer = trace.Trace(**settings)
    code = compile(PROGRAM, 'program.py', 'exec')
    variables = {'__name__': 'program', '__file__': 'program.py'}
    tracer.runctx(code, variables, variables)
    return tracer.results()


results = run(count=1, trace=1)
results.write_results(show_missing=True, summary=True, coverdir='covers')
print(open('covers/program.cover').read())
run(count=0, trace=0, countfuncs=1).write_results()
run(count=0, trace=0, countcallers=1, outfile='counts').callers
print(trace.Trace(count=1, trace=0).runfunc(max, 3, 4))
saved = run(count=1, trace=0, outfile='counts')
saved.write_results(show_missing=False, coverdir='covers')
both = trace.CoverageResults(infile='counts')
both.update(saved)
print(sorted(line[1:] + (count,) for line, count in both.counts.items()))
ignore = trace._Ignore(['a', 'b.c'], ['/lib'])
print([bool(ignore.names(*each)) for each in (('/x/a.py', 'a'), ('/x/d.py', 'a.d'), ('/x/b.py', 'b'), ('/lib/e.py', 'e'), (None, 'f'), ('/x/ab.py', 'ab'))])

with warnings.catch_warnings():
    warnings.simplefilter('ignore')
    import imp
os.makedirs('package')
for name, text in (('module.py', 'x = 1\n'), ('package/__init__.py', 'y = 2\n')):
    with open(name, 'w') as file:
        file.write(text)
file, path, description = imp.find_module('module', ['.'])
print(path, description, file.encoding)
with file:
    print(imp.load_module('module', file, path, description).x)
print(imp.find_module('package', ['.'])[1:], imp.load_package('package', 'package').y)
print(imp.load_source('other', 'module.py').x, sys.modules['other'].__file__)
print(imp.find_module('sys'), imp.get_suffixes()[-2:], imp.init_builtin('no such'))
for wrong in (lambda: imp.find_module('no such'), lambda: imp.find_module(1), lambda: imp.load_package('p', '.'),
              lambda: imp.load_module('m', None, 'm', ('', 'w', 1)), lambda: imp.load_module('m', None, 'm', ('', 'r', 1)),
              lambda: imp.load_module('m', None, 'm', ('', '', 99)), lambda: imp.NullImporter('')):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
os.chdir('/')
for base, folders, files in os.walk(folder, topdown=False):
    for each in files:
        os.unlink(os.path.join(base, each))
    os.rmdir(base)
