"""Outgoing connections, TLS on existing ones, and pipes. Part of BaseEventLoop."""

import socket as _socket
from functools import partial

from . import base_events
from ._addresses import resolve


def check_tls_arguments(ssl, timeout):
    """A time for the handshake is only good with TLS."""
    if timeout is not None and not ssl:
        raise ValueError("ssl_handshake_timeout is only meaningful with ssl")


def check_stream(sock):
    """Complain about sockets that are no streams."""
    if sock.type != base_events.socket.SOCK_STREAM:
        raise ValueError(f"A Stream Socket was expected, got {sock!r}")


def bind_problem(address, problem):
    """An error of bind() that tells the address."""
    return OSError(problem.errno,
                   f"error while attempting to bind on address {address!r}: {problem.strerror.lower()}")


async def established(transport, waiter):
    """Wait until a new transport is set up; close it if that fails."""
    try:
        await waiter
    except:
        transport.close()
        raise


class Connecting:
    """create_connection() and its like."""

    async def _ensure_resolved(self, address, *, family=0, type=_socket.SOCK_STREAM, proto=0, flags=0, loop):
        return await resolve(address, family=family, type=type, proto=proto, flags=flags, loop=loop)

    async def __resolved(self, address, family, proto, flags):
        found = await self._ensure_resolved(address, family=family, type=base_events.socket.SOCK_STREAM,
                                            proto=proto, flags=flags, loop=self)
        if not found:
            raise OSError("getaddrinfo() returned empty list")
        return found

    async def create_connection(
            self, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0, sock=None,
            local_addr=None, server_hostname=None, ssl_handshake_timeout=None, happy_eyeballs_delay=None,
            interleave=None):
        """Connect to a TCP server; gives (transport, protocol).

        All addresses the host has are tried, one after the other: the next when one has failed, or with
        happy_eyeballs_delay after so many seconds. interleave mixes the address families; instead of host and
        port a connected socket may be given. ssl is true or a context; the certificate is checked against
        server_hostname, by default the host.
        """
        if not ssl:
            if server_hostname is not None:
                raise ValueError("server_hostname is only meaningful with ssl")
        elif server_hostname is None:
            # The empty name is for who really wants no check.
            if not host:
                raise ValueError("You must set server_hostname when using ssl without a host")
            server_hostname = host
        check_tls_arguments(ssl, ssl_handshake_timeout)
        if host is None and port is None:
            if sock is None:
                raise ValueError("host and port was not specified and no sock specified")
            check_stream(sock)
        elif sock is not None:
            raise ValueError("host/port and sock can not be specified at the same time")
        else:
            remote = await self.__resolved((host, port), family, proto, flags)
            local = None
            if local_addr is not None:
                local = await self.__resolved(local_addr, family, proto, flags)
            if interleave is None and happy_eyeballs_delay is not None:
                interleave = 1
            if interleave:
                remote = base_events._interleave_addrinfos(remote, interleave)
            sock = await self.__connected_socket(remote, local, happy_eyeballs_delay)
        pair = await self._create_connection_transport(
            sock, protocol_factory, ssl, server_hostname, ssl_handshake_timeout=ssl_handshake_timeout)
        if self._debug:
            # With TLS the transport's is another object.
            sock = pair[0].get_extra_info("socket")
            base_events.logger.debug("%r connected to %s:%r: (%r, %r)", sock, host, port, *pair)
        return pair

    async def __connected_socket(self, remote, local, delay):
        """A socket connected to one of the remote addresses."""
        problems = []
        if delay is None:
            for info in remote:
                try:
                    return await self._connect_sock(problems, info, local)
                except OSError:
                    continue
        else:
            attempts = (partial(self._connect_sock, problems, info, local) for info in remote)
            sock, _, _ = await base_events.staggered.staggered_race(attempts, delay, loop=self)
            if sock is not None:
                return sock
        flat = sum(problems, [])
        try:
            texts = [str(problem) for problem in flat]
            if texts.count(texts[0]) == len(texts):
                raise flat[0]
            raise OSError("Multiple exceptions: " + ", ".join(texts))
        finally:
            # Their tracebacks hold this frame.
            problems = flat = None

    async def _connect_sock(self, exceptions, addr_info, local_addr_infos=None):
        """A new socket connected to an address; errors are added to the list as one list."""
        mine = []
        exceptions.append(mine)
        family, kind, proto, _, address = addr_info
        sock = None
        try:
            sock = base_events.socket.socket(family=family, type=kind, proto=proto)
            sock.setblocking(False)
            if local_addr_infos is not None:
                self.__bind_to_one(sock, local_addr_infos, mine)
            await self.sock_connect(sock, address)
        except BaseException as problem:
            if isinstance(problem, OSError):
                mine.append(problem)
            if sock is not None:
                sock.close()
            raise
        finally:
            exceptions = mine = None
        return sock

    @staticmethod
    def __bind_to_one(sock, infos, problems):
        """Bind to the first local address possible; if there is none, raise the last problem of all."""
        for *_, address in infos:
            try:
                sock.bind(address)
                return
            except OSError as problem:
                problems.append(bind_problem(address, problem))
        raise problems.pop()

    async def _create_connection_transport(self, sock, protocol_factory, ssl, server_hostname, server_side=False,
                                           ssl_handshake_timeout=None):
        """Put a transport around a connected socket; gives it and the protocol."""
        sock.setblocking(False)
        protocol = protocol_factory()
        waiter = self.create_future()
        if ssl:
            transport = self._make_ssl_transport(
                sock, protocol, None if isinstance(ssl, bool) else ssl, waiter, server_side=server_side,
                server_hostname=server_hostname, ssl_handshake_timeout=ssl_handshake_timeout)
        else:
            transport = self._make_socket_transport(sock, protocol, waiter)
        await established(transport, waiter)
        return transport, protocol

    async def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None):
        """Handle a connection that was accepted elsewhere; gives (transport, protocol)."""
        check_stream(sock)
        check_tls_arguments(ssl, ssl_handshake_timeout)
        pair = await self._create_connection_transport(
            sock, protocol_factory, ssl, "", server_side=True, ssl_handshake_timeout=ssl_handshake_timeout)
        if self._debug:
            base_events.logger.debug("%r handled: (%r, %r)", pair[0].get_extra_info("socket"), *pair)
        return pair

    async def start_tls(self, transport, protocol, sslcontext, *, server_side=False, server_hostname=None,
                        ssl_handshake_timeout=None):
        """Go over to TLS on a connection; gives the transport to be used from now on."""
        ssl = base_events.ssl
        if ssl is None:
            raise RuntimeError("Python ssl module is not available")
        if not isinstance(sslcontext, ssl.SSLContext):
            raise TypeError(f"sslcontext is expected to be an instance of ssl.SSLContext, got {sslcontext!r}")
        if not getattr(transport, "_start_tls_compatible", False):
            raise TypeError(f"transport {transport!r} is not supported by start_tls()")
        waiter = self.create_future()
        layer = base_events.sslproto.SSLProtocol(
            self, protocol, sslcontext, waiter, server_side, server_hostname,
            ssl_handshake_timeout=ssl_handshake_timeout, call_connection_made=False)
        # Nothing may be read until the new protocol has it.
        transport.pause_reading()
        transport.set_protocol(layer)
        begin = [self.call_soon(layer.connection_made, transport), self.call_soon(transport.resume_reading)]
        try:
            await waiter
        except BaseException:
            transport.close()
            for handle in begin:
                handle.cancel()
            raise
        return layer._app_transport

    async def __connect_pipe(self, direction, make, protocol_factory, pipe):
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = make(pipe, protocol, waiter)
        await established(transport, waiter)
        if self._debug:
            base_events.logger.debug(direction + " pipe %r connected: (%r, %r)", pipe.fileno(), transport, protocol)
        return transport, protocol

    async def connect_read_pipe(self, protocol_factory, pipe):
        """Watch the reading end of a pipe, a file object; gives (transport, protocol)."""
        return await self.__connect_pipe("Read", self._make_read_pipe_transport, protocol_factory, pipe)

    async def connect_write_pipe(self, protocol_factory, pipe):
        """Write to the writing end of a pipe, a file object; gives (transport, protocol)."""
        return await self.__connect_pipe("Write", self._make_write_pipe_transport, protocol_factory, pipe)
