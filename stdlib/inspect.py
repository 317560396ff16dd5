"""Information about live objects: their kind, source, signature, and the frames of the call stack."""

__author__ = ('Ka-Ping Yee <ping@lfw.org>', 'Yury Selivanov <yselivanov@sprymix.com>')

import abc
import ast
import builtins
import collections.abc
import dis
import enum
import functools
import importlib.machinery
import itertools
import linecache
import os
import re
import sys
import token
import tokenize
import types
import warnings
from collections import namedtuple, OrderedDict
from operator import attrgetter

# CO_OPTIMIZED and so on.
mod_dict = globals()
for k, v in dis.COMPILER_FLAG_NAMES.items():
    mod_dict['CO_' + v] = k

# The flag of classes that have abstract methods.
TPFLAGS_IS_ABSTRACT = 1 << 20


# ---- kinds of objects

def ismodule(object):
    """Is it a module?"""
    return isinstance(object, types.ModuleType)


def isclass(object):
    """Is it a class?"""
    return isinstance(object, type)


def ismethod(object):
    """Is it a method bound to an instance?"""
    return isinstance(object, types.MethodType)


def _is_plain(object):
    """Is it none of what has a __get__ but is known by other tests?"""
    return not (isclass(object) or ismethod(object) or isfunction(object))


def ismethoddescriptor(object):
    """Is it something like a method of a built-in class: with __get__, but without __set__?"""
    kind = type(object)
    return _is_plain(object) and hasattr(kind, '__get__') and not hasattr(kind, '__set__')


def isdatadescriptor(object):
    """Does it have __set__ or __delete__, as properties have?"""
    kind = type(object)
    return _is_plain(object) and (hasattr(kind, '__set__') or hasattr(kind, '__delete__'))


def ismemberdescriptor(object):
    """Is it a descriptor of a field or a slot?"""
    return isinstance(object, types.MemberDescriptorType)


def isgetsetdescriptor(object):
    """Is it a descriptor with native functions for getting and setting?"""
    return isinstance(object, types.GetSetDescriptorType)


def isfunction(object):
    """Is it a function written in Python?"""
    return isinstance(object, types.FunctionType)


def _has_code_flag(f, flag):
    while ismethod(f):
        f = f.__func__
    f = functools._unwrap_partial(f)
    return bool(isfunction(f) and f.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    """Does the function, when called, give a generator?"""
    return _has_code_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    """Is it a function defined with async def?"""
    return _has_code_flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    """Does the function, when called, give an asynchronous generator?"""
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


def isasyncgen(object):
    """Is it an asynchronous generator?"""
    return isinstance(object, types.AsyncGeneratorType)


def isgenerator(object):
    """Is it a generator?"""
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    """Is it a coroutine?"""
    return isinstance(object, types.CoroutineType)


def isawaitable(object):
    """Can it be used with await?"""
    if isinstance(object, (types.CoroutineType, collections.abc.Awaitable)):
        return True
    return isinstance(object, types.GeneratorType) and bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)


def istraceback(object):
    """Is it a traceback?"""
    return isinstance(object, types.TracebackType)


def isframe(object):
    """Is it a frame?"""
    return isinstance(object, types.FrameType)


def iscode(object):
    """Is it a code object?"""
    return isinstance(object, types.CodeType)


def isbuiltin(object):
    """Is it a function or method that is not written in Python?"""
    return isinstance(object, types.BuiltinFunctionType)


def isroutine(object):
    """Is it a function or method of whatever kind?"""
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def isabstract(object):
    """Is it a class with abstract methods?"""
    if not isinstance(object, type):
        return False
    if object.__flags__ & TPFLAGS_IS_ABSTRACT:
        return True
    if not issubclass(type(object), abc.ABCMeta) or hasattr(object, '__abstractmethods__'):
        return False
    # Within __init_subclass__ the class does not know it yet.
    names = {name for base in object.__bases__ for name in getattr(base, '__abstractmethods__', ())}
    return (any(getattr(value, '__isabstractmethod__', False) for value in object.__dict__.values())
            or any(getattr(getattr(object, name, None), '__isabstractmethod__', False) for name in names))


# ---- members

def _dynamic_names(bases):
    """The names of attributes that exist on instances only (types.DynamicClassAttribute)."""
    return [name for base in bases for name, value in base.__dict__.items()
            if isinstance(value, types.DynamicClassAttribute)]


def getmembers(object, predicate=None):
    """The members for which the predicate holds: (name, value), sorted by name."""
    bases = (object,) + getmro(object) if isclass(object) else ()
    names = dir(object)
    try:
        names += _dynamic_names(object.__bases__)
    except AttributeError:
        pass
    found, done = [], set()
    for name in names:
        try:
            value = getattr(object, name)
            if name in done:
                raise AttributeError  # the second one is the dynamic one
        except AttributeError:
            for base in bases:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue  # dir() promised too much
        if not predicate or predicate(value):
            found.append((name, value))
        done.add(name)
    return sorted(found, key=lambda pair: pair[0])


Attribute = namedtuple('Attribute', 'name kind defining_class object')


def _attribute_kind(raw, value):
    if isinstance(raw, (staticmethod, types.BuiltinMethodType)):
        return 'static method', raw
    if isinstance(raw, (classmethod, types.ClassMethodDescriptorType)):
        return 'class method', raw
    if isinstance(raw, property):
        return 'property', raw
    return ('method' if isroutine(value) else 'data'), value


def classify_class_attrs(cls):
    """The attributes of a class: (name, kind, class that defines it, object as it is in there)."""
    mro = getmro(cls)
    meta = tuple(base for base in getmro(type(cls)) if base not in (type, object))
    bases = (cls,) + mro
    everywhere = bases + meta
    names = dir(cls) + _dynamic_names(mro)
    found, done = [], set()
    for name in names:
        home = got = raw = None
        if name not in done:
            try:
                if name == '__dict__':
                    raise Exception("__dict__ is special, don't want the proxy")
                got = getattr(cls, name)
            except Exception:
                pass
            else:
                home = getattr(got, '__objclass__', home)
                if home not in everywhere:
                    home = _home_of(cls, name, got, bases, mro, meta)
        for base in everywhere:
            if name in base.__dict__:
                raw = base.__dict__[name]
                if home not in meta:
                    home = base
                break
        if home is None:
            continue
        kind, shown = _attribute_kind(raw, got if got is not None else raw)
        found.append(Attribute(name, kind, home, shown))
        done.add(name)
    return found


def _home_of(cls, name, got, bases, mro, meta):
    """The class that an attribute, got from cls, comes from."""
    home = None
    for base in bases:
        if getattr(base, name, None) is got:
            home = base
    # It may come from the metaclass, be it by its __getattr__.
    for base in meta:
        try:
            value = base.__getattr__(cls, name)
        except AttributeError:
            continue
        if value is got:
            home = base
    return home


def getmro(cls):
    """The classes in which attributes are looked for, in order."""
    return cls.__mro__


def unwrap(func, *, stop=None):
    """The innermost function that wrappers (by __wrapped__) are around, or where stop(function) holds."""
    seen = {id(func): func}
    limit = sys.getrecursionlimit()
    inner = func
    while hasattr(inner, '__wrapped__') and not (stop is not None and stop(inner)):
        inner = inner.__wrapped__
        if id(inner) in seen or len(seen) >= limit:
            raise ValueError('wrapper loop when unwrapping {!r}'.format(func))
        seen[id(inner)] = inner
    return inner


# ---- documentation

def indentsize(line):
    """How many columns of space a line begins with."""
    line = line.expandtabs()
    return len(line) - len(line.lstrip())


def _findclass(func):
    cls = sys.modules.get(func.__module__)
    if cls is None:
        return None
    for name in func.__qualname__.split('.')[:-1]:
        cls = getattr(cls, name)
    return cls if isclass(cls) else None


def _doc_of(obj):
    try:
        return obj.__doc__
    except AttributeError:
        return None


def _place(obj):
    """The class and the name that an object is an attribute of, None if it is not clear."""
    if isfunction(obj):
        name, cls = obj.__name__, _findclass(obj)
        return (cls, name) if cls is not None and getattr(cls, name) is obj else None
    if ismethod(obj):
        name, owner = obj.__name__, obj.__self__
        if isclass(owner) and getattr(getattr(owner, name, None), '__func__') is obj.__func__:
            return owner, name
        return owner.__class__, name
    if isbuiltin(obj):
        name, owner = obj.__name__, obj.__self__
        if isclass(owner) and owner.__qualname__ + '.' + name == obj.__qualname__:
            return owner, name
        return owner.__class__, name
    if isinstance(obj, property):
        cls = _findclass(obj.fget)
        name = obj.fget.__name__
        return (cls, name) if cls is not None and getattr(cls, name) is obj else None
    if ismethoddescriptor(obj) or isdatadescriptor(obj):
        cls, name = obj.__objclass__, obj.__name__
        if getattr(cls, name) is not obj:
            return None
        return cls, name
    return None


def _finddoc(obj):
    """The docstring of an object without one of its own: that of the class it is inherited from."""
    if isclass(obj):
        return next((doc for doc in (_doc_of(base) for base in obj.__mro__ if base is not object)
                     if doc is not None), None)
    place = _place(obj)
    if place is None:
        return None
    cls, name = place
    if ismemberdescriptor(obj):
        slots = getattr(cls, '__slots__', None)
        if isinstance(slots, dict) and name in slots:
            return slots[name]
    for base in cls.__mro__:
        doc = _doc_of(getattr(base, name, None))
        if doc is not None:
            return doc
    return None


def getdoc(object):
    """The docstring, its indentation removed; an inherited one if there is none."""
    doc = _doc_of(object)
    if doc is None:
        try:
            doc = _finddoc(object)
        except (AttributeError, TypeError):
            return None
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    """Remove what indents all lines but the first, and empty lines around."""
    try:
        lines = doc.expandtabs().split('\n')
    except UnicodeError:
        return None
    margin = min((indentsize(line) for line in lines[1:] if line.lstrip()), default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


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
        return lines, _class_line(object, lines)
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


def _class_line(cls, lines):
    """The line that is most likely the beginning of a class: the least indented one."""
    pattern = re.compile(r'^(\s*)class\s*' + cls.__name__ + r'\b')
    candidates = []
    for number, line in enumerate(lines):
        match = pattern.match(line)
        if match:
            if line[0] == 'c':
                return number
            candidates.append((match.group(1), number))
    if not candidates:
        raise OSError('could not find class definition')
    return min(candidates)[1]


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
    object = unwrap(object)
    lines, number = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    whole = ismodule(object) or isframe(object) and object.f_code.co_name == '<module>'
    return (lines, 0) if whole else (getblock(lines[number:]), number + 1)


def getsource(object):
    """An object's source."""
    return ''.join(getsourcelines(object)[0])


# ---- class trees

def walktree(classes, children, parent):
    """The entries of a tree of classes below a parent, for getclasstree()."""
    found = []
    for cls in sorted(classes, key=attrgetter('__module__', '__name__')):
        found.append((cls, cls.__bases__))
        if cls in children:
            found.append(walktree(children[cls], children, cls))
    return found


def getclasstree(classes, unique=False):
    """The classes as a tree of lists: after (class, bases) comes a list with what derives from it."""
    children, roots = {}, []
    for cls in classes:
        if not cls.__bases__:
            if cls not in roots:
                roots.append(cls)
            continue
        for parent in cls.__bases__:
            below = children.setdefault(parent, [])
            if cls not in below:
                below.append(cls)
            if unique and parent in classes:
                break
    roots += [parent for parent in children if parent not in classes]
    return walktree(roots, children, None)


# ---- arguments, in the way there was before signatures

Arguments = namedtuple('Arguments', 'args, varargs, varkw')


def getargs(co):
    """The names of the parameters of code."""
    if not iscode(co):
        raise TypeError('{!r} is not a code object'.format(co))
    rest = iter(co.co_varnames)
    args = list(itertools.islice(rest, co.co_argcount + co.co_kwonlyargcount))
    varargs = next(rest) if co.co_flags & CO_VARARGS else None
    varkw = next(rest) if co.co_flags & CO_VARKEYWORDS else None
    return Arguments(args, varargs, varkw)


ArgSpec = namedtuple('ArgSpec', 'args varargs keywords defaults')


def getargspec(func):
    """Deprecated: (names, *name, **name, defaults) of a function without keyword-only parameters."""
    warnings.warn('inspect.getargspec() is deprecated since Python 3.0, use inspect.signature() or '
                  'inspect.getfullargspec()', DeprecationWarning, stacklevel=2)
    full = getfullargspec(func)
    if full.kwonlyargs or full.annotations:
        raise ValueError('Function has keyword-only parameters or annotations, use inspect.signature() API which '
                         'can support them')
    return ArgSpec(full.args, full.varargs, full.varkw, full.defaults)


FullArgSpec = namedtuple('FullArgSpec', 'args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations')


def getfullargspec(func):
    """The parameters of a function; wrappers are not looked through, bound methods show self."""
    try:
        sig = _signature_from_callable(func, follow_wrapper_chains=False, skip_bound_arg=False, sigcls=Signature)
    except Exception as error:
        raise TypeError('unsupported callable') from error
    names = {kind: [] for kind in _ParameterKind}
    defaults, kwdefaults, annotations = (), {}, {}
    for param in sig.parameters.values():
        names[param.kind].append(param.name)
        if param.default is not param.empty:
            if param.kind is _KEYWORD_ONLY:
                kwdefaults[param.name] = param.default
            else:
                defaults += (param.default,)
        if param.annotation is not param.empty:
            annotations[param.name] = param.annotation
    if sig.return_annotation is not sig.empty:
        annotations['return'] = sig.return_annotation
    varargs, = names[_VAR_POSITIONAL] or (None,)
    varkw, = names[_VAR_KEYWORD] or (None,)
    return FullArgSpec(names[_POSITIONAL_ONLY] + names[_POSITIONAL_OR_KEYWORD], varargs, varkw, defaults or None,
                       names[_KEYWORD_ONLY], kwdefaults or None, annotations)


ArgInfo = namedtuple('ArgInfo', 'args varargs keywords locals')


def getargvalues(frame):
    """The parameters of a frame's function and the frame's local variables."""
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


def formatannotation(annotation, base_module=None):
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return annotation.__module__ + '.' + annotation.__qualname__
    return repr(annotation)


def formatannotationrelativeto(object):
    """formatannotation() for the module of the object."""
    module = getattr(object, '__module__', None)
    return lambda annotation: formatannotation(annotation, module)


def formatargspec(args, varargs=None, varkw=None, defaults=None, kwonlyargs=(), kwonlydefaults={}, annotations={},
                  formatarg=str, formatvarargs=lambda name: '*' + name, formatvarkw=lambda name: '**' + name,
                  formatvalue=lambda value: '=' + repr(value), formatreturns=lambda text: ' -> ' + text,
                  formatannotation=formatannotation):
    """Deprecated: the text of what getfullargspec() returns."""
    warnings.warn('`formatargspec` is deprecated since Python 3.5. Use `signature` and the `Signature` object '
                  'directly', DeprecationWarning, stacklevel=2)

    def shown(name):
        text = formatarg(name)
        return text + ': ' + formatannotation(annotations[name]) if name in annotations else text

    parts = []
    first_default = len(args) - len(defaults or ())
    for i, name in enumerate(args):
        parts.append(shown(name) + (formatvalue(defaults[i - first_default]) if defaults and i >= first_default
                                    else ''))
    if varargs is not None:
        parts.append(formatvarargs(shown(varargs)))
    elif kwonlyargs:
        parts.append('*')
    for name in kwonlyargs or ():
        has = kwonlydefaults and name in kwonlydefaults
        parts.append(shown(name) + (formatvalue(kwonlydefaults[name]) if has else ''))
    if varkw is not None:
        parts.append(formatvarkw(shown(varkw)))
    text = '(%s)' % ', '.join(parts)
    if 'return' in annotations:
        text += formatreturns(formatannotation(annotations['return']))
    return text


def formatargvalues(args, varargs, varkw, locals, formatarg=str, formatvarargs=lambda name: '*' + name,
                    formatvarkw=lambda name: '**' + name, formatvalue=lambda value: '=' + repr(value)):
    """The text of what getargvalues() returns."""
    parts = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        parts.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        parts.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return '(%s)' % ', '.join(parts)


def _missing_arguments(f_name, argnames, pos, values):
    names = [repr(name) for name in argnames if name not in values]
    count = len(names)
    if count > 2:
        text = ', '.join(names[:-2]) + ', {} and {}'.format(*names[-2:])
    else:
        text = ' and '.join(names)
    raise TypeError('%s() missing %i required %s argument%s: %s'
                    % (f_name, count, 'positional' if pos else 'keyword-only', '' if count == 1 else 's', text))


def _too_many(f_name, args, kwonly, varargs, defcount, given, values):
    least = len(args) - defcount
    named = len([name for name in kwonly if name in values])
    if varargs:
        plural, takes = least != 1, 'at least %d' % (least,)
    elif defcount:
        plural, takes = True, 'from %d to %d' % (least, len(args))
    else:
        plural, takes = len(args) != 1, str(len(args))
    extra = ''
    if named:
        extra = ' positional argument%s (and %d keyword-only argument%s)' % (
            's' if given != 1 else '', named, 's' if named != 1 else '')
    raise TypeError('%s() takes %s positional argument%s but %d%s %s given'
                    % (f_name, takes, 's' if plural else '', given, extra,
                       'was' if given == 1 and not named else 'were'))


def getcallargs(func, /, *positional, **named):
    """The values that the parameters get in a call."""
    spec = getfullargspec(func)
    args, varargs, varkw, defaults, kwonly, kwdefaults, _ = spec
    name = func.__name__
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__,) + positional
    given = len(positional)
    defaults = defaults or ()
    values = dict(zip(args, positional))
    if varargs:
        values[varargs] = tuple(positional[len(args):])
    if varkw:
        values[varkw] = {}
    allowed = set(args + kwonly)
    for key, value in named.items():
        if key not in allowed:
            if not varkw:
                raise TypeError('%s() got an unexpected keyword argument %r' % (name, key))
            values[varkw][key] = value
            continue
        if key in values:
            raise TypeError('%s() got multiple values for argument %r' % (name, key))
        values[key] = value
    if given > len(args) and not varargs:
        _too_many(name, args, kwonly, varargs, len(defaults), given, values)
    if given < len(args):
        required = args[:len(args) - len(defaults)]
        if any(each not in values for each in required):
            _missing_arguments(name, required, True, values)
        for each, value in zip(args[len(required):], defaults):
            values.setdefault(each, value)
    absent = 0
    for each in kwonly:
        if each not in values:
            if kwdefaults and each in kwdefaults:
                values[each] = kwdefaults[each]
            else:
                absent += 1
    if absent:
        _missing_arguments(name, kwonly, False, values)
    return values


ClosureVars = namedtuple('ClosureVars', 'nonlocals globals builtins unbound')


def getclosurevars(func):
    """The values of the names that a function uses but does not define."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError('{!r} is not a Python function'.format(func))
    code = func.__code__
    nonlocals = {}
    for name, cell in zip(code.co_freevars, func.__closure__ or ()):
        nonlocals[name] = cell.cell_contents
    space = func.__globals__
    builtin = space.get('__builtins__', builtins.__dict__)
    if ismodule(builtin):
        builtin = builtin.__dict__
    found, found_builtin, unbound = {}, {}, set()
    for name in code.co_names:
        if name in ('None', 'True', 'False'):
            continue
        if name in space:
            found[name] = space[name]
        elif name in builtin:
            found_builtin[name] = builtin[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, found, found_builtin, unbound)


# ---- frames

Traceback = namedtuple('Traceback', 'filename lineno function code_context index')
FrameInfo = namedtuple('FrameInfo', ('frame',) + Traceback._fields)


def getframeinfo(frame, context=1):
    """File, line, function, lines around the current one and its index in these."""
    number = frame.f_lineno if not istraceback(frame) else frame.tb_lineno
    if istraceback(frame):
        frame = frame.tb_frame
    if not isframe(frame):
        raise TypeError('{!r} is not a frame or traceback object'.format(frame))
    lines = index = None
    if context > 0:
        start = number - 1 - context // 2
        try:
            everything, _ = findsource(frame)
        except OSError:
            pass
        else:
            start = max(0, min(start, len(everything) - context))
            lines = everything[start:start + context]
            index = number - 1 - start
    return Traceback(getsourcefile(frame) or getfile(frame), number, frame.f_code.co_name, lines, index)


def getlineno(frame):
    """The line that a frame is at."""
    return frame.f_lineno


def getouterframes(frame, context=1):
    """FrameInfo of a frame and those that called it."""
    found = []
    while frame:
        found.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return found


def getinnerframes(tb, context=1):
    """FrameInfo of the frames of a traceback."""
    found = []
    while tb:
        found.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return found


def currentframe():
    """The frame of the caller, None where Python has no frames."""
    return sys._getframe(1) if hasattr(sys, '_getframe') else None


def stack(context=1):
    """The frames from the caller's outwards, with source lines around the places where they are."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """FrameInfo of the frames between the current one and where the exception came up."""
    return getinnerframes(sys.exc_info()[2], context)


# ---- attributes without running code

_sentinel = object()


def _static_getmro(klass):
    return type.__dict__['__mro__'].__get__(klass)


def _check_instance(obj, attr):
    try:
        space = object.__getattribute__(obj, '__dict__')
    except AttributeError:
        return _sentinel
    return dict.get(space, attr, _sentinel)


def _check_class(klass, attr):
    for entry in _static_getmro(klass):
        if _shadowed_dict(type(entry)) is _sentinel and attr in entry.__dict__:
            return entry.__dict__[attr]
    return _sentinel


def _is_type(obj):
    try:
        _static_getmro(obj)
    except TypeError:
        return False
    return True


def _shadowed_dict(klass):
    """What a class defines as __dict__ in place of the real one, if anything."""
    real = type.__dict__['__dict__']
    for entry in _static_getmro(klass):
        space = real.__get__(entry)
        if '__dict__' in space:
            found = space['__dict__']
            if not (type(found) is types.GetSetDescriptorType and found.__name__ == '__dict__'
                    and found.__objclass__ is entry):
                return found
    return _sentinel


def getattr_static(obj, attr, default=_sentinel):
    """An attribute as it is stored: descriptors are not asked, nor __getattr__."""
    instance = _sentinel
    if _is_type(obj):
        klass = obj
    else:
        klass = type(obj)
        shadow = _shadowed_dict(klass)
        if shadow is _sentinel or type(shadow) is types.MemberDescriptorType:
            instance = _check_instance(obj, attr)
    found = _check_class(klass, attr)
    if instance is not _sentinel and found is not _sentinel:
        kind = type(found)
        if _check_class(kind, '__get__') is not _sentinel and _check_class(kind, '__set__') is not _sentinel:
            return found  # a data descriptor comes first
    for each in (instance, found):
        if each is not _sentinel:
            return each
    if obj is klass:
        for entry in _static_getmro(type(klass)):
            if _shadowed_dict(type(entry)) is _sentinel and attr in entry.__dict__:
                return entry.__dict__[attr]
    if default is not _sentinel:
        return default
    raise AttributeError(attr)


# ---- generators and coroutines

GEN_CREATED, CORO_CREATED = 'GEN_CREATED', 'CORO_CREATED'
GEN_RUNNING, CORO_RUNNING = 'GEN_RUNNING', 'CORO_RUNNING'
GEN_SUSPENDED, CORO_SUSPENDED = 'GEN_SUSPENDED', 'CORO_SUSPENDED'
GEN_CLOSED, CORO_CLOSED = 'GEN_CLOSED', 'CORO_CLOSED'


def _state(running, frame, states):
    created, runs, suspended, closed = states
    if running:
        return runs
    if frame is None:
        return closed
    return created if frame.f_lasti == -1 else suspended


def getgeneratorstate(generator):
    """One of GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED."""
    return _state(generator.gi_running, generator.gi_frame, (GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED))


def getgeneratorlocals(generator):
    """The local variables of a generator; none when it is finished."""
    if not isgenerator(generator):
        raise TypeError('{!r} is not a Python generator'.format(generator))
    frame = getattr(generator, 'gi_frame', None)
    return generator.gi_frame.f_locals if frame is not None else {}


def getcoroutinestate(coroutine):
    """One of CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED."""
    return _state(coroutine.cr_running, coroutine.cr_frame,
                  (CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED))


def getcoroutinelocals(coroutine):
    """The local variables of a coroutine that is suspended, by name."""
    frame = getattr(coroutine, 'cr_frame', None)
    return frame.f_locals if frame is not None else {}


# ---- finding signatures

_WrapperDescriptor = type(type.__call__)
_MethodWrapper = type(all.__call__)
_ClassMethodWrapper = type(int.__dict__['from_bytes'])

_NonUserDefinedCallables = (_WrapperDescriptor, _MethodWrapper, _ClassMethodWrapper, types.BuiltinFunctionType)


def _signature_get_user_defined_method(cls, method_name):
    """The method if it is written in Python, None otherwise."""
    method = getattr(cls, method_name, None)
    return None if isinstance(method, _NonUserDefinedCallables) else method


def _signature_get_partial(wrapped_sig, partial, extra_args=()):
    """The signature that is left when a partial object has given some arguments."""
    params = OrderedDict(wrapped_sig.parameters)
    keywords = partial.keywords or {}
    args = partial.args or ()
    if extra_args:
        args = extra_args + args
    try:
        given = wrapped_sig.bind_partial(*args, **keywords).arguments
    except TypeError as error:
        raise ValueError('partial object {!r} has incorrect arguments'.format(partial)) from error
    keyword_only = False
    for name, param in wrapped_sig.parameters.items():
        if name in given:
            if param.kind is _POSITIONAL_ONLY:
                del params[name]
                continue
            if param.kind is _POSITIONAL_OR_KEYWORD:
                if name not in keywords:
                    del params[name]  # given by position: it cannot be given again
                    continue
                # Given by keyword: a new default; what follows cannot be given by position.
                keyword_only = True
                params[name] = param.replace(default=given[name])
            elif param.kind is _KEYWORD_ONLY:
                params[name] = param.replace(default=given[name])
        if keyword_only:
            if param.kind is _POSITIONAL_OR_KEYWORD:
                params[name] = params[name].replace(kind=_KEYWORD_ONLY)
                params.move_to_end(name)
            elif param.kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                params.move_to_end(name)
            elif param.kind is _VAR_POSITIONAL:
                del params[name]
    return wrapped_sig.replace(parameters=params.values())


def _signature_bound_method(sig):
    """The signature without the first parameter."""
    params = tuple(sig.parameters.values())
    if not params or params[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError('invalid method signature')
    if params[0].kind in (_POSITIONAL_OR_KEYWORD, _POSITIONAL_ONLY):
        params = params[1:]
    elif params[0].kind is not _VAR_POSITIONAL:
        raise ValueError('invalid argument type')
    return sig.replace(parameters=params)


def _signature_is_builtin(obj):
    """Could __text_signature__ tell?"""
    return (isbuiltin(obj) or ismethoddescriptor(obj) or isinstance(obj, _NonUserDefinedCallables)
            or obj in (type, object))


def _signature_is_functionlike(obj):
    """Does it have all that a function has, as objects of compilers like Cython?"""
    if not callable(obj) or isclass(obj):
        return False
    unset = _void
    return (isinstance(getattr(obj, '__name__', None), str)
            and isinstance(getattr(obj, '__code__', None), types.CodeType)
            and isinstance(getattr(obj, '__defaults__', unset), (tuple, type(None)))
            and isinstance(getattr(obj, '__kwdefaults__', unset), (dict, type(None)))
            and isinstance(getattr(obj, '__annotations__', None), dict))


def _signature_get_bound_param(spec):
    """The name of the first parameter in a text like '($self, x)'."""
    assert spec.startswith('($')
    ends = [spec.find(mark) for mark in ',:=']
    return spec[2:min([at for at in ends if at != -1], default=len(spec) - 1)].strip()


def _signature_strip_non_python_syntax(signature):
    """Take '$' and '/' out of a text signature: (text, index of the '$' parameter, last positional-only one)."""
    if not signature:
        return signature, None, None
    self_parameter = last_positional_only = None
    pieces = []
    parameter = 0
    lines = iter([line.encode('ascii') for line in signature.split('\n') if line])
    for each in tokenize.tokenize(lambda: next(lines, b'')):
        text, kind = each.string, each.type
        if kind in (token.ENCODING, token.NEWLINE, token.NL, token.ENDMARKER):
            continue
        if kind == token.OP and text == ',':
            if pieces and pieces[-1] is None:
                pieces.pop()  # the comma after '/'
                continue
            parameter += 1
        elif kind == token.ERRORTOKEN and text == '$':
            assert self_parameter is None
            self_parameter = parameter
            continue
        elif kind == token.OP and text == '/':
            assert last_positional_only is None
            last_positional_only = parameter - 1
            # Take the comma before it away as well, unless one follows.
            pieces.append(None)
            continue
        if pieces and pieces[-1] is None:
            pieces.pop()
            if text == ')' and pieces and pieces[-1].strip() == ',':
                pieces.pop()
        pieces.append(', ' if text == ',' else text)
    return ''.join(pieces), self_parameter, last_positional_only


class _Constants(ast.NodeTransformer):
    """Replaces names in default values of a text signature by constants, looking into modules."""

    def __init__(self, spaces):
        self.spaces = spaces

    def _constant(self, name):
        for space in self.spaces:
            try:
                value = eval(name, dict(space))
            except (NameError, AttributeError):
                continue
            if isinstance(value, (str, int, float, bytes, bool, type(None))):
                return ast.Constant(value)
            raise RuntimeError
        raise RuntimeError

    def visit_Attribute(self, node):
        names = []
        inner = node
        while isinstance(inner, ast.Attribute):
            names.append(inner.attr)
            inner = inner.value
        if not isinstance(inner, ast.Name):
            raise RuntimeError
        names.append(inner.id)
        return self._constant('.'.join(reversed(names)))

    def visit_Name(self, node):
        if not isinstance(node.ctx, ast.Load):
            raise ValueError
        return self._constant(node.id)


def _signature_fromstr(cls, obj, s, skip_bound_arg=True):
    """The signature in a text of the form of __text_signature__."""
    clean, self_parameter, last_positional_only = _signature_strip_non_python_syntax(s)
    try:
        module = ast.parse('def foo' + clean + ': pass')
    except SyntaxError:
        module = None
    if not isinstance(module, ast.Module):
        raise ValueError('{!r} builtin has invalid signature'.format(obj))
    definition = module.body[0]
    home = sys.modules.get(getattr(obj, '__module__', None))
    constants = _Constants([home.__dict__ if home else {}, sys.modules])
    params = []

    def add(node, default, kind):
        value = Parameter.empty
        if default is not None:
            try:
                value = ast.literal_eval(constants.visit(default))
            except (ValueError, RuntimeError):
                return  # a value that cannot be shown
        params.append(Parameter(node.arg, kind, default=value, annotation=Parameter.empty))

    arguments = definition.args
    missing = [None] * (len(arguments.args) - len(arguments.defaults))
    for i, (node, default) in enumerate(zip(arguments.args, missing + arguments.defaults)):
        positional = last_positional_only is not None and i <= last_positional_only
        add(node, default, _POSITIONAL_ONLY if positional else _POSITIONAL_OR_KEYWORD)
    if arguments.vararg:
        add(arguments.vararg, None, _VAR_POSITIONAL)
    for node, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
        add(node, default, _KEYWORD_ONLY)
    if arguments.kwarg:
        add(arguments.kwarg, None, _VAR_KEYWORD)
    if self_parameter is not None:
        owner = getattr(obj, '__self__', None)
        if owner is not None and (skip_bound_arg or ismodule(owner)):
            params.pop(0)
        else:
            params[0] = params[0].replace(kind=_POSITIONAL_ONLY)
    return cls(params, return_annotation=cls.empty)


def _signature_from_builtin(cls, func, skip_bound_arg=True):
    if not _signature_is_builtin(func):
        raise TypeError('{!r} is not a Python builtin function'.format(func))
    text = getattr(func, '__text_signature__', None)
    if not text:
        raise ValueError('no signature found for builtin {!r}'.format(func))
    return _signature_fromstr(cls, func, text, skip_bound_arg)


def _signature_from_function(cls, func, skip_bound_arg=True):
    duck = False
    if not isfunction(func):
        if not _signature_is_functionlike(func):
            raise TypeError('{!r} is not a Python function'.format(func))
        duck = True
    text = getattr(func, '__text_signature__', None)
    if text:
        return _signature_fromstr(cls, func, text, skip_bound_arg)
    make = cls._parameter_cls
    code = func.__code__
    names = iter(code.co_varnames)
    defaults = func.__defaults__ or ()
    kwdefaults = func.__kwdefaults__ or {}
    annotations = func.__annotations__
    params = []

    def add(kind, default=_empty):
        name = next(names)
        params.append(make(name, kind, default=default, annotation=annotations.get(name, _empty)))

    first_default = code.co_argcount - len(defaults)
    for i in range(code.co_argcount):
        add(_POSITIONAL_ONLY if i < code.co_posonlyargcount else _POSITIONAL_OR_KEYWORD,
            defaults[i - first_default] if i >= first_default else _empty)
    keyword_only = list(itertools.islice(names, code.co_kwonlyargcount))
    if code.co_flags & CO_VARARGS:
        add(_VAR_POSITIONAL)
    rest, names = names, iter(keyword_only)
    for name in keyword_only:
        add(_KEYWORD_ONLY, kwdefaults.get(name, _empty))
    names = rest
    if code.co_flags & CO_VARKEYWORDS:
        add(_VAR_KEYWORD)
    # What is only like a function may have anything as parameters.
    return cls(params, return_annotation=annotations.get('return', _empty), __validate_parameters__=duck)


def _signature_from_callable(obj, *, follow_wrapper_chains=True, skip_bound_arg=True, sigcls):
    def again(inner, follow=follow_wrapper_chains):
        return _signature_from_callable(inner, follow_wrapper_chains=follow, skip_bound_arg=skip_bound_arg,
                                        sigcls=sigcls)

    if not callable(obj):
        raise TypeError('{!r} is not a callable object'.format(obj))
    if isinstance(obj, types.MethodType):
        sig = again(obj.__func__)
        return _signature_bound_method(sig) if skip_bound_arg else sig
    if follow_wrapper_chains:
        obj = unwrap(obj, stop=lambda f: hasattr(f, '__signature__'))
        if isinstance(obj, types.MethodType):
            return again(obj)
    sig = getattr(obj, '__signature__', None)
    if sig is not None:
        if not isinstance(sig, Signature):
            raise TypeError('unexpected object {!r} in __signature__ attribute'.format(sig))
        return sig
    method = getattr(obj, '_partialmethod', None)
    if isinstance(method, functools.partialmethod):
        return _signature_of_partialmethod(method, again(method.func))
    if isfunction(obj) or _signature_is_functionlike(obj):
        return _signature_from_function(sigcls, obj, skip_bound_arg=skip_bound_arg)
    if _signature_is_builtin(obj):
        return _signature_from_builtin(sigcls, obj, skip_bound_arg=skip_bound_arg)
    if isinstance(obj, functools.partial):
        return _signature_get_partial(again(obj.func), obj)
    if isinstance(obj, type):
        sig = _signature_of_class(obj, again, sigcls)
        if not isinstance(sig, Signature):
            return sig()
    else:
        sig = None
        if not isinstance(obj, _NonUserDefinedCallables):
            # An instance: what its class has as __call__.
            call = _signature_get_user_defined_method(type(obj), '__call__')
            if call is not None:
                try:
                    sig = again(call)
                except ValueError as error:
                    raise ValueError('no signature found for {!r}'.format(obj)) from error
    if sig is not None:
        return _signature_bound_method(sig) if skip_bound_arg else sig
    if isinstance(obj, types.BuiltinFunctionType):
        raise ValueError('no signature found for builtin function {!r}'.format(obj))
    raise ValueError('callable {!r} is not supported by signature'.format(obj))


def _signature_of_partialmethod(method, wrapped):
    sig = _signature_get_partial(wrapped, method, (None,))
    first = tuple(wrapped.parameters.values())[0]
    if first.kind is Parameter.VAR_POSITIONAL:
        return sig  # self is among *args
    params = tuple(sig.parameters.values())
    assert not params or first is not params[0]
    return sig.replace(parameters=(first,) + params)


def _signature_of_class(obj, again, sigcls):
    """The signature, with the first parameter, of what makes instances; or a function that returns the final one."""
    for owner, name in ((type(obj), '__call__'), (obj, '__new__'), (obj, '__init__')):
        method = _signature_get_user_defined_method(owner, name)
        if method is not None:
            return again(method)
    for base in obj.__mro__[:-1]:
        text = getattr(base, '__text_signature__', None)
        if text:
            return lambda: _signature_fromstr(sigcls, obj, text)
    if type not in obj.__mro__:
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return lambda: sigcls.from_callable(object)
        raise ValueError('no signature found for builtin type {!r}'.format(obj))
    return lambda: _unsupported(obj)


def _unsupported(obj):
    raise ValueError('callable {!r} is not supported by signature'.format(obj))


# ---- signatures

class _void:
    """Stands for arguments not given."""


class _empty:
    """Stands for a default or an annotation that there is not."""


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __str__(self):
        return self._name_

    @property
    def description(self):
        return _PARAM_NAME_MAPPING[self]


_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = _ParameterKind

_PARAM_NAME_MAPPING = {
    _POSITIONAL_ONLY: 'positional-only',
    _POSITIONAL_OR_KEYWORD: 'positional or keyword',
    _VAR_POSITIONAL: 'variadic positional',
    _KEYWORD_ONLY: 'keyword-only',
    _VAR_KEYWORD: 'variadic keyword',
}


class Parameter:
    """A parameter: name, kind, default and annotation (empty if there is none)."""

    __slots__ = ('_name', '_kind', '_default', '_annotation')

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD

    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f'value {kind!r} is not a valid Parameter.kind')
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError('{} parameters cannot have default values'.format(self._kind.description))
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError('name is a required attribute for Parameter')
        if not isinstance(name, str):
            raise TypeError('name must be a str, not a {}'.format(type(name).__name__))
        if name[:1] == '.' and name[1:].isdigit():
            # The parameter of the function inside a comprehension.
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError('implicit arguments must be passed as positional or keyword arguments, not {}'
                                 .format(self._kind.description))
            self._kind = _POSITIONAL_ONLY
            name = 'implicit' + name[1:]
        if not name.isidentifier():
            raise ValueError('{!r} is not a valid parameter name'.format(name))
        self._name = name

    def __reduce__(self):
        return type(self), (self._name, self._kind), {'_default': self._default, '_annotation': self._annotation}

    def __setstate__(self, state):
        self._default, self._annotation = state['_default'], state['_annotation']

    name = property(attrgetter('_name'))
    default = property(attrgetter('_default'))
    annotation = property(attrgetter('_annotation'))
    kind = property(attrgetter('_kind'))

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """A parameter like this one, with other attributes."""
        return type(self)(self._name if name is _void else name, self._kind if kind is _void else kind,
                          default=self._default if default is _void else default,
                          annotation=self._annotation if annotation is _void else annotation)

    def __str__(self):
        text = self._name
        annotated = self._annotation is not _empty
        if annotated:
            text += ': ' + formatannotation(self._annotation)
        if self._default is not _empty:
            text += (' = ' if annotated else '=') + repr(self._default)
        return {_VAR_POSITIONAL: '*', _VAR_KEYWORD: '**'}.get(self._kind, '') + text

    def __repr__(self):
        return '<{} "{}">'.format(self.__class__.__name__, self)

    def _key(self):
        return self._name, self._kind, self._default, self._annotation

    def __hash__(self):
        return hash((self.name, self.kind, self.annotation, self.default))

    def __eq__(self, other):
        if self is other:
            return True
        return self._key() == other._key() if isinstance(other, Parameter) else NotImplemented


class BoundArguments:
    """What Signature.bind() returns: the values of the parameters in the dict `arguments`."""

    __slots__ = ('arguments', '_signature', '__weakref__')

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    signature = property(attrgetter('_signature'))

    def _split(self):
        """The arguments as a tuple and a dict, by position as far as possible."""
        args, kwargs = [], {}
        by_position = True
        for name, param in self._signature.parameters.items():
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                by_position = False
            if name not in self.arguments:
                continue
            value = self.arguments[name]
            if param.kind is _VAR_KEYWORD:
                kwargs.update(value)
            elif not by_position:
                kwargs[name] = value
            elif param.kind is _VAR_POSITIONAL:
                args.extend(value)
            else:
                args.append(value)
        return tuple(args), kwargs

    @property
    def args(self):
        return self._split()[0]

    @property
    def kwargs(self):
        return self._split()[1]

    def apply_defaults(self):
        """Add what was not given: defaults, () for *args, {} for **kwargs."""
        found = []
        for name, param in self._signature.parameters.items():
            if name in self.arguments:
                value = self.arguments[name]
            elif param.default is not _empty:
                value = param.default
            elif param.kind is _VAR_POSITIONAL:
                value = ()
            elif param.kind is _VAR_KEYWORD:
                value = {}
            else:
                continue  # was bound by bind_partial()
            found.append((name, value))
        self.arguments = OrderedDict(found)

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __setstate__(self, state):
        self._signature, self.arguments = state['_signature'], state['arguments']

    def __getstate__(self):
        return {'_signature': self._signature, 'arguments': self.arguments}

    def __repr__(self):
        shown = ['{}={!r}'.format(*item) for item in self.arguments.items()]
        return '<{} ({})>'.format(self.__class__.__name__, ', '.join(shown))


class Signature:
    """The parameters of a callable, an ordered mapping by name, and the annotation of its result."""

    __slots__ = ('_return_annotation', '_parameters')

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        """A signature of these parameters, whose order is checked."""
        if parameters is None:
            params = OrderedDict()
        elif __validate_parameters__:
            params = self._validated(parameters)
        else:
            params = OrderedDict((param.name, param) for param in parameters)
        self._parameters = types.MappingProxyType(params)
        self._return_annotation = return_annotation

    @staticmethod
    def _validated(parameters):
        params = OrderedDict()
        highest = _POSITIONAL_ONLY
        defaults = False
        for param in parameters:
            if param.kind < highest:
                raise ValueError('wrong parameter order: {} parameter before {} parameter'.format(
                    highest.description, param.kind.description))
            if param.kind > highest:
                defaults = False
                highest = param.kind
            if param.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                if param.default is not _empty:
                    defaults = True
                elif defaults:
                    raise ValueError('non-default argument follows default argument')
            if param.name in params:
                raise ValueError('duplicate parameter name: {!r}'.format(param.name))
            params[param.name] = param
        return params

    @classmethod
    def from_function(cls, func):
        """Deprecated: the signature of a function."""
        warnings.warn('inspect.Signature.from_function() is deprecated since Python 3.5, use '
                      'Signature.from_callable()', DeprecationWarning, stacklevel=2)
        return _signature_from_function(cls, func)

    @classmethod
    def from_builtin(cls, func):
        """Deprecated: the signature of a built-in function."""
        warnings.warn('inspect.Signature.from_builtin() is deprecated since Python 3.5, use '
                      'Signature.from_callable()', DeprecationWarning, stacklevel=2)
        return _signature_from_builtin(cls, func)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True):
        """The signature of anything that can be called."""
        return _signature_from_callable(obj, sigcls=cls, follow_wrapper_chains=follow_wrapped)

    parameters = property(attrgetter('_parameters'))
    return_annotation = property(attrgetter('_return_annotation'))

    def replace(self, *, parameters=_void, return_annotation=_void):
        """A signature like this one, with other attributes."""
        return type(self)(self.parameters.values() if parameters is _void else parameters,
                          return_annotation=self._return_annotation if return_annotation is _void
                          else return_annotation)

    def _hash_basis(self):
        # The order of keyword-only parameters does not matter.
        ordered = tuple(param for param in self.parameters.values() if param.kind != _KEYWORD_ONLY)
        named = {param.name: param for param in self.parameters.values() if param.kind == _KEYWORD_ONLY}
        return ordered, named, self.return_annotation

    def __hash__(self):
        ordered, named, annotation = self._hash_basis()
        return hash((ordered, frozenset(named.values()), annotation))

    def __eq__(self, other):
        if self is other:
            return True
        return self._hash_basis() == other._hash_basis() if isinstance(other, Signature) else NotImplemented

    def _bind(self, args, kwargs, *, partial=False):
        bound = OrderedDict()
        left = list(args)[::-1]
        waiting = list(self.parameters.values())[::-1]
        while waiting:
            param = waiting[-1]
            if not left:
                break
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                raise TypeError('too many positional arguments') from None
            waiting.pop()
            if param.kind is _VAR_POSITIONAL:
                bound[param.name] = tuple(left[::-1])
                left = []
                break
            if param.name in kwargs and param.kind is not _POSITIONAL_ONLY:
                raise TypeError('multiple values for argument {arg!r}'.format(arg=param.name)) from None
            bound[param.name] = left.pop()
        if left:
            raise TypeError('too many positional arguments') from None
        rest = None
        for param in reversed(waiting):
            name = param.name
            if param.kind is _VAR_KEYWORD:
                rest = param
            elif param.kind is _VAR_POSITIONAL:
                pass
            elif name in kwargs:
                if param.kind is _POSITIONAL_ONLY:
                    raise TypeError('{arg!r} parameter is positional only, but was passed as a keyword'
                                    .format(arg=name))
                bound[name] = kwargs.pop(name)
            elif not partial and param.default is _empty:
                raise TypeError('missing a required argument: {arg!r}'.format(arg=name)) from None
        if kwargs:
            if rest is None:
                raise TypeError('got an unexpected keyword argument {arg!r}'.format(arg=next(iter(kwargs))))
            bound[rest.name] = kwargs
        return self._bound_arguments_cls(self, bound)

    def bind(self, /, *args, **kwargs):
        """Which parameters get which arguments in such a call; TypeError if it is not possible."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """The same for a call that lacks some arguments."""
        return self._bind(args, kwargs, partial=True)

    def __reduce__(self):
        return (type(self), (tuple(self._parameters.values()),), {'_return_annotation': self._return_annotation})

    def __setstate__(self, state):
        self._return_annotation = state['_return_annotation']

    def __repr__(self):
        return '<{} {}>'.format(self.__class__.__name__, self)

    def __str__(self):
        parts = []
        slash = False      # does a '/' have to come yet?
        star = True        # does a '*' have to come before keyword-only parameters?
        for param in self.parameters.values():
            if param.kind is _POSITIONAL_ONLY:
                slash = True
            elif slash:
                parts.append('/')
                slash = False
            if param.kind is _VAR_POSITIONAL:
                star = False
            elif param.kind is _KEYWORD_ONLY and star:
                parts.append('*')
                star = False
            parts.append(str(param))
        if slash:
            parts.append('/')
        text = '({})'.format(', '.join(parts))
        if self.return_annotation is not _empty:
            text += ' -> {}'.format(formatannotation(self.return_annotation))
        return text


def signature(obj, *, follow_wrapped=True):
    """The signature of anything that can be called."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped)


def _main():
    import argparse
    import importlib
    parser = argparse.ArgumentParser()
    parser.add_argument('object', help="The object to be analysed. It supports the 'module:qualname' syntax")
    parser.add_argument('-d', '--details', action='store_true',
                        help='Display info about the module rather than its source code')
    args = parser.parse_args()
    name, colon, attributes = args.object.partition(':')
    try:
        found = module = importlib.import_module(name)
    except Exception as error:
        print('Failed to import {} ({}: {})'.format(name, type(error).__name__, error), file=sys.stderr)
        sys.exit(2)
    for part in attributes.split('.') if colon else ():
        found = getattr(found, part)
    if module.__name__ in sys.builtin_module_names:
        print("Can't get info for builtin modules.", file=sys.stderr)
        sys.exit(1)
    if not args.details:
        print(getsource(found))
        return
    print('Target: {}'.format(args.object))
    print('Origin: {}'.format(getsourcefile(module)))
    print('Cached: {}'.format(module.__cached__))
    if found is module:
        print('Loader: {}'.format(repr(module.__loader__)))
        if hasattr(module, '__path__'):
            print('Submodule search path: {}'.format(module.__path__))
    else:
        try:
            print('Line: {}'.format(findsource(found)[1]))
        except Exception:
            pass
    print('\n')


if __name__ == '__main__':
    _main()
