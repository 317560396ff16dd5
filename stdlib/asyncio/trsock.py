"""TransportSocket: the socket of a transport as its user may see it.

The transport reads and writes the socket itself, so only questions and options are harmless. What else a
socket can do still works, for old programs, and warns. Those methods are made from a table.
"""

import socket
import warnings


class TransportSocket:
    """A thin cover over a socket that a transport owns."""

    __slots__ = ("_sock",)

    def __init__(self, sock: socket.socket):
        self._sock = sock

    def _na(self, what):
        warnings.warn(
            f"Using {what} on sockets returned from get_extra_info('socket') will be prohibited in asyncio "
            f"version 3.9. Please report your use case to bugs.python.org.",
            DeprecationWarning, source=self)

    @property
    def family(self):
        """The address family."""
        return self._sock.family

    @property
    def type(self):
        """The socket type."""
        return self._sock.type

    @property
    def proto(self):
        """The protocol number."""
        return self._sock.proto

    def __repr__(self):
        sock = self._sock
        parts = [f"fd={self.fileno()}", f"family={sock.family!s}", f"type={sock.type!s}", f"proto={sock.proto}"]
        if self.fileno() != -1:
            for name, ask in (("laddr", sock.getsockname), ("raddr", sock.getpeername)):
                try:
                    address = ask()
                except socket.error:
                    continue
                if address:
                    parts.append(f"{name}={address}")
        return f"<asyncio.TransportSocket {', '.join(parts)}>"

    def __getstate__(self):
        raise TypeError("Cannot serialize asyncio.TransportSocket object")

    # Questions and options.

    def fileno(self):
        return self._sock.fileno()

    def dup(self):
        return self._sock.dup()

    def get_inheritable(self):
        return self._sock.get_inheritable()

    def shutdown(self, how):
        # Harmless enough: the transport notices the end like one from the other side.
        self._sock.shutdown(how)

    def getsockopt(self, *args, **kwargs):
        return self._sock.getsockopt(*args, **kwargs)

    def setsockopt(self, *args, **kwargs):
        self._sock.setsockopt(*args, **kwargs)

    def getpeername(self):
        return self._sock.getpeername()

    def getsockname(self):
        return self._sock.getsockname()

    def getsockbyname(self):
        return self._sock.getsockbyname()

    def settimeout(self, value):
        if value:
            raise ValueError("settimeout(): only 0 timeout is allowed on transport sockets")

    def gettimeout(self):
        return 0

    def setblocking(self, flag):
        if flag:
            raise ValueError("setblocking(): transport sockets cannot be blocking")

    # What takes no or fixed arguments and warns.

    def accept(self):
        self._na("accept() method")
        return self._sock.accept()

    def makefile(self):
        self._na("makefile() method")
        return self._sock.makefile()

    def close(self):
        self._na("close() method")
        return self._sock.close()

    def detach(self):
        self._na("detach() method")
        return self._sock.detach()

    def share(self, process_id):
        self._na("share() method")
        return self._sock.share(process_id)

    def __enter__(self):
        self._na("context manager protocol")
        return self._sock.__enter__()

    def __exit__(self, *err):
        self._na("context manager protocol")
        return self._sock.__exit__(*err)


def _warning_method(name):
    what = f"{name}() method"

    def method(self, *args, **kwargs):
        self._na(what)
        return getattr(self._sock, name)(*args, **kwargs)

    method.__name__ = name
    method.__qualname__ = f"TransportSocket.{name}"
    return method


for _name in ("bind", "connect", "connect_ex", "ioctl", "listen", "recv", "recv_into", "recvfrom", "recvfrom_into",
              "recvmsg", "recvmsg_into", "send", "sendall", "sendfile", "sendmsg", "sendmsg_afalg", "sendto",
              "set_inheritable"):
    setattr(TransportSocket, _name, _warning_method(_name))
del _name, _warning_method
