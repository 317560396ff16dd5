"""_SelectorDatagramTransport: datagrams. Found in asyncio.selector_events."""

from collections import deque

from ._endpoint import announce, check_bytes
from ._selector_transports import _NOT_YET, _SelectorTransport

__name__ = "asyncio.selector_events"  # where all of this is found


class _SelectorDatagramTransport(_SelectorTransport):
    """Datagrams over a socket; those that cannot be sent yet are in a queue of (data, address)."""

    _buffer_factory = deque

    def __init__(self, loop, sock, protocol, address=None, waiter=None, extra=None):
        super().__init__(loop, sock, protocol, extra=extra)
        # The peer, if there is one; the socket need not be connected.
        self._address = address
        announce(loop, self, protocol, (self._add_reader, self._sock_fd, self._read_ready), waiter)

    def get_write_buffer_size(self):
        return sum(map(len, (data for data, _ in self._buffer)))

    def __perform(self, what, operation, *args):
        """(True, result); (False, None): not yet. (None, None): failed, which has been told."""
        try:
            return True, operation(*args)
        except _NOT_YET:
            return False, None
        except OSError as problem:
            # The endpoint stays open.
            self._protocol.error_received(problem)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self._fatal_error(problem, f"Fatal {what} error on datagram transport")
        return None, None

    def _read_ready(self):
        if not self._conn_lost:
            came, datagram = self.__perform("read", self._sock.recvfrom, self.max_size)
            if came:
                self._protocol.datagram_received(*datagram)

    def __send(self, data, target):
        """Whether a datagram is sent; None if it failed."""
        if self._extra["peername"]:
            return self.__perform("write", self._sock.send, data)[0]
        return self.__perform("write", self._sock.sendto, data, target)[0]

    def sendto(self, data, addr=None):
        check_bytes(data)
        if not data:
            return
        if self._address:
            if addr is not None and addr != self._address:
                raise ValueError(f"Invalid address: must be None or {self._address}")
            addr = self._address
            if self._conn_lost:
                self._count_lost_write()
                return
        if not self._buffer:
            if self.__send(data, addr) is not False:
                return
            self._watch_writing(self._sendto_ready)
        # A copy: the caller may change his.
        self._buffer.append((bytes(data), addr))
        self._maybe_pause_protocol()

    def _sendto_ready(self):
        queue = self._buffer
        while queue:
            item = queue.popleft()
            sent = self.__send(*item)
            if sent is None:
                return
            if not sent:
                queue.appendleft(item)
                break
        # May add to the queue.
        self._maybe_resume_protocol()
        if not queue:
            self._watch_writing(None)
            if self._closing:
                self._call_connection_lost(None)


__name__ = __spec__.name
