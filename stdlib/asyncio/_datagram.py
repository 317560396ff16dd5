"""Endpoints for datagrams. Part of BaseEventLoop."""

import os

from . import base_events
from ._connect import established

# Stands for base_events._unset, which is the default others see.
_ABSENT = base_events._unset


def _check_ready_socket(sock, options):
    """A socket made elsewhere is taken as it is."""
    if sock.type != base_events.socket.SOCK_DGRAM:
        raise ValueError(f"A UDP Socket was expected, got {sock!r}")
    given = ", ".join(f"{name}={value}" for name, value in options.items() if value)
    if given:
        raise ValueError(
            f"socket modifier keyword arguments can not be used when sock is specified. ({given})")


def _check_reuse_address(value):
    if value is _ABSENT:
        return
    if value:
        raise ValueError("Passing `reuse_address=True` is no longer supported, as the usage of "
                         "SO_REUSEPORT in UDP poses a significant security concern.")
    base_events.warnings.warn("The *reuse_address* parameter has been deprecated as of 3.5.10 and is scheduled "
                              "for removal in 3.11.", DeprecationWarning, stacklevel=3)


def _remove_stale_socket(path):
    """Remove what an earlier process has left at a Unix address (not an abstract one)."""
    if path[0] in (0, "\x00"):
        return
    from stat import S_ISSOCK
    try:
        if S_ISSOCK(os.stat(path).st_mode):
            os.remove(path)
    except FileNotFoundError:
        pass
    except OSError as problem:
        # bind() will tell what is wrong.
        base_events.logger.error("Unable to check or remove stale UNIX socket %r: %r", path, problem)


class Datagrams:
    """create_datagram_endpoint()."""

    async def create_datagram_endpoint(
            self, protocol_factory, local_addr=None, remote_addr=None, *, family=0, proto=0, flags=0,
            reuse_address=_ABSENT, reuse_port=None, allow_broadcast=None, sock=None):
        """Make a socket for datagrams, or take one; gives (transport, protocol)."""
        peer = None
        if sock is not None:
            _check_ready_socket(sock, dict(
                local_addr=local_addr, remote_addr=remote_addr, family=family, proto=proto, flags=flags,
                reuse_port=reuse_port, allow_broadcast=allow_broadcast))
            sock.setblocking(False)
        else:
            ways = await self.__ways(local_addr, remote_addr, family, proto, flags)
            _check_reuse_address(reuse_address)
            first_problem = None
            for way in ways:
                try:
                    sock, peer = await self.__open(way, reuse_port, allow_broadcast)
                    break
                except OSError as problem:
                    first_problem = first_problem or problem
            else:
                raise first_problem
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = self._make_datagram_transport(sock, protocol, peer, waiter)
        if self._debug:
            pair = transport, protocol
            if local_addr:
                base_events.logger.info("Datagram endpoint local_addr=%r remote_addr=%r created: (%r, %r)",
                                        local_addr, remote_addr, *pair)
            else:
                base_events.logger.debug("Datagram endpoint remote_addr=%r created: (%r, %r)", remote_addr, *pair)
        await established(transport, waiter)
        return transport, protocol

    async def __ways(self, local_addr, remote_addr, family, proto, flags):
        """The (family, protocol, local address, remote address) to be tried."""
        socket = base_events.socket
        if not (local_addr or remote_addr):
            if family == 0:
                raise ValueError("unexpected address family")
            return [(family, proto, None, None)]
        if family == getattr(socket, "AF_UNIX", object()):
            for address in (local_addr, remote_addr):
                if not isinstance(address, (str, type(None))):
                    raise TypeError("string is expected")
            if local_addr:
                _remove_stale_socket(local_addr)
            return [(family, proto, local_addr, remote_addr)]
        found = []
        for address in (local_addr, remote_addr):
            by_kind = {}
            if address is not None:
                assert isinstance(address, tuple) and len(address) == 2, "2-tuple is expected"
                infos = await self._ensure_resolved(
                    address, family=family, type=socket.SOCK_DGRAM, proto=proto, flags=flags, loop=self)
                if not infos:
                    raise OSError("getaddrinfo() returned empty list")
                by_kind = {(info[0], info[2]): info[4] for info in infos}
            found.append(by_kind)
        # Only kinds for which all addresses that were asked for exist.
        local, remote = found
        ways = [(*kind, local.get(kind), remote.get(kind)) for kind in {**local, **remote}
                if not (local_addr and kind not in local or remote_addr and kind not in remote)]
        if not ways:
            raise ValueError("can not get address information")
        return ways

    async def __open(self, way, reuse_port, allow_broadcast):
        """A socket for one of the ways, and the address to send to if the socket is not to be told."""
        socket = base_events.socket
        family, proto, local, remote = way
        sock = socket.socket(family=family, type=socket.SOCK_DGRAM, proto=proto)
        try:
            if reuse_port:
                base_events._set_reuseport(sock)
            if allow_broadcast:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
            sock.setblocking(False)
            if local is not None:
                sock.bind(local)
            # A connected socket would not get the answers to a broadcast.
            if remote is not None and not allow_broadcast:
                await self.sock_connect(sock, remote)
        except:
            sock.close()
            raise
        return sock, remote
