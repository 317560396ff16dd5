"""What all transports do about errors they cannot go on after."""


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
    from .futures import _set_result_unless_cancelled
    loop.call_soon(protocol.connection_made, transport)
    loop.call_soon(*start)
    if waiter is not None:
        loop.call_soon(_set_result_unless_cancelled, waiter, None)


def check_bytes(data):
    """Complain about what cannot be written."""
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise TypeError(f"data argument must be a bytes-like object, not {type(data).__name__!r}")
