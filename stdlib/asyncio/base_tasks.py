"""How tasks are written, and where they are; shared by the Python and the native class."""

import linecache
import traceback
from itertools import islice

from . import base_futures
from . import coroutines


def _task_repr_info(task):
    """The words between the angle brackets of a task's representation, after its class."""
    state, *rest = base_futures._future_repr_info(task)
    if task._must_cancel:
        state = "cancelling"
    words = [state, f"name={task.get_name()!r}", f"coro=<{coroutines._format_coroutine(task._coro)}>"]
    if task._fut_waiter is not None:
        words.append(f"wait_for={task._fut_waiter!r}")
    return words + rest


def _frame_of(coro):
    for attribute in ("cr_frame", "gi_frame"):
        if hasattr(coro, attribute):
            return getattr(coro, attribute)
    return None


def _outwards(frame):
    while frame is not None:
        yield frame
        frame = frame.f_back


def _inwards(tb):
    while tb is not None:
        yield tb.tb_frame
        tb = tb.tb_next


def _task_get_stack(task, limit):
    """The frames of a suspended task, or those its exception came through, outermost first.

    The limit keeps the newest frames of a stack, the oldest of a traceback, as the traceback module does.
    """
    frame = _frame_of(task._coro)
    if frame is None:
        problem = task._exception
        return [] if problem is None else list(islice(_inwards(problem.__traceback__), limit))
    return list(islice(_outwards(frame), limit))[::-1]


def _task_print_stack(task, limit, file):
    """Print a task's stack, or the traceback of its exception."""
    entries = []
    for frame in task.get_stack(limit=limit):
        code = frame.f_code
        linecache.checkcache(code.co_filename)
        source = linecache.getline(code.co_filename, frame.f_lineno, frame.f_globals)
        entries.append((code.co_filename, frame.f_lineno, code.co_name, source))
    problem = task._exception
    if not entries:
        print(f"No stack for {task!r}", file=file)
    else:
        kind = "Stack" if problem is None else "Traceback"
        print(f"{kind} for {task!r} (most recent call last):", file=file)
    traceback.print_list(entries, file=file)
    if problem is not None:
        last_lines = traceback.format_exception_only(type(problem), problem)
        print("".join(last_lines), file=file, end="")
