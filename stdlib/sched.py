"""Calls at given times, in the order of their times and priorities."""

import heapq
import threading
import time
from collections import namedtuple
from time import monotonic as _time

__all__ = ["scheduler"]

_sentinel = object()


class Event(namedtuple("Event", "time, priority, action, argument, kwargs")):
    """A call that is to be made."""

    __slots__ = []

    def __eq__(s, o):
        return (s.time, s.priority) == (o.time, o.priority)

    def __lt__(s, o):
        return (s.time, s.priority) < (o.time, o.priority)

    def __le__(s, o):
        return (s.time, s.priority) <= (o.time, o.priority)

    def __gt__(s, o):
        return (s.time, s.priority) > (o.time, o.priority)

    def __ge__(s, o):
        return (s.time, s.priority) >= (o.time, o.priority)


Event.time.__doc__ = "When, in the units of the scheduler's clock."
Event.priority.__doc__ = "Of two events at one time, that with the smaller number is first."
Event.action.__doc__ = "What is called."
Event.argument.__doc__ = "The positional arguments."
Event.kwargs.__doc__ = "The keyword arguments."


class scheduler:
    """Makes calls at their times, which timefunc tells and delayfunc waits for."""

    def __init__(self, timefunc=_time, delayfunc=time.sleep):
        """A scheduler by these functions for the time and for waiting."""
        self._queue = []
        self._lock = threading.RLock()
        self.timefunc, self.delayfunc = timefunc, delayfunc

    def enterabs(self, time, priority, action, argument=(), kwargs=_sentinel):
        """Have a call made at that time; the event, which cancel() takes."""
        event = Event(time, priority, action, argument, {} if kwargs is _sentinel else kwargs)
        with self._lock:
            heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_sentinel):
        """Have a call made after that delay; the event."""
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        """Do not make that call; ValueError if it is not in the queue."""
        with self._lock:
            self._queue.remove(event)
            heapq.heapify(self._queue)

    def empty(self):
        """Is nothing left to do?"""
        with self._lock:
            return not self._queue

    def run(self, blocking=True):
        """Make the calls, until none is left; without blocking, those due now: then the time to the next one.

        An exception ends the run, but not the schedule: it goes on with the next run().
        """
        while True:
            with self._lock:
                if not self._queue:
                    return None
                event, now = self._queue[0], self.timefunc()
                due = event.time <= now
                if due:
                    heapq.heappop(self._queue)
            if due:
                event.action(*event.argument, **event.kwargs)
                self.delayfunc(0)  # other threads may run
            elif blocking:
                self.delayfunc(event.time - now)
            else:
                return event.time - now

    @property
    def queue(self):
        """The list of events to come, in their order."""
        with self._lock:
            return sorted(self._queue)
