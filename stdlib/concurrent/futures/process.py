"""The executor that makes its calls in processes.

submit() keeps a call among those that wait; a thread moves calls on to a queue
that all workers read from, never many more than there are workers, so that the
others can still be cancelled.  The same thread takes results, and notices when
a worker has gone, which breaks the executor.
"""

import atexit
import itertools
import multiprocessing as mp
import os
import queue
import threading
import traceback
import weakref
from multiprocessing.connection import wait
from multiprocessing.queues import Queue

from concurrent.futures import _base

EXTRA_QUEUED_CALLS = 1  # so that no worker waits for the thread

_threads_wakeups = weakref.WeakKeyDictionary()
_global_shutdown = False


class _ThreadWakeup:
    """A pipe to wake the thread with."""

    def __init__(self):
        self._reader, self._writer = mp.Pipe(duplex=False)
        self._lock = threading.Lock()

    def wakeup(self):
        with self._lock:
            if not self._writer.closed:
                self._writer.send_bytes(b'')

    def clear(self):
        while self._reader.poll():
            self._reader.recv_bytes()

    def close(self):
        with self._lock:
            self._writer.close()
            self._reader.close()


def _python_exit():
    # What was submitted is to be finished before the program ends.
    global _global_shutdown
    _global_shutdown = True
    running = list(_threads_wakeups.items())
    for _, wakeup in running:
        wakeup.wakeup()
    for thread, _ in running:
        thread.join()


atexit.register(_python_exit)


# ---- exceptions on their way

class _RemoteTraceback(Exception):
    """The traceback of a worker, as text."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class _ExceptionWithTraceback:
    """An exception that takes its traceback along as its cause."""

    def __init__(self, exc, tb):
        self.exc = exc
        self.tb = '\n"""\n%s"""' % ''.join(traceback.format_exception(type(exc), exc, tb))

    def __reduce__(self):
        return _rebuild_exc, (self.exc, self.tb)


def _rebuild_exc(exc, tb):
    exc.__cause__ = _RemoteTraceback(tb)
    return exc


class BrokenProcessPool(_base.BrokenExecutor):
    """A worker has gone while there was something to do."""


class _SafeQueue(Queue):
    """The queue of calls: one that cannot be pickled has its future fail."""

    def __init__(self, maxsize, *, ctx, pending, wakeup):
        self._pending, self._wakeup = pending, wakeup
        super().__init__(maxsize, ctx=ctx)

    def _start_thread(self):
        # The class's handler knows no queue: give it one that does.
        pending, wakeup = self._pending, self._wakeup

        class Handler:
            @staticmethod
            def _on_queue_feeder_error(problem, obj):
                text = ''.join(traceback.format_exception(type(problem), problem, problem.__traceback__))
                problem.__cause__ = _RemoteTraceback('\n"""\n%s"""' % text)
                item = pending.pop(obj[0], None) if obj else None
                wakeup.wakeup()
                if item is not None:
                    item[0].set_exception(problem)

        self._error_handler = Handler
        super()._start_thread()


def _get_chunks(*iterables, chunksize):
    """Tuples of arguments, so many together."""
    calls = zip(*iterables)
    return iter(lambda: tuple(itertools.islice(calls, chunksize)), ())


def _process_chunk(fn, chunk):
    return [fn(*args) for args in chunk]


def _process_worker(call_queue, result_queue, initializer, initargs):
    """What a worker does: calls, until there is None."""
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _base.LOGGER.critical('Exception in initializer:', exc_info=True)
            return  # which breaks the executor
    while True:
        call = call_queue.get(block=True)
        if call is None:
            result_queue.put(os.getpid())
            return
        number, function, args, kwargs = call
        try:
            outcome = number, function(*args, **kwargs), None
        except BaseException as problem:
            outcome = number, None, _ExceptionWithTraceback(problem, problem.__traceback__)
        try:
            result_queue.put(outcome)
        except BaseException as problem:
            result_queue.put((number, None, _ExceptionWithTraceback(problem, problem.__traceback__)))
        call = outcome = function = args = kwargs = None


class _Manager:
    """What the thread does; it must not keep the executor alive."""

    def __init__(self, executor):
        self.executor = weakref.ref(executor, lambda _, wake=executor._wakeup: wake.wakeup())
        self.processes, self.pending = executor._processes, executor._pending_work_items
        self.waiting, self.calls = executor._work_ids, executor._call_queue
        self.results, self.wakeup = executor._result_queue, executor._wakeup

    def run(self):
        """Move calls and results until nothing more is to be done."""
        try:
            while True:
                self._fill()
                result, broken = self._wait()
                if broken is not None:
                    self._break(broken)
                    return
                if isinstance(result, int):
                    self._ended(result)
                elif result is not None:
                    self._finish(*result)
                result = None
                if self._is_over():
                    self._stop_workers()
                    return
        finally:
            self.calls.close()
            self.calls.join_thread()
            self.wakeup.close()

    def _fill(self):
        """Move calls on while there is room."""
        while not self.calls.full():
            try:
                number = self.waiting.get(block=False)
            except queue.Empty:
                return
            future, function, args, kwargs = self.pending[number]
            if future.set_running_or_notify_cancel():
                self.calls.put((number, function, args, kwargs))
            else:
                del self.pending[number]

    def _wait(self):
        """(result or None, why the executor is broken or None)"""
        reader, waker = self.results._reader, self.wakeup._reader
        sentinels = [each.sentinel for each in list(self.processes.values())]
        ready = wait([reader, waker, *sentinels])
        if waker in ready:
            self.wakeup.clear()
        if reader in ready:
            try:
                return reader.recv(), None
            except BaseException as problem:
                return None, traceback.format_exception(type(problem), problem, problem.__traceback__)
        return None, None if waker in ready else []

    def _ended(self, pid):
        self.processes.pop(pid).join()

    def _finish(self, number, value, problem):
        item = self.pending.pop(number, None)
        if item is not None:
            if problem is not None:
                item[0].set_exception(problem)
            else:
                item[0].set_result(value)

    def _is_over(self):
        owner = self.executor()
        if not (_global_shutdown or owner is None or owner._shutdown_thread):
            return False
        if owner is not None:
            owner._shutdown_thread = True
        return not self.pending

    def _break(self, cause):
        problem = BrokenProcessPool('A process in the process pool was terminated abruptly while the future was '
                                    'running or pending.')
        if cause:
            problem.__cause__ = _RemoteTraceback("\n'''\n%s'''" % ''.join(cause))
        owner = self.executor()
        if owner is not None:
            owner._broken = ('A child process terminated abruptly, the process pool is not usable anymore')
            owner._shutdown_thread = True
        owner = None
        for item in list(self.pending.values()):
            item[0].set_exception(problem)
        self.pending.clear()
        for each in list(self.processes.values()):
            each.terminate()
        self._join()

    def _stop_workers(self):
        for _ in list(self.processes):
            self.calls.put(None)
        self._join()

    def _join(self):
        for each in list(self.processes.values()):
            each.join()


def _chain_from_iterable_of_lists(iterable):
    """The items of several lists, which are emptied, so that nothing is kept longer than needed."""
    for items in iterable:
        items.reverse()
        while items:
            yield items.pop()


class ProcessPoolExecutor(_base.Executor):
    """Makes calls in processes: max_workers, by default one for each processor.

    initializer(*initargs) is called in each; mp_context says how they start.
    """

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=()):
        """A pool of up to max_workers processes, made by mp_context, which call initializer first."""
        self._max_workers = (os.cpu_count() or 1) if max_workers is None else max_workers
        if self._max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._mp_context = mp.get_context() if mp_context is None else mp_context
        self._initializer, self._initargs = initializer, initargs
        self._queue_management_thread = None
        self._processes = {}
        self._shutdown_thread = self._broken = False
        self._shutdown_lock = threading.Lock()
        self._queue_count = 0
        self._pending_work_items = {}
        self._work_ids = queue.Queue()
        self._wakeup = _ThreadWakeup()
        self._call_queue = _SafeQueue(self._max_workers + EXTRA_QUEUED_CALLS, ctx=self._mp_context,
                                      pending=self._pending_work_items, wakeup=self._wakeup)
        # Workers that are killed are no news.
        self._call_queue._ignore_epipe = True
        self._result_queue = self._mp_context.SimpleQueue()

    def _start(self):
        """Start the workers and the thread, at the first call."""
        if self._queue_management_thread is not None:
            return
        for _ in range(self._max_workers):
            each = self._mp_context.Process(target=_process_worker, args=(
                self._call_queue, self._result_queue, self._initializer, self._initargs))
            each.start()
            self._processes[each.pid] = each
        thread = threading.Thread(target=_Manager(self).run, name='QueueManagerThread', daemon=True)
        self._queue_management_thread = thread
        thread.start()
        _threads_wakeups[thread] = self._wakeup

    def submit(*args, **kwargs):
        """Make a call: submit(fn, /, *args, **kwargs); returns its Future."""
        self, fn, rest = _base._submitted('ProcessPoolExecutor', args, kwargs)
        with self._shutdown_lock:
            if self._broken:
                raise BrokenProcessPool(self._broken)
            if self._shutdown_thread:
                raise RuntimeError('cannot schedule new futures after shutdown')
            if _global_shutdown:
                raise RuntimeError('cannot schedule new futures after interpreter shutdown')
            future = _base.Future()
            self._pending_work_items[self._queue_count] = future, fn, tuple(rest), kwargs
            self._work_ids.put(self._queue_count)
            self._queue_count += 1
            self._start()
            self._wakeup.wakeup()
            return future

    submit.__text_signature__ = _base.Executor.submit.__text_signature__

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """An iterator of fn(*items); chunksize says how many calls a worker gets at a time."""
        if chunksize < 1:
            raise ValueError('chunksize must be >= 1.')
        from functools import partial
        chunks = super().map(partial(_process_chunk, fn), _get_chunks(*iterables, chunksize=chunksize),
                             timeout=timeout)
        return _chain_from_iterable_of_lists(chunks)

    def shutdown(self, wait=True):
        """Take no more calls, and with wait, wait until all are done."""
        with self._shutdown_lock:
            self._shutdown_thread = True
        thread = self._queue_management_thread
        if thread is not None:
            self._wakeup.wakeup()
            if wait:
                thread.join()
        # The descriptors go with these.
        self._queue_management_thread = None
        self._call_queue = self._result_queue = self._processes = self._wakeup = None

    shutdown.__doc__ = _base.Executor.shutdown.__doc__
