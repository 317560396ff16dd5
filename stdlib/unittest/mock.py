"""Objects that stand in for others in tests, and note how they were used.

A mock makes attributes and return values up as they are asked for, each again a mock which
knows its parent; a call is noted in the mock itself and, with its path, in all its ancestors.
Every instance gets a class of its own, so that special methods can be set on it alone.
"""

__all__ = (
    'Mock', 'MagicMock', 'patch', 'sentinel', 'DEFAULT', 'ANY', 'call',
    'create_autospec', 'AsyncMock', 'FILTER_DIR', 'NonCallableMock',
    'NonCallableMagicMock', 'mock_open', 'PropertyMock', 'seal',
)

import asyncio
import builtins
import contextlib
import inspect
import io
import pprint
import sys
from functools import partial, wraps
from types import CodeType, MethodType, ModuleType
from unittest.util import safe_repr

_builtins = {name for name in dir(builtins) if not name.startswith('_')}

FILTER_DIR = True

# super() finds the class of self through __class__, which mocks with a spec pretend about;
# tests replace the name `super`, too.
_safe_super = super


def _is_async_obj(obj):
    if _is_instance_mock(obj) and not isinstance(obj, AsyncMock):
        return False        # it would answer anything
    obj = getattr(obj, '__func__', obj)
    return asyncio.iscoroutinefunction(obj) or inspect.isawaitable(obj)


def _is_async_func(func):
    return bool(getattr(func, '__code__', None)) and asyncio.iscoroutinefunction(func)


def _is_instance_mock(obj):
    # isinstance() would believe the mock's __class__.
    return issubclass(type(obj), NonCallableMock)


def _is_exception(obj):
    return (isinstance(obj, BaseException)
            or isinstance(obj, type) and issubclass(obj, BaseException))


def _extract_mock(obj):
    """The mock behind a function made by create_autospec(); anything else as it is."""
    return obj.mock if isinstance(obj, FunctionTypes) and hasattr(obj, 'mock') else obj


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
            if _is_instance_mock(value) and value is not mock:
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


def _is_magic(name):
    return len(name) >= 4 and name[:2] == name[-2:] == '__'


class _SentinelObject(object):
    """An object which is nothing but itself."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return 'sentinel.%s' % self.name

    def __reduce__(self):
        return 'sentinel.%s' % self.name


class _Sentinel(object):
    """Each attribute is an object of its own, the same one each time."""

    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == '__bases__':
            raise AttributeError    # inspect and doctest ask for it
        return self._sentinels.setdefault(name, _SentinelObject(name))

    def __reduce__(self):
        return 'sentinel'


sentinel = _Sentinel()

DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED

_allowed_names = {
    'return_value', '_mock_return_value', 'side_effect', '_mock_side_effect',
    '_mock_parent', '_mock_new_parent', '_mock_name', '_mock_new_name',
}


def _delegating_property(name):
    """A property kept as _mock_<name>, or with the function standing before the mock."""
    _allowed_names.add(name)
    hidden = '_mock_' + name

    def get(self):
        owner = self._mock_delegate
        return getattr(self, hidden) if owner is None else getattr(owner, name)

    def set(self, value):
        owner = self._mock_delegate
        if owner is None:
            self.__dict__[hidden] = value
        else:
            setattr(owner, name, value)

    return property(get, set)


class _CallList(list):
    """A list of calls; `in` also looks for a run of them."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        size = len(value)
        return any(self[i:i + size] == value for i in range(len(self) - size + 1))

    def __repr__(self):
        return pprint.pformat(list(self))


def _check_and_set_parent(parent, value, name, new_name):
    """Make `value` a child of `parent`, if it is a mock nobody owns or has named yet."""
    value = _extract_mock(value)
    if not _is_instance_mock(value):
        return False
    if (value._mock_name or value._mock_new_name
            or value._mock_parent is not None or value._mock_new_parent is not None):
        return False
    # No cycles: neither a mock that returns itself nor one set on its own descendant.
    ancestor = parent
    while ancestor is not None:
        if ancestor is value:
            return False
        ancestor = ancestor._mock_new_parent
    if new_name:
        value._mock_new_parent = parent
        value._mock_new_name = new_name
    if name:
        value._mock_parent = parent
        value._mock_name = name
    return True


class _MockIter(object):
    """An iterator over the values of a side_effect; tells them from a callable."""

    def __init__(self, obj):
        self.obj = iter(obj)

    def __next__(self):
        return next(self.obj)


class Base(object):
    _mock_return_value = DEFAULT
    _mock_side_effect = None

    def __init__(self, /, *args, **kwargs):
        pass


class NonCallableMock(Base):
    """A mock that cannot be called."""

    def __new__(cls, /, *args, **kw):
        bases = (cls,)
        if not issubclass(cls, AsyncMockMixin):
            spec = _first_spec(args, kw)
            if spec is not None and _is_async_obj(spec):
                bases = (AsyncMockMixin, cls)
        own = type(cls.__name__, bases, {'__doc__': cls.__doc__})
        return _safe_super(NonCallableMock, cls).__new__(own)

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None,
                 _spec_state=None, _new_name='', _new_parent=None, _spec_as_instance=False,
                 _eat_self=None, unsafe=False, **kwargs):
        # Not through our __setattr__(), which needs all of this.
        state = self.__dict__
        state.update(_mock_parent=parent, _mock_name=name, _mock_new_name=_new_name,
                     _mock_new_parent=parent if _new_parent is None else _new_parent,
                     _mock_sealed=False)
        if spec_set is not None:
            spec, spec_set = spec_set, True
        if _eat_self is None:
            _eat_self = parent is not None
        self._mock_add_spec(spec, spec_set, _spec_as_instance, _eat_self)
        state.update(_mock_children={}, _mock_wraps=wraps, _mock_delegate=None,
                     _mock_called=False, _mock_call_args=None, _mock_call_count=0,
                     _mock_call_args_list=_CallList(), _mock_mock_calls=_CallList(),
                     method_calls=_CallList(), _mock_unsafe=unsafe)
        if kwargs:
            self.configure_mock(**kwargs)
        _safe_super(NonCallableMock, self).__init__(
            spec, wraps, name, spec_set, parent, _spec_state)

    def attach_mock(self, mock, attribute):
        """Make a mock an attribute and a child of this one, whatever it was before."""
        inner = _extract_mock(mock)
        inner._mock_parent = inner._mock_new_parent = None
        inner._mock_name = ''
        inner._mock_new_name = None
        setattr(self, attribute, mock)

    def mock_add_spec(self, spec, spec_set=False):
        """Allow only the attributes of `spec`, an object or a list of names."""
        self._mock_add_spec(spec, spec_set)

    def _mock_add_spec(self, spec, spec_set, _spec_as_instance=False, _eat_self=False):
        spec_class = signature = None
        asyncs = [name for name in dir(spec)
                  if asyncio.iscoroutinefunction(getattr(spec, name, None))]
        if spec is not None and not _is_list(spec):
            spec_class = spec if isinstance(spec, type) else type(spec)
            found = _get_signature_object(spec, _spec_as_instance, _eat_self)
            signature = found and found[1]
            spec = dir(spec)
        self.__dict__.update(_spec_class=spec_class, _spec_set=spec_set,
                             _spec_signature=signature, _mock_methods=spec,
                             _spec_asyncs=asyncs)

    def __get_return_value(self):
        owner = self._mock_delegate
        value = self._mock_return_value if owner is None else owner.return_value
        if value is DEFAULT:
            value = self._get_child_mock(_new_parent=self, _new_name='()')
            self.return_value = value
        return value

    def __set_return_value(self, value):
        if self._mock_delegate is not None:
            self._mock_delegate.return_value = value
        else:
            self._mock_return_value = value
            _check_and_set_parent(self, value, None, '()')

    __return_value_doc = "The value to be returned when the mock is called."
    return_value = property(__get_return_value, __set_return_value, None, __return_value_doc)

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    called = _delegating_property('called')
    call_count = _delegating_property('call_count')
    call_args = _delegating_property('call_args')
    call_args_list = _delegating_property('call_args_list')
    mock_calls = _delegating_property('mock_calls')

    def __get_side_effect(self):
        owner = self._mock_delegate
        if owner is None:
            return self._mock_side_effect
        effect = owner.side_effect
        if not (effect is None or callable(effect) or isinstance(effect, _MockIter)
                or _is_exception(effect)):
            effect = owner.side_effect = _MockIter(effect)
        return effect

    def __set_side_effect(self, value):
        value = _try_iter(value)
        if self._mock_delegate is None:
            self._mock_side_effect = value
        else:
            self._mock_delegate.side_effect = value

    side_effect = property(__get_side_effect, __set_side_effect)

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        """Forget all calls, here and in all children; if wanted, also what calls give."""
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self.called = False
        self.call_args = None
        self.call_count = 0
        self.mock_calls = _CallList()
        self.call_args_list = _CallList()
        self.method_calls = _CallList()
        if return_value:
            self._mock_return_value = DEFAULT
        if side_effect:
            self._mock_side_effect = None
        for child in self._mock_children.values():
            if not isinstance(child, _SpecState) and child is not _deleted:
                child.reset_mock(visited)
        value = self._mock_return_value
        if _is_instance_mock(value) and value is not self:
            value.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        """Set attributes, also of children by dotted names; outer ones first."""
        for path in sorted(kwargs, key=lambda name: name.count('.')):
            *way, last = path.split('.')
            obj = self
            for name in way:
                obj = getattr(obj, name)
            setattr(obj, last, kwargs[path])

    def __getattr__(self, name):
        if name in ('_mock_methods', '_mock_unsafe'):
            raise AttributeError(name)
        if self._mock_methods is not None:
            if name not in self._mock_methods or name in _all_magics:
                raise AttributeError("Mock object has no attribute %r" % name)
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and name.startswith(('assert', 'assret')):
            raise AttributeError("Attributes cannot start with 'assert' or 'assret'")

        children = self._mock_children
        child = children.get(name)
        if child is _deleted:
            raise AttributeError(name)
        if child is None:
            real = self._mock_wraps
            if real is not None:
                real = getattr(real, name)
            child = children[name] = self._get_child_mock(
                parent=self, name=name, wraps=real, _new_name=name, _new_parent=self)
        elif isinstance(child, _SpecState):
            child = children[name] = create_autospec(
                child.spec, child.spec_set, child.instance, child.parent, child.name)
        return child

    def _extract_mock_name(self):
        """The path from the outermost mock to this one."""
        parts, mock, dot = [], self, None
        while True:
            part = mock._mock_new_name
            parts.append(part if dot is None else part + dot)
            dot = '' if part == '()' else '.'
            if mock._mock_new_parent is None:
                break
            mock = mock._mock_new_parent
        parts.reverse()
        parts[0] = mock._mock_name or 'mock'
        if len(parts) > 1 and parts[1] not in ('()', '().'):
            parts[0] += '.'
        return ''.join(parts)

    def __repr__(self):
        words = [type(self).__name__]
        name = self._extract_mock_name()
        if name not in ('mock', 'mock.'):
            words.append('name=%r' % name)
        if self._spec_class is not None:
            words.append('%s=%r' % ('spec_set' if self._spec_set else 'spec',
                                    self._spec_class.__name__))
        return "<%s id='%s'>" % (' '.join(words), id(self))

    def __dir__(self):
        """Only what is of use, unless FILTER_DIR is false."""
        if not FILTER_DIR:
            return object.__dir__(self)
        names = {name for name in dir(type(self)) if not name.startswith('_')}
        names.update(name for name in self.__dict__
                     if not name.startswith('_') or _is_magic(name))
        names.update(name for name, child in self._mock_children.items()
                     if child is not _deleted)
        names.update(self._mock_methods or ())
        return sorted(names)

    def __setattr__(self, name, value):
        if name in _allowed_names:
            # Properties of ours.
            return object.__setattr__(self, name, value)
        methods = self._mock_methods
        foreign = methods is not None and name not in methods
        if self._spec_set and foreign and name not in self.__dict__:
            raise AttributeError("Mock object has no attribute '%s'" % name)
        if name in _unsupported_magics:
            raise AttributeError('Attempting to set unsupported magic method %r.' % name)
        if name in _all_magics:
            if foreign:
                raise AttributeError("Mock object has no attribute '%s'" % name)
            value = _set_magic(self, name, value)
        elif name == '__class__':
            self._spec_class = value
            return
        elif _check_and_set_parent(self, value, name, name):
            self._mock_children[name] = value
        if self._mock_sealed and not hasattr(self, name):
            raise AttributeError(f'Cannot set {self._extract_mock_name()}.{name}')
        return object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in _all_magics and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                return      # set up by default, never looked at
        child = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            _safe_super(NonCallableMock, self).__delattr__(name)
        elif child is _deleted:
            raise AttributeError(name)
        self._mock_children[name] = _deleted

    def _format_mock_call_signature(self, args, kwargs):
        return _format_call_signature(self._mock_name or 'mock', args, kwargs)

    def _format_mock_failure_message(self, args, kwargs, action='call'):
        last = self.call_args if action == 'call' else self.await_args
        return 'expected %s not found.\nExpected: %s\nActual: %s' % (
            action, self._format_mock_call_signature(args, kwargs),
            self._format_mock_call_signature(*last[-2:]))

    def _get_call_signature_from_name(self, name):
        """Signature of the descendant a recorded name belongs to, as far as known."""
        if not name:
            return self._spec_signature
        signature, children = None, self._mock_children
        for part in name.replace('()', '').split('.'):
            child = children.get(part)
            if child is None or isinstance(child, _SpecState):
                break
            child = _extract_mock(child)
            children, signature = child._mock_children, child._spec_signature
        return signature

    def _call_matcher(self, _call):
        """What to compare a call by: the bound arguments if there is a signature."""
        if isinstance(_call, tuple) and len(_call) > 2:
            signature = self._get_call_signature_from_name(_call[0])
        else:
            signature = self._spec_signature
        if signature is None:
            return _call
        name = _call[0] if len(_call) > 2 else ''
        args, kwargs = _call[-2:]
        try:
            return name, signature.bind(*args, **kwargs)
        except TypeError as e:
            return e.with_traceback(None)

    def assert_not_called(self):
        """It has not been called."""
        if self.call_count != 0:
            raise AssertionError("Expected '%s' to not have been called. Called %s times.%s"
                                 % (_label(self), self.call_count, self._calls_repr()))

    def assert_called(self):
        """It has been called."""
        if self.call_count == 0:
            raise AssertionError("Expected '%s' to have been called." % _label(self))

    def assert_called_once(self):
        """It has been called exactly once."""
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to have been called once. Called %s times.%s"
                                 % (_label(self), self.call_count, self._calls_repr()))

    def assert_called_with(self, /, *args, **kwargs):
        """The last call had these arguments."""
        if self.call_args is None:
            raise AssertionError('expected call not found.\nExpected: %s\nActual: not called.'
                                 % self._format_mock_call_signature(args, kwargs))
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        if self._call_matcher(self.call_args) != expected:
            raise AssertionError(self._format_mock_failure_message(args, kwargs)
                                 ) from _as_cause(expected)

    def assert_called_once_with(self, /, *args, **kwargs):
        """There was exactly one call, with these arguments."""
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to be called once. Called %s times.%s"
                                 % (_label(self), self.call_count, self._calls_repr()))
        return self.assert_called_with(*args, **kwargs)

    def assert_has_calls(self, calls, any_order=False):
        """mock_calls has these calls, one after the other unless `any_order`."""
        expected = [self._call_matcher(c) for c in calls]
        cause = next(filter(None, map(_as_cause, expected)), None)
        actual = _CallList(self._call_matcher(c) for c in self.mock_calls)
        if not any_order:
            if expected not in actual:
                problem = _run_problem('Calls not found.', 'calls', expected, cause)
                raise AssertionError('%s\nExpected: %s%s' % (
                    problem, _CallList(calls),
                    self._calls_repr(prefix='Actual').rstrip('.'))) from cause
            return
        actual = list(actual)
        missing = _without(expected, actual)
        if missing:
            raise AssertionError('%r does not contain all of %r in its call list, '
                                 'found %r instead'
                                 % (_label(self), tuple(missing), actual)) from cause

    def assert_any_call(self, /, *args, **kwargs):
        """Some call had these arguments."""
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        cause = _as_cause(expected)
        if cause or expected not in [self._call_matcher(c) for c in self.call_args_list]:
            raise AssertionError('%s call not found' % self._format_mock_call_signature(
                args, kwargs)) from cause

    def _get_child_mock(self, /, **kw):
        """Make a mock for an attribute or a return value; subclasses may make others."""
        name = kw.get("_new_name")
        if name in self.__dict__['_spec_asyncs']:
            return AsyncMock(**kw)
        if self._mock_sealed:
            raise AttributeError('%s.%s' % (self._extract_mock_name(),
                                            kw.get('name', 'return_value')))
        own = type(self)
        if issubclass(own, MagicMock) and name in _async_method_magics:
            kind = AsyncMock
        elif issubclass(own, AsyncMockMixin):
            plain = name in _all_sync_magics or self._mock_methods and name in self._mock_methods
            kind = MagicMock if plain else AsyncMock
        elif issubclass(own, CallableMixin):
            kind = own.__mro__[1]       # what the caller instantiated
        else:
            kind = MagicMock if issubclass(own, NonCallableMagicMock) else Mock
        return kind(**kw)

    def _calls_repr(self, prefix="Calls"):
        return f"\n{prefix}: {safe_repr(self.mock_calls)}." if self.mock_calls else ""


def _set_magic(mock, name, value):
    """Put a special method on the class of a mock; gives what the mock should show for it."""
    if _is_instance_mock(value):
        # Only mocks are recorded as children: other functions take self.
        _check_and_set_parent(mock, value, None, name)
        setattr(type(mock), name, value)
        mock._mock_children[name] = value
        return value
    setattr(type(mock), name, _get_method(name, value))
    return lambda *args, **kw: value(mock, *args, **kw)


def _first_spec(args, kw):
    """The object a mock is to imitate, out of the arguments of its class."""
    if args:
        return args[0]
    return kw['spec'] if 'spec' in kw else kw.get('spec_set')


def _label(mock):
    # Helpers are functions: methods would be in the way of attributes to be mocked.
    return mock._mock_name or 'mock'


def _as_cause(expected):
    return expected if isinstance(expected, Exception) else None


def _run_problem(plain, what, expected, cause):
    if cause is None:
        return plain
    return 'Error processing expected %s.\nErrors: %s' % (what, list(map(_as_cause, expected)))


def _without(expected, actual):
    """Remove the expected items from `actual`; gives those not found."""
    missing = []
    for item in expected:
        try:
            actual.remove(item)
        except ValueError:
            missing.append(item)
    return missing


def _try_iter(obj):
    """An iterator, if a side_effect is neither exception nor callable but can be iterated."""
    if obj is None or _is_exception(obj) or _callable(obj):
        return obj
    try:
        return iter(obj)
    except TypeError:
        return obj      # perhaps a mock that becomes callable later


class CallableMixin(Base):

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None,
                 name=None, spec_set=None, parent=None, _spec_state=None, _new_name='',
                 _new_parent=None, **kwargs):
        self.__dict__['_mock_return_value'] = return_value
        _safe_super(CallableMixin, self).__init__(
            spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        self.side_effect = side_effect

    def _mock_check_sig(self, /, *args, **kwargs):
        "Replaced, on the class of one mock, where there is a signature."

    def __call__(self, /, *args, **kwargs):
        self._mock_check_sig(*args, **kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._mock_call(*args, **kwargs)

    def _mock_call(self, /, *args, **kwargs):
        return self._execute_mock_call(*args, **kwargs)

    def _increment_mock_call(self, /, *args, **kwargs):
        """Note the call here and in all ancestors."""
        self.called = True
        self.call_count += 1
        this = _Call((args, kwargs), two=True)
        self.call_args = this
        self.call_args_list.append(this)
        self.mock_calls.append(_Call(('', args, kwargs)))

        # Calls of attributes go to method_calls, under a path of names; mock_calls has also
        # the calls of what calls returned.
        as_method = self._mock_parent is not None
        method_path, path = self._mock_name, self._mock_new_name
        after_call = path == '()'
        ancestor = self._mock_new_parent
        while ancestor is not None:
            if as_method:
                ancestor.method_calls.append(_Call((method_path, args, kwargs)))
                as_method = ancestor._mock_parent is not None
                if as_method:
                    method_path = ancestor._mock_name + '.' + method_path
            ancestor.mock_calls.append(_Call((path, args, kwargs)))
            step = ancestor._mock_new_name
            if step:
                path = step + ('' if after_call else '.') + path
                after_call = step == '()'
            ancestor = ancestor._mock_new_parent

    def _execute_mock_call(self, /, *args, **kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if _callable(effect):
                value = effect(*args, **kwargs)
            else:
                value = next(effect)
                if _is_exception(value):
                    raise value
            if value is not DEFAULT:
                return value
        return _plain_result(self, args, kwargs)


def _plain_result(mock, args, kwargs):
    """What a call gives when no side_effect has decided."""
    if mock._mock_return_value is DEFAULT and mock._mock_wraps is not None:
        return mock._mock_wraps(*args, **kwargs)
    return mock.return_value


class Mock(CallableMixin, NonCallableMock):
    """A mock that can be called. `side_effect`: a function to call, an exception to raise, or
    values to give one by one; `return_value`: what calls give otherwise; `spec` or `spec_set`:
    what to imitate; `wraps`: an object to pass calls on to."""


def _dot_lookup(thing, comp, import_path):
    try:
        return getattr(thing, comp)
    except AttributeError:
        __import__(import_path)
        return getattr(thing, comp)


def _importer(target):
    first, *rest = target.split('.')
    path, thing = first, __import__(first)
    for name in rest:
        path += '.' + name
        thing = _dot_lookup(thing, name, path)
    return thing


class _patch(object):
    """Replaces one attribute of an object: for a with block, a function, or from start() to
    stop()."""

    attribute_name = None
    _active_patches = []

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec,
                 new_callable, kwargs):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        self.getter = getter
        self.attribute = attribute
        self.new = new
        self.new_callable = new_callable
        self.spec = spec
        self.create = create
        self.has_local = False
        self.spec_set = spec_set
        self.autospec = autospec
        self.kwargs = kwargs
        self.additional_patchers = []

    def copy(self):
        twin = _patch(self.getter, self.attribute, self.new, self.spec, self.create,
                      self.spec_set, self.autospec, self.new_callable, self.kwargs)
        twin.attribute_name = self.attribute_name
        twin.additional_patchers = [other.copy() for other in self.additional_patchers]
        return twin

    def __call__(self, func):
        if isinstance(func, type):
            return self.decorate_class(func)
        if inspect.iscoroutinefunction(func):
            return self.decorate_async_callable(func)
        return self.decorate_callable(func)

    def decorate_class(self, klass):
        return _decorate_tests(klass, self.copy)

    @contextlib.contextmanager
    def decoration_helper(self, patched, args, keywargs):
        """Enter all patches of a decorated function; gives its arguments."""
        added = []
        with contextlib.ExitStack() as stack:
            for patching in patched.patchings:
                value = stack.enter_context(patching)
                if patching.attribute_name is not None:
                    keywargs.update(value)
                elif patching.new is DEFAULT:
                    added.append(value)
            yield args + tuple(added), keywargs

    def _join(self, func):
        """Add this patch to a function that is decorated already; tells whether it was."""
        if not hasattr(func, 'patchings'):
            return False
        func.patchings.append(self)
        return True

    def decorate_callable(self, func):
        if self._join(func):
            return func

        @wraps(func)
        def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (newargs, newkeywargs):
                return func(*newargs, **newkeywargs)
        patched.patchings = [self]
        return patched

    def decorate_async_callable(self, func):
        if self._join(func):
            return func

        @wraps(func)
        async def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (newargs, newkeywargs):
                return await func(*newargs, **newkeywargs)
        patched.patchings = [self]
        return patched

    def get_original(self):
        """(the present value, whether it stands in the target's own dict)"""
        target, name = self.getter(), self.attribute
        try:
            original, local = target.__dict__[name], True
        except (AttributeError, KeyError):
            original, local = getattr(target, name, DEFAULT), False
        if name in _builtins and isinstance(target, ModuleType):
            self.create = True      # a module may hide a built-in
        if original is DEFAULT and not self.create:
            raise AttributeError("%s does not have the attribute %r" % (target, name))
        return original, local

    def __enter__(self):
        self.target = self.getter()
        if self.spec is False:
            self.spec = None
        if self.spec_set is False:
            self.spec_set = None
        if self.autospec is False:
            self.autospec = None
        if self.spec is not None and self.autospec is not None:
            raise TypeError("Can't specify spec and autospec")
        if self.spec_set not in (True, None) and not self.spec is self.autospec is None:
            raise TypeError("Can't provide explicit spec_set *and* spec or autospec")
        original, local = self.get_original()
        if self.new is DEFAULT and self.autospec is None:
            new = self._make_mock(original)
        elif self.autospec is not None:
            new = self._make_autospec(original)
        else:
            if self.kwargs:
                raise TypeError("Can't pass kwargs to a mock we aren't creating")
            new = self.new

        self.temp_original = original
        self.is_local = local
        self._exit_stack = contextlib.ExitStack()
        try:
            setattr(self.target, self.attribute, new)
            if self.attribute_name is None:
                return new
            made = {self.attribute: new} if self.new is DEFAULT else {}
            for patching in self.additional_patchers:
                value = self._exit_stack.enter_context(patching)
                if patching.new is DEFAULT:
                    made.update(value)
            return made
        except:
            if not self.__exit__(*sys.exc_info()):
                raise

    def _make_mock(self, original):
        """The replacement when the caller gave none and asked for no autospec."""
        spec, spec_set, inherit = self.spec, self.spec_set, False
        if spec is True:
            spec = original
            if spec_set is True:
                spec_set, spec = original, None
        elif spec is not None:
            if spec_set is True:
                spec_set, spec = spec, None
        elif spec_set is True:
            spec_set = original
        if spec is not None or spec_set is not None:
            if original is DEFAULT:
                raise TypeError("Can't use 'spec' with create=True")
            inherit = isinstance(original, type)
        kind = self.new_callable
        if kind is None:
            if spec is None and spec_set is None:
                imitated, kind = None, AsyncMock if _is_async_obj(original) else MagicMock
            else:
                imitated = spec if spec is not None else spec_set
                if _is_async_obj(imitated):
                    kind = AsyncMock
                elif '__call__' not in imitated if _is_list(imitated) else not _callable(imitated):
                    kind = NonCallableMagicMock
                else:
                    kind = MagicMock
        options = {}
        if spec is not None:
            options['spec'] = spec
        if spec_set is not None:
            options['spec_set'] = spec_set
        if (isinstance(kind, type) and issubclass(kind, NonCallableMock) and self.attribute):
            options['name'] = self.attribute
        options.update(self.kwargs)
        new = kind(**options)
        if inherit and _is_instance_mock(new):
            # Calling an imitated class gives an imitated instance.
            imitated = spec if spec is not None else spec_set
            options.pop('name', None)
            if not _is_list(imitated) and not _instance_callable(imitated):
                kind = NonCallableMagicMock
            new.return_value = kind(_new_parent=new, _new_name='()', **options)
        return new

    def _make_autospec(self, original):
        if self.new is not DEFAULT:
            raise TypeError("autospec creates the mock for you. Can't specify "
                            "autospec and new.")
        if original is DEFAULT:
            raise TypeError("Can't use 'autospec' with create=True")
        model = original if self.autospec is True else self.autospec
        return create_autospec(model, spec_set=bool(self.spec_set), _name=self.attribute,
                               **self.kwargs)

    def __exit__(self, *exc_info):
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(self.target, self.attribute, self.temp_original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and (not hasattr(self.target, self.attribute)
                                    or self.attribute in ('__doc__', '__module__',
                                                          '__defaults__', '__annotations__',
                                                          '__kwdefaults__')):
                # The value came from a descriptor or a proxy: put it back there.
                setattr(self.target, self.attribute, self.temp_original)
        del self.temp_original, self.is_local, self.target
        stack = self._exit_stack
        del self._exit_stack
        return stack.__exit__(*exc_info)

    def start(self):
        """Begin to replace; gives the new value."""
        new = self.__enter__()
        self._active_patches.append(self)
        return new

    def stop(self):
        """Put the old value back; does nothing if not started."""
        try:
            self._active_patches.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


def _decorate_tests(klass, make_decorator):
    """Decorate the methods of a class whose names begin with patch.TEST_PREFIX."""
    for name in dir(klass):
        if name.startswith(patch.TEST_PREFIX):
            value = getattr(klass, name)
            if hasattr(value, '__call__'):
                setattr(klass, name, make_decorator()(value))
    return klass


def _get_target(target):
    try:
        target, attribute = target.rsplit('.', 1)
    except (TypeError, ValueError):
        raise TypeError("Need a valid target to patch. You supplied: %r" % (target,))
    return partial(_importer, target), attribute


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None,
                  autospec=None, new_callable=None, **kwargs):
    """Replace an attribute of an object; see patch()."""
    if type(target) is str:
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec,
                  new_callable, kwargs)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None,
                    new_callable=None, **kwargs):
    """Replace several attributes, given as keywords; a decorated function gets those made
    for DEFAULT as keyword arguments."""
    getter = partial(_importer, target) if type(target) is str else lambda: target
    if not kwargs:
        raise ValueError('Must supply at least one keyword argument with patch.multiple')
    first = None
    for attribute, new in kwargs.items():
        one = _patch(getter, attribute, new, spec, create, spec_set, autospec,
                     new_callable, {})
        one.attribute_name = attribute
        if first is None:
            first = one
        else:
            first.additional_patchers.append(one)
    return first


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
          new_callable=None, **kwargs):
    """Replace what the dotted name `target` stands for, by `new` or by a mock made for it.

    For decorating functions and classes, for with, or with start() and stop().
    """
    getter, attribute = _get_target(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable,
                  kwargs)


class _patch_dict(object):
    """Changes a mapping for a while, then puts its old contents back."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = dict(values, **kwargs)
        self.clear = clear
        self._original = None

    def __call__(self, f):
        if isinstance(f, type):
            return self.decorate_class(f)

        @wraps(f)
        def _inner(*args, **kw):
            with self:
                return f(*args, **kw)
        return _inner

    def decorate_class(self, klass):
        return _decorate_tests(klass, lambda: _patch_dict(self.in_dict, self.values, self.clear))

    def __enter__(self):
        self._patch_dict()
        return self.in_dict

    def _patch_dict(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _importer(self.in_dict)
        mapping = self.in_dict
        try:
            self._original = mapping.copy()
        except AttributeError:
            # Something with no more than keys and items.
            self._original = {key: mapping[key] for key in mapping}
        if self.clear:
            _clear_dict(mapping)
        _update_dict(mapping, self.values)

    def _unpatch_dict(self):
        _clear_dict(self.in_dict)
        _update_dict(self.in_dict, self._original)

    def __exit__(self, *args):
        self._unpatch_dict()
        return False

    # Unlike those of patch(), stopall() does not know of these.
    start = __enter__
    stop = __exit__


def _update_dict(mapping, values):
    try:
        mapping.update(values)
    except AttributeError:
        for key in values:
            mapping[key] = values[key]


def _clear_dict(in_dict):
    try:
        in_dict.clear()
    except AttributeError:
        for key in list(in_dict):
            del in_dict[key]


def _patch_stopall():
    """Stop all patches begun with start(), the last one first."""
    for one in reversed(list(_patch._active_patches)):
        one.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _patch_stopall
patch.TEST_PREFIX = 'test'

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


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A mock with special methods that cannot be called."""

    def mock_add_spec(self, spec, spec_set=False):
        """Allow only the attributes of `spec`, an object or a list of names."""
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


class AsyncMagicMixin(MagicMixin):
    def __init__(self, /, *args, **kw):
        self._mock_set_magics()
        _safe_super(AsyncMagicMixin, self).__init__(*args, **kw)
        self._mock_set_magics()


class MagicMock(MagicMixin, Mock):
    """A Mock on which all special methods work, with sensible default results."""

    def mock_add_spec(self, spec, spec_set=False):
        """Allow only the attributes of `spec`, an object or a list of names."""
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


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


def _count_error(mock, wanted):
    return AssertionError(f"Expected {_label(mock)} to {wanted}."
                          f" Awaited {mock.await_count} times.")


class AsyncMockMixin(Base):
    """Calls give coroutines; what is noted when these are awaited."""

    await_count = _delegating_property('await_count')
    await_args = _delegating_property('await_args')
    await_args_list = _delegating_property('await_args_list')

    def __init__(self, /, *args, **kwargs):
        _safe_super(AsyncMockMixin, self).__init__(*args, **kwargs)
        # Both asyncio's and inspect's iscoroutinefunction() have to say yes.
        code = NonCallableMock(spec_set=CodeType)
        code.co_flags = inspect.CO_COROUTINE
        self.__dict__.update(_is_coroutine=asyncio.coroutines._is_coroutine,
                             _mock_await_count=0, _mock_await_args=None,
                             _mock_await_args_list=_CallList(), __code__=code)

    async def _execute_mock_call(self, /, *args, **kwargs):
        # Awaits which raise are noted, too.
        this = _Call((args, kwargs), two=True)
        self.await_count += 1
        self.await_args = this
        self.await_args_list.append(this)
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if _callable(effect):
                value = effect(*args, **kwargs)
                if asyncio.iscoroutinefunction(effect):
                    value = await value
            else:
                try:
                    value = next(effect)
                except StopIteration:
                    # A coroutine cannot let StopIteration out.
                    raise StopAsyncIteration
                if _is_exception(value):
                    raise value
            if value is not DEFAULT:
                return value
        value = _plain_result(self, args, kwargs)
        if (self._mock_return_value is DEFAULT
                and asyncio.iscoroutinefunction(self._mock_wraps)):
            value = await value
        return value

    def assert_awaited(self):
        """It has been awaited."""
        if self.await_count == 0:
            raise AssertionError(f"Expected {_label(self)} to have been awaited.")

    def assert_awaited_once(self):
        """It has been awaited exactly once."""
        if self.await_count != 1:
            raise _count_error(self, 'have been awaited once')

    def assert_awaited_with(self, /, *args, **kwargs):
        """The last await had these arguments."""
        if self.await_args is None:
            shown = self._format_mock_call_signature(args, kwargs)
            raise AssertionError(f'Expected await: {shown}\nNot awaited')
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        if self._call_matcher(self.await_args) != expected:
            raise AssertionError(self._format_mock_failure_message(args, kwargs, action='await')
                                 ) from _as_cause(expected)

    def assert_awaited_once_with(self, /, *args, **kwargs):
        """There was exactly one await, with these arguments."""
        self.assert_awaited_once()
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        """Some await had these arguments."""
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        cause = _as_cause(expected)
        if cause or expected not in [self._call_matcher(c) for c in self.await_args_list]:
            raise AssertionError('%s await not found' % self._format_mock_call_signature(
                args, kwargs)) from cause

    def assert_has_awaits(self, calls, any_order=False):
        """There were these awaits, one after the other unless `any_order`."""
        expected = [self._call_matcher(c) for c in calls]
        cause = next(filter(None, map(_as_cause, expected)), None)
        actual = _CallList(self._call_matcher(c) for c in self.await_args_list)
        if not any_order:
            if expected not in actual:
                problem = _run_problem('Awaits not found.', 'awaits', expected, cause)
                raise AssertionError(f'{problem}\nExpected: {_CallList(calls)}\n'
                                     f'Actual: {self.await_args_list}') from cause
            return
        missing = _without(expected, list(actual))
        if missing:
            raise AssertionError('%r not all found in await list' % (tuple(missing),)
                                 ) from cause

    def assert_not_awaited(self):
        """It has not been awaited."""
        if self.await_count != 0:
            raise _count_error(self, 'not have been awaited')

    def reset_mock(self, /, *args, **kwargs):
        """Forget all calls and awaits."""
        _safe_super(AsyncMockMixin, self).reset_mock(*args, **kwargs)
        self.await_count = 0
        self.await_args = None
        self.await_args_list = _CallList()


class AsyncMock(AsyncMockMixin, AsyncMagicMixin, Mock):
    """A MagicMock that is a coroutine function: calls have to be awaited."""


class _ANY(object):
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return '<ANY>'


ANY = _ANY()


def _format_call_signature(name, args, kwargs):
    shown = [repr(arg) for arg in args]
    shown += ['%s=%r' % item for item in kwargs.items()]
    return '%s(%s)' % (name, ', '.join(shown))


def _split_call(value):
    """(name, args, kwargs) of a tuple in which any of them may be left out."""
    name, args, kwargs = '', (), {}
    for item in value:
        if isinstance(item, str):
            name = item
        elif isinstance(item, tuple):
            args = item
        else:
            kwargs = item
    return name, args, kwargs


def _comparable(other):
    """(name, args, kwargs) of what a call is compared with, None if it is no call."""
    size = len(other)
    if size == 0:
        return '', (), {}
    if size == 3:
        return tuple(other)
    if not isinstance(other, tuple):
        return None
    if size == 1:
        return _split_call(other)
    first, second = other
    if isinstance(first, str):
        return (first, second, {}) if isinstance(second, tuple) else (first, (), second)
    return '', first, second


class _Call(tuple):
    """A call: (name, args, kwargs), or (args, kwargs) if `two`.

    Compares with tuples that leave empty parts out. Calling one, or taking an attribute,
    makes the record of the same done with a mock.
    """

    def __new__(cls, value=(), name='', parent=None, two=False, from_kall=True):
        found, args, kwargs = _split_call(value)
        if len(value) == 3 or found:
            name = found
        parts = (args, kwargs) if two else (name, args, kwargs)
        return tuple.__new__(cls, parts)

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    def __eq__(self, other):
        try:
            if len(other) > 3:
                return False
        except TypeError:
            return NotImplemented
        mine = self if len(self) == 3 else ('',) + tuple(self)
        if (getattr(self, '_mock_parent', None) and getattr(other, '_mock_parent', None)
                and self._mock_parent != other._mock_parent):
            return False
        parts = _comparable(other)
        if parts is None:
            return False
        name, args, kwargs = parts
        if mine[0] and name != mine[0]:
            return False
        # The other one first: it may hold ANY.
        return (args, kwargs) == (mine[1], mine[2])

    __ne__ = object.__ne__

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(('', args, kwargs), name='()')
        name = self._mock_name + '()'
        return _Call((self._mock_name, args, kwargs), name=name, parent=self)

    def __getattr__(self, attr):
        if self._mock_name is None:
            return _Call(name=attr, from_kall=False)
        return _Call(name='%s.%s' % (self._mock_name, attr), parent=self, from_kall=False)

    def __getattribute__(self, attr):
        if attr in tuple.__dict__:
            raise AttributeError
        return tuple.__getattribute__(self, attr)

    # tuple's methods of these names are names of calls here
    def count(self, /, *args, **kwargs):
        return self.__getattr__('count')(*args, **kwargs)

    def index(self, /, *args, **kwargs):
        return self.__getattr__('index')(*args, **kwargs)

    def _get_call_arguments(self):
        return tuple(self)[-2:]

    @property
    def args(self):
        return self._get_call_arguments()[0]

    @property
    def kwargs(self):
        return self._get_call_arguments()[1]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or 'call'
            return 'call' + name if name.startswith('()') else name
        name = '' if len(self) == 2 else self[0]
        if not name:
            name = 'call'
        elif name.startswith('()'):
            name = 'call' + name
        else:
            name = 'call.' + name
        return _format_call_signature(name, *tuple(self)[-2:])

    def call_list(self):
        """All the calls of a chain, the first one first."""
        chain, step = [], self
        while step is not None:
            if step._mock_from_kall:
                chain.append(step)
            step = step._mock_parent
        return _CallList(reversed(chain))


call = _Call(from_kall=False)


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

    kind = MagicMock
    if inspect.isdatadescriptor(spec):
        options = {}        # its value could be anything
    elif is_async:
        if instance:
            raise RuntimeError("Instance can not be True when create_autospec "
                               "is mocking an async function")
        kind = AsyncMock
    elif not _callable(spec) or is_type and instance and not _instance_callable(spec):
        kind = NonCallableMagicMock

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
    kind = AsyncMock if asyncio.iscoroutinefunction(original) else MagicMock
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

file_spec = None


def _to_stream(read_data):
    return io.BytesIO(read_data) if isinstance(read_data, bytes) else io.StringIO(read_data)


def mock_open(mock=None, read_data=''):
    """A mock for open(): the file it gives has `read_data` in it, anew for each call."""
    global file_spec
    stream = _to_stream(read_data)

    if file_spec is None:
        import _io
        file_spec = list(set(dir(_io.TextIOWrapper)) | set(dir(_io.BytesIO)))
    if mock is None:
        mock = MagicMock(name='open', spec=open)
    handle = MagicMock(spec=file_spec)
    handle.__enter__.return_value = handle
    handle.write.return_value = None
    for name in ('read', 'readline', 'readlines'):
        getattr(handle, name).return_value = None

    def delegate(name):
        def effect(*args, **kwargs):
            fixed = getattr(handle, name).return_value
            return getattr(stream, name)(*args, **kwargs) if fixed is None else fixed
        return effect

    def lines():
        fixed = handle.readline.return_value
        while fixed is not None:
            yield fixed
        yield from stream

    def next_line():
        fixed = handle.readline.return_value
        return next(stream) if fixed is None else fixed

    handle.read.side_effect = delegate('read')
    handle.readline.side_effect = delegate('readline')
    handle.readlines.side_effect = delegate('readlines')
    handle.__iter__.side_effect = lines
    handle.__next__.side_effect = next_line
    own_readline = handle.readline.side_effect

    def reset_data(*args, **kwargs):
        nonlocal stream
        stream = _to_stream(read_data)
        if handle.readline.side_effect is None:
            handle.readline.side_effect = own_readline
        return DEFAULT

    mock.side_effect = reset_data
    mock.return_value = handle
    return mock


class PropertyMock(Mock):
    """A mock to put on a class as a property: reading calls it without, setting with an
    argument."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


def seal(mock):
    """Let no new attributes or return values come into being, in the mock and below."""
    mock._mock_sealed = True
    for name in dir(mock):
        try:
            child = getattr(mock, name)
        except AttributeError:
            continue
        if isinstance(child, NonCallableMock) and child._mock_new_parent is mock:
            seal(child)


class _AsyncIterator:
    """An asynchronous iterator over the values of an iterator."""

    def __init__(self, iterator):
        self.iterator = iterator
        code = NonCallableMock(spec_set=CodeType)
        code.co_flags = inspect.CO_ITERABLE_COROUTINE
        self.__dict__['__code__'] = code

    def __aiter__(self):
        return self

    async def __anext__(self):
        for value in self.iterator:
            return value
        raise StopAsyncIteration
