"""The formatters of argparse: what help looks like."""

import re as _re

import argparse as _owner
from _argparse_actions import ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE

__name__ = 'argparse'  # where all of this is found


class HelpFormatter(object):
    """Lays out usage and help; only the class name and the constructor are public."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            import shutil
            width = shutil.get_terminal_size().columns - 2
        self._prog = prog
        self._indent_increment = indent_increment
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._width = width
        self._current_indent = 0
        self._level = 0
        self._action_max_length = 0
        self._root_section = self._Section(self, None)
        self._current_section = self._root_section
        self._whitespace_matcher = _re.compile(r'\s+', _re.ASCII)
        self._long_break_matcher = _re.compile(r'\n\n\n+')

    def _indent(self):
        self._current_indent += self._indent_increment
        self._level += 1

    def _dedent(self):
        self._current_indent -= self._indent_increment
        assert self._current_indent >= 0, 'Indent decreased below 0.'
        self._level -= 1

    class _Section(object):
        """A heading and what stands below: (function, arguments) pairs that make text."""

        def __init__(self, formatter, parent, heading=None):
            self.formatter = formatter
            self.parent = parent
            self.heading = heading
            self.items = []

        def format_help(self):
            nested = self.parent is not None
            if nested:
                self.formatter._indent()
            body = self.formatter._join_parts([func(*args) for func, args in self.items])
            if nested:
                self.formatter._dedent()
            if not body:
                return ''
            heading = ''
            if self.heading is not SUPPRESS and self.heading is not None:
                heading = '%*s%s:\n' % (self.formatter._current_indent, '', self.heading)
            return self.formatter._join_parts(['\n', heading, body, '\n'])

    def _add_item(self, func, args):
        self._current_section.items.append((func, args))

    def start_section(self, heading):
        self._indent()
        section = self._Section(self, self._current_section, heading)
        self._add_item(section.format_help, [])
        self._current_section = section

    def end_section(self):
        self._current_section = self._current_section.parent
        self._dedent()

    def add_text(self, text):
        if text is not SUPPRESS and text is not None:
            self._add_item(self._format_text, [text])

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._add_item(self._format_usage, (usage, actions, groups, prefix))

    def add_argument(self, action):
        if action.help is SUPPRESS:
            return
        widths = [len(self._format_action_invocation(each))
                  for each in [action, *self._iter_indented_subactions(action)]]
        self._action_max_length = max(self._action_max_length, max(widths) + self._current_indent)
        self._add_item(self._format_action, [action])

    def add_arguments(self, actions):
        for action in actions:
            self.add_argument(action)

    def format_help(self):
        text = self._root_section.format_help()
        if text:
            text = self._long_break_matcher.sub('\n\n', text).strip('\n') + '\n'
        return text

    def _join_parts(self, part_strings):
        return ''.join([part for part in part_strings if part and part is not SUPPRESS])

    def _format_usage(self, usage, actions, groups, prefix):
        if prefix is None:
            prefix = _owner._('usage: ')
        prog = '%(prog)s' % dict(prog=self._prog)
        if usage is not None:
            usage = usage % dict(prog=self._prog)
        elif not actions:
            usage = prog
        else:
            split = ([a for a in actions if a.option_strings], [a for a in actions if not a.option_strings])
            everything = self._format_actions_usage(split[0] + split[1], groups)
            usage = ' '.join([part for part in (prog, everything) if part])
            if len(prefix) + len(usage) > self._width - self._current_indent:
                parts = [self._USAGE_PART.findall(self._format_actions_usage(some, groups)) for some in split]
                usage = '\n'.join(self._wrap_usage(prefix, prog, *parts))
        return '%s%s\n\n' % (prefix, usage)

    # No blanks inside brackets, no brackets around nothing, no parentheses around what is no choice. It happens to
    # metavars, too.
    _TIDYING = [(_re.compile(pattern), kept) for pattern, kept in (
        (r'(?<=[\[(]) ', ''), (r' (?=[\])])', ''), (r'[\[(] *[\])]', ''), (r'\(([^|]*)\)', r'\1'))]

    # A bracketed group or a word.
    _USAGE_PART = _re.compile(r'\(.*?\)+(?=\s|$)|\[.*?\]+(?=\s|$)|\S+')

    def _wrap_usage(self, prefix, prog, options, positionals):
        """The lines of a usage that is too long for one."""
        available = self._width - self._current_indent

        def lines(parts, margin, first=None):
            found, line = [], []
            used = (len(margin) if first is None else len(first)) - 1
            for part in parts:
                if line and used + 1 + len(part) > available:
                    found.append(margin + ' '.join(line))
                    line = []
                    used = len(margin) - 1
                line.append(part)
                used += len(part) + 1
            if line:
                found.append(margin + ' '.join(line))
            if first is not None and found:
                found[0] = found[0][len(margin):]
            return found

        if len(prefix) + len(prog) <= 0.75 * available:
            margin = ' ' * (len(prefix) + len(prog) + 1)
            if options:
                return lines([prog] + options, margin, prefix) + lines(positionals, margin)
            return lines([prog] + positionals, margin, prefix) if positionals else [prog]
        margin = ' ' * len(prefix)
        together = lines(options + positionals, margin)
        if len(together) > 1:
            together = lines(options, margin) + lines(positionals, margin)
        return [prog] + together

    def _format_actions_usage(self, actions, groups):
        actions = list(actions)
        spans = {}
        for group in groups:
            members = group._group_actions
            if members and members[0] in actions:
                start = actions.index(members[0])
                end = start + len(members)
                if actions[start:end] == members:
                    spans.setdefault(start, []).append((end, group))
        for begun in spans.values():
            begun.sort(key=lambda span: span[0])
        usage = ' '.join(self._usages(actions, 0, len(actions), spans, False))
        for pattern, kept in self._TIDYING:
            usage = pattern.sub(kept, usage)
        return usage.strip()

    def _usages(self, actions, at, end, spans, grouped):
        """Texts for actions[at:end]; a group inside another one is one of its alternatives."""
        texts = []
        while at < end:
            begun = spans.get(at)
            if begun and begun[-1][0] <= end:
                past, group = begun.pop()
                alternatives = self._usages(actions, at, past, spans, True)
                text = ' | '.join(alternatives)
                text = ('(%s)' if group.required else '[%s]') % text
                at = past
            else:
                text = self._usage_of(actions[at], grouped)
                at += 1
            if text:
                texts.append(text)
        return texts

    def _usage_of(self, action, grouped):
        """How an action appears in the usage; inside a group the brackets are the group's."""
        if action.help is SUPPRESS:
            return ''
        if not action.option_strings:
            text = self._format_args(action, self._get_default_metavar_for_positional(action))
            if grouped and text[0] == '[' and text[-1] == ']':
                text = text[1:-1]
            return text
        text = action.option_strings[0]
        if action.nargs != 0:
            text += ' ' + self._format_args(action, self._get_default_metavar_for_optional(action))
        return text if action.required or grouped else '[%s]' % text

    def _format_text(self, text):
        if '%(prog)' in text:
            text = text % dict(prog=self._prog)
        width = max(self._width - self._current_indent, 11)
        return self._fill_text(text, width, ' ' * self._current_indent) + '\n\n'

    def _format_action(self, action):
        help_position = min(self._action_max_length + 2, self._max_help_position)
        help_width = max(self._width - help_position, 11)
        room = help_position - self._current_indent - 2
        header = self._format_action_invocation(action)
        margin = ' ' * self._current_indent
        first = help_position
        if not action.help:
            text = margin + header + '\n'
        elif len(header) <= room:
            text = margin + header.ljust(room) + '  '
            first = 0
        else:
            text = margin + header + '\n'
        parts = [text]
        if action.help:
            for line in self._split_lines(self._expand_help(action), help_width):
                parts.append('%*s%s\n' % (first, '', line))
                first = help_position
        elif not text.endswith('\n'):
            parts.append('\n')
        parts.extend(self._format_action(sub) for sub in self._iter_indented_subactions(action))
        return self._join_parts(parts)

    def _format_action_invocation(self, action):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            metavar, = self._metavar_formatter(action, default)(1)
            return metavar
        arguments = ''
        if action.nargs != 0:
            arguments = ' ' + self._format_args(action, self._get_default_metavar_for_optional(action))
        return ', '.join([option + arguments for option in action.option_strings])

    def _metavar_formatter(self, action, default_metavar):
        result = action.metavar
        if result is None:
            result = default_metavar
            if action.choices is not None:
                result = '{%s}' % ','.join([str(choice) for choice in action.choices])
        return lambda size: result if isinstance(result, tuple) else (result,) * size

    def _format_args(self, action, default_metavar):
        metavars = self._metavar_formatter(action, default_metavar)
        nargs = action.nargs
        if nargs in _NARGS_FORMS:
            count, form = _NARGS_FORMS[nargs]
            return form % tuple(metavars(count)) if count else form
        try:
            form = ' '.join(['%s'] * nargs)
        except TypeError:
            raise ValueError('invalid nargs value') from None
        return form % metavars(nargs)

    def _expand_help(self, action):
        params = dict(vars(action), prog=self._prog)
        for name, value in list(params.items()):
            if value is SUPPRESS:
                del params[name]
            elif hasattr(value, '__name__'):
                params[name] = value.__name__
        if params.get('choices') is not None:
            params['choices'] = ', '.join([str(choice) for choice in params['choices']])
        return self._get_help_string(action) % params

    def _iter_indented_subactions(self, action):
        list_subactions = getattr(action, '_get_subactions', None)
        if list_subactions is not None:
            self._indent()
            yield from list_subactions()
            self._dedent()

    def _split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(self._whitespace_matcher.sub(' ', text).strip(), width)

    def _fill_text(self, text, width, indent):
        import textwrap
        text = self._whitespace_matcher.sub(' ', text).strip()
        return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


# nargs: how many metavars its form in usage takes, and the form.
_NARGS_FORMS = {
    None: (1, '%s'),
    OPTIONAL: (1, '[%s]'),
    ZERO_OR_MORE: (2, '[%s [%s ...]]'),
    ONE_OR_MORE: (2, '%s [%s ...]'),
    REMAINDER: (0, '...'),
    PARSER: (1, '%s ...'),
    SUPPRESS: (0, ''),
}


class RawDescriptionHelpFormatter(HelpFormatter):
    """Keeps the line breaks of descriptions."""

    def _fill_text(self, text, width, indent):
        return ''.join([indent + line for line in text.splitlines(keepends=True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Keeps the line breaks of all help texts."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds the default value to the help of each argument."""

    def _get_help_string(self, action):
        text = action.help
        if ('%(default)' not in text and action.default is not SUPPRESS
                and (action.option_strings or action.nargs in [OPTIONAL, ZERO_OR_MORE])):
            text += ' (default: %(default)s)'
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Shows the name of the type as metavar."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    def _get_default_metavar_for_positional(self, action):
        return action.type.__name__


__name__ = __spec__.name
