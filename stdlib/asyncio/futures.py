"""Future, and its link to concurrent.futures."""

__all__ = ('Future', 'wrap_future', 'isfuture')

import concurrent.futures
import contextvars
import logging
import sys

from . import base_futures
from . import events
from . import exceptions
from . import format_helpers

isfuture = base_futures.isfuture

_PENDING = base_futures._PENDING
_CANCELLED = base_futures._CANCELLED
_FINISHED = base_futures._FINISHED

STACK_DEBUG = logging.DEBUG - 1  # for debug output of great length


class Future:
    """A result that is not there yet; belongs to one loop and one thread.

    Callbacks always run through call_soon() of the loop, never directly.
    """

    # Defaults for an object whose __init__ did not run.
    _state = _PENDING
    _result = None
    _exception = None
    _loop = None
    _source_traceback = None

    # True from the moment __await__ yields this future until the task that
    # received it says so; tells "yield from" and a plain "yield" apart.
    _asyncio_future_blocking = False

    # An exception is set that nobody has looked at.
    __log_traceback = False

    def __init__(self, *, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._callbacks = []
        if self._loop.get_debug():
            self._source_traceback = format_helpers.extract_stack(sys._getframe(1))

    _repr_info = base_futures._future_repr_info

    def __repr__(self):
        return '<' + type(self).__name__ + ' ' + ' '.join(self._repr_info()) + '>'

    def __del__(self):
        if not self.__log_traceback:
            return
        report = {
            'message': f'{type(self).__name__} exception was never retrieved',
            'exception': self._exception,
            'future': self,
        }
        if self._source_traceback:
            report['source_traceback'] = self._source_traceback
        self._loop.call_exception_handler(report)

    @property
    def _log_traceback(self):
        return self.__log_traceback

    @_log_traceback.setter
    def _log_traceback(self, val):
        if val:
            raise ValueError('_log_traceback can only be set to False')
        self.__log_traceback = False

    def get_loop(self):
        if self._loop is None:
            raise RuntimeError("Future object is not initialized.")
        return self._loop

    def cancel(self):
        """Cancel if still pending; tells whether that was so."""
        self.__log_traceback = False
        if self._state is not _PENDING and self._state != _PENDING:
            return False
        self._state = _CANCELLED
        self.__schedule_callbacks()
        return True

    def __schedule_callbacks(self):
        waiting = self._callbacks
        if waiting:
            self._callbacks = []
            call_soon = self._loop.call_soon
            for callback, context in waiting:
                call_soon(callback, self, context=context)

    def cancelled(self):
        return self._state == _CANCELLED

    def done(self):
        return self._state != _PENDING

    def result(self):
        """The result; raises the exception that was set instead, if any."""
        if self._state == _FINISHED:
            self.__log_traceback = False
            if self._exception is not None:
                raise self._exception
            return self._result
        if self._state == _CANCELLED:
            raise exceptions.CancelledError
        raise exceptions.InvalidStateError('Result is not ready.')

    def exception(self):
        """The exception that was set, None if there is a result."""
        if self._state == _FINISHED:
            self.__log_traceback = False
            return self._exception
        if self._state == _CANCELLED:
            raise exceptions.CancelledError
        raise exceptions.InvalidStateError('Exception is not set.')

    def add_done_callback(self, fn, *, context=None):
        """Have the loop call fn(self) soon after this future is done."""
        if self._state != _PENDING:
            self._loop.call_soon(fn, self, context=context)
            return
        if context is None:
            context = contextvars.copy_context()
        self._callbacks.append((fn, context))

    def remove_done_callback(self, fn):
        """Take out all callbacks equal to fn; returns how many there were."""
        before = self._callbacks
        kept = [pair for pair in before if pair[0] != fn]
        removed = len(before) - len(kept)
        if removed:
            before[:] = kept
        return removed

    def set_result(self, result):
        if self._state != _PENDING:
            raise exceptions.InvalidStateError(f'{self._state}: {self!r}')
        self._result = result
        self._state = _FINISHED
        self.__schedule_callbacks()

    def set_exception(self, exception):
        if self._state != _PENDING:
            raise exceptions.InvalidStateError(f'{self._state}: {self!r}')
        if isinstance(exception, type):
            exception = exception()
        if type(exception) is StopIteration:
            raise TypeError("StopIteration interacts badly with generators "
                            "and cannot be raised into a Future")
        self._exception = exception
        self._state = _FINISHED
        self.__schedule_callbacks()
        self.__log_traceback = True

    def __await__(self):
        if self._state == _PENDING:
            self._asyncio_future_blocking = True
            yield self
            if self._state == _PENDING:
                raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


_PyFuture = Future  # stays the Python class if the native one takes the name


def _get_loop(fut):
    try:
        getter = fut.get_loop
    except AttributeError:
        return fut._loop  # futures of the time before get_loop()
    return getter()


def _set_result_unless_cancelled(fut, result):
    if not fut.cancelled():
        fut.set_result(result)


def _convert_future_exc(exc):
    # Only the very classes of concurrent.futures have counterparts.
    ours = _CONVERTED.get(type(exc))
    return exc if ours is None else ours(*exc.args)


_CONVERTED = {
    concurrent.futures.CancelledError: exceptions.CancelledError,
    concurrent.futures.TimeoutError: exceptions.TimeoutError,
    concurrent.futures.InvalidStateError: exceptions.InvalidStateError,
}


def _set_concurrent_future_state(concurrent, source):
    assert source.done()
    if source.cancelled():
        concurrent.cancel()
    if concurrent.set_running_or_notify_cancel():
        error = source.exception()
        if error is None:
            concurrent.set_result(source.result())
        else:
            concurrent.set_exception(_convert_future_exc(error))


def _copy_future_state(source, dest):
    assert source.done()
    if dest.cancelled():
        return
    assert not dest.done()
    if source.cancelled():
        dest.cancel()
        return
    error = source.exception()
    if error is None:
        dest.set_result(source.result())
    else:
        dest.set_exception(_convert_future_exc(error))


def _chain_future(source, destination):
    """Pass source's outcome on to destination, and a cancel() of that back.

    Either may be an asyncio or a concurrent.futures one.
    """
    loops = []
    for future, role in ((source, 'source'), (destination, 'destination')):
        if isfuture(future):
            loops.append(_get_loop(future))
        elif isinstance(future, concurrent.futures.Future):
            loops.append(None)
        else:
            raise TypeError(f'A future is required for {role} argument')
    source_loop, dest_loop = loops

    def deliver():
        if isfuture(destination):
            _copy_future_state(source, destination)
        else:
            _set_concurrent_future_state(destination, source)

    def on_destination(_):
        if not destination.cancelled():
            return
        if source_loop is None or source_loop is dest_loop:
            source.cancel()
        else:
            source_loop.call_soon_threadsafe(source.cancel)

    def on_source(_):
        if (destination.cancelled() and dest_loop is not None
                and dest_loop.is_closed()):
            return
        if dest_loop is None or dest_loop is source_loop:
            deliver()
        else:
            dest_loop.call_soon_threadsafe(deliver)

    destination.add_done_callback(on_destination)
    source.add_done_callback(on_source)


def wrap_future(future, *, loop=None):
    """An asyncio future that follows a concurrent.futures one."""
    if isfuture(future):
        return future
    assert isinstance(future, concurrent.futures.Future), \
        f'concurrent.futures.Future is expected, got {future!r}'
    follower = (events.get_event_loop() if loop is None else loop).create_future()
    _chain_future(future, follower)
    return follower


try:
    from _asyncio import Future as _CFuture
except ImportError:
    pass
else:
    Future = _CFuture
