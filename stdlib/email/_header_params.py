"""The tokens of MIME headers: values with parameters; see _header_tokens."""

import urllib.parse

from email import errors, utils
from email._header_tokens import TokenList, _list_class, quote_string

__name__ = 'email._header_value_parser'  # where all of this is found


class MIMEVersion(TokenList):
    """major.minor"""

    token_type = 'mime-version'
    major = minor = None


class Parameter(TokenList):
    """name=value; sectioned is one of several that make a value, extended one that has %XX."""

    token_type = 'parameter'
    sectioned = extended = False
    charset = 'us-ascii'

    @property
    def section_number(self):
        return self[1].number if self.sectioned else 0

    @property
    def param_value(self):
        """The value without quotes."""
        for token in self:
            if token.token_type == 'value':
                return token.stripped_value
            if token.token_type == 'quoted-string':
                # A value that should not have been in quotes.
                bare = token._first('bare-quoted-string')
                inner = bare._first('value') if bare is not None else None
                if inner is not None:
                    return inner.stripped_value
        return ''

    def decoded(self, charset):
        """The value with %XX replaced."""
        if not self.extended:
            return self.param_value
        try:
            raw = urllib.parse.unquote_to_bytes(self.param_value)
        except UnicodeEncodeError:
            # It has surrogates: bytes that stood in the header as they are.
            return urllib.parse.unquote(self.param_value, encoding='latin-1')
        try:
            text = raw.decode(charset, 'surrogateescape')
        except LookupError:
            # Bytes for which there is no character set.
            text = raw.decode('us-ascii', 'surrogateescape')
        if utils._has_surrogates(text):
            self.defects.append(errors.UndecodableBytesDefect())
        return text


InvalidParameter = _list_class('InvalidParameter', 'invalid-parameter', Parameter)


class Attribute(TokenList):
    """The name of a parameter."""

    token_type = 'attribute'

    @property
    def stripped_value(self):
        return next((each.value for each in self if each.token_type.endswith('attrtext')), None)


Section = _list_class('Section', 'section', number=None)


class Value(TokenList):
    """The value of a parameter."""

    token_type = 'value'

    @property
    def stripped_value(self):
        token = self[1] if self[0].token_type == 'cfws' else self[0]
        if token.token_type.endswith(('quoted-string', 'attribute', 'extended-attribute')):
            return token.stripped_value
        return self.value


class MimeParameters(TokenList):
    """All parameters of a header."""

    token_type = 'mime-parameters'
    syntactic_break = False

    @property
    def params(self):
        """(name, value) of each; values in sections are put together.

        Of a name that comes twice, the first counts; sections missing or
        twice are taken as they come.
        """
        sections = {}
        for token in self:
            if token.token_type.endswith('parameter') and token[0].token_type == 'attribute':
                sections.setdefault(token[0].value.strip(), []).append((token.section_number, token))
        for name, parts in sections.items():
            yield name, ''.join(self._values(sorted(parts, key=lambda pair: pair[0])))

    @staticmethod
    def _values(parts):
        first = parts[0][1]
        if not first.extended and len(parts) > 1 and parts[1][0] == 0:
            parts[1][1].defects.append(
                errors.InvalidHeaderDefect('duplicate parameter name; duplicate(s) ignored'))
            del parts[1:]
        expected = 0
        for number, param in parts:
            if number != expected:
                if not param.extended:
                    param.defects.append(
                        errors.InvalidHeaderDefect('duplicate parameter name; duplicate ignored'))
                    continue
                param.defects.append(errors.InvalidHeaderDefect('inconsistent RFC2231 parameter numbering'))
            expected += 1
            yield param.decoded(first.charset)

    def __str__(self):
        texts = ['{}={}'.format(name, quote_string(value)) if value else name for name, value in self.params]
        return ' ' + '; '.join(texts) if texts else ''


class ParameterizedHeaderValue(TokenList):
    """A value with parameters behind it."""

    # The header is not to be folded before the value, even if parameters are long.
    syntactic_break = False

    @property
    def params(self):
        found = next((each for each in reversed(self) if each.token_type == 'mime-parameters'), None)
        return {} if found is None else found.params


ContentType = _list_class('ContentType', 'content-type', ParameterizedHeaderValue,
                          as_ew_allowed=False, maintype='text', subtype='plain')
ContentDisposition = _list_class('ContentDisposition', 'content-disposition', ParameterizedHeaderValue,
                                 as_ew_allowed=False, content_disposition=None)
ContentTransferEncoding = _list_class('ContentTransferEncoding', 'content-transfer-encoding',
                                      as_ew_allowed=False, cte='7bit')


__name__ = __spec__.name
