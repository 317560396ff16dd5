"""BaseSelectorEventLoop: an event loop around a selector.

Each descriptor watched has a pair (reader, writer) of handles as its data in the selector. All the sock_*
methods are one helper: try, and while the system says "not yet", try again when the descriptor is ready.
"""

__all__ = "BaseSelectorEventLoop",

import errno
import selectors
import socket
import sys
import warnings
import weakref

from . import base_events
from . import constants
from . import events
from . import futures
from . import protocols
from . import transports
from . import trsock
from .log import logger
from ._selector_transports import _SelectorTransport, _test_selector_event
from ._selector_datagram import _SelectorDatagramTransport
from ._selector_stream import _SelectorSocketTransport

# Errors of accept() that go away by themselves, with luck.
_NO_RESOURCES = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}

_NOT_YET = BlockingIOError, InterruptedError

_READ, _WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE


def __getattr__(name):
    if name == "ssl":
        return base_events.ssl
    if name == "sslproto":
        return base_events.sslproto
    if name in ("collections", "functools"):
        return __import__(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _check_ssl_socket(sock):
    """TLS sockets do not tell "not ready" as others do."""
    # As long as nobody has imported ssl, there are none.
    ssl = sys.modules.get("ssl")
    if ssl is not None and isinstance(sock, ssl.SSLSocket):
        raise TypeError("Socket cannot be of type SSLSocket")


class BaseSelectorEventLoop(base_events.BaseEventLoop):
    """The loop without what only Unix has; see unix_events."""

    def __init__(self, selector=None):
        super().__init__()
        self._selector = selector = selectors.DefaultSelector() if selector is None else selector
        logger.debug("Using selector: %s", type(selector).__name__)
        self._make_self_pipe()
        # By descriptor, to see that nobody else watches the same.
        self._transports = weakref.WeakValueDictionary()

    # How other threads wake the loop: a byte through a pair of sockets.

    _internal_fds = 0

    def _make_self_pipe(self):
        self._ssock, self._csock = pair = socket.socketpair()
        for end in pair:
            end.setblocking(False)
        self._internal_fds += 1
        self._add_reader(self._ssock.fileno(), self._read_from_self)

    def _close_self_pipe(self):
        self._remove_reader(self._ssock.fileno())
        for end in (self._ssock, self._csock):
            end.close()
        self._ssock = self._csock = None
        self._internal_fds -= 1

    def _process_self_data(self, data):
        """For subclasses: bytes that have come through the pair."""

    def _read_from_self(self):
        while True:
            try:
                data = self._ssock.recv(4096)
            except InterruptedError:
                continue
            except BlockingIOError:
                return
            if not data:
                return
            self._process_self_data(data)

    def _write_to_self(self):
        # Possibly in another thread, just when the loop is being closed.
        end = self._csock
        if end is None:
            return
        try:
            end.send(b"\0")
        except OSError:
            # A full buffer wakes the loop just as well.
            if self._debug:
                logger.debug("Fail to write a null byte into the self-pipe socket", exc_info=True)

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self.is_closed():
            return
        self._close_self_pipe()
        super().close()
        selector, self._selector = self._selector, None
        if selector is not None:
            selector.close()

    # Watching descriptors.

    def _watch(self, fd, event, handle):
        """Run the handle whenever fd is ready for the event, in place of one set earlier."""
        self._check_closed()
        place = event == _WRITE
        try:
            key = self._selector.get_key(fd)
        except KeyError:
            self._selector.register(fd, event, (None, handle) if place else (handle, None))
            return
        pair = list(key.data)
        former, pair[place] = pair[place], handle
        self._selector.modify(fd, key.events | event, tuple(pair))
        if former is not None:
            former.cancel()

    def _unwatch(self, fd, event):
        """Undo _watch(); tells whether there was anything to undo."""
        if self.is_closed():
            return False
        try:
            key = self._selector.get_key(fd)
        except KeyError:
            return False
        pair = list(key.data)
        place = event == _WRITE
        former, pair[place] = pair[place], None
        left = key.events & ~event
        if left:
            self._selector.modify(fd, left, tuple(pair))
        else:
            self._selector.unregister(fd)
        if former is None:
            return False
        former.cancel()
        return True

    def _add_reader(self, fd, callback, *args):
        self._watch(fd, _READ, events.Handle(callback, args, self, None))

    def _add_writer(self, fd, callback, *args):
        self._watch(fd, _WRITE, events.Handle(callback, args, self, None))

    def _remove_reader(self, fd):
        return self._unwatch(fd, _READ)

    def _remove_writer(self, fd):
        return self._unwatch(fd, _WRITE)

    def _ensure_fd_no_transport(self, fd):
        number = fd
        if not isinstance(fd, int):
            try:
                number = int(fd.fileno())
            except (AttributeError, TypeError, ValueError):
                raise ValueError(f"Invalid file object: {fd!r}") from None
        transport = self._transports.get(number)
        if transport is not None and not transport.is_closing():
            raise RuntimeError(f"File descriptor {fd!r} is used by transport {transport!r}")

    def add_reader(self, fd, callback, *args):
        """Call callback(*args) whenever fd can be read."""
        self._ensure_fd_no_transport(fd)
        return self._add_reader(fd, callback, *args)

    def remove_reader(self, fd):
        """Undo add_reader()."""
        self._ensure_fd_no_transport(fd)
        return self._remove_reader(fd)

    def add_writer(self, fd, callback, *args):
        """Call callback(*args) whenever fd can be written to."""
        self._ensure_fd_no_transport(fd)
        return self._add_writer(fd, callback, *args)

    def remove_writer(self, fd):
        """Undo add_writer()."""
        self._ensure_fd_no_transport(fd)
        return self._remove_writer(fd)

    def _process_events(self, event_list):
        for key, mask in event_list:
            reader, writer = key.data
            if reader is not None and mask & _READ:
                if reader._cancelled:
                    self._remove_reader(key.fileobj)
                else:
                    self._add_callback(reader)
            if writer is not None and mask & _WRITE:
                if writer._cancelled:
                    self._remove_writer(key.fileobj)
                else:
                    self._add_callback(writer)

    # Sockets without a transport.

    def _check_socket(self, sock):
        _check_ssl_socket(sock)
        if self._debug and sock.gettimeout() != 0:
            raise ValueError("the socket must be non-blocking")

    def _when_ready(self, sock, event, attempt):
        """A future for what attempt() returns or raises once it is no longer "not yet"."""
        fd = sock.fileno()
        self._ensure_fd_no_transport(fd)
        outcome = self.create_future()

        def ready():
            if outcome.done():
                return
            try:
                value = attempt()
            except _NOT_YET:
                return
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as problem:
                outcome.set_exception(problem)
            else:
                outcome.set_result(value)

        (self._add_reader if event == _READ else self._add_writer)(fd, ready)
        forget = self._remove_reader if event == _READ else self._remove_writer
        outcome.add_done_callback(lambda _: forget(fd))
        return outcome

    async def _perform(self, sock, event, attempt):
        """The result of attempt(), at once or when the socket is ready."""
        try:
            return attempt()
        except _NOT_YET:
            pass
        return await self._when_ready(sock, event, attempt)

    async def sock_recv(self, sock, n):
        """Receive at most n bytes; none when the other side has closed."""
        self._check_socket(sock)
        return await self._perform(sock, _READ, lambda: sock.recv(n))

    async def sock_recv_into(self, sock, buf):
        """Receive into a buffer; gives the number of bytes."""
        self._check_socket(sock)
        return await self._perform(sock, _READ, lambda: sock.recv_into(buf))

    async def sock_accept(self, sock):
        """Accept a connection; gives (socket, address)."""
        self._check_socket(sock)

        def accept():
            made, address = sock.accept()
            made.setblocking(False)
            return made, address

        return await self._perform(sock, _READ, accept)

    async def sock_sendall(self, sock, data):
        """Send all the data. After an error nobody knows how much has been sent."""
        self._check_socket(sock)
        rest = data

        def send():
            nonlocal rest
            sent = sock.send(rest)
            if sent < len(rest):
                rest = memoryview(rest).cast("B")[sent:]
                raise BlockingIOError

        await self._perform(sock, _WRITE, send)

    async def sock_connect(self, sock, address):
        """Connect to an address."""
        self._check_socket(sock)
        if sock.family != getattr(socket, "AF_UNIX", None):
            resolved = await self._ensure_resolved(address, family=sock.family, proto=sock.proto, loop=self)
            address = resolved[0][4]
        try:
            sock.connect(address)
            return
        except _NOT_YET:
            # Interrupted, too, it goes on in the background.
            pass

        def connected():
            error = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if error:
                raise OSError(error, f"Connect call failed {address}")

        await self._when_ready(sock, _WRITE, connected)

    async def _sendfile_native(self, transp, file, offset, count):
        fd = transp._sock_fd
        # While the file is sent, the socket is not the transport's.
        del self._transports[fd]
        was_reading = transp.is_reading()
        transp.pause_reading()
        await transp._make_empty_waiter()
        try:
            return await self.sock_sendfile(transp._sock, file, offset, count, fallback=False)
        finally:
            transp._reset_empty_waiter()
            if was_reading:
                transp.resume_reading()
            self._transports[fd] = transp

    # Servers.

    def _start_serving(self, protocol_factory, sock, sslcontext=None, server=None, backlog=100,
                       ssl_handshake_timeout=constants.SSL_HANDSHAKE_TIMEOUT):
        self._add_reader(sock.fileno(), self._accept_connection, protocol_factory, sock, sslcontext, server,
                         backlog, ssl_handshake_timeout)

    def _stop_serving(self, sock):
        self._remove_reader(sock.fileno())
        sock.close()

    def _accept_connection(self, protocol_factory, sock, sslcontext=None, server=None, backlog=100,
                           ssl_handshake_timeout=constants.SSL_HANDSHAKE_TIMEOUT):
        """Accept all connections that wait; not more than the backlog, for the loop has other things to do."""
        for _ in range(backlog):
            try:
                made, address = sock.accept()
                if self._debug:
                    logger.debug("%r got a new connection from %r: %r", server, address, made)
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
                                  ssl_handshake_timeout=constants.SSL_HANDSHAKE_TIMEOUT):
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
            try:
                await waiter
            except BaseException:
                transport.close()
                raise
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

    # Transports.

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        return _SelectorSocketTransport(self, sock, protocol, waiter, extra, server)

    def _make_ssl_transport(
            self, rawsock, protocol, sslcontext, waiter=None, *, server_side=False, server_hostname=None,
            extra=None, server=None, ssl_handshake_timeout=constants.SSL_HANDSHAKE_TIMEOUT):
        layer = base_events.sslproto.SSLProtocol(
            self, protocol, sslcontext, waiter, server_side, server_hostname,
            ssl_handshake_timeout=ssl_handshake_timeout)
        _SelectorSocketTransport(self, rawsock, layer, extra=extra, server=server)
        return layer._app_transport

    def _make_datagram_transport(self, sock, protocol, address=None, waiter=None, extra=None):
        return _SelectorDatagramTransport(self, sock, protocol, address, waiter, extra)
