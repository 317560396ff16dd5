"""Transports over sockets that a selector watches: the common part. Found in asyncio.selector_events."""

import selectors

from . import constants
from . import selector_events as _owner
from . import transports
from . import trsock
from ._endpoint import Endpoint, report_fatal

__name__ = "asyncio.selector_events"  # where all of this is found

_NOT_YET = BlockingIOError, InterruptedError


def _test_selector_event(selector, fd, event):
    """Whether the selector watches fd for the event."""
    try:
        return bool(selector.get_key(fd).events & event)
    except KeyError:
        return False


def _note_addresses(facts, sock):
    """Add the names of both ends to the facts; a peer's that is known from accept() stays."""
    for name, ask in (("sockname", sock.getsockname), ("peername", sock.getpeername)):
        if name == "sockname" or name not in facts:
            try:
                facts[name] = ask()
            except OSError:
                facts[name] = None


class WatchedReading:
    """pause_reading() and resume_reading() of an endpoint that is read from whenever the selector says so."""

    __slots__ = ()

    def pause_reading(self):
        if not (self._closing or self._paused):
            self._paused = True
            self._watch_reading(None)
            self._note("pauses reading")

    def resume_reading(self):
        if self._paused and not self._closing:
            self._paused = False
            self._watch_reading(self._read_ready)
            self._note("resumes reading")


class _SelectorTransport(Endpoint, transports._FlowControlMixin, transports.Transport):
    """What stream and datagram transports have in common."""

    _object_name, _number_name = "_sock", "_sock_fd"
    _log_module = _owner

    # Bytes per read.
    max_size = 256 * 1024

    # What has been written and not been sent.
    _buffer_factory = bytearray

    # So that __del__ works when __init__ fails.
    _sock = None

    def __init__(self, loop, sock, protocol, extra=None, server=None):
        super().__init__(extra, loop=loop)
        self._sock, self._sock_fd = sock, sock.fileno()
        self._extra["socket"] = trsock.TransportSocket(sock)
        _note_addresses(self._extra, sock)
        # _conn_lost: how often something was written after the connection was lost; not zero once it is.
        self._closing, self._conn_lost = False, 0
        self._buffer = type(self)._buffer_factory()
        self.set_protocol(protocol)
        self._server = server
        if server is not None:
            server._attach()
        loop._transports[self._sock_fd] = self

    def __repr__(self):
        words = [type(self).__name__]
        if self._sock is None or self._closing:
            words.append("closed" if self._sock is None else "closing")
        words.append(f"fd={self._sock_fd}")
        # A transport that is not closed may outlive the loop.
        loop = self._loop
        if not (loop is None or loop.is_closed()):
            reading, writing = ("polling" if _test_selector_event(loop._selector, self._sock_fd, event) else "idle"
                                for event in (selectors.EVENT_READ, selectors.EVENT_WRITE))
            words.append(f"read={reading}")
            words.append(f"write=<{writing}, bufsize={self.get_write_buffer_size()}>")
        return f"<{' '.join(words)}>"

    # Whether there has been a protocol, to be told of the end.
    _protocol_connected = False

    def set_protocol(self, protocol):
        super().set_protocol(protocol)
        self._protocol_connected = True

    def get_write_buffer_size(self):
        return len(self._buffer)

    def close(self):
        """Read no more; what is buffered is still sent."""
        if self._closing:
            return
        self._closing = True
        self._watch_reading(None)
        if not self._buffer:
            self.__lose(None)

    def abort(self):
        self._force_close(None)

    def __lose(self, problem):
        """The connection is over: nothing is read or written any more, and the protocol will hear of it."""
        self._conn_lost += 1
        self._watch_writing(None)
        self._loop.call_soon(self._call_connection_lost, problem)

    def _force_close(self, exc):
        if self._conn_lost:
            return
        self._buffer.clear()
        if not self._closing:
            self._closing = True
            self._watch_reading(None)
        self.__lose(exc)

    def _fatal_error(self, exc, message="Fatal error on transport"):
        report_fatal(self, _owner.logger, OSError, exc, message)
        self._force_close(exc)

    def _call_connection_lost(self, exc):
        server, self._server = self._server, None
        try:
            self._say_goodbye(exc)
        finally:
            if server is not None:
                server._detach()

    def _add_reader(self, fd, callback, *args):
        # Closed before reading has started?
        if not self._closing:
            self._loop._add_reader(fd, callback, *args)

    def _count_lost_write(self):
        """Something is written though the connection is gone; a protocol that keeps on is told."""
        self._conn_lost += 1
        if self._conn_lost > constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
            _owner.logger.warning("socket.send() raised exception.")

    def _attempt(self, message, operation, *args):
        """(True, result) of an operation. (False, None): not yet. (None, None): failed, which is fatal."""
        try:
            return True, operation(*args)
        except _NOT_YET:
            return False, None
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self._fatal_error(problem, message)
            return None, None


__name__ = __spec__.name
