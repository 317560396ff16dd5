"""Simple types: what values they take, what they give back, and their error messages."""
import ctypes
import re
from ctypes import *
import _ctypes


def attempt(text, **names):
    try:
        result = eval(text, dict(globals(), **names))
    except Exception as error:
        print(text, "->", type(error).__name__, error)
    else:
        print(text, "->", re.sub(r"_p\(\d{6,}\)", "_p(ADDRESS)", repr(result)))


class Index:
    def __index__(self):
        return 5


class Truth:
    def __bool__(self):
        raise KeyError("truth")


INTS = [c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint, c_long, c_ulong, c_longlong, c_ulonglong]
for kind in INTS:
    size = sizeof(kind)
    print(kind.__name__, kind._type_, size, alignment(kind), _ctypes.buffer_info(kind), memoryview(kind()).format)
    for value in (0, 1, -1, 2 ** (size * 8 - 1) - 1, 2 ** (size * 8 - 1), 2 ** (size * 8), 2 ** 70 + 3, -2 ** 65 - 7, True):
        print("   ", value, kind(value), bytes(kind(value)).hex())
    for value in ("None", "1.5", "'1'", "b'1'", "[]"):
        attempt("%s(%s)" % (kind.__name__, value))

for code in "cbBhHiIlLqQfdgPzZuO?vX":
    try:
        made = type("T", (_ctypes._SimpleCData,), {"_type_": code})
    except Exception as error:
        print(code, type(error).__name__, error)
    else:
        print(code, sizeof(made), alignment(made), _ctypes.buffer_info(made), hasattr(made, "__ctype_be__"))

for value in (1.5, -0.0, 1e300, float("inf"), float("-inf"), float("nan"), 5e-324, 3, True, 10 ** 30):
    print(value, c_float(value), c_double(value), c_longdouble(value), bytes(c_float(value)).hex(), bytes(c_double(value)).hex(),
          bytes(c_longdouble(value))[:10].hex())
attempt("c_double('x')")
attempt("c_float(None)")
attempt("c_longdouble(10 ** 400)")
attempt("c_double(Index())")

for text in ("c_bool()", "c_bool(1)", "c_bool('')", "c_bool([0])", "c_bool(Truth())", "c_bool(Index())",
             "c_char()", "c_char(65)", "c_char(255)", "c_char(256)", "c_char(-1)", "c_char(b'x')", "c_char(b'')", "c_char(b'xy')",
             "c_char(bytearray(b'q'))", "c_char('x')", "c_char(2**80)", "c_char(True)",
             "c_wchar()", "c_wchar('x')", "c_wchar('\\u20ac')", "c_wchar('\\U0001f600')", "c_wchar('')", "c_wchar('xy')", "c_wchar(b'x')",
             "c_wchar(65)", "c_wchar.from_buffer(bytearray(b'\\xff' * 4)).value",
             "c_char_p()", "c_char_p(None)", "c_char_p(b'abc')", "c_char_p(b'a\\0bc')", "c_char_p('abc')", "c_char_p(1.5)", "c_char_p(0)",
             "c_wchar_p()", "c_wchar_p('abc')", "c_wchar_p('a\\0bc')", "c_wchar_p(b'abc')", "c_wchar_p(0)", "c_wchar_p([])",
             "c_void_p()", "c_void_p(0)", "c_void_p(16)", "c_void_p(-1)", "c_void_p(2**64)", "c_void_p(b'')", "c_void_p('')",
             "py_object()", "py_object(3)", "py_object('x').value", "py_object().value", "bool(py_object())", "bool(py_object(0))",
             "c_int(Index())", "c_int(1, 2)", "c_int(x=3)", "c_int(value=3)", "c_int().xyz",
             "hash(c_int())", "c_int(3) == c_int(3)", "bool(c_int())", "bool(c_int(4))", "bool(c_double(0.0))", "bool(c_double(-0.0))",
             "bool(c_char(b'\\0'))", "c_int()._objects", "c_char_p(b'abc')._objects", "c_int()._b_base_", "c_int()._b_needsfree_",
             "_ctypes._SimpleCData()", "_ctypes._SimpleCData.from_buffer(bytearray(8))", "_ctypes._SimpleCData.from_param(3)",
             "sizeof(_ctypes._SimpleCData)", "alignment(3)", "sizeof(3)", "addressof(3)", "byref(3)", "_ctypes.buffer_info(3)"):
    attempt(text)

number = c_int(7)
number.value = 12
print(number, number.value)
for statement in ("number.value = 'x'", "del number.value", "number._objects = 3", "number._b_base_ = 3"):
    try:
        exec(statement)
    except Exception as error:
        print(statement, type(error).__name__, error)
number.extra = [1]
print(number.extra, number.__dict__)


class Sub(c_int):
    pass


class SubSub(Sub):
    _type_ = "h"


print(Sub(3).value, SubSub(70000).value, sizeof(SubSub), Sub.__mro__[1].__name__)
print(repr(Sub(3)).split(" object")[0])
print(Sub(3).__ctypes_from_outparam__().value, c_int(3).__ctypes_from_outparam__())

for namespace in ({}, {"_type_": 3}, {"_type_": "xx"}, {"_type_": ""}, {"_type_": "y"}, {"_type_": "\u20ac"}):
    try:
        print(type("T", (_ctypes._SimpleCData,), namespace))
    except Exception as error:
        print(namespace, type(error).__name__, error)

print(c_int.__ctype_be__ is c_int, c_int.__ctype_le__ is c_int, c_int.__ctype_be__.__name__, c_int.__ctype_be__.__qualname__)
print(bytes(c_int.__ctype_be__(258)), c_int.__ctype_be__(258), bytes(c_double.__ctype_be__(1.5)).hex(), c_double.__ctype_be__(1.5))
print(bytes(c_float.__ctype_be__(-2.0)).hex(), bytes(c_short.__ctype_be__(-2)).hex(), c_short.__ctype_be__(-2), c_ushort.__ctype_be__(-2))
print(_ctypes.buffer_info(c_int.__ctype_be__), memoryview(c_long.__ctype_be__(1)).format)
print("from_param" in c_char_p.__dict__, "from_param" in c_int.__dict__, type(c_char_p.__dict__["from_param"]).__name__)
