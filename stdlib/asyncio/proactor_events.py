"""BaseProactorEventLoop: an event loop around a proactor.

A proactor is told to do something and gives a future for its result, where a selector tells when something
can be done. There is none on Unix: this is for who brings his own.
"""

__all__ = "BaseProactorEventLoop",

import io
import os
import signal
import socket
import threading

from . import base_events
from . import exceptions
from . import trsock
from ._proactor_transports import _ProactorBasePipeTransport, _ProactorReadPipeTransport, _set_socket_extra
from ._proactor_datagram import _ProactorDatagramTransport
from ._proactor_writing import (
    _ProactorBaseWritePipeTransport, _ProactorDuplexPipeTransport, _ProactorSocketTransport,
    _ProactorWritePipeTransport)
from ._self_pipe import SelfPipe
from .log import logger


def __getattr__(name):
    if name in ("sslproto", "collections", "constants", "futures", "protocols", "transports", "warnings"):
        return getattr(base_events, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _in_main_thread():
    return threading.current_thread() is threading.main_thread()


class BaseProactorEventLoop(SelfPipe, base_events.BaseEventLoop):
    """The loop. The proactor also has select(), close(), set_loop() and _stop_serving()."""

    def __init__(self, proactor):
        super().__init__()
        logger.debug("Using proactor: %s", type(proactor).__name__)
        self._proactor = self._selector = proactor
        # By descriptor, the accept() under way.
        self._accept_futures = {}
        self._self_reading_future = None
        proactor.set_loop(self)
        self._make_self_pipe()
        if _in_main_thread():
            # A signal wakes the loop.
            signal.set_wakeup_fd(self._csock.fileno())

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self.is_closed():
            return
        if _in_main_thread():
            signal.set_wakeup_fd(-1)
        # The proactor must be there for what is cancelled.
        self._stop_accept_futures()
        self._close_self_pipe()
        proactor, self._proactor, self._selector = self._proactor, None, None
        proactor.close()
        super().close()

    def _process_events(self, event_list):
        """The futures call back by themselves."""

    # How other threads wake the loop.

    def _make_self_pipe(self):
        self._open_pair()
        self.call_soon(self._loop_self_reading)

    def _close_self_pipe(self):
        reading, self._self_reading_future = self._self_reading_future, None
        if reading is not None:
            reading.cancel()
        self._close_pair()

    def _loop_self_reading(self, f=None):
        try:
            if f is not None:
                f.result()
            following = self._proactor.recv(self._ssock, 4096)
        except exceptions.CancelledError:
            # Closed.
            return
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self.call_exception_handler({
                "message": "Error on reading from the event loop self pipe",
                "exception": problem,
                "loop": self,
            })
            return
        self._self_reading_future = following
        following.add_done_callback(self._loop_self_reading)

    # Sockets.

    async def sock_recv(self, sock, n):
        return await self._proactor.recv(sock, n)

    async def sock_recv_into(self, sock, buf):
        return await self._proactor.recv_into(sock, buf)

    async def sock_sendall(self, sock, data):
        return await self._proactor.send(sock, data)

    async def sock_connect(self, sock, address):
        return await self._proactor.connect(sock, address)

    async def sock_accept(self, sock):
        return await self._proactor.accept(sock)

    async def _sock_sendfile_native(self, sock, file, offset, count):
        try:
            size = os.fstat(file.fileno()).st_size
        except (AttributeError, OSError):
            raise exceptions.SendfileNotAvailableError("not a regular file")
        if not (count or size):
            # An empty file.
            return 0
        first = offset = min(offset, size)
        end = min(offset + count, size) if count else size
        try:
            while offset < end:
                # One call takes a number of 32 bits.
                piece = min(end - offset, 0xFFFF_FFFF)
                await self._proactor.sendfile(sock, file, offset, piece)
                offset += piece
            return offset - first
        finally:
            if offset > first:
                file.seek(offset)

    async def _sendfile_native(self, transp, file, offset, count):
        return await self._sendfile_on_socket(transp, file, offset, count)

    # Servers.

    def _start_serving(self, protocol_factory, sock, sslcontext=None, server=None, backlog=100,
                       ssl_handshake_timeout=None):
        def welcome(connection, address):
            if self._debug:
                logger.debug("%r got a new connection from %r: %r", server, address, connection)
            facts = {"peername": address}
            protocol = protocol_factory()
            if sslcontext is None:
                self._make_socket_transport(connection, protocol, extra=facts, server=server)
            else:
                self._make_ssl_transport(connection, protocol, sslcontext, server_side=True, extra=facts,
                                         server=server, ssl_handshake_timeout=ssl_handshake_timeout)

        def accept(f=None):
            try:
                if f is not None:
                    welcome(*f.result())
                if self.is_closed():
                    return
                f = self._proactor.accept(sock)
            except exceptions.CancelledError:
                sock.close()
            except OSError as problem:
                if sock.fileno() == -1:
                    if self._debug:
                        logger.debug("Accept failed on socket %r", sock, exc_info=True)
                    return
                self.call_exception_handler({
                    "message": "Accept failed on a socket",
                    "exception": problem,
                    "socket": trsock.TransportSocket(sock),
                })
                sock.close()
            else:
                self._accept_futures[sock.fileno()] = f
                f.add_done_callback(accept)

        self.call_soon(accept)

    def _stop_accept_futures(self):
        while self._accept_futures:
            _, accepting = self._accept_futures.popitem()
            accepting.cancel()

    def _stop_serving(self, sock):
        accepting = self._accept_futures.pop(sock.fileno(), None)
        if accepting is not None:
            accepting.cancel()
        self._proactor._stop_serving(sock)
        sock.close()

    # Transports.

    def _make_socket_transport(self, sock, protocol, waiter=None, extra=None, server=None):
        return _ProactorSocketTransport(self, sock, protocol, waiter, extra, server)

    def _make_ssl_transport(self, rawsock, protocol, sslcontext, waiter=None, *, server_side=False,
                            server_hostname=None, extra=None, server=None, ssl_handshake_timeout=None):
        layer = base_events.sslproto.SSLProtocol(self, protocol, sslcontext, waiter, server_side, server_hostname,
                                                 ssl_handshake_timeout=ssl_handshake_timeout)
        _ProactorSocketTransport(self, rawsock, layer, extra=extra, server=server)
        return layer._app_transport

    def _make_datagram_transport(self, sock, protocol, address=None, waiter=None, extra=None):
        return _ProactorDatagramTransport(self, sock, protocol, address=address, waiter=waiter, extra=extra)

    def _make_duplex_pipe_transport(self, sock, protocol, waiter=None, extra=None):
        return _ProactorDuplexPipeTransport(self, sock, protocol, waiter, extra)

    def _make_read_pipe_transport(self, sock, protocol, waiter=None, extra=None):
        return _ProactorReadPipeTransport(self, sock, protocol, waiter, extra)

    def _make_write_pipe_transport(self, sock, protocol, waiter=None, extra=None):
        # The pipe is also read, to notice when the other side is closed.
        return _ProactorWritePipeTransport(self, sock, protocol, waiter, extra)
