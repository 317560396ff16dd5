"""StreamWriter. Found in asyncio.streams."""

from . import streams as _owner

__name__ = "asyncio.streams"  # where all of this is found


class StreamWriter:
    """The writing side: a transport, and drain() to wait for room in its buffer."""

    def __init__(self, transport, protocol, reader, loop):
        assert reader is None or isinstance(reader, _owner.StreamReader)
        self._transport, self._protocol, self._reader, self._loop = transport, protocol, reader, loop

    def __repr__(self):
        reader = "" if self._reader is None else f" reader={self._reader!r}"
        return f"<{type(self).__name__} transport={self._transport!r}{reader}>"

    @property
    def transport(self):
        """The transport below."""
        return self._transport

    def write(self, data):
        """Send data, as soon as that is possible."""
        self._transport.write(data)

    def writelines(self, data):
        """Send all the pieces, one after the other."""
        self._transport.writelines(data)

    def write_eof(self):
        """End the stream towards the other side once all is written."""
        return self._transport.write_eof()

    def can_write_eof(self):
        """Whether write_eof() is possible here."""
        return self._transport.can_write_eof()

    def close(self):
        """Close the stream; wait_closed() waits for it."""
        return self._transport.close()

    def is_closing(self):
        """Whether the stream is closed or about to be."""
        return self._transport.is_closing()

    async def wait_closed(self):
        """Wait until the stream is closed."""
        await self._protocol._get_close_waiter(self)

    def get_extra_info(self, name, default=None):
        """A fact about the connection; see BaseTransport.get_extra_info()."""
        return self._transport.get_extra_info(name, default)

    async def drain(self):
        """Wait until it is appropriate to write more: after "w.write(data)" write "await w.drain()"."""
        problem = None if self._reader is None else self._reader.exception()
        if problem is not None:
            raise problem
        if self._transport.is_closing():
            # connection_lost() has been scheduled perhaps and not been called: without this, a loop that
            # writes and drains would never hear of it.
            await _owner.sleep(0)
        await self._protocol._drain_helper()


__name__ = __spec__.name
