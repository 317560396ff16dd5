"""Child processes: the transport of one, and the protocols of the pipes to it.

A transport goes through three stages. While its pipes are being connected, calls to the protocol are kept
back; then they are made; when the process has ended and all pipes are disconnected, connection_lost() is the
last. Pipes that are not there count as disconnected, those still being connected do not.
"""

import warnings

from . import protocols
from . import transports
from ._endpoint import settle
from .log import logger

_PIPE = -1
_NAMES = "stdin", "stdout", "stderr"


def __getattr__(name):
    if name in ("collections", "subprocess"):
        return __import__(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class BaseSubprocessTransport(transports.SubprocessTransport):
    """A child process; a subclass has _start(), which makes it and leaves it in _proc."""

    _proc = _pid = _returncode = None
    _closed = _finished = False

    def __init__(self, loop, protocol, args, shell, stdin, stdout, stderr, bufsize, waiter=None, extra=None,
                 **kwargs):
        super().__init__(extra)
        self._loop, self._protocol = loop, protocol
        # Futures of _wait(), None when the process has ended. Calls kept back, None when no longer.
        self._exit_waiters, self._pending_calls = [], []
        # The protocols of the pipes, by the child's descriptor; None while one is being connected.
        self._pipes = {fd: None for fd, given in enumerate((stdin, stdout, stderr)) if given == _PIPE}
        try:
            self._start(args=args, shell=shell, stdin=stdin, stdout=stdout, stderr=stderr, bufsize=bufsize, **kwargs)
        except:
            self.close()
            raise
        process = self._extra["subprocess"] = self._proc
        self._pid = process.pid
        if self.__debugging():
            logger.debug("process %r created: pid %s", args if isinstance(args, (bytes, str)) else args[0], self._pid)
        loop.create_task(self._connect_pipes(waiter))

    def __debugging(self):
        return self._loop.get_debug()

    def _start(self, args, shell, stdin, stdout, stderr, bufsize, **kwargs):
        raise NotImplementedError

    def __repr__(self):
        words = [type(self).__name__]
        if self._closed:
            words.append("closed")
        started, ended = self._pid is not None, self._returncode is not None
        if started:
            words.append(f"pid={self._pid}")
        words.append(f"returncode={self._returncode}" if ended else "running" if started else "not started")
        stdin, stdout, stderr = map(self._pipes.get, range(3))
        both = stdout is not None and stderr is stdout
        for name, pipe in (("stdin", stdin), ("stdout=stderr" if both else "stdout", stdout),
                           ("stderr", None if both else stderr)):
            if pipe is not None:
                words.append(f"{name}={pipe.pipe}")
        return f"<{' '.join(words)}>"

    def __del__(self, _warn=warnings.warn):
        if self._closed:
            return
        _warn(f"unclosed transport {self!r}", ResourceWarning, source=self)
        self.close()

    def get_protocol(self):
        return self._protocol

    def set_protocol(self, protocol):
        self._protocol = protocol

    def is_closing(self):
        return self._closed

    def get_pid(self):
        return self._pid

    def get_returncode(self):
        return self._returncode

    def get_pipe_transport(self, fd):
        protocol = self._pipes.get(fd)
        return None if protocol is None else protocol.pipe

    # Signals.

    def _check_proc(self):
        """The process; an error when it has ended and all is over."""
        process = self._proc
        if process is None:
            raise ProcessLookupError()
        return process

    def send_signal(self, signal):
        self._check_proc().send_signal(signal)

    def terminate(self):
        self._check_proc().terminate()

    def kill(self):
        self._check_proc().kill()

    def close(self):
        """Close the pipes and end the process if it runs."""
        if self._closed:
            return
        self._closed = True
        for protocol in filter(None, self._pipes.values()):
            protocol.pipe.close()
        # A watcher may have the status already and not have told yet: poll() then finds no process.
        if self._proc is None or self._returncode is not None or self._proc.poll() is not None:
            return
        if self.__debugging():
            logger.warning("Close running child process: kill %r", self)
        try:
            self._proc.kill()
        except ProcessLookupError:
            pass
        # Its end will be noticed as any other's.

    # Connecting.

    async def _connect_pipes(self, waiter):
        failure = None
        try:
            process, loop = self._proc, self._loop
            for fd, name in enumerate(_NAMES):
                pipe = getattr(process, name)
                if pipe is None:
                    continue
                connect, kind = ((loop.connect_read_pipe, ReadSubprocessPipeProto) if fd
                                 else (loop.connect_write_pipe, WriteSubprocessPipeProto))
                _, self._pipes[fd] = await connect(lambda: kind(self, fd), pipe)
            # Nothing is said to the protocol before this.
            kept, self._pending_calls = self._pending_calls, None
            self.__tell("connection_made", self)
            for call in kept:
                self._call(*call)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            failure = problem
        settle(waiter, failure)
        # Its traceback holds this frame.
        failure = None

    def _call(self, cb, *data):
        """Call something soon, when the pipes are connected."""
        kept = self._pending_calls
        if kept is not None:
            kept.append((cb, *data))
        else:
            self._loop.call_soon(cb, *data)

    def __tell(self, what, *data):
        """Call a method of the protocol, soon."""
        self._call(getattr(self._protocol, what), *data)

    # Running.

    def _pipe_data_received(self, fd, data):
        self.__tell("pipe_data_received", fd, data)

    def _pipe_connection_lost(self, fd, exc):
        self.__tell("pipe_connection_lost", fd, exc)
        self._try_finish()

    def _process_exited(self, returncode):
        """The watcher has the exit status."""
        assert returncode is not None and self._returncode is None, (returncode, self._returncode)
        if self.__debugging():
            logger.info("%r exited with return code %r", self, returncode)
        process = self._proc
        self._returncode = returncode
        if process.returncode is None:
            # Or poll() would ask the system, which has forgotten it.
            process.returncode = returncode
        self.__tell("process_exited")
        self._try_finish()
        waiters, self._exit_waiters = self._exit_waiters, None
        for each in waiters:
            settle(each, result=returncode)

    async def _wait(self):
        """Wait for the end of the process; gives the exit status."""
        status = self._returncode
        if status is None:
            end = self._loop.create_future()
            self._exit_waiters.append(end)
            status = await end
        return status

    # Ending.

    def _try_finish(self):
        """The last stage, if the process has ended and all pipes are disconnected."""
        if self._finished:
            raise AssertionError("finished already")
        if self._returncode is not None and all(
                protocol is not None and protocol.disconnected for protocol in self._pipes.values()):
            self._finished = True
            self._call(self._call_connection_lost, None)

    def _call_connection_lost(self, exc):
        listener = self._protocol
        try:
            listener.connection_lost(exc)
        finally:
            self._protocol = self._proc = self._loop = None


class WriteSubprocessPipeProto(protocols.BaseProtocol):
    """The protocol of the pipe to the child's standard input: passes everything on to the process's transport."""

    def __init__(self, proc, fd):
        self.proc, self.fd = proc, fd
        self.pipe, self.disconnected = None, False

    def __repr__(self):
        return f"<{type(self).__name__} fd={self.fd} pipe={self.pipe!r}>"

    def connection_made(self, transport):
        self.pipe = transport

    def connection_lost(self, exc):
        process, self.proc, self.disconnected = self.proc, None, True
        process._pipe_connection_lost(self.fd, exc)

    # Flow control is between the user's protocol and the pipe.

    def pause_writing(self):
        self.proc.get_protocol().pause_writing()

    def resume_writing(self):
        self.proc.get_protocol().resume_writing()


class ReadSubprocessPipeProto(WriteSubprocessPipeProto, protocols.Protocol):
    """The protocol of a pipe the child writes to."""

    def data_received(self, data):
        self.proc._pipe_data_received(self.fd, data)
