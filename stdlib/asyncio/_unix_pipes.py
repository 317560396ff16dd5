"""Transports over pipes. Found in asyncio.unix_events.

The pipe is a file object, so that it is clear who closes it; read and written is its descriptor.
"""

import errno
import os
import selectors
import stat
import sys
import warnings

from . import constants
from . import transports
from . import unix_events as _owner
from ._fatal import announce, report_fatal
from ._selector_transports import _test_selector_event

_NOT_YET = BlockingIOError, InterruptedError


class _PipeEnd:
    """What both kinds have in common: one end of a pipe, until it is closed."""

    __slots__ = ()

    # So that __del__ works when __init__ fails.
    _pipe = None

    # Which event of the selector tells that the end is in use.
    _event = None

    def _take(self, loop, pipe, protocol, refusal):
        """Take hold of the pipe; gives its mode."""
        self._extra["pipe"] = pipe
        self._loop = loop
        self._pipe = pipe
        self._fileno = pipe.fileno()
        self._protocol = protocol
        self._closing = False
        mode = os.fstat(self._fileno).st_mode
        if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or stat.S_ISCHR(mode)):
            # Nothing for __del__ to do.
            self._pipe = self._fileno = self._protocol = None
            raise ValueError(refusal)
        os.set_blocking(self._fileno, False)
        return mode

    def _words(self):
        """Details for the representation of an open end."""
        return ["polling" if _test_selector_event(self._loop._selector, self._fileno, self._event) else "idle"]

    def __repr__(self):
        words = [type(self).__name__]
        if self._pipe is None:
            words += ["closed", f"fd={self._fileno}", "closed"]
        else:
            if self._closing:
                words.append("closing")
            words.append(f"fd={self._fileno}")
            words += self._words() if getattr(self._loop, "_selector", None) is not None else ["open"]
        return f"<{' '.join(words)}>"

    def __del__(self, _warn=warnings.warn):
        if self._pipe is not None:
            _warn(f"unclosed transport {self!r}", ResourceWarning, source=self)
            self._pipe.close()

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    def _lose(self, exc):
        """The end is done with; the protocol will hear of it."""
        self._closing = True
        self._loop._remove_reader(self._fileno)
        self._loop.call_soon(self._call_connection_lost, exc)

    def _call_connection_lost(self, exc):
        try:
            self._protocol.connection_lost(exc)
        finally:
            self._pipe.close()
            self._pipe = self._protocol = self._loop = None

    def _log_closed_by_peer(self):
        if self._loop.get_debug():
            _owner.logger.info("%r was closed by peer", self)


class _UnixReadPipeTransport(_PipeEnd, transports.ReadTransport):
    """The end to read from."""

    # Bytes per read.
    max_size = 256 * 1024

    _event = selectors.EVENT_READ

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra)
        self._paused = False
        self._take(loop, pipe, protocol, "Pipe transport is for pipes/sockets only.")
        announce(loop, self, protocol, (loop._add_reader, self._fileno, self._read_ready), waiter)

    def _read_ready(self):
        try:
            data = os.read(self._fileno, self.max_size)
        except _NOT_YET:
            return
        except OSError as problem:
            self._fatal_error(problem, "Fatal read error on pipe transport")
            return
        if data:
            self._protocol.data_received(data)
            return
        self._log_closed_by_peer()
        self._loop.call_soon(self._protocol.eof_received)
        self._close(None)

    def pause_reading(self):
        if not (self._closing or self._paused):
            self._paused = True
            self._loop._remove_reader(self._fileno)
            self.__log("pauses")

    def resume_reading(self):
        if self._paused and not self._closing:
            self._paused = False
            self._loop._add_reader(self._fileno, self._read_ready)
            self.__log("resumes")

    def __log(self, what):
        if self._loop.get_debug():
            _owner.logger.debug(f"%r {what} reading", self)

    def close(self):
        if not self._closing:
            self._close(None)

    def _close(self, exc):
        self._lose(exc)

    def _fatal_error(self, exc, message="Fatal error on pipe transport"):
        # A terminal gives EIO when its other side is gone: nothing to be loud about.
        expected = OSError if getattr(exc, "errno", None) == errno.EIO else ()
        report_fatal(self, _owner.logger, expected, exc, message)
        self._close(exc)


class _UnixWritePipeTransport(_PipeEnd, transports._FlowControlMixin, transports.WriteTransport):
    """The end to write to."""

    _event = selectors.EVENT_WRITE

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra, loop)
        self._buffer = bytearray()
        # How often something was written after the pipe was lost.
        self._conn_lost = 0
        mode = self._take(loop, pipe, protocol, "Pipe transport is only for pipes, sockets and character devices")
        # When nobody reads any more, this end becomes readable; not so with devices, nor with pipes on AIX.
        if stat.S_ISSOCK(mode) or stat.S_ISFIFO(mode) and not sys.platform.startswith("aix"):
            start = loop._add_reader, self._fileno, self._read_ready
        else:
            start = (bool,)
        announce(loop, self, protocol, start, waiter)

    def _words(self):
        return super()._words() + [f"bufsize={self.get_write_buffer_size()}"]

    def get_write_buffer_size(self):
        return len(self._buffer)

    def _read_ready(self):
        # The other side is closed.
        self._log_closed_by_peer()
        self._close(BrokenPipeError() if self._buffer else None)

    def write(self, data):
        assert isinstance(data, (bytes, bytearray, memoryview)), repr(data)
        if not data:
            return
        if self._conn_lost or self._closing:
            if self._conn_lost >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                _owner.logger.warning("pipe closed by peer or os.write(pipe, data) raised exception.")
            self._conn_lost += 1
            return
        if not self._buffer:
            # A bytearray must not be locked by a slice of it for longer than this.
            data = memoryview(data) if isinstance(data, bytearray) else data
            try:
                sent = os.write(self._fileno, data)
            except _NOT_YET:
                sent = 0
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as problem:
                self._conn_lost += 1
                self._fatal_error(problem, "Fatal write error on pipe transport")
                return
            if sent == len(data):
                return
            data = memoryview(data)[sent:]
            self._loop._add_writer(self._fileno, self._write_ready)
        self._buffer += data
        self._maybe_pause_protocol()

    def _write_ready(self):
        assert self._buffer, "Data should not be empty"
        try:
            sent = os.write(self._fileno, self._buffer)
        except _NOT_YET:
            return
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self._conn_lost += 1
            # Dropped here: closing is not to wait for it.
            self._buffer.clear()
            self._loop._remove_writer(self._fileno)
            self._fatal_error(problem, "Fatal write error on pipe transport")
            return
        del self._buffer[:sent]
        if not self._buffer:
            self._loop._remove_writer(self._fileno)
            # May add to the buffer.
            self._maybe_resume_protocol()
            if self._closing and not self._buffer:
                self._loop._remove_reader(self._fileno)
                self._call_connection_lost(None)

    def can_write_eof(self):
        return True

    def write_eof(self):
        """The end of a pipe is its closing."""
        if self._closing:
            return
        assert self._pipe
        self._closing = True
        if not self._buffer:
            self._lose(None)

    def close(self):
        if self._pipe is not None and not self._closing:
            self.write_eof()

    def abort(self):
        self._close(None)

    def _close(self, exc=None):
        if self._buffer:
            self._loop._remove_writer(self._fileno)
            self._buffer.clear()
        self._lose(exc)

    def _fatal_error(self, exc, message="Fatal error on pipe transport"):
        report_fatal(self, _owner.logger, OSError, exc, message)
        self._close(exc)


for _class in (_UnixReadPipeTransport, _UnixWritePipeTransport):
    _class.__module__ = "asyncio.unix_events"
del _class
