"""What a process is to its parent, and to itself."""

import itertools
import os
import signal
import sys
import threading
from _weakrefset import WeakSet

__all__ = ['BaseProcess', 'current_process', 'active_children', 'parent_process']

try:
    ORIGINAL_DIR = os.path.abspath(os.getcwd())
except OSError:
    ORIGINAL_DIR = None


def current_process():
    """The object for this process."""
    return _current_process


def active_children():
    """The children that run; those that have ended are waited for."""
    _cleanup()
    return list(_children)


def parent_process():
    """The object for the process that started this one, None in the first."""
    return _parent_process


def _cleanup():
    for child in list(_children):
        if child._popen.poll() is not None:
            _children.discard(child)


class BaseProcess:
    """A process that calls a function, or has a run() of its own; used like threading.Thread."""

    def _Popen(self):
        raise NotImplementedError

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        assert group is None, 'group argument must be None for now'
        self._identity = _current_process._identity + (next(_process_counter),)
        self._config = dict(_current_process._config)
        self._parent_pid, self._parent_name = os.getpid(), _current_process.name
        self._popen, self._closed = None, False
        self._target, self._args, self._kwargs = target, tuple(args), dict(kwargs)
        self._name = name or type(self).__name__ + '-' + ':'.join(str(number) for number in self._identity)
        if daemon is not None:
            self.daemon = daemon
        _dangling.add(self)

    def _must_be_child(self, doing):
        assert os.getpid() == self._parent_pid, 'can only %s a child process' % doing

    def _check_closed(self):
        if self._closed:
            raise ValueError('process object is closed')

    def run(self):
        """What the process does; by default it calls the function."""
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        """Start the process."""
        self._check_closed()
        assert self._popen is None, 'cannot start a process twice'
        assert self._parent_pid == os.getpid(), 'can only start a process object created by current process'
        assert not _current_process._config.get('daemon'), 'daemonic processes are not allowed to have children'
        _cleanup()
        self._popen = self._Popen(self)
        self._sentinel = self._popen.sentinel
        # What was given may be large, or hold the process itself.
        for name in ('_target', '_args', '_kwargs'):
            delattr(self, name)
        _children.add(self)

    def terminate(self):
        """End it with SIGTERM."""
        self._check_closed()
        self._popen.terminate()

    def kill(self):
        """End it with SIGKILL."""
        self._check_closed()
        self._popen.kill()

    def join(self, timeout=None):
        """Wait until it has ended, or so long."""
        self._check_closed()
        self._must_be_child('join')
        assert self._popen, 'can only join a started process'
        if self._popen.wait(timeout) is not None:
            _children.discard(self)

    def is_alive(self):
        """Does it run?"""
        self._check_closed()
        if _current_process is self:
            return True
        self._must_be_child('test')
        if self._popen and self._popen.poll() is not None:
            _children.discard(self)
            return False
        return self._popen is not None

    def close(self):
        """Give free what the object has; the process must have ended."""
        popen, self._popen = self._popen, None
        if popen:
            if popen.poll() is None:
                self._popen = popen
                raise ValueError('Cannot close a process while it is still running. '
                                 'You should first call join() or terminate().')
            popen.close()
            del self._sentinel
            _children.discard(self)
        self._closed = True

    @property
    def name(self):
        """What it is called."""
        return self._name

    @name.setter
    def name(self, name):
        assert isinstance(name, str), 'name must be a string'
        self._name = name

    @property
    def daemon(self):
        """Does it end with its parent?"""
        return self._config.get('daemon', False)

    @daemon.setter
    def daemon(self, daemonic):
        assert self._popen is None, 'process has already started'
        self._config['daemon'] = daemonic

    @property
    def authkey(self):
        """The key that processes know each other by."""
        return self._config['authkey']

    @authkey.setter
    def authkey(self, authkey):
        self._config['authkey'] = AuthenticationString(authkey)

    @property
    def exitcode(self):
        """How it ended: what it exited with, or minus the signal; None while it runs."""
        self._check_closed()
        return None if self._popen is None else self._popen.poll()

    @property
    def ident(self):
        """Its number, None before it is started."""
        self._check_closed()
        return os.getpid() if _current_process is self else self._popen and self._popen.pid

    pid = ident

    @property
    def sentinel(self):
        """A descriptor that is ready when it has ended."""
        self._check_closed()
        try:
            return self._sentinel
        except AttributeError:
            raise ValueError('process not started') from None

    def _status(self):
        """(what it is doing, how it ended or None), for repr()."""
        for holds, status in ((_current_process is self, 'started'), (self._closed, 'closed'),
                              (os.getpid() != self._parent_pid, 'unknown'), (not self._popen, 'initial')):
            if holds:
                return status, None
        code = self._popen.poll()
        return ('started' if code is None else 'stopped'), code

    def __repr__(self):
        status, code = self._status()
        parts = [type(self).__name__, 'name=%r' % self._name]
        if self._popen:
            parts.append('pid=%s' % self._popen.pid)
        parts += ['parent=%s' % self._parent_pid, status]
        if code is not None:
            parts.append('exitcode=%s' % _exit_names.get(code, code))
        return '<%s%s>' % (' '.join(parts), ' daemon' if self.daemon else '')

    def _bootstrap(self, parent_sentinel=None):
        """What happens in the new process; returns what it is to exit with."""
        from multiprocessing import util
        global _current_process, _parent_process, _process_counter, _children
        try:
            if self._start_method is not None:
                from multiprocessing.context import _default_context
                _default_context.set_start_method(self._start_method, force=True)
            util._close_stdin()
            _process_counter = itertools.count(1)
            _children = set()
            before, _current_process = _current_process, self
            _parent_process = _ParentProcess(self._parent_name, self._parent_pid, parent_sentinel)
            try:
                if _is_forked:
                    util._run_after_forkers()
            finally:
                del before  # kept until now, as it may be in use
            util.info('child process calling self.run()')
            try:
                self.run()
                code = 0
            finally:
                util._exit_function()
        except SystemExit as exit:
            if exit.code is None:
                code = 0
            elif isinstance(exit.code, int):
                code = exit.code
            else:
                sys.stderr.write(str(exit.code) + '\n')
                code = 1
        except:
            import traceback
            code = 1
            sys.stderr.write('Process %s:\n' % self.name)
            traceback.print_exc()
        finally:
            threading._shutdown()
            util.info('process exiting with exitcode %d' % code)
            util._flush_std_streams()
        return code


_is_forked = False


def _after_fork():
    """In a process that was just forked: forget what was the other one's."""
    from multiprocessing import util
    global _is_forked
    _is_forked = True
    main = threading.main_thread()
    main._ident, main._native_id = threading.get_ident(), threading.get_native_id()
    util._finalizer_registry.clear()


class AuthenticationString(bytes):
    """A key, which is not to be pickled but for a process that is started."""

    def __reduce__(self):
        from multiprocessing.context import get_spawning_popen
        if get_spawning_popen() is None:
            raise TypeError('Pickling an AuthenticationString object is disallowed for security reasons')
        return AuthenticationString, (bytes(self),)


class _ParentProcess(BaseProcess):
    """The parent, as its child sees it."""

    def __init__(self, name, pid, sentinel):
        self._identity, self._config = (), {}
        self._name, self._pid, self._sentinel = name, pid, sentinel
        self._parent_pid, self._popen, self._closed = None, None, False

    def is_alive(self):
        """Does it run?"""
        from multiprocessing.connection import wait
        return not wait([self._sentinel], timeout=0)

    @property
    def ident(self):
        """Its number."""
        return self._pid

    pid = ident

    def join(self, timeout=None):
        """Wait until it has ended, or so long."""
        from multiprocessing.connection import wait
        wait([self._sentinel], timeout=timeout)


class _MainProcess(BaseProcess):
    """The process that nobody started with this package."""

    def __init__(self):
        self._identity, self._name = (), 'MainProcess'
        self._parent_pid, self._popen, self._closed = None, None, False
        self._config = {'authkey': AuthenticationString(os.urandom(32)), 'semprefix': '/mp'}

    def close(self):
        """Nothing to give free."""


_parent_process = None
_current_process = _MainProcess()
_process_counter = itertools.count(1)
_children = set()
_dangling = WeakSet()
_exit_names = {-number: '-' + name for name, number in vars(signal).items()
               if name.startswith('SIG') and '_' not in name}
