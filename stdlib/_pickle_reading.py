"""The unpickler in Python; found in pickle."""

import codecs
import io
import sys
from copyreg import _extension_cache, _inverted_registry
from struct import unpack
from sys import maxsize

import _compat_pickle
import pickle as _owner
from pickle import *  # the instructions and the errors
from pickle import bytes_types, decode_long

__name__ = 'pickle'  # where all of this is found


class _Stop(Exception):
    def __init__(self, value):
        self.value = value


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
            return _owner._getattribute(sys.modules[module], name)[0]
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
        if number < 0:
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


def _load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    return _Unpickler(file, fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()


def _loads(s, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    if isinstance(s, str):
        raise TypeError("Can't load pickle from unicode string")
    return _load(io.BytesIO(s), fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors)


__name__ = __spec__.name
