"""Ctrl-C handling: the first one ends the run after the current test, the second one at once."""

import signal
import weakref
from functools import wraps

__unittest = True

_results = weakref.WeakKeyDictionary()
_interrupt_handler = None


class _InterruptHandler(object):
    """SIGINT handler which tells all registered results to stop."""

    def __init__(self, default_handler):
        self.called = False
        self.original_handler = default_handler
        numeric = isinstance(default_handler, int)
        self.default_handler = (self._named_handler(default_handler) if numeric
                                else default_handler)

    @staticmethod
    def _named_handler(number):
        if number == signal.SIG_DFL:
            return signal.default_int_handler
        if number == signal.SIG_IGN:
            return lambda unused_signum, unused_frame: None
        raise TypeError("expected SIGINT signal handler to be "
                        "signal.SIG_IGN, signal.SIG_DFL, or a "
                        "callable object")

    def __call__(self, signum, frame):
        # Somebody has put a handler of theirs over this one: it is not ours to decide.
        if signal.getsignal(signal.SIGINT) is not self or self.called:
            self.default_handler(signum, frame)
        self.called = True
        for result in list(_results):
            result.stop()


def registerResult(result):
    """Let Ctrl-C stop this result."""
    _results[result] = 1


def removeResult(result):
    """Undo registerResult(); tells whether it was registered."""
    return bool(_results.pop(result, None))


def installHandler():
    """Put the handler in place; further calls do nothing."""
    global _interrupt_handler
    if _interrupt_handler is None:
        handler = _interrupt_handler = _InterruptHandler(signal.getsignal(signal.SIGINT))
        signal.signal(signal.SIGINT, handler)


def removeHandler(method=None):
    """Put the former handler back; as a decorator, only while the function runs."""
    if method is None:
        installed = _interrupt_handler
        if installed is not None:
            signal.signal(signal.SIGINT, installed.original_handler)
        return None

    @wraps(method)
    def inner(*args, **kwargs):
        before = signal.getsignal(signal.SIGINT)
        removeHandler()
        try:
            return method(*args, **kwargs)
        finally:
            signal.signal(signal.SIGINT, before)
    return inner
