"""Pools: processes (or threads) that work for this one.

Tasks go to the workers through one queue, results come back through another.
Three threads look after that: one starts workers in place of those that have
ended, one takes tasks from their iterators, one deals out results.
"""

import collections
import itertools
import os
import queue
import threading
import time
import traceback
import warnings

from multiprocessing import get_context, util
from multiprocessing.context import TimeoutError

__all__ = ['Pool', 'ThreadPool']

RUN, CLOSE, TERMINATE = 'RUN', 'CLOSE', 'TERMINATE'
_job_counter = itertools.count()


def mapstar(args):
    """A chunk of map()."""
    function, items = args
    return [function(item) for item in items]


def starmapstar(args):
    """A chunk of starmap()."""
    function, items = args
    return [function(*item) for item in items]


# ---- exceptions on their way

class RemoteTraceback(Exception):
    """The traceback of a worker, as text."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class ExceptionWithTraceback:
    """An exception that takes its traceback along as its cause."""

    def __init__(self, exc, tb):
        self.exc = exc
        self.tb = '\n"""\n%s"""' % ''.join(traceback.format_exception(type(exc), exc, tb))

    def __reduce__(self):
        return rebuild_exc, (self.exc, self.tb)


def rebuild_exc(exc, tb):
    """Unpickle an exception of a worker."""
    exc.__cause__ = RemoteTraceback(tb)
    return exc


class MaybeEncodingError(Exception):
    """A result could not be pickled."""

    def __init__(self, exc, value):
        self.exc, self.value = repr(exc), repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return "Error sending result: '%s'. Reason: '%s'" % (self.value, self.exc)

    def __repr__(self):
        return '<%s: %s>' % (self.__class__.__name__, self)


def worker(inqueue, outqueue, initializer=None, initargs=(), maxtasks=None, wrap_exception=False):
    """What a worker does: tasks, until there is None, or so many."""
    if maxtasks is not None and not (isinstance(maxtasks, int) and maxtasks >= 1):
        raise AssertionError('Maxtasks {!r} is not valid'.format(maxtasks))
    for end in (getattr(inqueue, '_writer', None), getattr(outqueue, '_reader', None)):
        if end is not None:
            end.close()  # so that the queues end with the parent
    if initializer is not None:
        initializer(*initargs)
    done = 0
    while maxtasks is None or done < maxtasks:
        try:
            task = inqueue.get()
        except (EOFError, OSError):
            break
        if task is None:
            break
        job, number, function, args, kwargs = task
        try:
            result = True, function(*args, **kwargs)
        except Exception as problem:
            if wrap_exception and function is not _refuse:
                problem = ExceptionWithTraceback(problem, problem.__traceback__)
            result = False, problem
        try:
            outqueue.put((job, number, result))
        except Exception as problem:
            outqueue.put((job, number, (False, MaybeEncodingError(problem, result[1]))))
        task = job = result = function = args = kwargs = None
        done += 1


def _refuse(problem):
    """A task that fails: what there should have been could not be had."""
    raise problem


# ---- results

class ApplyResult:
    """What will be the result of a call."""

    def __init__(self, pool, callback, error_callback):
        self._pool = pool
        self._event = threading.Event()
        self._job = next(_job_counter)
        self._cache = pool._cache
        self._callback, self._error_callback = callback, error_callback
        self._cache[self._job] = self

    def ready(self):
        """Is it there?"""
        return self._event.is_set()

    def successful(self):
        """Did the call not fail?"""
        if not self.ready():
            raise ValueError('{0!r} not ready'.format(self))
        return self._success

    def wait(self, timeout=None):
        """Wait for it, or so long."""
        self._event.wait(timeout)

    def get(self, timeout=None):
        """The result; what the call raised is raised."""
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, number, result):
        self._finish(*result)

    def _finish(self, success, value):
        self._success, self._value = success, value
        callback = self._callback if success else self._error_callback
        if callback:
            callback(value)
        self._event.set()
        self._cache.pop(self._job, None)
        self._pool = None


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    """What will be the results of many calls, that are done in chunks."""

    def __init__(self, pool, chunksize, length, callback, error_callback):
        super().__init__(pool, callback, error_callback)
        self._success, self._value = True, [None] * length
        self._chunksize = chunksize
        self._left = -(-length // chunksize) if chunksize > 0 else 0
        if not self._left:
            self._event.set()
            del self._cache[self._job]

    def _set(self, number, result):
        success, value = result
        self._left -= 1
        if success and self._success:
            self._value[number * self._chunksize:(number + 1) * self._chunksize] = value
        elif not success and self._success:
            self._success, self._value = False, value  # the first that failed counts
        if not self._left:
            self._finish(self._success, self._value)


class IMapIterator:
    """Results of calls as they come, in their order."""

    def __init__(self, pool):
        self._pool = pool
        self._cond = threading.Condition(threading.Lock())
        self._job = next(_job_counter)
        self._cache = pool._cache
        self._items = collections.deque()
        self._index, self._length = 0, None
        self._early = {}
        self._cache[self._job] = self

    def __iter__(self):
        return self

    def next(self, timeout=None):
        """The next result."""
        with self._cond:
            if not self._items:
                if self._index == self._length:
                    self._pool = None
                    raise StopIteration
                self._cond.wait_for(lambda: self._items or self._index == self._length, timeout)
                if not self._items:
                    if self._index == self._length:
                        self._pool = None
                        raise StopIteration
                    raise TimeoutError
            success, value = self._items.popleft()
        if success:
            return value
        raise value

    __next__ = next

    def _set(self, number, result):
        with self._cond:
            self._early[number] = result
            while self._index in self._early:
                self._take(self._early.pop(self._index))
            self._check_end()

    def _take(self, result):
        self._items.append(result)
        self._index += 1
        self._cond.notify()

    def _set_length(self, length):
        with self._cond:
            self._length = length
            self._check_end()

    def _check_end(self):
        if self._index == self._length:
            self._cond.notify_all()
            self._cache.pop(self._job, None)


class IMapUnorderedIterator(IMapIterator):
    """Results of calls as they come."""

    def _set(self, number, result):
        with self._cond:
            self._take(result)
            self._check_end()


# ---- the pool

class Pool:
    """Workers; as many as there are processors, if that is not said."""

    _wrap_exception = True

    @staticmethod
    def Process(ctx, *args, **kwds):
        return ctx.Process(*args, **kwds)

    def __reduce__(self):
        raise NotImplementedError('pool objects cannot be passed between processes or pickled')

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        self._pool, self._state = [], RUN
        self._ctx = context or get_context()
        if processes is None:
            processes = os.cpu_count() or 1
        if processes < 1:
            raise ValueError('Number of processes must be at least 1')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._processes, self._maxtasksperchild = processes, maxtasksperchild
        self._initializer, self._initargs = initializer, initargs
        self._cache = {}
        self._taskqueue = queue.SimpleQueue()
        self._setup_queues()
        self._changed = threading.Event()
        try:
            self._repopulate_pool()
        except Exception:
            for each in self._pool:
                if each.exitcode is None:
                    each.terminate()
            for each in self._pool:
                each.join()
            raise
        self._threads = [threading.Thread(target=target, daemon=True)
                         for target in (self._look_after_workers, self._hand_out_tasks, self._deal_out_results)]
        for thread in self._threads:
            thread.start()
        self._terminate = util.Finalize(self, self._end, args=(
            self._taskqueue, self._inqueue, self._outqueue, self._pool, self._threads, self._cache, vars(self)),
            exitpriority=15)

    def __del__(self, _warn=warnings.warn, RUN=RUN):
        if getattr(self, '_state', None) == RUN:
            _warn(f'unclosed running multiprocessing pool {self!r}', ResourceWarning, source=self)

    def __repr__(self):
        cls = self.__class__
        return f'<{cls.__module__}.{cls.__qualname__} state={self._state} pool_size={len(self._pool)}>'

    def _setup_queues(self):
        self._inqueue, self._outqueue = self._ctx.SimpleQueue(), self._ctx.SimpleQueue()

    def _repopulate_pool(self):
        """Start workers until there are enough."""
        while len(self._pool) < self._processes:
            each = self.Process(self._ctx, target=worker, args=(
                self._inqueue, self._outqueue, self._initializer, self._initargs, self._maxtasksperchild,
                self._wrap_exception))
            each.name = each.name.replace('Process', 'PoolWorker')
            each.daemon = True
            each.start()
            self._pool.append(each)

    # ---- the three threads

    def _look_after_workers(self):
        while self._state == RUN or self._cache and self._state == CLOSE:
            ended = [each for each in self._pool if each.exitcode is not None]
            for each in ended:
                each.join()
                self._pool.remove(each)
            if ended:
                self._repopulate_pool()
            self._wait_for_change()
        self._taskqueue.put(None)

    def _wait_for_change(self):
        from multiprocessing.connection import wait
        self._changed.clear()
        wait([each.sentinel for each in self._pool], 0.1)

    def _hand_out_tasks(self):
        for tasks, set_length in iter(self._taskqueue.get, None):
            number = -1
            try:
                for number, task in enumerate(tasks):
                    if self._state == TERMINATE:
                        break
                    try:
                        self._inqueue.put(task)
                    except Exception as problem:
                        job = task[0]
                        if job in self._cache:
                            self._cache[job]._set(task[1], (False, problem))
                else:
                    if set_length:
                        set_length(number + 1)
            finally:
                tasks = set_length = task = None  # nothing is to be kept while waiting
        # That is all: no task any more for the workers, and no result for the other thread.
        try:
            self._outqueue.put(None)
            for _ in list(self._pool):
                self._inqueue.put(None)
        except OSError:
            pass

    def _deal_out_results(self):
        ending = False
        while not ending or self._cache and self._state != TERMINATE:
            try:
                result = self._outqueue.get()
            except (OSError, EOFError):
                return
            if result is None:
                ending = True
                continue
            job, number, outcome = result
            waiting = self._cache.get(job)
            if waiting is not None:
                waiting._set(number, outcome)
            result = waiting = outcome = None

    # ---- work

    def _check_running(self):
        if self._state != RUN:
            raise ValueError('Pool not running')

    def apply(self, func, args=(), kwds={}):
        """Call a function in a worker, and wait for the result."""
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        """Call a function in a worker; returns an AsyncResult."""
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._taskqueue.put(([(result._job, 0, func, args, kwds)], None))
        return result

    def map(self, func, iterable, chunksize=None):
        """Call a function with each item; returns the list of results."""
        return self._map_async(func, iterable, mapstar, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """The same; returns an AsyncResult."""
        return self._map_async(func, iterable, mapstar, chunksize, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        """Call a function with the arguments in each item; returns the list of results."""
        return self._map_async(func, iterable, starmapstar, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """The same; returns an AsyncResult."""
        return self._map_async(func, iterable, starmapstar, chunksize, callback, error_callback)

    @staticmethod
    def _get_tasks(func, items, size):
        items = iter(items)
        while True:
            chunk = tuple(itertools.islice(items, size))
            if not chunk:
                return
            yield func, chunk

    def _map_async(self, func, iterable, mapper, chunksize=None, callback=None, error_callback=None):
        self._check_running()
        if not hasattr(iterable, '__len__'):
            iterable = list(iterable)
        if chunksize is None:
            # Four for each worker.
            chunksize = -(-len(iterable) // (len(self._pool) * 4 or 1))
        if not iterable:
            chunksize = 0
        result = MapResult(self, chunksize, len(iterable), callback, error_callback)
        tasks = self._tasks(result._job, mapper, self._get_tasks(func, iterable, chunksize))
        self._taskqueue.put((tasks, None))
        return result

    @staticmethod
    def _tasks(job, function, items):
        """A task for each item; if the iterator fails, one that does."""
        number = -1
        try:
            for number, item in enumerate(items):
                yield job, number, function, (item,), {}
        except Exception as problem:
            yield job, number + 1, _refuse, (problem,), {}

    def _imap(self, kind, func, iterable, chunksize):
        self._check_running()
        if chunksize < 1:
            raise ValueError('Chunksize must be 1+, not {0:n}'.format(chunksize))
        result = kind(self)
        if chunksize == 1:
            self._taskqueue.put((self._tasks(result._job, func, iterable), result._set_length))
            return result
        chunks = self._get_tasks(func, iterable, chunksize)
        self._taskqueue.put((self._tasks(result._job, mapstar, chunks), result._set_length))
        return (item for chunk in result for item in chunk)

    def imap(self, func, iterable, chunksize=1):
        """Call a function with each item; returns an iterator of results."""
        return self._imap(IMapIterator, func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        """The same, in the order in which the results come."""
        return self._imap(IMapUnorderedIterator, func, iterable, chunksize)

    # ---- the end

    def close(self):
        """There will be no more work."""
        if self._state == RUN:
            self._state = CLOSE

    def terminate(self):
        """End, whatever is being done."""
        self._state = TERMINATE
        self._terminate()

    def join(self):
        """Wait until all work is done; after close() or terminate()."""
        if self._state == RUN:
            raise ValueError('Pool is still running')
        if self._state not in (CLOSE, TERMINATE):
            raise ValueError('In unknown state')
        for thread in self._threads:
            thread.join()
        for each in self._pool:
            each.join()

    @staticmethod
    def _drain(inqueue, threads):
        """Take tasks away that nobody will do, so that the thread which hands them out goes on."""
        if inqueue._rlock.acquire(True, 1):
            while threads[1].is_alive() and inqueue._reader.poll(0.05):
                inqueue._reader.recv_bytes()

    @classmethod
    def _end(cls, taskqueue, inqueue, outqueue, workers, threads, cache, state):
        state['_state'] = TERMINATE
        taskqueue.put(None)
        cls._drain(inqueue, threads)
        try:
            outqueue.put(None)
        except OSError:
            pass
        threads[0].join()
        for each in workers:
            if hasattr(each, 'terminate') and each.exitcode is None:
                each.terminate()
        for thread in threads[1:]:
            if thread is not threading.current_thread():
                thread.join(2)
        for each in workers:
            if hasattr(each, 'terminate') and each.is_alive():
                each.join()

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


class ThreadPool(Pool):
    """The same with threads for workers."""

    _wrap_exception = False

    @staticmethod
    def Process(ctx, *args, **kwds):
        from multiprocessing.dummy import Process
        return Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=()):
        Pool.__init__(self, processes, initializer, initargs)

    def _setup_queues(self):
        self._inqueue, self._outqueue = queue.SimpleQueue(), queue.SimpleQueue()

    def _wait_for_change(self):
        time.sleep(0.05)

    @staticmethod
    def _drain(inqueue, threads):
        try:
            while True:
                inqueue.get(block=False)
        except queue.Empty:
            pass
        for _ in range(64):
            inqueue.put(None)
