"""Watchers of child processes: who waits for their end, and how. Found in asyncio.unix_events.

The two here hear of it by SIGCHLD, through the loop of the main thread: SafeChildWatcher asks after each
child it knows, FastChildWatcher after any child whatsoever. Those that need no such loop are in
_loopless_watchers.
"""

import os
import signal
import threading
import warnings

from . import events
from .log import logger

__name__ = "asyncio.unix_events"  # where all of this is found


def _compute_returncode(status):
    """A status of waitpid() as an exit status: negative for a signal."""
    if os.WIFSIGNALED(status):
        return -os.WTERMSIG(status)
    if os.WIFEXITED(status):
        return os.WEXITSTATUS(status)
    # Stopped or the like, which was not asked for.
    return status


def _reap(pid, flags):
    """(True, exit status) of a child; (None, None) if it runs; (False, 255) if somebody else has been quicker."""
    assert pid > 0
    try:
        found, status = os.waitpid(pid, flags)
    except ChildProcessError:
        logger.warning("Unknown child process pid %d, will report returncode 255", pid)
        return False, 255
    return (True, _compute_returncode(status)) if found else (None, None)


def _log_exit(pid, returncode):
    logger.debug("process %s exited with returncode %s", pid, returncode)


class AbstractChildWatcher:
    """What a watcher does. Children are started within "with watcher:"."""

    def add_child_handler(self, pid, callback, *args):
        """Have callback(pid, exit status, *args) called when the child ends; in place of one set earlier.

        The callback must be fit for any thread.
        """
        raise NotImplementedError()

    def remove_child_handler(self, pid):
        """Undo add_child_handler(); tells whether there was anything to undo."""
        raise NotImplementedError()

    def attach_loop(self, loop):
        """Use this loop from now on; None for no loop."""
        raise NotImplementedError()

    def close(self):
        """Let go of everything; the watcher must not be used any more."""
        raise NotImplementedError()

    def is_active(self):
        """Whether the watcher can hear of the end of children now."""
        raise NotImplementedError()

    def __enter__(self):
        """Begin to start children; gives the watcher."""
        raise NotImplementedError()

    def __exit__(self, a, b, c):
        """The children are started; a, b and c tell of an exception, as always."""
        raise NotImplementedError()


class BaseChildWatcher(AbstractChildWatcher):
    """Hears SIGCHLD through a loop, that of the main thread."""

    def __init__(self):
        self._loop = None
        # By process: (callback, arguments).
        self._callbacks = {}

    def close(self):
        self.attach_loop(None)

    def is_active(self):
        loop = self._loop
        return loop is not None and loop.is_running()

    def _do_waitpid(self, expected_pid):
        raise NotImplementedError()

    def _do_waitpid_all(self):
        raise NotImplementedError()

    def attach_loop(self, loop):
        assert isinstance(loop, (events.AbstractEventLoop, type(None)))
        former, self._loop = self._loop, loop
        if former is not None:
            if loop is None and self._callbacks:
                warnings.warn("A loop is being detached from a child watcher with pending handlers", RuntimeWarning)
            former.remove_signal_handler(signal.SIGCHLD)
        if loop is not None:
            loop.add_signal_handler(signal.SIGCHLD, self._sig_chld)
            # Children may have ended while nobody listened.
            self._do_waitpid_all()

    def _sig_chld(self):
        try:
            self._do_waitpid_all()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            # Not the loop's fault, whose handler removes what raises.
            self._loop.call_exception_handler({
                "message": "Unknown exception in SIGCHLD handler",
                "exception": problem,
            })

    def remove_child_handler(self, pid):
        return self._callbacks.pop(pid, None) is not None


class AsksAll:
    """A watcher that asks after each child that it knows, those in _callbacks."""

    def __enter__(self):
        return self

    def _do_waitpid_all(self):
        for pid in tuple(self._callbacks):
            self._do_waitpid(pid)


class SafeChildWatcher(AsksAll, BaseChildWatcher):
    """Asks after each child it knows, and leaves others alone. Slow with very many children."""

    def close(self):
        self._callbacks.clear()
        super().close()

    def __exit__(self, a, b, c):
        pass

    def add_child_handler(self, pid, callback, *args):
        self._callbacks[pid] = callback, args
        # It may be over already.
        self._do_waitpid(pid)

    def _do_waitpid(self, expected_pid):
        known, returncode = _reap(expected_pid, os.WNOHANG)
        if known is None:
            return
        debugging = self._loop.get_debug()
        if known and debugging:
            _log_exit(expected_pid, returncode)
        try:
            callback, args = self._callbacks.pop(expected_pid)
        except KeyError:
            # Removed while the signal was on its way.
            if debugging:
                logger.warning("Child watcher got an unexpected pid: %r", expected_pid, exc_info=True)
        else:
            callback(expected_pid, returncode, *args)


class FastChildWatcher(BaseChildWatcher):
    """Asks after any child: fast, but takes the children of others too, who will miss them."""

    def __init__(self):
        super().__init__()
        self._lock = threading.Lock()
        # How many are starting children, and the children meanwhile ended that nobody has registered yet.
        self._forks = 0
        self._zombies = {}

    def close(self):
        for known in (self._callbacks, self._zombies):
            known.clear()
        super().close()

    def __enter__(self):
        with self._lock:
            self._forks += 1
        return self

    def __exit__(self, a, b, c):
        with self._lock:
            self._forks -= 1
            if self._forks or not self._zombies:
                return
            strangers = str(self._zombies)
            self._zombies.clear()
        logger.warning("Caught subprocesses termination from unknown pids: %s", strangers)

    def add_child_handler(self, pid, callback, *args):
        assert self._forks, "Must use the context manager"
        with self._lock:
            if pid not in self._zombies:
                self._callbacks[pid] = callback, args
                return
            returncode = self._zombies.pop(pid)
        # It is over already.
        callback(pid, returncode, *args)

    def _do_waitpid_all(self):
        # One signal may stand for several children.
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                # No children at all.
                return
            if pid == 0:
                return
            self.__ended(pid, _compute_returncode(status))

    def __ended(self, pid, returncode):
        with self._lock:
            callback, args = self._callbacks.pop(pid, (None, ()))
            if callback is None and self._forks:
                # Perhaps registered in a moment.
                self._zombies[pid] = returncode
                if self._loop.get_debug():
                    logger.debug("unknown process %s exited with returncode %s", pid, returncode)
                return
            if callback is not None and self._loop.get_debug():
                _log_exit(pid, returncode)
        if callback is None:
            logger.warning("Caught subprocess termination from unknown pid: %d -> %d", pid, returncode)
        else:
            callback(pid, returncode, *args)


__name__ = __spec__.name
