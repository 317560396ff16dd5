"""Documentation of modules, classes, functions and other objects, made from what they are and their docstrings.

    help(thing)           at Python's prompt; without a thing, asks for one
    pydoc name ...        on the command line: a module, class or function, a keyword, or a path with a slash
    pydoc -w name ...     pages of HTML, into files
    pydoc -b              pages of HTML, in a browser
    pydoc -k word         modules that have a word in the first line of their docstring

The parts of this module: what there is to tell of an object; the classes that lay it out, as text and as HTML,
in lines and headings that people know from help(), as programs look at them, too; then what finds names, shows
pages, asks questions and searches.
"""

__all__ = ['help']

import builtins
import importlib._bootstrap
import importlib._bootstrap_external
import importlib.machinery
import importlib.util
import inspect
import io
import keyword
import os
import pkgutil
import re
import sys
import sysconfig
import tokenize
from reprlib import Repr
from traceback import format_exception_only


# ---- what there is to tell

def getdoc(object):
    """The docstring of an object or the comments above it; an empty string if there are none."""
    found = inspect.getdoc(object) or inspect.getcomments(object)
    return re.sub(r'^ *\n', '', found.rstrip()) if found else ''


def splitdoc(doc):
    """(first line, rest) of a docstring whose second line is empty, otherwise ('', all of it)."""
    lines = doc.strip().split('\n')
    if len(lines) == 1:
        return lines[0], ''
    if not lines[1].rstrip():
        return lines[0], '\n'.join(lines[2:])
    return '', '\n'.join(lines)


def classname(object, modname):
    """The name of a class, with its module if that is another."""
    return object.__name__ if object.__module__ == modname else '%s.%s' % (object.__module__, object.__name__)


def isdata(object):
    """Is it anything but a module, class, function, frame, traceback or code?"""
    return not any(test(object) for test in (
        inspect.ismodule, inspect.isclass, inspect.isroutine, inspect.isframe, inspect.istraceback, inspect.iscode))


def replace(text, *pairs):
    """Text in which each first of two strings has become the second: replace(text, old, new, old, new ...)."""
    for old, new in zip(pairs[::2], pairs[1::2]):
        text = text.replace(old, new)
    return text


def cram(text, maxlen):
    """Text of this length at most: the middle is left out."""
    if len(text) <= maxlen:
        return text
    before = max(0, (maxlen - 3) // 2)
    after = max(0, maxlen - 3 - before)
    return text[:before] + '...' + text[len(text) - after:]


def stripid(text):
    """A repr without the address in it."""
    return re.sub(r'(?i) at 0x[0-9a-f]{6,16}(>+)$', r'\1', text)


def _is_bound_method(fn):
    """Is it a method of an object, be it one of a built-in type?"""
    if inspect.ismethod(fn):
        return True
    owner = getattr(fn, '__self__', None) if inspect.isbuiltin(fn) else None
    return owner is not None and not inspect.ismodule(owner)


def allmethods(cl):
    """{name: method} of a class and its bases."""
    names = set()
    for each in reversed(inspect.getmro(cl)):
        names.update(name for name, _ in inspect.getmembers(each, inspect.isroutine))
    return {name: getattr(cl, name) for name in names}


# Names that are not of interest, whatever __all__ says.
_HIDDEN = frozenset("""
    __author__ __builtins__ __cached__ __credits__ __date__ __doc__ __docformat__ __file__ __initializing__
    __loader__ __module__ __name__ __package__ __path__ __qualname__ __slots__ __spec__ __version__""".split())


def visiblename(name, all=None, obj=None):
    """Is a name for users? all is __all__ or None."""
    if name in _HIDDEN:
        return False
    if name.startswith('__') and name.endswith('__'):
        return True
    if name.startswith('_') and hasattr(obj, '_fields'):
        return True  # named tuples have public names of this kind
    return name in all if all is not None else not name.startswith('_')


def classify_class_attrs(object):
    """inspect.classify_class_attrs() with two kinds more, 'data descriptor' and 'readonly property'."""
    found = []
    for name, kind, owner, value in inspect.classify_class_attrs(object):
        if inspect.isdatadescriptor(value):
            readonly = isinstance(value, property) and value.fset is None
            kind = 'readonly property' if readonly else 'data descriptor'
        found.append((name, kind, owner, value))
    return found


def sort_attributes(attrs, object):
    """Sort tuples that begin with a name: those of `_fields` first, in their order."""
    fields = getattr(object, '_fields', [])
    try:
        place = {name: number - len(fields) for number, name in enumerate(fields)}
    except TypeError:
        place = {}
    attrs.sort(key=lambda attr: (place.get(attr[0], 0), attr[0]))


def describe(thing):
    """What kind of thing it is and, if it has one, its name."""
    if inspect.ismodule(thing):
        if thing.__name__ in sys.builtin_module_names:
            return 'built-in module ' + thing.__name__
        return ('package ' if hasattr(thing, '__path__') else 'module ') + thing.__name__
    if inspect.isbuiltin(thing):
        return 'built-in function ' + thing.__name__
    for kind, test in (('getset', inspect.isgetsetdescriptor), ('member', inspect.ismemberdescriptor)):
        if test(thing):
            owner = thing.__objclass__
            return '%s descriptor %s.%s.%s' % (kind, owner.__module__, owner.__name__, thing.__name__)
    for kind, test in (('class', inspect.isclass), ('function', inspect.isfunction), ('method', inspect.ismethod)):
        if test(thing):
            return '%s %s' % (kind, thing.__name__)
    return type(thing).__name__


def members_of(module):
    """Classes, functions and data of a module: what __all__ names or, without that, what is its own."""
    all = getattr(module, '__all__', None)

    def members(kind, is_own):
        return [(key, value) for key, value in inspect.getmembers(module, kind)
                if (all is not None or is_own(value)) and visiblename(key, all, module)]

    return {
        'classes': members(inspect.isclass, lambda value: (inspect.getmodule(value) or module) is module),
        'functions': members(
            inspect.isroutine, lambda value: inspect.isbuiltin(value) or inspect.getmodule(value) is module),
        'data': members(isdata, lambda value: True),
    }


def about(module):
    """[(heading, text), ...] of what a module says of its version, date, author and credits."""
    texts = {name: str(getattr(module, '__%s__' % name))
             for name in ('version', 'date', 'author', 'credits') if hasattr(module, '__%s__' % name)}
    version = texts.get('version', '')
    if version.startswith('$Revision: ') and version.endswith('$'):
        texts['version'] = version[len('$Revision: '):-1].strip()
    return [(name.upper(), text) for name, text in texts.items()]


# Kinds of members of a class, in their order, with their headings.
_KINDS = (
    ('method', 'Methods'),
    ('class method', 'Class methods'),
    ('static method', 'Static methods'),
    ('readonly property', 'Readonly properties'),
    ('data descriptor', 'Data descriptors'),
    ('data', 'Data and other attributes'),
)


def grouped(object, attrs, mro):
    """(owner, kind, heading, members) of a class: its own members first, then those of each base but object."""
    left, mro = attrs, mro[:]
    while left:
        owner = mro.pop(0) if mro else left[0][2]
        these = [attr for attr in left if attr[2] is owner]
        left = [attr for attr in left if attr[2] is not owner]
        if owner is builtins.object is not object:
            continue
        sort_attributes(these, object)
        for kind, heading in _KINDS:
            chosen = [attr for attr in these if attr[1] == kind]
            if chosen:
                yield owner, kind, heading, chosen


def signature_text(object):
    """The signature as text; None if it is not known."""
    try:
        return str(inspect.signature(object))
    except (ValueError, TypeError):
        return None


# ---- how it is told

class Doc:
    """Chooses the method for an object; the methods are for subclasses to make."""

    PYTHONDOCS = os.environ.get('PYTHONDOCS', 'https://docs.python.org/%d.%d/library' % sys.version_info[:2])

    def document(self, object, name=None, *args):
        """The documentation of an object, which may have another name than its own."""
        # Objects may say that they are classes or functions and not behave so.
        try:
            if inspect.ismodule(object):
                return self.docmodule(object, name, *args)
            if inspect.isclass(object):
                return self.docclass(object, name, *args)
            if inspect.isroutine(object):
                return self.docroutine(object, name, *args)
        except AttributeError:
            pass
        if inspect.isdatadescriptor(object):
            return self.docdata(object, name, *args)
        return self.docother(object, name, *args)

    def fail(self, object, name=None, *args):
        """What subclasses do not make: TypeError."""
        raise TypeError("don't know how to document object%s of type %s"
                        % (name and ' ' + repr(name), type(object).__name__))

    docmodule = docclass = docroutine = docother = docproperty = docdata = fail

    # Modules inside the interpreter that the manual has, and others that it does not have.
    _DOCUMENTED = frozenset('errno exceptions gc imp marshal posix signal sys _thread zipimport'.split())
    _UNDOCUMENTED = frozenset(('xml.etree', 'test.pydoc_mod'))

    def getdocloc(self, object, basedir=sysconfig.get_path('stdlib')):
        """Where Python's manual tells of a module; None if it does not."""
        try:
            file = inspect.getabsfile(object)
        except TypeError:
            file = '(built-in)'
        basedir = os.path.normcase(basedir)
        if not inspect.ismodule(object) or object.__name__ in self._UNDOCUMENTED:
            return None
        of_library = file.startswith(basedir) and not file.startswith(os.path.join(basedir, 'site-packages'))
        if not of_library and object.__name__ not in self._DOCUMENTED:
            return None
        place = os.environ.get('PYTHONDOCS', self.PYTHONDOCS)
        if place.startswith(('http://', 'https://')):
            return '{}/{}'.format(place.rstrip('/'), object.__name__.lower())
        return os.path.join(place, object.__name__.lower() + '.html')


class TextRepr(Repr):
    """Short reprs, without addresses."""

    def __init__(self):
        super().__init__()
        self.maxlist = self.maxtuple = 20
        self.maxdict = 10
        self.maxstring = self.maxother = 100

    def repr1(self, x, level):
        """The repr of a part."""
        method = getattr(self, 'repr_' + '_'.join(type(x).__name__.split()), None)
        return method(x, level) if method else cram(stripid(repr(x)), self.maxother)

    def repr_string(self, x, level):
        """Text; with backslashes, if only those need care, as a raw string."""
        shown = cram(x, self.maxstring)
        text = repr(shown)
        if '\\' in shown and '\\' not in text.replace(r'\\', ''):
            return 'r' + text[0] + shown + text[0]
        return text

    repr_str = repr_string

    def repr_instance(self, x, level):
        """Anything else, even if its repr fails."""
        try:
            return cram(stripid(repr(x)), self.maxstring)
        except Exception:
            return '<%s instance>' % x.__class__.__name__


_NOTE = """

That is the manual, which says what can be relied on.  What follows here
is made from the module itself: it may lack things, and tell of others
that only this implementation of Python has.
"""
_RULE = '-' * 70
_SHOWN_SUBCLASSES = 4


class TextDoc(Doc):
    """Documentation as text; what is bold is written twice with a backspace between, as terminals knew it."""

    _repr_instance = TextRepr()
    repr = _repr_instance.repr

    def bold(self, text):
        """Text in bold."""
        return ''.join(char + '\b' + char for char in text)

    def indent(self, text, prefix='    '):
        """Text with something before each line."""
        if not text:
            return ''
        lines = [prefix + line for line in text.split('\n')]
        lines[-1] = lines[-1].rstrip()
        return '\n'.join(lines)

    def section(self, title, contents):
        """A part of a module's documentation."""
        return '%s\n%s\n\n' % (self.bold(title), self.indent(contents).rstrip())

    def formattree(self, tree, modname, parent=None, prefix=''):
        """What inspect.getclasstree() gives: a class a line, subclasses further in."""
        lines = []
        for entry in tree:
            if isinstance(entry, list):
                lines.append(self.formattree(entry, modname, last, prefix + '    '))
                continue
            last, bases = entry
            line = prefix + classname(last, modname)
            if bases and bases != (parent,):
                line += '(%s)' % ', '.join(classname(base, modname) for base in bases)
            lines.append(line + '\n')
        return ''.join(lines)

    # ---- modules

    def docmodule(self, object, name=None, mod=None):
        """A module, in sections."""
        name = object.__name__  # whatever it is called elsewhere
        first, rest = splitdoc(getdoc(object))
        place = self.getdocloc(object)
        sections = [('NAME', name + (first and ' - ' + first)),
                    ('MODULE REFERENCE', place and place + _NOTE), ('DESCRIPTION', rest)]
        sections += self._submodules(object, name)
        sections += self._contents(object, name)
        sections += about(object)
        try:
            file = inspect.getabsfile(object)
        except TypeError:
            file = '(built-in)'
        sections.append(('FILE', file))
        return ''.join(self.section(title, text) for title, text in sections if text)

    def _submodules(self, object, name):
        found = pkgutil.iter_modules(object.__path__) if hasattr(object, '__path__') else ()
        parts = {part: part + ' (package)' if is_package else part for _, part, is_package in found}
        others = [key for key, value in inspect.getmembers(object, inspect.ismodule)
                  if value.__name__.startswith(name + '.') and key not in parts]
        return [('PACKAGE CONTENTS', '\n'.join(sorted(parts.values()))), ('SUBMODULES', '\n'.join(sorted(others)))]

    def _contents(self, object, name):
        """Classes, functions and data."""
        classes, functions, data = members_of(object).values()
        texts = []
        if classes:
            tree = inspect.getclasstree([value for _, value in classes], 1)
            texts = [self.formattree(tree, name), *(self.document(value, key, name) for key, value in classes)]
        return [('CLASSES', '\n'.join(texts)),
                ('FUNCTIONS', '\n'.join(self.document(value, key, name) for key, value in functions)),
                ('DATA', '\n'.join(self.docother(value, key, name, maxlen=70) for key, value in data))]

    # ---- classes

    def docclass(self, object, name=None, mod=None, *ignored):
        """A class: what it is, and its members by whose they are."""
        real = object.__name__
        name = name or real
        title = 'class ' + self.bold(real) if name == real else self.bold(name) + ' = class ' + real
        if object.__bases__:
            title += '(%s)' % ', '.join(classname(base, object.__module__) for base in object.__bases__)
        parts = []
        signature = signature_text(object)
        if signature and signature != '()':
            parts.append(name + signature + '\n')
        doc = getdoc(object)
        if doc:
            parts.append(doc + '\n')
        mro = list(inspect.getmro(object))
        if len(mro) > 2:
            parts += ['Method resolution order:', *('    ' + classname(base, object.__module__) for base in mro), '']
        parts += self._subclasses(object)
        parts += self._members(object, mro, mod)
        text = '\n'.join(parts)
        return title + '\n' + (self.indent(text.rstrip(), ' |  ') + '\n' if text else '')

    @staticmethod
    def _subclasses(object):
        """Some of the built-in classes that are made of it."""
        names = sorted((each.__name__ for each in type.__subclasses__(object)
                        if not each.__name__.startswith('_') and each.__module__ == 'builtins'), key=str.lower)
        if not names:
            return []
        lines = ['Built-in subclasses:', *('    ' + name for name in names[:_SHOWN_SUBCLASSES])]
        more = len(names) - _SHOWN_SUBCLASSES
        if more > 0:
            lines.append('    ... and %d other subclasses' % more)
        return lines + ['']

    def _members(self, object, mro, mod):
        """The members, with a line between the groups."""
        tell = {'readonly property': self._descriptor, 'data descriptor': self._descriptor, 'data': self._data}
        attrs = [attr for attr in classify_class_attrs(object) if visiblename(attr[0], obj=object)]
        parts = []
        for owner, kind, heading, chosen in grouped(object, attrs, mro):
            whose = 'defined here' if owner is object else 'inherited from ' + classname(owner, object.__module__)
            parts += [_RULE] if parts else []
            parts.append('%s %s:\n' % (heading, whose))
            parts += [tell.get(kind, self._member)(object, attr, mod) for attr in chosen]
        return parts

    def _member(self, object, attr, mod):
        name, _, _, value = attr
        try:
            value = getattr(object, name)
        except Exception:
            # What is to be found by instances only.
            return self.docdata(value, name, mod)
        return self.document(value, name, mod, object)

    def _descriptor(self, object, attr, mod):
        return self.docdata(attr[3], attr[0], mod)

    def _data(self, object, attr, mod):
        name, _, owner, value = attr
        doc = getdoc(value) if callable(value) or inspect.isdatadescriptor(value) else None
        try:
            found = getattr(object, name)
        except AttributeError:
            found = owner.__dict__[name]
        return self.docother(found, name, mod, maxlen=70, doc=doc) + '\n'

    # ---- functions and the rest

    def formatvalue(self, object):
        """A default value of a parameter."""
        return '=' + self.repr(object)

    def docroutine(self, object, name=None, mod=None, cl=None):
        """A function or method; cl is the class whose member it is."""
        real = object.__name__
        name = name or real
        note, brief = '', False
        if _is_bound_method(object):
            owner = object.__self__.__class__
            if not cl:
                note = ' method of %s instance' % classname(owner, mod)
            elif owner is not cl:
                note = ' from ' + classname(owner, mod)
        title = self.bold(name)
        if name != real:
            # A second name of the same method needs no second text.
            brief = bool(cl) and inspect.getattr_static(cl, real, []) is object
            title += ' = ' + real
        parameters = signature_text(object) if inspect.isroutine(object) else None
        if parameters and real == '<lambda>':
            title = self.bold(name) + ' lambda '
            if not object.__annotations__:
                parameters = parameters[1:-1]  # without parentheses
        is_async = inspect.iscoroutinefunction(object) or inspect.isasyncgenfunction(object)
        line = ('async ' if is_async else '') + title + (parameters or '(...)') + note + '\n'
        doc = '' if brief else getdoc(object)
        return line + (self.indent(doc).rstrip() + '\n' if doc else '')

    def docdata(self, object, name=None, mod=None, cl=None):
        """A property or another descriptor."""
        doc = getdoc(object)
        return (self.bold(name) + '\n' if name else '') + (self.indent(doc) + '\n' if doc else '')

    docproperty = docdata

    def docother(self, object, name=None, mod=None, parent=None, maxlen=None, doc=None):
        """Any other object; doc is its text if it is known."""
        value = self.repr(object)
        if maxlen:
            over = len(name + ' = ' if name else '') + len(value) - maxlen
            if over > 0:
                value = value[:-over] + '...'
        line = (self.bold(name) + ' = ' if name else '') + value
        return line + '\n' + self.indent(str(doc)) if doc is not None else line


class _PlainTextDoc(TextDoc):
    """Documentation as text without anything bold."""

    def bold(self, text):
        return text


# ---- as HTML

class HTMLRepr(TextRepr):
    """Short reprs as HTML; what is escaped in strings has a colour."""

    def escape(self, text):
        """Text in which no character means anything."""
        return replace(text, '&', '&amp;', '<', '&lt;', '>', '&gt;')

    def repr(self, object):
        """The repr of an object."""
        return Repr.repr(self, object)

    def repr1(self, x, level):
        """The repr of a part."""
        method = getattr(self, 'repr_' + '_'.join(type(x).__name__.split()), None)
        return method(x, level) if method else self.escape(cram(stripid(repr(x)), self.maxother))

    def repr_string(self, x, level):
        """Text; with backslashes, if only those need care, as a raw string."""
        shown = cram(x, self.maxstring)
        text = repr(shown)
        if '\\' in shown and '\\' not in text.replace(r'\\', ''):
            return 'r' + text[0] + self.escape(shown) + text[0]
        return re.sub(r'((\\[\\abfnrtv\'"]|\\[0-9]..|\\x..|\\u....)+)', r'<font color="#c040c0">\1</font>',
                      self.escape(text))

    repr_str = repr_unicode = repr_string

    def repr_instance(self, x, level):
        """Anything else, even if its repr fails."""
        try:
            return self.escape(cram(stripid(repr(x)), self.maxstring))
        except Exception:
            return self.escape('<%s instance>' % x.__class__.__name__)


# What text may have links for: addresses, RFCs, PEPs, names.
_LINKED = re.compile(r'\b((http|ftp)://\S+[\w/]|RFC[- ]?(\d+)|PEP[- ]?(\d+)|(self\.)?(\w+))')


class HTMLDoc(Doc):
    """Documentation as HTML. funcs, classes and methods are {name: where to find it}, for links."""

    _repr_instance = HTMLRepr()
    repr = _repr_instance.repr
    escape = _repr_instance.escape

    # ---- pieces of pages

    def page(self, title, contents):
        """A page."""
        return '''\
<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<html><head><title>Python: %s</title>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
</head><body bgcolor="#f0f0f8">
%s
</body></html>''' % (title, contents)

    def heading(self, title, fgcol, bgcol, extras=''):
        """What a page begins with, in these colours."""
        return '''
<table width="100%%" cellspacing=0 cellpadding=2 border=0 summary="heading">
<tr bgcolor="%s">
<td valign=bottom>&nbsp;<br>
<font color="%s" face="helvetica, arial">&nbsp;<br>%s</font></td
><td align=right valign=bottom
><font color="%s" face="helvetica, arial">%s</font></td></tr></table>
    ''' % (bgcol, fgcol, title, fgcol, extras or '&nbsp;')

    def section(self, title, fgcol, bgcol, contents, width=6, prelude='', marginalia=None, gap='&nbsp;'):
        """A part with a heading and, at the left, a margin."""
        margin = '<tt>' + '&nbsp;' * width + '</tt>' if marginalia is None else marginalia
        head = '''<p>
<table width="100%%" cellspacing=0 cellpadding=2 border=0 summary="section">
<tr bgcolor="%s">
<td colspan=3 valign=bottom>&nbsp;<br>
<font color="%s" face="helvetica, arial">%s</font></td></tr>
    ''' % (bgcol, fgcol, title)
        if prelude:
            head += '''
<tr bgcolor="%s"><td rowspan=2>%s</td>
<td colspan=2>%s</td></tr>
<tr><td>%s</td>''' % (bgcol, margin, prelude, gap)
        else:
            head += '\n<tr><td bgcolor="%s">%s</td><td>%s</td>' % (bgcol, margin, gap)
        return head + '\n<td width="100%%">%s</td></tr></table>' % contents

    def bigsection(self, title, *args):
        """A part with a big heading."""
        return self.section('<big><strong>%s</strong></big>' % title, *args)

    def preformat(self, text):
        """Text whose lines and spaces remain."""
        # Twice, as an empty line may be next to another.
        return replace(self.escape(text.expandtabs()), '\n\n', '\n \n', '\n\n', '\n \n', ' ', '&nbsp;',
                       '\n', '<br>\n')

    def multicolumn(self, list, format, cols=4):
        """Things in columns, each as format(thing) has it."""
        rows = (len(list) + cols - 1) // cols
        columns = [''.join(format(each) + '<br>\n' for each in list[start:start + rows])
                   for start in range(0, rows * cols, rows or 1)] or [''] * cols
        cells = ''.join('<td width="%d%%" valign=top>%s</td>' % (100 // cols, column) for column in columns)
        return '<table width="100%%" summary="list"><tr>%s</tr></table>' % cells

    def grey(self, text):
        """Text that is less important."""
        return '<font color="#909090">%s</font>' % text

    # ---- links

    def namelink(self, name, *dicts):
        """A name, as a link if one of the dictionaries knows it."""
        for each in dicts:
            if name in each:
                return '<a href="%s">%s</a>' % (each[name], name)
        return name

    def classlink(self, object, modname):
        """A class's name, as a link to its module's page if it can be found there."""
        name, module = object.__name__, sys.modules.get(object.__module__)
        if hasattr(module, name) and getattr(module, name) is object:
            return '<a href="%s.html#%s">%s</a>' % (module.__name__, name, classname(object, modname))
        return classname(object, modname)

    def modulelink(self, object):
        """A module's name as a link."""
        return '<a href="%s.html">%s</a>' % (object.__name__, object.__name__)

    def modpkglink(self, modpkginfo):
        """A module of a list as a link: (name, package or '', is it a package, is another in its way)."""
        name, path, ispackage, shadowed = modpkginfo
        if shadowed:
            return self.grey(name)
        url = '%s.%s.html' % (path, name) if path else '%s.html' % name
        return '<a href="%s">%s</a>' % (url, '<strong>%s</strong>&nbsp;(package)' % name if ispackage else name)

    def filelink(self, url, path):
        """A file's path as a link."""
        return '<a href="file:%s">%s</a>' % (url, path)

    def markup(self, text, escape=None, funcs={}, classes={}, methods={}):
        """Text with links for what is known; escape() makes the rest of it HTML."""
        escape = escape or self.escape
        parts, here = [], 0
        for match in _LINKED.finditer(text):
            whole, scheme, rfc, pep, of_self, name = match.groups()
            parts.append(escape(text[here:match.start()]))
            here = match.end()
            called = text[here:here + 1] == '('
            if scheme:
                url = escape(whole).replace('"', '&quot;')
                parts.append('<a href="%s">%s</a>' % (url, url))
            elif rfc:
                url = 'http://www.rfc-editor.org/rfc/rfc%d.txt' % int(rfc)
                parts.append('<a href="%s">%s</a>' % (url, escape(whole)))
            elif pep:
                url = 'http://www.python.org/dev/peps/pep-%04d/' % int(pep)
                parts.append('<a href="%s">%s</a>' % (url, escape(whole)))
            elif of_self:
                parts.append('self.' + (self.namelink(name, methods) if called else '<strong>%s</strong>' % name))
            elif called:
                parts.append(self.namelink(name, methods, funcs, classes))
            else:
                parts.append(self.namelink(name, classes))
        parts.append(escape(text[here:]))
        return ''.join(parts)

    def _docstring(self, object, pattern, *known):
        """An object's docstring put into a pattern; nothing if there is none."""
        doc = self.markup(getdoc(object), self.preformat, *known)
        return doc and pattern % doc

    # ---- modules

    def formattree(self, tree, modname, parent=None):
        """What inspect.getclasstree() gives, as lists in lists."""
        parts = []
        for entry in tree:
            if isinstance(entry, list):
                parts.append('<dd>\n%s</dd>\n' % self.formattree(entry, modname, last))
                continue
            last, bases = entry
            line = self.classlink(last, modname)
            if bases and bases != (parent,):
                line += '(' + ', '.join(self.classlink(base, modname) for base in bases) + ')'
            parts.append('<dt><font face="helvetica, arial">' + line + '\n</font></dt>')
        return '<dl>\n%s</dl>\n' % ''.join(parts)

    def docmodule(self, object, name=None, mod=None, *ignored):
        """A module's page, without what page() puts around."""
        name = object.__name__
        own = members_of(object)
        classes, functions = own['classes'], own['functions']
        known_classes = {}
        for key, value in classes:
            known_classes[key] = known_classes[value] = '#' + key
        for key, value in classes:
            for base in value.__bases__:
                self._note_base(base, name, known_classes)
        known_functions = {}
        for key, value in functions:
            known_functions[key] = '#-' + key
            if inspect.isfunction(value):
                known_functions[value] = '#-' + key
        known = known_functions, known_classes
        doc = self._docstring(object, '<tt>%s</tt>', *known)
        parts = [self._module_heading(object, name), '<p>%s</p>\n' % doc, self._module_parts(object, name)]
        if classes:
            tree = inspect.getclasstree([value for _, value in classes], 1)
            texts = [self.formattree(tree, name), *(self.document(value, key, name, *known) for key, value in classes)]
            parts.append(self.bigsection('Classes', '#ffffff', '#ee77aa', ' '.join(texts)))
        if functions:
            texts = [self.document(value, key, name, *known) for key, value in functions]
            parts.append(self.bigsection('Functions', '#ffffff', '#eeaa77', ' '.join(texts)))
        if own['data']:
            texts = [self.document(value, key) for key, value in own['data']]
            parts.append(self.bigsection('Data', '#ffffff', '#55aa55', '<br>\n'.join(texts)))
        for title in 'Author', 'Credits':
            if hasattr(object, '__%s__' % title.lower()):
                text = self.markup(str(getattr(object, '__%s__' % title.lower())), self.preformat)
                parts.append(self.bigsection(title, '#ffffff', '#7799ee', text))
        return ''.join(parts)

    @staticmethod
    def _note_base(base, name, known_classes):
        """A base class from another module can be found on that module's page."""
        key, module = base.__name__, sys.modules.get(base.__module__)
        if base.__module__ != name and module and getattr(module, key, None) is base and key not in known_classes:
            known_classes[key] = known_classes[base] = base.__module__ + '.html#' + key

    def _module_heading(self, object, name):
        *packages, last = name.split('.')
        links = ['<a href="%s.html"><font color="#ffffff">%s</font></a>' % ('.'.join(packages[:at + 1]), package)
                 for at, package in enumerate(packages)]
        head = '<big><big><strong>%s</strong></big></big>' % '.'.join([*links, last])
        facts = dict(about(object))
        notes = ['version ' + self.escape(facts['VERSION'])] if 'VERSION' in facts else []
        notes += [self.escape(facts['DATE'])] if 'DATE' in facts else []
        if notes:
            head += ' (%s)' % ', '.join(notes)
        try:
            path = inspect.getabsfile(object)
            import urllib.parse
            file = self.filelink(urllib.parse.quote(path), path)
        except TypeError:
            file = '(built-in)'
        place = self.getdocloc(object)
        manual = '' if place is None else '<br><a href="%s">Module Reference</a>' % place
        return self.heading(head, '#ffffff', '#7799ee', '<a href=".">index</a><br>' + file + manual)

    def _module_parts(self, object, name):
        """The modules of a package, or those that a module has imported."""
        if hasattr(object, '__path__'):
            found = sorted((part, name, is_package, 0)
                           for _, part, is_package in pkgutil.iter_modules(object.__path__))
            return self.bigsection('Package Contents', '#ffffff', '#aa55cc', self.multicolumn(found, self.modpkglink))
        modules = inspect.getmembers(object, inspect.ismodule)
        if not modules:
            return ''
        return self.bigsection('Modules', '#ffffff', '#aa55cc',
                               self.multicolumn(modules, lambda each: self.modulelink(each[1])))

    def index(self, dir, shadowed=None):
        """The modules of a folder; names in the dictionary shadowed are in an earlier folder, too."""
        shadowed = {} if shadowed is None else shadowed
        found = []
        for _, name, is_package in pkgutil.iter_modules([dir]):
            if any(0xD800 <= ord(char) <= 0xDFFF for char in name):
                continue  # a file name of bytes that are no text
            found.append((name, '', is_package, name in shadowed))
            shadowed[name] = 1
        return self.bigsection(dir, '#ffffff', '#ee77aa', self.multicolumn(sorted(found), self.modpkglink))

    # ---- classes

    def docclass(self, object, name=None, mod=None, funcs={}, classes={}, *ignored):
        """A class: what it is, and its members by whose they are."""
        real = object.__name__
        name = name or real
        attrs = [attr for attr in classify_class_attrs(object) if visiblename(attr[0], obj=object)]
        methods = {}
        for key, _, _, value in attrs:
            methods[key] = anchor = '#' + name + '-' + key
            try:
                methods[value] = anchor
            except TypeError:
                pass  # it has no hash
        known = funcs, classes, methods
        mro = list(inspect.getmro(object))
        groups = []
        if len(mro) > 2:
            lines = ''.join('<dd>%s</dd>\n' % self.classlink(base, object.__module__) for base in mro)
            groups.append('<dl><dt>Method resolution order:</dt>\n%s</dl>\n' % lines)
        for owner, kind, heading, chosen in grouped(object, attrs, mro):
            whose = ('defined here' if owner is object else
                     'inherited from ' + self.classlink(owner, object.__module__))
            texts = [self._member(object, kind, attr, mod, known) for attr in chosen]
            groups.append('%s %s:<br>\n%s' % (heading, whose, ''.join(texts)))
        if name == real:
            title = '<a name="%s">class <strong>%s</strong></a>' % (name, real)
        else:
            title = '<strong>%s</strong> = <a name="%s">class %s</a>' % (name, name, real)
        if object.__bases__:
            title += '(%s)' % ', '.join(self.classlink(base, object.__module__) for base in object.__bases__)
        signature = signature_text(object)
        doc = getdoc(object)
        if signature and signature != '()':
            doc = name + self.escape(signature) + '\n\n' + doc
        doc = self.markup(doc, self.preformat, *known)
        doc = doc and '<tt>%s<br>&nbsp;</tt>' % doc
        return self.section(title, '#000000', '#ffc8d8', '<hr>\n'.join(groups), 3, doc)

    def _member(self, object, kind, attr, mod, known):
        name, _, _, value = attr
        if kind == 'data':
            text = self.docother(getattr(object, name), name, mod)
            if callable(value) or inspect.isdatadescriptor(value):
                if getattr(value, '__doc__', None) is not None:
                    text += '<dd><tt>%s</tt>' % self.markup(getdoc(value), self.preformat, *known)
            return '<dl><dt>%s</dl>\n\n' % text
        if kind in ('data descriptor', 'readonly property'):
            return self.docdata(value, name, mod)
        try:
            value = getattr(object, name)
        except Exception:
            return self.docdata(value, name, mod) + '\n'
        return self.document(value, name, mod, *known, object) + '\n'

    # ---- functions and the rest

    def formatvalue(self, object):
        """A default value of a parameter."""
        return self.grey('=' + self.repr(object))

    def docroutine(self, object, name=None, mod=None, funcs={}, classes={}, methods={}, cl=None):
        """A function or method; cl is the class whose member it is."""
        real = object.__name__
        name = name or real
        owner = cl.__name__ if cl else ''
        note, brief = '', False
        if _is_bound_method(object):
            instance = object.__self__.__class__
            if not cl:
                note = ' method of %s instance' % self.classlink(instance, mod)
            elif instance is not cl:
                note = ' from ' + self.classlink(instance, mod)
        title = '<a name="%s-%s"><strong>%s</strong></a>' % (owner, name, name)
        if name != real:
            brief = bool(cl) and inspect.getattr_static(cl, real, []) is object
            title += ' = ' + ('<a href="#%s-%s">%s</a>' % (owner, real, real) if brief else real)
        parameters = signature_text(object) if inspect.isroutine(object) else None
        if parameters and real == '<lambda>':
            title = '<strong>%s</strong> <em>lambda</em> ' % name
            if not object.__annotations__:
                parameters = parameters[1:-1]
        is_async = inspect.iscoroutinefunction(object) or inspect.isasyncgenfunction(object)
        line = ('async ' if is_async else '') + title + self.escape(parameters or '(...)')
        if note:
            line += self.grey('<font face="helvetica, arial">%s</font>' % note)
        doc = '' if brief else self._docstring(object, '<dd><tt>%s</tt></dd>', funcs, classes, methods)
        return '<dl><dt>%s</dt>%s</dl>\n' % (line, doc)

    def docdata(self, object, name=None, mod=None, cl=None):
        """A property or another descriptor."""
        head = '<dl><dt><strong>%s</strong></dt>\n' % name if name else ''
        return head + self._docstring(object, '<dd><tt>%s</tt></dd>\n') + '</dl>\n'

    docproperty = docdata

    def docother(self, object, name=None, mod=None, *ignored):
        """Any other object."""
        return ('<strong>%s</strong> = ' % name if name else '') + self.repr(object)


text = TextDoc()
plaintext = _PlainTextDoc()
html = HTMLDoc()


# ---- modules and their first lines

def pathdirs():
    """The folders of sys.path that there are, each once."""
    found = {}
    for folder in sys.path:
        folder = os.path.abspath(folder or '.')
        if os.path.isdir(folder):
            found.setdefault(os.path.normcase(folder), folder)
    return list(found.values())


def ispackage(path):
    """Is a folder that of a package?"""
    return os.path.isdir(path) and any(
        os.path.exists(os.path.join(path, '__init__' + ending)) for ending in ('.py', '.pyc'))


def source_synopsis(file):
    """The first line of the docstring in an open source; None if there is none."""
    for line in file:
        line = line.strip()
        if line and not line.startswith('#'):
            break
    else:
        return None
    if line[:4] in ('r"""', "r'''"):
        line = line[1:]
    if line[:3] not in ('"""', "'''"):
        return None
    quotes, line = line[:3], line[3:]
    if line.endswith('\\'):
        line = line[:-1]
    while not line.strip():
        line = file.readline()
        if not line:
            break
    return line.split(quotes)[0].strip()


def synopsis(filename, cache={}):
    """The first line of the docstring of a source or compiled file; None if there is none.

    The module is run only if it is neither.
    """
    changed = os.stat(filename).st_mtime
    known, line = cache.get(filename, (None, None))
    if known is not None and known >= changed:
        return line
    if filename.endswith(tuple(importlib.machinery.BYTECODE_SUFFIXES)):
        loader = importlib.machinery.SourcelessFileLoader
    elif filename.endswith(tuple(importlib.machinery.EXTENSION_SUFFIXES)):
        loader = importlib.machinery.ExtensionFileLoader
    else:
        loader = None
    if loader is None:
        try:
            with tokenize.open(filename) as file:
                line = source_synopsis(file)
        except OSError:
            return None
    else:
        spec = importlib.util.spec_from_file_location('__temp__', filename, loader=loader('__temp__', filename))
        try:
            module = importlib._bootstrap._load(spec)
        except Exception:
            return None
        del sys.modules['__temp__']
        line = module.__doc__.splitlines()[0] if module.__doc__ else None
    cache[filename] = changed, line
    return line


class ErrorDuringImport(Exception):
    """Something went wrong inside of a module that was to be imported: exc, value and tb say what."""

    def __init__(self, filename, exc_info):
        self.filename = filename
        self.exc, self.value, self.tb = exc_info

    def __str__(self):
        return 'problem in %s - %s: %s' % (self.filename, self.exc.__name__, self.value)


def importfile(path):
    """Import the module of a source or compiled file by its path. ErrorDuringImport: it went wrong."""
    with io.open(path, 'rb') as file:
        compiled = file.read(len(importlib.util.MAGIC_NUMBER)) == importlib.util.MAGIC_NUMBER
    name = os.path.splitext(os.path.basename(path))[0]
    bootstrap = importlib._bootstrap_external
    loader = (bootstrap.SourcelessFileLoader if compiled else bootstrap.SourceFileLoader)(name, path)
    try:
        return importlib._bootstrap._load(importlib.util.spec_from_file_location(name, path, loader=loader))
    except:
        raise ErrorDuringImport(path, sys.exc_info())


def safeimport(path, forceload=0, cache={}):
    """Import a module by its dotted name; None if there is none. forceload: again, if it has been.

    ErrorDuringImport: it is there, but something goes wrong inside.
    """
    try:
        if forceload and path in sys.modules and path not in sys.builtin_module_names:
            for name in [path, *(name for name in sys.modules if name.startswith(path + '.'))]:
                cache[name] = sys.modules.pop(name)  # others may still use it
        module = __import__(path)
    except:
        kind, value, _ = found = sys.exc_info()
        if path in sys.modules:
            raise ErrorDuringImport(sys.modules[path].__file__, found)
        if kind is SyntaxError:
            raise ErrorDuringImport(value.filename, found)
        if issubclass(kind, ImportError) and value.name == path:
            return None
        raise ErrorDuringImport(path, found)
    for part in path.split('.')[1:]:
        module = getattr(module, part, None)
        if module is None:
            return None
    return module


# ---- finding what is meant

def locate(path, forceload=0):
    """The object of a dotted name: of a module, or in one, or built in; None if there is none."""
    parts = [part for part in path.split('.') if part]
    found, used = None, 0
    while used < len(parts):
        module = safeimport('.'.join(parts[:used + 1]), forceload)
        if not module:
            break
        found, used = module, used + 1
    found = found or builtins
    for part in parts[used:]:
        try:
            found = getattr(found, part)
        except AttributeError:
            return None
    return found


def resolve(thing, forceload=0):
    """(object, name or None) of an object or of a dotted name. ImportError: there is nothing of that name."""
    if not isinstance(thing, str):
        name = getattr(thing, '__name__', None)
        return thing, name if isinstance(name, str) else None
    found = locate(thing, forceload)
    if found is None:
        raise ImportError('No Python documentation found for %r.\n'
                          'Use help() to get the interactive help utility.\n'
                          'Use help(str) for help on the str class.' % thing)
    return found, thing


def render_doc(thing, title='Python Library Documentation: %s', forceload=0, renderer=None):
    """The documentation of an object or of what a dotted name means, as text.

    title takes a description; renderer is a Doc, by default one that writes bold letters. ImportError: there
    is nothing of that name; ErrorDuringImport: the module does not work.
    """
    renderer = text if renderer is None else renderer
    found, name = resolve(thing, forceload)
    description = describe(found)
    module = inspect.getmodule(found)
    if name and '.' in name:
        description += ' in ' + name[:name.rfind('.')]
    elif module and module is not found:
        description += ' in module ' + module.__name__
    if not (inspect.ismodule(found) or inspect.isclass(found) or inspect.isroutine(found) or
            inspect.isdatadescriptor(found)):
        # Of a value its type is of interest.
        found = type(found)
        description += ' object'
    return title % description + '\n\n' + renderer.document(found, name)


def doc(thing, title='Python Library Documentation: %s', forceload=0, output=None):
    """Show the documentation of an object or of what a dotted name means, or say why there is none.

    It is shown page by page, or written to the file output.
    """
    try:
        if output is None:
            pager(render_doc(thing, title, forceload))
        else:
            output.write(render_doc(thing, title, forceload, plaintext))
    except (ImportError, ErrorDuringImport) as problem:
        print(problem)


def writedoc(thing, forceload=0):
    """Write the HTML page of an object or of what a dotted name means to a file in the current folder."""
    try:
        found, name = resolve(thing, forceload)
        page = html.page(describe(found), html.document(found, name))
        with open(name + '.html', 'w', encoding='utf-8') as file:
            file.write(page)
        print('wrote', name + '.html')
    except (ImportError, ErrorDuringImport) as problem:
        print(problem)


def writedocs(dir, pkgpath='', done=None):
    """writedoc() for all modules in a folder and below; pkgpath is what their names begin with."""
    for _, name, _ in pkgutil.walk_packages([dir], pkgpath):
        writedoc(name)


# ---- pages

def plain(text):
    """Text without what makes letters bold."""
    return re.sub('.\b', '', text)


def _escape_stdout(text):
    """Text in which what standard output cannot take is escaped."""
    encoding = getattr(sys.stdout, 'encoding', None) or 'utf-8'
    return text.encode(encoding, 'backslashreplace').decode(encoding)


def pager(text):
    """Show text in the way that is found to be best at the first call."""
    global pager
    pager = getpager()
    pager(text)


def getpager():
    """The function that shows text: a program such as less, or what can be done without one.

    The program is that of MANPAGER or PAGER in the environment.
    """
    if not (hasattr(sys.stdin, 'isatty') and hasattr(sys.stdout, 'isatty')):
        return plainpager
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return plainpager
    chosen = os.environ.get('MANPAGER') or os.environ.get('PAGER')
    dumb = os.environ.get('TERM') in ('dumb', 'emacs')
    if chosen:
        return lambda text: pipepager(plain(text) if dumb else text, chosen)
    if dumb:
        return plainpager
    import shutil
    for program in 'less', 'more':
        if shutil.which(program):
            return lambda text: pipepager(text, program)
    return ttypager


def plainpager(text):
    """Print text, all at once."""
    sys.stdout.write(plain(_escape_stdout(text)))


def pipepager(text, cmd):
    """Show text by a program that reads it; a shell runs the command."""
    import subprocess
    running = subprocess.Popen(cmd, shell=True, stdin=subprocess.PIPE)
    try:
        with io.TextIOWrapper(running.stdin, errors='backslashreplace') as pipe:
            try:
                pipe.write(text)
            except KeyboardInterrupt:
                pass  # the program has the keyboard
    except OSError:
        pass  # nobody reads on
    while True:
        try:
            running.wait()
            break
        except KeyboardInterrupt:
            pass


def tempfilepager(text, cmd):
    """Show text by a program that gets the name of a file."""
    import tempfile
    filename = os.path.join(tempfile.mkdtemp(), 'pydoc.out')
    try:
        with open(filename, 'w', errors='backslashreplace', encoding='utf-8') as file:
            file.write(text)
        os.system(cmd + ' "' + filename + '"')
    finally:
        os.unlink(filename)
        os.rmdir(os.path.dirname(filename))


def ttypager(text):
    """Show text a page at a time: Return is a line, b a page back, q the end, any other key a page."""
    lines = plain(_escape_stdout(text)).split('\n')
    try:
        import termios
        import tty
        keyboard = sys.stdin.fileno()
        settings = termios.tcgetattr(keyboard)
        tty.setcbreak(keyboard)
        read_key = lambda: sys.stdin.read(1)
    except (ImportError, AttributeError, io.UnsupportedOperation):
        settings = None
        read_key = lambda: sys.stdin.readline()[:-1][:1]
    try:
        height = int(os.environ.get('LINES', 0)) - 1
        step = height if height > 0 else 24
        shown = step
        sys.stdout.write('\n'.join(lines[:step]) + '\n')
        while lines[shown:]:
            sys.stdout.write('-- more --')
            sys.stdout.flush()
            key = read_key()
            if key in ('q', 'Q'):
                sys.stdout.write('\r          \r')
                break
            if key in ('\r', '\n'):
                sys.stdout.write('\r          \r' + lines[shown] + '\n')
                shown += 1
                continue
            if key in ('b', 'B', '\x1b'):
                shown = max(0, shown - 2 * step)
            sys.stdout.write('\n' + '\n'.join(lines[shown:shown + step]) + '\n')
            shown += step
    finally:
        if settings:
            termios.tcsetattr(keyboard, termios.TCSAFLUSH, settings)


# ---- questions

# Said of a keyword or topic that nothing is known of.
_NO_TEXT = '\nThere is no text about %s here; see https://docs.python.org/%d.%d/reference/.\n'


def _manual_texts():
    """{keyword or topic: text}: parts of Python's manual, if they are installed."""
    try:
        import pydoc_data.topics
    except ImportError:
        return {}
    return pydoc_data.topics.topics


class Helper:
    """What the name `help` means: called with a thing it tells of it, called without it asks.

    input and output are files, by default what sys.stdin and sys.stdout are when they are used.
    """

    keywords = dict.fromkeys(keyword.kwlist, '')

    def __init__(self, input=None, output=None):
        self._input, self._output = input, output

    input = property(lambda self: self._input or sys.stdin)
    output = property(lambda self: self._output or sys.stdout)

    def __repr__(self):
        if inspect.stack()[1][3] == '?':
            self()
            return ''
        return '<%s.%s instance>' % (self.__class__.__module__, self.__class__.__qualname__)

    _GoInteractive = object()

    def __call__(self, request=_GoInteractive):
        if request is not self._GoInteractive:
            self.help(request)
            return
        self.intro()
        self.interact()
        self.output.write('\nThis was help.  At the prompt, help(thing) tells of a thing at once, and so does\n'
                          'help(\'name\') of what has that name.\n')

    def interact(self):
        """Ask for names, until there is no more or somebody quits."""
        self.output.write('\n')
        while True:
            try:
                request = self.getline('help> ')
            except (KeyboardInterrupt, EOFError):
                return
            request = request.strip()
            if not request or request.lower() in ('q', 'quit'):
                return
            # A name may stand in quotes.
            quote = request[0]
            if len(request) > 2 and quote in '\'"' and quote == request[-1] and quote not in request[1:-1]:
                request = request[1:-1]
            if request == 'help':
                self.intro()
            else:
                self.help(request)

    def getline(self, prompt):
        """A line that somebody types."""
        if self.input is sys.stdin:
            return input(prompt)
        self.output.write(prompt)
        self.output.flush()
        return self.input.readline()

    def help(self, request):
        """Tell of an object, or of what text means: a list, a keyword or a name."""
        if isinstance(request, str):
            request = request.strip()
            if request == 'keywords':
                self.listkeywords()
            elif request == 'modules':
                self.listmodules()
            elif request[:8] == 'modules ':
                self.listmodules(request.split()[1])
            elif request in ('True', 'False', 'None'):
                doc(eval(request), 'Help on %s:', output=self._output)
            elif request in self.keywords:
                self.showtopic(request)
            elif request:
                doc(request, 'Help on %s:', output=self._output)
            else:
                doc(str, 'Help on %s:', output=self._output)
        elif isinstance(request, Helper):
            self()
        else:
            doc(request, 'Help on %s:', output=self._output)
        self.output.write('\n')

    def intro(self):
        """Say what can be asked."""
        self.output.write('''
Welcome to the help of Python %s.

Type the name of a module, of a class or function in a module, or of a
built-in one, and you are told of it.  "modules" lists modules, "modules spam"
those with a word in the first line of their documentation, "keywords" the
words of the language.  "quit" or an empty line ends this.
''' % '%d.%d' % sys.version_info[:2])

    def list(self, items, columns=4, width=80):
        """Print items, sorted, in columns."""
        items = sorted(items)
        each = width // columns
        rows = (len(items) + columns - 1) // columns
        for row in range(rows):
            for column in range(columns):
                at = column * rows + row
                if at < len(items):
                    self.output.write(items[at])
                    if column < columns - 1:
                        self.output.write(' ' + ' ' * (each - 1 - len(items[at])))
            self.output.write('\n')

    def listkeywords(self):
        """List the words of the language."""
        self.output.write('\nThese are the words of the language:\n\n')
        self.list(self.keywords)

    def showtopic(self, topic, more_xrefs=''):
        """Tell of a keyword."""
        found = _manual_texts().get(topic)
        if found is None:
            self.output.write(_NO_TEXT % (topic, *sys.version_info[:2]))
        else:
            pager(found.strip() + '\n')

    def listmodules(self, key=''):
        """List all modules, or those with a word in their name or first line."""
        if key:
            self.output.write('\nModules with {!r} in their name or first line:\n\n'.format(key))
            apropos(key)
            return
        self.output.write('\nLooking for modules, which takes a moment ...\n\n')
        modules = {}

        def callback(path, modname, desc):
            if modname.endswith('.__init__'):
                modname = modname[:-len('.__init__')] + ' (package)'
            if '.' not in modname:
                modules[modname] = 1

        ModuleScanner().run(callback, onerror=lambda name: callback(None, name, None))
        self.list(modules)
        self.output.write('\nThe name of a module tells more of it; "modules spam" lists those with "spam" in\n'
                          'their name or first line.\n')


help = Helper()


# ---- searching

class ModuleScanner:
    """Goes through all modules that can be imported; setting `quit` ends it."""

    def run(self, callback, key=None, completer=None, onerror=None):
        """callback(path, name, first line) for each module, with a key for those only that have it there.

        completer() is called at the end, onerror(name) for a package that cannot be imported.
        """
        if key:
            key = key.lower()
        self.quit = False
        seen = {}
        for name in sys.builtin_module_names:
            if name == '__main__':
                continue
            seen[name] = 1
            if key is None:
                callback(None, name, '')
            else:
                line = (__import__(name).__doc__ or '').split('\n')[0]
                if (name + ' - ' + line).lower().find(key) >= 0:
                    callback(None, name, line)
        for importer, name, is_package in pkgutil.walk_packages(onerror=onerror):
            if self.quit:
                break
            if key is None:
                callback(None, name, '')
                continue
            try:
                spec = pkgutil._get_spec(importer, name)
            except SyntaxError:
                continue  # the source does not even have characters
            found = self._first_line(spec, onerror, name)
            if found is not None:
                path, line = found
                if (name + ' - ' + line).lower().find(key) >= 0:
                    callback(path, name, line)
        if completer:
            completer()

    @staticmethod
    def _first_line(spec, onerror, name):
        """(path, first line of the docstring) of a module; None if it cannot be read."""
        loader = spec.loader
        if hasattr(loader, 'get_source'):
            try:
                source = loader.get_source(name)
            except Exception:
                if onerror:
                    onerror(name)
                return None
            line = source_synopsis(io.StringIO(source)) or ''
            return loader.get_filename(name) if hasattr(loader, 'get_filename') else None, line
        try:
            module = importlib._bootstrap._load(spec)
        except ImportError:
            if onerror:
                onerror(name)
            return None
        return getattr(module, '__file__', None), module.__doc__.splitlines()[0] if module.__doc__ else ''


def apropos(key):
    """Print the name and first line of each module that has a word there."""
    import warnings

    def callback(path, modname, desc):
        if modname.endswith('.__init__'):
            modname = modname[:-len('.__init__')] + ' (package)'
        print(modname, desc and '- ' + desc)

    with warnings.catch_warnings():
        warnings.filterwarnings('ignore')  # of modules that are imported
        ModuleScanner().run(callback, key, onerror=lambda name: None)


# ---- pages for a browser

def _start_server(urlhandler, hostname, port):
    """Serve pages in a thread of its own, and return that when it is ready or has failed.

    urlhandler(path, content type) makes a page; port may be 0 for any. The thread has the attributes host,
    port, url, serving and error, the latter None or an exception, and the method stop().
    """
    import email.message
    import http.server
    import select
    import threading

    class Handler(http.server.BaseHTTPRequestHandler):
        """Answers each request with what urlhandler() makes of its path."""

        def do_GET(self):
            kind = 'text/css' if self.path.endswith('.css') else 'text/html'
            self.send_response(200)
            self.send_header('Content-Type', '%s; charset=UTF-8' % kind)
            self.end_headers()
            self.wfile.write(urlhandler(self.path, kind).encode('utf-8'))

        def log_message(self, *args):
            pass

    class Server(http.server.HTTPServer):
        """Looks each second whether it is to end."""

        quit = False
        MessageClass = email.message.Message

        def __init__(self, host, port, callback):
            self.host, self.address = host, (host, port)
            super().__init__(self.address, Handler)
            callback(self)

        def serve_until_quit(self):
            while not self.quit:
                if select.select([self.socket.fileno()], [], [], 1)[0]:
                    self.handle_request()
            self.server_close()

    class ServerThread(threading.Thread):
        """The thread."""

        def __init__(self):
            super().__init__()
            self.host, self.port, self.url = hostname, int(port), None
            self.urlhandler = urlhandler
            self.serving = False
            self.error = None
            self.docserver = None
            self.known = threading.Event()

        def run(self):
            try:
                self.docserver = Server(self.host, self.port, self.ready)
                self.docserver.serve_until_quit()
            except Exception as problem:
                self.error = problem
            finally:
                self.serving = False
                self.known.set()

        def ready(self, server):
            """The server can be asked from now on."""
            self.host, self.port = server.host, server.server_port
            self.docserver = server
            self.url = 'http://%s:%d/' % (self.host, self.port)
            self.serving = True
            self.known.set()

        def stop(self):
            """End it, and wait for that."""
            self.docserver.quit = True
            self.join()
            self.serving = False
            self.url = None

    thread = ServerThread()
    thread.start()
    thread.known.wait()
    return thread


class _Pages:
    """Makes the pages that a browser asks for: of modules and other things, lists, what a search finds."""

    def __init__(self):
        self.lists = {'': self.index, 'index': self.index, 'topics': self.topics, 'keywords': self.keywords}
        self.questions = {'get': self.thing, 'search': self.search, 'topic': self.topic}

    def get(self, url):
        """The page of a path, complete."""
        try:
            title, contents = self.find(url)
        except Exception as problem:
            title, contents = self.failure(url, problem)
        import platform
        navigation = ('<div style="float:left">Python %s<br>%s</div><div style="float:right">%s</div>' % (
            html.escape('%s [%s]' % (platform.python_version(), platform.python_implementation())),
            html.escape(platform.platform(terse=True)), self.forms()))
        return '''\
<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<html><head><title>Pydoc: %s</title>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
</head><body bgcolor="#f0f0f8">%s<div style="clear:both;padding-top:.5em;">%s</div>
</body></html>''' % (title, navigation, contents)

    @staticmethod
    def forms():
        links = ' : '.join('<a href="%s">%s</a>' % each for each in (
            ('index.html', 'Module Index'), ('topics.html', 'Topics'), ('keywords.html', 'Keywords')))
        fields = ''.join('<form action="%s" style="display:inline;"><input type=text name=key size=15>'
                         '<input type=submit value="%s"></form>&nbsp;' % each
                         for each in (('get', 'Get'), ('search', 'Search')))
        return links + '<br>' + fields

    def find(self, url):
        """(title, contents) of a path."""
        import urllib.parse
        name, _, query = url.lstrip('/').partition('?')
        if name.endswith('.html'):
            name = name[:-5]
        if name in self.questions and query.startswith('key='):
            key = urllib.parse.unquote_plus(query[len('key='):])
            return self.questions[name](key) if key else self.index()
        if query:
            raise ValueError('bad pydoc url')
        if name in self.lists:
            return self.lists[name]()
        return self.thing(urllib.parse.unquote(name))

    def failure(self, url, problem):
        text = ''.join(html.escape(line) for line in format_exception_only(type(problem), problem))
        heading = html.heading('<big><big><strong>Error</strong></big></big>', '#ffffff', '#7799ee')
        contents = html.bigsection(html.escape(url), '#ffffff', '#bb0000', text)
        return 'Error - %s' % html.escape(url.lstrip('/')), heading + contents

    @staticmethod
    def head(title):
        return html.heading('<big><big><strong>%s</strong></big></big>' % title, '#ffffff', '#7799ee')

    def index(self):
        """The modules that there are."""
        built_in = [name for name in sys.builtin_module_names if name != '__main__']
        links = html.multicolumn(built_in, lambda name: '<a href="%s.html">%s</a>' % (name, name))
        seen = {}
        folders = [html.index(folder, seen) for folder in sys.path]
        return 'Index of Modules', (self.head('Index of Modules') + '<p>' +
                                    html.bigsection('Built-in Modules', '#ffffff', '#ee77aa', links) +
                                    ''.join(folders))

    def words(self, title, words):
        links = html.multicolumn(sorted(words), lambda word: '<a href="topic?key=%s">%s</a>' % (word, word))
        return title, self.head(title.upper()) + html.bigsection(title, '#ffffff', '#ee77aa', links)

    def topics(self):
        """The topics of the manual's texts."""
        return self.words('Topics', _manual_texts())

    def keywords(self):
        """The words of the language."""
        return self.words('Keywords', Helper.keywords)

    def topic(self, key):
        """One of either."""
        kind = 'KEYWORD' if key in Helper.keywords else 'TOPIC'
        found = _manual_texts().get(key, _NO_TEXT % (key, *sys.version_info[:2]))
        contents = html.markup(found, html.preformat)
        return '%s %s' % (kind, key), self.head(kind) + html.bigsection(key, '#ffffff', '#ee77aa', contents)

    def search(self, key):
        """Modules with a word in their name or first line."""
        found = []

        def callback(path, name, line):
            if name.endswith('.__init__'):
                name = name[:-len('.__init__')] + ' (package)'
            found.append((name, line and '- ' + line))

        import warnings
        with warnings.catch_warnings():
            warnings.filterwarnings('ignore')
            ModuleScanner().run(callback, key, onerror=lambda name: None)
        lines = ['<a href="%s.html">%s</a> %s<br>' % (name.partition(' ')[0], name, html.escape(line))
                 for name, line in found]
        contents = html.bigsection('key = %s' % html.escape(key), '#ffffff', '#ee77aa', '<br>'.join(lines))
        return 'Search Results', self.head('Search Results') + contents

    def thing(self, key):
        """What a dotted name means."""
        found = locate(key, forceload=1)
        if found is None and key != 'None':
            raise ValueError('could not find object')
        return describe(found), html.document(found, key)


def _url_handler(url, content_type='text/html'):
    """The page of a path, or the style of pages for 'text/css'. TypeError: another content type."""
    if content_type == 'text/css':
        return ''
    if content_type == 'text/html':
        return _Pages().get(url)
    raise TypeError('unknown content type %r for url %s' % (content_type, url))


def browse(port=0, *, open_browser=True, hostname='localhost'):
    """Serve pages until somebody types q, and show them in a browser if there is a way to start one."""
    thread = _start_server(_url_handler, hostname, port)
    if thread.error:
        print(thread.error)
        return
    try:
        import webbrowser
    except ImportError:
        webbrowser = None
    try:
        if open_browser and webbrowser:
            webbrowser.open(thread.url)
        print('Pages of documentation are served at', thread.url)
        while thread.serving:
            answer = input('server> (b: open a browser, q: end) ').strip()
            if answer == 'q':
                break
            if answer == 'b' and webbrowser:
                webbrowser.open(thread.url)
            else:
                print('They are at', thread.url)
    except (KeyboardInterrupt, EOFError):
        print()
    finally:
        if thread.serving:
            thread.stop()
            print('Server stopped')


# ---- the command line

def ispath(x):
    """Is it text with a slash?"""
    return isinstance(x, str) and x.find(os.sep) >= 0


def _get_revised_path(given_path, argv0):
    """sys.path with the current folder in place of that of this file; None if nothing is to be changed."""
    if {'', os.curdir, os.getcwd()} & set(given_path):
        return None
    here = os.path.dirname(__file__)
    script = os.path.dirname(argv0)
    revised = given_path.copy()
    if script in given_path and not os.path.samefile(script, here):
        revised.remove(script)
    revised.insert(0, os.getcwd())
    return revised


def _adjust_cli_sys_path():
    """Let modules of the current folder be found."""
    revised = _get_revised_path(sys.path, sys.argv[0])
    if revised is not None:
        sys.path[:] = revised


def cli():
    """The command line of python -m pydoc."""
    import getopt

    class BadUsage(Exception):
        pass

    _adjust_cli_sys_path()
    writing = False
    try:
        options, words = getopt.getopt(sys.argv[1:], 'bk:n:p:w')
        for option, value in options:
            if option == '-k':
                apropos(value)
                return
            writing = writing or option == '-w'
        given = dict(options)
        if given.keys() & {'-b', '-n', '-p'}:
            browse(given.get('-p', 0), hostname=given.get('-n', 'localhost'), open_browser='-b' in given)
            return
        if not words:
            raise BadUsage
        for word in words:
            if ispath(word) and not os.path.exists(word):
                print('file %r does not exist' % word)
                break
            try:
                if ispath(word) and os.path.isfile(word):
                    word = importfile(word)
                if not writing:
                    help.help(word)
                elif ispath(word) and os.path.isdir(word):
                    writedocs(word)
                else:
                    writedoc(word)
            except ErrorDuringImport as problem:
                print(problem)
    except (getopt.error, BadUsage):
        name = os.path.splitext(os.path.basename(sys.argv[0]))[0]
        print('''pydoc - the Python documentation tool

{0} <name> ...
    Show documentation of a module, of a class or function in one or built in,
    of a keyword or, with a slash in it, of a source file; or the lists called
    'keywords' and 'modules'.

{0} -k <word>
    List the modules that have the word in their name or first line.

{0} -w <name> ...
    Write HTML pages of modules, or of all in a folder, to files here.

{0} [-b] [-n <host>] [-p <port>]
    Serve such pages; -b opens a browser, port 0 is any that is free.
'''.format(name))


if __name__ == '__main__':
    cli()
