"""_thread._ExceptHookArgs and _thread._excepthook: the type, where the report goes, what may go wrong."""

import _thread
import io
import sys
import threading

Args = _thread._ExceptHookArgs
print(threading.ExceptHookArgs is Args, threading.excepthook is _thread._excepthook, Args.__mro__, Args.n_fields)
try:
    raise ValueError(3)
except ValueError:
    info = sys.exc_info()


def report(label, thread, stderr, kind=info[0], value=info[1], trace=info[2]):
    saved = sys.stderr
    sys.stderr = stderr
    try:
        result = threading.excepthook(Args((kind, value, trace, thread)))
    except Exception as error:
        result = repr(error)
    finally:
        sys.stderr = saved
    text = stderr.getvalue() if isinstance(stderr, io.StringIO) else ''
    print(label, result, text.replace(str(threading.get_ident()), 'IDENT').splitlines())


class Bare:
    pass


class Kept:
    _stderr = sys.stdout


class Nowhere:
    _stderr = None


class Named:
    name = 'a name'


class BadText:
    class name:
        def __str__(self):
            1 / 0
    name = name()


class BadName:
    @property
    def name(self):
        1 / 0


class Failing:
    def write(self, text):
        1 / 0


class FailingFlush:
    def write(self, text):
        pass

    def flush(self):
        1 / 0


report('nowhere', None, None)
report('no attribute', Bare(), None)
report('kept nowhere', Nowhere(), None)
report('no name', Bare(), io.StringIO())
report('no thread', None, io.StringIO())
for thread in Named(), BadText(), BadName(), threading.Thread(name='thread'):
    report(type(thread).__name__, thread, io.StringIO())
report('write fails', Named(), Failing())
report('flush fails', Named(), FailingFlush())
report('exit', Named(), io.StringIO(), SystemExit, SystemExit(), None)
report('exit by value', Named(), io.StringIO(), ValueError, SystemExit(), None)
report('no value', Named(), io.StringIO(), ValueError, None, None)
for arguments in (3,), (), (Args,), ((*info, None),):
    try:
        _thread._excepthook(*arguments)
    except TypeError as error:
        print(error)
try:
    class Derived(Args):
        pass
except TypeError as error:
    print(error)
