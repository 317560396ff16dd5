"""modulefinder: packages, relative imports, stars, what is missing and what may be, modules left out."""

import builtins
import contextlib
import io
import modulefinder
import os
import tempfile

os.chdir(tempfile.mkdtemp())


def print(*what):
    """The folder has another name each time."""
    builtins.print(*(str(each).replace(os.getcwd(), 'HERE') for each in what))


for name, text in {
    'pk/__init__.py': 'from . import a, nope\nfrom .sub import *\nfrom other import *\nx = 1\n',
    'pk/a.py': 'from .. import y\nfrom ... import z\nimport pk.b, pk.q\nfrom pk import x, w\nfrom .sub.deep import v\n',
    'pk/sub/__init__.py': 'from nope3 import *\nimport bad\n',
    'pk/sub/deep.py': 'def f():\n  import other, sys, nope2.x\n  class C:\n    from pk.sub import t, deep\n',
    'other.py': 'a = b = 1\n',
    'bad.py': 'x (',
    'main.py': 'import pk, pk.sub.deep\nfrom pk import *\nfrom pk.sub import t2\ntry:\n  import winreg\n'
               'except ImportError: pass\n',
}.items():
    os.makedirs(os.path.dirname(name) or '.', exist_ok=True)
    with open(name, 'w') as file:
        file.write(text)
for excluded in [], ['other', 'pk.a'], ['pk.sub']:
    finder = modulefinder.ModuleFinder(['.'], excludes=excluded)
    finder.run_script('main.py')
    with contextlib.redirect_stdout(io.StringIO()) as report:
        finder.report()
    print(report.getvalue())
    print(finder.any_missing(), {name: sorted(who) for name, who in sorted(finder.badmodules.items())})
    for name, found in sorted(finder.modules.items()):
        print(found, sorted(found.globalnames), sorted(found.starimports), found.__code__ and found.__code__.co_name)
finder = modulefinder.ModuleFinder(['.'])
for arguments in (('pk.sub',), ('pk', None, ['*']), ('nope',), ('pk.nope',), ('pk', None, ['nope']),
                  ('other', None, ['nope'])):
    try:
        print(finder.import_hook(*arguments))
    except ImportError as error:
        print(error)
print(modulefinder.Module('a'), modulefinder.Module('a', 'b'), modulefinder.Module('a', 'b', ['c']))
code = compile('import a.b as c\nfrom d import e, f\nfrom . import g\nfrom ..h import *\nx = 1\n'
               'def q(): global z; z = 1\nclass R: pass', '', 'exec')
print(list(finder.scan_opcodes(code)))
