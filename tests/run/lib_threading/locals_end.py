"""A thread's part of a local object goes when the thread ends, and no later thread sees it."""

import _thread
import gc
import threading
import weakref


class Value:
    pass


def run(function):
    thread = threading.Thread(target=function)
    thread.start()
    thread.join()


local, references, seen = _thread._local(), [], []


def use():
    seen.append(hasattr(local, "value"))
    local.value = Value()
    references.append(weakref.ref(local.value))


for _ in range(20):
    run(use)
print(any(seen), [reference() for reference in references] == [None] * 20)

# A cycle through the local object is garbage while the thread is alive.
started, go = threading.Event(), threading.Event()
dead = []


def cycle():
    own = _thread._local()
    own.me = own
    own.value = Value()
    dead.append(weakref.ref(own.value))
    del own
    started.set()
    go.wait()


thread = threading.Thread(target=cycle)
thread.start()
started.wait()
gc.collect()
print(dead[0]() is None)
go.set()
thread.join()


class Noisy:
    def __del__(self):
        print("gone, and others still to be had:", hasattr(local, "noise"))


def noisy():
    local.noise = Noisy()


run(noisy)
local.mine = 1
del local
print("end")
