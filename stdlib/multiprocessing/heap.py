"""Memory that processes share: a piece of a file that has no name, mapped by all of them."""

import mmap
import os
import tempfile

from multiprocessing import reduction

__all__ = ['SharedBlock', 'BufferWrapper']


class SharedBlock:
    """So many bytes, 0 at first; may be handed to processes that are started."""

    def __init__(self, size, fd=None):
        self.size = size
        if fd is None:
            folder = '/dev/shm' if os.access('/dev/shm', os.W_OK) else None
            fd, name = tempfile.mkstemp(prefix='pym-%d-' % os.getpid(), dir=folder)
            os.unlink(name)
            os.ftruncate(fd, max(size, 1))
        self.fd = fd
        self._map = mmap.mmap(fd, max(size, 1))

    def __del__(self, close=os.close):
        close(self.fd)

    def view(self):
        """The bytes, as a memoryview that can be written to."""
        return memoryview(self._map)[:self.size]

    def __reduce__(self):
        return _rebuilt, (type(self), self.size, reduction.DupFd(self.fd))


class BufferWrapper(SharedBlock):
    """The same under its older names."""

    def __init__(self, size):
        if size < 0:
            raise ValueError('Size {0:n} out of range'.format(size))
        SharedBlock.__init__(self, size)

    create_memoryview = SharedBlock.view


def _rebuilt(kind, size, holder):
    block = kind.__new__(kind)
    SharedBlock.__init__(block, size, holder.detach())
    return block
