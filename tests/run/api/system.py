# Locks, clocks, streams, codecs, proxies, complex logarithms: what is said of wrong arguments.
import _io
import _json
import _thread
import cmath
import codecs
import time
import weakref

from told import tell


class Plain:
    pass


class Raw(_io._RawIOBase):
    def seekable(self):
        return True

    readable = seekable

    def tell(self):
        return 2**70

    def seek(self, position, whence=0):
        return 2**70


plain = Plain()
reader = _io.BufferedReader
proxy = weakref.proxy(plain)
lock = _thread.allocate_lock
power = type(proxy).__ipow__

tell("""
lock().acquire(1.5)
lock().acquire("x", -1)
lock().acquire(2**40)
lock().acquire(timeout="x")
lock().acquire(True, float("nan"))
lock().acquire(True, 1e20)
lock().acquire(True, 2**70)
lock().acquire(True, -3)
lock().acquire(False, 3)
lock().acquire(1, 2, 3)
lock().acquire("x", nothing=1)
lock().acquire(1, nothing=1)
lock().acquire(1, blocking=1)
lock().__enter__([])
lock().__exit__(x=1)
_thread.RLock().__enter__([])
_thread.RLock().__exit__(x=1)
_thread.RLock()._acquire_restore()
_thread.RLock()._acquire_restore(None)
_thread.RLock()._acquire_restore((1,))
_thread.RLock()._acquire_restore((1, "x"))
_thread.RLock()._acquire_restore("ab")
_thread.RLock()._acquire_restore([1, -1])
_thread.allocate.__name__, _thread.start_new.__name__, _thread.exit_thread.__name__
_thread.allocate(1)
_thread.stack_size(1, 2)
time.ctime(1, 2)
time.gmtime(1, 2)
time.localtime(1, 2)
time.strftime()
time.strftime(b"x")
time.strptime("1", x=1)
time.clock_gettime_ns()
time.clock_gettime("x")
time.clock_getres(1, 2)
time.clock_getres(2**40)
time.clock_getres(2**70)
time.clock_settime(1)
time.clock_settime_ns(1)
time.get_clock_info(b"x")
time.pthread_getcpuclockid("x")
_io._IOBase().seek(x=1)
_io._RawIOBase().write(x=1)
_io._BufferedIOBase().read(x=1)
_io._TextIOBase().detach(1)
_io._TextIOBase().readline(x=1)
_io.TextIOWrapper(1, encoding=2)
_io.TextIOWrapper(1, newline=2)
reader(Raw()).tell()
reader(Raw()).seek(2**70)
reader(Raw()).seek("x")
reader(_io.BytesIO()).read1(2**63 - 1)
reader(_io.BytesIO()).read1(2**62)
codecs.decode("x")
codecs.encode(b"x")
power(proxy, 2, 3)
power(proxy, 2)
power(proxy, proxy, proxy)
type(proxy).__getattribute__(proxy, proxy)
type(proxy).__getattribute__(proxy, weakref.proxy(Plain()))
_thread._local().__getattribute__([])
_thread._local().__getattribute__(3)
cmath.log(0, 10)
cmath.log(0, 10**30)
cmath.log(-0.0, 2 + 1j)
cmath.log(0, 0)
cmath.log(0, 1)
cmath.log(0)
_json.scanstring(1, 1)
_json.scanstring("x", 1.5, 1)
_json.scanstring('a"', 0, [])
_json.scanstring('a"', 0, 0)
""", globals())
twice = _io.FileIO("/dev/null", "w")
twice.__init__("/dev/null", "r")
print(twice.mode)
twice.close()
