"""Names of built-in types that are not builtins, and helpers to make classes at run time."""

import sys

# ---- Types, each taken from an object that has it


def _plain():
    seen = 1

    def closure():
        return seen
    return closure


def _generating():
    yield


async def _waiting():
    pass


async def _generating_async():
    yield


FunctionType = type(_plain)
LambdaType = type(lambda: None)
CodeType = type(_plain.__code__)
CellType = type(_plain().__closure__[0])
GeneratorType = type(_generating())
_made = _waiting()
CoroutineType = type(_made)
_made.close()
AsyncGeneratorType = type(_generating_async())
ModuleType = type(sys)
SimpleNamespace = type(sys.implementation)
MappingProxyType = type(type.__dict__)
BuiltinFunctionType = BuiltinMethodType = type(len)


class _Owner:
    def method(self):
        pass


MethodType = type(_Owner().method)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
GetSetDescriptorType = type(FunctionType.__code__)
MemberDescriptorType = type(FunctionType.__globals__)

try:
    raise TypeError
except TypeError as _made:
    TracebackType = type(_made.__traceback__)
    FrameType = type(_made.__traceback__.tb_frame)

del sys, _plain, _generating, _waiting, _generating_async, _Owner


# ---- Making classes

def resolve_bases(bases):
    """The bases with every object that has __mro_entries__ replaced by what it answers (PEP 560)."""
    resolved = []
    changed = False
    for base in bases:
        entries = None
        if not isinstance(base, type):
            entries = getattr(base, "__mro_entries__", None)
        if entries is None:
            resolved.append(base)
            continue
        answer = entries(bases)
        if not isinstance(answer, tuple):
            raise TypeError("__mro_entries__ must return a tuple")
        resolved.extend(answer)
        changed = True
    return tuple(resolved) if changed else bases


def _calculate_meta(meta, bases):
    """The most derived metaclass of `meta` and those of the bases."""
    for candidate in map(type, bases):
        if issubclass(candidate, meta):
            meta = candidate
        elif not issubclass(meta, candidate):
            raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of "
                            "the metaclasses of all its bases")
    return meta


def prepare_class(name, bases=(), kwds=None):
    """The metaclass of a class statement, the namespace for its body, and the keywords left for the metaclass."""
    kwds = dict(kwds or {})
    if "metaclass" in kwds:
        meta = kwds.pop("metaclass")
    else:
        meta = type(bases[0]) if bases else type
    if isinstance(meta, type):
        meta = _calculate_meta(meta, bases)
    prepare = getattr(meta, "__prepare__", None)
    return meta, {} if prepare is None else prepare(name, bases, **kwds), kwds


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class as a class statement does; `exec_body` is called with the namespace in the place of the body."""
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return meta(name, resolved, namespace, **kwds)


class DynamicClassAttribute:
    """A property for instances; access on the class goes to the metaclass's __getattr__.

    Enum members have such `name` and `value`, while the class may have members of these names.
    """

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.overwrite_doc = doc is None  # a later getter brings its own
        self.__doc__ = fget.__doc__ if doc is None and fget is not None else doc
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def __changed(self, fget, fset, fdel, doc):
        made = type(self)(fget, fset, fdel, doc)
        made.overwrite_doc = self.overwrite_doc
        return made

    def getter(self, fget):
        doc = fget.__doc__ if self.overwrite_doc and fget is not None else None
        return self.__changed(fget, self.fset, self.fdel, doc or self.__doc__)

    def setter(self, fset):
        return self.__changed(self.fget, fset, self.fdel, self.__doc__)

    def deleter(self, fdel):
        return self.__changed(self.fget, self.fset, fdel, self.__doc__)


# ---- Generators as coroutines

def _forward(name):
    return property(lambda self: getattr(self._GeneratorWrapper__wrapped, name))


class _GeneratorWrapper:
    """Makes any generator-like object awaitable."""

    def __init__(self, gen):
        self.__wrapped = gen
        self.__isgen = gen.__class__ is GeneratorType
        self.__name__ = getattr(gen, "__name__", None)
        self.__qualname__ = getattr(gen, "__qualname__", None)

    def send(self, val):
        return self.__wrapped.send(val)

    def throw(self, tp, *rest):
        return self.__wrapped.throw(tp, *rest)

    def close(self):
        return self.__wrapped.close()

    gi_code = cr_code = _forward("gi_code")
    gi_frame = cr_frame = _forward("gi_frame")
    gi_running = cr_running = _forward("gi_running")
    gi_yieldfrom = cr_await = _forward("gi_yieldfrom")

    def __next__(self):
        return next(self.__wrapped)

    def __iter__(self):
        return self.__wrapped if self.__isgen else self

    __await__ = __iter__


_CO_GENERATOR, _CO_COROUTINE, _CO_ITERABLE_COROUTINE = 0x20, 0x80, 0x100


def coroutine(func):
    """Decorator: what the generator function returns can be awaited."""
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    if func.__class__ is FunctionType and getattr(func, "__code__", None).__class__ is CodeType:
        flags = func.__code__.co_flags
        if flags & (_CO_COROUTINE | _CO_ITERABLE_COROUTINE):
            return func
        if flags & _CO_GENERATOR:
            func.__code__ = func.__code__.replace(co_flags=flags | _CO_ITERABLE_COROUTINE)
            return func

    # Anything else is judged by what it returns.
    import _collections_abc
    import functools

    @functools.wraps(func)
    def wrapped(*args, **kwargs):
        result = func(*args, **kwargs)
        if result.__class__ is CoroutineType:
            return result
        if result.__class__ is GeneratorType and result.gi_code.co_flags & _CO_ITERABLE_COROUTINE:
            return result
        if isinstance(result, _collections_abc.Generator) and not isinstance(result, _collections_abc.Coroutine):
            return _GeneratorWrapper(result)
        return result

    return wrapped


__all__ = [name for name in globals() if not name.startswith("_")]
