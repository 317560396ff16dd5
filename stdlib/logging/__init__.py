"""Logging of events.

A Logger makes a LogRecord of an event that is important enough and hands it to its
handlers and those of the loggers above it in the hierarchy of dotted names. A Handler
sends the records on, as text that a Formatter makes. Filters can stop records in both.

Levels are in _levels, records and formatters in _records, handlers and filters in _handling; all of it is found here.
"""

import atexit
import io
import os
import sys
import threading
import time
import traceback
import warnings
import weakref

from logging._handling import FileHandler, Filter, Filterer, Handler, NullHandler, StreamHandler, _StderrHandler
from logging._handling import _addHandlerRef, _handlerList, _handlers, _removeHandlerRef
from logging._levels import CRITICAL, DEBUG, ERROR, FATAL, INFO, NOTSET, WARN, WARNING, _acquireLock
from logging._levels import _at_fork_reinit_lock_weakset, _checkLevel, _levelToName, _lock, _nameToLevel
from logging._levels import _register_at_fork_reinit_lock, _releaseLock, addLevelName, getLevelName
from logging._records import BASIC_FORMAT, BufferingFormatter, Formatter, LogRecord, PercentStyle, StrFormatStyle
from logging._records import StringTemplateStyle, _STYLES, _checkStyle, _defaultFormatter, _str_formatter

__all__ = ['BASIC_FORMAT', 'BufferingFormatter', 'CRITICAL', 'DEBUG', 'ERROR', 'FATAL', 'FileHandler', 'Filter',
           'Formatter', 'Handler', 'INFO', 'LogRecord', 'Logger', 'LoggerAdapter', 'NOTSET', 'NullHandler',
           'StreamHandler', 'WARN', 'WARNING', 'addLevelName', 'basicConfig', 'captureWarnings', 'critical',
           'debug', 'disable', 'error', 'exception', 'fatal', 'getLevelName', 'getLogger', 'getLoggerClass', 'info',
           'log', 'makeLogRecord', 'setLoggerClass', 'shutdown', 'warn', 'warning', 'getLogRecordFactory',
           'setLogRecordFactory', 'lastResort', 'raiseExceptions']

__author__ = 'Vinay Sajip <vinay_sajip@red-dove.com>'
__status__ = 'production'
__version__ = '0.5.1.2'
__date__ = '07 February 2010'

# The zero of relativeCreated.
_startTime = time.time()

# Settings: report errors inside handlers; put thread, processName and process into records.
raiseExceptions = True
logThreads = True
logMultiprocessing = True
logProcesses = True


# ---- where calls come from

def currentframe():
    """The frame of the caller of the logging method."""
    return sys._getframe(3)


# The file of this module's code objects: frames from it are not those of a caller.
_srcfile = os.path.normcase(currentframe.__code__.co_filename)


# ---- records

_logRecordFactory = LogRecord


def setLogRecordFactory(factory):
    """Set the callable that makes records."""
    global _logRecordFactory
    _logRecordFactory = factory


def getLogRecordFactory():
    """The function that makes records."""
    return _logRecordFactory


def makeLogRecord(dict):
    """A record with the given attributes, as received from elsewhere."""
    record = _logRecordFactory(None, None, '', 0, '', (), None, None)
    record.__dict__.update(dict)
    return record


# What handles records when there are no handlers.
_defaultLastResort = _StderrHandler(WARNING)
lastResort = _defaultLastResort


# ---- loggers

class PlaceHolder(object):
    """Stands where a logger is missing between loggers that exist; knows those below."""

    def __init__(self, alogger):
        """Stands for a logger that nobody has asked for, above this one."""
        self.loggerMap = {alogger: None}

    def append(self, alogger):
        """Note one more logger below."""
        self.loggerMap.setdefault(alogger)


def _checkLoggerClass(klass):
    if klass != Logger and not issubclass(klass, Logger):
        raise TypeError('logger not derived from logging.Logger: ' + klass.__name__)


def setLoggerClass(klass):
    """Set the class of the loggers made from now on."""
    global _loggerClass
    _checkLoggerClass(klass)
    _loggerClass = klass


def getLoggerClass():
    """The class of which loggers are made."""
    return _loggerClass


class Manager(object):
    """Holds the tree of loggers."""

    def __init__(self, rootnode):
        """The keeper of all loggers below this root."""
        self.root = rootnode
        self.disable = 0
        self.emittedNoHandlerWarning = False
        self.loggerDict = {}
        self.loggerClass = None
        self.logRecordFactory = None

    @property
    def disable(self):
        return self._disable

    @disable.setter
    def disable(self, value):
        self._disable = _checkLevel(value)

    def getLogger(self, name):
        """The logger of this name, made if need be."""
        if not isinstance(name, str):
            raise TypeError('A logger name must be a string')
        with _lock:
            found = self.loggerDict.get(name)
            if found is None or isinstance(found, PlaceHolder):
                logger = (self.loggerClass or _loggerClass)(name)
                logger.manager = self
                self.loggerDict[name] = logger
                if found is not None:
                    self._fixupChildren(found, logger)
                self._fixupParents(logger)
                found = logger
            return found

    def setLoggerClass(self, klass):
        """Have loggers made of this class."""
        _checkLoggerClass(klass)
        self.loggerClass = klass

    def setLogRecordFactory(self, factory):
        """Have records made by this function."""
        self.logRecordFactory = factory

    def _fixupParents(self, alogger):
        """Find the parent of a new logger; note the logger in the placeholders between."""
        alogger.parent = self.root
        above = alogger.name.rpartition('.')[0]
        while above:
            node = self.loggerDict.get(above)
            if node is None:
                self.loggerDict[above] = PlaceHolder(alogger)
            elif isinstance(node, Logger):
                alogger.parent = node
                break
            else:
                node.append(alogger)
            above = above.rpartition('.')[0]

    def _fixupChildren(self, ph, alogger):
        """Put a new logger between the loggers below its placeholder and their parents."""
        for child in ph.loggerMap:
            if not child.parent.name.startswith(alogger.name):
                alogger.parent = child.parent
                child.parent = alogger

    def _clear_cache(self):
        """Forget which levels the loggers are enabled for."""
        with _lock:
            for each in self.loggerDict.values():
                if isinstance(each, Logger):
                    each._cache.clear()
            self.root._cache.clear()


def _named(function, name, owner=None):
    """Give a generated function the name that it is to be known by."""
    function.__name__ = name
    function.__code__ = function.__code__.replace(co_name=name)  # for tracebacks and errors about arguments
    function.__qualname__ = owner + '.' + name if owner else name
    return function


def _logger_method(name, level):
    def method(self, msg, *args, **kwargs):
        """Log msg % args; keyword arguments are exc_info, stack_info, stacklevel and extra."""
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    return _named(method, name, 'Logger')


class Logger(Filterer):
    """The source of events of one area, which its dotted name says."""

    def __init__(self, name, level=NOTSET):
        """A logger for records of the level or above."""
        Filterer.__init__(self)
        self.name = name
        self.level = _checkLevel(level)
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False
        self._cache = {}

    def setLevel(self, level):
        """From now on log records of this level or above."""
        self.level = _checkLevel(level)
        self.manager._clear_cache()

    debug = _logger_method('debug', DEBUG)
    info = _logger_method('info', INFO)
    warning = _logger_method('warning', WARNING)
    error = _logger_method('error', ERROR)
    critical = fatal = _logger_method('critical', CRITICAL)

    def warn(self, msg, *args, **kwargs):
        warnings.warn("The 'warn' method is deprecated, use 'warning' instead", DeprecationWarning, 2)
        self.warning(msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        """Log an error with the current exception's traceback."""
        self.error(msg, *args, exc_info=exc_info, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        """Log at the level given by a number."""
        if not isinstance(level, int):
            if raiseExceptions:
                raise TypeError('level must be an integer')
            return
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    def findCaller(self, stack_info=False, stacklevel=1):
        """Who called: (file, line, function, stack as text or None)."""
        nearest = currentframe()
        frame = nearest = nearest.f_back if nearest is not None else None
        while frame is not None and hasattr(frame, 'f_code'):
            if os.path.normcase(frame.f_code.co_filename) != _srcfile:
                stacklevel -= 1
                if stacklevel <= 0:
                    break
            frame = frame.f_back
        if frame is None or not hasattr(frame, 'f_code'):
            frame = nearest if stacklevel > 0 and nearest is not None else None
        if frame is None:
            return '(unknown file)', 0, '(unknown function)', None
        stack = None
        if stack_info:
            text = io.StringIO()
            text.write('Stack (most recent call last):\n')
            traceback.print_stack(frame, file=text)
            stack = text.getvalue()
            stack = stack[:-1] if stack[-1] == '\n' else stack
        return frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, stack

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        """The record of an event; extra gives it further attributes."""
        record = _logRecordFactory(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key in extra or ():
            if key in ('message', 'asctime') or key in record.__dict__:
                raise KeyError('Attempt to overwrite %r in LogRecord' % key)
            record.__dict__[key] = extra[key]
        return record

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        place = '(unknown file)', 0, '(unknown function)', None
        if _srcfile:
            try:
                place = self.findCaller(stack_info, stacklevel)
            except ValueError:
                pass
        file, line, function, stack = place
        if exc_info:
            if isinstance(exc_info, BaseException):
                exc_info = type(exc_info), exc_info, exc_info.__traceback__
            elif not isinstance(exc_info, tuple):
                exc_info = sys.exc_info()
        self.handle(self.makeRecord(self.name, level, file, line, msg, args, exc_info, function, extra, stack))

    def handle(self, record):
        """Pass a record on to the handlers, unless disabled or filtered."""
        if not self.disabled and self.filter(record):
            self.callHandlers(record)

    def addHandler(self, hdlr):
        """Add a handler, unless it is there."""
        with _lock:
            if hdlr not in self.handlers:
                self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        """Take a handler away, if it is there."""
        with _lock:
            if hdlr in self.handlers:
                self.handlers.remove(hdlr)

    def _reached(self):
        """This logger and those above it that its records get to."""
        logger = self
        while logger:
            yield logger
            logger = logger.parent if logger.propagate else None

    def hasHandlers(self):
        """Is there a handler here or above, so that records go somewhere?"""
        return any(logger.handlers for logger in self._reached())

    def callHandlers(self, record):
        """Give a record to the handlers of this logger and of those above it."""
        found = False
        for logger in self._reached():
            for handler in logger.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
        if found:
            return
        if lastResort:
            if record.levelno >= lastResort.level:
                lastResort.handle(record)
        elif raiseExceptions and not self.manager.emittedNoHandlerWarning:
            sys.stderr.write('No handlers could be found for logger "%s"\n' % self.name)
            self.manager.emittedNoHandlerWarning = True

    def getEffectiveLevel(self):
        """The level set here or, if none is, the nearest one above."""
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        """Would a record of this level be logged?"""
        if self.disabled:
            return False
        try:
            return self._cache[level]
        except KeyError:
            with _lock:
                enabled = not self.manager.disable >= level and level >= self.getEffectiveLevel()
                self._cache[level] = enabled
            return enabled

    def getChild(self, suffix):
        """The logger whose name is this one's with the suffix."""
        return self.manager.getLogger(suffix if self.root is self else '.'.join((self.name, suffix)))

    def __repr__(self):
        return '<%s %s (%s)>' % (self.__class__.__name__, self.name, getLevelName(self.getEffectiveLevel()))

    def __reduce__(self):
        if getLogger(self.name) is not self:
            import pickle
            raise pickle.PicklingError('logger cannot be pickled')
        return getLogger, (self.name,)


class RootLogger(Logger):
    """The logger at the top, which has a level always."""

    def __init__(self, level):
        """The logger above all others."""
        Logger.__init__(self, 'root', level)

    def __reduce__(self):
        return getLogger, ()


_loggerClass = Logger


def _adapter_method(name, level):
    def method(self, msg, *args, **kwargs):
        """Log at the level of that name, with what the adapter adds."""
        self.log(level, msg, *args, **kwargs)

    return _named(method, name, 'LoggerAdapter')


class LoggerAdapter(object):
    """Adds context to the events of a logger: by default, `extra` becomes that of every call."""

    def __init__(self, logger, extra):
        """Log with a logger, and add what `extra` says to each record."""
        self.logger = logger
        self.extra = extra

    def process(self, msg, kwargs):
        """Message and keyword arguments as they are to be logged."""
        kwargs['extra'] = self.extra
        return msg, kwargs

    debug = _adapter_method('debug', DEBUG)
    info = _adapter_method('info', INFO)
    warning = _adapter_method('warning', WARNING)
    error = _adapter_method('error', ERROR)
    critical = _adapter_method('critical', CRITICAL)

    def warn(self, msg, *args, **kwargs):
        warnings.warn("The 'warn' method is deprecated, use 'warning' instead", DeprecationWarning, 2)
        self.warning(msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        """Log at the level ERROR, with the exception being handled."""
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        """Log at the level given by a number, with what the adapter adds."""
        if self.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)

    def isEnabledFor(self, level):
        """Would the logger log a record of this level?"""
        return self.logger.isEnabledFor(level)

    def setLevel(self, level):
        """Set the level of the logger."""
        self.logger.setLevel(level)

    def getEffectiveLevel(self):
        """The level of the logger."""
        return self.logger.getEffectiveLevel()

    def hasHandlers(self):
        """Has the logger handlers?"""
        return self.logger.hasHandlers()

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False):
        return self.logger._log(level, msg, args, exc_info=exc_info, extra=extra, stack_info=stack_info)

    @property
    def manager(self):
        return self.logger.manager

    @manager.setter
    def manager(self, value):
        self.logger.manager = value

    @property
    def name(self):
        return self.logger.name

    def __repr__(self):
        level = getLevelName(self.logger.getEffectiveLevel())
        return '<%s %s (%s)>' % (self.__class__.__name__, self.logger.name, level)


root = RootLogger(WARNING)
Logger.root = root
Logger.manager = Manager(Logger.root)


# ---- the root logger's functions

def basicConfig(**kwargs):
    """Configure the root logger, unless it has handlers already.

    Keywords: filename, filemode, format, datefmt, style, level, stream, handlers,
    force (remove and close the handlers there are).
    """
    with _lock:
        if kwargs.pop('force', False):
            for handler in root.handlers[:]:
                root.removeHandler(handler)
                handler.close()
        if root.handlers:
            return
        handlers = kwargs.pop('handlers', None)
        if handlers is None:
            if 'stream' in kwargs and 'filename' in kwargs:
                raise ValueError("'stream' and 'filename' should not be specified together")
        elif 'stream' in kwargs or 'filename' in kwargs:
            raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
        if handlers is None:
            filename = kwargs.pop('filename', None)
            mode = kwargs.pop('filemode', 'a')
            handlers = [FileHandler(filename, mode) if filename else StreamHandler(kwargs.pop('stream', None))]
        datefmt = kwargs.pop('datefmt', None)
        style = kwargs.pop('style', '%')
        formatter = Formatter(kwargs.pop('format', _checkStyle(style)[1]), datefmt, style)
        for handler in handlers:
            if handler.formatter is None:
                handler.setFormatter(formatter)
            root.addHandler(handler)
        level = kwargs.pop('level', None)
        if level is not None:
            root.setLevel(level)
        if kwargs:
            raise ValueError('Unrecognised argument(s): %s' % ', '.join(kwargs))


def getLogger(name=None):
    """The logger of that name; the root logger without one."""
    return Logger.manager.getLogger(name) if name else root


def _root_function(name):
    def function(*args, **kwargs):
        """Log with the root logger, which is configured if it has no handlers."""
        if not root.handlers:
            basicConfig()
        getattr(root, name)(*args, **kwargs)

    function.__text_signature__ = '(%smsg, *args, **kwargs)' % ('level, ' if name == 'log' else '')
    return _named(function, name)


critical = fatal = _root_function('critical')
error = _root_function('error')
warning = _root_function('warning')
info = _root_function('info')
debug = _root_function('debug')
log = _root_function('log')


def exception(msg, *args, exc_info=True, **kwargs):
    """Log at the level ERROR, with the exception being handled."""
    error(msg, *args, exc_info=exc_info, **kwargs)


def warn(msg, *args, **kwargs):
    warnings.warn("The 'warn' function is deprecated, use 'warning' instead", DeprecationWarning, 2)
    warning(msg, *args, **kwargs)


def disable(level=CRITICAL):
    """Disable all events up to the level, whatever the loggers say."""
    root.manager.disable = level
    root.manager._clear_cache()


def shutdown(handlerList=_handlerList):
    """Flush and close all handlers; done when the program ends."""
    for reference in reversed(handlerList[:]):
        try:
            handler = reference()
            if not handler:
                continue
            try:
                handler.acquire()
                handler.flush()
                handler.close()
            except (OSError, ValueError):
                pass  # closed already
            finally:
                handler.release()
        except Exception:
            if raiseExceptions:
                raise


atexit.register(shutdown)


# ---- warnings

# warnings.showwarning as it was, while captured.
_warnings_showwarning = None


def _showwarning(message, category, filename, lineno, file=None, line=None):
    if file is not None:
        if _warnings_showwarning is not None:
            _warnings_showwarning(message, category, filename, lineno, file, line)
        return
    text = warnings.formatwarning(message, category, filename, lineno, line)
    logger = getLogger('py.warnings')
    if not logger.handlers:
        logger.addHandler(NullHandler())
    logger.warning('%s', text)


def captureWarnings(capture):
    """Log the warnings of the warnings module with the logger 'py.warnings', or stop doing so."""
    global _warnings_showwarning
    if capture and _warnings_showwarning is None:
        _warnings_showwarning = warnings.showwarning
        warnings.showwarning = _showwarning
    elif not capture and _warnings_showwarning is not None:
        warnings.showwarning = _warnings_showwarning
        _warnings_showwarning = None
