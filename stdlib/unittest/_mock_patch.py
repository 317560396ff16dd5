"""patch(): replaces attributes and contents for a while; found in unittest.mock."""

import builtins
import contextlib
import inspect
import sys
from functools import partial, wraps
from types import ModuleType

from unittest import mock as _owner
from unittest._mock_calls import DEFAULT
from unittest._mock_spec import _callable, _instance_callable, _is_list

__name__ = 'unittest.mock'  # where all of this is found

_builtins = {name for name in dir(builtins) if not name.startswith('_')}


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
                imitated, kind = None, _owner.AsyncMock if _owner._is_async_obj(original) else _owner.MagicMock
            else:
                imitated = spec if spec is not None else spec_set
                if _owner._is_async_obj(imitated):
                    kind = _owner.AsyncMock
                elif '__call__' not in imitated if _is_list(imitated) else not _callable(imitated):
                    kind = _owner.NonCallableMagicMock
                else:
                    kind = _owner.MagicMock
        options = {}
        if spec is not None:
            options['spec'] = spec
        if spec_set is not None:
            options['spec_set'] = spec_set
        if (isinstance(kind, type) and issubclass(kind, _owner.NonCallableMock) and self.attribute):
            options['name'] = self.attribute
        options.update(self.kwargs)
        new = kind(**options)
        if inherit and _owner._is_instance_mock(new):
            # Calling an imitated class gives an imitated instance.
            imitated = spec if spec is not None else spec_set
            options.pop('name', None)
            if not _is_list(imitated) and not _instance_callable(imitated):
                kind = _owner.NonCallableMagicMock
            new.return_value = kind(_new_parent=new, _new_name='()', **options)
        return new

    def _make_autospec(self, original):
        if self.new is not DEFAULT:
            raise TypeError("autospec creates the mock for you. Can't specify "
                            "autospec and new.")
        if original is DEFAULT:
            raise TypeError("Can't use 'autospec' with create=True")
        model = original if self.autospec is True else self.autospec
        return _owner.create_autospec(model, spec_set=bool(self.spec_set), _name=self.attribute,
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

__name__ = __spec__.name
