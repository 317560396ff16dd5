"""Starting a process by having the fork server fork it."""

import io
import os

from multiprocessing import forkserver, popen_fork, reduction, spawn, util
from multiprocessing.context import set_spawning_popen

__all__ = ['Popen']


class _DupFd:
    """A descriptor that the server will hand on: its place among those."""

    def __init__(self, ind):
        self.ind = ind

    def detach(self):
        return forkserver.get_inherited_fds()[self.ind]


class Popen(popen_fork.Popen):
    """A child of the server."""

    method = 'forkserver'
    DupFd = _DupFd

    def __init__(self, process_obj):
        self._fds = []
        super().__init__(process_obj)

    def duplicate_for_child(self, fd):
        """The place of a descriptor among those that are sent."""
        self._fds.append(fd)
        return len(self._fds) - 1

    def _launch(self, process_obj):
        data = io.BytesIO()
        set_spawning_popen(self)
        try:
            prepared = spawn.get_preparation_data(process_obj._name)
            reduction.dump(dict(prepared, start_method=self.method), data)
            reduction.dump(process_obj, data)
        finally:
            set_spawning_popen(None)
        self.sentinel, pipe = forkserver.connect_to_new_process(self._fds)
        # The pipe that it read from tells the child when the parent has ended.
        self.finalizer = util.Finalize(self, util.close_fds, (self.sentinel, pipe))
        with open(pipe, 'wb', closefd=False) as file:
            file.write(data.getbuffer())
        self.pid = forkserver.read_signed(self.sentinel)

    def poll(self, flag=os.WNOHANG):
        """How it ended, None if it has not."""
        if self.returncode is None:
            from multiprocessing.connection import wait
            if not wait([self.sentinel], 0 if flag == os.WNOHANG else None):
                return None
            try:
                self.returncode = forkserver.read_signed(self.sentinel)
            except (OSError, EOFError):
                self.returncode = 255  # the server has gone, and what it knew
        return self.returncode
