"""pydoc's documentation as text: how modules, classes, functions and other objects are laid out.

What there is to tell is found out by the functions at the top, which any other form of documentation needs
as well; the class Doc says which method is for which object, TextDoc writes. Lines and headings are those
that people know from help(): programs look at them, too.
"""

import builtins
import inspect
import os
import pkgutil
import re
import sys
import sysconfig
from reprlib import Repr


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
        sections += self._about(object)
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
        """Classes, functions and data: what __all__ names or, without that, what is the module's own."""
        all = getattr(object, '__all__', None)

        def members(kind, is_own):
            return [(key, value) for key, value in inspect.getmembers(object, kind)
                    if (all is not None or is_own(value)) and visiblename(key, all, object)]

        classes = members(inspect.isclass, lambda value: (inspect.getmodule(value) or object) is object)
        functions = members(inspect.isroutine,
                            lambda value: inspect.isbuiltin(value) or inspect.getmodule(value) is object)
        data = members(isdata, lambda value: True)
        texts = []
        if classes:
            tree = inspect.getclasstree([value for _, value in classes], 1)
            texts = [self.formattree(tree, name), *(self.document(value, key, name) for key, value in classes)]
        return [('CLASSES', '\n'.join(texts)),
                ('FUNCTIONS', '\n'.join(self.document(value, key, name) for key, value in functions)),
                ('DATA', '\n'.join(self.docother(value, key, name, maxlen=70) for key, value in data))]

    def _about(self, object):
        texts = {name: str(getattr(object, '__%s__' % name))
                 for name in ('version', 'date', 'author', 'credits') if hasattr(object, '__%s__' % name)}
        version = texts.get('version', '')
        if version.startswith('$Revision: ') and version.endswith('$'):
            texts['version'] = version[len('$Revision: '):-1].strip()
        return [(name.upper(), text) for name, text in texts.items()]

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

    # Kinds of members, in their order: heading, how inspect calls them, the method that tells of one.
    _KINDS = (
        ('Methods', 'method', '_member'),
        ('Class methods', 'class method', '_member'),
        ('Static methods', 'static method', '_member'),
        ('Readonly properties', 'readonly property', '_descriptor'),
        ('Data descriptors', 'data descriptor', '_descriptor'),
        ('Data and other attributes', 'data', '_data'),
    )

    def _members(self, object, mro, mod):
        """The members: its own first, then those of each base but object."""
        parts = []
        left = [attr for attr in classify_class_attrs(object) if visiblename(attr[0], obj=object)]
        mro = mro[:]
        while left:
            owner = mro.pop(0) if mro else left[0][2]
            these = [attr for attr in left if attr[2] is owner]
            left = [attr for attr in left if attr[2] is not owner]
            if owner is builtins.object is not object:
                continue
            whose = 'defined here' if owner is object else 'inherited from ' + classname(owner, object.__module__)
            sort_attributes(these, object)
            for heading, kind, method in self._KINDS:
                chosen = [attr for attr in these if attr[1] == kind]
                if chosen:
                    parts += [_RULE] if parts else []
                    parts.append('%s %s:\n' % (heading, whose))
                    parts += [getattr(self, method)(object, attr, mod) for attr in chosen]
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
