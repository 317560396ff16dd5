"""C's data types, and functions of shared libraries, for Python programs."""

import os as _os
import sys as _sys
from struct import calcsize as _calcsize

from _ctypes import Union, Structure, Array, _Pointer, _SimpleCData
from _ctypes import CFuncPtr as _CFuncPtr
from _ctypes import __version__ as _ctypes_version
from _ctypes import RTLD_LOCAL, RTLD_GLOBAL
from _ctypes import ArgumentError
from _ctypes import FUNCFLAG_CDECL as _FUNCFLAG_CDECL
from _ctypes import FUNCFLAG_PYTHONAPI as _FUNCFLAG_PYTHONAPI
from _ctypes import FUNCFLAG_USE_ERRNO as _FUNCFLAG_USE_ERRNO
from _ctypes import FUNCFLAG_USE_LASTERROR as _FUNCFLAG_USE_LASTERROR
from _ctypes import dlopen as _dlopen
from _ctypes import get_errno, set_errno
from _ctypes import sizeof, byref, addressof, alignment, resize
from _ctypes import POINTER, pointer, _pointer_type_cache
from _ctypes import _memmove_addr, _memset_addr, _string_at_addr, _wstring_at_addr, _cast_addr

__version__ = "1.1.0"

if _ctypes_version != __version__:
    raise Exception("Version number mismatch", __version__, _ctypes_version)

DEFAULT_MODE = RTLD_LOCAL


# Buffers

def _buffer(event, element, content_type, init, size):
    """The array behind the two functions below: room for init and the zero after it, or init elements."""
    if isinstance(init, content_type):
        length = len(init) + 1 if size is None else size
        _sys.audit(event, init, length)
        array = (element * length)()
        array.value = init
        return array
    if isinstance(init, int):
        _sys.audit(event, None, init)
        return (element * init)()
    raise TypeError(init)


def create_string_buffer(init, size=None):
    """An array of c_char that can be written to.

    init is its content as bytes, or the number of its elements. There is a zero after the content,
    unless size says how many elements the array has.
    """
    return _buffer("ctypes.create_string_buffer", c_char, bytes, init, size)


def c_buffer(init, size=None):
    return create_string_buffer(init, size)


def create_unicode_buffer(init, size=None):
    """An array of c_wchar that can be written to; the parameters are as in create_string_buffer."""
    return _buffer("ctypes.create_unicode_buffer", c_wchar, str, init, size)


# Types of functions

_c_functype_cache = {}


def CFUNCTYPE(restype, *argtypes, **kw):
    """The type of the C functions with this result and these parameters.

    With use_errno=True their calls exchange C's errno with the private copy that get_errno shows.
    (use_last_error=True means something on Windows only.) Called, the type makes functions from:

        an address
        a callable of Python, for C to call back
        (name, library) and, if wanted, a tuple that describes the parameters
    """
    flags = _FUNCFLAG_CDECL
    for option, flag in (("use_errno", _FUNCFLAG_USE_ERRNO), ("use_last_error", _FUNCFLAG_USE_LASTERROR)):
        if kw.pop(option, False):
            flags |= flag
    if kw:
        raise ValueError("unexpected keyword argument(s) %s" % kw.keys())

    # There is one type for all functions of a signature.
    signature = restype, argtypes, flags
    if signature not in _c_functype_cache:
        class CFunctionType(_CFuncPtr):
            _argtypes_ = argtypes
            _restype_ = restype
            _flags_ = flags
        _c_functype_cache[signature] = CFunctionType
    return _c_functype_cache[signature]


def PYFUNCTYPE(restype, *argtypes):
    class CFunctionType(_CFuncPtr):
        _argtypes_ = argtypes
        _restype_ = restype
        _flags_ = _FUNCFLAG_CDECL | _FUNCFLAG_PYTHONAPI
    return CFunctionType


# Simple types: their names and the codes of their content

def _check_size(typ, typecode=None):
    """SystemError unless the type is as large as struct says that typecode (or the type's own) is."""
    wanted = _calcsize(typ._type_ if typecode is None else typecode)
    if sizeof(typ) != wanted:
        raise SystemError("sizeof(%s) wrong: %d instead of %d" % (typ, sizeof(typ), wanted))


class py_object(_SimpleCData):
    _type_ = "O"

    def __repr__(self):
        try:
            return super().__repr__()
        except ValueError:
            return "%s(<NULL>)" % self.__class__.__name__


def _simple(name, code, show=None):
    namespace = {"__module__": __name__, "__qualname__": name, "_type_": code}
    if show is not None:
        namespace["__repr__"] = show
    return type(_SimpleCData)(name, (_SimpleCData,), namespace)


def _repr_by_address(owner):
    def __repr__(self):
        return "%s(%s)" % (self.__class__.__name__, c_void_p.from_buffer(self).value)
    __repr__.__qualname__ = owner + ".__repr__"
    return __repr__


c_short = _simple("c_short", "h")
c_ushort = _simple("c_ushort", "H")
c_long = _simple("c_long", "l")
c_ulong = _simple("c_ulong", "L")
c_int = c_long if _calcsize("i") == _calcsize("l") else _simple("c_int", "i")
c_uint = c_ulong if c_int is c_long else _simple("c_uint", "I")
c_longlong = c_long if _calcsize("l") == _calcsize("q") else _simple("c_longlong", "q")
c_ulonglong = c_ulong if c_longlong is c_long else _simple("c_ulonglong", "Q")
c_float = _simple("c_float", "f")
c_double = _simple("c_double", "d")
c_longdouble = _simple("c_longdouble", "g")
if sizeof(c_longdouble) == sizeof(c_double):
    c_longdouble = c_double
c_byte = _simple("c_byte", "b")
c_ubyte = _simple("c_ubyte", "B")
c_char = _simple("c_char", "c")
c_wchar = _simple("c_wchar", "u")
c_bool = _simple("c_bool", "?")
c_void_p = c_voidp = _simple("c_void_p", "P")
c_char_p = _simple("c_char_p", "z", _repr_by_address("c_char_p"))
c_wchar_p = _simple("c_wchar_p", "Z", _repr_by_address("c_wchar_p"))

for _type in (c_long, c_ulong, c_int, c_uint, c_short, c_ushort, c_byte, c_ubyte, c_float, c_double, c_longlong):
    _check_size(_type)
_check_size(py_object, "P")
_check_size(c_void_p)
_check_size(c_char_p, "P")
for _type in (c_byte, c_ubyte):
    # A single byte is the same in both orders.
    _type.__ctype_le__ = _type.__ctype_be__ = _type
c_char.__ctype_le__ = c_char.__ctype_be__ = c_char
del _type

_integers = {1: (c_byte, c_ubyte)}
for _signed, _unsigned in ((c_short, c_ushort), (c_int, c_uint), (c_long, c_ulong), (c_longlong, c_ulonglong)):
    _integers.setdefault(sizeof(_signed), (_signed, _unsigned))
c_int8, c_uint8 = _integers[1]
c_int16, c_uint16 = _integers[2]
c_int32, c_uint32 = _integers[4]
c_int64, c_uint64 = _integers[8]
c_ssize_t, c_size_t = _integers[sizeof(c_void_p)]
del _integers, _signed, _unsigned


# Pointers and arrays

def _reset_cache():
    """Forgets the types of pointers and functions made so far, but for those that are always there."""
    _pointer_type_cache.clear()
    _c_functype_cache.clear()
    for text, char in ((c_wchar_p, c_wchar), (c_char_p, c_char)):
        # The from_param of such a pointer's type takes what that of the type of strings takes.
        POINTER(char).from_param = text.from_param
    _pointer_type_cache[None] = c_void_p


def SetPointerType(pointer, cls):
    if _pointer_type_cache.get(cls) is not None:
        raise RuntimeError("This type already exists in the cache")
    if id(pointer) not in _pointer_type_cache:
        raise RuntimeError("What's this???")
    pointer.set_type(cls)
    # POINTER("name") has noted the type under its id.
    del _pointer_type_cache[id(pointer)]
    _pointer_type_cache[cls] = pointer


def ARRAY(typ, len):
    return typ * len


# Libraries

class CDLL(object):
    """A shared library that has been loaded; its functions are attributes and items.

    They take C's calling convention and return int, until they are told otherwise. An attribute is
    the same function whenever it is read, an item is a new one.
    """
    _func_flags_ = _FUNCFLAG_CDECL
    _func_restype_ = c_int
    _name = "<uninitialized>"
    _handle = 0
    _FuncPtr = None

    def __init__(self, name, mode=DEFAULT_MODE, handle=None,
                 use_errno=False,
                 use_last_error=False,
                 winmode=None):
        self._name = name
        flags = self._func_flags_
        flags |= _FUNCFLAG_USE_ERRNO if use_errno else 0
        flags |= _FUNCFLAG_USE_LASTERROR if use_last_error else 0

        class _FuncPtr(_CFuncPtr):
            _flags_, _restype_ = flags, self._func_restype_

        self._FuncPtr = _FuncPtr
        self._handle = _dlopen(name, mode) if handle is None else handle

    def __repr__(self):
        # As unsigned numbers, so that no address has a sign.
        handle, address = (number & 2 * _sys.maxsize + 1 for number in (self._handle, id(self)))
        return "<%s '%s', handle %x at %#x>" % (self.__class__.__name__, self._name, handle, address)

    def __getattr__(self, name):
        if name[:2] == name[-2:] == "__":
            raise AttributeError(name)
        function = self[name]
        setattr(self, name, function)
        return function

    def __getitem__(self, name_or_ordinal):
        function = self._FuncPtr((name_or_ordinal, self))
        if isinstance(name_or_ordinal, int):
            return function
        function.__name__ = name_or_ordinal
        return function


class PyDLL(CDLL):
    """A library whose functions are Python's own: they are called with the lock held, and may raise."""
    _func_flags_ = _FUNCFLAG_CDECL | _FUNCFLAG_PYTHONAPI


class LibraryLoader(object):
    def __init__(self, dlltype):
        self._dlltype = dlltype

    def __getattr__(self, name):
        if name[:1] == "_":
            raise AttributeError(name)
        library = self._dlltype(name)
        setattr(self, name, library)
        return library

    def __getitem__(self, name):
        return getattr(self, name)

    def LoadLibrary(self, name):
        return self._dlltype(name)


cdll = LibraryLoader(CDLL)
pydll = LibraryLoader(PyDLL)
pythonapi = PyDLL(None)


# Functions that the native module has inside

_reset_cache()

memmove = CFUNCTYPE(c_void_p, c_void_p, c_void_p, c_size_t)(_memmove_addr)
memset = CFUNCTYPE(c_void_p, c_void_p, c_int, c_size_t)(_memset_addr)
_cast = PYFUNCTYPE(py_object, c_void_p, py_object, py_object)(_cast_addr)
_string_at = PYFUNCTYPE(py_object, c_void_p, c_int)(_string_at_addr)
_wstring_at = PYFUNCTYPE(py_object, c_void_p, c_int)(_wstring_at_addr)


def cast(obj, typ):
    return _cast(obj, obj, typ)


def string_at(ptr, size=-1):
    """The bytes at the address: size of them, or as many as there are before a zero."""
    return _string_at(ptr, size)


def wstring_at(ptr, size=-1):
    """The text of wide characters at the address: size of them, or those before a zero."""
    return _wstring_at(ptr, size)


from ctypes._endian import BigEndianStructure, LittleEndianStructure
