"""Futures: a result that will be there some day, and what is to be called then.

The class Future is the native module's if there is one; the Python one is always there as _PyFuture.
"""

__all__ = ("Future", "wrap_future", "isfuture")

import contextvars
import logging
import sys
from _contextvars import copy_context as _copy_context

from . import base_futures
from . import events
from . import exceptions
from . import format_helpers

isfuture = base_futures.isfuture

_PENDING = base_futures._PENDING
_CANCELLED = base_futures._CANCELLED
_FINISHED = base_futures._FINISHED

# A level of logging below DEBUG.
STACK_DEBUG = logging.DEBUG - 1

_InvalidState = exceptions.InvalidStateError


def __getattr__(name):
    if name == "concurrent":
        import concurrent.futures
        return concurrent
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class Future:
    """A result to come, for use within one event loop and thread.

    Unlike those of concurrent.futures it can be awaited, result() and exception() never wait, and its
    callbacks are called by the loop, after the fact. Defaults are attributes of the class: a new future
    only sets what is its own.
    """

    _state = _PENDING
    _result = None
    _exception = None
    _loop = None
    _source_traceback = None

    # Marks the class as a future for isfuture(). Set to True by __await__ just before the future is handed
    # to the task, which sets it back: a future that comes by a plain "yield" is thus told from an awaited one.
    _asyncio_future_blocking = False

    __log_traceback = False

    def __init__(self, *, loop=None):
        self._loop = loop = events.get_event_loop() if loop is None else loop
        self._callbacks = []
        if loop.get_debug():
            self._source_traceback = format_helpers.extract_stack(sys._getframe(1))

    _repr_info = base_futures._future_repr_info

    def __repr__(self):
        return f"<{type(self).__name__} {' '.join(self._repr_info())}>"

    def __del__(self):
        if self.__log_traceback:
            # It failed, and nobody has looked.
            format_helpers._report(self._loop, f"{type(self).__name__} exception was never retrieved",
                                   self._source_traceback, exception=self._exception, future=self)

    @property
    def _log_traceback(self):
        return self.__log_traceback

    @_log_traceback.setter
    def _log_traceback(self, val):
        if val:
            raise ValueError("_log_traceback can only be set to False")
        self.__log_traceback = False

    def get_loop(self):
        """The event loop the future belongs to."""
        loop = self._loop
        if loop is None:
            raise RuntimeError("Future object is not initialized.")
        return loop

    def cancel(self):
        """Give the future up, and have its callbacks called; false if it is done already."""
        self.__log_traceback = False
        if self._state is not _PENDING:
            return False
        self._state = _CANCELLED
        self.__schedule_callbacks()
        return True

    def __schedule_callbacks(self):
        """Have the loop call everything that waits."""
        waiting = self._callbacks
        if waiting:
            self._callbacks = []
            soon = self._loop.call_soon
            for callback, context in waiting:
                soon(callback, self, context=context)

    def cancelled(self):
        """Whether the future has been cancelled."""
        return self._state is _CANCELLED

    def done(self):
        """Whether the future has a result or an exception, or has been cancelled."""
        return self._state is not _PENDING

    def result(self):
        """The result; raises the exception if there is one, CancelledError or InvalidStateError."""
        if self._state is _FINISHED:
            self.__log_traceback = False
            if self._exception is None:
                return self._result
            raise self._exception
        if self._state is _CANCELLED:
            raise exceptions.CancelledError
        raise _InvalidState("Result is not ready.")

    def exception(self):
        """The exception, None if there is a result; raises CancelledError or InvalidStateError."""
        if self._state is _FINISHED:
            self.__log_traceback = False
            return self._exception
        if self._state is _CANCELLED:
            raise exceptions.CancelledError
        raise _InvalidState("Exception is not set.")

    def add_done_callback(self, fn, *, context=None):
        """Have fn(future) called when the future is done; soon, if it is."""
        if self._state is not _PENDING:
            self._loop.call_soon(fn, self, context=context)
        else:
            self._callbacks.append((fn, _copy_context() if context is None else context))

    def remove_done_callback(self, fn):
        """Forget all callbacks equal to fn; tells how many there were."""
        before = self._callbacks
        kept = [pair for pair in before if pair[0] != fn]
        gone = len(before) - len(kept)
        if gone:
            before[:] = kept
        return gone

    def set_result(self, result):
        """Finish with a result."""
        if self._state is not _PENDING:
            raise _InvalidState(f"{self._state}: {self!r}")
        self._result = result
        self._state = _FINISHED
        if self._callbacks:
            self.__schedule_callbacks()

    def set_exception(self, exception):
        """Finish with an exception, or an instance of the class given."""
        if self._state is not _PENDING:
            raise _InvalidState(f"{self._state}: {self!r}")
        if isinstance(exception, type):
            exception = exception()
        if type(exception) is StopIteration:
            raise TypeError("StopIteration interacts badly with generators and cannot be raised into a Future")
        self._exception = exception
        self._state = _FINISHED
        self.__schedule_callbacks()
        self.__log_traceback = True

    def __await__(self):
        if self._state is _PENDING:
            self._asyncio_future_blocking = True
            yield self
            if self._state is _PENDING:
                raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


_PyFuture = Future


def _get_loop(fut):
    """The loop of a future, of whatever make."""
    if hasattr(fut, "get_loop"):
        return fut.get_loop()
    # Made for Python 3.6.
    return fut._loop


def _set_result_unless_cancelled(fut, result):
    """Set the result; a future given up in the meantime is left alone."""
    if not fut.cancelled():
        fut.set_result(result)


def _convert_future_exc(exc):
    """An exception of concurrent.futures as asyncio's one of the same name; any other as it is."""
    import concurrent.futures as threaded
    kind = type(exc)
    if kind.__module__.partition(".")[0] == "concurrent":
        for name in ("CancelledError", "TimeoutError", "InvalidStateError"):
            if kind is getattr(threaded, name):
                return getattr(exceptions, name)(*exc.args)
    return exc


def _set_concurrent_future_state(concurrent, source):
    """Bring a future of concurrent.futures to the state of a finished one of asyncio."""
    assert source.done()
    if source.cancelled():
        concurrent.cancel()
    if not concurrent.set_running_or_notify_cancel():
        return
    problem = source.exception()
    if problem is None:
        concurrent.set_result(source.result())
    else:
        concurrent.set_exception(_convert_future_exc(problem))


def _copy_future_state(source, dest):
    """Bring dest, of asyncio, to the state of a finished future of either kind."""
    assert source.done()
    if dest.cancelled():
        return
    assert not dest.done()
    if source.cancelled():
        dest.cancel()
        return
    problem = source.exception()
    if problem is None:
        dest.set_result(source.result())
    else:
        dest.set_exception(_convert_future_exc(problem))


def _chain_future(source, destination):
    """Pass the result of source on to destination, and a cancellation back; each of either kind."""
    import concurrent.futures
    for role, future in (("source", source), ("destination", destination)):
        if not (isfuture(future) or isinstance(future, concurrent.futures.Future)):
            raise TypeError(f"A future is required for {role} argument")
    # The loops: None for a future of concurrent.futures, which is finished by any thread.
    here = _get_loop(source) if isfuture(source) else None
    there = _get_loop(destination) if isfuture(destination) else None
    transfer = _copy_future_state if isfuture(destination) else None

    def finish(destination, source):
        if transfer is None:
            _set_concurrent_future_state(destination, source)
        else:
            transfer(source, destination)

    def _call_check_cancel(destination):
        if not destination.cancelled():
            return
        if here is None or here is there:
            source.cancel()
        else:
            here.call_soon_threadsafe(source.cancel)

    def _call_set_state(source):
        if destination.cancelled() and there is not None and there.is_closed():
            return
        if there is None or there is here:
            finish(destination, source)
        else:
            there.call_soon_threadsafe(finish, destination, source)

    destination.add_done_callback(_call_check_cancel)
    source.add_done_callback(_call_set_state)


def wrap_future(future, *, loop=None):
    """A future of asyncio that follows one of concurrent.futures; one of asyncio is given back as it is."""
    if isfuture(future):
        return future
    import concurrent.futures
    assert isinstance(future, concurrent.futures.Future), (
        f"concurrent.futures.Future is expected, got {future!r}")
    follower = (events.get_event_loop() if loop is None else loop).create_future()
    _chain_future(future, follower)
    return follower


try:
    import _asyncio
except ImportError:
    pass
else:
    # The C name is the one the tests know it by.
    Future = _CFuture = _asyncio.Future
