"""Locks between the tasks of one loop; not for use between threads."""

__all__ = ('Lock', 'Event', 'Condition', 'Semaphore', 'BoundedSemaphore')

import collections
import types
import warnings

from . import events
from . import exceptions
from .coroutines import _is_coroutine


def _own_loop(loop):
    if loop is None:
        return events.get_event_loop()
    warnings.warn("The loop argument is deprecated since Python 3.8, "
                  "and scheduled for removal in Python 3.10.",
                  DeprecationWarning, stacklevel=3)
    return loop


class _ContextManager:
    """The object of `with (yield from lock)`: releases the lock at the end."""

    def __init__(self, lock):
        self._lock = lock

    def __enter__(self):
        return None

    def __exit__(self, *args):
        try:
            self._lock.release()
        finally:
            self._lock = None


class _ContextManagerMixin:
    """`async with` for everything that has acquire() and release()."""

    def __enter__(self):
        raise RuntimeError(
            '"yield from" should be used as context manager expression')

    def __exit__(self, *args):
        pass  # `with` looks it up before it calls __enter__

    @types.coroutine
    def __iter__(self):
        warnings.warn("'with (yield from lock)' is deprecated "
                      "use 'async with lock' instead",
                      DeprecationWarning, stacklevel=2)
        yield from self.acquire()
        return _ContextManager(self)

    __iter__._is_coroutine = _is_coroutine  # as coroutine() marks functions

    async def __acquire_ctx(self):
        await self.acquire()
        return _ContextManager(self)

    def __await__(self):
        warnings.warn("'with await lock' is deprecated "
                      "use 'async with lock' instead",
                      DeprecationWarning, stacklevel=2)
        return self.__acquire_ctx().__await__()

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


def _describe(base, state, waiters):
    if waiters:
        state = f'{state}, waiters:{len(waiters)}'
    return f'<{base[1:-1]} [{state}]>'


class Lock(_ContextManagerMixin):
    """Held by one task at a time; waiting tasks get it in their order."""

    def __init__(self, *, loop=None):
        self._waiters = None  # a deque as soon as somebody waits
        self._locked = False
        self._loop = _own_loop(loop)

    def __repr__(self):
        return _describe(super().__repr__(),
                         'locked' if self._locked else 'unlocked', self._waiters)

    def locked(self):
        return self._locked

    async def acquire(self):
        queue = self._waiters
        # Those whose wait was cancelled have no claim.
        if not self._locked and all(w.cancelled() for w in queue or ()):
            self._locked = True
            return True

        if queue is None:
            queue = self._waiters = collections.deque()
        waiter = self._loop.create_future()
        queue.append(waiter)
        try:
            try:
                await waiter
            finally:
                queue.remove(waiter)
        except exceptions.CancelledError:
            # The turn may have been given to this task already.
            if not self._locked:
                self._wake_up_first()
            raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        self._wake_up_first()

    def _wake_up_first(self):
        # Only the first waiter: if it is done it has its turn coming.
        first = self._waiters[0] if self._waiters else None
        if first is not None and not first.done():
            first.set_result(True)


class Event:
    """A flag; tasks can wait until it is set."""

    def __init__(self, *, loop=None):
        self._waiters = collections.deque()
        self._value = False
        self._loop = _own_loop(loop)

    def __repr__(self):
        return _describe(super().__repr__(),
                         'set' if self._value else 'unset', self._waiters)

    def is_set(self):
        return self._value

    def set(self):
        if self._value:
            return
        self._value = True
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        if not self._value:
            waiter = self._loop.create_future()
            self._waiters.append(waiter)
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        return True


class Condition(_ContextManagerMixin):
    """Wait, with a lock let go meanwhile, until somebody notifies."""

    def __init__(self, lock=None, *, loop=None):
        self._loop = _own_loop(loop)
        if lock is None:
            lock = Lock(loop=loop)
        elif lock._loop is not self._loop:
            raise ValueError("loop argument must agree with lock")
        self._lock = lock
        self.locked = lock.locked
        self.acquire = lock.acquire
        self.release = lock.release
        self._waiters = collections.deque()

    def __repr__(self):
        return _describe(super().__repr__(),
                         'locked' if self.locked() else 'unlocked', self._waiters)

    async def wait(self):
        if not self.locked():
            raise RuntimeError('cannot wait on un-acquired lock')
        self.release()
        try:
            waiter = self._loop.create_future()
            self._waiters.append(waiter)
            try:
                await waiter
                return True
            finally:
                self._waiters.remove(waiter)
        finally:
            # The caller is to have the lock even when it is cancelled.
            cancelled = False
            while True:
                try:
                    await self.acquire()
                except exceptions.CancelledError:
                    cancelled = True
                else:
                    break
            if cancelled:
                raise exceptions.CancelledError

    async def wait_for(self, predicate):
        """wait() until predicate() is true; gives what it returned."""
        while True:
            value = predicate()
            if value:
                return value
            await self.wait()

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError('cannot notify on un-acquired lock')
        while n > 0:
            waiter = next((w for w in self._waiters if not w.done()), None)
            if waiter is None:
                break
            waiter.set_result(False)
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_ContextManagerMixin):
    """A counter that acquire() lowers, waiting while it is zero."""

    def __init__(self, value=1, *, loop=None):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._value = value
        self._waiters = collections.deque()
        self._loop = _own_loop(loop)
        self._wakeup_scheduled = False

    def __repr__(self):
        state = 'locked' if self.locked() else f'unlocked, value:{self._value}'
        return _describe(super().__repr__(), state, self._waiters)

    def _wake_up_next(self):
        queue = self._waiters
        while queue:
            waiter = queue.popleft()
            if not waiter.done():
                waiter.set_result(None)
                self._wakeup_scheduled = True
                return

    def locked(self):
        return self._value == 0

    async def acquire(self):
        # _wakeup_scheduled: a task was woken and comes before this one.
        while self._wakeup_scheduled or self._value <= 0:
            waiter = self._loop.create_future()
            self._waiters.append(waiter)
            try:
                await waiter
                self._wakeup_scheduled = False
            except exceptions.CancelledError:
                self._wake_up_next()
                raise
        self._value -= 1
        return True

    def release(self):
        self._value += 1
        self._wake_up_next()


class BoundedSemaphore(Semaphore):
    """A Semaphore that never exceeds its initial value."""

    def __init__(self, value=1, *, loop=None):
        if loop is not None:
            _own_loop(loop)
        self._bound_value = value
        super().__init__(value, loop=loop)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError('BoundedSemaphore released too many times')
        super().release()
