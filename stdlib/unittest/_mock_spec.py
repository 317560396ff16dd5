"""Mocks that imitate an object: its signature and its attributes; found in unittest.mock."""

import asyncio
import contextlib
import inspect
from functools import partial
from types import MethodType

from unittest import mock as _owner
from unittest._mock_calls import ANY, DEFAULT, _CallList
from unittest._mock_magic import _is_magic

__name__ = 'unittest.mock'  # where all of this is found


def _is_async_func(func):
    return bool(getattr(func, '__code__', None)) and asyncio.iscoroutinefunction(func)


def _get_signature_object(func, as_instance, eat_self):
    """(function, signature) for calls of `func`, or None if that cannot be told."""
    try:
        if isinstance(func, type) and not as_instance:
            func, eat_self = func.__init__, True
        elif not isinstance(func, FunctionTypes):
            func = func.__call__
    except AttributeError:
        return None
    try:
        return func, inspect.signature(partial(func, None) if eat_self else func)
    except ValueError:
        return None         # C functions mostly have no signature


def _check_signature(func, mock, skipfirst, instance=False):
    """Have calls of `mock` checked against the signature of `func`."""
    found = _get_signature_object(func, instance, skipfirst)
    if found is None:
        return
    func, sig = found

    def checksig(self, /, *args, **kwargs):
        sig.bind(*args, **kwargs)
    _copy_func_details(func, checksig)
    own_class = type(mock)
    own_class._mock_check_sig = checksig
    own_class.__signature__ = sig


def _copy_func_details(func, funcopy):
    for name in ('__name__', '__doc__', '__text_signature__', '__module__',
                 '__defaults__', '__kwdefaults__'):
        with contextlib.suppress(AttributeError):
            setattr(funcopy, name, getattr(func, name))


def _callable(obj):
    if isinstance(obj, (staticmethod, classmethod, MethodType)):
        return _callable(obj.__func__)
    return isinstance(obj, type) or getattr(obj, '__call__', None) is not None


def _is_list(obj):
    # Exact types: a named tuple is an object to imitate, no list of names.
    return type(obj) in (list, tuple)


def _instance_callable(obj):
    """Can the object, or an instance of the class, be called?"""
    if not isinstance(obj, type):
        return getattr(obj, '__call__', None) is not None
    # Not getattr(): that would find the metaclass's.
    return any(vars(base).get('__call__') is not None for base in (obj,) + obj.__mro__)


def _set_signature(mock, original, instance=False):
    """A function with the signature of `original` which calls the mock."""
    found = _get_signature_object(original, instance, isinstance(original, type))
    if found is None:
        return mock
    func, sig = found

    def funcopy(*args, **kwargs):
        sig.bind(*args, **kwargs)
        return mock(*args, **kwargs)
    # As if it came from nowhere: nothing but name and signature is taken over.
    funcopy.__module__ = None
    name = original.__name__
    funcopy.__name__ = funcopy.__qualname__ = name if name.isidentifier() else 'funcopy'
    _setup_func(funcopy, mock, sig)
    return funcopy


def _setup_func(funcopy, mock, sig):
    """Give a function the attributes of a mock; the mock keeps its state there from now on."""
    def delegate(name):
        def method(*args, **kwargs):
            return getattr(mock, name)(*args, **kwargs)
        method.__name__ = name
        return method

    def reset_mock():
        funcopy.method_calls = _CallList()
        funcopy.mock_calls = _CallList()
        mock.reset_mock()
        for value in (funcopy.return_value,):
            if _owner._is_instance_mock(value) and value is not mock:
                value.reset_mock()

    funcopy.mock = mock
    funcopy.called = False
    funcopy.call_count = 0
    funcopy.call_args = None
    for name in ('call_args_list', 'method_calls', 'mock_calls'):
        setattr(funcopy, name, _CallList())
    funcopy.return_value = mock.return_value
    funcopy.side_effect = mock.side_effect
    funcopy._mock_children = mock._mock_children
    for name in ('assert_called_with', 'assert_called_once_with', 'assert_has_calls',
                 'assert_any_call', 'assert_not_called', 'assert_called',
                 'assert_called_once'):
        setattr(funcopy, name, delegate(name))
    funcopy.reset_mock = reset_mock
    funcopy.__signature__ = sig
    mock._mock_delegate = funcopy


def _setup_async_mock(mock):
    """The same, for what AsyncMock has in addition."""
    mock._is_coroutine = asyncio.coroutines._is_coroutine
    mock.await_count = 0
    mock.await_args = None
    mock.await_args_list = _CallList()

    def wrapper(attr, /, *args, **kwargs):
        return getattr(mock.mock, attr)(*args, **kwargs)

    for name in ('assert_awaited', 'assert_awaited_once', 'assert_awaited_with',
                 'assert_awaited_once_with', 'assert_any_await', 'assert_has_awaits',
                 'assert_not_awaited'):
        # partial(): a plain function would count as one more autospecced attribute
        setattr(mock, name, partial(wrapper, name))


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, **kwargs):
    """A mock with the attributes of `spec`, which have theirs in turn, and with its signature.

    With `instance` it imitates an instance of the class `spec`.
    """
    if _is_list(spec):
        spec = type(spec)
    is_type = isinstance(spec, type)
    is_async = _is_async_func(spec)
    options = {}
    if spec is not None:
        options['spec_set' if spec_set else 'spec'] = spec
        if instance:
            options['_spec_as_instance'] = True
    options.update(kwargs)

    kind = _owner.MagicMock
    if inspect.isdatadescriptor(spec):
        options = {}        # its value could be anything
    elif is_async:
        if instance:
            raise RuntimeError("Instance can not be True when create_autospec "
                               "is mocking an async function")
        kind = _owner.AsyncMock
    elif not _callable(spec) or is_type and instance and not _instance_callable(spec):
        kind = _owner.NonCallableMagicMock

    _name = options.pop('name', _name)
    mock = kind(parent=_parent, _new_parent=_parent, _new_name='' if _parent is None else _name,
                name=_name, **options)
    if isinstance(spec, FunctionTypes):
        mock = _set_signature(mock, spec)
        if is_async:
            _setup_async_mock(mock)
    else:
        _check_signature(spec, mock, is_type, instance)

    if _parent is not None and not instance:
        _parent._mock_children[_name] = mock
    if is_type and not instance and 'return_value' not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name='()',
                                            _parent=mock)
    for entry in dir(spec):
        if not _is_magic(entry):
            _autospec_attribute(mock, spec, entry, spec_set, is_type, instance)
    return mock


def _autospec_attribute(mock, spec, entry, spec_set, is_type, instance):
    try:
        original = getattr(spec, entry)
    except AttributeError:
        return      # dir() may promise more than there is
    if not isinstance(original, FunctionTypes):
        # Made when looked at, else this would walk through everything there is.
        mock._mock_children[entry] = _SpecState(original, spec_set, mock, entry, instance)
        return
    parent = mock.mock if isinstance(spec, FunctionTypes) else mock
    skipfirst = _must_skip(spec, entry, is_type)
    kind = _owner.AsyncMock if asyncio.iscoroutinefunction(original) else _owner.MagicMock
    child = kind(parent=parent, name=entry, _new_name=entry, _new_parent=parent,
                 _eat_self=skipfirst, **{'spec_set' if spec_set else 'spec': original})
    mock._mock_children[entry] = child
    _check_signature(original, child, skipfirst=skipfirst)
    # Also for names that begin with assert, which are refused when looked up.
    setattr(mock, entry, child)


def _must_skip(spec, entry, is_type):
    """Does the signature of this attribute begin with a self to leave out?"""
    if not isinstance(spec, type):
        if entry in getattr(spec, '__dict__', {}):
            return False
        spec = spec.__class__
    for klass in spec.__mro__:
        found = klass.__dict__.get(entry, DEFAULT)
        if found is not DEFAULT:
            return (is_type and not isinstance(found, (staticmethod, classmethod))
                    and isinstance(getattr(found, '__get__', None), _method_wrapper))
    return is_type


class _SpecState(object):
    """An attribute of an autospecced mock that nobody has looked at yet."""

    def __init__(self, spec, spec_set=False, parent=None, name=None, ids=None,
                 instance=False):
        self.spec = spec
        self.ids = ids
        self.spec_set = spec_set
        self.parent = parent
        self.instance = instance
        self.name = name


FunctionTypes = (type(create_autospec), type(ANY.__eq__))
_method_wrapper = type(ANY.__eq__.__get__)

__name__ = __spec__.name
