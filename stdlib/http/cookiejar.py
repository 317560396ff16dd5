"""Cookies as clients see them: kept in jars, taken from answers and given back with requests.

    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

Cookies are of Netscape's kind (version 0), or of RFC 2965 (version 1).  A
policy decides which are kept and which are given back.  Reading and writing of
texts is in _cookietext; a jar's cookies are by domain, path and name.
"""

import copy
import os
import re
import threading
import time

from http._cookietext import (
    DEFAULT_HTTP_PORT, IPV4_RE, domain_match, eff_request_host, escape_path, http2time, is_HDN, is_third_party,
    iso2time, join_header_words, liberal_is_HDN, offset_from_tz_string, parse_ns_headers, reach, request_host,
    request_path, request_port, split_header_words, strip_quotes, time2isoz, time2netscape, user_domain_match)

__all__ = ['Cookie', 'CookieJar', 'CookiePolicy', 'DefaultCookiePolicy', 'FileCookieJar', 'LWPCookieJar',
           'LoadError', 'MozillaCookieJar']

debug = False  # whether to tell a logger what becomes of cookies
logger = None


def _debug(*args):
    if not debug:
        return None
    global logger
    if not logger:
        import logging
        logger = logging.getLogger('http.cookiejar')
    return logger.debug(*args)


MISSING_FILENAME_TEXT = 'a filename was not supplied (nor was the CookieJar instance initialised with one)'


def _warn_unhandled_exception():
    """Something is wrong in here: tell, but let the program go on."""
    import traceback
    import warnings
    warnings.warn('http.cookiejar bug!\n%s' % traceback.format_exc(), stacklevel=2)


class Cookie:
    """A cookie with all that is known of it.

    ..._specified tells what was said by the server and not assumed; rest has
    attributes that are in no standard.
    """

    def __init__(self, version, name, value, port, port_specified, domain, domain_specified, domain_initial_dot,
                 path, path_specified, secure, expires, discard, comment, comment_url, rest, rfc2109=False):
        if port is None and port_specified is True:
            raise ValueError('if port is None, port_specified must be false')
        self.version = None if version is None else int(version)
        self.name, self.value = name, value
        self.port, self.port_specified = port, port_specified
        self.domain, self.domain_specified = domain.lower(), domain_specified
        self.domain_initial_dot = domain_initial_dot
        self.path, self.path_specified = path, path_specified
        self.secure, self.discard = secure, discard
        self.expires = None if expires is None else int(float(expires))
        self.comment, self.comment_url, self.rfc2109 = comment, comment_url, rfc2109
        self._rest = copy.copy(rest)

    def has_nonstandard_attr(self, name):
        """Is there such an attribute that is in no standard?"""
        return name in self._rest

    def get_nonstandard_attr(self, name, default=None):
        """That attribute."""
        return self._rest.get(name, default)

    def set_nonstandard_attr(self, name, value):
        """Set that attribute."""
        self._rest[name] = value

    def is_expired(self, now=None):
        """Is its time over?"""
        return self.expires is not None and self.expires <= (time.time() if now is None else now)

    def __str__(self):
        port = '' if self.port is None else ':' + self.port
        shown = self.name if self.value is None else '%s=%s' % (self.name, self.value)
        return '<Cookie %s for %s>' % (shown, self.domain + port + self.path)

    def __repr__(self):
        names = ('version name value port port_specified domain domain_specified domain_initial_dot path '
                 'path_specified secure expires discard comment comment_url').split()
        shown = ['%s=%s' % (name, repr(getattr(self, name))) for name in names]
        shown += ['rest=%s' % repr(self._rest), 'rfc2109=%s' % repr(self.rfc2109)]
        return '%s(%s)' % (self.__class__.__name__, ', '.join(shown))


# ---- policies

class CookiePolicy:
    """Decides about cookies; the last two methods may let whole domains or paths be passed over."""

    def set_ok(self, cookie, request):
        """May a cookie be kept?"""
        raise NotImplementedError()

    def return_ok(self, cookie, request):
        """May a cookie be given back?"""
        raise NotImplementedError()

    def domain_return_ok(self, domain, request):
        """May cookies of a domain be given back?"""
        return True

    def path_return_ok(self, path, request):
        """May cookies of a path be given back?"""
        return True


# Domains that countries have below their own: what is below '.co.uk' belongs to many.
_SHARED = set('co ac com edu org net gov mil int aero biz cat coop info jobs mobi museum name pro travel '
              'eu'.split())


class DefaultCookiePolicy(CookiePolicy):
    """The rules of Netscape and RFC 2965, with switches for more strictness.

    Each set_ok_...() and return_ok_...() looks at one thing.
    """

    DomainStrictNoDots = 1
    DomainStrictNonDomain = 2
    DomainRFC2965Match = 4
    DomainLiberal = 0
    DomainStrict = DomainStrictNoDots | DomainStrictNonDomain

    def __init__(self, blocked_domains=None, allowed_domains=None, netscape=True, rfc2965=False,
                 rfc2109_as_netscape=None, hide_cookie2=False, strict_domain=False,
                 strict_rfc2965_unverifiable=True, strict_ns_unverifiable=False, strict_ns_domain=DomainLiberal,
                 strict_ns_set_initial_dollar=False, strict_ns_set_path=False, secure_protocols=('https', 'wss')):
        """Every rule of the policy is an argument, and an attribute of the same name afterwards."""
        given = dict(locals())
        for name in ('self', 'blocked_domains', 'allowed_domains'):
            del given[name]
        vars(self).update(given)
        self._blocked_domains = () if blocked_domains is None else tuple(blocked_domains)
        self.set_allowed_domains(allowed_domains)

    def blocked_domains(self):
        """Domains from which no cookies are taken."""
        return self._blocked_domains

    def set_blocked_domains(self, blocked_domains):
        """Change them."""
        self._blocked_domains = tuple(blocked_domains)

    def is_blocked(self, domain):
        """Is a domain one of them?"""
        return any(user_domain_match(domain, each) for each in self._blocked_domains)

    def allowed_domains(self):
        """The only domains from which cookies are taken; None for all."""
        return self._allowed_domains

    def set_allowed_domains(self, allowed_domains):
        """Change them."""
        self._allowed_domains = None if allowed_domains is None else tuple(allowed_domains)

    def is_not_allowed(self, domain):
        """Is a domain none of them?"""
        allowed = self._allowed_domains
        return allowed is not None and not any(user_domain_match(domain, each) for each in allowed)

    def _passes(self, when, names, cookie, request):
        for name in names.split():
            if not getattr(self, '%s_ok_%s' % (when, name))(cookie, request):
                _debug('   %s refused to %s: %s', cookie.name, when, name)
                return False
        return True

    # ---- keeping

    def set_ok(self, cookie, request):
        """May a cookie be kept?"""
        return self._passes('set', 'version verifiability name path domain port', cookie, request)

    def set_ok_version(self, cookie, request):
        """Are cookies of this version taken?"""
        if cookie.version is None:
            return False  # Set-Cookie2 without one
        return self.rfc2965 if cookie.version > 0 else self.netscape

    def set_ok_verifiability(self, cookie, request):
        """May a server that the user did not ask for set it?"""
        if not (request.unverifiable and is_third_party(request)):
            return True
        return not (self.strict_rfc2965_unverifiable if cookie.version > 0 else
                    cookie.version == 0 and self.strict_ns_unverifiable)

    def set_ok_name(self, cookie, request):
        """May it have its name?"""
        return not (cookie.version == 0 and self.strict_ns_set_initial_dollar and cookie.name.startswith('$'))

    def set_ok_path(self, cookie, request):
        """May it have its path?"""
        if cookie.path_specified and (cookie.version > 0 or cookie.version == 0 and self.strict_ns_set_path):
            return self.path_return_ok(cookie.path, request)
        return True

    def set_ok_domain(self, cookie, request):
        """May it have its domain?"""
        domain = cookie.domain
        if self.is_blocked(domain) or self.is_not_allowed(domain):
            return False
        if not cookie.domain_specified:
            return True
        host, full_host = eff_request_host(request)
        if self.strict_domain and domain.count('.') == 2 and domain.startswith('.'):
            _, second, top = domain.split('.')
            if len(top) == 2 and second.lower() in _SHARED:
                return False
        if '.' not in (domain[1:] if domain.startswith('.') else domain) and domain != '.local':
            return False
        if cookie.version == 0 and not (full_host.endswith(domain) or not full_host.startswith('.')
                                        and ('.' + full_host).endswith(domain)):
            return False
        strict = -1 if cookie.version > 0 else self.strict_ns_domain
        if strict & self.DomainRFC2965Match and not domain_match(full_host, domain):
            return False
        if strict & self.DomainStrictNoDots:
            return '.' not in host[:-len(domain)] or bool(IPV4_RE.search(host))
        return True

    def set_ok_port(self, cookie, request):
        """May it have its ports?"""
        if not cookie.port_specified:
            return True
        wanted = request_port(request)
        wanted = '80' if wanted is None else str(wanted)
        for port in cookie.port.split(','):
            try:
                int(port)
            except ValueError:
                return False
            if port == wanted:
                return True
        return False

    # ---- giving back

    def return_ok(self, cookie, request):
        """May a cookie be given back?"""
        return self._passes('return', 'version verifiability secure expires port domain', cookie, request)

    def return_ok_version(self, cookie, request):
        """Are cookies of this version given back?"""
        return self.rfc2965 if cookie.version > 0 else cookie.version != 0 or self.netscape

    return_ok_verifiability = set_ok_verifiability

    def return_ok_secure(self, cookie, request):
        """Is the connection as secure as the cookie wants it?"""
        return not cookie.secure or request.type in self.secure_protocols

    def return_ok_expires(self, cookie, request):
        """Is there time left?"""
        return not cookie.is_expired(self._now)

    def return_ok_port(self, cookie, request):
        """Is the port one of the cookie's?"""
        if not cookie.port:
            return True
        wanted = request_port(request)
        return ('80' if wanted is None else wanted) in cookie.port.split(',')

    def return_ok_domain(self, cookie, request):
        """Is the host in the cookie's domain?"""
        domain = cookie.domain
        _, host = eff_request_host(request)
        if cookie.version > 0:
            return domain_match(host, domain)
        if cookie.version == 0:
            if self.strict_ns_domain & self.DomainStrictNonDomain and not cookie.domain_specified \
                    and domain != host:
                return False
            dotted = '.' + domain if domain and not domain.startswith('.') else domain
            return ('.' + host).endswith(dotted)
        return True

    def domain_return_ok(self, domain, request):
        """May cookies of a domain be given back? A quick look; return_ok_domain() looks closely."""
        hosts = ['.' + host if not host.startswith('.') else host for host in eff_request_host(request)]
        dotted = '.' + domain if domain and not domain.startswith('.') else domain
        if not any(host.endswith(dotted) for host in hosts):
            return False
        return not (self.is_blocked(domain) or self.is_not_allowed(domain))

    def path_return_ok(self, path, request):
        """May cookies of a path be given back?"""
        wanted = request_path(request)
        if wanted == path:
            return True
        return wanted.startswith(path) and (path.endswith('/') or wanted[len(path)] == '/')


# ---- jars

class Absent:
    """An attribute that was not there, as None is one without value."""


_FLAGS = {'discard', 'secure'}
_ATTRIBUTES = _FLAGS | set('version expires max-age domain path port comment commenturl'.split())
_MAY_BE_EMPTY = {'port', 'comment', 'commenturl'}


class CookieJar:
    """A collection of cookies, with a policy; may be used from several threads."""

    def __init__(self, policy=None):
        self._policy = DefaultCookiePolicy() if policy is None else policy
        self._cookies_lock = threading.RLock()
        self._cookies = {}

    def set_policy(self, policy):
        """Change the policy."""
        self._policy = policy

    # ---- giving back

    def _cookies_for_domain(self, domain, request):
        if not self._policy.domain_return_ok(domain, request):
            return []
        return [cookie for path, by_name in self._cookies[domain].items()
                if self._policy.path_return_ok(path, request)
                for cookie in by_name.values() if self._policy.return_ok(cookie, request)]

    def _cookies_for_request(self, request):
        """The cookies that are to be given back."""
        return [cookie for domain in self._cookies for cookie in self._cookies_for_domain(domain, request)]

    def _cookie_attrs(self, cookies):
        """The parts of a header Cookie; what has the longest path comes first."""
        attrs = []
        for number, cookie in enumerate(sorted(cookies, key=lambda each: len(each.path), reverse=True)):
            modern = cookie.version > 0
            if modern and number == 0:
                attrs.append('$Version=%s' % cookie.version)
            value = cookie.value
            if value is not None and modern and re.search(r'\W', value):
                value = re.sub(r'(["\\])', r'\\\1', value)
            attrs.append(cookie.name if value is None else '%s=%s' % (cookie.name, value))
            if not modern:
                continue
            if cookie.path_specified:
                attrs.append('$Path="%s"' % cookie.path)
            if cookie.domain.startswith('.'):
                attrs.append('$Domain="%s"' % cookie.domain[0 if cookie.domain_initial_dot else 1:])
            if cookie.port is not None:
                attrs.append('$Port' + ('="%s"' % cookie.port if cookie.port_specified else ''))
        return attrs

    def add_cookie_header(self, request):
        """Give a request (of urllib.request) the header Cookie that belongs to it."""
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            cookies = self._cookies_for_request(request)
            attrs = self._cookie_attrs(cookies)
            if attrs and not request.has_header('Cookie'):
                request.add_unredirected_header('Cookie', '; '.join(attrs))
            # Tell that we know of RFC 2965.
            if (self._policy.rfc2965 and not self._policy.hide_cookie2 and not request.has_header('Cookie2')
                    and any(cookie.version != 1 for cookie in cookies)):
                request.add_unredirected_header('Cookie2', '$Version="1"')
        self.clear_expired_cookies()

    # ---- taking

    def _normalized(self, pairs):
        """(name, value, standard attributes, others) of a cookie; None if something is wrong."""
        (name, value), *attributes = pairs
        standard, rest = {}, {}
        max_age_given = False
        for key, setting in attributes:
            lowered = key.lower()
            key = lowered if lowered in _ATTRIBUTES else key
            if key in _FLAGS and setting is None:
                setting = True
            if key in standard:
                continue  # the first one counts
            if key == 'expires' and (max_age_given or setting is None):
                continue  # Max-Age is better
            if key == 'max-age':
                max_age_given = True
                try:
                    setting = int(setting)
                except ValueError:
                    return None
                # As the server's clock may be wrong, ours is taken.
                key, setting = 'expires', self._now + setting
            if key not in _ATTRIBUTES:
                rest[key] = setting
                continue
            if setting is None and key not in _MAY_BE_EMPTY:
                return None
            standard[key] = setting.lower() if key == 'domain' else setting
        return name, value, standard, rest

    def _cookie(self, normalized, request):
        """A Cookie; None if something is wrong, or if it was to be removed."""
        name, value, standard, rest = normalized
        version = standard.get('version')
        if version is not None:
            try:
                version = int(version)
            except ValueError:
                return None
        path = standard.get('path')
        path_specified = bool(path)
        if path_specified:
            path = escape_path(path)
        else:
            folder, slash, _ = request_path(request).rpartition('/')
            # Netscape's paths have no '/' at the end.
            path = (folder if version == 0 else folder + slash) or '/'
        domain = standard.get('domain', Absent)
        domain_specified, initial_dot = domain is not Absent, False
        if domain_specified:
            initial_dot = domain.startswith('.')
            domain = domain if initial_dot else '.' + domain
        else:
            domain = eff_request_host(request)[1]
        port = standard.get('port', Absent)
        port_specified = port is not Absent and port is not None
        if port_specified:
            port = re.sub(r'\s+', '', port)
        else:
            # Without a value it is that of the request.
            port = None if port is Absent else request_port(request)
        expires = standard.get('expires', Absent)
        discard = standard.get('discard', False)
        if expires is Absent:
            expires, discard = None, True
        elif expires <= self._now:
            try:
                self.clear(domain, path, name)
            except KeyError:
                pass
            return None
        return Cookie(version, name, value, port, port_specified, domain, domain_specified, initial_dot, path,
                      path_specified, standard.get('secure', False), expires, discard, standard.get('comment'),
                      standard.get('commenturl'), rest)

    def _cookies_from_attrs_set(self, attrs_set, request):
        normalized = [found for found in map(self._normalized, attrs_set) if found]
        return [cookie for cookie in (self._cookie(each, request) for each in normalized) if cookie]

    def _parsed(self, parse, headers, request):
        try:
            return self._cookies_from_attrs_set(parse(headers), request)
        except Exception:
            _warn_unhandled_exception()
            return []

    def _process_rfc2109_cookies(self, cookies):
        """What RFC 2109 called version 1 is taken for Netscape's, unless the policy wants RFC 2965."""
        as_netscape = getattr(self._policy, 'rfc2109_as_netscape', None)
        if as_netscape is None:
            as_netscape = not self._policy.rfc2965
        for cookie in cookies:
            if cookie.version == 1:
                cookie.rfc2109 = True
                if as_netscape:
                    cookie.version = 0

    def make_cookies(self, response, request):
        """The cookies in an answer, whether they may be kept or not."""
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            headers = response.info()
            policy = self._policy
            modern = headers.get_all('Set-Cookie2', []) if policy.rfc2965 else []
            old = headers.get_all('Set-Cookie', []) if policy.netscape or modern or policy.rfc2965 else []
            found = self._parsed(split_header_words, modern, request) if modern else []
            if old and policy.netscape:
                others = self._parsed(parse_ns_headers, old, request)
                self._process_rfc2109_cookies(others)
                known = {(cookie.domain, cookie.path, cookie.name) for cookie in found}
                found += [cookie for cookie in others
                          if not policy.rfc2965 or (cookie.domain, cookie.path, cookie.name) not in known]
            return found

    def set_cookie_if_ok(self, cookie, request):
        """Keep a cookie if the policy allows it."""
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            if self._policy.set_ok(cookie, request):
                self.set_cookie(cookie)

    def set_cookie(self, cookie):
        """Keep a cookie."""
        with self._cookies_lock:
            self._cookies.setdefault(cookie.domain, {}).setdefault(cookie.path, {})[cookie.name] = cookie

    def extract_cookies(self, response, request):
        """Keep the cookies of an answer that the policy allows."""
        with self._cookies_lock:
            for cookie in self.make_cookies(response, request):
                if self._policy.set_ok(cookie, request):
                    self.set_cookie(cookie)

    # ---- throwing away

    def clear(self, domain=None, path=None, name=None):
        """Throw away all cookies, or those of a domain, a path of it, or one; KeyError if there is none."""
        if name is not None:
            if domain is None or path is None:
                raise ValueError('domain and path must be given to remove a cookie by name')
            del self._cookies[domain][path][name]
        elif path is not None:
            if domain is None:
                raise ValueError('domain must be given to remove cookies by path')
            del self._cookies[domain][path]
        elif domain is not None:
            del self._cookies[domain]
        else:
            self._cookies = {}

    def _clear_those(self, doomed):
        with self._cookies_lock:
            for cookie in [each for each in self if doomed(each)]:
                self.clear(cookie.domain, cookie.path, cookie.name)

    def clear_session_cookies(self):
        """Throw away what should not outlive the session."""
        self._clear_those(lambda cookie: cookie.discard)

    def clear_expired_cookies(self):
        """Throw away those whose time is over."""
        now = time.time()
        self._clear_those(lambda cookie: cookie.is_expired(now))

    # ---- as a collection

    def __iter__(self):
        # In the order of domains, paths and names.
        for _, by_path in sorted(self._cookies.items()):
            for _, by_name in sorted(by_path.items()):
                for _, cookie in sorted(by_name.items()):
                    yield cookie

    def __len__(self):
        """How many cookies are kept."""
        return sum(1 for _ in self)

    def _shown(self, show):
        return '<%s[%s]>' % (self.__class__.__name__, ', '.join(map(show, self)))

    def __repr__(self):
        return self._shown(repr)

    def __str__(self):
        return self._shown(str)


class LoadError(OSError):
    """A file has no cookies in its format."""


class FileCookieJar(CookieJar):
    """A jar that can be written to a file and read from one; the format is for subclasses to know."""

    def __init__(self, filename=None, delayload=False, policy=None):
        """Nothing is read from the file until load() or revert()."""
        CookieJar.__init__(self, policy)
        self.filename = None if filename is None else os.fspath(filename)
        self.delayload = bool(delayload)

    def _file(self, filename):
        filename = self.filename if filename is None else filename
        if filename is None:
            raise ValueError(MISSING_FILENAME_TEXT)
        return filename

    def _to_be_saved(self, ignore_discard, ignore_expires):
        now = time.time()
        return [cookie for cookie in self if (ignore_discard or not cookie.discard)
                and (ignore_expires or not cookie.is_expired(now))]

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Write the cookies; also those to be discarded or expired if that is to be ignored."""
        raise NotImplementedError()

    def load(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Add the cookies of a file."""
        filename = self._file(filename)
        with open(filename) as file:
            self._really_load(file, filename, ignore_discard, ignore_expires)

    def _load_cookies(self, cookies, ignore_discard, ignore_expires):
        now = time.time()
        for cookie in cookies:
            if (ignore_discard or not cookie.discard) and (ignore_expires or not cookie.is_expired(now)):
                self.set_cookie(cookie)

    def revert(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Have just the cookies of a file; if it cannot be read, nothing changes."""
        filename = self._file(filename)
        with self._cookies_lock:
            before = copy.deepcopy(self._cookies)
            self._cookies = {}
            try:
                self.load(filename, ignore_discard, ignore_expires)
            except OSError:
                self._cookies = before
                raise


from http._cookiefiles import LWPCookieJar, MozillaCookieJar, lwp_cookie_str  # they need the above
