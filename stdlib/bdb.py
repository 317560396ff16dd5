"""The base of debuggers: tracing, stepping and breakpoints."""

import fnmatch
import os
import sys
from inspect import CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR

__all__ = ['BdbQuit', 'Bdb', 'Breakpoint']

GENERATOR_AND_COROUTINE_FLAGS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR


class BdbQuit(Exception):
    """Ends the program that is debugged."""


class Bdb:
    """Traces a program and calls user_...() methods, to be overridden, where it is to stop.

    skip has patterns of names of modules that are not stepped into.
    """

    def __init__(self, skip=None):
        self.skip = set(skip) if skip else None
        self.breaks = {}
        self.fncache = {}
        self.frame_returning = None

    def canonic(self, filename):
        """The absolute name of a file; names like <string> remain."""
        if filename[:1] == '<' and filename[-1:] == '>':
            return filename
        found = self.fncache.get(filename)
        if not found:
            found = self.fncache[filename] = os.path.normcase(os.path.abspath(filename))
        return found

    def reset(self):
        """Be ready to start."""
        import linecache
        linecache.checkcache()
        self.botframe = None
        self._set_stopinfo(None, None)

    # ---- tracing

    def trace_dispatch(self, frame, event, arg):
        """The trace function."""
        if self.quitting:
            return
        method = getattr(self, 'dispatch_' + event, None) if event in ('line', 'call', 'return', 'exception') else None
        if method is not None:
            return method(frame) if event == 'line' else method(frame, arg)
        if event not in ('c_call', 'c_exception', 'c_return'):
            print('bdb.Bdb.dispatch: unknown debugging event:', repr(event))
        return self.trace_dispatch

    def _quit_if_asked(self):
        if self.quitting:
            raise BdbQuit

    def dispatch_line(self, frame):
        """A line is about to run: call user_line() if it is where to stop, or has a breakpoint that counts.

        Raises BdbQuit if quitting was asked for meanwhile; so do the other dispatch_...() methods. Returns
        the trace function that the frame is to have from now on.
        """
        if self.stop_here(frame) or self.break_here(frame):
            self.user_line(frame)
            self._quit_if_asked()
        return self.trace_dispatch

    def dispatch_call(self, frame, arg):
        """A function begins: call user_call() if we stop in it; arg is None.

        Returns None, so that the function is not traced, if nothing in its file can be a reason to stop.
        """
        if self.botframe is None:
            # The first call: of the frame that everything starts in.
            self.botframe = frame.f_back
            return self.trace_dispatch
        if not (self.stop_here(frame) or self.break_anywhere(frame)):
            return  # no need to trace this function
        if self.stopframe and frame.f_code.co_flags & GENERATOR_AND_COROUTINE_FLAGS:
            return self.trace_dispatch  # going on with a generator is no call
        self.user_call(frame, arg)
        self._quit_if_asked()
        return self.trace_dispatch

    def dispatch_return(self, frame, arg):
        """A function ends with arg as its result: call user_return() if we stop in it or wait for its end.

        Generators and coroutines that merely yield while something is stepped over are let pass.
        """
        if self.stop_here(frame) or frame == self.returnframe:
            if self.stopframe and frame.f_code.co_flags & GENERATOR_AND_COROUTINE_FLAGS:
                return self.trace_dispatch  # it only yields, maybe
            try:
                self.frame_returning = frame
                self.user_return(frame, arg)
            finally:
                self.frame_returning = None
            self._quit_if_asked()
            # "next" and "until" in a function that ends go on in its caller.
            if self.stopframe == frame and self.stoplineno != -1:
                self._set_stopinfo(None, None)
        return self.trace_dispatch

    def dispatch_exception(self, frame, arg):
        """An exception, arg = (type, value, traceback), has come up: call user_exception() if we stop here.

        The end of a generator that is stepped over is no news and is not told.
        """
        kind, _, trace = arg
        ending = frame.f_code.co_flags & GENERATOR_AND_COROUTINE_FLAGS and kind is StopIteration and trace is None
        watched = self.stopframe
        if self.stop_here(frame):
            show = not ending  # a generator that ends is not to be seen when stepping over what iterates it
        else:
            # Stepping in a generator: what its frame gets from below matters.
            show = (watched and frame is not watched and kind in (StopIteration, GeneratorExit)
                    and watched.f_code.co_flags & GENERATOR_AND_COROUTINE_FLAGS)
        if show:
            self.user_exception(frame, arg)
            self._quit_if_asked()
        return self.trace_dispatch

    # ---- where to stop

    def is_skipped_module(self, module_name):
        """Does one of the patterns given as `skip` fit the module's name? False for None."""
        return module_name is not None and any(fnmatch.fnmatch(module_name, pattern) for pattern in self.skip)

    def stop_here(self, frame):
        """Is the frame below, or the one, where we want to stop?"""
        if self.skip and self.is_skipped_module(frame.f_globals.get('__name__')):
            return False
        if frame is self.stopframe:
            return self.stoplineno != -1 and frame.f_lineno >= self.stoplineno
        return not self.stopframe

    def break_here(self, frame):
        """Is there a breakpoint that is to be minded?"""
        filename = self.canonic(frame.f_code.co_filename)
        marked = self.breaks.get(filename, ())
        # Breakpoints for functions are at their definition.
        for lineno in (frame.f_lineno, frame.f_code.co_firstlineno):
            if lineno in marked:
                found, delete = effective(filename, lineno, frame)
                if found:
                    self.currentbp = found.number
                    if delete and found.temporary:
                        self.do_clear(str(found.number))
                return bool(found)
        return False

    def do_clear(self, arg):
        """Remove a temporary breakpoint; must be overridden."""
        raise NotImplementedError('subclass of bdb must implement do_clear()')

    def break_anywhere(self, frame):
        """Are there breakpoints in the frame's file?"""
        return self.canonic(frame.f_code.co_filename) in self.breaks

    # ---- to be overridden

    def user_call(self, frame, argument_list):
        """A function is called in which we may stop. To be overridden; argument_list is always None."""
        pass

    def user_line(self, frame):
        """The program stops before a line. To be overridden; the methods set_...() tell how to go on."""
        pass

    def user_return(self, frame, return_value):
        """A function where we stop returns return_value. To be overridden."""
        pass

    def user_exception(self, frame, exc_info):
        """An exception, (type, value, traceback), has come up where we stop. To be overridden."""
        pass

    # ---- stepping

    def _set_stopinfo(self, stopframe, returnframe, stoplineno=0):
        # stoplineno: from this line on; -1 for only when the frame returns.
        self.stopframe = stopframe
        self.returnframe = returnframe
        self.quitting = False
        self.stoplineno = stoplineno

    def set_until(self, frame, lineno=None):
        """Stop at a line greater than the current one, or when the frame returns."""
        self._set_stopinfo(frame, frame, frame.f_lineno + 1 if lineno is None else lineno)

    def set_step(self):
        """Stop after one line."""
        if self.frame_returning:
            # The caller may not be traced yet.
            caller = self.frame_returning.f_back
            if caller and not caller.f_trace:
                caller.f_trace = self.trace_dispatch
        self._set_stopinfo(None, None)

    def set_next(self, frame):
        """Stop at the next line in or above the frame."""
        self._set_stopinfo(frame, None)

    def set_return(self, frame):
        """Stop when the frame returns."""
        if frame.f_code.co_flags & GENERATOR_AND_COROUTINE_FLAGS:
            self._set_stopinfo(frame, None, -1)
        else:
            self._set_stopinfo(frame.f_back, frame)

    def set_trace(self, frame=None):
        """Start debugging from a frame, by default the caller's."""
        if frame is None:
            frame = sys._getframe().f_back
        self.reset()
        while frame:
            frame.f_trace = self.trace_dispatch
            self.botframe = frame
            frame = frame.f_back
        self.set_step()
        sys.settrace(self.trace_dispatch)

    def set_continue(self):
        """Go on to the next breakpoint; without any, stop tracing."""
        self._set_stopinfo(self.botframe, None, -1)
        if not self.breaks:
            sys.settrace(None)
            frame = sys._getframe().f_back
            while frame and frame is not self.botframe:
                del frame.f_trace
                frame = frame.f_back

    def set_quit(self):
        """End the program."""
        self.stopframe = self.botframe
        self.returnframe = None
        self.quitting = True
        sys.settrace(None)

    # ---- breakpoints: these methods return an error message or None

    def set_break(self, filename, lineno, temporary=False, cond=None, funcname=None):
        """Make a breakpoint at a line, perhaps with a condition.

        A temporary one goes when it is reached. cond is an expression as text: only if it is true, the
        breakpoint counts. funcname: the line is the first of that function, in which the stop is to be.
        Returns a message if the file has no such line, otherwise None.
        """
        import linecache
        filename = self.canonic(filename)
        if not linecache.getline(filename, lineno):
            return 'Line %s:%d does not exist' % (filename, lineno)
        lines = self.breaks.setdefault(filename, [])
        if lineno not in lines:
            lines.append(lineno)
        Breakpoint(filename, lineno, temporary, cond, funcname)
        return None

    def _prune_breaks(self, filename, lineno):
        """Forget a line without breakpoints."""
        if (filename, lineno) not in Breakpoint.bplist:
            self.breaks[filename].remove(lineno)
        if not self.breaks[filename]:
            del self.breaks[filename]

    def clear_break(self, filename, lineno):
        """Remove all breakpoints of a line. Returns a message if there is none."""
        filename = self.canonic(filename)
        if filename not in self.breaks:
            return 'There are no breakpoints in %s' % filename
        if lineno not in self.breaks[filename]:
            return 'There is no breakpoint at %s:%d' % (filename, lineno)
        for each in Breakpoint.bplist[filename, lineno][:]:
            each.deleteMe()
        self._prune_breaks(filename, lineno)
        return None

    def clear_bpbynumber(self, arg):
        """Remove the breakpoint of a number, which may be text. Returns a message if there is none."""
        try:
            found = self.get_bpbynumber(arg)
        except ValueError as error:
            return str(error)
        found.deleteMe()
        self._prune_breaks(found.file, found.line)
        return None

    def clear_all_file_breaks(self, filename):
        """Remove all breakpoints of a file. Returns a message if there is none."""
        filename = self.canonic(filename)
        if filename not in self.breaks:
            return 'There are no breakpoints in %s' % filename
        for line in self.breaks[filename]:
            for each in list(Breakpoint.bplist[filename, line]):
                each.deleteMe()
        del self.breaks[filename]
        return None

    def clear_all_breaks(self):
        """Remove all breakpoints. Returns a message if there is none."""
        if not self.breaks:
            return 'There are no breakpoints'
        for each in Breakpoint.bpbynumber:
            if each:
                each.deleteMe()
        self.breaks = {}
        return None

    def get_bpbynumber(self, arg):
        """The breakpoint of that number; ValueError with a message if there is none."""
        if not arg:
            raise ValueError('Breakpoint number expected')
        try:
            number = int(arg)
        except ValueError:
            raise ValueError('Non-numeric breakpoint number %s' % arg) from None
        try:
            found = Breakpoint.bpbynumber[number]
        except IndexError:
            raise ValueError('Breakpoint number %d out of range' % number) from None
        if found is None:
            raise ValueError('Breakpoint %d already deleted' % number)
        return found

    def get_break(self, filename, lineno):
        """Is there a breakpoint?"""
        return lineno in self.breaks.get(self.canonic(filename), ())

    def get_breaks(self, filename, lineno):
        """All breakpoints of a line."""
        filename = self.canonic(filename)
        return Breakpoint.bplist[filename, lineno] if lineno in self.breaks.get(filename, ()) else []

    def get_file_breaks(self, filename):
        """The lines of a file with breakpoints."""
        return self.breaks.get(self.canonic(filename), [])

    def get_all_breaks(self):
        """All lines with breakpoints: {file: [line, ...]}; the dictionary itself, not a copy."""
        return self.breaks

    # ---- the stack

    def get_stack(self, f, t):
        """[(frame, line), ...] of a frame and a traceback, and the index of the frame."""
        calls = []
        frame = f
        while frame is not None:
            calls.insert(0, (frame, frame.f_lineno))
            if frame is self.botframe:
                break
            frame = frame.f_back
        if t and t.tb_frame is f:
            t = t.tb_next
        inner = []
        while t is not None:
            inner.append((t.tb_frame, t.tb_lineno))
            t = t.tb_next
        found = calls + inner
        # Without the bottom frame, only the traceback is of interest.
        last = len(calls if frame is not None else found) - 1
        return found, max(0, last)

    def format_stack_entry(self, frame_lineno, lprefix=': '):
        """file(line)function(arguments)->result: source line"""
        import linecache
        import reprlib
        frame, lineno = frame_lineno
        filename = self.canonic(frame.f_code.co_filename)
        text = '%s(%r)%s' % (filename, lineno, frame.f_code.co_name or '<lambda>') + '()'
        if '__return__' in frame.f_locals:
            text += '->' + reprlib.repr(frame.f_locals['__return__'])
        line = linecache.getline(filename, lineno, frame.f_globals)
        return text + lprefix + line.strip() if line else text

    # ---- running

    @staticmethod
    def _spaces(globals, locals):
        if globals is None:
            import __main__
            globals = __main__.__dict__
        return globals, globals if locals is None else locals

    def _debug(self, function, args, kwds):
        """Call a function, traced; quitting ends it."""
        self.reset()
        sys.settrace(self.trace_dispatch)
        try:
            return function(*args, **kwds)
        except BdbQuit:
            return None
        finally:
            self.quitting = True
            sys.settrace(None)

    def run(self, cmd, globals=None, locals=None):
        """Debug a statement."""
        code = compile(cmd, '<string>', 'exec') if isinstance(cmd, str) else cmd
        self._debug(exec, (code, *self._spaces(globals, locals)), {})

    def runeval(self, expr, globals=None, locals=None):
        """Debug an expression; return its value."""
        return self._debug(eval, (expr, *self._spaces(globals, locals)), {})

    def runctx(self, cmd, globals, locals):
        """The same as run(), with both name spaces; from before run() had them."""
        self.run(cmd, globals, locals)

    def runcall(*args, **kwds):
        """Debug a call: runcall(func, /, *args, **kwds)."""
        if not args:
            raise TypeError("descriptor 'runcall' of 'Bdb' object needs an argument")
        debugger, *rest = args
        if not rest:
            from _old_keywords import take
            rest = [take(kwds, 'func', 'runcall expected at least 1 positional argument, got 0')]
        return debugger._debug(rest[0], rest[1:], kwds)

    runcall.__text_signature__ = '($self, func, /, *args, **kwds)'


def set_trace():
    """Start debugging with a plain Bdb."""
    Bdb().set_trace()


class Breakpoint:
    """A breakpoint, with a condition and a number of times that it is to be ignored."""

    next = 1
    bplist = {}          # by file and line
    bpbynumber = [None]  # by number, which begins with 1

    def __init__(self, file, line, temporary=False, cond=None, funcname=None):
        """A breakpoint of the next number, known from now on in the lists of the class.

        The arguments are those of Bdb.set_break(), which makes it.
        """
        cls = Breakpoint
        self.number, cls.next = cls.next, cls.next + 1
        self.file, self.line, self.funcname = file, line, funcname
        self.temporary, self.cond = temporary, cond
        self.func_first_executable_line = None  # is found out when it is reached
        self.enabled = True
        self.ignore = self.hits = 0
        cls.bpbynumber.append(self)
        cls.bplist.setdefault((file, line), []).append(self)

    def deleteMe(self):
        """Take the breakpoint out of both lists.

        Its number is not used again. That a Bdb has its line in `breaks` does not change: clear_break() and
        the like see to both.
        """
        here = self.bplist[self.file, self.line]
        here.remove(self)
        if not here:
            del self.bplist[self.file, self.line]
        self.bpbynumber[self.number] = None

    def enable(self):
        """Let it stop the program again."""
        self.enabled = True

    def disable(self):
        """Keep it, but do not let it stop the program."""
        self.enabled = False

    def bpprint(self, out=None):
        """Print what bpformat() returns."""
        print(self.bpformat(), file=sys.stdout if out is None else out)

    def bpformat(self):
        """A description of one or several lines."""
        kind = 'del  ' if self.temporary else 'keep '
        text = '%-4dbreakpoint   %s at %s:%d' % (self.number, kind + ('yes  ' if self.enabled else 'no   '),
                                                 self.file, self.line)
        if self.cond:
            text += '\n\tstop only if %s' % (self.cond,)
        if self.ignore:
            text += '\n\tignore next %d hits' % (self.ignore,)
        if self.hits:
            text += '\n\tbreakpoint already hit %d time%s' % (self.hits, 's' if self.hits > 1 else '')
        return text

    def __str__(self):
        """Number, file and line."""
        return 'breakpoint %s at %s:%s' % (self.number, self.file, self.line)


def checkfuncname(b, frame):
    """Is the frame where the breakpoint wants to stop?"""
    if not b.funcname:
        return b.line == frame.f_lineno
    if frame.f_code.co_name != b.funcname:
        return False
    # The breakpoint is at the definition: stop at the first line that is run.
    if not b.func_first_executable_line:
        b.func_first_executable_line = frame.f_lineno
    return b.func_first_executable_line == frame.f_lineno


def effective(file, line, frame):
    """The breakpoint of a line that is to be minded, and whether it may be deleted if temporary."""
    for each in Breakpoint.bplist[file, line]:
        if not each.enabled or not checkfuncname(each, frame):
            continue
        each.hits += 1
        if each.cond:
            try:
                holds = eval(each.cond, frame.f_globals, frame.f_locals)
            except:
                # Something is wrong with the condition: better stop.
                return each, False
            if not holds:
                continue
        if each.ignore > 0:
            each.ignore -= 1
            continue
        return each, True
    return None, None


class Tdb(Bdb):
    """A debugger that never asks: it prints calls, lines, results and exceptions."""

    def _tell(self, *what):
        print('+++', *what)

    def user_call(self, frame, args):
        self._tell('call', frame.f_code.co_name or '???', args)

    def user_line(self, frame):
        self._tell(self.format_stack_entry((frame, frame.f_lineno)))

    def user_return(self, frame, retval):
        self._tell('return', retval)

    def user_exception(self, frame, exc_stuff):
        self._tell('exception', exc_stuff)
        self.set_continue()


def foo(n):
    """What test() debugs: calls bar() with ten times the number."""
    print('foo(', n, ')')
    print('bar returned', bar(n * 10))


def bar(a):
    """Half of a number."""
    print('bar(', a, ')')
    return a / 2


def test():
    """Watch foo(10) with a Tdb."""
    Tdb().run('import bdb; bdb.foo(10)')
