"""What documentation can tell of an object, and the class that chooses how it is told; found in pydoc."""

import builtins
import inspect
import os
import re
import sys
import sysconfig

__name__ = 'pydoc'  # where all of this is found


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


def whose_method(object, cl, mod, name_of):
    """' method of X instance' or, in the documentation of a class cl that is not X, ' from X'; '' if all is clear.

    name_of(class, module name) names X.
    """
    if not _is_bound_method(object):
        return ''
    owner = object.__self__.__class__
    if not cl:
        return ' method of %s instance' % name_of(owner, mod)
    return '' if owner is cl else ' from ' + name_of(owner, mod)


def is_second_name(object, name, cl):
    """Does a class have this function by its own name as well, so that it needs no second text?"""
    return bool(cl) and name != object.__name__ and inspect.getattr_static(cl, object.__name__, []) is object


def call_text(object):
    """(prefix, parameters) of a function: 'async ' or '', and the signature, of lambdas without parentheses."""
    is_async = inspect.iscoroutinefunction(object) or inspect.isasyncgenfunction(object)
    parameters = signature_text(object) if inspect.isroutine(object) else None
    if parameters and object.__name__ == '<lambda>' and not object.__annotations__:
        parameters = parameters[1:-1]
    return 'async ' if is_async else '', parameters


def signature_text(object):
    """The signature as text; None if it is not known."""
    try:
        return str(inspect.signature(object))
    except (ValueError, TypeError):
        return None


# Said of a keyword or topic that nothing is known of.
_NO_TEXT = '\nThere is no text about %s here; see https://docs.python.org/%d.%d/reference/.\n'


def _manual_texts():
    """{keyword or topic: text}: parts of Python's manual, if they are installed."""
    try:
        import pydoc_data.topics
    except ImportError:
        return {}
    return pydoc_data.topics.topics


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


__name__ = __spec__.name
