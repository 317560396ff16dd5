"""pdb's commands for looking around: the stack, values, and source text.

A part of the class pdb.Pdb: everything here shows something and leaves the
program where it is.  Needs of its host: stack, curindex, curframe,
curframe_locals, lineno, tb_lineno, message() and error(); of pdb, when it is used, getsourcelines().
"""

import code
import inspect
import linecache
import pprint
import sys
import traceback

__name__ = 'pdb'  # where all of this is found

line_prefix = '\n-> '


def _host():
    """The module pdb, which has functions that users know as its own; it imports this one."""
    import pdb
    return pdb


class _rstr(str):
    """Text whose repr is the text itself."""

    def __repr__(self):
        return self


def last_error():
    """The last line of what a traceback would say of the exception being handled."""
    return traceback.format_exception_only(*sys.exc_info()[:2])[-1].strip()


class Looking:
    """The commands that show the stack, values and source."""

    # ---- the stack

    def print_stack_trace(self):
        """Show all frames, the newest last."""
        try:
            for entry in self.stack:
                self.print_stack_entry(entry)
        except KeyboardInterrupt:
            pass

    def print_stack_entry(self, frame_lineno, prompt_prefix=line_prefix):
        """Show a frame; the current one has an arrow."""
        mark = '> ' if frame_lineno[0] is self.curframe else '  '
        self.message(mark + self.format_stack_entry(frame_lineno, prompt_prefix))

    def do_where(self, arg):
        """w(here)
        Show the stack, the newest frame last.  An arrow marks the
        current frame, which the other commands are about.  'bt' is
        the same.
        """
        self.print_stack_trace()

    def _select_frame(self, number):
        """Make a frame of the stack the current one."""
        self.curindex = number
        self.curframe = self.stack[number][0]
        self.curframe_locals = self.curframe.f_locals
        self.print_stack_entry(self.stack[number])
        self.lineno = None

    def _move(self, arg, sign, last, message):
        if self.curindex == last:
            self.error(message)
            return
        try:
            count = int(arg or 1)
        except ValueError:
            self.error('Invalid frame count (%s)' % arg)
            return
        self._select_frame(last if count < 0 else min(max(self.curindex + sign * count, 0), len(self.stack) - 1))

    def do_up(self, arg):
        """u(p) [count]
        Make the frame that is so many (one, if not given) calls
        further out the current one.
        """
        self._move(arg, -1, 0, 'Oldest frame')

    def do_down(self, arg):
        """d(own) [count]
        Make the frame that is so many (one, if not given) calls
        further in the current one.
        """
        self._move(arg, 1, len(self.stack) - 1, 'Newest frame')

    # ---- values

    def _getval(self, arg):
        """The value of an expression in the current frame; an error is shown and raised."""
        try:
            return eval(arg, self.curframe.f_globals, self.curframe_locals)
        except:
            self.error(last_error())
            raise

    def _getval_except(self, arg, frame=None):
        """The value, or a text that tells of the error."""
        try:
            if frame is None:
                return eval(arg, self.curframe.f_globals, self.curframe_locals)
            return eval(arg, frame.f_globals, frame.f_locals)
        except:
            return _rstr('** raised %s **' % last_error())

    def _print(self, arg, show):
        try:
            self.message(show(self._getval(arg)))
        except:
            pass  # has been shown

    def do_p(self, arg):
        """p expression
        Show the expression's value.
        """
        self._print(arg, repr)

    def do_pp(self, arg):
        """pp expression
        Show the expression's value as pprint lays it out.
        """
        self._print(arg, pprint.pformat)

    def do_whatis(self, arg):
        """whatis arg
        Show of what type the value is.
        """
        try:
            value = self._getval(arg)
        except:
            return
        for kind, target in (('Method', getattr(value, '__func__', None)), ('Function', value)):
            inner = getattr(target, '__code__', None)
            if inner:
                self.message('%s %s' % (kind, inner.co_name))
                return
        if value.__class__ is type:
            self.message('Class %s.%s' % (value.__module__, value.__qualname__))
        else:
            self.message(type(value))

    def do_args(self, arg):
        """a(rgs)
        Show the arguments of the current function.
        """
        values = self.curframe_locals
        names, varargs, varkw = inspect.getargs(self.curframe.f_code)
        for name in [*names, *filter(None, (varargs, varkw))]:
            self.message('%s = %s' % (name, repr(values[name]) if name in values else '*** undefined ***'))

    def do_retval(self, arg):
        """retval
        Show what the function that has just ended returned.
        """
        if '__return__' in self.curframe_locals:
            self.message(repr(self.curframe_locals['__return__']))
        else:
            self.error('Not yet returned!')

    # ---- values shown at each stop

    def do_display(self, arg):
        """display [expression]

        Show the expression's value now and, when it has changed, each
        time the program stops in this frame.

        Alone, list what is shown in this frame.
        """
        if not arg:
            self.message('Currently displaying:')
            for text, value in self.displaying.get(self.curframe, {}).items():
                self.message('%s: %r' % (text, value))
            return
        value = self._getval_except(arg)
        self.displaying.setdefault(self.curframe, {})[arg] = value
        self.message('display %s: %r' % (arg, value))

    def do_undisplay(self, arg):
        """undisplay [expression]

        Stop showing the expression in this frame; alone, stop showing
        any.
        """
        if not arg:
            self.displaying.pop(self.curframe, None)
            return
        try:
            del self.displaying.get(self.curframe, {})[arg]
        except KeyError:
            self.error('not displaying %s' % arg)

    def preloop(self):
        """Before a prompt: show what is displayed and has changed."""
        shown = self.displaying.get(self.curframe)
        for text, old in (shown or {}).copy().items():
            new = self._getval_except(text)
            if new is not old and new != old:
                shown[text] = new
                self.message('display %s: %r  [old: %r]' % (text, new, old))

    # ---- source

    def do_list(self, arg):
        """l(ist) [first [,last] | .]

        Show source of the current file: 11 lines around the current
        line or, when called again, the next 11; around the current
        line again with '.'; around a line; or from one line to
        another, where a second number less than the first is a count.

        '->' marks the current line, '>>' the line where the exception
        being looked at was raised, 'B' a breakpoint.
        """
        self.lastcmd = 'list'
        last = None
        try:
            if arg and arg != '.':
                if ',' in arg:
                    first, last = [int(part.strip()) for part in arg.split(',')]
                    if last < first:
                        last += first
                else:
                    first = max(1, int(arg.strip()) - 5)
            elif self.lineno is None or arg == '.':
                first = max(1, self.curframe.f_lineno - 5)
            else:
                first = self.lineno + 1
        except ValueError:
            self.error('Error in argument: %r' % arg)
            return
        if last is None:
            last = first + 10
        filename = self.curframe.f_code.co_filename
        lines = linecache.getlines(filename, self.curframe.f_globals)
        try:
            self._print_lines(lines[first - 1:last], first, self.get_file_breaks(filename), self.curframe)
        except KeyboardInterrupt:
            return
        self.lineno = min(last, len(lines))
        if len(lines) < last:
            self.message('[EOF]')

    def do_longlist(self, arg):
        """longlist | ll
        Show all the source of the current function.
        """
        breaks = self.get_file_breaks(self.curframe.f_code.co_filename)
        try:
            lines, first = _host().getsourcelines(self.curframe)
        except OSError as error:
            self.error(error)
        else:
            self._print_lines(lines, first, breaks, self.curframe)

    def do_source(self, arg):
        """source expression
        Show the source of the object, if there is any.
        """
        try:
            value = self._getval(arg)
        except:
            return
        try:
            lines, first = _host().getsourcelines(value)
        except (OSError, TypeError) as error:
            self.error(error)
        else:
            self._print_lines(lines, first)

    def _print_lines(self, lines, start, breaks=(), frame=None):
        """Show lines with their numbers and marks."""
        current = frame.f_lineno if frame else -1
        raised = self.tb_lineno.get(frame, -1)
        for number, line in enumerate(lines, start):
            text = str(number).rjust(3).ljust(4) + ('B' if number in breaks else ' ')
            text += '->' if number == current else '>>' if number == raised else ''
            self.message(text + '\t' + line.rstrip())

    def do_interact(self, arg):
        """interact

        Start an interactive interpreter in which all names of the
        current frame are known.
        """
        code.interact('*interactive*', local={**self.curframe.f_globals, **self.curframe_locals})

    # ---- completion

    def _complete_expression(self, text, line, begidx, endidx):
        if not self.curframe:
            return []
        names = {**self.curframe.f_globals, **self.curframe_locals}
        owner, dot, start = text.rpartition('.')
        if not dot:
            import rlcompleter
            found, state = [], 0
            completer = rlcompleter.Completer(names)
            while completer.complete(text, state) is not None:
                found.append(completer.complete(text, state))
                state += 1
            return found
        first, *others = owner.split('.')
        try:
            value = names[first]
            for name in others:
                value = getattr(value, name)
        except (KeyError, AttributeError):
            return []
        return [owner + '.' + name for name in dir(value) if name.startswith(start)]

    def complete_undisplay(self, text, line, begidx, endidx):
        """Complete with what is displayed."""
        return [shown for shown in self.displaying.get(self.curframe, {}) if shown.startswith(text)]

    do_w = do_bt = do_where
    do_u, do_d = do_up, do_down
    do_a, do_rv = do_args, do_retval
    do_l, do_ll = do_list, do_longlist
    complete_p = complete_pp = complete_print = complete_whatis = _complete_expression
    complete_source = complete_display = _complete_expression


__name__ = __spec__.name
