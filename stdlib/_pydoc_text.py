"""Documentation laid out as text; found in pydoc."""

import inspect
import pkgutil
from reprlib import Repr

from _pydoc_facts import (
    Doc, about, call_text, classify_class_attrs, classname, cram, getdoc, grouped, is_second_name, members_of,
    signature_text, splitdoc, stripid, visiblename, whose_method)

__name__ = 'pydoc'  # where all of this is found


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
        return method(x, level) if method else self._plain(cram(stripid(repr(x)), self.maxother))

    def repr_string(self, x, level):
        """Text; with backslashes, if only those need care, as a raw string."""
        shown = cram(x, self.maxstring)
        text = repr(shown)
        if '\\' in shown and '\\' not in text.replace(r'\\', ''):
            return 'r' + text[0] + self._plain(shown) + text[0]
        return self._with_escapes(text)

    repr_str = repr_string

    def repr_instance(self, x, level):
        """Anything else, even if its repr fails."""
        try:
            return self._plain(cram(stripid(repr(x)), self.maxstring))
        except Exception:
            return self._plain('<%s instance>' % x.__class__.__name__)

    def _plain(self, text):
        return text

    _with_escapes = _plain


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
        prefix, parameters = call_text(object)
        title = self.bold(name)
        if parameters and real == '<lambda>':
            title += ' lambda '
        elif name != real:
            title += ' = ' + real
        line = prefix + title + (parameters or '(...)') + whose_method(object, cl, mod, classname) + '\n'
        doc = '' if is_second_name(object, name, cl) else getdoc(object)
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


text = TextDoc()
plaintext = _PlainTextDoc()


__name__ = __spec__.name
