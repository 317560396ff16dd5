"""URLs: taking them apart, putting them together, quoting.

All functions take text or bytes and return the same kind; bytes are decoded as ASCII
while they are worked on.
"""

import collections
import re
import sys
import unicodedata

__all__ = ['urlparse', 'urlunparse', 'urljoin', 'urldefrag', 'urlsplit', 'urlunsplit', 'urlencode', 'parse_qs',
           'parse_qsl', 'quote', 'quote_plus', 'quote_from_bytes', 'unquote', 'unquote_plus', 'unquote_to_bytes',
           'DefragResult', 'ParseResult', 'SplitResult', 'DefragResultBytes', 'ParseResultBytes', 'SplitResultBytes']

# Schemes by what their URLs have; '' stands for URLs without a scheme.
uses_relative = ['', 'ftp', 'http', 'gopher', 'nntp', 'imap', 'wais', 'file', 'https', 'shttp', 'mms', 'prospero',
                 'rtsp', 'rtspu', 'sftp', 'svn', 'svn+ssh', 'ws', 'wss']
uses_netloc = ['', 'ftp', 'http', 'gopher', 'nntp', 'telnet', 'imap', 'wais', 'file', 'mms', 'https', 'shttp',
               'snews', 'prospero', 'rtsp', 'rtspu', 'rsync', 'svn', 'svn+ssh', 'sftp', 'nfs', 'git', 'git+ssh',
               'ws', 'wss']
uses_params = ['', 'ftp', 'hdl', 'prospero', 'http', 'imap', 'https', 'shttp', 'rtsp', 'rtspu', 'sip', 'sips', 'mms',
               'sftp', 'tel']
non_hierarchical = ['gopher', 'hdl', 'mailto', 'news', 'telnet', 'wais', 'imap', 'snews', 'sip', 'sips']
uses_query = ['', 'http', 'wais', 'imap', 'https', 'shttp', 'mms', 'gopher', 'rtsp', 'rtspu', 'sip', 'sips']
uses_fragment = ['', 'ftp', 'hdl', 'http', 'gopher', 'news', 'nntp', 'wais', 'https', 'shttp', 'snews', 'file',
                 'prospero']

scheme_chars = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.'

# What browsers strip from the ends of URLs, and take out of them.
_WHATWG_C0_CONTROL_OR_SPACE = ''.join(map(chr, range(0x21)))
_UNSAFE_URL_BYTES_TO_REMOVE = ['\t', '\r', '\n']

MAX_CACHE_SIZE = 20
_parse_cache = {}


def clear_cache():
    """Forget what has been split, and the quoters."""
    _parse_cache.clear()
    _safe_quoters.clear()


# ---- text and bytes

_implicit_encoding = 'ascii'
_implicit_errors = 'strict'


def _noop(obj):
    return obj


def _encode_result(obj, encoding=_implicit_encoding, errors=_implicit_errors):
    return obj.encode(encoding, errors)


def _decode_args(args, encoding=_implicit_encoding, errors=_implicit_errors):
    return tuple(x.decode(encoding, errors) if x else '' for x in args)


def _coerce_args(*args):
    """The arguments as text, and the function that makes the result what the first one was."""
    text = isinstance(args[0], str)
    for arg in args[1:]:
        # An empty default fits both.
        if arg and isinstance(arg, str) != text:
            raise TypeError('Cannot mix str and non-str arguments')
    return (*args, _noop) if text else (*_decode_args(args), _encode_result)


class _ResultMixinStr(object):
    __slots__ = ()

    def encode(self, encoding='ascii', errors='strict'):
        """The same as bytes."""
        return self._encoded_counterpart(*(x.encode(encoding, errors) for x in self))


class _ResultMixinBytes(object):
    __slots__ = ()

    def decode(self, encoding='ascii', errors='strict'):
        """The same as text."""
        return self._decoded_counterpart(*(x.decode(encoding, errors) for x in self))


class _NetlocResultMixinBase(object):
    """The parts of user:password@host:port."""

    __slots__ = ()

    def _mark(self, char):
        return char if isinstance(self.netloc, str) else char.encode('ascii')

    def _split_userinfo(self):
        info, at, _ = self.netloc.rpartition(self._mark('@'))
        if not at:
            return None, None
        user, colon, password = info.partition(self._mark(':'))
        return user, password if colon else None

    def _split_hostinfo(self):
        host = self.netloc.rpartition(self._mark('@'))[2]
        before, bracket, bracketed = host.partition(self._mark('['))
        if bracket:
            name, _, port = bracketed.partition(self._mark(']'))
            port = port.partition(self._mark(':'))[2]
        else:
            name, _, port = host.partition(self._mark(':'))
        return name, port or None

    @property
    def username(self):
        return self._userinfo[0]

    @property
    def password(self):
        return self._userinfo[1]

    @property
    def hostname(self):
        """In lower case, except for the zone of an IPv6 address."""
        name = self._hostinfo[0]
        if not name:
            return None
        name, percent, zone = name.partition(self._mark('%'))
        return name.lower() + percent + zone

    @property
    def port(self):
        port = self._hostinfo[1]
        if port is None:
            return None
        try:
            port = int(port, 10)
        except ValueError:
            raise ValueError(f'Port could not be cast to integer value as {port!r}') from None
        if not 0 <= port <= 65535:
            raise ValueError('Port out of range 0-65535')
        return port


class _NetlocResultMixinStr(_NetlocResultMixinBase, _ResultMixinStr):
    __slots__ = ()

    @property
    def _userinfo(self):
        return self._split_userinfo()

    @property
    def _hostinfo(self):
        return self._split_hostinfo()


class _NetlocResultMixinBytes(_NetlocResultMixinBase, _ResultMixinBytes):
    __slots__ = ()

    @property
    def _userinfo(self):
        return self._split_userinfo()

    @property
    def _hostinfo(self):
        return self._split_hostinfo()


# ---- results

_DefragResultBase = collections.namedtuple('DefragResult', 'url fragment')
_SplitResultBase = collections.namedtuple('SplitResult', 'scheme netloc path query fragment')
_ParseResultBase = collections.namedtuple('ParseResult', 'scheme netloc path params query fragment')

_DefragResultBase.__doc__ = 'A URL without its fragment, and the fragment.'
_SplitResultBase.__doc__ = 'A URL in five parts: scheme://netloc/path?query#fragment.'
_ParseResultBase.__doc__ = 'A URL in six parts: scheme://netloc/path;params?query#fragment.'
for _base in (_DefragResultBase, _SplitResultBase, _ParseResultBase):
    for _field in _base._fields:
        getattr(_base, _field).__doc__ = 'The ' + _field + ' of the URL.'
del _base, _field

ResultBase = _NetlocResultMixinStr


class DefragResult(_DefragResultBase, _ResultMixinStr):
    __slots__ = ()

    def geturl(self):
        return self.url + '#' + self.fragment if self.fragment else self.url


class SplitResult(_SplitResultBase, _NetlocResultMixinStr):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_ParseResultBase, _NetlocResultMixinStr):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResultBytes(_DefragResultBase, _ResultMixinBytes):
    __slots__ = ()

    def geturl(self):
        return self.url + b'#' + self.fragment if self.fragment else self.url


class SplitResultBytes(_SplitResultBase, _NetlocResultMixinBytes):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResultBytes(_ParseResultBase, _NetlocResultMixinBytes):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


for _text, _bytes in ((DefragResult, DefragResultBytes), (SplitResult, SplitResultBytes),
                      (ParseResult, ParseResultBytes)):
    _text._encoded_counterpart = _bytes
    _bytes._decoded_counterpart = _text
del _text, _bytes


# ---- taking apart

def urlparse(url, scheme='', allow_fragments=True):
    """Six parts of a URL; scheme is the default."""
    url, scheme, coerce = _coerce_args(url, scheme)
    scheme, netloc, url, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ''
    if scheme in uses_params and ';' in url:
        url, params = _splitparams(url)
    return coerce(ParseResult(scheme, netloc, url, params, query, fragment))


def _splitparams(url):
    """Path and parameters of the last segment."""
    at = url.find(';', url.rfind('/') + 1)
    return (url, '') if at < 0 else (url[:at], url[at + 1:])


def _splitnetloc(url, start=0):
    """What stands before and after the end of the network location."""
    end = min([at for at in (url.find(c, start) for c in '/?#') if at >= 0], default=len(url))
    return url[start:end], url[end:]


def _checknetloc(netloc):
    """Refuse characters that become delimiters by NFKC normalization, as host names undergo."""
    if not netloc or netloc.isascii():
        return
    plain = netloc
    for char in '@:#?':
        plain = plain.replace(char, '')
    normal = unicodedata.normalize('NFKC', plain)
    if normal != plain and any(char in normal for char in '/?#@:'):
        raise ValueError("netloc '" + netloc + "' contains invalid characters under NFKC normalization")


def _remove_unsafe_bytes_from_url(url):
    for char in _UNSAFE_URL_BYTES_TO_REMOVE:
        url = url.replace(char, '')
    return url


def urlsplit(url, scheme='', allow_fragments=True):
    """Five parts of a URL; scheme is the default."""
    url, scheme, coerce = _coerce_args(url, scheme)
    url = _remove_unsafe_bytes_from_url(url).lstrip(_WHATWG_C0_CONTROL_OR_SPACE)
    scheme = _remove_unsafe_bytes_from_url(scheme).strip(_WHATWG_C0_CONTROL_OR_SPACE)
    allow_fragments = bool(allow_fragments)
    key = url, scheme, allow_fragments, type(url), type(scheme)
    known = _parse_cache.get(key)
    if known:
        return coerce(known)
    if len(_parse_cache) >= MAX_CACHE_SIZE:
        clear_cache()
    netloc = query = fragment = ''
    before, colon, after = url.partition(':')
    if colon and before and all(c in scheme_chars for c in before):
        # "localhost:80" is a host's port; a number behind "http:" always was a path.
        if before == 'http' or not (after.isascii() and after.isdigit()):
            scheme, url = before.lower(), after
    if url[:2] == '//':
        netloc, url = _splitnetloc(url, 2)
        if ('[' in netloc) != (']' in netloc):
            raise ValueError('Invalid IPv6 URL')
    if allow_fragments and '#' in url:
        url, fragment = url.split('#', 1)
    if '?' in url:
        url, query = url.split('?', 1)
    _checknetloc(netloc)
    found = _parse_cache[key] = SplitResult(scheme, netloc, url, query, fragment)
    return coerce(found)


# ---- putting together

def urlunparse(components):
    """The URL of six parts."""
    scheme, netloc, url, params, query, fragment, coerce = _coerce_args(*components)
    if params:
        url = '%s;%s' % (url, params)
    return coerce(urlunsplit((scheme, netloc, url, query, fragment)))


def urlunsplit(components):
    """The URL of five parts."""
    scheme, netloc, url, query, fragment, coerce = _coerce_args(*components)
    if netloc or scheme and scheme in uses_netloc and url[:2] != '//':
        if url and url[:1] != '/':
            url = '/' + url
        url = '//' + (netloc or '') + url
    if scheme:
        url = scheme + ':' + url
    if query:
        url += '?' + query
    if fragment:
        url += '#' + fragment
    return coerce(url)


def urljoin(base, url, allow_fragments=True):
    """The absolute URL of one that is relative to a base."""
    if not base:
        return url
    if not url:
        return base
    base, url, coerce = _coerce_args(base, url)
    base_parts = urlparse(base, '', allow_fragments)
    parts = urlparse(url, base_parts.scheme, allow_fragments)
    scheme = parts.scheme
    if scheme != base_parts.scheme or scheme not in uses_relative:
        return coerce(url)
    if scheme in uses_netloc:
        if parts.netloc:
            return coerce(urlunparse(parts))
        parts = parts._replace(netloc=base_parts.netloc)
    if not parts.path and not parts.params:
        return coerce(urlunparse(parts._replace(path=base_parts.path, params=base_parts.params,
                                                query=parts.query or base_parts.query)))
    return coerce(urlunparse(parts._replace(path=_joined_path(base_parts.path, parts.path))))


def _joined_path(base, path):
    """A path relative to another one, by section 5.2 of RFC 3986."""
    segments = path.split('/')
    if path[:1] != '/':
        above = base.split('/')
        if above[-1] != '':
            del above[-1]  # the last one is not a directory
        segments = above + segments
        # Doubled slashes within are dropped.
        segments[1:-1] = filter(None, segments[1:-1])
    found = []
    for segment in segments:
        if segment == '..':
            if found:
                found.pop()
        elif segment != '.':
            found.append(segment)
    if segments[-1] in ('.', '..'):
        found.append('')
    return '/'.join(found) or '/'


def urldefrag(url):
    """The URL without its fragment, and the fragment."""
    url, coerce = _coerce_args(url)
    fragment = ''
    if '#' in url:
        scheme, netloc, path, params, query, fragment = urlparse(url)
        url = urlunparse((scheme, netloc, path, params, query, ''))
    return coerce(DefragResult(url, fragment))


# ---- unquoting

_hexdig = '0123456789ABCDEFabcdef'
_hextobyte = None


def unquote_to_bytes(string):
    """The bytes that a quoted string stands for.

    >>> unquote_to_bytes('a%20b')
    b'a b'
    """
    global _hextobyte
    if not string:
        string.split  # anything but strings is an error
        return b''
    if isinstance(string, str):
        string = string.encode('utf-8')
    first, *rest = string.split(b'%')
    if not rest:
        return string
    if _hextobyte is None:
        _hextobyte = {(a + b).encode(): bytes.fromhex(a + b) for a in _hexdig for b in _hexdig}
    parts = [first]
    for each in rest:
        byte = _hextobyte.get(each[:2])
        parts.append(b'%' + each if byte is None else byte + each[2:])
    return b''.join(parts)


_asciire = re.compile('([\x00-\x7f]+)')


def unquote(string, encoding='utf-8', errors='replace'):
    """The text that a quoted string stands for."""
    if isinstance(string, bytes):
        raise TypeError('Expected str, got bytes')
    if '%' not in string:
        string.split
        return string
    if encoding is None:
        encoding = 'utf-8'
    if errors is None:
        errors = 'replace'
    pieces = _asciire.split(string)
    # Every second piece is ASCII, and may have quoted bytes.
    pieces[1::2] = [unquote_to_bytes(piece).decode(encoding, errors) for piece in pieces[1::2]]
    return ''.join(pieces)


def unquote_plus(string, encoding='utf-8', errors='replace'):
    """The same for forms, where '+' is a space."""
    return unquote(string.replace('+', ' '), encoding, errors)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace',
             max_num_fields=None, separator='&'):
    """The fields of a query: a dict of lists."""
    found = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding=encoding, errors=errors,
                                 max_num_fields=max_num_fields, separator=separator):
        found.setdefault(name, []).append(value)
    return found


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace',
              max_num_fields=None, separator='&'):
    """The fields of a query: a list of (name, value)."""
    qs, coerce = _coerce_args(qs)
    separator, _ = _coerce_args(separator)
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError('Separator must be of type string or bytes.')
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError('Max number of fields exceeded')
    found = []
    for field in qs.split(separator):
        if not field and not strict_parsing:
            continue
        name, equals, value = field.partition('=')
        if not equals:
            if strict_parsing:
                raise ValueError('bad query field: %r' % (field,))
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            found.append(tuple(coerce(unquote(text.replace('+', ' '), encoding=encoding, errors=errors))
                               for text in (name, value)))
    return found


# ---- quoting

_ALWAYS_SAFE = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')
_ALWAYS_SAFE_BYTES = bytes(_ALWAYS_SAFE)
_safe_quoters = {}


class Quoter(collections.defaultdict):
    """How bytes are written; made when they are asked for."""

    def __init__(self, safe):
        """What stands for itself: letters, digits, a few signs, and the bytes of safe."""
        self.safe = _ALWAYS_SAFE.union(safe)

    def __repr__(self):
        return '<%s %r>' % (self.__class__.__name__, dict(self))

    def __missing__(self, b):
        text = self[b] = chr(b) if b in self.safe else '%{:02X}'.format(b)
        return text


def quote(string, safe='/', encoding=None, errors=None):
    """Quote all but letters, digits, '_.-~' and what is safe; text is encoded as UTF-8 by default."""
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or 'utf-8', errors or 'strict')
    elif encoding is not None:
        raise TypeError("quote() doesn't support 'encoding' for bytes")
    elif errors is not None:
        raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe='', encoding=None, errors=None):
    """The same for forms, where a space is '+'."""
    if isinstance(string, str) and ' ' not in string or isinstance(string, bytes) and b' ' not in string:
        return quote(string, safe, encoding, errors)
    blank = ' ' if isinstance(safe, str) else b' '
    return quote(string, safe + blank, encoding, errors).replace(' ', '+')


def quote_from_bytes(bs, safe='/'):
    """Quote bytes."""
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError('quote_from_bytes() expected bytes')
    if not bs:
        return ''
    safe = safe.encode('ascii', 'ignore') if isinstance(safe, str) else bytes([c for c in safe if c < 128])
    if not bs.rstrip(_ALWAYS_SAFE_BYTES + safe):
        return bs.decode()
    quoter = _safe_quoters.get(safe)
    if quoter is None:
        quoter = _safe_quoters[safe] = Quoter(safe).__getitem__
    return ''.join([quoter(char) for char in bs])


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    """The query of a mapping or of pairs; with doseq, a sequence as value makes a field of each element."""
    if hasattr(query, 'items'):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError:
            raise TypeError('not a valid non-string sequence or mapping object').with_traceback(sys.exc_info()[2])

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(value if isinstance(value, str) else str(value), safe, encoding, errors)

    fields = []
    for name, value in query:
        name = quoted(name)
        values = (value,)
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
                values = value
            except TypeError:
                pass
        fields += [name + '=' + quoted(each) for each in values]
    return '&'.join(fields)


# ---- the deprecated functions and what replaced them inside of the library

def _deprecated(name, instead):
    import warnings
    warnings.warn('urllib.parse.%s() is deprecated as of 3.8, %s' % (name, instead), DeprecationWarning, stacklevel=3)


_USE_PARSE = 'use urllib.parse.urlparse() instead'


def to_bytes(url):
    import warnings
    warnings.warn('urllib.parse.to_bytes() is deprecated as of 3.8', DeprecationWarning, stacklevel=2)
    return _to_bytes(url)


def _to_bytes(url):
    """The URL, which must be ASCII."""
    if isinstance(url, str):
        try:
            url = url.encode('ASCII').decode()
        except UnicodeError:
            raise UnicodeError('URL ' + repr(url) + ' contains non-ASCII characters')
    return url


def unwrap(url):
    """The URL in '<URL:scheme://host/path>'."""
    url = str(url).strip()
    if url[:1] == '<' and url[-1:] == '>':
        url = url[1:-1].strip()
    return url[4:].strip() if url[:4] == 'URL:' else url


def splittype(url):
    _deprecated('splittype', _USE_PARSE)
    return _splittype(url)


_typeprog = None


def _splittype(url):
    """Scheme, None if there is none, and the rest."""
    global _typeprog
    if _typeprog is None:
        _typeprog = re.compile('([^/:]+):(.*)', re.DOTALL)
    match = _typeprog.match(url)
    return (match.group(1).lower(), match.group(2)) if match else (None, url)


def splithost(url):
    _deprecated('splithost', _USE_PARSE)
    return _splithost(url)


_hostprog = None


def _splithost(url):
    """Host, None if there is none, and the rest."""
    global _hostprog
    if _hostprog is None:
        _hostprog = re.compile('//([^/#?]*)(.*)', re.DOTALL)
    match = _hostprog.match(url)
    if not match:
        return None, url
    host, path = match.groups()
    return host, '/' + path if path and path[0] != '/' else path


def splituser(host):
    _deprecated('splituser', _USE_PARSE)
    return _splituser(host)


def _splituser(host):
    user, at, host = host.rpartition('@')
    return user if at else None, host


def splitpasswd(user):
    _deprecated('splitpasswd', _USE_PARSE)
    return _splitpasswd(user)


def _splitpasswd(user):
    user, colon, password = user.partition(':')
    return user, password if colon else None


def splitport(host):
    _deprecated('splitport', _USE_PARSE)
    return _splitport(host)


_portprog = None


def _splitport(host):
    """Host and port, as text; None if there is none."""
    global _portprog
    if _portprog is None:
        _portprog = re.compile('(.*):([0-9]*)', re.DOTALL)
    match = _portprog.fullmatch(host)
    if match:
        name, port = match.groups()
        return (name, port) if port else (name, None)
    return host, None


def splitnport(host, defport=-1):
    _deprecated('splitnport', _USE_PARSE)
    return _splitnport(host, defport)


def _splitnport(host, defport=-1):
    """Host and port as a number: defport if there is none, None if it is no number."""
    name, colon, port = host.rpartition(':')
    if not colon:
        return port, defport
    if not port:
        return name, defport
    try:
        return name, int(port)
    except ValueError:
        return name, None


def splitquery(url):
    _deprecated('splitquery', _USE_PARSE)
    return _splitquery(url)


def _splitquery(url):
    path, mark, query = url.rpartition('?')
    return (path, query) if mark else (url, None)


def splittag(url):
    _deprecated('splittag', _USE_PARSE)
    return _splittag(url)


def _splittag(url):
    path, mark, tag = url.rpartition('#')
    return (path, tag) if mark else (url, None)


def splitattr(url):
    _deprecated('splitattr', _USE_PARSE)
    return _splitattr(url)


def _splitattr(url):
    """'/path;a=1;b=2' gives '/path', ['a=1', 'b=2']."""
    path, *attributes = url.split(';')
    return path, attributes


def splitvalue(attr):
    _deprecated('splitvalue', 'use urllib.parse.parse_qsl() instead')
    return _splitvalue(attr)


def _splitvalue(attr):
    name, equals, value = attr.partition('=')
    return name, value if equals else None
