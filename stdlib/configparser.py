"""Configuration files of sections with options: [section], name = value.

What a parser reads are raw strings; an interpolation replaces references in them when
they are asked for. Section DEFAULT has what other sections do not define.
"""

from collections.abc import MutableMapping
from collections import ChainMap as _ChainMap
import functools
import io
import itertools
import os
import re
import sys
import warnings

__all__ = ['NoSectionError', 'DuplicateOptionError', 'DuplicateSectionError', 'NoOptionError', 'InterpolationError',
           'InterpolationDepthError', 'InterpolationMissingOptionError', 'InterpolationSyntaxError', 'ParsingError',
           'MissingSectionHeaderError', 'ConfigParser', 'SafeConfigParser', 'RawConfigParser', 'Interpolation',
           'BasicInterpolation', 'ExtendedInterpolation', 'LegacyInterpolation', 'SectionProxy', 'ConverterMapping',
           'DEFAULTSECT', 'MAX_INTERPOLATION_DEPTH']

_default_dict = dict
DEFAULTSECT = 'DEFAULT'

MAX_INTERPOLATION_DEPTH = 10


# ---- errors

class Error(Exception):
    """Base of the exceptions here."""

    def __init__(self, msg=''):
        self.message = msg
        Exception.__init__(self, msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    """There is no such section."""

    def __init__(self, section):
        Error.__init__(self, 'No section: %r' % (section,))
        self.section = section
        self.args = (section,)


def _duplicate(kind, what, source, lineno):
    """The message about something that is there already."""
    if source is None:
        return '%s %s already exists' % (kind.capitalize(), what)
    line = '' if lineno is None else ' [line {0:2d}]'.format(lineno)
    return 'While reading from %r%s: %s %s already exists' % (source, line, kind, what)


class DuplicateSectionError(Error):
    """A section comes twice, in a file or by add_section()."""

    def __init__(self, section, source=None, lineno=None):
        Error.__init__(self, _duplicate('section', repr(section), source, lineno))
        self.section, self.source, self.lineno = section, source, lineno
        self.args = section, source, lineno


class DuplicateOptionError(Error):
    """An option comes twice in a section."""

    def __init__(self, section, option, source=None, lineno=None):
        Error.__init__(self, _duplicate('option', '%r in section %r' % (option, section), source, lineno))
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = section, option, source, lineno


class NoOptionError(Error):
    """There is no such option in the section."""

    def __init__(self, option, section):
        Error.__init__(self, 'No option %r in section: %r' % (option, section))
        self.option, self.section = option, section
        self.args = option, section


class InterpolationError(Error):
    """Base of what can go wrong with references."""

    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option, self.section = option, section
        self.args = option, section, msg


class InterpolationMissingOptionError(InterpolationError):
    """A reference to an option that does not exist."""

    def __init__(self, option, section, rawval, reference):
        InterpolationError.__init__(
            self, option, section,
            'Bad value substitution: option {!r} in section {!r} contains an interpolation key {!r} which is not a '
            'valid option name. Raw value: {!r}'.format(option, section, reference, rawval))
        self.reference = reference
        self.args = option, section, rawval, reference


class InterpolationSyntaxError(InterpolationError):
    """A value that is no proper text with references."""


class InterpolationDepthError(InterpolationError):
    """References to references without end."""

    def __init__(self, option, section, rawval):
        InterpolationError.__init__(
            self, option, section,
            'Recursion limit exceeded in value substitution: option {!r} in section {!r} contains an interpolation '
            'key which cannot be substituted in {} steps. Raw value: {!r}'
            .format(option, section, MAX_INTERPOLATION_DEPTH, rawval))
        self.args = option, section, rawval


class ParsingError(Error):
    """Lines that are not understood."""

    def __init__(self, source=None, filename=None):
        if filename and source:
            raise ValueError("Cannot specify both `filename' and `source'. Use `source'.")
        if not filename and not source:
            raise ValueError("Required argument `source' not given.")
        self.source = source or filename
        Error.__init__(self, 'Source contains parsing errors: %r' % self.source)
        self.errors = []
        self.args = (self.source,)

    @staticmethod
    def _deprecated():
        warnings.warn("The 'filename' attribute will be removed in future versions.  Use 'source' instead.",
                      DeprecationWarning, stacklevel=3)

    @property
    def filename(self):
        self._deprecated()
        return self.source

    @filename.setter
    def filename(self, value):
        self._deprecated()
        self.source = value

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += '\n\t[line %2d]: %s' % (lineno, line)


class MissingSectionHeaderError(ParsingError):
    """An option stands before the first section."""

    def __init__(self, filename, lineno, line):
        Error.__init__(self, 'File contains no section headers.\nfile: %r, line: %d\n%r' % (filename, lineno, line))
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = filename, lineno, line


# ---- interpolation

# Stands for arguments not given where None is a value.
_UNSET = object()


class Interpolation:
    """Leaves values as they are; base of the others."""

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class _References(Interpolation):
    """Interpolation with references that begin with a mark, which is doubled to stand for itself."""

    _mark = None
    _opening = None

    def before_get(self, parser, section, option, value, defaults):
        pieces = []
        self._interpolate_some(parser, option, pieces, value, section, defaults, 1)
        return ''.join(pieces)

    def before_set(self, parser, section, option, value):
        rest = self._KEYCRE.sub('', value.replace(self._mark * 2, ''))
        if self._mark in rest:
            raise ValueError('invalid interpolation syntax in %r at position %d' % (value, rest.find(self._mark)))
        return value

    def _interpolate_some(self, parser, option, accum, rest, section, map, depth):
        raw = parser.get(section, option, raw=True, fallback=rest)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        while rest:
            plain, mark, after = rest.partition(self._mark)
            if plain:
                accum.append(plain)
            if not mark:
                return
            rest = mark + after
            following = after[:1]
            if following == mark:
                accum.append(mark)
                rest = after[1:]
                continue
            if following != self._opening:
                raise InterpolationSyntaxError(option, section, self._complaint % (rest,))
            match = self._KEYCRE.match(rest)
            if match is None:
                raise InterpolationSyntaxError(option, section, 'bad interpolation variable reference %r' % rest)
            rest = rest[match.end():]
            value, where = self._look_up(parser, option, section, match.group(1), map, raw, rest)
            if self._mark in value:
                self._interpolate_some(parser, where[1], accum, value, where[0], where[2], depth + 1)
            else:
                accum.append(value)


class BasicInterpolation(_References):
    """%(name)s stands for another option of the section or of DEFAULT."""

    _mark, _opening = '%', '('
    _KEYCRE = re.compile(r'%\(([^)]+)\)s')
    _complaint = "'%%' must be followed by '%%' or '(', found: %r"

    def _look_up(self, parser, option, section, name, map, raw, rest):
        name = parser.optionxform(name)
        try:
            return map[name], (section, option, map)
        except KeyError:
            raise InterpolationMissingOptionError(option, section, raw, name) from None


class ExtendedInterpolation(_References):
    """${name} stands for another option, ${section:name} for one of another section."""

    _mark, _opening = '$', '{'
    _KEYCRE = re.compile(r'\$\{([^}]+)\}')
    _complaint = "'$' must be followed by '$' or '{', found: %r"

    def _look_up(self, parser, option, section, name, map, raw, rest):
        path = name.split(':')
        if len(path) > 2:
            raise InterpolationSyntaxError(option, section, "More than one ':' found: %r" % (rest,))
        try:
            found = parser.optionxform(path[-1])
            if len(path) == 1:
                value = map[found]
            else:
                section_named = path[0]
                value = parser.get(section_named, found, raw=True)
        except (KeyError, NoSectionError, NoOptionError):
            raise InterpolationMissingOptionError(option, section, raw, ':'.join(path)) from None
        where = section if len(path) == 1 else path[0]
        return value, (where, found, dict(parser.items(where, raw=True)))


class LegacyInterpolation(Interpolation):
    """The interpolation of old: the % operator, applied again and again."""

    _KEYCRE = re.compile(r'%\(([^)]*)\)s|.')

    def before_get(self, parser, section, option, value, vars):
        raw = value
        replace = functools.partial(self._interpolation_replace, parser=parser)
        for _ in range(MAX_INTERPOLATION_DEPTH):
            if not (value and '%(' in value):
                break
            try:
                value = self._KEYCRE.sub(replace, value) % vars
            except KeyError as error:
                raise InterpolationMissingOptionError(option, section, raw, error.args[0]) from None
        if value and '%(' in value:
            raise InterpolationDepthError(option, section, raw)
        return value

    def before_set(self, parser, section, option, value):
        return value

    @staticmethod
    def _interpolation_replace(match, parser):
        name = match.group(1)
        return match.group() if name is None else '%%(%s)s' % parser.optionxform(name)


# ---- reading

class _Reader:
    """Reads one source into a parser, line by line.

    A line that is indented more than the option before belongs to its value.
    """

    def __init__(self, parser, name):
        self.parser = parser
        self.name = name
        self.seen = set()      # sections and (section, option) of this source
        self.section = None    # the current section's name and its options
        self.options = None
        self.option = None
        self.indent = 0
        self.problem = None
        prefixes = '|'.join(map(re.escape, parser._inline_comment_prefixes))
        self.inline_comment = re.compile(r'(?:^|(?<=\s))(?:%s)' % prefixes) if prefixes else None

    def run(self, lines):
        for number, line in enumerate(lines, start=1):
            text, commented = self._without_comment(line)
            if text:
                self._line(number, line, text)
            elif self.parser._empty_lines_in_values:
                if not commented and self._in_value():
                    self.options[self.option].append('')
            else:
                self.indent = sys.maxsize  # an empty line ends the value
        self.parser._join_multiline_values()
        if self.problem:
            raise self.problem

    def _in_value(self):
        return self.options is not None and self.option and self.options[self.option] is not None

    def _without_comment(self, line):
        """The line's text, and whether there was a comment."""
        stripped = line.strip()
        end = None
        if self.inline_comment:
            match = self.inline_comment.search(line)
            end = match and match.start()
        if stripped.startswith(self.parser._comment_prefixes):
            end = 0
        return (stripped, False) if end is None else (line[:end].strip(), True)

    def _line(self, number, line, text):
        first = self.parser.NONSPACECRE.search(line)
        indent = first.start() if first else 0
        if self.options is not None and self.option and indent > self.indent:
            self.options[self.option].append(text)
            return
        self.indent = indent
        header = self.parser.SECTCRE.match(text)
        if header:
            self._begin_section(number, header.group('header'))
        elif self.options is None:
            raise MissingSectionHeaderError(self.name, number, line)
        else:
            self._begin_option(number, line, text)

    def _begin_section(self, number, section):
        parser = self.parser
        if section in parser._sections:
            if parser._strict and section in self.seen:
                raise DuplicateSectionError(section, self.name, number)
            self.options = parser._sections[section]
            self.seen.add(section)
        elif section == parser.default_section:
            self.options = parser._defaults
        else:
            self.options = parser._dict()
            parser._sections[section] = self.options
            parser._proxies[section] = SectionProxy(parser, section)
            self.seen.add(section)
        self.section = section
        self.option = None

    def _begin_option(self, number, line, text):
        parser = self.parser
        match = parser._optcre.match(text)
        if not match:
            self.problem = parser._handle_error(self.problem, self.name, number, line)
            return
        name, _, value = match.group('option', 'vi', 'value')
        if not name:
            self.problem = parser._handle_error(self.problem, self.name, number, line)
        self.option = name = parser.optionxform(name.rstrip())
        if parser._strict and (self.section, name) in self.seen:
            raise DuplicateOptionError(self.section, name, self.name, number)
        self.seen.add((self.section, name))
        self.options[name] = None if value is None else [value.strip()]


# ---- parsers

class RawConfigParser(MutableMapping):
    """A parser without interpolation, whose values need not be strings."""

    _SECT_TMPL = r"""
        \[
        (?P<header>[^]]+)
        \]
        """
    _OPT_TMPL = r"""
        (?P<option>.*?)
        \s*(?P<vi>{delim})\s*
        (?P<value>.*)$
        """
    _OPT_NV_TMPL = r"""
        (?P<option>.*?)
        \s*(?:(?P<vi>{delim})\s*
        (?P<value>.*))?$
        """
    _DEFAULT_INTERPOLATION = Interpolation()
    SECTCRE = re.compile(_SECT_TMPL, re.VERBOSE)
    OPTCRE = re.compile(_OPT_TMPL.format(delim='=|:'), re.VERBOSE)
    OPTCRE_NV = re.compile(_OPT_NV_TMPL.format(delim='=|:'), re.VERBOSE)
    NONSPACECRE = re.compile(r'\S')
    BOOLEAN_STATES = {'1': True, 'yes': True, 'true': True, 'on': True,
                      '0': False, 'no': False, 'false': False, 'off': False}

    def __init__(self, defaults=None, dict_type=_default_dict, allow_no_value=False, *, delimiters=('=', ':'),
                 comment_prefixes=('#', ';'), inline_comment_prefixes=None, strict=True,
                 empty_lines_in_values=True, default_section=DEFAULTSECT, interpolation=_UNSET, converters=_UNSET):
        self._dict = dict_type
        self._sections = self._dict()
        self._defaults = self._dict()
        self._converters = ConverterMapping(self)
        self._proxies = self._dict()
        self._proxies[default_section] = SectionProxy(self, default_section)
        self._delimiters = tuple(delimiters)
        if self._delimiters == ('=', ':'):
            self._optcre = self.OPTCRE_NV if allow_no_value else self.OPTCRE
        else:
            template = self._OPT_NV_TMPL if allow_no_value else self._OPT_TMPL
            self._optcre = re.compile(template.format(delim='|'.join(map(re.escape, delimiters))), re.VERBOSE)
        self._comment_prefixes = tuple(comment_prefixes or ())
        self._inline_comment_prefixes = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._allow_no_value = allow_no_value
        self._empty_lines_in_values = empty_lines_in_values
        self.default_section = default_section
        if interpolation is _UNSET:
            interpolation = self._DEFAULT_INTERPOLATION
        self._interpolation = Interpolation() if interpolation is None else interpolation
        if converters is not _UNSET:
            self._converters.update(converters)
        if defaults:
            self._read_defaults(defaults)

    def defaults(self):
        return self._defaults

    def sections(self):
        """The names of the sections, without DEFAULT."""
        return list(self._sections)

    def add_section(self, section):
        """Make a new section."""
        if section == self.default_section:
            raise ValueError('Invalid section name: %r' % section)
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = self._dict()
        self._proxies[section] = SectionProxy(self, section)

    def has_section(self, section):
        """Is there the section? The defaults are none."""
        return section in self._sections

    def _options_of(self, section):
        try:
            return self._sections[section]
        except KeyError:
            raise NoSectionError(section) from None

    def options(self, section):
        """The names of a section's options, with those of DEFAULT."""
        return list({**self._options_of(section), **self._defaults})

    # ---- reading

    def read(self, filenames, encoding=None):
        """Read the files that there are; return the list of those."""
        if isinstance(filenames, (str, bytes, os.PathLike)):
            filenames = [filenames]
        done = []
        for name in filenames:
            try:
                with open(name, encoding=encoding) as file:
                    self._read(file, name)
            except OSError:
                continue
            done.append(os.fspath(name) if isinstance(name, os.PathLike) else name)
        return done

    def read_file(self, f, source=None):
        """Read from a file or another iterable of lines; source is its name in messages."""
        if source is None:
            source = getattr(f, 'name', '<???>')
        self._read(f, source)

    def read_string(self, string, source='<string>'):
        """Read a configuration that is a str."""
        self.read_file(io.StringIO(string), source)

    def read_dict(self, dictionary, source='<dict>'):
        """Read from a mapping of sections to mappings of options."""
        added = set()
        for section, options in dictionary.items():
            section = str(section)
            try:
                self.add_section(section)
            except (DuplicateSectionError, ValueError):
                if self._strict and section in added:
                    raise
            added.add(section)
            for key, value in options.items():
                key = self.optionxform(str(key))
                if self._strict and (section, key) in added:
                    raise DuplicateOptionError(section, key, source)
                added.add((section, key))
                self.set(section, key, value if value is None else str(value))

    def readfp(self, fp, filename=None):
        """The deprecated name of read_file()."""
        warnings.warn("This method will be removed in future versions.  Use 'parser.read_file()' instead.",
                      DeprecationWarning, stacklevel=2)
        self.read_file(fp, source=filename)

    def _read(self, fp, fpname):
        _Reader(self, fpname).run(fp)

    def _join_multiline_values(self):
        for section, options in [(self.default_section, self._defaults), *self._sections.items()]:
            for name, value in options.items():
                if isinstance(value, list):
                    value = '\n'.join(value).rstrip()
                options[name] = self._interpolation.before_read(self, section, name, value)

    def _read_defaults(self, defaults):
        for key, value in defaults.items():
            self._defaults[self.optionxform(key)] = value

    def _handle_error(self, exc, fpname, lineno, line):
        exc = exc or ParsingError(fpname)
        exc.append(lineno, repr(line))
        return exc

    # ---- values

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        """The value of an option, interpolated unless raw; vars come before the section."""
        try:
            values = self._unify_values(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        option = self.optionxform(option)
        try:
            value = values[option]
        except KeyError:
            if fallback is _UNSET:
                raise NoOptionError(option, section)
            return fallback
        if raw or value is None:
            return value
        return self._interpolation.before_get(self, section, option, value, values)

    def _get(self, section, conv, option, **kwargs):
        return conv(self.get(section, option, **kwargs))

    def _get_conv(self, section, option, conv, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        try:
            return self._get(section, conv, option, raw=raw, vars=vars, **kwargs)
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._get_conv(section, option, int, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._get_conv(section, option, float, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._get_conv(section, option, self._convert_to_boolean, raw=raw, vars=vars, fallback=fallback,
                              **kwargs)

    def items(self, section=_UNSET, raw=False, vars=None):
        """The (name, value) pairs of a section; without a section, (name, proxy) of all sections."""
        if section is _UNSET:
            return super().items()
        values = self._defaults.copy()
        try:
            values.update(self._sections[section])
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section)
        names = list(values)
        for key, value in (vars or {}).items():
            values[self.optionxform(key)] = value
        if raw:
            return [(name, values[name]) for name in names]
        return [(name, self._interpolation.before_get(self, section, name, values[name], values))
                for name in names]

    def popitem(self):
        """Take away a section: (name, proxy); not DEFAULT."""
        for name in self.sections():
            proxy = self[name]
            del self[name]
            return name, proxy
        raise KeyError

    def optionxform(self, optionstr):
        """The name of an option as it is kept: in lower case."""
        return optionstr.lower()

    def has_option(self, section, option):
        """Is there the option in the section, or in the defaults?"""
        if not section or section == self.default_section:
            return self.optionxform(option) in self._defaults
        if section not in self._sections:
            return False
        option = self.optionxform(option)
        return option in self._sections[section] or option in self._defaults

    def set(self, section, option, value=None):
        """Set an option."""
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        options = self._defaults if not section or section == self.default_section else self._options_of(section)
        options[self.optionxform(option)] = value

    def write(self, fp, space_around_delimiters=True):
        """Write all as a file that can be read."""
        delimiter = self._delimiters[0]
        if space_around_delimiters:
            delimiter = ' %s ' % delimiter
        if self._defaults:
            self._write_section(fp, self.default_section, self._defaults.items(), delimiter)
        for section in self._sections:
            self._write_section(fp, section, self._sections[section].items(), delimiter)

    def _write_section(self, fp, section_name, section_items, delimiter):
        fp.write('[{}]\n'.format(section_name))
        for key, value in section_items:
            value = self._interpolation.before_write(self, section_name, key, value)
            if value is None and self._allow_no_value:
                fp.write('%s\n' % key)
            else:
                fp.write('%s%s%s\n' % (key, delimiter, str(value).replace('\n', '\n\t')))
        fp.write('\n')

    def remove_option(self, section, option):
        """Take an option away; tells whether it was there."""
        options = self._defaults if not section or section == self.default_section else self._options_of(section)
        option = self.optionxform(option)
        existed = option in options
        if existed:
            del options[option]
        return existed

    def remove_section(self, section):
        """Take a section away; tells whether it was there."""
        existed = section in self._sections
        if existed:
            del self._sections[section]
            del self._proxies[section]
        return existed

    # ---- the mapping of sections

    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError('Cannot remove the default section.')
        if not self.has_section(key):
            raise KeyError(key)
        self.remove_section(key)

    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        return itertools.chain((self.default_section,), self._sections.keys())

    def _unify_values(self, section, vars):
        """The options as a chain: vars, those of the section, those of DEFAULT."""
        options = {}
        try:
            options = self._sections[section]
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
        given = {self.optionxform(key): value if value is None else str(value)
                 for key, value in (vars or {}).items()}
        return _ChainMap(given, options, self._defaults)

    def _convert_to_boolean(self, value):
        try:
            return self.BOOLEAN_STATES[value.lower()]
        except KeyError:
            raise ValueError('Not a boolean: %s' % value) from None

    def _validate_value_types(self, *, section='', option='', value=''):
        """Names and values that are to be written must be strings."""
        if not isinstance(section, str):
            raise TypeError('section names must be strings')
        if not isinstance(option, str):
            raise TypeError('option keys must be strings')
        if (value or not self._allow_no_value) and not isinstance(value, str):
            raise TypeError('option values must be strings')

    @property
    def converters(self):
        return self._converters


class ConfigParser(RawConfigParser):
    """A parser with interpolation; values are strings."""

    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def set(self, section, option, value=None):
        """Set an option; the value must be a str that interpolation takes."""
        self._validate_value_types(option=option, value=value)
        super().set(section, option, value)

    def add_section(self, section):
        """Add a section, whose name must be a str."""
        self._validate_value_types(section=section)
        super().add_section(section)

    def _read_defaults(self, defaults):
        # Defaults are the program's own: taken as they are, references are checked when used.
        try:
            kept, self._interpolation = self._interpolation, Interpolation()
            self.read_dict({self.default_section: defaults})
        finally:
            self._interpolation = kept


class SafeConfigParser(ConfigParser):
    """The deprecated name of ConfigParser."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        warnings.warn('The SafeConfigParser class has been renamed to ConfigParser in Python 3.2. This alias will be '
                      'removed in future versions. Use ConfigParser directly instead.',
                      DeprecationWarning, stacklevel=2)


# ---- views

class SectionProxy(MutableMapping):
    """A section of a parser as a mapping."""

    def __init__(self, parser, name):
        """A view of one section of a parser."""
        self._parser = parser
        self._name = name
        for converter in parser.converters:
            getter = 'get' + converter
            setattr(self, getter, functools.partial(self.get, _impl=getattr(parser, getter)))

    def __repr__(self):
        return '<Section: {}>'.format(self._name)

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        self._parser._validate_value_types(option=key, value=value)
        return self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        existed = self._parser.has_option(self._name, key) and self._parser.remove_option(self._name, key)
        if not existed:
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return iter(self._options())

    def _options(self):
        if self._name == self._parser.default_section:
            return self._parser.defaults()
        return self._parser.options(self._name)

    @property
    def parser(self):
        return self._parser

    @property
    def name(self):
        return self._name

    def get(self, option, fallback=None, *, raw=False, vars=None, _impl=None, **kwargs):
        """The value of an option; the fallback if there is none."""
        get = _impl or self._parser.get
        return get(self._name, option, raw=raw, vars=vars, fallback=fallback, **kwargs)


class ConverterMapping(MutableMapping):
    """The converters of a parser by name: for each there is a method get<name> of parser and sections."""

    GETTERCRE = re.compile(r'^get(?P<name>.+)$')

    def __init__(self, parser):
        self._parser = parser
        self._data = {}
        for getter in dir(parser):
            match = self.GETTERCRE.match(getter)
            if match and callable(getattr(parser, getter)):
                self._data[match['name']] = None  # a method of the class

    def __getitem__(self, key):
        return self._data[key]

    def __setitem__(self, key, value):
        if not isinstance(key, str):
            raise ValueError('Incompatible key: {} (type: {})'.format(key, type(key)))
        getter = 'get' + key
        if getter == 'get':
            raise ValueError('Incompatible key: cannot use "" as a name')
        self._data[key] = value
        convert = functools.partial(self._parser._get_conv, conv=value)
        convert.converter = value
        setattr(self._parser, getter, convert)
        for proxy in self._parser.values():
            setattr(proxy, getter, functools.partial(proxy.get, _impl=convert))

    def __delitem__(self, key):
        if not isinstance(key, str) or not key or key not in self._data:
            raise KeyError(key)
        del self._data[key]
        getter = 'get' + key
        for owner in itertools.chain((self._parser,), self._parser.values()):
            try:
                delattr(owner, getter)
            except AttributeError:
                continue  # a method of the class

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)
