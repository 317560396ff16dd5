"""Examples, and how they are found in docstrings; found in doctest."""

import inspect
import linecache
import re

__name__ = 'doctest'  # where all of this is found

OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    """A new option; the same number for a name that is known."""
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag('DONT_ACCEPT_TRUE_FOR_1')
DONT_ACCEPT_BLANKLINE = register_optionflag('DONT_ACCEPT_BLANKLINE')
NORMALIZE_WHITESPACE = register_optionflag('NORMALIZE_WHITESPACE')
ELLIPSIS = register_optionflag('ELLIPSIS')
SKIP = register_optionflag('SKIP')
IGNORE_EXCEPTION_DETAIL = register_optionflag('IGNORE_EXCEPTION_DETAIL')
COMPARISON_FLAGS = (DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | NORMALIZE_WHITESPACE | ELLIPSIS | SKIP
                    | IGNORE_EXCEPTION_DETAIL)
REPORT_UDIFF = register_optionflag('REPORT_UDIFF')
REPORT_CDIFF = register_optionflag('REPORT_CDIFF')
REPORT_NDIFF = register_optionflag('REPORT_NDIFF')
REPORT_ONLY_FIRST_FAILURE = register_optionflag('REPORT_ONLY_FIRST_FAILURE')
FAIL_FAST = register_optionflag('FAIL_FAST')
REPORTING_FLAGS = REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF | REPORT_ONLY_FIRST_FAILURE | FAIL_FAST

BLANKLINE_MARKER = '<BLANKLINE>'
ELLIPSIS_MARKER = '...'


class Example:
    """A piece of source with the expected output, and where it stands."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith('\n') else source + '\n'
        self.want = want + '\n' if want and not want.endswith('\n') else want
        self.exc_msg = exc_msg + '\n' if exc_msg is not None and not exc_msg.endswith('\n') else exc_msg
        self.lineno = lineno
        self.indent = indent
        self.options = {} if options is None else options

    def _key(self):
        return self.source, self.want, self.lineno, self.indent, self.exc_msg

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._key() == other._key() and self.options == other.options

    def __hash__(self):
        return hash(self._key())


class DocTest:
    """The examples of one docstring, with the name space they are run in."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        """A test of Example objects, run in a copy of the dictionary globs.

        name is that of what has the docstring, filename and lineno, counted from 0, where the docstring
        begins; each may be None if it is not known, as may docstring, the text itself.
        """
        assert not isinstance(examples, str), 'DocTest no longer accepts str; use DocTestParser instead'
        self.examples = examples
        self.docstring = docstring
        self.globs = globs.copy()
        self.name = name
        self.filename = filename
        self.lineno = lineno

    def __repr__(self):
        count = len(self.examples)
        number = {0: 'no examples', 1: '1 example'}.get(count, '%d examples' % count)
        return '<%s %s from %s:%s (%s)>' % (self.__class__.__name__, self.name, self.filename, self.lineno, number)

    def _key(self):
        return self.docstring, self.name, self.filename, self.lineno

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._key() == other._key() and self.examples == other.examples and self.globs == other.globs

    def __hash__(self):
        return hash(self._key())

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        mine, others = [(t.name, t.filename, t.lineno, id(t)) for t in (self, other)]
        return mine < others


class DocTestParser:
    """Finds examples in text."""

    _EXAMPLE_RE = re.compile(r'''
        (?P<source>
            (?:^(?P<indent> [ ]*) >>> .*)   # the first line
            (?:\n [ ]* \.\.\. .*)*)         # the lines that go on
        \n?
        (?P<want> (?:(?![ ]*$)              # neither an empty line
                     (?![ ]*>>>)            # nor another example
                     .+$\n?)*)
        ''', re.MULTILINE | re.VERBOSE)

    _EXCEPTION_RE = re.compile(r'''
        ^(?P<hdr> Traceback\ \( (?: most\ recent\ call\ last | innermost\ last) \) :)
        \s* $
        (?P<stack> .*?)                     # is not looked at
        ^ (?P<msg> \w+ .*)
        ''', re.VERBOSE | re.MULTILINE | re.DOTALL)

    _IS_BLANK_OR_COMMENT = re.compile(r'^[ ]*(#.*)?$').match

    _OPTION_DIRECTIVE_RE = re.compile(r'#\s*doctest:\s*([^\n\'"]*)$', re.MULTILINE)
    _INDENT_RE = re.compile(r'^([ ]*)(?=\S)', re.MULTILINE)

    def parse(self, string, name='<string>'):
        """Examples and the text between them, alternately."""
        string = string.expandtabs()
        margin = self._min_indent(string)
        if margin > 0:
            string = '\n'.join([line[margin:] for line in string.split('\n')])
        found = []
        at = lineno = 0
        for match in self._EXAMPLE_RE.finditer(string):
            found.append(string[at:match.start()])
            lineno += string.count('\n', at, match.start())
            source, options, want, message = self._parse_example(match, name, lineno)
            if not self._IS_BLANK_OR_COMMENT(source):
                found.append(Example(source, want, message, lineno, margin + len(match['indent']), options))
            lineno += string.count('\n', match.start(), match.end())
            at = match.end()
        found.append(string[at:])
        return found

    def get_doctest(self, string, globs, name, filename, lineno):
        """A DocTest of the examples in a string; the other arguments are the attributes of the test.

        ValueError: an example is not laid out as it should be.
        """
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name='<string>'):
        """The Example objects of a string, in their order; their lines are counted from 0.

        name is used in error messages only.
        """
        return [each for each in self.parse(string, name) if isinstance(each, Example)]

    def _parse_example(self, m, name, lineno):
        indent = len(m['indent'])
        lines = m['source'].split('\n')
        self._check_prompt_blank(lines, indent, name, lineno)
        self._check_prefix(lines[1:], ' ' * indent + '.', name, lineno)
        source = '\n'.join([line[indent + 4:] for line in lines])
        wanted = m['want'].split('\n')
        if len(wanted) > 1 and not wanted[-1].strip():
            del wanted[-1]
        self._check_prefix(wanted, ' ' * indent, name, lineno + len(lines))
        want = '\n'.join([line[indent:] for line in wanted])
        exception = self._EXCEPTION_RE.match(want)
        return source, self._find_options(source, name, lineno), want, exception and exception['msg']

    def _find_options(self, source, name, lineno):
        """The options of '# doctest: +NAME, -NAME' comments."""
        options = {}
        for match in self._OPTION_DIRECTIVE_RE.finditer(source):
            for option in match.group(1).replace(',', ' ').split():
                if option[0] not in '+-' or option[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError('line %r of the doctest for %s has an invalid option: %r'
                                     % (lineno + 1, name, option))
                options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == '+'
        if options and self._IS_BLANK_OR_COMMENT(source):
            raise ValueError('line %r of the doctest for %s has an option directive on a line with no example: %r'
                             % (lineno, name, source))
        return options

    def _min_indent(self, s):
        return min(map(len, self._INDENT_RE.findall(s)), default=0)

    def _check_prompt_blank(self, lines, indent, name, lineno):
        for i, line in enumerate(lines):
            if len(line) >= indent + 4 and line[indent + 3] != ' ':
                raise ValueError('line %r of the docstring for %s lacks blank after %s: %r'
                                 % (lineno + i + 1, name, line[indent:indent + 3], line))

    def _check_prefix(self, lines, prefix, name, lineno):
        for i, line in enumerate(lines):
            if line and not line.startswith(prefix):
                raise ValueError('line %r of the docstring for %s has inconsistent leading whitespace: %r'
                                 % (lineno + i + 1, name, line))


class DocTestFinder:
    """Finds the docstrings of an object and of what it contains."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        """verbose: print the name of each object looked at; recurse: look at what an object contains, too;
        exclude_empty: leave out docstrings without examples; parser makes DocTest objects of docstrings.
        """
        self._parser = parser
        self._verbose = verbose
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        """The DocTests; of objects from other modules than `module` none (False: from all)."""
        if name is None:
            name = getattr(obj, '__name__', None)
            if name is None:
                raise ValueError("DocTestFinder.find: name must be given when obj.__name__ doesn't exist: %r"
                                 % (type(obj),))
        if module is False:
            module = None
        elif module is None:
            module = inspect.getmodule(obj)
        lines = None
        try:
            file = inspect.getsourcefile(obj)
        except TypeError:
            pass
        else:
            if not file:
                file = inspect.getfile(obj)
                file = file if file[:1] + file[-2:] == '<]>' else None  # examples themselves
            if file:
                lines = (linecache.getlines(file) if module is None
                         else linecache.getlines(file, module.__dict__)) or None
        globs = ({} if module is None else module.__dict__.copy()) if globs is None else globs.copy()
        globs.update(extraglobs or {})
        globs.setdefault('__name__', '__main__')
        tests = []
        self._find(tests, obj, name, module, lines, globs, {})
        tests.sort()
        return tests

    def _from_module(self, module, object):
        if module is None:
            return True
        if inspect.getmodule(object) is not None and not inspect.isclass(object):
            if inspect.isfunction(object):
                return module.__dict__ is object.__globals__
            return module is inspect.getmodule(object)
        if inspect.isfunction(object):
            return module.__dict__ is object.__globals__
        if inspect.ismethoddescriptor(object):
            home = getattr(getattr(object, '__objclass__', object), '__module__', None)
            return module.__name__ == home
        if hasattr(object, '__module__'):
            return module.__name__ == object.__module__
        if isinstance(object, property):
            return True
        raise ValueError('object must be a class or function')

    def _find(self, tests, obj, name, module, source_lines, globs, seen):
        if self._verbose:
            print('Finding tests in %s' % name)
        if id(obj) in seen:
            return
        seen[id(obj)] = 1
        test = self._get_test(obj, name, module, globs, source_lines)
        if test is not None:
            tests.append(test)
        if not self._recurse:
            return

        def go(value, key):
            self._find(tests, value, '%s.%s' % (name, key), module, source_lines, globs, seen)

        if inspect.ismodule(obj):
            for key, value in obj.__dict__.items():
                if ((inspect.isroutine(inspect.unwrap(value)) or inspect.isclass(value))
                        and self._from_module(module, value)):
                    go(value, key)
            for key, value in getattr(obj, '__test__', {}).items():
                if not isinstance(key, str):
                    raise ValueError('DocTestFinder.find: __test__ keys must be strings: %r' % (type(key),))
                if not (inspect.isroutine(value) or inspect.isclass(value) or inspect.ismodule(value)
                        or isinstance(value, str)):
                    raise ValueError('DocTestFinder.find: __test__ values must be strings, functions, methods, '
                                     'classes, or modules: %r' % (type(value),))
                go(value, '__test__.' + key)
        elif inspect.isclass(obj):
            for key, value in obj.__dict__.items():
                if isinstance(value, staticmethod):
                    value = getattr(obj, key)
                elif isinstance(value, classmethod):
                    value = getattr(obj, key).__func__
                if ((inspect.isroutine(value) or inspect.isclass(value) or isinstance(value, property))
                        and self._from_module(module, value)):
                    go(value, key)

    def _get_test(self, obj, name, module, globs, source_lines):
        if isinstance(obj, str):
            docstring = obj
        else:
            docstring = getattr(obj, '__doc__', None)
            docstring = '' if docstring is None else str(docstring)
        if self._exclude_empty and not docstring:
            return None
        filename = None
        if module is not None:
            filename = getattr(module, '__file__', None) or module.__name__
            if filename[-4:] == '.pyc':
                filename = filename[:-1]
        return self._parser.get_doctest(docstring, globs, name, filename, self._find_lineno(obj, source_lines))

    def _find_lineno(self, obj, source_lines):
        """The line of a docstring, None if it cannot be found."""
        number = None
        if inspect.ismodule(obj) and getattr(obj, '__doc__', None) is not None:
            number = 0
        elif inspect.isclass(obj) and getattr(obj, '__doc__', None) is not None:
            if source_lines is None:
                return None
            pattern = re.compile(r'^\s*class\s*%s\b' % getattr(obj, '__name__', '-'))
            number = next((i for i, line in enumerate(source_lines) if pattern.match(line)), None)
        if inspect.ismethod(obj):
            obj = obj.__func__
        if inspect.isfunction(obj) and getattr(obj, '__doc__', None):
            obj = inspect.unwrap(obj)
            obj = getattr(obj, '__code__', obj)
        for kind, attribute in ((inspect.istraceback, 'tb_frame'), (inspect.isframe, 'f_code')):
            if kind(obj):
                obj = getattr(obj, attribute)
        if inspect.iscode(obj):
            number = obj.co_firstlineno - 1
        if number is None or source_lines is None:
            return number
        opening = re.compile(r'(^|.*:)\s*\w*("|\')')
        return next((i for i in range(number, len(source_lines)) if opening.match(source_lines[i])), None)


__name__ = __spec__.name
