"""Transports over pipes. Found in asyncio.unix_events.

The pipe is a file object, so that it is clear who closes it; read and written is its descriptor.
"""

import errno
import os
import selectors
import stat
import sys

from . import constants
from . import transports
from . import unix_events as _owner
from ._endpoint import Endpoint, announce, report_fatal
from ._selector_transports import WatchedReading, _test_selector_event

__name__ = "asyncio.unix_events"  # where all of this is found

_NOT_YET = BlockingIOError, InterruptedError


class _PipeEnd(Endpoint):
    """One end of a pipe."""

    __slots__ = ()

    _object_name, _number_name = "_pipe", "_fileno"
    _log_module = _owner

    # Which event of the selector tells that the end is in use.
    _event = None

    def _take(self, loop, pipe, protocol, refusal):
        """Take hold of the pipe; gives its mode."""
        self._extra["pipe"] = pipe
        self._loop, self._protocol = loop, protocol
        self._closing = False
        number = pipe.fileno()
        mode = os.fstat(number).st_mode
        if not any(is_kind(mode) for is_kind in (stat.S_ISFIFO, stat.S_ISSOCK, stat.S_ISCHR)):
            # Not taken: nothing for __del__ to do.
            self._pipe = self._fileno = self._protocol = None
            raise ValueError(refusal)
        self._pipe, self._fileno = pipe, number
        os.set_blocking(number, False)
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

    def _lose(self, problem):
        """The end is done with; the protocol will hear of it."""
        self._closing = True
        self._watch_reading(None)
        self._loop.call_soon(self._call_connection_lost, problem)

    def _call_connection_lost(self, exc):
        self._say_goodbye(exc)


class _UnixReadPipeTransport(WatchedReading, _PipeEnd, transports.ReadTransport):
    """The end to read from."""

    # Bytes per read.
    max_size = 256 * 1024

    _event = selectors.EVENT_READ

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra)
        self._paused = False
        self._take(loop, pipe, protocol, "Pipe transport is for pipes/sockets only.")
        announce(loop, self, protocol, (self._watch_reading, self._read_ready), waiter)

    def _read_ready(self):
        protocol = self._protocol
        try:
            data = os.read(self._fileno, self.max_size)
        except _NOT_YET:
            return
        except OSError as problem:
            self._fatal_error(problem, "Fatal read error on pipe transport")
            return
        if data:
            protocol.data_received(data)
            return
        self._note("was closed by peer", "info")
        self._loop.call_soon(protocol.eof_received)
        self._close(None)

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
        # What has not been written yet; and how often something was written after the pipe was lost.
        self._buffer, self._conn_lost = bytearray(), 0
        mode = self._take(loop, pipe, protocol, "Pipe transport is only for pipes, sockets and character devices")
        # When nobody reads any more, this end becomes readable; not so with devices, nor with pipes on AIX.
        tells = stat.S_ISSOCK(mode) or stat.S_ISFIFO(mode) and not sys.platform.startswith("aix")
        announce(loop, self, protocol, (self._watch_reading, self._read_ready) if tells else None, waiter)

    def _words(self):
        return super()._words() + [f"bufsize={self.get_write_buffer_size()}"]

    def get_write_buffer_size(self):
        return len(self._buffer)

    def _read_ready(self):
        # The other side is closed.
        self._note("was closed by peer", "info")
        self._close(BrokenPipeError() if self._buffer else None)

    def _push(self, data):
        """How much of data the system takes now; None if that failed, which is fatal."""
        try:
            return os.write(self._fileno, data)
        except _NOT_YET:
            return 0
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self._conn_lost += 1
            if self._buffer:
                # Dropped here: closing is not to wait for it.
                self._buffer.clear()
                self._watch_writing(None)
            self._fatal_error(problem, "Fatal write error on pipe transport")
            return None

    def write(self, data):
        assert isinstance(data, (bytes, bytearray, memoryview)), repr(data)
        if not data:
            return
        if self._closing or self._conn_lost:
            self._conn_lost += 1
            if self._conn_lost > constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                _owner.logger.warning("pipe closed by peer or os.write(pipe, data) raised exception.")
            return
        if not self._buffer:
            if isinstance(data, bytearray):
                # The rest of it is to be a view, not a copy.
                data = memoryview(data)
            sent = self._push(data)
            if sent is None or sent == len(data):
                return
            data = memoryview(data)[sent:]
            self._watch_writing(self._write_ready)
        self._buffer += data
        self._maybe_pause_protocol()

    def _write_ready(self):
        assert self._buffer, "Data should not be empty"
        sent = self._push(self._buffer)
        if not sent:
            return
        del self._buffer[:sent]
        if self._buffer:
            return
        self._watch_writing(None)
        # May add to the buffer.
        self._maybe_resume_protocol()
        if self._closing and not self._buffer:
            self._watch_reading(None)
            self._say_goodbye(None)

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
        if not (self._closing or self._pipe is None):
            self.write_eof()

    def abort(self):
        self._close(None)

    def _close(self, exc=None):
        if self._buffer:
            self._buffer.clear()
            self._watch_writing(None)
        self._lose(exc)

    def _fatal_error(self, exc, message="Fatal error on pipe transport"):
        report_fatal(self, _owner.logger, OSError, exc, message)
        self._close(exc)


__name__ = __spec__.name
