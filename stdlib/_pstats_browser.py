"""What python -m pstats is: commands to look at profilers' files.

Apart from pstats, as programs that only want a report need no prompt.
"""

import cmd
import pstats

_AMOUNT_HELP = """Arguments may be:
* A whole number: show at most so many entries.
* A number between 0 and 1: show that part of the entries.
* A regular expression: show only functions whose names match it."""


class ProfileBrowser(cmd.Cmd):
    """Reads commands about the Stats of a file."""

    def __init__(self, profile=None):
        super().__init__()
        self.prompt = '% '
        self.stats = None
        self.stream = None
        if profile is not None:
            self.do_read(profile)

    def run(self):
        """Take commands until there are enough."""
        import sys
        self.stream = sys.stdout
        print('Welcome to the profile statistics browser.')
        self.cmdloop()
        print('Goodbye.')

    # ---- reports

    @staticmethod
    def _amounts(line):
        """The numbers and patterns of a line; None after a message."""
        found = []
        for word in line.split():
            for kind in (int, float, str):
                try:
                    value = kind(word)
                except ValueError:
                    continue
                if kind is float and not 0 <= value <= 1:
                    print('Fraction argument must be in [0, 1]')
                    continue
                found.append(value)
                break
        return found

    def _report(self, method, line):
        if self.stats:
            getattr(self.stats, method)(*self._amounts(line))
        else:
            print('No statistics object is loaded.')
        return 0

    def do_stats(self, line):
        return self._report('print_stats', line)

    def do_callers(self, line):
        return self._report('print_callers', line)

    def do_callees(self, line):
        return self._report('print_callees', line)

    def help_stats(self):
        print('Print statistics from the current stat object.')
        print(_AMOUNT_HELP)

    def help_callers(self):
        print('Print callers statistics from the current stat object.')
        print(_AMOUNT_HELP)

    def help_callees(self):
        print('Print callees statistics from the current stat object.')
        print(_AMOUNT_HELP)

    # ---- files

    def do_read(self, line):
        if not line:
            if len(self.prompt) > 2:
                self.do_read(self.prompt[:-2])
            else:
                print('No statistics object is current -- cannot reload.')
            return 0
        try:
            self.stats = pstats.Stats(line)
        except OSError as error:
            print(error.args[1])
        except Exception as error:
            print(error.__class__.__name__ + ':', error)
        else:
            self.prompt = line + '% '
        return 0

    def help_read(self):
        print('Read in profile data from a specified file.')
        print('Without argument, reload the current file.')

    def do_add(self, line):
        if not self.stats:
            print('No statistics object is loaded.')
            return 0
        try:
            self.stats.add(line)
        except OSError as error:
            print('Failed to load statistics for %s: %s' % (line, error))
        return 0

    def help_add(self):
        print('Add profile info from given file to current statistics object.')

    # ---- order

    def do_sort(self, line):
        if not self.stats:
            print('No statistics object is loaded.')
            return 0
        known = self.stats.get_sort_arg_defs()
        if line and all(word in known for word in line.split()):
            self.stats.sort_stats(*line.split())
        else:
            print('Valid sort keys (unique prefixes are accepted):')
            for word, (_, meaning) in pstats.Stats.sort_arg_dict_default.items():
                print('%s -- %s' % (word, meaning))
        return 0

    def complete_sort(self, text, *args):
        return [word for word in pstats.Stats.sort_arg_dict_default if word.startswith(text)]

    def help_sort(self):
        print('Sort profile data according to specified keys.')
        print("(Typing `sort' without arguments lists valid keys.)")

    def _apply(self, method):
        if self.stats:
            getattr(self.stats, method)()
        else:
            print('No statistics object is loaded.')
        return 0

    def do_reverse(self, line):
        return self._apply('reverse_order')

    def help_reverse(self):
        print('Reverse the sort order of the profiling report.')

    def do_strip(self, line):
        return self._apply('strip_dirs')

    def help_strip(self):
        print('Strip leading path information from filenames in the report.')

    # ---- the end

    def do_quit(self, line):
        return 1

    def help_quit(self):
        print('Leave the profile browser.')

    def do_EOF(self, line):
        print()
        return 1

    help_EOF = help_quit

    def help_help(self):
        print('Show help for a given command.')

    def postcmd(self, stop, line):
        """A command says whether to stop; one that is none does not."""
        return stop or None
