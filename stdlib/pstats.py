"""Reports of what the profilers have measured."""

import marshal
import os
import re
import sys
import time
from enum import Enum
from functools import cmp_to_key

__all__ = ['Stats', 'SortKey']


class SortKey(str, Enum):
    """By what the functions are sorted."""

    CALLS = 'calls', 'ncalls'
    CUMULATIVE = 'cumulative', 'cumtime'
    FILENAME = 'filename', 'module'
    LINE = 'line'
    NAME = 'name'
    NFL = 'nfl'
    PCALLS = 'pcalls'
    STDNAME = 'stdname'
    TIME = 'time', 'tottime'

    def __new__(cls, *values):
        made = str.__new__(cls, values[0])
        made._value_ = values[0]
        for other in values[1:]:
            cls._value2member_map_[other] = made
        made._all_values = values
        return made


# What the columns are made from: index in the tuples that are sorted, direction.
_SORT_KEYS = {
    'calls': (((1, -1),), 'call count'),
    'ncalls': (((1, -1),), 'call count'),
    'cumtime': (((3, -1),), 'cumulative time'),
    'cumulative': (((3, -1),), 'cumulative time'),
    'filename': (((4, 1),), 'file name'),
    'line': (((5, 1),), 'line number'),
    'module': (((4, 1),), 'file name'),
    'name': (((6, 1),), 'function name'),
    'nfl': (((6, 1), (4, 1), (5, 1)), 'name/file/line'),
    'pcalls': (((0, -1),), 'primitive call count'),
    'stdname': (((7, 1),), 'standard name'),
    'time': (((2, -1),), 'internal time'),
    'tottime': (((2, -1),), 'internal time'),
}


class Stats:
    """Measurements of one or several profilers or files: by function (file, line, name)."""

    sort_arg_dict_default = _SORT_KEYS

    def __init__(self, *args, stream=None):
        self.stream = stream or sys.stdout
        self.init(args[0] if args else None)
        self.add(*args[1:])

    def init(self, arg):
        self.all_callees = None
        self.files = []
        self.fcn_list = None
        self.total_tt = self.total_calls = self.prim_calls = self.max_name_len = 0
        self.top_level = set()
        self.stats = {}
        self.sort_arg_dict = {}
        self.load_stats(arg)
        try:
            self.get_top_level_stats()
        except Exception:
            print('Invalid timing data %s' % (self.files[-1] if self.files else ''), file=self.stream)
            raise

    def load_stats(self, arg):
        if arg is None:
            self.stats = {}
            return
        if isinstance(arg, str):
            with open(arg, 'rb') as file:
                self.stats = marshal.load(file)
            try:
                arg = time.ctime(os.stat(arg).st_mtime) + '    ' + arg
            except OSError:
                pass
            self.files = [arg]
        elif hasattr(arg, 'create_stats'):
            arg.create_stats()
            self.stats, arg.stats = arg.stats, {}
        if not self.stats:
            raise TypeError('Cannot create or construct a %r object from %r' % (self.__class__, arg))

    def get_top_level_stats(self):
        """Sum up, and find functions that the profiler called."""
        for func, (primitive, calls, own, _, callers) in self.stats.items():
            self.total_calls += calls
            self.prim_calls += primitive
            self.total_tt += own
            if ('jprofile', 0, 'profiler') in callers:
                self.top_level.add(func)
            self.max_name_len = max(self.max_name_len, len(func_std_string(func)))

    def add(self, *arg_list):
        """Add the measurements of others."""
        for other in reversed(arg_list):
            if type(self) is not type(other):
                other = Stats(other)
            self.files += other.files
            for total in ('total_calls', 'prim_calls', 'total_tt'):
                setattr(self, total, getattr(self, total) + getattr(other, total))
            self.top_level |= other.top_level
            self.max_name_len = max(self.max_name_len, other.max_name_len)
            self.fcn_list = None
            for func, measured in other.stats.items():
                self.stats[func] = add_func_stats(self.stats.get(func, (0, 0, 0, 0, {})), measured)
        return self

    def dump_stats(self, filename):
        """Write a file that can be read again."""
        with open(filename, 'wb') as file:
            marshal.dump(self.stats, file)

    def get_sort_arg_defs(self):
        """The sort keys with their unambiguous abbreviations."""
        if not self.sort_arg_dict:
            found = self.sort_arg_dict = {}
            ambiguous = set()
            for word, meaning in self.sort_arg_dict_default.items():
                for size in range(len(word), 0, -1):
                    prefix = word[:size]
                    if prefix in found:
                        ambiguous.add(prefix)
                        break
                    found[prefix] = meaning
            for prefix in ambiguous:
                del found[prefix]
        return self.sort_arg_dict

    def sort_stats(self, *field):
        """Sort by keys given as text or as SortKey."""
        if not field:
            self.fcn_list = 0
            return self
        if len(field) == 1 and isinstance(field[0], int):
            # As it was of old.
            field = [{-1: 'stdname', 0: 'calls', 1: 'time', 2: 'cumulative'}[field[0]]]
        elif len(field) >= 2:
            for each in field[1:]:
                if type(each) != type(field[0]):
                    raise TypeError("Can't have mixed argument type")
        definitions = self.get_sort_arg_defs()
        order, names = (), []
        for word in field:
            key = word.value if isinstance(word, SortKey) else word
            order += definitions[key][0]
            names.append(definitions[key][1])
        self.sort_type = ', '.join(names)
        rows = [(primitive, calls, own, whole, *func, func_std_string(func), func)
                for func, (primitive, calls, own, whole, _) in self.stats.items()]
        rows.sort(key=cmp_to_key(TupleComp(order).compare))
        self.fcn_list = [row[-1] for row in rows]
        return self

    def reverse_order(self):
        if self.fcn_list:
            self.fcn_list.reverse()
        return self

    def strip_dirs(self):
        """Leave the directories out of the names of files."""
        old, self.stats = self.stats, {}
        longest = 0
        for func, (primitive, calls, own, whole, callers) in old.items():
            new = func_strip_path(func)
            longest = max(longest, len(func_std_string(new)))
            stripped = {func_strip_path(caller): value for caller, value in callers.items()}
            measured = primitive, calls, own, whole, stripped
            self.stats[new] = add_func_stats(self.stats[new], measured) if new in self.stats else measured
        self.top_level = {func_strip_path(func) for func in self.top_level}
        self.max_name_len = longest
        self.fcn_list = self.all_callees = None
        return self

    def calc_callees(self):
        """Find out what each function calls."""
        if self.all_callees:
            return
        self.all_callees = {}
        for func, measured in self.stats.items():
            self.all_callees.setdefault(func, {})
            for caller, value in measured[4].items():
                self.all_callees.setdefault(caller, {})[func] = value

    # ---- printing

    def eval_print_amount(self, sel, list, msg):
        """Reduce a list: by a pattern, to a fraction or to a number of lines."""
        new = list
        if isinstance(sel, str):
            try:
                pattern = re.compile(sel)
            except re.error:
                return new, msg + '   <Invalid regular expression %r>\n' % sel
            new = [func for func in list if pattern.search(func_std_string(func))]
        elif isinstance(sel, float) and 0.0 <= sel < 1.0:
            new = list[:int(len(list) * sel + .5)]
        elif isinstance(sel, int) and 0 <= sel < len(list):
            new = list[:sel]
        if len(list) != len(new):
            msg += '   List reduced from %r to %r due to restriction <%r>\n' % (len(list), len(new), sel)
        return new, msg

    def get_print_list(self, sel_list):
        """The width of the names and the functions to be shown."""
        if self.fcn_list:
            chosen = self.fcn_list[:]
            msg = '   Ordered by: ' + self.sort_type + '\n'
        else:
            chosen = list(self.stats)
            msg = '   Random listing order was used\n'
        for each in sel_list:
            chosen, msg = self.eval_print_amount(each, chosen, msg)
        if not chosen:
            return 0, chosen
        print(msg, file=self.stream)
        width = self.max_name_len
        if len(chosen) < len(self.stats):
            width = max(len(func_std_string(func)) for func in chosen)
        return width + 2, chosen

    def print_stats(self, *amount):
        """Print a table, reduced by patterns, fractions and numbers of lines."""
        for name in self.files:
            print(name, file=self.stream)
        if self.files:
            print(file=self.stream)
        indent = ' ' * 8
        for func in self.top_level:
            print(indent, func_get_function_name(func), file=self.stream)
        text = '%s %d function calls' % (indent, self.total_calls)
        if self.total_calls != self.prim_calls:
            text += ' (%d primitive calls)' % self.prim_calls
        print('%s in %.3f seconds' % (text, self.total_tt), file=self.stream)
        print(file=self.stream)
        _, chosen = self.get_print_list(amount)
        if chosen:
            self.print_title()
            for func in chosen:
                self.print_line(func)
            print(file=self.stream)
            print(file=self.stream)
        return self

    def print_callees(self, *amount):
        """Print what the functions call."""
        width, chosen = self.get_print_list(amount)
        if chosen:
            self.calc_callees()
            self.print_call_heading(width, 'called...')
            for func in chosen:
                self.print_call_line(width, func, self.all_callees.get(func, {}))
            print(file=self.stream)
            print(file=self.stream)
        return self

    def print_callers(self, *amount):
        """Print what calls the functions."""
        width, chosen = self.get_print_list(amount)
        if chosen:
            self.print_call_heading(width, 'was called by...')
            for func in chosen:
                self.print_call_line(width, func, self.stats[func][4], '<-')
            print(file=self.stream)
            print(file=self.stream)
        return self

    def print_call_heading(self, name_size, column_title):
        print('Function '.ljust(name_size) + column_title, file=self.stream)
        # cProfile knows the times of calls, profile only their number.
        detailed = any(isinstance(next(iter(measured[4].values())), tuple)
                       for measured in self.stats.values() if measured[4])
        if detailed:
            print(' ' * name_size + '    ncalls  tottime  cumtime', file=self.stream)

    def print_call_line(self, name_size, source, call_dict, arrow='->'):
        print(func_std_string(source).ljust(name_size) + arrow, end=' ', file=self.stream)
        if not call_dict:
            print(file=self.stream)
            return
        indent = ''
        for func in sorted(call_dict):
            name, value = func_std_string(func), call_dict[func]
            if isinstance(value, tuple):
                calls, primitive, own, whole = value
                count = '%d' % calls if calls == primitive else '%d/%d' % (calls, primitive)
                line = '%s %s %s  %s' % (count.rjust(7 + 2 * len(indent)), f8(own), f8(whole), name)
                left = name_size + 1
            else:
                line = '%s(%r) %s' % (name, value, f8(self.stats[func][3]))
                left = name_size + 3
            print(indent * left + line, file=self.stream)
            indent = ' '

    def print_title(self):
        print('   ncalls  tottime  percall  cumtime  percall', end=' ', file=self.stream)
        print('filename:lineno(function)', file=self.stream)

    def print_line(self, func):
        primitive, calls, own, whole, _ = self.stats[func]
        count = str(calls) if calls == primitive else '%d/%d' % (calls, primitive)
        columns = [count.rjust(9), f8(own), f8(own / calls) if calls else ' ' * 8, f8(whole),
                   f8(whole / primitive) if primitive else ' ' * 8, func_std_string(func)]
        print(' '.join(columns), file=self.stream)


class TupleComp:
    """Compares tuples by some of their elements, each up or down."""

    def __init__(self, comp_select_list):
        self.comp_select_list = comp_select_list

    def compare(self, left, right):
        for index, direction in self.comp_select_list:
            if left[index] != right[index]:
                return -direction if left[index] < right[index] else direction
        return 0


def func_strip_path(func_name):
    """A function with the name of its file without the folders."""
    filename, line, name = func_name
    return os.path.basename(filename), line, name


def func_get_function_name(func):
    """The name alone, of (file, line, name)."""
    return func[2]


def func_std_string(func_name):
    """A function as text: file:line(name), {name} for built-in ones."""
    if func_name[:2] != ('~', 0):
        return '%s:%d(%s)' % func_name
    name = func_name[2]
    return '{%s}' % name[1:-1] if name.startswith('<') and name.endswith('>') else name


def add_func_stats(target, source):
    """The sum of two measurements of a function, their callers put together."""
    *numbers, callers = source
    *own, own_callers = target
    return (*[a + b for a, b in zip(own, numbers)], add_callers(own_callers, callers))


def add_callers(target, source):
    """A dictionary of callers with the numbers of both; neither is changed."""
    found = dict(target)
    for func, value in source.items():
        if func not in found:
            found[func] = value
        elif isinstance(value, tuple):
            found[func] = tuple(a + b for a, b in zip(value, found[func]))
        else:
            found[func] += value
    return found


def count_calls(callers):
    """The sum of all calls."""
    return sum(callers.values())


def f8(x):
    """Seconds as a column of eight characters."""
    return '%8.3f' % x


def main():
    """The command line of python -m pstats: commands about the files given."""
    from _pstats_browser import ProfileBrowser
    first, *others = sys.argv[1:] or [None]
    browser = ProfileBrowser(first)
    for name in others:
        browser.do_add(name)
    try:
        browser.run()
    except KeyboardInterrupt:
        pass


if __name__ == '__main__':
    main()
