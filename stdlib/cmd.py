"""Frameworks for line-oriented command interpreters."""

import string
import sys

__all__ = ['Cmd']

PROMPT = '(Cmd) '
IDENTCHARS = string.ascii_letters + string.digits + '_'


class Cmd:
    """Runs commands: the line 'x y' calls do_x('y'), which returns true to stop.

    help_x() and the docstring of do_x() are for 'help x', complete_x() completes
    arguments.
    """

    prompt = PROMPT
    identchars = IDENTCHARS
    ruler = '='
    lastcmd = ''
    intro = None
    doc_leader = ''
    doc_header = 'Documented commands (type help <topic>):'
    misc_header = 'Miscellaneous help topics:'
    undoc_header = 'Undocumented commands:'
    nohelp = '*** No help on %s'
    use_rawinput = 1

    def __init__(self, completekey='tab', stdin=None, stdout=None):
        """An interpreter on these files, or on the standard streams."""
        self.stdin = sys.stdin if stdin is None else stdin
        self.stdout = sys.stdout if stdout is None else stdout
        self.cmdqueue = []
        self.completekey = completekey

    def _read(self):
        """The next line, 'EOF' at the end."""
        if self.use_rawinput:
            try:
                return input(self.prompt)
            except EOFError:
                return 'EOF'
        self.stdout.write(self.prompt)
        self.stdout.flush()
        line = self.stdin.readline()
        return line.rstrip('\r\n') if line else 'EOF'

    def cmdloop(self, intro=None):
        """Read and run commands until one says to stop."""
        self.preloop()
        readline = None
        if self.use_rawinput and self.completekey:
            try:
                import readline
                self.old_completer = readline.get_completer()
                readline.set_completer(self.complete)
                readline.parse_and_bind(self.completekey + ': complete')
            except ImportError:
                pass
        try:
            if intro is not None:
                self.intro = intro
            if self.intro:
                self.stdout.write(str(self.intro) + '\n')
            stop = None
            while not stop:
                line = self.cmdqueue.pop(0) if self.cmdqueue else self._read()
                stop = self.postcmd(self.onecmd(self.precmd(line)), line)
            self.postloop()
        finally:
            if readline is not None:
                readline.set_completer(self.old_completer)

    def precmd(self, line):
        """What is to be done with a line before it is run."""
        return line

    def postcmd(self, stop, line):
        """What is to be done after a command; returns whether to stop."""
        return stop

    def preloop(self):
        """Called before the loop begins."""

    def postloop(self):
        """Called when the loop has ended."""

    def parseline(self, line):
        """(command, arguments, line); '?' is for help and '!' for shell."""
        line = line.strip()
        if not line:
            return None, None, line
        if line[0] == '?':
            line = 'help ' + line[1:]
        elif line[0] == '!':
            if not hasattr(self, 'do_shell'):
                return None, None, line
            line = 'shell ' + line[1:]
        size = 0
        while size < len(line) and line[size] in self.identchars:
            size += 1
        return line[:size], line[size:].strip(), line

    def onecmd(self, line):
        """Run a command; returns whether to stop."""
        command, arg, line = self.parseline(line)
        if not line:
            return self.emptyline()
        if command is None:
            return self.default(line)
        self.lastcmd = '' if line == 'EOF' else line
        method = getattr(self, 'do_' + command, None) if command else None
        return self.default(line) if method is None else method(arg)

    def emptyline(self):
        """An empty line repeats the last command."""
        if self.lastcmd:
            return self.onecmd(self.lastcmd)

    def default(self, line):
        """A line that is no known command."""
        self.stdout.write('*** Unknown syntax: %s\n' % line)

    def completedefault(self, *ignored):
        """Completions for commands that have no complete_*() of their own: none."""
        return []

    def completenames(self, text, *ignored):
        prefix = 'do_' + text
        return [name[3:] for name in self.get_names() if name.startswith(prefix)]

    def complete(self, text, state):
        """The completion of that number."""
        if state == 0:
            import readline
            original = readline.get_line_buffer()
            line = original.lstrip()
            stripped = len(original) - len(line)
            begin, end = readline.get_begidx() - stripped, readline.get_endidx() - stripped
            complete = self.completenames
            if begin > 0:
                command = self.parseline(line)[0]
                complete = self.completedefault
                if command:
                    complete = getattr(self, 'complete_' + command, self.completedefault)
            self.completion_matches = complete(text, line, begin, end)
        try:
            return self.completion_matches[state]
        except IndexError:
            return None

    def get_names(self):
        return dir(self.__class__)

    def complete_help(self, *args):
        commands = set(self.completenames(*args))
        topics = {name[5:] for name in self.get_names() if name.startswith('help_' + args[0])}
        return list(commands | topics)

    def do_help(self, arg):
        'List available commands with "help" or detailed help with "help cmd".'
        if arg:
            self._help_on(arg)
            return
        names = self.get_names()
        topics = {name[5:] for name in names if name.startswith('help_')}
        documented, undocumented = [], []
        for name in sorted(set(names)):
            if name.startswith('do_'):
                command = name[3:]
                if command in topics:
                    documented.append(command)
                    topics.discard(command)
                elif getattr(self, name).__doc__:
                    documented.append(command)
                else:
                    undocumented.append(command)
        self.stdout.write('%s\n' % str(self.doc_leader))
        self.print_topics(self.doc_header, documented, 15, 80)
        self.print_topics(self.misc_header, sorted(topics), 15, 80)
        self.print_topics(self.undoc_header, undocumented, 15, 80)

    def _help_on(self, topic):
        method = getattr(self, 'help_' + topic, None)
        if method is not None:
            method()
            return
        doc = getattr(getattr(self, 'do_' + topic, None), '__doc__', None)
        if hasattr(self, 'do_' + topic) and doc:
            self.stdout.write('%s\n' % str(doc))
        else:
            self.stdout.write('%s\n' % str(self.nohelp % (topic,)))

    def print_topics(self, header, cmds, cmdlen, maxcol):
        if cmds:
            self.stdout.write('%s\n' % str(header))
            if self.ruler:
                self.stdout.write('%s\n' % str(self.ruler * len(header)))
            self.columnize(cmds, maxcol - 1)
            self.stdout.write('\n')

    def columnize(self, list, displaywidth=80):
        """Print strings in columns, as narrow as possible."""
        if not list:
            self.stdout.write('<empty>\n')
            return
        wrong = [i for i, each in enumerate(list) if not isinstance(each, str)]
        if wrong:
            raise TypeError('list[i] not a string for i in %s' % ', '.join(map(str, wrong)))
        count = len(list)
        if count == 1:
            self.stdout.write('%s\n' % str(list[0]))
            return
        for rows in range(1, count):
            columns = [list[i:i + rows] for i in range(0, count, rows)]
            widths = [max(map(len, column)) for column in columns]
            if sum(widths) + 2 * (len(widths) - 1) <= displaywidth:
                break
        else:
            rows, columns, widths = count, [list], [0]
        for row in range(rows):
            texts = [column[row] if row < len(column) else '' for column in columns]
            while texts and not texts[-1]:
                del texts[-1]
            line = '  '.join([text.ljust(width) for text, width in zip(texts, widths)])
            self.stdout.write('%s\n' % str(line))
