"""The socket that get_extra_info('socket') shows: not for I/O of one's own."""
import socket
import warnings


class TransportSocket:
    """Gives information and options of a transport's socket.

    Reading, writing and closing still work, with a deprecation warning.
    """

    __slots__ = ('_sock',)

    def __init__(self, sock: socket.socket):
        self._sock = sock

    def _na(self, what):
        warnings.warn(
            f"Using {what} on sockets returned from get_extra_info('socket') "
            "will be prohibited in asyncio 3.9. "
            "Please report your use case to bugs.python.org.",
            DeprecationWarning, source=self)

    family = property(lambda self: self._sock.family)
    type = property(lambda self: self._sock.type)
    proto = property(lambda self: self._sock.proto)

    def __repr__(self):
        parts = [f'fd={self.fileno()}', f'family={self.family!s}',
                 f'type={self.type!s}', f'proto={self.proto}']
        if self.fileno() >= 0:
            for label, getter in (('laddr', self.getsockname), ('raddr', self.getpeername)):
                try:
                    address = getter()
                except socket.error:
                    continue
                if address:
                    parts.append(f'{label}={address}')
        return f"<asyncio.TransportSocket {', '.join(parts)}>"

    def __getstate__(self):
        raise TypeError("Cannot serialize asyncio.TransportSocket object")

    def fileno(self):
        return self._sock.fileno()

    def dup(self):
        return self._sock.dup()

    def get_inheritable(self):
        return self._sock.get_inheritable()

    def shutdown(self, how):
        # Allowed: ends the connection in a way the transport gets to see.
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
        if value != 0:
            raise ValueError('settimeout(): only 0 timeout is allowed on transport sockets')

    def gettimeout(self):
        return 0

    def setblocking(self, flag):
        if flag:
            raise ValueError('setblocking(): transport sockets cannot be blocking')

    def accept(self):
        self._na('accept() method')
        return self._sock.accept()

    def makefile(self):
        self._na('makefile() method')
        return self._sock.makefile()

    def close(self):
        self._na('close() method')
        return self._sock.close()

    def detach(self):
        self._na('detach() method')
        return self._sock.detach()

    def share(self, process_id):
        self._na('share() method')
        return self._sock.share(process_id)

    def __enter__(self):
        self._na('context manager protocol')
        return self._sock.__enter__()

    def __exit__(self, *err):
        self._na('context manager protocol')
        return self._sock.__exit__(*err)


def _discouraged(name):
    def method(self, *args, **kwargs):
        self._na(name + '() method')
        return getattr(self._sock, name)(*args, **kwargs)
    method.__name__ = name
    method.__qualname__ = 'TransportSocket.' + name
    return method


for _name in ('connect', 'connect_ex', 'bind', 'ioctl', 'listen', 'sendfile',
              'sendmsg_afalg', 'sendmsg', 'sendto', 'send', 'sendall',
              'set_inheritable', 'recv_into', 'recvfrom_into', 'recvmsg_into',
              'recvmsg', 'recvfrom', 'recv'):
    setattr(TransportSocket, _name, _discouraged(_name))
del _name
