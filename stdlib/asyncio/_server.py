"""Servers. Server is found in asyncio.base_events, Serving is part of BaseEventLoop."""

import collections.abc
import os
import socket as _socket
import sys

from . import base_events
from . import events
from . import exceptions
from . import tasks
from . import trsock
from ._connect import bind_problem, check_stream, check_tls_arguments

__name__ = "asyncio.base_events"  # where all of this is found


class Server(events.AbstractServer):
    """Sockets that accept connections, and the number of connections that are open."""

    def __init__(self, loop, sockets, protocol_factory, ssl_context, backlog, ssl_handshake_timeout):
        self._loop = loop
        # None once closed.
        self._sockets = sockets
        self._backlog = backlog
        # What loop._start_serving() is told about each connection.
        self._protocol_factory, self._ssl_context = protocol_factory, ssl_context
        self._ssl_handshake_timeout = ssl_handshake_timeout
        self._active_count = 0
        # Futures of wait_closed(); None when all is over.
        self._waiters = []
        self._serving = False
        # The future of serve_forever(), while somebody awaits it.
        self._forever = None

    def __repr__(self):
        return f"<{type(self).__name__} sockets={self.sockets}>"

    # Transports call these two.

    def _attach(self):
        assert self._sockets is not None
        self._active_count += 1

    def _detach(self):
        assert self._active_count > 0
        self._active_count -= 1
        self.__wake_if_over()

    def __wake_if_over(self):
        if self._sockets is None and not self._active_count:
            self._wakeup()

    def _wakeup(self):
        waiters, self._waiters = self._waiters, None
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(waiter)

    def _start_serving(self):
        if not self._serving:
            self._serving = True
            for sock in self._sockets:
                sock.listen(self._backlog)
                self._loop._start_serving(self._protocol_factory, sock, self._ssl_context, self, self._backlog,
                                          self._ssl_handshake_timeout)

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    @property
    def sockets(self):
        """The sockets listened at; none when closed."""
        return tuple(map(trsock.TransportSocket, self._sockets or ()))

    def close(self):
        sockets, self._sockets = self._sockets, None
        if sockets is None:
            return
        for sock in sockets:
            self._loop._stop_serving(sock)
        self._serving = False
        forever, self._forever = self._forever, None
        if forever is not None and not forever.done():
            forever.cancel()
        self.__wake_if_over()

    async def start_serving(self):
        self._start_serving()
        # The listening sockets are watched from the next round on.
        await tasks.sleep(0)

    async def serve_forever(self):
        if self._forever is not None:
            raise RuntimeError(f"server {self!r} is already being awaited on serve_forever()")
        if self._sockets is None:
            raise RuntimeError(f"server {self!r} is closed")
        self._start_serving()
        forever = self._forever = self._loop.create_future()
        try:
            await forever
        except exceptions.CancelledError as request:
            try:
                self.close()
                await self.wait_closed()
            finally:
                raise request
        finally:
            self._forever = None

    async def wait_closed(self):
        if self._sockets is None or self._waiters is None:
            return
        end = self._loop.create_future()
        self._waiters.append(end)
        await end


class Serving:
    """create_server()."""

    async def _create_server_getaddrinfo(self, host, port, family, flags):
        found = await self._ensure_resolved(
            (host, port), family=family, type=base_events.socket.SOCK_STREAM, flags=flags, loop=self)
        if not found:
            raise OSError(f"getaddrinfo({host!r}) returned empty list")
        return found

    async def create_server(
            self, protocol_factory, host=None, port=None, *, family=_socket.AF_UNSPEC, flags=_socket.AI_PASSIVE,
            sock=None, backlog=100, ssl=None, reuse_address=None, reuse_port=None, ssl_handshake_timeout=None,
            start_serving=True):
        """A server at a TCP port of the host: all its addresses, those of several hosts if it is a list of
        names, all interfaces if it is empty or None. Or at a socket that is bound already.
        """
        if isinstance(ssl, bool):
            raise TypeError("ssl argument must be an SSLContext or None")
        # None and not false: a context counts as one in any case.
        check_tls_arguments(ssl is not None, ssl_handshake_timeout)
        if host is None and port is None:
            if sock is None:
                raise ValueError("Neither host/port nor sock were specified")
            check_stream(sock)
            sockets = [sock]
        elif sock is not None:
            raise ValueError("host/port and sock can not be specified at the same time")
        else:
            if host == "":
                hosts = [None]
            elif isinstance(host, str) or not isinstance(host, collections.abc.Iterable):
                hosts = [host]
            else:
                hosts = host
            answers = await tasks.gather(
                *[self._create_server_getaddrinfo(each, port, family=family, flags=flags) for each in hosts],
                loop=self)
            if reuse_address is None:
                reuse_address = os.name == "posix" and sys.platform != "cygwin"
            # Different names may have the same address.
            sockets = self.__bound_sockets({info for infos in answers for info in infos}, reuse_address, reuse_port)
        for each in sockets:
            each.setblocking(False)
        server = Server(self, sockets, protocol_factory, ssl, backlog, ssl_handshake_timeout)
        if start_serving:
            await server.start_serving()
        if self._debug:
            base_events.logger.info("%r is serving", server)
        return server

    def __bound_sockets(self, infos, reuse_address, reuse_port):
        """A socket for each address; all or none."""
        sockets = []
        try:
            for info in infos:
                sock = self.__socket_for(info)
                if sock is not None:
                    sockets.append(sock)
                    self.__bind(sock, info, reuse_address, reuse_port)
        except:
            for sock in sockets:
                sock.close()
            raise
        return sockets

    def __socket_for(self, info):
        """A socket; None if the system does not know the kind, even if getaddrinfo() does."""
        socket = base_events.socket
        try:
            return socket.socket(*info[:3])
        except _socket.error:
            if self._debug:
                base_events.logger.warning("create_server() failed to create socket.socket(%r, %r, %r)", *info[:3],
                                           exc_info=True)
            return None

    def __bind(self, sock, info, reuse_address, reuse_port):
        socket = base_events.socket
        if reuse_address:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, True)
        if reuse_port:
            base_events._set_reuseport(sock)
        if base_events._HAS_IPv6 and info[0] == socket.AF_INET6 and hasattr(socket, "IPPROTO_IPV6"):
            # The port of the same number for IPv4 is another socket's.
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, True)
        try:
            sock.bind(info[4])
        except OSError as problem:
            raise bind_problem(info[4], problem) from None


__name__ = __spec__.name
