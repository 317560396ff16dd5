"""Streams: reading and writing connections with await, without protocols of one's own.

StreamReader is a buffer with one way to wait for more, _wait_for_data(). What is looked for in the buffer is
the business of functions that only look; the reading methods loop between the two. StreamReaderProtocol
fills the buffer, StreamWriter is a transport with drain(); both are in private modules.
"""

__all__ = ("StreamReader", "StreamWriter", "StreamReaderProtocol", "open_connection", "start_server")

import socket
import sys

if hasattr(socket, "AF_UNIX"):
    __all__ += ("open_unix_connection", "start_unix_server")

from . import coroutines
from . import events
from . import exceptions
from . import format_helpers
from . import protocols
from ._deprecation import warn_loop_argument
from ._endpoint import settle
from ._stream_protocol import FlowControlMixin, StreamReaderProtocol
from ._stream_writer import StreamWriter
from .log import logger
from .tasks import sleep

# Bytes a reader holds before it makes the transport pause, doubled; and the longest line.
_DEFAULT_LIMIT = 64 * 1024


def __getattr__(name):
    if name in ("warnings", "weakref"):
        return __import__(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _current(loop):
    """The loop given, with a warning on behalf of the caller; or the current one."""
    if loop is None:
        return events.get_event_loop()
    warn_loop_argument(3)
    return loop


async def _connect(loop, limit, connect, *args, **kwds):
    """Connect by a method of the loop; gives (reader, writer)."""
    end = StreamReader(limit, loop)
    between = StreamReaderProtocol(end, None, loop)
    transport, _ = await connect(lambda: between, *args, **kwds)
    return end, StreamWriter(transport, between, end, loop)


def _factory(loop, limit, callback):
    """Makes a protocol with a new reader for each connection to a server."""
    def protocol():
        return StreamReaderProtocol(StreamReader(limit, loop), callback, loop)

    return protocol


async def open_connection(host=None, port=None, *, loop=None, limit=_DEFAULT_LIMIT, **kwds):
    """Connect to a TCP server; gives (reader, writer). Other arguments are those of create_connection()."""
    loop = _current(loop)
    return await _connect(loop, limit, loop.create_connection, host, port, **kwds)


async def start_server(client_connected_cb, host=None, port=None, *, loop=None, limit=_DEFAULT_LIMIT, **kwds):
    """A TCP server that calls client_connected_cb(reader, writer) for each connection; gives the Server.

    What it gives is run as a task if it is a coroutine. Other arguments are those of create_server().
    """
    loop = _current(loop)
    return await loop.create_server(_factory(loop, limit, client_connected_cb), host, port, **kwds)


if hasattr(socket, "AF_UNIX"):
    async def open_unix_connection(path=None, *, loop=None, limit=_DEFAULT_LIMIT, **kwds):
        """open_connection() for a Unix-domain socket."""
        loop = _current(loop)
        return await _connect(loop, limit, loop.create_unix_connection, path, **kwds)

    async def start_unix_server(client_connected_cb, path=None, *, loop=None, limit=_DEFAULT_LIMIT, **kwds):
        """start_server() for a Unix-domain socket."""
        loop = _current(loop)
        return await loop.create_unix_server(_factory(loop, limit, client_connected_cb), path, **kwds)


def _scan_for_separator(buffer, separator, start):
    """(position of the separator or -1, where to begin when there is more to look at)."""
    found = buffer.find(separator, start)
    # The end of the buffer may be the begin of a separator.
    return found, max(start, len(buffer) + 1 - len(separator))


class StreamReader:
    """The reading side: a buffer that is filled by a protocol and emptied by coroutines, one at a time."""

    # Where the transport is, whether it has been told to pause, and whether it has told that there is no more.
    _transport = None
    _paused = _eof = False

    # The future of a coroutine that waits for data.
    _waiter = None

    # Raised by all reading methods from when it is set.
    _exception = None

    _source_traceback = None

    def __init__(self, limit=_DEFAULT_LIMIT, loop=None):
        if limit <= 0:
            raise ValueError("Limit cannot be <= 0")
        self._loop = loop = events.get_event_loop() if loop is None else loop
        self._limit, self._buffer = limit, bytearray()
        if loop.get_debug():
            self._source_traceback = format_helpers.extract_stack(sys._getframe(1))

    def __repr__(self):
        words = ["StreamReader"]
        if self._buffer:
            words.append(f"{len(self._buffer)} bytes")
        if self._eof:
            words.append("eof")
        if self._limit != _DEFAULT_LIMIT:
            words.append(f"limit={self._limit}")
        for name in ("waiter", "exception", "transport"):
            value = getattr(self, "_" + name)
            if value:
                words.append(f"{name}={value!r}")
        if self._paused:
            words.append("paused")
        return f"<{' '.join(words)}>"

    # The protocol's side.

    def set_transport(self, transport):
        assert self._transport is None, "Transport already set"
        self._transport = transport

    def _wakeup_waiter(self, problem=None):
        waiter, self._waiter = self._waiter, None
        settle(waiter, problem)

    def feed_data(self, data):
        assert not self._eof, "feed_data after feed_eof"
        if not data:
            return
        self._buffer += data
        self._wakeup_waiter()
        if self._transport is not None and not self._paused and len(self._buffer) > 2 * self._limit:
            try:
                self._transport.pause_reading()
            except NotImplementedError:
                # It never can: do not ask again.
                self._transport = None
            else:
                self._paused = True

    def feed_eof(self):
        self._eof = True
        self._wakeup_waiter()

    def set_exception(self, exc):
        self._exception = exc
        self._wakeup_waiter(exc)

    # The reader's side.

    def exception(self):
        """The exception reading raises, None if it does not."""
        return self._exception

    def at_eof(self):
        """Whether there is nothing more to be read."""
        return self._eof and not self._buffer

    def _maybe_resume_transport(self, anyway=False):
        """Have the transport go on when there is room again."""
        if self._paused and (anyway or len(self._buffer) <= self._limit):
            self._paused = False
            self._transport.resume_reading()

    async def _wait_for_data(self, func_name):
        """Wait for data or the end."""
        if self._waiter is not None:
            raise RuntimeError(
                f"{func_name}() called while another coroutine is already waiting for incoming data")
        assert not self._eof, "_wait_for_data after EOF"
        # Even if there is more than enough data: who waits wants other data, or would wait for ever.
        self._maybe_resume_transport(anyway=True)
        news = self._waiter = self._loop.create_future()
        try:
            await news
        finally:
            self._waiter = None

    def _check_exception(self):
        problem = self._exception
        if problem is not None:
            raise problem

    def _take(self, count):
        """The first bytes of the buffer, removed from it."""
        buffer = self._buffer
        if count >= len(buffer):
            data = bytes(buffer)
            buffer.clear()
        else:
            data = bytes(memoryview(buffer)[:count])
            del buffer[:count]
        self._maybe_resume_transport()
        return data

    async def read(self, n=-1):
        """At most n bytes; at least one unless the stream has ended. Negative: all up to the end."""
        self._check_exception()
        if n < 0:
            # Piece by piece: the buffer alone would not hold it all.
            pieces = []
            while True:
                piece = await self.read(self._limit)
                if not piece:
                    return b"".join(pieces)
                pieces.append(piece)
        if n and not (self._buffer or self._eof):
            await self._wait_for_data("read")
        return self._take(n) if n else b""

    async def readexactly(self, n):
        """n bytes; IncompleteReadError if the stream ends before."""
        if n < 0:
            raise ValueError("readexactly size can not be less than zero")
        self._check_exception()
        while len(self._buffer) < n:
            if self._eof:
                raise exceptions.IncompleteReadError(self._take(n), n)
            await self._wait_for_data("readexactly")
        return self._take(n) if n else b""

    async def readuntil(self, separator=b"\n"):
        """All up to and including the separator.

        IncompleteReadError if the stream ends before. LimitOverrunError if it is more than the limit, without
        the separator; then the data stays in the buffer, and `consumed` tells how much cannot be of use.
        """
        if not separator:
            raise ValueError("Separator should be at least one-byte string")
        self._check_exception()
        start = 0
        while True:
            found, start = _scan_for_separator(self._buffer, separator, start)
            if found > self._limit:
                raise exceptions.LimitOverrunError("Separator is found, but chunk is longer than limit", found)
            if found >= 0:
                return self._take(found + len(separator))
            if start > self._limit:
                raise exceptions.LimitOverrunError(
                    "Separator is not found, and chunk exceed the limit", start)
            if self._eof:
                # The end comes with data at times, which has been searched just now.
                raise exceptions.IncompleteReadError(self._take(len(self._buffer)), None)
            await self._wait_for_data("readuntil")

    async def readline(self):
        r"""All up to and including "\n", or the end. ValueError if it is more than the limit, which drops it."""
        try:
            return await self.readuntil(b"\n")
        except exceptions.IncompleteReadError as end:
            return end.partial
        except exceptions.LimitOverrunError as overrun:
            if self._buffer.startswith(b"\n", overrun.consumed):
                del self._buffer[:overrun.consumed + 1]
            else:
                self._buffer.clear()
            self._maybe_resume_transport()
            raise ValueError(overrun.args[0])

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line
