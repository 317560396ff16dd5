"""TLS as a layer between a transport and a protocol.

SSLProtocol is the protocol of the transport below; _SSLProtocolTransport, its _app_transport, is the
transport of the application's protocol above; the _SSLPipe in between does the TLS. What has to go through
the pipe waits in a queue of jobs: the handshake, then writes, at last the shutdown.
"""

import collections
import warnings

try:
    import ssl
except ImportError:
    ssl = None

from . import base_events
from . import constants
from . import exceptions
from . import protocols
from . import transports
from ._endpoint import settle
from ._ssl_pipe import _DO_HANDSHAKE, _SHUTDOWN, _UNWRAPPED, _WRAPPED, _SSLPipe
from ._ssl_transport import _SSLProtocolTransport
from .log import logger


def _create_transport_context(server_side, server_hostname):
    """The context used for ssl=True: a client's, that checks the host's name if there is one."""
    if server_side:
        raise ValueError("Server side SSL needs a valid SSLContext")
    context = ssl.create_default_context()
    if not server_hostname:
        context.check_hostname = False
    return context


# The stages of a connection. _OPEN begins when the handshake is over, well or not.
_NEW, _HANDSHAKING, _OPEN, _CLOSING = "new", "handshaking", "open", "closing"

# Jobs in the queue: an object of these two, or data to be written.
_HANDSHAKE_JOB, _SHUTDOWN_JOB = object(), object()


class SSLProtocol(protocols.Protocol):
    """The protocol of the transport below."""

    _transport = _sslpipe = None

    _stage = _NEW

    # Whether the application has the connection, and is to be told of its end.
    _app_connected = False

    # The timer of the handshake, and in debug mode when it began.
    _timer = _begin = None

    def __init__(self, loop, app_protocol, sslcontext, waiter, server_side=False, server_hostname=None,
                 call_connection_made=True, ssl_handshake_timeout=None):
        if ssl is None:
            raise RuntimeError("stdlib ssl module not available")
        if ssl_handshake_timeout is not None and ssl_handshake_timeout <= 0:
            raise ValueError(f"ssl_handshake_timeout should be a positive number, got {ssl_handshake_timeout}")
        self._patience = constants.SSL_HANDSHAKE_TIMEOUT if ssl_handshake_timeout is None else ssl_handshake_timeout
        context = sslcontext or _create_transport_context(server_side, server_hostname)
        # What the pipe is made with.
        self._pipe_arguments = context, server_side, None if server_side else server_hostname or None
        # Facts for get_extra_info(); more after the handshake.
        self._extra = {"sslcontext": context}
        self._loop, self._app_protocol = loop, app_protocol
        # The future of whoever waits for the handshake; whether the application hears of the connection then.
        self._waiter, self._announces = waiter, call_connection_made
        # Jobs, and how far the first of them is.
        self._jobs, self._offset = collections.deque(), 0
        self._app_transport = _SSLProtocolTransport(loop, self)

    def __debug(self, text, *args, **options):
        if self._loop.get_debug():
            logger.debug("%r" + text, self, *args, **options)

    def __wake(self, problem=None):
        """Let whoever waits for the handshake go on, if it has not happened yet."""
        waiter, self._waiter = self._waiter, None
        settle(waiter, problem)

    def _get_extra_info(self, name, default=None):
        below = self._transport
        if name not in self._extra and below is not None:
            return below.get_extra_info(name, default)
        return self._extra.get(name, default)

    # What the transport below calls.

    def connection_made(self, transport):
        """The plain connection stands: the handshake may begin."""
        self._transport = transport
        self._sslpipe = _SSLPipe(*self._pipe_arguments)
        self.__debug(" starts SSL handshake")
        self._begin = self._loop.time()
        self._stage = _HANDSHAKING
        self._timer = self._loop.call_later(self._patience, self.__out_of_patience)
        self._add_job(_HANDSHAKE_JOB)

    def connection_lost(self, exc):
        """The plain connection is gone, so the secured one is, too."""
        if self._app_connected:
            self._app_connected = False
            self._loop.call_soon(self._app_protocol.connection_lost, exc)
        elif self._app_transport is not None:
            # Nobody has it, so nobody can close it.
            self._app_transport._closed = True
        if self._timer is not None:
            self._timer.cancel()
        self.__wake(exc)
        self._transport = self._sslpipe = self._app_transport = self._app_protocol = None

    def pause_writing(self):
        """The plain transport has more than it wants: the application hears of it."""
        above = self._app_protocol
        above.pause_writing()

    def resume_writing(self):
        """The plain transport has room again."""
        above = self._app_protocol
        above.resume_writing()

    def data_received(self, data):
        """Ciphertext came: decrypt what there is of it and answer."""
        pipe = self._sslpipe
        if pipe is None:
            # TLS is over, the connection not yet.
            return
        try:
            to_send, received = pipe.feed_ssldata(data)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self._fatal_error(problem, "SSL error in data received")
            return
        for piece in to_send:
            self._transport.write(piece)
        for piece in received:
            if not piece:
                self._start_shutdown()
                return
            try:
                self.__deliver(self._app_protocol, piece)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as problem:
                self._fatal_error(problem, "application protocol failed to receive SSL data")
                return

    @staticmethod
    def __deliver(protocol, piece):
        if isinstance(protocol, protocols.BufferedProtocol):
            protocols._feed_data_to_buffered_proto(protocol, piece)
        else:
            protocol.data_received(piece)

    def eof_received(self):
        """The other side sends no more; the transport closes itself."""
        below = self._transport
        try:
            self.__debug(" received EOF")
            self.__wake(ConnectionResetError)
            if self._stage != _HANDSHAKING and self._app_protocol.eof_received():
                logger.warning("returning true from eof_received() has no effect when using ssl")
        finally:
            below.close()

    # Jobs.

    def _add_job(self, job):
        """Put data to be written, or another job, into the queue."""
        self._jobs.append(job)
        self.__work()

    def __work(self):
        """Work on the jobs, as far as the other side need not be heard."""
        try:
            # As many as there are: what is added meanwhile has its own call.
            for _ in range(len(self._jobs)):
                below, pipe = self._transport, self._sslpipe
                if below is None or pipe is None:
                    return
                to_send, done = self.__work_on(self._jobs[0], pipe)
                for piece in to_send:
                    below.write(piece)
                if not done:
                    # The other side wants a new handshake: it has to be read.
                    assert pipe.need_ssldata
                    if below._paused:
                        below.resume_reading()
                    return
                self._jobs.popleft()
                self._offset = 0
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            if self._stage == _HANDSHAKING:
                # Also tells whoever waits.
                self.__handshake_over(problem)
            else:
                self._fatal_error(problem, "Fatal error on SSL transport")

    def __work_on(self, job, pipe):
        """Do as much of a job as is possible; gives (what is to be sent, whether it is done)."""
        if job is _HANDSHAKE_JOB:
            return pipe.do_handshake(self.__handshake_over), True
        if job is _SHUTDOWN_JOB:
            return pipe.shutdown(self.__tls_over), True
        to_send, self._offset = pipe.feed_appdata(job, self._offset)
        return to_send, self._offset == len(job)

    # The end of the handshake.

    def __out_of_patience(self):
        if self._stage == _HANDSHAKING:
            self._fatal_error(ConnectionAbortedError(
                f"SSL handshake is taking longer than {self._patience} seconds: aborting the connection"))

    def __handshake_over(self, problem):
        self._stage = _OPEN
        self._timer.cancel()
        tls = self._sslpipe.ssl_object
        try:
            if problem is not None:
                raise problem
            certificate = tls.getpeercert()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as failure:
            on_what = " on verifying the certificate" if isinstance(failure, ssl.CertificateError) else ""
            self._fatal_error(failure, "SSL handshake failed" + on_what)
            return
        self.__debug(": SSL handshake took %.1f ms", (self._loop.time() - self._begin) * 1e3)
        self._extra.update(peercert=certificate, cipher=tls.cipher(), compression=tls.compression(), ssl_object=tls)
        if self._announces:
            self._app_protocol.connection_made(self._app_transport)
        self.__wake()
        self._app_connected = True
        # Not at once: the pipe is not to be entered twice.
        self._loop.call_soon(self.__work)

    # The end.

    def _fatal_error(self, exc, message="Fatal error on transport"):
        below = self._transport
        if isinstance(exc, OSError):
            self.__debug(": %s", message, exc_info=True)
        elif not isinstance(exc, exceptions.CancelledError):
            # About the transport below, for there may be none above.
            self._loop.call_exception_handler(
                dict(message=message, exception=exc, transport=below, protocol=self))
        if below is not None:
            below._force_close(exc)

    def _start_shutdown(self):
        if self._stage == _HANDSHAKING:
            self._abort()
        elif self._stage != _CLOSING:
            self._stage = _CLOSING
            self._add_job(_SHUTDOWN_JOB)

    def __tls_over(self):
        self._sslpipe = None
        below = self._transport
        if below is not None:
            below.close()

    def _abort(self):
        below = self._transport
        try:
            if below is not None:
                below.abort()
        finally:
            self.__tls_over()
