"""HTTP servers: of methods that a program defines, of the files of a folder, and of programs (CGI).

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'hello')

    HTTPServer(('', 8000), Handler).serve_forever()

python -m http.server serves the current folder.  None of this is meant for
servers that anybody can reach.
"""

import copy
import datetime
import email.utils
import html
import http.client
import io
import mimetypes
import os
import posixpath
import select
import shutil
import socket
import socketserver
import sys
import time
import urllib.parse
from http import HTTPStatus

__version__ = '0.6'
__all__ = ['HTTPServer', 'ThreadingHTTPServer', 'BaseHTTPRequestHandler', 'SimpleHTTPRequestHandler',
           'CGIHTTPRequestHandler']

DEFAULT_ERROR_CONTENT_TYPE = 'text/html;charset=utf-8'
DEFAULT_ERROR_MESSAGE = """\
<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN"
        "http://www.w3.org/TR/html4/strict.dtd">
<html>
    <head>
        <meta http-equiv="Content-Type" content="text/html;charset=utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
    </body>
</html>
"""


class HTTPServer(socketserver.TCPServer):
    """A TCP server that knows its name."""

    allow_reuse_address = 1

    def server_bind(self):
        """Take the address, and find out the name."""
        super().server_bind()
        host, port = self.server_address[:2]
        self.server_name, self.server_port = socket.getfqdn(host), port


class ThreadingHTTPServer(socketserver.ThreadingMixIn, HTTPServer):
    """One that has a thread for each connection."""

    daemon_threads = True


class _Refused(Exception):
    """A request that is answered with an error: what send_error() gets."""


class BaseHTTPRequestHandler(socketserver.StreamRequestHandler):
    """Reads requests and calls do_GET() and so on, which subclasses have.

    command, path, request_version and headers are what was read; close_connection
    says whether another request may follow.
    """

    sys_version = 'Python/' + sys.version.split()[0]
    server_version = 'BaseHTTP/' + __version__
    error_message_format = DEFAULT_ERROR_MESSAGE
    error_content_type = DEFAULT_ERROR_CONTENT_TYPE
    protocol_version = 'HTTP/1.0'
    default_request_version = 'HTTP/0.9'  # if a request says nothing
    MessageClass = http.client.HTTPMessage
    responses = {status: (status.phrase, status.description) for status in HTTPStatus.__members__.values()}

    weekdayname = 'Mon Tue Wed Thu Fri Sat Sun'.split()
    monthname = [None] + 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()

    # ---- reading requests

    def handle(self):
        """Deal with all requests of a connection."""
        self.close_connection = True
        self.handle_one_request()
        while not self.close_connection:
            self.handle_one_request()

    def handle_one_request(self):
        """Read a request and call the method for it."""
        try:
            self.raw_requestline = self.rfile.readline(65537)
            if len(self.raw_requestline) > 65536:
                self.requestline = self.request_version = self.command = ''
                self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
                return
            if not self.raw_requestline:
                self.close_connection = True
                return
            if not self.parse_request():
                return  # an error was sent
            method = getattr(self, 'do_' + self.command, None)
            if method is None:
                self.send_error(HTTPStatus.NOT_IMPLEMENTED, 'Unsupported method (%r)' % self.command)
                return
            method()
            self.wfile.flush()
        except socket.timeout as problem:
            self.log_error('Request timed out: %r', problem)
            self.close_connection = True

    def parse_request(self):
        """Take the first line apart and read the headers; False if an error was sent."""
        self.command = None
        self.request_version = self.default_request_version
        self.close_connection = True
        self.requestline = str(self.raw_requestline, 'iso-8859-1').rstrip('\r\n')
        words = self.requestline.split()
        if not words:
            return False
        try:
            self._parse_words(words)
            self._parse_headers()
        except _Refused as refusal:
            self.send_error(*refusal.args)
            return False
        said = self.headers.get('Connection', '').lower()
        if said == 'close':
            self.close_connection = True
        elif said == 'keep-alive' and self.protocol_version >= 'HTTP/1.1':
            self.close_connection = False
        if (self.headers.get('Expect', '').lower() == '100-continue' and self.protocol_version >= 'HTTP/1.1'
                and self.request_version >= 'HTTP/1.1'):
            return self.handle_expect_100()
        return True

    def _version(self, text):
        """(major, minor) of 'HTTP/1.1'."""
        name, _, number = text.partition('/')
        parts = number.split('.')
        # RFC 2145: leading zeros mean nothing, and 2.13 is more than 2.3.
        if name != 'HTTP' or len(parts) != 2 or not all(part.isdigit() and len(part) <= 10 for part in parts):
            raise _Refused(HTTPStatus.BAD_REQUEST, 'Bad request version (%r)' % text)
        return tuple(map(int, parts))

    def _parse_words(self, words):
        if len(words) >= 3:
            version = words[-1]
            number = self._version(version)
            if number >= (1, 1) and self.protocol_version >= 'HTTP/1.1':
                self.close_connection = False
            if number >= (2, 0):
                raise _Refused(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED,
                               'Invalid HTTP version (%s)' % version.partition('/')[2])
            self.request_version = version
        if not 2 <= len(words) <= 3:
            raise _Refused(HTTPStatus.BAD_REQUEST, 'Bad request syntax (%r)' % self.requestline)
        self.command, self.path = words[:2]
        if len(words) == 2:
            self.close_connection = True
            if self.command != 'GET':
                raise _Refused(HTTPStatus.BAD_REQUEST, 'Bad HTTP/0.9 request type (%r)' % self.command)
        # '//host/path' in a redirection would lead to another server.
        if self.path.startswith('//'):
            self.path = '/' + self.path.lstrip('/')

    def _parse_headers(self):
        try:
            self.headers = http.client.parse_headers(self.rfile, _class=self.MessageClass)
        except http.client.LineTooLong as problem:
            raise _Refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, 'Line too long', str(problem))
        except http.client.HTTPException as problem:
            raise _Refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, 'Too many headers', str(problem))

    def handle_expect_100(self):
        """The client waits for a 'go on'; to refuse, send an error and return False."""
        self.send_response_only(HTTPStatus.CONTINUE)
        self.end_headers()
        return True

    # ---- answering

    def send_error(self, code, message=None, explain=None):
        """Answer with an error and a page that tells of it."""
        short, long = self.responses.get(code, ('???', '???'))
        message = short if message is None else message
        explain = long if explain is None else explain
        self.log_error('code %d, message %s', code, message)
        self.send_response(code, message)
        self.send_header('Connection', 'close')
        body = None
        without = HTTPStatus.NO_CONTENT, HTTPStatus.RESET_CONTENT, HTTPStatus.NOT_MODIFIED
        if code >= 200 and code not in without:
            # What came with the request must not become a script in the page.
            page = self.error_message_format % {'code': code, 'message': html.escape(message, quote=False),
                                                'explain': html.escape(explain, quote=False)}
            body = page.encode('UTF-8', 'replace')
            self.send_header('Content-Type', self.error_content_type)
            self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if body and self.command != 'HEAD':
            self.wfile.write(body)

    def send_response(self, code, message=None):
        """Begin an answer, with the headers Server and Date, and log it."""
        self.log_request(code)
        self.send_response_only(code, message)
        self.send_header('Server', self.version_string())
        self.send_header('Date', self.date_time_string())

    def _keep(self, line):
        """Keep a line until all headers are there."""
        if not hasattr(self, '_headers_buffer'):
            self._headers_buffer = []
        self._headers_buffer.append(line)

    def send_response_only(self, code, message=None):
        """Begin an answer."""
        if self.request_version == 'HTTP/0.9':
            return  # had no headers
        if message is None:
            message = self.responses.get(code, ('',))[0]
        self._keep(('%s %d %s\r\n' % (self.protocol_version, code, message)).encode('latin-1', 'strict'))

    def send_header(self, keyword, value):
        """Add a header."""
        if self.request_version != 'HTTP/0.9':
            self._keep(('%s: %s\r\n' % (keyword, value)).encode('latin-1', 'strict'))
        if keyword.lower() == 'connection':
            self.close_connection = {'close': True, 'keep-alive': False}.get(value.lower(), self.close_connection)

    def end_headers(self):
        """End the headers and send them."""
        if self.request_version != 'HTTP/0.9':
            self._keep(b'\r\n')
            self.flush_headers()

    def flush_headers(self):
        """Send the headers there are."""
        if hasattr(self, '_headers_buffer'):
            self.wfile.write(b''.join(self._headers_buffer))
            self._headers_buffer = []

    # ---- what is told

    # What would do something to a terminal is shown as escapes.
    _control_char_table = {number: r'\x%02x' % number for number in (*range(32), *range(127, 160))}
    _control_char_table[ord('\\')] = '\\\\'

    def log_request(self, code='-', size='-'):
        """Log an answer."""
        number = code.value if isinstance(code, HTTPStatus) else code
        self.log_message('"%s" %s %s', self.requestline, str(number), str(size))

    def log_error(self, format, *args):
        """Log what went wrong."""
        self.log_message(format, *args)

    def log_message(self, format, *args):
        """Write a line to sys.stderr, with the client's address and the time."""
        text = (format % args).translate(self._control_char_table)
        sys.stderr.write('%s - - [%s] %s\n' % (self.address_string(), self.log_date_time_string(), text))

    def version_string(self):
        """What the header Server says."""
        return self.server_version + ' ' + self.sys_version

    def date_time_string(self, timestamp=None):
        """A time as headers have it."""
        return email.utils.formatdate(time.time() if timestamp is None else timestamp, usegmt=True)

    def log_date_time_string(self):
        """The time as the log has it."""
        now = time.localtime()
        return '%02d/%3s/%04d %02d:%02d:%02d' % (now.tm_mday, self.monthname[now.tm_mon], now.tm_year, *now[3:6])

    def address_string(self):
        """The client's address."""
        return self.client_address[0]


class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    """Serves the files of a folder, with GET and HEAD."""

    server_version = 'SimpleHTTP/' + __version__
    if not mimetypes.inited:
        mimetypes.init()
    extensions_map = {**mimetypes.types_map, '': 'application/octet-stream',
                      **dict.fromkeys(('.py', '.c', '.h'), 'text/plain')}

    def __init__(self, *args, directory=None, **kwargs):
        self.directory = os.getcwd() if directory is None else os.fspath(directory)
        super().__init__(*args, **kwargs)

    def do_GET(self):
        """Answer with a file."""
        file = self.send_head()
        if file:
            with file:
                self.copyfile(file, self.wfile)

    def do_HEAD(self):
        """Answer with the headers for a file."""
        file = self.send_head()
        if file:
            file.close()

    def send_head(self):
        """Send the headers; returns what is to follow as a file, None if nothing is."""
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            parts = urllib.parse.urlsplit(self.path)
            if not parts.path.endswith('/'):
                # Or else links in the folder would lead elsewhere.
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header('Location', urllib.parse.urlunsplit(parts._replace(path=parts.path + '/')))
                self.end_headers()
                return None
            indices = (os.path.join(path, name) for name in ('index.html', 'index.htm'))
            index = next(filter(os.path.exists, indices), None)
            if index is None:
                return self.list_directory(path)
            path = index
        kind = self.guess_type(path)
        try:
            if path.endswith('/'):
                raise OSError  # a file is not found under a folder's name
            file = open(path, 'rb')
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, 'File not found')
            return None
        try:
            status = os.fstat(file.fileno())
            if self._has_it(status.st_mtime):
                self.send_response(HTTPStatus.NOT_MODIFIED)
                self.end_headers()
                file.close()
                return None
            self.send_response(HTTPStatus.OK)
            for name, value in (('Content-type', kind), ('Content-Length', str(status.st_size)),
                                ('Last-Modified', self.date_time_string(status.st_mtime))):
                self.send_header(name, value)
            self.end_headers()
            return file
        except:
            file.close()
            raise

    def _has_it(self, modified):
        """Does the client have the file as it is?"""
        if 'If-Modified-Since' not in self.headers or 'If-None-Match' in self.headers:
            return False
        try:
            known = email.utils.parsedate_to_datetime(self.headers['If-Modified-Since'])
        except (TypeError, IndexError, OverflowError, ValueError):
            return False
        utc = datetime.timezone.utc
        known = known.replace(tzinfo=utc) if known.tzinfo is None else known  # '-0000'
        if known.tzinfo is not utc and known.tzinfo != utc:
            return False
        return datetime.datetime.fromtimestamp(modified, utc).replace(microsecond=0) <= known

    def list_directory(self, path):
        """Send the headers for a page with the names in a folder, which is returned."""
        try:
            names = sorted(os.listdir(path), key=str.lower)
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, 'No permission to list directory')
            return None
        try:
            shown = urllib.parse.unquote(self.path, errors='surrogatepass')
        except UnicodeDecodeError:
            shown = urllib.parse.unquote(self.path)
        encoding = sys.getfilesystemencoding()
        title = 'Directory listing for ' + html.escape(shown, quote=False)
        lines = ['<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">',
                 '<html>\n<head>',
                 '<meta http-equiv="Content-Type" content="text/html; charset=%s">' % encoding,
                 '<title>%s</title>\n</head>' % title, '<body>\n<h1>%s</h1>' % title, '<hr>\n<ul>']
        for name in names:
            whole = os.path.join(path, name)
            # A link is shown with '@', a folder with '/'; where it leads, only the latter matters.
            slash = '/' if os.path.isdir(whole) else ''
            mark = '@' if os.path.islink(whole) else slash
            lines.append('<li><a href="%s">%s</a></li>' % (
                urllib.parse.quote(name + slash, errors='surrogatepass'), html.escape(name + mark, quote=False)))
        lines.append('</ul>\n<hr>\n</body>\n</html>\n')
        page = '\n'.join(lines).encode(encoding, 'surrogateescape')
        self.send_response(HTTPStatus.OK)
        self.send_header('Content-type', 'text/html; charset=%s' % encoding)
        self.send_header('Content-Length', str(len(page)))
        self.end_headers()
        return io.BytesIO(page)

    def translate_path(self, path):
        """The file that a URL's path stands for: always one below the folder."""
        path = path.partition('?')[0].partition('#')[0]
        is_folder = path.rstrip().endswith('/')
        try:
            path = urllib.parse.unquote(path, errors='surrogatepass')
        except UnicodeDecodeError:
            path = urllib.parse.unquote(path)
        found = self.directory
        for word in posixpath.normpath(path).split('/'):
            if word and not os.path.dirname(word) and word not in (os.curdir, os.pardir):
                found = os.path.join(found, word)
        return found + '/' if is_folder else found

    def copyfile(self, source, outputfile):
        """Send what a file has."""
        shutil.copyfileobj(source, outputfile)

    def guess_type(self, path):
        """The type of a file, by its name."""
        extension = posixpath.splitext(path)[1]
        for spelling in (extension, extension.lower()):
            if spelling in self.extensions_map:
                return self.extensions_map[spelling]
        return self.extensions_map['']


# ---- CGI

def _url_collapse_path(path):
    """A path without '.', '..' and empty parts; IndexError if it leads out. The last part is kept apart."""
    path, _, query = path.partition('?')
    path = urllib.parse.unquote(path)
    parts = path.split('/')
    found = []
    for part in parts[:-1]:
        if part == '..':
            found.pop()  # IndexError is what is wanted
        elif part and part != '.':
            found.append(part)
    last = parts[-1]
    if last == '..':
        found.pop()
        last = ''
    elif last == '.':
        last = ''
    if query:
        last = '?'.join((last, query))
    return '/'.join(('/' + '/'.join(found), last))


nobody = None


def nobody_uid():
    """The user that has no rights."""
    global nobody
    if not nobody:
        try:
            import pwd
        except ImportError:
            return -1
        try:
            nobody = pwd.getpwnam('nobody')[2]
        except KeyError:
            nobody = 1 + max(entry[2] for entry in pwd.getpwall())
    return nobody


def executable(path):
    """May the file be run?"""
    return os.access(path, os.X_OK)


class CGIHTTPRequestHandler(SimpleHTTPRequestHandler):
    """Serves files, and in cgi_directories what programs write; also with POST."""

    have_fork = hasattr(os, 'fork')
    rbufsize = 0  # what the program is to read must not be read here
    cgi_directories = ['/cgi-bin', '/htbin']

    def do_POST(self):
        """Only programs take it."""
        if self.is_cgi():
            self.run_cgi()
        else:
            self.send_error(HTTPStatus.NOT_IMPLEMENTED, 'Can only POST to CGI scripts')

    def send_head(self):
        """Run a program or send the headers for a file."""
        return self.run_cgi() if self.is_cgi() else SimpleHTTPRequestHandler.send_head(self)

    def is_cgi(self):
        """Is it in a folder of programs? Sets cgi_info to (folder, the rest)."""
        path = _url_collapse_path(self.path)
        end = path.find('/', 1)
        while end > 0 and path[:end] not in self.cgi_directories:
            end = path.find('/', end + 1)
        if end <= 0:
            return False
        self.cgi_info = path[:end], path[end + 1:]
        return True

    def is_executable(self, path):
        """May the file be run?"""
        return executable(path)

    def is_python(self, path):
        """Is it a Python program?"""
        return os.path.splitext(path)[1].lower() in ('.py', '.pyw')

    def _script(self):
        """(program's path in the URL, its file, what follows it, query); None after an error."""
        folder, rest = self.cgi_info
        # Folders below the one for programs.
        slash = rest.find('/')
        while slash >= 0:
            deeper = folder + '/' + rest[:slash]
            if not os.path.isdir(self.translate_path(deeper)):
                break
            folder, rest = deeper, rest[slash + 1:]
            slash = rest.find('/')
        rest, _, query = rest.partition('?')
        name, slash, more = rest.partition('/')
        script = folder + '/' + name
        file = self.translate_path(script)
        problem = None
        if not os.path.exists(file):
            problem = HTTPStatus.NOT_FOUND, 'No such CGI script (%r)' % script
        elif not os.path.isfile(file):
            problem = HTTPStatus.FORBIDDEN, 'CGI script is not a plain file (%r)' % script
        elif (self.have_fork or not self.is_python(script)) and not self.is_executable(file):
            problem = HTTPStatus.FORBIDDEN, 'CGI script is not executable (%r)' % script
        if problem:
            self.send_error(*problem)
            return None
        return script, file, slash + more, query

    def _environment(self, script, path_info, query):
        """The variables that tell a program of the request (RFC 3875)."""
        found = copy.deepcopy(dict(os.environ))
        inner = urllib.parse.unquote(path_info)
        found.update(
            SERVER_SOFTWARE=self.version_string(), SERVER_NAME=self.server.server_name,
            GATEWAY_INTERFACE='CGI/1.1', SERVER_PROTOCOL=self.protocol_version,
            SERVER_PORT=str(self.server.server_port), REQUEST_METHOD=self.command, PATH_INFO=inner,
            PATH_TRANSLATED=self.translate_path(inner), SCRIPT_NAME=script, QUERY_STRING=query,
            REMOTE_ADDR=self.client_address[0],
            CONTENT_TYPE=self.headers.get('content-type') or self.headers.get_content_type(),
            HTTP_ACCEPT=','.join(self.headers.get_all('accept', ())))
        scheme, *more = (self.headers.get('authorization') or '').split() or ['']
        if scheme and len(more) == 1:
            found['AUTH_TYPE'] = scheme
            if scheme.lower() == 'basic':
                import base64
                try:
                    user, *password = base64.decodebytes(more[0].encode('ascii')).decode('ascii').split(':')
                except (ValueError, UnicodeError):
                    pass
                else:
                    if len(password) == 1:
                        found['REMOTE_USER'] = user
        for variable, header in (('CONTENT_LENGTH', 'content-length'), ('HTTP_REFERER', 'referer'),
                                 ('HTTP_USER_AGENT', 'user-agent')):
            if self.headers.get(header):
                found[variable] = self.headers.get(header)
        cookies = ', '.join(filter(None, self.headers.get_all('cookie', ())))
        if cookies:
            found['HTTP_COOKIE'] = cookies
        # So that nothing from outside is taken for something of this request.
        for name in ('QUERY_STRING', 'REMOTE_HOST', 'CONTENT_LENGTH', 'HTTP_USER_AGENT', 'HTTP_COOKIE',
                     'HTTP_REFERER'):
            found.setdefault(name, '')
        return found

    def run_cgi(self):
        """Run a program, which writes headers and body itself."""
        where = self._script()
        if where is None:
            return
        script, file, path_info, query = where
        environment = self._environment(script, path_info, query)
        self.send_response(HTTPStatus.OK, 'Script output follows')
        self.flush_headers()
        words = query.replace('+', ' ')
        if self.have_fork:
            self._run_forked(file, words, environment)
        else:
            self._run_as_subprocess(file, words, environment)

    def _run_forked(self, file, words, environment):
        arguments = [os.path.basename(file)] + ([words] if '=' not in words else [])
        nobody = nobody_uid()
        self.wfile.flush()
        pid = os.fork()
        if pid:
            _, status = os.waitpid(pid, 0)
            # What the program has not read is in the way of nobody.
            while select.select([self.rfile], [], [], 0)[0]:
                if not self.rfile.read(1):
                    break
            if status:
                self.log_error('CGI script exit status %#x', status)
            return
        try:
            try:
                os.setuid(nobody)
            except OSError:
                pass
            os.dup2(self.rfile.fileno(), 0)
            os.dup2(self.wfile.fileno(), 1)
            os.execve(file, arguments, environment)
        except:
            self.server.handle_error(self.request, self.client_address)
            os._exit(127)

    def _run_as_subprocess(self, file, words, environment):
        import subprocess
        command = [file]
        if self.is_python(file):
            interpreter = sys.executable
            if interpreter.lower().endswith('w.exe'):
                interpreter = interpreter[:-5] + interpreter[-4:]  # one with standard streams
            command = [interpreter, '-u', file]
        if '=' not in words:
            command.append(words)
        self.log_message('command: %s', subprocess.list2cmdline(command))
        try:
            size = int(self.headers.get('content-length') or 0)
        except ValueError:
            size = 0
        data = self.rfile.read(size) if self.command.lower() == 'post' and size > 0 else None
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=environment)
        while select.select([self.rfile._sock], [], [], 0)[0]:
            if not self.rfile._sock.recv(1):
                break
        output, errors = process.communicate(data)
        self.wfile.write(output)
        if errors:
            self.log_error('%s', errors)
        if process.returncode:
            self.log_error('CGI script exit status %#x', process.returncode)
        else:
            self.log_message('CGI script exited OK')


# ---- the command line

def _get_best_family(*address):
    """(family, address) of the first address that a name has."""
    found = socket.getaddrinfo(*address, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, _, _, _, address = next(iter(found))
    return family, address


def test(HandlerClass=BaseHTTPRequestHandler, ServerClass=ThreadingHTTPServer, protocol='HTTP/1.0', port=8000,
         bind=None):
    """Serve until Ctrl-C."""
    ServerClass.address_family, address = _get_best_family(bind, port)
    HandlerClass.protocol_version = protocol
    with ServerClass(address, HandlerClass) as server:
        host, port = server.socket.getsockname()[:2]
        shown = '[%s]' % host if ':' in host else host
        print('Serving HTTP on %s port %s (http://%s:%s/) ...' % (host, port, shown, port))
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print('\nKeyboard interrupt received, exiting.')
            sys.exit(0)


def _main():
    import argparse
    import contextlib
    import functools
    parser = argparse.ArgumentParser()
    parser.add_argument('--cgi', action='store_true', help='Run as CGI Server')
    parser.add_argument('--bind', '-b', metavar='ADDRESS',
                        help='Specify alternate bind address [default: all interfaces]')
    parser.add_argument('--directory', '-d', default=os.getcwd(),
                        help='Specify alternative directory [default:current directory]')
    parser.add_argument('port', action='store', default=8000, type=int, nargs='?',
                        help='Specify alternate port [default: 8000]')
    options = parser.parse_args()
    handler = CGIHTTPRequestHandler if options.cgi else functools.partial(SimpleHTTPRequestHandler,
                                                                          directory=options.directory)

    class DualStackServer(ThreadingHTTPServer):
        """Takes IPv4 on an IPv6 socket, too, where there is such."""

        def server_bind(self):
            with contextlib.suppress(Exception):
                self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
            return super().server_bind()

    test(HandlerClass=handler, ServerClass=DualStackServer, port=options.port, bind=options.bind)


if __name__ == '__main__':
    _main()
