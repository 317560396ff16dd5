"""Transports over sockets that a selector watches. Found in asyncio.selector_events."""

import collections
import selectors
import socket
import warnings

from . import base_events
from . import constants
from . import protocols
from . import selector_events as _owner
from . import transports
from . import trsock
from ._fatal import announce, check_bytes, report_fatal

_NOT_YET = BlockingIOError, InterruptedError


def _test_selector_event(selector, fd, event):
    """Whether the selector watches fd for the event."""
    try:
        return bool(selector.get_key(fd).events & event)
    except KeyError:
        return False


class _SelectorTransport(transports._FlowControlMixin, transports.Transport):
    """What stream and datagram transports have in common."""

    # Bytes per read.
    max_size = 256 * 1024

    # What has been written and not been sent.
    _buffer_factory = bytearray

    # So that __del__ works when __init__ fails.
    _sock = None

    def __init__(self, loop, sock, protocol, extra=None, server=None):
        super().__init__(extra, loop)
        self._sock = sock
        self._sock_fd = sock.fileno()
        facts = self._extra
        facts["socket"] = trsock.TransportSocket(sock)
        for name, ask in (("sockname", sock.getsockname), ("peername", sock.getpeername)):
            if name == "peername" and name in facts:
                # accept() has told it.
                continue
            try:
                facts[name] = ask()
            except OSError:
                facts[name] = None
        self._buffer = self._buffer_factory()
        # How often something was written after the connection was lost; not zero once it is.
        self._conn_lost = 0
        self._closing = False
        self._protocol_connected = False
        self.set_protocol(protocol)
        self._server = server
        if server is not None:
            server._attach()
        loop._transports[self._sock_fd] = self

    def __repr__(self):
        words = [type(self).__name__]
        if self._sock is None or self._closing:
            words.append("closed" if self._sock is None else "closing")
        words.append(f"fd={self._sock_fd}")
        # A transport that is not closed may outlive the loop.
        if self._loop is not None and not self._loop.is_closed():
            reading, writing = ("polling" if _test_selector_event(self._loop._selector, self._sock_fd, event)
                                else "idle" for event in (selectors.EVENT_READ, selectors.EVENT_WRITE))
            words.append(f"read={reading}")
            words.append(f"write=<{writing}, bufsize={self.get_write_buffer_size()}>")
        return f"<{' '.join(words)}>"

    def __del__(self, _warn=warnings.warn):
        if self._sock is not None:
            _warn(f"unclosed transport {self!r}", ResourceWarning, source=self)
            self._sock.close()

    def set_protocol(self, protocol):
        self._protocol = protocol
        self._protocol_connected = True

    def get_protocol(self):
        return self._protocol

    def get_write_buffer_size(self):
        return len(self._buffer)

    def is_closing(self):
        return self._closing

    def close(self):
        if self._closing:
            return
        self._closing = True
        self._loop._remove_reader(self._sock_fd)
        if not self._buffer:
            self.__lose(None)

    def abort(self):
        self._force_close(None)

    def __lose(self, problem):
        """The connection is over: nothing is read or written any more, and the protocol will hear of it."""
        self._conn_lost += 1
        self._loop._remove_writer(self._sock_fd)
        self._loop.call_soon(self._call_connection_lost, problem)

    def _force_close(self, exc):
        if self._conn_lost:
            return
        self._buffer.clear()
        if not self._closing:
            self._closing = True
            self._loop._remove_reader(self._sock_fd)
        self.__lose(exc)

    def _fatal_error(self, exc, message="Fatal error on transport"):
        report_fatal(self, _owner.logger, OSError, exc, message)
        self._force_close(exc)

    def _call_connection_lost(self, exc):
        try:
            if self._protocol_connected:
                self._protocol.connection_lost(exc)
        finally:
            self._sock.close()
            self._sock = self._protocol = self._loop = None
            server, self._server = self._server, None
            if server is not None:
                server._detach()

    def _add_reader(self, fd, callback, *args):
        # Closed before reading has started?
        if not self._closing:
            self._loop._add_reader(fd, callback, *args)

    def _count_lost_write(self):
        """Something is written though the connection is gone; a protocol that keeps on is told."""
        if self._conn_lost >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
            _owner.logger.warning("socket.send() raised exception.")
        self._conn_lost += 1

    def _attempt(self, message, operation, *args):
        """(True, result) of an operation; (False, None) when it has to be tried again later, or is fatal."""
        try:
            return True, operation(*args)
        except _NOT_YET:
            pass
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self._fatal_error(problem, message)
        return False, None


class _SelectorSocketTransport(_SelectorTransport):
    """A stream."""

    _start_tls_compatible = True
    _sendfile_compatible = constants._SendfileMode.TRY_NATIVE

    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None):
        # Which of the two ways to read, depends on the kind of protocol.
        self._read_ready_cb = None
        super().__init__(loop, sock, protocol, extra, server)
        self._paused = self._eof = False
        # A future while sendfile() waits for the buffer to be sent.
        self._empty_waiter = None
        base_events._set_nodelay(sock)
        announce(loop, self, self._protocol, (self._add_reader, self._sock_fd, self._read_ready), waiter)

    def set_protocol(self, protocol):
        buffered = isinstance(protocol, protocols.BufferedProtocol)
        self._read_ready_cb = self._read_ready__get_buffer if buffered else self._read_ready__data_received
        super().set_protocol(protocol)

    def is_reading(self):
        return not (self._paused or self._closing)

    def pause_reading(self):
        if self.is_reading():
            self._paused = True
            self._loop._remove_reader(self._sock_fd)
            if self._loop.get_debug():
                _owner.logger.debug("%r pauses reading", self)

    def resume_reading(self):
        if self._paused and not self._closing:
            self._paused = False
            self._add_reader(self._sock_fd, self._read_ready)
            if self._loop.get_debug():
                _owner.logger.debug("%r resumes reading", self)

    def _read_ready(self):
        self._read_ready_cb()

    def _read_ready__data_received(self):
        if self._conn_lost:
            return
        came, data = self._attempt("Fatal read error on socket transport", self._sock.recv, self.max_size)
        if came and data:
            self._attempt_call("data_received", data)
        elif came:
            self._read_ready__on_eof()

    def _read_ready__get_buffer(self):
        if self._conn_lost:
            return
        there, buffer = self._attempt_call("get_buffer", -1)
        if not there:
            return
        came, count = self._attempt("Fatal read error on socket transport", self._sock.recv_into, buffer)
        if came and count:
            self._attempt_call("buffer_updated", count)
        elif came:
            self._read_ready__on_eof()

    def _attempt_call(self, method, *args):
        """(True, result) of a method of the protocol; (False, None) if it failed, which is fatal."""
        try:
            result = getattr(self._protocol, method)(*args)
            if method == "get_buffer" and not len(result):
                raise RuntimeError("get_buffer() returned an empty buffer")
            return True, result
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self._fatal_error(problem, f"Fatal error: protocol.{method}() call failed.")
            return False, None

    def _read_ready__on_eof(self):
        if self._loop.get_debug():
            _owner.logger.debug("%r received EOF", self)
        heard, stay_open = self._attempt_call("eof_received")
        if not heard:
            return
        if stay_open:
            # There is nothing to be read any more, but perhaps still to write.
            self._loop._remove_reader(self._sock_fd)
        else:
            self.close()

    def write(self, data):
        check_bytes(data)
        if self._eof:
            raise RuntimeError("Cannot call write() after write_eof()")
        if self._empty_waiter is not None:
            raise RuntimeError("unable to write; sendfile is in progress")
        if not data:
            return
        if self._conn_lost:
            self._count_lost_write()
            return
        if not self._buffer:
            # Mostly all of it can be sent at once.
            try:
                data = data[self._sock.send(data):]
            except _NOT_YET:
                pass
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as problem:
                self._fatal_error(problem, "Fatal write error on socket transport")
                return
            if not data:
                return
            self._loop._add_writer(self._sock_fd, self._write_ready)
        self._buffer += data
        self._maybe_pause_protocol()

    def _write_ready(self):
        assert self._buffer, "Data should not be empty"
        if self._conn_lost:
            return
        try:
            sent = self._sock.send(self._buffer)
        except _NOT_YET:
            return
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self._loop._remove_writer(self._sock_fd)
            self._buffer.clear()
            self._fatal_error(problem, "Fatal write error on socket transport")
            if self._empty_waiter is not None:
                self._empty_waiter.set_exception(problem)
            return
        del self._buffer[:sent]
        # May add to the buffer.
        self._maybe_resume_protocol()
        if not self._buffer:
            self.__all_sent()

    def __all_sent(self):
        self._loop._remove_writer(self._sock_fd)
        if self._empty_waiter is not None:
            self._empty_waiter.set_result(None)
        if self._closing:
            self._call_connection_lost(None)
        elif self._eof:
            self._sock.shutdown(socket.SHUT_WR)

    def write_eof(self):
        if self._closing or self._eof:
            return
        self._eof = True
        if not self._buffer:
            self._sock.shutdown(socket.SHUT_WR)

    def can_write_eof(self):
        return True

    def _call_connection_lost(self, exc):
        super()._call_connection_lost(exc)
        if self._empty_waiter is not None:
            self._empty_waiter.set_exception(ConnectionError("Connection is closed by peer"))

    def _make_empty_waiter(self):
        """A future that is done when all that was written is sent; until it is reset, nothing can be written."""
        if self._empty_waiter is not None:
            raise RuntimeError("Empty waiter is already set")
        self._empty_waiter = waiter = self._loop.create_future()
        if not self._buffer:
            waiter.set_result(None)
        return waiter

    def _reset_empty_waiter(self):
        self._empty_waiter = None


class _SelectorDatagramTransport(_SelectorTransport):
    """Datagrams, in a queue of (data, address)."""

    _buffer_factory = collections.deque

    def __init__(self, loop, sock, protocol, address=None, waiter=None, extra=None):
        super().__init__(loop, sock, protocol, extra)
        # The peer, if there is one; the socket need not be connected.
        self._address = address
        announce(loop, self, self._protocol, (self._add_reader, self._sock_fd, self._read_ready), waiter)

    def get_write_buffer_size(self):
        return sum(map(len, (data for data, _ in self._buffer)))

    def _read_ready(self):
        if self._conn_lost:
            return
        try:
            data, source = self._sock.recvfrom(self.max_size)
        except _NOT_YET:
            return
        except OSError as problem:
            self._protocol.error_received(problem)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self._fatal_error(problem, "Fatal read error on datagram transport")
        else:
            self._protocol.datagram_received(data, source)

    def __send(self, data, target):
        """Send one. False: it has to wait. True: it is sent. None: it is lost, which has been told."""
        try:
            if self._extra["peername"]:
                self._sock.send(data)
            else:
                self._sock.sendto(data, target)
            return True
        except _NOT_YET:
            return False
        except OSError as problem:
            self._protocol.error_received(problem)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self._fatal_error(problem, "Fatal write error on datagram transport")
        return None

    def sendto(self, data, addr=None):
        check_bytes(data)
        if not data:
            return
        if self._address:
            if addr not in (None, self._address):
                raise ValueError(f"Invalid address: must be None or {self._address}")
            addr = self._address
            if self._conn_lost:
                self._count_lost_write()
                return
        if not self._buffer:
            if self.__send(data, addr) is not False:
                return
            self._loop._add_writer(self._sock_fd, self._sendto_ready)
        # The caller may change its buffer.
        self._buffer.append((bytes(data), addr))
        self._maybe_pause_protocol()

    def _sendto_ready(self):
        queue = self._buffer
        while queue:
            item = queue.popleft()
            sent = self.__send(*item)
            if sent is None:
                return
            if not sent:
                queue.appendleft(item)
                break
        # May add to the queue.
        self._maybe_resume_protocol()
        if not queue:
            self._loop._remove_writer(self._sock_fd)
            if self._closing:
                self._call_connection_lost(None)


for _class in (_SelectorTransport, _SelectorSocketTransport, _SelectorDatagramTransport):
    _class.__module__ = "asyncio.selector_events"
del _class
