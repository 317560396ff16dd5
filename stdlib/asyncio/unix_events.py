"""The event loop on Unix: a selector loop with signals, Unix-domain sockets, pipes, child processes, sendfile.

Pipes and the watchers of child processes are in private modules and found here as well.
"""

__all__ = ("SelectorEventLoop", "AbstractChildWatcher", "SafeChildWatcher", "FastChildWatcher",
           "MultiLoopChildWatcher", "ThreadedChildWatcher", "DefaultEventLoopPolicy")

import errno
import io
import os
import selectors
import signal
import socket
import stat
import sys
import threading
import warnings

from . import base_events
from . import coroutines
from . import events
from . import exceptions
from . import futures
from . import selector_events
from . import tasks
from .log import logger

if sys.platform == "win32":
    raise ImportError("Signals are not really supported on Windows")

from ._child_watchers import (
    AbstractChildWatcher, BaseChildWatcher, FastChildWatcher, SafeChildWatcher, _compute_returncode)
from ._loopless_watchers import MultiLoopChildWatcher, ThreadedChildWatcher
from ._unix_sendfile import SystemSendfile
from ._unix_signals import Signals
from ._unix_sockets import UnixSockets
from ._unix_pipes import _UnixReadPipeTransport, _UnixWritePipeTransport


def __getattr__(name):
    if name == "_UnixSubprocessTransport":
        from ._unix_process import _UnixSubprocessTransport
        return _UnixSubprocessTransport
    if name == "base_subprocess":
        from . import base_subprocess
        return base_subprocess
    if name in ("constants", "transports"):
        return getattr(base_events, name)
    if name in ("itertools", "subprocess"):
        return __import__(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _sighandler_noop(signum, frame):
    """The handler of signals that the loop hears of by a descriptor: a system call is interrupted, no more."""


class _UnixSelectorEventLoop(Signals, UnixSockets, SystemSendfile, selector_events.BaseSelectorEventLoop):
    """The event loop."""

    def __init__(self, selector=None):
        # By number, the handle to be run.
        self._signal_handlers = {}
        super().__init__(selector=selector)

    def close(self):
        super().close()
        self._drop_signal_handlers()

    # Pipes and child processes.

    def _make_read_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        return _UnixReadPipeTransport(self, pipe, protocol, waiter, extra)

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        return _UnixWritePipeTransport(self, pipe, protocol, waiter, extra)

    async def _make_subprocess_transport(self, protocol, args, shell, stdin, stdout, stderr, bufsize,
                                         extra=None, **kwargs):
        from ._unix_process import _UnixSubprocessTransport
        guard = events.get_child_watcher()
        with guard:
            if not guard.is_active():
                # Better now than never to hear of the child's end.
                raise RuntimeError("asyncio.get_child_watcher() is not activated, subprocess support is "
                                   "not installed.")
            connected = self.create_future()
            made = _UnixSubprocessTransport(self, protocol, args, shell, stdin, stdout, stderr, bufsize,
                                            waiter=connected, extra=extra, **kwargs)
            guard.add_child_handler(made.get_pid(), self._child_watcher_callback, made)
            try:
                await connected
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                made.close()
                await made._wait()
                raise
        return made

    def _child_watcher_callback(self, pid, returncode, transp):
        # Called in whatever thread the watcher uses.
        self.call_soon_threadsafe(transp._process_exited, returncode)


class _UnixDefaultEventLoopPolicy(events.BaseDefaultEventLoopPolicy):
    """The default policy on Unix: adds a watcher of child processes."""

    _loop_factory = _UnixSelectorEventLoop

    def __init__(self):
        super().__init__()
        self._watcher = None

    def __attach(self, watcher, loop):
        # Some watchers need the loop of the main thread: signals are handled there.
        if watcher is not None and isinstance(threading.current_thread(), threading._MainThread):
            watcher.attach_loop(loop)

    def _init_watcher(self):
        with events._lock:
            if self._watcher:
                # Another thread has been quicker.
                return
            made = self._watcher = ThreadedChildWatcher()
            self.__attach(made, self._local._loop)

    def set_event_loop(self, loop):
        """Make a loop the current thread's; None takes it away.

        In the main thread the watcher of child processes, if there is one, is attached to it, too.
        """
        events.BaseDefaultEventLoopPolicy.set_event_loop(self, loop)
        self.__attach(self._watcher, loop)

    def get_child_watcher(self):
        """The watcher; a ThreadedChildWatcher if none has been set."""
        if not self._watcher:
            self._init_watcher()
        return self._watcher

    def set_child_watcher(self, watcher):
        """Let a watcher take care of child processes; the former one is closed. None for no watcher.

        AssertionError: it is not an AbstractChildWatcher.
        """
        assert isinstance(watcher, (AbstractChildWatcher, type(None)))
        former, self._watcher = self._watcher, watcher
        if former is not None:
            former.close()


SelectorEventLoop = _UnixSelectorEventLoop
DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
