"""Filters and handlers, which records pass through; found in logging."""

import logging
import os
import sys
import threading
import traceback
import weakref

from logging._levels import (
    NOTSET, _acquireLock, _checkLevel, _lock, _register_at_fork_reinit_lock, _releaseLock, getLevelName)

__name__ = 'logging'  # where all of this is found


# ---- filtering

class Filter(object):
    """Lets the events of one logger and those below it pass."""

    def __init__(self, name=''):
        """Let through what the logger of that name, or one below it, logs; everything without a name."""
        self.name = name
        self.nlen = len(name)

    def filter(self, record):
        """Shall the record be logged?"""
        return not self.nlen or (record.name + '.').startswith(self.name + '.')


class Filterer(object):
    """What has filters: objects with a method filter(record), or functions."""

    def __init__(self):
        """At first there are no filters."""
        self.filters = []

    def addFilter(self, filter):
        """Add a filter, unless it is there."""
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        """Take a filter away, if it is there."""
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        """True unless one of the filters refuses the record."""
        for each in self.filters:
            if not (each.filter if hasattr(each, 'filter') else each)(record):
                return False
        return True


# ---- handlers

# Handlers by name; and references to all of them in the order of creation, for shutdown().
_handlers = weakref.WeakValueDictionary()
_handlerList = []


def _removeHandlerRef(wr):
    # May be called when the globals of the module are gone.
    acquire, release, handlers = _acquireLock, _releaseLock, _handlerList
    if acquire and release and handlers:
        acquire()
        try:
            if wr in handlers:
                handlers.remove(wr)
        finally:
            release()


def _addHandlerRef(handler):
    with _lock:
        _handlerList.append(weakref.ref(handler, _removeHandlerRef))


class Handler(Filterer):
    """Base of all handlers; a subclass must define emit()."""

    def __init__(self, level=NOTSET):
        """A handler for records of the level or above."""
        super().__init__()
        self._name = None
        self.level = _checkLevel(level)
        self.formatter = None
        _addHandlerRef(self)
        self.createLock()

    def get_name(self):
        return self._name

    def set_name(self, name):
        with _lock:
            _handlers.pop(self._name, None)
            self._name = name
            if name:
                _handlers[name] = self

    name = property(get_name, set_name)

    def createLock(self):
        """Make the lock that keeps threads apart."""
        self.lock = threading.RLock()
        _register_at_fork_reinit_lock(self)

    def acquire(self):
        """Take the handler's lock."""
        if self.lock:
            self.lock.acquire()

    def release(self):
        """Give the handler's lock back."""
        if self.lock:
            self.lock.release()

    def setLevel(self, level):
        """From now on handle records of this level or above."""
        self.level = _checkLevel(level)

    def format(self, record):
        """The text of a record, by the handler's formatter or a plain one."""
        return (self.formatter or logging._defaultFormatter).format(record)

    def emit(self, record):
        """Do whatever is to be done with a record."""
        raise NotImplementedError('emit must be implemented by Handler subclasses')

    def handle(self, record):
        """Emit the record, locked, if the filters let it pass."""
        passes = self.filter(record)
        if passes:
            self.acquire()
            try:
                self.emit(record)
            finally:
                self.release()
        return passes

    def setFormatter(self, fmt):
        """Take another formatter."""
        self.formatter = fmt

    def flush(self):
        """Make sure that nothing is held back."""

    def close(self):
        """Forget the handler: nobody asks for it by name any more."""
        with _lock:
            if self._name and self._name in _handlers:
                del _handlers[self._name]

    def handleError(self, record):
        """Report the current exception, raised in emit(), to stderr, if raiseExceptions says so."""
        if not logging.raiseExceptions or not sys.stderr:
            return
        kind, value, trace = sys.exc_info()
        try:
            write = sys.stderr.write
            write('--- Logging error ---\n')
            traceback.print_exception(kind, value, trace, None, sys.stderr)
            write('Call stack:\n')
            # Show the stack of the program, not that of logging.
            here = os.path.dirname(__file__)
            frame = trace.tb_frame
            while frame and os.path.dirname(frame.f_code.co_filename) == here:
                frame = frame.f_back
            if frame:
                traceback.print_stack(frame, file=sys.stderr)
            else:
                write('Logged from file %s, line %s\n' % (record.filename, record.lineno))
            try:
                write('Message: %r\nArguments: %s\n' % (record.msg, record.args))
            except RecursionError:
                raise
            except Exception:
                write('Unable to print the message and arguments - possible formatting error.\n'
                      'Use the traceback above to help find the error.\n')
        except OSError:
            pass
        finally:
            del kind, value, trace

    def __repr__(self):
        return '<%s (%s)>' % (self.__class__.__name__, getLevelName(self.level))


class StreamHandler(Handler):
    """Writes to a stream, sys.stderr by default; does not close it."""

    terminator = '\n'

    def __init__(self, stream=None):
        """Write to a stream, by default to sys.stderr."""
        Handler.__init__(self)
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        """Flush the stream."""
        self.acquire()
        try:
            if self.stream and hasattr(self.stream, 'flush'):
                self.stream.flush()
        finally:
            self.release()

    def emit(self, record):
        """Write a record and flush."""
        try:
            # One write, so that lines of several threads do not mix.
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        """Use another stream; return the former one, None if it is the same."""
        if stream is self.stream:
            return None
        former = self.stream
        self.acquire()
        try:
            self.flush()
            self.stream = stream
        finally:
            self.release()
        return former

    def __repr__(self):
        name = str(getattr(self.stream, 'name', ''))
        return '<%s %s(%s)>' % (self.__class__.__name__, name and name + ' ', getLevelName(self.level))


class FileHandler(StreamHandler):
    """Writes to a file, opened at once or, with delay, at the first record."""

    def __init__(self, filename, mode='a', encoding=None, delay=False):
        """Write to a file, opened now or, with delay, for the first record."""
        self.baseFilename = os.path.abspath(os.fspath(filename))
        self.mode = mode
        self.encoding = encoding
        self.delay = delay
        if delay:
            Handler.__init__(self)
            self.stream = None
        else:
            StreamHandler.__init__(self, self._open())

    def close(self):
        """Close the file."""
        self.acquire()
        try:
            stream = self.stream
            try:
                if stream:
                    try:
                        self.flush()
                    finally:
                        self.stream = None
                        if hasattr(stream, 'close'):
                            stream.close()
            finally:
                StreamHandler.close(self)
        finally:
            self.release()

    def _open(self):
        return open(self.baseFilename, self.mode, encoding=self.encoding)

    def emit(self, record):
        """Write a record, having opened the file if need be."""
        if self.stream is None:
            self.stream = self._open()
        StreamHandler.emit(self, record)

    def __repr__(self):
        return '<%s %s (%s)>' % (self.__class__.__name__, self.baseFilename, getLevelName(self.level))


class _StderrHandler(StreamHandler):
    """Writes to what sys.stderr is at that time."""

    def __init__(self, level=NOTSET):
        Handler.__init__(self, level)

    @property
    def stream(self):
        return sys.stderr


class NullHandler(Handler):
    """Does nothing; keeps a library's loggers quiet when the program does not configure logging."""

    def handle(self, record):
        """Nothing happens."""

    def emit(self, record):
        """Nothing happens."""

    def createLock(self):
        self.lock = None


__name__ = __spec__.name
