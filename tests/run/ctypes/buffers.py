"""Memory shared with other objects: from_buffer, from_address, memoryview, resize."""
import array
from ctypes import *
import _ctypes


def attempt(what, function, *args):
    try:
        result = function(*args)
    except Exception as error:
        print(what, "->", type(error).__name__, error)
    else:
        print(what, "->", repr(result))


class S(Structure):
    _fields_ = [("a", c_short), ("b", c_int * 2), ("c", POINTER(c_int))]


class U(Union):
    _fields_ = [("a", c_short), ("b", c_int)]


for kind in (c_int, c_char, c_double, c_bool, c_longdouble, c_char_p, py_object, S, U, S * 2, (c_int * 2) * 3, POINTER(c_int), POINTER(S), POINTER(c_int * 2), c_char * 3, c_int * 0,
             (c_int * 0) * 2, POINTER(POINTER(c_char)), POINTER(U)):
    view = memoryview(kind())
    print(kind.__name__, view.format, view.itemsize, view.ndim, view.shape, view.strides, view.nbytes, view.readonly, view.c_contiguous, _ctypes.buffer_info(kind))

data = bytearray(range(16))
x = c_int.from_buffer(data, 4)
print(hex(x.value), x._objects.obj is data)
two = (c_short * 2).from_buffer(data, 2)
print(list(two), sorted(two._objects), type(two._objects["ffffffff"]).__name__)
del two
x.value = -1
print(data)
attempt("resize exported", data.extend, b"x")
del x
data.extend(b"x")
for args in ((data, 14), (data, -1), (data, "x"), (data, 100), (b"abcdefgh",), (3,), (memoryview(data)[::2],), (memoryview(b"12345678"),), (), (1, 2, 3), (data, 1.5),
             (array.array("i", [1, 2]), 8), (array.array("i", [1, 2]), 4), (memoryview(data)[1:],)):
    attempt("from_buffer" + str(len(args)), c_int.from_buffer, *args)
for args in ((data, 14), (data, -1), (b"abcdefgh",), (b"abcdefgh", 4), (b"abc",), (3,), (), ("abcd",), (memoryview(data)[::2],), (1, 2, 3)):
    attempt("from_buffer_copy" + str(len(args)), c_int.from_buffer_copy, *args)
shared = c_int.from_buffer(c_longlong(2 ** 33 + 5))
print(shared)
original = S(1, (2, 3))
alias = S.from_buffer(original)
alias.b[1] = 77
print(original.b[1])
copy = S.from_buffer_copy(original)
copy.a = 5
print(original.a, copy.b[1])
number = c_int(123)
again = c_int.from_address(addressof(number))
again.value = 5
print(number, again._b_needsfree_, again._b_base_)
for value in ("x", 1.5, None, 2 ** 64, -2 ** 63 - 1):
    attempt("from_address %r" % (value,), c_int.from_address, value)
for kind in (Structure, Union, Array, _ctypes._Pointer, _ctypes._SimpleCData):
    attempt(kind.__name__, kind.from_buffer, bytearray(10))
    attempt(kind.__name__, kind.from_buffer_copy, b"1234567890")
    attempt(kind.__name__, kind.from_address, 0)
for size in (4, 3, 100, 8, -1, "x", 1.5):
    attempt("resize %r" % (size,), resize, number, size)
    print(sizeof(number), number, len(bytes(number)))
attempt("resize", resize, again, 8)
attempt("resize", resize, 3, 8)
attempt("resize", resize, number)
grown = (c_int * 2)(1, 2)
resize(grown, 40)
print(sizeof(grown), len(grown), bytes(grown)[:8])
view = memoryview((c_int * 3)(1, 2, 3))
view = memoryview((c_char * 3)(b"a", b"b", b"c")).cast("B")
view[1] = 65
print(view.tolist(), bytes(view))
print(bytearray((c_short * 2)(1, 2)), bytes(S(258))[:2], b"".join([c_short(1), c_short(2)]))
attempt("unwritable", memoryview, S)
