"""Policies, and the question which loop is the current one; handles and the abstract loop are found here as well.

The running loop is kept per thread. The functions that ask for it are on hot paths; a native module _asyncio,
if there is one, takes their place, and the Python ones stay at hand as _py_*.
"""

__all__ = ("AbstractEventLoopPolicy", "AbstractEventLoop", "AbstractServer", "Handle", "TimerHandle",
           "get_event_loop_policy", "set_event_loop_policy", "get_event_loop", "set_event_loop", "new_event_loop",
           "get_child_watcher", "set_child_watcher", "_set_running_loop", "get_running_loop", "_get_running_loop")

import contextvars
import os
import socket
import sys
import threading

from . import exceptions
from . import format_helpers
from ._handle import Handle, TimerHandle
from ._interface import AbstractEventLoop, AbstractServer


def __getattr__(name):
    if name == "subprocess":
        import subprocess
        return subprocess
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class AbstractEventLoopPolicy:
    """Decides which loop belongs to which context, and how loops are made."""

    def get_event_loop(self):
        """The loop of the current context; raises if there is none and none is made here."""
        raise NotImplementedError

    def set_event_loop(self, loop):
        """Make this the loop of the current context."""
        raise NotImplementedError

    def new_event_loop(self):
        """A new loop by this policy's rules; set_event_loop() makes it current."""
        raise NotImplementedError

    def get_child_watcher(self):
        """The watcher of child processes."""
        raise NotImplementedError

    def set_child_watcher(self, watcher):
        """Put another watcher of child processes in place."""
        raise NotImplementedError


class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    """One loop per thread. The main thread's is made when first asked for, any other has to be set."""

    _loop_factory = None

    class _Local(threading.local):
        _loop = None
        _set_called = False

    def __init__(self):
        self._local = type(self)._Local()

    def get_event_loop(self):
        """The loop of this thread; the main thread gets one made at its first call."""
        here = self._local
        if here._loop is None and not here._set_called:
            if isinstance(threading.current_thread(), threading._MainThread):
                self.set_event_loop(self.new_event_loop())
        if here._loop is None:
            name = threading.current_thread().name
            raise RuntimeError(f"There is no current event loop in thread {name!r}.")
        return here._loop

    def set_event_loop(self, loop):
        """Make a loop that of this thread; None takes it away."""
        here = self._local
        here._set_called = True
        assert isinstance(loop, (AbstractEventLoop, type(None)))
        here._loop = loop

    def new_event_loop(self):
        """A fresh loop of the class that the policy is for."""
        return self._loop_factory()


# The policy of the process, made on first use; the lock guards against making two.
_event_loop_policy, _lock = None, threading.Lock()


class _RunningLoop(threading.local):
    # The process is noted as well: a fork leaves the loop in the parent.
    loop_pid = (None, None)


_running_loop = _RunningLoop()


def _get_running_loop():
    """The loop running in this thread, or None."""
    loop, pid = _running_loop.loop_pid
    if loop is not None and pid == os.getpid():
        return loop
    return None


def _set_running_loop(loop):
    """Note the loop that runs in this thread, None for none; for the use of event loops."""
    _running_loop.loop_pid = (loop, os.getpid())


def get_running_loop():
    """The loop running in this thread; RuntimeError if there is none."""
    loop, pid = _running_loop.loop_pid
    if loop is None or pid != os.getpid():
        raise RuntimeError("no running event loop")
    return loop


def get_event_loop():
    """The running loop; if there is none, what the policy says."""
    loop, pid = _running_loop.loop_pid
    if loop is not None and pid == os.getpid():
        return loop
    return get_event_loop_policy().get_event_loop()


def _init_event_loop_policy():
    """Make the default policy, if no other thread has been quicker."""
    from . import DefaultEventLoopPolicy as default
    with _lock:
        set_event_loop_policy(_event_loop_policy or default())


def get_event_loop_policy():
    """The policy of the process."""
    if not _event_loop_policy:
        _init_event_loop_policy()
    return _event_loop_policy


def set_event_loop_policy(policy):
    """Put another policy in place; None brings the default one back."""
    assert isinstance(policy, (AbstractEventLoopPolicy, type(None)))
    global _event_loop_policy
    _event_loop_policy = policy


def set_event_loop(loop):
    """The same as get_event_loop_policy().set_event_loop(loop)."""
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    """The same as get_event_loop_policy().new_event_loop()."""
    return get_event_loop_policy().new_event_loop()


def get_child_watcher():
    """The same as get_event_loop_policy().get_child_watcher()."""
    return get_event_loop_policy().get_child_watcher()


def set_child_watcher(watcher):
    """The same as get_event_loop_policy().set_child_watcher(watcher)."""
    return get_event_loop_policy().set_child_watcher(watcher)


_native_names = "_get_running_loop", "_set_running_loop", "get_running_loop", "get_event_loop"
for _name in _native_names:
    globals()["_py_" + _name] = globals()[_name]
try:
    import _asyncio
except ImportError:
    pass
else:
    for _name in _native_names:
        globals()[_name] = globals()["_c_" + _name] = getattr(_asyncio, _name)
    del _asyncio
del _name, _native_names
