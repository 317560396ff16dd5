"""Opening URLs.

An OpenerDirector passes a Request to its handlers: those with methods <scheme>_request
change it, the first of <scheme>_open to return something opens it, <scheme>_response
change the answer; http_error_<code> deal with errors.
"""

import base64
import bisect
import contextlib
import email
import hashlib
import http.client
import io
import os
import posixpath
import re
import socket
import string
import sys
import tempfile
import time
import warnings

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

__version__ = '%d.%d' % sys.version_info[:2]

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


_cut_port_re = re.compile(r':\d+$', re.ASCII)


def request_host(request):
    """The host of a request in lower case, for comparisons as in RFC 2965."""
    host = urlparse(request.full_url)[1] or request.get_header('Host', '')
    return _cut_port_re.sub('', host, 1).lower()


class Request:
    """What is asked for: address, data, headers, method."""

    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = url
        self.headers = {}
        self.unredirected_hdrs = {}
        self._data = None
        self.data = data
        self._tunnel_host = None
        for key, value in headers.items():
            self.add_header(key, value)
        self.origin_req_host = request_host(self) if origin_req_host is None else origin_req_host
        self.unverifiable = unverifiable
        if method:
            self.method = method

    @property
    def full_url(self):
        if self.fragment:
            return '{}#{}'.format(self._full_url, self.fragment)
        return self._full_url

    @full_url.setter
    def full_url(self, url):
        self._full_url = unwrap(url)
        self._full_url, self.fragment = _splittag(self._full_url)
        self._parse()

    @full_url.deleter
    def full_url(self):
        self._full_url = None
        self.fragment = None
        self.selector = ''

    @property
    def data(self):
        return self._data

    @data.setter
    def data(self, data):
        if data != self._data:
            self._data = data
            # The length of the former data does not hold any more.
            if self.has_header('Content-length'):
                self.remove_header('Content-length')

    @data.deleter
    def data(self):
        self.data = None

    def _parse(self):
        self.type, rest = _splittype(self._full_url)
        if self.type is None:
            raise ValueError('unknown url type: %r' % self.full_url)
        self.host, self.selector = _splithost(rest)
        if self.host:
            self.host = unquote(self.host)

    def get_method(self):
        return getattr(self, 'method', 'POST' if self.data is not None else 'GET')

    def get_full_url(self):
        return self.full_url

    def set_proxy(self, host, type):
        if self.type == 'https' and not self._tunnel_host:
            self._tunnel_host = self.host
        else:
            self.type = type
            self.selector = self.full_url
        self.host = host

    def has_proxy(self):
        return self.selector == self.full_url

    def add_header(self, key, val):
        self.headers[key.capitalize()] = val

    def add_unredirected_header(self, key, val):
        """Add a header that is not sent again after a redirection."""
        self.unredirected_hdrs[key.capitalize()] = val

    def has_header(self, header_name):
        return header_name in self.headers or header_name in self.unredirected_hdrs

    def get_header(self, header_name, default=None):
        return self.headers.get(header_name, self.unredirected_hdrs.get(header_name, default))

    def remove_header(self, header_name):
        self.headers.pop(header_name, None)
        self.unredirected_hdrs.pop(header_name, None)

    def header_items(self):
        return list({**self.unredirected_hdrs, **self.headers}.items())


class OpenerDirector:
    """Handlers, by what they can do."""

    def __init__(self):
        self.addheaders = [('User-agent', 'Python-urllib/%s' % __version__)]
        self.handlers = []
        # By scheme, for errors by protocol and code.
        self.handle_open = {}
        self.handle_error = {}
        self.process_response = {}
        self.process_request = {}

    def add_handler(self, handler):
        if not hasattr(handler, 'add_parent'):
            raise TypeError('expected BaseHandler instance, got %r' % type(handler))
        useful = False
        for name in dir(handler):
            if name in ('redirect_request', 'do_open', 'proxy_open'):
                continue
            protocol, _, condition = name.partition('_')
            if condition.startswith('error'):
                kind = name[len(protocol) + len('_error_'):]
                try:
                    kind = int(kind)
                except ValueError:
                    pass
                lookup = self.handle_error.setdefault(protocol, {})
            else:
                lookup = {'open': self.handle_open, 'response': self.process_response,
                          'request': self.process_request}.get(condition)
                if lookup is None:
                    continue
                kind = protocol
            handlers = lookup.setdefault(kind, [])
            bisect.insort(handlers, handler)
            useful = True
        if useful:
            bisect.insort(self.handlers, handler)
            handler.add_parent(self)

    def close(self):
        pass

    def _call_chain(self, chain, kind, meth_name, *args):
        """The first result that is not None."""
        for handler in chain.get(kind, ()):
            result = getattr(handler, meth_name)(*args)
            if result is not None:
                return result

    def open(self, fullurl, data=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        if isinstance(fullurl, str):
            request = Request(fullurl, data)
        else:
            request = fullurl
            if data is not None:
                request.data = data
        request.timeout = timeout
        protocol = request.type
        for handler in self.process_request.get(protocol, []):
            request = getattr(handler, protocol + '_request')(request)
        sys.audit('urllib.Request', request.full_url, request.data, request.headers, request.get_method())
        response = self._open(request, data)
        for handler in self.process_response.get(protocol, []):
            response = getattr(handler, protocol + '_response')(request, response)
        return response

    def _open(self, req, data=None):
        for kind, method in (('default', 'default_open'), (req.type, req.type + '_open')):
            result = self._call_chain(self.handle_open, kind, method, req)
            if result:
                return result
        return self._call_chain(self.handle_open, 'unknown', 'unknown_open', req)

    def error(self, proto, *args):
        """Let the handlers deal with an error."""
        is_http = proto in ('http', 'https')
        chain = self.handle_error['http'] if is_http else self.handle_error
        if is_http:
            code = args[2]  # after request and answer
            method = 'http_error_%s' % code
        else:
            code, method = proto, proto + '_error'
        result = self._call_chain(chain, code, method, *args)
        if result:
            return result
        if is_http:
            return self._call_chain(chain, 'default', 'http_error_default', *args)


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


class BaseHandler:
    """Base of all handlers; handler_order says which come first."""

    handler_order = 500

    def add_parent(self, parent):
        self.parent = parent

    def close(self):
        pass

    def __lt__(self, other):
        if not hasattr(other, 'handler_order'):
            return True
        return self.handler_order < other.handler_order


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


# ---- passwords

class HTTPPasswordMgr:
    """Users and passwords by realm and address."""

    def __init__(self):
        self.passwd = {}

    def add_password(self, realm, uri, user, passwd):
        uris = [uri] if isinstance(uri, str) else uri
        known = self.passwd.setdefault(realm, {})
        for with_port in True, False:
            key = tuple(self.reduce_uri(each, with_port) for each in uris)
            known[key] = user, passwd

    def find_user_password(self, realm, authuri):
        known = self.passwd.get(realm, {})
        for with_port in True, False:
            reduced = self.reduce_uri(authuri, with_port)
            for uris, login in known.items():
                if any(self.is_suburi(uri, reduced) for uri in uris):
                    return login
        return None, None

    def reduce_uri(self, uri, default_port=True):
        """(host with port, path) of an address."""
        parts = urlsplit(uri)
        if parts[1]:
            scheme, authority, path = parts[0], parts[1], parts[2] or '/'
        else:  # only host and port
            scheme, authority, path = None, uri, '/'
        host, port = _splitport(authority)
        if default_port and port is None and scheme is not None:
            usual = {'http': 80, 'https': 443}.get(scheme)
            if usual is not None:
                authority = '%s:%d' % (host, usual)
        return authority, path

    def is_suburi(self, base, test):
        """Is the second one below the first? Both are as reduce_uri() returns them."""
        if base == test:
            return True
        if base[0] != test[0]:
            return False
        prefix = base[1]
        if prefix[-1:] != '/':
            prefix += '/'
        return test[1].startswith(prefix)


class HTTPPasswordMgrWithDefaultRealm(HTTPPasswordMgr):
    """The realm None is for all that are not known."""

    def find_user_password(self, realm, authuri):
        user, password = HTTPPasswordMgr.find_user_password(self, realm, authuri)
        if user is not None:
            return user, password
        return HTTPPasswordMgr.find_user_password(self, None, authuri)


class HTTPPasswordMgrWithPriorAuth(HTTPPasswordMgrWithDefaultRealm):
    """Knows for which addresses the login is to be sent without being asked for."""

    def __init__(self, *args, **kwargs):
        self.authenticated = {}
        super().__init__(*args, **kwargs)

    def add_password(self, realm, uri, user, passwd, is_authenticated=False):
        self.update_authenticated(uri, is_authenticated)
        if realm is not None:
            super().add_password(None, uri, user, passwd)
        super().add_password(realm, uri, user, passwd)

    def update_authenticated(self, uri, is_authenticated=False):
        uris = [uri] if isinstance(uri, str) else uri
        for with_port in True, False:
            for each in uris:
                self.authenticated[self.reduce_uri(each, with_port)] = is_authenticated

    def is_authenticated(self, authuri):
        for with_port in True, False:
            reduced = self.reduce_uri(authuri, with_port)
            for uri in self.authenticated:
                if self.is_suburi(uri, reduced):
                    return self.authenticated[uri]


# ---- authentication

class AbstractBasicAuthHandler:
    """Basic authentication, for servers and proxies."""

    # A scheme and its realm in a header that may have several.
    rx = re.compile('(?:^|,)[ \t]*([^ \t,]+)[ \t]+realm=(["\']?)([^"\']*)\\2', re.I)

    def __init__(self, password_mgr=None):
        if password_mgr is None:
            password_mgr = HTTPPasswordMgr()
        self.passwd = password_mgr
        self.add_password = self.passwd.add_password

    def _parse_realm(self, header):
        """(scheme, realm) for all challenges of a header."""
        found = False
        for match in self.rx.finditer(header):
            scheme, quotes, realm = match.groups()
            if quotes not in ('"', "'"):
                warnings.warn('Basic Auth Realm was unquoted', UserWarning, 3)
            yield scheme, realm
            found = True
        if not found:
            yield (header.split() or [''])[0], None

    def http_error_auth_reqed(self, authreq, host, req, headers):
        challenges = headers.get_all(authreq)
        if not challenges:
            return
        unsupported = None
        for header in challenges:
            for scheme, realm in self._parse_realm(header):
                if scheme.lower() != 'basic':
                    unsupported = scheme
                elif realm is not None:
                    return self.retry_http_basic_auth(host, req, realm)
        if unsupported is not None:
            raise ValueError("AbstractBasicAuthHandler does not support the following scheme: %r" % (unsupported,))

    def retry_http_basic_auth(self, host, req, realm):
        user, password = self.passwd.find_user_password(realm, host)
        if password is None:
            return None
        login = 'Basic ' + base64.b64encode(('%s:%s' % (user, password)).encode()).decode('ascii')
        if req.get_header(self.auth_header, None) == login:
            return None  # was tried already
        req.add_unredirected_header(self.auth_header, login)
        return self.parent.open(req, timeout=req.timeout)

    def http_request(self, req):
        if not hasattr(self.passwd, 'is_authenticated') or not self.passwd.is_authenticated(req.full_url):
            return req
        if not req.has_header('Authorization'):
            user, password = self.passwd.find_user_password(None, req.full_url)
            login = base64.standard_b64encode('{0}:{1}'.format(user, password).encode()).decode()
            req.add_unredirected_header('Authorization', 'Basic {}'.format(login.strip()))
        return req

    def http_response(self, req, response):
        if hasattr(self.passwd, 'is_authenticated'):
            self.passwd.update_authenticated(req.full_url, 200 <= response.code < 300)
        return response

    https_request = http_request
    https_response = http_response


class HTTPBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    auth_header = 'Authorization'

    def http_error_401(self, req, fp, code, msg, headers):
        return self.http_error_auth_reqed('www-authenticate', req.full_url, req, headers)


class ProxyBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    auth_header = 'Proxy-authorization'

    def http_error_407(self, req, fp, code, msg, headers):
        return self.http_error_auth_reqed('proxy-authenticate', req.host, req, headers)


_randombytes = os.urandom


class AbstractDigestAuthHandler:
    """Digest authentication (RFC 2617), for servers and proxies."""

    def __init__(self, passwd=None):
        if passwd is None:
            passwd = HTTPPasswordMgr()
        self.passwd = passwd
        self.add_password = self.passwd.add_password
        self.retried = 0
        self.nonce_count = 0
        self.last_nonce = None

    def reset_retry_count(self):
        self.retried = 0

    def http_error_auth_reqed(self, auth_header, host, req, headers):
        challenge = headers.get(auth_header, None)
        if self.retried > 5:
            # The password may be wrong, or the server does not like us.
            raise HTTPError(req.full_url, 401, 'digest auth failed', headers, None)
        self.retried += 1
        if challenge:
            scheme = challenge.split()[0]
            if scheme.lower() == 'digest':
                return self.retry_http_digest_auth(req, challenge)
            if scheme.lower() != 'basic':
                raise ValueError("AbstractDigestAuthHandler does not support the following scheme: '%s'" % scheme)

    def retry_http_digest_auth(self, req, auth):
        parameters = parse_keqv_list(filter(None, parse_http_list(auth.split(' ', 1)[1])))
        answer = self.get_authorization(req, parameters)
        if not answer:
            return None
        answer = 'Digest %s' % answer
        if req.headers.get(self.auth_header, None) == answer:
            return None
        req.add_unredirected_header(self.auth_header, answer)
        return self.parent.open(req, timeout=req.timeout)

    def get_cnonce(self, nonce):
        text = '%s:%s:%s:' % (self.nonce_count, nonce, time.ctime())
        return hashlib.sha1(text.encode('ascii') + _randombytes(8)).hexdigest()[:16]

    def get_authorization(self, req, chal):
        try:
            realm, nonce = chal['realm'], chal['nonce']
        except KeyError:
            return None
        qop, algorithm, opaque = chal.get('qop'), chal.get('algorithm', 'MD5'), chal.get('opaque', None)
        H, KD = self.get_algorithm_impls(algorithm)
        if H is None:
            return None
        user, password = self.passwd.find_user_password(realm, req.full_url)
        if user is None:
            return None
        entity = self.get_entity_digest(req.data, chal) if req.data is not None else None
        secret = '%s:%s:%s' % (user, realm, password)
        what = '%s:%s' % (req.get_method(), req.selector)
        if qop is None:
            response = KD(H(secret), '%s:%s' % (nonce, H(what)))
        elif 'auth' in qop.split(','):
            self.nonce_count = self.nonce_count + 1 if nonce == self.last_nonce else 1
            self.last_nonce = nonce
            count = '%08x' % self.nonce_count
            cnonce = self.get_cnonce(nonce)
            response = KD(H(secret), '%s:%s:%s:%s:%s' % (nonce, count, cnonce, 'auth', H(what)))
        else:
            raise URLError("qop '%s' is not supported." % qop)
        text = 'username="%s", realm="%s", nonce="%s", uri="%s", response="%s"' % (
            user, realm, nonce, req.selector, response)
        if opaque:
            text += ', opaque="%s"' % opaque
        if entity:
            text += ', digest="%s"' % entity
        text += ', algorithm="%s"' % algorithm
        if qop:
            text += ', qop=auth, nc=%s, cnonce="%s"' % (count, cnonce)
        return text

    def get_algorithm_impls(self, algorithm):
        hashes = {'MD5': hashlib.md5, 'SHA': hashlib.sha1}
        if algorithm not in hashes:
            raise ValueError('Unsupported digest authentication algorithm %r' % algorithm)

        def H(text):
            return hashes[algorithm](text.encode('ascii')).hexdigest()
        return H, lambda secret, data: H('%s:%s' % (secret, data))

    def get_entity_digest(self, data, chal):
        return None


class HTTPDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    auth_header = 'Authorization'
    handler_order = 490  # before basic authentication

    def http_error_401(self, req, fp, code, msg, headers):
        host = urlparse(req.full_url)[1]
        answer = self.http_error_auth_reqed('www-authenticate', host, req, headers)
        self.reset_retry_count()
        return answer


class ProxyDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    auth_header = 'Proxy-Authorization'
    handler_order = 490

    def http_error_407(self, req, fp, code, msg, headers):
        answer = self.http_error_auth_reqed('proxy-authenticate', req.host, req, headers)
        self.reset_retry_count()
        return answer


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


def parse_keqv_list(l):
    """A dict of items like 'key=value', the quotation marks around the values removed."""
    found = {}
    for item in l:
        key, value = item.split('=', 1)
        if value[0] == '"' and value[-1] == '"':
            value = value[1:-1]
        found[key] = value
    return found


def parse_http_list(s):
    """The elements of a list with commas; what is in quotation marks is not divided."""
    found, part = [], ''
    quoted = escaped = False
    for char in s:
        if escaped:
            part += char
            escaped = False
        elif quoted and char == '\\':
            escaped = True
        elif char == ',' and not quoted:
            found.append(part)
            part = ''
        else:
            if char == '"':
                quoted = not quoted
            part += char
    if part:
        found.append(part)
    return [each.strip() for each in found]


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
        self.soonest = min(self.timeout.values(), default=0)
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


# ---- the interface of old

ftpcache = {}


class URLopener:
    """Deprecated: opens URLs by methods open_<scheme>()."""

    __tempfiles = None

    version = 'Python-urllib/%s' % __version__

    def __init__(self, proxies=None, **x509):
        warnings.warn('%(class)s style of invoking requests is deprecated. Use newer urlopen functions/methods'
                      % {'class': self.__class__.__name__}, DeprecationWarning, stacklevel=3)
        if proxies is None:
            proxies = getproxies()
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
        self.addheaders.append(args)

    def open(self, fullurl, data=None):
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
        raise OSError('url error', 'unknown url type', _splittype(fullurl)[0])

    def open_unknown_proxy(self, proxy, fullurl, data=None):
        raise OSError('url error', 'invalid proxy for %s' % _splittype(fullurl)[0], proxy)

    def retrieve(self, url, filename=None, reporthook=None, data=None):
        url = unwrap(_to_bytes(url))
        if self.tempcache and url in self.tempcache:
            return self.tempcache[url]
        scheme, path = _splittype(url)
        if filename is None and (not scheme or scheme == 'file'):
            try:
                source = self.open_local_file(path)
                headers = source.info()
                source.close()
                return url2pathname(_splithost(path)[1]), headers
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
                read = _download(source, target, size, reporthook)
        _check_length(size, read, result)
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
                if proxy_bypass(real):
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
        fp.close()
        raise HTTPError(url, errcode, errmsg, headers, None)

    if _have_ssl:
        def _https_connection(self, host):
            return http.client.HTTPSConnection(host, key_file=self.key_file, cert_file=self.cert_file)

        def open_https(self, url, data=None):
            return self._open_generic_http(self._https_connection, url, data)

    def open_file(self, url):
        if not isinstance(url, str):
            raise URLError('file error: proxy support for file protocol currently not implemented')
        if url[:2] == '//' and url[2:3] != '/' and url[2:12].lower() != 'localhost/':
            raise ValueError('file:// scheme is supported only on localhost')
        return self.open_local_file(url)

    def open_local_file(self, url):
        import email.utils
        import mimetypes
        host, file = _splithost(url)
        path = url2pathname(file)
        try:
            status = os.stat(path)
        except OSError as error:
            raise URLError(error.strerror, error.filename)
        headers = email.message_from_string('Content-Type: %s\nContent-Length: %d\nLast-modified: %s\n' % (
            mimetypes.guess_type(url)[0] or 'text/plain', status.st_size,
            email.utils.formatdate(status.st_mtime, usegmt=True)))
        if host:
            name, port = _splitport(host)
            if port or socket.gethostbyname(name) not in (localhost(),) + thishost():
                raise URLError('local file error: not on local host')
        elif file[:2] == './':
            raise ValueError('local file url may start with / or file:. Unknown url of type: %s' % url)
        return addinfourl(open(path, 'rb'), headers, 'file://' + file if file[:1] == '/' else file)

    def open_ftp(self, url):
        if not isinstance(url, str):
            raise URLError('ftp error: proxy support for ftp protocol currently not implemented')
        opener = build_opener(FTPHandler)
        return opener.open('ftp:' + url)

    def open_data(self, url, data=None):
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
        return addinfourl(fp, headers, 'http:' + url, errcode)

    def http_error_302(self, url, fp, errcode, errmsg, headers, data=None):
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
        return self._authenticate('www-authenticate', '', url, fp, errcode, errmsg, headers, data, retry)

    def http_error_407(self, url, fp, errcode, errmsg, headers, data=None, retry=False):
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


# ---- proxies

def getproxies_environment():
    """Proxies from variables like http_proxy; lower case wins, 'no' is for hosts without proxy."""
    proxies = {}
    for name, value in os.environ.items():
        if value and name.lower().endswith('_proxy'):
            proxies[name.lower()[:-6]] = value
    # In CGI programs, HTTP_PROXY comes from a header that the client sends.
    if 'REQUEST_METHOD' in os.environ:
        proxies.pop('http', None)
    for name, value in os.environ.items():
        if name.endswith('_proxy'):
            key = name.lower()[:-6]
            if value:
                proxies[key] = value
            else:
                proxies.pop(key, None)
    return proxies


def proxy_bypass_environment(host, proxies=None):
    """Is the host one for which there is to be no proxy?"""
    if proxies is None:
        proxies = getproxies_environment()
    exceptions = proxies.get('no')
    if exceptions is None:
        return False
    if exceptions == '*':
        return True
    host = host.lower()
    bare = _splitport(host)[0]
    for name in exceptions.split(','):
        name = name.strip().lstrip('.').lower()
        if not name:
            continue
        if name in (bare, host) or bare.endswith('.' + name) or host.endswith('.' + name):
            return True
    return False


def _proxy_bypass_macosx_sysconf(host, proxy_settings):
    """Is the host one for which there is to be no proxy, by the settings of macOS?

    These are a dict: exclude_simple for hosts without a dot, and exceptions, a list of
    patterns like '*.local' and networks like '169.254/16'.
    """
    from fnmatch import fnmatch
    name, port = _splitport(host)

    def number(address):
        parts = (list(map(int, address.split('.'))) + [0, 0, 0, 0])[:4]
        return parts[0] << 24 | parts[1] << 16 | parts[2] << 8 | parts[3]

    if '.' not in host and proxy_settings['exclude_simple']:
        return True
    address = None
    for value in proxy_settings.get('exceptions', ()):
        if not value:
            continue
        network = re.match(r'(\d+(?:\.\d+)*)(/\d+)?', value)
        if network is None:
            if fnmatch(host, value):
                return True
            continue
        if address is None:
            try:
                address = number(socket.gethostbyname(name))
            except OSError:
                continue
        base = number(network.group(1))
        bits = network.group(2)
        bits = 8 * (network.group(1).count('.') + 1) if bits is None else int(bits[1:])
        if not 0 <= bits <= 32:
            continue
        if address >> 32 - bits == base >> 32 - bits:
            return True
    return False


getproxies = getproxies_environment
proxy_bypass = proxy_bypass_environment
