# Audit events of modules that call the system, with their arguments.
import array
import encodings.idna
import fcntl
import gc
import io
import marshal
import os
import pickle
import resource
import socket
import sys
import syslog
import tempfile

from recorder import recorded, run


def f(a=1):
    return a


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with open("a", "w") as file:
        file.write("x = 1\n")
    with open("module_of_mine.py", "w") as file:
        file.write("x = 1\n")
    sys.path.insert(0, "")
    sys.dont_write_bytecode = True
    CODE = marshal.dumps(f.__code__.replace(co_filename="file"))
    OPEN = os.open("a", os.O_RDWR)
    DATAGRAM = socket.socket(type=socket.SOCK_DGRAM)
    SOFT, HARD = resource.getrlimit(resource.RLIMIT_CORE)
    for expression in """
open("a").close()
open("a", "rb+").close()
io.FileIO("a", "r").close()
os.close(os.open("a", os.O_RDONLY))
os.listdir(".")
os.listdir()
os.scandir(".").close()
os.mkdir("k")
os.mkdir("k", 0o700)
os.rmdir("k")
os.rmdir("k")
os.rename("a", "b")
os.replace("b", "a")
os.link("a", "l")
os.symlink("a", "s")
os.readlink("s")
os.remove("l")
os.unlink(b"s")
os.chmod("a", 0o644)
os.chown("a", -1, -1)
os.chdir(".")
os.fchdir(OPEN)
os.truncate("a", 6)
os.utime("a")
os.utime("a", (1, 1))
os.utime("a", ns=(1, 1))
os.system("true")
os.putenv("A_NAME", "b")
os.unsetenv("A_NAME")
os.stat("a")
os.makedirs("q/w")
os.removedirs("q/w")
fcntl.fcntl(1, fcntl.F_GETFD)
fcntl.fcntl(1, fcntl.F_GETFD, 5)
fcntl.lockf(1, fcntl.LOCK_UN)
fcntl.ioctl(-1, 5)
resource.setrlimit(resource.RLIMIT_CORE, (SOFT, HARD)) if False else None
resource.prlimit(0, resource.RLIMIT_NOFILE)
syslog.setlogmask(0xff)
array.array("i", [1])
array.array("i")
array.array("b", b"ab")
gc.get_objects(generation=1)
gc.get_objects()
gc.get_referrers(f)
gc.get_referents(f)
pickle.loads(b"cbuiltins\\nint\\n.")
marshal.loads(CODE)
socket.socket().close()
[end.close() for end in socket.socketpair()]
socket.getaddrinfo("127.0.0.1", 80, 0, socket.SOCK_STREAM, 0, 0)
socket.getservbyname("http")
socket.getservbyport(80)
DATAGRAM.sendto(b"x", ("127.0.0.1", 9))
DATAGRAM.sendmsg([b"x"], [], 0, ("127.0.0.1", 9))
""".strip().split("\n"):
        if expression.startswith(("socket.getserv",)) and not os.path.exists("/etc/services"):
            continue
        run(expression, eval("lambda: " + expression), ("compile", "exec", "sys._getframe"))
    got = recorded(lambda: (__import__("module_of_mine"), __import__("module_of_mine"), __import__("no_such_module_at_all")))
    print([entry.split(",")[0] for entry in got if entry.startswith("import(")])
    DATAGRAM.close()
    os.close(OPEN)
    os.chdir("/")
