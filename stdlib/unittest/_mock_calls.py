"""What mocks note of calls and compare it with; found in unittest.mock."""

import pprint

__name__ = 'unittest.mock'  # where all of this is found


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


class _CallList(list):
    """A list of calls; `in` also looks for a run of them."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        size = len(value)
        return any(self[i:i + size] == value for i in range(len(self) - size + 1))

    def __repr__(self):
        return pprint.pformat(list(self))


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

__name__ = __spec__.name
