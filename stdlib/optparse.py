"""Parsing of command lines: options, which may have values, among other arguments.

    from optparse import OptionParser
    parser = OptionParser()
    parser.add_option('-f', '--file', dest='filename', help='write report to FILE', metavar='FILE')
    parser.add_option('-q', '--quiet', action='store_false', dest='verbose', default=True)
    (options, args) = parser.parse_args()

An Option knows what it is to do with its value. Containers hold options: an OptionParser, and groups of it that only
its help shows. argparse does more and is still developed.
"""

import os
import sys
import textwrap

__version__ = '1.5.3'

__all__ = ['Option', 'make_option', 'SUPPRESS_HELP', 'SUPPRESS_USAGE', 'Values', 'OptionContainer', 'OptionGroup',
           'OptionParser', 'HelpFormatter', 'IndentedHelpFormatter', 'TitledHelpFormatter', 'OptParseError',
           'OptionError', 'OptionConflictError', 'OptionValueError', 'BadOptionError', 'check_choice']

try:
    from gettext import gettext, ngettext
except ImportError:
    def gettext(message):
        return message

    def ngettext(singular, plural, n):
        return singular if n == 1 else plural

_ = gettext

# Help and usage that are not to be shown; the default of options that have none.
SUPPRESS_HELP = 'SUPPRESS' + 'HELP'
SUPPRESS_USAGE = 'SUPPRESS' + 'USAGE'
NO_DEFAULT = ('NO', 'DEFAULT')


def _repr(self):
    return '<%s at 0x%x: %s>' % (self.__class__.__name__, id(self), self)


# ---- errors

class OptParseError(Exception):
    def __init__(self, msg):
        self.msg = msg

    def __str__(self):
        return self.msg


class OptionError(OptParseError):
    """An Option was made with attributes that do not go together."""

    def __init__(self, msg, option):
        super().__init__(msg)
        self.option_id = str(option)

    def __str__(self):
        return 'option %s: %s' % (self.option_id, self.msg) if self.option_id else self.msg


class OptionConflictError(OptionError):
    """Two options of a parser have a string in common."""


class OptionValueError(OptParseError):
    """The value on the command line is not one for that option."""


class BadOptionError(OptParseError):
    """There is no such option."""

    def __init__(self, opt_str):
        self.opt_str = opt_str

    def __str__(self):
        return _('no such option: %s') % self.opt_str


class AmbiguousOptionError(BadOptionError):
    """A shortened option could be several."""

    def __init__(self, opt_str, possibilities):
        super().__init__(opt_str)
        self.possibilities = possibilities

    def __str__(self):
        return _('ambiguous option: %s (%s?)') % (self.opt_str, ', '.join(self.possibilities))


# ---- help

class HelpFormatter:
    """How help is laid out; one of the subclasses is to be used.

    width is that of the terminal if None. Options stand in a column of their own up to max_help_position, where the
    texts begin. default_tag is what is replaced by the default value in texts.
    """

    NO_DEFAULT_VALUE = 'none'

    def __init__(self, indent_increment, max_help_position, width, short_first):
        if width is None:
            try:
                width = int(os.environ['COLUMNS'])
            except (KeyError, ValueError):
                width = 80
            width -= 2
        self.parser = None
        self.indent_increment, self.width, self.short_first = indent_increment, width, short_first
        self.help_position = self.max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self.current_indent = self.level = 0
        self.help_width = None
        self.default_tag = '%default'
        self.option_strings = {}
        self._short_opt_fmt, self._long_opt_fmt = '%s %s', '%s=%s'

    def set_parser(self, parser):
        self.parser = parser

    def set_short_opt_delimiter(self, delim):
        if delim not in ('', ' '):
            raise ValueError('invalid metavar delimiter for short options: %r' % delim)
        self._short_opt_fmt = '%s' + delim + '%s'

    def set_long_opt_delimiter(self, delim):
        if delim not in ('=', ' '):
            raise ValueError('invalid metavar delimiter for long options: %r' % delim)
        self._long_opt_fmt = '%s' + delim + '%s'

    def indent(self):
        self.level += 1
        self.current_indent += self.indent_increment

    def dedent(self):
        self.current_indent -= self.indent_increment
        assert self.current_indent >= 0, 'Indent decreased below 0.'
        self.level -= 1

    def format_usage(self, usage):
        raise NotImplementedError('subclasses must implement')

    def format_heading(self, heading):
        raise NotImplementedError('subclasses must implement')

    def _format_text(self, text):
        margin = ' ' * self.current_indent
        width = max(self.width - self.current_indent, 11)
        return textwrap.fill(text, width, initial_indent=margin, subsequent_indent=margin)

    def format_description(self, description):
        return self._format_text(description) + '\n' if description else ''

    def format_epilog(self, epilog):
        return '\n' + self._format_text(epilog) + '\n' if epilog else ''

    def expand_default(self, option):
        """The help of an option with its default value instead of the tag."""
        if self.parser is None or not self.default_tag:
            return option.help
        value = self.parser.defaults.get(option.dest)
        if value is None or value is NO_DEFAULT:
            value = self.NO_DEFAULT_VALUE
        return option.help.replace(self.default_tag, str(value))

    def format_option(self, option):
        """The option and its help; the latter on lines of its own if the option is too long."""
        strings = self.option_strings[option]
        room = self.help_position - self.current_indent - 2
        head = ' ' * self.current_indent + strings
        texts = textwrap.wrap(self.expand_default(option), self.help_width) if option.help else []
        margin = ' ' * self.help_position
        if len(strings) > room:
            lines = [head, *(margin + text for text in texts)]
        elif texts:
            lines = [head.ljust(self.current_indent + room) + '  ' + texts[0], *(margin + text for text in texts[1:])]
        else:
            lines = [head.ljust(self.current_indent + room) + '  ']
        return '\n'.join(lines) + '\n'

    def store_option_strings(self, parser):
        """Find how options are written, and from this where the texts begin."""
        longest = 0
        self.indent()
        for depth, options in ((0, parser.option_list),
                               *((1, group.option_list) for group in parser.option_groups)):
            for option in options:
                self.option_strings[option] = strings = self.format_option_strings(option)
                longest = max(longest, len(strings) + self.current_indent + depth * self.indent_increment)
        self.dedent()
        self.help_position = min(longest + 2, self.max_help_position)
        self.help_width = max(self.width - self.help_position, 11)

    def format_option_strings(self, option):
        """All strings of an option, with a name for its value."""
        shorts, longs = option._short_opts, option._long_opts
        if option.takes_value():
            name = option.metavar or option.dest.upper()
            shorts = [self._short_opt_fmt % (each, name) for each in shorts]
            longs = [self._long_opt_fmt % (each, name) for each in longs]
        return ', '.join([*shorts, *longs] if self.short_first else [*longs, *shorts])


class IndentedHelpFormatter(HelpFormatter):
    """Sections are indented."""

    def __init__(self, indent_increment=2, max_help_position=24, width=None, short_first=1):
        super().__init__(indent_increment, max_help_position, width, short_first)

    def format_usage(self, usage):
        return _('Usage: %s\n') % usage

    def format_heading(self, heading):
        return '%*s%s:\n' % (self.current_indent, '', heading)


class TitledHelpFormatter(HelpFormatter):
    """Headings of sections are underlined."""

    def __init__(self, indent_increment=0, max_help_position=24, width=None, short_first=0):
        super().__init__(indent_increment, max_help_position, width, short_first)

    def format_usage(self, usage):
        return '%s  %s\n' % (self.format_heading(_('Usage')), usage)

    def format_heading(self, heading):
        return '%s\n%s\n' % (heading, '=-'[self.level] * len(heading))


# ---- types of values

def _parse_num(val, type):
    """A number as in C, or binary after 0b."""
    prefix = val[:2].lower()
    if prefix == '0x':
        return type(val, 16)
    if prefix == '0b':
        return type(val[2:] or '0', 2)
    return type(val, 8 if val[:1] == '0' else 10)


def _parse_int(val):
    return _parse_num(val, int)


_CONVERSIONS = {
    'int': (_parse_int, _('integer')),
    'long': (_parse_int, _('integer')),
    'float': (float, _('floating-point')),
    'complex': (complex, _('complex')),
}


def check_builtin(option, opt, value):
    """A number from the text of a value."""
    convert, what = _CONVERSIONS[option.type]
    try:
        return convert(value)
    except ValueError:
        raise OptionValueError(_('option %s: invalid %s value: %r') % (opt, what, value))


def check_choice(option, opt, value):
    """A value that is among the choices."""
    if value not in option.choices:
        choices = ', '.join(map(repr, option.choices))
        raise OptionValueError(_('option %s: invalid choice: %r (choose from %s)') % (opt, value, choices))
    return value


# ---- options

class Option:
    """An option: its strings, what it does (action), and where its value goes (dest).

    Subclasses may add to ATTRS, to the tuples of actions and types, and to TYPE_CHECKER, which has functions of
    (option, string, value); and override take_action().
    """

    ATTRS = ['action', 'type', 'dest', 'default', 'nargs', 'const', 'choices', 'callback', 'callback_args',
             'callback_kwargs', 'help', 'metavar']

    # All actions; those that store something; that may have a value; that have one; that need const.
    ACTIONS = ('store', 'store_const', 'store_true', 'store_false', 'append', 'append_const', 'count', 'callback',
               'help', 'version')
    STORE_ACTIONS = ACTIONS[:7]
    TYPED_ACTIONS = ('store', 'append', 'callback')
    ALWAYS_TYPED_ACTIONS = ('store', 'append')
    CONST_ACTIONS = ('store_const', 'append_const')

    TYPES = ('string', 'int', 'long', 'float', 'complex', 'choice')
    TYPE_CHECKER = {**dict.fromkeys(_CONVERSIONS, check_builtin), 'choice': check_choice}

    # Called with the option after its attributes are set; filled below. Subclasses may have more.
    CHECK_METHODS = None

    def __init__(self, *opts, **attrs):
        self._short_opts, self._long_opts = [], []
        self._set_opt_strings(self._check_opt_strings(opts))
        self._set_attrs(attrs)
        for check in self.CHECK_METHODS:
            check(self)

    def _check_opt_strings(self, opts):
        # None is allowed, for strings that are there only in some cases.
        opts = list(filter(None, opts))
        if not opts:
            raise TypeError('at least one option string must be supplied')
        return opts

    def _set_opt_strings(self, opts):
        for opt in opts:
            if len(opt) < 2:
                raise OptionError('invalid option string %r: must be at least two characters long' % opt, self)
            if len(opt) == 2:
                if opt[0] != '-' or opt[1] == '-':
                    raise OptionError('invalid short option string %r: must be of the form -x, '
                                      '(x any non-dash char)' % opt, self)
                self._short_opts.append(opt)
            else:
                if not opt.startswith('--') or opt[2] == '-':
                    raise OptionError('invalid long option string %r: must start with --, '
                                      'followed by non-dash' % opt, self)
                self._long_opts.append(opt)

    def _set_attrs(self, attrs):
        unknown = sorted(attrs.keys() - set(self.ATTRS))
        if unknown:
            raise OptionError('invalid keyword arguments: %s' % ', '.join(unknown), self)
        for name in self.ATTRS:
            setattr(self, name, attrs.get(name, NO_DEFAULT if name == 'default' else None))

    def _require(self, condition, message, *values):
        if not condition:
            raise OptionError(message % values if values else message, self)

    def _check_action(self):
        if self.action is None:
            self.action = 'store'
        self._require(self.action in self.ACTIONS, 'invalid action: %r', self.action)

    def _check_type(self):
        if self.type is None:
            if self.action in self.ALWAYS_TYPED_ACTIONS:
                self.type = 'string' if self.choices is None else 'choice'
            return
        # The types themselves are allowed instead of their names.
        if isinstance(self.type, type):
            self.type = self.type.__name__
        if self.type == 'str':
            self.type = 'string'
        self._require(self.type in self.TYPES, 'invalid option type: %r', self.type)
        self._require(self.action in self.TYPED_ACTIONS, 'must not supply a type for action %r', self.action)

    def _check_choice(self):
        if self.type != 'choice':
            self._require(self.choices is None, 'must not supply choices for type %r', self.type)
            return
        self._require(self.choices is not None, "must supply a list of choices for type 'choice'")
        self._require(isinstance(self.choices, (tuple, list)), "choices must be a list of strings ('%s' supplied)",
                      str(type(self.choices)).split("'")[1])

    def _check_dest(self):
        if self.dest is None and (self.action in self.STORE_ACTIONS or self.type is not None):
            if self._long_opts:
                self.dest = self._long_opts[0][2:].replace('-', '_')
            else:
                self.dest = self._short_opts[0][1]

    def _check_const(self):
        self._require(self.action in self.CONST_ACTIONS or self.const is None,
                      "'const' must not be supplied for action %r", self.action)

    def _check_nargs(self):
        if self.action not in self.TYPED_ACTIONS:
            self._require(self.nargs is None, "'nargs' must not be supplied for action %r", self.action)
        elif self.nargs is None:
            self.nargs = 1

    def _check_callback(self):
        if self.action == 'callback':
            self._require(callable(self.callback), 'callback not callable: %r', self.callback)
            for name, kind, article in (('callback_args', tuple, 'tuple'), ('callback_kwargs', dict, 'dict')):
                value = getattr(self, name)
                if not (value is None or isinstance(value, kind)):
                    raise OptionError('%s, if supplied, must be a %s: not %r' % (name, article, value), self)
        else:
            if self.callback is not None:
                raise OptionError('callback supplied (%r) for non-callback option' % (self.callback,), self)
            for name in ('callback_args', 'callback_kwargs'):
                self._require(getattr(self, name) is None, '%s supplied for non-callback option', name)

    CHECK_METHODS = [_check_action, _check_type, _check_choice, _check_dest, _check_const, _check_nargs,
                     _check_callback]

    def __str__(self):
        return '/'.join([*self._short_opts, *self._long_opts])

    __repr__ = _repr

    def takes_value(self):
        """Does a value belong to the option on the command line?"""
        return self.type is not None

    def get_opt_string(self):
        """The first string, a long one if there is any."""
        return (self._long_opts or self._short_opts)[0]

    def check_value(self, opt, value):
        """The value of the option's type for a text."""
        checker = self.TYPE_CHECKER.get(self.type)
        return value if checker is None else checker(self, opt, value)

    def convert_value(self, opt, value):
        """The same for a value that may be absent or a tuple."""
        if value is None or self.nargs == 1:
            return value if value is None else self.check_value(opt, value)
        return tuple(self.check_value(opt, each) for each in value)

    def process(self, opt, value, values, parser):
        """Do what the option does, for a value from the command line."""
        value = self.convert_value(opt, value)
        return self.take_action(self.action, self.dest, opt, value, values, parser)

    def take_action(self, action, dest, opt, value, values, parser):
        """Do one of the actions."""
        stored = {'store': value, 'store_const': self.const, 'store_true': True, 'store_false': False}
        if action in stored:
            setattr(values, dest, stored[action])
        elif action in ('append', 'append_const'):
            values.ensure_value(dest, []).append(value if action == 'append' else self.const)
        elif action == 'count':
            setattr(values, dest, values.ensure_value(dest, 0) + 1)
        elif action == 'callback':
            self.callback(self, opt, value, parser, *(self.callback_args or ()), **(self.callback_kwargs or {}))
        elif action in ('help', 'version'):
            (parser.print_help if action == 'help' else parser.print_version)()
            parser.exit()
        else:
            raise ValueError('unknown action %r' % self.action)
        return 1


make_option = Option


class Values:
    """What the options say, as attributes."""

    __hash__ = None

    def __init__(self, defaults=None):
        for name, value in (defaults or {}).items():
            setattr(self, name, value)

    def __str__(self):
        return str(self.__dict__)

    __repr__ = _repr

    def __eq__(self, other):
        if isinstance(other, Values):
            other = other.__dict__
        return self.__dict__ == other if isinstance(other, dict) else NotImplemented

    def _update_careful(self, dict):
        """Take only what there is an attribute for, and what is not None."""
        for name in dir(self):
            if dict.get(name) is not None:
                setattr(self, name, dict[name])

    def _update_loose(self, dict):
        """Take everything."""
        self.__dict__.update(dict)

    def _update(self, dict, mode):
        if mode not in ('careful', 'loose'):
            raise ValueError('invalid update mode: %r' % mode)
        getattr(self, '_update_' + mode)(dict)

    def read_module(self, modname, mode='careful'):
        """Take the variables of a module."""
        __import__(modname)
        self._update(vars(sys.modules[modname]), mode)

    def read_file(self, filename, mode='careful'):
        """Take the variables of a program."""
        variables = {}
        with open(filename) as file:
            exec(file.read(), variables)
        self._update(variables, mode)

    def ensure_value(self, attr, value):
        """The attribute, set to that value before if it is absent or None."""
        if getattr(self, attr, None) is None:
            setattr(self, attr, value)
        return getattr(self, attr)


# ---- containers

class OptionContainer:
    """Options and how to find them by their strings.

    option_list - the options of just this container
    _short_opt, _long_opt, defaults - by string or destination, of the whole parser
    """

    def __init__(self, option_class, conflict_handler, description):
        self._create_option_list()
        self.option_class = option_class
        self.set_conflict_handler(conflict_handler)
        self.set_description(description)

    def _create_option_mappings(self):
        self._short_opt, self._long_opt, self.defaults = {}, {}, {}

    def _share_option_mappings(self, parser):
        self._short_opt, self._long_opt, self.defaults = parser._short_opt, parser._long_opt, parser.defaults

    def set_conflict_handler(self, handler):
        """What to do with an option whose string is taken: 'error', or 'resolve', which takes it from the other."""
        if handler not in ('error', 'resolve'):
            raise ValueError('invalid conflict_resolution value %r' % handler)
        self.conflict_handler = handler

    def set_description(self, description):
        self.description = description

    def get_description(self):
        return self.description

    def destroy(self):
        """Forget what refers back to here."""
        del self._short_opt, self._long_opt, self.defaults

    def _strings_of(self, option):
        """Pairs of a string and the mapping where it belongs."""
        return [*((opt, self._short_opt) for opt in option._short_opts),
                *((opt, self._long_opt) for opt in option._long_opts)]

    def _check_conflict(self, option):
        taken = [(opt, mapping) for opt, mapping in self._strings_of(option) if opt in mapping]
        if not taken:
            return
        if self.conflict_handler == 'error':
            raise OptionConflictError('conflicting option string(s): %s' % ', '.join(opt for opt, mapping in taken),
                                      option)
        for opt, mapping in taken:
            other = mapping.pop(opt)
            (other._long_opts if opt.startswith('--') else other._short_opts).remove(opt)
            if not (other._short_opts or other._long_opts):
                other.container.option_list.remove(other)

    def add_option(self, *args, **kwargs):
        """Add an Option, or one of these strings and attributes; the option."""
        if isinstance(args[0], str):
            option = self.option_class(*args, **kwargs)
        elif len(args) == 1 and not kwargs:
            option = args[0]
            if not isinstance(option, Option):
                raise TypeError('not an Option instance: %r' % option)
        else:
            raise TypeError('invalid arguments')
        self._check_conflict(option)
        self.option_list.append(option)
        option.container = self
        for opt, mapping in self._strings_of(option):
            mapping[opt] = option
        if option.dest is not None:
            if option.default is not NO_DEFAULT:
                self.defaults[option.dest] = option.default
            else:
                self.defaults.setdefault(option.dest)
        return option

    def add_options(self, option_list):
        for option in option_list:
            self.add_option(option)

    def get_option(self, opt_str):
        """The option with that string, or None."""
        return self._short_opt.get(opt_str) or self._long_opt.get(opt_str)

    def has_option(self, opt_str):
        return opt_str in self._short_opt or opt_str in self._long_opt

    def remove_option(self, opt_str):
        """Remove the option with that string, and its other strings."""
        option = self.get_option(opt_str)
        if option is None:
            raise ValueError('no such option %r' % opt_str)
        for opt, mapping in self._strings_of(option):
            del mapping[opt]
        option.container.option_list.remove(option)

    def format_option_help(self, formatter):
        return ''.join(formatter.format_option(option) for option in self.option_list
                       if option.help is not SUPPRESS_HELP)

    def format_description(self, formatter):
        return formatter.format_description(self.get_description())

    def format_help(self, formatter):
        parts = [self.format_description(formatter)] if self.description else []
        if self.option_list:
            parts.append(self.format_option_help(formatter))
        return '\n'.join(parts)


class OptionGroup(OptionContainer):
    """Options that stand together in the help, under a title."""

    def __init__(self, parser, title, description=None):
        self.parser = parser
        super().__init__(parser.option_class, parser.conflict_handler, description)
        self.title = title

    def _create_option_list(self):
        self.option_list = []
        self._share_option_mappings(self.parser)

    def set_title(self, title):
        self.title = title

    def destroy(self):
        """Drop what refers to the parser."""
        super().destroy()
        del self.option_list

    def format_help(self, formatter):
        heading = formatter.format_heading(self.title)
        formatter.indent()
        body = super().format_help(formatter)
        formatter.dedent()
        return heading + body


class OptionParser(OptionContainer):
    """Parses command lines.

    usage, version, description, epilog - texts, in which %prog is the name of the program
    prog - that name, if not the one of the script
    option_list - options to begin with, as standard_option_list for all parsers of a class
    add_help_option - whether there are -h and --help
    rargs, largs, values - while parsing: arguments to come, left over arguments, and values so far
    """

    standard_option_list = []

    def __init__(self, usage=None, option_list=None, option_class=Option, version=None, conflict_handler='error',
                 description=None, formatter=None, add_help_option=True, prog=None, epilog=None):
        super().__init__(option_class, conflict_handler, description)
        self.set_usage(usage)
        self.prog, self.version, self.epilog = prog, version, epilog
        self.allow_interspersed_args = self.process_default_values = True
        self.formatter = IndentedHelpFormatter() if formatter is None else formatter
        self.formatter.set_parser(self)
        self._populate_option_list(option_list, add_help=add_help_option)
        self._init_parsing_state()

    def destroy(self):
        """Forget the cycles of references that parsers have."""
        super().destroy()
        for group in self.option_groups:
            group.destroy()
        del self.option_list, self.option_groups, self.formatter

    def _create_option_list(self):
        self.option_list, self.option_groups = [], []
        self._create_option_mappings()

    def _add_help_option(self):
        self.add_option('-h', '--help', action='help', help=_('show this help message and exit'))

    def _add_version_option(self):
        self.add_option('--version', action='version', help=_("show program's version number and exit"))

    def _populate_option_list(self, option_list, add_help=True):
        self.add_options(self.standard_option_list or ())
        self.add_options(option_list or ())
        if self.version:
            self._add_version_option()
        if add_help:
            self._add_help_option()

    def _init_parsing_state(self):
        self.rargs = self.largs = self.values = None

    def set_usage(self, usage):
        if usage is None:
            self.usage = _('%prog [options]')
        elif usage is SUPPRESS_USAGE:
            self.usage = None
        else:
            # The formatter writes such a beginning itself.
            self.usage = usage[7:] if usage.lower().startswith('usage: ') else usage

    def enable_interspersed_args(self):
        """Let options be anywhere, as is the default."""
        self.allow_interspersed_args = True

    def disable_interspersed_args(self):
        """End the options at the first other argument."""
        self.allow_interspersed_args = False

    def set_process_default_values(self, process):
        """Are defaults that are texts to be converted like values?"""
        self.process_default_values = process

    def set_default(self, dest, value):
        self.defaults[dest] = value

    def set_defaults(self, **kwargs):
        self.defaults.update(kwargs)

    def _get_all_options(self):
        return [option for container in (self, *self.option_groups) for option in container.option_list]

    def get_default_values(self):
        """Values as they are without a command line."""
        defaults = self.defaults
        if self.process_default_values:
            defaults = defaults.copy()
            for option in self._get_all_options():
                default = defaults.get(option.dest)
                if isinstance(default, str):
                    defaults[option.dest] = option.check_value(option.get_opt_string(), default)
        return Values(defaults)

    def add_option_group(self, *args, **kwargs):
        """Add an OptionGroup, or one of this title and description; the group."""
        if isinstance(args[0], str):
            group = OptionGroup(self, *args, **kwargs)
        elif len(args) == 1 and not kwargs:
            group = args[0]
            if not isinstance(group, OptionGroup):
                raise TypeError('not an OptionGroup instance: %r' % group)
            if group.parser is not self:
                raise ValueError('invalid OptionGroup (wrong parser)')
        else:
            raise TypeError('invalid arguments')
        self.option_groups.append(group)
        return group

    def get_option_group(self, opt_str):
        """The group that the option with that string is in, or None."""
        option = self.get_option(opt_str)
        if option and option.container is not self:
            return option.container
        return None

    # ---- parsing

    def _get_args(self, args):
        return sys.argv[1:] if args is None else args[:]

    def parse_args(self, args=None, values=None):
        """(values, other arguments) of a list of arguments, by default the command line of the program."""
        self.rargs, self.largs = rargs, largs = self._get_args(args), []
        self.values = values = self.get_default_values() if values is None else values
        try:
            self._process_args(largs, rargs, values)
        except (BadOptionError, OptionValueError) as error:
            self.error(str(error))
        return self.check_values(values, largs + rargs)

    def check_values(self, values, args):
        """The result of parsing; for subclasses that check it."""
        return values, args

    def _process_args(self, largs, rargs, values):
        """Handle arguments until there are none, or no options among them any more."""
        while rargs:
            arg = rargs[0]
            if arg == '--':
                del rargs[0]
                break
            if arg.startswith('--'):
                self._process_long_opt(rargs, values)
            elif arg.startswith('-') and arg != '-':
                self._process_short_opts(rargs, values)
            elif self.allow_interspersed_args:
                largs.append(arg)
                del rargs[0]
            else:
                break

    def _match_long_opt(self, opt):
        """The long string that this one shortens."""
        return _match_abbrev(opt, self._long_opt)

    def _take_values(self, option, opt, rargs):
        """What the option needs of the arguments to come; None if it has no value."""
        if not option.takes_value():
            return None
        count = option.nargs
        if len(rargs) < count:
            self.error(ngettext('%(option)s option requires %(number)d argument',
                                '%(option)s option requires %(number)d arguments',
                                count) % {'option': opt, 'number': count})
        taken = rargs[:count]
        del rargs[:count]
        return taken[0] if count == 1 else tuple(taken)

    def _process_long_opt(self, rargs, values):
        opt, equals, given = rargs.pop(0).partition('=')
        if equals:
            rargs.insert(0, given)
        opt = self._match_long_opt(opt)
        option = self._long_opt[opt]
        if equals and not option.takes_value():
            self.error(_('%s option does not take a value') % opt)
        option.process(opt, self._take_values(option, opt, rargs), values, self)

    def _process_short_opts(self, rargs, values):
        letters = rargs.pop(0)[1:]
        while letters:
            opt, letters = '-' + letters[0], letters[1:]
            option = self._short_opt.get(opt)
            if not option:
                raise BadOptionError(opt)
            if letters and option.takes_value():
                # What follows is no further options but the value.
                rargs.insert(0, letters)
                letters = ''
            option.process(opt, self._take_values(option, opt, rargs), values, self)

    # ---- messages

    def get_prog_name(self):
        return os.path.basename(sys.argv[0]) if self.prog is None else self.prog

    def expand_prog_name(self, s):
        return s.replace('%prog', self.get_prog_name())

    def get_description(self):
        return self.expand_prog_name(self.description)

    def exit(self, status=0, msg=None):
        """End the program."""
        if msg:
            sys.stderr.write(msg)
        sys.exit(status)

    def error(self, msg):
        """Complain about the command line and end the program; subclasses must not return either."""
        self.print_usage(sys.stderr)
        self.exit(2, '%s: error: %s\n' % (self.get_prog_name(), msg))

    def get_usage(self):
        return self.formatter.format_usage(self.expand_prog_name(self.usage)) if self.usage else ''

    def print_usage(self, file=None):
        """Write the usage line to a file, standard output by default, if there is one."""
        if self.usage:
            print(self.get_usage(), file=file)

    def get_version(self):
        return self.expand_prog_name(self.version) if self.version else ''

    def print_version(self, file=None):
        """Write the version to a file, standard output by default, if there is one."""
        if self.version:
            print(self.get_version(), file=file)

    def format_option_help(self, formatter=None):
        if formatter is None:
            formatter = self.formatter
        formatter.store_option_strings(self)
        heading = formatter.format_heading(_('Options'))
        formatter.indent()
        parts = [super().format_option_help(formatter)] if self.option_list else []
        parts += [group.format_help(formatter) for group in self.option_groups]
        formatter.dedent()
        return heading + '\n'.join(parts) if parts else ''

    def format_epilog(self, formatter):
        return formatter.format_epilog(self.epilog)

    def format_help(self, formatter=None):
        if formatter is None:
            formatter = self.formatter
        parts = [self.get_usage()] if self.usage else []
        if self.description:
            parts.append(self.format_description(formatter))
        return '\n'.join([*parts, self.format_option_help(formatter) + self.format_epilog(formatter)])

    def print_help(self, file=None):
        """Write the whole help to a file, standard output by default."""
        (sys.stdout if file is None else file).write(self.format_help())


def _match_abbrev(s, wordmap):
    """The key that is this string, or the only one that begins so."""
    if s in wordmap:
        return s
    found = sorted(word for word in wordmap if word.startswith(s))
    if len(found) == 1:
        return found[0]
    raise AmbiguousOptionError(s, found) if found else BadOptionError(s)
