"""Handlers that rotate files, or send records to sockets, syslog, mail, the web, queues."""

import copy
import logging
import os
import pickle
import queue
import re
import socket
import struct
import threading
import time
from stat import ST_DEV, ST_INO, ST_MTIME

DEFAULT_TCP_LOGGING_PORT = 9020
DEFAULT_UDP_LOGGING_PORT = 9021
DEFAULT_HTTP_LOGGING_PORT = 9022
DEFAULT_SOAP_LOGGING_PORT = 9023
SYSLOG_UDP_PORT = 514
SYSLOG_TCP_PORT = 514

_MIDNIGHT = 24 * 60 * 60


# ---- rotated files

class BaseRotatingHandler(logging.FileHandler):
    """A file that is replaced by a new one when shouldRollover() says so.

    namer(name), if set, gives the name of the old file, and rotator(source, dest) moves it.
    """

    def __init__(self, filename, mode, encoding=None, delay=False):
        """Write to the file, opened in this mode."""
        super().__init__(filename, mode, encoding, delay)
        self.namer = None
        self.rotator = None

    def emit(self, record):
        """Write a record, into a fresh file if it is time for that."""
        try:
            if self.shouldRollover(record):
                self.doRollover()
            logging.FileHandler.emit(self, record)
        except Exception:
            self.handleError(record)

    def rotation_filename(self, default_name):
        """The name for a file that is full: by the function `namer`, if there is one."""
        return self.namer(default_name) if callable(self.namer) else default_name

    def rotate(self, source, dest):
        """Give the file its new name: by the function `rotator`, if there is one."""
        if callable(self.rotator):
            self.rotator(source, dest)
        elif os.path.exists(source):
            os.rename(source, dest)

    def _close_stream(self):
        if self.stream:
            self.stream.close()
            self.stream = None


def _remove_if_there(path):
    if os.path.exists(path):
        os.remove(path)


class RotatingFileHandler(BaseRotatingHandler):
    """A new file before maxBytes would be exceeded; old ones are NAME.1, NAME.2, ... (backupCount of them)."""

    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=False):
        """Write to the file up to maxBytes, and keep backupCount full ones."""
        # Beginning the file anew at each start would make a limit of its size senseless.
        super().__init__(filename, 'a' if maxBytes > 0 else mode, encoding, delay)
        self.maxBytes = maxBytes
        self.backupCount = backupCount

    def doRollover(self):
        """Move all files on by one number and begin a fresh one."""
        self._close_stream()
        if self.backupCount > 0:
            names = [self.rotation_filename('%s.%d' % (self.baseFilename, i))
                     for i in range(1, self.backupCount + 1)]
            for older, newer in zip(names[:0:-1], names[-2::-1]):
                if os.path.exists(newer):
                    _remove_if_there(older)
                    os.rename(newer, older)
            _remove_if_there(names[0])
            self.rotate(self.baseFilename, names[0])
        if not self.delay:
            self.stream = self._open()

    def shouldRollover(self, record):
        """Would the record make the file too large?"""
        if self.stream is None:
            self.stream = self._open()
        if self.maxBytes > 0:
            text = '%s\n' % self.format(record)
            self.stream.seek(0, 2)
            if self.stream.tell() + len(text) >= self.maxBytes:
                return 1
        return 0


class TimedRotatingFileHandler(BaseRotatingHandler):
    """A new file at regular times; the old ones have the time at the end of their names.

    when: 'S', 'M', 'H', 'D' (seconds to days), 'midnight', 'W0' (Monday) to 'W6'.
    """

    # when: (unit in seconds, suffix of the names, pattern of the suffix)
    _UNITS = {
        'S': (1, '%Y-%m-%d_%H-%M-%S', r'^\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}(\.\w+)?$'),
        'M': (60, '%Y-%m-%d_%H-%M', r'^\d{4}-\d{2}-\d{2}_\d{2}-\d{2}(\.\w+)?$'),
        'H': (3600, '%Y-%m-%d_%H', r'^\d{4}-\d{2}-\d{2}_\d{2}(\.\w+)?$'),
        'D': (86400, '%Y-%m-%d', r'^\d{4}-\d{2}-\d{2}(\.\w+)?$'),
    }

    def __init__(self, filename, when='h', interval=1, backupCount=0, encoding=None, delay=False, utc=False,
                 atTime=None):
        super().__init__(filename, 'a', encoding, delay)
        self.when = when.upper()
        self.backupCount = backupCount
        self.utc = utc
        self.atTime = atTime
        if self.when.startswith('W'):
            if len(self.when) != 2:
                raise ValueError('You must specify a day for weekly rollover from 0 to 6 (0 is Monday): %s'
                                 % self.when)
            if self.when[1] < '0' or self.when[1] > '6':
                raise ValueError('Invalid day specified for weekly rollover: %s' % self.when)
            self.dayOfWeek = int(self.when[1])
            unit, self.suffix, pattern = 7 * 86400, *self._UNITS['D'][1:]
        elif self.when == 'MIDNIGHT':
            unit, self.suffix, pattern = self._UNITS['D']
        elif self.when in self._UNITS:
            unit, self.suffix, pattern = self._UNITS[self.when]
        else:
            raise ValueError('Invalid rollover interval specified: %s' % self.when)
        self.extMatch = re.compile(pattern, re.ASCII)
        self.interval = unit * interval
        began = os.stat(self.baseFilename)[ST_MTIME] if os.path.exists(self.baseFilename) else int(time.time())
        self.rolloverAt = self.computeRollover(began)

    def _clock(self, when):
        return time.gmtime(when) if self.utc else time.localtime(when)

    def computeRollover(self, currentTime):
        """When the file that is current at that time is to be replaced."""
        if self.when != 'MIDNIGHT' and not self.when.startswith('W'):
            return currentTime + self.interval
        now = self._clock(currentTime)
        day = now[6]
        at = _MIDNIGHT
        if self.atTime is not None:
            at = (self.atTime.hour * 60 + self.atTime.minute) * 60 + self.atTime.second
        wait = at - ((now[3] * 60 + now[4]) * 60 + now[5])
        if wait < 0:
            wait += _MIDNIGHT
            day = (day + 1) % 7
        result = currentTime + wait
        if self.when.startswith('W') and day != self.dayOfWeek:
            result += (self.dayOfWeek - day) % 7 * _MIDNIGHT
            if not self.utc:
                result += self._daylight_shift(now[-1], result)
        return result

    def _daylight_shift(self, is_dst, later):
        """What to add so that the clock shows at the later time what it would without the change of DST."""
        later_is_dst = time.localtime(later)[-1]
        if is_dst == later_is_dst:
            return 0
        return 3600 if is_dst else -3600

    def shouldRollover(self, record):
        """Is it time?"""
        return 1 if int(time.time()) >= self.rolloverAt else 0

    def getFilesToDelete(self):
        """The oldest files, beyond the number to be kept."""
        folder, base = os.path.split(self.baseFilename)
        prefix = base + '.'
        found = [os.path.join(folder, name) for name in os.listdir(folder)
                 if name.startswith(prefix) and self.extMatch.match(name[len(prefix):])]
        return sorted(found)[:len(found) - self.backupCount] if len(found) >= self.backupCount else []

    def doRollover(self):
        """Give the file a name with its time, and begin a fresh one."""
        self._close_stream()
        now = int(time.time())
        is_dst = time.localtime(now)[-1]
        began = self.rolloverAt - self.interval
        stamp = self._clock(began)
        if not self.utc:
            stamp = time.localtime(began - self._daylight_shift(stamp[-1], now)) if is_dst != stamp[-1] else stamp
        old = self.rotation_filename(self.baseFilename + '.' + time.strftime(self.suffix, stamp))
        _remove_if_there(old)
        self.rotate(self.baseFilename, old)
        if self.backupCount > 0:
            for path in self.getFilesToDelete():
                os.remove(path)
        if not self.delay:
            self.stream = self._open()
        later = self.computeRollover(now)
        while later <= now:
            later += self.interval
        if (self.when == 'MIDNIGHT' or self.when.startswith('W')) and not self.utc:
            later += self._daylight_shift(is_dst, later)
        self.rolloverAt = later


class WatchedFileHandler(logging.FileHandler):
    """A file that other programs may move away: it is then opened anew."""

    def __init__(self, filename, mode='a', encoding=None, delay=False):
        super().__init__(filename, mode, encoding, delay)
        self.dev, self.ino = -1, -1
        self._statstream()

    def _statstream(self):
        if self.stream:
            status = os.fstat(self.stream.fileno())
            self.dev, self.ino = status[ST_DEV], status[ST_INO]

    def reopenIfNeeded(self):
        """Open the file anew if it is not the one that was opened."""
        try:
            status = os.stat(self.baseFilename)
        except FileNotFoundError:
            status = None
        if status and status[ST_DEV] == self.dev and status[ST_INO] == self.ino:
            return
        if self.stream is not None:
            self.stream.flush()
            self.stream.close()
            self.stream = None  # stays so if opening fails
            self.stream = self._open()
            self._statstream()

    def emit(self, record):
        """Write a record, into the file anew if somebody has moved it."""
        self.reopenIfNeeded()
        super().emit(record)


# ---- sockets

class SocketHandler(logging.Handler):
    """Sends the records' attributes, pickled, each with its length in front, over TCP.

    If the peer is away, trying again is put off, ever longer up to retryMax seconds.
    """

    def __init__(self, host, port):
        """Send to a port of a host; with the port None, to a socket in the file system."""
        super().__init__()
        self.host = host
        self.port = port
        self.address = host if port is None else (host, port)
        self.sock = None
        self.closeOnError = False
        self.retryTime = None
        self.retryStart = 1.0
        self.retryMax = 30.0
        self.retryFactor = 2.0

    def makeSocket(self, timeout=1):
        """A connection to the place."""
        if self.port is not None:
            return socket.create_connection(self.address, timeout=timeout)
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        made.settimeout(timeout)
        try:
            made.connect(self.address)
        except OSError:
            made.close()
            raise
        return made

    def createSocket(self):
        """Connect; after failures only when some time has gone by."""
        now = time.time()
        if self.retryTime is not None and now < self.retryTime:
            return
        try:
            self.sock = self.makeSocket()
            self.retryTime = None
        except OSError:
            if self.retryTime is None:
                self.retryPeriod = self.retryStart
            else:
                self.retryPeriod = min(self.retryPeriod * self.retryFactor, self.retryMax)
            self.retryTime = now + self.retryPeriod

    def send(self, s):
        """Send the bytes, having connected if need be."""
        if self.sock is None:
            self.createSocket()
        if self.sock:
            try:
                self.sock.sendall(s)
            except OSError:
                self.sock.close()
                self.sock = None

    def makePickle(self, record):
        """A record as bytes: their number, then the pickle."""
        if record.exc_info:
            self.format(record)  # leaves the traceback's text in the record
        attributes = dict(record.__dict__, msg=record.getMessage(), args=None, exc_info=None)
        attributes.pop('message', None)
        data = pickle.dumps(attributes, 1)
        return struct.pack('>L', len(data)) + data

    def handleError(self, record):
        """Close the connection if errors shall do that, else report."""
        if self.closeOnError and self.sock:
            self.sock.close()
            self.sock = None
        else:
            logging.Handler.handleError(self, record)

    def emit(self, record):
        """Send a record."""
        try:
            self.send(self.makePickle(record))
        except Exception:
            self.handleError(record)

    def close(self):
        """Close the connection."""
        self.acquire()
        try:
            sock, self.sock = self.sock, None
            if sock:
                sock.close()
            logging.Handler.close(self)
        finally:
            self.release()


class DatagramHandler(SocketHandler):
    """Like SocketHandler, over UDP."""

    def __init__(self, host, port):
        """Send to a port of a host, or to a socket in the file system."""
        super().__init__(host, port)
        self.closeOnError = False

    def makeSocket(self):
        """A socket for datagrams."""
        family = socket.AF_UNIX if self.port is None else socket.AF_INET
        return socket.socket(family, socket.SOCK_DGRAM)

    def send(self, s):
        """Send the bytes as one datagram."""
        if self.sock is None:
            self.createSocket()
        self.sock.sendto(s, self.address)


_PRIORITIES = 'emerg alert crit err warning notice info debug'.split()
_FACILITIES = 'kern user mail daemon auth syslog lpr news uucp cron authpriv ftp'.split()


class SysLogHandler(logging.Handler):
    """Sends to a syslog daemon, by a Unix socket (address is a path) or UDP, or TCP with socktype."""

    LOG_EMERG, LOG_ALERT, LOG_CRIT, LOG_ERR, LOG_WARNING, LOG_NOTICE, LOG_INFO, LOG_DEBUG = range(8)

    (LOG_KERN, LOG_USER, LOG_MAIL, LOG_DAEMON, LOG_AUTH, LOG_SYSLOG, LOG_LPR, LOG_NEWS, LOG_UUCP, LOG_CRON,
     LOG_AUTHPRIV, LOG_FTP) = range(12)
    LOG_LOCAL0, LOG_LOCAL1, LOG_LOCAL2, LOG_LOCAL3, LOG_LOCAL4, LOG_LOCAL5, LOG_LOCAL6, LOG_LOCAL7 = range(16, 24)

    priority_names = {name: code for code, name in enumerate(_PRIORITIES)}
    priority_names.update(critical=LOG_CRIT, error=LOG_ERR, panic=LOG_EMERG, warn=LOG_WARNING)
    facility_names = {name: code for code, name in enumerate(_FACILITIES)}
    facility_names.update(security=LOG_AUTH, local0=LOG_LOCAL0, local1=LOG_LOCAL1, local2=LOG_LOCAL2,
                          local3=LOG_LOCAL3, local4=LOG_LOCAL4, local5=LOG_LOCAL5, local6=LOG_LOCAL6,
                          local7=LOG_LOCAL7)
    priority_map = {'DEBUG': 'debug', 'INFO': 'info', 'WARNING': 'warning', 'ERROR': 'error',
                    'CRITICAL': 'critical'}

    # Put before the message; and a NUL after it, which some daemons want.
    ident = ''
    append_nul = True

    def __init__(self, address=('localhost', SYSLOG_UDP_PORT), facility=LOG_USER, socktype=None):
        """Write to the daemon at this address: (host, port) or a socket in the file system."""
        super().__init__()
        self.address = address
        self.facility = facility
        self.socktype = socktype
        self.unixsocket = isinstance(address, str)
        if self.unixsocket:
            # The daemon need not be there yet; emit() tries again.
            try:
                self._connect_unixsocket(address)
            except OSError:
                pass
        else:
            self.socket = self._connect(address)

    def _connect(self, address):
        if self.socktype is None:
            self.socktype = socket.SOCK_DGRAM
        host, port = address
        found = socket.getaddrinfo(host, port, 0, self.socktype)
        if not found:
            raise OSError('getaddrinfo returns an empty list')
        problem = None
        for family, kind, protocol, _, target in found:
            made = None
            try:
                made = socket.socket(family, kind, protocol)
                if self.socktype == socket.SOCK_STREAM:
                    made.connect(target)
                return made
            except OSError as error:
                problem = error
                if made is not None:
                    made.close()
        raise problem

    def _connect_unixsocket(self, address):
        kinds = [self.socktype] if self.socktype is not None else [socket.SOCK_DGRAM, socket.SOCK_STREAM]
        for kind in kinds:
            self.socket = socket.socket(socket.AF_UNIX, kind)
            try:
                self.socket.connect(address)
            except OSError:
                self.socket.close()
                if kind is kinds[-1]:
                    raise
            else:
                self.socktype = kind
                return

    def encodePriority(self, facility, priority):
        """The number of facility and priority, given by names or numbers."""
        if isinstance(facility, str):
            facility = self.facility_names[facility]
        if isinstance(priority, str):
            priority = self.priority_names[priority]
        return facility << 3 | priority

    def close(self):
        """Close the connection."""
        self.acquire()
        try:
            self.socket.close()
            logging.Handler.close(self)
        finally:
            self.release()

    def mapPriority(self, levelName):
        """The daemon's name of a level."""
        return self.priority_map.get(levelName, 'warning')

    def emit(self, record):
        """Send a record."""
        try:
            text = self.ident + self.format(record) if self.ident else self.format(record)
            if self.append_nul:
                text += '\000'
            priority = self.encodePriority(self.facility, self.mapPriority(record.levelname))
            data = ('<%d>' % priority).encode('utf-8') + text.encode('utf-8')
            if self.unixsocket:
                try:
                    self.socket.send(data)
                except OSError:
                    self.socket.close()
                    self._connect_unixsocket(self.address)
                    self.socket.send(data)
            elif self.socktype == socket.SOCK_DGRAM:
                self.socket.sendto(data, self.address)
            else:
                self.socket.sendall(data)
        except Exception:
            self.handleError(record)


# ---- mail, event log, web

class SMTPHandler(logging.Handler):
    """Sends each record as a mail; secure, a tuple of STARTTLS's arguments, is for logins only."""

    def __init__(self, mailhost, fromaddr, toaddrs, subject, credentials=None, secure=None, timeout=5.0):
        """Send mail from and to these addresses by this host, or (host, port)."""
        super().__init__()
        self.mailhost, self.mailport = mailhost if isinstance(mailhost, (list, tuple)) else (mailhost, None)
        if isinstance(credentials, (list, tuple)):
            self.username, self.password = credentials
        else:
            self.username = credentials
        self.fromaddr = fromaddr
        self.toaddrs = [toaddrs] if isinstance(toaddrs, str) else toaddrs
        self.subject = subject
        self.secure = secure
        self.timeout = timeout

    def getSubject(self, record):
        """The subject of a record's mail."""
        return self.subject

    def emit(self, record):
        """Send a record as mail."""
        try:
            import smtplib
            from email.message import EmailMessage
            import email.utils

            server = smtplib.SMTP(self.mailhost, self.mailport or smtplib.SMTP_PORT, timeout=self.timeout)
            mail = EmailMessage()
            mail['From'] = self.fromaddr
            mail['To'] = ','.join(self.toaddrs)
            mail['Subject'] = self.getSubject(record)
            mail['Date'] = email.utils.localtime()
            mail.set_content(self.format(record))
            if self.username:
                if self.secure is not None:
                    server.ehlo()
                    server.starttls(*self.secure)
                    server.ehlo()
                server.login(self.username, self.password)
            server.send_message(mail)
            server.quit()
        except Exception:
            self.handleError(record)


class NTEventLogHandler(logging.Handler):
    """Sends to the event log of Windows, by way of the pywin32 extensions."""

    def __init__(self, appname, dllname=None, logtype='Application'):
        logging.Handler.__init__(self)
        try:
            import win32evtlog
            import win32evtlogutil
        except ImportError:
            print('The Python Win32 extensions for NT (service, event logging) appear not to be available.')
            self._welu = None
            return
        self.appname = appname
        self._welu = win32evtlogutil
        self.dllname = dllname or os.path.join(os.path.dirname(os.path.dirname(win32evtlogutil.__file__)),
                                               'win32service.pyd')
        self.logtype = logtype
        win32evtlogutil.AddSourceToRegistry(appname, self.dllname, logtype)
        self.deftype = win32evtlog.EVENTLOG_ERROR_TYPE
        information = win32evtlog.EVENTLOG_INFORMATION_TYPE
        self.typemap = {logging.DEBUG: information, logging.INFO: information,
                        logging.WARNING: win32evtlog.EVENTLOG_WARNING_TYPE,
                        logging.ERROR: self.deftype, logging.CRITICAL: self.deftype}

    def getMessageID(self, record):
        """The number of the message: always the one that shows its insertion."""
        return 1

    def getEventCategory(self, record):
        """The category of a record's event: none."""
        return 0

    def getEventType(self, record):
        """The type of event for a record's level."""
        return self.typemap.get(record.levelno, self.deftype)

    def emit(self, record):
        """Write a record to the event log."""
        if self._welu:
            try:
                self._welu.ReportEvent(self.appname, self.getMessageID(record), self.getEventCategory(record),
                                       self.getEventType(record), [self.format(record)])
            except Exception:
                self.handleError(record)

    def close(self):
        """Close; the entry in the registry stays."""
        logging.Handler.close(self)


class HTTPHandler(logging.Handler):
    """Sends the records' attributes to a web server, as the fields of a form."""

    def __init__(self, host, url, method='GET', secure=False, credentials=None, context=None):
        """Send to a web server by this method, with credentials as (user, password)."""
        super().__init__()
        method = method.upper()
        if method not in ('GET', 'POST'):
            raise ValueError('method must be GET or POST')
        if not secure and context is not None:
            raise ValueError('context parameter only makes sense with secure=True')
        self.host = host
        self.url = url
        self.method = method
        self.secure = secure
        self.credentials = credentials
        self.context = context

    def mapLogRecord(self, record):
        """What is sent of a record, as a dictionary."""
        return record.__dict__

    def emit(self, record):
        """Send a record."""
        try:
            import http.client
            import urllib.parse
            if self.secure:
                connection = http.client.HTTPSConnection(self.host, context=self.context)
            else:
                connection = http.client.HTTPConnection(self.host)
            url = self.url
            data = urllib.parse.urlencode(self.mapLogRecord(record))
            if self.method == 'GET':
                url += ('&' if '?' in url else '?') + data
            connection.putrequest(self.method, url)
            if self.method == 'POST':
                connection.putheader('Content-type', 'application/x-www-form-urlencoded')
                connection.putheader('Content-length', str(len(data)))
            if self.credentials:
                import base64
                login = base64.b64encode(('%s:%s' % self.credentials).encode('utf-8')).strip().decode('ascii')
                connection.putheader('Authorization', 'Basic ' + login)
            connection.endheaders()
            if self.method == 'POST':
                connection.send(data.encode('utf-8'))
            connection.getresponse()
        except Exception:
            self.handleError(record)


# ---- buffers and queues

class BufferingHandler(logging.Handler):
    """Keeps records until there are `capacity` of them."""

    def __init__(self, capacity):
        """Keep up to so many records."""
        super().__init__()
        self.capacity = capacity
        self.buffer = []

    def shouldFlush(self, record):
        """Is the buffer full?"""
        return len(self.buffer) >= self.capacity

    def emit(self, record):
        """Keep a record; flush if it is time for that."""
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
        """Forget the records."""
        self.acquire()
        try:
            self.buffer = []
        finally:
            self.release()

    def close(self):
        """Flush and close."""
        try:
            self.flush()
        finally:
            logging.Handler.close(self)


class MemoryHandler(BufferingHandler):
    """Keeps records for another handler, until there are many or one of flushLevel comes."""

    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        """Keep records for a target until there are so many, or one of that level."""
        super().__init__(capacity)
        self.flushLevel = flushLevel
        self.target = target
        self.flushOnClose = flushOnClose

    def shouldFlush(self, record):
        """Is the buffer full, or is this a grave record?"""
        return super().shouldFlush(record) or record.levelno >= self.flushLevel

    def setTarget(self, target):
        """Give records to this handler."""
        self.acquire()
        try:
            self.target = target
        finally:
            self.release()

    def flush(self):
        """Give the records to the target."""
        self.acquire()
        try:
            if self.target:
                for record in self.buffer:
                    self.target.handle(record)
                self.buffer = []
        finally:
            self.release()

    def close(self):
        """Flush, unless that is not wanted, and forget the target."""
        try:
            if self.flushOnClose:
                self.flush()
        finally:
            self.acquire()
            try:
                self.target = None
                BufferingHandler.close(self)
            finally:
                self.release()


class QueueHandler(logging.Handler):
    """Puts records into a queue, from which a QueueListener, maybe in another process, takes them."""

    def __init__(self, queue):
        """Put records on the queue."""
        super().__init__()
        self.queue = queue

    def enqueue(self, record):
        """Put a record on the queue without waiting."""
        self.queue.put_nowait(record)

    def prepare(self, record):
        """The record with message and traceback as text, which can be pickled."""
        text = self.format(record)
        record = copy.copy(record)
        record.message = record.msg = text
        record.args = record.exc_info = record.exc_text = None
        return record

    def emit(self, record):
        """Put a record on the queue, prepared."""
        try:
            self.enqueue(self.prepare(record))
        except Exception:
            self.handleError(record)


class QueueListener(object):
    """Takes records from a queue, in a thread, and passes them to handlers."""

    _sentinel = None

    def __init__(self, queue, *handlers, respect_handler_level=False):
        """Give records of the queue to these handlers; with respect_handler_level only those of their level."""
        self.queue = queue
        self.handlers = handlers
        self._thread = None
        self.respect_handler_level = respect_handler_level

    def dequeue(self, block):
        """The next record of the queue."""
        return self.queue.get(block)

    def start(self):
        """Begin to listen, in a thread."""
        self._thread = thread = threading.Thread(target=self._monitor)
        thread.daemon = True
        thread.start()

    def prepare(self, record):
        """The record as handlers shall have it."""
        return record

    def handle(self, record):
        """Give a record to the handlers."""
        record = self.prepare(record)
        for handler in self.handlers:
            if not self.respect_handler_level or record.levelno >= handler.level:
                handler.handle(record)

    def _monitor(self):
        counts = hasattr(self.queue, 'task_done')
        while True:
            try:
                record = self.dequeue(True)
            except queue.Empty:
                break
            finished = record is self._sentinel
            if not finished:
                self.handle(record)
            if counts:
                self.queue.task_done()
            if finished:
                break

    def enqueue_sentinel(self):
        """Put the mark on the queue that ends the thread."""
        self.queue.put_nowait(self._sentinel)

    def stop(self):
        """Let the thread finish what is in the queue, and wait for it."""
        self.enqueue_sentinel()
        self._thread.join()
        self._thread = None
