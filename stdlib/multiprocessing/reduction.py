"""Pickling of what only makes sense for another process: descriptors, sockets, connections."""

import copyreg
import functools
import io
import os
import pickle
import socket

__all__ = ['send_handle', 'recv_handle', 'ForkingPickler', 'register', 'dump']

HAVE_SEND_HANDLE = hasattr(socket, 'CMSG_LEN') and hasattr(socket, 'SCM_RIGHTS')


class ForkingPickler(pickle.Pickler):
    """A pickler with a table of its own."""

    _extra_reducers = {}
    _copyreg_dispatch = copyreg.dispatch_table

    def __init__(self, *args):
        super().__init__(*args)
        self.dispatch_table = {**self._copyreg_dispatch, **self._extra_reducers}

    @classmethod
    def register(cls, type, reduce):
        """Say how objects of a type are pickled."""
        cls._extra_reducers[type] = reduce

    @classmethod
    def dumps(cls, obj, protocol=None):
        """Pickle an object; returns a buffer."""
        out = io.BytesIO()
        cls(out, protocol).dump(obj)
        return out.getbuffer()

    loads = pickle.loads


register = ForkingPickler.register


def dump(obj, file, protocol=None):
    """Pickle an object to a file."""
    ForkingPickler(file, protocol).dump(obj)


class Inherited:
    """A descriptor that a process will have when it starts."""

    def __init__(self, fd):
        self.fd = fd

    def detach(self):
        return self.fd


def DupFd(fd):
    """Something to be pickled for a descriptor; only for processes that are being started."""
    from multiprocessing import context
    popen = context.get_spawning_popen()
    if popen is None:
        raise RuntimeError('descriptors can only be handed to processes when they are started')
    return popen.DupFd(popen.duplicate_for_child(fd))


# ---- descriptors through Unix sockets

def sendfds(sock, fds):
    """Send descriptors."""
    import array
    sock.sendmsg([bytes([len(fds) % 256])], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', fds))])


def recvfds(sock, size):
    """Receive so many."""
    import array
    numbers = array.array('i')
    data, ancillary, _, _ = sock.recvmsg(1, socket.CMSG_SPACE(numbers.itemsize * size))
    if not data and not ancillary:
        raise EOFError
    if len(ancillary) != 1:
        raise RuntimeError('received %d items of ancdata' % len(ancillary))
    level, kind, content = ancillary[0]
    if (level, kind) != (socket.SOL_SOCKET, socket.SCM_RIGHTS) or len(content) % numbers.itemsize:
        raise ValueError('Invalid data received')
    numbers.frombytes(content)
    return list(numbers)


def send_handle(conn, handle, destination_pid):
    """Send a descriptor through a connection."""
    with socket.fromfd(conn.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as sock:
        sendfds(sock, [handle])


def recv_handle(conn):
    """Receive one."""
    with socket.fromfd(conn.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as sock:
        return recvfds(sock, 1)[0]


# ---- what pickle does not know

def _reduce_method(method):
    if method.__self__ is None:
        return getattr, (method.__class__, method.__func__.__name__)
    return getattr, (method.__self__, method.__func__.__name__)


def _rebuild_partial(func, args, keywords):
    return functools.partial(func, *args, **keywords)


def _rebuild_socket(holder, family, type, proto):
    return socket.socket(family, type, proto, fileno=os.dup(holder.detach()))


class _C:
    def f(self):
        pass


register(type(_C().f), _reduce_method)
register(type(list.append), lambda method: (getattr, (method.__objclass__, method.__name__)))
register(type(int.__add__), lambda method: (getattr, (method.__objclass__, method.__name__)))
register(functools.partial, lambda part: (_rebuild_partial, (part.func, part.args, part.keywords or {})))
register(socket.socket, lambda sock: (_rebuild_socket, (DupFd(sock.fileno()), sock.family, sock.type, sock.proto)))
