"""The debugger: python -m pdb script, breakpoint(), pdb.set_trace(), pdb.pm().

    import pdb; pdb.set_trace()      stop here
    pdb.run('statement')             stop before the statement
    pdb.pm()                         look at where the last exception came from
    python -m pdb script arguments   stop before the script's first line

Where the program has stopped, pdb reads commands.  Most can be shortened as
the parentheses say: h(elp) is 'h' or 'help'.  What is no command is run as a
statement in the frame where the program stands, as is what follows a '!'.
An empty line repeats the last command.  Two commands on a line are divided by
';;'.  The files .pdbrc in the home folder and in the current folder are read
and run first.

The class Pdb is put together from parts: _pdb_breaks has what is about
breakpoints, _pdb_look what only shows things; the rest, the prompt and what
lets the program go on, is here.

Commands
========

"""

import bdb
import cmd
import dis
import inspect
import os
import re
import signal
import sys
import tokenize
import traceback

from _pdb_breaks import Breakpoints
from _pdb_look import Looking, last_error, line_prefix

__all__ = ['run', 'pm', 'Pdb', 'runeval', 'runctx', 'runcall', 'set_trace', 'post_mortem', 'help']

class Restart(Exception):
    """The program is to be run again."""


def find_function(funcname, filename):
    """(name, file, line) of a function's definition, None if there is none."""
    definition = re.compile(r'def\s+%s\s*[(]' % re.escape(funcname))
    try:
        file = tokenize.open(filename)
    except OSError:
        return None
    with file:
        for number, line in enumerate(file, start=1):
            if definition.match(line):
                return funcname, filename, number
    return None


def getsourcelines(obj):
    """The lines of a frame's or an object's source and the number of the first."""
    lines, number = inspect.findsource(obj)
    if inspect.ismodule(obj) or inspect.isframe(obj) and obj.f_globals is obj.f_locals:
        return lines, 1
    return inspect.getblock(lines[number:]), number + 1


def lasti2lineno(code, lasti):
    """The source line of the instruction at this offset of a code object; 0 if it has none."""
    line = 0
    for start, number in dis.findlinestarts(code):
        if start > lasti:
            break
        line = number
    return line


class Pdb(Breakpoints, Looking, bdb.Bdb, cmd.Cmd):
    """A debugger with a command line.

    stdin and stdout are where commands come from and answers go to; skip has
    patterns of modules not to be stepped into; nosigint leaves Ctrl-C alone;
    readrc=False leaves the .pdbrc files unread.
    """

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
        try:
            import readline
            readline.set_completer_delims(' \t\n`@#$%^&*()=+[{]}\\|;:\'",<>?')
        except ImportError:
            pass
        for path in (os.path.expanduser('~/.pdbrc'), '.pdbrc') if readrc else ():
            try:
                with open(path) as file:
                    self.rcLines.extend(file)
            except OSError:
                pass
        self._init_breakpoints()
        self.forget()

    def reset(self):
        """Be ready to start."""
        bdb.Bdb.reset(self)
        self.forget()

    def forget(self):
        """The program runs: there is no current frame."""
        self.lineno = None
        self.stack = []
        self.curindex = 0
        self.curframe = None
        self.tb_lineno.clear()

    def setup(self, f, tb):
        """The program stands in a frame, perhaps with a traceback; true if .pdbrc lets it go on."""
        self.forget()
        self.stack, self.curindex = self.get_stack(f, tb)
        while tb:
            self.tb_lineno[tb.tb_frame] = tb.tb_lineno
            tb = tb.tb_next
        self.curframe = self.stack[self.curindex][0]
        # f_locals is made anew whenever it is asked for: keep changes.
        self.curframe_locals = self.curframe.f_locals
        return self.execRcLines()

    def execRcLines(self):
        """Run the lines of .pdbrc; those after one that lets the program go on wait for the next stop."""
        lines, self.rcLines = self.rcLines, []
        for done, line in enumerate(lines, start=1):
            line = line.strip()
            if line and line[0] != '#' and self.onecmd(line):
                self.rcLines += lines[done:]
                return True
        return None

    # ---- where the program stops

    def user_call(self, frame, argument_list):
        """A function is called."""
        if not self._wait_for_mainpyfile and self.stop_here(frame):
            self.message('--Call--')
            self.interaction(frame, None)

    def user_line(self, frame):
        """A line is about to run."""
        if self._wait_for_mainpyfile:
            if self.mainpyfile != self.canonic(frame.f_code.co_filename) or frame.f_lineno <= 0:
                return
            self._wait_for_mainpyfile = False
        if self.bp_commands(frame):
            self.interaction(frame, None)

    def user_return(self, frame, return_value):
        """A function is about to return."""
        if not self._wait_for_mainpyfile:
            frame.f_locals['__return__'] = return_value
            self.message('--Return--')
            self.interaction(frame, None)

    def user_exception(self, frame, exc_info):
        """An exception has come up."""
        if self._wait_for_mainpyfile:
            return
        kind, value, trace = exc_info
        frame.f_locals['__exception__'] = kind, value
        # That a generator's end comes without a traceback is how it should be.
        prefix = 'Internal ' if not trace and kind is StopIteration else ''
        self.message('%s%s' % (prefix, traceback.format_exception_only(kind, value)[-1].strip()))
        self.interaction(frame, trace)

    def interaction(self, frame, traceback):
        """Show where the program stands and take commands."""
        if Pdb._previous_sigint_handler:
            try:
                signal.signal(signal.SIGINT, Pdb._previous_sigint_handler)
            except ValueError:
                pass  # in another thread than the main one
            else:
                Pdb._previous_sigint_handler = None
        if not self.setup(frame, traceback):
            self.print_stack_entry(self.stack[self.curindex])
            self._cmdloop()
        self.forget()

    def _cmdloop(self):
        """Take commands; Ctrl-C gives a new prompt."""
        while True:
            try:
                self.allow_kbdint = True
                self.cmdloop()
                self.allow_kbdint = False
                return
            except KeyboardInterrupt:
                self.message('--KeyboardInterrupt--')

    def sigint_handler(self, signum, frame):
        """Ctrl-C while the program runs: stop it where it is."""
        if self.allow_kbdint:
            raise KeyboardInterrupt
        self.message("\nProgram interrupted. (Use 'cont' to resume).")
        self.set_step()
        self.set_trace(frame)

    # ---- input and output

    def message(self, msg):
        """Say something."""
        print(msg, file=self.stdout)

    def error(self, msg):
        """Say what is wrong."""
        print('***', msg, file=self.stdout)

    def displayhook(self, obj):
        """Show the value of an expression, without keeping it in `_`."""
        if obj is not None:
            self.message(repr(obj))

    def default(self, line):
        """Run a statement."""
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
            self.error(last_error())

    def precmd(self, line):
        """Put in aliases; what stands after ';;' is for later."""
        words = line.split()
        if not words:
            return line
        while words and words[0] in self.aliases:
            line = self.aliases[words[0]]
            for number, word in enumerate(words[1:], start=1):
                line = line.replace('%' + str(number), word)
            line = line.replace('%*', ' '.join(words[1:]))
            words = line.split()
        if not words or words[0] != 'alias':
            before, found, after = line.partition(';;')
            if found:
                self.cmdqueue.insert(0, after.lstrip())
                line = before.rstrip()
        return line

    def onecmd(self, line):
        """Run a command, or take it for a breakpoint's commands."""
        if self.commands_defining:
            return self.handle_command_def(line)
        return cmd.Cmd.onecmd(self, line)

    # ---- going on

    def do_step(self, arg):
        """s(tep)
        Let the line run; stop as soon as possible, be it in a
        function that it calls.
        """
        self.set_step()
        return 1

    def do_next(self, arg):
        """n(ext)
        Let the line run; stop at the next one of this function, or
        when it returns.
        """
        self.set_next(self.curframe)
        return 1

    def do_until(self, arg):
        """unt(il) [lineno]
        Go on until a line with a greater number than the current one
        is reached, or one with at least the number given; stop when
        the function returns, too.
        """
        line = None
        if arg:
            try:
                line = int(arg)
            except ValueError:
                self.error('Error in argument: %r' % arg)
                return None
            if line <= self.curframe.f_lineno:
                self.error('"until" line number is smaller than current line number')
                return None
        self.set_until(self.curframe, line)
        return 1

    def do_return(self, arg):
        """r(eturn)
        Go on until the function returns.
        """
        self.set_return(self.curframe)
        return 1

    def do_continue(self, arg):
        """c(ont(inue))
        Go on until a breakpoint is reached.
        """
        if not self.nosigint:
            try:
                Pdb._previous_sigint_handler = signal.signal(signal.SIGINT, self.sigint_handler)
            except ValueError:
                pass  # only the main thread may set signal handlers
        self.set_continue()
        return 1

    def do_jump(self, arg):
        """j(ump) lineno
        Make another line the next one to run; only in the innermost
        frame, and not into a loop or out of a finally clause.
        """
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

    def do_debug(self, arg):
        """debug code
        Run a statement in a debugger of its own, whose prompt has
        one more pair of parentheses.
        """
        sys.settrace(None)
        inner = Pdb(self.completekey, self.stdin, self.stdout)
        inner.prompt = '(%s) ' % self.prompt.strip()
        self.message('ENTERING RECURSIVE DEBUGGER')
        try:
            sys.call_tracing(inner.run, (arg, self.curframe.f_globals, self.curframe_locals))
        except Exception:
            self.error(last_error())
        self.message('LEAVING RECURSIVE DEBUGGER')
        sys.settrace(self.trace_dispatch)
        self.lastcmd = inner.lastcmd

    def do_run(self, arg):
        """run [args...]
        Start the program again, with new arguments if any are given.
        Breakpoints, aliases and so on remain.  'restart' is the same.
        """
        if arg:
            import shlex
            sys.argv = sys.argv[:1] + shlex.split(arg)
        raise Restart

    def do_quit(self, arg):
        """q(uit)
        exit
        End the program and the debugger.
        """
        self._user_requested_quit = True
        self.set_quit()
        return 1

    def do_EOF(self, arg):
        """EOF
        The end of input is taken for 'quit'.
        """
        self.message('')
        return self.do_quit(arg)

    # ---- aliases and help

    def do_alias(self, arg):
        """alias [name [command [parameter parameter ...] ]]
        Let a name stand for a command, in which %1, %2 ... stand for
        the words that follow the name, %* for all of them.  With a
        name alone, or with nothing, show what there is.

        Aliases may use others and hide commands.
        """
        words = arg.split()
        if len(words) > 1 or words and words[0] not in self.aliases:
            self.aliases[words[0]] = ' '.join(words[1:])
        else:
            for name in words or sorted(self.aliases):
                self.message('%s = %s' % (name, self.aliases[name]))

    def do_unalias(self, arg):
        """unalias name
        Take an alias away.
        """
        for name in arg.split()[:1]:
            self.aliases.pop(name, None)

    def complete_unalias(self, text, line, begidx, endidx):
        """Complete with aliases."""
        return [name for name in self.aliases if name.startswith(text)]

    def do_help(self, arg):
        """h(elp)
        Alone, list the commands; with a command, tell about it.
        'help pdb' tells everything, 'help exec' about statements.
        """
        if not arg:
            return cmd.Cmd.do_help(self, arg)
        topic = getattr(self, 'help_' + arg, None)
        if topic is not None:
            return topic()
        command = getattr(self, 'do_' + arg, None)
        if command is None:
            self.error('No help for %r' % arg)
        elif command.__doc__ is None:
            self.error('No help for %r; please do not run Python with -OO if you need command help' % arg)
        else:
            self.message(command.__doc__.rstrip())
        return None

    def help_exec(self):
        """(!) statement
        Run a one-line statement in the current frame.  The '!' is
        needed only where the statement begins like a command.  To
        assign to a global name, say so first:
        (Pdb) global limit; limit = 5
        (Pdb)
        """
        self.message((self.help_exec.__doc__ or '').strip())

    def help_pdb(self):
        """Show everything there is to say."""
        help()

    do_s, do_n, do_unt, do_r, do_j = do_step, do_next, do_until, do_return, do_jump
    do_c = do_cont = do_continue
    do_restart, do_q, do_exit, do_h = do_run, do_quit, do_quit, do_help
    complete_debug = Looking._complete_expression

    # ---- programs

    def _debug_main(self, filename, spec, space, statement):
        """Debug a statement that runs a program in a fresh __main__."""
        import __main__
        __main__.__dict__.clear()
        __main__.__dict__.update({'__name__': '__main__', '__builtins__': __builtins__, **space})
        # Only when the program's own first line is reached, we are there.
        self._wait_for_mainpyfile = True
        self._user_requested_quit = False
        self.mainpyfile = self.canonic(filename)
        self.run(statement)

    def _runscript(self, filename):
        import io
        with io.open_code(filename) as file:
            statement = 'exec(compile(%r, %r, "exec"))' % (file.read(), self.canonic(filename))
        self._debug_main(filename, None, {'__file__': filename}, statement)

    def _runmodule(self, module_name):
        import runpy
        _, spec, compiled = runpy._get_module_details(module_name)
        self._debug_main(compiled.co_filename, spec,
                         {'__file__': compiled.co_filename, '__package__': spec.parent,
                          '__loader__': spec.loader, '__spec__': spec}, compiled)


def run(statement, globals=None, locals=None):
    """Debug a statement, given as a string or compiled."""
    Pdb().run(statement, globals, locals)


def runeval(expression, globals=None, locals=None):
    """Debug an expression; return its value."""
    return Pdb().runeval(expression, globals, locals)


def runctx(statement, globals, locals):
    """The same as run(), under an older name."""
    run(statement, globals, locals)


def runcall(*args, **kwds):
    """Debug the call of a function, args[0]; return its result."""
    return Pdb().runcall(*args, **kwds)


def set_trace(*, header=None):
    """Stop the program here, after saying what header says."""
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
    """Look at the traceback of the last exception that nothing handled."""
    post_mortem(sys.last_traceback)


def test():
    """Try the debugger on a small statement."""
    run('import sys; print(sys.version)')


def help():
    """Show what there is to know about the debugger."""
    import pydoc
    pydoc.pager(__doc__)


# The order in which 'help pdb' tells of the commands.
_help_order = """help where down up break tbreak clear disable enable ignore condition commands step next until
    jump return retval run continue list longlist args p pp whatis source display undisplay interact alias
    unalias debug quit""".split()

if __doc__ is not None:
    for _name in _help_order:
        __doc__ += getattr(Pdb, 'do_' + _name).__doc__.strip() + '\n\n'
    __doc__ += Pdb.help_exec.__doc__
    del _name

_usage = """\
usage: pdb.py [-c command] ... [-m module | pyfile] [arg] ...

Debugs the program in a file, or a module or package that is run with -m.

The commands in the files .pdbrc of the home folder and of the current one are
run first, then those given with -c: "-c continue" lets the program run until
something goes wrong, "-c 'until X'" up to line X."""


def _debug_again_and_again(debugger, target, as_module):
    """Debug a program until its user has enough."""
    while True:
        try:
            (debugger._runmodule if as_module else debugger._runscript)(target)
            if debugger._user_requested_quit:
                return
            print('The program finished and will be restarted')
        except Restart:
            print('Restarting', target, 'with arguments:')
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
            print('Post mortem debugger finished. The ' + target + ' will be restarted')


def main():
    """The command line of python -m pdb."""
    import getopt
    options, words = getopt.getopt(sys.argv[1:], 'mhc:', ['help', 'command='])
    given = {name for name, _ in options}
    if not words or given & {'-h', '--help'}:
        print(_usage)
        sys.exit(0 if words or given & {'-h', '--help'} else 2)
    target, as_module = words[0], '-m' in given
    if as_module:
        import runpy
        # What cannot be run is to be known before sys.argv changes.
        try:
            runpy._get_module_details(target)
        except Exception:
            traceback.print_exc()
            sys.exit(1)
    else:
        if not os.path.exists(target):
            print('Error:', target, 'does not exist')
            sys.exit(1)
        target = os.path.realpath(target)  # the program may change the folder
        sys.path[0] = os.path.dirname(target)
    sys.argv[:] = [target, *words[1:]]
    debugger = Pdb()
    debugger.rcLines.extend(value for name, value in options if name in ('-c', '--command'))
    _debug_again_and_again(debugger, target, as_module)


if __name__ == '__main__':
    import pdb
    pdb.main()
