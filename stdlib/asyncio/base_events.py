"""BaseEventLoop: what any event loop does, whatever it learns of input and output from.

This module has the heart: calls, timers, the round of the loop, tasks, threads and asynchronous generators.
What loops offer on top of that (connections, servers, sendfile, child processes, reports of errors) is in
private modules, one class for each, which BaseEventLoop inherits. They look up socket and logger here, so
that replacing them here, as tests do, reaches all of the loop.

A concrete loop adds _selector, _process_events(), _write_to_self() and the makers of transports.
"""

import heapq
import os
import socket
import sys
import threading
import time
import warnings
from collections import deque

from . import constants
from . import coroutines
from . import events
from . import exceptions
from . import futures
from . import protocols
from . import tasks
from . import transports
from . import trsock
from .log import logger

__all__ = "BaseEventLoop",

# The heap of timers is cleaned of those cancelled when it has more than so many entries ...
_MIN_SCHEDULED_TIMER_HANDLES = 100
# ... of which more than this part are cancelled.
_MIN_CANCELLED_TIMER_HANDLES_FRACTION = 0.5

_HAS_IPv6 = hasattr(socket, "AF_INET6")

# select() and its like do not take arbitrarily large numbers.
MAXIMUM_SELECT_TIMEOUT = 24 * 3600

# "Not given" where None is something that can be given.
_unset = object()

from ._addresses import (_interleave_addrinfos, _ipaddr_info, _set_nodelay, _set_reuseport)
from ._calls import Calls, _as_if_by_caller
from ._connect import Connecting
from ._datagram import Datagrams
from ._hooks import Hooks
from ._makers import Makers
from ._reports import Reporting
from ._sendfile import Sendfile, _SendfileFallbackProtocol
from ._server import Server, Serving
from ._spawn import Spawning, _format_pipe
from ._threads import Threads


def __getattr__(name):
    if name in ("ssl", "subprocess"):
        # Slow to import, and only used by some; without _ssl, ssl is None.
        try:
            return __import__(name)
        except ImportError:
            return None
    if name == "sslproto":
        from . import sslproto
        return sslproto
    if name == "staggered":
        # For its annotations it imports typing.
        from . import staggered
        return staggered
    if name in ("collections", "concurrent", "functools", "itertools", "stat", "traceback", "weakref"):
        if name == "concurrent":
            import concurrent.futures
        return __import__(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _format_handle(handle):
    """A handle for the log; one that makes a step of a task as the task."""
    owner = getattr(handle._callback, "__self__", None)
    return repr(owner) if isinstance(owner, tasks.Task) else str(handle)


def _run_until_complete_cb(fut):
    """Stop the loop, unless it is being left by an exception that no loop catches."""
    if not fut.cancelled() and isinstance(fut.exception(), (SystemExit, KeyboardInterrupt)):
        return
    futures._get_loop(fut).stop()


# The class whose _run() is done in place.
_Handle = events.Handle


class BaseEventLoop(Calls, Connecting, Datagrams, Serving, Sendfile, Spawning, Threads, Hooks, Reporting, Makers,
                    events.AbstractEventLoop):
    """The part of an event loop that does not depend on the system."""

    _closed = _stopping = False

    # The thread in which the loop runs, while it does.
    _thread_id = None

    # What the user has set.
    _task_factory = _exception_handler = _default_executor = None

    # Debug mode: the handle being run, and the seconds from which on a callback counts as slow.
    _current_handle, slow_callback_duration = None, 0.1

    # How many entries of the heap of timers are cancelled.
    _timer_cancelled_count = 0

    def __init__(self):
        self._ready, self._scheduled = deque(), []
        self._clock_resolution = time.get_clock_info("monotonic").resolution
        self._watch_generators()
        self.set_debug(coroutines._is_debug_mode())

    def __repr__(self):
        return (f"<{type(self).__name__} running={self.is_running()} "
                f"closed={self.is_closed()} debug={self.get_debug()}>")

    # Futures and tasks.

    def create_future(self):
        """A future that belongs to this loop."""
        return futures.Future(loop=self)

    def create_task(self, coro, *, name=None):
        """Run a coroutine as a task."""
        if self._closed:
            self._check_closed()
        if self._task_factory is not None:
            made = self._task_factory(self, coro)
            tasks._set_task_name(made, name)
            return made
        made = tasks.Task(coro, loop=self, name=name)
        return _as_if_by_caller(made) if made._source_traceback else made

    def set_task_factory(self, factory):
        """Have tasks made by factory(loop, coro); None for the class Task."""
        if not (factory is None or callable(factory)):
            raise TypeError("task factory must be a callable or None")
        self._task_factory = factory

    def get_task_factory(self):
        """What tasks are made by; None for the class Task."""
        return self._task_factory

    # Running.

    def _check_closed(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")

    def _check_running(self):
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        if events._get_running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")

    def run_forever(self):
        """Run until stop() is called."""
        self._check_closed()
        self._check_running()
        self._set_coroutine_origin_tracking(self._debug)
        self._thread_id = threading.get_ident()
        hooks = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(finalizer=self._asyncgen_finalizer_hook, firstiter=self._asyncgen_firstiter_hook)
        try:
            events._set_running_loop(self)
            self._run_once()
            while not self._stopping:
                self._run_once()
        finally:
            self._thread_id = None
            self._stopping = False
            events._set_running_loop(None)
            self._set_coroutine_origin_tracking(False)
            sys.set_asyncgen_hooks(*hooks)

    def run_until_complete(self, future):
        """Run until the future, or a task made of a coroutine, is done; gives its result or raises."""
        self._check_closed()
        self._check_running()
        ours = not futures.isfuture(future)
        task = tasks.ensure_future(future, loop=self)
        if ours:
            # If it is not finished, that is raised below.
            task._log_destroy_pending = False
        task.add_done_callback(_run_until_complete_cb)
        try:
            self.run_forever()
        except:
            if ours and task.done() and not task.cancelled():
                # Nobody else can look at what it raised.
                task.exception()
            raise
        finally:
            task.remove_done_callback(_run_until_complete_cb)
        if not task.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return task.result()

    def stop(self):
        """Have the loop stop at the end of this round, or the next one if it does not run."""
        self._stopping = True

    def is_running(self):
        """Whether the loop is running."""
        return self._thread_id is not None

    def is_closed(self):
        """Whether the loop has been closed."""
        return self._closed

    def close(self):
        """Close the loop, for good: forget all calls, and do not wait for the executor."""
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self._closed:
            return
        if self._debug:
            logger.debug("Close %r", self)
        self._closed = True
        for calls in (self._ready, self._scheduled):
            calls.clear()
        executor, self._default_executor = self._default_executor, None
        if executor is not None:
            executor.shutdown(wait=False)

    def __del__(self, _warn=warnings.warn):
        if not self.is_closed():
            _warn(f"unclosed event loop {self!r}", ResourceWarning, source=self)
            if not self.is_running():
                self.close()

    # The round.

    def _drop_cancelled_timers(self):
        """Take cancelled timers off the top of the heap, or all of them when they are too many."""
        heap = self._scheduled
        if (len(heap) > _MIN_SCHEDULED_TIMER_HANDLES
                and self._timer_cancelled_count > _MIN_CANCELLED_TIMER_HANDLES_FRACTION * len(heap)):
            alive = []
            for timer in heap:
                if timer._cancelled:
                    timer._scheduled = False
                else:
                    alive.append(timer)
            heapq.heapify(alive)
            self._scheduled = alive
            self._timer_cancelled_count = 0
        else:
            while heap and heap[0]._cancelled:
                heapq.heappop(heap)._scheduled = False
                self._timer_cancelled_count -= 1

    def _run_once(self):
        """One round: wait for input, output or the next timer; then make all calls that are due.

        Calls that are asked for meanwhile belong to the next round.
        """
        ready = self._ready
        if self._timer_cancelled_count or self._scheduled:
            self._drop_cancelled_timers()
        if ready or self._stopping:
            timeout = 0
        elif self._scheduled:
            timeout = min(max(0, self._scheduled[0]._when - self.time()), MAXIMUM_SELECT_TIMEOUT)
        else:
            timeout = None
        self._process_events(self._selector.select(timeout))
        heap = self._scheduled
        if heap:
            # Due within what the clock can resolve.
            horizon = self.time() + self._clock_resolution
            while heap and heap[0]._when < horizon:
                timer = heapq.heappop(heap)
                timer._scheduled = False
                ready.append(timer)
        if self._debug:
            return self._run_ready_debug(len(ready))
        next_handle = ready.popleft
        for _ in range(len(ready)):
            handle = next_handle()
            if handle._cancelled:
                continue
            if type(handle) is not _Handle:
                handle._run()
                continue
            # Handle._run(), in place.
            try:
                handle._context.run(handle._callback, *handle._args)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as problem:
                handle._report(problem)
        # The frame may live on in an exception.
        handle = None

    def _run_ready_debug(self, count):
        """Make the calls that are due, and tell of those that take long."""
        for _ in range(count):
            handle = self._ready.popleft()
            if handle._cancelled:
                continue
            self._current_handle = handle
            try:
                begin = self.time()
                handle._run()
                taken = self.time() - begin
            finally:
                self._current_handle = None
            if taken >= self.slow_callback_duration:
                logger.warning("Executing %s took %.3f seconds", _format_handle(handle), taken)
