# The modes of a terminal: read, set, refused.
import os
import pty
import termios
import tty


def show(call, *args):
    try:
        print(call.__name__, call(*args))
    except Exception as error:
        print(call.__name__, type(error).__name__, error, error.args)


master, fd = pty.openpty()
modes = termios.tcgetattr(fd)
print(modes)


class File:
    def fileno(self):
        return fd


print(termios.tcgetattr(File()) == modes)
for bad in -1, "a", 1.5, 999, 2**40:
    show(termios.tcgetattr, bad)
    show(termios.tcdrain, bad)
show(termios.tcgetattr)
head, characters = modes[:-1], modes[-1]
for wrong in tuple(modes), head, head + [[1]], head + [5], head + [tuple(characters)], head + [["a"] * 32], head + [[b"ab"] * 32], \
        ["a"] + modes[1:], [2**70] + modes[1:], head[:4] + [99999, 15, characters]:
    show(termios.tcsetattr, fd, termios.TCSANOW, wrong)
for when in 9, "a":
    show(termios.tcsetattr, fd, when, modes)
show(termios.tcsetattr, 999, 0, modes)
show(termios.tcsetattr, fd, 0)
show(termios.tcsetattr, fd, 0, head + [[5] * 32])
print(termios.tcgetattr(fd)[6] == [b"\x05"] * 32)
show(termios.tcsetattr, fd, termios.TCSADRAIN, modes)
print(termios.tcgetattr(fd) == modes)
tty.setraw(fd)
print(termios.tcgetattr(fd))
tty.setcbreak(fd)
print(termios.tcgetattr(fd))
show(termios.tcsendbreak, fd, 0)
show(termios.tcsendbreak, fd)
show(termios.tcsendbreak, 999, 0)
for function in termios.tcflush, termios.tcflow:
    for args in (fd, 1), (fd, 9), (fd,), (fd, 1, 1), (fd, "a"):
        show(function, *args)
print(termios.error.__mro__, termios.error.__module__)
print({name: value for name, value in sorted(vars(termios).items()) if name.isupper()})
