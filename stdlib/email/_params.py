"""The headers of a message that say what it has: types and parameters.

A part of email.message.Message.  Parameters are what stands behind ';' in a
header: name="value", or as RFC 2231 writes what is not ASCII or too long.
"""

import re

from email import errors, utils

_TSPECIALS = re.compile(r'[ \(\)<>@,;:\\"/\[\]\?=]')  # what must be in quotes
_MISSING = object()


def _splitparam(param):
    """(what is before the first ';', what is behind it or None)."""
    before, divider, behind = str(param).partition(';')
    return (before.strip(), behind.strip()) if divider else (before.strip(), None)


def _formatparam(param, value=None, quote=True):
    """A parameter as text; a value that is no ASCII, or a tuple, as RFC 2231 has it."""
    if value is None or len(value) == 0:
        return param
    if not isinstance(value, tuple):
        try:
            value.encode('ascii')
        except UnicodeEncodeError:
            value = 'utf-8', '', value
    if isinstance(value, tuple):
        charset, language, text = value
        return '%s*=%s' % (param, utils.encode_rfc2231(text, charset, language))
    if quote or _TSPECIALS.search(value):
        return '%s="%s"' % (param, utils.quote(value))
    return '%s=%s' % (param, value)


def _parseparam(s):
    """The parts of a header divided by ';', names in lower case."""
    rest, found = str(s), []
    while True:
        end = rest.find(';')
        # One within quotes divides nothing.
        while end > 0 and (rest.count('"', 0, end) - rest.count('\\"', 0, end)) % 2:
            end = rest.find(';', end + 1)
        part = rest if end < 0 else rest[:end]
        name, equals, value = part.partition('=')
        found.append((name.strip().lower() + '=' + value.strip() if equals else part).strip())
        if end < 0:
            return found
        rest = rest[end + 1:]


def _unquotevalue(value):
    """The value of a parameter without quotes."""
    if isinstance(value, tuple):
        return value[0], value[1], utils.unquote(value[2])
    return utils.unquote(value)


class ContentHeaders:
    """Methods about types and parameters."""

    # ---- types

    def get_content_type(self):
        """'main/sub', always one; in lower case."""
        value = self.get('content-type', _MISSING)
        if value is _MISSING:
            return self.get_default_type()
        found = _splitparam(value)[0].lower()
        return found if found.count('/') == 1 else 'text/plain'  # as RFC 2045 wants it

    def get_content_maintype(self):
        """What is before the '/' of the type."""
        return self.get_content_type().split('/')[0]

    def get_content_subtype(self):
        """What is behind the '/' of the type."""
        return self.get_content_type().split('/')[1]

    def get_default_type(self):
        """The type if there is no header for it."""
        return self._default_type

    def set_default_type(self, ctype):
        """Change that; it is no header."""
        self._default_type = ctype

    def set_type(self, type, header='Content-Type', requote=True):
        """Change the type, keeping the parameters; ValueError if it has no '/'."""
        if not type.count('/') == 1:
            raise ValueError
        if header.lower() == 'content-type':
            del self['mime-version']
            self['MIME-Version'] = '1.0'
        if header not in self:
            self[header] = type
            return
        params = self.get_params(header=header, unquote=requote)
        del self[header]
        self[header] = type
        for name, value in params[1:]:
            self.set_param(name, value, header, requote)

    def get_content_disposition(self):
        """'inline', 'attachment' or the like, in lower case; None without such a header."""
        value = self.get('content-disposition')
        return None if value is None else _splitparam(value)[0].lower()

    # ---- parameters

    def _get_params_preserve(self, failobj, header):
        """[(name, value), ...] with the quotes; what comes first has no value."""
        value = self.get(header, _MISSING)
        if value is _MISSING:
            return failobj
        parts = (part.partition('=') for part in _parseparam(value))
        return utils.decode_params([(name.strip(), value.strip()) for name, _, value in parts])

    def get_params(self, failobj=None, header='content-type', unquote=True):
        """All parameters of a header, as pairs; the type itself is the first."""
        params = self._get_params_preserve(_MISSING, header)
        if params is _MISSING:
            return failobj
        return [(name, _unquotevalue(value)) for name, value in params] if unquote else params

    def get_param(self, param, failobj=None, header='content-type', unquote=True):
        """A parameter of a header: text, or (character set, language, text)."""
        if header in self:
            for name, value in self._get_params_preserve(failobj, header):
                if name.lower() == param.lower():
                    return _unquotevalue(value) if unquote else value
        return failobj

    def set_param(self, param, value, header='Content-Type', requote=True, charset=None, language='',
                  replace=False):
        """Set a parameter; with replace, the header remains where it is among the others."""
        if not isinstance(value, tuple) and charset:
            value = charset, language, value
        new = _formatparam(param, value, requote)
        if self.get_param(param, header=header):
            parts = [new if name.lower() == param.lower() else _formatparam(name, old, requote)
                     for name, old in self.get_params(header=header, unquote=requote)]
        elif header not in self and header.lower() == 'content-type':
            parts = ['text/plain', new]
        else:
            parts = [each for each in (self.get(header), new) if each]
        self._set_if_new(header, '; '.join(parts), replace)

    def del_param(self, param, header='content-type', requote=True):
        """Take a parameter away."""
        if header in self:
            params = self.get_params(header=header, unquote=requote)
            parts = [_formatparam(name, value, requote) for name, value in params if name.lower() != param.lower()]
            self._set_if_new(header, '; '.join(parts), False)

    def _set_if_new(self, header, text, replace):
        if text != self.get(header):
            if replace:
                self.replace_header(header, text)
            else:
                del self[header]
                self[header] = text

    # ---- parameters that mean something

    def get_filename(self, failobj=None):
        """The name of the file that this was or is to become."""
        found = self.get_param('filename', _MISSING, 'content-disposition')
        if found is _MISSING:
            found = self.get_param('name', _MISSING, 'content-type')
        return failobj if found is _MISSING else utils.collapse_rfc2231_value(found).strip()

    def get_boundary(self, failobj=None):
        """The boundary between parts."""
        found = self.get_param('boundary', _MISSING)
        # RFC 2046 has it that it must not end with white space.
        return failobj if found is _MISSING else utils.collapse_rfc2231_value(found).rstrip()

    def set_boundary(self, boundary):
        """Set that, keeping the header's place; there must be a Content-Type."""
        params = self._get_params_preserve(_MISSING, 'content-type')
        if params is _MISSING:
            raise errors.HeaderParseError('No Content-Type header found')
        quoted = '"%s"' % boundary
        changed = [(name, quoted if name.lower() == 'boundary' else value) for name, value in params]
        if changed == params and ('boundary', quoted) not in changed:
            changed.append(('boundary', quoted))
        text = '; '.join(name if value == '' else '%s=%s' % (name, value) for name, value in changed)
        self._headers = [self.policy.header_store_parse(name, text) if name.lower() == 'content-type'
                         else (name, value) for name, value in self._headers]

    def get_content_charset(self, failobj=None):
        """The character set, in lower case."""
        charset = self.get_param('charset', _MISSING)
        if charset is _MISSING:
            return failobj
        if isinstance(charset, tuple):
            # As RFC 2231 has it, the character set's name has a character set.
            try:
                charset = str(charset[2].encode('raw-unicode-escape'), charset[0] or 'us-ascii')
            except (LookupError, UnicodeError):
                charset = charset[2]
        try:
            charset.encode('us-ascii')
        except UnicodeError:
            return failobj
        return charset.lower()

    def get_charsets(self, failobj=None):
        """The character sets of all parts."""
        return [part.get_content_charset(failobj) for part in self.walk()]
