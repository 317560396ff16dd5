"""_SSLPipe: TLS without a socket. Found in asyncio.sslproto.

Encrypted bytes are put in and taken out by hand, through two memory BIOs. What happens to bytes depends on
the state, see the table _STEPS: one step is the call of the TLS object that brings the state forward or the
data through, and "wants more" is how a step tells that it cannot go on without the other side.
"""

__name__ = "asyncio.sslproto"  # where all of this is found

try:
    import ssl
except ImportError:
    ssl = None

_UNWRAPPED = "UNWRAPPED"
_DO_HANDSHAKE = "DO_HANDSHAKE"
_WRAPPED = "WRAPPED"
_SHUTDOWN = "SHUTDOWN"


def _wants_more(problem):
    """Whether an error of the TLS object only means that it has to be called again."""
    return getattr(problem, "errno", None) in (
        ssl.SSL_ERROR_WANT_READ, ssl.SSL_ERROR_WANT_WRITE, ssl.SSL_ERROR_SYSCALL)


class _SSLPipe:
    """One end of a TLS connection."""

    # Bytes per read.
    max_size = 256 * 1024

    _state = _UNWRAPPED

    # The TLS object, and what to call at the end of the handshake and of the shutdown.
    _sslobj = _handshake_cb = _shutdown_cb = None

    _need_ssldata = False

    def __init__(self, context, server_side, server_hostname=None):
        self._context = context
        self._role = {"server_side": server_side, "server_hostname": server_hostname}
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()

    @property
    def context(self):
        """The SSL context."""
        return self._context

    @property
    def ssl_object(self):
        """The TLS object; None before the handshake and after the shutdown."""
        return self._sslobj

    @property
    def need_ssldata(self):
        """Whether nothing can go on without bytes from the other side."""
        return self._need_ssldata

    @property
    def wrapped(self):
        """Whether there is TLS at present."""
        return self._state is _WRAPPED

    def do_handshake(self, callback=None):
        """Begin the handshake; gives what is to be sent. callback(error or None) is called at its end."""
        if self._state is not _UNWRAPPED:
            raise RuntimeError("handshake in progress or completed")
        self._sslobj = self._context.wrap_bio(self._incoming, self._outgoing, **self._role)
        self._state, self._handshake_cb = _DO_HANDSHAKE, callback
        to_send, received = self.feed_ssldata(b"", only_handshake=True)
        assert not received
        return to_send

    def shutdown(self, callback=None):
        """Begin the shutdown; gives what is to be sent. callback() is called at its end."""
        if self._state is _UNWRAPPED:
            raise RuntimeError("no security layer present")
        if self._state is _SHUTDOWN:
            raise RuntimeError("shutdown in progress")
        self._state, self._shutdown_cb = _SHUTDOWN, callback
        return self.__pump()

    def feed_eof(self):
        """The other side has closed the connection: an error if it has not said so in TLS before."""
        self._incoming.write_eof()
        self.__pump()

    def __pump(self):
        """Go on without new bytes; gives what is to be sent."""
        to_send, received = self.feed_ssldata(b"")
        assert not any(received)
        return to_send

    # One step for each state; they give whether the next state's step follows at once.

    def __step_handshake(self, received):
        self._sslobj.do_handshake()
        self._state = _WRAPPED
        if self._handshake_cb is not None:
            self._handshake_cb(None)
        return True

    def __step_read(self, received):
        while True:
            chunk = self._sslobj.read(self.max_size)
            received.append(chunk)
            if not chunk:
                # The other side has begun the shutdown.
                return False

    def __step_shutdown(self, received):
        self._sslobj.unwrap()
        self._sslobj = None
        self._state = _UNWRAPPED
        if self._shutdown_cb is not None:
            self._shutdown_cb()
        return True

    def __step_plain(self, received):
        # What has come after the end of TLS.
        received.append(self._incoming.read())
        return False

    _STEPS = {
        _DO_HANDSHAKE: __step_handshake,
        _WRAPPED: __step_read,
        _SHUTDOWN: __step_shutdown,
        _UNWRAPPED: __step_plain,
    }

    def feed_ssldata(self, data, only_handshake=False):
        """Bytes have come; gives (what is to be sent, what has been received), both lists of bytes.

        An empty piece received means that the other side has shut TLS down.
        """
        received = []
        if self._state is _UNWRAPPED:
            return [], [data] if data else received
        if data:
            self._incoming.write(data)
        self._need_ssldata = False
        try:
            while self._STEPS[self._state](self, received) and not only_handshake:
                pass
        except (ssl.SSLError, ssl.CertificateError) as problem:
            if not _wants_more(problem):
                if self._state is _DO_HANDSHAKE and self._handshake_cb is not None:
                    self._handshake_cb(problem)
                raise
            self._need_ssldata = problem.errno == ssl.SSL_ERROR_WANT_READ
        return self.__outgoing(), received

    def __outgoing(self):
        return [self._outgoing.read()] if self._outgoing.pending else []

    def feed_appdata(self, data, offset=0):
        """Encrypt data from the offset on; gives (what is to be sent, the offset now).

        If that is not the end of data, it has to be called again, with the same data, after bytes have come.
        """
        assert 0 <= offset <= len(data)
        end = len(data)
        if self._state is _UNWRAPPED:
            return [data[offset:]] if offset < end else [], end
        to_send = []
        rest = memoryview(data)[offset:]
        while True:
            self._need_ssldata = False
            try:
                if rest:
                    rest = rest[self._sslobj.write(rest):]
            except ssl.SSLError as problem:
                # After a shutdown it can be written again some day, with TLS 1.2 and a new handshake.
                late = problem.reason == "PROTOCOL_IS_SHUTDOWN"
                if not (late or _wants_more(problem)):
                    raise
                self._need_ssldata = late or problem.errno == ssl.SSL_ERROR_WANT_READ
            to_send += self.__outgoing()
            if not rest or self._need_ssldata:
                return to_send, end - len(rest)


__name__ = __spec__.name
