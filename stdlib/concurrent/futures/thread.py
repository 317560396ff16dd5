"""The executor that makes its calls in threads."""

import atexit
import itertools
import os
import queue
import threading
import weakref

from concurrent.futures import _base

_threads_queues = weakref.WeakKeyDictionary()  # thread: the queue it takes its work from
_shutdown = False


def _python_exit():
    # The threads are daemons, so that they do not hold up the end of the program when idle; but their work
    # is to be finished.
    global _shutdown
    _shutdown = True
    running = list(_threads_queues.items())
    for thread, work in running:
        work.put(None)
    for thread, work in running:
        thread.join()


atexit.register(_python_exit)


class _WorkItem:
    """A call to be made."""

    def __init__(self, future, fn, args, kwargs):
        self.future, self.fn, self.args, self.kwargs = future, fn, args, kwargs

    def run(self):
        future = self.future
        if not future.set_running_or_notify_cancel():
            return
        try:
            value = self.fn(*self.args, **self.kwargs)
        except BaseException as error:
            future.set_exception(error)
            self = future = None  # the traceback refers to this frame
        else:
            future.set_result(value)


def _worker(executor_reference, work_queue, initializer, initargs):
    """What a thread does; it has a weak reference only, so that the executor can go away."""
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _base.LOGGER.critical("Exception in initializer:", exc_info=True)
            owner = executor_reference()
            if owner is not None:
                owner._initializer_failed()
            return
    try:
        while True:
            item = work_queue.get(block=True)
            if item is not None:
                item.run()
                del item  # what it refers to is not to wait for the next call
                owner = executor_reference()
                if owner is not None:
                    owner._idle_semaphore.release()
                del owner
                continue
            # None: look whether there is reason to end, and tell the next thread to look.
            owner = executor_reference()
            if _shutdown or owner is None or owner._shutdown:
                if owner is not None:
                    owner._shutdown = True
                work_queue.put(None)
                return
            del owner
    except BaseException:
        _base.LOGGER.critical("Exception in worker", exc_info=True)


class BrokenThreadPool(_base.BrokenExecutor):
    """The initializer of a thread failed."""


class ThreadPoolExecutor(_base.Executor):
    """Makes calls in threads, up to max_workers at a time."""

    _counter = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        """An executor of so many threads, which call the initializer first."""
        if max_workers is None:
            # For work that mostly waits; not too many on large machines.
            max_workers = min(32, (os.cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers, self._work_queue = max_workers, queue.SimpleQueue()
        self._idle_semaphore, self._shutdown_lock = threading.Semaphore(0), threading.Lock()
        self._threads = set()
        self._broken = False  # or the text of the error
        self._shutdown = False
        self._thread_name_prefix = thread_name_prefix or "ThreadPoolExecutor-%d" % self._counter()
        self._initializer, self._initargs = initializer, initargs

    def submit(*args, **kwargs):
        """Have fn(*args, **kwargs) called; its Future."""
        self, fn, args = _base._submitted("ThreadPoolExecutor", args, kwargs)
        with self._shutdown_lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _shutdown:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = _base.Future()
            self._work_queue.put(_WorkItem(future, fn, args, kwargs))
            self._adjust_thread_count()
            return future
    submit.__text_signature__ = _base.Executor.submit.__text_signature__
    submit.__doc__ = _base.Executor.submit.__doc__

    def _adjust_thread_count(self):
        """Start a thread, unless one is idle or there are enough."""
        if self._idle_semaphore.acquire(timeout=0):
            return
        work = self._work_queue

        def executor_gone(_, work=work):
            work.put(None)

        count = len(self._threads)
        if count < self._max_workers:
            name = "%s_%d" % (self._thread_name_prefix or self, count)
            thread = threading.Thread(name=name, target=_worker, daemon=True, args=(
                weakref.ref(self, executor_gone), work, self._initializer, self._initargs))
            thread.start()
            self._threads.add(thread)
            _threads_queues[thread] = work

    def _initializer_failed(self):
        with self._shutdown_lock:
            self._broken = "A thread initializer failed, the thread pool is not usable anymore"
            # Nobody will make the calls that are left.
            while True:
                try:
                    item = self._work_queue.get_nowait()
                except queue.Empty:
                    break
                if item is not None:
                    item.future.set_exception(BrokenThreadPool(self._broken))

    def shutdown(self, wait=True):
        with self._shutdown_lock:
            self._shutdown = True
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
    shutdown.__doc__ = _base.Executor.shutdown.__doc__
