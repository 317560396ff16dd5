# Module and class bodies: names, annotations, imports, decorators.
import os.path as path
from sys import argv, path as search
from math import *

x: int = 1
y: 'str'


@decorate
@path.wrap(1)
class C(list, metaclass=type):
    """doc"""
    z: int = x
    __slots__ = ()
    del z


lambda a, *b, c=x, **d: (a, b, c, d)
