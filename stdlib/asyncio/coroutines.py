"""Coroutines: recognizing them, describing them, and the old generator-based kind.

inspect is only imported where it is needed: most programs get by without.
"""

__all__ = "coroutine", "iscoroutinefunction", "iscoroutine"

import collections.abc
import os
import sys
import types

from . import base_futures
from . import constants
from . import format_helpers
from .log import logger


def __getattr__(name):
    if name in ("functools", "inspect", "traceback", "warnings"):
        return __import__(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _is_debug_mode():
    """Whether the interpreter was told to start loops in debug mode."""
    flags = sys.flags
    if flags.dev_mode:
        return True
    return bool(os.environ.get("PYTHONASYNCIODEBUG")) and not flags.ignore_environment


# As of the import; decides for generator-based coroutines.
_DEBUG = _is_debug_mode()

# A callable whose _is_coroutine is this very object counts as a coroutine function.
_is_coroutine = object()


class CoroWrapper:
    """A generator-based coroutine in debug mode: remembers where it came from, complains if never run."""

    def __init__(self, gen, func=None):
        from inspect import iscoroutine, isgenerator
        assert isgenerator(gen) or iscoroutine(gen), gen
        self.gen, self.func = gen, func
        self._source_traceback = format_helpers.extract_stack(sys._getframe(1))

    def __repr__(self):
        words = [_format_coroutine(self)] + format_helpers._origin(self._source_traceback)
        return f"<{type(self).__name__} {', '.join(words)}>"

    def __iter__(self):
        return self

    def __await__(self):
        return self

    def __next__(self):
        return self.gen.send(None)

    def send(self, value):
        return self.gen.send(value)

    def throw(self, type, value=None, traceback=None):
        return self.gen.throw(type, value, traceback)

    def close(self):
        return self.gen.close()

    @property
    def gi_frame(self):
        return self.gen.gi_frame

    @property
    def gi_running(self):
        return self.gen.gi_running

    @property
    def gi_code(self):
        return self.gen.gi_code

    @property
    def gi_yieldfrom(self):
        return self.gen.gi_yieldfrom

    def __del__(self):
        # __init__ may have failed.
        gen = getattr(self, "gen", None)
        frame = getattr(gen, "gi_frame", None) or getattr(gen, "cr_frame", None)
        if frame is None or frame.f_lasti != -1:
            return
        message = f"{self!r} was never yielded from"
        stack = getattr(self, "_source_traceback", ())
        if stack:
            message += (f"\nCoroutine object created at (most recent call last, truncated to "
                        f"{constants.DEBUG_STACK_DEPTH} last lines):\n" + "".join(stack.format()).rstrip())
        logger.error(message)


def _delegating(func):
    """A generator function that calls func and, if what it gets can be awaited, awaits it."""
    from functools import wraps

    @wraps(func)
    def coro(*args, **kwargs):
        result = func(*args, **kwargs)
        if isinstance(result, (types.GeneratorType, CoroWrapper)) or base_futures.isfuture(result):
            return (yield from result)
        try:
            start = result.__await__
        except AttributeError:
            return result
        # A class that merely has the attribute, such as one that sets __await__ on an instance, is left alone.
        if isinstance(result, collections.abc.Awaitable):
            return (yield from start())
        return result

    return coro


def coroutine(func):
    """Decorator for generator-based coroutines. Deprecated: write "async def" instead.

    A function that is no generator becomes one which awaits the function's result if that is possible.
    """
    import inspect
    import warnings
    warnings.warn('"@coroutine" decorator is deprecated since Python 3.8, use "async def" instead',
                  DeprecationWarning, stacklevel=2)
    if inspect.iscoroutinefunction(func):
        return func
    factory = types.coroutine(func if inspect.isgeneratorfunction(func) else _delegating(func))
    if _DEBUG:
        factory = _wrapping(func, factory)
    factory._is_coroutine = _is_coroutine
    return factory


def _wrapping(func, factory):
    """factory in debug mode: its coroutines come in a CoroWrapper."""
    from functools import wraps

    @wraps(func)
    def wrapper(*args, **kwargs):
        made = CoroWrapper(factory(*args, **kwargs), func=func)
        if made._source_traceback:
            # Without this function.
            del made._source_traceback[-1]
        # Generators have both names; a coroutine made from one should as well.
        made.__name__ = getattr(func, "__name__", None)
        made.__qualname__ = getattr(func, "__qualname__", None)
        return made

    return wrapper


def iscoroutinefunction(func):
    """True for functions defined by "async def" and for those marked as coroutine functions."""
    if getattr(func, "_is_coroutine", None) is _is_coroutine:
        return True
    from inspect import iscoroutinefunction as defined_async
    return defined_async(func)


# The native types come first: they are by far the most frequent.
_COROUTINE_TYPES = (types.CoroutineType, types.GeneratorType, collections.abc.Coroutine, CoroWrapper)

# Classes found to be coroutines, to spare the slow check against an abstract class. Bounded.
_iscoroutine_typecache = set()


def iscoroutine(obj):
    """True for coroutine objects, generators included."""
    kind = type(obj)
    if kind in _iscoroutine_typecache:
        return True
    found = isinstance(obj, _COROUTINE_TYPES)
    if found and len(_iscoroutine_typecache) < 100:
        _iscoroutine_typecache.add(kind)
    return found


def _first_attribute(obj, *names):
    """The value of the first attribute that is there, else None."""
    for name in names:
        try:
            return getattr(obj, name)
        except AttributeError:
            pass
    return None


def _coroutine_name(coro):
    if isinstance(coro, CoroWrapper):
        return format_helpers._format_callback(coro.func, (), {})
    # Coroutines of other compilers may lack either name.
    name = getattr(coro, "__qualname__", None) or getattr(coro, "__name__", None)
    return f"{name or f'<{type(coro).__name__} without __name__>'}()"


def _format_coroutine(coro):
    """The name of a coroutine and where it stands: "f() running at file:line" and the like."""
    assert iscoroutine(coro)
    name = _coroutine_name(coro)
    code = _first_attribute(coro, "cr_code", "gi_code")
    if not code:
        running = _first_attribute(coro, "cr_running", "gi_running")
        return f"{name} running" if running else name
    frame = _first_attribute(coro, "gi_frame", "cr_frame")
    filename = code.co_filename or "<empty co_filename>"
    state = "done, defined" if frame is None else "running"
    line = code.co_firstlineno if frame is None else frame.f_lineno
    if isinstance(coro, CoroWrapper) and coro.func is not None:
        from inspect import isgeneratorfunction
        if not isgeneratorfunction(coro.func):
            # The generator is _delegating's: the function inside tells more.
            where = format_helpers._get_function_source(coro.func)
            if where is not None:
                filename, line = where
            state = "done, defined" if frame is None else "running, defined"
    return f"{name} {state} at {filename}:{line}"
