"""The exceptions of asyncio."""

__all__ = ('CancelledError', 'InvalidStateError', 'TimeoutError',
           'IncompleteReadError', 'LimitOverrunError',
           'SendfileNotAvailableError')


class CancelledError(BaseException):
    """Thrown into a coroutine whose task or future was cancelled."""


class TimeoutError(Exception):
    """A time limit passed."""


class InvalidStateError(Exception):
    """The future is not in a state that permits the call."""


class SendfileNotAvailableError(RuntimeError):
    """This socket or this file cannot take part in os.sendfile()."""


class IncompleteReadError(EOFError):
    """The stream ended early: partial has what came, expected what was asked."""

    def __init__(self, partial, expected):
        total = 'undefined' if expected is None else repr(expected)
        EOFError.__init__(
            self, f'{len(partial)} bytes read on a total of {total} expected bytes')
        self.partial, self.expected = partial, expected

    def __reduce__(self):
        return type(self), (self.partial, self.expected)


class LimitOverrunError(Exception):
    """No separator within the limit; consumed bytes may be taken off the buffer."""

    def __init__(self, message, consumed):
        Exception.__init__(self, message)
        self.message, self.consumed = message, consumed

    def __reduce__(self):
        return type(self), (self.message, self.consumed)
