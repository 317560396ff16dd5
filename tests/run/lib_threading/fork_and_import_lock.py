# The import lock: its owner, waiting for it, and forks while it is held.
import _thread, os, time, threading, _imp
l = threading.Event()
threading.Thread(target=l.wait).start(); time.sleep(.1)
pid = os.fork()
if pid == 0:
    print(_thread._count(), _imp.lock_held(), flush=True); os._exit(0)
os.waitpid(pid,0); l.set()
_imp.acquire_lock(); _imp.acquire_lock()
print(_imp.lock_held(), flush=True)
done=[]
def f():
    try: _imp.release_lock()
    except RuntimeError as e: done.append(str(e))
    _imp.acquire_lock(); done.append('got'); _imp.release_lock()
t=threading.Thread(target=f); t.start(); time.sleep(.2); print(done, flush=True)
pid = os.fork()
if pid == 0:
    _imp.release_lock(); print(_imp.lock_held()); _imp.release_lock(); print(_imp.lock_held())
    try: _imp.release_lock()
    except RuntimeError as e: print(e)
    import sys; sys.stdout.flush()
    os._exit(0)
os.waitpid(pid,0)
_imp.release_lock(); _imp.release_lock(); t.join(); print(done, _imp.lock_held())
