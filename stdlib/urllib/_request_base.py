"""Requests, and the director that has them opened; found in urllib.request."""

import bisect
import re
import socket
import sys
from urllib.parse import _splithost, _splittag, _splittype, unquote, unwrap, urlparse

__name__ = 'urllib.request'  # where all of this is found

__version__ = '%d.%d' % sys.version_info[:2]

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
        """The method to use: as given, else POST with data and GET without."""
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


__name__ = __spec__.name
