"""Child processes with streams: create_subprocess_exec(), create_subprocess_shell() and Process.

PIPE, STDOUT and DEVNULL are those of the module subprocess, which is imported when a process is started.
"""

__all__ = "create_subprocess_exec", "create_subprocess_shell"

from . import events
from . import protocols
from . import streams
from . import tasks
from ._endpoint import settle
from .log import logger

PIPE, STDOUT, DEVNULL = -1, -2, -3

# The child's descriptors that are read from here, and what they are called.
_READ_FROM = {1: "stdout", 2: "stderr"}


def __getattr__(name):
    if name in ("subprocess", "warnings"):
        return __import__(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class SubprocessStreamProtocol(streams.FlowControlMixin, protocols.SubprocessProtocol):
    """Connects the pipes of a process with streams."""

    def __init__(self, limit, loop):
        super().__init__(loop)
        self._limit = limit
        self.stdin = self.stdout = self.stderr = self._transport = None
        # The transport is closed when the process has ended and these pipes, to be read from, are closed.
        self._read_pipes = []
        self._ended = False
        self._stdin_end = self._loop.create_future()

    def __repr__(self):
        words = [type(self).__name__]
        words += [f"{name}={getattr(self, name)!r}" for name in ("stdin", *_READ_FROM.values())
                  if getattr(self, name) is not None]
        return f"<{' '.join(words)}>"

    def connection_made(self, transport):
        self._transport = transport
        loop = self._loop
        for fd, name in _READ_FROM.items():
            pipe = transport.get_pipe_transport(fd)
            if pipe is not None:
                reader = streams.StreamReader(loop=loop, limit=self._limit)
                reader.set_transport(pipe)
                setattr(self, name, reader)
                self._read_pipes.append(fd)
        pipe = transport.get_pipe_transport(0)
        if pipe is not None:
            self.stdin = streams.StreamWriter(pipe, self, None, loop)

    def __reader(self, fd):
        """The stream of the child's descriptor, None if there is none."""
        return getattr(self, _READ_FROM.get(fd, ""), None)

    def pipe_data_received(self, fd, data):
        target = self.__reader(fd)
        if target is not None:
            target.feed_data(data)

    def pipe_connection_lost(self, fd, exc):
        if fd == 0:
            if self.stdin is not None:
                self.stdin.close()
            self.connection_lost(exc)
            settle(self._stdin_end, exc)
            return
        target = self.__reader(fd)
        if target is not None and exc is None:
            target.feed_eof()
        elif target is not None:
            target.set_exception(exc)
        if fd in self._read_pipes:
            self._read_pipes.remove(fd)
        self._maybe_close_transport()

    def process_exited(self):
        self._ended = True
        self._maybe_close_transport()

    def _maybe_close_transport(self):
        if not self._read_pipes and self._ended:
            transport, self._transport = self._transport, None
            transport.close()

    def _get_close_waiter(self, stream):
        if stream is self.stdin:
            return self._stdin_end


class Process:
    """A child process; stdin, stdout and stderr are streams, None where there is no pipe."""

    def __init__(self, transport, protocol, loop):
        self._transport, self._protocol, self._loop = transport, protocol, loop
        self.pid = transport.get_pid()
        self.stdin, self.stdout, self.stderr = protocol.stdin, protocol.stdout, protocol.stderr

    def __repr__(self):
        return f"<{type(self).__name__} {self.pid}>"

    @property
    def returncode(self):
        """The exit status, None while the process runs."""
        return self._transport.get_returncode()

    async def wait(self):
        """Wait for the end; gives the exit status."""
        return await self._transport._wait()

    def send_signal(self, signal):
        """Send a signal."""
        self._transport.send_signal(signal)

    def terminate(self):
        """Ask the process to end: SIGTERM."""
        self._transport.terminate()

    def kill(self):
        """End the process: SIGKILL."""
        self._transport.kill()

    def __log(self, text, *args):
        if self._loop.get_debug():
            logger.debug("%r communicate: " + text, self, *args)

    async def _noop(self):
        return None

    async def _feed_stdin(self, input):
        self.stdin.write(input)
        self.__log("feed stdin (%s bytes)", len(input))
        try:
            await self.stdin.drain()
        except (BrokenPipeError, ConnectionResetError) as problem:
            # It may well end before it has read all.
            self.__log("stdin got %r", problem)
        self.__log("close stdin")
        self.stdin.close()

    async def _read_stream(self, fd):
        name = _READ_FROM[fd]
        self.__log(f"read {name}")
        everything = await getattr(self, name).read()
        self.__log(f"close {name}")
        self._transport.get_pipe_transport(fd).close()
        return everything

    async def communicate(self, input=None):
        """Send input, read all output, wait for the end; gives (stdout, stderr), None where there is no pipe."""
        jobs = [
            self._noop() if input is None else self._feed_stdin(input),
            self._noop() if self.stdout is None else self._read_stream(1),
            self._noop() if self.stderr is None else self._read_stream(2),
        ]
        _, stdout, stderr = await tasks.gather(*jobs, loop=self._loop)
        await self.wait()
        return stdout, stderr


async def _create(loop, limit, start, *command, **kwds):
    if loop is None:
        loop = events.get_event_loop()
    else:
        from warnings import warn
        warn("The loop argument is deprecated since Python 3.8 and scheduled for removal in Python 3.10.",
             DeprecationWarning, stacklevel=3)
    transport, protocol = await getattr(loop, start)(
        lambda: SubprocessStreamProtocol(limit=limit, loop=loop), *command, **kwds)
    return Process(transport, protocol, loop)


async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, loop=None,
                                  limit=streams._DEFAULT_LIMIT, **kwds):
    """Run a command line by the shell; gives a Process."""
    return await _create(loop, limit, "subprocess_shell", cmd, stdin=stdin, stdout=stdout, stderr=stderr, **kwds)


async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, loop=None,
                                 limit=streams._DEFAULT_LIMIT, **kwds):
    """Run a program; gives a Process."""
    return await _create(loop, limit, "subprocess_exec", program, *args, stdin=stdin, stdout=stdout,
                         stderr=stderr, **kwds)
