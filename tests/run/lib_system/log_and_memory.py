# syslog, _posixshmem and _crypt: thin layers over the system.
import _crypt
import _posixshmem
import mmap
import os
import syslog


def show(function, *args, **kwargs):
    try:
        print(function.__name__, function(*args, **kwargs))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


name = "/test-%d" % os.getpid()
try:
    _posixshmem.shm_open(name, os.O_RDWR)
except FileNotFoundError as error:
    print(error.errno, error.strerror, error.filename == name)
fd = _posixshmem.shm_open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode=0o600)
print(os.get_inheritable(fd), oct(os.fstat(fd).st_mode))
os.ftruncate(fd, 100)
other = _posixshmem.shm_open(path=name, flags=os.O_RDWR)
with mmap.mmap(fd, 100) as a, mmap.mmap(other, 100) as b:
    a[:5] = b"hello"
    print(b[:6])
try:
    _posixshmem.shm_open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL)
except FileExistsError as error:
    print(error.errno, error.strerror, error.filename == name)
print(_posixshmem.shm_unlink(name))
for args in (1, 1), ("/a",), ("/a", "b"), ("/a", 1, 1.5), (b"/a", 1), ("\ud800", 1), ("/a/b", 66, 0):
    show(_posixshmem.shm_open, *args)
show(_posixshmem.shm_unlink, 1)

for salt in "ab", "$6$abc$", "$5$abc$", "$1$abc$":
    show(_crypt.crypt, "word", salt)
    show(_crypt.crypt, "\xe9", salt)
for args in ("a\0", "ab"), (b"a", "ab"), ("a", b"ab"), ("a",), ("\ud800", "ab"):
    show(_crypt.crypt, *args)

for number in 0, 3, 30, 31, 33, 40, 1.5, "a", 2**70:
    show(syslog.LOG_MASK, number)
    show(syslog.LOG_UPTO, number)
show(syslog.LOG_MASK)
for args in (255,), (255,), ("a",), (), (1, 2), (0,):
    show(syslog.setlogmask, *args)
syslog.setlogmask(1)
for args in (), ("a", 1, 2), (1,), ("a", "b"), ("a", 0, 0, 0), (None,), ("\ud800",), ("a", 1.5), ("a", 2**70):
    show(syslog.openlog, *args)
show(syslog.openlog, ident="a", logoption=1, facility=8)
show(syslog.openlog, foo=1)
for args in ("test",), (6, "test"), (6,), (), ("a", "b"), (1, 2), (1, 2, 3), (b"a",), (1.5, "x"), (2**80, "x"), ("\ud800",), ("a\0b",):
    show(syslog.syslog, *args)
show(syslog.syslog, priority=1, message="")
show(syslog.closelog)
show(syslog.closelog, 1)
show(syslog.closelog)
print({name: value for name, value in sorted(vars(syslog).items()) if isinstance(value, int)})
