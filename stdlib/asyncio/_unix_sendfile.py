"""sendfile() by the system call. Part of the loop in asyncio.unix_events."""

import errno

from . import exceptions
from . import unix_events as _owner


class SystemSendfile:
    """_sock_sendfile_native(), which loop.sendfile() and loop.sock_sendfile() come to."""

    async def _sock_sendfile_native(self, sock, file, offset, count):
        if not hasattr(_owner.os, "sendfile"):
            raise exceptions.SendfileNotAvailableError("os.sendfile() is not available")
        try:
            fileno = file.fileno()
            size = _owner.os.fstat(fileno).st_size
        except (AttributeError, OSError):
            raise exceptions.SendfileNotAvailableError("not a regular file")
        blocksize = count or size
        if not blocksize:
            return 0
        outcome = self.create_future()
        self._sock_sendfile_native_impl(outcome, None, sock, fileno, offset, count, blocksize, 0)
        return await outcome

    def _sock_sendfile_native_impl(self, fut, registered_fd, sock, fileno, offset, count, blocksize, total_sent):
        """Send as much as goes at once, and come back when the socket is ready; registered_fd, when it is."""
        if registered_fd is not None:
            # Ready again only when it has been asked for: the caller may have been cancelled.
            self.remove_writer(registered_fd)
        settle = None
        if fut.cancelled():
            settle = lambda: None
        else:
            if count:
                blocksize = count - total_sent
            if blocksize <= 0:
                settle = lambda: fut.set_result(total_sent)
        if settle is None:
            try:
                sent = _owner.os.sendfile(sock.fileno(), fileno, offset, blocksize)
                offset += sent
                total_sent += sent
                if sent == 0:
                    # The end of the file.
                    settle = lambda: fut.set_result(total_sent)
            except (BlockingIOError, InterruptedError):
                pass
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as problem:
                error = self.__sendfile_error(problem, registered_fd is None, total_sent)
                settle = lambda: fut.set_exception(error)
        if settle is not None:
            self._sock_sendfile_update_filepos(fileno, offset, total_sent)
            settle()
            return
        fd = sock.fileno()
        if registered_fd is None:
            self._sock_add_cancellation_callback(fut, sock)
        self.add_writer(fd, self._sock_sendfile_native_impl, fut, fd, sock, fileno, offset, count, blocksize,
                        total_sent)

    @staticmethod
    def __sendfile_error(problem, first, total_sent):
        """What is raised for an error of os.sendfile()."""
        if not isinstance(problem, OSError):
            return problem
        if problem.errno == errno.ENOTCONN and not first and type(problem) is not ConnectionError:
            # Lost on the way: the same error as from send().
            lost = ConnectionError("socket is not connected", errno.ENOTCONN)
            lost.__cause__ = problem
            problem = lost
        if total_sent:
            return problem
        # Nothing has been sent: read and write can still do it, or will fail too, more clearly.
        return exceptions.SendfileNotAvailableError("os.sendfile call failed")

    def _sock_sendfile_update_filepos(self, fileno, offset, total_sent):
        if total_sent:
            _owner.os.lseek(fileno, offset, _owner.os.SEEK_SET)

    def _sock_add_cancellation_callback(self, fut, sock):
        def forget(fut):
            fd = sock.fileno()
            if fut.cancelled() and fd != -1:
                self.remove_writer(fd)

        fut.add_done_callback(forget)
