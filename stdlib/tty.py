"""Modes of terminals: raw, and without waiting for the end of lines."""

import termios
from termios import *

__all__ = ['setraw', 'setcbreak']

# Where things are in what tcgetattr() gives.
IFLAG, OFLAG, CFLAG, LFLAG, ISPEED, OSPEED, CC = range(7)

_RAW_OFF = {
    IFLAG: BRKINT | ICRNL | INPCK | ISTRIP | IXON,
    OFLAG: OPOST,
    CFLAG: CSIZE | PARENB,
    LFLAG: ECHO | ICANON | IEXTEN | ISIG,
}


def _switch(fd, when, off, on=()):
    mode = termios.tcgetattr(fd)
    for place, flags in dict(off).items():
        mode[place] &= ~flags
    for place, flags in dict(on).items():
        mode[place] |= flags
    # Reading gives what there is, as soon as there is a byte.
    mode[CC][VMIN], mode[CC][VTIME] = 1, 0
    termios.tcsetattr(fd, when, mode)


def setraw(fd, when=TCSAFLUSH):
    """Let a terminal give and show bytes as they are."""
    _switch(fd, when, _RAW_OFF, {CFLAG: CS8})


def setcbreak(fd, when=TCSAFLUSH):
    """Let a terminal give bytes at once and not show them, but still send signals."""
    _switch(fd, when, {LFLAG: ECHO | ICANON})
