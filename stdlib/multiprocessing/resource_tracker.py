"""A process that takes away named resources of the system which nobody has taken away.

Semaphores and blocks of shared memory outlive those who made them.  A program
and all processes it starts write to one pipe what they make and take away;
when its last writer has gone, the tracker, which reads it, takes the rest
away.
"""

import os
import signal
import sys
import threading
import warnings

from multiprocessing import util

import _multiprocessing
import _posixshmem

__all__ = ['ensure_running', 'register', 'unregister']

_CLEANUP_FUNCS = {
    'noop': lambda name: None,
    'semaphore': _multiprocessing.sem_unlink,
    'shared_memory': _posixshmem.shm_unlink,
}
# What ends the others must not end the tracker before it has done its work.
_IGNORED_SIGNALS = signal.SIGINT, signal.SIGTERM


class ResourceTracker:
    """The pipe to the tracker, and its number if this process has started it."""

    def __init__(self):
        self._lock = threading.Lock()
        self._fd = self._pid = None

    def getfd(self):
        """The descriptor to write to, for processes that are started."""
        self.ensure_running()
        return self._fd

    def _stop(self):
        with self._lock:
            self._forget()

    def _forget(self):
        """Give the pipe up; the tracker ends when all have."""
        fd, pid = self._fd, self._pid
        self._fd = self._pid = None
        if fd is not None:
            os.close(fd)
        if pid is not None:
            try:
                os.waitpid(pid, 0)
            except ChildProcessError:
                pass

    def ensure_running(self):
        """Start the tracker unless it is running."""
        with self._lock:
            if self._fd is not None:
                if self._check_alive():
                    return
                self._forget()
                warnings.warn('resource_tracker: process died unexpectedly, relaunching.  Some resources might leak.')
            self._start()

    def _start(self):
        import subprocess
        from multiprocessing import spawn
        reads, writes = os.pipe()
        passed = [reads]
        try:
            passed.append(sys.stderr.fileno())
        except Exception:
            pass
        executable = spawn.get_executable()
        program = 'from multiprocessing.resource_tracker import main; main(%d)' % reads
        # The tracker inherits the mask and takes it off when it ignores the signals.
        signal.pthread_sigmask(signal.SIG_BLOCK, _IGNORED_SIGNALS)
        try:
            self._pid = util.spawnv_passfds(
                executable, [executable, *subprocess._args_from_interpreter_flags(), '-c', program], passed)
        except:
            os.close(writes)
            raise
        else:
            self._fd = writes
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _IGNORED_SIGNALS)
            os.close(reads)

    def _check_alive(self):
        try:
            os.write(self._fd, b'PROBE:0:noop\n')
        except OSError:
            return False
        return True

    def register(self, name, rtype):
        """A resource was made."""
        self._send('REGISTER', name, rtype)

    def unregister(self, name, rtype):
        """A resource was taken away."""
        self._send('UNREGISTER', name, rtype)

    def _send(self, command, name, rtype):
        self.ensure_running()
        if len(name) > 512:
            # A line must be written at once.
            raise ValueError('name too long')
        line = '{0}:{1}:{2}\n'.format(command, name, rtype).encode('ascii')
        written = os.write(self._fd, line)
        assert written == len(line), 'nbytes {0:n} but len(msg) {1:n}'.format(written, len(line))


_resource_tracker = ResourceTracker()
ensure_running, register = _resource_tracker.ensure_running, _resource_tracker.register
unregister, getfd = _resource_tracker.unregister, _resource_tracker.getfd


def main(fd):
    """Be the tracker."""
    for number in _IGNORED_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _IGNORED_SIGNALS)
    for file in (sys.stdin, sys.stdout):
        try:
            file.close()
        except Exception:
            pass
    left = {kind: set() for kind in _CLEANUP_FUNCS}
    with open(fd, 'rb') as lines:
        for line in lines:
            try:
                _follow(line, left)
            except Exception:
                try:
                    sys.excepthook(*sys.exc_info())
                except Exception:
                    pass
    for kind, names in left.items():
        _clean_up(kind, names)


def _follow(line, left):
    command, name, kind = line.strip().decode('ascii').split(':')
    if kind not in _CLEANUP_FUNCS:
        raise ValueError('Cannot register %s for automatic cleanup: unknown resource type %s' % (name, kind))
    if command == 'REGISTER':
        left[kind].add(name)
    elif command == 'UNREGISTER':
        left[kind].remove(name)
    elif command != 'PROBE':
        raise RuntimeError('unrecognized command %r' % command)


def _clean_up(kind, names):
    if names:
        try:
            warnings.warn('resource_tracker: There appear to be %d leaked %s objects to clean up at shutdown'
                          % (len(names), kind))
        except Exception:
            pass
    for name in names:
        try:
            _CLEANUP_FUNCS[kind](name)
        except Exception as problem:
            warnings.warn('resource_tracker: %r: %s' % (name, problem))
