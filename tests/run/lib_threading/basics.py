# Threads, locks, events, locals, conditions.
import threading
res = []
def work(n): res.append(n)
ts = [threading.Thread(target=work, args=(i,), name="T%d" % i) for i in range(4)]
for t in ts: t.start(); t.join()
print(res, ts[0].name, ts[0].is_alive(), threading.current_thread().name, threading.active_count())
lock = threading.Lock()
n = 0
def inc():
    global n
    for _ in range(500):
        with lock: n += 1
ts = [threading.Thread(target=inc) for _ in range(4)]
[t.start() for t in ts]; [t.join() for t in ts]
print(n, lock.locked(), lock.acquire(), lock.acquire(False), lock.release())
r = threading.RLock()
with r:
    with r: print("reentrant")
for f in (lambda: lock.release(), lambda: threading.Thread(target=work).join(), lambda: ts[0].start(), lambda: r.release()):
    try: f()
    except RuntimeError as e: print(e)
ev = threading.Event()
out = []
def wait(): ev.wait(); out.append("woken")
t = threading.Thread(target=wait); t.start(); ev.set(); t.join()
print(out, ev.is_set())
loc = threading.local()
loc.v = "main"
def tl(): out.append(hasattr(loc, "v")); loc.v = "thread"
t = threading.Thread(target=tl); t.start(); t.join()
print(out, loc.v)
threading.excepthook = lambda a: print("hook", a.exc_type.__name__, a.exc_value)
t = threading.Thread(target=lambda: 1 / 0); t.start(); t.join()
c = threading.Condition(); items = []
def consumer():
    with c:
        while not items: c.wait()
        out.append(items.pop())
t = threading.Thread(target=consumer); t.start()
with c: items.append("item"); c.notify()
t.join()
print(out[-1])
b = threading.Barrier(2)
t = threading.Thread(target=b.wait); t.start(); print(b.wait() in (0, 1)); t.join()
s = threading.Semaphore(1); print(s.acquire(), s.acquire(blocking=False))
