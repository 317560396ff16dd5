"""Network connections: the sockets of _socket with files on them, enums for its numbers, and servers and clients."""

import _socket
from _socket import *

import io
import os
import selectors
import sys
from enum import IntEnum, IntFlag

try:
    import errno
except ImportError:
    errno = None
EBADF = getattr(errno, "EBADF", 9)
EAGAIN = getattr(errno, "EAGAIN", 11)
EWOULDBLOCK = getattr(errno, "EWOULDBLOCK", 11)

__all__ = ["fromfd", "getfqdn", "create_connection", "create_server", "has_dualstack_ipv6", "AddressFamily",
           "SocketKind"]
__all__.extend(os._get_exports_list(_socket))

IntEnum._convert_("AddressFamily", __name__, lambda name: name.isupper() and name.startswith("AF_"))
IntEnum._convert_("SocketKind", __name__, lambda name: name.isupper() and name.startswith("SOCK_"))
IntFlag._convert_("MsgFlag", __name__, lambda name: name.isupper() and name.startswith("MSG_"))
IntFlag._convert_("AddressInfo", __name__, lambda name: name.isupper() and name.startswith("AI_"))

_LOCALHOST = "127.0.0.1"
_LOCALHOST_V6 = "::1"
_realsocket = socket
_GLOBAL_DEFAULT_TIMEOUT = object()  # for "no timeout argument", which is not None
_blocking_errnos = {EAGAIN, EWOULDBLOCK}


def _intenum_converter(value, enum_klass):
    """The member of that value; the value itself if there is none."""
    try:
        return enum_klass(value)
    except ValueError:
        return value


class _GiveupOnSendfile(Exception):
    """The system cannot send this file itself; nothing was sent yet."""


class socket(_socket.socket):
    """One end of a connection."""

    __slots__ = ["__weakref__", "_io_refs", "_closed"]

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is None:
            family = AF_INET if family == -1 else family
            type = SOCK_STREAM if type == -1 else type
            proto = 0 if proto == -1 else proto
        super().__init__(family, type, proto, fileno)
        self._io_refs = 0  # files made of it that are open
        self._closed = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if not self._closed:
            self.close()

    def __repr__(self):
        cls = self.__class__
        closed = getattr(self, "_closed", False)
        parts = ["<%s.%s%s fd=%i" % (cls.__module__, cls.__qualname__, " [closed]" if closed else "", self.fileno()),
                 "family=%s" % self.family, "type=%s" % self.type, "proto=%i" % self.proto]
        if not closed:
            for label, address in ("laddr", self.getsockname), ("raddr", self.getpeername):
                try:
                    value = address()
                except error:
                    continue
                if value:
                    parts.append("%s=%s" % (label, value))
        return ", ".join(parts) + ">"

    def __getstate__(self):
        raise TypeError(f"cannot pickle {self.__class__.__name__!r} object")

    def dup(self):
        """Another object for the same connection, with a descriptor of its own."""
        twin = self.__class__(self.family, self.type, self.proto, fileno=dup(self.fileno()))
        twin.settimeout(self.gettimeout())
        return twin

    def accept(self):
        """Wait for a connection to this server: (socket, address of the client)."""
        fd, address = self._accept()
        client = socket(self.family, self.type, self.proto, fileno=fd)
        # What the client's socket inherits depends on the system; with a timeout here, it is to be blocking.
        if getdefaulttimeout() is None and self.gettimeout():
            client.setblocking(True)
        return client, address

    def makefile(self, mode="r", buffering=None, *, encoding=None, errors=None, newline=None):
        """A file of the connection, like that of open()."""
        if not set(mode) <= {"r", "w", "b"}:
            raise ValueError("invalid mode %r (only r, w, b allowed)" % (mode,))
        writing = "w" in mode
        reading = "r" in mode or not writing
        assert reading or writing
        binary = "b" in mode
        raw = SocketIO(self, "r" * reading + "w" * writing)
        self._io_refs += 1
        if buffering is None or buffering < 0:
            buffering = io.DEFAULT_BUFFER_SIZE
        if buffering == 0:
            if binary:
                return raw
            raise ValueError("unbuffered streams must be binary")
        if reading and writing:
            buffer = io.BufferedRWPair(raw, raw, buffering)
        else:
            buffer = (io.BufferedReader if reading else io.BufferedWriter)(raw, buffering)
        if binary:
            return buffer
        text = io.TextIOWrapper(buffer, encoding, errors, newline)
        text.mode = mode
        return text

    # ---- Sending files

    def sendfile(self, file, offset=0, count=None):
        """Send a file, by the system if that can do it itself; how many bytes."""
        try:
            return self._sendfile_use_sendfile(file, offset, count)
        except _GiveupOnSendfile:
            return self._sendfile_use_send(file, offset, count)

    def _check_sendfile_params(self, file, offset, count):
        if "b" not in getattr(file, "mode", "b"):
            raise ValueError("file should be opened in binary mode")
        if not self.type & SOCK_STREAM:
            raise ValueError("only SOCK_STREAM type sockets are supported")
        if count is not None:
            if not isinstance(count, int):
                raise TypeError("count must be a positive integer (got {!r})".format(count))
            if count <= 0:
                raise ValueError("count must be a positive integer (got {!r})".format(count))

    if hasattr(os, "sendfile"):
        def _sendfile_use_sendfile(self, file, offset=0, count=None):
            self._check_sendfile_params(file, offset, count)
            sockno = self.fileno()
            try:
                fileno = file.fileno()
                size = os.fstat(fileno).st_size
            except (AttributeError, io.UnsupportedOperation, OSError) as problem:
                raise _GiveupOnSendfile(problem)
            if not size:
                return 0
            chunk = min(count or size, 2 ** 30)  # one call sends no more, on some systems
            limit = self.gettimeout()
            if limit == 0:
                raise ValueError("non-blocking sockets are not supported")
            poll = getattr(selectors, "PollSelector", selectors.SelectSelector)
            sent = 0
            with poll() as selector:
                selector.register(sockno, selectors.EVENT_WRITE)
                try:
                    while True:
                        if limit and not selector.select(limit):
                            raise _socket.timeout("timed out")
                        if count:
                            chunk = count - sent
                            if chunk <= 0:
                                break
                        try:
                            now = os.sendfile(sockno, fileno, offset, chunk)
                        except BlockingIOError:
                            if not limit:
                                selector.select()
                            continue
                        except OSError as problem:
                            if sent == 0:
                                raise _GiveupOnSendfile(problem)
                            raise problem from None
                        if not now:
                            break
                        offset += now
                        sent += now
                    return sent
                finally:
                    if sent > 0 and hasattr(file, "seek"):
                        file.seek(offset)
    else:
        def _sendfile_use_sendfile(self, file, offset=0, count=None):
            raise _GiveupOnSendfile("os.sendfile() not available on this platform")

    def _sendfile_use_send(self, file, offset=0, count=None):
        self._check_sendfile_params(file, offset, count)
        if self.gettimeout() == 0:
            raise ValueError("non-blocking sockets are not supported")
        if offset:
            file.seek(offset)
        piece = min(count, 8192) if count else 8192
        sent = 0
        try:
            while True:
                if count:
                    piece = min(count - sent, piece)
                    if piece <= 0:
                        break
                data = memoryview(file.read(piece))
                if not data:
                    break
                while data:
                    try:
                        now = self.send(data)
                    except BlockingIOError:
                        continue
                    sent += now
                    data = data[now:]
            return sent
        finally:
            if sent > 0 and hasattr(file, "seek"):
                file.seek(offset + sent)

    # ---- End

    def _decref_socketios(self):
        if self._io_refs > 0:
            self._io_refs -= 1
        if self._closed:
            self.close()

    def _real_close(self, _ss=_socket.socket):
        # An argument, since the module may be empty when an object goes away at the end.
        _ss.close(self)

    def close(self):
        """Close the socket; the connection ends when its files are closed, too."""
        self._closed = True
        if self._io_refs <= 0:
            self._real_close()

    def detach(self):
        """Close the object only, leaving the descriptor, which is the result, to the caller."""
        self._closed = True
        return super().detach()

    @property
    def family(self):
        """The address family, as AddressFamily."""
        return _intenum_converter(super().family, AddressFamily)

    @property
    def type(self):
        """The kind, as SocketKind."""
        return _intenum_converter(super().type, SocketKind)

    if os.name == "nt":
        def get_inheritable(self):
            return os.get_handle_inheritable(self.fileno())

        def set_inheritable(self, inheritable):
            os.set_handle_inheritable(self.fileno(), inheritable)
    else:
        def get_inheritable(self):
            return os.get_inheritable(self.fileno())

        def set_inheritable(self, inheritable):
            os.set_inheritable(self.fileno(), inheritable)

    get_inheritable.__doc__ = "Do programs that are started get the descriptor?"
    set_inheritable.__doc__ = "Say whether programs that are started get the descriptor."


def fromfd(fd, family, type, proto=0):
    """A socket of a copy of the descriptor."""
    return socket(family, type, proto, dup(fd))


if hasattr(_socket.socket, "share"):
    def fromshare(info):
        """A socket of what share() in another process gave."""
        return socket(0, 0, 0, info)
    __all__.append("fromshare")


if hasattr(_socket, "socketpair"):
    def socketpair(family=None, type=SOCK_STREAM, proto=0):
        """Two sockets connected to each other."""
        if family is None:
            family = globals().get("AF_UNIX", AF_INET)
        return tuple(socket(family, type, proto, end.detach()) for end in _socket.socketpair(family, type, proto))
else:
    def socketpair(family=AF_INET, type=SOCK_STREAM, proto=0):
        """Two sockets connected to each other, through the network of this machine."""
        hosts = {AF_INET: _LOCALHOST, AF_INET6: _LOCALHOST_V6}
        if family not in hosts:
            raise ValueError("Only AF_INET and AF_INET6 socket address families are supported")
        if type != SOCK_STREAM:
            raise ValueError("Only SOCK_STREAM socket type is supported")
        if proto != 0:
            raise ValueError("Only protocol zero is supported")
        with socket(family, type, proto) as server:
            server.bind((hosts[family], 0))
            server.listen()
            client = socket(family, type, proto)
            try:
                client.setblocking(False)
                try:
                    client.connect(server.getsockname()[:2])
                except (BlockingIOError, InterruptedError):
                    pass
                client.setblocking(True)
                accepted, _ = server.accept()
            except:
                client.close()
                raise
        return accepted, client
    __all__.append("socketpair")


class SocketIO(io.RawIOBase):
    """The raw file of a socket."""

    def __init__(self, sock, mode):
        if mode not in ("r", "w", "rw", "rb", "wb", "rwb"):
            raise ValueError("invalid mode: %r" % mode)
        super().__init__()
        self._sock = sock
        self._mode = mode if "b" in mode else mode + "b"
        self._reading, self._writing = "r" in mode, "w" in mode
        self._timeout_occurred = False

    def readinto(self, b):
        """Receive into the buffer: how many bytes, None if that would block, 0 at the end."""
        self._checkClosed()
        self._checkReadable()
        if self._timeout_occurred:
            # A buffer above may have lost part of what it wanted.
            raise OSError("cannot read from timed out object")
        while True:
            try:
                return self._sock.recv_into(b)
            except timeout:
                self._timeout_occurred = True
                raise
            except error as problem:
                if problem.args[0] in _blocking_errnos:
                    return None
                raise

    def write(self, b):
        """Send from the buffer: how many bytes, None if that would block."""
        self._checkClosed()
        self._checkWritable()
        try:
            return self._sock.send(b)
        except error as problem:
            if problem.args[0] in _blocking_errnos:
                return None
            raise

    def readable(self):
        if self.closed:
            raise ValueError("I/O operation on closed socket.")
        return self._reading

    def writable(self):
        if self.closed:
            raise ValueError("I/O operation on closed socket.")
        return self._writing

    def seekable(self):
        if self.closed:
            raise ValueError("I/O operation on closed socket.")
        return super().seekable()

    def fileno(self):
        self._checkClosed()
        return self._sock.fileno()

    @property
    def name(self):
        return -1 if self.closed else self.fileno()

    @property
    def mode(self):
        return self._mode

    def close(self):
        if self.closed:
            return
        io.RawIOBase.close(self)
        self._sock._decref_socketios()
        self._sock = None


def getfqdn(name=""):
    """The full name of a host (this one); the name itself if none is found."""
    name = name.strip()
    if not name or name == "0.0.0.0":
        name = gethostname()
    try:
        found, aliases, _ = gethostbyaddr(name)
    except (error, NameError):  # nothing is known, or the interpreter has no such lookup
        return name
    for candidate in [found, *aliases]:
        if "." in candidate:
            return candidate
    return found


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None):
    """A connection to (host, port), by the first of the host's addresses that answers."""
    host, port = address
    problem = None
    for family, kind, proto, _, target in getaddrinfo(host, port, 0, SOCK_STREAM):
        sock = None
        try:
            sock = socket(family, kind, proto)
            if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(target)
            problem = None
            return sock
        except error as this:
            problem = this
            if sock is not None:
                sock.close()
    if problem is None:
        raise error("getaddrinfo returns an empty list")
    try:
        raise problem
    finally:
        problem = None  # its traceback refers to this frame


def has_dualstack_ipv6():
    """Can a socket here take connections of IPv4 and IPv6?"""
    if not has_ipv6 or not hasattr(_socket, "IPPROTO_IPV6") or not hasattr(_socket, "IPV6_V6ONLY"):
        return False
    try:
        with socket(AF_INET6, SOCK_STREAM) as sock:
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0)
    except error:
        return False
    return True


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    """A socket that listens for connections at (host, port)."""
    if reuse_port and not hasattr(_socket, "SO_REUSEPORT"):
        raise ValueError("SO_REUSEPORT not supported on this platform")
    if dualstack_ipv6:
        if not has_dualstack_ipv6():
            raise ValueError("dualstack_ipv6 not supported on this platform")
        if family != AF_INET6:
            raise ValueError("dualstack_ipv6 requires AF_INET6 family")
    sock = socket(family, SOCK_STREAM)
    try:
        # Lets a server start again at once; on Windows it would mean to share the port.
        if os.name not in ("nt", "cygwin") and hasattr(_socket, "SO_REUSEADDR"):
            try:
                sock.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
            except error:
                pass
        if reuse_port:
            sock.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)
        if has_ipv6 and family == AF_INET6:
            if dualstack_ipv6:
                sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0)
            elif hasattr(_socket, "IPV6_V6ONLY") and hasattr(_socket, "IPPROTO_IPV6"):
                sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 1)
        try:
            sock.bind(address)
        except error as problem:
            text = "%s (while attempting to bind on address %r)" % (problem.strerror, address)
            raise error(problem.errno, text) from None
        if backlog is None:
            sock.listen()
        else:
            sock.listen(backlog)
        return sock
    except error:
        sock.close()
        raise


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """All addresses of host and port: a list of (family, type, proto, canonical name, address)."""
    found = _socket.getaddrinfo(host, port, family, type, proto, flags)
    return [(_intenum_converter(one[0], AddressFamily), _intenum_converter(one[1], SocketKind), *one[2:])
            for one in found]
