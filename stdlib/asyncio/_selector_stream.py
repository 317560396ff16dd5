"""_SelectorSocketTransport: a stream. Found in asyncio.selector_events."""

import socket

from . import base_events
from . import constants
from . import protocols
from ._endpoint import announce, check_bytes, settle
from ._selector_transports import _NOT_YET, WatchedReading, _SelectorTransport

__name__ = "asyncio.selector_events"  # where all of this is found

_READ_FAILED = "Fatal read error on socket transport"
_WRITE_FAILED = "Fatal write error on socket transport"


class _SelectorSocketTransport(WatchedReading, _SelectorTransport):
    """A stream over a socket."""

    _start_tls_compatible, _sendfile_compatible = True, constants._SendfileMode.TRY_NATIVE

    # Which of the two ways to read; depends on the kind of protocol.
    _read_ready_cb = None

    # A future while sendfile() waits for the buffer to be sent.
    _empty_waiter = None

    _paused = _eof = False

    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None):
        super().__init__(loop, sock, protocol, extra=extra, server=server)
        # The buffer makes larger pieces of small ones where that is good.
        base_events._set_nodelay(sock)
        announce(loop, self, protocol, (self._add_reader, self._sock_fd, self._read_ready), waiter)

    def set_protocol(self, protocol):
        buffered = isinstance(protocol, protocols.BufferedProtocol)
        self._read_ready_cb = self._read_ready__get_buffer if buffered else self._read_ready__data_received
        _SelectorTransport.set_protocol(self, protocol)

    # Reading.

    def is_reading(self):
        return not (self._paused or self._closing)

    def _read_ready(self):
        self._read_ready_cb()

    def _read_ready__data_received(self):
        if self._conn_lost:
            return
        came, data = self._attempt(_READ_FAILED, self._sock.recv, self.max_size)
        if came:
            self.__came("data_received", data)

    def _read_ready__get_buffer(self):
        if self._conn_lost:
            return
        there, buffer = self.__call_protocol("get_buffer", -1)
        if there:
            came, count = self._attempt(_READ_FAILED, self._sock.recv_into, buffer)
            if came:
                self.__came("buffer_updated", count)

    def __came(self, method, what):
        """Data has come, or none, which is the end."""
        if what:
            self.__call_protocol(method, what)
        else:
            self._read_ready__on_eof()

    def _read_ready__on_eof(self):
        self._note("received EOF")
        heard, stay_open = self.__call_protocol("eof_received")
        if heard and stay_open:
            # There is nothing to be read any more, but perhaps still to write.
            self._watch_reading(None)
        elif heard:
            self.close()

    def __call_protocol(self, method, *args):
        """(True, result) of a method of the protocol; (False, None) if it failed, which is fatal."""
        try:
            result = getattr(self._protocol, method)(*args)
            if method == "get_buffer" and not len(result):
                raise RuntimeError("get_buffer() returned an empty buffer")
            return True, result
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self._fatal_error(problem, f"Fatal error: protocol.{method}() call failed.")
            return False, None

    # Writing.

    def write(self, data):
        check_bytes(data)
        if self._eof:
            raise RuntimeError("Cannot call write() after write_eof()")
        if self._empty_waiter is not None:
            raise RuntimeError("unable to write; sendfile is in progress")
        if not data:
            return
        if self._conn_lost:
            self._count_lost_write()
            return
        if not self._buffer:
            # Mostly all of it can be sent at once.
            sent_some, sent = self._attempt(_WRITE_FAILED, self._sock.send, data)
            if sent_some is None:
                return
            if sent_some:
                data = data[sent:]
                if not data:
                    return
            self._watch_writing(self._write_ready)
        self._buffer += data
        self._maybe_pause_protocol()

    def _write_ready(self):
        assert self._buffer, "Data should not be empty"
        if self._conn_lost:
            return
        try:
            sent = self._sock.send(self._buffer)
        except _NOT_YET:
            return
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self._buffer.clear()
            self._watch_writing(None)
            self._fatal_error(problem, _WRITE_FAILED)
            self.__buffer_is_empty(problem)
            return
        del self._buffer[:sent]
        # May add to the buffer.
        self._maybe_resume_protocol()
        if self._buffer:
            return
        self._watch_writing(None)
        self.__buffer_is_empty()
        if self._closing:
            self._call_connection_lost(None)
        elif self._eof:
            self.__shut()

    def __shut(self):
        self._sock.shutdown(socket.SHUT_WR)

    def write_eof(self):
        if not (self._eof or self._closing):
            self._eof = True
            if not self._buffer:
                self.__shut()

    def can_write_eof(self):
        return True

    # For sendfile().

    def _make_empty_waiter(self):
        """A future that is done when all that was written is sent; until it is reset, nothing can be written."""
        if self._empty_waiter is not None:
            raise RuntimeError("Empty waiter is already set")
        made = self._empty_waiter = self._loop.create_future()
        if not self._buffer:
            made.set_result(None)
        return made

    def _reset_empty_waiter(self):
        self._empty_waiter = None

    def __buffer_is_empty(self, problem=None):
        waiter = self._empty_waiter
        if waiter is not None and not waiter.done():
            settle(waiter, problem)

    def _call_connection_lost(self, exc):
        _SelectorTransport._call_connection_lost(self, exc)
        self.__buffer_is_empty(ConnectionError("Connection is closed by peer"))


__name__ = __spec__.name
