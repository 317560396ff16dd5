"""Asking for a password without showing it, and the name of the user."""

import contextlib
import io
import os
import sys
import warnings

__all__ = ["getpass", "getuser", "GetPassWarning"]


class GetPassWarning(UserWarning):
    """The password may be seen while it is typed."""


def unix_getpass(prompt="Password: ", stream=None):
    """Ask at the terminal, or at standard input if there is none, with the echo off."""
    with contextlib.ExitStack() as opened:
        answer = fd = None
        try:
            fd = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
            terminal = io.FileIO(fd, "w+")
            opened.enter_context(terminal)
            source = io.TextIOWrapper(terminal)
            opened.enter_context(source)
            stream = stream or source
        except OSError:
            opened.close()
            source = sys.stdin
            try:
                fd = source.fileno()
            except (AttributeError, ValueError):
                fd = None
                answer = fallback_getpass(prompt, stream)
            stream = stream or sys.stderr
        if fd is not None:
            try:
                before = termios.tcgetattr(fd)
                silent = before[:]
                silent[3] &= ~termios.ECHO
                when = termios.TCSAFLUSH | getattr(termios, "TCSASOFT", 0)
                try:
                    termios.tcsetattr(fd, when, silent)
                    answer = _raw_input(prompt, stream, input=source)
                finally:
                    termios.tcsetattr(fd, when, before)
                    stream.flush()
            except termios.error:
                if answer is not None:
                    raise  # the echo could not be switched on again
                if stream is not source:
                    opened.close()
                answer = fallback_getpass(prompt, stream)
        stream.write("\n")
        return answer


def win_getpass(prompt="Password: ", stream=None):
    """Ask at the console, key by key."""
    if sys.stdin is not sys.__stdin__:
        return fallback_getpass(prompt, stream)
    for char in prompt:
        msvcrt.putwch(char)
    typed = []
    while True:
        char = msvcrt.getwch()
        if char in "\r\n":
            break
        if char == "\x03":
            raise KeyboardInterrupt
        if char == "\b":
            del typed[-1:]
        else:
            typed.append(char)
    msvcrt.putwch("\r")
    msvcrt.putwch("\n")
    return "".join(typed)


def fallback_getpass(prompt="Password: ", stream=None):
    """Ask with a warning, the echo being on."""
    warnings.warn("Can not control echo on the terminal.", GetPassWarning, stacklevel=2)
    if not stream:
        stream = sys.stderr
    print("Warning: Password input may be echoed.", file=stream)
    return _raw_input(prompt, stream)


def _raw_input(prompt="", stream=None, input=None):
    # Not the built-in input(), which keeps a history.
    stream = stream or sys.stderr
    input = input or sys.stdin
    prompt = str(prompt)
    if prompt:
        try:
            stream.write(prompt)
        except UnicodeEncodeError:
            shown = prompt.encode(stream.encoding, "replace")
            stream.write(shown.decode(stream.encoding))
        stream.flush()
    line = input.readline()
    if not line:
        raise EOFError
    return line[:-1] if line[-1] == "\n" else line


def getuser():
    """The name of the user: from the environment, or from the system's list."""
    for variable in "LOGNAME", "USER", "LNAME", "USERNAME":
        name = os.environ.get(variable)
        if name:
            return name
    import pwd
    return pwd.getpwuid(os.getuid())[0]


try:
    import termios
    termios.tcgetattr, termios.tcsetattr
except (ImportError, AttributeError):
    try:
        import msvcrt
    except ImportError:
        getpass = fallback_getpass
    else:
        getpass = win_getpass
else:
    getpass = unix_getpass
