"""What a transport looks like to a protocol: abstract base classes, and the arithmetic of flow control.

A transport is made by the event loop, never by users. None of its methods blocks: writes are buffered,
closing happens later, and what comes of it is told to the protocol.
"""

__all__ = ("BaseTransport", "ReadTransport", "WriteTransport", "Transport", "DatagramTransport",
           "SubprocessTransport")


class BaseTransport:
    """What all transports have: extra facts, closing, and the protocol they report to."""

    __slots__ = ("_extra",)

    def __init__(self, extra=None):
        self._extra = {} if extra is None else extra

    def get_extra_info(self, name, default=None):
        """A fact about the connection, such as 'socket' or 'peername'; the default if there is no such."""
        return self._extra.get(name, default)

    def is_closing(self):
        """True once the transport is closed or about to be."""
        raise NotImplementedError

    def close(self):
        """Read no more, write what is buffered, then end; the protocol hears connection_lost(None)."""
        raise NotImplementedError

    def set_protocol(self, protocol):
        """Report to another protocol from now on."""
        raise NotImplementedError

    def get_protocol(self):
        """The protocol reported to."""
        raise NotImplementedError


class ReadTransport(BaseTransport):
    """The reading half."""

    __slots__ = ()

    def is_reading(self):
        """True while data can come to the protocol."""
        raise NotImplementedError

    def pause_reading(self):
        """Hand the protocol no data until resume_reading()."""
        raise NotImplementedError

    def resume_reading(self):
        """Undo pause_reading()."""
        raise NotImplementedError


class WriteTransport(BaseTransport):
    """The writing half."""

    __slots__ = ()

    def set_write_buffer_limits(self, high=None, low=None):
        """Set the marks between which the protocol's pause_writing() and resume_writing() are called.

        With only high given, low is a quarter of it; with only low, high is four times that; with none,
        high is 64 KiB. A high mark of zero pauses whenever anything is buffered.
        """
        raise NotImplementedError

    def get_write_buffer_size(self):
        """How many bytes are buffered."""
        raise NotImplementedError

    def write(self, data):
        """Send data, as soon as that is possible."""
        raise NotImplementedError

    def writelines(self, list_of_data):
        """Send all the pieces, one after the other."""
        self.write(b"".join(list_of_data))

    def write_eof(self):
        """End the stream towards the other side once the buffer is written; reading goes on."""
        raise NotImplementedError

    def can_write_eof(self):
        """Whether write_eof() is possible here."""
        raise NotImplementedError

    def abort(self):
        """Close at once and forget what is buffered."""
        raise NotImplementedError


class Transport(ReadTransport, WriteTransport):
    """Both halves: a stream in each direction."""

    __slots__ = ()


class DatagramTransport(BaseTransport):
    """A transport of datagrams."""

    __slots__ = ()

    def sendto(self, data, addr=None):
        """Send a datagram to addr, or to the peer the endpoint was made with."""
        raise NotImplementedError

    def abort(self):
        """Close at once and forget what is buffered."""
        raise NotImplementedError


class SubprocessTransport(BaseTransport):
    """A child process."""

    __slots__ = ()

    def get_pid(self):
        """The process's number."""
        raise NotImplementedError

    def get_returncode(self):
        """Its exit status as in subprocess.Popen.returncode; None while it runs."""
        raise NotImplementedError

    def get_pipe_transport(self, fd):
        """The transport of the pipe at the child's descriptor fd."""
        raise NotImplementedError

    def send_signal(self, signal):
        """Send the child a signal."""
        raise NotImplementedError

    def terminate(self):
        """Ask the child to end: SIGTERM."""
        raise NotImplementedError

    def kill(self):
        """End the child: SIGKILL."""
        raise NotImplementedError


class _FlowControlMixin(Transport):
    """Calls the protocol's pause_writing() and resume_writing() as the write buffer grows and shrinks.

    The class it is mixed into has get_write_buffer_size(), self._protocol, and calls _maybe_pause_protocol()
    after each growth and _maybe_resume_protocol() after each shrinking of the buffer.
    """

    __slots__ = ("_loop", "_protocol_paused", "_high_water", "_low_water")

    def __init__(self, extra=None, loop=None):
        super().__init__(extra)
        assert loop is not None
        self._loop = loop
        self._protocol_paused = False
        self._set_write_buffer_limits()

    def __tell_protocol(self, method):
        """Call this method of the protocol; what it raises goes to the loop's exception handler."""
        try:
            getattr(self._protocol, method)()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self._loop.call_exception_handler({
                "message": f"protocol.{method}() failed",
                "exception": problem,
                "transport": self,
                "protocol": self._protocol,
            })

    def _maybe_pause_protocol(self):
        if not self._protocol_paused and self.get_write_buffer_size() > self._high_water:
            self._protocol_paused = True
            self.__tell_protocol("pause_writing")

    def _maybe_resume_protocol(self):
        if self._protocol_paused and self.get_write_buffer_size() <= self._low_water:
            self._protocol_paused = False
            self.__tell_protocol("resume_writing")

    def get_write_buffer_limits(self):
        """The low and the high-water mark."""
        return self._low_water, self._high_water

    def get_write_buffer_size(self):
        raise NotImplementedError

    def _set_write_buffer_limits(self, high=None, low=None):
        if high is None:
            high = 64 * 1024 if low is None else 4 * low
        if low is None:
            low = high // 4
        if high < low or low < 0:
            raise ValueError(f"high ({high!r}) must be >= low ({low!r}) must be >= 0")
        self._low_water, self._high_water = low, high

    def set_write_buffer_limits(self, high=None, low=None):
        self._set_write_buffer_limits(high=high, low=low)
        # A lower mark may mean that the protocol has to stop right now.
        self._maybe_pause_protocol()
