"""The pickler in Python; found in pickle."""

import codecs
import io
import sys
from copyreg import _extension_registry, dispatch_table
from functools import partial
from itertools import islice
from struct import pack
from types import FunctionType

import _compat_pickle
import pickle as _owner
from pickle import *  # the instructions and the errors
from pickle import PyStringMap, _HAVE_PICKLE_BUFFER, _tuplesize2code, bytes_types, encode_long

__name__ = 'pickle'  # where all of this is found


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
        module_name = _owner.whichmodule(obj, name)
        try:
            __import__(module_name, level=0)
            module = sys.modules[module_name]
            found, parent = _owner._getattribute(module, name)
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


def _dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    _Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def _dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    file = io.BytesIO()
    _dump(obj, file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback)
    data = file.getvalue()
    assert isinstance(data, bytes_types)
    return data


__name__ = __spec__.name
