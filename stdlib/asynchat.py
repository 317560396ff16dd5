"""Dispatchers for protocols that are talk: what comes ends with a terminator, what goes is queued.

async_chat calls collect_incoming_data() with what comes and
found_terminator() when it is complete; set_terminator() says what comes next
ends with: some bytes, a number of bytes, or nothing.
"""

import asyncore
from collections import deque


class async_chat(asyncore.dispatcher):
    """A connection for such a protocol."""

    ac_in_buffer_size = 65536
    ac_out_buffer_size = 65536
    # Text that is sent is encoded if this is set.
    use_encoding = 0
    encoding = 'latin-1'

    def __init__(self, sock=None, map=None):
        self.ac_in_buffer = b''
        self.incoming = []
        self.producer_fifo = deque()  # bytes, or producers; None ends the connection
        asyncore.dispatcher.__init__(self, sock, map)

    def collect_incoming_data(self, data):
        """Data have come; must be overridden."""
        raise NotImplementedError('must be implemented in subclass')

    def _collect_incoming_data(self, data):
        self.incoming.append(data)

    def _get_data(self):
        data = b''.join(self.incoming)
        self.incoming.clear()
        return data

    def found_terminator(self):
        """What has come is complete; must be overridden."""
        raise NotImplementedError('must be implemented in subclass')

    def set_terminator(self, term):
        """What comes next ends with these bytes, or after so many; None or b'' for no end."""
        if self.use_encoding and isinstance(term, str):
            term = term.encode(self.encoding)
        elif isinstance(term, int) and term < 0:
            raise ValueError('the number of received bytes must be positive')
        self.terminator = term

    def get_terminator(self):
        """That."""
        return self.terminator

    # ---- coming in

    def handle_read(self):
        """Take what has come apart."""
        try:
            data = self.recv(self.ac_in_buffer_size)
        except BlockingIOError:
            return
        except OSError:
            self.handle_error()
            return
        if self.use_encoding and isinstance(data, str):
            data = bytes(data, self.encoding)
        self.ac_in_buffer += data
        # Each time round it may have another terminator.
        while self.ac_in_buffer and self._take(self.get_terminator()):
            pass

    def _pass_on(self, size):
        """Take so many bytes off the buffer for collect_incoming_data()."""
        data, self.ac_in_buffer = self.ac_in_buffer[:size], self.ac_in_buffer[size:]
        if data:
            self.collect_incoming_data(data)

    def _take(self, terminator):
        """Take what the buffer has up to the terminator; False if more must come first."""
        available = len(self.ac_in_buffer)
        if not terminator:
            self._pass_on(available)
        elif isinstance(terminator, int):
            if available < terminator:
                self._pass_on(available)
                self.terminator = terminator - available
            else:
                self.terminator = 0
                self._pass_on(terminator)
                self.found_terminator()
        else:
            where = self.ac_in_buffer.find(terminator)
            if where < 0:
                # Its beginning may stand at the end.
                begun = find_prefix_at_end(self.ac_in_buffer, terminator)
                if begun != available:
                    self._pass_on(available - begun)
                return not begun
            data, self.ac_in_buffer = self.ac_in_buffer[:where], self.ac_in_buffer[where + len(terminator):]
            if data:
                self.collect_incoming_data(data)
            self.found_terminator()
        return True

    # ---- going out

    def handle_write(self):
        """Go on sending."""
        self.initiate_send()

    def handle_close(self):
        """The other side has ended."""
        self.close()

    def push(self, data):
        """Send bytes, now or later."""
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError('data argument must be byte-ish (%r)', type(data))
        step = self.ac_out_buffer_size
        self.producer_fifo.extend([data] if len(data) <= step else
                                  [data[start:start + step] for start in range(0, len(data), step)])
        self.initiate_send()

    def push_with_producer(self, producer):
        """Send what an object's more() returns, until that is empty."""
        self.producer_fifo.append(producer)
        self.initiate_send()

    def readable(self):
        """Always: what comes has room."""
        return 1

    def writable(self):
        """Is there something to send, or is it not connected yet?"""
        return self.producer_fifo or not self.connected

    def close_when_done(self):
        """End the connection when everything has been sent."""
        self.producer_fifo.append(None)

    def initiate_send(self):
        """Send what there is, as far as that goes."""
        queue = self.producer_fifo
        while queue and self.connected:
            first = queue[0]
            if not first:
                # None, or bytes of which nothing is left.
                del queue[0]
                if first is None:
                    self.handle_close()
                    return
                continue
            try:
                data = first[:self.ac_out_buffer_size]
            except TypeError:
                data = first.more()
                if data:
                    queue.appendleft(data)
                else:
                    del queue[0]
                continue
            if isinstance(data, str) and self.use_encoding:
                data = bytes(data, self.encoding)
            try:
                sent = self.send(data)
            except OSError:
                self.handle_error()
                return
            if sent:
                if sent < len(data) or self.ac_out_buffer_size < len(first):
                    queue[0] = first[sent:]
                else:
                    del queue[0]
            # Once is enough: others wait.
            return

    def discard_buffers(self):
        """Forget what has come and what was to be sent."""
        self.ac_in_buffer = b''
        self.incoming.clear()
        self.producer_fifo.clear()


class simple_producer:
    """A producer of some bytes."""

    def __init__(self, data, buffer_size=512):
        self.data = data
        self.buffer_size = buffer_size

    def more(self):
        """The next of them."""
        found, self.data = self.data[:self.buffer_size], self.data[self.buffer_size:]
        return found


def find_prefix_at_end(haystack, needle):
    """How long the beginning of needle is that haystack ends with; not all of it."""
    size = len(needle) - 1
    while size and not haystack.endswith(needle[:size]):
        size -= 1
    return size
