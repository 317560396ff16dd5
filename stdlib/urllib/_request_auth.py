"""Passwords, and the handlers that log in with them; found in urllib.request."""

import base64
import hashlib
import os
import re
import time
import warnings
from urllib._request_base import BaseHandler
from urllib.error import HTTPError, URLError
from urllib.parse import _splitport, urlparse, urlsplit

__name__ = 'urllib.request'  # where all of this is found

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
    """Answers a demand for digest authentication by a server."""

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


__name__ = __spec__.name
