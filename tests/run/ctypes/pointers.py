"""Pointers: contents, items, slices, incomplete types, what they keep alive."""
from ctypes import *
import _ctypes


def attempt(what, function, *args):
    try:
        result = function(*args)
    except Exception as error:
        print(what, "->", type(error).__name__, error)
    else:
        print(what, "->", repr(result))


P = POINTER(c_int)
print(P, P is POINTER(c_int), P._type_, sizeof(P), alignment(P), _ctypes.buffer_info(P), POINTER(P), POINTER(c_int * 3), _ctypes.buffer_info(POINTER(c_int * 3)))
i = c_int(42)
p = pointer(i)
print(type(p) is P, p.contents, p[0], p.contents is i, bool(p), p._objects, p.contents._b_base_ is p)
p.contents.value = 7
print(i, p[0])
p[0] = 8
print(i)
p.contents = c_int(99)
print(i, p[0], sorted(p._objects))
null = P()
print(bool(null), P(None) if False else bool(P()), null._objects)
for what, function in (("contents", lambda: null.contents), ("[0]", lambda: null[0]), ("[0]=", lambda: null.__setitem__(0, 1)), ("[0:0]", lambda: null[0:0]),
                       ("len", lambda: len(p)), ("iter", lambda: p["x"]), ("del", lambda: p.__delitem__(0)),
                       ("contents=", lambda: setattr(p, "contents", 3)), ("contents=", lambda: setattr(p, "contents", c_long())),
                       ("del contents", lambda: delattr(p, "contents")), ("P(3)", lambda: P(3)), ("P(1,2)", lambda: P(1, 2)), ("P(None)", lambda: bool(P(None))),
                       ("[0]='x'", lambda: p.__setitem__(0, "x")), ("[1.5]", lambda: p[1.5]), ("POINTER(3)", lambda: POINTER(3)), ("POINTER(int)", lambda: POINTER(int)),
                       ("pointer(3)", lambda: pointer(3)), ("_Pointer", lambda: _ctypes._Pointer()), ("no type", lambda: type(P)("Q", (_ctypes._Pointer,), {})()),
                       ("bad type", lambda: type(P)("Q", (_ctypes._Pointer,), {"_type_": 3})), ("bad type", lambda: type(P)("Q", (_ctypes._Pointer,), {"_type_": int})),
                       ("pointer pickles", lambda: p.__reduce__())):
    attempt(what, function)
array = (c_int * 5)(1, 2, 3, 4, 5)
q = P(array) if False else pointer(array)
print(q.contents[:], q[0][1])
r = P.from_buffer(bytearray(8))
r.contents = array[0:0] and 0 or c_int.from_buffer(array, 4)
print(r[0], r[1], r[-1], r[:3], r[2:-2:-1], r[0:3:2], r[-1:1])
for key in (slice(None), slice(None, None, -1), slice(0, 2, 0), slice(0, None), slice("x", 2), slice(0, 2.5), slice(3, 1), slice(1, 3, -1)):
    attempt("r[%r]" % (key,), r.__getitem__, key)
chars = POINTER(c_char).from_buffer(bytearray(8))
buffer = create_string_buffer(b"hello")
chars.contents = c_char.from_buffer(buffer)
print(chars[0], chars[:5], chars[4::-1] if False else chars[4:-1:-1], chars[0:5:2])
chars[0] = b"j"
print(buffer.value)
wides = POINTER(c_wchar).from_buffer(bytearray(8))
wbuffer = create_unicode_buffer("w\u20acx")
wides.contents = c_wchar.from_buffer(wbuffer)
print(ascii(wides[:3]), ascii(wides[2:-1:-1]), ascii(wides[1]))


class Node(Structure):
    pass


Node._fields_ = [("value", c_int), ("next", POINTER(Node))]
a, b = Node(1), Node(2)
a.next = pointer(b)
b.next = pointer(a)
print(a.next.contents.value, a.next.contents.next.contents.value, a.next[0].next[0].value)
a.next = None
print(bool(a.next), a._objects is not None)
Later = POINTER("Later")
print(Later, _ctypes._pointer_type_cache[id(Later)] is Later)
attempt("incomplete", Later)


class Later_(Structure):
    _fields_ = [("p", Later), ("n", c_int)]


SetPointerType(Later, Later_)
print(Later._type_, POINTER(Later_) is Later)
x = Later_(None, 5)
x.p = pointer(x)
print(x.p.contents.n, x.p[0].p.contents.n)
attempt("set_type", Later.set_type, 3)
attempt("set_type", Later.set_type, int)
print(type(P).set_type.__name__, Later.set_type(Later_))
pp = pointer(pointer(c_int(5)))
print(pp.contents.contents, pp[0][0])
pp[0][0] = 6
print(pp.contents[0])


class Sub(c_int):
    pass


print(pointer(Sub(3)).contents.value, type(pointer(Sub(3))[0]).__name__, type(pointer(c_int(3))[0]).__name__)
class Holder(Structure):
    _fields_ = [("items", POINTER(c_int)), ("n", c_int)]
h = Holder((c_int * 3)(4, 5, 6), 3)
print(h.items[:3], sorted(h._objects), type(h._objects["0"]).__name__, [type(o).__name__ for o in h._objects["0"]])
