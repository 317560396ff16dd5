"""Starting a process with an interpreter of its own, which gets through a pipe what it is to do."""

import io
import os

from multiprocessing import popen_fork, reduction, resource_tracker, spawn, util
from multiprocessing.context import set_spawning_popen

__all__ = ['Popen']


class Popen(popen_fork.Popen):
    """A child that was spawned."""

    method = 'spawn'

    def __init__(self, process_obj):
        self._fds = []
        super().__init__(process_obj)

    def duplicate_for_child(self, fd):
        """Descriptors keep their numbers."""
        self._fds.append(fd)
        return fd

    def _launch(self, process_obj):
        data = io.BytesIO()
        set_spawning_popen(self)
        try:
            reduction.dump(spawn.get_preparation_data(process_obj._name), data)
            reduction.dump(process_obj, data)
        finally:
            set_spawning_popen(None)
        ours = parents = None
        try:
            ours, childs = os.pipe()
            child_reads, parents = os.pipe()
            tracker = resource_tracker.getfd()
            command = spawn.get_command_line(pipe_handle=child_reads, tracker_fd=tracker)
            self._fds += [child_reads, childs, tracker]
            self.pid = util.spawnv_passfds(spawn.get_executable(), command, self._fds)
            os.close(child_reads)
            os.close(childs)
            self.sentinel = ours
            with open(parents, 'wb', closefd=False) as file:
                file.write(data.getbuffer())
        finally:
            # The pipe that it read from tells the child when the parent has ended.
            fds = [fd for fd in (ours, parents) if fd is not None]
            self.finalizer = util.Finalize(self, util.close_fds, fds)
