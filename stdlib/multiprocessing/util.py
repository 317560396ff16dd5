"""What the package's modules have in common: logging, finalizers, what is to be done after forks and at the end."""

import atexit
import itertools
import os
import sys
import threading
import time
import weakref

from multiprocessing import process

__all__ = ['sub_debug', 'debug', 'info', 'sub_warning', 'get_logger', 'log_to_stderr', 'get_temp_dir',
           'register_after_fork', 'is_exiting', 'Finalize', 'ForkAwareThreadLock', 'ForkAwareLocal',
           'close_all_fds_except', 'SUBDEBUG', 'SUBWARNING']

# ---- logging

NOTSET, SUBDEBUG, DEBUG, INFO, SUBWARNING = 0, 5, 10, 20, 25
LOGGER_NAME = 'multiprocessing'
DEFAULT_LOGGING_FORMAT = '[%(levelname)s/%(processName)s] %(message)s'

_logger = None
_log_to_stderr = False


def _log(level, msg, args):
    if _logger:
        _logger.log(level, msg, *args)


def sub_debug(msg, *args):
    """Log details of details."""
    _log(SUBDEBUG, msg, args)


def debug(msg, *args):
    """Log details."""
    _log(DEBUG, msg, args)


def info(msg, *args):
    """Log what happens."""
    _log(INFO, msg, args)


def sub_warning(msg, *args):
    """Log what may be wrong."""
    _log(SUBWARNING, msg, args)


def get_logger():
    """The package's logger."""
    global _logger
    if not _logger:
        import logging
        _logger = logging.getLogger(LOGGER_NAME)
        _logger.propagate = 0
        # At the end of a process, before logging's own.
        atexit.unregister(_exit_function)
        atexit.register(_exit_function)
    return _logger


def log_to_stderr(level=None):
    """Let the logger write to sys.stderr; returns it."""
    global _log_to_stderr
    import logging
    logger = get_logger()
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(DEFAULT_LOGGING_FORMAT))
    logger.addHandler(handler)
    if level:
        logger.setLevel(level)
    _log_to_stderr = True
    return logger


# ---- addresses

abstract_sockets_supported = sys.platform == 'linux'  # Unix sockets that are no files


def is_abstract_socket_namespace(address):
    """Is it the address of such a one?"""
    if not address:
        return False
    if isinstance(address, (bytes, str)):
        return address[:1] in (b'\0', '\0')
    raise TypeError('address type of {!r} unrecognized'.format(address))


# ---- temporary files

def get_temp_dir():
    """A folder of this process and its children, removed at the end."""
    config = process.current_process()._config
    if config.get('tempdir') is None:
        import shutil
        import tempfile
        config['tempdir'] = tempfile.mkdtemp(prefix='pymp-')
        Finalize(None, shutil.rmtree, args=(config['tempdir'], True), exitpriority=-100)
    return config['tempdir']


# ---- forks

_afterfork_registry = weakref.WeakValueDictionary()
_afterfork_counter = itertools.count()


def register_after_fork(obj, func):
    """Call func(obj) in processes that are forked, while there is the object."""
    _afterfork_registry[next(_afterfork_counter), id(obj), func] = obj


def _run_after_forkers():
    for (_, _, function), obj in sorted(_afterfork_registry.items(), key=lambda item: item[0][0]):
        try:
            function(obj)
        except Exception as problem:
            info('after forker raised exception %s', problem)


class ForkAwareThreadLock:
    """A lock that is free in a process that was forked."""

    def __init__(self):
        self._reset()
        register_after_fork(self, ForkAwareThreadLock._reset)

    def _reset(self):
        self._lock = threading.Lock()
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)


class ForkAwareLocal(threading.local):
    """Values of a thread that are gone in a process that was forked."""

    def __init__(self):
        register_after_fork(self, lambda obj: obj.__dict__.clear())

    def __reduce__(self):
        return type(self), ()


# ---- finalizers

_finalizer_registry = {}
_finalizer_counter = itertools.count()


class Finalize:
    """Calls a function when an object has gone, or at the end of the process; once, and only in this process.

    What has an exitpriority is called at the end, the highest first.
    """

    def __init__(self, obj, callback, args=(), kwargs=None, exitpriority=None):
        if obj is None and exitpriority is None:
            raise ValueError('Without object, exitpriority cannot be None')
        if exitpriority is not None and not isinstance(exitpriority, int):
            raise TypeError('Exitpriority ({0!r}) must be None or int, not {1!s}'.format(
                exitpriority, type(exitpriority)))
        self._weakref = None if obj is None else weakref.ref(obj, self)
        self._callback, self._args, self._kwargs = callback, args, kwargs or {}
        self._key = exitpriority, next(_finalizer_counter)
        self._pid = os.getpid()
        _finalizer_registry[self._key] = self

    def __call__(self, wr=None, _registry=_finalizer_registry, _getpid=os.getpid):
        """Call it now, unless that has been done."""
        if _registry.pop(self._key, None) is None:
            return None
        result = None
        if self._pid == _getpid():
            result = self._callback(*self._args, **self._kwargs)
        self._forget()
        return result

    def _forget(self):
        self._weakref = self._callback = self._args = self._kwargs = self._key = None

    def cancel(self):
        """Do not call it."""
        if _finalizer_registry.pop(self._key, None) is not None:
            self._forget()

    def still_active(self):
        """Is it still to be called?"""
        return self._key in _finalizer_registry

    def __repr__(self):
        if self._callback is None:
            return '<%s object, dead>' % self.__class__.__name__
        shown = '<%s object, callback=%s' % (self.__class__.__name__,
                                             getattr(self._callback, '__name__', self._callback))
        return shown + (', exitpriority=%s>' % self._key[0] if self._key[0] is not None else '>')


def _run_finalizers(minpriority=None):
    """Call what is to be called at the end, down to a priority."""
    wanted = [key for key in list(_finalizer_registry)
              if key[0] is not None and (minpriority is None or key[0] >= minpriority)]
    for key in sorted(wanted, reverse=True):
        finalizer = _finalizer_registry.get(key)
        if finalizer is not None:
            sub_debug('calling %s', finalizer)
            try:
                finalizer()
            except Exception:
                import traceback
                traceback.print_exc()
    if minpriority is None:
        _finalizer_registry.clear()


def is_exiting():
    """Is the process about to end?"""
    return _exiting or _exiting is None


_exiting = False


def _exit_function(info=info, debug=debug, _run_finalizers=_run_finalizers,
                   active_children=process.active_children, current_process=process.current_process):
    """The end of a process: its daemons end, other children are waited for."""
    global _exiting
    if _exiting:
        return
    _exiting = True
    info('process shutting down')
    debug('running all "atexit" finalizers with priority >= 0')
    _run_finalizers(0)
    if current_process() is not None:
        for child in active_children():
            if child.daemon:
                info('calling terminate() for daemon %s', child.name)
                child._popen.terminate()
        for child in active_children():
            info('calling join() for process %s', child.name)
            child.join()
    debug('running the remaining "atexit" finalizers')
    _run_finalizers()


atexit.register(_exit_function)


# ---- descriptors

def close_all_fds_except(fds):
    """Close all descriptors but these."""
    try:
        last = os.sysconf('SC_OPEN_MAX')
    except Exception:
        last = 256
    bounds = [-1, *sorted(fds), last]
    assert bounds[-1] == last, 'fd too large'
    for before, behind in zip(bounds, bounds[1:]):
        os.closerange(before + 1, behind)


def _close_stdin():
    """A child must not read what is meant for its parent."""
    if sys.stdin is None:
        return
    try:
        sys.stdin.close()
    except (OSError, ValueError):
        pass
    try:
        fd = os.open(os.devnull, os.O_RDONLY)
        try:
            sys.stdin = open(fd, closefd=False)
        except:
            os.close(fd)
            raise
    except (OSError, ValueError):
        pass


def _flush_std_streams():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError):
            pass


def spawnv_passfds(path, args, passfds):
    """Start a program that has just these descriptors."""
    import _posixsubprocess
    errpipe_read, errpipe_write = os.pipe()
    try:
        return _posixsubprocess.fork_exec(args, [os.fsencode(path)], True, tuple(sorted(map(int, passfds))), None,
                                          None, -1, -1, -1, -1, -1, -1, errpipe_read, errpipe_write, False, False,
                                          None)
    finally:
        os.close(errpipe_read)
        os.close(errpipe_write)


def close_fds(*fds):
    """Close descriptors."""
    for fd in fds:
        os.close(fd)


def _cleanup_tests():
    """What tests leave behind: the temporary folder and children."""
    import gc
    import time
    _run_finalizers()
    gc.collect()
    end = time.monotonic() + 5
    while process.active_children() and time.monotonic() < end:
        time.sleep(0.01)


# ---- conditions

def wait_for(self, predicate, timeout=None):
    """Wait until a function returns true; returns what it returned last."""
    result = predicate()
    end = None if timeout is None else time.monotonic() + timeout
    while not result:
        left = None if end is None else end - time.monotonic()
        if left is not None and left <= 0:
            break
        self.wait(left)
        result = predicate()
    return result
