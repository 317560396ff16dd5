"""Documentation laid out as HTML; found in pydoc."""

import inspect
import pkgutil
import re
import sys
from reprlib import Repr

from _pydoc_facts import (
    Doc, about, call_text, classify_class_attrs, classname, getdoc, grouped, is_second_name, members_of, replace,
    signature_text, visiblename, whose_method)
from _pydoc_text import TextRepr

__name__ = 'pydoc'  # where all of this is found


class HTMLRepr(TextRepr):
    """Short reprs as HTML; what is escaped in strings has a colour."""

    def escape(self, text):
        """Text in which no character means anything."""
        return replace(text, '&', '&amp;', '<', '&lt;', '>', '&gt;')

    def repr(self, object):
        """The repr of an object."""
        return Repr.repr(self, object)

    repr_unicode = TextRepr.repr_string

    def _plain(self, text):
        return self.escape(text)

    def _with_escapes(self, text):
        return re.sub(r'((\\[\\abfnrtv\'"]|\\[0-9]..|\\x..|\\u....)+)', r'<font color="#c040c0">\1</font>',
                      self.escape(text))


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
        note = whose_method(object, cl, mod, self.classlink)
        is_second = is_second_name(object, name, cl)
        prefix, parameters = call_text(object)
        title = '<a name="%s-%s"><strong>%s</strong></a>' % (owner, name, name)
        if parameters and real == '<lambda>':
            title = '<strong>%s</strong> <em>lambda</em> ' % name
        elif name != real:
            title += ' = ' + ('<a href="#%s-%s">%s</a>' % (owner, real, real) if is_second else real)
        line = prefix + title + self.escape(parameters or '(...)')
        if note:
            line += self.grey('<font face="helvetica, arial">%s</font>' % note)
        doc = '' if is_second else self._docstring(object, '<dd><tt>%s</tt></dd>', funcs, classes, methods)
        return '<dl><dt>%s</dt>%s</dl>\n' % (line, doc)

    def docdata(self, object, name=None, mod=None, cl=None):
        """A property or another descriptor."""
        head = '<dl><dt><strong>%s</strong></dt>\n' % name if name else ''
        return head + self._docstring(object, '<dd><tt>%s</tt></dd>\n') + '</dl>\n'

    docproperty = docdata

    def docother(self, object, name=None, mod=None, *ignored):
        """Any other object."""
        return ('<strong>%s</strong> = ' % name if name else '') + self.repr(object)


html = HTMLDoc()


__name__ = __spec__.name
