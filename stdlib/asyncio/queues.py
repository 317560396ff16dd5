"""Queues between tasks; the same as the module queue's, without threads and without timeouts.

A task that waits has a future in a deque. It is woken when there may be something to take, or room: whether
there is it has to look for itself, for another may have come first.
"""

__all__ = ("Queue", "PriorityQueue", "LifoQueue", "QueueFull", "QueueEmpty")

from collections import deque
from heapq import heappop, heappush

from . import events
from . import locks
from ._deprecation import warn_loop_argument


def __getattr__(name):
    if name in ("collections", "heapq", "warnings"):
        return __import__(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class QueueEmpty(Exception):
    """get_nowait() has found nothing."""


class QueueFull(Exception):
    """put_nowait() has found no room."""


class Queue:
    """First in, first out. With maxsize above zero, put() waits while so many are in it.

    Subclasses change the order by _init, _get and _put, with whatever they keep in _queue.
    """

    def __init__(self, maxsize=0, *, loop=None):
        if loop is None:
            loop = events.get_event_loop()
        else:
            warn_loop_argument()
        self._set_up(maxsize, loop)

    def _set_up(self, maxsize, loop):
        self._loop = loop
        self._maxsize = maxsize
        self._getters, self._putters = deque(), deque()
        self._unfinished_tasks = 0
        # Made when somebody joins or counts: most queues are never joined.
        self._all_done = None
        self._init(maxsize)

    @property
    def _finished(self):
        """An event that is set while all that was put in has been worked on."""
        event = self._all_done
        if event is None:
            event = self._all_done = locks.Event.__new__(locks.Event)
            event._set_up(self._loop)
            if not self._unfinished_tasks:
                event.set()
        return event

    # The three that make the order.

    def _init(self, maxsize):
        self._queue = deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def _wakeup_next(self, waiters):
        """Wake the first in a deque who is not cancelled."""
        while waiters:
            turn = waiters.popleft()
            if not turn.done():
                turn.set_result(None)
                return

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} {self._format()}>"

    def __str__(self):
        return f"<{type(self).__name__} {self._format()}>"

    def _format(self):
        words = [f"maxsize={self._maxsize!r}"]
        if getattr(self, "_queue", None):
            words.append(f"_queue={list(self._queue)!r}")
        if self._getters:
            words.append(f"_getters[{len(self._getters)}]")
        if self._putters:
            words.append(f"_putters[{len(self._putters)}]")
        if self._unfinished_tasks:
            words.append(f"tasks={self._unfinished_tasks}")
        return " ".join(words)

    def qsize(self):
        """How many items are in the queue."""
        return len(self._queue)

    @property
    def maxsize(self):
        """How many items the queue takes; without limit if zero or less."""
        return self._maxsize

    def empty(self):
        """Whether there is nothing to get."""
        return not self._queue

    def full(self):
        """Whether there is no room."""
        return 0 < self._maxsize <= self.qsize()

    async def __wait(self, waiters, in_vain):
        """Wait for a turn in this deque; in_vain() tells whether the turn would be of no use to anybody."""
        turn = self._loop.create_future()
        waiters.append(turn)
        try:
            await turn
        except:
            # Cancelled. Either the turn is still in the deque, or it has come: then it is for the next.
            turn.cancel()
            try:
                waiters.remove(turn)
            except ValueError:
                pass
            if not in_vain() and not turn.cancelled():
                self._wakeup_next(waiters)
            raise

    async def put(self, item):
        """Put an item in, when there is room."""
        while self.full():
            await self.__wait(self._putters, self.full)
        return self.put_nowait(item)

    def put_nowait(self, item):
        """Put an item in; QueueFull if there is no room."""
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        if self._all_done is not None:
            self._all_done.clear()
        self._wakeup_next(self._getters)

    async def get(self):
        """Take an item out, when there is one."""
        while self.empty():
            await self.__wait(self._getters, self.empty)
        return self.get_nowait()

    def get_nowait(self):
        """Take an item out; QueueEmpty if there is none."""
        if self.empty():
            raise QueueEmpty
        item = self._get()
        self._wakeup_next(self._putters)
        return item

    def task_done(self):
        """Say that the work on an item got from the queue is finished."""
        left = self._unfinished_tasks - 1
        if left < 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks = left
        if self._all_done is not None and not left:
            self._all_done.set()

    async def join(self):
        """Wait until the work on all items put in is finished."""
        if self._unfinished_tasks:
            await self._finished.wait()


class PriorityQueue(Queue):
    """The smallest first; items are often tuples (priority, data)."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item, heappush=heappush):
        heappush(self._queue, item)

    def _get(self, heappop=heappop):
        return heappop(self._queue)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.pop()
