# import forms of builtin modules, and failures.
import sys, sys as s2
from sys import maxsize, version_info as vi
from sys import (byteorder,
                 maxunicode,)
print(sys is s2, maxsize == 2 ** 63 - 1, vi[:2], maxunicode, byteorder)
def f():
    import gc as g
    from math import floor, ceil as c
    return g.isenabled(), floor(2.5), c(2.5)
print(f())
class C:
    import math
    from math import pi
print(C.math.sqrt(16), round(C.pi, 3))
for src in ("import nope", "import nope.sub", "import sys.nope", "from nope import x", "from sys import nope", "from . import x", "from .m import y", "from .. import z", "import math.pi", "from sys import *\nstdout.write('star ok\\n')", "from math import nope, pi", "import os.nope", "from os.path import nope"):
    try: exec(src, {"__name__": "__main__"})
    except ImportError as e: print(src, type(e).__name__, str(e).split(" (")[0], e.name)
    except Exception as e: print(src, type(e).__name__, e)
m = __import__("sys")
print(m is sys, __import__("math", fromlist=["pi"]).pi > 3, "sys" in sys.modules)
sys.modules["fake_mod"] = "a string"
import fake_mod
from fake_mod import upper
print(fake_mod, upper())
sys.modules["blocked"] = None
try: import blocked
except ImportError as e: print(type(e).__name__, e, e.name)
M = type(sys)
mod = M("made", "doc of made")
sys.modules["made"] = mod
mod.__getattr__ = lambda n: "dynamic " + n if n != "bad" else (_ for _ in ()).throw(AttributeError("no bad"))
import made
from made import anything
print(made.zzz, anything, made.__doc__, made.__name__, repr(made))
try: made.bad
except AttributeError as e: print(e)
for args in ((), (5,), ("",), ("sys", None, None, (), -1), ("x", {}, {}, [], 1)):
    try: print(__import__(*args))
    except Exception as e: print(args, type(e).__name__, e)
