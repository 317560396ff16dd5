"""Objects that a process keeps for others, which use them through proxies.

A manager starts a server process (or connects to one that runs elsewhere).
For each thread that uses a proxy there is a connection, and a thread of the
server that serves it.  A message is (object's identifier, method, arguments),
an answer (kind, value): '#RETURN' a value, '#PROXY' what a proxy is to be made
for, '#ERROR' an exception, '#TRACEBACK' a text.  The server counts proxies: an
object that has none any more goes.

Messages are in _manager_messages, proxies in _manager_proxies; all of it is found here.
"""

import array
import queue
import signal
import sys
import threading
from traceback import format_exc

from multiprocessing import connection, context, get_context, pool, process, resource_tracker, util
from multiprocessing._manager_messages import RemoteError, State, Token, _client, all_methods, convert_to_error
from multiprocessing._manager_messages import dispatch, public_methods, rebuild_as_list, reduce_array
from multiprocessing._manager_proxies import AcquirerProxy, ArrayProxy, AutoProxy, BarrierProxy, BaseListProxy
from multiprocessing._manager_proxies import BasePoolProxy, BaseProxy, ConditionProxy, DictProxy, EventProxy
from multiprocessing._manager_proxies import IteratorProxy, ListProxy, MakeProxyType, NamespaceProxy, PoolProxy
from multiprocessing._manager_proxies import RebuildProxy, ValueProxy
from multiprocessing.process import AuthenticationString

__all__ = ['BaseManager', 'SyncManager', 'BaseProxy', 'Token', 'SharedMemoryManager']


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
