"""Opening libraries, looking symbols up, text at addresses, casts, errno, audit events."""
import errno
import re
import sys
import threading
import _ctypes
import ctypes.util
from ctypes import *


def show(function, *args, **kwargs):
    try:
        print(masked(repr(function(*args, **kwargs))))
    except Exception as error:
        print(type(error).__name__, masked(str(error)))


def masked(text):
    return re.sub(r"handle [0-9a-f]+|0x[0-9a-f]+|\d{7,}|/[\w/-]*/(?=lib)", "#", text)


class Path:
    def __fspath__(self):
        return "libm.so.6"


for args in ((), ("a", "b"), (3,), ("x", 1, 2), (None, 3.5), ("/nosuch",), ("a\0b",), (b"libm.so.6",), (Path(),),
             ("libm.so.6", RTLD_LOCAL)):
    show(_ctypes.dlopen, *args)
show(_ctypes.dlopen, "libm.so.6", name=3)
handle = _ctypes.dlopen("libm.so.6", 0)
for args in ((), (handle,), (handle, "nosuch"), (handle, 3), ("a", "b"), (2.5, "b"), (handle, "a\0b"), (handle, b"sqrt"),
             (2**70, "a"), (-2**70, "a"), (handle, "sqrt")):
    show(_ctypes.dlsym, *args)
for args in ((), ("a",), (1, 2), (handle,)):
    show(_ctypes.dlclose, *args)

libc = CDLL("libc.so.6")
show(lambda: libc)
show(lambda: CDLL("x", handle=5, use_errno=True, use_last_error=True)._FuncPtr._flags_)
for name in ("__foo__", "nosuch"):
    show(getattr, libc, name)
for name in (3, None, "nosuch"):
    show(lambda: libc[name])
print(libc.strlen is libc.strlen, libc["strlen"] is libc["strlen"], libc["strlen"].__name__)
show(lambda: cdll._private)
show(lambda: cdll.nosuch)
show(cdll.LoadLibrary, "libm.so.6")
show(CDLL, 3)
print(ctypes.util.find_library("c"), ctypes.util.find_library("nosuch"))

# By address
address = _ctypes.dlsym(libc._handle, "abs")
for args in ((), (address,), (address, (-3,)), (address, [-3]), ("a", (3,)), (address, ("a", 1.5)), (2.5, ())):
    show(_ctypes.call_function, *args)
show(_ctypes.call_cdeclfunction, _ctypes.dlsym(libc._handle, "strlen"), (b"abc",))

# Text at addresses
for args in ((b"abc\0d", 5), (b"abc",), ("a",), (b"abc", -5), (b"abc", 2.5), (b"abc", 0), (3.5,)):
    show(string_at, *args)
for args in (("ab\0c", 4), ("abc",), ("abc", 1), ("abc", -5)):
    show(wstring_at, *args)

# Casts
for args in ((b"a", c_int), (b"a", 3), (b"a", int), (None, c_void_p), (c_int(3), c_char_p), (b"a", Structure)):
    show(cast, *args)
array = (c_int * 2)(1, 2)
pointed = cast(array, POINTER(c_int))
print(pointed[1], pointed._objects is array._objects, array in pointed._objects.values())
print(cast(b"text", c_char_p).value, cast(c_wchar_p("text"), c_wchar_p).value)

# Objects
box = []
count = sys.getrefcount(box)
print(_ctypes.Py_INCREF(box) is box, sys.getrefcount(box) - count, _ctypes.Py_DECREF(box) is box,
      sys.getrefcount(box) - count, _ctypes.PyObj_FromPtr(id(box)) is box)
for args in ((), ("a",)):
    show(_ctypes.PyObj_FromPtr, *args)

# errno
libc = CDLL("libc.so.6", use_errno=True)
libc.open.argtypes = c_char_p, c_int
print(libc.open(b"", 0), errno.errorcode[get_errno()], set_errno(32), get_errno())
for args in ((), ("a",), (2**40,), (1, 2), (1.5,)):
    show(set_errno, *args)
show(get_errno, 1)
show(set_errno, x=1)


def worker():
    print(get_errno(), set_errno(7), CDLL("libc.so.6").open(b"", 0), get_errno())


thread = threading.Thread(target=worker)
thread.start()
thread.join()
print(get_errno())
callback = CFUNCTYPE(c_int, c_int, use_errno=True)(lambda x: set_errno(x))
caller = CFUNCTYPE(c_int, c_int, use_errno=True)(cast(callback, c_void_p).value)
print(caller(11), get_errno())

# Audit events
events = []
sys.addaudithook(lambda event, args: events.append((event, args)) if event.startswith("ctypes") else None)
CDLL("libm.so.6").sqrt
_ctypes.dlsym(libc._handle, "abs")
_ctypes.call_function(address, (-3,))
get_errno()
set_errno(0)
string_at(b"abc")
wstring_at("abc", 2)
_ctypes.PyObj_FromPtr(id(box))
create_string_buffer(3)
create_unicode_buffer("ab")
c_int.from_address(addressof(array))
for event in events:
    print(masked(repr(event)))
