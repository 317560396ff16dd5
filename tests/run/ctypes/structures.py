"""Structures and unions: layout, fields, initialisers, all checks of _fields_."""
import warnings
from ctypes import *
import _ctypes

warnings.simplefilter("ignore")


def attempt(what, function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
    except Exception as error:
        print(what, "->", type(error).__name__, error)
    else:
        print(what, "->", repr(result))
        return result


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_int)]


class Mixed(Structure):
    _fields_ = [("a", c_char), ("b", c_double), ("c", c_short), ("d", Point), ("e", c_char * 5), ("f", c_wchar * 3), ("g", c_int * 2),
                ("h", POINTER(Point)), ("i", c_char_p)]


class Packed(Structure):
    _pack_ = 1
    _fields_ = [("a", c_char), ("b", c_double), ("c", c_short)]


class Packed2(Structure):
    _pack_ = 2
    _fields_ = [("a", c_char), ("b", c_double), ("c", c_char), ("d", c_int)]


class Either(Union):
    _fields_ = [("i", c_int), ("b", c_char * 6), ("d", c_double), ("p", Point)]


class Derived(Point):
    _fields_ = [("z", c_char), ("w", c_longlong)]


class NoMore(Derived):
    pass


class Empty(Structure):
    _fields_ = []


class Nothing(Structure):
    pass


class Big(BigEndianStructure):
    _fields_ = [("a", c_int), ("b", c_short), ("c", c_double), ("d", c_byte), ("e", c_short * 2)]


for kind in (Point, Mixed, Packed, Packed2, Either, Derived, NoMore, Empty, Nothing, Big):
    print(kind.__name__, sizeof(kind), alignment(kind), _ctypes.buffer_info(kind), memoryview(kind()).format, memoryview(kind()).itemsize)
    for field in getattr(kind, "_fields_", ()):
        descr = getattr(kind, field[0])
        print("   ", field[0], descr, descr.offset, descr.size)

m = Mixed(b"q", 1.5, -3, (1, 2), b"hello", "abc", (7, 8), pointer(Point(3, 4)), b"text")
print(m.a, m.b, m.c, m.d.x, m.d.y, m.e, m.f, list(m.g), m.h.contents.x, m.h[0].y, m.i)
print(sorted(m._objects), m.d._objects is m._objects, m.d._b_base_ is m, m._b_needsfree_, m.d._b_needsfree_)
m.d.x = 50
m.d = Point(8, 9)
m.e = b"hi"
m.f = "x"
m.g = (c_int * 2)(1, 2)
print(m.d.x, m.d.y, m.e, m.f, list(m.g))
for name, value in (("a", "x"), ("a", b"xy"), ("b", "x"), ("c", 1.5), ("d", 3), ("d", (1, 2, 3)), ("d", ("x",)), ("d", c_int()), ("e", b"toolong"),
                    ("e", "x"), ("f", b"x"), ("f", "long"), ("g", 3), ("g", (1, 2, 3)), ("g", (c_int * 3)()), ("h", 3), ("h", Point()),
                    ("h", pointer(c_int())), ("h", None), ("i", 3.5), ("i", "x"), ("i", None), ("h", (Point * 2)()), ("h", (c_int * 2)())):
    attempt("m.%s = %s" % (name, type(value).__name__), setattr, m, name, value)
attempt("del m.a", delattr, m, "a")
attempt("get", Point.x.__get__, 3)
attempt("set", Point.x.__set__, 3, 4)
print(Point.x.__get__(None, Point) is Point.x, Point.x.__get__(Point(5)))
attempt("set offset", setattr, Point.x, "offset", 3)

attempt("Point(1, 2, 3)", Point, 1, 2, 3)
attempt("Point(1, x=3)", Point, 1, x=3)
p = Point(1, y=3, z=[])
print(p.x, p.y, p.z)
attempt("Point('x')", Point, "x")
d = Derived(1, 2, b"c", 4) if False else Derived(1, 2, 3, 4)
print(d.x, d.y, d.z, d.w, NoMore(9, 8, 7, 6).w)
attempt("Structure()", Structure)
attempt("Union()", Union)
print(Either(i=65).b, Either(d=1.0).i, Either(p=(1, 2)).p.y, Either(5).i)
b = Big(1, 2, 1.0, 3, (4, 5))
print(bytes(b).hex(), b.a, b.b, b.c, b.d, list(b.e), Big._fields_[0][1] is c_int.__ctype_be__)
print(Nothing()._objects, Empty()._objects, Point()._objects)

for fields in (3, None, [3], [()], [("a",)], [("a", 3)], [("a", int)], [(3, c_int)], [("a", c_int, "x")], [("a", c_int, 1.5)], [("a", c_int, 1, 2)],
               [["a", c_int]], "ab", [("a", Structure)], [("a", c_int), ("b", Nothing)], {}, iter([])):
    attempt(type(fields).__name__, type(Structure), "T", (Structure,), {"_fields_": fields})
for pack in (-1, 0, 1.5, "x", 2 ** 40, 3, None):
    attempt("pack %r" % (pack,), lambda: sizeof(type(Structure)("T", (Structure,), {"_pack_": pack, "_fields_": [("a", c_char), ("b", c_int)]})))


class Late(Structure):
    pass


print(sizeof(Late))
Late._fields_ = [("a", c_int), ("next", POINTER(Late))]
print(sizeof(Late), Late.next)
attempt("again", setattr, Late, "_fields_", [])
Used = type(Structure)("Used", (Structure,), {})
Used()
attempt("after instance", setattr, Used, "_fields_", [("a", c_int)])
Base = type(Structure)("Base", (Structure,), {})
type(Structure)("Sub", (Base,), {})
attempt("after subclass", setattr, Base, "_fields_", [("a", c_int)])
Self = type(Structure)("Self", (Structure,), {})
attempt("itself", setattr, Self, "_fields_", [("a", Self)])
attempt("built in", setattr, Structure, "_fields_", [])


class Abstract(Structure):
    _abstract_ = 1


attempt("abstract", Abstract)
attempt("abstract size", sizeof, Abstract)
attempt("abstract array", lambda: Abstract * 3)
attempt("abstract pointer", POINTER, Abstract)


class WithInit(Structure):
    _fields_ = [("a", c_int)]

    def __init__(self, a):
        super().__init__(a * 2)


print(WithInit(4).a)
for kind in (Point, Either):
    print(kind.__mro__[1].__name__, type(kind).__name__, type(kind).__mro__[1].__name__)
class Old(Point):
    _use_broken_old_ctypes_structure_semantics_ = True
    _fields_ = [("q", c_int)]
print(sizeof(Old), Old.q)


class Meta(type(Structure)):
    def __new__(meta, name, bases, namespace, **kwargs):
        print("new", name, kwargs)
        return super().__new__(meta, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)

    def __setattr__(cls, name, value):
        print("set", name)
        super().__setattr__(name, value)


class Watched(Structure, metaclass=Meta, key=3):
    _fields_ = [("a", c_int), ("b", Point)]


print(Watched(1).a, sizeof(Watched), Watched.b)
class Huge(Structure):
    _fields_ = [("a", c_char * 70000), ("b", c_int)]
print(Huge.a, Huge.b, Huge.a.size, sizeof(Huge))
attempt("str field", str.__repr__, repr(type(Point.x)))
