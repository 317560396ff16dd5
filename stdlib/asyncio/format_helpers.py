"""Text for callbacks and stacks, as shown in reprs and log lines."""
import functools
import inspect
import reprlib
import sys
import traceback

from . import constants


def _get_function_source(func):
    while True:
        func = inspect.unwrap(func)
        if inspect.isfunction(func):
            return func.__code__.co_filename, func.__code__.co_firstlineno
        if not isinstance(func, (functools.partial, functools.partialmethod)):
            return None
        func = func.func


def _format_callback_source(func, args):
    where = _get_function_source(func)
    text = _format_callback(func, args, None)
    return text if not where else '%s at %s:%s' % (text, *where)


def _format_args_and_kwargs(args, kwargs):
    parts = list(map(reprlib.repr, args or ()))
    for key, value in (kwargs or {}).items():
        parts.append(key + '=' + reprlib.repr(value))
    return '(' + ', '.join(parts) + ')'


def _format_callback(func, args, kwargs, suffix=''):
    while isinstance(func, functools.partial):
        suffix = _format_args_and_kwargs(args, kwargs) + suffix
        func, args, kwargs = func.func, func.args, func.keywords
    name = getattr(func, '__qualname__', None) or getattr(func, '__name__', None)
    return (name or repr(func)) + _format_args_and_kwargs(args, kwargs) + suffix


def extract_stack(f=None, limit=None):
    """The stack at frame f (the caller's by default), outermost frame first.

    Source lines are looked up late: most such stacks are never printed.
    """
    frame = sys._getframe(1) if f is None else f
    depth = constants.DEBUG_STACK_DEPTH if limit is None else limit
    summary = traceback.StackSummary.extract(
        traceback.walk_stack(frame), limit=depth, lookup_lines=False)
    summary.reverse()
    return summary
