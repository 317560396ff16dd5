"""Arrays: classes and their cache, items, slices, characters."""
import gc
from ctypes import *
import _ctypes


def attempt(what, function, *args):
    try:
        result = function(*args)
    except Exception as error:
        print(what, "->", type(error).__name__, error)
    else:
        print(what, "->", repr(result))


Three = c_int * 3
print(Three, Three is c_int * 3, Three is 3 * c_int, Three._length_, Three._type_, sizeof(Three), alignment(Three), _ctypes.buffer_info(Three))
Grid = Three * 2
print(Grid, sizeof(Grid), _ctypes.buffer_info(Grid), memoryview(Grid((1, 2, 3), (4, 5, 6))).cast("B").tolist())
a = Three(1, 2)
print(list(a), len(a), a[0], a[-1], a[-3], a[:], a[::-1], a[5:], a[1:2], a[::2])
for key in (3, -4, 2 ** 80, "x", 1.5, None, slice(None, None, 0), slice("x")):
    attempt("a[%r]" % (key,), a.__getitem__, key)
a[0] = 9
a[-1] = 8
a[0:2] = (5, 6)
a[::-1] = range(3)
print(list(a))
for key, value in ((3, 1), (-4, 1), (0, "x"), (0, 1.5), (slice(0, 2), (1,)), (slice(0, 2), (1, "x")), (slice(0, 2), 3), ("x", 1), (slice(0, 2), iter([1, 2])),
                   (slice(None, None, 2), [1, 2])):
    attempt("a[%r] = %r" % (key, type(value)), a.__setitem__, key, value)
print(list(a))
attempt("del a[0]", a.__delitem__, 0)
attempt("del a[:]", a.__delitem__, slice(None))
attempt("too many", Three, 1, 2, 3, 4)
attempt("wrong", Three, "x")
attempt("Array()", Array)
attempt("in", lambda: 1 in a)
print(list(reversed(Three(1, 2, 3))), iter(a).__class__.__name__, bool(Three()), bool((c_int * 0)()))

g = Grid((1, 2, 3))
print([list(row) for row in g], g[0]._b_base_ is g)
g[1][2] = 7
g[0] = Three(4, 5, 6)
print([list(row) for row in g], type(g[0]) is Three, [list(row) for row in g[::-1]])
attempt("grid item", g.__setitem__, 0, (1, 2))
attempt("grid item", g.__setitem__, 0, (1, 2, 3, 4))
attempt("grid item", g.__setitem__, 0, (c_int * 2)())

text = (c_char * 6)(b"a", b"b")
print(text.value, text.raw, text[:], text[::-1], text[0], list(text), text[2:4])
text.value = b"xyz"
print(text.raw)
text.value = b"123456"
print(text.raw, text.value)
text.raw = b"qq"
print(text.raw)
text.raw = bytearray(b"ww")
text.raw = memoryview(b"r")
text[1] = b"t"
text[2:4] = b"uv"
print(text.raw)
for what, value in (("value", b"1234567"), ("value", "x"), ("value", bytearray(b"x")), ("raw", b"1234567"), ("raw", "x"), ("raw", 3)):
    attempt("text.%s = %s" % (what, type(value).__name__), setattr, text, what, value)
attempt("del value", delattr, text, "value")
attempt("del raw", delattr, text, "raw")
wide = (c_wchar * 4)("a", "\u20ac")
print(wide.value, wide[:], wide[::-1], wide[1], list(wide), hasattr(wide, "raw"))
wide.value = "xyz"
wide[3] = "!"
print(wide.value)
wide.value = "\U0001f600"
print(ascii(wide.value), ascii(wide[:]))
for value in ("12345", b"x", 3):
    attempt("wide.value = %s" % type(value).__name__, setattr, wide, "value", value)
attempt("del value", delattr, wide, "value")
print(create_string_buffer(b"abc").raw, create_string_buffer(4).raw, create_unicode_buffer("ab").value, sizeof(create_unicode_buffer(3)))
print(type(create_string_buffer(3)).__dict__["raw"].__doc__, sorted(k for k in (c_char * 6).__dict__ if not k.startswith("__")))

for namespace in ({}, {"_length_": 3}, {"_type_": c_int}, {"_length_": "x", "_type_": c_int}, {"_length_": -1, "_type_": c_int},
                  {"_length_": 2 ** 64, "_type_": c_int}, {"_length_": 2 ** 62, "_type_": c_int}, {"_length_": 3, "_type_": int}, {"_length_": 3, "_type_": 3},
                  {"_length_": True, "_type_": c_int}, {"_length_": 1.0, "_type_": c_int}, {"_length_": 2 ** 62, "_type_": c_char}):
    attempt(namespace, type(Array), "T", (Array,), namespace)
for count in (-1, 2 ** 63 - 1, 2 ** 70, 1.5, "x", 0):
    attempt("c_int * %r" % (count,), lambda: c_int * count)


class Named(Array):
    _length_ = 2
    _type_ = c_double


class Longer(Named):
    _length_ = 4


print(sizeof(Named), sizeof(Longer), list(Longer(1, 2)), Named(1)[0])
Pointers = POINTER(c_int) * 2
p = Pointers(pointer(c_int(3)))
print(p[0].contents, bool(p[1]), sorted(p._objects))
Strings = c_char_p * 2
s = Strings(b"x", b"y")
print(list(s), s._objects, s[:])
s[0] = None
print(list(s), s._objects)


def cached():
    class Item(Structure):
        _fields_ = [("a", c_int)]
    made = Item * 5
    assert made is Item * 5
    return id(made)


cached()
gc.collect()
print(gc.collect())
