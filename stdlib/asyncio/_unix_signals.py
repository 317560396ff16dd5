"""Signals in the event loop. Part of the loop in asyncio.unix_events.

The interpreter writes the number of each signal that comes into the loop's pair of sockets, by
signal.set_wakeup_fd(); the loop reads it there and runs the handle.
"""

import errno
import warnings

from . import coroutines
from . import events
from . import unix_events as _owner


class Signals:
    """add_signal_handler() and remove_signal_handler()."""

    def _process_self_data(self, data):
        # Zeros are from other threads.
        for number in data:
            if number:
                self._handle_signal(number)

    def _check_signal(self, sig):
        if not isinstance(sig, int):
            raise TypeError(f"sig must be an int, not {sig!r}")
        if sig not in _owner.signal.valid_signals():
            raise ValueError(f"invalid signal number {sig}")

    def __set_disposition(self, sig, handler):
        """signal.signal(), with a clear error for signals that have no handlers."""
        try:
            _owner.signal.signal(sig, handler)
            if handler is _owner._sighandler_noop:
                # Other system calls go on.
                _owner.signal.siginterrupt(sig, False)
        except OSError as problem:
            if problem.errno == errno.EINVAL:
                raise RuntimeError(f"sig {sig} cannot be caught")
            raise

    def __quiet(self):
        """Without handlers, nothing is to be written any more."""
        if not self._signal_handlers:
            try:
                _owner.signal.set_wakeup_fd(-1)
            except (ValueError, OSError) as problem:
                _owner.logger.info("set_wakeup_fd(-1) failed: %s", problem)

    def add_signal_handler(self, sig, callback, *args):
        """Call callback(*args) in the loop when the signal comes. Only in the main thread."""
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        self._check_signal(sig)
        self._check_closed()
        try:
            # Also sees to it that this is the main thread.
            _owner.signal.set_wakeup_fd(self._csock.fileno())
        except (ValueError, OSError) as problem:
            raise RuntimeError(str(problem))
        self._signal_handlers[sig] = events.Handle(callback, args, self, None)
        try:
            self.__set_disposition(sig, _owner._sighandler_noop)
        except (OSError, RuntimeError):
            del self._signal_handlers[sig]
            self.__quiet()
            raise

    def _handle_signal(self, sig):
        handle = self._signal_handlers.get(sig)
        if handle is None:
            # Removed meanwhile.
            return
        if handle._cancelled:
            self.remove_signal_handler(sig)
        else:
            self._add_callback_signalsafe(handle)

    def remove_signal_handler(self, sig):
        """Undo add_signal_handler(); tells whether there was anything to undo."""
        self._check_signal(sig)
        if sig not in self._signal_handlers:
            return False
        del self._signal_handlers[sig]
        self.__set_disposition(sig, _owner.signal.default_int_handler if sig == _owner.signal.SIGINT else _owner.signal.SIG_DFL)
        self.__quiet()
        return True

    def _drop_signal_handlers(self):
        """Remove all of them, for the loop is closed."""
        handlers = self._signal_handlers
        if not _owner.sys.is_finalizing():
            for number in tuple(handlers):
                self.remove_signal_handler(number)
        elif handlers:
            warnings.warn(f"Closing the loop {self!r} on interpreter shutdown stage, skipping signal handlers "
                          f"removal", ResourceWarning, source=self)
            handlers.clear()
