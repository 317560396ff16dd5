"""Locks, semaphores and what is made of them, for processes.

A semaphore is a pipe with as many bytes in it as its value is: to acquire is
to read one, to release is to write one.  So nothing but descriptors has to be
handed to processes, the system wakes who waits, and it all goes when the last
process does.
"""

import fcntl
import os
import select
import struct
import termios
import threading
import time

from multiprocessing import context, util

__all__ = ['Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition', 'Event', 'Barrier']

SEM_VALUE_MAX = 32767  # has room in any pipe


class _TokenPipe:
    """The semaphore itself."""

    def __init__(self, value, fds=None):
        if not 0 <= value <= SEM_VALUE_MAX:
            raise ValueError('semaphore value out of range')
        self.fds = fds
        if fds is None:
            self.fds = os.pipe()
            for fd in self.fds:
                os.set_blocking(fd, False)
            os.write(self.fds[1], b'.' * value)

    def __del__(self, close=os.close):
        for fd in self.fds or ():
            close(fd)

    def take(self, block, timeout):
        """Take a byte; False if there is none (in time)."""
        end = None if timeout is None else time.monotonic() + max(timeout, 0)
        while True:
            try:
                os.read(self.fds[0], 1)
                return True
            except BlockingIOError:
                pass
            if not block:
                return False
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                return False
            poll = select.poll()
            poll.register(self.fds[0], select.POLLIN)
            poll.poll(None if left is None else left * 1000)

    def give(self):
        """Put a byte back."""
        os.write(self.fds[1], b'.')

    def value(self):
        """How many bytes there are."""
        return struct.unpack('i', fcntl.ioctl(self.fds[0], termios.FIONREAD, b'\0' * 4))[0]


class SemLock:
    """A semaphore that knows who has it; a recursive one may be acquired again by who does."""

    def __init__(self, value, maxvalue, recursive=False):
        self._pipe = _TokenPipe(value)
        self._maxvalue, self._recursive = maxvalue, recursive
        self._disown()

    def _disown(self):
        self._owner, self._depth = None, 0

    @staticmethod
    def _me():
        return os.getpid(), threading.get_ident()

    def _is_mine(self):
        return self._depth > 0 and self._owner == self._me()

    def _count(self):
        return self._depth if self._is_mine() or not self._recursive else 0

    def _get_value(self):
        return self._pipe.value()

    def acquire(self, block=True, timeout=None):
        """Acquire it; False if that cannot be done, or not in that time."""
        if self._recursive and self._is_mine():
            self._depth += 1
            return True
        if not self._pipe.take(block, timeout):
            return False
        self._owner, self._depth = self._me(), 1
        return True

    def release(self):
        """Release it."""
        if self._recursive:
            if not self._is_mine():
                raise AssertionError('attempt to release recursive lock not owned by thread')
            self._depth -= 1
            if self._depth:
                return
        elif self._maxvalue < SEM_VALUE_MAX and self._pipe.value() >= self._maxvalue:
            raise ValueError('semaphore or lock released too many times')
        else:
            self._depth = 0
        self._pipe.give()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        return self.release()

    def __getstate__(self):
        context.assert_spawning(self)
        popen = context.get_spawning_popen()
        return tuple(popen.duplicate_for_child(fd) for fd in self._pipe.fds), self._maxvalue, self._recursive

    def __setstate__(self, state):
        fds, self._maxvalue, self._recursive = state
        self._pipe = _TokenPipe(0, fds)
        self._disown()

    def _shown_owner(self):
        """Who has it, for repr()."""
        if self._is_mine():
            name = context.process.current_process().name
            if threading.current_thread().name != 'MainThread':
                name += '|' + threading.current_thread().name
            return name
        if self._get_value() >= 1:
            return 'None'
        return 'SomeOtherThread' if self._depth > 0 and self._owner[0] == os.getpid() else 'SomeOtherProcess'


class Semaphore(SemLock):
    """A semaphore."""

    def __init__(self, value=1, *, ctx=None):
        SemLock.__init__(self, value, SEM_VALUE_MAX)

    def get_value(self):
        """Its value."""
        return self._get_value()

    def __repr__(self):
        return '<%s(value=%s)>' % (self.__class__.__name__, self._get_value())


class BoundedSemaphore(Semaphore):
    """A semaphore that cannot be released more often than acquired."""

    def __init__(self, value=1, *, ctx=None):
        SemLock.__init__(self, value, value)

    def __repr__(self):
        return '<%s(value=%s, maxvalue=%s)>' % (self.__class__.__name__, self._get_value(), self._maxvalue)


class Lock(SemLock):
    """A lock; any process or thread may release it."""

    def __init__(self, *, ctx=None):
        SemLock.__init__(self, 1, 1)

    def __repr__(self):
        return '<%s(owner=%s)>' % (self.__class__.__name__, self._shown_owner())


class RLock(SemLock):
    """A lock that its owner may acquire again."""

    def __init__(self, *, ctx=None):
        SemLock.__init__(self, 1, 1, recursive=True)

    def __repr__(self):
        owner = self._shown_owner()
        count = self._depth if self._is_mine() else 0 if owner == 'None' else 'nonzero'
        return '<%s(%s, %s)>' % (self.__class__.__name__, owner, count)


class Condition:
    """A condition variable: who waits is counted, woken and counted again."""

    def __init__(self, lock=None, *, ctx=None):
        self._lock = lock or RLock()
        self._sleeping_count, self._woken_count, self._wait_semaphore = Semaphore(0), Semaphore(0), Semaphore(0)
        self._share_lock()

    def _share_lock(self):
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def __getstate__(self):
        context.assert_spawning(self)
        return self._lock, self._sleeping_count, self._woken_count, self._wait_semaphore

    def __setstate__(self, state):
        self._lock, self._sleeping_count, self._woken_count, self._wait_semaphore = state
        self._share_lock()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        waiting = self._sleeping_count._get_value() - self._woken_count._get_value()
        return '<%s(%s, %s)>' % (self.__class__.__name__, self._lock, waiting)

    def wait(self, timeout=None):
        """Release the lock, wait to be notified, acquire it again; False if it took too long."""
        assert self._lock._is_mine(), 'must acquire() condition before using wait()'
        self._sleeping_count.release()
        times = self._lock._count() if self._lock._recursive else 1
        for _ in range(times):
            self._lock.release()
        try:
            return self._wait_semaphore.acquire(True, timeout)
        finally:
            self._woken_count.release()
            for _ in range(times):
                self._lock.acquire()

    def notify(self, n=1):
        """Wake so many."""
        assert self._lock._is_mine(), 'lock is not owned'
        assert not self._wait_semaphore.acquire(False), 'notify: Should not have been able to acquire _wait_semaphore'
        # Forget those who have waited too long.
        while self._woken_count.acquire(False):
            assert self._sleeping_count.acquire(False), 'notify: Bug in sleeping_count.acquire- res should not be False'
        sleepers = 0
        while sleepers < n and self._sleeping_count.acquire(False):
            self._wait_semaphore.release()
            sleepers += 1
        if sleepers:
            for _ in range(sleepers):
                self._woken_count.acquire()
            # Those who had just given up have not passed the gate.
            while self._wait_semaphore.acquire(False):
                pass

    def notify_all(self):
        """Wake all."""
        self.notify(n=SEM_VALUE_MAX)

    wait_for = util.wait_for


class Event:
    """A flag that can be waited for."""

    def __init__(self, *, ctx=None):
        self._cond, self._flag = Condition(Lock()), Semaphore(0)

    def is_set(self):
        """Is it set?"""
        with self._cond:
            return bool(self._flag._get_value())

    def set(self):
        """Set it, waking all who wait."""
        with self._cond:
            self._flag.acquire(False)
            self._flag.release()
            self._cond.notify_all()

    def clear(self):
        """Take it back."""
        with self._cond:
            self._flag.acquire(False)

    def wait(self, timeout=None):
        """Wait until it is set; False if it took too long."""
        with self._cond:
            if not self._flag._get_value():
                self._cond.wait(timeout)
            return bool(self._flag._get_value())


class Barrier(threading.Barrier):
    """Threading's barrier, with its state in shared memory."""

    def __init__(self, parties, action=None, timeout=None, *, ctx=None):
        from multiprocessing.heap import SharedBlock
        self.__setstate__((parties, action, timeout, Condition(), SharedBlock(8)))
        self._state = self._count = 0

    def __setstate__(self, state):
        self._parties, self._action, self._timeout, self._cond, self._block = state
        self._numbers = self._block.view().cast('i')

    def __getstate__(self):
        return self._parties, self._action, self._timeout, self._cond, self._block

    @property
    def _state(self):
        return self._numbers[0]

    @_state.setter
    def _state(self, value):
        self._numbers[0] = value

    @property
    def _count(self):
        return self._numbers[1]

    @_count.setter
    def _count(self, value):
        self._numbers[1] = value
