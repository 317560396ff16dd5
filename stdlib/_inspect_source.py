"""The files and the lines that objects come from; found in inspect."""

import importlib.machinery
import itertools
import linecache
import os
import re
import sys
import tokenize

from _inspect_kinds import isclass, iscode, isframe, isfunction, ismethod, ismodule, istraceback

__name__ = 'inspect'  # where all of this is found


def indentsize(line):
    """How many columns of space a line begins with."""
    line = line.expandtabs()
    return len(line) - len(line.lstrip())


# ---- files

def getfile(object):
    """The file in which an object is defined."""
    if ismodule(object):
        if getattr(object, '__file__', None):
            return object.__file__
        raise TypeError('{!r} is a built-in module'.format(object))
    if isclass(object):
        if hasattr(object, '__module__'):
            module = sys.modules.get(object.__module__)
            if getattr(module, '__file__', None):
                return module.__file__
        raise TypeError('{!r} is a built-in class'.format(object))
    for check, attribute in ((ismethod, '__func__'), (isfunction, '__code__'), (istraceback, 'tb_frame'),
                             (isframe, 'f_code')):
        if check(object):
            object = getattr(object, attribute)
    if iscode(object):
        return object.co_filename
    raise TypeError('module, class, method, function, traceback, frame, or code object was expected, got {}'.format(
        type(object).__name__))


def getmodulename(path):
    """The name of the module that a file is, None if it is none."""
    name = os.path.basename(path)
    for suffix in sorted(importlib.machinery.all_suffixes(), key=len, reverse=True):
        if name.endswith(suffix):
            return name[:-len(suffix)]
    return None


def getsourcefile(object):
    """The source file in which an object is defined, None if there is no way to get the source."""
    filename = getfile(object)
    machinery = importlib.machinery
    for suffix in machinery.DEBUG_BYTECODE_SUFFIXES + machinery.OPTIMIZED_BYTECODE_SUFFIXES:
        if filename.endswith(suffix):
            filename = os.path.splitext(filename)[0] + machinery.SOURCE_SUFFIXES[0]
            break
    else:
        if any(filename.endswith(suffix) for suffix in machinery.EXTENSION_SUFFIXES):
            return None
    if os.path.exists(filename):
        return filename
    module = getmodule(object, filename)
    if getattr(module, '__loader__', None) is not None or filename in linecache.cache:
        return filename
    return None


def getabsfile(object, _filename=None):
    """An absolute, normalized path of the file."""
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


# Modules by file; the files by module name, as they were when the former was filled.
modulesbyfile = {}
_filesbymodname = {}


def getmodule(object, _filename=None):
    """The module in which an object is defined, None if it cannot be found."""
    if ismodule(object):
        return object
    if hasattr(object, '__module__'):
        return sys.modules.get(object.__module__)
    if _filename is not None and _filename in modulesbyfile:
        return sys.modules.get(modulesbyfile[_filename])
    try:
        file = getabsfile(object, _filename)
    except TypeError:
        return None
    if file not in modulesbyfile:
        for name, module in sys.modules.copy().items():
            if ismodule(module) and hasattr(module, '__file__'):
                path = module.__file__
                if path == _filesbymodname.get(name):
                    continue  # known already
                _filesbymodname[name] = path
                path = getabsfile(module)
                modulesbyfile[path] = modulesbyfile[os.path.realpath(path)] = module.__name__
    if file in modulesbyfile:
        return sys.modules.get(modulesbyfile[file])
    name = getattr(object, '__name__', None)
    for module in (sys.modules['__main__'], sys.modules['builtins']):
        if name is not None and getattr(module, name, None) is object:
            return module
    return None


# ---- source

def findsource(object):
    """All lines of the source file and the index of the line where the object begins."""
    file = getsourcefile(object)
    if file:
        linecache.checkcache(file)
    else:
        file = getfile(object)
        # Code may be in linecache under a name like <doctest ...>.
        if not (file.startswith('<') and file.endswith('>')):
            raise OSError('source code not available')
    module = getmodule(object, file)
    lines = linecache.getlines(file, module.__dict__) if module else linecache.getlines(file)
    if not lines:
        raise OSError('could not get source code')
    if ismodule(object):
        return lines, 0
    if isclass(object):
        number = _class_line(object, lines)
        if number is None:
            lines, number = _elsewhere(object)
        return lines, number
    for check, attribute in ((ismethod, '__func__'), (isfunction, '__code__'), (istraceback, 'tb_frame'),
                             (isframe, 'f_code')):
        if check(object):
            object = getattr(object, attribute)
    if not iscode(object):
        raise OSError('could not find code object')
    if not hasattr(object, 'co_firstlineno'):
        raise OSError('could not find function definition')
    number = object.co_firstlineno - 1
    begins = re.compile(r'^(\s*def\s)|(\s*async\s+def\s)|(.*(?<!\w)lambda(:|\s))|^(\s*@)')
    while number > 0:
        try:
            line = lines[number]
        except IndexError:
            raise OSError('lineno is out of bounds')
        if begins.match(line):
            break
        number -= 1
    return lines, number


def _elsewhere(cls):
    """What findsource() gives for a class that its module has from another one, which is part of it."""
    top = cls.__qualname__.partition('.')[0]
    shown = getattr(sys.modules.get(cls.__module__), top, None)
    for module in list(sys.modules.values()):
        if shown is None or not ismodule(module) or vars(module).get(top) is not shown:
            continue
        file = getsourcefile(module) if getattr(module, '__file__', None) else None
        lines = linecache.getlines(file, vars(module)) if file else []
        number = _class_line(cls, lines)
        if number is not None:
            return lines, number
    raise OSError('could not find class definition')


def _class_line(cls, lines):
    """The line that is most likely the beginning of a class, the least indented one; None if there is none."""
    pattern = re.compile(r'^(\s*)class\s*' + cls.__name__ + r'\b')
    candidates = []
    for number, line in enumerate(lines):
        match = pattern.match(line)
        if match:
            if line[0] == 'c':
                return number
            candidates.append((match.group(1), number))
    return min(candidates)[1] if candidates else None


def getcomments(object):
    """The comment right above an object's source, or at the top of a module's file."""
    try:
        lines, number = findsource(object)
    except (OSError, TypeError):
        return None
    if ismodule(object):
        start = 1 if lines and lines[0][:2] == '#!' else 0
        while start < len(lines) and lines[start].strip() in ('', '#'):
            start += 1
        found = itertools.takewhile(lambda line: line[:1] == '#', lines[start:])
        return ''.join([line.expandtabs() for line in found]) or None
    margin = indentsize(lines[number])
    found = []
    for line in reversed(lines[:number]):
        text = line.expandtabs().lstrip()
        if text[:1] != '#' or indentsize(line) != margin:
            break
        found.insert(0, text)
    while found and found[0].strip() == '#':
        found.pop(0)
    while found and found[-1].strip() == '#':
        found.pop()
    return ''.join(found) or None


class EndOfBlock(Exception):
    pass


class BlockFinder:
    """Finds, fed with tokens, the last line of a block of code."""

    def __init__(self):
        self.indent = 0
        self.islambda = False
        self.started = False
        self.passline = False
        self.indecorator = False
        self.decoratorhasargs = False
        self.last = 1
        self.body_col0 = None

    def tokeneater(self, type, token, srowcol, erowcol, line):
        if not self.started and not self.indecorator:
            if token == '@':
                self.indecorator = True
            elif token in ('def', 'class', 'lambda'):
                self.islambda = token == 'lambda'
                self.started = True
            self.passline = True  # skip to the end of the line
        elif token in '()' and token and self.indecorator:
            self.decoratorhasargs = token == '('
            if token == ')':
                self.indecorator = False
        elif type == tokenize.NEWLINE:
            self.passline = False
            self.last = srowcol[0]
            if self.islambda:
                raise EndOfBlock
            if self.indecorator and not self.decoratorhasargs:
                self.indecorator = False
        elif self.passline:
            pass
        elif type == tokenize.INDENT:
            if self.body_col0 is None and self.started:
                self.body_col0 = erowcol[1]
            self.indent += 1
            self.passline = True
        elif type == tokenize.DEDENT:
            self.indent -= 1
            if self.indent <= 0:
                raise EndOfBlock
        elif type == tokenize.COMMENT:
            # A comment as deep as the body belongs to it, if it is the last thing, too.
            if self.body_col0 is not None and srowcol[1] >= self.body_col0:
                self.last = srowcol[0]
        elif self.indent == 0 and type != tokenize.NL:
            raise EndOfBlock  # a block that is a single line is over


def getblock(lines):
    """The lines of the block that begins the given ones."""
    finder = BlockFinder()
    try:
        for each in tokenize.generate_tokens(iter(lines).__next__):
            finder.tokeneater(*each)
    except (EndOfBlock, IndentationError):
        pass
    return lines[:finder.last]


def getsourcelines(object):
    """The lines of an object's source and the number of the first one, 0 for a whole module."""
    from inspect import unwrap  # where test tools replace it
    object = unwrap(object)
    lines, number = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    whole = ismodule(object) or isframe(object) and object.f_code.co_name == '<module>'
    return (lines, 0) if whole else (getblock(lines[number:]), number + 1)


def getsource(object):
    """An object's source."""
    return ''.join(getsourcelines(object)[0])


__name__ = __spec__.name
