"""Objects that a process keeps for others, which use them through proxies.

A manager starts a server process (or connects to one that runs elsewhere).
For each thread that uses a proxy there is a connection, and a thread of the
server that serves it.  A message is (object's identifier, method, arguments),
an answer (kind, value): '#RETURN' a value, '#PROXY' what a proxy is to be made
for, '#ERROR' an exception, '#TRACEBACK' a text.  The server counts proxies: an
object that has none any more goes.
"""

import array
import queue
import signal
import sys
import threading
from traceback import format_exc

from multiprocessing import connection, context, get_context, pool, process, reduction, resource_tracker, util
from multiprocessing.process import AuthenticationString

__all__ = ['BaseManager', 'SyncManager', 'BaseProxy', 'Token', 'SharedMemoryManager']


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


class Server:
    """Keeps objects; by identifier, each with what may be called and what proxies its methods return."""

    # What can be asked of the server itself.
    public = ['shutdown', 'create', 'accept_connection', 'get_methods', 'debug_info', 'number_of_objects', 'dummy',
              'incref', 'decref']

    def __init__(self, registry, address, authkey, serializer):
        if not isinstance(authkey, bytes):
            raise TypeError('Authkey {0!r} is type {1!s}, not bytes'.format(authkey, type(authkey)))
        self.registry, self.authkey = registry, AuthenticationString(authkey)
        self.listener = connection.Listener(address=address, backlog=16)
        self.address = self.listener.address
        self.id_to_obj = {'0': (None, (), {})}
        self.id_to_refcount = {}
        self.id_to_local_proxy_obj = {}
        self.mutex = threading.Lock()

    def serve_forever(self):
        """Serve until somebody says shutdown()."""
        self.stop_event = threading.Event()
        process.current_process()._manager_server = self
        try:
            threading.Thread(target=self.accepter, daemon=True).start()
            try:
                while not self.stop_event.is_set():
                    self.stop_event.wait(1)
            except (KeyboardInterrupt, SystemExit):
                pass
        finally:
            if sys.stdout != sys.__stdout__:
                util.debug('resetting stdout, stderr')
                sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
            sys.exit(0)

    def accepter(self):
        """Take connections, each with a thread of its own."""
        while True:
            try:
                c = self.listener.accept()
            except OSError:
                continue
            threading.Thread(target=self.handle_request, args=(c,), daemon=True).start()

    def handle_request(self, c):
        """What a new connection asks first."""
        request = None
        try:
            connection.deliver_challenge(c, self.authkey)
            connection.answer_challenge(c, self.authkey)
            request = c.recv()
            _, name, args, kwds = request
            assert name in self.public, '%r unrecognized' % name
            function = getattr(self, name)
        except Exception:
            answer = '#TRACEBACK', format_exc()
        else:
            try:
                answer = '#RETURN', function(c, *args, **kwds)
            except Exception:
                answer = '#TRACEBACK', format_exc()
        try:
            c.send(answer)
        except Exception as problem:
            try:
                c.send(('#TRACEBACK', format_exc()))
            except Exception:
                pass
            util.info('Failure to send message: %r', answer)
            util.info(' ... request was %r', request)
            util.info(' ... exception was %r', problem)
        c.close()

    def serve_client(self, conn):
        """What is asked by a thread that uses proxies."""
        util.debug('starting server thread to service %r', threading.current_thread().name)
        while not self.stop_event.is_set():
            try:
                request = conn.recv()
            except EOFError:
                util.debug('got EOF; exiting thread serving %r', threading.current_thread().name)
                sys.exit(0)
            try:
                answer = self._answer(conn, *request)
            except Exception:
                answer = '#TRACEBACK', format_exc()
            try:
                try:
                    conn.send(answer)
                except Exception:
                    conn.send(('#UNSERIALIZABLE', format_exc()))
            except Exception as problem:
                util.info('exception in thread serving %r', threading.current_thread().name)
                util.info(' ... message was %r', answer)
                util.info(' ... exception was %r', problem)
                conn.close()
                sys.exit(1)

    def _answer(self, c, ident, name, args, kwds):
        entry = self.id_to_obj.get(ident) or self.id_to_local_proxy_obj[ident]
        obj, exposed, types_of_results = entry
        if name not in exposed:
            if name in self.fallback_mapping:
                return '#RETURN', self.fallback_mapping[name](self, c, ident, obj, *args, **kwds)
            raise AttributeError('method %r of %r object is not in exposed=%r' % (name, type(obj), exposed))
        try:
            result = getattr(obj, name)(*args, **kwds)
        except Exception as problem:
            return '#ERROR', problem
        typeid = types_of_results and types_of_results.get(name)
        if not typeid:
            return '#RETURN', result
        ident, exposed = self.create(c, typeid, result)
        return '#PROXY', (exposed, Token(typeid, self.address, ident))

    def fallback_getvalue(self, conn, ident, obj):
        """The object itself."""
        return obj

    def fallback_str(self, conn, ident, obj):
        """The object as text."""
        return str(obj)

    def fallback_repr(self, conn, ident, obj):
        """The object as it is shown."""
        return repr(obj)

    fallback_mapping = {'__str__': fallback_str, '__repr__': fallback_repr, '#GETVALUE': fallback_getvalue}

    # ---- what can be asked of the server

    def dummy(self, c):
        """Nothing: to see whether it is there."""

    def debug_info(self, c):
        """What there is, as text."""
        with self.mutex:
            return '\n'.join('  %s:       refcount=%s\n    %s' % (
                ident, self.id_to_refcount[ident], str(self.id_to_obj[ident][0])[:75])
                for ident in sorted(self.id_to_refcount) if ident != '0')

    def number_of_objects(self, c):
        """How many objects there are."""
        return len(self.id_to_refcount)

    def shutdown(self, c):
        """End."""
        try:
            util.debug('manager received shutdown message')
            c.send(('#RETURN', None))
        finally:
            self.stop_event.set()

    def create(self, c, typeid, /, *args, **kwds):
        """Make an object; returns (identifier, exposed)."""
        with self.mutex:
            make, exposed, types_of_results, _ = self.registry[typeid]
            if make is None:
                if kwds or len(args) != 1:
                    raise ValueError('Without callable, must have one non-keyword argument')
                obj, = args
            else:
                obj = make(*args, **kwds)
            if exposed is None:
                exposed = public_methods(obj)
            if types_of_results is not None:
                exposed = list(exposed) + list(types_of_results)
            ident = '%x' % id(obj)
            util.debug('%r callable returned object with id %r', typeid, ident)
            self.id_to_obj[ident] = obj, set(exposed), types_of_results
            self.id_to_refcount.setdefault(ident, 0)
        self.incref(None, ident)
        return ident, tuple(exposed)

    def get_methods(self, c, token):
        """What may be called of an object."""
        return tuple(self.id_to_obj[token.id][1])

    def accept_connection(self, c, name):
        """The connection is for a thread that uses proxies."""
        threading.current_thread().name = name
        c.send(('#RETURN', None))
        self.serve_client(c)

    def incref(self, c, ident):
        """There is one proxy more."""
        with self.mutex:
            if ident not in self.id_to_refcount:
                # A proxy of ours that was sent here has kept it.
                if ident not in self.id_to_local_proxy_obj:
                    raise KeyError(ident)
                self.id_to_refcount[ident] = 0
                self.id_to_obj[ident] = self.id_to_local_proxy_obj[ident]
            self.id_to_refcount[ident] += 1

    def decref(self, c, ident):
        """There is one proxy less."""
        gone = None
        with self.mutex:
            if ident not in self.id_to_refcount and ident in self.id_to_local_proxy_obj:
                return
            if self.id_to_refcount[ident] <= 0:
                raise AssertionError('Id {0!s} ({1!r}) has refcount {2:n}, not 1+'.format(
                    ident, self.id_to_obj[ident], self.id_to_refcount[ident]))
            self.id_to_refcount[ident] -= 1
            if self.id_to_refcount[ident] == 0:
                del self.id_to_refcount[ident]
                gone = self.id_to_obj.pop(ident)
        del gone  # not while the lock is held


# ---- managers

class State:
    """What a manager is doing."""

    __slots__ = ['value']
    INITIAL, STARTED, SHUTDOWN = 0, 1, 2


class BaseManager:
    """Starts a server or connects to one; register() says what it can make."""

    _registry = {}
    _Server = Server

    def __init__(self, address=None, authkey=None, serializer='pickle', ctx=None):
        self._authkey = AuthenticationString(process.current_process().authkey if authkey is None else authkey)
        if serializer != 'pickle':
            raise KeyError(serializer)
        self._address, self._serializer = address, serializer
        self._state = State()
        self._state.value = State.INITIAL
        self._ctx = ctx or get_context()
        self._process = None

    def get_server(self):
        """A server to be run in this process."""
        self._must_be_new()
        return Server(self._registry, self._address, self._authkey, self._serializer)

    def _must_be_new(self):
        if self._state.value != State.INITIAL:
            said = {State.STARTED: 'Already started server', State.SHUTDOWN: 'Manager has shut down'}
            raise context.ProcessError(said.get(self._state.value, 'Unknown state {!r}'.format(self._state.value)))

    def connect(self):
        """Use a server that runs."""
        c = _client(self._address, self._authkey)
        dispatch(c, None, 'dummy')
        self._state.value = State.STARTED

    def start(self, initializer=None, initargs=()):
        """Start a server."""
        self._must_be_new()
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        reader, writer = connection.Pipe(duplex=False)
        self._process = self._ctx.Process(target=type(self)._run_server, args=(
            self._registry, self._address, self._authkey, self._serializer, writer, initializer, initargs))
        ident = ':'.join(str(number) for number in self._process._identity)
        self._process.name = type(self).__name__ + '-' + ident
        self._process.start()
        writer.close()
        self._address = reader.recv()
        reader.close()
        self._state.value = State.STARTED
        self.shutdown = util.Finalize(self, type(self)._finalize_manager, args=(
            self._process, self._address, self._authkey, self._state), exitpriority=0)

    @classmethod
    def _run_server(cls, registry, address, authkey, serializer, writer, initializer=None, initargs=()):
        # Ctrl-C is for the others; they will say when it is over.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if initializer is not None:
            initializer(*initargs)
        server = cls._Server(registry, address, authkey, serializer)
        writer.send(server.address)
        writer.close()
        util.info('manager serving at %r', server.address)
        server.serve_forever()

    def _create(self, typeid, /, *args, **kwds):
        """Make an object in the server; returns (token, exposed)."""
        assert self._state.value == State.STARTED, 'server not yet started'
        with _client(self._address, self._authkey) as c:
            ident, exposed = dispatch(c, None, 'create', (typeid,) + args, kwds)
        return Token(typeid, self._address, ident), exposed

    def join(self, timeout=None):
        """Wait until the server has ended."""
        if self._process is not None:
            self._process.join(timeout)
            if not self._process.is_alive():
                self._process = None

    def _ask(self, name):
        with _client(self._address, self._authkey) as c:
            return dispatch(c, None, name)

    def _debug_info(self):
        return self._ask('debug_info')

    def _number_of_objects(self):
        return self._ask('number_of_objects')

    def __enter__(self):
        if self._state.value == State.INITIAL:
            self.start()
        if self._state.value != State.STARTED:
            self._must_be_new()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown()

    @staticmethod
    def _finalize_manager(process, address, authkey, state):
        """Let the server end, if it must be, by force."""
        if process.is_alive():
            util.info('sending shutdown message to manager')
            try:
                with _client(address, authkey) as c:
                    dispatch(c, None, 'shutdown')
            except Exception:
                pass
            for end in (None, process.terminate, process.kill):
                if end is not None:
                    util.info('manager still alive')
                    end()
                process.join(timeout=1.0)
                if not process.is_alive():
                    break
        state.value = State.SHUTDOWN
        BaseProxy._address_to_local.pop(address, None)

    @property
    def address(self):
        """Where the server listens."""
        return self._address

    @classmethod
    def register(cls, typeid, callable=None, proxytype=None, exposed=None, method_to_typeid=None,
                 create_method=True):
        """Let managers make objects of a type, with a method of that name unless that is not wanted."""
        if '_registry' not in cls.__dict__:
            cls._registry = cls._registry.copy()
        proxytype = AutoProxy if proxytype is None else proxytype
        exposed = exposed or getattr(proxytype, '_exposed_', None)
        method_to_typeid = method_to_typeid or getattr(proxytype, '_method_to_typeid_', None)
        for key, value in (method_to_typeid or {}).items():
            assert type(key) is str, '%r is not a string' % key
            assert type(value) is str, '%r is not a string' % value
        cls._registry[typeid] = callable, exposed, method_to_typeid, proxytype
        if create_method:
            def make(self, /, *args, **kwds):
                util.debug('requesting creation of a shared %r object', typeid)
                token, exposed = self._create(typeid, *args, **kwds)
                proxy = proxytype(token, self._serializer, manager=self, authkey=self._authkey, exposed=exposed)
                with _client(token.address, self._authkey) as c:
                    dispatch(c, None, 'decref', (token.id,))
                return proxy
            make.__name__ = typeid
            setattr(cls, typeid, make)


# ---- proxies

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
        made._exposed_ = exposed
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


# ---- objects and their proxies

class Namespace:
    """An object for attributes."""

    def __init__(self, /, **kwds):
        self.__dict__.update(kwds)

    def __repr__(self):
        shown = sorted('%s=%r' % item for item in self.__dict__.items() if not item[0].startswith('_'))
        return '%s(%s)' % (self.__class__.__name__, ', '.join(shown))


class Value:
    """A value."""

    def __init__(self, typecode, value, lock=True):
        self._typecode, self._value = typecode, value

    def get(self):
        """What it is."""
        return self._value

    def set(self, value):
        """Change it."""
        self._value = value

    value = property(get, set)

    def __repr__(self):
        return '%s(%r, %r)' % (type(self).__name__, self._typecode, self._value)


def Array(typecode, sequence, lock=True):
    """An array."""
    return array.array(typecode, sequence)


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


class SyncManager(BaseManager):
    """A manager of what threading, queue and the language itself have; as multiprocessing.Manager() makes it."""


for _typeid, _make, _kind in (
        ('Queue', queue.Queue, None), ('JoinableQueue', queue.Queue, None), ('Event', threading.Event, EventProxy),
        ('Lock', threading.Lock, AcquirerProxy), ('RLock', threading.RLock, AcquirerProxy),
        ('Semaphore', threading.Semaphore, AcquirerProxy),
        ('BoundedSemaphore', threading.BoundedSemaphore, AcquirerProxy),
        ('Condition', threading.Condition, ConditionProxy), ('Barrier', threading.Barrier, BarrierProxy),
        ('Pool', pool.Pool, PoolProxy), ('list', list, ListProxy), ('dict', dict, DictProxy),
        ('Value', Value, ValueProxy), ('Array', Array, ArrayProxy), ('Namespace', Namespace, NamespaceProxy)):
    SyncManager.register(_typeid, _make, _kind)
SyncManager.register('Iterator', proxytype=IteratorProxy, create_method=False)  # what methods return
SyncManager.register('AsyncResult', create_method=False)
del _typeid, _make, _kind


class SharedMemoryManager(BaseManager):
    """A manager of blocks of shared memory, which go with it."""

    def __init__(self, *args, **kwargs):
        # The server is to have this process's tracker.
        resource_tracker.ensure_running()
        BaseManager.__init__(self, *args, **kwargs)
        self._blocks = []

    def start(self, *args, **kwargs):
        """Start the server; when it is shut down, the blocks go."""
        super().start(*args, **kwargs)
        shutdown = self.shutdown

        def shut_down(blocks=self._blocks):
            for finalize in blocks:
                finalize()
            shutdown()

        self.shutdown = shut_down

    def _must_run(self):
        if self._state.value != State.STARTED:
            raise ValueError('address type of %r unrecognized' % self._address)

    def _keep(self, block, memory):
        self._blocks.append(util.Finalize(self, _unlink, args=(memory.name,), exitpriority=1))
        return block

    def SharedMemory(self, size):
        """A new block."""
        from multiprocessing.shared_memory import SharedMemory
        self._must_run()
        made = SharedMemory(None, create=True, size=size)
        return self._keep(made, made)

    def ShareableList(self, sequence):
        """A new list."""
        from multiprocessing.shared_memory import ShareableList
        self._must_run()
        made = ShareableList(sequence)
        return self._keep(made, made.shm)


def _unlink(name):
    import _posixshmem
    try:
        _posixshmem.shm_unlink('/' + name)
    except FileNotFoundError:
        return
    resource_tracker.unregister('/' + name, 'shared_memory')
