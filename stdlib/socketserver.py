"""Servers on sockets: a server takes requests, a handler object deals with each.

How a request is taken (TCP, UDP, Unix sockets) is a matter of the server's
class; whether it is dealt with at once, in a thread or in a process, of a
mix-in before it:

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            self.wfile.write(self.rfile.readline().upper())

    with socketserver.ThreadingTCPServer(('localhost', 9999), Handler) as server:
        server.serve_forever()
"""

import contextlib
import os
import selectors
import socket
import sys
import threading
from io import BufferedIOBase, BytesIO
from time import monotonic as _clock

__all__ = ['BaseServer', 'TCPServer', 'UDPServer', 'ThreadingUDPServer', 'ThreadingTCPServer',
           'BaseRequestHandler', 'StreamRequestHandler', 'DatagramRequestHandler', 'ThreadingMixIn']
if hasattr(os, 'fork'):
    __all__ += ['ForkingUDPServer', 'ForkingTCPServer', 'ForkingMixIn']
if hasattr(socket, 'AF_UNIX'):
    __all__ += ['UnixStreamServer', 'UnixDatagramServer', 'ThreadingUnixStreamServer',
                'ThreadingUnixDatagramServer']

# poll() needs no file descriptor of its own, unlike epoll().
_Selector = getattr(selectors, 'PollSelector', selectors.SelectSelector)


class BaseServer:
    """The loop of a server.

    Subclasses say how requests come: fileno(), get_request(), and what is to
    be done at the begin and the end.  `timeout` is how long handle_request()
    waits.
    """

    timeout = None

    def __init__(self, server_address, RequestHandlerClass):
        """Where to listen and what handles a request; may be extended."""
        self.server_address, self.RequestHandlerClass = server_address, RequestHandlerClass
        self.__stop, self.__stopped = False, threading.Event()

    def server_activate(self):
        """Begin to listen."""

    @contextlib.contextmanager
    def _waiting(self):
        """A function that waits so long for a request and tells whether one has come."""
        with _Selector() as selector:
            selector.register(self, selectors.EVENT_READ)
            yield lambda seconds: bool(selector.select(seconds))

    def serve_forever(self, poll_interval=0.5):
        """Take requests until shutdown() is called, which is looked for so often."""
        self.__stopped.clear()
        try:
            with self._waiting() as has_come:
                while not self.__stop:
                    come = has_come(poll_interval)
                    if self.__stop:
                        break  # that came while waiting
                    if come:
                        self._handle_request_noblock()
                    self.service_actions()
        finally:
            self.__stop = False
            self.__stopped.set()

    def shutdown(self):
        """Stop serve_forever() and wait until it has; from another thread."""
        self.__stop = True
        self.__stopped.wait()

    def service_actions(self):
        """What else is to be done each time round."""

    def handle_request(self):
        """Wait for one request and deal with it."""
        limits = [limit for limit in (self.socket.gettimeout(), self.timeout) if limit is not None]
        end = _clock() + min(limits) if limits else None
        wait = min(limits) if limits else None
        with self._waiting() as has_come:
            while not has_come(wait):
                if end is not None:
                    wait = end - _clock()
                    if wait < 0:
                        return self.handle_timeout()
            return self._handle_request_noblock()

    def _handle_request_noblock(self):
        """Deal with a request that has come."""
        try:
            come = self.get_request()
        except OSError:
            return
        with contextlib.ExitStack() as at_failure:
            # Whoever deals with a request ends it, unless that fails.
            at_failure.callback(self.shutdown_request, come[0])
            if self.verify_request(*come):
                try:
                    self.process_request(*come)
                except Exception:
                    self.handle_error(*come)
                else:
                    at_failure.pop_all()

    def handle_timeout(self):
        """handle_request() has waited long enough."""

    def verify_request(self, request, client_address):
        """Is the request to be dealt with?"""
        return True

    def process_request(self, request, client_address):
        """Deal with a request, and end it; mix-ins do this elsewhere."""
        self.finish_request(request, client_address)
        self.shutdown_request(request)

    def server_close(self):
        """Give free what the server has."""

    def finish_request(self, request, client_address):
        """Make a handler, which does all there is to do."""
        self.RequestHandlerClass(request, client_address, self)

    def shutdown_request(self, request):
        """End a request that was dealt with."""
        self.close_request(request)

    def close_request(self, request):
        """Give free what a request has."""

    def handle_error(self, request, client_address):
        """A handler has failed: say so, and go on."""
        import traceback
        line = '-' * 40
        print(line, file=sys.stderr)
        print('Exception happened during processing of request from', client_address, file=sys.stderr)
        traceback.print_exc()
        print(line, file=sys.stderr)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.server_close()


class TCPServer(BaseServer):
    """A server for connections."""

    address_family = socket.AF_INET
    socket_type = socket.SOCK_STREAM
    request_queue_size = 5
    allow_reuse_address = False

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        """May be extended; without bind_and_activate the socket is only made."""
        BaseServer.__init__(self, server_address, RequestHandlerClass)
        self.socket = socket.socket(self.address_family, self.socket_type)
        if bind_and_activate:
            try:
                self.server_bind()
                self.server_activate()
            except:
                self.server_close()
                raise

    def server_bind(self):
        """Give the socket its address."""
        sock = self.socket
        if self.allow_reuse_address:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, True)
        sock.bind(self.server_address)
        self.server_address = sock.getsockname()

    def server_activate(self):
        """Begin to listen."""
        self.socket.listen(self.request_queue_size)

    def server_close(self):
        """Close the socket."""
        self.socket.close()

    def fileno(self):
        """The socket's descriptor."""
        return self.socket.fileno()

    def get_request(self):
        """(connection, address of the client)"""
        return self.socket.accept()

    def shutdown_request(self, request):
        """End a connection."""
        try:
            # close() alone does not, as others may have the socket, too.
            request.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # it has ended already
        self.close_request(request)

    def close_request(self, request):
        """Close a connection."""
        request.close()


class UDPServer(TCPServer):
    """A server for datagrams."""

    allow_reuse_address = False
    socket_type = socket.SOCK_DGRAM
    max_packet_size = 8192

    def get_request(self):
        """((data, socket), address of the client)"""
        data, client_address = self.socket.recvfrom(self.max_packet_size)
        return (data, self.socket), client_address

    def server_activate(self):
        """There is nothing to listen for."""

    def shutdown_request(self, request):
        """There is nothing to end."""
        self.close_request(request)

    def close_request(self, request):
        """There is nothing to close."""


if hasattr(os, 'fork'):
    class ForkingMixIn:
        """Deals with each request in a process."""

        timeout = 300
        active_children = None
        max_children = 40
        block_on_close = True  # whether server_close() waits for the processes

        def collect_children(self, *, blocking=False):
            """Look which processes have ended; wait while there are too many."""
            children = self.active_children
            if children is None:
                return

            def collect(which, flags):
                """Take off the list what has ended (nothing is 0); returns False if nobody can know."""
                try:
                    children.discard(os.waitpid(which, flags)[0])
                except ChildProcessError:
                    # Others have waited for it, or for all.
                    children.intersection_update(() if which < 0 else children - {which})
                except OSError:
                    return False
                return True

            while len(children) >= self.max_children and collect(-1, 0):
                pass
            for child in list(children):
                collect(child, 0 if blocking else os.WNOHANG)

        def handle_timeout(self):
            """Time to look after processes."""
            self.collect_children()

        def service_actions(self):
            """Look after processes each time round."""
            self.collect_children()

        def process_request(self, request, client_address):
            """Start a process for the request."""
            child = os.fork()
            if not child:
                self._be_child(request, client_address)
            self.active_children = (self.active_children or set()) | {child}
            self.close_request(request)

        def _be_child(self, *come):
            """Deal with the request, and end: never go back to what the parent was doing."""
            status = 1
            try:
                self.finish_request(*come)
                status = 0
            except Exception:
                self.handle_error(*come)
            finally:
                try:
                    self.shutdown_request(come[0])
                finally:
                    os._exit(status)

        def server_close(self):
            """Close the server, and wait for its processes."""
            super().server_close()
            self.collect_children(blocking=self.block_on_close)


class _Threads(list):
    """Threads that are to be waited for."""

    def append(self, thread):
        self.reap()
        if not thread.daemon:
            super().append(thread)

    def pop_all(self):
        self[:], found = [], self[:]
        return found

    def join(self):
        for thread in self.pop_all():
            thread.join()

    def reap(self):
        self[:] = [thread for thread in self if thread.is_alive()]


class _NoThreads:
    """In place of them if none is to be waited for."""

    def append(self, thread):
        pass

    def join(self):
        pass


class ThreadingMixIn:
    """Deals with each request in a thread."""

    daemon_threads = False  # whether the program may end before the threads
    block_on_close = True   # whether server_close() waits for those that are no daemons
    _threads = _NoThreads()

    def process_request_thread(self, request, client_address):
        """What the thread does."""
        try:
            self.finish_request(request, client_address)
        except Exception:
            self.handle_error(request, client_address)
        finally:
            self.shutdown_request(request)

    def process_request(self, request, client_address):
        """Start a thread for the request."""
        if self.block_on_close:
            vars(self).setdefault('_threads', _Threads())
        thread = threading.Thread(target=self.process_request_thread, args=(request, client_address))
        thread.daemon = self.daemon_threads
        self._threads.append(thread)
        thread.start()

    def server_close(self):
        """Close the server, and wait for its threads."""
        super().server_close()
        self._threads.join()


if hasattr(os, 'fork'):
    class ForkingUDPServer(ForkingMixIn, UDPServer):
        """A process for each datagram."""

    class ForkingTCPServer(ForkingMixIn, TCPServer):
        """A process for each connection."""


class ThreadingUDPServer(ThreadingMixIn, UDPServer):
    """A thread for each datagram."""


class ThreadingTCPServer(ThreadingMixIn, TCPServer):
    """A thread for each connection."""


if hasattr(socket, 'AF_UNIX'):
    class UnixStreamServer(TCPServer):
        """Connections on a Unix socket."""

        address_family = socket.AF_UNIX

    class UnixDatagramServer(UDPServer):
        """Datagrams on a Unix socket."""

        address_family = socket.AF_UNIX

    class ThreadingUnixStreamServer(ThreadingMixIn, UnixStreamServer):
        """A thread for each connection on a Unix socket."""

    class ThreadingUnixDatagramServer(ThreadingMixIn, UnixDatagramServer):
        """A thread for each datagram on a Unix socket."""


class BaseRequestHandler:
    """Deals with a request as soon as it is made: setup(), handle(), finish().

    request is the connection, or the data and the socket.
    """

    def __init__(self, request, client_address, server):
        self.request, self.client_address, self.server = request, client_address, server
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()

    def setup(self):
        """Before handle()."""

    def handle(self):
        """What is to be done."""

    def finish(self):
        """After handle(), also if it failed."""


class StreamRequestHandler(BaseRequestHandler):
    """Has files for a connection: rfile to read from, wfile to write to."""

    rbufsize = -1
    wbufsize = 0
    timeout = None
    disable_nagle_algorithm = False

    def setup(self):
        """Make the files."""
        sock = self.connection = self.request
        if self.timeout is not None:
            sock.settimeout(self.timeout)
        if self.disable_nagle_algorithm:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.rfile = sock.makefile('rb', self.rbufsize)
        self.wfile = sock.makefile('wb', self.wbufsize) if self.wbufsize else _SocketWriter(sock)

    def finish(self):
        """Close the files."""
        if not self.wfile.closed:
            try:
                self.wfile.flush()
            except OSError:
                pass  # the client has gone
        self.wfile.close()
        self.rfile.close()


class _SocketWriter(BufferedIOBase):
    """A file without a buffer that writes all it is given, unlike a raw one."""

    def __init__(self, sock):
        self._sock = sock

    def writable(self):
        return True

    def write(self, b):
        self._sock.sendall(b)
        with memoryview(b) as view:
            return view.nbytes

    def fileno(self):
        return self._sock.fileno()


class DatagramRequestHandler(BaseRequestHandler):
    """Has files for a datagram: what is written to wfile is the answer."""

    def setup(self):
        """Make the files."""
        self.packet, self.socket = self.request
        self.rfile = BytesIO(self.packet)
        self.wfile = BytesIO()

    def finish(self):
        """Send the answer."""
        self.socket.sendto(self.wfile.getvalue(), self.client_address)
