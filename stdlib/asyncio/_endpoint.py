"""What transports of all kinds have in common.

Endpoint is for those that have a loop watch a descriptor, sockets and pipes; the functions are for all.
"""

import warnings


def settle(future, problem=None, result=None):
    """Finish a future somebody may wait for: not if it is None, or if he has given up."""
    if future is None or future.cancelled():
        return
    if problem is None:
        future.set_result(result)
    else:
        future.set_exception(problem)


def report_fatal(transport, logger, expected, problem, message):
    """Tell of a problem: errors of the kinds expected to the log, in debug mode; all others to the loop."""
    loop = transport._loop
    if not isinstance(problem, expected):
        loop.call_exception_handler({
            "message": message,
            "exception": problem,
            "transport": transport,
            "protocol": transport._protocol,
        })
    elif loop.get_debug():
        logger.debug("%r: %s", transport, message, exc_info=True)


def announce(loop, transport, protocol, start, waiter):
    """Begin: the protocol hears of the connection, then reading starts, then whoever waits for both goes on."""
    loop.call_soon(protocol.connection_made, transport)
    if start is not None:
        loop.call_soon(*start)
    if waiter is not None:
        loop.call_soon(settle, waiter)


def check_bytes(data):
    """Complain about what cannot be written."""
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise TypeError(f"data argument must be a bytes-like object, not {type(data).__name__!r}")


class Endpoint:
    """A descriptor, the object that has it, and the protocol it is read and written for."""

    __slots__ = ()

    # Names of attributes: the object, None once it is closed, and the number of its descriptor.
    _object_name = _number_name = None

    # The logger, looked up where tests replace it.
    _log_module = None

    def __del__(self, _warn=warnings.warn):
        # It may not be there when __init__ has failed.
        thing = getattr(self, self._object_name, None)
        if thing is not None:
            _warn(f"unclosed transport {self!r}", ResourceWarning, source=self)
            self._abandon(thing)

    def _abandon(self, thing):
        """Close the object of a transport that nobody has closed."""
        thing.close()

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    def _watch_reading(self, callback):
        """Have callback called whenever there is something to read; None: no longer."""
        number = getattr(self, self._number_name)
        if callback is None:
            self._loop._remove_reader(number)
        else:
            self._loop._add_reader(number, callback)

    def _watch_writing(self, callback):
        """The same for room to write."""
        number = getattr(self, self._number_name)
        if callback is None:
            self._loop._remove_writer(number)
        else:
            self._loop._add_writer(number, callback)

    def _note(self, event, level="debug"):
        """A line for the log, in debug mode."""
        if self._loop.get_debug():
            getattr(self._log_module.logger, level)(f"%r {event}", self)

    def _say_goodbye(self, problem):
        """Tell the protocol that it is over, close the object and let go of everything."""
        try:
            self._protocol.connection_lost(problem)
        finally:
            getattr(self, self._object_name).close()
            setattr(self, self._object_name, None)
            self._loop = self._protocol = None
