"""The class Task, the registries of tasks, and how awaitables become tasks.

A task drives a coroutine: each step runs it up to its next wait. Steps are the hot path of every asyncio
program, hence the registry of current tasks is kept by hand in __step and futures of our own class are
looked into rather than asked. Everything here is for the users of asyncio.tasks.
"""

import itertools
import sys
import types
import weakref
from _contextvars import copy_context as _copy_context

from . import base_tasks
from . import coroutines
from . import events
from . import exceptions
from . import format_helpers
from . import futures

__name__ = "asyncio.tasks"  # where all of this is found

_CancelledError = exceptions.CancelledError
_PyFuture = futures._PyFuture
_finish = _PyFuture.set_result
_fail = _PyFuture.set_exception
_give_up = _PyFuture.cancel
_PENDING, _FINISHED = futures._PENDING, futures._FINISHED

# next() on the counter of names: safe among threads, as += would not be.
_task_name_counter = itertools.count(1).__next__

# All tasks alive, and by loop the one being run.
_all_tasks = weakref.WeakSet()
_current_tasks = {}


def current_task(loop=None):
    """The task being run by the loop (the running one), None in a plain callback."""
    return _current_tasks.get(events.get_running_loop() if loop is None else loop)


def _tasks_of(loop):
    # The set may change under the iteration, through other threads or the collector.
    for attempt in range(1000):
        try:
            known = list(_all_tasks)
        except RuntimeError:
            if attempt == 999:
                raise
        else:
            return [task for task in known if futures._get_loop(task) is loop]


def all_tasks(loop=None):
    """The set of tasks of a loop (the running one) that are not done."""
    return {task for task in _tasks_of(events.get_running_loop() if loop is None else loop) if not task.done()}


def _all_tasks_compat(loop=None):
    """The same for Task.all_tasks(): tasks that are done included, and the current loop need not run."""
    return set(_tasks_of(events.get_event_loop() if loop is None else loop))


def _set_task_name(task, name):
    """Name the task, if there is a name and the task can have one."""
    if name is not None and hasattr(task, "set_name"):
        task.set_name(name)


def _deprecated_method(name):
    from warnings import warn
    warn(f"Task.{name}() is deprecated since Python 3.7, use asyncio.{name}() instead", DeprecationWarning, stacklevel=3)


class Task(_PyFuture):
    """A coroutine being run; as a future, what the coroutine returns."""

    # While it is pending either _fut_waiter is what the coroutine waits for, and __wakeup one of its callbacks,
    # or _fut_waiter is None and a call of __step is scheduled.

    # Whether to complain when a task is dropped that is not done.
    _log_destroy_pending = True

    def __init__(self, coro, *, loop=None, name=None):
        # Future.__init__(), in place.
        self._loop = loop = events.get_event_loop() if loop is None else loop
        self._callbacks = []
        if loop.get_debug():
            self._source_traceback = format_helpers.extract_stack(sys._getframe(1))
        if type(coro) is not types.CoroutineType and not coroutines.iscoroutine(coro):
            self._log_destroy_pending = False
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        self._name = f"Task-{_task_name_counter()}" if name is None else str(name)
        self._coro = coro
        self._fut_waiter = None
        self._must_cancel = False
        self._context = context = _copy_context()
        loop.call_soon(self.__step, context=context)
        # _register_task(), in place.
        _all_tasks.add(self)

    def __del__(self):
        if self._log_destroy_pending and self._state is _PENDING:
            format_helpers._report(self._loop, "Task was destroyed but it is pending!", self._source_traceback, task=self)
        super().__del__()

    def _repr_info(self):
        return base_tasks._task_repr_info(self)

    @classmethod
    def current_task(cls, loop=None):
        """Deprecated: use asyncio.current_task()."""
        _deprecated_method("current_task")
        return current_task(events.get_event_loop() if loop is None else loop)

    @classmethod
    def all_tasks(cls, loop=None):
        """Deprecated: use asyncio.all_tasks(). The set of all tasks of a loop, those done included."""
        _deprecated_method("all_tasks")
        return _all_tasks_compat(loop)

    def get_coro(self):
        """The coroutine."""
        return self._coro

    def get_name(self):
        """The task's name."""
        return self._name

    def set_name(self, value):
        """Name the task."""
        self._name = str(value)

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def get_stack(self, *, limit=None):
        """The frames of the task: one while it is suspended, none when it has ended well or was cancelled,
        those of the traceback when it failed. A limit keeps the newest of a stack, the oldest of a traceback.
        """
        return base_tasks._task_get_stack(self, limit)

    def print_stack(self, *, limit=None, file=None):
        """Print what get_stack() gives as a traceback is printed, to sys.stderr or the file."""
        return base_tasks._task_print_stack(self, limit, file)

    def cancel(self):
        """Have CancelledError raised in the coroutine at its next opportunity.

        The coroutine may catch it and go on, so that the task need not end cancelled. False if it is done.
        """
        self._log_traceback = False
        if self._state is not _PENDING:
            return False
        waiter = self._fut_waiter
        # What is waited for passes the cancellation on; where it will not, or there is nothing, __step does it.
        # A future that refuses is left as it is: the task may have to wake up twice.
        if waiter is None or not waiter.cancel():
            self._must_cancel = True
        return True

    def __step(self, exc=None):
        """Run the coroutine up to its next wait; raise exc in it if there is one."""
        if self._state is not _PENDING:
            raise exceptions.InvalidStateError(f"_step(): already done: {self!r}, {exc!r}")
        if self._must_cancel:
            self._must_cancel = False
            if not isinstance(exc, _CancelledError):
                exc = _CancelledError()
        self._fut_waiter = None
        loop = self._loop
        if loop in _current_tasks:
            # Raises.
            _enter_task(loop, self)
        _current_tasks[loop] = self
        try:
            awaited = self._coro.send(None) if exc is None else self._coro.throw(exc)
        except StopIteration as stop:
            if self._must_cancel:
                # The request came during the last step: there is no other place left to honour it.
                self._must_cancel = False
                _give_up(self)
            else:
                _finish(self, stop.value)
        except _CancelledError:
            _give_up(self)
        except (KeyboardInterrupt, SystemExit) as problem:
            _fail(self, problem)
            raise
        except BaseException as problem:
            # The traceback is to begin in the coroutine.
            problem.__traceback__ = problem.__traceback__.tb_next
            _fail(self, problem)
        else:
            if awaited is None:
                # A bare yield: let the others have their turn.
                loop.call_soon(self.__step, context=self._context)
                return
            if type(awaited) in _plain_futures:
                wait = awaited._asyncio_future_blocking and awaited._loop is loop and awaited is not self
            else:
                wait = (getattr(awaited, "_asyncio_future_blocking", None) and awaited is not self
                        and futures._get_loop(awaited) is loop)
            if wait:
                awaited._asyncio_future_blocking = False
                awaited.add_done_callback(self.__wakeup, context=self._context)
                self._fut_waiter = awaited
                if self._must_cancel and awaited.cancel():
                    self._must_cancel = False
            else:
                loop.call_soon(self.__step, self.__bad_yield(awaited), context=self._context)
        finally:
            if _current_tasks.pop(loop, None) is not self:
                raise RuntimeError(f"Leaving task {self!r} does not match the current task.")
            # An exception's traceback holds this frame.
            self = exc = None

    def __bad_yield(self, awaited):
        """The error to raise in a coroutine that yielded something which cannot be waited for."""
        blocking = getattr(awaited, "_asyncio_future_blocking", None)
        if blocking is not None:
            if futures._get_loop(awaited) is not self._loop:
                return RuntimeError(f"Task {self!r} got Future {awaited!r} attached to a different loop")
            if blocking:
                return RuntimeError(f"Task cannot await on itself: {self!r}")
            return RuntimeError(f"yield was used instead of yield from in task {self!r} with {awaited!r}")
        if isinstance(awaited, types.GeneratorType):
            return RuntimeError(
                f"yield was used instead of yield from for generator in task {self!r} with {awaited!r}")
        return RuntimeError(f"Task got bad yield: {awaited!r}")

    def __wakeup(self, future):
        """What the coroutine waits for is done. The result is fetched by the coroutine itself, in __await__."""
        problem = None
        if type(future) not in _plain_futures:
            try:
                future.result()
            except BaseException as raised:
                problem = raised
        elif future._state is not _FINISHED:
            problem = _CancelledError()
        elif future._exception is not None:
            future._log_traceback = False
            problem = future._exception
        if problem is None:
            self.__step()
        else:
            self.__step(problem)
            # Whose traceback holds this frame.
            self = future = problem = None


# The classes whose result() is known to do nothing but what __wakeup does.
_plain_futures = (_PyFuture, Task)

_PyTask = Task


def _register_task(task):
    """Note a new task; for makers of tasks."""
    _all_tasks.add(task)


def _enter_task(loop, task):
    """Note that the loop begins a step of the task."""
    current = _current_tasks.get(loop)
    if current is not None:
        raise RuntimeError(f"Cannot enter into task {task!r} while another task {current!r} is being executed.")
    _current_tasks[loop] = task


def _leave_task(loop, task):
    """Note that the step is over."""
    current = _current_tasks.get(loop)
    if current is not task:
        raise RuntimeError(f"Leaving task {task!r} does not match the current task {current!r}.")
    del _current_tasks[loop]


def _unregister_task(task):
    """Forget a task."""
    _all_tasks.discard(task)


_py_register_task = _register_task
_py_unregister_task = _unregister_task
_py_enter_task = _enter_task
_py_leave_task = _leave_task

try:
    from _asyncio import (Task, _register_task, _unregister_task, _enter_task, _leave_task,
                          _all_tasks, _current_tasks)
except ImportError:
    pass


def ensure_future(coro_or_future, *, loop=None):
    """A future for anything that can be awaited: futures as they are, all else made into a task."""
    # Coroutines of "async def" are by far the most frequent, and need no further questions.
    if type(coro_or_future) is not types.CoroutineType:
        if futures.isfuture(coro_or_future):
            if loop is not None and loop is not futures._get_loop(coro_or_future):
                raise ValueError(
                    "The future belongs to a different loop than the one specified as the loop argument")
            return coro_or_future
        if not coroutines.iscoroutine(coro_or_future):
            if not isinstance(coro_or_future, coroutines.collections.abc.Awaitable):
                raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
            coro_or_future = _wrap_awaitable(coro_or_future)
    if loop is None:
        loop = events.get_event_loop()
    task = loop.create_task(coro_or_future)
    if task._source_traceback:
        # Without the line above.
        del task._source_traceback[-1]
    return task


@types.coroutine
def _wrap_awaitable(awaitable):
    """A coroutine that awaits something."""
    return (yield from awaitable.__await__())


_wrap_awaitable._is_coroutine = coroutines._is_coroutine

__name__ = __spec__.name
