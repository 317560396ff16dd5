"""The sock_* methods of a loop around a selector. Part of BaseSelectorEventLoop.

All of them are one helper: try, and while the system says "not yet", try again when the socket is ready.
"""

import selectors
import socket
import sys

_NOT_YET = BlockingIOError, InterruptedError

_READ, _WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE


def _check_ssl_socket(sock):
    """TLS sockets do not tell "not ready" as others do."""
    # As long as nobody has imported ssl, there are none.
    ssl = sys.modules.get("ssl")
    if ssl is not None and isinstance(sock, ssl.SSLSocket):
        raise TypeError("Socket cannot be of type SSLSocket")


class SocketMethods:
    """Sockets without a transport."""

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
        try:
            return await self._sendfile_on_socket(transp, file, offset, count)
        finally:
            self._transports[fd] = transp
