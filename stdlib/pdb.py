"""The debugger: python -m pdb script, pdb.set_trace(), pdb.pm()."""

import bdb
import cmd
import code
import inspect
import linecache
import os
import pprint
import re
import sys
import tokenize
import traceback

__all__ = ['run', 'pm', 'Pdb', 'runeval', 'runctx', 'runcall', 'set_trace', 'post_mortem', 'help']

line_prefix = '\n-> '


class Restart(Exception):
    """The program is to be run again."""


def find_function(funcname, filename):
    """(name, file, line) of a function's definition, None if there is none."""
    pattern = re.compile(r'def\s+%s\s*[(]' % re.escape(funcname))
    try:
        file = tokenize.open(filename)
    except OSError:
        return None
    with file:
        for number, line in enumerate(file, start=1):
            if pattern.match(line):
                return funcname, filename, number
    return None


def getsourcelines(obj):
    """The lines of a frame's or an object's source and the number of the first."""
    lines, number = inspect.findsource(obj)
    if inspect.ismodule(obj) or inspect.isframe(obj) and obj.f_globals is obj.f_locals:
        return lines, 1
    return inspect.getblock(lines[number:]), number + 1


class _rstr(str):
    """Text whose repr is the text itself."""

    def __repr__(self):
        return self


class Pdb(bdb.Bdb, cmd.Cmd):
    """A debugger with a command line."""

    _previous_sigint_handler = None

    def __init__(self, completekey='tab', stdin=None, stdout=None, skip=None, nosigint=False, readrc=True):
        bdb.Bdb.__init__(self, skip=skip)
        cmd.Cmd.__init__(self, completekey, stdin, stdout)
        sys.audit('pdb.Pdb')
        if stdout:
            self.use_rawinput = 0
        self.prompt = '(Pdb) '
        self.aliases = {}
        self.displaying = {}
        self.mainpyfile = ''
        self._wait_for_mainpyfile = False
        self.tb_lineno = {}
        self.nosigint = nosigint
        self.allow_kbdint = False
        self.rcLines = []
        if readrc:
            for path in (os.path.expanduser('~/.pdbrc'), '.pdbrc'):
                try:
                    with open(path) as file:
                        self.rcLines.extend(file)
                except OSError:
                    pass
        self.commands = {}
        self.forget()

    def reset(self):
        bdb.Bdb.reset(self)
        self.forget()

    def forget(self):
        self.lineno = None
        self.stack = []
        self.curindex = 0
        self.curframe = None
        self.tb_lineno.clear()

    def setup(self, f, tb):
        self.forget()
        self.stack, self.curindex = self.get_stack(f, tb)
        while tb:
            self.tb_lineno[tb.tb_frame] = tb.tb_lineno
            tb = tb.tb_next
        self.curframe = self.stack[self.curindex][0]
        # f_locals is made anew whenever it is asked for: keep changes.
        self.curframe_locals = self.curframe.f_locals
        lines, self.rcLines = self.rcLines, []
        for line in lines:
            line = line.rstrip()
            if line and line[0] != '#' and self.onecmd(line):
                return True

    # ---- where the program stops

    def user_call(self, frame, argument_list):
        if not self._wait_for_mainpyfile and self.stop_here(frame):
            self.message('--Call--')
            self.interaction(frame, None)

    def user_line(self, frame):
        if self._wait_for_mainpyfile:
            if self.mainpyfile != self.canonic(frame.f_code.co_filename) or frame.f_lineno <= 0:
                return
            self._wait_for_mainpyfile = False
        self.interaction(frame, None)

    def user_return(self, frame, return_value):
        if not self._wait_for_mainpyfile:
            frame.f_locals['__return__'] = return_value
            self.message('--Return--')
            self.interaction(frame, None)

    def user_exception(self, frame, exc_info):
        if self._wait_for_mainpyfile:
            return
        kind, value, trace = exc_info
        frame.f_locals['__exception__'] = kind, value
        prefix = 'Internal ' if not trace and kind is StopIteration else ''
        self.message('%s%s' % (prefix, traceback.format_exception_only(kind, value)[-1].strip()))
        self.interaction(frame, trace)

    def interaction(self, frame, traceback):
        if self.setup(frame, traceback):
            self.forget()
            return
        self.print_stack_entry(self.stack[self.curindex])
        self._cmdloop()
        self.forget()

    def _cmdloop(self):
        while True:
            try:
                self.allow_kbdint = True
                self.cmdloop()
                self.allow_kbdint = False
                return
            except KeyboardInterrupt:
                self.message('--KeyboardInterrupt--')

    # ---- input and output

    def message(self, msg):
        print(msg, file=self.stdout)

    def error(self, msg):
        print('***', msg, file=self.stdout)

    def displayhook(self, obj):
        if obj is not None:
            self.message(repr(obj))

    def default(self, line):
        """Everything that is no command is a statement."""
        if line[:1] == '!':
            line = line[1:]
        saved = sys.stdin, sys.stdout, sys.displayhook
        try:
            compiled = compile(line + '\n', '<stdin>', 'single')
            sys.stdin, sys.stdout, sys.displayhook = self.stdin, self.stdout, self.displayhook
            try:
                exec(compiled, self.curframe.f_globals, self.curframe_locals)
            finally:
                sys.stdin, sys.stdout, sys.displayhook = saved
        except:
            self.error(traceback.format_exception_only(*sys.exc_info()[:2])[-1].strip())

    def precmd(self, line):
        """Replace aliases; ';;' divides commands."""
        if not line.strip():
            return line
        words = line.split()
        while words[0] in self.aliases:
            line = self.aliases[words[0]]
            for number, word in enumerate(words[1:], start=1):
                line = line.replace('%' + str(number), word)
            line = line.replace('%*', ' '.join(words[1:]))
            words = line.split()
        if words[0] != 'alias':
            line, found, rest = line.partition(';;')
            if found:
                self.cmdqueue.insert(0, rest.lstrip())
                line = line.rstrip()
        return line

    def _getval(self, arg):
        try:
            return eval(arg, self.curframe.f_globals, self.curframe_locals)
        except:
            self.error(traceback.format_exception_only(*sys.exc_info()[:2])[-1].strip())
            raise

    def _print(self, arg, show):
        try:
            value = self._getval(arg)
        except:
            return
        self.message(show(value))

    def do_p(self, arg):
        """p expression: print its value."""
        self._print(arg, repr)

    def do_pp(self, arg):
        """pp expression: pretty-print its value."""
        self._print(arg, pprint.pformat)

    def do_whatis(self, arg):
        """whatis arg: print its type."""
        self._print(arg, type)

    def do_args(self, arg):
        """a(rgs): print the arguments of the function."""
        values = self.curframe_locals
        names, varargs, varkw = inspect.getargs(self.curframe.f_code)
        for name in [*names, *filter(None, (varargs, varkw))]:
            self.message('%s = %s' % (name, repr(values[name]) if name in values else '*** undefined ***'))

    do_a = do_args

    def do_retval(self, arg):
        """retval: print what the function returned."""
        if '__return__' in self.curframe_locals:
            self.message(repr(self.curframe_locals['__return__']))
        else:
            self.error('Not yet returned!')

    do_rv = do_retval

    # ---- the stack

    def print_stack_trace(self):
        for entry in self.stack:
            self.print_stack_entry(entry)

    def print_stack_entry(self, frame_lineno, prompt_prefix=line_prefix):
        mark = '> ' if frame_lineno[0] is self.curframe else '  '
        self.message(mark + self.format_stack_entry(frame_lineno, prompt_prefix))

    def do_where(self, arg):
        """w(here): print the stack."""
        self.print_stack_trace()

    do_w = do_bt = do_where

    def _select_frame(self, number):
        self.curindex = number
        self.curframe = self.stack[number][0]
        self.curframe_locals = self.curframe.f_locals
        self.print_stack_entry(self.stack[number])
        self.lineno = None

    def _move(self, arg, sign, limit, message):
        if self.curindex == limit:
            self.error(message)
            return
        try:
            count = int(arg or 1)
        except ValueError:
            self.error('Invalid frame count (%s)' % arg)
            return
        self._select_frame(limit if count < 0 else min(max(self.curindex + sign * count, 0), len(self.stack) - 1))

    def do_up(self, arg):
        """u(p) [count]: go to an older frame."""
        self._move(arg, -1, 0, 'Oldest frame')

    def do_down(self, arg):
        """d(own) [count]: go to a newer frame."""
        self._move(arg, 1, len(self.stack) - 1, 'Newest frame')

    do_u, do_d = do_up, do_down

    # ---- going on

    def do_step(self, arg):
        """s(tep): run to the next line, also in functions called."""
        self.set_step()
        return 1

    def do_next(self, arg):
        """n(ext): run to the next line of the function."""
        self.set_next(self.curframe)
        return 1

    def do_until(self, arg):
        """unt(il) [line]: run to a greater line."""
        line = None
        if arg:
            try:
                line = int(arg)
            except ValueError:
                self.error('Error in argument: %r' % arg)
                return
            if line <= self.curframe.f_lineno:
                self.error('"until" line number is smaller than current line number')
                return
        self.set_until(self.curframe, line)
        return 1

    def do_return(self, arg):
        """r(eturn): run until the function returns."""
        self.set_return(self.curframe)
        return 1

    def do_continue(self, arg):
        """c(ont(inue)): run to the next breakpoint."""
        self.set_continue()
        return 1

    def do_jump(self, arg):
        """j(ump) line: set the line that is run next."""
        if self.curindex + 1 != len(self.stack):
            self.error('You can only jump within the bottom frame')
            return
        try:
            line = int(arg)
        except ValueError:
            self.error("The 'jump' command requires a line number")
            return
        try:
            self.curframe.f_lineno = line
            self.stack[self.curindex] = self.stack[self.curindex][0], line
            self.print_stack_entry(self.stack[self.curindex])
        except ValueError as error:
            self.error('Jump failed: %s' % error)

    def do_run(self, arg):
        """run [args]: run the program again."""
        if arg:
            import shlex
            sys.argv[1:] = shlex.split(arg)
        raise Restart

    def do_quit(self, arg):
        """q(uit): end the program."""
        self._user_requested_quit = True
        self.set_quit()
        return 1

    def do_EOF(self, arg):
        """EOF: end the program."""
        self.message('')
        return self.do_quit(arg)

    do_s, do_n, do_unt, do_r, do_j = do_step, do_next, do_until, do_return, do_jump
    do_c = do_cont = do_continue
    do_restart, do_q, do_exit = do_run, do_quit, do_quit

    # ---- breakpoints

    def _place(self, text):
        """(file, line, function) that 'line', 'file:line' or a function's name stands for."""
        file, colon, line = text.rpartition(':')
        if colon or text.isdigit():
            file = file.strip() or self.curframe.f_code.co_filename
            if not os.path.exists(file) and os.path.exists(file + '.py'):
                file += '.py'
            return file, int(line), None
        function = eval(text, self.curframe.f_globals, self.curframe_locals)
        found = getattr(function, '__func__', function).__code__
        return found.co_filename, found.co_firstlineno, found.co_name

    def do_break(self, arg, temporary=0):
        """b(reak) [([file:]line | function) [, condition]]: set a breakpoint or list all."""
        if not arg:
            if self.breaks:
                self.message('Num Type         Disp Enb   Where')
                for each in bdb.Breakpoint.bpbynumber:
                    if each:
                        self.message(each.bpformat())
            return
        place, _, condition = arg.partition(',')
        try:
            file, line, function = self._place(place.strip())
        except Exception:
            self.error('The specified object %r is not a function or was not found along sys.path.' % place.strip())
            return
        problem = self.set_break(file, line, temporary, condition.strip() or None, function)
        if problem:
            self.error(problem)
            return
        made = self.get_breaks(file, line)[-1]
        self.message('Breakpoint %d at %s:%d' % (made.number, made.file, made.line))

    def do_tbreak(self, arg):
        """tbreak: a breakpoint that is removed when it is reached."""
        self.do_break(arg, 1)

    def do_clear(self, arg):
        """cl(ear) [numbers]: remove breakpoints."""
        if not arg:
            for each in bdb.Breakpoint.bpbynumber:
                if each:
                    self.message('Deleted %s' % each)
            self.clear_all_breaks()
            return
        self._each_breakpoint(arg, lambda each: self.clear_bpbynumber(each.number), 'Deleted %s')

    def _each_breakpoint(self, arg, action, message):
        for number in arg.split():
            try:
                found = self.get_bpbynumber(number)
            except ValueError as error:
                self.error(error)
            else:
                action(found)
                self.message(message % found)

    def do_enable(self, arg):
        """enable numbers"""
        self._each_breakpoint(arg, lambda each: each.enable(), 'Enabled %s')

    def do_disable(self, arg):
        """disable numbers"""
        self._each_breakpoint(arg, lambda each: each.disable(), 'Disabled %s')

    def _with_breakpoint(self, arg):
        number, _, rest = arg.partition(' ')
        try:
            return self.get_bpbynumber(number.strip()), rest.strip()
        except ValueError as error:
            self.error(error)
            return None, None

    def do_condition(self, arg):
        """condition number [expression]"""
        found, condition = self._with_breakpoint(arg)
        if found:
            found.cond = condition or None
            self.message('New condition set for breakpoint %d.' % found.number if condition
                         else 'Breakpoint %d is now unconditional.' % found.number)

    def do_ignore(self, arg):
        """ignore number [count]"""
        found, count = self._with_breakpoint(arg)
        if found:
            found.ignore = max(int(count or 0) if count.isdigit() else 0, 0)
            self.message('Will ignore next %d crossings of breakpoint %d.' % (found.ignore, found.number)
                         if found.ignore else 'Will stop next time breakpoint %d is reached.' % found.number)

    do_b, do_cl = do_break, do_clear

    # ---- source

    def do_list(self, arg):
        """l(ist) [first [, last] | .]: print source."""
        if arg and arg != '.':
            first, _, last = arg.partition(',')
            try:
                first = int(first)
                last = int(last) if last else first + 10
            except ValueError:
                self.error('Error in argument: %r' % arg)
                return
            first, last = (first, last if last >= first else first + last) if ',' in arg else (first - 5, first + 5)
        elif self.lineno is None or arg == '.':
            first, last = max(1, self.curframe.f_lineno - 5), max(1, self.curframe.f_lineno - 5) + 10
        else:
            first, last = self.lineno + 1, self.lineno + 11
        name = self.curframe.f_code.co_filename
        lines = linecache.getlines(name, self.curframe.f_globals)
        self._print_lines(lines[max(first, 1) - 1:last], max(first, 1), self.get_file_breaks(name), self.curframe)
        self.lineno = min(last, len(lines))
        if len(lines) < last:
            self.message('[EOF]')

    def do_longlist(self, arg):
        """longlist | ll: print the source of the function."""
        try:
            lines, first = getsourcelines(self.curframe)
        except OSError as error:
            self.error(error)
            return
        self._print_lines(lines, first, self.get_file_breaks(self.curframe.f_code.co_filename), self.curframe)

    def _print_lines(self, lines, start, breaks=(), frame=None):
        current = frame.f_lineno if frame else -1
        raised = self.tb_lineno.get(frame, -1)
        for number, line in enumerate(lines, start):
            text = str(number).rjust(3).ljust(4) + ('B' if number in breaks else ' ')
            text += '->' if number == current else '>>' if number == raised else ''
            self.message(text + '\t' + line.rstrip())

    do_l, do_ll = do_list, do_longlist

    def do_source(self, arg):
        """source expression: print the source of an object."""
        try:
            lines, first = getsourcelines(self._getval(arg))
        except (OSError, TypeError) as error:
            self.error(error)
        except Exception:
            return
        else:
            self._print_lines(lines, first)

    def do_interact(self, arg):
        """interact: an interactive interpreter with the names of the frame."""
        code.interact('*interactive*', local={**self.curframe.f_globals, **self.curframe_locals})

    def do_alias(self, arg):
        """alias [name [command]]"""
        name, _, command = arg.partition(' ')
        if command:
            self.aliases[name] = command.strip()
        else:
            for each in [name] if name in self.aliases else sorted(self.aliases) if not name else ():
                self.message('%s = %s' % (each, self.aliases[each]))

    def do_unalias(self, arg):
        """unalias name"""
        self.aliases.pop(arg.strip(), None)

    # ---- programs

    def _runscript(self, filename):
        import __main__
        import io
        __main__.__dict__.clear()
        __main__.__dict__.update({'__name__': '__main__', '__file__': filename,
                                  '__builtins__': __builtins__})
        self._wait_for_mainpyfile = True
        self._user_requested_quit = False
        self.mainpyfile = self.canonic(filename)
        with io.open_code(filename) as file:
            self.run('exec(compile(%r, %r, "exec"))' % (file.read(), self.mainpyfile))


def run(statement, globals=None, locals=None):
    """Debug a statement."""
    Pdb().run(statement, globals, locals)


def runeval(expression, globals=None, locals=None):
    """Debug an expression; return its value."""
    return Pdb().runeval(expression, globals, locals)


def runctx(statement, globals, locals):
    run(statement, globals, locals)


def runcall(*args, **kwds):
    """Debug a call."""
    return Pdb().runcall(*args, **kwds)


def set_trace(*, header=None):
    """Start debugging here."""
    debugger = Pdb()
    if header is not None:
        debugger.message(header)
    debugger.set_trace(sys._getframe().f_back)


def post_mortem(t=None):
    """Look at a traceback, by default that of the exception being handled."""
    t = sys.exc_info()[2] if t is None else t
    if t is None:
        raise ValueError('A valid traceback must be passed if no exception is being handled')
    debugger = Pdb()
    debugger.reset()
    debugger.interaction(None, t)


def pm():
    """Look at the last traceback."""
    post_mortem(sys.last_traceback)


def help():
    print(__doc__)


def main():
    if not sys.argv[1:] or sys.argv[1] in ('--help', '-h'):
        print('usage: pdb.py pyfile [arg] ...')
        sys.exit(2)
    script = sys.argv[1]
    if not os.path.exists(script):
        print('Error:', script, 'does not exist')
        sys.exit(1)
    sys.argv[:] = sys.argv[1:]
    sys.path[0] = os.path.dirname(os.path.realpath(script))
    debugger = Pdb()
    while True:
        try:
            debugger._runscript(script)
            if debugger._user_requested_quit:
                break
            print('The program finished and will be restarted')
        except Restart:
            print('Restarting', script, 'with arguments:')
            print('\t' + ' '.join(sys.argv[1:]))
        except SystemExit:
            print('The program exited via sys.exit(). Exit status:', end=' ')
            print(sys.exc_info()[1])
        except SyntaxError:
            traceback.print_exc()
            sys.exit(1)
        except:
            traceback.print_exc()
            print('Uncaught exception. Entering post mortem debugging')
            print("Running 'cont' or 'step' will restart the program")
            debugger.interaction(None, sys.exc_info()[2])
            print('Post mortem debugger finished. The ' + script + ' will be restarted')


if __name__ == '__main__':
    import pdb
    pdb.main()
