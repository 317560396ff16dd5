"""_multiprocessing.SemLock: recursive locks and semaphores, names, and other processes."""

import _multiprocessing
import os

SemLock = _multiprocessing.SemLock
RECURSIVE, SEMAPHORE = 0, 1
prefix = "/run-test-%d-" % os.getpid()
print(_multiprocessing.flags, SemLock.SEM_VALUE_MAX)


def tell(what, function, *arguments, **keywords):
    try:
        print(what, "->", function(*arguments, **keywords))
    except Exception as error:
        print(what, "->", type(error).__name__, str(error).replace(prefix, "/"))


lock = SemLock(RECURSIVE, 1, 1, prefix + "lock", True)
print(lock.kind, lock.maxvalue, lock.name, lock._count(), lock._is_mine(), lock._get_value(), lock._is_zero())
tell("acquire", lock.acquire)
tell("again", lock.acquire, True, 0.01)
tell("by keywords", lock.acquire, block=False, timeout=None)
print(lock._count(), lock._is_mine(), lock._get_value(), lock._is_zero())
for _ in range(4):
    tell("release", lock.release)
print(lock._count(), lock._is_mine(), lock._get_value(), lock._is_zero())

some = SemLock(SEMAPHORE, 2, 2, prefix + "some", True)
tell("too often", some.release)
with some:
    tell("second", some.acquire)
    tell("third", some.acquire, False)
    tell("third", some.acquire, True, 0.01)
    tell("third", some.acquire, True, -1)
    print(some._count(), some._get_value(), some._is_zero())
    tell("release", some.release)
print(some._count(), some._get_value())
some._after_fork()

named = SemLock(SEMAPHORE, 1, 1, prefix + "named", False)
print(named.name == prefix + "named")
tell("same name", SemLock, SEMAPHORE, 1, 1, prefix + "named", False)
same = SemLock._rebuild(-1, SEMAPHORE, 1, prefix + "named")
tell("acquire", same.acquire)
tell("acquired", named.acquire, False)
child = os.fork()
if child == 0:
    other = SemLock._rebuild(-1, SEMAPHORE, 1, prefix + "named")
    other.release()
    os._exit(0)
os.waitpid(child, 0)
tell("released by the child", named.acquire, False)
tell("unlink", _multiprocessing.sem_unlink, prefix + "named")
tell("unlink", _multiprocessing.sem_unlink, prefix + "named")
tell("rebuild", SemLock._rebuild, -1, SEMAPHORE, 1, prefix + "named")
tell("kind", SemLock, 2, 1, 1, prefix + "kind", True)
tell("value", SemLock, SEMAPHORE, -1, 1, prefix + "value", True)
