"""Which proxies there are and whom they are not for; found in urllib.request."""

import os
import re
import socket
from urllib.parse import _splitport

__name__ = 'urllib.request'  # where all of this is found


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


__name__ = __spec__.name
