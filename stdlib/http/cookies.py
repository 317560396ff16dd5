r"""Cookies as servers see them: making Set-Cookie headers and reading Cookie headers.

    cookies = SimpleCookie('name=value; other="quoted \073 text"')
    cookies['name']['path'] = '/'
    print(cookies.output())

A cookie's value may be any text: what is not allowed in a header is quoted,
with octal escapes.
"""

import re
import string
import time

__all__ = ['CookieError', 'BaseCookie', 'SimpleCookie']


class CookieError(Exception):
    """What was given is no cookie."""


# ---- quoting

_LegalChars = string.ascii_letters + string.digits + "!#$%&'*+-.^_`|~:"
_is_legal_key = re.compile('[%s]+' % re.escape(_LegalChars)).fullmatch
_QUOTED = {number: '\\%03o' % number for number in range(256)
           if chr(number) not in _LegalChars + ' ()/<=>?@[]{}'}
_QUOTED.update({ord('"'): '\\"', ord('\\'): '\\\\'})
_ESCAPE = re.compile(r'\\(?:([0-3][0-7][0-7])|(.))', re.DOTALL)


def _quote(str):
    """Text as a cookie has it."""
    if str is None or _is_legal_key(str):
        return str
    return '"' + str.translate(_QUOTED) + '"'


def _unquote(str):
    """The text that a cookie's value stands for."""
    if str is None or len(str) < 2 or not str[0] == str[-1] == '"':
        return str
    return _ESCAPE.sub(lambda match: chr(int(match[1], 8)) if match[1] else match[2], str[1:-1])


def _getdate(future=0):
    """The time in so many seconds, as headers have it."""
    moment = time.gmtime(time.time() + future)
    day = 'Mon Tue Wed Thu Fri Sat Sun'.split()[moment.tm_wday]
    month = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()[moment.tm_mon - 1]
    return '%s, %02d %3s %4d %02d:%02d:%02d GMT' % (day, moment.tm_mday, month, *moment[0:1], *moment[3:6])


_SCRIPT = """
        <script type="text/javascript">
        <!-- begin hiding
        document.cookie = "%s";
        // end hiding -->
        </script>
        """


class Morsel(dict):
    """A cookie: key, value, coded_value (as it stands in headers), and attributes as a dictionary."""

    # Attributes, and how headers have them.
    _reserved = {name.lower(): name for name in ('expires', 'Path', 'Comment', 'Domain', 'Max-Age', 'Secure', 'HttpOnly',
                                                 'Version', 'SameSite')}
    _flags = {'secure', 'httponly'}

    def __init__(self):
        self._key = self._value = self._coded_value = None
        dict.update(self, dict.fromkeys(self._reserved, ''))

    key = property(lambda self: self._key)
    value = property(lambda self: self._value)
    coded_value = property(lambda self: self._coded_value)

    def _attribute(self, name):
        """The name of an attribute in lower case; CookieError if there is no such."""
        lowered = name.lower()
        if lowered not in self._reserved:
            raise CookieError('Invalid attribute %r' % (lowered,))
        return lowered

    def __setitem__(self, K, V):
        dict.__setitem__(self, self._attribute(K), V)

    def setdefault(self, key, val=None):
        """Set an attribute if it is not there; all are."""
        return dict.setdefault(self, self._attribute(key), val)

    def _parts(self):
        return self._value, self._key, self._coded_value

    def __eq__(self, morsel):
        if not isinstance(morsel, Morsel):
            return NotImplemented
        return self._parts() == morsel._parts() and dict.__eq__(self, morsel)

    __ne__ = object.__ne__

    def copy(self):
        """The same again."""
        made = Morsel()
        dict.update(made, self)
        made.__dict__.update(self.__dict__)
        return made

    def update(self, values):
        """Set attributes; none if one of them is no attribute."""
        dict.update(self, {self._attribute(name): value for name, value in dict(values).items()})

    def isReservedKey(self, K):
        """Is it an attribute's name?"""
        return K.lower() in self._reserved

    def set(self, key, val, coded_val):
        """Set what it is called and its value."""
        if key.lower() in self._reserved:
            raise CookieError('Attempt to set a reserved key %r' % (key,))
        if not _is_legal_key(key):
            raise CookieError('Illegal key %r' % (key,))
        self._key, self._value, self._coded_value = key, val, coded_val

    def __getstate__(self):
        return {'key': self._key, 'value': self._value, 'coded_value': self._coded_value}

    def __setstate__(self, state):
        self._key, self._value, self._coded_value = (state[name] for name in ('key', 'value', 'coded_value'))

    def output(self, attrs=None, header='Set-Cookie:'):
        """A header for it, with only those attributes if some are given."""
        return '%s %s' % (header, self.OutputString(attrs))

    __str__ = output

    def __repr__(self):
        return '<%s: %s>' % (self.__class__.__name__, self.OutputString())

    def js_output(self, attrs=None):
        """A script that sets it."""
        return _SCRIPT % self.OutputString(attrs).replace('"', r'\"')

    def OutputString(self, attrs=None):
        """The cookie without the header's name."""
        parts = ['%s=%s' % (self.key, self.coded_value)]
        for name, value in sorted(self.items()):
            if value == '' or name not in (self._reserved if attrs is None else attrs):
                continue
            shown = self._reserved[name]
            if name in self._flags:
                parts += [shown] if value else []
                continue
            if isinstance(value, int) and name == 'expires':
                value = _getdate(value)
            elif isinstance(value, int) and name == 'max-age':
                value = '%d' % value
            elif isinstance(value, str) and name == 'comment':
                value = _quote(value)
            parts.append('%s=%s' % (shown, value))
        return '; '.join(parts)


# More is allowed in names and values than should be there.
_KEY_CHARS = r"\w\d!#%&'~_`><@,:/\$\*\+\-\.\^\|\)\(\?\}\{\="
_PATTERN = re.compile(r'''
    \s*(?P<key>[%(key)s]+?)
    (\s*=\s*
        (?P<val>"(?:[^\\"]|\\.)*"                            # in quotes
            |\w{3},\s[\w\d\s-]{9,11}\s[\d:]{8}\sGMT          # a date
            |[%(key)s\[\]]*)                                 # anything without blanks
    )?
    \s*(\s+|;|$)''' % {'key': _KEY_CHARS}, re.ASCII | re.VERBOSE)


class BaseCookie(dict):
    """Cookies by name; what they are encoded with is for subclasses to say."""

    def value_decode(self, val):
        """(value, text in the header) of text in a header."""
        return val, val

    def value_encode(self, val):
        """(value, text in the header) of a value."""
        text = str(val)
        return text, text

    def __init__(self, input=None):
        if input:
            self.load(input)

    def _store(self, key, value, coded_value):
        morsel = self.get(key, Morsel())
        morsel.set(key, value, coded_value)
        dict.__setitem__(self, key, morsel)
        return morsel

    def __setitem__(self, key, value):
        """Store a value, as it is and as it is sent; a Morsel is stored itself."""
        if isinstance(value, Morsel):
            dict.__setitem__(self, key, value)  # of another cookie
        else:
            self._store(key, *self.value_encode(value))

    def output(self, attrs=None, header='Set-Cookie:', sep='\r\n'):
        """The headers for all."""
        return sep.join([morsel.output(attrs, header) for _, morsel in sorted(self.items())])

    __str__ = output

    def __repr__(self):
        shown = ' '.join(['%s=%s' % (key, repr(morsel.value)) for key, morsel in sorted(self.items())])
        return '<%s: %s>' % (self.__class__.__name__, shown)

    def js_output(self, attrs=None):
        """Scripts that set all."""
        return ''.join([morsel.js_output(attrs) for _, morsel in sorted(self.items())])

    def load(self, rawdata):
        """Take cookies of a header's text, or of a dictionary."""
        if not isinstance(rawdata, str):
            for key, value in rawdata.items():
                self[key] = value
            return
        morsel = None
        for is_attribute, key, value in self._read(rawdata) or ():
            if is_attribute:
                morsel[key] = value
            else:
                morsel = self._store(key, *value)

    def _read(self, text):
        """[(is it an attribute, key, value), ...]; None if something is wrong, so that all or nothing is taken."""
        found, seen, pos = [], False, 0
        while pos < len(text):
            match = _PATTERN.match(text, pos)
            if not match:
                break  # the rest is no cookie
            pos = match.end()
            key, value = match['key'], match['val']
            lowered = key.lower()
            if key[0] == '$':
                # $Path and the like; before any cookie, they are about all.
                if seen:
                    found.append((True, key[1:], value))
            elif lowered in Morsel._reserved:
                if not seen or value is None and lowered not in Morsel._flags:
                    return None
                found.append((True, key, True if value is None else _unquote(value)))
            elif value is None:
                return None
            else:
                found.append((False, key, self.value_decode(value)))
                seen = True
        return found


class SimpleCookie(BaseCookie):
    """Cookies whose values are text, quoted where they must be."""

    def value_decode(self, val):
        """(text, text in the header)"""
        return _unquote(val), val

    def value_encode(self, val):
        """(text, text in the header) of anything"""
        text = str(val)
        return text, _quote(text)
