"""Starting child processes. Part of BaseEventLoop.

PIPE, STDOUT and DEVNULL of subprocess are -1, -2 and -3; that module is only imported to start something.
"""

from . import base_events

_PIPE, _STDOUT = -1, -2


def _format_pipe(fd):
    """What a child's descriptor is connected with, for the log."""
    return {_PIPE: "<pipe>", _STDOUT: "<stdout>"}.get(fd) or repr(fd)


def _check_unused(universal_newlines, shell, must_be_shell, bufsize, text, encoding, errors):
    """Child processes talk in bytes, without buffers; these arguments exist to be refused."""
    if universal_newlines:
        raise ValueError("universal_newlines must be False")
    if bool(shell) is not must_be_shell:
        raise ValueError(f"shell must be {must_be_shell}")
    if bufsize != 0:
        raise ValueError("bufsize must be 0")
    if text:
        raise ValueError("text must be False")
    if encoding is not None:
        raise ValueError("encoding must be None")
    if errors is not None:
        raise ValueError("errors must be None")


class Spawning:
    """subprocess_shell() and subprocess_exec()."""

    def _log_subprocess(self, msg, stdin, stdout, stderr):
        words = [msg]
        if stdin is not None:
            words.append(f"stdin={_format_pipe(stdin)}")
        if stdout is not None and stderr == _STDOUT:
            words.append(f"stdout=stderr={_format_pipe(stdout)}")
        else:
            for name, fd in (("stdout", stdout), ("stderr", stderr)):
                if fd is not None:
                    words.append(f"{name}={_format_pipe(fd)}")
        base_events.logger.debug(" ".join(words))

    async def __spawn(self, what, protocol_factory, args, shell, streams, kwargs):
        protocol = protocol_factory()
        if self._debug:
            self._log_subprocess(what, *streams)
        transport = await self._make_subprocess_transport(protocol, args, shell, *streams, 0, **kwargs)
        if self._debug:
            base_events.logger.info("%s: %r", what, transport)
        return transport, protocol

    async def subprocess_shell(
            self, protocol_factory, cmd, *, stdin=_PIPE, stdout=_PIPE, stderr=_PIPE, universal_newlines=False,
            shell=True, bufsize=0, encoding=None, errors=None, text=None, **kwargs):
        """Run a command line by the shell; gives (transport, protocol)."""
        if not isinstance(cmd, (bytes, str)):
            raise ValueError("cmd must be a string")
        _check_unused(universal_newlines, shell, True, bufsize, text, encoding, errors)
        # The command may contain secrets: only logged in debug mode.
        return await self.__spawn(f"run shell command {cmd!r}", protocol_factory, cmd, True,
                                  (stdin, stdout, stderr), kwargs)

    async def subprocess_exec(
            self, protocol_factory, program, *args, stdin=_PIPE, stdout=_PIPE, stderr=_PIPE,
            universal_newlines=False, shell=False, bufsize=0, encoding=None, errors=None, text=None, **kwargs):
        """Run a program; gives (transport, protocol)."""
        _check_unused(universal_newlines, shell, False, bufsize, text, encoding, errors)
        return await self.__spawn(f"execute program {program!r}", protocol_factory, (program,) + args, False,
                                  (stdin, stdout, stderr), kwargs)
