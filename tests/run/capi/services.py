"""Exceptions, modules, code extras, threads and the GIL through the C API."""
import re
import sys
import threading
import time
from ctypes import *

O = py_object


def call(name, *args, result=py_object):
    function = getattr(pythonapi, name)
    function.restype = result
    try:
        answer = function(*args)
    except Exception as e:
        # Where in CPython an internal call was wrong is its own affair.
        answer = re.sub(r"\w+/\w+\.c:\d+: ", "", "%s: %s" % (type(e).__name__, e))
        if e.__cause__:
            answer += " from %r" % e.__cause__
    print(name, ascii(answer))


call("PyErr_SetString", O(ValueError), b"text", result=None)
call("PyErr_SetString", O(3), b"text", result=None)
call("PyErr_SetObject", O(KeyError), O((1, 2)), result=None)
call("PyErr_SetObject", O(KeyError), O(KeyError("made")), result=None)
call("PyErr_SetNone", O(StopIteration), result=None)
call("PyErr_SetNone", O(ValueError("x")), result=None)
call("PyErr_Format", O(ValueError), b"%d %s %R", c_int(1), b"two", O("3"))
call("PyErr_Format", O(ValueError), b"%c", c_int(-1))
call("PyErr_NoMemory")
call("PyErr_BadArgument", result=c_int)
call("PyErr_BadInternalCall", result=None)
call("PyErr_SetImportError", O("message"), O("name"), None)
call("PyErr_SetImportErrorSubclass", O(ValueError), O("message"), O("name"), None)
call("PyErr_Occurred", result=c_void_p)
call("PyErr_GivenExceptionMatches", *[O(KeyError(1)), O((ValueError, LookupError))], result=c_int)
call("PyErr_GivenExceptionMatches", *[O(KeyError), O(3)], result=c_int)
set_errno(2)
new = pythonapi.PyErr_NewExceptionWithDoc
new.restype = py_object
made = new(b"some.module.Error", b"What it is.", O((KeyError, ValueError)), None)
print(made, made.__doc__, made.__mro__[1:3], made.__module__)
call("PyErr_NewException", b"Error", None, None)
for name in "PyExc_OSError", "PyExc_IOError", "PyExc_KeyError", "PyExc_Warning":
    print(name, py_object.in_dll(pythonapi, name).value)
print(py_object.from_address(0 or addressof(py_object.in_dll(pythonapi, "PyExc_TypeError"))).value)
print(id(None) == addressof(c_char.in_dll(pythonapi, "_Py_NoneStruct")))
print(id(True) == addressof(c_char.in_dll(pythonapi, "_Py_TrueStruct")))
print(id(...) == addressof(c_char.in_dll(pythonapi, "_Py_EllipsisObject")))
print(id(list) == addressof(c_char.in_dll(pythonapi, "PyList_Type")))

call("PyImport_ImportModule", b"no_such_module.at_all")
print(pythonapi.PyImport_ImportModule and True)
imported = pythonapi.PyImport_ImportModule
imported.restype = py_object
print(imported(b"os.path") is __import__("os").path)
call("PyImport_GetMagicTag", result=c_char_p)
print(pythonapi.PyImport_GetMagicNumber())
call("PySys_SetObject", b"from_c", O([1]), result=c_int)
print(sys.from_c)
call("PySys_GetObject", b"no such", result=c_void_p)
sys.stdout.flush()
pythonapi.PySys_WriteStdout(b"%s and %d and %.2f\n", b"text", c_int(3), c_double(1.5))
pythonapi.PySys_FormatStdout(b"%R\n", O("obj"))
pythonapi.PySys_WriteStdout(b"%s", b"x" * 1100)
print()

# Code extras: the free function is told of every value when the code dies.
request = pythonapi._PyEval_RequestCodeExtraIndex
request.restype = c_ssize_t
get, put = pythonapi._PyCode_GetExtra, pythonapi._PyCode_SetExtra
get.argtypes = py_object, c_ssize_t, POINTER(c_void_p)
put.argtypes = py_object, c_ssize_t, c_void_p
freed = []
FREE = CFUNCTYPE(None, c_void_p)
free = FREE(freed.append)
other = FREE(lambda value: freed.append(("other", value)))
first, second = request(free), request(other)
print(second - first)
code = compile("1", "<code>", "eval")
value = c_void_p(77)
print(get(code, first, byref(value)), value.value)
print(put(code, second, 5), get(code, second, byref(value)), value.value)
print(put(code, first, 6), put(code, first, 7), freed)
try:
    put(code, second + 1, 1)
except SystemError as e:
    print(type(e).__name__)
try:
    get(1, first, byref(value))
except SystemError as e:
    print(type(e).__name__)
del code
print(freed)


# An exception for another thread.
class Asked(Exception):
    pass


events = []
started = threading.Event()


def work():
    try:
        started.set()
        while True:
            time.sleep(0.001)
    except Asked as e:
        events.append(type(e).__name__)


thread = threading.Thread(target=work)
thread.start()
started.wait()
ask = pythonapi.PyThreadState_SetAsyncExc
ask.argtypes = c_ulong, py_object
print(ask(1, Asked), ask(thread.ident, Asked))
thread.join()
print(events)


def self_asked():
    ask(threading.get_ident(), Asked)
    for _ in range(1000):
        pass


try:
    self_asked()
except Asked:
    print("asked myself")

# A call for the main thread.
CALL = CFUNCTYPE(c_int, c_void_p)
calls = []


@CALL
def pending(argument):
    calls.append((argument, threading.current_thread() is threading.main_thread()))
    return 0


def add():
    print(pythonapi.Py_AddPendingCall(pending, c_void_p(3)))


adder = threading.Thread(target=add)
adder.start()
adder.join()
for _ in range(1000):
    pass
print(calls)

# The GIL.
pythonapi.PyGILState_Release.restype = None
print(pythonapi.PyGILState_Check(), pythonapi.PyGILState_Ensure(), pythonapi.PyGILState_Release(0))
process = CDLL(None)
print(process.PyGILState_Check())


@CFUNCTYPE(c_void_p, c_void_p)
def foreign(argument):
    seen.append((argument, pythonapi.PyGILState_Check(), pythonapi.PyGILState_Ensure(), threading.active_count()))
    pythonapi.PyGILState_Release(0)
    return None


seen = []
number = c_ulong()
print(process.pthread_create(byref(number), None, foreign, c_void_p(5)), process.pthread_join(number, None))
print(seen)
print(pythonapi.Py_IsInitialized())
pythonapi.Py_GetVersion.restype = pythonapi.Py_GetPlatform.restype = c_char_p
print(pythonapi.Py_GetVersion()[:4], pythonapi.Py_GetPlatform())
