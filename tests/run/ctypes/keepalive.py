"""What C data keeps alive, when it dies, and the collector."""
import gc
import pickle
import copy
import weakref
from ctypes import *


def show(what, objects):
    if isinstance(objects, dict):
        objects = {key: type(value).__name__ for key, value in sorted(objects.items())}
    print(what, objects)


class Inner(Structure):
    _fields_ = [("s", c_char_p), ("n", c_int)]


class Outer(Structure):
    _fields_ = [("a", Inner), ("b", Inner * 2), ("p", POINTER(Inner)), ("o", py_object)]


x = Outer()
show("empty", x._objects)
x.a.s = b"one"
x.b[1].s = b"two"
x.p = pointer(x.b[0])
x.o = [1]
show("full", x._objects)
print(sorted(x._objects), x.b[1]._objects is x._objects, x.o, x.a.s, x.b[1].s)
x.a = Inner(b"three", 3)
show("replaced", x._objects)
x.a.s = None
show("none", x._objects)
print(x.a._b_base_ is x, x.b[1]._b_base_._b_base_ is x)


class Object:
    def __del__(self):
        print("deleted")


x.o = Object()
x.o = None
holder = py_object(Object())
holder.value = 3
del holder
part = Outer().a
part.n = 5
gc.collect()
print(part.n, part._b_base_.__class__.__name__)
value = c_int(5)
pointed = pointer(value)
died = weakref.ref(value)
del value
print(died() is not None, pointed.contents.value)
pointed.contents = c_int(6)
print(died() is None, pointed[0])


class Cycle(Structure):
    _fields_ = [("o", py_object), ("p", POINTER(c_int))]


c = Cycle()
c.o = [c]
died = weakref.ref(c)
del c
gc.collect()
print(died())
c = Cycle()
c.me = c
died = weakref.ref(c)
del c
gc.collect()
print(died())


def local_class():
    class Local(Structure):
        _fields_ = [("n", c_int * 2)]
        maker = lambda self: Local
    POINTER_ = type(POINTER(c_int))("P", (type(pointer(c_int())).__mro__[1],), {"_type_": Local})
    Local()
    return weakref.ref(Local), weakref.ref(POINTER_)


refs = local_class()
gc.collect()
print([ref() for ref in refs])
print(gc.is_tracked(c_int()), [type(o).__name__ for o in gc.get_referents(x.a)][:2], "StgDict" in [type(o).__name__ for o in gc.get_referents(Inner)])

# pickles and copies


class Plain(Structure):
    _fields_ = [("n", c_int), ("t", c_char * 4), ("d", c_double)]


class Grand(Plain):
    _fields_ = [("more", Plain * 2)]


class Numbers(Array):
    _type_ = c_int
    _length_ = 3


for value in (c_int(5), Plain(1, b"abc", 1.5), Grand(1, b"x", 2.0, ((3, b"y"),)), Numbers(1, 2, 3), c_char(b"x"), c_bool(True)):
    value.extra = "attribute"
    for protocol in (0, 2, 4):
        back = pickle.loads(pickle.dumps(value, protocol))
        print(type(back).__name__, bytes(back) == bytes(value), back.extra)
    print(bytes(copy.copy(value)) == bytes(value), bytes(copy.deepcopy(value)) == bytes(value), len(value.__reduce__()))
for value in (pointer(c_int()), Inner(), c_char_p(b"x"), (c_void_p * 2)(), py_object(1), Outer()):
    try:
        pickle.dumps(value)
    except Exception as error:
        print(type(value).__name__, type(error).__name__, error)
value = c_int(0)
for args in ((), ({},), ({}, b"12345678"), ({}, b"1"), ([], b"1"), ({"k": 1}, b"\1\0\0\0"), ({}, 3)):
    try:
        print(value.__setstate__(*args), value, value.__dict__)
    except Exception as error:
        print(len(args), type(error).__name__, error)


class Anon(Structure):
    class In(Structure):
        class InIn(Union):
            _fields_ = [("i", c_int), ("f", c_float)]
        _anonymous_ = ["u"]
        _fields_ = [("u", InIn), ("k", c_short)]
    _anonymous_ = ("inner",)
    _fields_ = [("first", c_char), ("inner", In), ("last", c_char)]


y = Anon()
y.i = 5
y.k = 6
print(y.inner.u.i, y.inner.k, Anon.i, Anon.k, Anon.f, y.inner.f == y.f)
for names in ("x", 3, ["nope"], ["a"], [3], []):
    try:
        made = type(Structure)("T", (Structure,), {"_anonymous_": names, "_fields_": [("x", c_int), ("inner", Plain)], "a": 5})
        print(names, made)
    except Exception as error:
        print(names, type(error).__name__, error)
