"""Streams: reading and writing connections with await, without protocols of one's own.

StreamReader is a buffer with one way to wait for more, _wait_for_data(). What is looked for in the buffer is
the business of functions that only look; the reading methods loop between the two. StreamReaderProtocol
fills the buffer, StreamWriter is a transport with drain().
"""

__all__ = ("StreamReader", "StreamWriter", "StreamReaderProtocol", "open_connection", "start_server")

import socket
import sys
import weakref

if hasattr(socket, "AF_UNIX"):
    __all__ += ("open_unix_connection", "start_unix_server")

from . import coroutines
from . import events
from . import exceptions
from . import format_helpers
from . import protocols
from ._deprecation import warn_loop_argument
from .log import logger
from .tasks import sleep

# Bytes a reader holds before it makes the transport pause, doubled; and the longest line.
_DEFAULT_LIMIT = 64 * 1024


def __getattr__(name):
    if name == "warnings":
        return __import__(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


async def open_connection(host=None, port=None, *, loop=None, limit=_DEFAULT_LIMIT, **kwds):
    """Connect to a TCP server; gives (reader, writer). Other arguments are those of create_connection()."""
    if loop is None:
        loop = events.get_event_loop()
    else:
        warn_loop_argument()
    return await _connect(loop, limit, loop.create_connection, host, port, **kwds)


async def start_server(client_connected_cb, host=None, port=None, *, loop=None, limit=_DEFAULT_LIMIT, **kwds):
    """A TCP server that calls client_connected_cb(reader, writer) for each connection; gives the Server.

    What it gives is run as a task if it is a coroutine. Other arguments are those of create_server().
    """
    if loop is None:
        loop = events.get_event_loop()
    else:
        warn_loop_argument()
    return await loop.create_server(_factory(loop, limit, client_connected_cb), host, port, **kwds)


if hasattr(socket, "AF_UNIX"):
    async def open_unix_connection(path=None, *, loop=None, limit=_DEFAULT_LIMIT, **kwds):
        """open_connection() for a Unix-domain socket."""
        if loop is None:
            loop = events.get_event_loop()
        else:
            warn_loop_argument()
        return await _connect(loop, limit, loop.create_unix_connection, path, **kwds)

    async def start_unix_server(client_connected_cb, path=None, *, loop=None, limit=_DEFAULT_LIMIT, **kwds):
        """start_server() for a Unix-domain socket."""
        if loop is None:
            loop = events.get_event_loop()
        else:
            warn_loop_argument()
        return await loop.create_unix_server(_factory(loop, limit, client_connected_cb), path, **kwds)


async def _connect(loop, limit, connect, *args, **kwds):
    reader = StreamReader(limit=limit, loop=loop)
    protocol = StreamReaderProtocol(reader, loop=loop)
    transport, _ = await connect(lambda: protocol, *args, **kwds)
    return reader, StreamWriter(transport, protocol, reader, loop)


def _factory(loop, limit, callback):
    """Makes a protocol with a new reader for each connection to a server."""
    def protocol():
        return StreamReaderProtocol(StreamReader(limit=limit, loop=loop), callback, loop=loop)

    return protocol


class FlowControlMixin(protocols.Protocol):
    """The part of a protocol that makes drain() wait while the transport's buffer is full.

    A class it is mixed into calls its connection_lost() from its own.
    """

    def __init__(self, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._paused = False
        self._connection_lost = False
        # The future of a _drain_helper() that waits.
        self._drain_waiter = None

    def __release(self, exc=None):
        waiter, self._drain_waiter = self._drain_waiter, None
        if waiter is not None and not waiter.done():
            if exc is None:
                waiter.set_result(None)
            else:
                waiter.set_exception(exc)

    def pause_writing(self):
        assert not self._paused
        self._paused = True
        if self._loop.get_debug():
            logger.debug("%r pauses writing", self)

    def resume_writing(self):
        assert self._paused
        self._paused = False
        if self._loop.get_debug():
            logger.debug("%r resumes writing", self)
        self.__release()

    def connection_lost(self, exc):
        self._connection_lost = True
        if self._paused:
            self.__release(exc)

    async def _drain_helper(self):
        if self._connection_lost:
            raise ConnectionResetError("Connection lost")
        if self._paused:
            assert self._drain_waiter is None or self._drain_waiter.cancelled()
            self._drain_waiter = self._loop.create_future()
            await self._drain_waiter

    def _get_close_waiter(self, stream):
        """A future that is done when the stream is closed."""
        raise NotImplementedError


class StreamReaderProtocol(FlowControlMixin, protocols.Protocol):
    """The protocol between a transport and a StreamReader.

    A class of its own, so that users of a reader do not come across the methods of protocols. It does not
    keep the reader alive, except for a server's until the callback has it.
    """

    _source_traceback = None

    def __init__(self, stream_reader, client_connected_cb=None, loop=None):
        super().__init__(loop=loop)
        self._stream_reader_wr = None
        if stream_reader is not None:
            self._stream_reader_wr = weakref.ref(stream_reader)
            self._source_traceback = stream_reader._source_traceback
        self._client_connected_cb = client_connected_cb
        if client_connected_cb is not None:
            self._strong_reader = stream_reader
        self._reject_connection = False
        self._over_ssl = False
        self._transport = self._stream_writer = None
        self._closed = self._loop.create_future()

    @property
    def _stream_reader(self):
        """The reader, None if it is gone."""
        reference = self._stream_reader_wr
        return reference if reference is None else reference()

    def connection_made(self, transport):
        if self._reject_connection:
            format_helpers._report(
                self._loop, "An open stream was garbage collected prior to establishing network connection; "
                'call "stream.close()" explicitly.', self._source_traceback)
            transport.abort()
            return
        self._transport = transport
        self._over_ssl = transport.get_extra_info("sslcontext") is not None
        reader = self._stream_reader
        if reader is not None:
            reader.set_transport(transport)
        if self._client_connected_cb is not None:
            self._stream_writer = StreamWriter(transport, self, reader, self._loop)
            result = self._client_connected_cb(reader, self._stream_writer)
            if coroutines.iscoroutine(result):
                self._loop.create_task(result)
            self._strong_reader = None

    def connection_lost(self, exc):
        reader, closed = self._stream_reader, self._closed
        if exc is None:
            if reader is not None:
                reader.feed_eof()
            if not closed.done():
                closed.set_result(None)
        else:
            if reader is not None:
                reader.set_exception(exc)
            if not closed.done():
                closed.set_exception(exc)
        super().connection_lost(exc)
        self._stream_reader_wr = self._stream_writer = self._transport = None

    def data_received(self, data):
        reader = self._stream_reader
        if reader is not None:
            reader.feed_data(data)

    def eof_received(self):
        reader = self._stream_reader
        if reader is not None:
            reader.feed_eof()
        # TLS has no connections that are open in one direction.
        return not self._over_ssl

    def _get_close_waiter(self, stream):
        return self._closed

    def __del__(self):
        # wait_closed() need not be called: what it would have raised counts as seen.
        closed = getattr(self, "_closed", None)
        if closed is not None and closed.done() and not closed.cancelled():
            closed.exception()


class StreamWriter:
    """The writing side: a transport, and drain() to wait for room in its buffer."""

    def __init__(self, transport, protocol, reader, loop):
        assert reader is None or isinstance(reader, StreamReader)
        self._loop, self._reader = loop, reader
        self._transport, self._protocol = transport, protocol
        self._complete_fut = loop.create_future()
        self._complete_fut.set_result(None)

    def __repr__(self):
        reader = "" if self._reader is None else f" reader={self._reader!r}"
        return f"<{type(self).__name__} transport={self._transport!r}{reader}>"

    @property
    def transport(self):
        """The transport below."""
        return self._transport

    def write(self, data):
        """Send data, as soon as that is possible."""
        self._transport.write(data)

    def writelines(self, data):
        """Send all the pieces, one after the other."""
        self._transport.writelines(data)

    def write_eof(self):
        """End the stream towards the other side once all is written."""
        return self._transport.write_eof()

    def can_write_eof(self):
        """Whether write_eof() is possible here."""
        return self._transport.can_write_eof()

    def close(self):
        """Close the stream; wait_closed() waits for it."""
        return self._transport.close()

    def is_closing(self):
        """Whether the stream is closed or about to be."""
        return self._transport.is_closing()

    async def wait_closed(self):
        """Wait until the stream is closed."""
        await self._protocol._get_close_waiter(self)

    def get_extra_info(self, name, default=None):
        """A fact about the connection; see BaseTransport.get_extra_info()."""
        return self._transport.get_extra_info(name, default)

    async def drain(self):
        """Wait until it is appropriate to write more: after "w.write(data)" write "await w.drain()"."""
        problem = None if self._reader is None else self._reader.exception()
        if problem is not None:
            raise problem
        if self._transport.is_closing():
            # connection_lost() has been scheduled perhaps and not been called: without this, a loop that
            # writes and drains would never hear of it.
            await sleep(0)
        await self._protocol._drain_helper()


def _scan_for_separator(buffer, separator, start):
    """(position of the separator or -1, where to begin when there is more to look at)."""
    found = buffer.find(separator, start)
    # The end of the buffer may be the begin of a separator.
    return found, max(start, len(buffer) + 1 - len(separator))


class StreamReader:
    """The reading side: a buffer that is filled by a protocol and emptied by coroutines, one at a time."""

    _source_traceback = None

    def __init__(self, limit=_DEFAULT_LIMIT, loop=None):
        if limit <= 0:
            raise ValueError("Limit cannot be <= 0")
        self._limit = limit
        self._loop = loop = events.get_event_loop() if loop is None else loop
        self._buffer = bytearray()
        self._eof = False
        # The future of a coroutine that waits for data.
        self._waiter = None
        # Raised by all reading methods from when it is set.
        self._exception = None
        self._transport = None
        # Whether the transport has been told to pause.
        self._paused = False
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

    def _wakeup_waiter(self):
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.cancelled():
            waiter.set_result(None)

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
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.cancelled():
            waiter.set_exception(exc)

    # The reader's side.

    def exception(self):
        """The exception reading raises, None if it does not."""
        return self._exception

    def at_eof(self):
        """Whether there is nothing more to be read."""
        return self._eof and not self._buffer

    def _maybe_resume_transport(self):
        if self._paused and len(self._buffer) <= self._limit:
            self._paused = False
            self._transport.resume_reading()

    async def _wait_for_data(self, func_name):
        """Wait for data or the end."""
        if self._waiter is not None:
            raise RuntimeError(
                f"{func_name}() called while another coroutine is already waiting for incoming data")
        assert not self._eof, "_wait_for_data after EOF"
        if self._paused:
            # Paused by too much data, of which there is not enough: or it would wait for ever.
            self._paused = False
            self._transport.resume_reading()
        self._waiter = self._loop.create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _check_exception(self):
        if self._exception is not None:
            raise self._exception

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
