# sched: order, priorities, cancelling, events that schedule events, exceptions, a clock of our own.
import sched
now = 0
waits = []
def wait(seconds):
    global now
    waits.append(seconds)
    now += seconds
s = sched.scheduler(lambda: now, wait)
print(s.empty(), s.queue, s.run())
def note(*args, **kwargs): print(now, args, kwargs)
a = s.enter(5, 1, note, ('a',))
b = s.enter(2, 2, note, ('b',), {'k': 1})
c = s.enterabs(2, 1, note, argument=('c',))
d = s.enter(9, 1, note)
print([e.argument for e in s.queue], a > b > c, b == s.queue[1], b.priority, b.kwargs, d.kwargs)
s.cancel(d)
try: s.cancel(d)
except ValueError as e: print(type(e).__name__)
print(s.run(blocking=False), waits)
s.enter(3, 0, lambda: s.enter(1, 0, note, ('later',)))
s.enter(4, 0, lambda: 1 / 0)
try: s.run()
except ZeroDivisionError as e: print(e, now)
s.run()
print(now, waits, s.empty(), sched.Event._fields, sched.scheduler is sched.scheduler)
