"""Cookie jars in files: the format of Perl's LWP, and that of Netscape, which curl and browsers know, too."""

import re

from http._cookietext import iso2time, join_header_words, split_header_words, time2isoz
from http.cookiejar import Cookie, FileCookieJar, LoadError

__name__ = 'http.cookiejar'  # where all of this is found

_LWP_FLAGS = {'port_spec', 'path_spec', 'domain_dot', 'secure', 'discard'}
_LWP_VALUES = {'version', 'port', 'path', 'domain', 'expires', 'comment', 'commenturl'}


def lwp_cookie_str(cookie):
    """A cookie as LWP's files have it, but for the 'Set-Cookie3:' before it."""
    pairs = [(cookie.name, cookie.value), ('path', cookie.path), ('domain', cookie.domain)]
    expires = cookie.expires and time2isoz(float(cookie.expires))
    for name, there, value in (
            ('port', cookie.port is not None, cookie.port), ('path_spec', cookie.path_specified, None),
            ('port_spec', cookie.port_specified, None), ('domain_dot', cookie.domain_initial_dot, None),
            ('secure', cookie.secure, None), ('expires', cookie.expires, expires),
            ('discard', cookie.discard, None), ('comment', cookie.comment, cookie.comment),
            ('commenturl', cookie.comment_url, cookie.comment_url)):
        if there:
            pairs.append((name, value))
    pairs += [(name, str(cookie._rest[name])) for name in sorted(cookie._rest)]
    return join_header_words([[*pairs, ('version', str(cookie.version))]])


class LWPCookieJar(FileCookieJar):
    """A jar in the format of LWP: nothing of a cookie is lost."""

    def as_lwp_str(self, ignore_discard=True, ignore_expires=True):
        """The cookies as a file has them."""
        return ''.join(['Set-Cookie3: %s\n' % lwp_cookie_str(cookie)
                        for cookie in self._to_be_saved(ignore_discard, ignore_expires)])

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Write the cookies."""
        with open(self._file(filename), 'w') as file:
            # Others than 2.0 were never used.
            file.write('#LWP-Cookies-2.0\n' + self.as_lwp_str(ignore_discard, ignore_expires))

    def _really_load(self, f, filename, ignore_discard, ignore_expires):
        if not re.match(r'#LWP-Cookies-(\d+\.\d+)', f.readline(), re.ASCII):
            raise LoadError('%r does not look like a Set-Cookie3 (LWP) format file' % filename)
        line = ''
        try:
            for line in f:
                if line.startswith('Set-Cookie3:'):
                    pairs = split_header_words([line.partition(':')[2].strip()])
                    self._load_cookies(map(self._cookie_of, pairs), ignore_discard, ignore_expires)
        except OSError:
            raise
        except Exception:
            raise LoadError('invalid Set-Cookie3 format file %r: %r' % (filename, line))

    @staticmethod
    def _cookie_of(pairs):
        (name, value), *attributes = pairs
        known, rest = dict.fromkeys(_LWP_FLAGS, False), {}
        for key, setting in attributes:
            lowered = key.lower()
            if lowered in _LWP_FLAGS:
                known[lowered] = True if setting is None else setting
            elif lowered in _LWP_VALUES:
                known[lowered] = setting
            else:
                rest[key] = setting
        get = known.get
        expires, discard = get('expires'), get('discard')
        if expires is not None:
            expires = iso2time(expires)
        if expires is None:
            discard = True
        domain = get('domain')
        return Cookie(get('version'), name, value, get('port'), get('port_spec'), domain, domain.startswith('.'),
                      get('domain_dot'), get('path'), get('path_spec'), get('secure'), expires, discard,
                      get('comment'), get('commenturl'), rest)


class MozillaCookieJar(FileCookieJar):
    """A jar in the format of Netscape: what RFC 2965 has more is lost."""

    magic_re = re.compile('#( Netscape)? HTTP Cookie File')
    header = """\
# Netscape HTTP Cookie File
# http://curl.haxx.se/rfc/cookie_spec.html
# This is a generated file!  Do not edit.

"""

    def _really_load(self, f, filename, ignore_discard, ignore_expires):
        if not self.magic_re.search(f.readline()):
            raise LoadError('%r does not look like a Netscape format cookies file' % filename)
        line = ''
        try:
            for line in f:
                line = line[:-1] if line.endswith('\n') else line
                if line.strip() and not line.strip().startswith(('#', '$')):
                    self._load_cookies([self._cookie_of(line)], ignore_discard, ignore_expires)
        except OSError:
            raise
        except Exception:
            raise LoadError('invalid Netscape format cookies file %r: %r' % (filename, line))

    @staticmethod
    def _cookie_of(line):
        domain, specified, path, secure, expires, name, value = line.split('\t')
        if name == '':
            # Cookies without value; the file takes it for one without name.
            name, value = value, None
        dot = domain.startswith('.')
        assert (specified == 'TRUE') == dot
        return Cookie(0, name, value, None, False, domain, dot, dot, path, False, secure == 'TRUE',
                      expires or None, not expires, None, None, {})

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Write the cookies."""
        said = {True: 'TRUE', False: 'FALSE'}
        with open(self._file(filename), 'w') as file:
            file.write(self.header)
            for cookie in self._to_be_saved(ignore_discard, ignore_expires):
                name, value = ('', cookie.name) if cookie.value is None else (cookie.name, cookie.value)
                fields = [cookie.domain, said[cookie.domain.startswith('.')], cookie.path,
                          said[bool(cookie.secure)], '' if cookie.expires is None else str(cookie.expires),
                          name, value]
                file.write('\t'.join(fields) + '\n')


__name__ = __spec__.name
