"""Objects whose attributes each thread has for itself: threading.local written in Python."""

from weakref import ref
from contextlib import contextmanager

__all__ = ["local"]


class _localimpl:
    """The dictionaries of one local object, one a thread."""

    __slots__ = "key", "dicts", "localargs", "locallock", "__weakref__"

    def __init__(self):
        # The attribute under which each thread keeps alive the callback for its end.
        self.key = "_threading_local._localimpl." + str(id(self))
        self.dicts = {}  # id of thread: weak reference to it, dictionary

    def get_dict(self):
        """The dictionary of the running thread; KeyError if it has none yet."""
        return self.dicts[id(current_thread())][1]

    def create_dict(self):
        """A new dictionary for the running thread, which goes away with the thread or the local object."""
        thread = current_thread()
        ident, key = id(thread), self.key
        own = {}

        def local_deleted(_):
            living = thread_ref()
            if living is not None:
                del living.__dict__[key]

        def thread_deleted(_):
            impl = impl_ref()
            if impl is not None:
                impl.dicts.pop(ident)

        impl_ref = ref(self, local_deleted)
        thread_ref = ref(thread, thread_deleted)
        thread.__dict__[key] = impl_ref
        self.dicts[ident] = thread_ref, own
        return own


@contextmanager
def _patch(self):
    """Give the object the dictionary of the running thread, after a call of __init__ if that is new."""
    impl = object.__getattribute__(self, "_local__impl")
    try:
        own = impl.get_dict()
    except KeyError:
        own = impl.create_dict()
        args, kwargs = impl.localargs
        self.__init__(*args, **kwargs)
    with impl.locallock:
        object.__setattr__(self, "__dict__", own)
        yield


def _no_dict_change(self, name):
    if name == "__dict__":
        raise AttributeError("%r object attribute '__dict__' is read-only" % type(self).__name__)


class local:
    __slots__ = "_local__impl", "__dict__"

    def __new__(cls, /, *args, **kw):
        if cls.__init__ is object.__init__ and (args or kw):
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        impl = _localimpl()
        impl.localargs = args, kw
        impl.locallock = RLock()
        object.__setattr__(self, "_local__impl", impl)
        # Now, since __init__ is about to run for this thread.
        impl.create_dict()
        return self

    def __getattribute__(self, name):
        with _patch(self):
            return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        _no_dict_change(self, name)
        with _patch(self):
            return object.__setattr__(self, name, value)

    def __delattr__(self, name):
        _no_dict_change(self, name)
        with _patch(self):
            return object.__delattr__(self, name)


# Last: threading imports this module when _thread has no such type.
from threading import RLock, current_thread
