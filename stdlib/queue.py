"""Queues through which threads pass things to each other."""

import threading
from collections import deque
from heapq import heappop, heappush
from time import monotonic as time

try:
    from _queue import SimpleQueue
except ImportError:
    SimpleQueue = None

__all__ = ["Empty", "Full", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]

try:
    from _queue import Empty
except ImportError:
    class Empty(Exception):
        """There is nothing in the queue."""


class Full(Exception):
    """There is no room in the queue."""


def _await(condition, ready, timeout, error):
    """Wait on the condition, whose lock is held, until ready(); the error if the time is up."""
    if timeout is None:
        while not ready():
            condition.wait()
        return
    if timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
    deadline = time() + timeout
    while not ready():
        left = deadline - time()
        if left <= 0.0:
            raise error
        condition.wait(left)


class Queue:
    """First in, first out; subclasses change the order by _init, _qsize, _put and _get."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        # One lock for all; the conditions differ in what is waited for.
        self.mutex = lock = threading.Lock()
        self.not_empty = threading.Condition(lock)
        self.not_full = threading.Condition(lock)
        self.all_tasks_done = threading.Condition(lock)
        self.unfinished_tasks = 0

    def task_done(self):
        """Say that the work on an item taken from the queue is finished; join() waits for all of them."""
        with self.all_tasks_done:
            left = self.unfinished_tasks - 1
            if left < 0:
                raise ValueError("task_done() called too many times")
            if left == 0:
                self.all_tasks_done.notify_all()
            self.unfinished_tasks = left

    def join(self):
        """Wait until the work on every item ever put is finished."""
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def qsize(self):
        """How many items there are at this moment."""
        with self.mutex:
            return self._qsize()

    def empty(self):
        """Is the queue empty at this moment?"""
        with self.mutex:
            return not self._qsize()

    def full(self):
        """Is the queue full at this moment?"""
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        """Add an item; if there is no room, wait for it as long as allowed, then raise Full."""
        with self.not_full:
            if self.maxsize > 0:
                if block:
                    _await(self.not_full, lambda: self._qsize() < self.maxsize, timeout, Full)
                elif self._qsize() >= self.maxsize:
                    raise Full
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        """Take an item; if there is none, wait for one as long as allowed, then raise Empty."""
        with self.not_empty:
            if block:
                _await(self.not_empty, self._qsize, timeout, Empty)
            elif not self._qsize():
                raise Empty
            item = self._get()
            self.not_full.notify()
            return item

    def put_nowait(self, item):
        """Add an item if there is room at once."""
        return self.put(item, block=False)

    def get_nowait(self):
        """Take an item if there is one at once."""
        return self.get(block=False)

    # The order; called with the lock held.

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()


class PriorityQueue(Queue):
    """The smallest item first."""

    def _init(self, maxsize):
        self.queue = []

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop()


class _PySimpleQueue:
    """First in, first out, without bound or bookkeeping of tasks: SimpleQueue where _queue is missing."""

    def __init__(self):
        self._queue = deque()
        self._count = threading.Semaphore(0)

    def put(self, item, block=True, timeout=None):
        """Add an item; never waits, block and timeout are there for the likeness to Queue."""
        self._queue.append(item)
        self._count.release()

    def get(self, block=True, timeout=None):
        """Take an item; if there is none, wait for one as long as allowed, then raise Empty."""
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if self._count.acquire(block, timeout):
            return self._queue.popleft()
        raise Empty

    def put_nowait(self, item):
        """As put()."""
        return self.put(item, block=False)

    def get_nowait(self):
        """Take an item if there is one at once."""
        return self.get(block=False)

    def empty(self):
        """Is the queue empty at this moment?"""
        return not self._queue

    def qsize(self):
        """How many items there are at this moment."""
        return len(self._queue)


if SimpleQueue is None:
    SimpleQueue = _PySimpleQueue
