"""Futures, how to wait for them, and what executors have in common."""

import collections
import logging
import threading
import time

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
_AS_COMPLETED = "_AS_COMPLETED"

PENDING = "PENDING"
RUNNING = "RUNNING"
CANCELLED = "CANCELLED"  # by the caller
CANCELLED_AND_NOTIFIED = "CANCELLED_AND_NOTIFIED"  # and the executor has told those who wait
FINISHED = "FINISHED"

_STATE_TO_DESCRIPTION_MAP = {PENDING: "pending", RUNNING: "running", CANCELLED: "cancelled",
                             CANCELLED_AND_NOTIFIED: "cancelled", FINISHED: "finished"}
_FUTURE_STATES = list(_STATE_TO_DESCRIPTION_MAP)
_DONE = {CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED}
_TOLD = {CANCELLED_AND_NOTIFIED, FINISHED}

LOGGER = logging.getLogger("concurrent.futures")


class Error(Exception):
    """Base class of the errors here."""


class CancelledError(Error):
    """The call was cancelled."""


class TimeoutError(Error):
    """The call took too long."""


class InvalidStateError(Error):
    """That is not possible in the state the future is in."""


class BrokenExecutor(RuntimeError):
    """The executor cannot work any more."""


# ---- Waiting for several futures

class _Waiter:
    """Is told by futures that they are done, and wakes who waits on the event."""

    def __init__(self):
        self.event = threading.Event()
        self.finished_futures = []

    def add_result(self, future):
        self.finished_futures.append(future)

    add_exception = add_cancelled = add_result


class _AsCompletedWaiter(_Waiter):
    """For as_completed()."""

    def __init__(self):
        super().__init__()
        self.lock = threading.Lock()

    def add_result(self, future):
        with self.lock:
            super().add_result(future)
            self.event.set()

    add_exception = add_cancelled = add_result


class _FirstCompletedWaiter(_Waiter):
    """For wait(return_when=FIRST_COMPLETED)."""

    def add_result(self, future):
        super().add_result(future)
        self.event.set()

    add_exception = add_cancelled = add_result


class _AllCompletedWaiter(_Waiter):
    """For the other two kinds of wait()."""

    def __init__(self, num_pending_calls, stop_on_exception):
        super().__init__()
        self.num_pending_calls, self.stop_on_exception = num_pending_calls, stop_on_exception
        self.lock = threading.Lock()

    def _decrement_pending_calls(self):
        with self.lock:
            left = self.num_pending_calls = self.num_pending_calls - 1
            if left == 0:
                self.event.set()

    def add_result(self, future):
        super().add_result(future)
        self._decrement_pending_calls()

    add_cancelled = add_result

    def add_exception(self, future):
        if self.stop_on_exception:
            super().add_result(future)
            self.event.set()
        else:
            self.add_result(future)


class _AcquireFutures:
    """Holds the locks of several futures, taken always in the same order."""

    def __init__(self, futures):
        self.locks = [future._condition for future in sorted(futures, key=id)]

    def __enter__(self):
        for lock in self.locks:
            lock.acquire()

    def __exit__(self, *args):
        for lock in self.locks:
            lock.release()


def _create_and_install_waiters(fs, return_when):
    simple = {_AS_COMPLETED: _AsCompletedWaiter, FIRST_COMPLETED: _FirstCompletedWaiter}
    if return_when in simple:
        waiter = simple[return_when]()
    elif return_when in (FIRST_EXCEPTION, ALL_COMPLETED):
        pending = sum(future._state not in _TOLD for future in fs)
        waiter = _AllCompletedWaiter(pending, stop_on_exception=return_when == FIRST_EXCEPTION)
    else:
        raise ValueError("Invalid return condition: %r" % return_when)
    for future in fs:
        future._waiters.append(waiter)
    return waiter


def _remove_waiter(fs, waiter):
    for future in fs:
        with future._condition:
            future._waiters.remove(waiter)


def _yield_finished_futures(fs, waiter, ref_collect):
    """Yield the futures of the list from its end, keeping no reference to them anywhere."""
    while fs:
        future = fs[-1]
        for group in ref_collect:
            group.remove(future)
        with future._condition:
            future._waiters.remove(waiter)
        del future
        yield fs.pop()


def as_completed(fs, timeout=None):
    """The futures, each when it is done; TimeoutError if that takes too long."""
    deadline = None if timeout is None else timeout + time.monotonic()
    fs = set(fs)
    total = len(fs)
    with _AcquireFutures(fs):
        finished = {future for future in fs if future._state in _TOLD}
        pending = fs - finished
        waiter = _create_and_install_waiters(fs, _AS_COMPLETED)
    finished = list(finished)
    try:
        yield from _yield_finished_futures(finished, waiter, ref_collect=(fs,))
        while pending:
            left = None
            if deadline is not None:
                left = deadline - time.monotonic()
                if left < 0:
                    raise TimeoutError("%d (of %d) futures unfinished" % (len(pending), total))
            waiter.event.wait(left)
            with waiter.lock:
                finished, waiter.finished_futures = waiter.finished_futures, []
                waiter.event.clear()
            finished.reverse()  # it is emptied from the end
            yield from _yield_finished_futures(finished, waiter, ref_collect=(fs, pending))
    finally:
        _remove_waiter(fs, waiter)


DoneAndNotDoneFutures = collections.namedtuple("DoneAndNotDoneFutures", "done not_done")


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for the futures, as return_when says: the sets of those done and not done."""
    with _AcquireFutures(fs):
        done = {future for future in fs if future._state in _TOLD}
        others = set(fs) - done
        enough = (return_when == FIRST_COMPLETED and done or not others
                  or return_when == FIRST_EXCEPTION
                  and any(not future.cancelled() and future.exception() is not None for future in done))
        if enough:
            return DoneAndNotDoneFutures(done, others)
        waiter = _create_and_install_waiters(fs, return_when)
    waiter.event.wait(timeout)
    _remove_waiter(fs, waiter)
    done.update(waiter.finished_futures)
    return DoneAndNotDoneFutures(done, set(fs) - done)


class Future:
    """The result, to come, of a call. Executors make these."""

    def __init__(self):
        """A future of which nothing is known yet."""
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = self._exception = None
        self._waiters = []
        self._done_callbacks = []

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._call_back(callback)

    def _call_back(self, callback):
        try:
            callback(self)
        except Exception:
            LOGGER.exception("exception calling callback for %r", self)

    def __repr__(self):
        with self._condition:
            text = _STATE_TO_DESCRIPTION_MAP[self._state]
            if self._state == FINISHED:
                if self._exception:
                    text += " raised " + type(self._exception).__name__
                else:
                    text += " returned " + type(self._result).__name__
            return "<%s at %#x state=%s>" % (type(self).__name__, id(self), text)

    def cancel(self):
        """Do not make the call, if it has not begun yet; is it cancelled?"""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state != PENDING:
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        """Was the call cancelled?"""
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        """Has the call begun, but not ended?"""
        with self._condition:
            return self._state == RUNNING

    def done(self):
        """Has the call ended, or was it cancelled?"""
        with self._condition:
            return self._state in _DONE

    def __get_result(self):
        if self._exception:
            try:
                raise self._exception
            finally:
                self = None  # the traceback refers to this frame
        return self._result

    def add_done_callback(self, fn):
        """Have fn(future) called when the call is done; at once if it is already."""
        with self._condition:
            if self._state not in _DONE:
                self._done_callbacks.append(fn)
                return
        self._call_back(fn)

    def _wait_done(self, timeout):
        # With the lock held.
        if self._state not in _DONE:
            self._condition.wait(timeout)
        if self._state == FINISHED:
            return
        raise CancelledError() if self._state in _DONE else TimeoutError()

    def result(self, timeout=None):
        """What the call returned; or its exception is raised here."""
        try:
            with self._condition:
                self._wait_done(timeout)
                return self.__get_result()
        finally:
            self = None

    def exception(self, timeout=None):
        """The exception the call raised, or None."""
        with self._condition:
            self._wait_done(timeout)
            return self._exception

    # For executors.

    def set_running_or_notify_cancel(self):
        """The call is about to begin: False if it was cancelled instead."""
        with self._condition:
            if self._state == PENDING:
                self._state = RUNNING
                return True
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                for waiter in self._waiters:
                    waiter.add_cancelled(self)
                return False
            LOGGER.critical("Future %s in unexpected state: %s", id(self), self._state)
            raise RuntimeError("Future in unexpected state")

    def set_result(self, result):
        """The call has returned."""
        self._finish("_result", result, "add_result")

    def set_exception(self, exception):
        """The call has raised an exception."""
        self._finish("_exception", exception, "add_exception")

    def _finish(self, attribute, value, telling):
        with self._condition:
            if self._state in _DONE:
                raise InvalidStateError("{}: {!r}".format(self._state, self))
            setattr(self, attribute, value)
            self._state = FINISHED
            for listener in self._waiters:
                getattr(listener, telling)(self)
            self._condition.notify_all()
        self._invoke_callbacks()


def _submitted(owner, args, kwargs):
    """(self, function, other arguments) of a call of submit(); a function given by name is taken away from kwargs."""
    if not args:
        raise TypeError("descriptor 'submit' of '%s' object needs an argument" % owner)
    self, *args = args
    if args:
        fn, *args = args
    else:
        from _old_keywords import take
        fn = take(kwargs, "fn", "submit expected at least 1 positional argument, got 0", stacklevel=4)
    return self, fn, args


class Executor:
    """Base class of what makes calls elsewhere."""

    def submit(*args, **kwargs):
        """Have fn(*args, **kwargs) called; its Future."""
        if not args:
            raise TypeError("descriptor 'submit' of 'Executor' object needs an argument")
        if len(args) == 1 and "fn" not in kwargs:
            raise TypeError("submit expected at least 1 positional argument, got %d" % (len(args) - 1))
        raise NotImplementedError()
    submit.__text_signature__ = "($self, fn, /, *args, **kwargs)"

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """An iterator of the results of the calls, in their order; all calls are made from now on."""
        deadline = None if timeout is None else timeout + time.monotonic()
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def result_iterator():
            try:
                futures.reverse()
                while futures:
                    # Popped in the expression, so that nothing refers to a future longer than needed.
                    if deadline is None:
                        yield futures.pop().result()
                    else:
                        yield futures.pop().result(deadline - time.monotonic())
            finally:
                for future in futures:
                    future.cancel()
        return result_iterator()

    def shutdown(self, wait=True):
        """Take no more calls; wait for those begun, if wanted."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False
