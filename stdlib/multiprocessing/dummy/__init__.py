"""The package's interface with threads in place of processes."""

import array
import sys
import threading
import weakref
from queue import Queue
from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore

from multiprocessing.dummy.connection import Pipe

__all__ = ['Process', 'current_process', 'active_children', 'freeze_support', 'Lock', 'RLock', 'Semaphore',
           'BoundedSemaphore', 'Condition', 'Event', 'Barrier', 'Queue', 'Manager', 'Pipe', 'Pool',
           'JoinableQueue']


_no_children = weakref.WeakKeyDictionary


class DummyProcess(threading.Thread):
    """A thread that looks like a process."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}):
        super().__init__(group, target, name, args, kwargs)
        self._pid, self._start_called = None, False
        self._parent, self._children = current_process(), _no_children()

    def start(self):
        """Start the thread."""
        here, parent = current_process(), self._parent
        if parent is not here:
            raise RuntimeError('Parent is {0!r} but current_process is {1!r}'.format(parent, here))
        self._start_called = True
        getattr(parent, '_children', {})[self] = None
        super().start()

    @property
    def exitcode(self):
        """0 when it has ended."""
        return 0 if self._start_called and not self.is_alive() else None


Process = DummyProcess
current_process = threading.current_thread
current_process()._children = _no_children()


def active_children():
    """The threads that this one has started and that run."""
    known = current_process()._children
    for each in [each for each in list(known) if not each.is_alive()]:
        known.pop(each, None)
    return list(known)


def freeze_support():
    """Nothing."""


class Namespace:
    """An object for attributes."""

    def __init__(self, /, **kwds):
        vars(self).update(kwds)

    def __repr__(self):
        shown = sorted('%s=%r' % item for item in self.__dict__.items() if not item[0].startswith('_'))
        return '%s(%s)' % (self.__class__.__name__, ', '.join(shown))


dict, list = dict, list


def Array(typecode, sequence, lock=True):
    """An array."""
    return array.array(typecode, sequence)


class Value:
    """A value."""

    def __init__(self, typecode, value, lock=True):
        self._typecode, self.value = typecode, value

    def __repr__(self):
        return '<%s(%r, %r)>' % (type(self).__name__, self._typecode, self.value)


def Manager():
    """This module, which has what managers have."""
    return sys.modules[__name__]


def shutdown():
    """Nothing."""


def Pool(processes=None, initializer=None, initargs=()):
    """A pool of threads."""
    from multiprocessing.pool import ThreadPool
    return ThreadPool(processes, initializer, initargs)


JoinableQueue = Queue
