"""Tools for the with statement."""

import _collections_abc
import abc
import sys
from collections import deque
from functools import wraps
from types import MethodType

__all__ = ["asynccontextmanager", "contextmanager", "closing", "nullcontext", "AbstractContextManager",
           "AbstractAsyncContextManager", "AsyncExitStack", "ContextDecorator", "ExitStack", "redirect_stdout",
           "redirect_stderr", "suppress"]


class AbstractContextManager(abc.ABC):
    """Base class of context managers: whoever has __enter__ and __exit__ is one."""

    def __enter__(self):
        """The manager itself."""
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """Called at the end; a true result swallows the exception."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is not AbstractContextManager:
            return NotImplemented
        return _collections_abc._check_methods(C, "__enter__", "__exit__")


class AbstractAsyncContextManager(abc.ABC):
    """Base class of asynchronous context managers: whoever has __aenter__ and __aexit__ is one."""

    async def __aenter__(self):
        """The manager itself."""
        return self

    @abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        """Awaited at the end; a true result swallows the exception."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is not AbstractAsyncContextManager:
            return NotImplemented
        return _collections_abc._check_methods(C, "__aenter__", "__aexit__")


class ContextDecorator:
    """Base class of context managers that are decorators, too: the function then runs inside them."""

    def _recreate_cm(self):
        """The context manager for one call; those that can be used once only make a new one."""
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return inner


# ---- Generators as context managers

class _GeneratorContextManagerBase:
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        self.__doc__ = getattr(func, "__doc__", None) or type(self).__doc__

    def _started(self):
        """The arguments, kept for _recreate_cm(), are of no use any more and may hold much."""
        del self.args, self.kwds, self.func


def _is_same_end(error, value, stop):
    """Is what a generator raised only what was thrown into it, or made of that because it was a stop exception?"""
    return error is value or (isinstance(value, stop) and isinstance(error, RuntimeError)
                              and error.__cause__ is value)


class _GeneratorContextManager(_GeneratorContextManagerBase, AbstractContextManager, ContextDecorator):
    """What a function decorated with contextmanager returns."""

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)

    def __enter__(self):
        self._started()
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, type, value, traceback):
        if type is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = type()
        try:
            self.gen.throw(type, value, traceback)
        except StopIteration as stop:
            return stop is not value  # the generator may have raised the very one it was given
        except BaseException as error:
            if not _is_same_end(error, value, StopIteration):
                raise
            return False
        raise RuntimeError("generator didn't stop after throw()")


class _AsyncGeneratorContextManager(_GeneratorContextManagerBase, AbstractAsyncContextManager):
    """What a function decorated with asynccontextmanager returns."""

    async def __aenter__(self):
        try:
            return await self.gen.__anext__()
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await self.gen.__anext__()
            except StopAsyncIteration:
                return
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            await self.gen.athrow(typ, value, traceback)
            raise RuntimeError("generator didn't stop after athrow()")
        except StopAsyncIteration as stop:
            return stop is not value
        except BaseException as error:
            if not _is_same_end(error, value, (StopIteration, StopAsyncIteration)):
                raise


def contextmanager(func):
    """Decorator: a generator function that yields once becomes a function that makes context managers."""
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper


def asynccontextmanager(func):
    """Decorator: an asynchronous generator function that yields once becomes one that makes context managers."""
    @wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return helper


# ---- Small context managers

class closing(AbstractContextManager):
    """Calls close() of a thing at the end."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class _RedirectStream(AbstractContextManager):
    _stream = None  # name in sys

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []  # it may be entered again inside itself

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    """Makes another file sys.stdout."""

    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """Makes another file sys.stderr."""

    _stream = "stderr"


class suppress(AbstractContextManager):
    """Swallows exceptions of some types."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        return exctype is not None and issubclass(exctype, self._exceptions)


class nullcontext(AbstractContextManager):
    """Does nothing."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass


# ---- Stacks

def _push_call(owner, method, args, kwds):
    """What the two methods of stacks do that add a call: of the argument behind the stack, with the others."""
    if not args:
        raise TypeError(f"descriptor '{method}' of '{owner}' object needs an argument")
    stack, *args = args
    if args:
        callback, *args = args
    else:
        from _old_keywords import take
        callback = take(kwds, "callback", f"{method} expected at least 1 positional argument, got 0", stacklevel=4)
    is_sync = method == "callback"
    wrap = stack._create_cb_wrapper if is_sync else stack._create_async_cb_wrapper
    wrapper = wrap(callback, *args, **kwds)
    wrapper.__wrapped__ = callback
    stack._push_exit_callback(wrapper, is_sync)
    return callback


class _BaseExitStack:
    """A stack of callbacks (is it synchronous, function of exc_info) to be called in reverse order."""

    def __init__(self):
        self._exit_callbacks = deque()

    @staticmethod
    def _create_exit_wrapper(cm, cm_exit):
        return MethodType(cm_exit, cm)

    @staticmethod
    def _create_cb_wrapper(callback, /, *args, **kwds):
        def _exit_wrapper(exc_type, exc, tb):
            callback(*args, **kwds)
        return _exit_wrapper

    def pop_all(self):
        """Move everything to a new stack."""
        moved = type(self)()
        moved._exit_callbacks, self._exit_callbacks = self._exit_callbacks, deque()
        return moved

    def push(self, exit):
        """Add the __exit__ of an object (which is not entered), or a function of that signature; returns it."""
        method = getattr(type(exit), "__exit__", None)
        if method is None:
            self._push_exit_callback(exit)
        else:
            self._push_cm_exit(exit, method)
        return exit

    def enter_context(self, cm):
        """Enter a context manager, which is left with this one; gives what it gives."""
        cls = type(cm)
        leave = cls.__exit__
        result = cls.__enter__(cm)
        self._push_cm_exit(cm, leave)
        return result

    def callback(*args, **kwds):
        """Add a function to be called with these arguments; returns it."""
        return _push_call("_BaseExitStack", "callback", args, kwds)

    callback.__text_signature__ = "($self, callback, /, *args, **kwds)"

    def _push_cm_exit(self, cm, cm_exit):
        self._push_exit_callback(self._create_exit_wrapper(cm, cm_exit), True)

    def _push_exit_callback(self, callback, is_sync=True):
        self._exit_callbacks.append((is_sync, callback))


class _Unwinding:
    """The exception on its way through a stack of callbacks."""

    def __init__(self, exc_details):
        self.received = exc_details[0] is not None
        self.details = exc_details
        self.outer = sys.exc_info()[1]  # handled around the with statement
        self.changed = False
        self.swallowed = False

    def swallow(self):
        self.swallowed = True
        self.changed = False
        self.details = (None, None, None)

    def replace(self, details):
        """A callback raised: its exception takes over, with the one before as its context."""
        new, old = details[1], self.details[1]
        while True:
            context = new.__context__
            if context is old:
                break
            # The innermost one without context, or with the one handled around, gets it.
            if context is None or context is self.outer:
                new.__context__ = old
                break
            new = context
        self.details = details
        self.changed = True

    def result(self):
        if self.changed:
            error = self.details[1]
            context = error.__context__
            try:
                raise error
            except BaseException:
                error.__context__ = context  # raising here has put another one
                raise
        return self.received and self.swallowed


class ExitStack(_BaseExitStack, AbstractContextManager):
    """Any number of context managers and callbacks, to be left together."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        state = _Unwinding(exc_details)
        while self._exit_callbacks:
            is_sync, callback = self._exit_callbacks.pop()
            assert is_sync
            try:
                if callback(*state.details):
                    state.swallow()
            except BaseException:
                state.replace(sys.exc_info())
        return state.result()

    def close(self):
        """Leave everything now."""
        self.__exit__(None, None, None)


class AsyncExitStack(_BaseExitStack, AbstractAsyncContextManager):
    """Like ExitStack, for asynchronous context managers and callbacks, too."""

    @staticmethod
    def _create_async_exit_wrapper(cm, cm_exit):
        return MethodType(cm_exit, cm)

    @staticmethod
    def _create_async_cb_wrapper(callback, /, *args, **kwds):
        async def _exit_wrapper(exc_type, exc, tb):
            await callback(*args, **kwds)
        return _exit_wrapper

    async def enter_async_context(self, cm):
        """Enter an asynchronous context manager, which is left with this one; gives what it gives."""
        cls = type(cm)
        leave = cls.__aexit__
        result = await cls.__aenter__(cm)
        self._push_async_cm_exit(cm, leave)
        return result

    def push_async_exit(self, exit):
        """Add the __aexit__ of an object, or a coroutine function of that signature; returns it."""
        method = getattr(type(exit), "__aexit__", None)
        if method is None:
            self._push_exit_callback(exit, False)
        else:
            self._push_async_cm_exit(exit, method)
        return exit

    def push_async_callback(*args, **kwds):
        """Add a coroutine function to be awaited with these arguments; returns it."""
        return _push_call("AsyncExitStack", "push_async_callback", args, kwds)

    push_async_callback.__text_signature__ = "($self, callback, /, *args, **kwds)"

    def _push_async_cm_exit(self, cm, cm_exit):
        self._push_exit_callback(self._create_async_exit_wrapper(cm, cm_exit), False)

    async def aclose(self):
        """Leave everything now."""
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_details):
        state = _Unwinding(exc_details)
        while self._exit_callbacks:
            is_sync, callback = self._exit_callbacks.pop()
            try:
                swallowed = callback(*state.details)
                if not is_sync:
                    swallowed = await swallowed
                if swallowed:
                    state.swallow()
            except BaseException:
                state.replace(sys.exc_info())
        return state.result()
