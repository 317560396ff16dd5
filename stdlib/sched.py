"""A scheduler of events, on top of any clock and any way to wait.

    s = sched.scheduler()
    s.enter(delay, priority, function, args, kwargs)
    s.run()

Events come in the order of their times, those of one time in the order of their priorities
(a smaller number first). Several threads may use one scheduler.
"""

import heapq
import threading
import time
from collections import namedtuple
from time import monotonic as _time

__all__ = ["scheduler"]


class Event(namedtuple('Event', 'time, priority, action, argument, kwargs')):
    """A call that is to be made; ordered and compared by time and priority alone."""

    __slots__ = []

    def _key(self):
        return self.time, self.priority

    def __eq__(self, other):
        return Event._key(self) == Event._key(other)

    def __lt__(self, other):
        return Event._key(self) < Event._key(other)

    def __le__(self, other):
        return Event._key(self) <= Event._key(other)

    def __gt__(self, other):
        return Event._key(self) > Event._key(other)

    def __ge__(self, other):
        return Event._key(self) >= Event._key(other)


Event.time.__doc__ = 'When: a number as the clock of the scheduler gives it.'
Event.priority.__doc__ = 'Among events of one time, the smaller number goes first.'
Event.action.__doc__ = 'What to call.'
Event.argument.__doc__ = 'Positional arguments for the call.'
Event.kwargs.__doc__ = 'Keyword arguments for the call.'

_sentinel = object()


class scheduler:
    """`timefunc` tells the time, `delayfunc` waits; it is also called with 0 after each event,
    to let other threads run."""

    def __init__(self, timefunc=_time, delayfunc=time.sleep):
        self._queue = []
        self._lock = threading.RLock()
        self.timefunc, self.delayfunc = timefunc, delayfunc

    def enterabs(self, time, priority, action, argument=(), kwargs=_sentinel):
        """Schedule a call at a time; gives the event, for cancel()."""
        event = Event(time, priority, action, argument, {} if kwargs is _sentinel else kwargs)
        with self._lock:
            heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_sentinel):
        """Schedule a call after a delay; gives the event, for cancel()."""
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        """Take an event out; ValueError if it is not scheduled."""
        with self._lock:
            self._queue.remove(event)
            heapq.heapify(self._queue)

    def empty(self):
        """Is nothing scheduled?"""
        with self._lock:
            return not self._queue

    def run(self, blocking=True):
        """Run events until there are none.

        With `blocking` false: run those that are due, give the delay until the next one, if
        there is one. An exception of an event comes out; calling run() again goes on behind it.
        """
        while True:
            # The lock is free while an event runs or we wait: both may schedule and cancel.
            with self._lock:
                if not self._queue:
                    return None
                event = self._queue[0]
                remaining = event.time - self.timefunc()
                if remaining <= 0:
                    heapq.heappop(self._queue)
            if remaining <= 0:
                event.action(*event.argument, **event.kwargs)
                self.delayfunc(0)
            elif blocking:
                self.delayfunc(remaining)
            else:
                return remaining

    @property
    def queue(self):
        """A list of the events to come, in order."""
        with self._lock:
            return sorted(self._queue)
