"""A profiler in Python, slower than cProfile."""

import sys
import time
import marshal

__all__ = ['run', 'runctx', 'Profile']


class _Utils:
    """What the functions run() of this module and of cProfile do, for a class of profilers."""

    def __init__(self, profiler):
        self.profiler = profiler

    def run(self, statement, filename, sort):
        prof = self.profiler()
        try:
            prof.run(statement)
        except SystemExit:
            pass
        finally:
            self._show(prof, filename, sort)

    def runctx(self, statement, globals, locals, filename, sort):
        prof = self.profiler()
        try:
            prof.runctx(statement, globals, locals)
        except SystemExit:
            pass
        finally:
            self._show(prof, filename, sort)

    def _show(self, prof, filename, sort):
        if filename is None:
            prof.print_stats(sort)
        else:
            prof.dump_stats(filename)


def run(statement, filename=None, sort=-1):
    """Profile a statement; print the result, or write it to a file."""
    return _Utils(Profile).run(statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """The same with given name spaces."""
    return _Utils(Profile).runctx(statement, globals, locals, filename, sort)


class _Call:
    """A call that is going on: who is called from where, own time so far, time of what it called."""

    __slots__ = ('key', 'caller', 'frame', 'own', 'below')

    def __init__(self, key, caller, frame):
        self.key, self.caller, self.frame = key, caller, frame
        self.own = self.below = 0


class Profile:
    """Counts calls and measures their time; timer() returns seconds or a tuple to be summed up."""

    bias = 0  # what measuring takes for each event, found out by calibrate()

    def __init__(self, timer=None, bias=None):
        self.bias = Profile.bias if bias is None else bias
        # By function: [calls, active calls, own time, whole time, callers, calls that were not recursive].
        self.timings = {('profile', 0, 'profiler'): [0, 0, 0, 0, {}, 0]}
        self.c_func_name = ''
        timer = time.process_time if not timer else timer
        self.timer = timer
        sample = timer()
        self.get_time = timer if not isinstance(sample, (tuple, list)) else (lambda: sum(timer()))
        self.dispatcher = self.trace_dispatch
        self.calls = [_Call(('profile', 0, 'profiler'), None, None)]
        self.t = self.get_time()

    def _enter(self, key, frame):
        self.calls.append(_Call(key, self.calls[-1].key, frame))
        entry = self.timings.setdefault(key, [0, 0, 0, 0, {}, 0])
        entry[1] += 1
        entry[0] += 1

    def _leave(self):
        call = self.calls.pop()
        whole = call.own + call.below
        self.calls[-1].below += whole
        entry = self.timings[call.key]
        entry[1] -= 1
        entry[2] += call.own
        if not entry[1]:
            # A recursive call is part of the outermost one.
            entry[3] += whole
            entry[5] += 1
        entry[4][call.caller] = entry[4].get(call.caller, 0) + 1

    def trace_dispatch(self, frame, event, arg):
        """The profile function: the time since the last event belongs to the call that was going on."""
        spent = self.get_time() - self.t - self.bias
        if event == 'c_call':
            self.c_func_name = arg.__name__
        self.dispatch[event](self, frame, spent)
        self.t = self.get_time()

    trace_dispatch_i = trace_dispatch_mac = trace_dispatch_l = trace_dispatch

    # The handlers of events take the frame and the time spent since the last event, which is not measured yet.

    def trace_dispatch_call(self, frame, t):
        """A function begins."""
        self.calls[-1].own += t
        code = frame.f_code
        self._enter((code.co_filename, code.co_firstlineno, code.co_name), frame)

    def trace_dispatch_c_call(self, frame, t):
        """The frame calls the built-in function of the name c_func_name."""
        self.calls[-1].own += t
        self._enter(('', 0, self.c_func_name), None)

    def trace_dispatch_return(self, frame, t):
        """The frame's function ends, and with it calls inside of it whose end was not seen."""
        self.calls[-1].own += t
        if any(call.frame is frame for call in self.calls[1:]):
            while self.calls[-1].frame is not frame:
                self._leave()
            self._leave()

    def trace_dispatch_exception(self, frame, t):
        """An exception has come up; if the function ends by it, that is told, too."""
        self.calls[-1].own += t

    def _end_c_call(self, frame, t):
        """The built-in function that was called last ends, be it by an exception."""
        self.calls[-1].own += t
        if len(self.calls) > 1 and self.calls[-1].frame is None:
            self._leave()

    dispatch = {
        'call': trace_dispatch_call,
        'return': trace_dispatch_return,
        'exception': trace_dispatch_exception,
        'c_call': trace_dispatch_c_call,
        'c_return': _end_c_call,
        'c_exception': _end_c_call,
    }

    class fake_code:
        """What profiling needs of a code object, for a call that no function stands behind."""

        def __init__(self, filename, line, name):
            self.co_filename = filename
            self.co_line = line
            self.co_name = name
            self.co_firstlineno = 0

        def __repr__(self):
            return repr((self.co_filename, self.co_line, self.co_name, None))

    class fake_frame:
        """The frame of such a call; prior is the frame that it is called from, or None."""

        def __init__(self, code, prior):
            self.f_code = code
            self.f_back = prior

    def set_cmd(self, cmd):
        """Begin with a call that stands for the statement."""
        if len(self.calls) == 1:
            self.simulate_call(cmd)

    def simulate_call(self, name):
        """Begin a call that is shown as profile:0(name)."""
        frame = self.fake_frame(self.fake_code('profile', 0, str(name)), self.calls[-1].frame)
        self.dispatch['call'](self, frame, 0)

    def simulate_cmd_complete(self):
        """End all calls that are going on."""
        now = self.get_time()
        self.calls[-1].own += now - self.t - self.bias
        self.t = now
        while len(self.calls) > 1:
            self._leave()

    def print_stats(self, sort=-1):
        import pstats
        pstats.Stats(self).strip_dirs().sort_stats(sort).print_stats()

    def dump_stats(self, file):
        """Write the result to a file that pstats can read."""
        self.create_stats()
        with open(file, 'wb') as target:
            marshal.dump(self.stats, target)

    def create_stats(self):
        self.simulate_cmd_complete()
        self.snapshot_stats()

    def snapshot_stats(self):
        """Make `stats`: by function (primitive calls, calls, own time, whole time, callers)."""
        self.stats = {}
        for key, (calls, _, own, whole, callers, primitive) in self.timings.items():
            self.stats[key] = primitive, sum(callers.values()), own, whole, callers.copy()

    def run(self, cmd):
        import __main__
        space = __main__.__dict__
        return self.runctx(cmd, space, space)

    def runctx(self, cmd, globals, locals):
        self.set_cmd(cmd)
        sys.setprofile(self.dispatcher)
        try:
            exec(cmd, globals, locals)
        finally:
            sys.setprofile(None)
        return self

    def runcall(self, func, /, *args, **kw):
        """Profile a call."""
        self.set_cmd(repr(func))
        sys.setprofile(self.dispatcher)
        try:
            return func(*args, **kw)
        finally:
            sys.setprofile(None)

    def calibrate(self, m, verbose=0):
        """How long measuring takes for each event; m is the number of calls to find it out by."""
        if self.__class__ is not Profile:
            raise TypeError('Subclasses must override .calibrate().')
        kept, self.bias = self.bias, 0
        try:
            return self._calibrate_inner(m, verbose)
        finally:
            self.bias = kept

    def _calibrate_inner(self, m, verbose):
        def inner(n):
            for _ in range(n):
                pass

        def outer(m, inner=inner):
            for _ in range(m):
                inner(100)

        start = self.get_time()
        outer(m)
        plain = self.get_time() - start
        prof = Profile(timer=self.timer, bias=0)
        prof.runctx('outer(m)', {'outer': outer, 'm': m}, {})
        prof.create_stats()
        calls = reported = 0
        for (_, _, name), (_, count, own, _, _) in prof.stats.items():
            if name in ('outer', 'inner'):
                calls += count
                reported += own
        if calls != m + 1:
            raise ValueError('internal error: total calls = %d' % calls)
        mean = (reported - plain) / 2.0 / calls
        if verbose:
            print('elapsed time without profiling =', plain)
            print('"CPU seconds" profiler reported =', reported)
            print('mean stopwatch overhead per profile event =', mean)
        return mean


def _fail(name, message):
    """Refuse a command line."""
    print('Usage: %s\n' % _USAGE % name, file=sys.stderr)
    print('%s: error: %s' % (name, message), file=sys.stderr)
    sys.exit(2)


def _options(name, sort_keys):
    """The command line: a dictionary of options, and the program with its arguments."""
    import getopt
    options = {'outfile': None, 'sort': -1, 'module': False}
    try:
        given, words = getopt.getopt(sys.argv[1:], 'ho:ms:', ['help', 'outfile=', 'sort='])
    except getopt.GetoptError as problem:
        dashes = '-' if len(problem.opt) == 1 else '--'
        _fail(name, ('%s%s option requires 1 argument' if 'requires' in problem.msg else
                     'no such option: %s%s') % (dashes, problem.opt))
    for option, value in given:
        if option in ('-h', '--help'):
            print('Usage: %s\n' % _USAGE % name)
            print(_HELP)
            sys.exit()
        if option in ('-s', '--sort') and sort_keys and value not in sort_keys:
            choices = ', '.join(map(repr, sorted(sort_keys)))
            _fail(name, 'option %s: invalid choice: %r (choose from %s)' % (option, value, choices))
        key = {'-m': 'module', '-o': 'outfile', '--outfile': 'outfile'}.get(option, 'sort')
        options[key] = value or True
    return options, words


_USAGE = '%s [-o output_file_path] [-s sort] [-m module | scriptfile] [arg] ...'
_HELP = """Options:
  -h, --help            show this help message and exit
  -o OUTFILE, --outfile=OUTFILE
                        Save stats to <outfile>
  -s SORT, --sort=SORT  Sort order when printing to stdout, based on
                        pstats.Stats class
  -m                    Profile a library module"""


def _command_line(profiled, name, sort_keys=()):
    """The command line of this module and of cProfile; profiled(code, name space, options) does the work."""
    import os
    options, args = _options(name, sort_keys)
    if not args:
        print('Usage: %s\n' % _USAGE % name)
        sys.exit(2)
    if options['outfile'] is not None:
        options['outfile'] = os.path.abspath(options['outfile'])
    sys.argv[:] = args
    if options['module']:
        import runpy
        code = 'run_module(modname, run_name="__main__")'
        space = {'run_module': runpy.run_module, 'modname': args[0]}
    else:
        script = args[0]
        sys.path.insert(0, os.path.dirname(script))
        with open(script, 'rb') as file:
            code = compile(file.read(), script, 'exec')
        space = {'__file__': script, '__name__': '__main__', '__package__': None, '__cached__': None}
    try:
        profiled(code, space, options)
    except BrokenPipeError as error:
        # Nobody reads on: do not complain when the program ends.
        sys.stdout = None
        sys.exit(error.errno)


def main():
    """The command line of python -m profile."""
    _command_line(lambda code, space, options: runctx(code, space, None, options['outfile'], options['sort']),
                  'profile.py')


if __name__ == '__main__':
    main()
