"""pdb's commands for breakpoints: setting, listing, changing and removing them, and the commands run at one.

A part of the class pdb.Pdb; it is a class of its own because breakpoints and
the places they are given by ("file:line", a function, a dotted name) are a
subject apart from looking around and going on.  What it needs of its host:
curframe, curframe_locals, message(), error(), stdin, stdout and Bdb's methods;
of pdb, when it is used, find_function().
"""

import bdb
import linecache
import os
import sys

__name__ = 'pdb'  # where all of this is found


class BadPlace(Exception):
    """What was given names no place where the program could stop."""


class Breakpoints:
    """The commands about breakpoints."""

    commands_resuming = ['do_continue', 'do_step', 'do_next', 'do_return', 'do_quit', 'do_jump']

    def _init_breakpoints(self):
        self.commands = {}            # by number of the breakpoint: the lines to run there
        self.commands_doprompt = {}   # ... is there to be a prompt afterwards?
        self.commands_silent = {}     # ... is the place not to be shown?
        self.commands_defining = False
        self.commands_bnum = None

    # ---- places

    def defaultFile(self):
        """The file of the current frame."""
        filename = self.curframe.f_code.co_filename
        return self.mainpyfile if filename == '<string>' and self.mainpyfile else filename

    def lookupmodule(self, filename):
        """The path of a file named with or without '.py', searched for along sys.path; None if not found."""
        if os.path.isabs(filename) and os.path.exists(filename):
            return filename
        if sys.path:
            beside = os.path.join(sys.path[0], filename)
            if os.path.exists(beside) and self.canonic(beside) == self.mainpyfile:
                return beside
        if not os.path.splitext(filename)[1]:
            filename += '.py'
        if os.path.isabs(filename):
            return filename if os.path.exists(filename) else None
        for folder in sys.path:
            while os.path.islink(folder):
                folder = os.readlink(folder)
            candidate = os.path.join(folder, filename)
            if os.path.exists(candidate):
                return candidate
        return None

    def lineinfo(self, identifier):
        """find_function() for 'name', 'module.name' or 'self.name', also in quotes; three Nones if not found."""
        pieces = identifier.split("'")
        if len(pieces) in (1, 3):
            words = pieces[len(pieces) // 2].strip().split('.')
            if words[0] == 'self':
                del words[0]
            if words:
                filename = self.defaultFile()
                if len(words) > 1:
                    filename = self.lookupmodule(words[0]) or filename
                import pdb  # which imports this module
                found = pdb.find_function(words[min(1, len(words) - 1)], filename)
                if found:
                    return found
        return None, None, None

    def checkline(self, filename, lineno):
        """The line's number if it can have a breakpoint; else 0, after a message."""
        frame = getattr(self, 'curframe', None)
        text = linecache.getline(filename, lineno, frame.f_globals if frame else None)
        if not text:
            self.message('End of file')
            return 0
        text = text.strip()
        if not text or text[0] == '#' or text[:3] in ('"""', "'''"):
            self.error('Blank or comment')
            return 0
        return lineno

    def _place(self, text):
        """(file or None, line, function or None) meant by a command's argument; BadPlace with a message."""
        file, colon, line = text.rpartition(':')
        if colon:
            found = self.lookupmodule(file.rstrip())
            if not found:
                raise BadPlace('%r not found from sys.path' % file.rstrip())
            try:
                return found, int(line.lstrip()), None
            except ValueError:
                raise BadPlace('Bad lineno: %s' % line.lstrip()) from None
        try:
            return None, int(text), None
        except ValueError:
            pass
        try:
            target = eval(text, self.curframe.f_globals, self.curframe_locals)
        except:
            target = text
        code = getattr(getattr(target, '__func__', target), '__code__', None)
        if code is not None:
            return code.co_filename, code.co_firstlineno, code.co_name
        name, file, line = self.lineinfo(text)
        if not name:
            raise BadPlace('The specified object %r is not a function or was not found along sys.path.' % text)
        return file, int(line), name

    # ---- setting and listing

    def do_break(self, arg, temporary=0):
        """b(reak) [ ([filename:]lineno | function) [, condition] ]
        Set a breakpoint: at a line of the current file, at a line of
        another one (found along sys.path, '.py' may be left out), or
        at the first line that runs in a function.  With a condition,
        the program only stops there if that expression is true.

        Alone, list the breakpoints there are.
        """
        if not arg:
            if self.breaks:
                self.message('Num Type         Disp Enb   Where')
                for each in filter(None, bdb.Breakpoint.bpbynumber):
                    self.message(each.bpformat())
            return
        place, comma, condition = arg.partition(',')
        try:
            filename, line, function = self._place(place.rstrip())
        except BadPlace as problem:
            self.error(problem)
            return
        filename = filename or self.defaultFile()
        line = self.checkline(filename, line)
        if line:
            problem = self.set_break(filename, line, temporary, condition.lstrip() if comma else None, function)
            if problem:
                self.error(problem)
                return
            made = self.get_breaks(filename, line)[-1]
            self.message('Breakpoint %d at %s:%d' % (made.number, made.file, made.line))

    def do_tbreak(self, arg):
        """tbreak [ ([filename:]lineno | function) [, condition] ]
        Like break, for a breakpoint that goes away when the program
        has stopped at it for the first time.
        """
        self.do_break(arg, 1)

    # ---- removing

    def do_clear(self, arg):
        """cl(ear) filename:lineno
        cl(ear) [bpnumber [bpnumber...]]
        Remove breakpoints: those of a line, those with the numbers
        given, or, after a question, all.
        """
        if not arg:
            try:
                answer = input('Clear all breaks? ')
            except EOFError:
                answer = 'no'
            if answer.strip().lower() in ('y', 'yes'):
                doomed = [each for each in bdb.Breakpoint.bpbynumber if each]
                self.clear_all_breaks()
                for each in doomed:
                    self.message('Deleted %s' % each)
        elif ':' in arg:
            file, _, line = arg.rpartition(':')
            try:
                number = int(line)
            except ValueError:
                problem, doomed = 'Invalid line number (%s)' % line, []
            else:
                doomed = self.get_breaks(file, number)[:]
                problem = self.clear_break(file, number)
            if problem:
                self.error(problem)
            else:
                for each in doomed:
                    self.message('Deleted %s' % each)
        else:
            self._change(arg, lambda each: self.clear_bpbynumber(each.number), 'Deleted %s')

    # ---- changing

    def _change(self, arg, action, message):
        """Do something with each breakpoint whose number is in arg."""
        for number in arg.split():
            try:
                found = self.get_bpbynumber(number)
            except ValueError as problem:
                self.error(problem)
            else:
                action(found)
                self.message(message % found)

    def do_enable(self, arg):
        """enable bpnumber [bpnumber ...]
        Mind the breakpoints with these numbers again.
        """
        self._change(arg, bdb.Breakpoint.enable, 'Enabled %s')

    def do_disable(self, arg):
        """disable bpnumber [bpnumber ...]
        Keep the breakpoints with these numbers, but do not stop at
        them until they are enabled.
        """
        self._change(arg, bdb.Breakpoint.disable, 'Disabled %s')

    def _numbered(self, arg):
        """The breakpoint whose number arg begins with, and the rest; (None, None) after an error."""
        number, _, rest = arg.partition(' ')
        try:
            return self.get_bpbynumber(number.strip()), rest.strip()
        except ValueError as problem:
            self.error(problem)
            return None, None

    def do_condition(self, arg):
        """condition bpnumber [condition]
        From now on stop at the breakpoint only if the expression is
        true; without an expression, stop always.
        """
        found, condition = self._numbered(arg)
        if found:
            found.cond = condition or None
            self.message('New condition set for breakpoint %d.' % found.number if condition
                         else 'Breakpoint %d is now unconditional.' % found.number)

    def do_ignore(self, arg):
        """ignore bpnumber [count]
        Pass the breakpoint so many times (0 if not given) before
        stopping there; only passes on which it would have stopped
        the program count.
        """
        found, count = self._numbered(arg)
        if not found:
            return
        try:
            found.ignore = max(int(count), 0)
        except ValueError:
            found.ignore = 0
        if found.ignore:
            times = '%d crossings' % found.ignore if found.ignore > 1 else '1 crossing'
            self.message('Will ignore next %s of breakpoint %d.' % (times, found.number))
        else:
            self.message('Will stop next time breakpoint %d is reached.' % found.number)

    # ---- commands of a breakpoint

    def do_commands(self, arg):
        """commands [bpnumber]
        (com) ...
        (com) end
        (Pdb)

        Give the commands to be run whenever the program stops at a
        breakpoint (the last one set, if no number is given), one a
        line up to a line 'end'; none at all takes earlier ones away.

        A command that lets the program go on (continue, step, next,
        return, jump, quit) is the last of a list, as what comes next
        may be another breakpoint with commands of its own.  With
        'silent' among them, the place is not shown when the program
        stops there.
        """
        if arg:
            try:
                number = int(arg)
            except ValueError:
                self.error('Usage: commands [bnum]\n        ...\n        end')
                return
        else:
            number = len(bdb.Breakpoint.bpbynumber) - 1
        tables = self.commands, self.commands_doprompt, self.commands_silent
        before = [table.get(number) for table in tables]
        self.commands_bnum = number
        for table, value in zip(tables, ([], True, False)):
            table[number] = value
        prompt, self.prompt = self.prompt, '(com) '
        self.commands_defining = True
        try:
            self.cmdloop()
        except KeyboardInterrupt:
            for table, value in zip(tables, before):
                if before[0] is None:
                    del table[number]
                else:
                    table[number] = value
            self.error('command definition aborted, old commands restored')
        finally:
            self.commands_defining = False
            self.prompt = prompt

    def handle_command_def(self, line):
        """Take a line of a breakpoint's commands; true if it is the last."""
        word, arg, line = self.parseline(line)
        if not word:
            return None
        number = self.commands_bnum
        if word == 'silent':
            self.commands_silent[number] = True
            return None
        if word == 'end':
            self.cmdqueue = []
            return 1
        self.commands[number].append(word + ' ' + arg if arg else word)
        method = getattr(self, 'do_' + word, self.default)
        if method.__name__ in self.commands_resuming:
            self.commands_doprompt[number] = False
            self.cmdqueue = []
            return 1
        return None

    def bp_commands(self, frame):
        """Run what belongs to the breakpoint just reached; true if there is nothing and a prompt is due."""
        number, self.currentbp = getattr(self, 'currentbp', False), 0
        if not number or number not in self.commands:
            return 1
        repeated = self.lastcmd
        self.setup(frame, None)
        for line in self.commands[number]:
            self.onecmd(line)
        self.lastcmd = repeated
        if not self.commands_silent[number]:
            self.print_stack_entry(self.stack[self.curindex])
        if self.commands_doprompt[number]:
            self._cmdloop()
        self.forget()
        return None

    # ---- completion

    def _complete_bpnumber(self, text, line, begidx, endidx):
        return [str(number) for number, each in enumerate(bdb.Breakpoint.bpbynumber)
                if each is not None and str(number).startswith(text)]

    def _complete_location(self, text, line, begidx, endidx):
        import glob
        if line.strip().endswith((':', ',')):
            return []  # line numbers and conditions are not to be guessed
        try:
            found = self._complete_expression(text, line, begidx, endidx)
        except Exception:
            found = []
        for path in glob.glob(glob.escape(text) + '*'):
            if os.path.isdir(path):
                found.append(path + '/')
            elif os.path.isfile(path) and path.lower().endswith(('.py', '.pyw')):
                found.append(path + ':')
        return found

    do_b, do_cl = do_break, do_clear
    complete_b = complete_break = complete_cl = complete_clear = complete_tbreak = _complete_location
    complete_enable = complete_disable = complete_condition = complete_ignore = _complete_bpnumber
    complete_commands = _complete_bpnumber


__name__ = __spec__.name
