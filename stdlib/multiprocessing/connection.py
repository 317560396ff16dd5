"""Connections that carry objects between processes, and waiting for several of them."""

import io
import itertools
import os
import selectors
import socket
import struct
import tempfile
import time

from multiprocessing import reduction, util
from multiprocessing.context import AuthenticationError, BufferTooShort

__all__ = ['Client', 'Listener', 'Pipe', 'wait']

BUFSIZE = 8192
default_family, families = 'AF_INET', ['AF_INET'] + ['AF_UNIX'] * hasattr(socket, 'AF_UNIX')
_LONGEST = 0x7fffffff
_counter = itertools.count()
_Selector = getattr(selectors, 'PollSelector', selectors.SelectSelector)


class Connection:
    """An end of a pipe or a socket: messages are sent whole, with their length before them."""

    def __init__(self, handle, readable=True, writable=True):
        handle = handle.__index__()
        if handle < 0:
            raise ValueError('invalid handle')
        if not readable and not writable:
            raise ValueError('at least one of `readable` and `writable` must be True')
        self._handle, self._readable, self._writable = handle, readable, writable

    def __del__(self, close=os.close):
        # (At the end of the program the module may have lost its names.)
        if self._handle is not None:
            close(self._handle)

    def _check(self, allowed=True, missing=''):
        if self._handle is None:
            raise OSError('handle is closed')
        if not allowed:
            raise OSError('connection is %s-only' % missing)

    @property
    def closed(self):
        """Has it been closed?"""
        return self._handle is None

    @property
    def readable(self):
        """Can something come?"""
        return self._readable

    @property
    def writable(self):
        """Can something be sent?"""
        return self._writable

    def fileno(self):
        """The descriptor."""
        self._check()
        return self._handle

    def close(self):
        """Close it."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)

    # ---- sending

    def _write(self, data):
        data = memoryview(data)
        while len(data):
            data = data[os.write(self._handle, data):]

    def _send_message(self, data):
        size = len(data)
        head = struct.pack('!i', size) if size <= _LONGEST else struct.pack('!iQ', -1, size)
        if size > 16384:
            self._write(head)
            self._write(data)
        else:
            self._write(head + bytes(data))

    def send_bytes(self, buf, offset=0, size=None):
        """Send bytes as a message."""
        self._check(self._writable, 'read')
        view = memoryview(buf)
        if view.itemsize > 1:
            view = memoryview(bytes(view))
        length = len(view)
        if offset < 0:
            raise ValueError('offset is negative')
        if length < offset:
            raise ValueError('buffer length < offset')
        if size is None:
            size = length - offset
        elif size < 0:
            raise ValueError('size is negative')
        elif offset + size > length:
            raise ValueError('buffer length < offset + size')
        self._send_message(view[offset:offset + size])

    def send(self, obj):
        """Send an object."""
        self._check(self._writable, 'read')
        self._send_message(reduction.ForkingPickler.dumps(obj))

    # ---- receiving

    def _read(self, size):
        out = io.BytesIO()
        while out.tell() < size:
            data = os.read(self._handle, min(size - out.tell(), 1 << 20))
            if not data:
                if not out.tell():
                    raise EOFError
                raise OSError('got end of file during message')
            out.write(data)
        return out

    def _receive_message(self, longest=None):
        size, = struct.unpack('!i', self._read(4).getvalue())
        if size == -1:
            size, = struct.unpack('!Q', self._read(8).getvalue())
        if longest is not None and size > longest:
            return None
        return self._read(size)

    def recv_bytes(self, maxlength=None):
        """A message as bytes."""
        self._check(self._readable, 'write')
        if maxlength is not None and maxlength < 0:
            raise ValueError('negative maxlength')
        message = self._receive_message(maxlength)
        if message is None:
            # What follows cannot be understood any more.
            if self._writable:
                self._readable = False
            else:
                self.close()
            raise OSError('bad message length')
        return message.getvalue()

    def recv_bytes_into(self, buf, offset=0):
        """A message into a buffer; returns its length, or raises BufferTooShort with it."""
        self._check(self._readable, 'write')
        with memoryview(buf) as view:
            size = view.nbytes
            if offset < 0:
                raise ValueError('negative offset')
            if offset > size:
                raise ValueError('offset too large')
            message = self._receive_message().getvalue()
            if size < offset + len(message):
                raise BufferTooShort(message)
            with view.cast('B') as target:
                target[offset:offset + len(message)] = message
            return len(message)

    def recv(self):
        """An object."""
        self._check(self._readable, 'write')
        return reduction.pickle.loads(self._receive_message().getbuffer())

    def poll(self, timeout=0.0):
        """Has something come, or does it within that time?"""
        self._check(self._readable, 'write')
        return bool(wait([self], timeout))

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def rebuild_connection(df, readable, writable):
    """Unpickle a connection."""
    return Connection(df.detach(), readable, writable)


def reduce_connection(conn):
    """A connection can be handed to a process with its descriptor."""
    return rebuild_connection, (reduction.DupFd(conn.fileno()), conn.readable, conn.writable)


reduction.register(Connection, reduce_connection)


def Pipe(duplex=True):
    """Two connections, ends of a pipe; without duplex the first only receives and the second only sends."""
    if duplex:
        ends = socket.socketpair()
        for end in ends:
            end.setblocking(True)
        return tuple(Connection(end.detach()) for end in ends)
    reads, writes = os.pipe()
    return Connection(reads, writable=False), Connection(writes, readable=False)


def wait(object_list, timeout=None):
    """Those of several connections, sockets or sentinels that are ready, waiting at most so long for one."""
    with _Selector() as selector:
        for obj in object_list:
            selector.register(obj, selectors.EVENT_READ)
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            ready = selector.select(timeout)
            if ready:
                return [key.fileobj for key, _ in ready]
            if end is not None:
                timeout = end - time.monotonic()
                if timeout < 0:
                    return []


# ---- listeners and clients

def arbitrary_address(family):
    """An address of a family that is free."""
    if family == 'AF_INET':
        return 'localhost', 0
    if family == 'AF_UNIX':
        return tempfile.mktemp(prefix='listener-', dir=util.get_temp_dir())
    raise ValueError('unrecognized family')


def _validate_family(family):
    """ValueError if there is no such family here."""
    if not hasattr(socket, family):
        raise ValueError('Family %s is not recognized.' % family)


def address_type(address):
    """The family of an address."""
    if type(address) is tuple:
        return 'AF_INET'
    if type(address) is str and address.startswith('\\\\'):
        return 'AF_PIPE'  # of Windows
    if type(address) is str or util.is_abstract_socket_namespace(address):
        return 'AF_UNIX'
    raise ValueError('address type of %r unrecognized' % address)


class Listener:
    """Waits for connections at an address; with authkey, only from who knows it."""

    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        if authkey is not None and not isinstance(authkey, bytes):
            raise TypeError('authkey should be a byte string')
        family = family or (address and address_type(address)) or 'AF_INET'
        _validate_family(family)
        address = address or arbitrary_address(family)
        self._socket = socket.socket(getattr(socket, family))
        try:
            if os.name == 'posix':
                self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._socket.setblocking(True)
            self._socket.bind(address)
            self._socket.listen(backlog)
        except OSError:
            self._socket.close()
            raise
        self._address, self._authkey = self._socket.getsockname(), authkey
        self._last_accepted = None
        self._unlink = (util.Finalize(self, os.unlink, args=(address,), exitpriority=0)
                        if family == 'AF_UNIX' and not util.is_abstract_socket_namespace(address) else None)

    def accept(self):
        """The next connection."""
        if self._socket is None:
            raise OSError('listener is closed')
        sock, self._last_accepted = self._socket.accept()
        sock.setblocking(True)
        connection = Connection(sock.detach())
        if self._authkey:
            deliver_challenge(connection, self._authkey)
            answer_challenge(connection, self._authkey)
        return connection

    def close(self):
        """Wait no longer."""
        sock, self._socket = self._socket, None
        if sock is not None:
            sock.close()
            if self._unlink is not None:
                self._unlink()

    address = property(lambda self: self._address)
    last_accepted = property(lambda self: self._last_accepted)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()


def Client(address, family=None, authkey=None):
    """A connection to a listener."""
    if authkey is not None and not isinstance(authkey, bytes):
        raise TypeError('authkey should be a byte string')
    family = family or address_type(address)
    _validate_family(family)
    with socket.socket(getattr(socket, family)) as sock:
        sock.setblocking(True)
        sock.connect(address)
        connection = Connection(sock.detach())
    if authkey is not None:
        answer_challenge(connection, authkey)
        deliver_challenge(connection, authkey)
    return connection


MESSAGE_LENGTH = 20
CHALLENGE, WELCOME, FAILURE = b'#CHALLENGE#', b'#WELCOME#', b'#FAILURE#'


def _digest(authkey, message):
    import hmac
    if not isinstance(authkey, bytes):
        raise ValueError('Authkey must be bytes, not {0!s}'.format(type(authkey)))
    return hmac.new(authkey, message, 'md5').digest()


def deliver_challenge(connection, authkey):
    """Let the other side show that it knows the key."""
    message = os.urandom(MESSAGE_LENGTH)
    expected = _digest(authkey, message)
    connection.send_bytes(CHALLENGE + message)
    if connection.recv_bytes(256) != expected:
        connection.send_bytes(FAILURE)
        raise AuthenticationError('digest received was wrong')
    connection.send_bytes(WELCOME)


def answer_challenge(connection, authkey):
    """Show that we know the key."""
    message = connection.recv_bytes(256)
    assert message[:len(CHALLENGE)] == CHALLENGE, 'message = %r' % message
    connection.send_bytes(_digest(authkey, message[len(CHALLENGE):]))
    if connection.recv_bytes(256) != WELCOME:
        raise AuthenticationError('digest sent was rejected')
