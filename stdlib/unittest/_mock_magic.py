"""The special methods of mocks; found in unittest.mock."""

import inspect
from types import CodeType

from unittest import mock as _owner
from unittest._mock_calls import DEFAULT

__name__ = 'unittest.mock'  # where all of this is found

# super() finds the class of self through __class__, which mocks with a spec pretend about;
# tests replace the name `super`, too.
_safe_super = super


def _is_magic(name):
    return len(name) >= 4 and name[:2] == name[-2:] == '__'


class Base(object):
    _mock_return_value = DEFAULT
    _mock_side_effect = None

    def __init__(self, /, *args, **kwargs):
        pass


magic_methods = ('lt le gt ge eq ne getitem setitem delitem len contains iter hash str sizeof '
                 'enter exit divmod rdivmod neg pos abs invert complex int float index '
                 'round trunc floor ceil bool next fspath aiter ')
numerics = 'add sub mul matmul div floordiv mod lshift rshift and xor or pow truediv'
inplace = ' '.join('i' + name for name in numerics.split())
right = ' '.join('r' + name for name in numerics.split())


def _dunders(names):
    return {'__%s__' % name for name in names.split()}


# Supported, but not set up unless asked for.
_non_defaults = _dunders(
    'get set delete reversed missing reduce reduce_ex getinitargs getnewargs getstate setstate '
    'getformat setformat repr dir subclasses format getnewargs_ex')


def _get_method(name, func):
    """A function to put on the class: a callable object would not receive self."""
    def method(self, /, *args, **kw):
        return func(self, *args, **kw)
    method.__name__ = name
    return method


_magics = _dunders(' '.join((magic_methods, numerics, inplace, right)))
_async_method_magics = _dunders('aenter aexit anext')
_sync_async_magics = _dunders('aiter')
_async_magics = _async_method_magics | _sync_async_magics
_all_sync_magics = _magics | _non_defaults
_all_magics = _all_sync_magics | _async_magics
_unsupported_magics = _dunders(
    'getattr setattr init new prepare instancecheck subclasscheck del')

_calculate_return_value = {
    '__hash__': lambda self: object.__hash__(self),
    '__str__': lambda self: object.__str__(self),
    '__sizeof__': lambda self: object.__sizeof__(self),
    '__fspath__': lambda self: '/'.join(
        (type(self).__name__, self._extract_mock_name(), str(id(self)))),
}

_return_values = dict(dict.fromkeys(_dunders('lt gt le ge'), NotImplemented),
                      __int__=1, __contains__=False, __len__=0, __exit__=False,
                      __complex__=1j, __float__=1.0, __bool__=True, __index__=1,
                      __aexit__=False)


def _get_eq(self):
    def __eq__(other):
        fixed = self.__eq__._mock_return_value
        if fixed is not DEFAULT:
            return fixed
        return True if self is other else NotImplemented
    return __eq__


def _get_ne(self):
    def __ne__(other):
        fixed = self.__ne__._mock_return_value
        # DEFAULT makes the mock go on to its return value, which is set up as well
        return DEFAULT if fixed is not DEFAULT else self is not other and NotImplemented
    return __ne__


def _get_iter(self):
    def __iter__():
        fixed = self.__iter__._mock_return_value
        return iter([]) if fixed is DEFAULT else iter(fixed)
    return __iter__


def _get_async_iter(self):
    def __aiter__():
        fixed = self.__aiter__._mock_return_value
        return _AsyncIterator(iter([] if fixed is DEFAULT else fixed))
    return __aiter__


_side_effect_methods = {
    '__eq__': _get_eq,
    '__ne__': _get_ne,
    '__iter__': _get_iter,
    '__aiter__': _get_async_iter,
}


def _set_return_value(mock, method, name):
    """Give the mock of a special method what that method has to give."""
    if name in _return_values:
        method.return_value = _return_values[name]
    elif name in _calculate_return_value:
        method.return_value = _calculate_return_value[name](mock)
    elif name in _side_effect_methods:
        method.side_effect = _side_effect_methods[name](mock)


class MagicMixin(Base):
    """Special methods, each a mock that comes into being when it is first used."""

    def __init__(self, /, *args, **kw):
        self._mock_set_magics()     # before anything of ours may need them
        _safe_super(MagicMixin, self).__init__(*args, **kw)
        self._mock_set_magics()     # now with the spec known

    def _mock_set_magics(self):
        offered = _magics | _async_method_magics
        wanted = offered
        own = type(self)
        if getattr(self, "_mock_methods", None) is not None:
            wanted = offered.intersection(self._mock_methods)
            for name in offered - wanted:
                if name in own.__dict__:
                    delattr(own, name)
        for name in wanted - set(own.__dict__):
            setattr(own, name, MagicProxy(name, self))


class AsyncMagicMixin(MagicMixin):
    """The same for asynchronous mocks."""


class MagicProxy(Base):
    """Descriptor: makes the mock for one special method at its first use."""

    def __init__(self, name, parent):
        self.name = name
        self.parent = parent

    def create_mock(self):
        name, parent = self.name, self.parent
        made = parent._get_child_mock(name=name, _new_name=name, _new_parent=parent)
        setattr(parent, name, made)
        _set_return_value(parent, made, name)
        return made

    def __get__(self, obj, _type=None):
        return self.create_mock()


class _AsyncIterator:
    """An asynchronous iterator over the values of an iterator."""

    def __init__(self, iterator):
        self.iterator = iterator
        code = _owner.NonCallableMock(spec_set=CodeType)
        code.co_flags = inspect.CO_ITERABLE_COROUTINE
        self.__dict__['__code__'] = code

    def __aiter__(self):
        return self

    async def __anext__(self):
        for value in self.iterator:
            return value
        raise StopAsyncIteration


__name__ = __spec__.name
