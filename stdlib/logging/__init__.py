"""Logging of events.

A Logger makes a LogRecord of an event that is important enough and hands it to its
handlers and those of the loggers above it in the hierarchy of dotted names. A Handler
sends the records on, as text that a Formatter makes. Filters can stop records in both.
"""

import atexit
import collections
import io
import os
import re
import sys
import threading
import time
import traceback
import warnings
import weakref
from string import Formatter as StrFormatter, Template

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


# ---- levels

CRITICAL = 50
FATAL = CRITICAL
ERROR = 40
WARNING = 30
WARN = WARNING
INFO = 20
DEBUG = 10
NOTSET = 0

_levelToName = {CRITICAL: 'CRITICAL', ERROR: 'ERROR', WARNING: 'WARNING', INFO: 'INFO', DEBUG: 'DEBUG',
                NOTSET: 'NOTSET'}
_nameToLevel = {name: level for level, name in _levelToName.items()}
_nameToLevel.update(FATAL=FATAL, WARN=WARN)


def getLevelName(level):
    """The name of a level or the level of a name; 'Level %s' for what has none."""
    for table in (_levelToName, _nameToLevel):
        found = table.get(level)
        if found is not None:
            return found
    return 'Level %s' % level


def addLevelName(level, levelName):
    """Give a level a name."""
    with _lock:
        _levelToName[level] = levelName
        _nameToLevel[levelName] = level


def _checkLevel(level):
    """A level given by number or name, as a number."""
    if isinstance(level, int):
        return level
    if str(level) != level:
        raise TypeError('Level not an integer or a valid string: %r' % level)
    if level not in _nameToLevel:
        raise ValueError('Unknown level: %r' % level)
    return _nameToLevel[level]


# ---- where calls come from

def currentframe():
    """The frame of the caller of the logging method."""
    return sys._getframe(3)


# The file of this module's code objects: frames from it are not those of a caller.
_srcfile = os.path.normcase(addLevelName.__code__.co_filename)


# ---- locking

_lock = threading.RLock()


def _acquireLock():
    if _lock:
        _lock.acquire()


def _releaseLock():
    if _lock:
        _lock.release()


# Handlers (and others with a lock made by createLock), whose locks a child process must make anew.
_at_fork_reinit_lock_weakset = weakref.WeakSet()


def _register_at_fork_reinit_lock(instance):
    with _lock:
        _at_fork_reinit_lock_weakset.add(instance)


def _after_at_fork_child_reinit_locks():
    global _lock
    for each in _at_fork_reinit_lock_weakset:
        try:
            each.createLock()
        except Exception as error:
            print('Ignoring exception from logging atfork', each, '._reinit_lock() method:', error,
                  file=sys.stderr)
    _lock = threading.RLock()


if hasattr(os, 'register_at_fork'):
    # The lock is held while the process forks, so that no other thread has it then.
    os.register_at_fork(before=_acquireLock, after_in_child=_after_at_fork_child_reinit_locks,
                        after_in_parent=_releaseLock)


# ---- records

class LogRecord(object):
    """One event: the message, its level, and where and when it came up."""

    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        """What happened: logger, level, place, message with its arguments, exception."""
        now = time.time()
        self.name = name
        self.msg = msg
        # A single dictionary is there for named fields in the message.
        if args and len(args) == 1 and isinstance(args[0], collections.abc.Mapping) and args[0]:
            args = args[0]
        self.args = args
        self.levelname = getLevelName(level)
        self.levelno = level
        self.pathname = pathname
        try:
            self.filename = os.path.basename(pathname)
            self.module = os.path.splitext(self.filename)[0]
        except (TypeError, ValueError, AttributeError):
            self.filename = pathname
            self.module = 'Unknown module'
        self.exc_info = exc_info
        self.exc_text = None
        self.stack_info = sinfo
        self.lineno = lineno
        self.funcName = func
        self.created = now
        self.msecs = (now - int(now)) * 1000
        self.relativeCreated = (now - _startTime) * 1000
        self.thread = self.threadName = None
        if logThreads:
            self.thread = threading.get_ident()
            self.threadName = threading.current_thread().name
        self.processName = None
        if logMultiprocessing:
            self.processName = 'MainProcess'
            processes = sys.modules.get('multiprocessing')
            if processes is not None:
                try:
                    self.processName = processes.current_process().name
                except Exception:
                    pass  # half imported, or on the way down
        self.process = os.getpid() if logProcesses and hasattr(os, 'getpid') else None

    def __repr__(self):
        return '<LogRecord: %s, %s, %s, %s, "%s">' % (self.name, self.levelno, self.pathname, self.lineno, self.msg)

    def getMessage(self):
        """The message with the arguments merged in."""
        text = str(self.msg)
        return text % self.args if self.args else text


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


# ---- formatting

_str_formatter = StrFormatter()
del StrFormatter


class PercentStyle(object):
    """Formats with fields like %(message)s."""

    default_format = '%(message)s'
    asctime_format = '%(asctime)s'
    asctime_search = '%(asctime)'
    validation_pattern = re.compile(r'%\(\w+\)[#0+ -]*(\*|\d+)?(\.(\*|\d+))?[diouxefgcrsa%]', re.I)

    def __init__(self, fmt):
        self._fmt = fmt or self.default_format

    def usesTime(self):
        return self._fmt.find(self.asctime_search) >= 0

    def validate(self):
        """Raise ValueError if the format has no field or is malformed."""
        if not self.validation_pattern.search(self._fmt):
            raise ValueError("Invalid format '%s' for '%s' style" % (self._fmt, self.default_format[0]))

    def _format(self, record):
        return self._fmt % record.__dict__

    def format(self, record):
        try:
            return self._format(record)
        except KeyError as error:
            raise ValueError('Formatting field not found in record: %s' % error)


class StrFormatStyle(PercentStyle):
    """Formats with fields like {message}."""

    default_format = '{message}'
    asctime_format = '{asctime}'
    asctime_search = '{asctime'
    fmt_spec = re.compile(r'^(.?[<=>^])?[+ -]?#?0?(\d+|{\w+})?[,_]?(\.(\d+|{\w+}))?[bcdefgnosx%]?$', re.I)
    field_spec = re.compile(r'^(\d+|\w+)(\.\w+|\[[^]]+\])*$')

    def _format(self, record):
        return self._fmt.format(**record.__dict__)

    def validate(self):
        """Complain about a format that cannot work."""
        found = False
        try:
            for _, field, spec, conversion in _str_formatter.parse(self._fmt):
                if field:
                    if not self.field_spec.match(field):
                        raise ValueError('invalid field name/expression: %r' % field)
                    found = True
                if conversion and conversion not in 'rsa':
                    raise ValueError('invalid conversion: %r' % conversion)
                if spec and not self.fmt_spec.match(spec):
                    raise ValueError('bad specifier: %r' % spec)
        except ValueError as error:
            raise ValueError('invalid format: %s' % error)
        if not found:
            raise ValueError('invalid format: no fields')


class StringTemplateStyle(PercentStyle):
    """Formats with fields like ${message}."""

    default_format = '${message}'
    asctime_format = '${asctime}'
    asctime_search = '${asctime}'

    def __init__(self, fmt):
        super().__init__(fmt)
        self._tpl = Template(self._fmt)

    def usesTime(self):
        return '$asctime' in self._fmt or self.asctime_format in self._fmt

    def validate(self):
        found = False
        for match in Template.pattern.finditer(self._fmt):
            if match['named'] or match['braced']:
                found = True
            elif match.group() == '$':
                raise ValueError("invalid format: bare '$' not allowed")
        if not found:
            raise ValueError('invalid format: no fields')

    def _format(self, record):
        return self._tpl.substitute(**record.__dict__)


BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'

_STYLES = {
    '%': (PercentStyle, BASIC_FORMAT),
    '{': (StrFormatStyle, '{levelname}:{name}:{message}'),
    '$': (StringTemplateStyle, '${levelname}:${name}:${message}'),
}


def _checkStyle(style):
    if style not in _STYLES:
        raise ValueError('Style must be one of: %s' % ','.join(_STYLES))
    return _STYLES[style]


class Formatter(object):
    """Makes text of records.

    The fields are the attributes of LogRecord, among them name, levelno, levelname,
    pathname, filename, module, lineno, funcName, created, asctime, msecs,
    relativeCreated, thread, threadName, process and message.
    """

    converter = time.localtime
    default_time_format = '%Y-%m-%d %H:%M:%S'
    default_msec_format = '%s,%03d'

    def __init__(self, fmt=None, datefmt=None, style='%', validate=True):
        """Formats of records and of times; style is the kind of placeholders: %, { or $."""
        self._style = _checkStyle(style)[0](fmt)
        if validate:
            self._style.validate()
        self._fmt = self._style._fmt
        self.datefmt = datefmt

    def formatTime(self, record, datefmt=None):
        """The time of the record; datefmt is for time.strftime(), without it milliseconds are added."""
        when = self.converter(record.created)
        if datefmt:
            return time.strftime(datefmt, when)
        return self.default_msec_format % (time.strftime(self.default_time_format, when), record.msecs)

    def formatException(self, ei):
        """The traceback of an exc_info tuple as text."""
        buffer = io.StringIO()
        traceback.print_exception(ei[0], ei[1], ei[2], None, buffer)
        text = buffer.getvalue()
        return text[:-1] if text[-1:] == '\n' else text

    def usesTime(self):
        """Is the time in the format?"""
        return self._style.usesTime()

    def formatMessage(self, record):
        return self._style.format(record)

    def formatStack(self, stack_info):
        """The text of a stack."""
        return stack_info

    def format(self, record):
        """The text of the record with exception and stack below, if it has them."""
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        lines = self.formatMessage(record)
        # The traceback's text is kept in the record for other handlers.
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        below = [record.exc_text] if record.exc_text else []
        if record.stack_info:
            below.append(self.formatStack(record.stack_info))
        for text in below:
            lines = lines + text if lines[-1:] == '\n' else lines + '\n' + text
        return lines


_defaultFormatter = Formatter()


class BufferingFormatter(object):
    """Formats several records together."""

    def __init__(self, linefmt=None):
        """Format records with this formatter, or with a plain one."""
        self.linefmt = linefmt or _defaultFormatter

    def formatHeader(self, records):
        """The text before the records."""
        return ''

    def formatFooter(self, records):
        """The text after the records."""
        return ''

    def format(self, records):
        """The text of all records, between header and footer."""
        if not records:
            return ''
        body = [self.linefmt.format(record) for record in records]
        return ''.join([self.formatHeader(records), *body, self.formatFooter(records)])


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
        return (self.formatter or _defaultFormatter).format(record)

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
        if not raiseExceptions or not sys.stderr:
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
                enabled = self.manager.disable < level and level >= self.getEffectiveLevel()
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
