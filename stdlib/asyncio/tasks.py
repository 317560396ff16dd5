"""Tasks, and waiting for several things at once.

The class and its registries are made in _task, the functions that wait in _waiting; here are the rest and
all the names. FIRST_COMPLETED and its like are those of concurrent.futures, which is only imported when needed.
"""

__all__ = ("Task", "create_task", "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "wait", "wait_for",
           "as_completed", "sleep", "gather", "shield", "ensure_future", "run_coroutine_threadsafe", "current_task",
           "all_tasks", "_register_task", "_unregister_task", "_enter_task", "_leave_task")

import types

from . import base_tasks
from . import coroutines
from . import events
from . import exceptions
from . import futures
from ._deprecation import warn_loop_argument
from ._task import (
    Task, _PyTask, _all_tasks, _all_tasks_compat, _current_tasks, _enter_task, _leave_task, _py_enter_task,
    _py_leave_task, _py_register_task, _py_unregister_task, _register_task, _set_task_name, _task_name_counter,
    _unregister_task, _wrap_awaitable, all_tasks, current_task, ensure_future)
from ._waiting import (
    ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, _cancel_and_wait, _GatheringFuture, _release_waiter, _wait,
    as_completed, gather, shield, wait, wait_for)
from .coroutines import _is_coroutine

if Task is not _PyTask:
    # All five come from the native module; the tests know them by these names.
    _CTask = Task
    _c_register_task, _c_unregister_task = _register_task, _unregister_task
    _c_enter_task, _c_leave_task = _enter_task, _leave_task


def __getattr__(name):
    if name == "concurrent":
        import concurrent.futures
        return concurrent
    if name in ("functools", "inspect", "itertools", "warnings", "weakref"):
        return __import__(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def create_task(coro, *, name=None):
    """Run a coroutine as a task of the running loop."""
    made = events.get_running_loop().create_task(coro)
    _set_task_name(made, name)
    return made


@types.coroutine
def _once():
    """Come back in the next round of the loop; a bare yield is the cheapest way to say so."""
    yield


async def sleep(delay, result=None, *, loop=None):
    """Come back after delay seconds, with the result given. No delay still lets other tasks have their turn."""
    if delay <= 0:
        await _once()
        return result
    if loop is None:
        loop = events.get_running_loop()
    else:
        warn_loop_argument()
    alarm = loop.create_future()
    timer = loop.call_later(delay, futures._set_result_unless_cancelled, alarm, result)
    try:
        return await alarm
    finally:
        timer.cancel()


def run_coroutine_threadsafe(coro, loop):
    """Run a coroutine in a loop that runs in another thread; gives a future of concurrent.futures."""
    if not coroutines.iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    from concurrent.futures import Future
    outcome = Future()

    def begin():
        try:
            futures._chain_future(ensure_future(coro, loop=loop), outcome)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            # There is no task: whoever waits has to hear of it all the same.
            if outcome.set_running_or_notify_cancel():
                outcome.set_exception(problem)
            raise

    loop.call_soon_threadsafe(begin)
    return outcome
