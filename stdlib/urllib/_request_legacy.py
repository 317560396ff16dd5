"""URLopener, the interface of old; found in urllib.request."""

import base64
import contextlib
import email
import http.client
import io
import os
import re
import socket
import sys
import tempfile
import time
import warnings
from urllib import request as _owner
from urllib._request_base import __version__
from urllib.error import HTTPError, URLError
from urllib.parse import (
    _splitattr, _splithost, _splitport, _splitquery, _splittype, _splituser, _to_bytes, quote, unquote, unwrap,
    urljoin, urlparse)
from urllib.response import addinfourl

__name__ = 'urllib.request'  # where all of this is found

ftpcache = {}


class URLopener:
    """Deprecated: opens URLs by methods open_<scheme>()."""

    __tempfiles = None

    version = 'Python-urllib/%s' % __version__

    def __init__(self, proxies=None, **x509):
        warnings.warn('%(class)s style of invoking requests is deprecated. Use newer urlopen functions/methods'
                      % {'class': self.__class__.__name__}, DeprecationWarning, stacklevel=3)
        if proxies is None:
            proxies = _owner.getproxies()
        assert hasattr(proxies, 'keys'), 'proxies must be a mapping'
        self.proxies = proxies
        self.key_file = x509.get('key_file')
        self.cert_file = x509.get('cert_file')
        self.addheaders = [('User-Agent', self.version), ('Accept', '*/*')]
        self.__tempfiles = []
        self.__unlink = os.unlink  # may be needed when modules are gone
        self.tempcache = None
        self.ftpcache = ftpcache

    def __del__(self):
        self.close()

    def close(self):
        self.cleanup()

    def cleanup(self):
        for name in self.__tempfiles or ():
            try:
                self.__unlink(name)
            except OSError:
                pass
        if self.__tempfiles:
            del self.__tempfiles[:]
        if self.tempcache:
            self.tempcache.clear()

    def addheader(self, *args):
        """Send this header with each request."""
        self.addheaders.append(args)

    def open(self, fullurl, data=None):
        """Open a URL by the method open_SCHEME."""
        fullurl = quote(unwrap(_to_bytes(fullurl)), safe="%/:=&?~#+!$,;'@()*[]|")
        if self.tempcache and fullurl in self.tempcache:
            name, headers = self.tempcache[fullurl]
            return addinfourl(open(name, 'rb'), headers, fullurl)
        scheme, url = _splittype(fullurl)
        scheme = scheme or 'file'
        proxy = self.proxies.get(scheme)
        if proxy:
            kind, hostport = _splittype(proxy)
            url = _splithost(hostport)[0], fullurl
            scheme = kind
        self.type = scheme
        name = ('open_' + scheme).replace('-', '_')
        if not hasattr(self, name) or name == 'open_local_file':
            return self.open_unknown_proxy(proxy, fullurl, data) if proxy else self.open_unknown(fullurl, data)
        try:
            return getattr(self, name)(url) if data is None else getattr(self, name)(url, data)
        except (HTTPError, URLError):
            raise
        except OSError as error:
            raise OSError('socket error', error).with_traceback(sys.exc_info()[2])

    def open_unknown(self, fullurl, data=None):
        """What happens with schemes that have no method: an error."""
        raise OSError('url error', 'unknown url type', _splittype(fullurl)[0])

    def open_unknown_proxy(self, proxy, fullurl, data=None):
        """What happens with proxies of schemes that have no method: an error."""
        raise OSError('url error', 'invalid proxy for %s' % _splittype(fullurl)[0], proxy)

    def retrieve(self, url, filename=None, reporthook=None, data=None):
        """Get a document as a file: its name and headers."""
        url = unwrap(_to_bytes(url))
        if self.tempcache and url in self.tempcache:
            return self.tempcache[url]
        scheme, path = _splittype(url)
        if filename is None and (not scheme or scheme == 'file'):
            try:
                source = self.open_local_file(path)
                headers = source.info()
                source.close()
                return _owner.url2pathname(_splithost(path)[1]), headers
            except OSError:
                pass
        with contextlib.closing(self.open(url, data)) as source:
            headers = source.info()
            if filename:
                target = open(filename, 'wb')
            else:
                inner = _splitquery(_splithost(_splittype(url)[1] or '')[1] or '')[0]
                suffix = os.path.splitext(_splitattr(inner or '')[0])[1]
                handle, filename = tempfile.mkstemp(suffix)
                self.__tempfiles.append(filename)
                target = os.fdopen(handle, 'wb')
            with target:
                result = filename, headers
                if self.tempcache is not None:
                    self.tempcache[url] = result
                size = int(headers['Content-Length']) if 'content-length' in headers else -1
                read = _owner._download(source, target, size, reporthook)
        _owner._check_length(size, read, result)
        return result

    def _open_generic_http(self, connection_factory, url, data):
        user = proxy_user = None
        if isinstance(url, str):
            host, selector = _splithost(url)
            if host:
                user, host = _splituser(host)
                host = unquote(host)
            real = host
        else:  # by a proxy
            host, selector = url
            proxy_user, host = _splituser(host)
            scheme, rest = _splittype(selector)
            real = None
            if scheme.lower() == 'http':
                real, rest = _splithost(rest)
                if real:
                    user, real = _splituser(real)
                if user:
                    selector = '%s://%s%s' % (scheme, real, rest)
                if _owner.proxy_bypass(real):
                    host = real
        if not host:
            raise OSError('http error', 'no host given')
        connection = connection_factory(host)
        headers = {}
        for login, header in ((proxy_user, 'Proxy-Authorization'), (user, 'Authorization')):
            if login:
                headers[header] = 'Basic %s' % base64.b64encode(unquote(login).encode()).decode('ascii')
        if real:
            headers['Host'] = real
        headers['Connection'] = 'close'
        headers.update(self.addheaders)
        if data is not None:
            headers['Content-Type'] = 'application/x-www-form-urlencoded'
            connection.request('POST', selector, data, headers)
        else:
            connection.request('GET', selector, headers=headers)
        try:
            answer = connection.getresponse()
        except http.client.BadStatusLine:
            raise URLError('http protocol error: bad status line')
        if 200 <= answer.status < 300:
            return addinfourl(answer, answer.msg, 'http:' + url if isinstance(url, str) else url, answer.status)
        return self.http_error(url, answer.fp, answer.status, answer.reason, answer.msg, data)

    def open_http(self, url, data=None):
        """Open a document over HTTP."""
        return self._open_generic_http(http.client.HTTPConnection, url, data)

    def http_error(self, url, fp, errcode, errmsg, headers, data=None):
        """Call http_error_<code>(), if there is one."""
        method = getattr(self, 'http_error_%d' % errcode, None)
        if method is not None:
            args = (url, fp, errcode, errmsg, headers)
            result = method(*args) if data is None else method(*args, data)
            if result:
                return result
        return self.http_error_default(url, fp, errcode, errmsg, headers)

    def http_error_default(self, url, fp, errcode, errmsg, headers):
        """What happens with errors that have no method: the connection is closed, and raised."""
        fp.close()
        raise HTTPError(url, errcode, errmsg, headers, None)

    if hasattr(http.client, 'HTTPSConnection'):
        def _https_connection(self, host):
            return http.client.HTTPSConnection(host, key_file=self.key_file, cert_file=self.cert_file)

        def open_https(self, url, data=None):
            return self._open_generic_http(self._https_connection, url, data)

    def open_file(self, url):
        """Open a file of this machine."""
        if not isinstance(url, str):
            raise URLError('file error: proxy support for file protocol currently not implemented')
        if url[:2] == '//' and url[2:3] != '/' and url[2:12].lower() != 'localhost/':
            raise ValueError('file:// scheme is supported only on localhost')
        return self.open_local_file(url)

    def open_local_file(self, url):
        """Open the file that a URL means."""
        import email.utils
        import mimetypes
        host, file = _splithost(url)
        path = _owner.url2pathname(file)
        try:
            status = os.stat(path)
        except OSError as error:
            raise URLError(error.strerror, error.filename)
        headers = email.message_from_string('Content-Type: %s\nContent-Length: %d\nLast-modified: %s\n' % (
            mimetypes.guess_type(url)[0] or 'text/plain', status.st_size,
            email.utils.formatdate(status.st_mtime, usegmt=True)))
        if host:
            name, port = _splitport(host)
            if port or socket.gethostbyname(name) not in (_owner.localhost(),) + _owner.thishost():
                raise URLError('local file error: not on local host')
        elif file[:2] == './':
            raise ValueError('local file url may start with / or file:. Unknown url of type: %s' % url)
        return addinfourl(open(path, 'rb'), headers, 'file://' + file if file[:1] == '/' else file)

    def open_ftp(self, url):
        """Open a file or folder over FTP."""
        if not isinstance(url, str):
            raise URLError('ftp error: proxy support for ftp protocol currently not implemented')
        opener = _owner.build_opener(_owner.FTPHandler)
        return opener.open('ftp:' + url)

    def open_data(self, url, data=None):
        """Open a URL that has its data within itself."""
        if not isinstance(url, str):
            raise URLError('data error: proxy support for data protocol currently not implemented')
        try:
            kind, content = url.split(',', 1)
        except ValueError:
            raise OSError('data error', 'bad data URL')
        kind = kind or 'text/plain;charset=US-ASCII'
        encoding = ''
        at = kind.rfind(';')
        if at >= 0 and '=' not in kind[at:]:
            kind, encoding = kind[:at], kind[at + 1:]
        if encoding == 'base64':
            content = base64.decodebytes(content.encode('ascii')).decode('latin-1')
        else:
            content = unquote(content)
        date = time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime(time.time()))
        headers = email.message_from_string('Date: %s\nContent-type: %s\nContent-Length: %d\n'
                                            % (date, kind, len(content)))
        return addinfourl(io.StringIO(content), headers, url)


class FancyURLopener(URLopener):
    """Deprecated: follows redirections and asks for passwords."""

    def __init__(self, *args, **kwargs):
        URLopener.__init__(self, *args, **kwargs)
        self.auth_cache = {}
        self.tries = 0
        self.maxtries = 10

    def http_error_default(self, url, fp, errcode, errmsg, headers):
        """Any other error: the page that came is what the caller gets."""
        return addinfourl(fp, headers, 'http:' + url, errcode)

    def http_error_302(self, url, fp, errcode, errmsg, headers, data=None):
        """A document that is elsewhere: get it there, unless that goes on too long."""
        self.tries += 1
        try:
            if self.maxtries and self.tries >= self.maxtries:
                method = getattr(self, 'http_error_500', self.http_error_default)
                return method(url, fp, 500, 'Internal Server Error: Redirect Recursion', headers)
            return self.redirect_internal(url, fp, errcode, errmsg, headers, data)
        finally:
            self.tries = 0

    def redirect_internal(self, url, fp, errcode, errmsg, headers, data):
        target = headers['location'] if 'location' in headers else headers['uri'] if 'uri' in headers else None
        if target is None:
            return
        fp.close()
        target = urljoin(self.type + ':' + url, target)
        if urlparse(target).scheme not in ('http', 'https', 'ftp', ''):
            raise HTTPError(target, errcode, errmsg + " Redirection to url '%s' is not allowed." % target, headers, fp)
        return self.open(target)

    http_error_301 = http_error_303 = http_error_302

    def http_error_307(self, url, fp, errcode, errmsg, headers, data=None):
        """A document that is elsewhere for now: only what has no data is asked for again."""
        if data is None:
            return self.http_error_302(url, fp, errcode, errmsg, headers, data)
        return self.http_error_default(url, fp, errcode, errmsg, headers)

    def _authenticate(self, header, prefix, url, fp, errcode, errmsg, headers, data, retry):
        """Try again with a password, if the header asks for basic authentication."""
        if header in headers and retry:
            match = re.match('[ \t]*([^ \t]+)[ \t]+realm="([^"]*)"', headers[header])
            if match and match.group(1).lower() == 'basic':
                name = 'retry_%s%s_basic_auth' % (prefix, self.type)
                method = getattr(self, name)
                return method(url, match.group(2)) if data is None else method(url, match.group(2), data)
        URLopener.http_error_default(self, url, fp, errcode, errmsg, headers)

    def http_error_401(self, url, fp, errcode, errmsg, headers, data=None, retry=False):
        """A document that wants a name and password."""
        return self._authenticate('www-authenticate', '', url, fp, errcode, errmsg, headers, data, retry)

    def http_error_407(self, url, fp, errcode, errmsg, headers, data=None, retry=False):
        """A proxy that wants a name and password."""
        return self._authenticate('proxy-authenticate', 'proxy_', url, fp, errcode, errmsg, headers, data, retry)

    def _with_login(self, host, realm):
        """The host with user and password, None without these."""
        at = host.find('@') + 1
        host = host[at:]
        user, password = self.get_user_passwd(host, realm, at)
        if not (user or password):
            return None
        return '%s:%s@%s' % (quote(user, safe=''), quote(password, safe=''), host)

    def _retry_proxy(self, scheme, url, realm, data):
        host, selector = _splithost(url)
        kind, proxyhost = _splittype(self.proxies[scheme])
        proxyhost, proxyselector = _splithost(proxyhost)
        login = self._with_login(proxyhost, realm)
        if login is None:
            return None
        self.proxies[scheme] = scheme + '://' + login + proxyselector
        target = scheme + '://' + host + selector
        return self.open(target) if data is None else self.open(target, data)

    def _retry(self, scheme, url, realm, data):
        host, selector = _splithost(url)
        login = self._with_login(host, realm)
        if login is None:
            return None
        target = scheme + '://' + login + selector
        return self.open(target) if data is None else self.open(target, data)

    def retry_proxy_http_basic_auth(self, url, realm, data=None):
        return self._retry_proxy('http', url, realm, data)

    def retry_proxy_https_basic_auth(self, url, realm, data=None):
        return self._retry_proxy('https', url, realm, data)

    def retry_http_basic_auth(self, url, realm, data=None):
        return self._retry('http', url, realm, data)

    def retry_https_basic_auth(self, url, realm, data=None):
        return self._retry('https', url, realm, data)

    def get_user_passwd(self, host, realm, clear_cache=0):
        key = realm + '@' + host.lower()
        if key in self.auth_cache:
            if not clear_cache:
                return self.auth_cache[key]
            del self.auth_cache[key]
        user, password = self.prompt_user_passwd(host, realm)
        if user or password:
            self.auth_cache[key] = user, password
        return user, password

    def prompt_user_passwd(self, host, realm):
        """Ask on the terminal; to be overridden for other ways."""
        import getpass
        try:
            user = input('Enter username for %s at %s: ' % (realm, host))
            password = getpass.getpass('Enter password for %s in %s at %s: ' % (user, realm, host))
            return user, password
        except KeyboardInterrupt:
            print()
            return None, None


__name__ = __spec__.name
