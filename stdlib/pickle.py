"""Python objects as bytes and back.

A pickle is a program for a small machine with a stack and a memo. This module has the
machine and its compiler in Python, used where _pickle is absent.
"""

from types import FunctionType
from copyreg import dispatch_table
from copyreg import _extension_registry, _inverted_registry, _extension_cache
from itertools import islice
from functools import partial
import sys
from sys import maxsize
from struct import pack, unpack
import re
import io
import codecs
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


class _Stop(Exception):
    def __init__(self, value):
        self.value = value


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


# ---- frames

class _Framer:
    """Collects what is written into frames, each with its length in front."""

    _FRAME_SIZE_MIN = 4
    _FRAME_SIZE_TARGET = 64 * 1024

    def __init__(self, file_write):
        self.file_write = file_write
        self.current_frame = None

    def start_framing(self):
        self.current_frame = io.BytesIO()

    def end_framing(self):
        if self.current_frame and self.current_frame.tell() > 0:
            self.commit_frame(force=True)
            self.current_frame = None

    def commit_frame(self, force=False):
        frame = self.current_frame
        if not frame or not force and frame.tell() < self._FRAME_SIZE_TARGET:
            return
        data = frame.getbuffer()
        if len(data) >= self._FRAME_SIZE_MIN:
            self.file_write(FRAME + pack('<Q', len(data)))
        self.file_write(data)
        # The file may keep the view of the buffer: begin a new one.
        self.current_frame = io.BytesIO()

    def write(self, data):
        return (self.current_frame.write if self.current_frame else self.file_write)(data)

    def write_large_bytes(self, header, payload):
        """Write outside of frames, without copying."""
        if self.current_frame:
            self.commit_frame(force=True)
        self.file_write(header)
        self.file_write(payload)


class _Unframer:
    """Reads from the current frame or, outside of frames, from the file."""

    def __init__(self, file_read, file_readline, file_tell=None):
        self.file_read = file_read
        self.file_readline = file_readline
        self.current_frame = None

    def _leave(self):
        self.current_frame = None

    def readinto(self, buf):
        size = len(buf)
        if self.current_frame:
            got = self.current_frame.readinto(buf)
            if got == 0 and size != 0:
                self._leave()
            elif got < size:
                raise UnpicklingError('pickle exhausted before end of frame')
            else:
                return got
        buf[:] = self.file_read(size)
        return size

    def read(self, n):
        if self.current_frame:
            data = self.current_frame.read(n)
            if data or n == 0:
                if len(data) < n:
                    raise UnpicklingError('pickle exhausted before end of frame')
                return data
            self._leave()
        return self.file_read(n)

    def readline(self):
        if self.current_frame:
            data = self.current_frame.readline()
            if data:
                if data[-1] != 10:
                    raise UnpicklingError('pickle exhausted before end of frame')
                return data
            self._leave()
        return self.file_readline()

    def load_frame(self, frame_size):
        if self.current_frame and self.current_frame.read() != b'':
            raise UnpicklingError('beginning of a new frame before end of current frame')
        self.current_frame = io.BytesIO(self.file_read(frame_size))


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


# ---- pickling

def _batches(items, size):
    """Lists of at most `size` items each."""
    rest = iter(items)
    while True:
        batch = list(islice(rest, size))
        if batch:
            yield batch
        if len(batch) < size:
            return


class _Pickler:
    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        """Pickle into a binary file.

        A negative protocol means the newest. With fix_imports and a protocol below 3, names
        are those of Python 2. buffer_callback gets buffers that are to be kept out of the pickle.
        """
        self.proto = self._checked_protocol(protocol)
        self.bin = self.proto >= 1
        self.fix_imports = fix_imports and self.proto < 3
        if self.proto < 5 and buffer_callback is not None:
            raise ValueError('buffer_callback needs protocol >= 5')
        self._buffer_callback = buffer_callback
        try:
            self._file_write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute")
        framer = self.framer = _Framer(self._file_write)
        self.write, self._write_large_bytes = framer.write, framer.write_large_bytes
        self.memo = {}
        self.fast = 0

    @staticmethod
    def _checked_protocol(protocol):
        if protocol is None:
            return DEFAULT_PROTOCOL
        if protocol < 0:
            return HIGHEST_PROTOCOL
        if protocol > HIGHEST_PROTOCOL:
            raise ValueError('pickle protocol must be <= %d' % HIGHEST_PROTOCOL)
        return int(protocol)

    def clear_memo(self):
        """Forget which objects have been pickled."""
        self.memo.clear()

    def dump(self, obj):
        """Write the pickle of obj."""
        if not hasattr(self, '_file_write'):
            raise PicklingError('Pickler.__init__() was not called by %s.__init__()' % (self.__class__.__name__,))
        if self.proto >= 2:
            self.write(PROTO + pack('<B', self.proto))
        if self.proto >= 4:
            self.framer.start_framing()
        self.save(obj)
        self.write(STOP)
        self.framer.end_framing()

    def memoize(self, obj):
        """Note that obj is on the stack and give it a number.

        The memo keeps the object, too, lest its id become that of another one.
        """
        if self.fast:
            return
        assert id(obj) not in self.memo
        number = len(self.memo)
        self.write(self.put(number))
        self.memo[id(obj)] = number, obj

    def put(self, idx):
        if self.proto >= 4:
            return MEMOIZE
        if not self.bin:
            return PUT + repr(idx).encode('ascii') + b'\n'
        return BINPUT + pack('<B', idx) if idx < 256 else LONG_BINPUT + pack('<I', idx)

    def get(self, i):
        if not self.bin:
            return GET + repr(i).encode('ascii') + b'\n'
        return BINGET + pack('<B', i) if i < 256 else LONG_BINGET + pack('<I', i)

    def save(self, obj, save_persistent_id=True):
        self.framer.commit_frame()
        if save_persistent_id:
            pid = self.persistent_id(obj)
            if pid is not None:
                self.save_pers(pid)
                return
        known = self.memo.get(id(obj))
        if known is not None:
            self.write(self.get(known[0]))
            return
        reduce = getattr(self, 'reducer_override', None)
        value = NotImplemented if reduce is None else reduce(obj)
        if value is NotImplemented:
            kind = type(obj)
            method = self.dispatch.get(kind)
            if method is not None:
                method(self, obj)
                return
            reduce = getattr(self, 'dispatch_table', dispatch_table).get(kind)
            if reduce is not None:
                value = reduce(obj)
            elif issubclass(kind, type):
                self.save_global(obj)
                return
            else:
                reduce, value = self._reduced(obj)
        if isinstance(value, str):
            self.save_global(obj, value)
            return
        if not isinstance(value, tuple):
            raise PicklingError('%s must return string or tuple' % reduce)
        if not 2 <= len(value) <= 6:
            raise PicklingError('Tuple returned by %s must have two to six elements' % reduce)
        self.save_reduce(obj=obj, *value)

    def _reduced(self, obj):
        """The object's own method of reduction, and what it returns."""
        method = getattr(obj, '__reduce_ex__', None)
        if method is not None:
            return method, method(self.proto)
        method = getattr(obj, '__reduce__', None)
        if method is None:
            raise PicklingError("Can't pickle %r object: %r" % (type(obj).__name__, obj))
        return method, method()

    def persistent_id(self, obj):
        """To be overridden: an id for objects that are kept elsewhere, None for the others."""
        return None

    def save_pers(self, pid):
        if self.bin:
            self.save(pid, save_persistent_id=False)
            self.write(BINPERSID)
            return
        try:
            self.write(PERSID + str(pid).encode('ascii') + b'\n')
        except UnicodeEncodeError:
            raise PicklingError('persistent IDs in protocol 0 must be ASCII strings')

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None, state_setter=None, obj=None):
        """Save the call that makes an object, then what completes it."""
        if not isinstance(args, tuple):
            raise PicklingError('args from save_reduce() must be a tuple')
        if not callable(func):
            raise PicklingError('func from save_reduce() must be callable')
        name = getattr(func, '__name__', '') if self.proto >= 2 else ''
        if name in ('__newobj__', '__newobj_ex__'):
            self._save_new(name, args, obj)
        else:
            self.save(func)
            self.save(args)
            self.write(REDUCE)
        if obj is not None:
            if id(obj) in self.memo:
                # It was met again among its own arguments: use that one.
                self.write(POP + self.get(self.memo[id(obj)][0]))
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is None:
            return
        if state_setter is None:
            self.save(state)
            self.write(BUILD)
            return
        for each in (state_setter, obj, state):
            self.save(each)
        self.write(TUPLE2 + REDUCE + POP)

    def _save_new(self, name, args, obj):
        """Save a call of cls.__new__; copyreg's functions say so by their names."""
        cls = args[0]
        if not hasattr(cls, '__new__'):
            raise PicklingError('args[0] from %s args has no __new__' % name)
        if obj is not None and cls is not obj.__class__:
            raise PicklingError('args[0] from %s args has the wrong class' % name)
        if name == '__newobj__':
            self.save(cls)
            self.save(args[1:])
            self.write(NEWOBJ)
            return
        _, positional, keywords = args
        if self.proto >= 4:
            for each in args:
                self.save(each)
            self.write(NEWOBJ_EX)
        else:
            self.save(partial(cls.__new__, cls, *positional, **keywords))
            self.save(())
            self.write(REDUCE)

    # ---- the types that need no reduction

    dispatch = {}

    def save_none(self, obj):
        self.write(NONE)

    dispatch[type(None)] = save_none

    def save_bool(self, obj):
        if self.proto >= 2:
            self.write(NEWTRUE if obj else NEWFALSE)
        else:
            self.write(TRUE if obj else FALSE)

    dispatch[bool] = save_bool

    def save_long(self, obj):
        small = -0x80000000 <= obj <= 0x7fffffff
        if self.bin and small:
            if 0 <= obj <= 0xff:
                self.write(BININT1 + pack('<B', obj))
            elif 0 <= obj <= 0xffff:
                self.write(BININT2 + pack('<H', obj))
            else:
                self.write(BININT + pack('<i', obj))
        elif self.proto >= 2:
            data = encode_long(obj)
            size = len(data)
            self.write((LONG1 + pack('<B', size) if size < 256 else LONG4 + pack('<i', size)) + data)
        else:
            digits = repr(obj).encode('ascii')
            self.write(INT + digits + b'\n' if small else LONG + digits + b'L\n')

    dispatch[int] = save_long

    def save_float(self, obj):
        self.write(BINFLOAT + pack('>d', obj) if self.bin else FLOAT + repr(obj).encode('ascii') + b'\n')

    dispatch[float] = save_float

    def _save_sized(self, data, short, normal, huge):
        """Write bytes with their length, by the instruction for that length, outside of frames if long."""
        size = len(data)
        if size <= 0xff and short:
            self.write(short + pack('<B', size) + data)
        elif huge and (size > 0xffffffff or not normal):
            header = huge + pack('<Q', size)
            if size >= self.framer._FRAME_SIZE_TARGET:
                self._write_large_bytes(header, data)
            else:
                self.write(header + data)
        elif size >= self.framer._FRAME_SIZE_TARGET:
            self._write_large_bytes(normal + pack('<I', size), data)
        else:
            self.write(normal + pack('<I', size) + data)

    def save_bytes(self, obj):
        if self.proto < 3:
            if obj:
                self.save_reduce(codecs.encode, (str(obj, 'latin1'), 'latin1'), obj=obj)
            else:
                self.save_reduce(bytes, (), obj=obj)
            return
        self._save_sized(obj, SHORT_BINBYTES, BINBYTES, BINBYTES8 if self.proto >= 4 else None)
        self.memoize(obj)

    dispatch[bytes] = save_bytes

    def save_bytearray(self, obj):
        if self.proto < 5:
            self.save_reduce(bytearray, (bytes(obj),) if obj else (), obj=obj)
            return
        self._save_sized(obj, None, None, BYTEARRAY8)
        self.memoize(obj)

    dispatch[bytearray] = save_bytearray

    if _HAVE_PICKLE_BUFFER:
        def save_picklebuffer(self, obj):
            if self.proto < 5:
                raise PicklingError('PickleBuffer can only pickled with protocol >= 5')
            with obj.raw() as view:
                if not view.contiguous:
                    raise PicklingError('PickleBuffer can not be pickled when pointing to a non-contiguous buffer')
                if self._buffer_callback is None or self._buffer_callback(obj):
                    if view.readonly:
                        self.save_bytes(view.tobytes())
                    else:
                        self.save_bytearray(view.tobytes())
                else:
                    self.write(NEXT_BUFFER)
                    if view.readonly:
                        self.write(READONLY_BUFFER)

        dispatch[PickleBuffer] = save_picklebuffer

    def save_str(self, obj):
        if self.bin:
            data = obj.encode('utf-8', 'surrogatepass')
            new = self.proto >= 4
            self._save_sized(data, SHORT_BINUNICODE if new else None, BINUNICODE, BINUNICODE8 if new else None)
        else:
            text = obj
            for char in '\\\0\n\r\x1a':  # what would end the line, or the file; the escape itself first
                text = text.replace(char, '\\u%04x' % ord(char))
            self.write(UNICODE + text.encode('raw-unicode-escape') + b'\n')
        self.memoize(obj)

    dispatch[str] = save_str

    def save_tuple(self, obj):
        if not obj:
            self.write(EMPTY_TUPLE if self.bin else MARK + TUPLE)
            return
        size = len(obj)
        short = size <= 3 and self.proto >= 2
        if not short:
            self.write(MARK)
        for element in obj:
            self.save(element)
        known = self.memo.get(id(obj))
        if known is not None:
            # A recursive tuple: saving the elements has saved it. Drop what is on the stack.
            if short:
                drop = POP * size
            else:
                drop = POP_MARK if self.bin else POP * (size + 1)
            self.write(drop + self.get(known[0]))
            return
        self.write(_tuplesize2code[size] if short else TUPLE)
        self.memoize(obj)

    dispatch[tuple] = save_tuple

    def save_list(self, obj):
        self.write(EMPTY_LIST if self.bin else MARK + LIST)
        self.memoize(obj)
        self._batch_appends(obj)

    dispatch[list] = save_list

    _BATCHSIZE = 1000

    def _save_batches(self, items, save, one, many):
        """Add items to the container on the stack, in batches where the protocol allows."""
        if not self.bin:
            for item in items:
                save(item)
                self.write(one)
            return
        for batch in _batches(items, self._BATCHSIZE):
            several = len(batch) > 1
            if several:
                self.write(MARK)
            for item in batch:
                save(item)
            self.write(many if several else one)

    def _batch_appends(self, items):
        self._save_batches(items, self.save, APPEND, APPENDS)

    def save_dict(self, obj):
        self.write(EMPTY_DICT if self.bin else MARK + DICT)
        self.memoize(obj)
        self._batch_setitems(obj.items())

    dispatch[dict] = save_dict
    if PyStringMap is not None:
        dispatch[PyStringMap] = save_dict

    def _save_pair(self, pair):
        key, value = pair
        self.save(key)
        self.save(value)

    def _batch_setitems(self, items):
        self._save_batches(items, self._save_pair, SETITEM, SETITEMS)

    def save_set(self, obj):
        if self.proto < 4:
            self.save_reduce(set, (list(obj),), obj=obj)
            return
        self.write(EMPTY_SET)
        self.memoize(obj)
        for batch in _batches(obj, self._BATCHSIZE):
            self.write(MARK)
            for item in batch:
                self.save(item)
            self.write(ADDITEMS)

    dispatch[set] = save_set

    def save_frozenset(self, obj):
        if self.proto < 4:
            self.save_reduce(frozenset, (list(obj),), obj=obj)
            return
        self.write(MARK)
        for item in obj:
            self.save(item)
        if id(obj) in self.memo:
            self.write(POP_MARK + self.get(self.memo[id(obj)][0]))
            return
        self.write(FROZENSET)
        self.memoize(obj)

    dispatch[frozenset] = save_frozenset

    def save_global(self, obj, name=None):
        """Save an object by the name under which it is found in its module."""
        if name is None:
            name = getattr(obj, '__qualname__', None)
        if name is None:
            name = obj.__name__
        module_name = whichmodule(obj, name)
        try:
            __import__(module_name, level=0)
            module = sys.modules[module_name]
            found, parent = _getattribute(module, name)
        except (ImportError, KeyError, AttributeError):
            raise PicklingError("Can't pickle %r: it's not found as %s.%s" % (obj, module_name, name)) from None
        if found is not obj:
            raise PicklingError("Can't pickle %r: it's not the same object as %s.%s" % (obj, module_name, name))
        if self.proto >= 2:
            code = _extension_registry.get((module_name, name))
            if code:
                assert code > 0
                self.write(EXT1 + pack('<B', code) if code <= 0xff else
                           EXT2 + pack('<H', code) if code <= 0xffff else EXT4 + pack('<i', code))
                return
        last = name.rpartition('.')[2]
        if parent is module:
            name = last
        if self.proto >= 4:
            self.save(module_name)
            self.save(name)
            self.write(STACK_GLOBAL)
        elif parent is not module:
            self.save_reduce(getattr, (parent, last))
        elif self.proto >= 3:
            self.write(GLOBAL + bytes(module_name, 'utf-8') + b'\n' + bytes(name, 'utf-8') + b'\n')
        else:
            self._write_old_global(module_name, name)
        self.memoize(obj)

    def _write_old_global(self, module_name, name):
        if self.fix_imports:
            if (module_name, name) in _compat_pickle.REVERSE_NAME_MAPPING:
                module_name, name = _compat_pickle.REVERSE_NAME_MAPPING[module_name, name]
            else:
                module_name = _compat_pickle.REVERSE_IMPORT_MAPPING.get(module_name, module_name)
        try:
            self.write(GLOBAL + bytes(module_name, 'ascii') + b'\n' + bytes(name, 'ascii') + b'\n')
        except UnicodeEncodeError:
            raise PicklingError("can't pickle global identifier '%s.%s' using pickle protocol %i"
                                % (module_name, name, self.proto)) from None

    def save_type(self, obj):
        for only in (None, NotImplemented, ...):
            if obj is type(only):
                self.save_reduce(type, (only,), obj=obj)
                return
        self.save_global(obj)

    dispatch[FunctionType] = save_global
    dispatch[type] = save_type


# ---- unpickling

def _handles(code, table):
    """Decorator: the method that executes the instruction."""
    def mark(method):
        table[code[0]] = method
        return method
    return mark


class _Unpickler:
    def __init__(self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
        """Read a pickle from a binary file.

        encoding and errors are for strings of Python 2 ('bytes' keeps them as bytes);
        buffers has, in order, what was kept out of the pickle.
        """
        self._buffers = iter(buffers) if buffers is not None else None
        self._file_readline = file.readline
        self._file_read = file.read
        self.memo = {}
        self.encoding = encoding
        self.errors = errors
        self.proto = 0
        self.fix_imports = fix_imports

    def load(self):
        """The object that the pickle makes."""
        if not hasattr(self, '_file_read'):
            raise UnpicklingError('Unpickler.__init__() was not called by %s.__init__()'
                                  % (self.__class__.__name__,))
        self._unframer = _Unframer(self._file_read, self._file_readline)
        self.read = self._unframer.read
        self.readinto = self._unframer.readinto
        self.readline = self._unframer.readline
        self.metastack = []  # the stacks below the marks
        self.stack = []
        self.append = self.stack.append
        self.proto = 0
        read, dispatch = self.read, self.dispatch
        try:
            while True:
                code = read(1)
                if not code:
                    raise EOFError
                assert isinstance(code, bytes_types)
                dispatch[code[0]](self)
        except _Stop as stop:
            return stop.value

    def pop_mark(self):
        """The items above the last mark, which is taken away."""
        items = self.stack
        self.stack = self.metastack.pop()
        self.append = self.stack.append
        return items

    def persistent_load(self, pid):
        """To be overridden: the object of a persistent id."""
        raise UnpicklingError('unsupported persistent id encountered')

    dispatch = {}

    def _number(self, form, size):
        return unpack(form, self.read(size))[0]

    def _size(self, form, size, name):
        """A length that must not exceed what memory can be addressed."""
        found = self._number(form, size)
        if found > maxsize:
            raise UnpicklingError("%s exceeds system's maximum size of %d bytes" % (name, maxsize))
        return found

    @_handles(PROTO, dispatch)
    def load_proto(self):
        proto = self.read(1)[0]
        if not 0 <= proto <= HIGHEST_PROTOCOL:
            raise ValueError('unsupported pickle protocol: %d' % proto)
        self.proto = proto

    @_handles(FRAME, dispatch)
    def load_frame(self):
        size = self._number('<Q', 8)
        if size > sys.maxsize:
            raise ValueError('frame size > sys.maxsize: %d' % size)
        self._unframer.load_frame(size)

    @_handles(PERSID, dispatch)
    def load_persid(self):
        try:
            pid = self.readline()[:-1].decode('ascii')
        except UnicodeDecodeError:
            raise UnpicklingError('persistent IDs in protocol 0 must be ASCII strings')
        self.append(self.persistent_load(pid))

    @_handles(BINPERSID, dispatch)
    def load_binpersid(self):
        self.append(self.persistent_load(self.stack.pop()))

    # ---- constants

    @_handles(NONE, dispatch)
    def load_none(self):
        self.append(None)

    @_handles(NEWFALSE, dispatch)
    def load_false(self):
        self.append(False)

    @_handles(NEWTRUE, dispatch)
    def load_true(self):
        self.append(True)

    @_handles(INT, dispatch)
    def load_int(self):
        digits = self.readline()
        # Protocol 1 and below wrote booleans so.
        self.append({FALSE[1:]: False, TRUE[1:]: True}[digits] if digits in (FALSE[1:], TRUE[1:])
                    else int(digits, 0))

    @_handles(BININT, dispatch)
    def load_binint(self):
        self.append(self._number('<i', 4))

    @_handles(BININT1, dispatch)
    def load_binint1(self):
        self.append(self.read(1)[0])

    @_handles(BININT2, dispatch)
    def load_binint2(self):
        self.append(self._number('<H', 2))

    @_handles(LONG, dispatch)
    def load_long(self):
        digits = self.readline()[:-1]
        self.append(int(digits[:-1] if digits[-1:] == b'L' else digits, 0))

    @_handles(LONG1, dispatch)
    def load_long1(self):
        self.append(decode_long(self.read(self.read(1)[0])))

    @_handles(LONG4, dispatch)
    def load_long4(self):
        size = self._number('<i', 4)
        if size < 0:
            raise UnpicklingError('LONG pickle has negative byte count')
        self.append(decode_long(self.read(size)))

    @_handles(FLOAT, dispatch)
    def load_float(self):
        self.append(float(self.readline()[:-1]))

    @_handles(BINFLOAT, dispatch)
    def load_binfloat(self):
        self.append(self._number('>d', 8))

    # ---- strings and bytes

    def _decode_string(self, value):
        """A string of Python 2."""
        return value if self.encoding == 'bytes' else value.decode(self.encoding, self.errors)

    @_handles(STRING, dispatch)
    def load_string(self):
        literal = self.readline()[:-1]
        if len(literal) < 2 or literal[0] != literal[-1] or literal[0] not in b'"\'':
            raise UnpicklingError('the STRING opcode argument must be quoted')
        self.append(self._decode_string(codecs.escape_decode(literal[1:-1])[0]))

    @_handles(BINSTRING, dispatch)
    def load_binstring(self):
        size = self._number('<i', 4)
        if size < 0:
            raise UnpicklingError('BINSTRING pickle has negative byte count')
        self.append(self._decode_string(self.read(size)))

    @_handles(SHORT_BINSTRING, dispatch)
    def load_short_binstring(self):
        self.append(self._decode_string(self.read(self.read(1)[0])))

    @_handles(BINBYTES, dispatch)
    def load_binbytes(self):
        self.append(self.read(self._size('<I', 4, 'BINBYTES')))

    @_handles(BINBYTES8, dispatch)
    def load_binbytes8(self):
        self.append(self.read(self._size('<Q', 8, 'BINBYTES8')))

    @_handles(SHORT_BINBYTES, dispatch)
    def load_short_binbytes(self):
        self.append(self.read(self.read(1)[0]))

    @_handles(BYTEARRAY8, dispatch)
    def load_bytearray8(self):
        made = bytearray(self._size('<Q', 8, 'BYTEARRAY8'))
        self.readinto(made)
        self.append(made)

    @_handles(NEXT_BUFFER, dispatch)
    def load_next_buffer(self):
        if self._buffers is None:
            raise UnpicklingError('pickle stream refers to out-of-band data but no *buffers* argument was given')
        try:
            self.append(next(self._buffers))
        except StopIteration:
            raise UnpicklingError('not enough out-of-band buffers')

    @_handles(READONLY_BUFFER, dispatch)
    def load_readonly_buffer(self):
        with memoryview(self.stack[-1]) as view:
            if not view.readonly:
                self.stack[-1] = view.toreadonly()

    @_handles(UNICODE, dispatch)
    def load_unicode(self):
        self.append(str(self.readline()[:-1], 'raw-unicode-escape'))

    def _utf8(self, size):
        self.append(str(self.read(size), 'utf-8', 'surrogatepass'))

    @_handles(BINUNICODE, dispatch)
    def load_binunicode(self):
        self._utf8(self._size('<I', 4, 'BINUNICODE'))

    @_handles(BINUNICODE8, dispatch)
    def load_binunicode8(self):
        self._utf8(self._size('<Q', 8, 'BINUNICODE8'))

    @_handles(SHORT_BINUNICODE, dispatch)
    def load_short_binunicode(self):
        self._utf8(self.read(1)[0])

    # ---- containers

    @_handles(TUPLE, dispatch)
    def load_tuple(self):
        items = self.pop_mark()
        self.append(tuple(items))

    @_handles(EMPTY_TUPLE, dispatch)
    def load_empty_tuple(self):
        self.append(())

    @_handles(TUPLE1, dispatch)
    def load_tuple1(self):
        self.stack[-1] = (self.stack[-1],)

    @_handles(TUPLE2, dispatch)
    def load_tuple2(self):
        self.stack[-2:] = [(self.stack[-2], self.stack[-1])]

    @_handles(TUPLE3, dispatch)
    def load_tuple3(self):
        self.stack[-3:] = [(self.stack[-3], self.stack[-2], self.stack[-1])]

    @_handles(EMPTY_LIST, dispatch)
    def load_empty_list(self):
        self.append([])

    @_handles(EMPTY_DICT, dispatch)
    def load_empty_dictionary(self):
        self.append({})

    @_handles(EMPTY_SET, dispatch)
    def load_empty_set(self):
        self.append(set())

    @_handles(FROZENSET, dispatch)
    def load_frozenset(self):
        items = self.pop_mark()
        self.append(frozenset(items))

    @_handles(LIST, dispatch)
    def load_list(self):
        items = self.pop_mark()
        self.append(items)

    @_handles(DICT, dispatch)
    def load_dict(self):
        items = self.pop_mark()
        self.append({items[i]: items[i + 1] for i in range(0, len(items), 2)})

    # ---- objects

    def _instantiate(self, klass, args):
        if args or not isinstance(klass, type) or hasattr(klass, '__getinitargs__'):
            try:
                made = klass(*args)
            except TypeError as error:
                raise TypeError('in constructor for %s: %s' % (klass.__name__, str(error)), sys.exc_info()[2])
        else:
            made = klass.__new__(klass)
        self.append(made)

    def _names(self):
        """Module and name on two lines."""
        return self.readline()[:-1].decode('utf-8'), self.readline()[:-1].decode('utf-8')

    @_handles(INST, dispatch)
    def load_inst(self):
        klass = self.find_class(*[self.readline()[:-1].decode('ascii') for _ in range(2)])
        self._instantiate(klass, self.pop_mark())

    @_handles(OBJ, dispatch)
    def load_obj(self):
        args = self.pop_mark()
        klass = args.pop(0)
        self._instantiate(klass, args)

    @_handles(NEWOBJ, dispatch)
    def load_newobj(self):
        args = self.stack.pop()
        klass = self.stack.pop()
        self.append(klass.__new__(klass, *args))

    @_handles(NEWOBJ_EX, dispatch)
    def load_newobj_ex(self):
        keywords = self.stack.pop()
        args = self.stack.pop()
        klass = self.stack.pop()
        self.append(klass.__new__(klass, *args, **keywords))

    @_handles(GLOBAL, dispatch)
    def load_global(self):
        self.append(self.find_class(*self._names()))

    @_handles(STACK_GLOBAL, dispatch)
    def load_stack_global(self):
        name = self.stack.pop()
        module = self.stack.pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError('STACK_GLOBAL requires str')
        self.append(self.find_class(module, name))

    @_handles(EXT1, dispatch)
    def load_ext1(self):
        self.get_extension(self.read(1)[0])

    @_handles(EXT2, dispatch)
    def load_ext2(self):
        self.get_extension(self._number('<H', 2))

    @_handles(EXT4, dispatch)
    def load_ext4(self):
        self.get_extension(self._number('<i', 4))

    def get_extension(self, code):
        unknown = []
        found = _extension_cache.get(code, unknown)
        if found is unknown:
            key = _inverted_registry.get(code)
            if not key:
                if code <= 0:
                    raise UnpicklingError('EXT specifies code <= 0')
                raise ValueError('unregistered extension code %d' % code)
            found = _extension_cache[code] = self.find_class(*key)
        self.append(found)

    def find_class(self, module, name):
        """The global of that name; may be overridden to restrict what a pickle can use."""
        sys.audit('pickle.find_class', module, name)
        if self.proto < 3 and self.fix_imports:
            if (module, name) in _compat_pickle.NAME_MAPPING:
                module, name = _compat_pickle.NAME_MAPPING[module, name]
            else:
                module = _compat_pickle.IMPORT_MAPPING.get(module, module)
        __import__(module, level=0)
        if self.proto >= 4:
            return _getattribute(sys.modules[module], name)[0]
        return getattr(sys.modules[module], name)

    @_handles(REDUCE, dispatch)
    def load_reduce(self):
        args = self.stack.pop()
        self.stack[-1] = self.stack[-1](*args)

    # ---- stack and memo

    @_handles(POP, dispatch)
    def load_pop(self):
        if self.stack:
            del self.stack[-1]
        else:
            self.pop_mark()

    @_handles(POP_MARK, dispatch)
    def load_pop_mark(self):
        self.pop_mark()

    @_handles(DUP, dispatch)
    def load_dup(self):
        self.append(self.stack[-1])

    def _recall(self, number):
        self.append(self.memo[number])

    @_handles(GET, dispatch)
    def load_get(self):
        self._recall(int(self.readline()[:-1]))

    @_handles(BINGET, dispatch)
    def load_binget(self):
        self._recall(self.read(1)[0])

    @_handles(LONG_BINGET, dispatch)
    def load_long_binget(self):
        self._recall(self._number('<I', 4))

    def _remember(self, number, name):
        if number < 0 or number > maxsize:
            raise ValueError('negative %s argument' % name)
        self.memo[number] = self.stack[-1]

    @_handles(PUT, dispatch)
    def load_put(self):
        self._remember(int(self.readline()[:-1]), 'PUT')

    @_handles(BINPUT, dispatch)
    def load_binput(self):
        self._remember(self.read(1)[0], 'BINPUT')

    @_handles(LONG_BINPUT, dispatch)
    def load_long_binput(self):
        self._remember(self._number('<I', 4), 'LONG_BINPUT')

    @_handles(MEMOIZE, dispatch)
    def load_memoize(self):
        self.memo[len(self.memo)] = self.stack[-1]

    # ---- filling containers and objects

    @_handles(APPEND, dispatch)
    def load_append(self):
        value = self.stack.pop()
        self.stack[-1].append(value)

    @_handles(APPENDS, dispatch)
    def load_appends(self):
        items = self.pop_mark()
        target = self.stack[-1]
        extend = getattr(target, 'extend', None)
        if extend is not None:
            extend(items)
        else:
            append = target.append
            for item in items:
                append(item)

    @_handles(SETITEM, dispatch)
    def load_setitem(self):
        value = self.stack.pop()
        key = self.stack.pop()
        self.stack[-1][key] = value

    @_handles(SETITEMS, dispatch)
    def load_setitems(self):
        items = self.pop_mark()
        target = self.stack[-1]
        for i in range(0, len(items), 2):
            target[items[i]] = items[i + 1]

    @_handles(ADDITEMS, dispatch)
    def load_additems(self):
        items = self.pop_mark()
        target = self.stack[-1]
        if isinstance(target, set):
            target.update(items)
        else:
            add = target.add
            for item in items:
                add(item)

    @_handles(BUILD, dispatch)
    def load_build(self):
        state = self.stack.pop()
        target = self.stack[-1]
        setstate = getattr(target, '__setstate__', None)
        if setstate is not None:
            setstate(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            attributes = target.__dict__
            for name, value in state.items():
                # Attribute names are interned, as those in programs are.
                attributes[sys.intern(name) if type(name) is str else name] = value
        if slots:
            for name, value in slots.items():
                setattr(target, name, value)

    @_handles(MARK, dispatch)
    def load_mark(self):
        self.metastack.append(self.stack)
        self.stack = []
        self.append = self.stack.append

    @_handles(STOP, dispatch)
    def load_stop(self):
        raise _Stop(self.stack.pop())


# ---- functions

def _dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    _Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def _dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    file = io.BytesIO()
    _dump(obj, file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback)
    data = file.getvalue()
    assert isinstance(data, bytes_types)
    return data


def _load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    return _Unpickler(file, fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()


def _loads(s, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    if isinstance(s, str):
        raise TypeError("Can't load pickle from unicode string")
    return _load(io.BytesIO(s), fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors)


try:
    from _pickle import (PickleError, PicklingError, UnpicklingError, Pickler, Unpickler, dump, dumps, load,
                         loads)
except ImportError:
    Pickler, Unpickler = _Pickler, _Unpickler
    dump, dumps, load, loads = _dump, _dumps, _load, _loads


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
