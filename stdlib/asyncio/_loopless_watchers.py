"""Watchers of child processes that need no loop in the main thread. Found in asyncio.unix_events.

MultiLoopChildWatcher has a handler for SIGCHLD of its own; ThreadedChildWatcher, the default, has a thread
wait for each child. Both tell the loop in which the child was started.
"""

import itertools
import os
import signal
import threading
import warnings

from . import events
from ._child_watchers import AbstractChildWatcher, AsksAll, _log_exit, _reap
from .log import logger

__name__ = "asyncio.unix_events"  # where all of this is found


def _hand_over(loop, pid, known, returncode, callback, args):
    """Have a loop of another thread call back; unless it is closed."""
    if loop.is_closed():
        logger.warning("Loop %r that handles pid %r is closed", loop, pid)
        return
    if known and loop.get_debug():
        _log_exit(pid, returncode)
    loop.call_soon_threadsafe(callback, pid, returncode, *args)


class MultiLoopChildWatcher(AsksAll, AbstractChildWatcher):
    """Handles SIGCHLD by itself, so that children can be started in any thread, with a loop each.

    The main thread's loop has to run; as SafeChildWatcher, it asks after each child it knows.
    """

    def __init__(self):
        # By process: (loop, callback, arguments).
        self._callbacks = {}
        # The former handler of the signal, while this one is in place.
        self._saved_sighandler = None

    def is_active(self):
        return self._saved_sighandler is not None

    def attach_loop(self, loop):
        # No loop is needed; called by the policy when there is one, which is when to begin.
        if self._saved_sighandler is not None:
            return
        former = signal.signal(signal.SIGCHLD, self._sig_chld)
        if former is None:
            logger.warning("Previous SIGCHLD handler was set by non-Python code, "
                           "restore to default handler on watcher close.")
            former = signal.SIG_DFL
        self._saved_sighandler = former
        # Do not disturb system calls.
        signal.siginterrupt(signal.SIGCHLD, False)

    def close(self):
        self._callbacks.clear()
        former, self._saved_sighandler = self._saved_sighandler, None
        if former is None:
            return
        if signal.getsignal(signal.SIGCHLD) == self._sig_chld:
            signal.signal(signal.SIGCHLD, former)
        else:
            logger.warning("SIGCHLD handler was changed by outside code")

    def __exit__(self, exc_type, exc_val, exc_tb):
        pass

    def add_child_handler(self, pid, callback, *args):
        self._callbacks[pid] = events.get_running_loop(), callback, args
        # It may be over already.
        self._do_waitpid(pid)

    def remove_child_handler(self, pid):
        return self._callbacks.pop(pid, None) is not None

    def _sig_chld(self, signum, frame):
        try:
            self._do_waitpid_all()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException:
            logger.warning("Unknown exception in SIGCHLD handler", exc_info=True)

    def _do_waitpid(self, expected_pid):
        known, returncode = _reap(expected_pid, os.WNOHANG)
        if known is None:
            return
        try:
            loop, callback, args = self._callbacks.pop(expected_pid)
        except KeyError:
            logger.warning("Child watcher got an unexpected pid: %r", expected_pid, exc_info=True)
        else:
            _hand_over(loop, expected_pid, known, returncode, callback, args)


class ThreadedChildWatcher(AbstractChildWatcher):
    """A thread for each child: needs no signals and no loop in the main thread, but threads."""

    def __init__(self):
        self._pid_counter = itertools.count(0)
        # By process.
        self._threads = {}

    def is_active(self):
        return True

    def attach_loop(self, loop):
        pass

    def __running(self):
        return [thread for thread in tuple(self._threads.values()) if thread.is_alive()]

    def close(self):
        self._join_threads()

    def _join_threads(self):
        """Wait for those threads for which the process would wait anyway."""
        for thread in self.__running():
            if not thread.daemon:
                thread.join()

    def __del__(self, _warn=warnings.warn):
        if self.__running():
            _warn(f"{type(self)} has registered but not finished child processes", ResourceWarning, source=self)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        pass

    def add_child_handler(self, pid, callback, *args):
        loop = events.get_running_loop()
        waiting = self._threads[pid] = threading.Thread(
            target=self._do_waitpid, args=(loop, pid, callback, args), daemon=True,
            name=f"waitpid-{next(self._pid_counter)}")
        waiting.start()

    def remove_child_handler(self, pid):
        # The thread cannot be stopped; what it tells is of no harm.
        return True

    def _do_waitpid(self, loop, expected_pid, callback, args):
        known, returncode = _reap(expected_pid, 0)
        _hand_over(loop, expected_pid, known, returncode, callback, args)
        self._threads.pop(expected_pid)


__name__ = __spec__.name
