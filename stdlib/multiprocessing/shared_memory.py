"""Shared memory with a name, for any processes: blocks of bytes, and lists in them.

Whoever makes a block must unlink() it when nobody needs it any more.  What is
not unlinked when the program and all processes it started have ended, the
resource tracker unlinks.
"""

import mmap
import os
import secrets
import struct
from functools import partial

import _posixshmem

from multiprocessing import resource_tracker

__all__ = ['SharedMemory', 'ShareableList']

_USE_POSIX = True
_O_CREX = os.O_CREAT | os.O_EXCL
_PREFIX = '/psm_'
_LONGEST_NAME = 14  # as some systems allow no more


def _make_filename():
    """A name that nothing has."""
    name = _PREFIX + secrets.token_hex((_LONGEST_NAME - len(_PREFIX)) // 2)
    assert len(name) <= _LONGEST_NAME
    return name


class SharedMemory:
    """A block of memory with a name: a new one of some size with create=True, or the one there is."""

    _fd, _mmap, _buf, _name = -1, None, None, None
    _mode = 0o600

    def __init__(self, name=None, create=False, size=0):
        if not size >= 0:
            raise ValueError("'size' must be a positive integer")
        self._flags = os.O_RDWR
        if create:
            self._flags |= _O_CREX
            if size == 0:
                raise ValueError("'size' must be a positive number different from zero")
        elif name is None:
            raise ValueError("'name' can only be None if create=True")
        self._open(name)
        try:
            if create and size:
                os.ftruncate(self._fd, size)
            self._size = os.fstat(self._fd).st_size
            self._mmap = mmap.mmap(self._fd, self._size)
        except OSError:
            if create:
                _posixshmem.shm_unlink(self._name)
            raise
        resource_tracker.register(self._name, 'shared_memory')
        self._buf = memoryview(self._mmap)

    def _open(self, name):
        attempt = partial(_posixshmem.shm_open, flags=self._flags, mode=self._mode)
        if name is not None:
            self._name = name if name.startswith('/') else '/' + name
            self._fd = attempt(self._name)
            return
        while self._fd < 0:
            self._name = _make_filename()
            try:
                self._fd = attempt(self._name)
            except FileExistsError:
                pass

    def __del__(self):
        try:
            self.close()
        except OSError:
            pass

    def __reduce__(self):
        return type(self), (self.name, False, self.size)

    def __repr__(self):
        return '%s(%r, size=%d)' % (self.__class__.__name__, self.name, self.size)

    @property
    def buf(self):
        """The bytes, as a memoryview."""
        return self._buf

    @property
    def name(self):
        """The name."""
        return self._name[1:] if self._name.startswith('/') else self._name

    @property
    def size(self):
        """How many bytes there are."""
        return self._size

    def close(self):
        """Use it no longer in this process."""
        if self._buf is not None:
            self._buf.release()
            self._buf = None
        if self._mmap is not None:
            self._mmap.close()
            self._mmap = None
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def unlink(self):
        """Take the name away: the memory goes when nobody uses it."""
        if self._name:
            _posixshmem.shm_unlink(self._name)
            resource_tracker.unregister(self._name, 'shared_memory')


class ShareableList:
    """A list in shared memory, of a fixed length.

    Its items are None, bool, int (of 64 bits), float, str and bytes; these two
    may be replaced by others as long as the room that the first one was given.

    The block has the number of items, where each begins and how it is packed,
    how to make it what it was, then the items.
    """

    _ROOM = 8  # texts get room in multiples of this
    _MAKERS = (lambda value: value, lambda value: value.rstrip(b'\x00').decode('utf-8'),
               lambda value: value.rstrip(b'\x00'), lambda value: None)

    def __init__(self, sequence=None, *, name=None):
        if sequence is None and name is not None:
            self.shm = SharedMemory(name)
            self._list_len, = struct.unpack_from('q', self.shm.buf, 0)
            return
        items = list(() if sequence is None else sequence)
        formats = [self._format(item) for item in items]
        offsets = [0]
        for form in formats:
            # A boolean takes the room of a number, so that one may come in its place.
            offsets.append(offsets[-1] + (struct.calcsize(form) if form[-1] == 's' else self._ROOM))
        self._list_len = len(items)
        size = self._items_start + offsets[-1]
        self.shm = SharedMemory(name, create=True, size=size)
        struct.pack_into('q', self.shm.buf, 0, len(items))
        struct.pack_into('%dq' % len(offsets), self.shm.buf, 8, *offsets)
        for place, (item, form) in enumerate(zip(items, formats)):
            self._store(place, item, form)

    @property
    def _formats_start(self):
        return 8 + (self._list_len + 1) * 8

    @property
    def _makers_start(self):
        return self._formats_start + self._list_len * 8

    @property
    def _items_start(self):
        return self._makers_start + self._list_len

    @property
    def format(self):
        """How the items are packed, for struct."""
        return ''.join([self._format_at(place) for place in range(self._list_len)])

    @classmethod
    def _format(cls, item):
        if isinstance(item, (str, bytes)):
            raw = item.encode('utf-8') if isinstance(item, str) else item
            # Some room to grow, as characters are counted; more only if the bytes need it.
            return '%ds' % max(cls._ROOM * (len(item) // cls._ROOM + 1), cls._ROOM * -(-len(raw) // cls._ROOM))
        for kind, form in ((bool, 'xxxxxxx?'), (int, 'q'), (float, 'd'), (type(None), 'xxxxxx?x')):
            if isinstance(item, kind):
                return form
        raise KeyError(type(item))

    def _offset(self, place):
        start, = struct.unpack_from('q', self.shm.buf, 8 + 8 * place)
        return self._items_start + start

    def _format_at(self, place):
        raw, = struct.unpack_from('8s', self.shm.buf, self._formats_start + 8 * place)
        return raw.rstrip(b'\x00').decode('utf-8')

    def _store(self, place, item, form):
        maker = 3 if item is None else 1 if isinstance(item, str) else 2 if isinstance(item, bytes) else 0
        struct.pack_into('8s', self.shm.buf, self._formats_start + 8 * place, form.encode('utf-8'))
        struct.pack_into('b', self.shm.buf, self._makers_start + place, maker)
        value = item.encode('utf-8') if isinstance(item, str) else False if item is None else item
        struct.pack_into(form, self.shm.buf, self._offset(place), value)

    def _place(self, position, message):
        place = position if position >= 0 else position + self._list_len
        if not 0 <= place < self._list_len:
            raise IndexError(message)
        return place

    def __getitem__(self, position):
        place = self._place(position, 'index out of range')
        value, = struct.unpack_from(self._format_at(place), self.shm.buf, self._offset(place))
        maker, = struct.unpack_from('b', self.shm.buf, self._makers_start + place)
        return self._MAKERS[maker](value)

    def __setitem__(self, position, value):
        place = self._place(position, 'assignment index out of range')
        room = self._offset(place + 1) - self._offset(place)
        form = self._format(value)
        if isinstance(value, (str, bytes)):
            raw = value.encode('utf-8') if isinstance(value, str) else value
            if len(raw) > room:
                raise ValueError('bytes/str item exceeds available storage')
            form = '%ds' % room
        self._store(place, value, form)

    def __reduce__(self):
        return partial(self.__class__, name=self.shm.name), ()

    def __len__(self):
        return self._list_len

    def __repr__(self):
        return '%s(%s, name=%r)' % (self.__class__.__name__, list(self), self.shm.name)

    def count(self, value):
        """How often a value is in it."""
        return sum(value == item for item in self)

    def index(self, value):
        """Where a value is; ValueError if it is nowhere."""
        for place, item in enumerate(self):
            if value == item:
                return place
        raise ValueError('%r not in this container' % (value,))
