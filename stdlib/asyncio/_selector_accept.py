"""Servers of a loop around a selector. Part of BaseSelectorEventLoop."""

import errno

from . import constants
from . import selector_events as _owner
from . import trsock
from ._connect import established

_NOT_YET = BlockingIOError, InterruptedError

# Errors of accept() that go away by themselves, with luck.
_NO_RESOURCES = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}

_TIMEOUT = constants.SSL_HANDSHAKE_TIMEOUT


class Accepting:
    """Accepts connections and puts transports around them."""

    def _start_serving(self, protocol_factory, sock, sslcontext=None, server=None, backlog=100,
                       ssl_handshake_timeout=_TIMEOUT):
        self._add_reader(sock.fileno(), self._accept_connection, protocol_factory, sock, sslcontext, server,
                         backlog, ssl_handshake_timeout)

    def _stop_serving(self, sock):
        self._remove_reader(sock.fileno())
        sock.close()

    def _accept_connection(self, protocol_factory, sock, sslcontext=None, server=None, backlog=100,
                           ssl_handshake_timeout=_TIMEOUT):
        """Accept all connections that wait; not more than the backlog, for the loop has other things to do."""
        for _ in range(backlog):
            try:
                made, address = sock.accept()
                if self._debug:
                    _owner.logger.debug("%r got a new connection from %r: %r", server, address, made)
                made.setblocking(False)
            except (*_NOT_YET, ConnectionAbortedError):
                return
            except OSError as problem:
                if problem.errno not in _NO_RESOURCES:
                    # Whatever it is, the loop reports it.
                    raise
                self.call_exception_handler({
                    "message": "socket.accept() out of system resource",
                    "exception": problem,
                    "socket": trsock.TransportSocket(sock),
                })
                self._remove_reader(sock.fileno())
                self.call_later(constants.ACCEPT_RETRY_DELAY, self._start_serving, protocol_factory, sock,
                                sslcontext, server, backlog, ssl_handshake_timeout)
            else:
                self.create_task(self._accept_connection2(
                    protocol_factory, made, {"peername": address}, sslcontext, server, ssl_handshake_timeout))

    async def _accept_connection2(self, protocol_factory, conn, extra, sslcontext=None, server=None,
                                  ssl_handshake_timeout=_TIMEOUT):
        """Put protocol and transport around a new connection."""
        made = {}
        try:
            made["protocol"] = protocol = protocol_factory()
            waiter = self.create_future()
            if sslcontext:
                transport = self._make_ssl_transport(
                    conn, protocol, sslcontext, waiter=waiter, server_side=True, extra=extra, server=server,
                    ssl_handshake_timeout=ssl_handshake_timeout)
            else:
                transport = self._make_socket_transport(conn, protocol, waiter=waiter, extra=extra, server=server)
            made["transport"] = transport
            await established(transport, waiter)
            # From here on the protocol is in charge.
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            if self._debug:
                self.call_exception_handler({
                    "message": "Error on transport creation for incoming connection",
                    "exception": problem,
                    **made,
                })
