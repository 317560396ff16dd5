# Methods of built-in types called with what they do not expect: what is looked at first, and what is said.
from types import SimpleNamespace

from told import tell

PAST = range(2**70)
kept = bytearray(b"old")


def left(function, *args):
    """What is in `kept` after a call that fails."""
    try:
        function(*args)
    except TypeError as error:
        print("  ", error)
    return kept


class Number(int):
    pass


tell("""
MemoryError.__new__(MemoryError, 1, 2)
type("Own", (MemoryError,), {}).__new__(type("Own", (MemoryError,), {}), 1, 2)
MemoryError(1, 2)
left(kept.__init__, b"new", 7)
left(bytearray(b"x").__init__, 1, 2, 3, 4)
bytearray(source=3, encoding=4, nothing=5)
b"abc" * (2**62 // 3 + 2**62)
b"\\xc3\\xa9" * (2**62 - 1)
odd(index=KeyError) in b"abc"
odd(index=KeyError) in bytearray(b"abc")
2**70 in b"abc"
bytearray(b"a") < odd(getattribute=KeyError)
bytearray(b"a") == odd(getattribute=KeyError)
memoryview(b"abc").cast("\\u0130")
super.__getattribute__(super(Number, Number(3)), [])
super.__getattribute__(super(Number, Number(3)), 3)
iter(range(3)).__setstate__("x")
[(i.__setstate__(1.0), list(i)) for i in [iter(range(3))]]
iter(PAST).__setstate__("x")
iter(PAST).__setstate__(odd(lt=KeyError))
[(i.__setstate__(5), next(i)) for i in [iter(PAST)]]
[(i.__setstate__(2**80), list(i)) for i in [iter(PAST)]]
SimpleNamespace(a=1).__reduce__()
SimpleNamespace(a=1).__reduce__(1)
__import__("os", level="x", nothing=1)
__import__(3, nothing=1)
open(3.5, "r", encoding=1)
open("x", errors=2)
open("x", newline=b"x")
""", globals())
print("members", [name for kind in (type, MemoryError, super) for name in vars(kind) if name == "__getattribute__"])
