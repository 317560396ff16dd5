"""Connections and servers over Unix-domain sockets. Part of the loop in asyncio.unix_events."""

import errno
import os

from . import base_events
from . import unix_events as _owner
from ._connect import check_tls_arguments
from ._datagram import _remove_stale_socket


def _check_one_given(path, sock, neither):
    """Either a path or a socket of the right kind; else complain, with a text of its own if there is neither."""
    if path is not None:
        if sock is not None:
            raise ValueError("path and sock can not be specified at the same time")
        return
    if sock is None:
        raise ValueError(neither)
    if sock.family != _owner.socket.AF_UNIX or sock.type != _owner.socket.SOCK_STREAM:
        raise ValueError(f"A UNIX Domain Stream Socket was expected, got {sock!r}")


class UnixSockets:
    """create_unix_connection() and create_unix_server()."""

    async def create_unix_connection(
            self, protocol_factory, path=None, *, ssl=None, sock=None, server_hostname=None,
            ssl_handshake_timeout=None):
        """Connect to the server at a path; gives (transport, protocol)."""
        assert isinstance(server_hostname, (str, type(None)))
        if ssl and server_hostname is None:
            raise ValueError("you have to pass server_hostname when using ssl")
        if server_hostname is not None and not ssl:
            raise ValueError("server_hostname is only meaningful with ssl")
        check_tls_arguments(ssl, ssl_handshake_timeout)
        _check_one_given(path, sock, "no path and sock were specified")
        if path is None:
            sock.setblocking(False)
        else:
            path = os.fspath(path)
            sock = _owner.socket.socket(_owner.socket.AF_UNIX, _owner.socket.SOCK_STREAM, 0)
            try:
                sock.setblocking(False)
                await self.sock_connect(sock, path)
            except:
                sock.close()
                raise
        return await self._create_connection_transport(
            sock, protocol_factory, ssl, server_hostname, ssl_handshake_timeout=ssl_handshake_timeout)

    async def create_unix_server(
            self, protocol_factory, path=None, *, sock=None, backlog=100, ssl=None, ssl_handshake_timeout=None,
            start_serving=True):
        """A server listening at a path, or at a socket that is bound already."""
        if isinstance(ssl, bool):
            raise TypeError("ssl argument must be an SSLContext or None")
        check_tls_arguments(ssl, ssl_handshake_timeout)
        _check_one_given(path, sock, "path was not specified, and no sock specified")
        if path is not None:
            path = os.fspath(path)
            sock = _owner.socket.socket(_owner.socket.AF_UNIX, _owner.socket.SOCK_STREAM)
            _remove_stale_socket(path)
            try:
                sock.bind(path)
            except BaseException as problem:
                sock.close()
                if isinstance(problem, OSError) and problem.errno == errno.EADDRINUSE:
                    # The system's text is without the path.
                    raise OSError(errno.EADDRINUSE, f"Address {path!r} is already in use") from None
                raise
        sock.setblocking(False)
        server = base_events.Server(self, [sock], protocol_factory, ssl, backlog, ssl_handshake_timeout)
        if start_serving:
            await server.start_serving()
        return server
