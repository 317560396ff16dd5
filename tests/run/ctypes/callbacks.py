"""C functions that run Python callables: sorting, all kinds of arguments, errors, threads."""
import ctypes
import io
import re
import sys
import threading
import warnings
from ctypes import *

libc = CDLL("libc.so.6")


def show(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


# qsort
Compare = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))
numbers = (c_int * 6)(5, 1, 7, 33, 99, -7)
calls = []


def compare(a, b):
    calls.append((a[0], b.contents.value))
    return a[0] - b[0]


libc.qsort.argtypes, libc.qsort.restype = [c_void_p, c_size_t, c_size_t, Compare], None
libc.qsort(numbers, len(numbers), sizeof(c_int), Compare(compare))
print(list(numbers), len(calls) > 5)

# All kinds of arguments
Many = CFUNCTYPE(c_double, c_float, c_double, c_byte, c_ubyte, c_short, c_longlong, c_char, c_wchar, c_bool,
                 c_longdouble, c_char_p, c_void_p, py_object)
print(Many(lambda *args: print(args) or 2.5)(1.5, 2.5, -3, 250, -7, 1 << 40, b"x", "y", 5, 0.5, b"text", None, [1]))


class Pair(Structure):
    _fields_ = [("a", c_int), ("b", c_double)]


class Floats(Structure):
    _fields_ = [("x", c_float * 3)]


class Big(Structure):
    _fields_ = [("n", c_long * 5), ("c", c_char)]


class Choice(Union):
    _fields_ = [("i", c_int), ("d", c_double)]


print(CFUNCTYPE(c_double, Pair)(lambda pair: pair.a * pair.b)(Pair(3, 2.5)))
print(CFUNCTYPE(c_double, POINTER(Pair))(lambda pair: pair[0].a * pair.contents.b)(byref(Pair(3, 2.5))))
print(CFUNCTYPE(c_double, Floats, c_float)(lambda floats, y: sum(floats.x) + y)(Floats((c_float * 3)(1, 2, 3)), 4))
print(CFUNCTYPE(c_long, c_int, Big, c_int)(lambda i, big, j: i + sum(big.n) + big.c[0] + j)(
    1, Big((c_long * 5)(1, 2, 3, 4, 5), b"A"), 100))
print(CFUNCTYPE(c_double, Choice)(lambda choice: choice.d)(Choice(d=1.25)))


class Int(c_int):
    pass


print(CFUNCTYPE(c_int, Int)(lambda value: print(type(value).__name__, value.value) or 3)(4))
print(type(CFUNCTYPE(Int, c_int)(lambda value: 3)(4)).__name__)

# Errors
Unary = CFUNCTYPE(c_int, c_int)


def bad(x):
    raise ValueError("boo")


def bad_result(x):
    return "abc"


def hook(info):
    print(info.exc_type.__name__, info.exc_value, "|", info.err_msg, "|", info.object.__name__)


sys.unraisablehook = hook
for function in (bad, bad_result, lambda: 1, lambda x: None, lambda x: 1.5, lambda x: 2**40 + 5):
    Unary(function)(3)
PYFUNCTYPE(c_int, c_int)(bad)(3)
CFUNCTYPE(None, c_int)(bad)(3)
sys.unraisablehook = sys.__unraisablehook__
sys.stderr = io.StringIO()
Unary(bad)(3)
Unary(bad_result)(3)
reported, sys.stderr = sys.stderr.getvalue(), sys.__stderr__
print(re.sub("0x[0-9a-f]+", "#", reported), end="")
print(CFUNCTYPE(None, c_int)(lambda x: 3)(3))

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(CFUNCTYPE(c_char_p, c_int)(lambda x: b"abc")(3))
    print(CFUNCTYPE(py_object, py_object)(lambda x: x)([1, 2]))
    print([(str(warning.message), warning.category.__name__) for warning in caught])

for restype in (Pair, POINTER(c_int), c_int * 3, Unary):
    show(CFUNCTYPE(restype), lambda: 0)
print(bool(CFUNCTYPE(None, Pair)(3)))

# Threads
box = []
thread = threading.Thread(target=lambda: box.append(Unary(lambda x: x + 1)(4)))
thread.start()
thread.join()
print(box)
Start = CFUNCTYPE(c_void_p, c_void_p)


def body(argument):
    box.append((threading.current_thread().__class__.__name__, argument))
    return 7


start, ident, result = Start(body), c_ulong(), c_void_p()
threads = CDLL("libpthread.so.0")
threads.pthread_join.argtypes = [c_ulong, POINTER(c_void_p)]
print(threads.pthread_create(byref(ident), None, start, c_void_p(5)))
print(threads.pthread_join(ident, byref(result)), result, box)

# What is kept
function = Unary(lambda x: x)
print(list(function._objects), type(function._objects["0"]).__name__)


class Holder(Structure):
    _fields_ = [("f", Unary)]


holder = Holder(function)
del function
print(holder.f(8), bool(holder.f), bool(Holder().f), list(holder._objects["0"]))
holder.f = Unary(lambda x: -x)
print(holder.f(8))
for value in (3, None):
    show(setattr, holder, "f", value)
array = (Unary * 2)(Unary(lambda x: x))
print(array[0](5), bool(array[1]))
address = cast(array[0], c_void_p).value
print(Unary(address)(6), cast(address, Unary)(7))
