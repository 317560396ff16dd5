"""Handles: calls an event loop is to make. Also what asyncio.events has under these names.

Loops make a great many of them, so that they have slots, and BaseEventLoop fills plain ones in by itself.
"""

import sys
from _contextvars import copy_context as _copy_context

from . import format_helpers

__name__ = "asyncio.events"  # where all of this is found


class Handle:
    """A call the loop is to make, in the context given or in a copy of the present one."""

    __slots__ = ("_callback", "_args", "_cancelled", "_loop", "_source_traceback", "_repr", "__weakref__", "_context")

    def __init__(self, callback, args, loop, context=None):
        self._context = _copy_context() if context is None else context
        self._callback = callback
        self._args = args
        self._loop = loop
        self._cancelled = False
        self._repr = None
        self._source_traceback = format_helpers.extract_stack(sys._getframe(1)) if loop.get_debug() else None

    def _repr_info(self):
        words = [type(self).__name__]
        if self._cancelled:
            words.append("cancelled")
        if self._callback is not None:
            words.append(format_helpers._format_callback_source(self._callback, self._args))
        return words + format_helpers._origin(self._source_traceback)

    def __repr__(self):
        return self._repr or f"<{' '.join(self._repr_info())}>"

    def cancel(self):
        """Do not make the call. Callback and arguments are let go of at once."""
        if self._cancelled:
            return
        self._cancelled = True
        if self._loop.get_debug():
            # Keep the text: what it is made from goes away.
            self._repr = repr(self)
        self._callback = self._args = None

    def cancelled(self):
        """Whether cancel() has been called."""
        return self._cancelled

    def _run(self):
        try:
            self._context.run(self._callback, *self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self._report(problem)

    def _report(self, problem):
        """Tell the loop what the callback raised."""
        text = format_helpers._format_callback_source(self._callback, self._args)
        format_helpers._report(
            self._loop, f"Exception in callback {text}", self._source_traceback, exception=problem, handle=self)


class TimerHandle(Handle):
    """A call the loop is to make at a certain time; ordered by that time."""

    __slots__ = ["_scheduled", "_when"]

    def __init__(self, when, callback, args, loop, context=None):
        assert when is not None
        super().__init__(callback, args, loop, context)
        if self._source_traceback:
            # Without the line above.
            del self._source_traceback[-1]
        self._when = when
        self._scheduled = False

    def _repr_info(self):
        words = super()._repr_info()
        words.insert(1 + self._cancelled, f"when={self._when}")
        return words

    def when(self):
        """The loop time at which the call is due."""
        return self._when

    def cancel(self):
        if not self._cancelled:
            # The loop counts the dead entries of its heap.
            self._loop._timer_handle_cancelled(self)
        super().cancel()

    def __hash__(self):
        return hash(self._when)

    # Order is by time alone, and only among timers; equality is of everything.

    def __lt__(self, other):
        return self._when < other._when

    def __gt__(self, other):
        return self._when > other._when

    def __le__(self, other):
        return self._when < other._when or self.__eq__(other)

    def __ge__(self, other):
        return self._when > other._when or self.__eq__(other)

    def __eq__(self, other):
        if not isinstance(other, TimerHandle):
            return NotImplemented
        return ((self._when, self._callback, self._args, self._cancelled)
                == (other._when, other._callback, other._args, other._cancelled))

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal


__name__ = __spec__.name
