"""_ProactorDatagramTransport: datagrams over a proactor. Found in asyncio.proactor_events."""

from collections import deque

from . import exceptions
from ._proactor_transports import _ProactorBasePipeTransport, _set_socket_extra

__name__ = "asyncio.proactor_events"  # where all of this is found


class _ProactorDatagramTransport(_ProactorBasePipeTransport):
    """Datagrams; those to be sent are in a queue of (data, address)."""

    max_size = 256 * 1024

    def __init__(self, loop, sock, protocol, address=None, waiter=None, extra=None):
        # The peer, if there is one.
        self._address = address
        self._buffer = deque()
        super().__init__(loop, sock, protocol, extra=extra, waiter=waiter)
        loop.call_soon(self._loop_reading)

    _set_extra = _set_socket_extra

    def get_write_buffer_size(self):
        return sum(map(len, (data for data, _ in self._buffer or ())))

    def abort(self):
        self._force_close(None)

    def sendto(self, data, addr=None):
        if not isinstance(data, (bytes, memoryview, bytearray)):
            raise TypeError("data argument must be bytes-like object (%r)", type(data))
        if not data:
            return
        peer = self._address
        if peer is not None:
            if addr is not None and addr != peer:
                raise ValueError(f"Invalid address: must be None or {peer}")
            if self._check_lost("socket.sendto() raised exception."):
                return
        # A copy: the caller may change his.
        self._buffer.append((bytes(data), addr))
        if self._write_fut is None:
            self._loop_writing()
        self._maybe_pause_protocol()

    def _loop_writing(self, fut=None):
        if self._conn_lost:
            return
        try:
            self._result_of("_write_fut", fut)
            if not self._buffer:
                if self._closing:
                    self._end_soon()
                return
            data, target = self._buffer.popleft()
            proactor = self._loop._proactor
            sending = (proactor.send(self._sock, data) if self._address is not None
                       else proactor.sendto(self._sock, data, addr=target))
        except OSError as problem:
            self._protocol.error_received(problem)
        except Exception as problem:
            self._fatal_error(problem, "Fatal write error on datagram transport")
        else:
            self._under_way("_write_fut", sending, self._loop_writing)
            self._maybe_resume_protocol()

    def _loop_reading(self, fut=None):
        if self._conn_lost:
            return
        data = source = None
        try:
            came = self._result_of("_read_fut", fut)
            if self._closing:
                return
            proactor, peer = self._loop._proactor, self._address
            if fut is not None:
                data, source = came if peer is None else (came, peer)
            receive = proactor.recvfrom if peer is None else proactor.recv
            self._under_way("_read_fut", receive(self._sock, self.max_size), self._loop_reading)
        except OSError as problem:
            self._protocol.error_received(problem)
        except exceptions.CancelledError:
            if not self._closing:
                raise
        finally:
            if data:
                self._protocol.datagram_received(data, source)


__name__ = __spec__.name
