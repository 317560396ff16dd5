"""Contexts: all that multiprocessing offers, for one way of starting processes."""

import importlib
import os
import threading

from multiprocessing import process, reduction

__all__ = ()


class ProcessError(Exception):
    """Whatever goes wrong in this package."""


class BufferTooShort(ProcessError):
    """A message does not fit; it is the exception's argument."""


class TimeoutError(ProcessError):
    """It took too long."""


class AuthenticationError(ProcessError):
    """The other side does not know the key."""


def _imported(module, name):
    """Something of a module of this package, which is imported when it is needed."""
    return getattr(importlib.import_module('multiprocessing.' + module), name)


class BaseContext:
    """What all contexts have; a context has a class Process and a _name."""

    ProcessError, BufferTooShort = ProcessError, BufferTooShort
    TimeoutError, AuthenticationError = TimeoutError, AuthenticationError

    current_process = staticmethod(process.current_process)
    parent_process = staticmethod(process.parent_process)
    active_children = staticmethod(process.active_children)

    def Lock(self):
        """A lock."""
        return _imported('synchronize', 'Lock')(ctx=self.get_context())

    def RLock(self):
        """A lock that its owner may acquire again."""
        return _imported('synchronize', 'RLock')(ctx=self.get_context())

    def Condition(self, lock=None):
        """A condition variable."""
        return _imported('synchronize', 'Condition')(lock, ctx=self.get_context())

    def Semaphore(self, value=1):
        """A semaphore."""
        return _imported('synchronize', 'Semaphore')(value, ctx=self.get_context())

    def BoundedSemaphore(self, value=1):
        """A semaphore with a greatest value."""
        return _imported('synchronize', 'BoundedSemaphore')(value, ctx=self.get_context())

    def Event(self):
        """An event."""
        return _imported('synchronize', 'Event')(ctx=self.get_context())

    def Barrier(self, parties, action=None, timeout=None):
        """A barrier."""
        return _imported('synchronize', 'Barrier')(parties, action, timeout, ctx=self.get_context())

    def Queue(self, maxsize=0):
        """A queue."""
        return _imported('queues', 'Queue')(maxsize, ctx=self.get_context())

    def JoinableQueue(self, maxsize=0):
        """A queue that can be waited for."""
        return _imported('queues', 'JoinableQueue')(maxsize, ctx=self.get_context())

    def SimpleQueue(self):
        """A queue without a limit or a thread."""
        return _imported('queues', 'SimpleQueue')(ctx=self.get_context())

    def Value(self, typecode_or_type, *args, lock=True):
        """A value in shared memory, with a lock."""
        return _imported('sharedctypes', 'Value')(typecode_or_type, *args, lock=lock, ctx=self.get_context())

    def Array(self, typecode_or_type, size_or_initializer, *, lock=True):
        """An array in shared memory, with a lock."""
        return _imported('sharedctypes', 'Array')(typecode_or_type, size_or_initializer, lock=lock, ctx=self.get_context())

    def cpu_count(self):
        """How many processors there are."""
        found = os.cpu_count()
        if found is None:
            raise NotImplementedError('cannot determine number of cpus')
        return found

    def Manager(self):
        """A process that keeps objects for others, started; see managers."""
        from multiprocessing.managers import SyncManager
        manager = SyncManager(ctx=self.get_context())
        manager.start()
        return manager

    def Pipe(self, duplex=True):
        """Two connections that are the ends of a pipe."""
        from multiprocessing.connection import Pipe
        return Pipe(duplex)

    def Pool(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        """Processes that work for this one."""
        from multiprocessing.pool import Pool
        return Pool(processes, initializer, initargs, maxtasksperchild, context=self.get_context())

    def RawValue(self, typecode_or_type, *args):
        """A value in shared memory, without a lock."""
        from multiprocessing.sharedctypes import RawValue
        return RawValue(typecode_or_type, *args)

    def RawArray(self, typecode_or_type, size_or_initializer):
        """An array in shared memory, without a lock."""
        from multiprocessing.sharedctypes import RawArray
        return RawArray(typecode_or_type, size_or_initializer)

    def freeze_support(self):
        """For programs on Windows that were made one executable; nothing elsewhere."""

    def get_logger(self):
        """The package's logger."""
        from multiprocessing.util import get_logger
        return get_logger()

    def log_to_stderr(self, level=None):
        """Let the logger write to sys.stderr."""
        from multiprocessing.util import log_to_stderr
        return log_to_stderr(level)

    def allow_connection_pickling(self):
        """Connections and sockets can always be handed to processes that are started."""

    def set_executable(self, executable):
        """What is started by 'spawn'."""
        from multiprocessing.spawn import set_executable
        set_executable(executable)

    def set_forkserver_preload(self, module_names):
        """Names of modules that the fork server imports, for all its processes."""
        from multiprocessing.forkserver import set_forkserver_preload
        set_forkserver_preload(module_names)

    def get_context(self, method=None):
        """The context for a way of starting processes; itself by default."""
        if method is None:
            return self
        try:
            found = _contexts[method]
        except KeyError:
            raise ValueError('cannot find context for %r' % method) from None
        found._check_available()
        return found

    def get_start_method(self, allow_none=False):
        """How processes are started."""
        return self._name

    def set_start_method(self, method, force=False):
        """Only the default context can be told so."""
        raise ValueError('cannot set start method of concrete context')

    @property
    def reducer(self):
        """The module that pickles."""
        return reduction

    def _check_available(self):
        pass


class Process(process.BaseProcess):
    """A process of the default context."""

    _start_method = None

    @staticmethod
    def _Popen(process_obj):
        return _default_context.get_context().Process._Popen(process_obj)


class DefaultContext(BaseContext):
    """The context that is used until another one is asked for; what it is may be set once."""

    Process = Process

    def __init__(self, context):
        self._default_context = context
        self._actual_context = None

    def get_context(self, method=None):
        """The context for a way of starting processes."""
        if method is not None:
            return super().get_context(method)
        if self._actual_context is None:
            self._actual_context = self._default_context
        return self._actual_context

    def set_start_method(self, method, force=False):
        """Say how processes are to be started, once, or with force again."""
        if self._actual_context is not None and not force:
            raise RuntimeError('context has already been set')
        self._actual_context = None if method is None and force else self.get_context(method)

    def get_start_method(self, allow_none=False):
        """How processes are started; None if that is open yet and may be told."""
        if self._actual_context is None and allow_none:
            return None
        return self.get_context()._name

    def get_all_start_methods(self):
        """All ways of starting processes, the default first."""
        return list(_contexts)


class ForkProcess(process.BaseProcess):
    """A process that is a copy of this one."""

    _start_method = 'fork'

    @staticmethod
    def _Popen(process_obj):
        from multiprocessing.popen_fork import Popen
        return Popen(process_obj)


class SpawnProcess(process.BaseProcess):
    """A process with an interpreter of its own."""

    _start_method = 'spawn'

    @staticmethod
    def _Popen(process_obj):
        from multiprocessing.popen_spawn_posix import Popen
        return Popen(process_obj)


class ForkServerProcess(process.BaseProcess):
    """A process that the fork server forks."""

    _start_method = 'forkserver'

    @staticmethod
    def _Popen(process_obj):
        from multiprocessing.popen_forkserver import Popen
        return Popen(process_obj)


class ForkContext(BaseContext):
    """Processes are forked."""

    _name = 'fork'
    Process = ForkProcess


class SpawnContext(BaseContext):
    """Processes are spawned."""

    _name = 'spawn'
    Process = SpawnProcess


class ForkServerContext(BaseContext):
    """Processes are forked by a server."""

    _name = 'forkserver'
    Process = ForkServerProcess

    def _check_available(self):
        if not reduction.HAVE_SEND_HANDLE:
            raise ValueError('forkserver start method not available')


_contexts = {'fork': ForkContext(), 'spawn': SpawnContext(), 'forkserver': ForkServerContext()}
_default_context = DefaultContext(_contexts['fork'])

_spawning = threading.local()


def get_spawning_popen():
    """The Popen of the process that this thread is about to spawn, None if there is none."""
    return getattr(_spawning, 'popen', None)


def set_spawning_popen(popen):
    """Set that."""
    _spawning.popen = popen


def assert_spawning(obj):
    """An object may only be handed to a process when that is started."""
    if get_spawning_popen() is None:
        raise RuntimeError('%s objects should only be shared between processes through inheritance'
                           % type(obj).__name__)
