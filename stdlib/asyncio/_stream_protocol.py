"""The protocols of streams: flow control, and filling a reader. Found in asyncio.streams."""

import weakref

from . import coroutines
from . import protocols
from . import streams as _owner
from ._endpoint import settle

__name__ = "asyncio.streams"  # where all of this is found


class FlowControlMixin(protocols.Protocol):
    """The part of a protocol that makes drain() wait while the transport's buffer is full.

    A class it is mixed into calls its connection_lost() from its own.
    """

    _paused = _connection_lost = False

    # The future of a _drain_helper() that waits.
    _drain_waiter = None

    def __init__(self, loop=None):
        self._loop = _owner.events.get_event_loop() if loop is None else loop

    def __change(self, paused):
        assert self._paused is not paused
        self._paused = paused
        if self._loop.get_debug():
            _owner.logger.debug("%r pauses writing" if paused else "%r resumes writing", self)

    def __release(self, problem=None):
        """Let a _drain_helper() go on."""
        waiter, self._drain_waiter = self._drain_waiter, None
        if waiter is not None and not waiter.done():
            settle(waiter, problem)

    def pause_writing(self):
        self.__change(True)

    def resume_writing(self):
        self.__change(False)
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
            room = self._drain_waiter = self._loop.create_future()
            await room

    def _get_close_waiter(self, stream):
        """A future that is done when the stream is closed."""
        raise NotImplementedError


def _nobody():
    """In place of a reference to a reader."""


class StreamReaderProtocol(FlowControlMixin, protocols.Protocol):
    """The protocol between a transport and a StreamReader.

    A class of its own, so that users of a reader do not come across the methods of protocols. It does not
    keep the reader alive, except for a server's until the callback has it.
    """

    _source_traceback = None
    _transport = _stream_writer = None
    _over_ssl = False

    # A weak reference.
    __reader = staticmethod(_nobody)

    def __init__(self, stream_reader, client_connected_cb=None, loop=None):
        super().__init__(loop)
        if stream_reader is not None:
            self.__reader = weakref.ref(stream_reader)
            self._source_traceback = getattr(stream_reader, "_source_traceback", None)
        # A server's callback, and the reader it is to get.
        self.__callback = client_connected_cb
        self.__kept_reader = None if client_connected_cb is None else stream_reader
        self._closed = self._loop.create_future()

    @property
    def _stream_reader(self):
        """The reader, None if it is gone."""
        return self.__reader()

    def connection_made(self, transport):
        reader = self.__reader()
        self._over_ssl = transport.get_extra_info("sslcontext") is not None
        self._transport = transport
        if reader is not None:
            reader.set_transport(transport)
        if self.__callback is None:
            return
        self._stream_writer = writer = _owner.StreamWriter(transport, self, reader, self._loop)
        job = self.__callback(reader, writer)
        if coroutines.iscoroutine(job):
            self._loop.create_task(job)
        self.__kept_reader = None

    def data_received(self, data):
        reader = self.__reader()
        if reader is not None:
            reader.feed_data(data)

    def eof_received(self):
        reader = self.__reader()
        if reader is not None:
            reader.feed_eof()
        # TLS has no connections that are open in one direction.
        return not self._over_ssl

    def connection_lost(self, exc):
        reader = self.__reader()
        if reader is not None and exc is None:
            reader.feed_eof()
        elif reader is not None:
            reader.set_exception(exc)
        if not self._closed.done():
            settle(self._closed, exc)
        FlowControlMixin.connection_lost(self, exc)
        self.__reader = _nobody
        self._stream_writer = self._transport = None

    def _get_close_waiter(self, stream):
        return self._closed

    def __del__(self):
        # wait_closed() need not be called: what it would have raised counts as seen.
        closed = getattr(self, "_closed", None)
        if closed is not None and closed.done() and not closed.cancelled():
            closed.exception()


__name__ = __spec__.name
