"""The event loop on Unix: a selector loop with signals, Unix-domain sockets, pipes, child processes, sendfile.

Pipes and the watchers of child processes are in private modules and found here as well.
"""

__all__ = ("SelectorEventLoop", "AbstractChildWatcher", "SafeChildWatcher", "FastChildWatcher",
           "MultiLoopChildWatcher", "ThreadedChildWatcher", "DefaultEventLoopPolicy")

import errno
import io
import os
import selectors
import signal
import socket
import stat
import sys
import threading
import warnings

from . import base_events
from . import coroutines
from . import events
from . import exceptions
from . import futures
from . import selector_events
from . import tasks
from .log import logger

if sys.platform == "win32":
    raise ImportError("Signals are not really supported on Windows")

from ._child_watchers import (
    AbstractChildWatcher, BaseChildWatcher, FastChildWatcher, MultiLoopChildWatcher, SafeChildWatcher,
    ThreadedChildWatcher, _compute_returncode)
from ._connect import check_tls_arguments
from ._datagram import _remove_stale_socket
from ._unix_pipes import _UnixReadPipeTransport, _UnixWritePipeTransport


def __getattr__(name):
    if name == "_UnixSubprocessTransport":
        from ._unix_process import _UnixSubprocessTransport
        return _UnixSubprocessTransport
    if name == "base_subprocess":
        from . import base_subprocess
        return base_subprocess
    if name in ("constants", "transports"):
        return getattr(base_events, name)
    if name in ("itertools", "subprocess"):
        return __import__(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _sighandler_noop(signum, frame):
    """The handler of signals that the loop hears of by a descriptor: a system call is interrupted, no more."""


def _check_unix_stream(sock):
    if sock.family != socket.AF_UNIX or sock.type != socket.SOCK_STREAM:
        raise ValueError(f"A UNIX Domain Stream Socket was expected, got {sock!r}")


class _UnixSelectorEventLoop(selector_events.BaseSelectorEventLoop):
    """The event loop."""

    def __init__(self, selector=None):
        super().__init__(selector)
        self._signal_handlers = {}

    def close(self):
        super().close()
        if sys.is_finalizing():
            if self._signal_handlers:
                warnings.warn(f"Closing the loop {self!r} on interpreter shutdown stage, skipping signal handlers "
                              f"removal", ResourceWarning, source=self)
                self._signal_handlers.clear()
            return
        for number in tuple(self._signal_handlers):
            self.remove_signal_handler(number)

    # Signals: the interpreter writes their numbers into the loop's pair of sockets.

    def _process_self_data(self, data):
        # Zeros are from other threads.
        for number in data:
            if number:
                self._handle_signal(number)

    def _check_signal(self, sig):
        if not isinstance(sig, int):
            raise TypeError(f"sig must be an int, not {sig!r}")
        if sig not in signal.valid_signals():
            raise ValueError(f"invalid signal number {sig}")

    def __set_disposition(self, sig, handler):
        """signal.signal(), with a clear error for signals that have no handlers."""
        try:
            signal.signal(sig, handler)
            if handler is _sighandler_noop:
                # Other system calls go on.
                signal.siginterrupt(sig, False)
        except OSError as problem:
            if problem.errno == errno.EINVAL:
                raise RuntimeError(f"sig {sig} cannot be caught")
            raise

    def __quiet(self):
        """Without handlers, nothing is to be written any more."""
        if not self._signal_handlers:
            try:
                signal.set_wakeup_fd(-1)
            except (ValueError, OSError) as problem:
                logger.info("set_wakeup_fd(-1) failed: %s", problem)

    def add_signal_handler(self, sig, callback, *args):
        """Call callback(*args) in the loop when the signal comes. Only in the main thread."""
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        self._check_signal(sig)
        self._check_closed()
        try:
            # Also sees to it that this is the main thread.
            signal.set_wakeup_fd(self._csock.fileno())
        except (ValueError, OSError) as problem:
            raise RuntimeError(str(problem))
        self._signal_handlers[sig] = events.Handle(callback, args, self, None)
        try:
            self.__set_disposition(sig, _sighandler_noop)
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
        self.__set_disposition(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        self.__quiet()
        return True

    # Unix-domain sockets.

    async def create_unix_connection(
            self, protocol_factory, path=None, *, ssl=None, sock=None, server_hostname=None,
            ssl_handshake_timeout=None):
        """Connect to the server at a path; gives (transport, protocol)."""
        assert isinstance(server_hostname, (str, type(None)))
        if ssl and server_hostname is None:
            raise ValueError("you have to pass server_hostname when using ssl")
        if server_hostname is not None and not ssl:
            raise ValueError("server_hostname is only meaningful with ssl")
        check_tls_arguments(ssl, ssl_handshake_timeout)
        if path is None:
            if sock is None:
                raise ValueError("no path and sock were specified")
            _check_unix_stream(sock)
            sock.setblocking(False)
        elif sock is not None:
            raise ValueError("path and sock can not be specified at the same time")
        else:
            path = os.fspath(path)
            sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0)
            try:
                sock.setblocking(False)
                await self.sock_connect(sock, path)
            except:
                sock.close()
                raise
        return await self._create_connection_transport(
            sock, protocol_factory, ssl, server_hostname, ssl_handshake_timeout=ssl_handshake_timeout)

    async def create_unix_server(
            self, protocol_factory, path=None, *, sock=None, backlog=100, ssl=None, ssl_handshake_timeout=None,
            start_serving=True):
        """A server listening at a path, or at a socket that is bound already."""
        if isinstance(ssl, bool):
            raise TypeError("ssl argument must be an SSLContext or None")
        check_tls_arguments(ssl, ssl_handshake_timeout)
        if path is None:
            if sock is None:
                raise ValueError("path was not specified, and no sock specified")
            _check_unix_stream(sock)
        elif sock is not None:
            raise ValueError("path and sock can not be specified at the same time")
        else:
            path = os.fspath(path)
            sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            _remove_stale_socket(path)
            try:
                sock.bind(path)
            except BaseException as problem:
                sock.close()
                if isinstance(problem, OSError) and problem.errno == errno.EADDRINUSE:
                    # The system's text is without the path.
                    raise OSError(errno.EADDRINUSE, f"Address {path!r} is already in use") from None
                raise
        sock.setblocking(False)
        server = base_events.Server(self, [sock], protocol_factory, ssl, backlog, ssl_handshake_timeout)
        if start_serving:
            await server.start_serving()
        return server

    # Pipes and child processes.

    def _make_read_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        return _UnixReadPipeTransport(self, pipe, protocol, waiter, extra)

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        return _UnixWritePipeTransport(self, pipe, protocol, waiter, extra)

    async def _make_subprocess_transport(self, protocol, args, shell, stdin, stdout, stderr, bufsize,
                                         extra=None, **kwargs):
        from ._unix_process import _UnixSubprocessTransport
        with events.get_child_watcher() as watcher:
            if not watcher.is_active():
                # Better now than never to hear of the child's end.
                raise RuntimeError("asyncio.get_child_watcher() is not activated, subprocess support is "
                                   "not installed.")
            waiter = self.create_future()
            made = _UnixSubprocessTransport(self, protocol, args, shell, stdin, stdout, stderr, bufsize,
                                            waiter=waiter, extra=extra, **kwargs)
            watcher.add_child_handler(made.get_pid(), self._child_watcher_callback, made)
            try:
                await waiter
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                made.close()
                await made._wait()
                raise
        return made

    def _child_watcher_callback(self, pid, returncode, transp):
        # Called in whatever thread the watcher uses.
        self.call_soon_threadsafe(transp._process_exited, returncode)

    # sendfile().

    async def _sock_sendfile_native(self, sock, file, offset, count):
        if not hasattr(os, "sendfile"):
            raise exceptions.SendfileNotAvailableError("os.sendfile() is not available")
        try:
            fileno = file.fileno()
            size = os.fstat(fileno).st_size
        except (AttributeError, OSError):
            raise exceptions.SendfileNotAvailableError("not a regular file")
        blocksize = count or size
        if not blocksize:
            return 0
        outcome = self.create_future()
        self._sock_sendfile_native_impl(outcome, None, sock, fileno, offset, count, blocksize, 0)
        return await outcome

    def _sock_sendfile_native_impl(self, fut, registered_fd, sock, fileno, offset, count, blocksize, total_sent):
        """Send as much as goes at once, and come back when the socket is ready; registered_fd, when it is."""
        if registered_fd is not None:
            # Ready again only when it has been asked for: the caller may have been cancelled.
            self.remove_writer(registered_fd)
        settle = None
        if fut.cancelled():
            settle = lambda: None
        else:
            if count:
                blocksize = count - total_sent
            if blocksize <= 0:
                settle = lambda: fut.set_result(total_sent)
        if settle is None:
            try:
                sent = os.sendfile(sock.fileno(), fileno, offset, blocksize)
                offset += sent
                total_sent += sent
                if sent == 0:
                    # The end of the file.
                    settle = lambda: fut.set_result(total_sent)
            except (BlockingIOError, InterruptedError):
                pass
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as problem:
                error = self.__sendfile_error(problem, registered_fd is None, total_sent)
                settle = lambda: fut.set_exception(error)
        if settle is not None:
            self._sock_sendfile_update_filepos(fileno, offset, total_sent)
            settle()
            return
        fd = sock.fileno()
        if registered_fd is None:
            self._sock_add_cancellation_callback(fut, sock)
        self.add_writer(fd, self._sock_sendfile_native_impl, fut, fd, sock, fileno, offset, count, blocksize,
                        total_sent)

    @staticmethod
    def __sendfile_error(problem, first, total_sent):
        """What is raised for an error of os.sendfile()."""
        if not isinstance(problem, OSError):
            return problem
        if problem.errno == errno.ENOTCONN and not first and type(problem) is not ConnectionError:
            # Lost on the way: the same error as from send().
            lost = ConnectionError("socket is not connected", errno.ENOTCONN)
            lost.__cause__ = problem
            problem = lost
        if total_sent:
            return problem
        # Nothing has been sent: read and write can still do it, or will fail too, more clearly.
        return exceptions.SendfileNotAvailableError("os.sendfile call failed")

    def _sock_sendfile_update_filepos(self, fileno, offset, total_sent):
        if total_sent:
            os.lseek(fileno, offset, os.SEEK_SET)

    def _sock_add_cancellation_callback(self, fut, sock):
        def forget(fut):
            fd = sock.fileno()
            if fut.cancelled() and fd != -1:
                self.remove_writer(fd)

        fut.add_done_callback(forget)


class _UnixDefaultEventLoopPolicy(events.BaseDefaultEventLoopPolicy):
    """The default policy on Unix: adds a watcher of child processes."""

    _loop_factory = _UnixSelectorEventLoop

    def __init__(self):
        super().__init__()
        self._watcher = None

    def __attach(self, watcher, loop):
        # Some watchers need the loop of the main thread: signals are handled there.
        if watcher is not None and isinstance(threading.current_thread(), threading._MainThread):
            watcher.attach_loop(loop)

    def _init_watcher(self):
        with events._lock:
            if self._watcher is None:
                self._watcher = ThreadedChildWatcher()
                self.__attach(self._watcher, self._local._loop)

    def set_event_loop(self, loop):
        super().set_event_loop(loop)
        self.__attach(self._watcher, loop)

    def get_child_watcher(self):
        """The watcher; a ThreadedChildWatcher if none has been set."""
        if self._watcher is None:
            self._init_watcher()
        return self._watcher

    def set_child_watcher(self, watcher):
        assert isinstance(watcher, (AbstractChildWatcher, type(None)))
        former, self._watcher = self._watcher, watcher
        if former is not None:
            former.close()


SelectorEventLoop = _UnixSelectorEventLoop
DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
