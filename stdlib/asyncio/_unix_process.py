"""Child processes on Unix. Found in asyncio.unix_events; apart from it so that subprocess is imported late."""

import socket
import subprocess

from . import base_subprocess

__name__ = "asyncio.unix_events"  # where all of this is found


class _UnixSubprocessTransport(base_subprocess.BaseSubprocessTransport):
    """A child process made by subprocess.Popen."""

    def _start(self, args, shell, stdin, stdout, stderr, bufsize, **kwargs):
        ours = None
        if stdin == subprocess.PIPE:
            # A pair of sockets and not a pipe: on AIX, the end of a pipe that is written to cannot be watched
            # for the reader's going away.
            stdin, ours = socket.socketpair()
        try:
            self._proc = process = subprocess.Popen(
                args, shell=shell, stdin=stdin, stdout=stdout, stderr=stderr, universal_newlines=False,
                bufsize=bufsize, **kwargs)
            if ours is not None:
                process.stdin = open(ours.detach(), "wb", buffering=bufsize)
        finally:
            if ours is not None:
                stdin.close()
                # Nothing, once detached.
                ours.close()


__name__ = __spec__.name
