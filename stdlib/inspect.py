"""Information about live objects: their kind, source, signature, and the frames of the call stack.

The kinds are told in _inspect_kinds, sources found in _inspect_source, and signatures made in _inspect_signature;
all of it is found here.
"""

__author__ = ('Ka-Ping Yee <ping@lfw.org>', 'Yury Selivanov <yselivanov@sprymix.com>')

import builtins
import importlib.machinery
import itertools
import sys
import types
import warnings
from collections import namedtuple

from _inspect_kinds import *
from _inspect_signature import *
from _inspect_signature import _KEYWORD_ONLY, _NonUserDefinedCallables, _POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD
from _inspect_signature import _ParameterKind, _VAR_KEYWORD, _VAR_POSITIONAL, _empty, _signature_bound_method
from _inspect_signature import _signature_from_builtin, _signature_from_callable, _signature_from_function
from _inspect_signature import _signature_fromstr, _signature_get_bound_param, _signature_get_partial
from _inspect_signature import _signature_get_user_defined_method, _signature_is_builtin, _signature_is_functionlike
from _inspect_signature import _signature_strip_non_python_syntax, _void
from _inspect_source import *
from _inspect_source import _filesbymodname

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


# ---- documentation

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
    if sig.return_annotation is not sig.empty:
        annotations['return'] = sig.return_annotation
    for param in sig.parameters.values():
        names[param.kind].append(param.name)
        if param.default is not param.empty:
            if param.kind is _KEYWORD_ONLY:
                kwdefaults[param.name] = param.default
            else:
                defaults += (param.default,)
        if param.annotation is not param.empty:
            annotations[param.name] = param.annotation
    varargs, = names[_VAR_POSITIONAL] or (None,)
    varkw, = names[_VAR_KEYWORD] or (None,)
    return FullArgSpec(names[_POSITIONAL_ONLY] + names[_POSITIONAL_OR_KEYWORD], varargs, varkw, defaults or None,
                       names[_KEYWORD_ONLY], kwdefaults or None, annotations)


ArgInfo = namedtuple('ArgInfo', 'args varargs keywords locals')


def getargvalues(frame):
    """The parameters of a frame's function and the frame's local variables."""
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


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
