"""Transports over a proactor: the common part and reading. Found in asyncio.proactor_events.

At any time at most one read and one write is under way; their futures are in the slots _read_fut and
_write_fut. _loop_reading() and _loop_writing() are called when one is done, empty the slot and fill it anew.
"""

import socket

from . import constants
from . import exceptions
from . import proactor_events as _owner
from . import protocols
from . import transports
from . import trsock
from ._endpoint import Endpoint, announce, report_fatal, settle

__name__ = "asyncio.proactor_events"  # where all of this is found


def _set_socket_extra(transport, sock):
    """Facts about a socket."""
    facts = transport._extra
    facts["socket"] = trsock.TransportSocket(sock)
    try:
        facts["sockname"] = sock.getsockname()
    except OSError:
        if transport._loop.get_debug():
            _owner.logger.warning("getsockname() failed on %r", sock, exc_info=True)
    if "peername" not in facts:
        # accept() may have told it.
        try:
            facts["peername"] = sock.getpeername()
        except OSError:
            facts["peername"] = None


class _ProactorBasePipeTransport(Endpoint, transports._FlowControlMixin, transports.BaseTransport):
    """What all of them have in common."""

    _object_name = "_sock"
    _log_module = _owner

    _read_fut = _write_fut = None

    # What has been written and is not under way yet; the size of what is.
    _buffer = None
    _pending_write = 0

    # How often something was written after the connection was lost; not zero once it is.
    _conn_lost = 0

    _closing = _eof_written = False

    # A future while sendfile() waits for the buffer to be sent.
    _empty_waiter = None

    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None):
        super().__init__(extra, loop=loop)
        self._sock, self._server = sock, server
        self._set_extra(sock)
        self.set_protocol(protocol)
        if server is not None:
            server._attach()
        announce(loop, self, protocol, None, waiter)

    def _set_extra(self, sock):
        self._extra["pipe"] = sock

    def __repr__(self):
        words = [type(self).__name__]
        if self._sock is None:
            words.append("closed")
        else:
            if self._closing:
                words.append("closing")
            words.append(f"fd={self._sock.fileno()}")
        for name, value in (("read", self._read_fut), ("write", self._write_fut)):
            if value is not None:
                words.append(f"{name}={value!r}")
        if self._buffer:
            words.append(f"write_bufsize={len(self._buffer)}")
        if self._eof_written:
            words.append("EOF written")
        return f"<{' '.join(words)}>"

    def get_write_buffer_size(self):
        return self._pending_write + len(self._buffer or b"")

    # The slots.

    def _under_way(self, slot, operation, then):
        """Put an operation into its slot; then() is called when it is done."""
        setattr(self, slot, operation)
        operation.add_done_callback(then)

    def _result_of(self, slot, operation):
        """The result of an operation that is done, None for none; its slot is empty afterwards."""
        occupant = getattr(self, slot)
        # Closing empties slots: what was cancelled there may come here all the same.
        assert operation is occupant or occupant is None and self._closing
        setattr(self, slot, None)
        return None if operation is None else operation.result()

    def _cancel(self, slot):
        operation = getattr(self, slot)
        setattr(self, slot, None)
        if operation is not None:
            operation.cancel()

    # Closing.

    def __begin_closing(self):
        self._closing = True
        self._conn_lost += 1
        self._cancel("_read_fut")

    def _end_soon(self, problem=None):
        self._loop.call_soon(self._call_connection_lost, problem)

    def close(self):
        """Read no more; what is buffered is still sent."""
        if not self._closing:
            idle = not self._buffer and self._write_fut is None
            self.__begin_closing()
            if idle:
                self._end_soon()

    def _abandon(self, thing):
        self.close()

    def _force_close(self, exc):
        if self._empty_waiter is not None and not self._empty_waiter.done():
            settle(self._empty_waiter, exc)
        if not self._closing:
            self.__begin_closing()
            self._cancel("_write_fut")
            self._buffer, self._pending_write = None, 0
            self._end_soon(exc)

    def _fatal_error(self, exc, message="Fatal error on pipe transport"):
        try:
            report_fatal(self, _owner.logger, OSError, exc, message)
        finally:
            self._force_close(exc)

    def _call_connection_lost(self, exc):
        sock, server, self._server = self._sock, self._server, None
        try:
            self._protocol.connection_lost(exc)
        finally:
            # A read that is cancelled must really be over before the descriptor is used anew.
            if sock.fileno() != -1 and hasattr(sock, "shutdown"):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
            self._sock = None
            if server is not None:
                server._detach()

    def _check_lost(self, text):
        """Whether the connection is gone; a protocol that writes all the same is told."""
        if not self._conn_lost:
            return False
        self._conn_lost += 1
        if self._conn_lost > constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
            _owner.logger.warning(text)
        return True


class _ProactorReadPipeTransport(_ProactorBasePipeTransport, transports.ReadTransport):
    """Reads."""

    # Bytes per read.
    _read_size = 32768

    # What has come while paused: a read that has begun is not taken back.
    _pending_data = None

    _paused = False

    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None):
        super().__init__(loop, sock, protocol, waiter=waiter, extra=extra, server=server)
        loop.call_soon(self._loop_reading)

    def is_reading(self):
        return not (self._closing or self._paused)

    def pause_reading(self):
        if self.is_reading():
            self._paused = True
            self._note("pauses reading")

    def resume_reading(self):
        if self._paused and not self._closing:
            self._paused = False
            soon = self._loop.call_soon
            if self._read_fut is None:
                soon(self._loop_reading, None)
            kept, self._pending_data = self._pending_data, None
            if kept is not None:
                soon(self._data_received, kept)
            self._note("resumes reading")

    def __call_protocol(self, what, call, *args):
        """(True, result) of a call; (False, None) if it failed, which is fatal."""
        try:
            return True, call(*args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self._fatal_error(problem, f"Fatal error: protocol.{what}() call failed.")
            return False, None

    def _eof_received(self):
        self._note("received EOF")
        heard, stay_open = self.__call_protocol("eof_received", self._protocol.eof_received)
        if heard and not stay_open:
            self.close()

    def _data_received(self, data):
        protocol = self._protocol
        if self._paused:
            assert self._pending_data is None
            self._pending_data = data
        elif not data:
            self._eof_received()
        elif isinstance(protocol, protocols.BufferedProtocol):
            self.__call_protocol("buffer_updated", protocols._feed_data_to_buffered_proto, protocol, data)
        else:
            protocol.data_received(data)

    def _loop_reading(self, fut=None):
        came = None
        try:
            came = self._result_of("_read_fut", fut) if fut is not None else None
            if self._closing:
                came = None
            elif came != b"" and not self._paused:
                self._under_way("_read_fut", self._loop._proactor.recv(self._sock, self._read_size),
                                self._loop_reading)
        except ConnectionResetError as problem:
            self._force_close(problem)
        except OSError as problem:
            if self._closing and isinstance(problem, ConnectionAbortedError):
                if self._loop.get_debug():
                    _owner.logger.debug("Read error on pipe transport while closing", exc_info=True)
            else:
                self._fatal_error(problem, "Fatal read error on pipe transport")
        except exceptions.CancelledError:
            if not self._closing:
                raise
        finally:
            if came is not None:
                self._data_received(came)


__name__ = __spec__.name
