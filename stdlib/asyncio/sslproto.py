"""TLS as a protocol between the socket's transport and the application's protocol."""
import collections
import warnings

try:
    import ssl
except ImportError:
    ssl = None

from . import base_events
from . import constants
from . import protocols
from . import transports
from .log import logger


def _create_transport_context(server_side, server_hostname):
    if server_side:
        raise ValueError('Server side SSL needs a valid SSLContext')
    context = ssl.create_default_context()
    if not server_hostname:
        context.check_hostname = False
    return context


# States of a pipe.
_UNWRAPPED = 'UNWRAPPED'
_DO_HANDSHAKE = 'DO_HANDSHAKE'
_WRAPPED = 'WRAPPED'
_SHUTDOWN = 'SHUTDOWN'


class _SSLPipe:
    """TLS without I/O: takes bytes of one side, gives those for the other.

    ssldata is what goes over the wire, appdata what the application sees.
    """

    max_size = 256 * 1024

    def __init__(self, context, server_side, server_hostname=None):
        self._context = context
        self._server_side = server_side
        self._server_hostname = server_hostname
        self._state = _UNWRAPPED
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._sslobj = None
        self._need_ssldata = False
        self._handshake_cb = None
        self._shutdown_cb = None

    context = property(lambda self: self._context)
    ssl_object = property(lambda self: self._sslobj)
    # Whether it cannot go on without more of the wire's data.
    need_ssldata = property(lambda self: self._need_ssldata)
    wrapped = property(lambda self: self._state == _WRAPPED)

    def do_handshake(self, callback=None):
        """Begin; gives ssldata. callback(error or None) is called at the end."""
        if self._state != _UNWRAPPED:
            raise RuntimeError('handshake in progress or completed')
        self._sslobj = self._context.wrap_bio(
            self._incoming, self._outgoing, server_side=self._server_side,
            server_hostname=self._server_hostname)
        self._state = _DO_HANDSHAKE
        self._handshake_cb = callback
        ssldata, appdata = self.feed_ssldata(b'', only_handshake=True)
        assert not appdata
        return ssldata

    def shutdown(self, callback=None):
        """Begin to end TLS; gives ssldata. callback() is called at the end."""
        if self._state == _UNWRAPPED:
            raise RuntimeError('no security layer present')
        if self._state == _SHUTDOWN:
            raise RuntimeError('shutdown in progress')
        assert self._state in (_WRAPPED, _DO_HANDSHAKE)
        self._state = _SHUTDOWN
        self._shutdown_cb = callback
        ssldata, appdata = self.feed_ssldata(b'')
        assert appdata in ([], [b''])
        return ssldata

    def feed_eof(self):
        self._incoming.write_eof()
        _, appdata = self.feed_ssldata(b'')
        assert appdata in ([], [b''])

    def _note_error(self, error, number):
        # Errors that only say "not now" are no errors.
        if number not in (ssl.SSL_ERROR_WANT_READ, ssl.SSL_ERROR_WANT_WRITE,
                          ssl.SSL_ERROR_SYSCALL):
            return False
        self._need_ssldata = number == ssl.SSL_ERROR_WANT_READ
        return True

    def _drain_outgoing(self, ssldata):
        if self._outgoing.pending:
            ssldata.append(self._outgoing.read())

    def feed_ssldata(self, data, only_handshake=False):
        """Data of the wire; gives (ssldata, appdata), lists of blocks.

        An empty block in appdata is the end that the other side declared.
        """
        if self._state == _UNWRAPPED:
            return [], [data] if data else []
        self._need_ssldata = False
        if data:
            self._incoming.write(data)
        ssldata, appdata = [], []
        try:
            if self._state == _DO_HANDSHAKE:
                self._sslobj.do_handshake()
                self._state = _WRAPPED
                if self._handshake_cb:
                    self._handshake_cb(None)
                if only_handshake:
                    return ssldata, appdata
            if self._state == _WRAPPED:
                block = True
                while block:
                    block = self._sslobj.read(self.max_size)
                    appdata.append(block)
            elif self._state == _SHUTDOWN:
                self._sslobj.unwrap()
                self._sslobj = None
                self._state = _UNWRAPPED
                if self._shutdown_cb:
                    self._shutdown_cb()
            elif self._state == _UNWRAPPED:
                # What came after the end of TLS is plain data.
                appdata.append(self._incoming.read())
        except (ssl.SSLError, ssl.CertificateError) as error:
            if not self._note_error(error, getattr(error, 'errno', None)):
                if self._state == _DO_HANDSHAKE and self._handshake_cb:
                    self._handshake_cb(error)
                raise
        self._drain_outgoing(ssldata)
        return ssldata, appdata

    def feed_appdata(self, data, offset=0):
        """Data of the application from offset on; gives (ssldata, new offset)."""
        assert 0 <= offset <= len(data)
        if self._state == _UNWRAPPED:
            return [data[offset:]] if offset < len(data) else [], len(data)
        ssldata = []
        view = memoryview(data)
        while True:
            self._need_ssldata = False
            try:
                if offset < len(view):
                    offset += self._sslobj.write(view[offset:])
            except ssl.SSLError as error:
                if error.reason == 'PROTOCOL_IS_SHUTDOWN':
                    # The other side declared the end; some OpenSSL versions
                    # call that an error and not "want read".
                    error.errno = ssl.SSL_ERROR_WANT_READ
                if not self._note_error(error, error.errno):
                    raise
            self._drain_outgoing(ssldata)
            if self._need_ssldata or offset == len(view):
                return ssldata, offset


class _SSLProtocolTransport(transports._FlowControlMixin, transports.Transport):
    """The transport that the application's protocol sees."""

    _sendfile_compatible = constants._SendfileMode.FALLBACK

    def __init__(self, loop, ssl_protocol):
        # Flow control is that of the transport below, so not super()'s.
        self._loop = loop
        self._ssl_protocol = ssl_protocol
        self._closed = False

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

    def __del__(self, _warn=warnings.warn):
        if not self._closed:
            _warn(f"unclosed transport {self!r}", ResourceWarning, source=self)
            self.close()

    def is_reading(self):
        below = self._ssl_protocol._transport
        if below is None:
            raise RuntimeError('SSL transport has not been initialized yet')
        return below.is_reading()

    def pause_reading(self):
        self._ssl_protocol._transport.pause_reading()

    def resume_reading(self):
        self._ssl_protocol._transport.resume_reading()

    def set_write_buffer_limits(self, high=None, low=None):
        self._ssl_protocol._transport.set_write_buffer_limits(high, low)

    def get_write_buffer_size(self):
        return self._ssl_protocol._transport.get_write_buffer_size()

    @property
    def _protocol_paused(self):
        return self._ssl_protocol._transport._protocol_paused

    def write(self, data):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"data: expecting a bytes-like instance, "
                            f"got {type(data).__name__}")
        if data:
            self._ssl_protocol._write_appdata(data)

    def can_write_eof(self):
        return False

    def abort(self):
        self._closed = True
        self._ssl_protocol._abort()


class SSLProtocol(protocols.Protocol):
    """The protocol that the socket's transport sees.

    What is to be sent waits in _write_backlog, as pairs (data, offset). Empty
    data stands for an order: (b'', 1) to shake hands, (b'', 0) to shut down.
    """

    def __init__(self, loop, app_protocol, sslcontext, waiter,
                 server_side=False, server_hostname=None,
                 call_connection_made=True, ssl_handshake_timeout=None):
        if ssl is None:
            raise RuntimeError('stdlib ssl module not available')
        if ssl_handshake_timeout is None:
            ssl_handshake_timeout = constants.SSL_HANDSHAKE_TIMEOUT
        elif ssl_handshake_timeout <= 0:
            raise ValueError(f"ssl_handshake_timeout should be a positive number, "
                             f"got {ssl_handshake_timeout}")
        if not sslcontext:
            sslcontext = _create_transport_context(server_side, server_hostname)
        self._server_side = server_side
        self._server_hostname = None if server_side else server_hostname
        self._sslcontext = sslcontext
        self._extra = {'sslcontext': sslcontext}
        self._write_backlog = collections.deque()
        self._write_buffer_size = 0
        self._waiter = waiter
        self._loop = loop
        self._set_app_protocol(app_protocol)
        self._app_transport = _SSLProtocolTransport(loop, self)
        self._sslpipe = None
        self._session_established = False
        self._in_handshake = False
        self._in_shutdown = False
        self._transport = None
        self._call_connection_made = call_connection_made
        self._ssl_handshake_timeout = ssl_handshake_timeout

    def _set_app_protocol(self, app_protocol):
        self._app_protocol = app_protocol
        self._app_protocol_is_buffer = isinstance(
            app_protocol, protocols.BufferedProtocol)

    def _wakeup_waiter(self, exc=None):
        waiter, self._waiter = self._waiter, None
        if waiter is None or waiter.cancelled():
            return
        if exc is None:
            waiter.set_result(None)
        else:
            waiter.set_exception(exc)

    def connection_made(self, transport):
        self._transport = transport
        self._sslpipe = _SSLPipe(
            self._sslcontext, self._server_side, self._server_hostname)
        self._start_handshake()

    def connection_lost(self, exc):
        if self._session_established:
            self._session_established = False
            self._loop.call_soon(self._app_protocol.connection_lost, exc)
        elif self._app_transport is not None:
            # The application never got it, so nobody else would close it.
            self._app_transport._closed = True
        self._transport = self._app_transport = None
        self._stop_handshake_timer()
        self._wakeup_waiter(exc)
        self._app_protocol = self._sslpipe = None

    def pause_writing(self):
        self._app_protocol.pause_writing()

    def resume_writing(self):
        self._app_protocol.resume_writing()

    def data_received(self, data):
        if self._sslpipe is None:
            return  # being closed
        try:
            ssldata, appdata = self._sslpipe.feed_ssldata(data)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._fatal_error(error, 'SSL error in data received')
            return
        for block in ssldata:
            self._transport.write(block)
        for block in appdata:
            if not block:
                self._start_shutdown()
                break
            try:
                if self._app_protocol_is_buffer:
                    protocols._feed_data_to_buffered_proto(self._app_protocol, block)
                else:
                    self._app_protocol.data_received(block)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as error:
                self._fatal_error(
                    error, 'application protocol failed to receive SSL data')
                return

    def eof_received(self):
        try:
            if self._loop.get_debug():
                logger.debug("%r received EOF", self)
            self._wakeup_waiter(ConnectionResetError)
            if not self._in_handshake and self._app_protocol.eof_received():
                logger.warning('returning true from eof_received() '
                               'has no effect when using ssl')
        finally:
            self._transport.close()

    def _get_extra_info(self, name, default=None):
        if name in self._extra:
            return self._extra[name]
        if self._transport is None:
            return default
        return self._transport.get_extra_info(name, default)

    def _start_shutdown(self):
        if self._in_shutdown:
            return
        if self._in_handshake:
            self._abort()
        else:
            self._in_shutdown = True
            self._write_appdata(b'')

    def _write_appdata(self, data):
        self._write_backlog.append((data, 0))
        self._write_buffer_size += len(data)
        self._process_write_backlog()

    def _start_handshake(self):
        self._handshake_start_time = None
        if self._loop.get_debug():
            logger.debug("%r starts SSL handshake", self)
            self._handshake_start_time = self._loop.time()
        self._in_handshake = True
        self._write_backlog.append((b'', 1))
        self._handshake_timeout_handle = self._loop.call_later(
            self._ssl_handshake_timeout, self._check_handshake_timeout)
        self._process_write_backlog()

    def _stop_handshake_timer(self):
        timer = getattr(self, '_handshake_timeout_handle', None)
        if timer:
            timer.cancel()

    def _check_handshake_timeout(self):
        if self._in_handshake:
            self._fatal_error(ConnectionAbortedError(
                f"SSL handshake is taking longer than "
                f"{self._ssl_handshake_timeout} seconds: "
                f"aborting the connection"))

    def _on_handshake_complete(self, handshake_exc):
        self._in_handshake = False
        self._stop_handshake_timer()
        sslobj = self._sslpipe.ssl_object
        try:
            if handshake_exc is not None:
                raise handshake_exc
            certificate = sslobj.getpeercert()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            text = 'SSL handshake failed'
            if isinstance(error, ssl.CertificateError):
                text += ' on verifying the certificate'
            self._fatal_error(error, text)
            return
        if self._loop.get_debug():
            took = self._loop.time() - self._handshake_start_time
            logger.debug("%r: SSL handshake took %.1f ms", self, took * 1e3)
        self._extra.update(peercert=certificate, cipher=sslobj.cipher(),
                           compression=sslobj.compression(), ssl_object=sslobj)
        if self._call_connection_made:
            self._app_protocol.connection_made(self._app_transport)
        self._wakeup_waiter()
        self._session_established = True
        # Not right now: the pipe is in the midst of feed_ssldata().
        self._loop.call_soon(self._process_write_backlog)

    def _process_write_backlog(self):
        if self._transport is None or self._sslpipe is None:
            return
        backlog = self._write_backlog
        try:
            for _ in range(len(backlog)):
                data, offset = backlog[0]
                if data:
                    ssldata, offset = self._sslpipe.feed_appdata(data, offset)
                elif offset:
                    ssldata = self._sslpipe.do_handshake(self._on_handshake_complete)
                else:
                    ssldata = self._sslpipe.shutdown(self._finalize)
                    offset = 1
                for block in ssldata:
                    self._transport.write(block)
                if offset < len(data):
                    backlog[0] = (data, offset)
                    # It waits for the other side, so that must be read.
                    assert self._sslpipe.need_ssldata
                    if self._transport._paused:
                        self._transport.resume_reading()
                    break
                del backlog[0]
                self._write_buffer_size -= len(data)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if self._in_handshake:
                self._on_handshake_complete(error)
            else:
                self._fatal_error(error, 'Fatal error on SSL transport')

    def _fatal_error(self, exc, message='Fatal error on transport'):
        if not isinstance(exc, OSError):
            self._loop.call_exception_handler({
                'message': message,
                'exception': exc,
                'transport': self._transport,
                'protocol': self,
            })
        elif self._loop.get_debug():
            logger.debug("%r: %s", self, message, exc_info=True)
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
