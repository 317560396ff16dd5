"""pyclbr: classes and functions of a source that is not run; the bases, imports, nesting."""

import os
import pyclbr
import sys
import tempfile

SOURCE = '''
import os, nope.x
from random import Random as R,
from collections import *
from os import (walk)
class A(R, os.x.y, metaclass=abc(1, 2), **k[1]): x = 1; y = lambda: 3
class B: pass
class C(A,):
    async def f(self): pass
    def f(self):
      def g(): pass
      class H(A, B):
        def x(): 1
    def h(): pass
if 1:
    class D(B()):
        pass
    def q(): pass
else:
    import json
class E(): pass
class : pass
def (x): pass
x = """
class no: pass
"""
class A(A): pass
'''


def show(found, depth):
    bases = [getattr(base, 'name', base) for base in found.super] if isinstance(found, pyclbr.Class) else ''
    methods = found.methods if isinstance(found, pyclbr.Class) else ''
    print(' ' * depth, type(found).__name__, found.name, found.lineno, bases, methods,
          found.parent and found.parent.name)
    for child in found.children.values():
        show(child, depth + 2)


with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, 'browsed.py'), 'w') as file:
        file.write(SOURCE)
    for name, found in pyclbr.readmodule_ex('browsed', [folder]).items():
        if found.module == 'browsed':
            show(found, 0)
    print('Random' in pyclbr.readmodule_ex('browsed', [folder]), 'R' in pyclbr.readmodule('browsed', [folder]))
    for source in 'class', 'def f():\n        pass\n    pass\n', 'x = (\n':
        with open(os.path.join(folder, 'broken.py'), 'w') as file:
            file.write(source)
        pyclbr._modules.pop('broken', None)
        try:
            print(pyclbr.readmodule_ex('broken', [folder]))
        except Exception as error:
            print(type(error).__name__, error.args[0])
    for name in 'nope', 'sys', 'browsed.x':
        try:
            print(pyclbr.readmodule_ex(name, [folder]))
        except ImportError as error:
            print(type(error).__name__, error)
