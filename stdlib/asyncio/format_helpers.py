"""How callbacks are written in representations and messages, and short stacks of where things were created.

The modules for that are imported on first use: most programs never print a handle.
"""

import sys
from functools import partial, partialmethod
from types import FunctionType

from . import constants


def __getattr__(name):
    if name in ("functools", "inspect", "reprlib", "traceback"):
        return __import__(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _get_function_source(func):
    """(file, line) of the definition of a function, seen through wrappers and partials; or None."""
    while True:
        if hasattr(func, "__wrapped__"):
            from inspect import unwrap
            func = unwrap(func)
        if isinstance(func, FunctionType):
            return func.__code__.co_filename, func.__code__.co_firstlineno
        if not isinstance(func, (partial, partialmethod)):
            return None
        func = func.func


def _format_callback_source(func, args):
    """The call func(*args), and where func is defined if that is known."""
    where = _get_function_source(func)
    text = _format_callback(func, args, None)
    return f"{text} at {where[0]}:{where[1]}" if where else text


def _format_args_and_kwargs(args, kwargs):
    """Arguments in parentheses, each cut short by reprlib: "(1, 'text', key=2)"."""
    from reprlib import repr as short
    parts = list(map(short, args or ()))
    for key, value in (kwargs or {}).items():
        parts.append(f"{key}={short(value)}")
    return "(" + ", ".join(parts) + ")"


def _format_callback(func, args, kwargs, suffix=""):
    """The call func(*args, **kwargs); the layers of a partial become one argument list after the other."""
    while True:
        suffix = _format_args_and_kwargs(args, kwargs) + suffix
        if not isinstance(func, partial):
            break
        func, args, kwargs = func.func, func.args, func.keywords
    name = getattr(func, "__qualname__", None) or getattr(func, "__name__", None) or repr(func)
    return name + suffix


def extract_stack(f=None, limit=None):
    """The stack from frame f (the caller's) outwards, innermost last, without reading source lines yet."""
    from traceback import StackSummary, walk_stack
    frames = walk_stack(sys._getframe(1) if f is None else f)
    stack = StackSummary.extract(
        frames, lookup_lines=False, limit=constants.DEBUG_STACK_DEPTH if limit is None else limit)
    stack.reverse()
    return stack


def _origin(stack):
    """"created at file:line" in a list, from the stack kept in debug mode; without one, an empty list."""
    return [f"created at {stack[-1][0]}:{stack[-1][1]}"] if stack else []


def _report(loop, message, stack, **facts):
    """Give the loop's exception handler something to tell, with the stack kept in debug mode if there is one."""
    facts["message"] = message
    if stack:
        facts["source_traceback"] = stack
    loop.call_exception_handler(facts)
