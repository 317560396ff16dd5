"""What kind an object is; found in inspect."""

import abc
import collections.abc
import dis
import functools
import sys
import types

__name__ = 'inspect'  # where all of this is found

# CO_OPTIMIZED and so on.
mod_dict = globals()
for k, v in dis.COMPILER_FLAG_NAMES.items():
    mod_dict['CO_' + v] = k

# The flag of classes that have abstract methods.
TPFLAGS_IS_ABSTRACT = 1 << 20


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


__name__ = __spec__.name
