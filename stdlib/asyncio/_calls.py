"""The calls a loop is asked to make: call_soon(), call_later() and the like. Part of BaseEventLoop."""

import heapq
import threading
import time
from _contextvars import copy_context as _copy_context

from . import coroutines
from . import events


def _as_if_by_caller(made):
    """Take the innermost line off the stack kept in debug mode: the one in this module."""
    if made._source_traceback:
        del made._source_traceback[-1]
    return made


_Handle = events.Handle
_new_handle = _Handle.__new__


class Calls:
    """Keeps what is to be called: _ready, in order, and _scheduled, a heap by time."""

    def time(self):
        """Now, by the loop's clock; in seconds, from an arbitrary begin."""
        return time.monotonic()

    def call_later(self, delay, callback, *args, context=None):
        """Call callback(*args) after delay seconds; gives a handle that can cancel it."""
        timer = self.call_at(self.time() + delay, callback, *args, context=context)
        return _as_if_by_caller(timer) if self._debug else timer

    def call_at(self, when, callback, *args, context=None):
        """Call callback(*args) when time() has come to `when`."""
        if self._closed:
            self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_at")
        timer = events.TimerHandle(when, callback, args, self, context)
        timer._scheduled = True
        heapq.heappush(self._scheduled, timer)
        return _as_if_by_caller(timer) if self._debug else timer

    def call_soon(self, callback, *args, context=None):
        """Call callback(*args) in the next round, after the calls asked for earlier."""
        if self._closed:
            self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_soon")
            return _as_if_by_caller(self._call_soon(callback, args, context))
        # What Handle() does, without two more calls: every step of every task comes by here.
        handle = _new_handle(_Handle)
        handle._context = _copy_context() if context is None else context
        handle._callback = callback
        handle._args = args
        handle._loop = self
        handle._cancelled = False
        handle._repr = handle._source_traceback = None
        self._ready.append(handle)
        return handle

    def _call_soon(self, callback, args, context):
        handle = _as_if_by_caller(events.Handle(callback, args, self, context))
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        """call_soon() for use in other threads and signal handlers."""
        if self._closed:
            self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_soon_threadsafe")
        handle = self._call_soon(callback, args, context)
        # The loop may be asleep.
        self._write_to_self()
        return _as_if_by_caller(handle)

    def _check_callback(self, callback, method):
        if coroutines.iscoroutinefunction(callback) or coroutines.iscoroutine(callback):
            raise TypeError(f"coroutines cannot be used with {method}()")
        if not callable(callback):
            raise TypeError(f"a callable object was expected by {method}(), got {callback!r}")

    def _check_thread(self):
        """In debug mode: complain if this is not the thread the loop runs in."""
        if self._thread_id not in (None, threading.get_ident()):
            raise RuntimeError("Non-thread-safe operation invoked on an event loop other than the current one")

    def _timer_handle_cancelled(self, handle):
        if handle._scheduled:
            self._timer_cancelled_count += 1

    def _add_callback(self, handle):
        """Have a handle run in the next round."""
        assert isinstance(handle, events.Handle), "A Handle is required here"
        assert not isinstance(handle, events.TimerHandle)
        if not handle._cancelled:
            self._ready.append(handle)

    def _add_callback_signalsafe(self, handle):
        """The same from a signal handler."""
        self._add_callback(handle)
        self._write_to_self()
