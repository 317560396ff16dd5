import a
import a.b.c
import a as b
import a.b as c
import a.b.c.d as e
import a, b.c as d
from a import b
from a import b as c, d
from a.b import (c, d as e)
from . import a
from .. import a
from ...b import c
from a import *
class C:
    import __a
    from __b import __c as __d
    from . import __e
def f():
    import a.b.c as d
    from a import b
    return d, b
