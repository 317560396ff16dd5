"""Shallow and deep copies of any object.

Types say how they are copied by __copy__() and __deepcopy__(memo), or by what they tell pickle.
"""

import types
import weakref
from copyreg import dispatch_table

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    """An object that cannot be copied."""


error = Error  # older name


# ---- Tables of the built-in types

def _copy_immutable(x):
    return x


def _deepcopy_atomic(x, memo):
    return x


_copy_dispatch = {}
_deepcopy_dispatch = {}

for _type in (type(None), type(Ellipsis), type(NotImplemented), int, float, bool, complex, bytes, str, type,
              types.BuiltinFunctionType, types.FunctionType, types.CodeType, property, weakref.ref):
    _copy_dispatch[_type] = _copy_immutable
    _deepcopy_dispatch[_type] = _deepcopy_atomic
for _type in (tuple, frozenset, slice, range):
    _copy_dispatch[_type] = _copy_immutable
for _type in (list, dict, set, bytearray):
    _copy_dispatch[_type] = _type.copy
del _type


def _reduction(x, cls):
    """What pickle would be told about an object; None for a class."""
    reductor = dispatch_table.get(cls)
    if reductor is not None:
        return reductor(x)
    reductor = getattr(x, "__reduce_ex__", None)
    if reductor is not None:
        return reductor(4)
    reductor = getattr(x, "__reduce__", None)
    if reductor is None:
        raise Error(f"un(shallow)copyable object of type {cls}")
    return reductor()


def copy(x):
    """A shallow copy."""
    cls = type(x)
    known = _copy_dispatch.get(cls)
    if known is not None:
        return known(x)
    if issubclass(cls, type):
        return x
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    reduced = _reduction(x, cls)
    return x if isinstance(reduced, str) else _reconstruct(x, None, *reduced)


def deepcopy(x, memo=None, _nil=[]):
    """A copy of the object and of all it refers to; `memo` holds what is copied already, by id."""
    if memo is None:
        memo = {}
    key = id(x)
    done = memo.get(key, _nil)
    if done is not _nil:
        return done
    cls = type(x)
    known = _deepcopy_dispatch.get(cls)
    if known is not None:
        result = known(x, memo)
    elif issubclass(cls, type):
        result = x
    else:
        own = getattr(x, "__deepcopy__", None)
        if own is not None:
            result = own(memo)
        else:
            try:
                reduced = _reduction(x, cls)
            except Error:
                raise Error(f"un(deep)copyable object of type {cls}") from None
            result = x if isinstance(reduced, str) else _reconstruct(x, memo, *reduced)
    if result is not x:
        memo[key] = result
        _keep_alive(x, memo)  # or another object may get this id
    return result


def _keep_alive(x, memo):
    """Hold an object as long as the memo."""
    memo.setdefault(id(memo), []).append(x)


def _deepcopy_list(x, memo, deepcopy=deepcopy):
    result = memo[id(x)] = []
    for item in x:
        result.append(deepcopy(item, memo))
    return result


def _deepcopy_tuple(x, memo, deepcopy=deepcopy):
    items = [deepcopy(item, memo) for item in x]
    if id(x) in memo:  # the tuple is part of itself through one of its items
        return memo[id(x)]
    return x if all(new is old for new, old in zip(items, x)) else tuple(items)


def _deepcopy_dict(x, memo, deepcopy=deepcopy):
    result = memo[id(x)] = {}
    for key, value in x.items():
        result[deepcopy(key, memo)] = deepcopy(value, memo)
    return result


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_deepcopy_dispatch.update({list: _deepcopy_list, tuple: _deepcopy_tuple, dict: _deepcopy_dict,
                           types.MethodType: _deepcopy_method})


def _reconstruct(x, memo, func, args, state=None, listiter=None, dictiter=None, deepcopy=deepcopy):
    """Rebuild an object from its reduction; deeply if there is a memo."""
    deep = memo is not None
    if deep and args:
        args = tuple(deepcopy(argument, memo) for argument in args)
    y = func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, "__setstate__"):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            for name, value in (slots or {}).items():
                setattr(y, name, value)
    for item in listiter or ():
        y.append(deepcopy(item, memo) if deep else item)
    for key, value in dictiter or ():
        if deep:
            key, value = deepcopy(key, memo), deepcopy(value, memo)
        y[key] = value
    return y
