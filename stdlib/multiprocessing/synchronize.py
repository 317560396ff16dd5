"""Locks, semaphores and what is made of them, for processes.

The semaphores are the system's.  Processes that are forked have them as they
are, so they lose their names at once; others open them by their names, which
go with the object that made them (or with the resource tracker).
"""

import tempfile
import threading

import _multiprocessing

from multiprocessing import context, process, resource_tracker, util

__all__ = ['Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition', 'Event', 'Barrier']

RECURSIVE_MUTEX, SEMAPHORE = range(2)
SEM_VALUE_MAX = _multiprocessing.SemLock.SEM_VALUE_MAX


def _unlink(name):
    _multiprocessing.sem_unlink(name)
    resource_tracker.unregister(name, 'semaphore')


class SemLock:
    """A semaphore that knows who has it; a recursive one may be acquired again by who does."""

    _rand = tempfile._RandomNameSequence()

    def __init__(self, kind, value, maxvalue, *, ctx):
        way = (ctx or context._default_context).get_context().get_start_method()
        self._set(self._new(kind, value, maxvalue, way == 'fork'))
        util.debug('created semlock with handle %s', self._semlock.handle)
        util.register_after_fork(self, lambda obj: obj._semlock._after_fork())
        if self._semlock.name is not None:
            resource_tracker.register(self._semlock.name, 'semaphore')
            util.Finalize(self, _unlink, (self._semlock.name,), exitpriority=0)

    @classmethod
    def _new(cls, kind, value, maxvalue, unlink):
        for _ in range(100):
            try:
                return _multiprocessing.SemLock(kind, value, maxvalue, cls._make_name(), unlink)
            except FileExistsError:
                pass
        raise FileExistsError('cannot find name for semaphore')

    @staticmethod
    def _make_name():
        return '%s-%s' % (process.current_process()._config['semprefix'], next(SemLock._rand))

    def _set(self, semlock):
        self._semlock = semlock
        self.acquire, self.release = semlock.acquire, semlock.release

    def __enter__(self):
        return self._semlock.__enter__()

    def __exit__(self, *args):
        return self._semlock.__exit__(*args)

    def __getstate__(self):
        context.assert_spawning(self)
        own = self._semlock
        if own.name is None:
            raise RuntimeError('a semaphore of the context \'fork\' has no name by which another process could open it')
        return own.handle, own.kind, own.maxvalue, own.name

    def __setstate__(self, state):
        self._set(_multiprocessing.SemLock._rebuild(*state))
        util.debug('recreated blocker with handle %r', state[0])

    def _shown_owner(self):
        """Who has it, for repr()."""
        own = self._semlock
        if own._is_mine():
            name = process.current_process().name
            if threading.current_thread().name != 'MainThread':
                name += '|' + threading.current_thread().name
            return name
        if own._get_value() >= 1:
            return 'None'
        return 'SomeOtherThread' if own._count() > 0 else 'SomeOtherProcess'


class Semaphore(SemLock):
    """A semaphore."""

    def __init__(self, value=1, *, ctx):
        SemLock.__init__(self, SEMAPHORE, value, SEM_VALUE_MAX, ctx=ctx)

    def get_value(self):
        """Its value."""
        return self._semlock._get_value()

    def __repr__(self):
        return '<%s(value=%s)>' % (self.__class__.__name__, self._semlock._get_value())


class BoundedSemaphore(Semaphore):
    """A semaphore that cannot be released more often than acquired."""

    def __init__(self, value=1, *, ctx):
        SemLock.__init__(self, SEMAPHORE, value, value, ctx=ctx)

    def __repr__(self):
        return '<%s(value=%s, maxvalue=%s)>' % (self.__class__.__name__, self._semlock._get_value(),
                                                 self._semlock.maxvalue)


class Lock(SemLock):
    """A lock; any process or thread may release it."""

    def __init__(self, *, ctx):
        SemLock.__init__(self, SEMAPHORE, 1, 1, ctx=ctx)

    def __repr__(self):
        return '<%s(owner=%s)>' % (self.__class__.__name__, self._shown_owner())


class RLock(SemLock):
    """A lock that its owner may acquire again."""

    def __init__(self, *, ctx):
        SemLock.__init__(self, RECURSIVE_MUTEX, 1, 1, ctx=ctx)

    def __repr__(self):
        owner = self._shown_owner()
        count = self._semlock._count() if self._semlock._is_mine() else 0 if owner == 'None' else 'nonzero'
        return '<%s(%s, %s)>' % (self.__class__.__name__, owner, count)


class Condition:
    """A condition variable: who waits is counted, woken and counted again."""

    def __init__(self, lock=None, *, ctx):
        self._lock = lock or RLock(ctx=ctx)
        self._sleeping_count, self._woken_count, self._wait_semaphore = (Semaphore(0, ctx=ctx) for _ in range(3))
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
        waiting = self._sleeping_count.get_value() - self._woken_count.get_value()
        return '<%s(%s, %s)>' % (self.__class__.__name__, self._lock, waiting)

    def wait(self, timeout=None):
        """Release the lock, wait to be notified, acquire it again; False if it took too long."""
        assert self._lock._semlock._is_mine(), 'must acquire() condition before using wait()'
        self._sleeping_count.release()
        times = self._lock._semlock._count()
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
        assert self._lock._semlock._is_mine(), 'lock is not owned'
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

    def __init__(self, *, ctx):
        self._cond, self._flag = Condition(Lock(ctx=ctx), ctx=ctx), Semaphore(0, ctx=ctx)

    def is_set(self):
        """Is it set?"""
        with self._cond:
            return bool(self._flag.get_value())

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
            if not self._flag.get_value():
                self._cond.wait(timeout)
            return bool(self._flag.get_value())


class Barrier(threading.Barrier):
    """Threading's barrier, with its state in shared memory."""

    def __init__(self, parties, action=None, timeout=None, *, ctx):
        from multiprocessing.heap import SharedBlock
        self.__setstate__((parties, action, timeout, Condition(ctx=ctx), SharedBlock(8)))
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
