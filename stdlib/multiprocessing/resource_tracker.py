"""Named resources of the system that nobody has taken away: here there are none to be looked after.

Semaphores are pipes, which go with the last process; a block of shared memory
is for its maker to unlink.  The functions are there for programs that call
them.
"""

__all__ = ['ensure_running', 'register', 'unregister']


class ResourceTracker:
    """Keeps nothing."""

    _pid = None

    def getfd(self):
        """There is no process that could be told."""
        return None

    def ensure_running(self):
        """Nothing has to run."""

    def register(self, name, rtype):
        """Nothing is kept."""

    def unregister(self, name, rtype):
        """Nothing was kept."""

    def _check_alive(self):
        return False

    def _stop(self):
        pass


_resource_tracker = ResourceTracker()
ensure_running, register = _resource_tracker.ensure_running, _resource_tracker.register
unregister, getfd = _resource_tracker.unregister, _resource_tracker.getfd
