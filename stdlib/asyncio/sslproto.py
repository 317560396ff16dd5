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
from ._ssl_pipe import _DO_HANDSHAKE, _SHUTDOWN, _UNWRAPPED, _WRAPPED, _SSLPipe
from .log import logger


def _create_transport_context(server_side, server_hostname):
    """The context used for ssl=True: a client's, that checks the host's name if there is one."""
    if server_side:
        raise ValueError("Server side SSL needs a valid SSLContext")
    context = ssl.create_default_context()
    if not server_hostname:
        context.check_hostname = False
    return context


class _SSLProtocolTransport(transports._FlowControlMixin, transports.Transport):
    """The transport of the application: encrypts, and leaves the rest to the transport below."""

    _sendfile_compatible = constants._SendfileMode.FALLBACK

    def __init__(self, loop, ssl_protocol):
        self._loop = loop
        # Not _protocol: that is the application's.
        self._ssl_protocol = ssl_protocol
        self._closed = False

    def __del__(self, _warn=warnings.warn):
        if not self._closed:
            _warn(f"unclosed transport {self!r}", ResourceWarning, source=self)
            self.close()

    @property
    def __below(self):
        return self._ssl_protocol._transport

    def get_extra_info(self, name, default=None):
        return self._ssl_protocol._get_extra_info(name, default)

    def set_protocol(self, protocol):
        self._ssl_protocol._set_app_protocol(protocol)

    def get_protocol(self):
        return self._ssl_protocol._app_protocol

    def is_closing(self):
        return self._closed

    def close(self):
        self._closed = True
        self._ssl_protocol._start_shutdown()

    def abort(self):
        self._closed = True
        self._ssl_protocol._abort()

    def is_reading(self):
        transport = self.__below
        if transport is None:
            raise RuntimeError("SSL transport has not been initialized yet")
        return transport.is_reading()

    def pause_reading(self):
        self.__below.pause_reading()

    def resume_reading(self):
        self.__below.resume_reading()

    # Flow control is that of the transport below: what waits in the queue waits for the other side anyway.

    @property
    def _protocol_paused(self):
        return self.__below._protocol_paused

    def set_write_buffer_limits(self, high=None, low=None):
        self.__below.set_write_buffer_limits(high, low)

    def get_write_buffer_size(self):
        return self.__below.get_write_buffer_size()

    def write(self, data):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"data: expecting a bytes-like instance, got {type(data).__name__}")
        if data:
            self._ssl_protocol._write_appdata(data)

    def can_write_eof(self):
        # TLS has no connections that are open in one direction.
        return False


# Jobs in the queue: an object of these two, or data to be written.
_HANDSHAKE_JOB, _SHUTDOWN_JOB = object(), object()


class SSLProtocol(protocols.Protocol):
    """The protocol of the transport below."""

    def __init__(self, loop, app_protocol, sslcontext, waiter, server_side=False, server_hostname=None,
                 call_connection_made=True, ssl_handshake_timeout=None):
        if ssl is None:
            raise RuntimeError("stdlib ssl module not available")
        if ssl_handshake_timeout is None:
            ssl_handshake_timeout = constants.SSL_HANDSHAKE_TIMEOUT
        elif ssl_handshake_timeout <= 0:
            raise ValueError(f"ssl_handshake_timeout should be a positive number, got {ssl_handshake_timeout}")
        self._sslcontext = sslcontext or _create_transport_context(server_side, server_hostname)
        self._server_side = server_side
        self._server_hostname = None if server_side else server_hostname or None
        # Facts for get_extra_info(); more after the handshake.
        self._extra = {"sslcontext": self._sslcontext}
        self._loop = loop
        # The future of whoever waits for the handshake.
        self._waiter = waiter
        self._set_app_protocol(app_protocol)
        self._app_transport = _SSLProtocolTransport(loop, self)
        self._call_connection_made = call_connection_made
        self._transport = self._sslpipe = None
        # Jobs, and how far the first of them is.
        self._jobs = collections.deque()
        self._offset = 0
        # Whether the application has been told of the connection, and is to be told of its end.
        self._session_established = False
        self._in_handshake = self._in_shutdown = False
        self._handshake_start_time = None
        self._ssl_handshake_timeout = ssl_handshake_timeout
        self._handshake_timeout_handle = None

    def _set_app_protocol(self, app_protocol):
        self._app_protocol = app_protocol
        self._app_protocol_is_buffer = isinstance(app_protocol, protocols.BufferedProtocol)

    def _wakeup_waiter(self, exc=None):
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.cancelled():
            if exc is None:
                waiter.set_result(None)
            else:
                waiter.set_exception(exc)

    def _get_extra_info(self, name, default=None):
        if name in self._extra:
            return self._extra[name]
        return default if self._transport is None else self._transport.get_extra_info(name, default)

    # What the transport below calls.

    def connection_made(self, transport):
        self._transport = transport
        self._sslpipe = _SSLPipe(self._sslcontext, self._server_side, self._server_hostname)
        self._start_handshake()

    def connection_lost(self, exc):
        if self._session_established:
            self._session_established = False
            self._loop.call_soon(self._app_protocol.connection_lost, exc)
        elif self._app_transport is not None:
            # Nobody has it, so nobody can close it.
            self._app_transport._closed = True
        if self._handshake_timeout_handle is not None:
            self._handshake_timeout_handle.cancel()
        self._wakeup_waiter(exc)
        self._transport = self._sslpipe = None
        self._app_transport = self._app_protocol = None

    def pause_writing(self):
        self._app_protocol.pause_writing()

    def resume_writing(self):
        self._app_protocol.resume_writing()

    def data_received(self, data):
        if self._sslpipe is None:
            # TLS is over, the connection not yet.
            return
        try:
            to_send, received = self._sslpipe.feed_ssldata(data)
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
                if self._app_protocol_is_buffer:
                    protocols._feed_data_to_buffered_proto(self._app_protocol, piece)
                else:
                    self._app_protocol.data_received(piece)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as problem:
                self._fatal_error(problem, "application protocol failed to receive SSL data")
                return

    def eof_received(self):
        try:
            if self._loop.get_debug():
                logger.debug("%r received EOF", self)
            self._wakeup_waiter(ConnectionResetError)
            if not self._in_handshake and self._app_protocol.eof_received():
                logger.warning("returning true from eof_received() has no effect when using ssl")
        finally:
            self._transport.close()

    # Jobs.

    def _write_appdata(self, data):
        self._jobs.append(data)
        self._process_write_backlog()

    def _start_handshake(self):
        if self._loop.get_debug():
            logger.debug("%r starts SSL handshake", self)
            self._handshake_start_time = self._loop.time()
        self._in_handshake = True
        # Before what has been written in advance.
        self._jobs.append(_HANDSHAKE_JOB)
        self._handshake_timeout_handle = self._loop.call_later(
            self._ssl_handshake_timeout, self._check_handshake_timeout)
        self._process_write_backlog()

    def _start_shutdown(self):
        if self._in_shutdown:
            return
        if self._in_handshake:
            self._abort()
        else:
            self._in_shutdown = True
            self._jobs.append(_SHUTDOWN_JOB)
            self._process_write_backlog()

    def __work_on(self, job):
        """Do as much of a job as is possible; gives (what is to be sent, whether it is done)."""
        if job is _HANDSHAKE_JOB:
            return self._sslpipe.do_handshake(self._on_handshake_complete), True
        if job is _SHUTDOWN_JOB:
            return self._sslpipe.shutdown(self._finalize), True
        to_send, self._offset = self._sslpipe.feed_appdata(job, self._offset)
        return to_send, self._offset == len(job)

    def _process_write_backlog(self):
        """Work on the jobs, as far as the other side need not be heard."""
        try:
            for _ in range(len(self._jobs)):
                if self._transport is None or self._sslpipe is None:
                    return
                to_send, done = self.__work_on(self._jobs[0])
                for piece in to_send:
                    self._transport.write(piece)
                if not done:
                    # The other side wants a new handshake: it has to be read.
                    assert self._sslpipe.need_ssldata
                    if self._transport._paused:
                        self._transport.resume_reading()
                    return
                self._jobs.popleft()
                self._offset = 0
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            if self._in_handshake:
                # Also tells whoever waits.
                self._on_handshake_complete(problem)
            else:
                self._fatal_error(problem, "Fatal error on SSL transport")

    # The end of the handshake.

    def _check_handshake_timeout(self):
        if self._in_handshake:
            self._fatal_error(ConnectionAbortedError(
                f"SSL handshake is taking longer than {self._ssl_handshake_timeout} seconds: "
                f"aborting the connection"))

    def _on_handshake_complete(self, handshake_exc):
        self._in_handshake = False
        self._handshake_timeout_handle.cancel()
        tls = self._sslpipe.ssl_object
        try:
            if handshake_exc is not None:
                raise handshake_exc
            certificate = tls.getpeercert()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            on_what = " on verifying the certificate" if isinstance(problem, ssl.CertificateError) else ""
            self._fatal_error(problem, "SSL handshake failed" + on_what)
            return
        if self._loop.get_debug():
            taken = self._loop.time() - self._handshake_start_time
            logger.debug("%r: SSL handshake took %.1f ms", self, taken * 1e3)
        self._extra.update(peercert=certificate, cipher=tls.cipher(), compression=tls.compression(), ssl_object=tls)
        if self._call_connection_made:
            self._app_protocol.connection_made(self._app_transport)
        self._wakeup_waiter()
        self._session_established = True
        # Not at once: the pipe is not to be entered twice, and the handshake is still in the queue.
        self._loop.call_soon(self._process_write_backlog)

    # The end.

    def _fatal_error(self, exc, message="Fatal error on transport"):
        # The report is about the transport below, for there may be none above.
        if isinstance(exc, OSError):
            if self._loop.get_debug():
                logger.debug("%r: %s", self, message, exc_info=True)
        elif not isinstance(exc, exceptions.CancelledError):
            self._loop.call_exception_handler({
                "message": message,
                "exception": exc,
                "transport": self._transport,
                "protocol": self,
            })
        if self._transport:
            self._transport._force_close(exc)

    def _finalize(self):
        self._sslpipe = None
        if self._transport is not None:
            self._transport.close()

    def _abort(self):
        try:
            if self._transport is not None:
                self._transport.abort()
        finally:
            self._finalize()
