"""Classes of function pointers: what they must say, what they are made from, what can be changed."""
import _ctypes
from ctypes import *

libc = CDLL("libc.so.6")
CFuncPtr = _ctypes.CFuncPtr


def show(function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
        print(type(result).__name__ if isinstance(result, CFuncPtr) else repr(result))
    except Exception as error:
        print(type(error).__name__, error)


# Classes
for namespace in ({}, {"_flags_": "a"}, {"_flags_": 1.5}, {"_flags_": 1, "_argtypes_": [c_int]},
                  {"_flags_": 1, "_argtypes_": (3,)}, {"_flags_": 1, "_argtypes_": 3}, {"_flags_": 1, "_restype_": 3},
                  {"_flags_": 1, "_restype_": len}):
    show(type(CFuncPtr), "Made", (CFuncPtr,), namespace)
print(type(CFuncPtr), type(CFuncPtr).__mro__, CFuncPtr.__mro__)


class Plain(CFuncPtr):
    _flags_ = 1


class Typed(CFuncPtr):
    _flags_, _restype_, _argtypes_ = 1, c_int, (c_int, c_char_p)


class Exact(CFuncPtr):
    _flags_, _restype_, _argtypes_ = 0, c_int, (c_int,)


class Handle:
    pass


# Instances
show(CFuncPtr)
for args in ((), (1, 2, 3), ("a",), (None,), (lambda: 1,), (1.5,), ((),), ((1,),), (("strlen", 3),), (("strlen", libc),),
             ((b"strlen", libc), None), ((1, libc),), (("nosuch", libc),), (("strlen\0x", libc),), ((3, libc), 3), (0,),
             (-1,), (2**64,), (2**70,), (("strlen", libc), 3), (("strlen", libc), ((1,),))):
    show(Plain, *args)
show(Typed, lambda *args: 1)
show(Plain, a=3)
for handle in ("a", None, 2**70):
    Handle._handle = handle
    show(Plain, ("strlen", Handle()))
print(bool(Plain()), bool(Plain(0)), bool(Plain(("strlen", libc))))
print(sizeof(Plain), alignment(Plain), _ctypes.buffer_info(Plain), memoryview(Plain()).format)
show(hash, Plain(3))
show(Exact(("abs", libc)), 1, 2)
show(Exact(("abs", libc)))
show(Typed(("abs", libc)), 1)

# Attributes
function = Plain(("abs", libc))
print(function.restype, function.argtypes, function.errcheck, function._objects == {"0": libc})
show(setattr, function, "restype", 3)
for restype in (c_long, len, None):
    function.restype = restype
    print(function.restype)
del function.restype
print(function.restype)
for argtypes in (3, (3,), [c_int, 3], {}, "ab", [c_int], (t for t in (c_int,))):
    show(setattr, function, "argtypes", argtypes)
function.argtypes = [c_int]
print(function.argtypes)
function.argtypes = None
print(function.argtypes)
for check in (3, None):
    show(setattr, function, "errcheck", check)
typed = Typed(("abs", libc))
print(typed.restype, typed.argtypes)
typed.argtypes, typed.restype = (c_int,), c_long
print(typed.restype, typed.argtypes, Typed(("abs", libc)).argtypes, typed(-3))
function.note = "text"
print(function.note, vars(function))

# As parameters
Unary, Other = CFUNCTYPE(c_int, c_int), CFUNCTYPE(c_int, c_long)
print(CFUNCTYPE(c_int, c_int) is Unary, PYFUNCTYPE(c_int, c_int) is PYFUNCTYPE(c_int, c_int))
for value in (Unary(), 3, None, Other(), len):
    show(Unary.from_param, value)
print(Unary._flags_, CFUNCTYPE(c_int, use_errno=True)._flags_, PYFUNCTYPE(None)._flags_, Unary.__name__)
show(CFUNCTYPE, None, foo=1, bar=2)
print(bool(Unary.in_dll(libc, "environ")))
show(Unary.in_dll, libc, "nosuch")
