"""Task, and the functions that wait for, group and start tasks."""

__all__ = (
    'Task', 'create_task',
    'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED',
    'wait', 'wait_for', 'as_completed', 'sleep',
    'gather', 'shield', 'ensure_future', 'run_coroutine_threadsafe',
    'current_task', 'all_tasks',
    '_register_task', '_unregister_task', '_enter_task', '_leave_task',
)

import concurrent.futures
import contextvars
import functools
import inspect
import itertools
import types
import warnings
import weakref

from . import base_tasks
from . import coroutines
from . import events
from . import exceptions
from . import futures
from .coroutines import _is_coroutine

# Makes the numbers of default names; shared by all Task classes.
_task_name_counter = itertools.count(1).__next__

_LOOP_DEPRECATED = ("The loop argument is deprecated since Python 3.8, "
                    "and scheduled for removal in Python 3.10.")


def current_task(loop=None):
    """The task being executed in loop (default: the running one), or None."""
    if loop is None:
        loop = events.get_running_loop()
    return _current_tasks.get(loop)


def _registered_tasks():
    # A weak set may lose members to another thread while it is walked.
    for _ in range(999):
        try:
            return list(_all_tasks)
        except RuntimeError:
            pass
    return list(_all_tasks)


def all_tasks(loop=None):
    """The set of tasks of loop that are not done."""
    if loop is None:
        loop = events.get_running_loop()
    return {task for task in _registered_tasks()
            if futures._get_loop(task) is loop and not task.done()}


def _all_tasks_compat(loop=None):
    # What Task.all_tasks() always gave: finished tasks too.
    if loop is None:
        loop = events.get_event_loop()
    return {task for task in _registered_tasks() if futures._get_loop(task) is loop}


def _set_task_name(task, name):
    if name is None:
        return
    try:
        setter = task.set_name
    except AttributeError:
        return  # a task of somebody's own class
    setter(name)


class Task(futures._PyFuture):
    """A coroutine driven by the loop, which is also the future of its result.

    While the coroutine waits, _fut_waiter is the future whose completion
    schedules the next step; otherwise a step is scheduled or running.
    """

    _log_destroy_pending = True

    @classmethod
    def current_task(cls, loop=None):
        warnings.warn("Task.current_task() is deprecated, "
                      "use asyncio.current_task() instead",
                      DeprecationWarning, stacklevel=2)
        return current_task(events.get_event_loop() if loop is None else loop)

    @classmethod
    def all_tasks(cls, loop=None):
        warnings.warn("Task.all_tasks() is deprecated, "
                      "use asyncio.all_tasks() instead",
                      DeprecationWarning, stacklevel=2)
        return _all_tasks_compat(loop)

    def __init__(self, coro, *, loop=None, name=None):
        super().__init__(loop=loop)
        if self._source_traceback:
            del self._source_traceback[-1]
        if not coroutines.iscoroutine(coro):
            # Nothing will ever run, so that is nothing to complain about.
            self._log_destroy_pending = False
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        self._name = f'Task-{_task_name_counter()}' if name is None else str(name)
        self._must_cancel = False
        self._fut_waiter = None
        self._coro = coro
        self._context = contextvars.copy_context()
        self._loop.call_soon(self.__step, context=self._context)
        _register_task(self)

    def __del__(self):
        if self._state == futures._PENDING and self._log_destroy_pending:
            report = {'task': self,
                      'message': 'Task was destroyed but it is pending!'}
            if self._source_traceback:
                report['source_traceback'] = self._source_traceback
            self._loop.call_exception_handler(report)
        super().__del__()

    def _repr_info(self):
        return base_tasks._task_repr_info(self)

    def get_coro(self):
        return self._coro

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def set_result(self, result):
        raise RuntimeError('Task does not support set_result operation')

    def set_exception(self, exception):
        raise RuntimeError('Task does not support set_exception operation')

    def get_stack(self, *, limit=None):
        """Frames of the suspended coroutine, or of the traceback it ended with."""
        return base_tasks._task_get_stack(self, limit)

    def print_stack(self, *, limit=None, file=None):
        return base_tasks._task_print_stack(self, limit, file)

    def cancel(self):
        """Have CancelledError thrown into the coroutine; False if it is done."""
        self._log_traceback = False
        if self._state != futures._PENDING:
            return False
        waiter = self._fut_waiter
        # If the awaited future takes the cancel, its wake-up brings the
        # error; if not, the next step throws it.
        if waiter is None or not waiter.cancel():
            self._must_cancel = True
        return True

    def __step(self, exc=None):
        if self._state != futures._PENDING:
            raise exceptions.InvalidStateError(
                f'_step(): already done: {self!r}, {exc!r}')
        if self._must_cancel:
            if not isinstance(exc, exceptions.CancelledError):
                exc = exceptions.CancelledError()
            self._must_cancel = False
        self._fut_waiter = None
        coro = self._coro
        loop = self._loop

        _enter_task(loop, self)
        try:
            if exc is None:
                yielded = coro.send(None)
            else:
                yielded = coro.throw(exc)
        except StopIteration as stop:
            if self._must_cancel:
                # cancel() was called during the last step.
                self._must_cancel = False
                super().cancel()
            else:
                super().set_result(stop.value)
        except exceptions.CancelledError:
            super().cancel()
        except (KeyboardInterrupt, SystemExit) as error:
            super().set_exception(error)
            raise
        except BaseException as error:
            super().set_exception(error)
        else:
            self.__wait_on(yielded)
        finally:
            _leave_task(loop, self)
            self = None  # a stored exception's traceback has this frame

    def __wait_on(self, yielded):
        # Arrange the next step by what the coroutine yielded.
        blocking = getattr(yielded, '_asyncio_future_blocking', None)
        if blocking:
            if futures._get_loop(yielded) is not self._loop:
                problem = f'Task {self!r} got Future {yielded!r} attached to a different loop'
            elif yielded is self:
                problem = f'Task cannot await on itself: {self!r}'
            else:
                yielded._asyncio_future_blocking = False
                yielded.add_done_callback(self.__wakeup, context=self._context)
                self._fut_waiter = yielded
                if self._must_cancel and yielded.cancel():
                    self._must_cancel = False
                return
        elif yielded is None:
            # A bare yield gives the other callbacks one turn.
            self._loop.call_soon(self.__step, context=self._context)
            return
        elif blocking is not None:
            problem = ('yield was used instead of yield from in task '
                       f'{self!r} with {yielded!r}')
        elif inspect.isgenerator(yielded):
            problem = ('yield was used instead of yield from for generator in task '
                       f'{self!r} with {yielded!r}')
        else:
            problem = f'Task got bad yield: {yielded!r}'
        self._loop.call_soon(self.__step, RuntimeError(problem), context=self._context)

    def __wakeup(self, future):
        try:
            future.result()
        except BaseException as error:
            self.__step(error)
        else:
            # The coroutine's own await fetches the result.
            self.__step()
        self = None


_PyTask = Task  # stays the Python class if the native one takes the name

try:
    from _asyncio import Task as _CTask
except ImportError:
    pass
else:
    Task = _CTask


def create_task(coro, *, name=None):
    """Start a coroutine as a task of the running loop."""
    task = events.get_running_loop().create_task(coro)
    _set_task_name(task, name)
    return task


FIRST_COMPLETED = concurrent.futures.FIRST_COMPLETED
FIRST_EXCEPTION = concurrent.futures.FIRST_EXCEPTION
ALL_COMPLETED = concurrent.futures.ALL_COMPLETED


def _choose_loop(loop):
    # For the functions whose loop argument is on its way out.
    if loop is None:
        return events.get_running_loop()
    warnings.warn(_LOOP_DEPRECATED, DeprecationWarning, stacklevel=3)
    return loop


def _refuse_single(fs):
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")


async def wait(fs, *, loop=None, timeout=None, return_when=ALL_COMPLETED):
    """Wait until enough of fs is done or time is up; gives sets done, pending."""
    _refuse_single(fs)
    if not fs:
        raise ValueError('Set of coroutines/Futures is empty.')
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f'Invalid return_when value: {return_when}')
    loop = _choose_loop(loop)
    members = {ensure_future(f, loop=loop) for f in set(fs)}
    return await _wait(members, timeout, return_when, loop)


def _release_waiter(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


async def wait_for(fut, timeout, *, loop=None):
    """The result of fut; past timeout seconds it is cancelled: TimeoutError."""
    loop = _choose_loop(loop)
    if timeout is None:
        return await fut

    if timeout <= 0:
        fut = ensure_future(fut, loop=loop)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut, loop=loop)
        try:
            fut.result()
        except exceptions.CancelledError as error:
            raise exceptions.TimeoutError() from error
        raise exceptions.TimeoutError()

    waiter = loop.create_future()
    timer = loop.call_later(timeout, _release_waiter, waiter)
    release = functools.partial(_release_waiter, waiter)
    fut = ensure_future(fut, loop=loop)
    fut.add_done_callback(release)
    try:
        try:
            await waiter
        except exceptions.CancelledError:
            if fut.done():
                return fut.result()
            fut.remove_done_callback(release)
            # The caller may rely on fut having ended when this returns.
            await _cancel_and_wait(fut, loop=loop)
            raise
        if fut.done():
            return fut.result()
        fut.remove_done_callback(release)
        await _cancel_and_wait(fut, loop=loop)
        raise exceptions.TimeoutError()
    finally:
        timer.cancel()


async def _wait(fs, timeout, return_when, loop):
    assert fs, 'Set of Futures is empty.'
    waiter = loop.create_future()
    timer = None
    if timeout is not None:
        timer = loop.call_later(timeout, _release_waiter, waiter)
    missing = len(fs)

    def on_done(future):
        nonlocal missing
        missing -= 1
        enough = missing <= 0 or return_when == FIRST_COMPLETED
        if not enough and return_when == FIRST_EXCEPTION and not future.cancelled():
            enough = future.exception() is not None
        if enough:
            if timer is not None:
                timer.cancel()
            _release_waiter(waiter)

    for future in fs:
        future.add_done_callback(on_done)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for future in fs:
            future.remove_done_callback(on_done)

    done = {future for future in fs if future.done()}
    return done, {future for future in fs if future not in done}


async def _cancel_and_wait(fut, loop):
    # fut may swallow its cancellation or take its time over it.
    waiter = loop.create_future()
    release = functools.partial(_release_waiter, waiter)
    fut.add_done_callback(release)
    try:
        fut.cancel()
        await waiter
    finally:
        fut.remove_done_callback(release)


def as_completed(fs, *, loop=None, timeout=None):
    """Yield awaitables that give the results of fs in order of completion."""
    _refuse_single(fs)
    if loop is not None:
        warnings.warn(_LOOP_DEPRECATED, DeprecationWarning, stacklevel=2)
    from .queues import Queue  # queues need locks, which need this module
    finished = Queue(loop=loop)
    loop = loop if loop is not None else events.get_event_loop()
    pending = {ensure_future(f, loop=loop) for f in set(fs)}
    timer = None

    def on_timeout():
        # One None for each result that nobody will get.
        for future in pending:
            future.remove_done_callback(on_done)
            finished.put_nowait(None)
        pending.clear()

    def on_done(future):
        if future in pending:
            pending.discard(future)
            finished.put_nowait(future)
            if timer is not None and not pending:
                timer.cancel()

    async def next_result():
        future = await finished.get()
        if future is None:
            raise exceptions.TimeoutError
        return future.result()

    for future in pending:
        future.add_done_callback(on_done)
    if timeout is not None and pending:
        timer = loop.call_later(timeout, on_timeout)
    for _ in range(len(pending)):
        yield next_result()


@types.coroutine
def __sleep0():
    # One turn of the loop, without a future or a timer.
    yield


async def sleep(delay, result=None, *, loop=None):
    """Give result after delay seconds."""
    if delay <= 0:
        await __sleep0()
        return result
    loop = _choose_loop(loop)
    future = loop.create_future()
    timer = loop.call_later(
        delay, futures._set_result_unless_cancelled, future, result)
    try:
        return await future
    finally:
        timer.cancel()


def ensure_future(coro_or_future, *, loop=None):
    """A task for a coroutine or awaitable; a future is given back as it is."""
    if coroutines.iscoroutine(coro_or_future):
        if loop is None:
            loop = events.get_event_loop()
        task = loop.create_task(coro_or_future)
        if task._source_traceback:
            del task._source_traceback[-1]
        return task
    if futures.isfuture(coro_or_future):
        if loop is not None and loop is not futures._get_loop(coro_or_future):
            raise ValueError('The future belongs to a different loop than '
                             'the one specified as the loop argument')
        return coro_or_future
    if inspect.isawaitable(coro_or_future):
        return ensure_future(_wrap_awaitable(coro_or_future), loop=loop)
    raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')


@types.coroutine
def _wrap_awaitable(awaitable):
    return (yield from awaitable.__await__())


_wrap_awaitable._is_coroutine = _is_coroutine


class _GatheringFuture(futures.Future):
    """What gather() returns: its cancel() goes to all the children."""

    def __init__(self, children, *, loop=None):
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False

    def cancel(self):
        if self.done():
            return False
        # A list first: every child must be asked, not only up to the first.
        taken = any([child.cancel() for child in self._children])
        # This future ends when the children have ended.
        self._cancel_requested = self._cancel_requested or taken
        return taken


def gather(*coros_or_futures, loop=None, return_exceptions=False):
    """A future of the list of results of all arguments, in their order."""
    if loop is not None:
        warnings.warn(_LOOP_DEPRECATED, DeprecationWarning, stacklevel=2)
    if not coros_or_futures:
        if loop is None:
            loop = events.get_event_loop()
        empty = loop.create_future()
        empty.set_result([])
        return empty

    outer = None
    finished = 0
    children = []   # one for each argument
    future_of = {}  # an argument that occurs twice is run once

    def outcome(child):
        # With return_exceptions: the value in the result list.
        if child.cancelled():
            return exceptions.CancelledError()
        error = child.exception()
        return child.result() if error is None else error

    def on_done(child):
        nonlocal finished
        finished += 1
        if outer.done():
            if not child.cancelled():
                child.exception()  # marks it as looked at
            return
        if not return_exceptions:
            if child.cancelled():
                # Not outer.cancel(): the other children go on.
                outer.set_exception(exceptions.CancelledError())
                return
            error = child.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if finished < len(future_of):
            return
        if outer._cancel_requested:
            outer.set_exception(exceptions.CancelledError())
        else:
            outer.set_result([outcome(child) for child in children])

    for arg in coros_or_futures:
        if arg not in future_of:
            future = ensure_future(arg, loop=loop)
            if loop is None:
                loop = futures._get_loop(future)
            if future is not arg:
                # Only gather() knows this task, so gather() answers for it.
                future._log_destroy_pending = False
            future_of[arg] = future
            future.add_done_callback(on_done)
        children.append(future_of[arg])

    outer = _GatheringFuture(children, loop=loop)
    return outer


def shield(arg, *, loop=None):
    """Wait for arg, which goes on when the waiting is cancelled."""
    if loop is not None:
        warnings.warn(_LOOP_DEPRECATED, DeprecationWarning, stacklevel=2)
    inner = ensure_future(arg, loop=loop)
    if inner.done():
        return inner
    outer = futures._get_loop(inner).create_future()

    def on_inner(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()  # marks it as looked at
        elif inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def on_outer(outer):
        if not inner.done():
            inner.remove_done_callback(on_inner)

    inner.add_done_callback(on_inner)
    outer.add_done_callback(on_outer)
    return outer


def run_coroutine_threadsafe(coro, loop):
    """Start coro in another thread's loop; gives a concurrent.futures future."""
    if not coroutines.iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    outside = concurrent.futures.Future()

    def start():
        try:
            futures._chain_future(ensure_future(coro, loop=loop), outside)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if outside.set_running_or_notify_cancel():
                outside.set_exception(error)
            raise

    loop.call_soon_threadsafe(start)
    return outside


_all_tasks = weakref.WeakSet()  # every task that is alive
_current_tasks = {}             # loop -> the task it is executing


def _register_task(task):
    """Make a task (of any class) known to all_tasks()."""
    _all_tasks.add(task)


def _enter_task(loop, task):
    current = _current_tasks.get(loop)
    if current is not None:
        raise RuntimeError(f"Cannot enter into task {task!r} while another "
                           f"task {current!r} is being executed.")
    _current_tasks[loop] = task


def _leave_task(loop, task):
    current = _current_tasks.get(loop)
    if current is not task:
        raise RuntimeError(f"Leaving task {task!r} does not match "
                           f"the current task {current!r}.")
    del _current_tasks[loop]


def _unregister_task(task):
    _all_tasks.discard(task)


_py_register_task = _register_task
_py_unregister_task = _unregister_task
_py_enter_task = _enter_task
_py_leave_task = _leave_task

try:
    from _asyncio import (_register_task, _unregister_task, _enter_task,
                          _leave_task, _all_tasks, _current_tasks)
except ImportError:
    pass
else:
    _c_register_task = _register_task
    _c_unregister_task = _unregister_task
    _c_enter_task = _enter_task
    _c_leave_task = _leave_task
