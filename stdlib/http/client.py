"""HTTP/1.1 from the client's side.

A connection is idle, or a request has been started (its first line and headers
are being put together), or it has been sent; then there is an answer to be
read before the next request:

    connection = HTTPConnection('localhost', 8000)
    connection.request('GET', '/')
    answer = connection.getresponse()
    text = answer.read()

The body of an answer has a length, or comes in chunks, or ends with the
connection; the methods of HTTPResponse that read give it without that.
"""

import email.message
import email.parser
import http
import io
import re
import socket
import sys
from collections.abc import Iterable
from urllib.parse import urlsplit

__all__ = ['HTTPResponse', 'HTTPConnection', 'HTTPException', 'NotConnected', 'UnknownProtocol',
           'UnknownTransferEncoding', 'UnimplementedFileMode', 'IncompleteRead', 'InvalidURL',
           'ImproperConnectionState', 'CannotSendRequest', 'CannotSendHeader', 'ResponseNotReady',
           'BadStatusLine', 'LineTooLong', 'RemoteDisconnected', 'error', 'responses']

HTTP_PORT, HTTPS_PORT = 80, 443
_UNKNOWN = 'UNKNOWN'

# What a connection's state may be.
_CS_IDLE, _CS_REQ_STARTED, _CS_REQ_SENT = 'Idle', 'Request-started', 'Request-sent'

globals().update(http.HTTPStatus.__members__)  # OK, NOT_FOUND ..., as the module always had them
responses = {status: status.phrase for status in http.HTTPStatus.__members__.values()}

# More than that nobody sends who means well.
_MAXLINE = 65536
_MAXHEADERS = 100

_is_legal_header_name = re.compile(rb'[^:\s][^:\r\n]*').fullmatch
_is_illegal_header_value = re.compile(rb'\n(?![ \t])|\r(?![ \t\n])').search
_CONTROLS = re.compile('[\x00-\x1f]')
_CONTROLS_AND_BLANK = re.compile('[\x00-\x20\x7f]')
_METHODS_EXPECTING_BODY = {'PATCH', 'POST', 'PUT'}


# ---- exceptions

class HTTPException(Exception):
    """Whatever goes wrong in this module."""


class NotConnected(HTTPException):
    """There is no connection."""


class InvalidURL(HTTPException):
    """No URL, or one that must not be sent."""


class UnknownProtocol(HTTPException):
    """The answer is of another version than 1.x."""

    def __init__(self, version):
        self.args = version,
        self.version = version


class UnknownTransferEncoding(HTTPException):
    """Not used any more."""


class UnimplementedFileMode(HTTPException):
    """Not used any more."""


class IncompleteRead(HTTPException):
    """The answer ended too early: `partial` is what came, `expected` how much more should have."""

    def __init__(self, partial, expected=None):
        self.args = partial,
        self.partial, self.expected = partial, expected

    def __repr__(self):
        more = '' if self.expected is None else ', %i more expected' % self.expected
        return '%s(%i bytes read%s)' % (self.__class__.__name__, len(self.partial), more)

    __str__ = object.__str__


class ImproperConnectionState(HTTPException):
    """It is not the time for that."""


class CannotSendRequest(ImproperConnectionState):
    """An answer must be read first."""


class CannotSendHeader(ImproperConnectionState):
    """A request must be started first."""


class ResponseNotReady(ImproperConnectionState):
    """A request must be sent first, or an answer must be read."""


class BadStatusLine(HTTPException):
    """The answer's first line is none."""

    def __init__(self, line):
        line = line or repr(line)
        self.args = line,
        self.line = line


class LineTooLong(HTTPException):
    """A line is longer than should be."""

    def __init__(self, line_type):
        HTTPException.__init__(self, 'got more than %d bytes when reading %s' % (_MAXLINE, line_type))


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    """The connection ended before there was an answer."""

    def __init__(self, *pos, **kw):
        BadStatusLine.__init__(self, '')
        ConnectionResetError.__init__(self, *pos, **kw)


error = HTTPException  # its older name


# ---- headers

class HTTPMessage(email.message.Message):
    """The headers of an answer or a request."""

    def getallmatchingheaders(self, name):
        """The lines of all headers of a name, with those that continue them."""
        wanted = name.lower() + ':'
        found, inside = [], False
        for line in self.keys():
            inside = line[:1].isspace() and inside or line[:len(wanted)].lower() == wanted
            if inside:
                found.append(line)
        return found


def _line(file, what):
    """A line, LineTooLong if it has no end."""
    line = file.readline(_MAXLINE + 1)
    if len(line) > _MAXLINE:
        raise LineTooLong(what)
    return line


def _header_lines(file):
    """Lines up to an empty one, with it."""
    lines = []
    while True:
        line = _line(file, 'header line')
        lines.append(line)
        if len(lines) > _MAXHEADERS:
            raise HTTPException('got more than %d headers' % _MAXHEADERS)
        if line in (b'\r\n', b'\n', b''):
            return lines


def parse_headers(fp, _class=HTTPMessage):
    """Read headers from a binary file."""
    text = b''.join(_header_lines(fp)).decode('iso-8859-1')
    return email.parser.Parser(_class=_class).parsestr(text)


# ---- answers

class HTTPResponse(io.BufferedIOBase):
    """An answer: version, status, reason, headers (msg), and a file to read the body from.

    length is how much of the body is left, None if that is not known; with
    chunked, chunk_left is what is left of a chunk.
    """

    def __init__(self, sock, debuglevel=0, method=None, url=None):
        self.fp = sock.makefile('rb')
        self.debuglevel = debuglevel
        self._method = method
        self.headers = self.msg = None
        self.version = self.status = self.reason = _UNKNOWN
        self.chunked = self.chunk_left = self.length = self.will_close = _UNKNOWN

    def _read_status(self):
        """(version, status, reason) of the first line."""
        line = str(_line(self.fp, 'status line'), 'iso-8859-1')
        if self.debuglevel > 0:
            print('reply:', repr(line))
        if not line:
            raise RemoteDisconnected('Remote end closed connection without response')
        version, status, reason = (line.split(None, 2) + ['', '', ''])[:3]
        if not version.startswith('HTTP/') or not status:
            self._close_conn()
            raise BadStatusLine(line)
        try:
            number = int(status)
        except ValueError:
            number = 0
        if not 100 <= number <= 999:
            raise BadStatusLine(line)
        return version, number, reason

    def begin(self):
        """Read everything before the body."""
        if self.headers is not None:
            return  # has been done
        while True:
            version, status, reason = self._read_status()
            if status != http.HTTPStatus.CONTINUE:
                break
            skipped = _header_lines(self.fp)
            if self.debuglevel > 0:
                print('headers:', skipped)
        self.code = self.status = status
        self.reason = reason.strip()
        if version in ('HTTP/1.0', 'HTTP/0.9'):
            self.version = 10  # some servers answer 0.9 and mean 1.0
        elif version.startswith('HTTP/1.'):
            self.version = 11
        else:
            raise UnknownProtocol(version)
        self.headers = self.msg = parse_headers(self.fp)
        if self.debuglevel > 0:
            for name, value in self.headers.items():
                print('header:', name + ':', value)
        self._find_length()

    def _find_length(self):
        """How the body is to be read."""
        encoding = self.headers.get('transfer-encoding')
        self.chunked = bool(encoding) and encoding.lower() == 'chunked'
        self.chunk_left = self.length = None
        self.will_close = self._check_close()
        given = self.headers.get('content-length')
        if given and not self.chunked:
            try:
                self.length = int(given)
            except ValueError:
                pass
            else:
                self.length = None if self.length < 0 else self.length
        if self.status in (204, 304) or 100 <= self.status < 200 or self._method == 'HEAD':
            self.length = 0
        if not self.will_close and not self.chunked and self.length is None:
            self.will_close = True  # it ends with the connection

    def _check_close(self):
        """Will the connection end with the body?"""
        said = (self.headers.get('connection') or '').lower()
        if self.version == 11:
            return 'close' in said
        # Servers of older versions tell in several ways that it will not.
        if self.headers.get('keep-alive') or 'keep-alive' in said:
            return False
        return 'keep-alive' not in (self.headers.get('proxy-connection') or '').lower()

    def _close_conn(self):
        file, self.fp = self.fp, None
        file.close()

    def close(self):
        """Read nothing more."""
        try:
            super().close()
        finally:
            if self.fp:
                self._close_conn()

    def flush(self):
        """For files; does nothing that matters."""
        super().flush()
        if self.fp:
            self.fp.flush()

    def readable(self):
        """Always."""
        return True

    def isclosed(self):
        """Has the body been read?"""
        return self.fp is None

    # ---- the body

    def _nothing(self):
        """Is there no body, or nothing left of it?"""
        if self.fp is not None and self._method == 'HEAD':
            self._close_conn()
        return self.fp is None

    def read(self, amt=None):
        """The body, or at most so many bytes of it."""
        if self._nothing():
            return b''
        if amt is not None:
            buffer = bytearray(amt)
            return bytes(memoryview(buffer)[:self.readinto(buffer)])
        if self.chunked:
            return self._readall_chunked()
        if self.length is None:
            data = self.fp.read()
        else:
            try:
                data = self._safe_read(self.length)
            except IncompleteRead:
                self._close_conn()
                raise
            self.length = 0
        self._close_conn()
        return data

    def readinto(self, b):
        """Read into a buffer; returns how many bytes."""
        if self._nothing():
            return 0
        if self.chunked:
            return self._readinto_chunked(b)
        if self.length is not None and len(b) > self.length:
            b = memoryview(b)[:self.length]
        count = self.fp.readinto(b)
        if not count and b:
            # It ended early; nobody was promised that much.
            self._close_conn()
        else:
            self._taken(count)
        return count

    def _taken(self, count):
        """So much of the body has been read."""
        if self.length is not None:
            self.length -= count
            if not self.length:
                self._close_conn()

    def _safe_read(self, amt):
        """So many bytes, or IncompleteRead."""
        data = self.fp.read(amt)
        if len(data) < amt:
            raise IncompleteRead(data, amt - len(data))
        return data

    def read1(self, n=-1):
        """What one read gives, at most n bytes."""
        if self._nothing():
            return b''
        if self.chunked:
            return self._read1_chunked(n)
        if self.length is not None and not 0 <= n <= self.length:
            n = self.length
        data = self.fp.read1(n)
        if not data and n:
            self._close_conn()
        elif self.length is not None:
            self.length -= len(data)
        return data

    def peek(self, n=-1):
        """What comes next, without reading it."""
        if self._nothing():
            return b''
        return self._peek_chunked(n) if self.chunked else self.fp.peek(n)

    def readline(self, limit=-1):
        """A line of the body."""
        if self._nothing():
            return b''
        if self.chunked:
            return super().readline(limit)  # which uses peek() and read()
        if self.length is not None and not 0 <= limit <= self.length:
            limit = self.length
        line = self.fp.readline(limit)
        if not line and limit:
            self._close_conn()
        elif self.length is not None:
            self.length -= len(line)
        return line

    # ---- chunks

    def _read_next_chunk_size(self):
        line = _line(self.fp, 'chunk size')
        try:
            return int(line.partition(b';')[0], 16)  # what is behind the ';' nobody uses
        except ValueError:
            # Where the next chunk begins cannot be known.
            self._close_conn()
            raise

    def _read_and_discard_trailer(self):
        while _line(self.fp, 'trailer line') not in (b'\r\n', b'\n', b''):
            pass

    def _get_chunk_left(self):
        """What is left of the chunk, or the size of the next; None at the end."""
        if not self.chunk_left:
            if self.chunk_left is not None:
                self._safe_read(2)  # the end of the chunk before
            try:
                self.chunk_left = self._read_next_chunk_size()
            except ValueError:
                raise IncompleteRead(b'')
            if self.chunk_left == 0:
                self._read_and_discard_trailer()
                self._close_conn()
                self.chunk_left = None
        return self.chunk_left

    def _readall_chunked(self):
        found = []
        try:
            while self._get_chunk_left() is not None:
                found.append(self._safe_read(self.chunk_left))
                self.chunk_left = 0
        except IncompleteRead:
            raise IncompleteRead(b''.join(found))
        return b''.join(found)

    def _readinto_chunked(self, b):
        total = 0
        rest = memoryview(b)
        try:
            while rest:
                left = self._get_chunk_left()
                if left is None:
                    break
                piece = rest[:left]
                count = self.fp.readinto(piece)
                if count < len(piece):
                    raise IncompleteRead(bytes(piece[:count]), len(piece) - count)
                self.chunk_left -= count
                total += count
                rest = rest[count:]
        except IncompleteRead:
            raise IncompleteRead(bytes(b[:total]))
        return total

    def _read1_chunked(self, n):
        left = self._get_chunk_left()
        if left is None or n == 0:
            return b''
        data = self.fp.read1(n if 0 <= n <= left else left)
        self.chunk_left -= len(data)
        if not data:
            raise IncompleteRead(b'')
        return data

    def _peek_chunked(self, n):
        try:
            left = self._get_chunk_left()
        except IncompleteRead:
            return b''  # reading will tell
        return b'' if left is None else self.fp.peek(left)[:left]

    # ---- what is known about it

    def fileno(self):
        """The connection's descriptor."""
        return self.fp.fileno()

    def getheader(self, name, default=None):
        """A header; several of a name with ', ' between them."""
        if self.headers is None:
            raise ResponseNotReady()
        found = self.headers.get_all(name) or default
        return found if isinstance(found, str) or not hasattr(found, '__iter__') else ', '.join(found)

    def getheaders(self):
        """[(name, value), ...]"""
        if self.headers is None:
            raise ResponseNotReady()
        return list(self.headers.items())

    def __iter__(self):
        return self

    def info(self):
        """The headers."""
        return self.headers

    def geturl(self):
        """The URL that was got, if it was set (urllib.request does)."""
        return self.url

    def getcode(self):
        """The status."""
        return self.status


# ---- requests

def _encode(data, name='data'):
    """Text as latin-1, with an error that says what to do if it cannot be."""
    try:
        return data.encode('latin-1')
    except UnicodeEncodeError as problem:
        raise UnicodeEncodeError(
            problem.encoding, problem.object, problem.start, problem.end,
            '%s (%.20r) is not valid Latin-1. Use %s.encode(\'utf-8\') if you want to send it encoded in UTF-8.'
            % (name.title(), data[problem.start:problem.end], name)) from None


class HTTPConnection:
    """A connection to a server, made when it is needed."""

    _http_vsn = 11
    _http_vsn_str = 'HTTP/1.1'
    response_class = HTTPResponse
    default_port = HTTP_PORT
    auto_open = 1
    debuglevel = 0

    def __init__(self, host, port=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None,
                 blocksize=8192):
        self.timeout = timeout
        self.source_address = source_address
        self.blocksize = blocksize
        self.sock = None
        self._buffer = []
        self.__response = None
        self.__state = _CS_IDLE
        self._method = None
        self._tunnel_host = self._tunnel_port = None
        self._tunnel_headers = {}
        self.host, self.port = self._get_hostport(host, port)
        self._validate_host(self.host)
        # A method of the connection, so that tests may replace it.
        self._create_connection = socket.create_connection

    def _get_hostport(self, host, port):
        if port is None:
            port = self.default_port
            colon = host.rfind(':')
            if colon > host.rfind(']'):  # there are colons in IPv6 addresses
                text = host[colon + 1:]
                try:
                    port = int(text) if text else port
                except ValueError:
                    raise InvalidURL("nonnumeric port: '%s'" % text)
                host = host[:colon]
        if host and host[0] == '[' and host[-1] == ']':
            host = host[1:-1]
        return host, port

    def set_debuglevel(self, level):
        """Print what happens if it is more than 0."""
        self.debuglevel = level

    # ---- connecting

    def set_tunnel(self, host, port=None, headers=None):
        """Connect to another server, through the one this is a connection to (CONNECT)."""
        if self.sock:
            raise RuntimeError("Can't set up tunnel for established connection")
        self._tunnel_host, self._tunnel_port = self._get_hostport(host, port)
        self._tunnel_headers = headers if headers else {}

    def _tunnel(self):
        lines = ['CONNECT %s:%d HTTP/1.0' % (self._tunnel_host, self._tunnel_port)]
        lines += ['%s: %s' % pair for pair in self._tunnel_headers.items()]
        self.send('\r\n'.join(lines + ['', '']).encode('latin-1'))
        answer = self.response_class(self.sock, method=self._method)
        _, status, message = answer._read_status()
        if status != http.HTTPStatus.OK:
            self.close()
            raise OSError('Tunnel connection failed: %d %s' % (status, message.strip()))
        while True:
            line = _line(answer.fp, 'header line')
            if line in (b'\r\n', b'\n', b''):
                return
            if self.debuglevel > 0:
                print('header:', line.decode())

    def connect(self):
        """Connect now."""
        sys.audit('http.client.connect', self, self.host, self.port)
        self.sock = self._create_connection((self.host, self.port), self.timeout, self.source_address)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._tunnel_host:
            self._tunnel()

    def close(self):
        """Close the connection."""
        self.__state = _CS_IDLE
        try:
            sock, self.sock = self.sock, None
            if sock:
                sock.close()
        finally:
            answer, self.__response = self.__response, None
            if answer:
                answer.close()

    # ---- sending

    @staticmethod
    def _is_textIO(stream):
        return isinstance(stream, io.TextIOBase)

    @staticmethod
    def _get_content_length(body, method):
        """The length of a body, None if it cannot be known."""
        if body is None:
            return 0 if method.upper() in _METHODS_EXPECTING_BODY else None
        if hasattr(body, 'read'):
            return None
        try:
            return memoryview(body).nbytes
        except TypeError:
            return len(body) if isinstance(body, str) else None

    def _blocks(self, file):
        """What a file has, bit by bit, as bytes."""
        encode = self._is_textIO(file)
        if encode and self.debuglevel > 0:
            print('encoding file using iso-8859-1')
        for block in iter(lambda: file.read(self.blocksize), None):
            if not block:
                return
            yield block.encode('iso-8859-1') if encode else block

    def send(self, data):
        """Send bytes, what a file has, or several such from an iterable."""
        if self.sock is None:
            if not self.auto_open:
                raise NotConnected()
            self.connect()
        if self.debuglevel > 0:
            print('send:', repr(data))
        if hasattr(data, 'read'):
            if self.debuglevel > 0:
                print('sendIng a read()able')
            for block in self._blocks(data):
                sys.audit('http.client.send', self, block)
                self.sock.sendall(block)
            return
        sys.audit('http.client.send', self, data)
        try:
            self.sock.sendall(data)
        except TypeError:
            if not isinstance(data, Iterable):
                raise TypeError('data should be a bytes-like object or an iterable, got %r' % type(data))
            for each in data:
                self.sock.sendall(each)

    def _output(self, s):
        """Keep a line of the request until it is sent."""
        self._buffer.append(s)

    def _read_readable(self, readable):
        if self.debuglevel > 0:
            print('sendIng a read()able')
        return self._blocks(readable)

    def _send_output(self, message_body=None, encode_chunked=False):
        """Send the lines kept, and a body."""
        head = b'\r\n'.join([*self._buffer, b'', b''])
        self._buffer.clear()
        self.send(head)
        if message_body is None:
            return
        if hasattr(message_body, 'read'):
            chunks = self._read_readable(message_body)
        else:
            try:
                memoryview(message_body)
                chunks = message_body,
            except TypeError:
                try:
                    chunks = iter(message_body)
                except TypeError:
                    raise TypeError('message_body should be a bytes-like object or an iterable, got %r'
                                    % type(message_body))
        in_chunks = encode_chunked and self._http_vsn == 11
        for chunk in chunks:
            if not chunk:
                # That would be the end.
                if self.debuglevel > 0:
                    print('Zero length chunk ignored')
                continue
            self.send(b'%X\r\n%b\r\n' % (len(chunk), chunk) if in_chunks else chunk)
        if in_chunks:
            self.send(b'0\r\n\r\n')

    def _drop_read_answer(self):
        """An answer that was read is not in the way any more."""
        if self.__response and self.__response.isclosed():
            self.__response = None

    def putrequest(self, method, url, skip_host=False, skip_accept_encoding=False):
        """Start a request; headers Host and Accept-Encoding are added unless they are to be skipped."""
        self._drop_read_answer()
        if self.__state != _CS_IDLE:
            raise CannotSendRequest(self.__state)
        self.__state = _CS_REQ_STARTED
        self._validate_method(method)
        self._method = method
        url = url or '/'
        self._validate_path(url)
        self._output(self._encode_request('%s %s %s' % (method, url, self._http_vsn_str)))
        if self._http_vsn == 11:
            if not skip_host:
                self.putheader('Host', self._host_header(url))
            if not skip_accept_encoding:
                # There is no decoding here.
                self.putheader('Accept-Encoding', 'identity')

    def _host_header(self, url):
        """What stands in the header Host."""
        def encoded(text):
            try:
                return text.encode('ascii')
            except UnicodeEncodeError:
                return text.encode('idna')

        netloc = urlsplit(url).netloc if url.startswith('http') else ''
        if netloc:
            return encoded(netloc)  # a whole URL, for a proxy
        host, port = (self._tunnel_host, self._tunnel_port) if self._tunnel_host else (self.host, self.port)
        text = encoded(host)
        if ':' in host:
            text = b'[' + text + b']'
        return text if port == self.default_port else '%s:%s' % (text.decode('ascii'), port)

    def _encode_request(self, request):
        return request.encode('ascii')

    def _validate_method(self, method):
        match = _CONTROLS.search(method)
        if match:
            raise ValueError("method can't contain control characters. {!r} (found at least {!r})".format(
                method, match.group()))

    def _validate_path(self, url):
        match = _CONTROLS_AND_BLANK.search(url)
        if match:
            raise InvalidURL("URL can't contain control characters. {!r} (found at least {!r})".format(
                url, match.group()))

    _validate_host = _validate_path

    def putheader(self, header, *values):
        """Add a header to the request; several values are lines of one."""
        if self.__state != _CS_REQ_STARTED:
            raise CannotSendHeader()
        if hasattr(header, 'encode'):
            header = header.encode('ascii')
        if not _is_legal_header_name(header):
            raise ValueError('Invalid header name %r' % (header,))
        texts = []
        for value in values:
            if hasattr(value, 'encode'):
                value = value.encode('latin-1')
            elif isinstance(value, int):
                value = str(value).encode('ascii')
            if _is_illegal_header_value(value):
                raise ValueError('Invalid header value %r' % (value,))
            texts.append(value)
        self._output(header + b': ' + b'\r\n\t'.join(texts))

    def endheaders(self, message_body=None, *, encode_chunked=False):
        """Send the request, with a body that may be encoded in chunks."""
        if self.__state != _CS_REQ_STARTED:
            raise CannotSendHeader()
        self.__state = _CS_REQ_SENT
        self._send_output(message_body, encode_chunked=encode_chunked)

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        """Send a whole request; the header for the body's length is added if it is not given."""
        self._send_request(method, url, body, headers, encode_chunked)

    def _send_request(self, method, url, body, headers, encode_chunked):
        given = {name.lower() for name in headers}
        self.putrequest(method, url, skip_host='host' in given, skip_accept_encoding='accept-encoding' in given)
        if 'content-length' in given:
            encode_chunked = False
        elif 'transfer-encoding' not in given:
            encode_chunked = False
            length = self._get_content_length(body, method)
            if length is not None:
                self.putheader('Content-Length', str(length))
            elif body is not None:
                if self.debuglevel > 0:
                    print('Unable to determine size of %r' % body)
                encode_chunked = True
                self.putheader('Transfer-Encoding', 'chunked')
        for name, value in headers.items():
            self.putheader(name, value)
        if isinstance(body, str):
            body = _encode(body, 'body')
        self.endheaders(body, encode_chunked=encode_chunked)

    # ---- answers

    def getresponse(self):
        """The answer to the request that was sent."""
        self._drop_read_answer()
        if self.__state != _CS_REQ_SENT or self.__response:
            raise ResponseNotReady(self.__state)
        more = (self.debuglevel,) if self.debuglevel > 0 else ()
        answer = self.response_class(self.sock, *more, method=self._method)
        try:
            try:
                answer.begin()
            except ConnectionError:
                self.close()
                raise
            assert answer.will_close != _UNKNOWN
            self.__state = _CS_IDLE
            if answer.will_close:
                self.close()  # the answer has a file of its own
            else:
                self.__response = answer
            return answer
        except:
            answer.close()
            raise


try:
    import ssl
except ImportError:
    pass
else:
    class HTTPSConnection(HTTPConnection):
        """The same, encrypted; context says how."""

        default_port = HTTPS_PORT

        def __init__(self, host, port=None, key_file=None, cert_file=None,
                     timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None, *, context=None,
                     check_hostname=None, blocksize=8192):
            super().__init__(host, port, timeout, source_address, blocksize=blocksize)
            if not key_file is cert_file is check_hostname is None:
                import warnings
                warnings.warn('key_file, cert_file and check_hostname are deprecated, use a custom context instead.',
                              DeprecationWarning, 2)
            self.key_file, self.cert_file = key_file, cert_file
            if context is None:
                context = ssl._create_default_https_context()
                if context.post_handshake_auth is not None:
                    context.post_handshake_auth = True
            if check_hostname is None:
                check_hostname = context.check_hostname
            if check_hostname and context.verify_mode == ssl.CERT_NONE:
                raise ValueError('check_hostname needs a SSL context with either CERT_OPTIONAL or CERT_REQUIRED')
            if key_file or cert_file:
                context.load_cert_chain(cert_file, key_file)
                if context.post_handshake_auth is not None:
                    context.post_handshake_auth = True
            self._context = context
            if context.check_hostname != check_hostname:
                context.check_hostname = check_hostname

        def connect(self):
            """Connect now."""
            super().connect()
            name = self._tunnel_host or self.host
            self.sock = self._context.wrap_socket(self.sock, server_hostname=name)

    __all__.append('HTTPSConnection')
