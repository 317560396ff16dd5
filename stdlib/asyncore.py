"""Many sockets in one thread: a loop asks which are ready and calls methods of their dispatchers.

    class Echo(asyncore.dispatcher_with_send):
        def handle_read(self):
            self.send(self.recv(8192))

    asyncore.loop()

Dispatchers are in a map by descriptor, usually socket_map.  asyncio does this
better; this module is for programs that are there already.
"""

import os
import select
import socket
import sys
import time
import warnings
from errno import (EAGAIN, EALREADY, EBADF, ECONNABORTED, ECONNRESET, EINPROGRESS, EINVAL, EISCONN, ENOTCONN, EPIPE,
                   ESHUTDOWN, EWOULDBLOCK, errorcode)

_DISCONNECTED = frozenset({ECONNRESET, ENOTCONN, ESHUTDOWN, ECONNABORTED, EPIPE, EBADF})

try:
    socket_map
except NameError:  # keep it if the module is loaded again
    socket_map = {}


def _strerror(err):
    try:
        return os.strerror(err)
    except (ValueError, OverflowError, NameError):
        return errorcode[err] if err in errorcode else 'Unknown error %s' % err


class ExitNow(Exception):
    """Ends the loop, from any method of a dispatcher."""


_reraised_exceptions = (ExitNow, KeyboardInterrupt, SystemExit)


# ---- telling dispatchers

def _tell(obj, method):
    """Call a method; what goes wrong is for handle_error()."""
    try:
        getattr(obj, method)()
    except _reraised_exceptions:
        raise
    except:
        obj.handle_error()


def read(obj):
    """It can be read from."""
    _tell(obj, 'handle_read_event')


def write(obj):
    """It can be written to."""
    _tell(obj, 'handle_write_event')


def _exception(obj):
    """Something unusual has come."""
    _tell(obj, 'handle_expt_event')


_EVENTS = ((select.POLLIN, 'handle_read_event'), (select.POLLOUT, 'handle_write_event'),
           (select.POLLPRI, 'handle_expt_event'),
           (select.POLLHUP | select.POLLERR | select.POLLNVAL, 'handle_close'))


def readwrite(obj, flags):
    """Tell of what poll() has found."""
    try:
        for mask, method in _EVENTS:
            if flags & mask:
                getattr(obj, method)()
    except OSError as problem:
        if problem.errno in _DISCONNECTED:
            obj.handle_close()
        else:
            obj.handle_error()
    except _reraised_exceptions:
        raise
    except:
        obj.handle_error()


# ---- the loop

def poll(timeout=0.0, map=None):
    """Wait for something to be ready, with select()."""
    map = socket_map if map is None else map
    if not map:
        return
    readers, writers, unusual = [], [], []
    for number, obj in list(map.items()):
        wants_read, wants_write = obj.readable(), obj.writable()
        if wants_read:
            readers.append(number)
        # One that accepts has nothing to write.
        if wants_write and not obj.accepting:
            writers.append(number)
        if wants_read or wants_write:
            unusual.append(number)
    if not (readers or writers or unusual):
        time.sleep(timeout)
        return
    ready = select.select(readers, writers, unusual, timeout)
    for numbers, tell in zip(ready, (read, write, _exception)):
        for number in numbers:
            obj = map.get(number)
            if obj is not None:
                tell(obj)


def poll2(timeout=0.0, map=None):
    """The same with poll()."""
    map = socket_map if map is None else map
    if not map:
        return
    poller = select.poll()
    for number, obj in list(map.items()):
        flags = select.POLLIN | select.POLLPRI if obj.readable() else 0
        if obj.writable() and not obj.accepting:
            flags |= select.POLLOUT
        if flags:
            poller.register(number, flags)
    # Milliseconds; None waits for ever.
    for number, flags in poller.poll(timeout if timeout is None else int(timeout * 1000)):
        obj = map.get(number)
        if obj is not None:
            readwrite(obj, flags)


poll3 = poll2


def loop(timeout=30.0, use_poll=False, map=None, count=None):
    """Wait and tell, until nothing is left in the map, or so often."""
    map = socket_map if map is None else map
    step = poll2 if use_poll and hasattr(select, 'poll') else poll
    while map and (count is None or count > 0):
        step(timeout, map)
        count = None if count is None else count - 1


# ---- dispatchers

class dispatcher:
    """A socket, with methods handle_...() that are called when something happens to it."""

    debug = False
    connected = accepting = connecting = closing = False
    addr = None
    ignore_log_types = frozenset({'warning'})

    def __init__(self, sock=None, map=None):
        self._map = socket_map if map is None else map
        self._fileno = None
        self.socket = None
        if not sock:
            return
        sock.setblocking(0)
        self.set_socket(sock, map)
        self.connected = True
        try:
            self.addr = sock.getpeername()
        except OSError as problem:
            if problem.errno in (ENOTCONN, EINVAL):
                # It is to be connected yet, or is one that listens.
                self.connected = False
            else:
                # The other side has gone again.
                self.del_channel(map)
                raise

    def __repr__(self):
        kind = self.__class__
        parts = [kind.__module__ + '.' + kind.__qualname__]
        if self.accepting and self.addr:
            parts.append('listening')
        elif self.connected:
            parts.append('connected')
        if self.addr is not None:
            try:
                parts.append('%s:%d' % self.addr)
            except TypeError:
                parts.append(repr(self.addr))
        return '<%s at %#x>' % (' '.join(parts), id(self))

    def add_channel(self, map=None):
        """Be in the map."""
        (self._map if map is None else map)[self._fileno] = self

    def del_channel(self, map=None):
        """Be in the map no longer."""
        (self._map if map is None else map).pop(self._fileno, None)
        self._fileno = None

    # ---- what is done with the socket

    def create_socket(self, family=socket.AF_INET, type=socket.SOCK_STREAM):
        """Make a socket."""
        self.family_and_type = family, type
        made = socket.socket(family, type)
        made.setblocking(0)
        self.set_socket(made)

    def set_socket(self, sock, map=None):
        """Take a socket."""
        self.socket, self._fileno = sock, sock.fileno()
        self.add_channel(map)

    def set_reuse_addr(self):
        """Let the address be used again at once."""
        try:
            old = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, old | 1)
        except OSError:
            pass

    def readable(self):
        """Is it to be told when it can be read from?"""
        return True

    def writable(self):
        """Is it to be told when it can be written to?"""
        return True

    def listen(self, num):
        """Wait for connections."""
        self.accepting = True
        if os.name == 'nt' and num > 5:
            num = 5
        return self.socket.listen(num)

    def bind(self, addr):
        """Give the socket an address."""
        self.addr = addr
        return self.socket.bind(addr)

    def connect(self, address):
        """Begin to connect; handle_connect() is called when that is done."""
        self.connected, self.connecting = False, True
        err = self.socket.connect_ex(address)
        if err in (EINPROGRESS, EALREADY, EWOULDBLOCK) or err == EINVAL and os.name == 'nt':
            self.addr = address
        elif err in (0, EISCONN):
            self.addr = address
            self.handle_connect_event()
        else:
            raise OSError(err, errorcode[err])

    def accept(self):
        """(socket, address) of a connection, None if there is none after all."""
        try:
            return tuple(self.socket.accept())
        except TypeError:
            return None
        except OSError as problem:
            if problem.errno in (EWOULDBLOCK, ECONNABORTED, EAGAIN):
                return None
            raise

    def send(self, data):
        """Send; returns how much was."""
        try:
            return self.socket.send(data)
        except OSError as problem:
            if problem.errno in _DISCONNECTED:
                self.handle_close()
            elif problem.errno != EWOULDBLOCK:
                raise
            return 0

    def recv(self, buffer_size):
        """Receive; b'' at the end of the connection."""
        try:
            data = self.socket.recv(buffer_size)
        except OSError as problem:
            if problem.errno not in _DISCONNECTED:
                raise
            data = b''
        if not data:
            self.handle_close()
        return data

    def close(self):
        """Close the socket."""
        self.connected = self.accepting = self.connecting = False
        self.del_channel()
        if self.socket is not None:
            try:
                self.socket.close()
            except OSError as problem:
                if problem.errno not in (ENOTCONN, EBADF):
                    raise

    # ---- telling the user

    def log(self, message):
        """Write a line to sys.stderr."""
        sys.stderr.write('log: %s\n' % str(message))

    def log_info(self, message, type='info'):
        """Print a line, unless such are to be ignored."""
        if type not in self.ignore_log_types:
            print('%s: %s' % (type, message))

    # ---- what the loop calls

    def handle_read_event(self):
        """It can be read from."""
        if self.accepting:
            self.handle_accept()
            return
        if not self.connected and self.connecting:
            self.handle_connect_event()
        self.handle_read()

    def handle_connect_event(self):
        """It is connected, or that has failed."""
        err = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if err:
            raise OSError(err, _strerror(err))
        self.handle_connect()
        self.connected, self.connecting = True, False

    def handle_write_event(self):
        """It can be written to."""
        if self.accepting:
            return  # it has been closed, perhaps; accepting sockets are not written to
        if not self.connected and self.connecting:
            self.handle_connect_event()
        self.handle_write()

    def handle_expt_event(self):
        """Something unusual: urgent data, or an error."""
        err = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if err:
            self.handle_close()  # select() tells so of a connection that failed
        else:
            self.handle_expt()

    def handle_error(self):
        """A method has failed: tell, and close."""
        _, kind, value, info = compact_traceback()
        try:
            shown = repr(self)
        except:
            shown = '<__repr__(self) failed for object at %0x>' % id(self)
        self.log_info('uncaptured python exception, closing channel %s (%s:%s %s)' % (shown, kind, value, info),
                      'error')
        self.handle_close()

    def handle_accepted(self, sock, addr):
        """There is a connection."""
        sock.close()
        self.log_info('unhandled accepted event', 'warning')

    def handle_accept(self):
        """There may be a connection."""
        pair = self.accept()
        if pair is not None:
            self.handle_accepted(*pair)

    def handle_close(self):
        """The connection is at its end."""
        self.log_info('unhandled close event', 'warning')
        self.close()

    def handle_expt(self):
        """Urgent data have come."""
        self.log_info('unhandled incoming priority event', 'warning')

    def handle_read(self):
        """Data have come."""
        self.log_info('unhandled read event', 'warning')

    def handle_write(self):
        """Data can be sent."""
        self.log_info('unhandled write event', 'warning')

    def handle_connect(self):
        """There is a connection."""
        self.log_info('unhandled connect event', 'warning')


class dispatcher_with_send(dispatcher):
    """One that keeps what it could not send yet."""

    def __init__(self, sock=None, map=None):
        dispatcher.__init__(self, sock, map)
        self.out_buffer = b''

    def initiate_send(self):
        """Send what there is, as far as that goes."""
        count = dispatcher.send(self, self.out_buffer[:65536])
        self.out_buffer = self.out_buffer[count:]

    def handle_write(self):
        """Go on sending."""
        self.initiate_send()

    def writable(self):
        """Is there something to send, or is it not connected yet?"""
        return not self.connected or len(self.out_buffer)

    def send(self, data):
        """Send, now or later."""
        if self.debug:
            self.log_info('sending %s' % repr(data))
        self.out_buffer = self.out_buffer + data
        self.initiate_send()


def compact_traceback():
    """((file, function, line), type, value, all places) of the exception being handled."""
    kind, value, trace = sys.exc_info()
    if not trace:
        raise AssertionError('traceback does not exist')
    places = []
    while trace:
        code = trace.tb_frame.f_code
        places.append((code.co_filename, code.co_name, str(trace.tb_lineno)))
        trace = trace.tb_next
    return places[-1], kind, value, ' '.join(['[%s|%s|%s]' % place for place in places])


def close_all(map=None, ignore_all=False):
    """Close all that is in a map; with ignore_all whatever goes wrong."""
    map = socket_map if map is None else map
    for obj in list(map.values()):
        try:
            obj.close()
        except _reraised_exceptions:
            raise
        except Exception as problem:
            if not ignore_all and getattr(problem, 'errno', None) != EBADF:
                raise
    map.clear()


# ---- files

if os.name == 'posix':
    class file_wrapper:
        """A descriptor that looks like a socket; it is a copy of the one given."""

        def __init__(self, fd):
            self.fd = os.dup(fd)

        def __del__(self):
            if self.fd >= 0:
                warnings.warn('unclosed file %r' % self, ResourceWarning, source=self)
            self.close()

        def recv(self, *args):
            """Read."""
            return os.read(self.fd, *args)

        def send(self, *args):
            """Write."""
            return os.write(self.fd, *args)

        def getsockopt(self, level, optname, buflen=None):
            """Only the last error, of which there is none."""
            if (level, optname, bool(buflen)) == (socket.SOL_SOCKET, socket.SO_ERROR, False):
                return 0
            raise NotImplementedError('Only asyncore specific behaviour implemented.')

        read, write = recv, send

        def close(self):
            """Close the copy."""
            fd, self.fd = self.fd, -1
            if fd >= 0:
                os.close(fd)

        def fileno(self):
            """The copy."""
            return self.fd

    class file_dispatcher(dispatcher):
        """A dispatcher for a pipe or the like."""

        def __init__(self, fd, map=None):
            dispatcher.__init__(self, None, map)
            self.connected = True
            try:
                fd = fd.fileno()
            except AttributeError:
                pass  # it is one
            self.set_file(fd)
            os.set_blocking(fd, False)

        def set_file(self, fd):
            """Take a descriptor."""
            self.socket = file_wrapper(fd)
            self._fileno = self.socket.fileno()
            self.add_channel()
