"""The end of the program waits for threads that are no daemons, and shuts the others out."""
import signal
import threading
import time


class Handler:
    def __call__(self, number, frame):
        pass

    def __del__(self):
        print("handler gone")


signal.signal(signal.SIGUSR1, Handler())


def worker():
    threading.main_thread().join()
    print("worker ends, the main thread is alive:", threading.main_thread().is_alive())


def daemon(pause):
    while True:
        if pause:
            time.sleep(pause)


threading.Thread(target=worker).start()
threading.Thread(target=daemon, args=(0.001,), daemon=True).start()
threading.Thread(target=daemon, args=(0,), daemon=True).start()
print("end of program")
