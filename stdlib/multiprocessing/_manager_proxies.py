"""Proxies, which call methods of objects in a manager; found in multiprocessing.managers."""

import threading

from multiprocessing import context, process, util
from multiprocessing._manager_messages import State, _client, convert_to_error, dispatch
from multiprocessing.process import AuthenticationString

__name__ = 'multiprocessing.managers'  # where all of this is found


class _ThreadsConnection(util.ForkAwareLocal):
    """A thread's connection to a server."""

    connection = None


class BaseProxy:
    """Calls methods of an object in a server."""

    _address_to_local = {}  # by server: the connection of each thread, and the objects that this process uses
    _mutex = util.ForkAwareThreadLock()

    def __init__(self, token, serializer, manager=None, authkey=None, exposed=None, incref=True,
                 manager_owned=False):
        with BaseProxy._mutex:
            known = BaseProxy._address_to_local.setdefault(token.address, (_ThreadsConnection(), set()))
        self._tls, self._idset = known
        self._token, self._id = token, token.id
        self._manager, self._serializer = manager, serializer
        # In the server, what has it keeps the object itself.
        self._owned_by_manager = manager_owned
        if authkey is not None:
            self._authkey = AuthenticationString(authkey)
        elif manager is not None:
            self._authkey = manager._authkey
        else:
            self._authkey = process.current_process().authkey
        if incref:
            self._incref()
        util.register_after_fork(self, BaseProxy._after_fork)

    def _connect(self):
        name = process.current_process().name
        if threading.current_thread().name != 'MainThread':
            name += '|' + threading.current_thread().name
        c = _client(self._token.address, self._authkey)
        dispatch(c, None, 'accept_connection', (name,))
        self._tls.connection = c
        return c

    def _callmethod(self, methodname, args=(), kwds={}):
        """Call a method; returns its result, perhaps a proxy."""
        c = self._tls.connection or self._connect()
        c.send((self._id, methodname, args, kwds))
        kind, result = c.recv()
        if kind == '#RETURN':
            return result
        if kind != '#PROXY':
            raise convert_to_error(kind, result)
        exposed, token = result
        token.address = self._token.address
        proxytype = self._manager._registry[token.typeid][-1]
        proxy = proxytype(token, self._serializer, manager=self._manager, authkey=self._authkey, exposed=exposed)
        with _client(token.address, self._authkey) as c:
            dispatch(c, None, 'decref', (token.id,))
        return proxy

    def _getvalue(self):
        """A copy of the object."""
        return self._callmethod('#GETVALUE')

    def _incref(self):
        if self._owned_by_manager:
            util.debug('owned_by_manager skipped INCREF of %r', self._token.id)
            return
        with _client(self._token.address, self._authkey) as c:
            dispatch(c, None, 'incref', (self._id,))
        util.debug('INCREF %r', self._token.id)
        self._idset.add(self._id)
        self._close = util.Finalize(self, BaseProxy._decref, args=(
            self._token, self._authkey, self._manager and self._manager._state, self._tls, self._idset),
            exitpriority=10)

    @staticmethod
    def _decref(token, authkey, state, tls, idset):
        idset.discard(token.id)
        if state is None or state.value == State.STARTED:
            try:
                util.debug('DECREF %r', token.id)
                with _client(token.address, authkey) as c:
                    dispatch(c, None, 'decref', (token.id,))
            except Exception as problem:
                util.debug('... decref failed %s', problem)
        else:
            util.debug('DECREF %r -- manager already shutdown', token.id)
        if not idset and tls.connection is not None:
            # This thread uses nothing of the server any more.
            tls.connection.close()
            tls.connection = None

    def _after_fork(self):
        self._manager = None
        try:
            self._incref()
        except Exception as problem:
            util.info('incref failed: %s' % problem)

    def __reduce__(self):
        kwds = {}
        if context.get_spawning_popen() is not None:
            kwds['authkey'] = self._authkey
        kind = type(self)
        if getattr(self, '_isauto', False):
            kwds['exposed'] = self._exposed_
            kind = AutoProxy
        return RebuildProxy, (kind, self._token, self._serializer, kwds)

    def __deepcopy__(self, memo):
        return self._getvalue()

    def __repr__(self):
        return '<%s object, typeid %r at %#x>' % (type(self).__name__, self._token.typeid, id(self))

    def __str__(self):
        """What the object itself shows, if it can be asked."""
        try:
            return self._callmethod('__repr__')
        except Exception:
            return repr(self)[:-1] + "; '__str__()' failed>"


def RebuildProxy(func, token, serializer, kwds):
    """Unpickle a proxy."""
    server = getattr(process.current_process(), '_manager_server', None)
    if server and server.address == token.address:
        util.debug('Rebuild a proxy owned by manager, token=%r', token)
        kwds['manager_owned'] = True
        server.id_to_local_proxy_obj.setdefault(token.id, server.id_to_obj[token.id])
    wanted = kwds.pop('incref', True) and not getattr(process.current_process(), '_inheriting', False)
    return func(token, serializer, incref=wanted, **kwds)


def _forwarding(name):
    def method(self, /, *args, **kwds):
        return self._callmethod(name, args, kwds)
    method.__name__ = method.__qualname__ = name
    return method


def MakeProxyType(name, exposed, _cache={}):
    """A class of proxies with these methods."""
    exposed = tuple(exposed)
    if (name, exposed) not in _cache:
        made = type(name, (BaseProxy,), {each: _forwarding(each) for each in exposed})
        made._exposed_, made.__module__ = exposed, BaseProxy.__module__
        _cache[name, exposed] = made
    return _cache[name, exposed]


def AutoProxy(token, serializer, manager=None, authkey=None, exposed=None, incref=True, manager_owned=False):
    """A proxy for an object whose methods are asked for."""
    if authkey is None:
        authkey = manager._authkey if manager is not None else process.current_process().authkey
    if exposed is None:
        with _client(token.address, authkey) as c:
            exposed = dispatch(c, None, 'get_methods', (token,))
    proxy = MakeProxyType('AutoProxy[%s]' % token.typeid, exposed)(
        token, serializer, manager=manager, authkey=authkey, incref=incref, manager_owned=manager_owned)
    proxy._isauto = True
    return proxy


# ---- proxies for objects of known kinds

class IteratorProxy(BaseProxy):
    """A proxy for an iterator or a generator."""

    _exposed_ = '__next__', 'send', 'throw', 'close'

    def __iter__(self):
        return self

    def __next__(self, *args):
        return self._callmethod('__next__', args)

    def send(self, *args):
        return self._callmethod('send', args)

    def throw(self, *args):
        return self._callmethod('throw', args)

    def close(self, *args):
        return self._callmethod('close', args)


class AcquirerProxy(BaseProxy):
    """A proxy for a lock or a semaphore."""

    _exposed_ = 'acquire', 'release'

    def acquire(self, blocking=True, timeout=None):
        return self._callmethod('acquire', (blocking,) if timeout is None else (blocking, timeout))

    def release(self):
        return self._callmethod('release')

    def __enter__(self):
        return self._callmethod('acquire')

    def __exit__(self, exc_type, exc_val, exc_tb):
        return self._callmethod('release')


class ConditionProxy(AcquirerProxy):
    """A proxy for a condition."""

    _exposed_ = 'acquire', 'release', 'wait', 'notify', 'notify_all'

    def wait(self, timeout=None):
        return self._callmethod('wait', (timeout,))

    def notify(self, n=1):
        return self._callmethod('notify', (n,))

    def notify_all(self):
        return self._callmethod('notify_all')

    def wait_for(self, predicate, timeout=None):
        # Here, since the predicate is ours.
        return util.wait_for(self, predicate, timeout)


class EventProxy(BaseProxy):
    """A proxy for an event."""

    _exposed_ = 'is_set', 'set', 'clear', 'wait'

    def is_set(self):
        return self._callmethod('is_set')

    def set(self):
        return self._callmethod('set')

    def clear(self):
        return self._callmethod('clear')

    def wait(self, timeout=None):
        return self._callmethod('wait', (timeout,))


def _remote_attribute(name):
    return property(lambda self: self._callmethod('__getattribute__', (name,)))


class BarrierProxy(BaseProxy):
    """A proxy for a barrier."""

    _exposed_ = '__getattribute__', 'wait', 'abort', 'reset'

    def wait(self, timeout=None):
        return self._callmethod('wait', (timeout,))

    def abort(self):
        return self._callmethod('abort')

    def reset(self):
        return self._callmethod('reset')

    parties = _remote_attribute('parties')
    n_waiting = _remote_attribute('n_waiting')
    broken = _remote_attribute('broken')


class NamespaceProxy(BaseProxy):
    """A proxy whose attributes are those of the object, but for names with '_'."""

    _exposed_ = '__getattribute__', '__setattr__', '__delattr__'

    def __getattr__(self, key):
        if key[0] == '_':
            return object.__getattribute__(self, key)
        return object.__getattribute__(self, '_callmethod')('__getattribute__', (key,))

    def __setattr__(self, key, value):
        if key[0] == '_':
            return object.__setattr__(self, key, value)
        return object.__getattribute__(self, '_callmethod')('__setattr__', (key, value))

    def __delattr__(self, key):
        if key[0] == '_':
            return object.__delattr__(self, key)
        return object.__getattribute__(self, '_callmethod')('__delattr__', (key,))


class ValueProxy(BaseProxy):
    """A proxy for a value."""

    _exposed_ = 'get', 'set'

    def get(self):
        return self._callmethod('get')

    def set(self, value):
        return self._callmethod('set', (value,))

    value = property(get, set)


BaseListProxy = MakeProxyType('BaseListProxy', (
    '__add__', '__contains__', '__delitem__', '__getitem__', '__len__', '__mul__', '__reversed__', '__rmul__',
    '__setitem__', 'append', 'count', 'extend', 'index', 'insert', 'pop', 'remove', 'reverse', 'sort', '__imul__'))


class ListProxy(BaseListProxy):
    """A proxy for a list."""

    def __iadd__(self, value):
        self._callmethod('extend', (value,))
        return self

    def __imul__(self, value):
        self._callmethod('__imul__', (value,))
        return self


DictProxy = MakeProxyType('DictProxy', (
    '__contains__', '__delitem__', '__getitem__', '__iter__', '__len__', '__setitem__', 'clear', 'copy', 'get', 'items',
    'keys', 'pop', 'popitem', 'setdefault', 'update', 'values'))
DictProxy._method_to_typeid_ = {'__iter__': 'Iterator'}
ArrayProxy = MakeProxyType('ArrayProxy', ('__len__', '__getitem__', '__setitem__'))


BasePoolProxy = MakeProxyType('PoolProxy', (
    'apply', 'apply_async', 'close', 'imap', 'imap_unordered', 'join', 'map', 'map_async', 'starmap', 'starmap_async',
    'terminate'))
BasePoolProxy._method_to_typeid_ = {**dict.fromkeys(('apply_async', 'map_async', 'starmap_async'), 'AsyncResult'),
                                    **dict.fromkeys(('imap', 'imap_unordered'), 'Iterator')}


class PoolProxy(BasePoolProxy):
    """A proxy for a pool."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


__name__ = __spec__.name
