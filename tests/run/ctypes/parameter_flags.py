"""paramflags: parameters that go in, come out, are hidden, have names and defaults."""
from ctypes import *

libc, libm = CDLL("libc.so.6"), CDLL("libm.so.6")


def show(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


Convert = CFUNCTYPE(c_double, c_char_p, POINTER(c_char_p))


def strtod(*flags):
    return Convert(("strtod", libc), flags)


for flags in ((), ((1,),), ((1,), (1,), (3,)), [(1,), (1,)], ((1,), 3), ((1,), ()), ((1,), (1, "a", 3, 4)), ((1,), (1, 3)),
              ((1,), (7,)), ((1,), (4,)), ((1,), (6,)), ((1,), ("a",)), ((1,), (1.5,))):
    try:
        Convert(("strtod", libc), flags)
        print("made")
    except Exception as error:
        print(type(error).__name__, error)

function = strtod((1, "s"), (2, "end"))
show(function, b"1.5abc")
show(function, s=b"2.5x")
show(function)
show(function, b"1", b"2")
show(function, b"1", s=b"2")
show(function, x=3)
show(function, b"1", x=2)
function = strtod((1, "s", b"7.25z"), (2, "end"))
show(function)
show(function, b"3 ")
show(strtod((1,), (2,)))
show(strtod((1, "s"), (5, "end", None)), b"1.5q")
show(strtod((1, "s"), (5, "end")), b"1.5q")
show(strtod((1, "s"), (0, "end")), b"1.5q", None)
end = c_char_p()
result = strtod((1, "s"), (3, "end"))(b"1.5q", pointer(end))
print(type(result).__name__, end.value)
mine = c_char_p(b"mine")
print(strtod((1, "s"), (2, "end", mine))(b"1.5q"))

function = strtod((1,), (2,))
function.errcheck = lambda result, function, args: (result, type(args).__name__, args[0], args[1].value)
show(function, b"1.5q")
function.errcheck = lambda result, function, args: args
show(function, b"1.5q")

frexp = CFUNCTYPE(c_double, c_double, POINTER(c_int))(("frexp", libm), ((1, "x"), (2, "e")))
show(frexp, 8.0)
modf = CFUNCTYPE(c_double, c_double, POINTER(c_double))(("modf", libm), ((1, "x"), (2, "whole")))
modf.errcheck = lambda result, function, args: [result, args[1].value]
show(modf, 8.25)
sincos = CFUNCTYPE(None, c_double, POINTER(c_double), POINTER(c_double))(("sincos", libm), ((1, "x"), (2, "s"), (2, "c")))
show(sincos, 0.0)
time = CFUNCTYPE(c_long, c_long * 2)(("time", libc), ((2,),))
print(type(time()).__name__)
for argtype in (c_long, c_char_p, c_void_p, POINTER(c_long)):
    function = CFUNCTYPE(c_long, argtype)
    show(lambda: type(function(("time", libc), ((2,),))).__name__)
show(CFUNCTYPE(c_long, c_char_p)(("time", libc), ((2,),)))
show(CFUNCTYPE(c_long, POINTER(c_long))(("time", libc), ((2, "t", 3),)))
