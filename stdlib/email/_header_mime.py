"""The grammar of MIME headers (RFC 2045, RFC 2183, parameters as RFC 2231 has them); see _header_words."""

from email._header_params import (
    Attribute, ContentDisposition, ContentTransferEncoding, ContentType, InvalidParameter, MIMEVersion,
    MimeParameters, Parameter, Section, Value)
from email._header_tokens import (
    ATTRIBUTE_ENDS, CFWS_LEADER, EXTENDED_ATTRIBUTE_ENDS, TOKEN_ENDS, WSP, Token, ValueTerminal)
from email._header_words import (
    _add_cfws, _add_misplaced, _add_misplaced_token, _before, _leader, _text, _until, get_fws, get_qcontent,
    get_quoted_string)
from email.errors import HeaderMissingRequiredValue, HeaderParseError, InvalidHeaderDefect

__name__ = 'email._header_value_parser'  # where all of this is found


def _missing(token, text):
    token.defects.append(HeaderMissingRequiredValue(text))


def _invalid(token, text):
    token.defects.append(InvalidHeaderDefect(text))


# ---- words

_token_text, _attribute_text = _until(TOKEN_ENDS), _until(ATTRIBUTE_ENDS)
_extended_text = _until(EXTENDED_ATTRIBUTE_ENDS)


def get_ttext(value):
    """The characters of a token."""
    return _text(value, _token_text, 'ttext', "expected ttext but found '{}'")


def get_attrtext(value):
    """The characters of a parameter's name."""
    return _text(value, _attribute_text, 'attrtext', 'expected attrtext but found {!r}')


def get_extended_attrtext(value):
    """The same with '%'."""
    return _text(value, _extended_text, 'extended-attrtext', 'expected extended attrtext but found {!r}')


def _with_space(token, value, ends, get):
    """White space, a text, white space."""
    value = _add_cfws(token, value)
    if value and value[0] in ends:
        raise HeaderParseError("expected token but found '{}'".format(value))
    text, value = get(value)
    token.append(text)
    return token, _add_cfws(token, value)


def get_token(value):
    """A word without special characters."""
    return _with_space(Token(), value, TOKEN_ENDS, get_ttext)


def get_attribute(value):
    """A parameter's name."""
    return _with_space(Attribute(), value, ATTRIBUTE_ENDS, get_attrtext)


def get_extended_attribute(value):
    """A word of a parameter's value."""
    return _with_space(Attribute(), value, EXTENDED_ATTRIBUTE_ENDS, get_extended_attrtext)


# ---- parameters

def get_section(value):
    """*number"""
    section = Section()
    if not value or value[0] != '*':
        raise HeaderParseError('Expected section but found {}'.format(value))
    section.append(ValueTerminal('*', 'section-marker'))
    value = value[1:]
    if not value or not value[0].isdigit():
        raise HeaderParseError('Expected section number but found {}'.format(value))
    rest = value.lstrip('0123456789')
    digits = value[:len(value) - len(rest)]
    if digits[0] == '0' and digits != '0':
        _invalid(section, 'section number has an invalid leading 0')
    section.number = int(digits)
    section.append(ValueTerminal(digits, 'digits'))
    return section, rest


def get_value(value):
    """A parameter's value, in quotes or not."""
    found = Value()
    if not value:
        raise HeaderParseError('Expected value but found end of string')
    leader, value = _leader(value)
    if not value:
        raise HeaderParseError('Expected value but found only {}'.format(leader))
    token, value = (get_quoted_string if value[0] == '"' else get_extended_attribute)(value)
    found.append(_before(leader, token))
    return found, value


def get_invalid_parameter(value):
    """Whatever there is up to the next ';'."""
    found = InvalidParameter()
    return found, _add_misplaced(found, value, ';')


def _looks_extended(param, inner):
    """Is what was put in quotes by mistake a value with %XX?"""
    if param.section_number == 0:
        if inner and inner[0] == "'":
            return True
        rest = get_attrtext(inner)[1]
        return bool(rest) and rest[0] == "'"
    try:
        return not get_extended_attrtext(inner)[1]
    except HeaderParseError:
        return False


def _quoted_rest(value):
    """The rest of a value that was in quotes by mistake."""
    found = Value()
    while value:
        if value[0] in WSP:
            token, value = get_fws(value)
        elif value[0] == '"':
            token, value = ValueTerminal('"', 'DQUOTE'), value[1:]
        else:
            token, value = get_qcontent(value)
        found.append(token)
    return found


def get_parameter(value):
    """name=value, name*=value, name*number=value or name*number*=value"""
    param = Parameter()
    token, value = get_attribute(value)
    param.append(token)
    if not value or value[0] == ';':
        _invalid(param, 'Parameter contains name ({}) but no value'.format(token))
        return param, value
    if value[0] == '*':
        try:
            token, value = get_section(value)
            param.sectioned = True
            param.append(token)
        except HeaderParseError:
            pass
        if not value:
            raise HeaderParseError('Incomplete parameter')
        if value[0] == '*':
            param.append(ValueTerminal('*', 'extended-parameter-marker'))
            param.extended = True
            value = value[1:]
    if value[0] != '=':
        raise HeaderParseError("Parameter not followed by '='")
    param.append(ValueTerminal('=', 'parameter-separator'))
    value = _add_cfws(param, value[1:])
    if not (param.extended and value and value[0] == '"'):
        return param, _parameter_value(param, param, value, False)
    # A value with %XX should not be in quotes; read it all the same, or as not having %XX.
    string, rest = get_quoted_string(value)
    if not _looks_extended(param, string.stripped_value):
        _invalid(param, 'Parameter marked as extended but appears to have a '
                        'quoted string value that is non-encoded')
        return param, _parameter_value(param, param, value, False)
    _invalid(param, 'Quoted string value for extended parameter is invalid')
    param.append(string)
    inner = string.stripped_value
    bare = string._first('bare-quoted-string')
    bare[:] = []
    _parameter_value(param, bare, inner, True)
    return param, rest


def _parameter_value(param, target, value, quoted):
    """Read a value, perhaps with character set and language before it, into a token; returns what is left."""
    token = None
    if not value or value[0] != "'":
        token, value = get_value(value)
    if not param.extended or param.section_number > 0:
        if not value or value[0] != "'":
            target.append(token)
            return value
        _invalid(param, 'Apparent initial-extended-value but attribute was not marked as extended or was not '
                        'initial section')
    if not value:
        # Neither is there.
        _invalid(param, 'Missing required charset/lang delimiters')
        target.append(token)
        if not quoted:
            return value
    else:
        value = _charset_and_language(param, target, token, value)
    if quoted:
        target.append(_quoted_rest(value))
        return ''
    token, value = get_value(value)
    target.append(token)
    return value


def _charset_and_language(param, target, token, value):
    """'language' behind a character set; the latter has been read already."""
    if token is not None:
        charset = token[-1]
        for each in token:
            if each.token_type == 'extended-attrtext':
                charset = each
                break
        target.append(charset)
        param.charset = charset.value
    if value[0] != "'":
        raise HeaderParseError('Expected RFC2231 char/lang encoding delimiter, but found {!r}'.format(value))
    target.append(ValueTerminal("'", 'RFC2231-delimiter'))
    value = value[1:]
    if value and value[0] != "'":
        token, value = get_attrtext(value)
        target.append(token)
        param.lang = token.value
        if not value or value[0] != "'":
            raise HeaderParseError('Expected RFC2231 char/lang encoding delimiter, but found {}'.format(value))
    target.append(ValueTerminal("'", 'RFC2231-delimiter'))
    return value[1:]


def parse_mime_parameters(value):
    """All parameters of a header."""
    found = MimeParameters()
    while value:
        try:
            token, value = get_parameter(value)
            found.append(token)
        except HeaderParseError:
            leader, value = _leader(value)
            if not value:
                found.append(leader)
                return found
            if value[0] == ';':
                if leader is not None:
                    found.append(leader)
                _invalid(found, 'parameter entry with no content')
            else:
                token, value = get_invalid_parameter(value)
                found.append(_before(leader, token))
                _invalid(found, 'invalid parameter {!r}'.format(token))
        if value and value[0] != ';':
            # It has a value, but also more than that.
            token, value = get_invalid_parameter(value)
            found[-1].token_type = 'invalid-parameter'
            found[-1].extend(token)
            _invalid(found, 'parameter with invalid trailing text {!r}'.format(token))
        if value:
            found.append(ValueTerminal(';', 'parameter-separator'))
            value = value[1:]
    return found


def _find_mime_parameters(tokenlist, value):
    """Take what is wrong up to a ';' and the parameters behind it."""
    value = _add_misplaced(tokenlist, value, ';')
    if value:
        tokenlist.append(ValueTerminal(';', 'parameter-separator'))
        tokenlist.append(parse_mime_parameters(value[1:]))


# ---- headers

def _keyword(found, value, what):
    """The token that comes next, in lower case, None after a defect; and what is left."""
    try:
        token, rest = get_token(value)
    except HeaderParseError:
        _invalid(found, 'Expected content {} but found {!r}'.format(what, value))
        return None, value
    found.append(token)
    return token.value.strip().lower(), rest


def _with_parameters(found, value, read, missing):
    """A header of which read(found, value) takes what comes before the parameters; missing is said if it is empty."""
    if not value:
        _missing(found, missing)
        return found
    rest = read(found, value)
    if rest:
        _find_mime_parameters(found, rest)
    return found


def _only_parameters(found, value, header):
    """Are there, behind what has been read, parameters or nothing? Otherwise that is a defect."""
    if not value or value[0] == ';':
        return True
    _invalid(found, 'Only parameters are valid after {}, but found {!r}'.format(header, value))
    return False


def parse_content_type_header(value):
    """Content-Type: main/sub; parameters"""
    return _with_parameters(ContentType(), value, _read_content_type, 'Missing content type specification')


def _read_content_type(found, value):
    maintype, value = _keyword(found, value, 'maintype')
    if maintype is None:
        return value
    if not value or value[0] != '/':
        _invalid(found, 'Invalid content type')
        return value
    found.maintype = maintype
    found.append(ValueTerminal('/', 'content-type-separator'))
    subtype, value = _keyword(found, value[1:], 'subtype')
    if subtype is None:
        return value
    found.subtype = subtype
    if not _only_parameters(found, value, 'content type'):
        # RFC 2045: it is then as if there were no type.
        del found.maintype, found.subtype
    return value


def parse_content_disposition_header(value):
    """Content-Disposition: disposition; parameters"""
    return _with_parameters(ContentDisposition(), value, _read_disposition, 'Missing content disposition')


def _read_disposition(found, value):
    disposition, value = _keyword(found, value, 'disposition')
    if disposition is not None:
        found.content_disposition = disposition
        _only_parameters(found, value, 'content disposition')
    return value


def parse_content_transfer_encoding_header(value):
    """Content-Transfer-Encoding: encoding"""
    found = ContentTransferEncoding()
    if not value:
        _missing(found, 'Missing content transfer encoding')
        return found
    encoding, value = _keyword(found, value, 'transfer encoding')
    if encoding is not None:
        found.cte = encoding
    while value:
        _invalid(found, 'Extra text after content transfer encoding')
        value = _add_misplaced_token(found, value)
    return found


def _digits(found, value, ends, message):
    """The number that comes next, None after a defect; and what is left."""
    size = 0
    while size < len(value) and value[size] not in ends:
        size += 1
    digits, value = value[:size], value[size:]
    number = int(digits) if digits.isdigit() else None
    if number is None:
        _invalid(found, message.format(digits))
    found.append(ValueTerminal(digits, 'xtext' if number is None else 'digits'))
    return number, _add_cfws(found, value)


def parse_mime_version(value):
    """MIME-Version: major.minor"""
    found = MIMEVersion()
    if not value:
        _missing(found, 'Missing MIME version number (eg: 1.0)')
        return found
    value = _add_cfws(found, value)
    if not value:
        _missing(found, 'Expected MIME version number but found only CFWS')
    found.major, value = _digits(found, value, CFWS_LEADER | {'.'},
                                 'Expected MIME major version number but found {!r}')
    if not value or value[0] != '.':
        if found.major is not None:
            _invalid(found, 'Incomplete MIME version; found only major number')
        if value:
            found.append(ValueTerminal(value, 'xtext'))
        return found
    found.append(ValueTerminal('.', 'version-separator'))
    value = _add_cfws(found, value[1:])
    if not value:
        if found.major is not None:
            _invalid(found, 'Incomplete MIME version; found only major number')
        return found
    found.minor, value = _digits(found, value, CFWS_LEADER, 'Expected MIME minor version number but found {!r}')
    if value:
        _invalid(found, 'Excess non-CFWS text after MIME version')
        found.append(ValueTerminal(value, 'xtext'))
    return found


__name__ = __spec__.name
