"""AbstractEventLoop and AbstractServer: what loops and servers can do, without doing it.

Kept apart from events for length alone; users find both there. A loop need not implement everything.
"""

import socket

__name__ = "asyncio.events"  # where all of this is found


class AbstractServer:
    """What create_server() gives."""

    def close(self):
        """Accept no more connections; those that are open stay."""
        raise NotImplementedError

    def get_loop(self):
        """The loop this server belongs to."""
        raise NotImplementedError

    def is_serving(self):
        """Whether connections are accepted."""
        raise NotImplementedError

    async def start_serving(self):
        """Begin to accept connections; does nothing when that is so already."""
        raise NotImplementedError

    async def serve_forever(self):
        """Accept connections until cancelled, then close the server."""
        raise NotImplementedError

    async def wait_closed(self):
        """Wait until the server is closed."""
        raise NotImplementedError

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()


class AbstractEventLoop:
    """All a loop may be asked for."""

    # Running and stopping.

    def run_forever(self):
        """Run until stop() is called."""
        raise NotImplementedError

    def run_until_complete(self, future):
        """Run until the future, or a task made of a coroutine, is done; gives its result."""
        raise NotImplementedError

    def stop(self):
        """Have the loop stop soon: calls that are due now are still made."""
        raise NotImplementedError

    def is_running(self):
        """Whether the loop is running."""
        raise NotImplementedError

    def is_closed(self):
        """Whether the loop has been closed."""
        raise NotImplementedError

    def close(self):
        """Close the loop, for good; it must not be running."""
        raise NotImplementedError

    async def shutdown_asyncgens(self):
        """Close all asynchronous generators that are still under way."""
        raise NotImplementedError

    # Calls, each giving a Handle.

    def _timer_handle_cancelled(self, handle):
        """For TimerHandle: one of the timers has been cancelled."""
        raise NotImplementedError

    def call_soon(self, callback, *args):
        return self.call_later(0, callback, *args)

    def call_later(self, delay, callback, *args):
        raise NotImplementedError

    def call_at(self, when, callback, *args):
        raise NotImplementedError

    def time(self):
        raise NotImplementedError

    def create_future(self):
        raise NotImplementedError

    # Tasks and threads.

    def create_task(self, coro, *, name=None):
        raise NotImplementedError

    def call_soon_threadsafe(self, callback, *args):
        raise NotImplementedError

    def run_in_executor(self, executor, func, *args):
        raise NotImplementedError

    def set_default_executor(self, executor):
        raise NotImplementedError

    # Names of hosts; what is given is awaited.

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        raise NotImplementedError

    async def getnameinfo(self, sockaddr, flags=0):
        raise NotImplementedError

    # Connections and servers.

    async def create_connection(
            self, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0, sock=None,
            local_addr=None, server_hostname=None, ssl_handshake_timeout=None, happy_eyeballs_delay=None,
            interleave=None):
        raise NotImplementedError

    async def create_server(
            self, protocol_factory, host=None, port=None, *, family=socket.AF_UNSPEC, flags=socket.AI_PASSIVE,
            sock=None, backlog=100, ssl=None, reuse_address=None, reuse_port=None, ssl_handshake_timeout=None,
            start_serving=True):
        """A server listening at a TCP port, on all addresses the host (or a list of hosts) has.

        Give host and port, or a bound socket in sock. No host, or an empty one, means all interfaces.
        family and flags go to getaddrinfo(), backlog to listen(). ssl is a context that makes it a TLS
        server. reuse_address (by default true on POSIX) and reuse_port set the socket options of these
        names. With start_serving false, connections are only accepted after Server.start_serving().
        """
        raise NotImplementedError

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        """Send count bytes of a binary file, from offset, through a transport; gives the number sent.

        Uses the system's sendfile() where it can. Elsewhere, unless fallback is false, reads and writes.
        The file's position afterwards tells how far it got, an error notwithstanding.
        """
        raise NotImplementedError

    async def start_tls(self, transport, protocol, sslcontext, *, server_side=False, server_hostname=None,
                        ssl_handshake_timeout=None):
        """Turn a plain connection into a TLS one; gives the transport to be used from now on."""
        raise NotImplementedError

    async def create_unix_connection(
            self, protocol_factory, path=None, *, ssl=None, sock=None, server_hostname=None,
            ssl_handshake_timeout=None):
        raise NotImplementedError

    async def create_unix_server(
            self, protocol_factory, path=None, *, sock=None, backlog=100, ssl=None, ssl_handshake_timeout=None,
            start_serving=True):
        """A server listening at a Unix-domain socket; path may be a str, bytes or os.PathLike.

        All else is as with create_server().
        """
        raise NotImplementedError

    async def create_datagram_endpoint(
            self, protocol_factory, local_addr=None, remote_addr=None, *, family=0, proto=0, flags=0,
            reuse_address=None, reuse_port=None, allow_broadcast=None, sock=None):
        """A socket for datagrams; gives (transport, protocol).

        Bound to local_addr and connected to remote_addr, of which at least one, or family, or a ready
        socket in sock is needed. family is AF_INET, AF_INET6 or AF_UNIX and found out if not given.
        reuse_port and allow_broadcast set the socket options of these names.
        """
        raise NotImplementedError

    # Pipes and child processes.

    async def connect_read_pipe(self, protocol_factory, pipe):
        """Watch the reading end of a pipe, a file object; gives (transport, protocol)."""
        # A file object and not a descriptor: it must be clear who closes it.
        raise NotImplementedError

    async def connect_write_pipe(self, protocol_factory, pipe):
        """Write to the writing end of a pipe, a file object; gives (transport, protocol)."""
        raise NotImplementedError

    async def subprocess_shell(self, protocol_factory, cmd, *, stdin=-1, stdout=-1, stderr=-1, **kwargs):
        raise NotImplementedError

    async def subprocess_exec(self, protocol_factory, *args, stdin=-1, stdout=-1, stderr=-1, **kwargs):
        raise NotImplementedError

    # Readiness of descriptors.

    def add_reader(self, fd, callback, *args):
        raise NotImplementedError

    def remove_reader(self, fd):
        raise NotImplementedError

    def add_writer(self, fd, callback, *args):
        raise NotImplementedError

    def remove_writer(self, fd):
        raise NotImplementedError

    # Sockets without a transport; they must not block.

    async def sock_recv(self, sock, nbytes):
        raise NotImplementedError

    async def sock_recv_into(self, sock, buf):
        raise NotImplementedError

    async def sock_sendall(self, sock, data):
        raise NotImplementedError

    async def sock_connect(self, sock, address):
        raise NotImplementedError

    async def sock_accept(self, sock):
        raise NotImplementedError

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=None):
        raise NotImplementedError

    # Signals.

    def add_signal_handler(self, sig, callback, *args):
        raise NotImplementedError

    def remove_signal_handler(self, sig):
        raise NotImplementedError

    # The task factory.

    def set_task_factory(self, factory):
        raise NotImplementedError

    def get_task_factory(self):
        raise NotImplementedError

    # Errors nobody catches.

    def get_exception_handler(self):
        raise NotImplementedError

    def set_exception_handler(self, handler):
        raise NotImplementedError

    def default_exception_handler(self, context):
        raise NotImplementedError

    def call_exception_handler(self, context):
        raise NotImplementedError

    # Debug mode.

    def get_debug(self):
        raise NotImplementedError

    def set_debug(self, enabled):
        raise NotImplementedError


__name__ = __spec__.name
