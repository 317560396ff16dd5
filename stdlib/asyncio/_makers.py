"""What a concrete loop has to provide. Part of BaseEventLoop."""


class Makers:
    """Makers of transports, and the ways in which the loop hears of the world."""

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        raise NotImplementedError

    def _make_ssl_transport(
            self, rawsock, protocol, sslcontext, waiter=None, *, server_side=False, server_hostname=None,
            extra=None, server=None, ssl_handshake_timeout=None, call_connection_made=True):
        raise NotImplementedError

    def _make_datagram_transport(self, sock, protocol, address=None, waiter=None, extra=None):
        raise NotImplementedError

    def _make_read_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        raise NotImplementedError

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        raise NotImplementedError

    async def _make_subprocess_transport(self, protocol, args, shell, stdin, stdout, stderr, bufsize,
                                         extra=None, **kwargs):
        raise NotImplementedError

    def _write_to_self(self):
        """Wake the loop from another thread or a signal handler."""
        raise NotImplementedError

    def _process_events(self, event_list):
        """Make calls ready for what the selector has told."""
        raise NotImplementedError
