"""Interactive interpreters."""

import argparse
import sys
import traceback
from codeop import CommandCompiler, compile_command

__all__ = ['InteractiveInterpreter', 'InteractiveConsole', 'interact', 'compile_command']


class InteractiveInterpreter:
    """Compiles and runs input; does not read it."""

    def __init__(self, locals=None):
        """Run in these variables."""
        self.locals = {'__name__': '__console__', '__doc__': None} if locals is None else locals
        self.compile = CommandCompiler()

    def runsource(self, source, filename='<input>', symbol='single'):
        """Run input if it is complete; return True if more is needed."""
        try:
            code = self.compile(source, filename, symbol)
        except (OverflowError, SyntaxError, ValueError):
            self.showsyntaxerror(filename)
            return False
        if code is None:
            return True
        self.runcode(code)
        return False

    def runcode(self, code):
        """Run code; exceptions other than SystemExit are shown."""
        try:
            exec(code, self.locals)
        except SystemExit:
            raise
        except:
            self.showtraceback()

    def _show(self, lines, *exception):
        if sys.excepthook is sys.__excepthook__:
            self.write(''.join(lines))
        else:
            sys.excepthook(*exception)  # somebody wants to show them himself

    def showsyntaxerror(self, filename=None):
        """Show the syntax error that has just come up."""
        kind, value, trace = sys.exc_info()
        sys.last_type, sys.last_value, sys.last_traceback = kind, value, trace
        if filename and kind is SyntaxError:
            try:
                msg, (_, lineno, offset, line) = value.args
            except ValueError:
                pass  # not as the compiler makes them
            else:
                value = sys.last_value = SyntaxError(msg, (filename, lineno, offset, line))
        self._show(traceback.format_exception_only(kind, value), kind, value, trace)

    def showtraceback(self):
        """Show the exception that has just come up, without our own frame."""
        sys.last_type, sys.last_value, trace = exception = sys.exc_info()
        sys.last_traceback = trace
        try:
            lines = traceback.format_exception(exception[0], exception[1], trace.tb_next)
            self._show(lines, exception[0], exception[1], trace)
        finally:
            trace = exception = None

    def write(self, data):
        """Write to sys.stderr."""
        sys.stderr.write(data)


class InteractiveConsole(InteractiveInterpreter):
    """Reads input as the interactive Python does."""

    def __init__(self, locals=None, filename='<console>'):
        """A console whose variables are `locals`; `filename` is what errors name."""
        InteractiveInterpreter.__init__(self, locals)
        self.filename = filename
        self.resetbuffer()

    def resetbuffer(self):
        """Forget the lines of a statement that is not complete."""
        self.buffer = []

    def interact(self, banner=None, exitmsg=None):
        """Read and run input until its end."""
        for name, default in (('ps1', '>>> '), ('ps2', '... ')):
            if not hasattr(sys, name):
                setattr(sys, name, default)
        if banner is None:
            rights = 'Type "help", "copyright", "credits" or "license" for more information.'
            self.write('Python %s on %s\n%s\n(%s)\n' % (sys.version, sys.platform, rights, self.__class__.__name__))
        elif banner:
            self.write('%s\n' % str(banner))
        more = 0
        while True:
            try:
                try:
                    line = self.raw_input(sys.ps2 if more else sys.ps1)
                except EOFError:
                    self.write('\n')
                    break
                more = self.push(line)
            except KeyboardInterrupt:
                self.write('\nKeyboardInterrupt\n')
                self.resetbuffer()
                more = 0
        if exitmsg is None:
            self.write('now exiting %s...\n' % self.__class__.__name__)
        elif exitmsg != '':
            self.write('%s\n' % exitmsg)

    def push(self, line):
        """Take a line; run what has come so far if it is complete, or else return True."""
        self.buffer.append(line)
        more = self.runsource('\n'.join(self.buffer), self.filename)
        if not more:
            self.resetbuffer()
        return more

    def raw_input(self, prompt=''):
        """A line of input; EOFError at the end."""
        return input(prompt)


def interact(banner=None, readfunc=None, local=None, exitmsg=None):
    """Run an InteractiveConsole; readfunc replaces its raw_input()."""
    console = InteractiveConsole(local)
    if readfunc is not None:
        console.raw_input = readfunc
    else:
        try:
            import readline
        except ImportError:
            pass
    console.interact(banner, exitmsg)


if __name__ == '__main__':
    parser = argparse.ArgumentParser()
    parser.add_argument('-q', action='store_true', help="don't print version and copyright messages")
    args = parser.parse_args()
    interact('' if args.q or sys.flags.quiet else None)
