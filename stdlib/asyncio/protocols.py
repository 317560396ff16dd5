"""Protocol base classes: the callbacks a transport makes."""

__all__ = ('BaseProtocol', 'Protocol', 'DatagramProtocol',
           'SubprocessProtocol', 'BufferedProtocol')


class BaseProtocol:
    """Connection and flow control callbacks of every protocol."""

    __slots__ = ()

    def connection_made(self, transport):
        """The connection stands; comes once, before anything else."""

    def connection_lost(self, exc):
        """The connection is over; exc is None if that was in order."""

    def pause_writing(self):
        """The transport's buffer is above its high-water mark."""

    def resume_writing(self):
        """The transport's buffer is down to its low-water mark."""


class Protocol(BaseProtocol):
    """For byte streams."""

    __slots__ = ()

    def data_received(self, data):
        """Some bytes came."""

    def eof_received(self):
        """The other side ended sending; a true result keeps this side open."""


class BufferedProtocol(BaseProtocol):
    """For byte streams, into buffers that the protocol provides."""

    __slots__ = ()

    def get_buffer(self, sizehint):
        """Give a writable buffer; sizehint -1 means any size."""

    def buffer_updated(self, nbytes):
        """So many bytes were put into the buffer given last."""

    def eof_received(self):
        """The other side ended sending; a true result keeps this side open."""


class DatagramProtocol(BaseProtocol):
    """For datagrams."""

    __slots__ = ()

    def datagram_received(self, data, addr):
        """A datagram came from addr."""

    def error_received(self, exc):
        """An OSError came up in sending or receiving."""


class SubprocessProtocol(BaseProtocol):
    """For the pipes and the end of a child process."""

    __slots__ = ()

    def pipe_data_received(self, fd, data):
        """The child wrote to its stdout (1) or stderr (2)."""

    def pipe_connection_lost(self, fd, exc):
        """One of the child's pipes was closed."""

    def process_exited(self):
        """The child ended."""


def _feed_data_to_buffered_proto(proto, data):
    """Hand bytes to a BufferedProtocol, in as many pieces as its buffers ask."""
    rest = data
    while rest:
        target = proto.get_buffer(len(rest))
        size = len(target)
        if size == 0:
            raise RuntimeError('get_buffer() returned an empty buffer')
        piece = rest[:size]
        target[:len(piece)] = piece
        proto.buffer_updated(len(piece))
        rest = rest[size:]
