"""What is called: functions of modules, their types, and the methods and attributes of these.

A target is a name, the source text of a function, and the type that its receiver must have, or None.
Tables say what is left out, and why.
"""

MODULES = """builtins itertools _collections _functools _operator math cmath _io _codecs binascii zlib _struct array _json _sre
time _random _bisect _heapq _weakref _thread marshal _abc unicodedata""".split()

# Wherever they are: what calls of them do to the process that makes them, or to the machine.
HARMFUL = {
    "ends, stops or crashes it": """exit quit _exit abort fork forkpty kill killpg execv execve _sigsegv _fatal_error _stack_overflow _read_null
        _fatal_error_c_thread _sigabrt _sigfpe raise_signal pthread_kill pthread_getcpuclockid interrupt_main exit_thread""",
    "waits": """input help breakpoint pause sigwait sigwaitinfo sigtimedwait sleep wait wait3 wait4 waitpid waitid select poll epoll lockf""",
    "starts threads or processes": "start_new_thread start_new _shutdown system posix_spawn posix_spawnp fork_exec",
    "changes how it runs": """settrace setprofile setrecursionlimit setswitchinterval _set_sentinel set_asyncgen_hooks set_coroutine_origin_tracking_depth setrlimit
        prlimit alarm setitimer siginterrupt signal pthread_sigmask set_wakeup_fd call_tracing callstats nice sched_setaffinity sched_setparam
        sched_setscheduler set_threshold set_debug freeze enable disable register dump_traceback_later addaudithook umask chdir fchdir chroot
        setuid setgid setgroups initgroups setsid setpgid setreuid setregid setresuid setresgid setegid seteuid tcsetpgrp tzset""",
    "shows or changes all objects of it": "get_objects collect get_referrers get_referents _current_frames _debugmallocstats _clear_type_cache _getframe",
    "works on descriptors, which it needs itself": """close closerange dup dup2 read readv pread preadv write writev pwrite pwritev ftruncate fchmod fchown
        sendfile isatty ttyname openpty posix_fallocate pipe pipe2 memfd_create open_code fromfd socketpair dump_traceback dump_c_stack""",
    "changes files": """remove unlink rmdir rename replace removedirs renames truncate makedirs mkdir symlink link creat mkfifo mknod chmod chown lchown
        utime setxattr removexattr""",
    "asks the network": "gethostbyname gethostbyname_ex getaddrinfo gethostbyaddr getfqdn getnameinfo sethostname",
    "sets the clock": "clock_settime clock_settime_ns",
}
HARMLESS = {"_io": {"open"}, "builtins": {"open"}}
EVERYWHERE = {
    # CPython's sizes are those of its C structures; ours are our own.
    "__sizeof__",
    # They show what is in the process: subclasses of a type, variables of the program.
    "__subclasses__", "globals", "locals", "__globals__", "f_globals", "f_locals",
}
# What they answer depends on addresses or on the moment: only errors are compared.
# So does what marshal writes: it marks objects to which something else refers.
VARYING = {"__hash__", "hash", "id", "_id", "get_ident", "get_native_id", "buffer_info", "marshal.dumps", "marshal.dump"} | set(
    """time time_ns monotonic monotonic_ns perf_counter perf_counter_ns process_time process_time_ns thread_time thread_time_ns clock_gettime
    clock_gettime_ns""".split()
)
# What such an object does depends on a hash, and so on an address: only those of the pool are looked at.
BY_HASH = {"_random.Random"}
# What they answer without that many arguments, or with None for the last, depends on the time.
OF_NOW = {"time.localtime": 1, "time.gmtime": 1, "time.ctime": 1, "time.asctime": 1, "time.strftime": 2}
LEFT_OUT = {
    "builtins.copyright": "text of the installation",
    "builtins.credits": "text of the installation",
    "builtins.license": "text of the installation",
    "builtins.type.__flags__": "has a bit for what is in a cache",
    "builtins.type.__dir__": "the order of a built-in type's names is not CPython's everywhere",
    "builtins.vars": "shows whole modules, which differ in docstrings",
}


def left_out(module, name):
    last = name.rpartition(".")[2]
    if last in EVERYWHERE or "%s.%s" % (module, name) in LEFT_OUT:
        return True
    return "." not in name and name not in HARMLESS.get(module, ()) and any(name in names.split() for names in HARMFUL.values())


def of_type(module, name, kind, text):
    """Targets of a type: making one, its members, each method, each attribute read, set and deleted."""
    yield name, text, None
    yield name + ":members", "members", None
    for member in sorted(vars(kind)):
        path = "%s.%s" % (name, member)
        if left_out(module, path) or member in ("__class__", "__dict__", "__doc__"):
            continue
        attribute = vars(kind)[member]
        bound = isinstance(attribute, (classmethod, staticmethod)) or type(attribute).__name__ == "classmethod_descriptor" or member == "__new__"
        if callable(attribute) or bound:
            yield path, "%s.%s" % (text, member), None if bound else kind
        elif hasattr(type(attribute), "__get__"):
            for action in ("get", "set", "delete"):
                if hasattr(type(attribute), "__%s__" % action):
                    yield "%s:%s" % (path, action), "vars(%s)[%r].__%s__" % (text, member, action), kind


def targets(name, module, instances):
    """`instances`: pairs of source text and type of values, whose types are taken too."""
    seen = set()
    for member in sorted(vars(module)):
        value = vars(module)[member]
        if left_out(name, member) or member.startswith("__") and member not in ("__build_class__", "__import__"):
            continue
        if not isinstance(value, type):
            if callable(value):
                yield member, "%s.%s" % (name, member), None
        elif value not in seen and (name == "builtins" or value.__module__ != "builtins"):
            seen.add(value)
            yield from of_type(name, member, value, "%s.%s" % (name, member))
    for text, kind in instances:
        if kind not in seen and not kind.__flags__ & 1 << 9:
            seen.add(kind)
            yield from of_type(name, "type(%s)" % text, kind, "type(%s)" % text)
