"""The loop without its I/O: scheduling, running, connecting, serving.

Subclasses provide the transports, _process_events(), _write_to_self() and a
_selector whose select(timeout) waits for events.
"""

import collections
import collections.abc
import concurrent.futures
import functools
import heapq
import itertools
import logging
import os
import socket
import stat
import subprocess
import sys
import threading
import time
import traceback
import warnings
import weakref

try:
    import ssl
except ImportError:
    ssl = None

from . import constants
from . import coroutines
from . import events
from . import exceptions
from . import futures
from . import protocols
from . import sslproto
from . import staggered
from . import tasks
from . import transports
from . import trsock
from .log import logger

__all__ = 'BaseEventLoop',

# Cancelled timers are swept out when there are more timers than this ...
_MIN_SCHEDULED_TIMER_HANDLES = 100
# ... and more than this share of them is cancelled.
_MIN_CANCELLED_TIMER_HANDLES_FRACTION = 0.5

_HAS_IPv6 = hasattr(socket, 'AF_INET6')

MAXIMUM_SELECT_TIMEOUT = 24 * 60 * 60

_unset = object()


def _format_handle(handle):
    owner = getattr(handle._callback, '__self__', None)
    return repr(owner) if isinstance(owner, tasks.Task) else str(handle)


def _format_pipe(fd):
    special = {subprocess.PIPE: '<pipe>', subprocess.STDOUT: '<stdout>'}
    return special.get(fd) or repr(fd)


def _set_reuseport(sock):
    option = getattr(socket, 'SO_REUSEPORT', None)
    if option is None:
        raise ValueError('reuse_port not supported by socket module')
    try:
        sock.setsockopt(socket.SOL_SOCKET, option, 1)
    except OSError:
        raise ValueError('reuse_port not supported by socket module, '
                         'SO_REUSEPORT defined but not implemented.')


def _ipaddr_info(host, port, family, type, proto, flowinfo=0, scopeid=0):
    """getaddrinfo()'s entry for a numeric address; None if it takes a lookup."""
    if not hasattr(socket, 'inet_pton') or host is None:
        return None
    if proto not in {0, socket.IPPROTO_TCP, socket.IPPROTO_UDP}:
        return None
    if type == socket.SOCK_STREAM:
        proto = socket.IPPROTO_TCP
    elif type == socket.SOCK_DGRAM:
        proto = socket.IPPROTO_UDP
    else:
        return None

    if port in (None, '', b''):
        port = 0
    else:
        try:
            port = int(port)  # a service name needs the lookup
        except (TypeError, ValueError):
            return None

    if family != socket.AF_UNSPEC:
        candidates = [family]
    else:
        candidates = [socket.AF_INET] + ([socket.AF_INET6] if _HAS_IPv6 else [])
    if isinstance(host, bytes):
        host = host.decode('idna')
    if '%' in host:
        return None  # inet_pton() knows no zones
    for candidate in candidates:
        try:
            socket.inet_pton(candidate, host)
        except OSError:
            continue
        address = (host, port)
        if _HAS_IPv6 and candidate == socket.AF_INET6:
            address += (flowinfo, scopeid)
        return candidate, type, proto, '', address
    return None


def _interleave_addrinfos(addrinfos, first_address_family_count=1):
    """Reorder so that families take turns (RFC 8305)."""
    by_family = collections.OrderedDict()
    for info in addrinfos:
        by_family.setdefault(info[0], []).append(info)
    groups = list(by_family.values())
    ordered = []
    if first_address_family_count > 1:
        ahead = first_address_family_count - 1
        ordered += groups[0][:ahead]
        del groups[0][:ahead]
    for turn in itertools.zip_longest(*groups):
        ordered += [info for info in turn if info is not None]
    return ordered


def _run_until_complete_cb(fut):
    if not fut.cancelled() and isinstance(fut.exception(), (SystemExit, KeyboardInterrupt)):
        # It has left run_forever() already; a stop() would hit the next run.
        return
    futures._get_loop(fut).stop()


if hasattr(socket, 'TCP_NODELAY'):
    def _set_nodelay(sock):
        if (sock.family in {socket.AF_INET, socket.AF_INET6}
                and sock.type == socket.SOCK_STREAM
                and sock.proto == socket.IPPROTO_TCP):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
else:
    def _set_nodelay(sock):
        pass


class _SendfileFallbackProtocol(protocols.Protocol):
    """Stands in for the transport's protocol while sendfile() writes."""

    def __init__(self, transp):
        if not isinstance(transp, transports._FlowControlMixin):
            raise TypeError("transport should be _FlowControlMixin instance")
        self._transport = transp
        self._proto = transp.get_protocol()
        self._should_resume_reading = transp.is_reading()
        self._should_resume_writing = transp._protocol_paused
        transp.pause_reading()
        transp.set_protocol(self)
        self._write_ready_fut = None
        if self._should_resume_writing:
            self._write_ready_fut = transp._loop.create_future()

    async def drain(self):
        if self._transport.is_closing():
            raise ConnectionError("Connection closed by peer")
        if self._write_ready_fut is not None:
            await self._write_ready_fut

    def connection_made(self, transport):
        raise RuntimeError("Invalid state: "
                           "connection should have been established already.")

    def connection_lost(self, exc):
        if self._write_ready_fut is not None:
            self._write_ready_fut.set_exception(
                ConnectionError("Connection is closed by peer") if exc is None else exc)
        self._proto.connection_lost(exc)

    def pause_writing(self):
        if self._write_ready_fut is None:
            self._write_ready_fut = self._transport._loop.create_future()

    def resume_writing(self):
        ready, self._write_ready_fut = self._write_ready_fut, None
        if ready is not None:
            ready.set_result(False)

    def data_received(self, data):
        raise RuntimeError("Invalid state: reading should be paused")

    def eof_received(self):
        raise RuntimeError("Invalid state: reading should be paused")

    async def restore(self):
        self._transport.set_protocol(self._proto)
        if self._should_resume_reading:
            self._transport.resume_reading()
        if self._write_ready_fut is not None:
            self._write_ready_fut.cancel()
        if self._should_resume_writing:
            self._proto.resume_writing()


class Server(events.AbstractServer):
    """Listening sockets; it lives until they and all connections are closed."""

    def __init__(self, loop, sockets, protocol_factory, ssl_context, backlog,
                 ssl_handshake_timeout):
        self._loop = loop
        self._sockets = sockets
        self._protocol_factory = protocol_factory
        self._ssl_context = ssl_context
        self._backlog = backlog
        self._ssl_handshake_timeout = ssl_handshake_timeout
        self._active_count = 0  # connections
        self._waiters = []      # of wait_closed(); None when closed for good
        self._serving = False
        self._serving_forever_fut = None

    def __repr__(self):
        return f'<{type(self).__name__} sockets={self.sockets!r}>'

    def _attach(self):
        assert self._sockets is not None
        self._active_count += 1

    def _detach(self):
        assert self._active_count > 0
        self._active_count -= 1
        if not self._active_count and self._sockets is None:
            self._wakeup()

    def _wakeup(self):
        sleepers, self._waiters = self._waiters, None
        for waiter in sleepers:
            if not waiter.done():
                waiter.set_result(waiter)

    def _start_serving(self):
        if self._serving:
            return
        self._serving = True
        for listener in self._sockets:
            listener.listen(self._backlog)
            self._loop._start_serving(
                self._protocol_factory, listener, self._ssl_context, self,
                self._backlog, self._ssl_handshake_timeout)

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    @property
    def sockets(self):
        return tuple(map(trsock.TransportSocket, self._sockets or ()))

    def close(self):
        listeners, self._sockets = self._sockets, None
        if listeners is None:
            return
        for listener in listeners:
            self._loop._stop_serving(listener)
        self._serving = False
        forever = self._serving_forever_fut
        if forever is not None and not forever.done():
            forever.cancel()
            self._serving_forever_fut = None
        if not self._active_count:
            self._wakeup()

    async def start_serving(self):
        self._start_serving()
        # One turn, so that the loop is watching the sockets on return.
        await tasks.sleep(0)

    async def serve_forever(self):
        if self._serving_forever_fut is not None:
            raise RuntimeError(
                f'server {self!r} is already being awaited on serve_forever()')
        if self._sockets is None:
            raise RuntimeError(f'server {self!r} is closed')
        self._start_serving()
        self._serving_forever_fut = self._loop.create_future()
        try:
            await self._serving_forever_fut
        except exceptions.CancelledError:
            try:
                self.close()
                await self.wait_closed()
            finally:
                raise
        finally:
            self._serving_forever_fut = None

    async def wait_closed(self):
        if self._sockets is not None and self._waiters is not None:
            waiter = self._loop.create_future()
            self._waiters.append(waiter)
            await waiter


class BaseEventLoop(events.AbstractEventLoop):

    def __init__(self):
        self._ready = collections.deque()  # handles to run in the next turn
        self._scheduled = []               # heap of timers
        self._timer_cancelled_count = 0    # of those in the heap
        self._closed = False
        self._stopping = False
        self._default_executor = None
        self._internal_fds = 0
        self._thread_id = None             # of the thread running the loop
        self._clock_resolution = time.get_clock_info('monotonic').resolution
        self._exception_handler = None
        self._coroutine_origin_tracking_enabled = False
        self._coroutine_origin_tracking_saved_depth = None
        self.set_debug(coroutines._is_debug_mode())
        self.slow_callback_duration = 0.1  # seconds; slower ones are logged in debug mode
        self._current_handle = None
        self._task_factory = None
        self._asyncgens = weakref.WeakSet()  # those that were iterated
        self._asyncgens_shutdown_called = False

    def __repr__(self):
        return (f'<{type(self).__name__} running={self.is_running()} '
                f'closed={self.is_closed()} debug={self.get_debug()}>')

    def create_future(self):
        return futures.Future(loop=self)

    def create_task(self, coro, *, name=None):
        self._check_closed()
        factory = self._task_factory
        if factory is not None:
            task = factory(self, coro)
            tasks._set_task_name(task, name)
            return task
        task = tasks.Task(coro, loop=self, name=name)
        if task._source_traceback:
            del task._source_traceback[-1]
        return task

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError('task factory must be a callable or None')
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    # To be defined by subclasses.

    def _make_socket_transport(self, sock, protocol, waiter=None, *,
                               extra=None, server=None):
        raise NotImplementedError

    def _make_ssl_transport(
            self, rawsock, protocol, sslcontext, waiter=None, *,
            server_side=False, server_hostname=None, extra=None, server=None,
            ssl_handshake_timeout=None, call_connection_made=True):
        raise NotImplementedError

    def _make_datagram_transport(self, sock, protocol, address=None,
                                 waiter=None, extra=None):
        raise NotImplementedError

    def _make_read_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        raise NotImplementedError

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        raise NotImplementedError

    async def _make_subprocess_transport(self, protocol, args, shell, stdin,
                                         stdout, stderr, bufsize, extra=None,
                                         **kwargs):
        raise NotImplementedError

    def _write_to_self(self):
        """Wake the selector; called from other threads and signal handlers."""
        raise NotImplementedError

    def _process_events(self, event_list):
        raise NotImplementedError

    # Running.

    def _check_closed(self):
        if self._closed:
            raise RuntimeError('Event loop is closed')

    def _asyncgen_finalizer_hook(self, agen):
        self._asyncgens.discard(agen)
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, agen.aclose())

    def _asyncgen_firstiter_hook(self, agen):
        if self._asyncgens_shutdown_called:
            warnings.warn(
                f"asynchronous generator {agen!r} was scheduled after "
                f"loop.shutdown_asyncgens() call", ResourceWarning, source=self)
        self._asyncgens.add(agen)

    async def shutdown_asyncgens(self):
        """Close all asynchronous generators that were started and not finished."""
        self._asyncgens_shutdown_called = True
        if not self._asyncgens:
            return
        started = list(self._asyncgens)
        self._asyncgens.clear()
        outcomes = await tasks.gather(
            *[agen.aclose() for agen in started], return_exceptions=True)
        for agen, outcome in zip(started, outcomes):
            if isinstance(outcome, Exception):
                self.call_exception_handler({
                    'message': 'an error occurred during closing of '
                               f'asynchronous generator {agen!r}',
                    'exception': outcome,
                    'asyncgen': agen,
                })

    def _check_running(self):
        if self.is_running():
            raise RuntimeError('This event loop is already running')
        if events._get_running_loop() is not None:
            raise RuntimeError(
                'Cannot run the event loop while another loop is running')

    def run_forever(self):
        """Run until stop() is called."""
        self._check_closed()
        self._check_running()
        self._set_coroutine_origin_tracking(self._debug)
        self._thread_id = threading.get_ident()
        hooks = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(firstiter=self._asyncgen_firstiter_hook,
                               finalizer=self._asyncgen_finalizer_hook)
        try:
            events._set_running_loop(self)
            run_once = self._run_once
            while True:
                run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = False
            self._thread_id = None
            events._set_running_loop(None)
            self._set_coroutine_origin_tracking(False)
            sys.set_asyncgen_hooks(*hooks)

    def run_until_complete(self, future):
        """Run until the future (or the task made of a coroutine) is done."""
        self._check_closed()
        self._check_running()
        made_here = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)
        if made_here:
            # Its caller sees the error of this very call instead.
            future._log_destroy_pending = False
        future.add_done_callback(_run_until_complete_cb)
        try:
            self.run_forever()
        except:
            if made_here and future.done() and not future.cancelled():
                future.exception()  # marks it as looked at
            raise
        finally:
            future.remove_done_callback(_run_until_complete_cb)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    def stop(self):
        """Leave run_forever() at the end of this turn of the loop."""
        self._stopping = True

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self._closed:
            return
        if self._debug:
            logger.debug("Close %r", self)
        self._closed = True
        self._ready.clear()
        self._scheduled.clear()
        executor, self._default_executor = self._default_executor, None
        if executor is not None:
            executor.shutdown(wait=False)

    def is_closed(self):
        return self._closed

    def __del__(self, _warn=warnings.warn):
        if not self.is_closed():
            _warn(f"unclosed event loop {self!r}", ResourceWarning, source=self)
            if not self.is_running():
                self.close()

    def is_running(self):
        return self._thread_id is not None

    def time(self):
        return time.monotonic()

    # Scheduling.

    def call_later(self, delay, callback, *args, context=None):
        timer = self.call_at(self.time() + delay, callback, *args, context=context)
        if timer._source_traceback:
            del timer._source_traceback[-1]
        return timer

    def call_at(self, when, callback, *args, context=None):
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, 'call_at')
        timer = events.TimerHandle(when, callback, args, self, context)
        if timer._source_traceback:
            del timer._source_traceback[-1]
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def call_soon(self, callback, *args, context=None):
        if self._closed:
            self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, 'call_soon')
        handle = self._call_soon(callback, args, context)
        if handle._source_traceback:
            del handle._source_traceback[-1]
        return handle

    def _check_callback(self, callback, method):
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError(f"coroutines cannot be used with {method}()")
        if not callable(callback):
            raise TypeError(f'a callable object was expected by {method}(), '
                            f'got {callback!r}')

    def _call_soon(self, callback, args, context):
        handle = events.Handle(callback, args, self, context)
        if handle._source_traceback:
            del handle._source_traceback[-1]
        self._ready.append(handle)
        return handle

    def _check_thread(self):
        if self._thread_id is not None and self._thread_id != threading.get_ident():
            raise RuntimeError("Non-thread-safe operation invoked on an event "
                               "loop other than the current one")

    def call_soon_threadsafe(self, callback, *args, context=None):
        self._check_closed()
        if self._debug:
            self._check_callback(callback, 'call_soon_threadsafe')
        handle = self._call_soon(callback, args, context)
        if handle._source_traceback:
            del handle._source_traceback[-1]
        self._write_to_self()
        return handle

    def run_in_executor(self, executor, func, *args):
        self._check_closed()
        if self._debug:
            self._check_callback(func, 'run_in_executor')
        if executor is None:
            executor = self._default_executor
            if executor is None:
                executor = concurrent.futures.ThreadPoolExecutor()
                self._default_executor = executor
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        if not isinstance(executor, concurrent.futures.ThreadPoolExecutor):
            warnings.warn(
                'Using the default executor that is not an instance of '
                'ThreadPoolExecutor is deprecated and will be prohibited '
                'in Python 3.9', DeprecationWarning, 2)
        self._default_executor = executor

    # Names and addresses.

    def _getaddrinfo_debug(self, host, port, family, type, proto, flags):
        query = [f"{host}:{port!r}"]
        for label, value in (('family', family), ('type', type),
                             ('proto', proto), ('flags', flags)):
            if value:
                query.append(f'{label}={value!r}')
        query = ', '.join(query)
        logger.debug('Get address info %s', query)
        start = self.time()
        infos = socket.getaddrinfo(host, port, family, type, proto, flags)
        took = self.time() - start
        text = f'Getting address info {query} took {took * 1e3:.3f}ms: {infos!r}'
        slow = took >= self.slow_callback_duration
        (logger.info if slow else logger.debug)(text)
        return infos

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        lookup = self._getaddrinfo_debug if self._debug else socket.getaddrinfo
        return await self.run_in_executor(
            None, lookup, host, port, family, type, proto, flags)

    async def getnameinfo(self, sockaddr, flags=0):
        return await self.run_in_executor(None, socket.getnameinfo, sockaddr, flags)

    async def _ensure_resolved(self, address, *, family=0,
                               type=socket.SOCK_STREAM, proto=0, flags=0, loop):
        host, port, *rest = address
        info = _ipaddr_info(host, port, family, type, proto, *rest)
        if info is not None:
            return [info]
        return await loop.getaddrinfo(host, port, family=family, type=type,
                                      proto=proto, flags=flags)

    # Sending files.

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=True):
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
        raise exceptions.SendfileNotAvailableError(
            f"syscall sendfile is not available for socket {sock!r} "
            "and file {file!r} combination")

    async def _copy_file(self, file, offset, count, blocksize, send):
        # Pass file's bytes to send(view) in blocks; reading goes to a thread.
        if offset:
            file.seek(offset)
        buffer = bytearray(min(count, blocksize) if count else blocksize)
        total = 0
        try:
            while not count or total < count:
                size = min(count - total, blocksize) if count else blocksize
                view = memoryview(buffer)[:size]
                got = await self.run_in_executor(None, file.readinto, view)
                if not got:
                    break
                await send(view[:got])
                total += got
            return total
        finally:
            if total > 0 and hasattr(file, 'seek'):
                file.seek(offset + total)

    async def _sock_sendfile_fallback(self, sock, file, offset, count):
        return await self._copy_file(
            file, offset, count, constants.SENDFILE_FALLBACK_READBUFFER_SIZE,
            functools.partial(self.sock_sendall, sock))

    def _check_sendfile_params(self, sock, file, offset, count):
        if 'b' not in getattr(file, 'mode', 'b'):
            raise ValueError("file should be opened in binary mode")
        if sock.type != socket.SOCK_STREAM:
            raise ValueError("only SOCK_STREAM type sockets are supported")
        if count is not None:
            problem = "count must be a positive integer (got {!r})".format(count)
            if not isinstance(count, int):
                raise TypeError(problem)
            if count <= 0:
                raise ValueError(problem)
        problem = "offset must be a non-negative integer (got {!r})".format(offset)
        if not isinstance(offset, int):
            raise TypeError(problem)
        if offset < 0:
            raise ValueError(problem)

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        if transport.is_closing():
            raise RuntimeError("Transport is closing")
        modes = constants._SendfileMode
        mode = getattr(transport, '_sendfile_compatible', modes.UNSUPPORTED)
        if mode is modes.UNSUPPORTED:
            raise RuntimeError(f"sendfile is not supported for transport {transport!r}")
        if mode is modes.TRY_NATIVE:
            try:
                return await self._sendfile_native(transport, file, offset, count)
            except exceptions.SendfileNotAvailableError:
                if not fallback:
                    raise
        if not fallback:
            raise RuntimeError(
                f"fallback is disabled and native sendfile is not "
                f"supported for transport {transport!r}")
        return await self._sendfile_fallback(transport, file, offset, count)

    async def _sendfile_native(self, transp, file, offset, count):
        raise exceptions.SendfileNotAvailableError(
            "sendfile syscall is not supported")

    async def _sendfile_fallback(self, transp, file, offset, count):
        stand_in = _SendfileFallbackProtocol(transp)

        async def send(view):
            await stand_in.drain()
            # The transport may keep it, and the buffer is used again.
            transp.write(bytes(view))

        try:
            return await self._copy_file(file, offset, count, 16 * 1024, send)
        finally:
            await stand_in.restore()

    # Connections.

    async def _connect_sock(self, exceptions, addr_info, local_addr_infos=None):
        errors = []
        exceptions.append(errors)
        family, kind, proto, _, address = addr_info
        sock = None
        try:
            sock = socket.socket(family=family, type=kind, proto=proto)
            sock.setblocking(False)
            if local_addr_infos is not None:
                for *_, local in local_addr_infos:
                    try:
                        sock.bind(local)
                        break
                    except OSError as error:
                        errors.append(OSError(
                            error.errno,
                            'error while attempting to bind on address '
                            f'{local!r}: {error.strerror.lower()}'))
                else:
                    raise errors.pop()
            await self.sock_connect(sock, address)
            return sock
        except OSError as error:
            errors.append(error)
            if sock is not None:
                sock.close()
            raise
        except:
            if sock is not None:
                sock.close()
            raise

    async def create_connection(
            self, protocol_factory, host=None, port=None, *, ssl=None, family=0,
            proto=0, flags=0, sock=None, local_addr=None, server_hostname=None,
            ssl_handshake_timeout=None, happy_eyeballs_delay=None,
            interleave=None):
        """Connect a TCP client (or take a connected sock); gives transport, protocol."""
        if server_hostname is not None and not ssl:
            raise ValueError('server_hostname is only meaningful with ssl')
        if server_hostname is None and ssl:
            # '' is a valid way to say: check no name.
            if not host:
                raise ValueError('You must set server_hostname '
                                 'when using ssl without a host')
            server_hostname = host
        if ssl_handshake_timeout is not None and not ssl:
            raise ValueError('ssl_handshake_timeout is only meaningful with ssl')
        if happy_eyeballs_delay is not None and interleave is None:
            interleave = 1

        if host is not None or port is not None:
            if sock is not None:
                raise ValueError(
                    'host/port and sock can not be specified at the same time')
            lookup = functools.partial(
                self._ensure_resolved, family=family, type=socket.SOCK_STREAM,
                proto=proto, flags=flags, loop=self)
            infos = await lookup((host, port))
            if not infos:
                raise OSError('getaddrinfo() returned empty list')
            local_infos = None
            if local_addr is not None:
                local_infos = await lookup(local_addr)
                if not local_infos:
                    raise OSError('getaddrinfo() returned empty list')
            if interleave:
                infos = _interleave_addrinfos(infos, interleave)
            sock = await self._connect_any(infos, local_infos, happy_eyeballs_delay)
        elif sock is None:
            raise ValueError('host and port was not specified and no sock specified')
        elif sock.type != socket.SOCK_STREAM:
            raise ValueError(f'A Stream Socket was expected, got {sock!r}')

        transport, protocol = await self._create_connection_transport(
            sock, protocol_factory, ssl, server_hostname,
            ssl_handshake_timeout=ssl_handshake_timeout)
        if self._debug:
            # The transport's socket may be another object than sock.
            sock = transport.get_extra_info('socket')
            logger.debug("%r connected to %s:%r: (%r, %r)",
                         sock, host, port, transport, protocol)
        return transport, protocol

    async def _connect_any(self, infos, local_infos, delay):
        failures = []  # one list for each address
        sock = None
        if delay is None:
            for info in infos:
                try:
                    sock = await self._connect_sock(failures, info, local_infos)
                    break
                except OSError:
                    continue
        else:
            attempts = [functools.partial(self._connect_sock, failures, info, local_infos)
                        for info in infos]
            sock, _, _ = await staggered.staggered_race(attempts, delay, loop=self)
        if sock is not None:
            return sock
        errors = list(itertools.chain.from_iterable(failures))
        if len({str(error) for error in errors}) == 1:
            raise errors[0]
        raise OSError('Multiple exceptions: {}'.format(', '.join(map(str, errors))))

    async def _create_connection_transport(
            self, sock, protocol_factory, ssl, server_hostname,
            server_side=False, ssl_handshake_timeout=None):
        sock.setblocking(False)
        protocol = protocol_factory()
        waiter = self.create_future()
        if ssl:
            transport = self._make_ssl_transport(
                sock, protocol, None if isinstance(ssl, bool) else ssl, waiter,
                server_side=server_side, server_hostname=server_hostname,
                ssl_handshake_timeout=ssl_handshake_timeout)
        else:
            transport = self._make_socket_transport(sock, protocol, waiter)
        await self._wait_or_close(waiter, transport)
        return transport, protocol

    async def _wait_or_close(self, waiter, transport):
        try:
            await waiter
        except:
            transport.close()
            raise

    async def start_tls(self, transport, protocol, sslcontext, *, server_side=False,
                        server_hostname=None, ssl_handshake_timeout=None):
        """Go over to TLS on a connected transport; gives the new transport."""
        if ssl is None:
            raise RuntimeError('Python ssl module is not available')
        if not isinstance(sslcontext, ssl.SSLContext):
            raise TypeError(f'sslcontext is expected to be an instance of '
                            f'ssl.SSLContext, got {sslcontext!r}')
        if not getattr(transport, '_start_tls_compatible', False):
            raise TypeError(f'transport {transport!r} is not supported by start_tls()')
        waiter = self.create_future()
        tls = sslproto.SSLProtocol(
            self, protocol, sslcontext, waiter, server_side, server_hostname,
            ssl_handshake_timeout=ssl_handshake_timeout,
            call_connection_made=False)
        # No data may reach either protocol before connection_made() ran.
        transport.pause_reading()
        transport.set_protocol(tls)
        steps = [self.call_soon(tls.connection_made, transport),
                 self.call_soon(transport.resume_reading)]
        try:
            await waiter
        except BaseException:
            transport.close()
            for step in steps:
                step.cancel()
            raise
        return tls._app_transport

    async def _datagram_infos(self, local_addr, remote_addr, family, proto, flags):
        # Pairs ((family, proto), (local address, remote address)).
        if not (local_addr or remote_addr):
            if family == 0:
                raise ValueError('unexpected address family')
            return [((family, proto), (None, None))]
        if hasattr(socket, 'AF_UNIX') and family == socket.AF_UNIX:
            for address in (local_addr, remote_addr):
                if address is not None and not isinstance(address, str):
                    raise TypeError('string is expected')
            if local_addr and local_addr[0] not in (0, '\x00'):
                try:
                    if stat.S_ISSOCK(os.stat(local_addr).st_mode):
                        os.remove(local_addr)
                except FileNotFoundError:
                    pass
                except OSError as error:
                    logger.error('Unable to check or remove stale UNIX '
                                 'socket %r: %r', local_addr, error)
            return [((family, proto), (local_addr, remote_addr))]

        found = {}  # keeps the order of the lookups
        for index, address in enumerate((local_addr, remote_addr)):
            if address is None:
                continue
            assert isinstance(address, tuple) and len(address) == 2, '2-tuple is expected'
            infos = await self._ensure_resolved(
                address, family=family, type=socket.SOCK_DGRAM, proto=proto,
                flags=flags, loop=self)
            if not infos:
                raise OSError('getaddrinfo() returned empty list')
            for found_family, _, found_proto, _, resolved in infos:
                found.setdefault((found_family, found_proto), [None, None])[index] = resolved
        # Each address that was asked for must exist in the family.
        complete = [(key, tuple(pair)) for key, pair in found.items()
                    if not (local_addr and pair[0] is None)
                    and not (remote_addr and pair[1] is None)]
        if not complete:
            raise ValueError('can not get address information')
        return complete

    async def create_datagram_endpoint(
            self, protocol_factory, local_addr=None, remote_addr=None, *,
            family=0, proto=0, flags=0, reuse_address=_unset, reuse_port=None,
            allow_broadcast=None, sock=None):
        if sock is not None:
            if sock.type != socket.SOCK_DGRAM:
                raise ValueError(f'A UDP Socket was expected, got {sock!r}')
            if (local_addr or remote_addr or family or proto or flags
                    or reuse_port or allow_broadcast):
                given = dict(local_addr=local_addr, remote_addr=remote_addr,
                             family=family, proto=proto, flags=flags,
                             reuse_address=reuse_address, reuse_port=reuse_port,
                             allow_broadcast=allow_broadcast)
                problems = ', '.join(f'{k}={v}' for k, v in given.items() if v)
                raise ValueError(
                    f'socket modifier keyword arguments can not be used '
                    f'when sock is specified. ({problems})')
            sock.setblocking(False)
            remote = None
        else:
            infos = await self._datagram_infos(
                local_addr, remote_addr, family, proto, flags)
            # SO_REUSEADDR lets other processes take over a UDP port.
            if reuse_address is not _unset:
                if reuse_address:
                    raise ValueError("Passing `reuse_address=True` is no "
                                     "longer supported, as the usage of "
                                     "SO_REUSEPORT in UDP poses a significant "
                                     "security concern.")
                warnings.warn("The *reuse_address* parameter has been "
                              "deprecated as of 3.5.10 and is scheduled "
                              "for removal in 3.11.", DeprecationWarning,
                              stacklevel=2)
            errors = []
            for (family, proto), (local, remote) in infos:
                sock = None
                try:
                    sock = socket.socket(
                        family=family, type=socket.SOCK_DGRAM, proto=proto)
                    if reuse_port:
                        _set_reuseport(sock)
                    if allow_broadcast:
                        sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
                    sock.setblocking(False)
                    if local_addr:
                        sock.bind(local)
                    if remote_addr:
                        if not allow_broadcast:
                            await self.sock_connect(sock, remote)
                except OSError as error:
                    if sock is not None:
                        sock.close()
                    errors.append(error)
                except:
                    if sock is not None:
                        sock.close()
                    raise
                else:
                    break
            else:
                raise errors[0]

        protocol = protocol_factory()
        waiter = self.create_future()
        transport = self._make_datagram_transport(sock, protocol, remote, waiter)
        if self._debug:
            if local_addr:
                logger.info("Datagram endpoint local_addr=%r remote_addr=%r "
                            "created: (%r, %r)",
                            local_addr, remote_addr, transport, protocol)
            else:
                logger.debug("Datagram endpoint remote_addr=%r created: (%r, %r)",
                             remote_addr, transport, protocol)
        await self._wait_or_close(waiter, transport)
        return transport, protocol

    # Servers.

    async def _create_server_getaddrinfo(self, host, port, family, flags):
        infos = await self._ensure_resolved(
            (host, port), family=family, type=socket.SOCK_STREAM, flags=flags,
            loop=self)
        if not infos:
            raise OSError(f'getaddrinfo({host!r}) returned empty list')
        return infos

    def _bound_sockets(self, infos, reuse_address, reuse_port):
        # One listening socket for each address; none at all on failure.
        listeners = []
        done = False
        try:
            for family, kind, proto, _, address in infos:
                try:
                    sock = socket.socket(family, kind, proto)
                except socket.error:
                    # The system does not have this family.
                    if self._debug:
                        logger.warning('create_server() failed to create '
                                       'socket.socket(%r, %r, %r)',
                                       family, kind, proto, exc_info=True)
                    continue
                listeners.append(sock)
                if reuse_address:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, True)
                if reuse_port:
                    _set_reuseport(sock)
                # A dual-stack socket would take the IPv4 one's port.
                if _HAS_IPv6 and family == socket.AF_INET6 and hasattr(socket, 'IPPROTO_IPV6'):
                    sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, True)
                try:
                    sock.bind(address)
                except OSError as error:
                    raise OSError(
                        error.errno,
                        'error while attempting to bind on address %r: %s'
                        % (address, error.strerror.lower())) from None
            done = True
            return listeners
        finally:
            if not done:
                for sock in listeners:
                    sock.close()

    async def create_server(
            self, protocol_factory, host=None, port=None, *,
            family=socket.AF_UNSPEC, flags=socket.AI_PASSIVE, sock=None,
            backlog=100, ssl=None, reuse_address=None, reuse_port=None,
            ssl_handshake_timeout=None, start_serving=True):
        if isinstance(ssl, bool):
            raise TypeError('ssl argument must be an SSLContext or None')
        if ssl_handshake_timeout is not None and ssl is None:
            raise ValueError('ssl_handshake_timeout is only meaningful with ssl')

        if host is not None or port is not None:
            if sock is not None:
                raise ValueError(
                    'host/port and sock can not be specified at the same time')
            if reuse_address is None:
                reuse_address = os.name == 'posix' and sys.platform != 'cygwin'
            if host == '':
                hosts = [None]
            elif isinstance(host, str) or not isinstance(host, collections.abc.Iterable):
                hosts = [host]
            else:
                hosts = host
            found = await tasks.gather(*[
                self._create_server_getaddrinfo(host, port, family=family, flags=flags)
                for host in hosts])
            infos = set(itertools.chain.from_iterable(found))
            listeners = self._bound_sockets(infos, reuse_address, reuse_port)
        elif sock is None:
            raise ValueError('Neither host/port nor sock were specified')
        elif sock.type != socket.SOCK_STREAM:
            raise ValueError(f'A Stream Socket was expected, got {sock!r}')
        else:
            listeners = [sock]

        for sock in listeners:
            sock.setblocking(False)
        server = Server(self, listeners, protocol_factory, ssl, backlog,
                        ssl_handshake_timeout)
        if start_serving:
            await server.start_serving()
        if self._debug:
            logger.info("%r is serving", server)
        return server

    async def connect_accepted_socket(
            self, protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None):
        if sock.type != socket.SOCK_STREAM:
            raise ValueError(f'A Stream Socket was expected, got {sock!r}')
        if ssl_handshake_timeout is not None and not ssl:
            raise ValueError('ssl_handshake_timeout is only meaningful with ssl')
        transport, protocol = await self._create_connection_transport(
            sock, protocol_factory, ssl, '', server_side=True,
            ssl_handshake_timeout=ssl_handshake_timeout)
        if self._debug:
            sock = transport.get_extra_info('socket')
            logger.debug("%r handled: (%r, %r)", sock, transport, protocol)
        return transport, protocol

    # Pipes and child processes.

    async def _connect_pipe(self, make, direction, protocol_factory, pipe):
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = make(pipe, protocol, waiter)
        await self._wait_or_close(waiter, transport)
        if self._debug:
            logger.debug(direction + ' pipe %r connected: (%r, %r)',
                         pipe.fileno(), transport, protocol)
        return transport, protocol

    async def connect_read_pipe(self, protocol_factory, pipe):
        return await self._connect_pipe(
            self._make_read_pipe_transport, 'Read', protocol_factory, pipe)

    async def connect_write_pipe(self, protocol_factory, pipe):
        return await self._connect_pipe(
            self._make_write_pipe_transport, 'Write', protocol_factory, pipe)

    def _log_subprocess(self, msg, stdin, stdout, stderr):
        parts = [msg]
        if stdin is not None:
            parts.append(f'stdin={_format_pipe(stdin)}')
        if stdout is not None and stderr == subprocess.STDOUT:
            parts.append(f'stdout=stderr={_format_pipe(stdout)}')
        else:
            if stdout is not None:
                parts.append(f'stdout={_format_pipe(stdout)}')
            if stderr is not None:
                parts.append(f'stderr={_format_pipe(stderr)}')
        logger.debug(' '.join(parts))

    async def _start_subprocess(self, protocol_factory, args, shell, log_text,
                                stdin, stdout, stderr, bufsize, kwargs):
        protocol = protocol_factory()
        if self._debug:
            # Arguments may be secret, so they show in debug mode alone.
            self._log_subprocess(log_text, stdin, stdout, stderr)
        transport = await self._make_subprocess_transport(
            protocol, args, shell, stdin, stdout, stderr, bufsize, **kwargs)
        if self._debug:
            logger.info('%s: %r', log_text, transport)
        return transport, protocol

    async def subprocess_shell(
            self, protocol_factory, cmd, *, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            universal_newlines=False, shell=True, bufsize=0, encoding=None,
            errors=None, text=None, **kwargs):
        if not isinstance(cmd, (bytes, str)):
            raise ValueError("cmd must be a string")
        if not shell:
            raise ValueError("shell must be True")
        _check_binary_pipes(universal_newlines, bufsize, text, encoding, errors)
        return await self._start_subprocess(
            protocol_factory, cmd, True, 'run shell command %r' % cmd,
            stdin, stdout, stderr, bufsize, kwargs)

    async def subprocess_exec(
            self, protocol_factory, program, *args, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            universal_newlines=False, shell=False, bufsize=0, encoding=None,
            errors=None, text=None, **kwargs):
        if shell:
            raise ValueError("shell must be False")
        _check_binary_pipes(universal_newlines, bufsize, text, encoding, errors)
        return await self._start_subprocess(
            protocol_factory, (program,) + args, False, f'execute program {program!r}',
            stdin, stdout, stderr, bufsize, kwargs)

    # Errors.

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        """Set handler(loop, context); None means default_exception_handler()."""
        if handler is not None and not callable(handler):
            raise TypeError(f'A callable object or None is expected, got {handler!r}')
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Log everything in context."""
        error = context.get('exception')
        exc_info = False
        if error is not None:
            exc_info = (type(error), error, error.__traceback__)
        handle = self._current_handle
        if ('source_traceback' not in context and handle is not None
                and handle._source_traceback):
            context['handle_traceback'] = handle._source_traceback

        lines = [context.get('message') or 'Unhandled exception in event loop']
        for key in sorted(context.keys() - {'message', 'exception'}):
            value = context[key]
            owner = {'source_traceback': 'Object', 'handle_traceback': 'Handle'}.get(key)
            if owner is None:
                value = repr(value)
            else:
                value = (owner + ' created at (most recent call last):\n'
                         + ''.join(traceback.format_list(value)).rstrip())
            lines.append(f'{key}: {value}')
        logger.error('\n'.join(lines), exc_info=exc_info)

    def call_exception_handler(self, context):
        """Report a problem; context has 'message' and what is known of it.

        Nothing but SystemExit and KeyboardInterrupt comes out of this.
        """
        handler = self._exception_handler
        failure = 'Exception in default exception handler'
        try:
            if handler is None:
                self.default_exception_handler(context)
                return
            try:
                handler(self, context)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as error:
                failure += (' while handling an unexpected error '
                            'in custom exception handler')
                self.default_exception_handler({
                    'message': 'Unhandled error in exception handler',
                    'exception': error,
                    'context': context,
                })
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException:
            logger.error(failure, exc_info=True)

    # One turn of the loop.

    def _add_callback(self, handle):
        assert isinstance(handle, events.Handle), 'A Handle is required here'
        if handle._cancelled:
            return
        assert not isinstance(handle, events.TimerHandle)
        self._ready.append(handle)

    def _add_callback_signalsafe(self, handle):
        self._add_callback(handle)
        self._write_to_self()

    def _timer_handle_cancelled(self, handle):
        if handle._scheduled:
            self._timer_cancelled_count += 1

    def _drop_cancelled_timers(self):
        timers = self._scheduled
        if (len(timers) > _MIN_SCHEDULED_TIMER_HANDLES
                and self._timer_cancelled_count
                > len(timers) * _MIN_CANCELLED_TIMER_HANDLES_FRACTION):
            # So many that they are taken out wherever they are.
            for timer in timers:
                if timer._cancelled:
                    timer._scheduled = False
            self._scheduled = [timer for timer in timers if not timer._cancelled]
            heapq.heapify(self._scheduled)
            self._timer_cancelled_count = 0
            return
        while timers and timers[0]._cancelled:
            self._timer_cancelled_count -= 1
            heapq.heappop(timers)._scheduled = False

    def _run_once(self):
        """Wait for events, then run all handles that are ready by now."""
        if self._scheduled:
            self._drop_cancelled_timers()
        ready = self._ready
        timers = self._scheduled

        timeout = None
        if ready or self._stopping:
            timeout = 0
        elif timers:
            timeout = min(max(0, timers[0]._when - self.time()), MAXIMUM_SELECT_TIMEOUT)
        self._process_events(self._selector.select(timeout))

        # The processing may have made the list anew.
        timers = self._scheduled
        if timers:
            # What is due within one tick of the clock is due now.
            limit = self.time() + self._clock_resolution
            while timers and timers[0]._when < limit:
                timer = heapq.heappop(timers)
                timer._scheduled = False
                ready.append(timer)

        # Handles added from here on belong to the next turn.
        next_handle = ready.popleft
        if not self._debug:
            for _ in range(len(ready)):
                handle = next_handle()
                if not handle._cancelled:
                    handle._run()
        else:
            for _ in range(len(ready)):
                handle = next_handle()
                if not handle._cancelled:
                    self._run_timed(handle)
        handle = None  # nothing it refers to is to live on while waiting

    def _run_timed(self, handle):
        self._current_handle = handle
        try:
            start = self.time()
            handle._run()
            took = self.time() - start
            if took >= self.slow_callback_duration:
                logger.warning('Executing %s took %.3f seconds',
                               _format_handle(handle), took)
        finally:
            self._current_handle = None

    def _set_coroutine_origin_tracking(self, enabled):
        enabled = bool(enabled)
        if enabled == self._coroutine_origin_tracking_enabled:
            return
        if enabled:
            self._coroutine_origin_tracking_saved_depth = \
                sys.get_coroutine_origin_tracking_depth()
            depth = constants.DEBUG_STACK_DEPTH
        else:
            depth = self._coroutine_origin_tracking_saved_depth
        sys.set_coroutine_origin_tracking_depth(depth)
        self._coroutine_origin_tracking_enabled = enabled

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled
        if self.is_running():
            self.call_soon_threadsafe(self._set_coroutine_origin_tracking, enabled)


def _check_binary_pipes(universal_newlines, bufsize, text, encoding, errors):
    # The arguments of Popen that stream transports have no use for.
    if universal_newlines:
        raise ValueError("universal_newlines must be False")
    if bufsize != 0:
        raise ValueError("bufsize must be 0")
    if text:
        raise ValueError("text must be False")
    if encoding is not None:
        raise ValueError("encoding must be None")
    if errors is not None:
        raise ValueError("errors must be None")
