"""The profiler of _lsprof."""

import _lsprof
import profile as _pyprofile

__all__ = ['run', 'runctx', 'Profile']


def run(statement, filename=None, sort=-1):
    """Profile a statement; print the result, or write it to a file."""
    return _pyprofile._Utils(Profile).run(statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """The same with given name spaces."""
    return _pyprofile._Utils(Profile).runctx(statement, globals, locals, filename, sort)


class Profile(_lsprof.Profiler):
    """A profiler: (timer, unit of the timer, subcalls=True, builtins=True)."""

    # What rests on create_stats() and runctx() alone.
    print_stats, dump_stats, run = (_pyprofile.Profile.print_stats, _pyprofile.Profile.dump_stats,
                                    _pyprofile.Profile.run)

    def create_stats(self):
        self.disable()
        self.snapshot_stats()

    def snapshot_stats(self):
        """Make `stats`: by function (primitive calls, calls, own time, whole time, callers)."""
        entries = self.getstats()
        self.stats = {}
        callers = {}
        for entry in entries:
            primitive = entry.callcount - entry.reccallcount
            mine = callers[id(entry.code)] = {}
            self.stats[label(entry.code)] = primitive, entry.callcount, entry.inlinetime, entry.totaltime, mine
        for entry in entries:
            caller = label(entry.code)
            for sub in entry.calls or ():
                known = callers.get(id(sub.code))
                if known is None:
                    continue
                new = sub.callcount, sub.callcount - sub.reccallcount, sub.inlinetime, sub.totaltime
                known[caller] = tuple(map(sum, zip(new, known[caller]))) if caller in known else new

    def runctx(self, cmd, globals, locals):
        self.enable()
        try:
            exec(cmd, globals, locals)
        finally:
            self.disable()
        return self

    def runcall(*args, **kw):
        """Profile a call: runcall(func, /, *args, **kw)."""
        if not args:
            raise TypeError("descriptor 'runcall' of 'Profile' object needs an argument")
        self, *rest = args
        if not rest:
            from _old_keywords import take
            rest = [take(kw, 'func', 'runcall expected at least 1 positional argument, got 0')]
        # not `with self`, whose __exit__ would be counted
        self.enable()
        try:
            return rest[0](*rest[1:], **kw)
        finally:
            self.disable()

    runcall.__text_signature__ = '($self, func, /, *args, **kw)'

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exc_info):
        self.disable()


def label(code):
    """(file, line, name) of what was called."""
    if isinstance(code, str):
        return '~', 0, code  # a built-in function
    return code.co_filename, code.co_firstlineno, code.co_name


def main():
    """The command line of python -m cProfile."""
    from pstats import Stats
    _pyprofile._command_line(lambda code, space, options: runctx(code, space, None, options['outfile'],
                                                                 options['sort']),
                             'cProfile.py', Stats.sort_arg_dict_default)


if __name__ == '__main__':
    main()
