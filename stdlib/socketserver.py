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
        self.server_address = server_address
        self.RequestHandlerClass = RequestHandlerClass
        self.__stopped = threading.Event()
        self.__stop = False

    def server_activate(self):
        """Begin to listen."""

    def serve_forever(self, poll_interval=0.5):
        """Take requests until shutdown() is called, which is looked for so often."""
        self.__stopped.clear()
        try:
            with _Selector() as selector:
                selector.register(self, selectors.EVENT_READ)
                while not self.__stop:
                    ready = selector.select(poll_interval)
                    if self.__stop:
                        break  # it came while waiting
                    if ready:
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
        with _Selector() as selector:
            selector.register(self, selectors.EVENT_READ)
            wait = min(limits) if limits else None
            while not selector.select(wait):
                if end is not None:
                    wait = end - _clock()
                    if wait < 0:
                        return self.handle_timeout()
            return self._handle_request_noblock()

    def _handle_request_noblock(self):
        """Deal with a request that has come."""
        try:
            request, client_address = self.get_request()
        except OSError:
            return
        if not self.verify_request(request, client_address):
            self.shutdown_request(request)
            return
        try:
            self.process_request(request, client_address)
        except Exception:
            self.handle_error(request, client_address)
            self.shutdown_request(request)
        except:
            self.shutdown_request(request)
            raise

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
        if self.allow_reuse_address:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

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
            if self.active_children is None:
                return
            while len(self.active_children) >= self.max_children:
                try:
                    pid, _ = os.waitpid(-1, 0)
                    self.active_children.discard(pid)
                except ChildProcessError:
                    self.active_children.clear()  # others have waited for them
                except OSError:
                    break
            for pid in self.active_children.copy():
                try:
                    # 0 if it has not ended yet.
                    ended, _ = os.waitpid(pid, 0 if blocking else os.WNOHANG)
                    self.active_children.discard(ended)
                except ChildProcessError:
                    self.active_children.discard(pid)
                except OSError:
                    pass

        def handle_timeout(self):
            """Time to look after processes."""
            self.collect_children()

        def service_actions(self):
            """Look after processes each time round."""
            self.collect_children()

        def process_request(self, request, client_address):
            """Start a process for the request."""
            pid = os.fork()
            if pid:
                if self.active_children is None:
                    self.active_children = set()
                self.active_children.add(pid)
                self.close_request(request)
                return
            # The child: it must not return to what the parent was doing.
            status = 1
            try:
                self.finish_request(request, client_address)
                status = 0
            except Exception:
                self.handle_error(request, client_address)
            finally:
                try:
                    self.shutdown_request(request)
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
        self.connection = self.request
        if self.timeout is not None:
            self.connection.settimeout(self.timeout)
        if self.disable_nagle_algorithm:
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.rfile = self.connection.makefile('rb', self.rbufsize)
        self.wfile = (self.connection.makefile('wb', self.wbufsize) if self.wbufsize
                      else _SocketWriter(self.connection))

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
