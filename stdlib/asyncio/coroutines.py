"""Telling coroutines apart, and the generator-based ones of old."""

__all__ = ('coroutine', 'iscoroutinefunction', 'iscoroutine')

import collections.abc
import functools
import inspect
import os
import sys
import traceback
import types
import warnings

from . import base_futures
from . import constants
from . import format_helpers
from .log import logger


def _is_debug_mode():
    flags = sys.flags
    if flags.dev_mode:
        return True
    return not flags.ignore_environment and bool(os.environ.get('PYTHONASYNCIODEBUG'))


_DEBUG = _is_debug_mode()


class CoroWrapper:
    """Debug mode's shell around a generator: complains if it is never run."""

    def __init__(self, gen, func=None):
        assert inspect.isgenerator(gen) or inspect.iscoroutine(gen), gen
        self.gen = gen
        self.func = func
        self._source_traceback = format_helpers.extract_stack(sys._getframe(1))
        self.__name__ = getattr(gen, '__name__', None)
        self.__qualname__ = getattr(gen, '__qualname__', None)

    def __repr__(self):
        text = _format_coroutine(self)
        if self._source_traceback:
            file, line = self._source_traceback[-1][:2]
            text += f', created at {file}:{line}'
        return f'<{type(self).__name__} {text}>'

    def __iter__(self):
        return self

    def __next__(self):
        return self.gen.send(None)

    def send(self, value):
        return self.gen.send(value)

    def throw(self, type, value=None, traceback=None):
        return self.gen.throw(type, value, traceback)

    def close(self):
        return self.gen.close()

    gi_frame = property(lambda self: self.gen.gi_frame)
    gi_running = property(lambda self: self.gen.gi_running)
    gi_code = property(lambda self: self.gen.gi_code)
    gi_yieldfrom = property(lambda self: self.gen.gi_yieldfrom)

    def __await__(self):
        return self

    def __del__(self):
        # __init__ may have failed, so nothing is taken for granted here.
        gen = getattr(self, 'gen', None)
        frame = getattr(gen, 'gi_frame', None)
        if frame is None or frame.f_lasti != -1:
            return
        text = f'{self!r} was never yielded from'
        stack = getattr(self, '_source_traceback', ())
        if stack:
            text += ('\nCoroutine object created at (most recent call last, '
                     f'truncated to {constants.DEBUG_STACK_DEPTH} last lines):\n')
            text += ''.join(traceback.format_list(stack)).rstrip()
        logger.error(text)


def coroutine(func):
    """Mark a generator function as a coroutine function (deprecated)."""
    warnings.warn('"@coroutine" decorator is deprecated since Python 3.8, '
                  'use "async def" instead', DeprecationWarning, stacklevel=2)
    if inspect.iscoroutinefunction(func):
        return func

    if inspect.isgeneratorfunction(func):
        start = func
    else:
        @functools.wraps(func)
        def start(*args, **kwargs):
            made = func(*args, **kwargs)
            if (base_futures.isfuture(made) or inspect.isgenerator(made)
                    or isinstance(made, CoroWrapper)):
                return (yield from made)
            try:
                to_iterator = made.__await__
            except AttributeError:
                return made
            if isinstance(made, collections.abc.Awaitable):
                made = yield from to_iterator()
            return made

    start = types.coroutine(start)
    if not _DEBUG:
        wrapper = start
    else:
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            shell = CoroWrapper(start(*args, **kwargs), func=func)
            if shell._source_traceback:
                del shell._source_traceback[-1]
            shell.__name__ = getattr(func, '__name__', None)
            shell.__qualname__ = getattr(func, '__qualname__', None)
            return shell

    wrapper._is_coroutine = _is_coroutine
    return wrapper


_is_coroutine = object()  # the mark of functions made by coroutine()


def iscoroutinefunction(func):
    return (inspect.iscoroutinefunction(func)
            or getattr(func, '_is_coroutine', None) is _is_coroutine)


_COROUTINE_TYPES = (types.CoroutineType, types.GeneratorType,
                    collections.abc.Coroutine, CoroWrapper)
# Instance checks against an ABC are slow; types once accepted are kept here.
_iscoroutine_typecache = set()


def iscoroutine(obj):
    kind = type(obj)
    if kind in _iscoroutine_typecache:
        return True
    if not isinstance(obj, _COROUTINE_TYPES):
        return False
    if len(_iscoroutine_typecache) < 100:
        _iscoroutine_typecache.add(kind)
    return True


def _first_attribute(obj, *names):
    for name in names:
        value = getattr(obj, name, None)
        if value is not None:
            return value


def _format_coroutine(coro):
    assert iscoroutine(coro)
    wrapped = isinstance(coro, CoroWrapper)

    if wrapped and coro.func is not None:
        name = format_helpers._format_callback(coro.func, (), {})
    else:
        # Compiled coroutines (Cython's) may lack any of these attributes.
        name = (_first_attribute(coro, '__qualname__', '__name__')
                or f'<{type(coro).__name__} without __name__>') + '()'

    code = _first_attribute(coro, 'cr_code', 'gi_code')
    if code is None:
        running = _first_attribute(coro, 'cr_running', 'gi_running')
        return name + ' running' if running else name

    frame = _first_attribute(coro, 'gi_frame', 'cr_frame')
    file = code.co_filename or '<empty co_filename>'
    defined = code.co_firstlineno
    inner = (wrapped and coro.func is not None
             and not inspect.isgeneratorfunction(coro.func))
    if inner:
        file, defined = format_helpers._get_function_source(coro.func) or (file, defined)
    if frame is None:
        return f'{name} done, defined at {file}:{defined}'
    if inner:
        return f'{name} running, defined at {file}:{defined}'
    return f'{name} running at {file}:{frame.f_lineno}'
