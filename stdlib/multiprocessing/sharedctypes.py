"""Values and arrays in shared memory.

Types are given by the letters of the module array ('i', 'd', 'c' ...), or by
classes of ctypes that have such a letter (_type_); other classes of ctypes
need ctypes itself, which is not used here.
"""

import struct

from multiprocessing import context
from multiprocessing.heap import SharedBlock

__all__ = ['RawValue', 'RawArray', 'Value', 'Array', 'copy', 'synchronized']


def _letter(typecode_or_type):
    code = getattr(typecode_or_type, '_type_', typecode_or_type)
    if not isinstance(code, str) or len(code) != 1:
        raise TypeError('this type cannot be shared: %r' % (typecode_or_type,))
    if code not in 'cbBhHiIlLqQfd?u':
        raise TypeError('this type has no size')
    # memoryview has no characters but bytes.
    return 'I' if code == 'u' else code, code == 'u'


class _RawArray:
    """An array in shared memory."""

    def __init__(self, code, wide, block):
        self._code, self._wide, self._block = code, wide, block
        self._items = block.view().cast('B').cast(code)

    def __reduce__(self):
        return type(self), (self._code, self._wide, self._block)

    def __len__(self):
        return len(self._items)

    def _out(self, value):
        return chr(value) if self._wide else value

    def _in(self, value):
        return ord(value) if self._wide else value

    def __getitem__(self, index):
        if not isinstance(index, slice):
            return self._out(self._items[index])
        found = self._items[index].tolist()
        if self._code == 'c':
            return b''.join(found)
        return ''.join(map(chr, found)) if self._wide else found

    def __setitem__(self, index, value):
        if not isinstance(index, slice):
            self._items[index] = self._in(value)
            return
        places = range(*index.indices(len(self)))
        values = [value[i:i + 1] for i in range(len(value))] if self._code == 'c' else list(map(self._in, value))
        if len(values) != len(places):
            raise ValueError('Can only assign sequence of same size')
        for place, each in zip(places, values):
            self._items[place] = each

    def __iter__(self):
        return map(self._out, self._items)

    @property
    def raw(self):
        """All bytes of an array of characters."""
        if self._code != 'c':
            raise AttributeError('raw')
        return bytes(self._block.view())

    @raw.setter
    def raw(self, value):
        self._block.view()[:len(value)] = value

    def _text(self):
        if self._code == 'c':
            return self.raw.partition(b'\0')[0]
        if self._wide:
            return self[:].partition('\0')[0]
        raise AttributeError('value')

    def _set_text(self, value):
        self._text()
        if len(value) > len(self):
            raise ValueError('byte string too long' if self._code == 'c' else 'string too long')
        self[:len(value)] = value
        if len(value) < len(self):
            self[len(value)] = b'\0' if self._code == 'c' else '\0'

    value = property(_text, _set_text, doc='The characters up to the first that is 0.')


class _RawValue:
    """A value in shared memory."""

    def __init__(self, code, wide, block):
        self._array = _RawArray(code, wide, block)

    def __reduce__(self):
        return type(self), (self._array._code, self._array._wide, self._array._block)

    value = property(lambda self: self._array[0], lambda self, new: self._array.__setitem__(0, new),
                     doc='What it is.')

    def __repr__(self):
        return '%s(%r)' % (type(self).__name__.lstrip('_'), self.value)


def RawValue(typecode_or_type, *args):
    """A value, at first 0 or what is given."""
    code, wide = _letter(typecode_or_type)
    made = _RawValue(code, wide, SharedBlock(struct.calcsize(code)))
    for value in args:
        made.value = value
    return made


def RawArray(typecode_or_type, size_or_initializer):
    """An array of so many zeros, or of what is given."""
    code, wide = _letter(typecode_or_type)
    given = size_or_initializer
    size = given if isinstance(given, int) else len(given)
    made = _RawArray(code, wide, SharedBlock(size * struct.calcsize(code)))
    if not isinstance(given, int):
        made[:] = bytes(given) if code == 'c' else given
    return made


class SynchronizedBase:
    """Something in shared memory with a lock."""

    def __init__(self, obj, lock=None, ctx=None):
        self._obj = obj
        self._lock = lock if lock else (ctx or context._default_context).RLock()
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __reduce__(self):
        context.assert_spawning(self)
        return type(self), (self._obj, self._lock)

    def get_obj(self):
        """What has no lock."""
        return self._obj

    def get_lock(self):
        """The lock."""
        return self._lock

    def __repr__(self):
        return '<%s wrapper for %s>' % (type(self).__name__, self._obj)


def _guarded(name):
    def get(self):
        with self._lock:
            return getattr(self._obj, name)

    def set(self, new):
        with self._lock:
            setattr(self._obj, name, new)
    return property(get, set)


class Synchronized(SynchronizedBase):
    """A value with a lock."""

    value = _guarded('value')


class SynchronizedArray(SynchronizedBase):
    """An array with a lock."""

    def __len__(self):
        return len(self._obj)

    def __getitem__(self, i):
        with self._lock:
            return self._obj[i]

    def __setitem__(self, i, value):
        with self._lock:
            self._obj[i] = value

    def __getslice__(self, start, stop):
        return self[start:stop]

    def __setslice__(self, start, stop, values):
        self[start:stop] = values


class SynchronizedString(SynchronizedArray):
    """An array of characters with a lock."""

    value, raw = _guarded('value'), _guarded('raw')


def synchronized(obj, lock=None, ctx=None):
    """Give something in shared memory a lock."""
    assert not isinstance(obj, SynchronizedBase), 'object already synchronized'
    if isinstance(obj, _RawValue):
        return Synchronized(obj, lock, ctx)
    return (SynchronizedString if obj._code == 'c' else SynchronizedArray)(obj, lock, ctx)


def copy(obj):
    """The same again, in other memory."""
    array = obj._array if isinstance(obj, _RawValue) else obj
    block = SharedBlock(array._block.size)
    block.view()[:] = array._block.view()
    return type(obj)(array._code, array._wide, block)


def _with_lock(obj, lock, ctx):
    if lock is False:
        return obj
    if lock not in (True, None) and not hasattr(lock, 'acquire'):
        raise AttributeError('%r has no method \'acquire\'' % lock)
    return synchronized(obj, None if lock in (True, None) else lock, ctx)


def Value(typecode_or_type, *args, lock=True, ctx=None):
    """A value with a lock: a new one, that one, or none (False)."""
    return _with_lock(RawValue(typecode_or_type, *args), lock, ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    """An array with a lock: a new one, that one, or none (False)."""
    return _with_lock(RawArray(typecode_or_type, size_or_initializer), lock, ctx)
