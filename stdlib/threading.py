"""Threads as objects, and what they use to wait for each other, on top of _thread."""

import os as _os
import sys as _sys
import _thread
from collections import deque as _deque
from itertools import count as _count, islice as _islice
from time import monotonic as _time
from _weakrefset import WeakSet
from _thread import (
    TIMEOUT_MAX, _set_sentinel, allocate_lock as _allocate_lock, get_ident, stack_size,
    start_new_thread as _start_new_thread)

__all__ = ["get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX",
           "Event", "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError",
           "Timer", "ThreadError", "setprofile", "settrace", "local", "stack_size", "excepthook", "ExceptHookArgs"]

try:
    from _thread import get_native_id
except ImportError:
    _HAVE_THREAD_NATIVE_ID = False
else:
    _HAVE_THREAD_NATIVE_ID = True
    __all__.append("get_native_id")

try:
    from _thread import RLock as _CRLock
except ImportError:
    _CRLock = None

ThreadError = _thread.error
Lock = _allocate_lock

_profile_hook = None
_trace_hook = None


def setprofile(func):
    """Have sys.setprofile(func) called in each thread that starts from now on."""
    global _profile_hook
    _profile_hook = func


def settrace(func):
    """Have sys.settrace(func) called in each thread that starts from now on."""
    global _trace_hook
    _trace_hook = func


# ---- Locks

def RLock(*args, **kwargs):
    """A new lock that its owner may acquire again, and must then release as often."""
    if _CRLock is None:
        return _PyRLock(*args, **kwargs)
    return _CRLock(*args, **kwargs)


class _RLock:
    """The reentrant lock written in Python, for where _thread has none."""

    def __init__(self):
        self._block = _allocate_lock()
        self._owner = None
        self._count = 0

    def __repr__(self):
        thread = _active.get(self._owner)
        owner = self._owner if thread is None else thread.name
        cls = type(self)
        state = "locked" if self._block.locked() else "unlocked"
        return "<%s %s.%s object owner=%r count=%d at %s>" % (
            state, cls.__module__, cls.__qualname__, owner, self._count, hex(id(self)))

    def acquire(self, blocking=True, timeout=-1):
        """Take the lock, or count one more if this thread has it; False if it could not be had in time."""
        ident = get_ident()
        if ident == self._owner:
            self._count += 1
            return 1
        taken = self._block.acquire(blocking, timeout)
        if taken:
            self._owner, self._count = ident, 1
        return taken

    __enter__ = acquire

    def release(self):
        """Undo one acquire; the last one gives the lock free."""
        if not self._is_owned():
            raise RuntimeError("cannot release un-acquired lock")
        left = self._count - 1
        self._count = left
        if left == 0:
            self._owner = None
            self._block.release()

    def __exit__(self, t, v, tb):
        self.release()

    # What Condition needs: to give up all levels at once and to get them back.

    def _acquire_restore(self, state):
        self._block.acquire()
        self._count, self._owner = state

    def _release_save(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        state = self._count, self._owner
        self._count, self._owner = 0, None
        self._block.release()
        return state

    def _is_owned(self):
        return get_ident() == self._owner


_PyRLock = _RLock


class Condition:
    """Threads wait for something to become true; who makes it true wakes them."""

    def __init__(self, lock=None):
        self._lock = lock = RLock() if lock is None else lock
        self.acquire = lock.acquire
        self.release = lock.release
        # A lock that knows better how these are done overrides the methods below.
        for name in ("_release_save", "_acquire_restore", "_is_owned"):
            method = getattr(lock, name, None)
            if method is not None:
                setattr(self, name, method)
        self._waiters = _deque()  # a locked lock for each waiting thread, the longest waiting first

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return "<Condition(%s, %d)>" % (self._lock, len(self._waiters))

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, x):
        self._lock.acquire()

    def _is_owned(self):
        # For a lock that cannot tell its owner: if it is locked, it is taken to be ours.
        if not self._lock.acquire(False):
            return True
        self._lock.release()
        return False

    def wait(self, timeout=None):
        """Release the lock, sleep until woken or until the time is up, take the lock again.

        False only if the time was up.
        """
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = _allocate_lock()
        waiter.acquire()
        self._waiters.append(waiter)
        woken = False
        state = self._release_save()
        try:  # whatever interrupts the wait, the caller has the lock again afterwards
            if timeout is None:
                woken = waiter.acquire()
            elif timeout > 0:
                woken = waiter.acquire(True, timeout)
            else:
                woken = waiter.acquire(False)
            return woken
        finally:
            self._acquire_restore(state)
            if not woken and waiter in self._waiters:
                self._waiters.remove(waiter)

    def wait_for(self, predicate, timeout=None):
        """Wait until predicate() is true or the time is up; the last result of predicate()."""
        deadline = None
        left = timeout
        while True:
            result = predicate()
            if result:
                return result
            if timeout is not None:
                if deadline is None:
                    deadline = _time() + timeout
                else:
                    left = deadline - _time()
                    if left <= 0:
                        return result
            self.wait(left)

    def notify(self, n=1):
        """Wake up to n of the waiting threads."""
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        for waiter in list(_islice(self._waiters, n)):
            waiter.release()
            # An interrupted wait() may have taken its entry away meanwhile.
            if waiter in self._waiters:
                self._waiters.remove(waiter)

    def notify_all(self):
        """Wake all waiting threads."""
        self.notify(len(self._waiters))

    notifyAll = notify_all


class Semaphore:
    """A counter that acquire() lowers, waiting while it is zero, and release() raises."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = Condition(Lock())
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        """Lower the counter, waiting for it to be above zero; False if that did not happen in time."""
        if timeout is not None and not blocking:
            raise ValueError("can't specify timeout for non-blocking acquire")
        deadline = None
        with self._cond:
            while self._value == 0:
                if not blocking:
                    return False
                if timeout is not None:
                    now = _time()
                    if deadline is None:
                        deadline = now + timeout
                    elif now >= deadline:
                        return False
                    else:
                        timeout = deadline - now
                self._cond.wait(timeout)
            self._value -= 1
        return True

    __enter__ = acquire

    def release(self):
        """Raise the counter and wake a waiting thread."""
        with self._cond:
            self._value += 1
            self._cond.notify()

    def __exit__(self, t, v, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that may not be released more often than it was acquired."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self):
        """As Semaphore.release(), but ValueError if the counter would pass its first value."""
        with self._cond:
            if not self._value < self._initial_value:
                raise ValueError("Semaphore released too many times")
            self._value += 1
            self._cond.notify()


class Event:
    """A flag that threads can wait for."""

    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def _reset_internal_locks(self):
        # After a fork: who held the lock may not live on.
        self._cond.__init__(Lock())

    def is_set(self):
        """Is the flag set?"""
        return self._flag

    isSet = is_set

    def set(self):
        """Set the flag and wake all who wait for it."""
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        """Take the flag back."""
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        """Wait for the flag; False only if the time was up before."""
        with self._cond:
            return self._flag or self._cond.wait(timeout)


class BrokenBarrierError(RuntimeError):
    """The barrier was aborted, reset, or a thread did not come in time."""


# The states of a barrier; wait() looks at the sign.
_BROKEN, _RESETTING, _FILLING, _DRAINING = -2, -1, 0, 1


class Barrier:
    """Holds threads until a given number of them has come, then lets all go; again and again."""

    def __init__(self, parties, action=None, timeout=None):
        """A barrier for so many threads; one of them calls the action before they go on."""
        self._cond = Condition(Lock())
        self._parties = parties
        self._action = action
        self._timeout = timeout
        self._state = _FILLING
        self._count = 0  # threads inside wait()

    def wait(self, timeout=None):
        """Wait for the others; each thread gets another number below parties."""
        limit = self._timeout if timeout is None else timeout
        with self._cond:
            self._enter()
            place = self._count
            self._count = place + 1
            try:
                if self._count == self._parties:
                    self._release()
                else:
                    self._wait(limit)
                return place
            finally:
                self._count -= 1
                self._exit()

    def _enter(self):
        """Wait until the threads of the round before have gone."""
        while self._state in (_RESETTING, _DRAINING):
            self._cond.wait()
        if self._state < 0:
            raise BrokenBarrierError

    def _release(self):
        """The last thread has come: do the action, let all go."""
        try:
            action = self._action
            if action:
                action()
        except:
            self._break()
            raise
        self._state = _DRAINING
        self._cond.notify_all()

    def _wait(self, timeout):
        """Wait for the last thread."""
        if not self._cond.wait_for(lambda: self._state != _FILLING, timeout):
            self._break()
        if self._state < 0:
            raise BrokenBarrierError

    def _exit(self):
        """The last thread to go opens the barrier for the next round."""
        if not self._count and self._state in (_RESETTING, _DRAINING):
            self._state = _FILLING
            self._cond.notify_all()

    def reset(self):
        """Empty the barrier: waiting threads get BrokenBarrierError, later ones begin anew."""
        with self._cond:
            if not self._count:
                self._state = _FILLING
            elif self._state in (_FILLING, _BROKEN):
                self._state = _RESETTING
            self._cond.notify_all()

    def abort(self):
        """Break the barrier: waiting and later threads get BrokenBarrierError, until reset()."""
        with self._cond:
            self._break()

    def _break(self):
        self._state = _BROKEN
        self._cond.notify_all()

    @property
    def parties(self):
        """How many threads the barrier waits for."""
        return self._parties

    @property
    def n_waiting(self):
        """How many threads wait now."""
        return self._count if self._state == _FILLING else 0

    @property
    def broken(self):
        """Is the barrier broken?"""
        return self._state == _BROKEN


# ---- Which threads there are

_counter = _count().__next__
_counter()  # the main thread has number 0


def _newname(template="Thread-%d"):
    return template % _counter()


_active_limbo_lock = _allocate_lock()
_active = {}  # ident: thread
_limbo = {}  # thread: itself, between start() and its first step
_dangling = WeakSet()  # all thread objects, for the test suite to find what was left behind

# The locks of the threads that have not ended and that the end of the program waits for; a thread's lock is
# released by the interpreter when the last of its Python state is gone.
_shutdown_locks_lock = _allocate_lock()
_shutdown_locks = set()


_NOT_MADE = "Thread.__init__() not called"


class Thread:
    """A thread of control: runs target, or what a subclass has as run()."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        """A thread that will call target(*args, **kwargs); all arguments are given by name."""
        assert group is None, "group argument must be None for now"
        self._target = target
        self._name = str(name or _newname())
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = None
        if _HAVE_THREAD_NATIVE_ID:
            self._native_id = None
        self._tstate_lock = None
        self._started = Event()
        self._is_stopped = False
        self._initialized = True
        # Kept, since sys may have been emptied when a daemon thread wants to report an error.
        self._stderr = _sys.stderr
        self._invoke_excepthook = _make_invoke_excepthook()
        _dangling.add(self)

    def _reset_internal_locks(self, is_alive):
        # After a fork, in the child.
        self._started._reset_internal_locks()
        if not is_alive:
            self._is_stopped = True
            self._tstate_lock = None
        elif self._tstate_lock is not None:
            self._set_tstate_lock()

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        self.is_alive()  # notices an end
        if self._is_stopped:
            status = "stopped"
        elif self._started.is_set():
            status = "started"
        else:
            status = "initial"
        daemon = " daemon" if self._daemonic else ""
        ident = "" if self._ident is None else " %s" % self._ident
        return "<%s(%s, %s%s%s)>" % (type(self).__name__, self._name, status, daemon, ident)

    def start(self):
        """Start the thread; once only."""
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("threads can only be started once")
        with _active_limbo_lock:
            _limbo[self] = self
        try:
            _start_new_thread(self._bootstrap, ())
        except Exception:
            with _active_limbo_lock:
                del _limbo[self]
            raise
        self._started.wait()

    def run(self):
        """What the thread does: call target with the arguments."""
        try:
            target = self._target
            if target:
                target(*self._args, **self._kwargs)
        finally:
            # The target may have an argument that refers to the thread.
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        try:
            self._bootstrap_inner()
        except:
            # A daemon thread that wakes up in a dismantled interpreter had better be silent.
            if not self._daemonic or _sys is not None:
                raise

    def _set_ident(self):
        self._ident = get_ident()

    if _HAVE_THREAD_NATIVE_ID:
        def _set_native_id(self):
            self._native_id = get_native_id()

    def _set_tstate_lock(self):
        """Have the interpreter make and later release the lock that tells the end of this thread."""
        lock = _set_sentinel()
        lock.acquire()
        self._tstate_lock = lock
        if not self.daemon:
            with _shutdown_locks_lock:
                _shutdown_locks.add(lock)

    def _bootstrap_inner(self):
        try:
            self._set_ident()
            self._set_tstate_lock()
            if _HAVE_THREAD_NATIVE_ID:
                self._set_native_id()
            self._started.set()
            with _active_limbo_lock:
                _active[self._ident] = self
                del _limbo[self]
            if _trace_hook:
                _sys.settrace(_trace_hook)
            if _profile_hook:
                _sys.setprofile(_profile_hook)
            try:
                self.run()
            except:
                self._invoke_excepthook(self)
        finally:
            with _active_limbo_lock:
                # Not _delete(): this thread must come off the list even if that was overridden.
                _active.pop(get_ident(), None)

    def _stop(self):
        """Note that the thread has ended; its lock was released (or acquired by the caller, and released again)."""
        lock = self._tstate_lock
        if lock is not None:
            assert not lock.locked()
        self._is_stopped = True
        self._tstate_lock = None
        if not self.daemon:
            with _shutdown_locks_lock:
                _shutdown_locks.discard(lock)

    def _delete(self):
        with _active_limbo_lock:
            del _active[get_ident()]

    def join(self, timeout=None):
        """Wait until the thread has ended, or the time is up: is_alive() tells which."""
        if not self._initialized:
            raise RuntimeError(_NOT_MADE)
        if not self._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if timeout is None:
            self._wait_for_tstate_lock()
        else:
            self._wait_for_tstate_lock(timeout=max(timeout, 0))

    def _wait_for_tstate_lock(self, block=True, timeout=-1):
        """Wait for the interpreter to release the lock, and note the end of the thread then."""
        lock = self._tstate_lock
        if lock is None:
            assert self._is_stopped
            return
        if lock.acquire(block, timeout):
            lock.release()
            self._stop()

    @property
    def name(self):
        """A name for people; means nothing."""
        assert self._initialized, _NOT_MADE
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, _NOT_MADE
        self._name = str(name)

    @property
    def ident(self):
        """What get_ident() is in this thread; None before the start."""
        assert self._initialized, _NOT_MADE
        return self._ident

    if _HAVE_THREAD_NATIVE_ID:
        @property
        def native_id(self):
            """The number the system gave this thread; None before the start."""
            assert self._initialized, _NOT_MADE
            return self._native_id

    def is_alive(self):
        """Was the thread started and has not ended?"""
        assert self._initialized, _NOT_MADE
        if not self._started.is_set() or self._is_stopped:
            return False
        self._wait_for_tstate_lock(False)
        return not self._is_stopped

    def isAlive(self):
        """The old name of is_alive()."""
        import warnings
        warnings.warn("isAlive() is deprecated, use is_alive() instead", DeprecationWarning, stacklevel=2)
        return self.is_alive()

    @property
    def daemon(self):
        """May the program end while this thread runs?"""
        assert self._initialized, _NOT_MADE
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError(_NOT_MADE)
        if self._started.is_set():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name


# ---- Errors that end a thread

from _thread import _ExceptHookArgs as ExceptHookArgs, _excepthook as excepthook


def _make_invoke_excepthook():
    """What a thread calls on an error: excepthook as it is then, or as it was now if the module is empty by then."""
    early_hook = excepthook
    early_sys_hook = _sys.excepthook
    if early_hook is None:
        raise RuntimeError("threading.excepthook is None")
    if early_sys_hook is None:
        raise RuntimeError("sys.excepthook is None")
    exc_info, say = _sys.exc_info, print
    namespace, make_args, early_sys = globals(), ExceptHookArgs, _sys

    def invoke_excepthook(thread):
        args = None
        try:
            hook = namespace.get("excepthook")
            if hook is None:
                hook = early_hook
            args = make_args([*exc_info(), thread])
            hook(args)
        except Exception as error:
            error.__suppress_context__ = True
            del error
            stderr = getattr(early_sys, "stderr", None)
            if stderr is None:
                stderr = thread._stderr
            if stderr is not None:
                say("Exception in threading.excepthook:", file=stderr, flush=True)
            sys_hook = getattr(early_sys, "excepthook", None)
            if sys_hook is None:
                sys_hook = early_sys_hook
            sys_hook(*exc_info())
        finally:
            args = None  # holds the exception, whose traceback holds this frame
    return invoke_excepthook


# ---- Special threads

class Timer(Thread):
    """Calls a function after some time, unless cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        """Do not call the function, if that has not happened yet."""
        self.finished.set()

    def run(self):
        if not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)
        self.finished.set()


def _adopt(thread):
    """Make the object stand for the running thread, which it did not start."""
    thread._started.set()
    thread._set_ident()
    if _HAVE_THREAD_NATIVE_ID:
        thread._set_native_id()
    with _active_limbo_lock:
        _active[thread._ident] = thread


class _MainThread(Thread):
    def __init__(self):
        super().__init__(name="MainThread", daemon=False)
        self._set_tstate_lock()
        _adopt(self)


class _DummyThread(Thread):
    # Stands for a thread started by other means; it is never known to end.

    def __init__(self):
        super().__init__(name=_newname("Dummy-%d"), daemon=True)
        _adopt(self)

    def _stop(self):
        pass

    def is_alive(self):
        assert self._started.is_set() and not self._is_stopped
        return True

    def join(self, timeout=None):
        assert False, "cannot join a dummy thread"


def current_thread():
    """The object of the running thread; a thread not started here gets one that can do less."""
    thread = _active.get(get_ident())
    return _DummyThread() if thread is None else thread


currentThread = current_thread


def active_count():
    """How many threads live."""
    with _active_limbo_lock:
        return len(_active) + len(_limbo)


activeCount = active_count


def _enumerate():
    # As enumerate(), for callers that have the lock.
    return [*_active.values(), *_limbo.values()]


def enumerate():
    """The list of all living threads."""
    with _active_limbo_lock:
        return _enumerate()


def main_thread():
    """The thread in which the program began."""
    return _main_thread


_main_thread = _MainThread()


def _shutdown():
    """Wait for all threads that are not daemons; the interpreter calls this at the end of the program."""
    if _main_thread._is_stopped:
        return  # in a forked child this can happen twice
    lock = _main_thread._tstate_lock
    assert lock is not None
    assert lock.locked()
    lock.release()
    _main_thread._stop()
    while True:
        with _shutdown_locks_lock:
            locks = list(_shutdown_locks)
            _shutdown_locks.clear()
        if not locks:
            break
        for lock in locks:
            lock.acquire()
            lock.release()


def _after_fork():
    """In the child of a fork, only the thread that forked lives, and it is the main one; all locks are new."""
    global _active_limbo_lock, _main_thread, _shutdown_locks_lock, _shutdown_locks
    _active_limbo_lock = _allocate_lock()
    _shutdown_locks_lock = _allocate_lock()
    _shutdown_locks = set()
    try:
        current = _active[get_ident()]
    except KeyError:
        current = _MainThread()
    _main_thread = current
    survivors = {}
    with _active_limbo_lock:
        for thread in {*_enumerate(), *_dangling}:
            if thread is current:
                thread._reset_internal_locks(True)
                ident = get_ident()
                thread._ident = ident
                survivors[ident] = thread
            else:
                thread._reset_internal_locks(False)
                thread._stop()
        _limbo.clear()
        _active.clear()
        _active.update(survivors)
        assert len(_active) == 1


if hasattr(_os, "register_at_fork"):
    _os.register_at_fork(after_in_child=_after_fork)

try:
    from _thread import _local as local
except ImportError:
    from _threading_local import local
