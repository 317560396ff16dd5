"""Command line parsing.

An ArgumentParser holds actions. An action says which strings of the command line it
takes and what it does with them, usually setting an attribute of a Namespace. Parsing
marks each argument as an option ('O') or not ('A'); how many arguments an action gets
is then a matter of regular expressions over that string of marks.

The actions themselves are in _argparse_actions, the formatters of help in _argparse_help: both take _(), which
programs replace, from here.
"""

__version__ = '1.1'
__all__ = ['ArgumentParser', 'ArgumentError', 'ArgumentTypeError', 'FileType', 'HelpFormatter',
           'ArgumentDefaultsHelpFormatter', 'RawDescriptionHelpFormatter', 'RawTextHelpFormatter',
           'MetavarTypeHelpFormatter', 'Namespace', 'Action', 'ONE_OR_MORE', 'OPTIONAL', 'PARSER', 'REMAINDER',
           'SUPPRESS', 'ZERO_OR_MORE']

import os as _os
import re as _re
import sys as _sys
from gettext import gettext as _, ngettext

from _argparse_actions import *
from _argparse_actions import _AppendAction, _AppendConstAction, _AttributeHolder, _CountAction, _ExtendAction
from _argparse_actions import _HelpAction, _StoreAction, _StoreConstAction, _StoreFalseAction, _StoreTrueAction
from _argparse_actions import _SubParsersAction, _UNRECOGNIZED_ARGS_ATTR, _VersionAction, _copy_items, _get_action_name
from _argparse_help import *

# ---- types and results

class FileType(object):
    """A type that opens the file named by the argument; '-' is standard input or output."""

    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        self._mode = mode
        self._bufsize = bufsize
        self._encoding = encoding
        self._errors = errors

    def __call__(self, string):
        if string == '-':
            if 'r' in self._mode:
                return _sys.stdin
            if 'w' in self._mode:
                return _sys.stdout
            raise ValueError(_('argument "-" with mode %r') % self._mode)
        try:
            return open(string, self._mode, self._bufsize, self._encoding, self._errors)
        except OSError as error:
            raise ArgumentTypeError(_("can't open '%(filename)s': %(error)s")
                                    % {'filename': string, 'error': error})

    def __repr__(self):
        shown = [repr(arg) for arg in (self._mode, self._bufsize) if arg != -1]
        shown += ['%s=%r' % (name, value)
                  for name, value in (('encoding', self._encoding), ('errors', self._errors)) if value is not None]
        return '%s(%s)' % (type(self).__name__, ', '.join(shown))


class Namespace(_AttributeHolder):
    """A plain object that holds the results as attributes."""

    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __eq__(self, other):
        if not isinstance(other, Namespace):
            return NotImplemented
        return vars(self) == vars(other)

    def __contains__(self, key):
        return key in self.__dict__


# ---- containers of actions

_ACTIONS = (
    (None, _StoreAction), ('store', _StoreAction), ('store_const', _StoreConstAction),
    ('store_true', _StoreTrueAction), ('store_false', _StoreFalseAction), ('append', _AppendAction),
    ('append_const', _AppendConstAction), ('count', _CountAction), ('help', _HelpAction),
    ('version', _VersionAction), ('parsers', _SubParsersAction), ('extend', _ExtendAction),
)


class _ActionsContainer(object):
    """What parsers and groups have in common: actions, groups and registered names."""

    def __init__(self, description, prefix_chars, argument_default, conflict_handler):
        super().__init__()
        self.description = description
        self.argument_default = argument_default
        self.prefix_chars = prefix_chars
        self.conflict_handler = conflict_handler
        self._registries = {}
        for name, action in _ACTIONS:
            self.register('action', name, action)
        self._get_handler()  # complains about an unknown conflict_handler
        self._actions = []
        self._option_string_actions = {}
        self._action_groups = []
        self._mutually_exclusive_groups = []
        self._defaults = {}
        self._negative_number_matcher = _re.compile(r'^-\d+$|^-\d*\.\d+$')
        # A list, which groups share: non-empty if an option looks like a negative number.
        self._has_negative_number_optionals = []

    def register(self, registry_name, value, object):
        self._registries.setdefault(registry_name, {})[value] = object

    def _registry_get(self, registry_name, value, default=None):
        return self._registries[registry_name].get(value, default)

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest, None)

    def add_argument(self, *args, **kwargs):
        """add_argument(dest, ..., name=value, ...)
        add_argument(option_string, option_string, ..., name=value, ...)
        """
        if not args or len(args) == 1 and args[0][:1] not in tuple(self.prefix_chars):
            if args and 'dest' in kwargs:
                raise ValueError('dest supplied twice for positional argument')
            kwargs = self._get_positional_kwargs(*args, **kwargs)
        else:
            kwargs = self._get_optional_kwargs(*args, **kwargs)
        if 'default' not in kwargs:
            dest = kwargs['dest']
            if dest in self._defaults:
                kwargs['default'] = self._defaults[dest]
            elif self.argument_default is not None:
                kwargs['default'] = self.argument_default
        make = self._pop_action_class(kwargs)
        if not callable(make):
            raise ValueError('unknown action "%s"' % (make,))
        action = make(**kwargs)
        convert = self._registry_get('type', action.type, action.type)
        if not callable(convert):
            raise ValueError('%r is not callable' % (convert,))
        if convert is FileType:
            raise ValueError('%r is a FileType class object, instance of it must be passed' % (convert,))
        if hasattr(self, '_get_formatter'):
            try:
                self._get_formatter()._format_args(action, None)
            except TypeError:
                raise ValueError('length of metavar tuple does not match nargs')
        return self._add_action(action)

    def add_argument_group(self, *args, **kwargs):
        group = _ArgumentGroup(self, *args, **kwargs)
        self._action_groups.append(group)
        return group

    def add_mutually_exclusive_group(self, **kwargs):
        group = _MutuallyExclusiveGroup(self, **kwargs)
        self._mutually_exclusive_groups.append(group)
        return group

    def _add_action(self, action):
        self._check_conflict(action)
        self._actions.append(action)
        action.container = self
        for option in action.option_strings:
            self._option_string_actions[option] = action
            if self._negative_number_matcher.match(option) and not self._has_negative_number_optionals:
                self._has_negative_number_optionals.append(True)
        return action

    def _remove_action(self, action):
        self._actions.remove(action)

    def _add_container_actions(self, container):
        """Take over the actions of another parser, into groups of the same titles."""
        titles = {}
        for group in self._action_groups:
            if group.title in titles:
                raise ValueError(_('cannot merge actions - two groups are named %r') % group.title)
            titles[group.title] = group
        homes = {}
        for group in container._action_groups:
            if group.title not in titles:
                titles[group.title] = self.add_argument_group(
                    title=group.title, description=group.description, conflict_handler=group.conflict_handler)
            homes.update(dict.fromkeys(group._group_actions, titles[group.title]))
        for group in container._mutually_exclusive_groups:
            twin = self.add_mutually_exclusive_group(required=group.required)
            homes.update(dict.fromkeys(group._group_actions, twin))
        for action in container._actions:
            homes.get(action, self)._add_action(action)

    def _get_positional_kwargs(self, dest, **kwargs):
        if 'required' in kwargs:
            raise TypeError(_("'required' is an invalid argument for positionals"))
        nargs = kwargs.get('nargs')
        if nargs not in [OPTIONAL, ZERO_OR_MORE] or nargs == ZERO_OR_MORE and 'default' not in kwargs:
            kwargs['required'] = True
        return dict(kwargs, dest=dest, option_strings=[])

    def _get_optional_kwargs(self, *args, **kwargs):
        for option in args:
            if not option[0] in self.prefix_chars:
                raise ValueError(_('invalid option string %(option)r: must start with a character %(prefix_chars)r')
                                 % {'option': option, 'prefix_chars': self.prefix_chars})
        dest = kwargs.pop('dest', None)
        if dest is None:
            long = [option for option in args if len(option) > 1 and option[1] in self.prefix_chars]
            dest = (long or args)[0].lstrip(self.prefix_chars)
            if not dest:
                raise ValueError(_('dest= is required for options like %r') % (args[0] if not long else long[0]))
            dest = dest.replace('-', '_')
        return dict(kwargs, dest=dest, option_strings=list(args))

    def _pop_action_class(self, kwargs, default=None):
        action = kwargs.pop('action', default)
        return self._registry_get('action', action, action)

    def _get_handler(self):
        try:
            return getattr(self, '_handle_conflict_%s' % self.conflict_handler)
        except AttributeError:
            raise ValueError(_('invalid conflict_resolution value: %r') % self.conflict_handler)

    def _check_conflict(self, action):
        taken = [(option, self._option_string_actions[option]) for option in action.option_strings
                 if option in self._option_string_actions]
        if taken:
            self._get_handler()(action, taken)

    def _handle_conflict_error(self, action, conflicting_actions):
        message = ngettext('conflicting option string: %s', 'conflicting option strings: %s',
                           len(conflicting_actions))
        raise ArgumentError(action, message % ', '.join([option for option, _ in conflicting_actions]))

    def _handle_conflict_resolve(self, action, conflicting_actions):
        for option, other in conflicting_actions:
            other.option_strings.remove(option)
            self._option_string_actions.pop(option, None)
            if not other.option_strings:
                other.container._remove_action(other)


class _ArgumentGroup(_ActionsContainer):
    """Arguments that the help shows together."""

    # What a group shares with the container it belongs to.
    _SHARED = ('_registries', '_actions', '_option_string_actions', '_defaults', '_has_negative_number_optionals',
               '_mutually_exclusive_groups')

    def __init__(self, container, title=None, description=None, **kwargs):
        for name in ('conflict_handler', 'prefix_chars', 'argument_default'):
            kwargs.setdefault(name, getattr(container, name))
        super().__init__(description=description, **kwargs)
        self.title = title
        self._group_actions = []
        for name in self._SHARED:
            setattr(self, name, getattr(container, name))

    def _add_action(self, action):
        action = super()._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        super()._remove_action(action)
        self._group_actions.remove(action)


class _MutuallyExclusiveGroup(_ArgumentGroup):
    """Arguments of which at most one may be given (exactly one, if required)."""

    def __init__(self, container, required=False):
        super().__init__(container)
        self.required = required
        self._container = container

    def _add_action(self, action):
        if action.required:
            raise ValueError(_('mutually exclusive arguments must be optional'))
        action = self._container._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        self._container._remove_action(action)
        self._group_actions.remove(action)


# ---- parsing

class _Parsing:
    """One run of a parser over a command line.

    options maps the index of an option to (action, option string, explicit argument);
    pattern has a mark for each argument.
    """

    def __init__(self, parser, arguments, namespace):
        self.parser = parser
        self.arguments = arguments
        self.namespace = namespace
        self.extras = []
        self.seen = set()
        self.seen_non_default = set()
        self.options, self.pattern = self._classify()
        self.positionals = parser._get_positional_actions()
        self.conflicts = {}
        for group in parser._mutually_exclusive_groups:
            for action in group._group_actions:
                others = [a for a in group._group_actions if a is not action]
                self.conflicts.setdefault(action, []).extend(others)

    def _classify(self):
        options, marks = {}, []
        remaining = iter(enumerate(self.arguments))
        for i, argument in remaining:
            if argument == '--':
                marks.append('-')
                marks += ['A' for _ in remaining]
                break
            found = self.parser._parse_optional(argument)
            if found is None:
                marks.append('A')
            else:
                options[i] = found
                marks.append('O')
        return options, ''.join(marks)

    def run(self):
        start = 0
        last = max(self.options, default=-1)
        while start <= last:
            option_at = min(i for i in self.options if i >= start)
            if start != option_at:
                end = self.take_positionals(start)
                if end > start:
                    start = end
                    continue
            if start not in self.options:
                self.extras += self.arguments[start:option_at]
                start = option_at
            start = self.take_option(start)
        end = self.take_positionals(start)
        self.extras += self.arguments[end:]
        self.finish()
        return self.namespace, self.extras

    def perform(self, action, strings, option=None):
        self.seen.add(action)
        values = self.parser._get_values(action, strings)
        if values is not action.default:
            self.seen_non_default.add(action)
            for other in self.conflicts.get(action, []):
                if other in self.seen_non_default:
                    raise ArgumentError(action, _('not allowed with argument %s') % _get_action_name(other))
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option)

    def take_option(self, index):
        """Perform the option at index, or each of several one-letter options; return the next index."""
        action, option, explicit = self.options[index]
        if action is None:
            self.extras.append(self.arguments[index])
            return index + 1
        found = []
        stop = index + 1
        strings = []
        while explicit is not None:
            count = self.parser._match_argument(action, 'A')
            if count == 1:
                strings = [explicit]
                break
            letter = option[0] + explicit[:1]
            if count or option[1] in self.parser.prefix_chars or letter not in self.parser._option_string_actions:
                raise ArgumentError(action, _('ignored explicit argument %r') % explicit)
            found.append((action, [], option))
            action = self.parser._option_string_actions[letter]
            option, explicit = letter, explicit[1:] or None
        else:
            stop += self.parser._match_argument(action, self.pattern[stop:])
            strings = self.arguments[index + 1:stop]
        found.append((action, strings, option))
        for each in found:
            self.perform(*each)
        return stop

    def take_positionals(self, start):
        """Perform as many positional actions as match from start on; return the index after."""
        counts = self.parser._match_arguments_partial(self.positionals, self.pattern[start:])
        matched, self.positionals = self.positionals[:len(counts)], self.positionals[len(counts):]
        for action, count in zip(matched, counts):
            self.perform(action, self.arguments[start:start + count])
            start += count
        return start

    def finish(self):
        """Complain about what is missing; convert string defaults that nothing replaced."""
        missing = []
        for action in self.parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(_get_action_name(action))
            elif (isinstance(action.default, str) and hasattr(self.namespace, action.dest)
                    and action.default is getattr(self.namespace, action.dest)):
                setattr(self.namespace, action.dest, self.parser._get_value(action, action.default))
        if missing:
            self.parser.error(_('the following arguments are required: %s') % ', '.join(missing))
        for group in self.parser._mutually_exclusive_groups:
            if group.required and self.seen_non_default.isdisjoint(group._group_actions):
                names = [_get_action_name(a) for a in group._group_actions if a.help is not SUPPRESS]
                self.parser.error(_('one of the arguments %s is required') % ' '.join(names))


# nargs: the pattern of the marks of its arguments.
_NARGS_PATTERNS = {
    None: '(-*A-*)',
    OPTIONAL: '(-*A?-*)',
    ZERO_OR_MORE: '(-*[A-]*)',
    ONE_OR_MORE: '(-*A[A-]*)',
    REMAINDER: '([-AO]*)',
    PARSER: '(-*A[-AO]*)',
    SUPPRESS: '(-*-*)',
}


class ArgumentParser(_AttributeHolder, _ActionsContainer):
    """Parses command lines.

    prog, usage, description and epilog make the help text; parents are parsers whose
    arguments are taken over; formatter_class lays the help out; prefix_chars begin
    options; arguments beginning with one of fromfile_prefix_chars name files with more
    arguments; argument_default is the default of all; conflict_handler is 'error' or
    'resolve'; add_help adds -h; allow_abbrev lets long options be shortened.
    """

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[],
                 formatter_class=HelpFormatter, prefix_chars='-', fromfile_prefix_chars=None,
                 argument_default=None, conflict_handler='error', add_help=True, allow_abbrev=True):
        _ActionsContainer.__init__(self, description=description, prefix_chars=prefix_chars,
                                   argument_default=argument_default, conflict_handler=conflict_handler)
        self.prog = _os.path.basename(_sys.argv[0]) if prog is None else prog
        self.usage = usage
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.add_help = add_help
        self.allow_abbrev = allow_abbrev
        self._positionals = self.add_argument_group(_('positional arguments'))
        self._optionals = self.add_argument_group(_('optional arguments'))
        self._subparsers = None

        def identity(string):
            return string
        self.register('type', None, identity)
        if add_help:
            prefix = '-' if '-' in prefix_chars else prefix_chars[0]
            self.add_argument(prefix + 'h', prefix * 2 + 'help', action='help', default=SUPPRESS,
                              help=_('show this help message and exit'))
        for parent in parents:
            self._add_container_actions(parent)
            self._defaults.update(getattr(parent, '_defaults', {}))

    def _get_kwargs(self):
        names = ('prog', 'usage', 'description', 'formatter_class', 'conflict_handler', 'add_help')
        return [(name, getattr(self, name)) for name in names]

    def add_subparsers(self, **kwargs):
        if self._subparsers is not None:
            self.error(_('cannot have multiple subparser arguments'))
        kwargs.setdefault('parser_class', type(self))
        if 'title' in kwargs or 'description' in kwargs:
            title = _(kwargs.pop('title', 'subcommands'))
            self._subparsers = self.add_argument_group(title, _(kwargs.pop('description', None)))
        else:
            self._subparsers = self._positionals
        if kwargs.get('prog') is None:
            # What precedes the subcommand: the program and its positional arguments.
            formatter = self._get_formatter()
            formatter.add_usage(self.usage, self._get_positional_actions(), self._mutually_exclusive_groups, '')
            kwargs['prog'] = formatter.format_help().strip()
        make = self._pop_action_class(kwargs, 'parsers')
        action = make(option_strings=[], **kwargs)
        self._subparsers._add_action(action)
        return action

    def _add_action(self, action):
        (self._optionals if action.option_strings else self._positionals)._add_action(action)
        return action

    def _get_optional_actions(self):
        return [action for action in self._actions if action.option_strings]

    def _get_positional_actions(self):
        return [action for action in self._actions if not action.option_strings]

    def parse_args(self, args=None, namespace=None):
        namespace, unknown = self.parse_known_args(args, namespace)
        if unknown:
            self.error(_('unrecognized arguments: %s') % ' '.join(unknown))
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        args = _sys.argv[1:] if args is None else list(args)
        if namespace is None:
            namespace = Namespace()
        defaults = [(a.dest, a.default) for a in self._actions if SUPPRESS is not a.dest and SUPPRESS is not a.default]
        for dest, value in [*defaults, *self._defaults.items()]:
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        try:
            namespace, extras = self._parse_known_args(args, namespace)
        except ArgumentError:
            self.error(str(_sys.exc_info()[1]))
        if hasattr(namespace, _UNRECOGNIZED_ARGS_ATTR):
            extras.extend(getattr(namespace, _UNRECOGNIZED_ARGS_ATTR))
            delattr(namespace, _UNRECOGNIZED_ARGS_ATTR)
        return namespace, extras

    def _parse_known_args(self, arg_strings, namespace):
        if self.fromfile_prefix_chars is not None:
            arg_strings = self._read_args_from_files(arg_strings)
        return _Parsing(self, arg_strings, namespace).run()

    def _read_args_from_files(self, arg_strings):
        found = []
        for argument in arg_strings:
            if not argument or argument[0] not in self.fromfile_prefix_chars:
                found.append(argument)
                continue
            try:
                with open(argument[1:]) as file:
                    inner = [arg for line in file.read().splitlines() for arg in self.convert_arg_line_to_args(line)]
                found += self._read_args_from_files(inner)
            except OSError:
                self.error(str(_sys.exc_info()[1]))
        return found

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]

    def _match_argument(self, action, arg_strings_pattern):
        """How many arguments the action takes from the beginning of the pattern."""
        match = _re.match(self._get_nargs_pattern(action), arg_strings_pattern)
        if match is not None:
            return len(match.group(1))
        messages = {None: _('expected one argument'), OPTIONAL: _('expected at most one argument'),
                    ONE_OR_MORE: _('expected at least one argument')}
        message = messages.get(action.nargs)
        if message is None:
            message = ngettext('expected %s argument', 'expected %s arguments', action.nargs) % action.nargs
        raise ArgumentError(action, message)

    def _match_arguments_partial(self, actions, arg_strings_pattern):
        """The argument counts of as many of the leading actions as can be satisfied."""
        for size in range(len(actions), 0, -1):
            pattern = ''.join([self._get_nargs_pattern(action) for action in actions[:size]])
            match = _re.match(pattern, arg_strings_pattern)
            if match is not None:
                return [len(group) for group in match.groups()]
        return []

    def _parse_optional(self, arg_string):
        """(action, option string, explicit argument) for an option, None for a positional argument."""
        if not arg_string or arg_string[0] not in self.prefix_chars:
            return None
        known = self._option_string_actions
        if arg_string in known:
            return known[arg_string], arg_string, None
        if len(arg_string) == 1:
            return None
        name, equals, value = arg_string.partition('=')
        if equals and name in known:
            return known[name], name, value
        matches = self._get_option_tuples(arg_string)
        if len(matches) > 1:
            names = ', '.join([option for _, option, _ in matches])
            self.error(_('ambiguous option: %(option)s could match %(matches)s')
                       % {'option': arg_string, 'matches': names})
        if matches:
            return matches[0]
        if self._negative_number_matcher.match(arg_string) and not self._has_negative_number_optionals:
            return None
        if ' ' in arg_string:
            return None
        return None, arg_string, None

    def _get_option_tuples(self, option_string):
        """All ways to read a string as an abbreviation or a one-letter option with its argument."""
        chars = self.prefix_chars
        known = self._option_string_actions
        if option_string[1] in chars:
            if not self.allow_abbrev:
                return []
            prefix, equals, value = option_string.partition('=')
            explicit = value if equals else None
            return [(action, option, explicit) for option, action in known.items() if option.startswith(prefix)]
        short, attached = option_string[:2], option_string[2:]
        found = []
        for option, action in known.items():
            if option == short:
                found.append((action, option, attached))
            elif option.startswith(option_string):
                found.append((action, option, None))
        return found

    def _get_nargs_pattern(self, action):
        nargs = action.nargs
        if nargs in _NARGS_PATTERNS:
            pattern = _NARGS_PATTERNS[nargs]
        else:
            pattern = '(-*%s-*)' % '-*'.join('A' * nargs)
        if action.option_strings:  # '--' ends the arguments of an option
            pattern = pattern.replace('-*', '').replace('-', '')
        return pattern

    def parse_intermixed_args(self, args=None, namespace=None):
        namespace, unknown = self.parse_known_intermixed_args(args, namespace)
        if unknown:
            self.error(_('unrecognized arguments: %s') % ' '.join(unknown))
        return namespace

    def parse_known_intermixed_args(self, args=None, namespace=None):
        """Parse the options first and then what is left as positional arguments."""
        positionals = self._get_positional_actions()
        unfit = [action for action in positionals if action.nargs in [PARSER, REMAINDER]]
        if unfit:
            raise TypeError('parse_intermixed_args: positional arg with nargs=%s' % unfit[0].nargs)
        if any(action in group._group_actions for group in self._mutually_exclusive_groups
               for action in positionals):
            raise TypeError('parse_intermixed_args: positional in mutuallyExclusiveGroup')
        usage = self.usage
        try:
            if self.usage is None:
                self.usage = self.format_usage()[7:]
            namespace, remaining = self._parse_options_only(positionals, args, namespace)
            return self._parse_positionals_only(remaining, namespace)
        finally:
            self.usage = usage

    def _parse_options_only(self, positionals, args, namespace):
        kept = [(action, action.nargs, action.default) for action in positionals]
        try:
            for action in positionals:
                action.save_nargs, action.save_default = action.nargs, action.default
                action.nargs = action.default = SUPPRESS
            namespace, remaining = self.parse_known_args(args, namespace)
            for action in positionals:
                # An empty list is what a positional without arguments left behind.
                if hasattr(namespace, action.dest) and getattr(namespace, action.dest) == []:
                    import warnings
                    warnings.warn('Do not expect %s in %s' % (action.dest, namespace))
                    delattr(namespace, action.dest)
        finally:
            for action, action.nargs, action.default in kept:
                pass
        return namespace, remaining

    def _parse_positionals_only(self, remaining, namespace):
        options = self._get_optional_actions()
        kept = [(each, each.required) for each in [*options, *self._mutually_exclusive_groups]]
        try:
            for each, _ in kept:
                each.required = False
            return self.parse_known_args(remaining, namespace)
        finally:
            for each, each.required in kept:
                pass

    def _get_values(self, action, arg_strings):
        """The value that the strings of an action make, by its nargs and type."""
        nargs = action.nargs
        if nargs not in [PARSER, REMAINDER] and '--' in arg_strings:
            arg_strings.remove('--')
        if not arg_strings and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._get_value(action, value)
                self._check_value(action, value)
            return value
        if not arg_strings and nargs == ZERO_OR_MORE and not action.option_strings:
            value = arg_strings if action.default is None else action.default
            self._check_value(action, value)
            return value
        if nargs == SUPPRESS:
            return SUPPRESS
        values = [self._get_value(action, string) for string in arg_strings]
        if nargs == PARSER:
            self._check_value(action, values[0])
        elif nargs != REMAINDER:
            for value in values:
                self._check_value(action, value)
        if len(values) == 1 and nargs in [None, OPTIONAL]:
            return values[0]
        return values

    def _get_value(self, action, arg_string):
        convert = self._registry_get('type', action.type, action.type)
        if not callable(convert):
            raise ArgumentError(action, _('%r is not callable') % convert)
        try:
            return convert(arg_string)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error))
        except (TypeError, ValueError):
            name = getattr(action.type, '__name__', repr(action.type))
            raise ArgumentError(action, _('invalid %(type)s value: %(value)r')
                                % {'type': name, 'value': arg_string})

    def _check_value(self, action, value):
        if action.choices is not None and value not in action.choices:
            choices = ', '.join(map(repr, action.choices))
            raise ArgumentError(action, _('invalid choice: %(value)r (choose from %(choices)s)')
                                % {'value': value, 'choices': choices})

    def format_usage(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        return formatter.format_help()

    def format_help(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), _sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), _sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            (_sys.stderr if file is None else file).write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        """Print usage and message to stderr and exit with status 2; an override must not return."""
        self.print_usage(_sys.stderr)
        self.exit(2, _('%(prog)s: error: %(message)s\n') % {'prog': self.prog, 'message': message})
