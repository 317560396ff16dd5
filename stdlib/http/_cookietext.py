"""What cookie jars have to read and write: dates, header words, names of hosts, and paths.

Servers write all of this in many ways; the functions take what they can make
sense of, and return None (or leave out) the rest.
"""

import calendar
import datetime
import re
import time
import urllib.parse

__name__ = 'http.cookiejar'  # where all of this is found

DEFAULT_HTTP_PORT = '80'
DAYS = 'Mon Tue Wed Thu Fri Sat Sun'.split()
MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()
MONTHS_LOWER = [month.lower() for month in MONTHS]


# ---- dates

def _utc(seconds):
    return datetime.datetime.utcnow() if seconds is None else datetime.datetime.utcfromtimestamp(seconds)


def time2isoz(t=None):
    """A time (now, if none is given) as 'YYYY-MM-DD hh:mm:ssZ'."""
    return _utc(t).strftime('%Y-%m-%d %H:%M:%SZ')


def time2netscape(t=None):
    """A time (now, if none is given) as 'Www, DD-Mmm-YYYY hh:mm:ss GMT'."""
    moment = _utc(t)
    return '%s, %02d-%s-%04d %s GMT' % (DAYS[moment.weekday()], moment.day, MONTHS[moment.month - 1], moment.year,
                                       moment.strftime('%H:%M:%S'))


_OFFSET = re.compile(r'([-+])?(\d\d?):?(\d\d)?', re.ASCII)


def offset_from_tz_string(tz):
    """Seconds from UTC of a zone's name or offset."""
    if tz in ('GMT', 'UTC', 'UT', 'Z'):
        return 0
    match = _OFFSET.fullmatch(tz)
    if not match:
        return None
    offset = 3600 * int(match[2]) + 60 * int(match[3] or 0)
    return -offset if match[1] == '-' else offset


def _month(text):
    """The number of a month given by name or number."""
    if text.lower() in MONTHS_LOWER:
        return MONTHS_LOWER.index(text.lower()) + 1
    try:
        number = int(text)
    except ValueError:
        return None
    return number if 1 <= number <= 12 else None


def _full_year(year):
    """The year that two digits stand for: the nearest to now."""
    if year >= 1000:
        return year
    now = time.localtime().tm_year
    full = year + now - now % 100
    ahead = now % 100 - year
    if abs(ahead) > 50:
        full += 100 if ahead > 0 else -100
    return full


def _seconds(day, month, year, hour, minute, second, zone):
    """Seconds since the epoch of texts; None if they make no date."""
    year, number = int(year), _month(month)
    if year > datetime.MAXYEAR or number is None:
        return None
    year, day = _full_year(year), int(day)
    hour, minute, second = int(hour or 0), int(minute or 0), int(float(second or 0))
    if not (year >= 1970 and 1 <= day <= 31 and 0 <= hour <= 24 and 0 <= minute <= 59 and 0 <= second <= 61):
        return None
    offset = offset_from_tz_string((zone or 'UTC').upper())
    if offset is None:
        return None
    return calendar.timegm((year, number, day, hour, minute, second)) - offset


def _single_blanks(text):
    """Text with one space for any white space, so that no pattern takes long over it."""
    return ' '.join(text.split())


_WEEKDAY = re.compile(r'(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,? ?', re.I | re.ASCII)
# The form that RFC 1123 gives dates: what nearly all are. Its answers are floats.
_STRICT_DATE = re.compile(r'[SMTWF][a-z][a-z], (\d\d) ([JFMASOND][a-z][a-z]) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$')
_HTTP_DATE = re.compile(r'''
    (\d\d?) [ /-] (\w+) [ /-] (\d+)                        # day, month, year
    (?: [ :] (\d\d?):(\d\d)(?::(\d\d))? )?                 # time
    [ ]? (?: ([-+]?\d{2,4}|(?![APap][Mm]\b)[A-Za-z]+) [ ]? )?   # zone
    (?: \(\w+\) )?                                         # its name as a comment
    ''', re.X | re.ASCII)
_ISO_DATE = re.compile(r'''
    (\d{4})[-/]?(\d\d?)[-/]?(\d\d?)                        # year, month, day
    (?: [ :Tt-] (\d\d?):?(\d\d)(?::?(\d\d(?:\.\d*)?))? )?  # time
    [ ]? ([-+]?\d\d?:?(?::?\d\d)?|Z|z)?                    # zone
    ''', re.X | re.ASCII)


def http2time(text):
    """Seconds since the epoch of a date as headers have them, in any of their forms; None if it is none."""
    match = _STRICT_DATE.match(text)
    if match:
        found = _seconds(*match.groups(), 'GMT') if match[3] >= '1000' else None
        return None if found is None else float(found)
    match = _HTTP_DATE.fullmatch(_WEEKDAY.sub('', _single_blanks(text), 1))
    return _seconds(*match.groups()) if match else None


def iso2time(text):
    """The same for dates of ISO 8601."""
    match = _ISO_DATE.fullmatch(_single_blanks(text))
    if not match:
        return None
    year, month, day, *rest = match.groups()
    return _seconds(day, month, year, *rest)


# ---- headers

_TOKEN = re.compile(r'\s*([^=\s;,]+)')
_QUOTED_VALUE = re.compile(r'\s*=\s*"([^"\\]*(?:\\.[^"\\]*)*)"')
_VALUE = re.compile(r'\s*=\s*([^\s;,]*)')
_JUNK = re.compile(r'[=\s;]*')


def _words(text):
    """The lists of pairs in one header."""
    pairs, pos = [], 0
    while pos < len(text):
        match = _TOKEN.match(text, pos)
        if match:
            name, value, pos = match[1], None, match.end()
            match = _QUOTED_VALUE.match(text, pos)
            if match:
                value = re.sub(r'\\(.)', r'\1', match[1])
            else:
                match = _VALUE.match(text, pos)
                if match:
                    value = match[1].rstrip()
            if match:
                pos = match.end()
            pairs.append((name, value))
            continue
        end = _JUNK.match(text, pos).end()
        rest = text[pos:].lstrip()
        if rest.startswith(','):
            pos = len(text) - len(rest) + 1
            if pairs:
                yield pairs
            pairs = []
        else:
            assert end > pos, 'split_header_words bug'
            pos = end
    if pairs:
        yield pairs


def split_header_words(header_values):
    r"""Divide headers: [[(name, value or None), ...], ...]; ',' divides lists, ';' pairs, values may be quoted."""
    assert not isinstance(header_values, str)
    return [pairs for text in header_values for pairs in _words(text)]


def join_header_words(lists):
    """Make a header of what split_header_words() returns."""
    def joined(name, value):
        if value is None:
            return name
        if not re.search(r'^\w+$', value):
            value = '"%s"' % re.sub(r'(["\\])', r'\\\1', value)
        return '%s=%s' % (name, value)

    return ', '.join('; '.join(joined(*pair) for pair in pairs) for pairs in lists if pairs)


def strip_quotes(text):
    """Text without double quotes at its ends."""
    text = text[1:] if text.startswith('"') else text
    return text[:-1] if text.endswith('"') else text


_KNOWN = {'expires', 'domain', 'path', 'secure', 'version', 'port', 'max-age'}


def parse_ns_headers(ns_headers):
    """The cookies of Set-Cookie headers as Netscape defined them: [[(name, value), ...], ...].

    Nothing is quoted there but, by some, dates; a ',' divides nothing.
    """
    found = []
    for header in ns_headers:
        pairs = []
        for number, param in enumerate(header.split(';')):
            key, equals, value = (part.strip() for part in param.partition('='))
            if not key and number == 0:
                break
            if not key:
                continue
            value = value if equals else None
            if number and key.lower() in _KNOWN:
                # Only the first pair may have such a name.
                key = key.lower()
                if value is not None and key == 'version':
                    value = strip_quotes(value)
                elif value is not None and key == 'expires':
                    value = http2time(strip_quotes(value))
            pairs.append((key, value))
        if pairs:
            if all(key != 'version' for key, _ in pairs[1:]):
                pairs.append(('version', '0'))
            found.append(pairs)
    return found


# ---- hosts

IPV4_RE = re.compile(r'\.\d+$', re.ASCII)


def is_HDN(text):
    """Is it the name of a host, and no address?"""
    return not (IPV4_RE.search(text) or text == '' or text[0] == '.' or text[-1] == '.')


def domain_match(A, B):
    """Does host A belong to domain B, as RFC 2965 has it?"""
    host, domain = A.lower(), B.lower()
    if host == domain:
        return True
    # Something must stand before the domain, which begins with a dot.
    return is_HDN(host) and host.rfind(domain) > 0 and domain.startswith('.') and is_HDN(domain[1:])


def liberal_is_HDN(text):
    """Is it no address?"""
    return not IPV4_RE.search(text)


def user_domain_match(A, B):
    """Does host A belong to domain B, as users write them: with a dot, all below it, else just it."""
    host, domain = A.lower(), B.lower()
    if liberal_is_HDN(host) and liberal_is_HDN(domain) and domain.startswith('.'):
        return host.endswith(domain)
    return host == domain


def request_host(request):
    """The host that a request is for, without the port."""
    host = urllib.parse.urlparse(request.get_full_url())[1] or request.get_header('Host', '')
    return re.sub(r':\d+$', '', host, 1, re.ASCII).lower()


def eff_request_host(request):
    """(host, the same with '.local' if it has no dot)"""
    host = request_host(request)
    return host, host if '.' in host else host + '.local'


def request_path(request):
    """The path that a request is for."""
    path = escape_path(urllib.parse.urlsplit(request.get_full_url()).path)
    return path if path.startswith('/') else '/' + path


def request_port(request):
    """The port that a request is for, as text; None if it is none."""
    _, colon, port = request.host.partition(':')
    if not colon:
        return DEFAULT_HTTP_PORT
    try:
        int(port)
    except ValueError:
        return None
    return port


def escape_path(path):
    """A path in which everything that must be is %XX, with capital letters."""
    # Bytes for which there is no character set are taken for UTF-8.
    quoted = urllib.parse.quote(path, "%/;:@&=+$,!~*'()")
    return re.sub('%([0-9a-fA-F][0-9a-fA-F])', lambda match: '%' + match[1].upper(), quoted)


def reach(h):
    """The domain that a host's cookies may reach: that of its parent, or itself."""
    _, dot, parent = h.partition('.')
    return '.' + parent if dot and is_HDN(h) and ('.' in parent or parent == 'local') else h


def is_third_party(request):
    """Is a request for another domain than the user asked for?"""
    return not domain_match(request_host(request), reach(request.origin_req_host))


__name__ = __spec__.name
