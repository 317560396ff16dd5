"""from_param and byref: what every class makes of arguments."""
from ctypes import *
import _ctypes
import re


def shown(value):
    return re.sub(r"_p\(\d{6,}\)", "_p(ADDRESS)", re.sub(r"0x[0-9a-f]{5,}", "ADDRESS", repr(value)))


def attempt(what, function, *args):
    try:
        result = function(*args)
    except Exception as error:
        print(what, "->", type(error).__name__, error)
    else:
        print(what, "->", shown(result), shown(getattr(result, "_obj", "-")))


class S(Structure):
    _fields_ = [("a", c_int)]


class As:
    def __init__(self, value):
        self._as_parameter_ = value


class Sub(c_int):
    pass


loop = As(None)
loop._as_parameter_ = loop
VALUES = {
    "None": None, "5": 5, "-1": -1, "1.5": 1.5, "b'x'": b"x", "'x'": "x", "b''": b"", "'xyz'": "xyz", "b'xyz'": b"xyz", "c_int": c_int(3), "Sub": Sub(4), "S": S(1), "byref(c_int)": byref(c_int(3)),
    "byref(S)": byref(S()), "byref(c_char)": byref(c_char()), "byref(c_wchar)": byref(c_wchar()), "pointer(c_int)": pointer(c_int()), "pointer(c_char)": pointer(c_char()),
    "c_int*3": (c_int * 3)(), "c_char*3": (c_char * 3)(), "c_wchar*3": (c_wchar * 3)(), "S*2": (S * 2)(), "c_char_p": c_char_p(b"q"), "c_wchar_p": c_wchar_p("q"), "c_void_p": c_void_p(5),
    "As(5)": As(5), "As(As(b'x'))": As(As(b"x")), "As(S)": As(S()), "bytearray": bytearray(b"x"), "object": [], "big": 2 ** 70,
}
CLASSES = [c_int, c_char, c_wchar, c_bool, c_double, c_float, c_longdouble, c_ubyte, c_char_p, c_wchar_p, c_void_p, S, POINTER(c_int), POINTER(S), POINTER(c_char), c_int * 3, POINTER(c_int) * 2, Sub, py_object]
for kind in CLASSES:
    for name, value in VALUES.items():
        if kind is S and name.startswith("byref"):
            continue
        attempt("%s.from_param(%s)" % (kind.__name__, name), kind.from_param, value)
    if kind in (c_int, c_double, Sub):
        try:
            kind.from_param(loop)
        except RecursionError as error:
            print(kind.__name__, str(error)[:40])
    attempt(kind.__name__, kind.from_param)
for kind in (Structure, Union, Array, _ctypes._Pointer, _ctypes._SimpleCData):
    attempt(kind.__name__, kind.from_param, 3)
array = (c_int * 3)(1, 2, 3)
reference = byref(array, 4)
print(type(reference).__name__, reference._obj is array)
for args in ((), (3,), (array, "x"), (array, 1, 2), (array, 1.5), (array, -4)):
    attempt("byref%d" % len(args), byref, *args)
for text in ("reference._obj = 3", "type(reference)()", "reference.x"):
    try:
        print(eval(text) if "=" not in text else exec(text))
    except Exception as error:
        print(text, type(error).__name__, error)
print(c_int.from_param(5), c_char.from_param(b"\\"), c_char.from_param(b"'"), c_char.from_param(7), c_double.from_param(1e300), c_longlong.from_param(-7), c_ushort.from_param(40000), c_void_p.from_param(0),
      c_void_p.from_param(255))
