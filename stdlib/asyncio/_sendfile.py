"""Sending files: loop.sendfile() and loop.sock_sendfile(). Part of BaseEventLoop.

Where the system call does not do, both read blocks in a thread and write them; the loop differs in where to.
"""

from . import base_events
from . import constants
from . import exceptions
from . import protocols
from . import transports

__name__ = "asyncio.base_events"  # where all of this is found

_Mode = constants._SendfileMode


class _SendfileFallbackProtocol(protocols.Protocol):
    """Takes a transport's protocol's place while a file is sent through: knows when the transport has room."""

    def __init__(self, transp):
        if not isinstance(transp, transports._FlowControlMixin):
            raise TypeError("transport should be _FlowControlMixin instance")
        self.below, self.replaced = transp, transp.get_protocol()
        # How the transport was found.
        self.was_reading, self.was_paused = transp.is_reading(), transp._protocol_paused
        # A future while there is no room.
        self.room = None
        if self.was_paused:
            self.pause_writing()
        transp.pause_reading()
        transp.set_protocol(self)

    async def drain(self):
        """Wait until there is room."""
        if self.below.is_closing():
            raise ConnectionError("Connection closed by peer")
        if self.room is not None:
            await self.room

    async def restore(self):
        """Give the transport back."""
        self.below.set_protocol(self.replaced)
        if self.was_reading:
            self.below.resume_reading()
        if self.room is not None:
            # The wait has been cancelled with the task.
            self.room.cancel()
        if self.was_paused:
            self.replaced.resume_writing()

    def pause_writing(self):
        if self.room is None:
            self.room = self.below._loop.create_future()

    def resume_writing(self):
        room, self.room = self.room, None
        if room is not None:
            room.set_result(False)

    def connection_lost(self, exc):
        if self.room is not None:
            # resume_writing() will not come any more.
            self.room.set_exception(ConnectionError("Connection is closed by peer") if exc is None else exc)
        self.replaced.connection_lost(exc)

    def connection_made(self, transport):
        raise RuntimeError("Invalid state: connection should have been established already.")

    def data_received(self, data):
        raise RuntimeError("Invalid state: reading should be paused")

    def eof_received(self):
        raise RuntimeError("Invalid state: reading should be paused")


class Sendfile:
    """sendfile() for transports, sock_sendfile() for sockets."""

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        """Send count bytes (None: all) of a binary file, from offset, through a transport; gives the number.

        Without the system call for it, reads and writes; with fallback false, raises SendfileNotAvailableError.
        The file's position afterwards tells how far it got, an error notwithstanding.
        """
        if transport.is_closing():
            raise RuntimeError("Transport is closing")
        mode = getattr(transport, "_sendfile_compatible", _Mode.UNSUPPORTED)
        if mode is _Mode.UNSUPPORTED:
            raise RuntimeError(f"sendfile is not supported for transport {transport!r}")
        if mode is _Mode.TRY_NATIVE:
            try:
                return await self._sendfile_native(transport, file, offset, count)
            except exceptions.SendfileNotAvailableError:
                if not fallback:
                    raise
        elif not fallback:
            raise RuntimeError(
                f"fallback is disabled and native sendfile is not supported for transport {transport!r}")
        return await self._sendfile_fallback(transport, file, offset, count)

    async def _sendfile_native(self, transp, file, offset, count):
        raise exceptions.SendfileNotAvailableError("sendfile syscall is not supported")

    async def _sendfile_on_socket(self, transp, file, offset, count):
        """_sendfile_native() of loops that have the call: by a transport's socket, all written before sent first."""
        was_reading = transp.is_reading()
        transp.pause_reading()
        await transp._make_empty_waiter()
        try:
            return await self.sock_sendfile(transp._sock, file, offset, count, fallback=False)
        finally:
            transp._reset_empty_waiter()
            if was_reading:
                transp.resume_reading()

    async def _sendfile_fallback(self, transp, file, offset, count):
        stand_in = _SendfileFallbackProtocol(transp)

        async def write(block):
            await stand_in.drain()
            transp.write(block)

        try:
            return await self.__copy(file, offset, count, write)
        finally:
            await stand_in.restore()

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=True):
        """The same for a connected socket."""
        if self._debug and sock.gettimeout() != 0:
            raise ValueError("the socket must be non-blocking")
        self._check_sendfile_params(sock, file, offset, count)
        try:
            return await self._sock_sendfile_native(sock, file, offset, count)
        except exceptions.SendfileNotAvailableError:
            if not fallback:
                raise
        return await self._sock_sendfile_fallback(sock, file, offset, count)

    async def _sock_sendfile_native(self, sock, file, offset, count):
        # A loop that has the system call overrides this.
        raise exceptions.SendfileNotAvailableError(
            f"syscall sendfile is not available for socket {sock!r} and file {file!r} combination")

    async def _sock_sendfile_fallback(self, sock, file, offset, count):
        async def write(block):
            await self.sock_sendall(sock, block)

        return await self.__copy(file, offset, count, write)

    async def __copy(self, file, offset, count, write):
        """Read blocks in a thread and await write(block) for each; gives the number of bytes."""
        if hasattr(file, "seek"):
            file.seek(offset)
        size = constants.SENDFILE_FALLBACK_READBUFFER_SIZE
        buffer = memoryview(bytearray(size if not count else min(count, size)))
        sent = 0
        try:
            while not count or sent < count:
                block = buffer[:count - sent] if count else buffer
                got = await self.run_in_executor(None, file.readinto, block)
                if not got:
                    break
                await write(block[:got])
                sent += got
            return sent
        finally:
            if sent and hasattr(file, "seek"):
                file.seek(offset + sent)

    def _check_sendfile_params(self, sock, file, offset, count):
        if "b" not in getattr(file, "mode", "b"):
            raise ValueError("file should be opened in binary mode")
        if sock.type != base_events.socket.SOCK_STREAM:
            raise ValueError("only SOCK_STREAM type sockets are supported")
        for value, least, text in ((count, 1, "count must be a positive integer (got {!r})"),
                                   (offset, 0, "offset must be a non-negative integer (got {!r})")):
            if value is None and least:
                continue
            if not isinstance(value, int):
                raise TypeError(text.format(value))
            if value < least:
                raise ValueError(text.format(value))


__name__ = __spec__.name
