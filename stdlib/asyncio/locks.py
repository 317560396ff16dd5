"""Locks, events, conditions and semaphores for tasks. They are not for threads.

Each keeps a deque of futures, one for each task that waits, in the order of arrival. Whoever lets somebody in
sets the result of a future and leaves it in the deque: the woken task takes it out itself, and thus knows,
when it is cancelled in between, that the turn has to be passed on.
"""

__all__ = ("Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore")

import types
from collections import deque

from . import coroutines
from . import events
from . import exceptions
from . import futures
from ._deprecation import warn_loop_argument


def __getattr__(name):
    if name in ("collections", "warnings"):
        return __import__(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _loop_for(given, level=3):
    """The loop of a new object: the one given, with a warning, else the current one."""
    if given is None:
        return events.get_event_loop()
    warn_loop_argument(level)
    return given


def _repr(thing, state):
    """The object's plain representation with its state and the number of waiting tasks in brackets."""
    if thing._waiters:
        state = f"{state}, waiters:{len(thing._waiters)}"
    return f"<{object.__repr__(thing)[1:-1]} [{state}]>"


async def _turn(lock):
    """Wait among others until somebody lets this task in."""
    turn = lock._loop.create_future()
    lock._waiters.append(turn)
    try:
        await turn
    finally:
        lock._waiters.remove(turn)


def _warn_with(expression):
    from warnings import warn
    warn(f"'with {expression}' is deprecated use 'async with lock' instead", DeprecationWarning, stacklevel=3)


class _ContextManager:
    """What "with (yield from lock)" and "with await lock" get: releases the lock at the end."""

    def __init__(self, lock):
        self._lock = lock

    def __enter__(self):
        # There is nothing to bind with "as".
        return None

    def __exit__(self, *args):
        try:
            self._lock.release()
        finally:
            # So that another use of it fails.
            self._lock = None


class _ContextManagerMixin:
    """The ways in which locks are context managers; only "async with" is not deprecated."""

    def __enter__(self):
        raise RuntimeError('"yield from" should be used as context manager expression')

    def __exit__(self, *args):
        # "with lock:" looks this up before it calls __enter__, which raises.
        pass

    @types.coroutine
    def __iter__(self):
        _warn_with("(yield from lock)")
        yield from self.acquire()
        return _ContextManager(self)

    def __await__(self):
        _warn_with("await lock")
        return self.__acquire_ctx().__await__()

    async def __acquire_ctx(self):
        await self.acquire()
        return _ContextManager(self)

    async def __aenter__(self):
        await self.acquire()
        return None

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class Lock(_ContextManagerMixin):
    """A lock for tasks: held by at most one, given to those who wait in the order they came."""

    def __init__(self, *, loop=None):
        self._set_up(_loop_for(loop))

    def _set_up(self, loop):
        self._loop = loop
        # A deque, when first needed.
        self._waiters = None
        self._locked = False

    def __repr__(self):
        return _repr(self, "locked" if self._locked else "unlocked")

    def locked(self):
        """Whether somebody holds the lock."""
        return self._locked

    async def acquire(self):
        """Take the lock, when it is free and all who came before have had it; gives True."""
        if not self._locked and (not self._waiters or all(turn.cancelled() for turn in self._waiters)):
            self._locked = True
            return True
        if self._waiters is None:
            self._waiters = deque()
        try:
            await _turn(self)
        except exceptions.CancelledError:
            if not self._locked:
                self._wake_up_first()
            raise
        self._locked = True
        return True

    def release(self):
        """Give the lock back; RuntimeError if nobody holds it."""
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._wake_up_first()

    def _wake_up_first(self):
        # One that is woken but has not run yet is in the deque still. It alone gets the lock.
        if self._waiters:
            turn = self._waiters[0]
            if not turn.done():
                turn.set_result(True)


class Event:
    """A flag that tasks can wait for."""

    def __init__(self, *, loop=None):
        self._set_up(_loop_for(loop))

    def _set_up(self, loop):
        self._loop = loop
        self._waiters = deque()
        self._value = False

    def __repr__(self):
        return _repr(self, "set" if self._value else "unset")

    def is_set(self):
        """Whether the flag is set."""
        return self._value

    def set(self):
        """Set the flag and wake all who wait."""
        if self._value:
            return
        self._value = True
        for turn in self._waiters:
            if not turn.done():
                turn.set_result(True)

    def clear(self):
        """Reset the flag: wait() waits again."""
        self._value = False

    async def wait(self):
        """Wait until the flag is set; gives True."""
        if not self._value:
            await _turn(self)
        return True


class Condition(_ContextManagerMixin):
    """Tasks that hold a lock wait for others to tell them of a change."""

    def __init__(self, lock=None, *, loop=None):
        self._loop = _loop_for(loop)
        if lock is None:
            # Without a second warning about the loop.
            lock = Lock.__new__(Lock)
            lock._set_up(self._loop)
        elif lock._loop is not self._loop:
            raise ValueError("loop argument must agree with lock")
        self._lock = lock
        self.locked, self.acquire, self.release = lock.locked, lock.acquire, lock.release
        self._waiters = deque()

    def __repr__(self):
        return _repr(self, "locked" if self.locked() else "unlocked")

    async def wait(self):
        """Give the lock back, wait to be notified, take the lock again; gives True."""
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            await _turn(self)
        finally:
            await self.__reacquire()
        return True

    async def __reacquire(self):
        # The caller's block relies on holding the lock: a request to cancel has to wait until it does.
        request = None
        while True:
            try:
                await self.acquire()
            except exceptions.CancelledError as cancelled:
                request = cancelled
            else:
                break
        if request is not None:
            raise exceptions.CancelledError

    async def wait_for(self, predicate):
        """wait() until the predicate is true; gives its value."""
        while True:
            value = predicate()
            if value:
                return value
            await self.wait()

    def notify(self, n=1):
        """Wake at most n of those who wait. They go on when they get the lock, which this does not release."""
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        for turn in self._waiters:
            if n <= 0:
                break
            if not turn.done():
                turn.set_result(False)
                n -= 1

    def notify_all(self):
        """Wake all who wait."""
        self.notify(len(self._waiters))


class Semaphore(_ContextManagerMixin):
    """Lets at most so many tasks in at a time."""

    def __init__(self, value=1, *, loop=None):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        # A subclass that passes the loop on has one more call in between.
        self._loop = _loop_for(loop, 3 + (type(self) is BoundedSemaphore))
        self._waiters = deque()
        self._value = value

    def __repr__(self):
        return _repr(self, f"unlocked, value:{self._value}" if self._value else "locked")

    def locked(self):
        """Whether acquire() would have to wait."""
        return self._value == 0

    def _wake_up_next(self):
        # Unlike a lock's, a semaphore's waiters are taken out when they are woken.
        while self._waiters:
            turn = self._waiters.popleft()
            if not turn.done():
                turn.set_result(None)
                return

    async def acquire(self):
        """Go in, as soon as there is room; gives True."""
        # In a loop: somebody may come in between the waking and the running of a task.
        while self._value <= 0:
            turn = self._loop.create_future()
            self._waiters.append(turn)
            try:
                await turn
            except:
                # turn.cancel() does nothing when it was woken already: then it is somebody else's turn.
                turn.cancel()
                if self._value > 0 and not turn.cancelled():
                    self._wake_up_next()
                raise
        self._value -= 1
        return True

    def release(self):
        """Go out, and wake one who waits."""
        self._value += 1
        self._wake_up_next()


class BoundedSemaphore(Semaphore):
    """A semaphore that notices when more go out than came in: ValueError."""

    def __init__(self, value=1, *, loop=None):
        self._bound_value = value
        super().__init__(value, loop=loop)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()
