"""Waiting for several awaitables, for a limited time, or without being cancelled. Part of asyncio.tasks.

All of them work alike: a future that stands for the whole, and a callback on each part which decides when
the whole is done.
"""

from functools import partial

from . import coroutines
from . import events
from . import exceptions
from . import futures
from ._deprecation import warn_loop_argument
from ._task import _plain_futures, ensure_future

__name__ = "asyncio.tasks"  # where all of this is found

# Futures of our own class are looked into rather than asked.
_FINISHED = futures._FINISHED

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


def _check_collection(fs):
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")


async def wait(fs, *, loop=None, timeout=None, return_when=ALL_COMPLETED):
    """Wait until all, the first, or the first failing of the awaitables are done, or the time is up.

    Gives two sets of futures: those done and those pending. Neither is cancelled, no timeout raised.
    """
    _check_collection(fs)
    if not fs:
        raise ValueError("Set of coroutines/Futures is empty.")
    if return_when not in {FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED}:
        raise ValueError(f"Invalid return_when value: {return_when}")
    if loop is None:
        loop = events.get_running_loop()
    else:
        warn_loop_argument()
    return await _wait({ensure_future(each, loop=loop) for each in set(fs)}, timeout, return_when, loop)


def _release_waiter(waiter, *args):
    """Set off a future that is only there to be waited for; as a callback, whatever it is called with."""
    if not waiter.done():
        waiter.set_result(None)


async def _wait(fs, timeout, return_when, loop):
    """wait() for a set of futures."""
    assert fs, "Set of Futures is empty."
    enough = loop.create_future()
    timer = None if timeout is None else loop.call_later(timeout, _release_waiter, enough)
    missing = len(fs)

    def _on_completion(future):
        nonlocal missing
        missing -= 1
        if missing > 0 and return_when != FIRST_COMPLETED:
            if return_when != FIRST_EXCEPTION or future.cancelled() or future.exception() is None:
                return
        if timer is not None:
            timer.cancel()
        _release_waiter(enough)

    for future in fs:
        future.add_done_callback(_on_completion)
    try:
        await enough
    finally:
        if timer is not None:
            timer.cancel()
        for future in fs:
            future.remove_done_callback(_on_completion)
    done = {future for future in fs if future.done()}
    return done, set(fs) - done


async def wait_for(fut, timeout, *, loop=None):
    """Await something for at most timeout seconds; None means for ever.

    When the time is up it is cancelled, its end awaited, and TimeoutError raised. Cancelling wait_for()
    cancels it as well; shield() prevents both.
    """
    if loop is None:
        loop = events.get_running_loop()
    else:
        warn_loop_argument()
    if timeout is None:
        return await fut
    if timeout <= 0:
        return await _no_time(ensure_future(fut, loop=loop), loop)
    alert = loop.create_future()
    timer = loop.call_later(timeout, _release_waiter, alert)
    wake = partial(_release_waiter, alert)
    fut = ensure_future(fut, loop=loop)
    fut.add_done_callback(wake)
    interrupted = None
    try:
        try:
            await alert
        except exceptions.CancelledError as request:
            interrupted = request
        if fut.done():
            # Done in time, even if the request to cancel has come in the same round.
            return fut.result()
        fut.remove_done_callback(wake)
        await _cancel_and_wait(fut, loop)
        raise exceptions.TimeoutError() if interrupted is None else interrupted
    finally:
        timer.cancel()
        # Its traceback holds this frame.
        interrupted = None


async def _no_time(fut, loop):
    """wait_for() without any time left: a result that is there already will do."""
    if not fut.done():
        await _cancel_and_wait(fut, loop)
        try:
            fut.result()
        except exceptions.CancelledError as cancelled:
            raise exceptions.TimeoutError() from cancelled
        raise exceptions.TimeoutError()
    return fut.result()


async def _cancel_and_wait(fut, loop):
    """Cancel a future and wait until it is done, however it ends."""
    ended = loop.create_future()
    wake = partial(_release_waiter, ended)
    fut.add_done_callback(wake)
    try:
        fut.cancel()
        # Not the future itself: being cancelled here and it being cancelled could not be told apart.
        await ended
    finally:
        fut.remove_done_callback(wake)


def as_completed(fs, *, loop=None, timeout=None):
    """Iterate over coroutines that give the results in the order in which they arrive.

    When the time is up, those that have nothing to give raise TimeoutError; the futures are left alone.
    """
    _check_collection(fs)
    if loop is None:
        loop = events.get_event_loop()
    else:
        warn_loop_argument()
    from .queues import Queue
    arrivals = Queue.__new__(Queue)
    arrivals._set_up(0, loop)
    absent = {ensure_future(each, loop=loop) for each in set(fs)}
    timer = None

    def _on_completion(future):
        # Those the timeout has given up are not counted again.
        if future in absent:
            absent.discard(future)
            arrivals.put_nowait(future)
            if timer is not None and not absent:
                timer.cancel()

    def _on_timeout():
        for future in absent:
            future.remove_done_callback(_on_completion)
            arrivals.put_nowait(None)
        absent.clear()

    async def _wait_for_one():
        future = await arrivals.get()
        if future is None:
            raise exceptions.TimeoutError
        return future.result()

    for future in absent:
        future.add_done_callback(_on_completion)
    if absent and timeout is not None:
        timer = loop.call_later(timeout, _on_timeout)
    for _ in range(len(absent)):
        yield _wait_for_one()


class _GatheringFuture(futures.Future):
    """What gather() gives: done when all children are; cancelling it cancels them."""

    def __init__(self, children, *, loop=None):
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False

    def cancel(self):
        if self.done():
            return False
        # All of them: any() would stop at the first.
        if True in [bool(child.cancel()) for child in self._children]:
            # Even if all children then come to an end otherwise, with return_exceptions.
            self._cancel_requested = True
            return True
        return False


def _outcome(child):
    """The result of a future, or its exception as a value."""
    if type(child) in _plain_futures and child._state is _FINISHED and child._exception is None:
        return child._result
    if child.cancelled():
        return exceptions.CancelledError()
    problem = child.exception()
    return child.result() if problem is None else problem


def gather(*coros_or_futures, loop=None, return_exceptions=False):
    """Run awaitables side by side; the future given has the list of results, in the order of the arguments.

    The first exception becomes that of the whole at once (the others run on), unless return_exceptions is
    true: then exceptions are put in the list like results. One argument given twice is run once.
    """
    if not coros_or_futures:
        if loop is None:
            loop = events.get_event_loop()
        else:
            warn_loop_argument()
        empty = loop.create_future()
        empty.set_result([])
        return empty
    children = []
    futures_of = {}
    outer = None
    missing = 0

    def _done_callback(child):
        nonlocal missing
        missing -= 1
        if outer.done():
            if not child.cancelled():
                # Seen, as far as the complaint about exceptions nobody retrieves goes.
                child.exception()
            return
        if not return_exceptions and not (
                type(child) in _plain_futures and child._state is _FINISHED and child._exception is None):
            problem = exceptions.CancelledError() if child.cancelled() else child.exception()
            if problem is not None:
                outer.set_exception(problem)
                return
        if missing == 0:
            results = [_outcome(each) for each in children]
            if outer._cancel_requested:
                outer.set_exception(exceptions.CancelledError())
            else:
                outer.set_result(results)

    for each in coros_or_futures:
        child = futures_of.get(each)
        if child is None:
            child = futures_of[each] = ensure_future(each, loop=loop)
            if loop is None:
                loop = futures._get_loop(child)
            if child is not each:
                # Made here: nobody else could see to it.
                child._log_destroy_pending = False
            missing += 1
            child.add_done_callback(_done_callback)
        children.append(child)
    outer = _GatheringFuture(children, loop=loop)
    return outer


def shield(arg, *, loop=None):
    """Await something that shall go on even if who awaits it is cancelled.

    When what is inside is cancelled, that does come through. Keep a reference to it elsewhere.
    """
    if loop is not None:
        warn_loop_argument()
    inner = ensure_future(arg, loop=loop)
    if inner.done():
        return inner
    outer = futures._get_loop(inner).create_future()

    def _inner_done_callback(inner):
        if outer.cancelled():
            if not inner.cancelled():
                # Seen.
                inner.exception()
        else:
            futures._copy_future_state(inner, outer)

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer


__name__ = __spec__.name
