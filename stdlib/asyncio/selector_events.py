"""BaseSelectorEventLoop: an event loop around a selector.

Each descriptor watched has a pair (reader, writer) of handles as its data in the selector. The sock_*
methods, servers and transports are in private modules; what is found here by tradition is imported.
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
from ._self_pipe import SelfPipe
from ._selector_accept import Accepting
from ._selector_sockets import SocketMethods, _check_ssl_socket
from ._selector_transports import _SelectorTransport, _test_selector_event
from ._selector_datagram import _SelectorDatagramTransport
from ._selector_stream import _SelectorSocketTransport

_READ, _WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE


def __getattr__(name):
    if name == "ssl":
        return base_events.ssl
    if name == "sslproto":
        return base_events.sslproto
    if name in ("collections", "functools"):
        return __import__(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class BaseSelectorEventLoop(SelfPipe, SocketMethods, Accepting, base_events.BaseEventLoop):
    """The loop without what only Unix has; see unix_events."""

    def __init__(self, selector=None):
        super().__init__()
        self._selector = selector = selectors.DefaultSelector() if selector is None else selector
        logger.debug("Using selector: %s", type(selector).__name__)
        self._make_self_pipe()
        # By descriptor, to see that nobody else watches the same.
        self._transports = weakref.WeakValueDictionary()

    # How other threads wake the loop.

    def _make_self_pipe(self):
        self._open_pair()
        self._add_reader(self._ssock.fileno(), self._read_from_self)

    def _close_self_pipe(self):
        self._remove_reader(self._ssock.fileno())
        self._close_pair()

    def _process_self_data(self, data):
        """For subclasses: bytes that have come through the pair."""

    def _read_from_self(self):
        receive = self._ssock.recv
        while True:
            try:
                came = receive(4096)
            except InterruptedError:
                continue
            except BlockingIOError:
                return
            if not came:
                return
            self._process_self_data(came)

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

    def __watched(self, fd):
        """(events, handles) of a descriptor; (0, [None, None]) if it is not watched."""
        try:
            _, _, mask, pair = self._selector.get_key(fd)
        except KeyError:
            return 0, [None, None]
        return mask, list(pair)

    def _watch(self, fd, event, handle):
        """Run the handle whenever fd is ready for the event, in place of one set earlier."""
        self._check_closed()
        mask, pair = self.__watched(fd)
        place = event == _WRITE
        former, pair[place] = pair[place], handle
        (self._selector.modify if mask else self._selector.register)(fd, mask | event, tuple(pair))
        if former is not None:
            former.cancel()

    def _unwatch(self, fd, event):
        """Undo _watch(); tells whether there was anything to undo."""
        if self.is_closed():
            return False
        mask, pair = self.__watched(fd)
        if not mask:
            return False
        place = event == _WRITE
        former, pair[place] = pair[place], None
        if mask & ~event:
            self._selector.modify(fd, mask & ~event, tuple(pair))
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
