"""How other threads wake a loop: a byte through a pair of sockets. Part of the selector and the proactor loop."""

import socket

from .log import logger


class SelfPipe:
    """The pair: _csock is written to by anybody, _ssock read by the loop."""

    _ssock = _csock = None

    # How many descriptors the loop watches for itself.
    _internal_fds = 0

    def _open_pair(self):
        self._ssock, self._csock = pair = socket.socketpair()
        for end in pair:
            end.setblocking(False)
        self._internal_fds += 1

    def _close_pair(self):
        pair = self._ssock, self._csock
        self._ssock = self._csock = None
        for end in pair:
            end.close()
        self._internal_fds -= 1

    def _write_to_self(self):
        # Possibly in another thread, just when the loop is being closed.
        end = self._csock
        if end is None:
            return
        try:
            end.send(b"\0")
        except OSError:
            # A full buffer wakes the loop just as well.
            if self._debug:
                logger.debug("Fail to write a null byte into the self-pipe socket", exc_info=True)
