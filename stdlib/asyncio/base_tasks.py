"""What Python and native tasks share: repr and stacks."""
import linecache
import traceback

from . import base_futures
from . import coroutines


def _task_repr_info(task):
    state, *rest = base_futures._future_repr_info(task)
    if task._must_cancel:
        state = 'cancelling'
    info = [state, f'name={task.get_name()!r}',
            f'coro=<{coroutines._format_coroutine(task._coro)}>']
    if task._fut_waiter is not None:
        info.append(f'wait_for={task._fut_waiter!r}')
    return info + rest


def _task_get_stack(task, limit):
    coro = task._coro
    frame = None
    for name in ('cr_frame', 'gi_frame', 'ag_frame'):
        if hasattr(coro, name):
            frame = getattr(coro, name)
            break
    frames = []
    if frame is not None:
        # A suspended stack: the newest frames count, listed oldest first.
        while frame is not None and (limit is None or len(frames) < limit):
            frames.insert(0, frame)
            frame = frame.f_back
    elif task._exception is not None:
        # The traceback's order is oldest first; the oldest are kept.
        tb = task._exception.__traceback__
        while tb is not None and (limit is None or len(frames) < limit):
            frames.append(tb.tb_frame)
            tb = tb.tb_next
    return frames


def _task_print_stack(task, limit, file):
    entries = []
    checked = set()
    for frame in task.get_stack(limit=limit):
        code, line = frame.f_code, frame.f_lineno
        if code.co_filename not in checked:
            checked.add(code.co_filename)
            linecache.checkcache(code.co_filename)
        text = linecache.getline(code.co_filename, line, frame.f_globals)
        entries.append((code.co_filename, line, code.co_name, text))

    error = task._exception
    if not entries:
        print(f'No stack for {task!r}', file=file)
    elif error is not None:
        print(f'Traceback for {task!r} (most recent call last):', file=file)
    else:
        print(f'Stack for {task!r} (most recent call last):', file=file)
    traceback.print_list(entries, file=file)
    if error is not None:
        for text in traceback.format_exception_only(type(error), error):
            print(text, file=file, end='')
