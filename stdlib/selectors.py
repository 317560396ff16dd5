"""Waiting for several files at once, by whatever the system does that best with."""

import math
import select
from abc import ABCMeta, abstractmethod
from collections import namedtuple
from collections.abc import Mapping

EVENT_READ = 1 << 0
EVENT_WRITE = 1 << 1


def _fileobj_to_fd(fileobj):
    """The descriptor of a file object, or the descriptor it is."""
    fd = fileobj
    if not isinstance(fileobj, int):
        try:
            fd = int(fileobj.fileno())
        except (AttributeError, TypeError, ValueError):
            raise ValueError("Invalid file object: {!r}".format(fileobj)) from None
    if fd < 0:
        raise ValueError("Invalid file descriptor: {}".format(fd))
    return fd


SelectorKey = namedtuple("SelectorKey", ["fileobj", "fd", "events", "data"])
SelectorKey.__doc__ = "A registered file object: its descriptor, what is waited for, and what the caller added."
SelectorKey.fileobj.__doc__ = "The file object or descriptor, as registered."
SelectorKey.fd.__doc__ = "Its descriptor."
SelectorKey.events.__doc__ = "The events waited for."
SelectorKey.data.__doc__ = "Anything that belongs to it."


class _SelectorMapping(Mapping):
    """The keys of a selector, by file object."""

    def __init__(self, selector):
        self._selector = selector

    def __len__(self):
        return len(self._selector._fd_to_key)

    def __getitem__(self, fileobj):
        selector = self._selector
        try:
            return selector._fd_to_key[selector._fileobj_lookup(fileobj)]
        except KeyError:
            raise KeyError("{!r} is not registered".format(fileobj)) from None

    def __iter__(self):
        return iter(self._selector._fd_to_key)


class BaseSelector(metaclass=ABCMeta):
    """What all selectors can do."""

    @abstractmethod
    def register(self, fileobj, events, data=None):
        """Wait for those events of the file object, too; its key."""
        raise NotImplementedError

    @abstractmethod
    def unregister(self, fileobj):
        """Do not wait for the file object any more; what was its key."""
        raise NotImplementedError

    def modify(self, fileobj, events, data=None):
        """Wait for other events of the file object; its new key."""
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    @abstractmethod
    def select(self, timeout=None):
        """Wait until something can be done, or the time is up: a list of (key, events)."""
        raise NotImplementedError

    def close(self):
        """Give back what the selector uses of the system."""

    def get_key(self, fileobj):
        """The key of a registered file object."""
        registered = self.get_map()
        if registered is None:
            raise RuntimeError("Selector is closed")
        try:
            return registered[fileobj]
        except KeyError:
            raise KeyError("{!r} is not registered".format(fileobj)) from None

    @abstractmethod
    def get_map(self):
        """A mapping of file objects to their keys."""
        raise NotImplementedError

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class _BaseSelectorImpl(BaseSelector):
    """The bookkeeping."""

    def __init__(self):
        self._fd_to_key = {}
        self._map = _SelectorMapping(self)

    def _fileobj_lookup(self, fileobj):
        """The descriptor of a file object, even of one closed since it was registered."""
        try:
            return _fileobj_to_fd(fileobj)
        except ValueError:
            for fd, key in self._fd_to_key.items():
                if key.fileobj is fileobj:
                    return fd
            raise

    def register(self, fileobj, events, data=None):
        if not events or events & ~(EVENT_READ | EVENT_WRITE):
            raise ValueError("Invalid events: {!r}".format(events))
        key = SelectorKey(fileobj, self._fileobj_lookup(fileobj), events, data)
        if self._fd_to_key.setdefault(key.fd, key) is not key:
            raise KeyError("{!r} (FD {}) is already registered".format(fileobj, key.fd))
        return key

    def unregister(self, fileobj):
        try:
            return self._fd_to_key.pop(self._fileobj_lookup(fileobj))
        except KeyError:
            raise KeyError("{!r} is not registered".format(fileobj)) from None

    def modify(self, fileobj, events, data=None):
        try:
            key = self._fd_to_key[self._fileobj_lookup(fileobj)]
        except KeyError:
            raise KeyError("{!r} is not registered".format(fileobj)) from None
        if events != key.events:
            self.unregister(fileobj)
            return self.register(fileobj, events, data)
        if data != key.data:  # the system need not know
            key = self._fd_to_key[key.fd] = key._replace(data=data)
        return key

    def close(self):
        self._fd_to_key.clear()
        self._map = None

    def get_map(self):
        return self._map

    def _key_from_fd(self, fd):
        return self._fd_to_key.get(fd)

    def _ready(self, reported):
        """The result of select() for pairs of descriptor and events."""
        keys = self._fd_to_key
        return [(keys[fd], events & keys[fd].events) for fd, events in reported if fd in keys]


class SelectSelector(_BaseSelectorImpl):
    """By select()."""

    def __init__(self):
        super().__init__()
        self._readers = set()
        self._writers = set()

    def register(self, fileobj, events, data=None):
        key = super().register(fileobj, events, data)
        if key.events & EVENT_READ:
            self._readers.add(key.fd)
        if key.events & EVENT_WRITE:
            self._writers.add(key.fd)
        return key

    def unregister(self, fileobj):
        key = super().unregister(fileobj)
        for group in self._readers, self._writers:
            group.discard(key.fd)
        return key

    _select = select.select

    def select(self, timeout=None):
        if timeout is not None:
            timeout = max(timeout, 0)
        try:
            readable, writable, _ = self._select(self._readers, self._writers, [], timeout)
        except InterruptedError:
            return []
        reported = dict.fromkeys(readable, EVENT_READ)
        for fd in writable:
            reported[fd] = reported.get(fd, 0) | EVENT_WRITE
        return self._ready(reported.items())


class _PollLikeSelector(_BaseSelectorImpl):
    """By an object of the system with which descriptors are registered."""

    _selector_cls = None
    _EVENT_READ = None
    _EVENT_WRITE = None

    def __init__(self):
        super().__init__()
        self._selector = self._selector_cls()

    def _system_events(self, events):
        return (self._EVENT_READ if events & EVENT_READ else 0) | (self._EVENT_WRITE if events & EVENT_WRITE else 0)

    def register(self, fileobj, events, data=None):
        key = super().register(fileobj, events, data)
        try:
            self._selector.register(key.fd, self._system_events(events))
        except:
            super().unregister(fileobj)
            raise
        return key

    def unregister(self, fileobj):
        key = super().unregister(fileobj)
        try:
            self._selector.unregister(key.fd)
        except OSError:
            pass  # closed meanwhile, and so forgotten by the system
        return key

    def modify(self, fileobj, events, data=None):
        try:
            key = self._fd_to_key[self._fileobj_lookup(fileobj)]
        except KeyError:
            raise KeyError(f"{fileobj!r} is not registered") from None
        if events != key.events:
            try:
                self._selector.modify(key.fd, self._system_events(events))
            except:
                super().unregister(fileobj)
                raise
        elif data == key.data:
            return key
        key = self._fd_to_key[key.fd] = key._replace(events=events, data=data)
        return key

    def _events(self, flags):
        # Errors count as both, so that the caller tries and sees.
        return (EVENT_WRITE if flags & ~self._EVENT_READ else 0) | (EVENT_READ if flags & ~self._EVENT_WRITE else 0)

    def _polled(self, *args):
        try:
            reported = self._selector.poll(*args)
        except InterruptedError:
            return []
        return self._ready([(fd, self._events(flags)) for fd, flags in reported])

    def select(self, timeout=None):
        if timeout is not None:
            # Milliseconds; upwards, lest a short timeout becomes none.
            timeout = math.ceil(timeout * 1e3) if timeout > 0 else 0
        return self._polled(timeout)


if hasattr(select, "poll"):
    class PollSelector(_PollLikeSelector):
        """By poll()."""

        _selector_cls = select.poll
        _EVENT_READ = select.POLLIN
        _EVENT_WRITE = select.POLLOUT


class _DescriptorSelector(_PollLikeSelector):
    # The system's object has a descriptor itself.

    def fileno(self):
        return self._selector.fileno()

    def close(self):
        self._selector.close()
        super().close()


if hasattr(select, "epoll"):
    class EpollSelector(_DescriptorSelector):
        """By epoll(), of Linux."""

        _selector_cls = select.epoll
        _EVENT_READ = select.EPOLLIN
        _EVENT_WRITE = select.EPOLLOUT

        def select(self, timeout=None):
            if timeout is None:
                timeout = -1
            elif timeout <= 0:
                timeout = 0
            else:
                timeout = math.ceil(timeout * 1e3) * 1e-3
            return self._polled(timeout, max(len(self._fd_to_key), 1))


if hasattr(select, "devpoll"):
    class DevpollSelector(_DescriptorSelector):
        """By /dev/poll, of Solaris."""

        _selector_cls = select.devpoll
        _EVENT_READ = select.POLLIN
        _EVENT_WRITE = select.POLLOUT


if hasattr(select, "kqueue"):
    class KqueueSelector(_BaseSelectorImpl):
        """By kqueue(), of the BSDs and macOS."""

        _FILTERS = (EVENT_READ, select.KQ_FILTER_READ), (EVENT_WRITE, select.KQ_FILTER_WRITE)

        def __init__(self):
            super().__init__()
            self._selector = select.kqueue()

        def fileno(self):
            return self._selector.fileno()

        def _control(self, key, action):
            for event, filter in self._FILTERS:
                if key.events & event:
                    yield select.kevent(key.fd, filter, action)

        def register(self, fileobj, events, data=None):
            key = super().register(fileobj, events, data)
            try:
                for change in self._control(key, select.KQ_EV_ADD):
                    self._selector.control([change], 0, 0)
            except:
                super().unregister(fileobj)
                raise
            return key

        def unregister(self, fileobj):
            key = super().unregister(fileobj)
            for change in self._control(key, select.KQ_EV_DELETE):
                try:
                    self._selector.control([change], 0, 0)
                except OSError:
                    pass  # closed meanwhile
            return key

        def select(self, timeout=None):
            if timeout is not None:
                timeout = max(timeout, 0)
            events_of = {filter: event for event, filter in self._FILTERS}
            try:
                reported = self._selector.control(None, max(len(self._fd_to_key), 1), timeout)
            except InterruptedError:
                return []
            return self._ready([(change.ident, events_of.get(change.filter, 0)) for change in reported])

        def close(self):
            self._selector.close()
            super().close()


# The best there is.
for _name in "KqueueSelector", "EpollSelector", "DevpollSelector", "PollSelector", "SelectSelector":
    if _name in globals():
        DefaultSelector = globals()[_name]
        break
del _name
