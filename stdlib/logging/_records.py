"""Records of events, and formatters that make text of them; found in logging."""

import collections.abc
import io
import logging
import os
import re
import sys
import threading
import time
import traceback
from string import Formatter as StrFormatter, Template

from logging._levels import getLevelName

__name__ = 'logging'  # where all of this is found


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
        self.relativeCreated = (now - logging._startTime) * 1000
        self.thread = self.threadName = None
        if logging.logThreads:
            self.thread = threading.get_ident()
            self.threadName = threading.current_thread().name
        self.processName = None
        if logging.logMultiprocessing:
            self.processName = 'MainProcess'
            processes = sys.modules.get('multiprocessing')
            if processes is not None:
                try:
                    self.processName = processes.current_process().name
                except Exception:
                    pass  # half imported, or on the way down
        self.process = os.getpid() if logging.logProcesses and hasattr(os, 'getpid') else None

    def __repr__(self):
        return '<LogRecord: %s, %s, %s, %s, "%s">' % (self.name, self.levelno, self.pathname, self.lineno, self.msg)

    def getMessage(self):
        """The message with the arguments merged in."""
        text = str(self.msg)
        return text % self.args if self.args else text


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
        self.linefmt = linefmt or logging._defaultFormatter

    def formatHeader(self, records):
        """The text before the records."""
        return ''

    def formatFooter(self, records):
        """The text after the records."""
        return ''

    def format(self, records):
        """The text of all records, between header and footer."""
        if not len(records):
            return ''
        body = [self.linefmt.format(record) for record in records]
        return ''.join([self.formatHeader(records), *body, self.formatFooter(records)])


__name__ = __spec__.name
