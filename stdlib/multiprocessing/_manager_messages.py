"""What managers and proxies say to one another, and by which names; found in multiprocessing.managers."""

import array

from multiprocessing import connection, reduction

__name__ = 'multiprocessing.managers'  # where all of this is found


def reduce_array(a):
    """An array is sent as its bytes."""
    return array.array, (a.typecode, a.tobytes())


def rebuild_as_list(obj):
    """What cannot be sent as it is becomes a list."""
    return list, (list(obj),)


reduction.register(array.array, reduce_array)
for _view in ({}.keys(), {}.values(), {}.items()):
    reduction.register(type(_view), rebuild_as_list)
del _view


class Token:
    """Names an object of a server."""

    __slots__ = ('typeid', 'address', 'id')

    def __init__(self, typeid, address, id):
        self.typeid, self.address, self.id = typeid, address, id

    def __getstate__(self):
        return self.typeid, self.address, self.id

    def __setstate__(self, state):
        self.typeid, self.address, self.id = state

    def __repr__(self):
        return '%s(typeid=%r, address=%r, id=%r)' % (self.__class__.__name__, *self.__getstate__())


class RemoteError(Exception):
    """Something went wrong in the server; the argument is its traceback."""

    def __str__(self):
        return '\n' + '-' * 75 + '\n' + str(self.args[0]) + '-' * 75


def convert_to_error(kind, result):
    """The exception that an answer stands for."""
    if kind == '#ERROR':
        return result
    if kind not in ('#TRACEBACK', '#UNSERIALIZABLE'):
        return ValueError('Unrecognized message type {!r}'.format(kind))
    if not isinstance(result, str):
        raise TypeError("Result {0!r} (kind '{1}') type is {2}, not str".format(result, kind, type(result)))
    return RemoteError('Unserializable message: %s\n' % result if kind == '#UNSERIALIZABLE' else result)


def dispatch(c, id, methodname, args=(), kwds={}):
    """Send a message and take the answer."""
    c.send((id, methodname, args, kwds))
    kind, result = c.recv()
    if kind == '#RETURN':
        return result
    raise convert_to_error(kind, result)


def all_methods(obj):
    """The names of an object's methods."""
    return [name for name in dir(obj) if callable(getattr(obj, name))]


def public_methods(obj):
    """The names of an object's methods that do not begin with '_'."""
    return [name for name in all_methods(obj) if name[0] != '_']


def _client(address, authkey):
    return connection.Client(address, authkey=authkey)


class State:
    """What a manager is doing."""

    __slots__ = ['value']
    INITIAL, STARTED, SHUTDOWN = 0, 1, 2


__name__ = __spec__.name
