"""Objects that stand in for others in tests, and note how they were used.

A mock makes attributes and return values up as they are asked for, each again a mock which
knows its parent; a call is noted in the mock itself and, with its path, in all its ancestors.
Every instance gets a class of its own, so that special methods can be set on it alone.

The mocks themselves are here; calls are in _mock_calls, special methods in _mock_magic, what
imitates an object in _mock_spec and patch() in _mock_patch. All of it is found here.
"""

__all__ = (
    'Mock', 'MagicMock', 'patch', 'sentinel', 'DEFAULT', 'ANY', 'call',
    'create_autospec', 'AsyncMock', 'FILTER_DIR', 'NonCallableMock',
    'NonCallableMagicMock', 'mock_open', 'PropertyMock', 'seal',
)

import asyncio
import inspect
import io
from types import CodeType
from unittest._mock_calls import (
    ANY, DEFAULT, _ANY, _Call, _CallList, _Sentinel, _SentinelObject, _deleted, _format_call_signature, _missing,
    call, sentinel)
from unittest._mock_magic import (
    AsyncMagicMixin, Base, MagicMixin, MagicProxy, _AsyncIterator, _all_magics, _all_sync_magics,
    _async_method_magics, _async_magics, _calculate_return_value, _get_async_iter, _get_eq, _get_iter, _get_method,
    _get_ne, _is_magic, _magics, _non_defaults, _return_values, _safe_super, _set_return_value,
    _side_effect_methods, _sync_async_magics, _unsupported_magics, inplace, magic_methods, numerics, right)
from unittest._mock_patch import (
    _clear_dict, _dot_lookup, _get_target, _importer, _patch, _patch_dict, _patch_multiple, _patch_object,
    _patch_stopall, patch)
from unittest._mock_spec import (
    FunctionTypes, _SpecState, _callable, _check_signature, _copy_func_details, _get_signature_object,
    _instance_callable, _is_async_func, _is_list, _must_skip, _set_signature, _setup_async_mock, _setup_func,
    create_autospec)
from unittest.util import safe_repr

FILTER_DIR = True


def _is_async_obj(obj):
    if _is_instance_mock(obj) and not isinstance(obj, AsyncMock):
        return False        # it would answer anything
    obj = getattr(obj, '__func__', obj)
    return asyncio.iscoroutinefunction(obj) or inspect.isawaitable(obj)


def _is_instance_mock(obj):
    # isinstance() would believe the mock's __class__.
    return issubclass(type(obj), NonCallableMock)


def _is_exception(obj):
    return (isinstance(obj, BaseException)
            or isinstance(obj, type) and issubclass(obj, BaseException))


def _extract_mock(obj):
    """The mock behind a function made by create_autospec(); anything else as it is."""
    return obj.mock if isinstance(obj, FunctionTypes) and hasattr(obj, 'mock') else obj


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
        _compare_last(self, 'call', self.call_args, args, kwargs)

    def assert_called_once_with(self, /, *args, **kwargs):
        """There was exactly one call, with these arguments."""
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to be called once. Called %s times.%s"
                                 % (_label(self), self.call_count, self._calls_repr()))
        return self.assert_called_with(*args, **kwargs)

    def assert_has_calls(self, calls, any_order=False):
        """mock_calls has these calls, one after the other unless `any_order`."""
        expected, cause, actual = _to_compare(self, calls, self.mock_calls)
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
        _look_for(self, 'call', self.call_args_list, args, kwargs)

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


def _compare_last(mock, action, last, args, kwargs):
    """Complain unless the last call or await had these arguments."""
    expected = mock._call_matcher(_Call((args, kwargs), two=True))
    if mock._call_matcher(last) != expected:
        raise AssertionError(mock._format_mock_failure_message(args, kwargs, action=action)
                             ) from _as_cause(expected)


def _look_for(mock, action, noted, args, kwargs):
    """Complain unless one of the calls or awaits noted had these arguments."""
    expected = mock._call_matcher(_Call((args, kwargs), two=True))
    cause = _as_cause(expected)
    if cause or expected not in [mock._call_matcher(c) for c in noted]:
        raise AssertionError('%s %s not found' % (
            mock._format_mock_call_signature(args, kwargs), action)) from cause


def _to_compare(mock, calls, noted):
    """What the expected calls are compared by, what was wrong with one of them, and those noted."""
    expected = [mock._call_matcher(c) for c in calls]
    cause = next(filter(None, map(_as_cause, expected)), None)
    return expected, cause, _CallList(mock._call_matcher(c) for c in noted)


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


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A mock with special methods that cannot be called."""

    def mock_add_spec(self, spec, spec_set=False):
        """Allow only the attributes of `spec`, an object or a list of names."""
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


class MagicMock(MagicMixin, Mock):
    """A Mock on which all special methods work, with sensible default results."""

    mock_add_spec = NonCallableMagicMock.mock_add_spec


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
        _compare_last(self, 'await', self.await_args, args, kwargs)

    def assert_awaited_once_with(self, /, *args, **kwargs):
        """There was exactly one await, with these arguments."""
        self.assert_awaited_once()
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        """Some await had these arguments."""
        _look_for(self, 'await', self.await_args_list, args, kwargs)

    def assert_has_awaits(self, calls, any_order=False):
        """There were these awaits, one after the other unless `any_order`."""
        expected, cause, actual = _to_compare(self, calls, self.await_args_list)
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
