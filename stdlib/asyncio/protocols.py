"""What a protocol looks like to a transport: base classes whose methods do nothing.

A protocol is written by the user of asyncio and called by a transport. The order of calls is
connection_made(), then any number of the others, then connection_lost(); after it nothing.
"""

__all__ = ("BaseProtocol", "Protocol", "DatagramProtocol", "SubprocessProtocol", "BufferedProtocol")


class BaseProtocol:
    """The part all kinds of protocol have: the connection's begin and end, and flow control."""

    __slots__ = ()

    def connection_made(self, transport):
        """The connection stands; the transport is to be kept for writing."""

    def connection_lost(self, exc):
        """The connection is gone: exc is the reason, None for a regular end or a close from our side."""

    def pause_writing(self):
        """The transport's buffer has grown above its high-water mark: stop writing for now.

        Called once per crossing, and always before resume_writing(). Exactly at the mark is not above it,
        so that a mark of zero means "as soon as anything is buffered".
        """

    def resume_writing(self):
        """The buffer has been drained down to the low-water mark or below."""


class Protocol(BaseProtocol):
    """For a stream of bytes: connection_made, data_received*, eof_received?, connection_lost."""

    __slots__ = ()

    def data_received(self, data):
        """Bytes have come; how the stream is cut into pieces means nothing."""

    def eof_received(self):
        """The other side will send nothing more.

        A true result keeps our side of the connection open (not with TLS); a false one closes it.
        """


class BufferedProtocol(BaseProtocol):
    """For a stream of bytes that the transport reads straight into the protocol's own buffer.

    get_buffer and buffer_updated take the place of data_received; for large transfers this saves copies.
    """

    __slots__ = ()

    def get_buffer(self, sizehint):
        """A writable buffer for the next read; sizehint bytes would be fitting, -1 leaves it open.

        A buffer of no length is an error.
        """

    def buffer_updated(self, nbytes):
        """The first nbytes of the buffer have been filled."""

    def eof_received(self):
        """The other side will send nothing more; see Protocol.eof_received()."""


class DatagramProtocol(BaseProtocol):
    """For datagrams."""

    __slots__ = ()

    def datagram_received(self, data, addr):
        """A datagram has come from addr."""

    def error_received(self, exc):
        """A send or receive failed with this OSError; the endpoint stays open."""


class SubprocessProtocol(BaseProtocol):
    """For a child process and the pipes to it."""

    __slots__ = ()

    def pipe_data_received(self, fd, data):
        """The child has written to its descriptor fd, 1 or 2."""

    def pipe_connection_lost(self, fd, exc):
        """The pipe at the child's descriptor fd is closed."""

    def process_exited(self):
        """The child has ended; its pipes may still hold data."""


def _feed_data_to_buffered_proto(proto, data):
    """Hand over bytes that were read already to a BufferedProtocol, in as many pieces as its buffers take."""
    rest = memoryview(data)
    while rest:
        target = proto.get_buffer(len(rest))
        room = len(target)
        if not room:
            raise RuntimeError("get_buffer() returned an empty buffer")
        piece = rest[:room]
        target[:len(piece)] = piece
        proto.buffer_updated(len(piece))
        rest = rest[room:]
