"""The lock of logging stays the same object in a child process, where nobody holds it; handlers get new ones."""
import logging
import os
import threading

lock = logging._lock
handler = logging.StreamHandler()
own_lock = handler.lock


def log_in_thread():
    with logging._lock:
        print('a thread had the lock')


def child():
    print('same lock:', logging._lock is lock, 'handler has its lock:', handler.lock is own_lock)
    print(repr(lock).split()[0], repr(handler.lock).split()[0])
    thread = threading.Thread(target=log_in_thread)
    thread.start()
    thread.join()


pid = os.fork()
if not pid:
    child()
    os.sys.stdout.flush()
    os._exit(0)
os.waitpid(pid, 0)
print('parent:', repr(lock).split()[0], handler.lock is own_lock, flush=True)


def fork_holding():
    logging._acquireLock()
    pid = os.fork()
    if not pid:
        print('held before:', repr(logging._lock).split()[0], logging._lock is lock)
        logging._releaseLock()
        print('given back:', repr(logging._lock).split()[0])
        os.sys.stdout.flush()
        os._exit(0)
    os.waitpid(pid, 0)
    logging._releaseLock()


thread = threading.Thread(target=fork_holding)
thread.start()
thread.join()
