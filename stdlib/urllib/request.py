"""Opening URLs.

An OpenerDirector passes a Request to its handlers: those with methods <scheme>_request
change it, the first of <scheme>_open to return something opens it, <scheme>_response
change the answer; http_error_<code> deal with errors.

Requests and the director are in _request_base, handlers that log in in _request_auth, what
finds proxies in _request_proxies, and the interface of old in _request_legacy. All of it is
found here.
"""

import base64
import contextlib
import email
import http.client
import io
import os
import socket
import string
import sys
import tempfile
import time
import warnings

from urllib._request_auth import *
from urllib._request_base import *
from urllib._request_base import __version__, _cut_port_re
from urllib._request_legacy import FancyURLopener, URLopener, ftpcache
from urllib._request_proxies import (
    _proxy_bypass_macosx_sysconf, getproxies_environment, proxy_bypass_environment)
from urllib.error import URLError, HTTPError, ContentTooShortError
from urllib.parse import (urlparse, urlsplit, urljoin, unwrap, quote, unquote, _splittype, _splithost, _splitport,
                          _splituser, _splitpasswd, _splitattr, _splitquery, _splitvalue, _splittag, _to_bytes,
                          unquote_to_bytes, urlunparse)
from urllib.response import addinfourl, addclosehook

try:
    import ssl
except ImportError:
    _have_ssl = False
else:
    _have_ssl = True

__all__ = [
    'Request', 'OpenerDirector', 'BaseHandler', 'HTTPDefaultErrorHandler', 'HTTPRedirectHandler',
    'HTTPCookieProcessor', 'ProxyHandler', 'HTTPPasswordMgr', 'HTTPPasswordMgrWithDefaultRealm',
    'HTTPPasswordMgrWithPriorAuth', 'AbstractBasicAuthHandler', 'HTTPBasicAuthHandler', 'ProxyBasicAuthHandler',
    'AbstractDigestAuthHandler', 'HTTPDigestAuthHandler', 'ProxyDigestAuthHandler', 'HTTPHandler', 'FileHandler',
    'FTPHandler', 'CacheFTPHandler', 'DataHandler', 'UnknownHandler', 'HTTPErrorProcessor', 'urlopen',
    'install_opener', 'build_opener', 'pathname2url', 'url2pathname', 'getproxies', 'urlretrieve', 'urlcleanup',
    'URLopener', 'FancyURLopener',
]

_opener = None


def urlopen(url, data=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, *, cafile=None, capath=None, cadefault=False,
            context=None):
    """Open a URL, given as text or Request; data is for POST, context an SSL context.

    The result is a file with info(), geturl() and getcode().
    """
    global _opener
    if cafile or capath or cadefault:
        warnings.warn('cafile, capath and cadefault are deprecated, use a custom context instead.',
                      DeprecationWarning, 2)
        if context is not None:
            raise ValueError("You can't pass both context and any of cafile, capath, and cadefault")
        if not _have_ssl:
            raise ValueError('SSL support not available')
        context = ssl.create_default_context(ssl.Purpose.SERVER_AUTH, cafile=cafile, capath=capath)
    if context:
        opener = build_opener(HTTPSHandler(context=context))
    else:
        if _opener is None:
            _opener = build_opener()
        opener = _opener
    return opener.open(url, data, timeout)


def install_opener(opener):
    """Set what urlopen() uses."""
    global _opener
    _opener = opener


_url_tempfiles = []


def _download(source, target, size, reporthook, first=0):
    """Copy all of a file in blocks; return the number of bytes."""
    block = 1024 * 8
    read = first
    number = 0
    if reporthook:
        reporthook(number, block, size)
    while True:
        data = source.read(block)
        if not data:
            return read
        read += len(data)
        target.write(data)
        number += 1
        if reporthook:
            reporthook(number, block, size)


def _check_length(size, read, result):
    if size >= 0 and read < size:
        raise ContentTooShortError('retrieval incomplete: got only %i out of %i bytes' % (read, size), result)


def urlretrieve(url, filename=None, reporthook=None, data=None):
    """Fetch a URL into a file: (its name, headers); reporthook(block, size of a block, total)."""
    scheme, path = _splittype(url)
    with contextlib.closing(urlopen(url, data)) as source:
        headers = source.info()
        if scheme == 'file' and not filename:
            return os.path.normpath(path), headers  # it is here already
        if filename:
            target = open(filename, 'wb')
        else:
            target = tempfile.NamedTemporaryFile(delete=False)
            filename = target.name
            _url_tempfiles.append(filename)
        with target:
            result = filename, headers
            size = int(headers['Content-Length']) if 'content-length' in headers else -1
            read = _download(source, target, size, reporthook)
    _check_length(size, read, result)
    return result


def urlcleanup():
    """Remove the files of urlretrieve(), and forget the opener."""
    global _opener
    for name in _url_tempfiles:
        try:
            os.unlink(name)
        except OSError:
            pass
    del _url_tempfiles[:]
    if _opener:
        _opener = None


def build_opener(*handlers):
    """An opener with the usual handlers, except where the given ones (classes or instances) replace them."""
    opener = OpenerDirector()
    usual = [ProxyHandler, UnknownHandler, HTTPHandler, HTTPDefaultErrorHandler, HTTPRedirectHandler, FTPHandler,
             FileHandler, HTTPErrorProcessor, DataHandler]
    if hasattr(http.client, 'HTTPSConnection'):
        usual.append(HTTPSHandler)

    def replaces(given, klass):
        return issubclass(given, klass) if isinstance(given, type) else isinstance(given, klass)

    for klass in usual:
        if not any(replaces(given, klass) for given in handlers):
            opener.add_handler(klass())
    for given in handlers:
        opener.add_handler(given() if isinstance(given, type) else given)
    return opener


class HTTPErrorProcessor(BaseHandler):
    """Makes errors of the answers that are none of the codes from 200 to 299."""

    handler_order = 1000

    def http_response(self, request, response):
        code, message, headers = response.code, response.msg, response.info()
        if not 200 <= code < 300:
            response = self.parent.error('http', request, response, code, message, headers)
        return response

    https_response = http_response


class HTTPDefaultErrorHandler(BaseHandler):
    def http_error_default(self, req, fp, code, msg, hdrs):
        raise HTTPError(req.full_url, code, msg, hdrs, fp)


class HTTPRedirectHandler(BaseHandler):
    """Follows redirections, if they do not come too often."""

    max_repeats = 4
    max_redirections = 10

    inf_msg = ('The HTTP server returned a redirect error that would lead to an infinite loop.\n'
               'The last 30x error message was:\n')

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        """The request for the new address; an HTTPError if that should not be followed."""
        method = req.get_method()
        if not (code in (301, 302, 303, 307) and method in ('GET', 'HEAD')
                or code in (301, 302, 303) and method == 'POST'):
            raise HTTPError(req.full_url, code, msg, headers, fp)
        # A POST becomes a GET, as browsers do it.
        kept = {name: value for name, value in req.headers.items()
                if name.lower() not in ('content-length', 'content-type')}
        return Request(newurl.replace(' ', '%20'), headers=kept, origin_req_host=req.origin_req_host,
                       unverifiable=True)

    def http_error_302(self, req, fp, code, msg, headers):
        target = headers['location'] if 'location' in headers else headers['uri'] if 'uri' in headers else None
        if target is None:
            return
        parts = urlparse(target)
        if parts.scheme not in ('http', 'https', 'ftp', ''):
            raise HTTPError(target, code, "%s - Redirection to url '%s' is not allowed" % (msg, target), headers, fp)
        if not parts.path and parts.netloc:
            parts = list(parts)
            parts[2] = '/'
        target = quote(urlunparse(parts), encoding='iso-8859-1', safe=string.punctuation)
        target = urljoin(req.full_url, target)
        new = self.redirect_request(req, fp, code, msg, headers, target)
        if new is None:
            return
        visited = new.redirect_dict = req.redirect_dict = getattr(req, 'redirect_dict', {})
        if visited.get(target, 0) >= self.max_repeats or len(visited) >= self.max_redirections:
            raise HTTPError(req.full_url, code, self.inf_msg + msg, headers, fp)
        visited[target] = visited.get(target, 0) + 1
        # Read it all, so that the connection can be used again.
        fp.read()
        fp.close()
        return self.parent.open(new, timeout=req.timeout)

    http_error_301 = http_error_303 = http_error_307 = http_error_302


def _parse_proxy(proxy):
    """(scheme, user, password, host:port) of a proxy's address."""
    scheme, rest = _splittype(proxy)
    if not rest.startswith('/'):
        scheme, authority = None, proxy
    else:
        if not rest.startswith('//'):
            raise ValueError('proxy URL with no authority: %r' % proxy)
        # There may be a '/' in what is before the '@'.
        end = rest.find('/', max(rest.find('@'), 2))
        authority = rest[2:end if end != -1 else None]
    userinfo, hostport = _splituser(authority)
    user = password = None
    if userinfo is not None:
        user, password = _splitpasswd(userinfo)
    return scheme, user, password, hostport


class ProxyHandler(BaseHandler):
    """Sends requests to proxies; by default those that the environment names."""

    handler_order = 100

    def __init__(self, proxies=None):
        if proxies is None:
            proxies = getproxies()
        assert hasattr(proxies, 'keys'), 'proxies must be a mapping'
        self.proxies = proxies
        for scheme, url in proxies.items():
            scheme = scheme.lower()
            setattr(self, '%s_open' % scheme,
                    lambda r, proxy=url, type=scheme, meth=self.proxy_open: meth(r, proxy, type))

    def proxy_open(self, req, proxy, type):
        wanted = req.type
        scheme, user, password, hostport = _parse_proxy(proxy)
        if scheme is None:
            scheme = wanted
        if req.host and proxy_bypass(req.host):
            return None
        if user and password:
            login = ('%s:%s' % (unquote(user), unquote(password))).encode()
            req.add_header('Proxy-authorization', 'Basic ' + base64.b64encode(login).decode('ascii'))
        req.set_proxy(unquote(hostport), scheme)
        if wanted == scheme or wanted == 'https':
            return None  # the usual handler goes on
        # The proxy speaks another protocol than the address.
        return self.parent.open(req, timeout=req.timeout)


# ---- protocols

class AbstractHTTPHandler(BaseHandler):
    def __init__(self, debuglevel=0):
        self._debuglevel = debuglevel

    def set_http_debuglevel(self, level):
        self._debuglevel = level

    def _get_content_length(self, request):
        return http.client.HTTPConnection._get_content_length(request.data, request.get_method())

    def do_request_(self, request):
        host = request.host
        if not host:
            raise URLError('no host given')
        if request.data is not None:
            if isinstance(request.data, str):
                raise TypeError('POST data should be bytes, an iterable of bytes, or a file object. It cannot be of '
                                'type str.')
            if not request.has_header('Content-type'):
                request.add_unredirected_header('Content-type', 'application/x-www-form-urlencoded')
            if not request.has_header('Content-length') and not request.has_header('Transfer-encoding'):
                length = self._get_content_length(request)
                if length is None:
                    request.add_unredirected_header('Transfer-encoding', 'chunked')
                else:
                    request.add_unredirected_header('Content-length', str(length))
        if request.has_proxy():
            host, _ = _splithost(_splittype(request.selector)[1])
        if not request.has_header('Host'):
            request.add_unredirected_header('Host', host)
        for name, value in self.parent.addheaders:
            name = name.capitalize()
            if not request.has_header(name):
                request.add_unredirected_header(name, value)
        return request

    def do_open(self, http_class, req, **http_conn_args):
        """Send the request and return the answer."""
        if not req.host:
            raise URLError('no host given')
        connection = http_class(req.host, timeout=req.timeout, **http_conn_args)
        connection.set_debuglevel(self._debuglevel)
        headers = dict(req.unredirected_hdrs)
        headers.update((name, value) for name, value in req.headers.items() if name not in headers)
        # Each request has a connection of its own.
        headers['Connection'] = 'close'
        headers = {name.title(): value for name, value in headers.items()}
        if req._tunnel_host:
            # The login is for the proxy only.
            for_proxy = {}
            if 'Proxy-Authorization' in headers:
                for_proxy['Proxy-Authorization'] = headers.pop('Proxy-Authorization')
            connection.set_tunnel(req._tunnel_host, headers=for_proxy)
        try:
            try:
                connection.request(req.get_method(), req.selector, req.data, headers,
                                   encode_chunked=req.has_header('Transfer-encoding'))
            except OSError as error:
                raise URLError(error)
            answer = connection.getresponse()
        except:
            connection.close()
            raise
        # The answer has the socket now; it is closed with it.
        if connection.sock:
            connection.sock.close()
            connection.sock = None
        answer.url = req.get_full_url()
        answer.msg = answer.reason  # is what was here before http.client's answers
        return answer


class HTTPHandler(AbstractHTTPHandler):
    def http_open(self, req):
        return self.do_open(http.client.HTTPConnection, req)

    http_request = AbstractHTTPHandler.do_request_


if hasattr(http.client, 'HTTPSConnection'):

    class HTTPSHandler(AbstractHTTPHandler):
        def __init__(self, debuglevel=0, context=None, check_hostname=None):
            AbstractHTTPHandler.__init__(self, debuglevel)
            self._context = context
            self._check_hostname = check_hostname

        def https_open(self, req):
            return self.do_open(http.client.HTTPSConnection, req, context=self._context,
                                check_hostname=self._check_hostname)

        https_request = AbstractHTTPHandler.do_request_

    __all__.append('HTTPSHandler')


class HTTPCookieProcessor(BaseHandler):
    def __init__(self, cookiejar=None):
        import http.cookiejar
        self.cookiejar = http.cookiejar.CookieJar() if cookiejar is None else cookiejar

    def http_request(self, request):
        self.cookiejar.add_cookie_header(request)
        return request

    def http_response(self, request, response):
        self.cookiejar.extract_cookies(response, request)
        return response

    https_request = http_request
    https_response = http_response


class UnknownHandler(BaseHandler):
    def unknown_open(self, req):
        raise URLError('unknown url type: %s' % req.type)


class FileHandler(BaseHandler):
    names = None

    def file_open(self, req):
        url = req.selector
        if url[:2] == '//' and url[2:3] != '/' and req.host and req.host != 'localhost':
            if req.host not in self.get_names():
                raise URLError('file:// scheme is supported only on localhost')
            return None
        return self.open_local_file(req)

    def get_names(self):
        """The addresses of this machine."""
        if FileHandler.names is None:
            try:
                FileHandler.names = tuple(socket.gethostbyname_ex('localhost')[2]
                                          + socket.gethostbyname_ex(socket.gethostname())[2])
            except socket.gaierror:
                FileHandler.names = (socket.gethostbyname('localhost'),)
        return FileHandler.names

    def open_local_file(self, req):
        import email.utils
        import mimetypes
        host, name = req.host, req.selector
        path = url2pathname(name)
        try:
            status = os.stat(path)
            headers = email.message_from_string('Content-type: %s\nContent-length: %d\nLast-modified: %s\n' % (
                mimetypes.guess_type(name)[0] or 'text/plain', status.st_size,
                email.utils.formatdate(status.st_mtime, usegmt=True)))
            if host:
                host, port = _splitport(host)
            if not host or not port and _safe_gethostbyname(host) in self.get_names():
                return addinfourl(open(path, 'rb'), headers, 'file://' + (host or '') + name)
        except OSError as error:
            raise URLError(error)
        raise URLError('file not on local host')


def _safe_gethostbyname(host):
    try:
        return socket.gethostbyname(host)
    except socket.gaierror:
        return None


class FTPHandler(BaseHandler):
    def ftp_open(self, req):
        import ftplib
        import mimetypes
        host = req.host
        if not host:
            raise URLError('ftp error: no host given')
        host, port = _splitport(host)
        port = ftplib.FTP_PORT if port is None else int(port)
        user, host = _splituser(host)
        password = None
        if user:
            user, password = _splitpasswd(user)
        # Request has unquoted what is before the host.
        host, user, password = unquote(host), user or '', password or ''
        try:
            host = socket.gethostbyname(host)
        except OSError as error:
            raise URLError(error)
        path, attributes = _splitattr(req.selector)
        *dirs, file = map(unquote, path.split('/'))
        if dirs and not dirs[0]:
            dirs = dirs[1:]
        try:
            connection = self.connect_ftp(user, password, host, port, dirs, req.timeout)
            kind = 'I' if file else 'D'
            for attribute in attributes:
                name, value = _splitvalue(attribute)
                if name.lower() == 'type' and value in ('a', 'A', 'i', 'I', 'd', 'D'):
                    kind = value.upper()
            fp, length = connection.retrfile(file, kind)
            headers = ''
            guessed = mimetypes.guess_type(req.full_url)[0]
            if guessed:
                headers += 'Content-type: %s\n' % guessed
            if length is not None and length >= 0:
                headers += 'Content-length: %d\n' % length
            return addinfourl(fp, email.message_from_string(headers), req.full_url)
        except ftplib.all_errors as error:
            raise URLError('ftp error: %r' % error).with_traceback(sys.exc_info()[2])

    def connect_ftp(self, user, passwd, host, port, dirs, timeout):
        return ftpwrapper(user, passwd, host, port, dirs, timeout, persistent=False)


class CacheFTPHandler(FTPHandler):
    """Keeps connections open for some time."""

    def __init__(self):
        self.cache = {}
        self.timeout = {}
        self.soonest = 0
        self.delay = 60
        self.max_conns = 16

    def setTimeout(self, t):
        self.delay = t

    def setMaxConns(self, m):
        self.max_conns = m

    def connect_ftp(self, user, passwd, host, port, dirs, timeout):
        key = user, host, port, '/'.join(dirs), timeout
        if key not in self.cache:
            self.cache[key] = ftpwrapper(user, passwd, host, port, dirs, timeout)
        self.timeout[key] = time.time() + self.delay
        self.check_cache()
        return self.cache[key]

    def _drop(self, key):
        del self.cache[key]
        del self.timeout[key]

    def check_cache(self):
        now = time.time()
        if self.soonest <= now:
            for key in [key for key, until in self.timeout.items() if until < now]:
                self.cache[key].close()
                self._drop(key)
        self.soonest = min(self.timeout.values())
        if len(self.cache) == self.max_conns:
            self._drop(min(self.timeout, key=self.timeout.get))
            self.soonest = min(self.timeout.values(), default=0)

    def clear_cache(self):
        for connection in self.cache.values():
            connection.close()
        self.cache.clear()
        self.timeout.clear()


class DataHandler(BaseHandler):
    def data_open(self, req):
        # data:[mediatype][;base64],data
        _, data = req.full_url.split(':', 1)
        mediatype, data = data.split(',', 1)
        data = unquote_to_bytes(data)
        if mediatype.endswith(';base64'):
            data = base64.decodebytes(data)
            mediatype = mediatype[:-7]
        headers = email.message_from_string('Content-type: %s\nContent-length: %d\n' % (
            mediatype or 'text/plain;charset=US-ASCII', len(data)))
        return addinfourl(io.BytesIO(data), headers, req.full_url)


MAXFTPCACHE = 10

if os.name == 'nt':
    from nturl2path import url2pathname, pathname2url
else:
    def url2pathname(pathname):
        """The path of a 'file' URL's path."""
        return unquote(pathname)

    def pathname2url(pathname):
        """The path of a 'file' URL for a path."""
        return quote(pathname)


# ---- helpers

_localhost = _thishost = _ftperrors = _noheaders = None


def localhost():
    """The address of 'localhost'."""
    global _localhost
    if _localhost is None:
        _localhost = socket.gethostbyname('localhost')
    return _localhost


def thishost():
    """The addresses of this machine."""
    global _thishost
    if _thishost is None:
        try:
            _thishost = tuple(socket.gethostbyname_ex(socket.gethostname())[2])
        except socket.gaierror:
            _thishost = tuple(socket.gethostbyname_ex('localhost')[2])
    return _thishost


def ftperrors():
    """The exceptions of FTP, for whoever does not want to import ftplib."""
    global _ftperrors
    if _ftperrors is None:
        import ftplib
        _ftperrors = ftplib.all_errors
    return _ftperrors


def noheaders():
    """An empty message."""
    global _noheaders
    if _noheaders is None:
        _noheaders = email.message_from_string('')
    return _noheaders


class ftpwrapper:
    """An FTP connection that can be kept."""

    def __init__(self, user, passwd, host, port, dirs, timeout=None, persistent=True):
        self.user, self.passwd = user, passwd
        self.host, self.port = host, port
        self.dirs = dirs
        self.timeout = timeout
        self.refcount = 0
        self.keepalive = persistent
        try:
            self.init()
        except:
            self.close()
            raise

    def init(self):
        import ftplib
        self.busy = 0
        self.ftp = ftplib.FTP()
        self.ftp.connect(self.host, self.port, self.timeout)
        self.ftp.login(self.user, self.passwd)
        self.ftp.cwd('/'.join(self.dirs))

    def retrfile(self, file, type):
        """A file or a listing: (file, length)."""
        import ftplib
        self.endtransfer()
        listing = type in ('d', 'D')
        command = 'TYPE A' if listing else 'TYPE ' + type
        try:
            self.ftp.voidcmd(command)
        except ftplib.all_errors:
            self.init()
            self.ftp.voidcmd(command)
        connection = None
        if file and not listing:
            try:
                connection, length = self.ftp.ntransfercmd('RETR ' + file)
            except ftplib.error_perm as reason:
                if str(reason)[:3] != '550':
                    raise URLError('ftp error: %r' % reason).with_traceback(sys.exc_info()[2])
        if not connection:
            self.ftp.voidcmd('TYPE A')
            command = 'LIST'
            if file:
                here = self.ftp.pwd()
                try:
                    try:
                        self.ftp.cwd(file)
                    except ftplib.error_perm as reason:
                        raise URLError('ftp error: %r' % reason) from reason
                finally:
                    self.ftp.cwd(here)
                command = 'LIST ' + file
            connection, length = self.ftp.ntransfercmd(command)
        self.busy = 1
        answer = addclosehook(connection.makefile('rb'), self.file_close)
        self.refcount += 1
        connection.close()
        return answer, length

    def endtransfer(self):
        self.busy = 0

    def close(self):
        self.keepalive = False
        if self.refcount <= 0:
            self.real_close()

    def file_close(self):
        self.endtransfer()
        self.refcount -= 1
        if self.refcount <= 0 and not self.keepalive:
            self.real_close()

    def real_close(self):
        self.endtransfer()
        try:
            self.ftp.close()
        except ftperrors():
            pass


getproxies = getproxies_environment
proxy_bypass = proxy_bypass_environment
