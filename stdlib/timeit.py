"""Measures how long a statement takes.

python -m timeit [-n N] [-r N] [-s S] [-p] [-u U] [-v] [-h] [--] [statement]

  -n, --number N   runs of the statement (by default as many as take 0.2 seconds)
  -r, --repeat N   measurements (5)
  -s, --setup S    statement to be run once before (pass)
  -p, --process    measure the time of the process
  -u, --unit U     unit: nsec, usec, msec or sec
  -v, --verbose    print all measurements; more precise if given again
  -h, --help       print this and exit

Several statements are lines of one; the same is true of several -s.
"""

import gc
import itertools
import sys
import time

__all__ = ['Timer', 'timeit', 'repeat', 'default_timer']

dummy_src_name = '<timeit-src>'
default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter

_globals = globals

# The function that is timed.
template = """
def inner(_it, _timer{init}):
    {setup}
    _t0 = _timer()
    for _i in _it:
        {stmt}
    _t1 = _timer()
    return _t1 - _t0
"""


def reindent(src, indent):
    """Indent all lines but the first."""
    return src.replace('\n', '\n' + ' ' * indent)


class Timer:
    """Times a statement, after a setup that is not timed; both may be callables, too."""

    def __init__(self, stmt='pass', setup='pass', timer=default_timer, globals=None):
        """Time a statement, given as source or as a function, after a setup."""
        self.timer = timer
        space = {}
        parts = {'init': ''}
        before = ''
        for name, part, indent in (('setup', setup, 4), ('stmt', stmt, 8)):
            if isinstance(part, str):
                compile(before + part, dummy_src_name, 'exec')  # complain about each of them by itself
                parts[name] = reindent(part, indent)
                before = part + '\n'
            elif callable(part):
                space['_' + name] = part
                parts['init'] += ', _{0}=_{0}'.format(name)
                parts[name] = '_{}()'.format(name)
            else:
                raise ValueError(name + ' is neither a string nor callable')
        self.src = template.format(**parts)
        code = compile(self.src, dummy_src_name, 'exec')
        exec(code, _globals() if globals is None else globals, space)
        self.inner = space['inner']

    def print_exc(self, file=None):
        """Print the exception that came up in the code, with the lines of the template."""
        import linecache
        import traceback
        linecache.cache[dummy_src_name] = len(self.src), None, self.src.split('\n'), dummy_src_name
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """The time of so many runs, without garbage collection meanwhile."""
        runs = itertools.repeat(None, number)
        enabled = gc.isenabled()
        gc.disable()
        try:
            return self.inner(runs, self.timer)
        finally:
            if enabled:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """The times of several such measurements; the least one is the best estimate."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """(number, time) of so many runs that they take at least 0.2 seconds."""
        for power in itertools.count():
            for factor in 1, 2, 5:
                number = factor * 10 ** power
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken


def timeit(stmt='pass', setup='pass', timer=default_timer, number=default_number, globals=None):
    """Timer.timeit() of a new Timer."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=default_repeat, number=default_number,
           globals=None):
    """Timer.repeat() of a new Timer."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)


_UNITS = {'nsec': 1e-9, 'usec': 1e-6, 'msec': 1e-3, 'sec': 1.0}


def main(args=None, *, _wrap_timer=None):
    """The command line; _wrap_timer replaces the timer."""
    import getopt
    try:
        options, args = getopt.getopt(sys.argv[1:] if args is None else args, 'n:u:s:r:tcpvh',
                                      ['number=', 'setup=', 'repeat=', 'time', 'clock', 'process', 'verbose',
                                       'unit=', 'help'])
    except getopt.error as error:
        print(error)
        print('use -h/--help for command line help')
        return 2
    timer = default_timer
    number = 0
    setup = []
    repeat = default_repeat
    verbose = 0
    unit = None
    precision = 3
    for option, value in options:
        if option in ('-n', '--number'):
            number = int(value)
        elif option in ('-s', '--setup'):
            setup.append(value)
        elif option in ('-u', '--unit'):
            if value not in _UNITS:
                print('Unrecognized unit. Please select nsec, usec, msec, or sec.', file=sys.stderr)
                return 2
            unit = value
        elif option in ('-r', '--repeat'):
            repeat = max(int(value), 1)
        elif option in ('-p', '--process'):
            timer = time.process_time
        elif option in ('-v', '--verbose'):
            if verbose:
                precision += 1
            verbose += 1
        elif option in ('-h', '--help'):
            print(__doc__, end=' ')
            return 0
    import os
    sys.path.insert(0, os.curdir)  # the code may import modules from here
    if _wrap_timer is not None:
        timer = _wrap_timer(timer)
    measured = Timer('\n'.join(args) or 'pass', '\n'.join(setup) or 'pass', timer)
    try:
        if number == 0:
            def report(number, taken):
                plural = 's' if number != 1 else ''
                print('{num} loop{s} -> {secs:.{prec}g} secs'.format(num=number, s=plural, secs=taken, prec=precision))
            number, _ = measured.autorange(report if verbose else None)
            if verbose:
                print()
        raw = measured.repeat(repeat, number)
    except:
        measured.print_exc()
        return 1

    def shown(seconds):
        name = unit or next((name for name in ('sec', 'msec', 'usec') if seconds >= _UNITS[name]), 'nsec')
        return '%.*g %s' % (precision, seconds / _UNITS[name], name)

    if verbose:
        print('raw times: %s' % ', '.join(map(shown, raw)))
        print()
    times = [taken / number for taken in raw]
    best, worst = min(times), max(times)
    print('%d loop%s, best of %d: %s per loop' % (number, 's' if number != 1 else '', repeat, shown(best)))
    if worst >= best * 4:
        import warnings
        warnings.warn_explicit('The test results are likely unreliable. The worst time (%s) was more than four times '
                               'slower than the best time (%s).' % (shown(worst), shown(best)), UserWarning, '', 0)
    return None


if __name__ == '__main__':
    sys.exit(main())
