"""Running other programs, with their input and output connected to this one. POSIX systems only."""

import builtins
import contextlib
import errno
import io
import os
import selectors
import signal
import sys
import threading
import time
import warnings
from time import monotonic as _time

import _posixsubprocess
import select

__all__ = ["Popen", "PIPE", "STDOUT", "call", "check_call", "getstatusoutput", "getoutput", "check_output", "run",
           "CalledProcessError", "DEVNULL", "SubprocessError", "TimeoutExpired", "CompletedProcess"]

_mswindows = False
PIPE, STDOUT, DEVNULL = -1, -2, -3

_PIPE_BUF = getattr(select, "PIPE_BUF", 512)
_PopenSelector = getattr(selectors, "PollSelector", selectors.SelectSelector)


class SubprocessError(Exception):
    """Something went wrong with another program."""


@property
def _output(self):
    """The same as output."""
    return self.output


@_output.setter
def _output(self, value):
    self.output = value


class CalledProcessError(SubprocessError):
    """A program that was to succeed did not: cmd, returncode, and output and stderr if they were read."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd = returncode, cmd
        self.output, self.stderr = output, stderr

    def __str__(self):
        code = self.returncode
        if not code or code > 0:
            return "Command '%s' returned non-zero exit status %d." % (self.cmd, code)
        try:
            return "Command '%s' died with %r." % (self.cmd, signal.Signals(-code))
        except ValueError:
            return "Command '%s' died with unknown signal %d." % (self.cmd, -code)

    stdout = _output


class TimeoutExpired(SubprocessError):
    """A program took too long: cmd, timeout, and what of output and stderr was read until then."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout = cmd, timeout
        self.output, self.stderr = output, stderr

    def __str__(self):
        return "Command '%s' timed out after %s seconds" % (self.cmd, self.timeout)

    stdout = _output


# ---- Options of this interpreter, for starting another one alike

def _optim_args_from_interpreter_flags():
    level = sys.flags.optimize
    return ["-" + "O" * level] if level > 0 else []


_FLAG_LETTERS = {"debug": "d", "dont_write_bytecode": "B", "no_site": "S", "verbose": "v", "bytes_warning": "b",
                 "quiet": "q"}


def _args_from_interpreter_flags():
    """The command line options that make the settings in sys.flags, sys.warnoptions and sys._xoptions."""
    flags, xoptions = sys.flags, getattr(sys, "_xoptions", {})
    args = _optim_args_from_interpreter_flags()
    for name, letter in _FLAG_LETTERS.items():
        times = getattr(flags, name)
        if times > 0:
            args.append("-" + letter * times)
    if flags.isolated:
        args.append("-I")
    else:
        args += ["-E"] * bool(flags.ignore_environment) + ["-s"] * bool(flags.no_user_site)
    # Some warning options come from other options.
    warned = list(sys.warnoptions)
    implied = []
    if flags.bytes_warning:
        implied.append("error::BytesWarning" if flags.bytes_warning > 1 else "default::BytesWarning")
    develop = "dev" in xoptions
    if develop:
        implied.append("default")
    for option in implied:
        if option in warned:
            warned.remove(option)
    args += ["-W" + option for option in warned]
    if develop:
        args += ["-X", "dev"]
    for name in "faulthandler", "tracemalloc", "importtime", "showalloccount", "showrefcount", "utf8":
        if name in xoptions:
            value = xoptions[name]
            args += ["-X", name if value is True else "%s=%s" % (name, value)]
    return args


# ---- One call for all

def call(*popenargs, timeout=None, **kwargs):
    """Run a program; its exit status. The arguments are those of Popen."""
    with Popen(*popenargs, **kwargs) as process:
        try:
            return process.wait(timeout=timeout)
        except:  # KeyboardInterrupt, too; wait() gave the child time for its own end
            process.kill()
            raise


def check_call(*popenargs, **kwargs):
    """As call(), but CalledProcessError if the status is not 0."""
    status = call(*popenargs, **kwargs)
    if status:
        cmd = kwargs.get("args")
        raise CalledProcessError(status, popenargs[0] if cmd is None else cmd)
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """What a program writes; CalledProcessError if its status is not 0."""
    if "stdout" in kwargs:
        raise ValueError("stdout argument not allowed, it will be overridden.")
    if "input" in kwargs and kwargs["input"] is None:
        # Here None stands for no input, not for an inherited one.
        textual = any(kwargs.get(name) for name in ("universal_newlines", "text", "encoding", "errors"))
        kwargs["input"] = "" if textual else b""
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


class CompletedProcess:
    """The result of run(): args, returncode, and stdout and stderr if they were read."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode = args, returncode
        self.stdout, self.stderr = stdout, stderr

    def __repr__(self):
        shown = ["args=%r" % (self.args,), "returncode=%r" % (self.returncode,)]
        for name in "stdout", "stderr":
            value = getattr(self, name)
            if value is not None:
                shown.append("%s=%r" % (name, value))
        return "%s(%s)" % (type(self).__name__, ", ".join(shown))

    def check_returncode(self):
        """CalledProcessError if the status is not 0."""
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Run a program to its end, giving it the input; a CompletedProcess."""
    if input is not None:
        if kwargs.get("stdin") is not None:
            raise ValueError("stdin and input arguments may not both be used.")
        kwargs["stdin"] = PIPE
    if capture_output:
        if any(kwargs.get(name) is not None for name in ("stdout", "stderr")):
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        kwargs.update(stdout=PIPE, stderr=PIPE)
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except TimeoutExpired:
            process.kill()
            process.wait()
            raise
        except:  # KeyboardInterrupt, too; the end of the with statement waits
            process.kill()
            raise
        result = CompletedProcess(process.args, process.poll(), stdout, stderr)
    if check:
        result.check_returncode()
    return result


def list2cmdline(seq):
    """One string of the arguments, quoted as the C library of Windows reads it."""
    parts = []
    for arg in map(os.fsdecode, seq):
        quoted = not arg or " " in arg or "\t" in arg
        out, slashes = [], 0
        for char in arg:
            if char == "\\":
                slashes += 1
                continue
            # Backslashes count as themselves, unless a quote follows.
            if char == '"':
                out.append("\\" * (2 * slashes + 1))
            else:
                out.append("\\" * slashes)
            out.append(char)
            slashes = 0
        out.append("\\" * (2 * slashes if quoted else slashes))
        text = "".join(out)
        parts.append('"' + text + '"' if quoted else text)
    return " ".join(parts)


def getstatusoutput(cmd):
    """(exit status, output and errors without the last newline) of a command of the shell."""
    try:
        data, status = check_output(cmd, shell=True, text=True, stderr=STDOUT), 0
    except CalledProcessError as error:
        data, status = error.output, error.returncode
    return status, data[:-1] if data[-1:] == "\n" else data


def getoutput(cmd):
    """Output and errors of a command of the shell."""
    return getstatusoutput(cmd)[1]


def _use_posix_spawn():
    """Does posix_spawn() of this system report errors of the new program?"""
    if sys.platform == "darwin":
        return True
    try:
        library, _, version = os.confstr("CS_GNU_LIBC_VERSION").partition(" ")
        numbers = tuple(map(int, version.split(".")))
    except (AttributeError, ValueError, OSError):
        return False
    return sys.platform == "linux" and library == "glibc" and numbers >= (2, 24)


_USE_POSIX_SPAWN = hasattr(os, "posix_spawn") and _use_posix_spawn()

# Objects that went away before their program ended; somebody has to ask for its status.
_active = []


def _cleanup():
    """Ask for the status of forgotten programs."""
    if _active is None:
        return
    for process in _active[:]:
        status = process._internal_poll(_deadstate=sys.maxsize)
        if status is not None:
            try:
                _active.remove(process)
            except ValueError:
                pass  # another thread was here


class Popen:
    """A running program."""

    _child_created = False  # for __del__ of an object half made

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
                 close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None,
                 creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, encoding=None,
                 errors=None, text=None):
        """Start the program."""
        _cleanup()
        # Held while waitpid() runs: two at a time could ask for a number already used again.
        self._waitpid_lock = threading.Lock()
        self._input = None
        self._communication_started = False
        if bufsize is None:
            bufsize = -1
        if not isinstance(bufsize, int):
            raise TypeError("bufsize must be an integer")
        if pass_fds and not close_fds:
            warnings.warn("pass_fds overriding close_fds.", RuntimeWarning)
            close_fds = True
        if startupinfo is not None:
            raise ValueError("startupinfo is only supported on Windows platforms")
        if creationflags != 0:
            raise ValueError("creationflags is only supported on Windows platforms")
        if text is not None and universal_newlines is not None and bool(universal_newlines) != bool(text):
            raise SubprocessError("Cannot disambiguate when both text and universal_newlines are supplied but "
                                  "different. Pass one or the other.")
        self.args = args
        self.stdin = self.stdout = self.stderr = None
        self.pid = self.returncode = None
        self.encoding, self.errors = encoding, errors
        self.text_mode = encoding or errors or text or universal_newlines
        # How long the first ^C lets the child do its own end.
        self._sigint_wait_secs = 0.25
        self._closed_child_pipe_fds = False

        handles = self._get_handles(stdin, stdout, stderr)
        ours = handles[1], handles[2], handles[4]
        try:
            for name, fd, mode in zip(("stdin", "stdout", "stderr"), ours, ("wb", "rb", "rb")):
                if fd != -1:
                    setattr(self, name, self._open_end(fd, mode, bufsize))
            self._execute_child(args, executable, preexec_fn, close_fds, pass_fds, cwd, env, startupinfo,
                                creationflags, shell, *handles, restore_signals, start_new_session)
        except:
            for file in filter(None, (self.stdin, self.stdout, self.stderr)):
                try:
                    file.close()
                except OSError:
                    pass
            if not self._closed_child_pipe_fds:
                theirs = [fd for fd, wish in zip((handles[0], handles[3], handles[5]), (stdin, stdout, stderr))
                          if wish == PIPE]
                if hasattr(self, "_devnull"):
                    theirs.append(self._devnull)
                for fd in theirs:
                    try:
                        os.close(fd)
                    except OSError:
                        pass
            raise

    def _open_end(self, fd, mode, bufsize):
        """The file object of our end of a pipe."""
        line_buffering = False
        if bufsize == 1:  # by lines, which binary files do not know
            line_buffering = bool(self.text_mode)
            if not self.text_mode:
                warnings.warn("line buffering (buffering=1) isn't supported in binary mode, "
                              "the default buffer size will be used", RuntimeWarning, stacklevel=3)
            bufsize = -1
        file = io.open(fd, mode, bufsize)
        if self.text_mode:
            options = {"write_through": True, "line_buffering": line_buffering} if mode == "wb" else {}
            file = io.TextIOWrapper(file, encoding=self.encoding, errors=self.errors, **options)
        return file

    @property
    def universal_newlines(self):
        """The older name of text_mode."""
        return self.text_mode

    @universal_newlines.setter
    def universal_newlines(self, universal_newlines):
        self.text_mode = bool(universal_newlines)

    def _translate_newlines(self, data, encoding, errors):
        return data.decode(encoding, errors).replace("\r\n", "\n").replace("\r", "\n")

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        for file in self.stdout, self.stderr:
            if file:
                file.close()
        try:  # a flush may fail
            if self.stdin:
                self.stdin.close()
        finally:
            if exc_type == KeyboardInterrupt:
                self._wait_after_interrupt()
                return
            self.wait()

    def _wait_after_interrupt(self):
        # The child has got the ^C, too; we wait for its end, but once and not long.
        patience, self._sigint_wait_secs = self._sigint_wait_secs, 0
        if patience > 0:
            with contextlib.suppress(TimeoutExpired):
                self._wait(timeout=patience)

    def __del__(self, _maxsize=sys.maxsize, _warn=warnings.warn):
        if not self._child_created:
            return
        if self.returncode is None:
            _warn("subprocess %s is still running" % self.pid, ResourceWarning, source=self)
        self._internal_poll(_deadstate=_maxsize)
        if self.returncode is None and _active is not None:
            _active.append(self)

    # ---- Pipes

    def _get_devnull(self):
        if not hasattr(self, "_devnull"):
            self._devnull = os.open(os.devnull, os.O_RDWR)
        return self._devnull

    def _get_handles(self, stdin, stdout, stderr):
        """The descriptors for the child and for us: p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite."""
        def ends(wish, child_reads):
            # (read end, write end); -1 where there is none
            if wish is None:
                return -1, -1
            if wish == PIPE:
                return os.pipe()
            if wish == DEVNULL:
                fd = self._get_devnull()
            else:
                fd = wish if isinstance(wish, int) else wish.fileno()
            return (fd, -1) if child_reads else (-1, fd)

        given = ends(stdin, True)
        output = ends(stdout, False)
        if stderr == STDOUT:
            errors = -1, output[1] if output[1] != -1 else sys.__stdout__.fileno()
        else:
            errors = ends(stderr, False)
        return (*given, *output, *errors)

    def _close_pipe_fds(self, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite):
        """Close the child's ends, which we do not need after the start."""
        devnull = getattr(self, "_devnull", None)
        with contextlib.ExitStack() as stack:
            for theirs, ours in (p2cread, p2cwrite), (c2pwrite, c2pread), (errwrite, errread):
                if theirs != -1 and ours != -1 and theirs != devnull:
                    stack.callback(os.close, theirs)
            if devnull is not None:
                stack.callback(os.close, devnull)
        self._closed_child_pipe_fds = True

    # ---- Start

    def _posix_spawn(self, args, executable, env, restore_signals, p2cread, p2cwrite, c2pread, c2pwrite, errread,
                     errwrite):
        """Start the program by posix_spawn(), which copies nothing of this process."""
        options = {}
        if restore_signals:
            options["setsigdef"] = [getattr(signal, name) for name in ("SIGPIPE", "SIGXFZ", "SIGXFSZ")
                                    if hasattr(signal, name)]
        actions = [(os.POSIX_SPAWN_CLOSE, fd) for fd in (p2cwrite, c2pread, errread) if fd != -1]
        actions += [(os.POSIX_SPAWN_DUP2, fd, standard)
                    for standard, fd in enumerate((p2cread, c2pwrite, errwrite)) if fd != -1]
        if actions:
            options["file_actions"] = actions
        self.pid = os.posix_spawn(executable, args, os.environ if env is None else env, **options)
        self._child_created = True
        self._close_pipe_fds(p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite)

    def _execute_child(self, args, executable, preexec_fn, close_fds, pass_fds, cwd, env, startupinfo, creationflags,
                       shell, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, restore_signals,
                       start_new_session):
        """Start the program."""
        if shell and isinstance(args, os.PathLike):
            raise TypeError("path-like args is not allowed when shell is true")
        args = [args] if isinstance(args, (str, bytes, os.PathLike)) else list(args)
        if shell:
            unix_shell = "/system/bin/sh" if hasattr(sys, "getandroidapilevel") else "/bin/sh"
            args[:0] = [unix_shell, "-c"]
            if executable:
                args[0] = executable
        if executable is None:
            executable = args[0]
        sys.audit("subprocess.Popen", executable, args, cwd, env)
        pipes = p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite
        if (_USE_POSIX_SPAWN and os.path.dirname(executable) and preexec_fn is None and not close_fds
                and not pass_fds and cwd is None and not start_new_session
                and all(fd == -1 or fd > 2 for fd in (p2cread, c2pwrite, errwrite))):
            return self._posix_spawn(args, executable, env, restore_signals, *pipes)

        report = b""
        # Through this pipe comes what goes wrong before the program runs; its start closes the pipe.
        errpipe_read, errpipe_write = os.pipe()
        low = []  # the child needs the numbers 0 to 2
        while errpipe_write < 3:
            low.append(errpipe_write)
            errpipe_write = os.dup(errpipe_write)
        for fd in low:
            os.close(fd)
        try:
            try:
                self._fork(args, executable, preexec_fn, close_fds, pass_fds, cwd, env, pipes,
                           (errpipe_read, errpipe_write), restore_signals, start_new_session)
            finally:
                os.close(errpipe_write)
            self._close_pipe_fds(*pipes)
            while len(report) <= 50000:
                part = os.read(errpipe_read, 50000)
                report += part
                if not part:
                    break
        finally:
            os.close(errpipe_read)
        if report:
            self._raise_child_error(report, executable, cwd)

    def _fork(self, args, executable, preexec_fn, close_fds, pass_fds, cwd, env, pipes, errpipe, restore_signals,
              start_new_session):
        env_list = None
        if env is not None:
            env_list = []
            for name, value in env.items():
                name = os.fsencode(name)
                if b"=" in name:
                    raise ValueError("illegal environment variable name")
                env_list.append(name + b"=" + os.fsencode(value))
        executable = os.fsencode(executable)
        if os.path.dirname(executable):
            candidates = (executable,)
        else:
            candidates = tuple(os.path.join(os.fsencode(folder), executable) for folder in os.get_exec_path(env))
        keep = {*pass_fds, errpipe[1]}
        self.pid = _posixsubprocess.fork_exec(args, candidates, close_fds, tuple(sorted(map(int, keep))), cwd,
                                              env_list, *pipes, *errpipe, restore_signals, start_new_session,
                                              preexec_fn)
        self._child_created = True

    def _raise_child_error(self, report, executable, cwd):
        """The child did not get as far as its program: raise here what it wrote about that."""
        try:
            pid, status = os.waitpid(self.pid, 0)
            if pid == self.pid:
                self._handle_exitstatus(status)
            else:
                self.returncode = sys.maxsize
        except ChildProcessError:
            pass
        try:
            name, number, message = report.split(b":", 2)
            message = message.decode()
        except ValueError:
            name, number = b"SubprocessError", b"0"
            message = "Bad exception data from child: {!r}".format(bytes(report))
        kind = getattr(builtins, name.decode("ascii"), SubprocessError)
        if not (issubclass(kind, OSError) and number):
            raise kind(message)
        code = int(number, 16)
        # "noexec": it was the change of directory that failed
        filename = cwd if message == "noexec" else executable
        if message == "noexec":
            message = ""
        if code:
            message = os.strerror(code)
        raise kind(code, message, filename)

    # ---- End

    def _handle_exitstatus(self, sts, _WIFSIGNALED=os.WIFSIGNALED, _WTERMSIG=os.WTERMSIG, _WIFEXITED=os.WIFEXITED,
                           _WEXITSTATUS=os.WEXITSTATUS, _WIFSTOPPED=os.WIFSTOPPED, _WSTOPSIG=os.WSTOPSIG):
        """Set returncode. (Needs no global names: __del__ comes here.)"""
        if _WIFSIGNALED(sts):
            self.returncode = -_WTERMSIG(sts)
        elif _WIFEXITED(sts):
            self.returncode = _WEXITSTATUS(sts)
        elif _WIFSTOPPED(sts):
            self.returncode = -_WSTOPSIG(sts)
        else:
            raise SubprocessError("Unknown child exit status!")

    def poll(self):
        """Has the program ended? Its status, or None."""
        return self._internal_poll()

    def _internal_poll(self, _deadstate=None, _waitpid=os.waitpid, _WNOHANG=os.WNOHANG, _ECHILD=errno.ECHILD):
        if self.returncode is None:
            if not self._waitpid_lock.acquire(False):
                return None  # another thread waits, so the program still runs
            try:
                if self.returncode is None:
                    pid, status = _waitpid(self.pid, _WNOHANG)
                    if pid == self.pid:
                        self._handle_exitstatus(status)
            except OSError as error:
                if _deadstate is not None:
                    self.returncode = _deadstate
                elif error.errno == _ECHILD:
                    # Somebody else got the status, or SIGCHLD is ignored.
                    self.returncode = 0
            finally:
                self._waitpid_lock.release()
        return self.returncode

    def _try_wait(self, wait_flags):
        try:
            return os.waitpid(self.pid, wait_flags)
        except ChildProcessError:
            return self.pid, 0  # as above

    def wait(self, timeout=None):
        """Wait for the end; the status. TimeoutExpired if that takes too long."""
        endtime = None if timeout is None else _time() + timeout
        try:
            return self._wait(timeout=timeout)
        except KeyboardInterrupt:
            if timeout is not None:
                self._sigint_wait_secs = min(self._sigint_wait_secs, self._remaining_time(endtime))
            self._wait_after_interrupt()
            raise

    def _wait(self, timeout):
        if timeout is None:
            while self.returncode is None:
                with self._waitpid_lock:
                    if self.returncode is None:
                        pid, status = self._try_wait(0)
                        # Some systems return without an end, it is said.
                        if pid == self.pid:
                            self._handle_exitstatus(status)
            return self.returncode
        endtime = _time() + timeout
        pause = 0.0005
        while self.returncode is None:
            if self._waitpid_lock.acquire(False):
                try:
                    if self.returncode is not None:
                        break
                    pid, status = self._try_wait(os.WNOHANG)
                    assert pid in (self.pid, 0)
                    if pid:
                        self._handle_exitstatus(status)
                        break
                finally:
                    self._waitpid_lock.release()
            left = self._remaining_time(endtime)
            if left <= 0:
                raise TimeoutExpired(self.args, timeout)
            pause = min(pause * 2, left, 0.05)
            time.sleep(pause)
        return self.returncode

    def send_signal(self, sig):
        """Send a signal to the program, if it runs."""
        self.poll()
        if self.returncode is None:
            os.kill(self.pid, sig)

    def terminate(self):
        """Ask the program to end, by SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self):
        """End the program, by SIGKILL."""
        self.send_signal(signal.SIGKILL)

    # ---- Input and output

    def communicate(self, input=None, timeout=None):
        """Give the program its input, read all output, wait for the end: (stdout, stderr), None if not a pipe.

        After TimeoutExpired one may call again, without input; nothing read is lost.
        """
        if self._communication_started and input:
            raise ValueError("Cannot send input after starting communication")
        files = [self.stdin, self.stdout, self.stderr]
        if timeout is None and not self._communication_started and files.count(None) >= 2:
            # One pipe at most cannot block another.
            stdout = stderr = None
            if self.stdin:
                self._stdin_write(input)
            elif self.stdout:
                stdout = self.stdout.read()
                self.stdout.close()
            elif self.stderr:
                stderr = self.stderr.read()
                self.stderr.close()
            self.wait()
            return stdout, stderr
        endtime = None if timeout is None else _time() + timeout
        try:
            result = self._communicate(input, endtime, timeout)
        except KeyboardInterrupt:
            if timeout is not None:
                self._sigint_wait_secs = min(self._sigint_wait_secs, self._remaining_time(endtime))
            self._wait_after_interrupt()
            raise
        finally:
            self._communication_started = True
        self.wait(timeout=self._remaining_time(endtime))
        return result

    def _stdin_write(self, input):
        """Write all input and close; a program need not read it."""
        for step in (lambda: input and self.stdin.write(input)), self.stdin.close:
            try:
                step()
            except BrokenPipeError:
                pass
            except OSError as error:
                if error.errno != errno.EINVAL:  # Windows, for a pipe that was closed
                    raise

    def _remaining_time(self, endtime):
        return None if endtime is None else endtime - _time()

    def _check_timeout(self, endtime, orig_timeout, stdout_seq, stderr_seq, skip_check_and_raise=False):
        """TimeoutExpired, with what was read, if the time is up."""
        if endtime is None:
            return
        if skip_check_and_raise or _time() > endtime:
            read = [b"".join(parts) if parts else None for parts in (stdout_seq, stderr_seq)]
            raise TimeoutExpired(self.args, orig_timeout, output=read[0], stderr=read[1])

    def _save_input(self, input):
        if self.stdin and self._input is None:
            self._input_offset = 0
            if input is not None and self.text_mode:
                input = input.encode(self.stdin.encoding, self.stdin.errors)
            self._input = input

    def _communicate(self, input, endtime, orig_timeout):
        if self.stdin and not self._communication_started:
            # What was written before.
            try:
                self.stdin.flush()
            except BrokenPipeError:
                pass  # the program does not read
            if not input:
                try:
                    self.stdin.close()
                except BrokenPipeError:
                    pass
        if not self._communication_started:
            self._fileobj2output = {file: [] for file in (self.stdout, self.stderr) if file}
        outputs = self._fileobj2output
        seen = [outputs[file] if file else None for file in (self.stdout, self.stderr)]
        self._save_input(input)
        pending = memoryview(self._input) if self._input else None
        with _PopenSelector() as selector:
            if self.stdin and input:
                selector.register(self.stdin, selectors.EVENT_WRITE)
            elif self.stdin and self._input and not self.stdin.closed:
                selector.register(self.stdin, selectors.EVENT_WRITE)
            for file in self.stdout, self.stderr:
                if file and not file.closed:
                    selector.register(file, selectors.EVENT_READ)
            while selector.get_map():
                left = self._remaining_time(endtime)
                if left is not None and left < 0:
                    self._check_timeout(endtime, orig_timeout, *seen, skip_check_and_raise=True)
                    raise RuntimeError("_check_timeout(..., skip_check_and_raise=True) failed to raise "
                                       "TimeoutExpired.")
                ready = selector.select(left)
                self._check_timeout(endtime, orig_timeout, *seen)
                for key, _ in ready:
                    file = key.fileobj
                    if file is self.stdin:
                        # No more than a pipe takes without blocking.
                        piece = pending[self._input_offset:self._input_offset + _PIPE_BUF]
                        try:
                            self._input_offset += os.write(key.fd, piece)
                            finished = self._input_offset >= len(self._input)
                        except BrokenPipeError:
                            finished = True
                    else:
                        data = os.read(key.fd, 32768)
                        finished = not data
                        outputs[file].append(data)
                    if finished:
                        selector.unregister(file)
                        file.close()
        self.wait(timeout=self._remaining_time(endtime))
        result = [None if parts is None else b"".join(parts) for parts in seen]
        if self.text_mode:
            result = [data if data is None else self._translate_newlines(data, file.encoding, file.errors)
                      for data, file in zip(result, (self.stdout, self.stderr))]
        return tuple(result)
