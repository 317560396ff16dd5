"""Ways to show text that may be longer than the screen; found in pydoc."""

import io
import os
import re
import sys

__name__ = 'pydoc'  # where all of this is found


def plain(text):
    """Text without what makes letters bold."""
    return re.sub('.\b', '', text)


def _escape_stdout(text):
    """Text in which what standard output cannot take is escaped."""
    encoding = getattr(sys.stdout, 'encoding', None) or 'utf-8'
    return text.encode(encoding, 'backslashreplace').decode(encoding)


def getpager():
    """The function that shows text: a program such as less, or what can be done without one.

    The program is that of MANPAGER or PAGER in the environment.
    """
    if not (hasattr(sys.stdin, 'isatty') and hasattr(sys.stdout, 'isatty')):
        return plainpager
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return plainpager
    chosen = os.environ.get('MANPAGER') or os.environ.get('PAGER')
    dumb = os.environ.get('TERM') in ('dumb', 'emacs')
    if chosen:
        return lambda text: pipepager(plain(text) if dumb else text, chosen)
    if dumb:
        return plainpager
    import shutil
    for program in 'less', 'more':
        if shutil.which(program):
            return lambda text: pipepager(text, program)
    return ttypager


def plainpager(text):
    """Print text, all at once."""
    sys.stdout.write(plain(_escape_stdout(text)))


def pipepager(text, cmd):
    """Show text by a program that reads it; a shell runs the command."""
    import subprocess
    running = subprocess.Popen(cmd, shell=True, stdin=subprocess.PIPE)
    try:
        with io.TextIOWrapper(running.stdin, errors='backslashreplace') as pipe:
            try:
                pipe.write(text)
            except KeyboardInterrupt:
                pass  # the program has the keyboard
    except OSError:
        pass  # nobody reads on
    while True:
        try:
            running.wait()
            break
        except KeyboardInterrupt:
            pass


def tempfilepager(text, cmd):
    """Show text by a program that gets the name of a file."""
    import tempfile
    filename = os.path.join(tempfile.mkdtemp(), 'pydoc.out')
    try:
        with open(filename, 'w', errors='backslashreplace', encoding='utf-8') as file:
            file.write(text)
        os.system(cmd + ' "' + filename + '"')
    finally:
        os.unlink(filename)
        os.rmdir(os.path.dirname(filename))


def ttypager(text):
    """Show text a page at a time: Return is a line, b a page back, q the end, any other key a page."""
    lines = plain(_escape_stdout(text)).split('\n')
    try:
        import termios
        import tty
        keyboard = sys.stdin.fileno()
        settings = termios.tcgetattr(keyboard)
        tty.setcbreak(keyboard)
        read_key = lambda: sys.stdin.read(1)
    except (ImportError, AttributeError, io.UnsupportedOperation):
        settings = None
        read_key = lambda: sys.stdin.readline()[:-1][:1]
    try:
        height = int(os.environ.get('LINES', 0)) - 1
        step = height if height > 0 else 24
        shown = step
        sys.stdout.write('\n'.join(lines[:step]) + '\n')
        while lines[shown:]:
            sys.stdout.write('-- more --')
            sys.stdout.flush()
            key = read_key()
            if key in ('q', 'Q'):
                sys.stdout.write('\r          \r')
                break
            if key in ('\r', '\n'):
                sys.stdout.write('\r          \r' + lines[shown] + '\n')
                shown += 1
                continue
            if key in ('b', 'B', '\x1b'):
                shown = max(0, shown - 2 * step)
            sys.stdout.write('\n' + '\n'.join(lines[shown:shown + step]) + '\n')
            shown += step
    finally:
        if settings:
            termios.tcsetattr(keyboard, termios.TCSAFLUSH, settings)


__name__ = __spec__.name
