"""Calls of functions of libc and libm: arguments, results, structures by value, variadic functions."""
from ctypes import *
import sys

libc, libm = CDLL("libc.so.6"), CDLL("libm.so.6")


def show(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


class Parameter:
    def __init__(self, value):
        self._as_parameter_ = value


class Failing:
    @property
    def _as_parameter_(self):
        raise ZeroDivisionError("no parameter")


# Without argtypes
for value in (-3, True, 2**40 - 3, c_int(-4), Parameter(-5), Parameter(Parameter(-6)), None, -2**63):
    show(libc.abs, value)
for value in (1.5, [], 2**100, -2**100, Parameter(2.5), Failing(), object):
    show(libc.abs, value)
show(libc.abs, *[1] * 1025)
show(libc.strlen, b"abc")
show(libc.wcslen, "abc\U00012345")
show(libc.wcslen, "a\0b")
show(libc.strlen, create_string_buffer(b"ab"))
show(libc.strlen, byref(create_string_buffer(b"abcdef"), 2))
show(libc.atoi, c_char_p(b"12"))

# With argtypes
libc.strlen.argtypes = [c_char_p]
for args in ((b"a",), ("abc",), (3,), (), (b"a", 2, 3), (b"a", [])):
    show(libc.strlen, *args)
libm.sqrt.argtypes, libm.sqrt.restype = [c_double], c_double
for args in ((2.0,), (2,), ("a",), (1.0, 2.0)):
    show(libm.sqrt, *args)
libm.sqrtl.argtypes, libm.sqrtl.restype = [c_longdouble], c_longdouble
show(libm.sqrtl, 2.25)
libm.sqrtf.argtypes, libm.sqrtf.restype = [c_float], c_float
show(libm.sqrtf, 6.25)
for code, values in ((c_char, (b"a", 98, "a")), (c_wchar, ("a",)), (c_bool, (3,)), (c_ubyte, (300,))):
    libc.toupper.argtypes = [code]
    for value in values:
        show(libc.toupper, value)


class Converter:
    @classmethod
    def from_param(cls, value):
        if value == 0:
            raise KeyError("zip")
        return [1] if value == 1 else value


libc.abs.argtypes = [Converter]
for value in (0, 1, -9):
    show(libc.abs, value)
libc.abs.argtypes = None

# Results
for restype in (c_byte, c_char, c_bool, c_short, c_long, c_void_p, c_ubyte, None):
    libc.abs.restype = restype
    show(libc.abs, -4)
libc.abs.restype = c_void_p
show(libc.abs, 0)
libc.abs.restype = lambda value: ("got", value)
show(libc.abs, -3)


class Checked(c_int):
    def _check_retval_(self):
        return "checked", self.value


class Subclass(c_int):
    pass


libc.abs.restype = Checked
show(libc.abs, -4)
libc.abs.restype = Subclass
print(type(libc.abs(-4)).__name__, libc.abs(-7).value)
libc.abs.restype = c_int

# errcheck
libc.abs.errcheck = lambda result, function, args: (result, function is libc.abs, args)
show(libc.abs, -3)
libc.abs.errcheck = lambda result, function, args: args
show(libc.abs, -3)
libc.abs.errcheck = lambda result, function, args: 1 / 0
show(libc.abs, -3)
del libc.abs.errcheck


# Structures
class Div(Structure):
    _fields_ = [("quot", c_int), ("rem", c_int)]


class LongDiv(Structure):
    _fields_ = [("quot", c_long), ("rem", c_long)]


class Empty(Structure):
    pass


libc.div.restype, libc.ldiv.restype = Div, LongDiv
result = libc.div(17, 5)
print(result.quot, result.rem)
result = libc.ldiv(c_long(-17), c_long(5))
print(result.quot, result.rem)
show(libc.abs, Empty())

# Variadic functions
buffer = create_string_buffer(100)
libc.snprintf.argtypes = [c_char_p, c_size_t, c_char_p]
print(libc.snprintf(buffer, 100, b"%d %s %g %c %ld %ls", 3, b"abc", c_double(2.5), ord("x"), c_long(-1), "wide"))
print(buffer.value)

# Pointers
libc.strtod.restype = c_double
end, text = c_char_p(), b"1.5abc"
print(libc.strtod(text, byref(end)), end.value)
libc.strchr.restype = c_char_p
print(libc.strchr(b"hello", ord("l")), libc.strchr(b"hello", ord("z")))
libc.memcpy.restype = c_void_p
target = create_string_buffer(4)
print(libc.memcpy(target, b"xyz", 3) == addressof(target), target.raw)

print(memmove(target, b"ab", 2) == addressof(target), target.raw)
memset(target, ord("-"), 3)
print(target.raw)
show(memset, target, "a", 1)
show(memmove, 1)
