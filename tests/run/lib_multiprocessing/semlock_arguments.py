# The texts of argument errors of _multiprocessing's semaphores.
import _multiprocessing
import os

SemLock = _multiprocessing.SemLock


def told(function, *args, **keywords):
    try:
        result = function(*args, **keywords)
    except Exception as error:
        return type(error).__name__ + ": " + str(error)
    return result if result in (True, False, None) else type(result).__name__


count = 0


def name():
    global count
    count += 1
    return "/pyston-test-%d-%d" % (os.getpid(), count)


for args in ((), (1,), (1, 1, 1), (1, 1, 1, "/a"), ("a", 1, 1, "/a", True), (1, 1, "a", "/a", True), (1, 1, 1, 5, True), (1, 1, 1, b"a", True),
             (1.5, 1, 1, "/a", True), (1, 1, 1, "/a", "x"), (1, 1, 1, "/a", [], 2), (5, 1, 1, "/a", True), (1, 2**40, 1, "/a", True), (1, 1, 2**70, "/a", True)):
    print(args, told(SemLock, *args))
print(told(SemLock, kind=1), told(SemLock, 1, 2, 3, 4, 5, x=1), told(SemLock, kind=1, value=1, maxvalue=1, name=name(), unlink=True))
lock = SemLock(1, 1, 1, name(), True)
for method in (lock.acquire, lock.__enter__):
    for args in ((), (0,), (True, None), (True, 0.1), ("a", 0.0), (1, 2, 3), ([], []), (None, None), (0, -1)):
        print(method.__name__, args, told(method, *args))
        told(lock.release)
    for keywords in ({"x": 1}, {"block": 0}, {"timeout": 0}, {"block": "x", "timeout": "a"}, {"block": 1, "timeout": 1, "q": 2}):
        print(method.__name__, keywords, told(method, **keywords))
        told(lock.release)
        print(method.__name__, keywords, told(method, 1, **keywords))
        told(lock.release)
for args in ((), (1, 2, 3), (1, 2, 3, 4), ("a", 1, 1, "/n"), (1, 1, "a", "/n"), (1, 1, 1, b"/n"), (1, 2, 3, "/n", 5)):
    print("_rebuild", args, told(SemLock._rebuild, *args))
    print("__exit__", args, told(lock.__exit__, *args))
for attribute in ("handle", "kind", "maxvalue", "name"):
    print(attribute, told(setattr, lock, attribute, 1), told(delattr, lock, attribute))
for args in ((), (1,), ("/no-such-name",), ("a", "b"), (None,), (b"/x",)):
    print("sem_unlink", args, told(_multiprocessing.sem_unlink, *args))
