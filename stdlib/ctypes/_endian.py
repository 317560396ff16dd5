"""Structures whose numbers stand in the byte order that this machine does not have."""

import sys
from ctypes import Array, Structure

_OTHER_ENDIAN = {"little": "__ctype_be__", "big": "__ctype_le__"}[sys.byteorder]


def _other_endian(typ):
    """The type with its bytes in the other order, if there is one.

    Simple types have it as an attribute; an array's is made from its element's; a structure brings
    its own order along.
    """
    if hasattr(typ, _OTHER_ENDIAN):
        return getattr(typ, _OTHER_ENDIAN)
    if isinstance(typ, type(Array)):
        return _other_endian(typ._type_) * typ._length_
    if issubclass(typ, Structure):
        return typ
    raise TypeError("This type does not support other endian: %s" % typ)


class _swapped_meta(type(Structure)):
    def __setattr__(self, name, value):
        if name == "_fields_":
            value = [(field[0], _other_endian(field[1])) + field[2:] for field in value]
        super().__setattr__(name, value)


def _swapped(name, order):
    namespace = {"__module__": __name__, "__qualname__": name, "__doc__": "Structure with %s endian byte order" % order,
                 "__slots__": (), "_swappedbytes_": None}
    return _swapped_meta(name, (Structure,), namespace)


if sys.byteorder == "little":
    LittleEndianStructure = Structure
    BigEndianStructure = _swapped("BigEndianStructure", "big")
else:
    BigEndianStructure = Structure
    LittleEndianStructure = _swapped("LittleEndianStructure", "little")
