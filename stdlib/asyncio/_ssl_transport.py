"""_SSLProtocolTransport: what an application writes to when there is TLS. Found in asyncio.sslproto."""

import warnings

from . import constants
from . import transports

__name__ = "asyncio.sslproto"  # where all of this is found


class _SSLProtocolTransport(transports._FlowControlMixin, transports.Transport):
    """The transport of the application: encrypts, and leaves the rest to the transport below."""

    _sendfile_compatible = constants._SendfileMode.FALLBACK

    def __init__(self, loop, ssl_protocol):
        self._loop = loop
        # Not _protocol: that is the application's.
        self._layer = ssl_protocol
        self._closed = False

    def __del__(self, _warn=warnings.warn):
        if self._closed:
            return
        _warn(f"unclosed transport {self!r}", ResourceWarning, source=self)
        self.close()

    @property
    def __below(self):
        return self._layer._transport

    def get_extra_info(self, name, default=None):
        return self._layer._get_extra_info(name, default)

    def set_protocol(self, protocol):
        self._layer._app_protocol = protocol

    def get_protocol(self):
        return self._layer._app_protocol

    def is_closing(self):
        return self._closed

    def close(self):
        self._closed = True
        self._layer._start_shutdown()

    def abort(self):
        self._closed = True
        self._layer._abort()

    def is_reading(self):
        below = self.__below
        if below is None:
            raise RuntimeError("SSL transport has not been initialized yet")
        return below.is_reading()

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
        if not isinstance(data, (bytes, memoryview, bytearray)):
            raise TypeError(f"data: expecting a bytes-like instance, got {type(data).__name__}")
        if data:
            self._layer._add_job(data)

    def can_write_eof(self):
        # TLS has no connections that are open in one direction.
        return False


__name__ = __spec__.name
