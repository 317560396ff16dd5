"""Addresses of hosts and options of sockets, for the connecting parts of the loop.

socket is that of base_events.
"""

from collections import deque

from . import base_events


def _port_number(port):
    """A port that needs no look-up in a table of services as a number; None if it needs one."""
    if port is None or port in ("", b""):
        return 0
    try:
        return int(port)
    except (TypeError, ValueError):
        return None


def _ipaddr_info(host, port, family, type, proto, flowinfo=0, scopeid=0):
    """What getaddrinfo() would give for a numeric address, without calling it; None if it has to be called."""
    socket = base_events.socket
    if host is None or not hasattr(socket, "inet_pton"):
        return None
    if proto not in {0, socket.IPPROTO_TCP, socket.IPPROTO_UDP}:
        return None
    # Some systems' getaddrinfo() wants the protocol to follow from the type.
    proto = {socket.SOCK_STREAM: socket.IPPROTO_TCP, socket.SOCK_DGRAM: socket.IPPROTO_UDP}.get(type)
    port = _port_number(port)
    if proto is None or port is None:
        return None
    if isinstance(host, bytes):
        host = host.decode("idna")
    if "%" in host:
        # A zone: inet_pton() does not know them everywhere.
        return None
    for version in (4, 6):
        if version == 6 and not base_events._HAS_IPv6:
            continue
        candidate = socket.AF_INET if version == 4 else socket.AF_INET6
        if family not in (socket.AF_UNSPEC, candidate):
            continue
        try:
            socket.inet_pton(candidate, host)
        except OSError:
            continue
        address = (host, port) if version == 4 else (host, port, flowinfo, scopeid)
        return candidate, type, proto, "", address
    return None


def _interleave_addrinfos(addrinfos, first_address_family_count=1):
    """Addresses reordered such that families take turns; the first family begins with so many."""
    families = {}
    for info in addrinfos:
        families.setdefault(info[0], deque()).append(info)
    queues = list(families.values())
    ordered = []
    while len(ordered) < first_address_family_count - 1 and len(queues[0]) > 1:
        ordered.append(queues[0].popleft())
    while queues:
        ordered += [queue.popleft() for queue in queues]
        queues = [queue for queue in queues if queue]
    return ordered


async def resolve(address, *, family=0, type=None, proto=0, flags=0, loop):
    """The list of getaddrinfo() for an address tuple; asks nobody if the address is numeric."""
    if type is None:
        type = base_events.socket.SOCK_STREAM
    host, port, *more = address
    info = _ipaddr_info(host, port, family, type, proto, *more)
    if info is not None:
        return [info]
    return await loop.getaddrinfo(host, port, family=family, type=type, proto=proto, flags=flags)


def _set_reuseport(sock):
    """Let several sockets listen at one port."""
    socket = base_events.socket
    if not hasattr(socket, "SO_REUSEPORT"):
        raise ValueError("reuse_port not supported by socket module")
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    except OSError:
        raise ValueError("reuse_port not supported by socket module, SO_REUSEPORT defined but not implemented.")


def _set_nodelay(sock):
    """Send small pieces at once on TCP sockets: the loop's buffers make larger ones of them anyway."""
    socket = base_events.socket
    nodelay = getattr(socket, "TCP_NODELAY", None)
    if nodelay is None or sock.type != socket.SOCK_STREAM or sock.proto != socket.IPPROTO_TCP:
        return
    if sock.family in {socket.AF_INET, socket.AF_INET6}:
        sock.setsockopt(socket.IPPROTO_TCP, nodelay, 1)
