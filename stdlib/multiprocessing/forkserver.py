"""The server of the start method 'forkserver': a small process, started anew, that forks what is asked for.

A program connects to the server's socket and sends descriptors: two pipe ends
for the new process, and what that is to inherit.  The server forks and writes
the number of the process to the second pipe, and how it ended when it has.
Through the first pipe the program sends what a spawned process is sent, too.

The server ends when nobody has the other end of its 'alive' pipe any more.
"""

import os
import selectors
import signal
import socket
import struct
import sys
import tempfile
import threading

from multiprocessing import process, reduction, resource_tracker, util

__all__ = ['ensure_running', 'get_inherited_fds', 'connect_to_new_process', 'set_forkserver_preload']

MAXFDS_TO_SEND = 256
SIGNED_STRUCT = struct.Struct('q')


def read_signed(fd):
    """A number from a pipe."""
    data = b''
    while len(data) < SIGNED_STRUCT.size:
        more = os.read(fd, SIGNED_STRUCT.size - len(data))
        if not more:
            raise EOFError('unexpected EOF')
        data += more
    return SIGNED_STRUCT.unpack(data)[0]


def write_signed(fd, n):
    """Write a number to a pipe."""
    data = SIGNED_STRUCT.pack(n)
    while data:
        data = data[os.write(fd, data):]


class ForkServer:
    """What a program knows of its server; a process that was forked there knows the same one."""

    def __init__(self):
        self._lock = threading.Lock()
        self._preload_modules = ['__main__']
        self._inherited_fds = None
        self._forget()

    def _forget(self):
        self._forkserver_address = self._forkserver_alive_fd = self._forkserver_pid = None

    def _stop(self):
        # For tests.
        with self._lock:
            if self._forkserver_pid is None:
                return
            os.close(self._forkserver_alive_fd)
            os.waitpid(self._forkserver_pid, 0)
            if not util.is_abstract_socket_namespace(self._forkserver_address):
                os.unlink(self._forkserver_address)
            self._forget()

    def set_forkserver_preload(self, modules_names):
        """Names of modules that the server is to import; what cannot be imported is passed over."""
        if not all(type(name) is str for name in modules_names):
            raise TypeError('module_names must be a list of strings')
        self._preload_modules = modules_names

    def get_inherited_fds(self):
        """The descriptors that this process was sent; None if it was not forked by a server."""
        return self._inherited_fds

    def connect_to_new_process(self, fds):
        """Have a process forked that gets descriptors: (where its number and end can be read, where to write)."""
        self.ensure_running()
        if len(fds) + 4 >= MAXFDS_TO_SEND:
            raise ValueError('too many fds')
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(self._forkserver_address)
            kept = self._forkserver_alive_fd, resource_tracker.getfd()
            ours_read, childs_write = os.pipe()
            childs_read, ours_write = os.pipe()
            try:
                reduction.sendfds(client, [childs_read, childs_write, *kept, *fds])
                return ours_read, ours_write
            except:
                util.close_fds(ours_read, ours_write)
                raise
            finally:
                util.close_fds(childs_read, childs_write)

    def ensure_running(self):
        """Start the server unless there is one."""
        with self._lock:
            resource_tracker.ensure_running()
            if self._forkserver_pid is not None:
                if os.waitpid(self._forkserver_pid, os.WNOHANG)[0] == 0:
                    return
                # It has died: who still waits for its processes will see them as lost.
                os.close(self._forkserver_alive_fd)
                self._forget()
            elif self._forkserver_alive_fd is not None:
                return  # the server that has forked this process
            self._start()

    def _start(self):
        from multiprocessing import spawn
        data = spawn.get_preparation_data('ignore')
        known = {argument: data[name] for argument, name in (
            ('sys_path', 'sys_path'), ('main_path', 'init_main_from_path')) if name in data}
        address = tempfile.mktemp(prefix='listener-', dir=util.get_temp_dir())
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(address)
            os.chmod(address, 0o600)
            listener.listen()
            alive_read, alive_write = os.pipe()
            try:
                program = 'from multiprocessing.forkserver import main; main(%d, %d, %r, **%r)' % (
                    listener.fileno(), alive_read, self._preload_modules, known)
                import subprocess
                executable = spawn.get_executable()
                command = [executable, *subprocess._args_from_interpreter_flags(), '-c', program]
                self._forkserver_pid = util.spawnv_passfds(executable, command, [listener.fileno(), alive_read])
            except:
                os.close(alive_write)
                raise
            finally:
                os.close(alive_read)
        self._forkserver_address, self._forkserver_alive_fd = address, alive_write


# ---- in the server

def _preload(names, main_path):
    if '__main__' in names and main_path is not None:
        from multiprocessing import spawn
        process.current_process()._inheriting = True
        try:
            spawn.import_main_path(main_path)
        finally:
            del process.current_process()._inheriting
    for name in names:
        try:
            __import__(name)
        except ImportError:
            pass


def main(listener_fd, alive_r, preload, main_path=None, sys_path=None):
    """Be the server."""
    if sys_path is not None:
        sys.path[:] = sys_path
    if preload:
        _preload(preload, main_path)
    util._close_stdin()
    with socket.socket(socket.AF_UNIX, fileno=listener_fd) as listener:
        _forkserver._forkserver_address = listener.getsockname()
        _Server(listener, alive_r).run()


class _Server:
    """Waits for requests, for ends of its children, and for the end of all who could ask."""

    def __init__(self, listener, alive):
        self.listener, self.alive = listener, alive
        self.status_pipes = {}  # of the children, by number
        self.woken, wakes = os.pipe()
        os.set_blocking(self.woken, False)
        os.set_blocking(wakes, False)
        self.wakes = wakes
        # A child may be killed by Ctrl-C, the server not; SIGCHLD only wakes.
        self.handlers = {number: signal.signal(number, handler) for number, handler in
                         ((signal.SIGCHLD, lambda *_: None), (signal.SIGINT, signal.SIG_IGN))}
        self.old_wakeup = signal.set_wakeup_fd(wakes)

    def run(self):
        with selectors.DefaultSelector() as selector:
            for what, action in ((self.listener, self._serve), (self.alive, self._end), (self.woken, self._reap)):
                selector.register(what, selectors.EVENT_READ, action)
            self.selector = selector
            while True:
                for key, _ in selector.select():
                    try:
                        key.data()
                    except ConnectionAbortedError:
                        pass  # who asked has gone

    def _end(self):
        # Nothing was sent, so it is the end of the pipe.
        assert os.read(self.alive, 1) == b'', 'Not at EOF?'
        raise SystemExit

    def _reap(self):
        os.read(self.woken, 65536)
        while self.status_pipes:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            pipe = self.status_pipes.pop(pid, None)
            if pipe is None:
                continue  # not one of those
            code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
            try:
                write_signed(pipe, code)
            except BrokenPipeError:
                pass  # nobody wants to know
            os.close(pipe)

    def _serve(self):
        with self.listener.accept()[0] as sock:
            fds = reduction.recvfds(sock, MAXFDS_TO_SEND + 1)
            assert len(fds) <= MAXFDS_TO_SEND
            data, status, *given = fds
            sock.close()
            pid = os.fork()
            if pid == 0:
                code = 1
                try:
                    self._leave(status)
                    code = _serve_one(data, given)
                except Exception:
                    sys.excepthook(*sys.exc_info())
                    sys.stderr.flush()
                finally:
                    os._exit(code)
        self.status_pipes[pid] = status
        try:
            write_signed(status, pid)
        except BrokenPipeError:
            pass
        util.close_fds(data, *given)

    def _leave(self, status):
        """In a child: give up what is the server's."""
        signal.set_wakeup_fd(self.old_wakeup)
        for number, handler in self.handlers.items():
            signal.signal(number, handler)
        self.selector.close()
        self.listener.close()
        util.close_fds(self.alive, self.woken, self.wakes, status, *self.status_pipes.values())


def _serve_one(data, fds):
    """Be the process that was asked for."""
    from multiprocessing import spawn
    alive, resource_tracker._resource_tracker._fd, *inherited = fds
    _forkserver._forkserver_alive_fd, _forkserver._inherited_fds = alive, inherited
    process._after_fork()
    return spawn._main(data, os.dup(data))


_forkserver = ForkServer()
ensure_running = _forkserver.ensure_running
get_inherited_fds = _forkserver.get_inherited_fds
connect_to_new_process = _forkserver.connect_to_new_process
set_forkserver_preload = _forkserver.set_forkserver_preload
