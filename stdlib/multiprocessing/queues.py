"""Queues between processes: a pipe, and locks so that messages stay whole.

Queue.put() gives objects to a thread that pickles and sends them, so that it
does not wait for a reader; SimpleQueue sends at once.
"""

import collections
import os
import threading
import time
import weakref
from queue import Empty, Full

from multiprocessing import connection, context, reduction, util

__all__ = ['Queue', 'SimpleQueue', 'JoinableQueue']

_END = object()  # tells the thread that nothing more will come


class Queue:
    """A queue; of at most maxsize objects, if that is more than 0."""

    _error_handler = None  # has what is called when an object cannot be sent, if that is not the class

    def __init__(self, maxsize=0, *, ctx):
        self._maxsize = maxsize if maxsize > 0 else 0
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock, self._wlock = ctx.Lock(), ctx.Lock()
        self._opid = os.getpid()
        # Whoever puts takes one of so many places; without a limit, what is there is only counted.
        self._places = ctx.BoundedSemaphore(maxsize) if self._maxsize else None
        self._there = ctx.Semaphore(0)
        self._ignore_epipe = False
        self._reset()
        util.register_after_fork(self, Queue._after_fork)

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._ignore_epipe, self._maxsize, self._reader, self._writer, self._rlock, self._wlock,
                self._places, self._there, self._opid)

    def __setstate__(self, state):
        (self._ignore_epipe, self._maxsize, self._reader, self._writer, self._rlock, self._wlock, self._places,
         self._there, self._opid) = state
        self._reset()

    def _after_fork(self):
        self._reset()

    def _reset(self):
        """As it is in a process that has put nothing yet."""
        self._notempty = threading.Condition(threading.Lock())
        self._buffer = collections.deque()
        self._thread = self._jointhread = None
        self._joincancelled = self._closed = False
        self._close = None

    def put(self, obj, block=True, timeout=None):
        """Put an object in; Full if there is no place (in time)."""
        if self._closed:
            raise ValueError(f'Queue {self!r} is closed')
        if self._places is not None and not self._places.acquire(block, timeout):
            raise Full
        with self._notempty:
            if self._thread is None:
                self._start_thread()
            self._there.release()
            self._buffer.append(obj)
            self._notempty.notify()

    def get(self, block=True, timeout=None):
        """Take an object out; Empty if there is none (in time)."""
        if self._closed:
            raise ValueError(f'Queue {self!r} is closed')
        end = None if timeout is None else time.monotonic() + timeout
        if not self._rlock.acquire(block, timeout):
            raise Empty
        try:
            if not block or timeout is not None:
                left = 0 if not block else max(end - time.monotonic(), 0)
                if not self._reader.poll(left):
                    raise Empty
            data = self._reader.recv_bytes()
            self._there.acquire(False)
            if self._places is not None:
                self._places.release()
        finally:
            self._rlock.release()
        # Others need not wait for that.
        return reduction.pickle.loads(data)

    def qsize(self):
        """About how many there are."""
        return self._there.get_value()

    def empty(self):
        """Is there nothing?"""
        return not self._reader.poll()

    def full(self):
        """Is there no place?"""
        return self._places is not None and self._places.get_value() == 0

    def get_nowait(self):
        """Take an object out if there is one."""
        return self.get(False)

    def put_nowait(self, obj):
        """Put an object in if there is a place."""
        return self.put(obj, False)

    def close(self):
        """This process will put nothing more in."""
        self._closed = True
        try:
            self._reader.close()
        finally:
            close, self._close = self._close, None
            if close:
                close()

    def join_thread(self):
        """Wait until all has been sent; after close()."""
        assert self._closed, 'Queue {0!r} not closed'.format(self)
        if self._jointhread:
            self._jointhread()

    def cancel_join_thread(self):
        """Let the process end without waiting for that."""
        self._joincancelled = True
        if self._jointhread is not None:
            self._jointhread.cancel()

    # ---- the thread that sends

    def _start_thread(self):
        self._buffer.clear()
        self._thread = threading.Thread(target=self._feed, name='QueueFeederThread', daemon=True,
                                        args=(self._buffer, self._notempty, self._wlock, self._writer,
                                              self._there, self._places, self._ignore_epipe,
                                              self._error_handler or type(self)))
        self._thread.start()
        if not self._joincancelled:
            self._jointhread = util.Finalize(self._thread, _join, [weakref.ref(self._thread)], exitpriority=-5)
        self._close = util.Finalize(self, _say_end, [self._buffer, self._notempty], exitpriority=10)

    @staticmethod
    def _feed(buffer, notempty, wlock, writer, there, places, ignore_epipe, kind):
        while True:
            with notempty:
                while not buffer:
                    notempty.wait()
                obj = buffer.popleft()
            if obj is _END:
                writer.close()
                return
            try:
                data = reduction.ForkingPickler.dumps(obj)
                with wlock:
                    writer.send_bytes(data)
                obj = data = None  # nothing is to be kept while waiting
            except Exception as problem:
                if ignore_epipe and isinstance(problem, BrokenPipeError):
                    return
                if util.is_exiting():
                    util.info('error in queue thread: %s', problem)
                    return
                there.acquire(False)
                if places is not None:
                    places.release()
                kind._on_queue_feeder_error(problem, obj)

    @staticmethod
    def _on_queue_feeder_error(e, obj):
        """An object could not be sent."""
        import traceback
        traceback.print_exc()


def _join(reference):
    thread = reference()
    if thread is not None:
        thread.join()


def _say_end(buffer, notempty):
    with notempty:
        buffer.append(_END)
        notempty.notify()


class JoinableQueue(Queue):
    """A queue that can be waited for: until task_done() was called for everything put in."""

    def __init__(self, maxsize=0, *, ctx):
        Queue.__init__(self, maxsize, ctx=ctx)
        self._unfinished, self._cond = ctx.Semaphore(0), ctx.Condition()

    def __getstate__(self):
        return Queue.__getstate__(self) + (self._cond, self._unfinished)

    def __setstate__(self, state):
        Queue.__setstate__(self, state[:-2])
        self._cond, self._unfinished = state[-2:]

    def put(self, obj, block=True, timeout=None):
        """Put an object in."""
        with self._cond:
            self._unfinished.release()
        try:
            Queue.put(self, obj, block, timeout)
        except:
            self._unfinished.acquire(False)
            raise

    def task_done(self):
        """What was taken out has been dealt with."""
        with self._cond:
            if not self._unfinished.acquire(False):
                raise ValueError('task_done() called too many times')
            if not self._unfinished.get_value():
                self._cond.notify_all()

    def join(self):
        """Wait until everything has."""
        with self._cond:
            if self._unfinished.get_value():
                self._cond.wait()


class SimpleQueue:
    """A pipe with locks."""

    def __init__(self, *, ctx):
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock, self._wlock = ctx.Lock(), ctx.Lock()
        self._poll = self._reader.poll

    def empty(self):
        """Is there nothing?"""
        return not self._poll()

    def __getstate__(self):
        context.assert_spawning(self)
        return self._reader, self._writer, self._rlock, self._wlock

    def __setstate__(self, state):
        self._reader, self._writer, self._rlock, self._wlock = state
        self._poll = self._reader.poll

    def get(self):
        """Take an object out."""
        with self._rlock:
            data = self._reader.recv_bytes()
        return reduction.pickle.loads(data)

    def put(self, obj):
        """Put an object in."""
        data = reduction.ForkingPickler.dumps(obj)
        with self._wlock:
            self._writer.send_bytes(data)
