"""The exceptions asyncio raises.

They live in a module of their own, below everything else, so that any other module can import it.
"""

__all__ = ("CancelledError", "InvalidStateError", "TimeoutError", "IncompleteReadError", "LimitOverrunError",
           "SendfileNotAvailableError")


class CancelledError(BaseException):
    """Somebody asked for the future or task to be given up."""


class TimeoutError(Exception):
    """The time granted is over."""


class InvalidStateError(Exception):
    """The operation does not fit the state the object is in."""


class SendfileNotAvailableError(RuntimeError):
    """There is no sendfile() for this socket or file, by the system call at least."""


class IncompleteReadError(EOFError):
    """The stream ended before all that was asked for had come.

    `partial` is what did come, `expected` the number of bytes wanted, None if that is not known.
    """

    def __init__(self, partial, expected):
        wanted = "undefined" if expected is None else repr(expected)
        super().__init__(f"{len(partial)} bytes read on a total of {wanted} expected bytes")
        self.partial, self.expected = partial, expected

    def __reduce__(self):
        return type(self), (self.partial, self.expected)


class LimitOverrunError(Exception):
    """No separator within the limit of the buffer; `consumed` bytes have been looked at in vain."""

    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed

    def __reduce__(self):
        return type(self), (self.args[0], self.consumed)
