"""Bit fields: places, values, and the types that have none."""
import random
from ctypes import *


def show(name, fields, base=Structure, **more):
    try:
        made = type(base)(name, (base,), dict(more, _fields_=fields))
    except Exception as error:
        print(name, type(error).__name__, error)
        return None
    print(name, sizeof(made), alignment(made), [repr(getattr(made, field[0])) for field in fields], memoryview(made()).format)
    return made


made = show("A", [("a", c_int, 1), ("b", c_int, 2), ("c", c_int, 29), ("d", c_int, 1)])
value = made(1, 1, -1, -1)
print(value.a, value.b, value.c, value.d, bytes(value).hex())
value.b = 2
value.c = 2 ** 27
print(value.a, value.b, value.c, value.d, bytes(value).hex())
unsigned = show("U", [("a", c_uint, 1), ("b", c_uint, 31), ("c", c_ulonglong, 64), ("d", c_ubyte, 3), ("e", c_ubyte, 5), ("f", c_ubyte, 8)])
value = unsigned(1, 2 ** 31 - 1, 2 ** 64 - 1, 9, 33, 300)
print(value.a, value.b, value.c, value.d, value.e, value.f, bytes(value).hex())
full = show("L", [("a", c_longlong, 63), ("b", c_longlong, 1)])
value = full(-5, 1)
print(value.a, value.b, bytes(value).hex())
flag = show("F", [("a", c_bool, 1), ("b", c_bool, 1), ("c", c_bool, 3)])
value = flag(True, False, [])
print(value.a, value.b, value.c, bytes(value).hex())
value = flag(0, "x", 1)
print(value.a, value.b, value.c, bytes(value).hex())
for kind in (c_char, c_wchar, c_float, c_double, c_longdouble, c_char_p, c_void_p, py_object, POINTER(c_int), c_int * 2, Structure):
    show(getattr(kind, "__name__", "?"), [("a", kind, 1)])
for bits in (0, -1, 33, 32, 2 ** 40):
    show("B%d" % bits, [("a", c_int, bits)])
show("swapped", [("a", c_int, 3), ("b", c_int, 5), ("c", c_short, 9)], BigEndianStructure)
value = show("swapped2", [("a", c_uint, 3), ("b", c_uint, 5), ("c", c_ushort, 9)], BigEndianStructure)(5, 17, 300)
print(value.a, value.b, value.c, bytes(value).hex())
show("union", [("a", c_int, 3), ("b", c_int, 5), ("c", c_longlong, 40)], Union)
show("packed", [("a", c_char), ("b", c_int, 3), ("c", c_longlong, 40)], _pack_=1)
show("mixed", [("a", c_char), ("b", c_int, 3), ("c", c_char), ("d", c_short, 3), ("e", c_short, 14)])

random.seed(38)
KINDS = [c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint, c_long, c_ulonglong]
for number in range(60):
    fields = []
    for index in range(random.randint(1, 6)):
        kind = random.choice(KINDS)
        if random.random() < 0.75:
            fields.append(("f%d" % index, kind, random.randint(1, sizeof(kind) * 8)))
        else:
            fields.append(("f%d" % index, kind))
    more = {"_pack_": random.choice([1, 2, 4])} if random.random() < 0.2 else {}
    made = show("R%d" % number, fields, random.choice([Structure, Structure, BigEndianStructure, Union]), **more)
    value = made()
    for field in fields:
        places = getattr(made, field[0])
        if places.offset + sizeof(field[1]) > sizeof(made):
            continue
        setattr(value, field[0], random.getrandbits(64))
        print(field[0], getattr(value, field[0]), bytes(value).hex())
