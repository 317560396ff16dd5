"""Python objects as bytes and back.

A pickle is a program for a small machine with a stack and a memo. The machine and its
compiler are those of _pickle; in Python they are in _pickle_reading and _pickle_writing,
which are loaded where _pickle is absent or somebody asks for them.
"""

from copyreg import dispatch_table
from copyreg import _extension_registry, _inverted_registry, _extension_cache
import sys
import re
import _compat_pickle

__all__ = ['PickleError', 'PicklingError', 'UnpicklingError', 'Pickler', 'Unpickler', 'dump', 'dumps', 'load',
           'loads']

try:
    from _pickle import PickleBuffer
    __all__.append('PickleBuffer')
    _HAVE_PICKLE_BUFFER = True
except ImportError:
    _HAVE_PICKLE_BUFFER = False

bytes_types = (bytes, bytearray)

format_version = '4.0'
compatible_formats = ['1.0', '1.1', '1.2', '1.3', '2.0', '3.0', '4.0', '5.0']
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4


class PickleError(Exception):
    """Base of the exceptions here."""


class PicklingError(PickleError):
    """An object cannot be pickled."""


class UnpicklingError(PickleError):
    """A pickle cannot be read."""


try:
    from org.python.core import PyStringMap
except ImportError:
    PyStringMap = None


# ---- the instructions

ADDITEMS = b'\x90'
APPEND = b'a'
APPENDS = b'e'
BINBYTES = b'B'
BINBYTES8 = b'\x8e'
BINFLOAT = b'G'
BINGET = b'h'
BININT = b'J'
BININT1 = b'K'
BININT2 = b'M'
BINPERSID = b'Q'
BINPUT = b'q'
BINSTRING = b'T'
BINUNICODE = b'X'
BINUNICODE8 = b'\x8d'
BUILD = b'b'
BYTEARRAY8 = b'\x96'
DICT = b'd'
DUP = b'2'
EMPTY_DICT = b'}'
EMPTY_LIST = b']'
EMPTY_SET = b'\x8f'
EMPTY_TUPLE = b')'
EXT1 = b'\x82'
EXT2 = b'\x83'
EXT4 = b'\x84'
FALSE = b'I00\n'
FLOAT = b'F'
FRAME = b'\x95'
FROZENSET = b'\x91'
GET = b'g'
GLOBAL = b'c'
INST = b'i'
INT = b'I'
LIST = b'l'
LONG = b'L'
LONG1 = b'\x8a'
LONG4 = b'\x8b'
LONG_BINGET = b'j'
LONG_BINPUT = b'r'
MARK = b'('
MEMOIZE = b'\x94'
NEWFALSE = b'\x89'
NEWOBJ = b'\x81'
NEWOBJ_EX = b'\x92'
NEWTRUE = b'\x88'
NEXT_BUFFER = b'\x97'
NONE = b'N'
OBJ = b'o'
PERSID = b'P'
POP = b'0'
POP_MARK = b'1'
PROTO = b'\x80'
PUT = b'p'
READONLY_BUFFER = b'\x98'
REDUCE = b'R'
SETITEM = b's'
SETITEMS = b'u'
SHORT_BINBYTES = b'C'
SHORT_BINSTRING = b'U'
SHORT_BINUNICODE = b'\x8c'
STACK_GLOBAL = b'\x93'
STOP = b'.'
STRING = b'S'
TRUE = b'I01\n'
TUPLE = b't'
TUPLE1 = b'\x85'
TUPLE2 = b'\x86'
TUPLE3 = b'\x87'
UNICODE = b'V'
_tuplesize2code = [EMPTY_TUPLE, TUPLE1, TUPLE2, TUPLE3]

__all__.extend([_name for _name in dir() if re.match('[A-Z][A-Z0-9_]+$', _name)])


# ---- helpers

def _getattribute(obj, name):
    """The attribute of a dotted name, and the object that has it."""
    parent = obj
    for part in name.split('.'):
        if part == '<locals>':
            raise AttributeError("Can't get local attribute {!r} on {!r}".format(name, obj))
        try:
            parent, obj = obj, getattr(obj, part)
        except AttributeError:
            raise AttributeError("Can't get attribute {!r} on {!r}".format(name, obj)) from None
    return obj, parent


def whichmodule(obj, name):
    """The name of the module that an object comes from."""
    named = getattr(obj, '__module__', None)
    if named is not None:
        return named
    # Other threads may import while we look.
    for module_name, module in sys.modules.copy().items():
        if module_name in ('__main__', '__mp_main__') or module is None:
            continue
        try:
            if _getattribute(module, name)[0] is obj:
                return module_name
        except AttributeError:
            pass
    return '__main__'


def encode_long(x):
    """An integer in two's complement, little-endian, as short as can be; no bytes for 0.

    >>> encode_long(255), encode_long(-128), encode_long(0)
    (b'\\xff\\x00', b'\\x80', b'')
    """
    if x == 0:
        return b''
    data = x.to_bytes((x.bit_length() >> 3) + 1, 'little', signed=True)
    if x < 0 and len(data) > 1 and data[-1] == 0xff and data[-2] & 0x80:
        data = data[:-1]
    return data


def decode_long(data):
    """The integer that encode_long() made bytes of.

    >>> decode_long(b'\\xff\\x7f')
    32767
    """
    return int.from_bytes(data, 'little', signed=True)


# ---- functions

try:
    from _pickle import (PickleError, PicklingError, UnpicklingError, Pickler, Unpickler, dump, dumps, load,
                         loads)
except ImportError:
    Pickler = Unpickler = dump = dumps = load = loads = None  # the parts import all names
    from _pickle_reading import _Unpickler as Unpickler, _load as load, _loads as loads
    from _pickle_writing import _Pickler as Pickler, _dump as dump, _dumps as dumps

# In which part what is written in Python is.
_PARTS = {name: part for part, names in (
    ('_pickle_reading', '_Stop _Unframer _Unpickler _handles _load _loads'),
    ('_pickle_writing', '_Framer _Pickler _batches _dump _dumps')) for name in names.split()}


def __getattr__(name):
    if name not in _PARTS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(__import__(_PARTS[name]), name)
    return value


def _test():
    import doctest
    return doctest.testmod()


def _main():
    import argparse
    import pprint
    parser = argparse.ArgumentParser(description='display contents of the pickle files')
    parser.add_argument('pickle_file', type=argparse.FileType('br'), nargs='*', help='the pickle file')
    parser.add_argument('-t', '--test', action='store_true', help='run self-test suite')
    parser.add_argument('-v', action='store_true', help='run verbosely; only affects self-test run')
    args = parser.parse_args()
    if args.test:
        _test()
    elif args.pickle_file:
        for file in args.pickle_file:
            pprint.pprint(load(file))
    else:
        parser.print_help()


if __name__ == '__main__':
    _main()
