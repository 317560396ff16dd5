"""The package around _ctypes: buffers, caches, other byte orders, types of Windows, names of macOS's libraries."""
import ctypes
import itertools
import os.path
import ctypes.wintypes as wintypes
from ctypes import *
from ctypes import _endian
from ctypes.macholib import dyld, dylib, framework


def show(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


for make, inits in ((create_string_buffer, ("a", b"abc", 3, -1, 3.5, True)), (create_unicode_buffer, (b"a", "abc", 3, None))):
    for init in inits:
        show(lambda: (lambda buffer: (type(buffer).__name__, buffer.value))(make(init)))
show(create_string_buffer, b"abc", 2)
print(create_string_buffer(b"abc", 6).raw, len(create_unicode_buffer("a\U00012345", 9)))

show(ctypes._check_size, c_int, "l")
show(ctypes._check_size, c_int)
for value in (py_object(), py_object(3), c_char_p(), c_wchar_p(), c_void_p(3)):
    print(value)
print([kind.__name__ for kind in (c_int8, c_uint8, c_int16, c_uint16, c_int32, c_uint32, c_int64, c_uint64, c_size_t,
                                  c_ssize_t, c_longlong, c_ulonglong, c_voidp)])
for kind in (c_short, c_char, c_byte, c_bool, c_double, c_longdouble):
    print(kind, getattr(kind, "__ctype_be__", None), getattr(kind, "__ctype_le__", None))


class Pair(Structure):
    _fields_ = [("x", c_int)]


show(SetPointerType, POINTER(c_int), c_int)
show(SetPointerType, POINTER(c_int), Pair)
incomplete = POINTER("Pair")
SetPointerType(incomplete, Pair)
print(incomplete._type_, ctypes._pointer_type_cache[Pair] is incomplete, POINTER(Pair) is incomplete)
print(ARRAY(c_int, 3))

for kind in (c_char_p, c_char, c_int * 3, Pair, BigEndianStructure, int):
    show(_endian._other_endian, kind)


class Swapped(BigEndianStructure):
    _fields_ = [("x", c_int), ("y", c_short * 3), ("b", c_int, 3)]


print(Swapped._fields_, Swapped.x, bytes(Swapped(1, (2, 3, 4), 1)))
for fields in ([("x",)], ["ab"], [3], [("x", 3)], [["x", c_int]], 3):
    show(type(Swapped), "Bad", (BigEndianStructure,), {"_fields_": fields})

print(wintypes.RGB(1, 2, 3), wintypes.VARIANT_BOOL(5), wintypes.VARIANT_BOOL(0), sizeof(wintypes.MSG),
      sizeof(wintypes.WIN32_FIND_DATAA), sizeof(wintypes.WIN32_FIND_DATAW), wintypes.POINT._fields_)

for name in ("P/Foo.dylib", "P/Foo_debug.dylib", "P/Foo.A.dylib", "P/Foo.A_debug.dylib", "Foo.dylib", "completely/invalid",
             "P/Foo_debug.A.dylib", "a/b/libx.1.2.dylib"):
    print(dylib.dylib_info(name))
for name in ("F", "P/F.framework", "P/F.framework/F", "P/F.framework/F_debug", "P/F.framework/Versions/A/F", "F.framework/F"):
    print(framework.framework_info(name))
env = {"DYLD_FRAMEWORK_PATH": "/a:/b", "DYLD_LIBRARY_PATH": "/c", "DYLD_FALLBACK_LIBRARY_PATH": "/f:/g",
       "DYLD_IMAGE_SUFFIX": "_debug"}
names = "libx.dylib", "/u/P/F.framework/Versions/A/F", "@executable_path/libx.dylib"
for name, env in itertools.product(names, (env, {}, {"DYLD_FALLBACK_FRAMEWORK_PATH": "/e"})):
    for paths in (dyld.dyld_override_search(name, env), dyld.dyld_default_search(name, env),
                  dyld.dyld_executable_path_search(name, "/exe"), dyld.dyld_image_suffix_search([name], env)):
        print([path.replace(os.path.expanduser("~"), "~") for path in paths])
show(dyld.dyld_find, "nosuch.dylib")
show(dyld.framework_find, "Python", env={})
ctypes._reset_cache()
print(sorted(map(str, ctypes._pointer_type_cache.values())), ctypes._c_functype_cache)
