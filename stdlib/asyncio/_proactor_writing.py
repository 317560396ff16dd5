"""Transports over a proactor that write: pipes and stream sockets. Found in asyncio.proactor_events."""

import socket

from . import base_events
from . import constants
from . import transports
from ._endpoint import check_bytes
from ._proactor_transports import _ProactorBasePipeTransport, _ProactorReadPipeTransport, _set_socket_extra

__name__ = "asyncio.proactor_events"  # where all of this is found


class _ProactorBaseWritePipeTransport(_ProactorBasePipeTransport, transports.WriteTransport):
    """Writes. What comes while a write is under way is put together, to be the next."""

    _start_tls_compatible = True

    def write(self, data):
        check_bytes(data)
        if self._eof_written:
            raise RuntimeError("write_eof() already called")
        if self._empty_waiter is not None:
            raise RuntimeError("unable to write; sendfile is in progress")
        if not data or self._check_lost("socket.send() raised exception."):
            return
        if self._write_fut is None:
            # Nothing can have been left. A copy, for the caller may change his.
            assert not self._buffer
            self._loop_writing(data=bytes(data))
        else:
            self._buffer = (self._buffer or bytearray()) + data
            self._maybe_pause_protocol()

    def _loop_writing(self, f=None, data=None):
        if self._closing and self._write_fut is None and f is not None:
            # Closed by force when the write was done already.
            return
        try:
            self._result_of("_write_fut", f)
            self._pending_write = 0
            if data is None:
                data, self._buffer = self._buffer, None
            if data:
                self.__send(data)
            else:
                self.__all_sent()
            if self._empty_waiter is not None and self._write_fut is None:
                self._empty_waiter.set_result(None)
        except ConnectionResetError as problem:
            self._force_close(problem)
        except OSError as problem:
            self._fatal_error(problem, "Fatal write error on pipe transport")

    def __send(self, data):
        sending = self._loop._proactor.send(self._sock, data)
        at_once = sending.done()
        if not at_once:
            self._pending_write = len(data)
        self._under_way("_write_fut", sending, self._loop_writing)
        if not at_once:
            self._maybe_pause_protocol()

    def __all_sent(self):
        if self._closing:
            self._end_soon()
        if self._eof_written:
            self._shut()
        # May write.
        self._maybe_resume_protocol()

    def _shut(self):
        self._sock.shutdown(socket.SHUT_WR)

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
        made = self._empty_waiter = self._loop.create_future()
        if not self._write_fut:
            made.set_result(None)
        return made

    def _reset_empty_waiter(self):
        self._empty_waiter = None


class _ProactorWritePipeTransport(_ProactorBaseWritePipeTransport):
    """Writes to a pipe, and notices when the other side is closed: then a read from it ends."""

    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self._under_way("_read_fut", self._loop._proactor.recv(self._sock, 16), self._pipe_closed)

    def _pipe_closed(self, fut):
        if fut.cancelled():
            return
        nothing = self._result_of("_read_fut", fut)
        assert nothing == b""
        if self._closing:
            return
        if self._write_fut is None:
            self.close()
        else:
            self._force_close(BrokenPipeError())


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
        super().__init__(loop, sock, protocol, waiter=waiter, extra=extra, server=server)
        base_events._set_nodelay(sock)

    _set_extra = _set_socket_extra

    def can_write_eof(self):
        return True

    def write_eof(self):
        if not (self._eof_written or self._closing):
            self._eof_written = True
            if self._write_fut is None:
                self._shut()


__name__ = __spec__.name
