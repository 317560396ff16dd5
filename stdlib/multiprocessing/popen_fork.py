"""Starting a process as a copy of this one."""

import os
import signal

from multiprocessing import process, reduction, util

__all__ = ['Popen']


class Popen:
    """A child. sentinel is the end of a pipe whose other end only the child has."""

    method = 'fork'
    DupFd = reduction.Inherited  # of what duplicate_for_child gives

    def __init__(self, process_obj):
        util._flush_std_streams()
        self.returncode = None
        self.finalizer = None
        self._launch(process_obj)

    def duplicate_for_child(self, fd):
        """The number under which the child will have a descriptor."""
        return fd

    def poll(self, flag=os.WNOHANG):
        """How it ended, None if it has not."""
        if self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, flag)
            except OSError:
                return None  # others have waited for it; nothing can be known
            if pid == self.pid:
                ended = os.WIFSIGNALED(status)
                self.returncode = -os.WTERMSIG(status) if ended else os.WEXITSTATUS(status)
        return self.returncode

    def wait(self, timeout=None):
        """Wait until it has ended, or so long."""
        if self.returncode is not None:
            return self.returncode
        if timeout is not None:
            from multiprocessing.connection import wait
            if not wait([self.sentinel], timeout):
                return None
        # If the pipe has closed it is about to end.
        return self.poll(os.WNOHANG if timeout == 0.0 else 0)

    def _send_signal(self, number):
        if self.returncode is not None:
            return
        try:
            os.kill(self.pid, number)
        except ProcessLookupError:
            pass
        except OSError:
            if self.wait(timeout=0.1) is None:
                raise

    def terminate(self):
        """End it with SIGTERM."""
        self._send_signal(signal.SIGTERM)

    def kill(self):
        """End it with SIGKILL."""
        self._send_signal(signal.SIGKILL)

    def _launch(self, process_obj):
        code = 1
        ours, childs = os.pipe()
        child_sees, parents = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.close(ours)
                os.close(parents)
                process._after_fork()
                code = process_obj._bootstrap(parent_sentinel=child_sees)
            finally:
                os._exit(code)
        os.close(childs)
        os.close(child_sees)
        self.sentinel = ours
        self.finalizer = util.Finalize(self, util.close_fds, (ours, parents))

    def close(self):
        """Close the pipes."""
        if self.finalizer is not None:
            self.finalizer()
