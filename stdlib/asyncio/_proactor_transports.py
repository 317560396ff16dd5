"""Transports over a proactor. Found in asyncio.proactor_events.

At any time at most one read and one write is under way, _read_fut and _write_fut; _loop_reading() and
_loop_writing() are called when one is done and start the next.
"""

import collections
import socket
import warnings

from . import base_events
from . import constants
from . import exceptions
from . import proactor_events as _owner
from . import protocols
from . import transports
from . import trsock
from ._endpoint import announce, check_bytes, report_fatal


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


class _ProactorBasePipeTransport(transports._FlowControlMixin, transports.BaseTransport):
    """What all of them have in common."""

    # Only classes that write have it.
    _empty_waiter = None

    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None):
        super().__init__(extra, loop)
        self._set_extra(sock)
        self._sock = sock
        self.set_protocol(protocol)
        # What has been written and is not in _write_fut yet; the size of what is.
        self._buffer = None
        self._pending_write = 0
        self._read_fut = self._write_fut = None
        # How often something was written after the connection was lost; not zero once it is.
        self._conn_lost = 0
        self._closing = self._eof_written = False
        self._server = server
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

    def __del__(self, _warn=warnings.warn):
        if self._sock is not None:
            _warn(f"unclosed transport {self!r}", ResourceWarning, source=self)
            self.close()

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    def get_write_buffer_size(self):
        return self._pending_write + len(self._buffer or b"")

    def __stop_reading(self):
        reading, self._read_fut = self._read_fut, None
        if reading is not None:
            reading.cancel()

    def close(self):
        if self._closing:
            return
        self._closing = True
        self._conn_lost += 1
        if self._write_fut is None and not self._buffer:
            self._loop.call_soon(self._call_connection_lost, None)
        self.__stop_reading()

    def _force_close(self, exc):
        waiter = self._empty_waiter
        if waiter is not None and not waiter.done():
            if exc is None:
                waiter.set_result(None)
            else:
                waiter.set_exception(exc)
        if self._closing:
            return
        self._closing = True
        self._conn_lost += 1
        self.__stop_reading()
        writing, self._write_fut = self._write_fut, None
        if writing is not None:
            writing.cancel()
        self._buffer = None
        self._pending_write = 0
        self._loop.call_soon(self._call_connection_lost, exc)

    def _fatal_error(self, exc, message="Fatal error on pipe transport"):
        try:
            report_fatal(self, _owner.logger, OSError, exc, message)
        finally:
            self._force_close(exc)

    def _call_connection_lost(self, exc):
        try:
            self._protocol.connection_lost(exc)
        finally:
            # A read that is cancelled must really be over before the descriptor is used anew.
            if hasattr(self._sock, "shutdown") and self._sock.fileno() != -1:
                self._sock.shutdown(socket.SHUT_RDWR)
            self._sock.close()
            self._sock = None
            server, self._server = self._server, None
            if server is not None:
                server._detach()

    def _check_lost(self, text):
        """Whether the connection is gone; a protocol that writes all the same is told."""
        if not self._conn_lost:
            return False
        if self._conn_lost >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
            _owner.logger.warning(text)
        self._conn_lost += 1
        return True


class _ProactorReadPipeTransport(_ProactorBasePipeTransport, transports.ReadTransport):
    """Reads."""

    # Bytes per read.
    _read_size = 32768

    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None):
        # What has come while paused: a read that has begun is not taken back.
        self._pending_data = None
        self._paused = False
        super().__init__(loop, sock, protocol, waiter, extra, server)
        loop.call_soon(self._loop_reading)

    def is_reading(self):
        return not (self._closing or self._paused)

    def __log(self, what):
        if self._loop.get_debug():
            _owner.logger.debug(f"%r {what}", self)

    def pause_reading(self):
        if self.is_reading():
            self._paused = True
            self.__log("pauses reading")

    def resume_reading(self):
        if self._closing or not self._paused:
            return
        self._paused = False
        if self._read_fut is None:
            self._loop.call_soon(self._loop_reading, None)
        data, self._pending_data = self._pending_data, None
        if data is not None:
            # After what was resumed for has been done.
            self._loop.call_soon(self._data_received, data)
        self.__log("resumes reading")

    def _call_protocol(self, what, call, *args):
        """(True, result) of a call; (False, None) if it failed, which is fatal."""
        try:
            return True, call(*args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self._fatal_error(problem, f"Fatal error: protocol.{what}() call failed.")
            return False, None

    def _eof_received(self):
        self.__log("received EOF")
        heard, stay_open = self._call_protocol("eof_received", self._protocol.eof_received)
        if heard and not stay_open:
            self.close()

    def _data_received(self, data):
        if self._paused:
            assert self._pending_data is None
            self._pending_data = data
        elif not data:
            self._eof_received()
        elif isinstance(self._protocol, protocols.BufferedProtocol):
            self._call_protocol("buffer_updated", protocols._feed_data_to_buffered_proto, self._protocol, data)
        else:
            self._protocol.data_received(data)

    def _loop_reading(self, fut=None):
        came = None
        try:
            if fut is not None:
                assert self._read_fut is fut or self._read_fut is None and self._closing
                self._read_fut = None
                if fut.done():
                    came = fut.result()
                else:
                    # Resumed.
                    fut.cancel()
            if self._closing:
                came = None
            elif came != b"" and not self._paused:
                self._read_fut = self._loop._proactor.recv(self._sock, self._read_size)
        except ConnectionResetError as problem:
            self._force_close(problem)
        except OSError as problem:
            if not (self._closing and isinstance(problem, ConnectionAbortedError)):
                self._fatal_error(problem, "Fatal read error on pipe transport")
            elif self._loop.get_debug():
                _owner.logger.debug("Read error on pipe transport while closing", exc_info=True)
        except exceptions.CancelledError:
            if not self._closing:
                raise
        else:
            if self._read_fut is not None and not self._paused:
                self._read_fut.add_done_callback(self._loop_reading)
        finally:
            if came is not None:
                self._data_received(came)


class _ProactorBaseWritePipeTransport(_ProactorBasePipeTransport, transports.WriteTransport):
    """Writes."""

    _start_tls_compatible = True

    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        # A future while sendfile() waits for the buffer to be sent.
        self._empty_waiter = None

    def write(self, data):
        check_bytes(data)
        if self._eof_written:
            raise RuntimeError("write_eof() already called")
        if self._empty_waiter is not None:
            raise RuntimeError("unable to write; sendfile is in progress")
        if not data or self._check_lost("socket.send() raised exception."):
            return
        if self._write_fut is None:
            # Idle. What is being sent must not be changed by the caller.
            assert self._buffer is None
            self._loop_writing(data=bytes(data))
            return
        # Put together, to be sent in one piece next.
        if self._buffer:
            self._buffer += data
        else:
            self._buffer = bytearray(data)
        self._maybe_pause_protocol()

    def _loop_writing(self, f=None, data=None):
        try:
            if f is not None and self._write_fut is None and self._closing:
                # Closed by force when the write was done already.
                return
            assert f is self._write_fut
            self._write_fut = None
            self._pending_write = 0
            if f:
                f.result()
            if data is None:
                data, self._buffer = self._buffer, None
            if data:
                self.__send(data)
            else:
                self.__all_sent()
            if self._write_fut is None and self._empty_waiter is not None:
                self._empty_waiter.set_result(None)
        except ConnectionResetError as problem:
            self._force_close(problem)
        except OSError as problem:
            self._fatal_error(problem, "Fatal write error on pipe transport")

    def __send(self, data):
        self._write_fut = sending = self._loop._proactor.send(self._sock, data)
        at_once = sending.done()
        if not at_once:
            assert self._pending_write == 0
            self._pending_write = len(data)
        sending.add_done_callback(self._loop_writing)
        if not at_once:
            self._maybe_pause_protocol()

    def __all_sent(self):
        if self._closing:
            self._loop.call_soon(self._call_connection_lost, None)
        if self._eof_written:
            self._sock.shutdown(socket.SHUT_WR)
        # May write.
        self._maybe_resume_protocol()

    def can_write_eof(self):
        return True

    def write_eof(self):
        self.close()

    def abort(self):
        self._force_close(None)

    def _make_empty_waiter(self):
        """A future that is done when all that was written is sent; until it is reset, nothing can be written."""
        if self._empty_waiter is not None:
            raise RuntimeError("Empty waiter is already set")
        self._empty_waiter = waiter = self._loop.create_future()
        if self._write_fut is None:
            waiter.set_result(None)
        return waiter

    def _reset_empty_waiter(self):
        self._empty_waiter = None


class _ProactorWritePipeTransport(_ProactorBaseWritePipeTransport):
    """Writes to a pipe, and notices when the other side is closed: then a read from it ends."""

    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self._read_fut = self._loop._proactor.recv(self._sock, 16)
        self._read_fut.add_done_callback(self._pipe_closed)

    def _pipe_closed(self, fut):
        if fut.cancelled():
            return
        assert fut.result() == b""
        if self._closing:
            assert self._read_fut is None
            return
        assert fut is self._read_fut, (fut, self._read_fut)
        self._read_fut = None
        if self._write_fut is None:
            self.close()
        else:
            self._force_close(BrokenPipeError())


class _ProactorDatagramTransport(_ProactorBasePipeTransport):
    """Datagrams, in a queue of (data, address)."""

    max_size = 256 * 1024

    def __init__(self, loop, sock, protocol, address=None, waiter=None, extra=None):
        # The peer, if there is one.
        self._address = address
        super().__init__(loop, sock, protocol, waiter=waiter, extra=extra)
        self._buffer = collections.deque()
        loop.call_soon(self._loop_reading)

    def _set_extra(self, sock):
        _set_socket_extra(self, sock)

    def get_write_buffer_size(self):
        return sum(map(len, (data for data, _ in self._buffer or ())))

    def abort(self):
        self._force_close(None)

    def sendto(self, data, addr=None):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError("data argument must be bytes-like object (%r)", type(data))
        if not data:
            return
        if self._address is not None:
            if addr not in (None, self._address):
                raise ValueError(f"Invalid address: must be None or {self._address}")
            if self._check_lost("socket.sendto() raised exception."):
                return
        # The caller may change its buffer.
        self._buffer.append((bytes(data), addr))
        if self._write_fut is None:
            self._loop_writing()
        self._maybe_pause_protocol()

    def _loop_writing(self, fut=None):
        if self._conn_lost:
            return
        try:
            assert fut is self._write_fut
            self._write_fut = None
            if fut:
                fut.result()
            if not self._buffer:
                if self._closing:
                    self._loop.call_soon(self._call_connection_lost, None)
                return
            data, target = self._buffer.popleft()
            proactor = self._loop._proactor
            if self._address is None:
                sending = proactor.sendto(self._sock, data, addr=target)
            else:
                sending = proactor.send(self._sock, data)
        except OSError as problem:
            self._protocol.error_received(problem)
        except Exception as problem:
            self._fatal_error(problem, "Fatal write error on datagram transport")
        else:
            self._write_fut = sending
            sending.add_done_callback(self._loop_writing)
            self._maybe_resume_protocol()

    def _loop_reading(self, fut=None):
        if self._conn_lost:
            return
        came = None
        try:
            assert self._read_fut is fut or self._read_fut is None and self._closing
            self._read_fut = None
            if fut is not None:
                came = fut.result()
                if self._closing:
                    came = None
                    return
                if self._address is not None:
                    came = came, self._address
            proactor = self._loop._proactor
            read = proactor.recvfrom if self._address is None else proactor.recv
            self._read_fut = read(self._sock, self.max_size)
        except OSError as problem:
            self._protocol.error_received(problem)
        except exceptions.CancelledError:
            if not self._closing:
                raise
        else:
            self._read_fut.add_done_callback(self._loop_reading)
        finally:
            if came is not None and came[0]:
                self._protocol.datagram_received(*came)


class _ProactorDuplexPipeTransport(_ProactorReadPipeTransport, _ProactorBaseWritePipeTransport,
                                   transports.Transport):
    """Reads from and writes to a pipe, which cannot be closed in one direction."""

    def can_write_eof(self):
        return False

    def write_eof(self):
        raise NotImplementedError


class _ProactorSocketTransport(_ProactorReadPipeTransport, _ProactorBaseWritePipeTransport, transports.Transport):
    """A stream socket."""

    _sendfile_compatible = constants._SendfileMode.TRY_NATIVE

    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None):
        super().__init__(loop, sock, protocol, waiter, extra, server)
        base_events._set_nodelay(sock)

    def _set_extra(self, sock):
        _set_socket_extra(self, sock)

    def can_write_eof(self):
        return True

    def write_eof(self):
        if self._closing or self._eof_written:
            return
        self._eof_written = True
        if self._write_fut is None:
            self._sock.shutdown(socket.SHUT_WR)


for _class in (_ProactorBasePipeTransport, _ProactorReadPipeTransport, _ProactorBaseWritePipeTransport,
               _ProactorWritePipeTransport, _ProactorDatagramTransport, _ProactorDuplexPipeTransport,
               _ProactorSocketTransport):
    _class.__module__ = "asyncio.proactor_events"
del _class
