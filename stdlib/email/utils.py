"""Small things around messages: addresses, dates, identifiers, and parameters as RFC 2231 writes them."""

import datetime
import os
import random
import re
import socket
import time
import urllib.parse

from email._parseaddr import AddressList as _AddressList, mktime_tz, parsedate, parsedate_tz, quote
from email._parseaddr import _parsedate_tz
from email.charset import Charset

__all__ = ['collapse_rfc2231_value', 'decode_params', 'decode_rfc2231', 'encode_rfc2231', 'formataddr',
           'formatdate', 'format_datetime', 'getaddresses', 'make_msgid', 'mktime_tz', 'parseaddr', 'parsedate',
           'parsedate_tz', 'parsedate_to_datetime', 'unquote']

_SPECIALS = re.compile(r'[][\\()<>@,:;".]')
_ESCAPES = re.compile(r'[\\"]')
_DAY_NAMES = 'Mon Tue Wed Thu Fri Sat Sun'.split()
_MONTH_NAMES = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()


def _has_surrogates(s):
    """Does text have bytes in it that could not be decoded?"""
    try:
        s.encode()
        return False
    except UnicodeEncodeError:
        return True


def _sanitize(string):
    """Text in which undecodable bytes are replaced."""
    return string.encode('utf-8', 'surrogateescape').decode('utf-8', 'replace')


# ---- addresses

def formataddr(pair, charset='utf-8'):
    """'name <address>' of a pair; a name that is not ASCII is encoded with the character set."""
    name, address = pair
    address.encode('ascii')  # an address may be nothing else
    if not name:
        return address
    try:
        name.encode('ascii')
    except UnicodeEncodeError:
        charset = Charset(charset) if isinstance(charset, str) else charset
        return '%s <%s>' % (charset.header_encode(name), address)
    quotes = '"' if _SPECIALS.search(name) else ''
    return '%s%s%s <%s>' % (quotes, _ESCAPES.sub(r'\\\g<0>', name), quotes, address)


def getaddresses(fieldvalues):
    """[(name, address), ...] of several headers."""
    return _AddressList(', '.join(fieldvalues)).addresslist


def parseaddr(addr):
    """(name, address) of a header; two empty strings if it has none."""
    found = _AddressList(addr).addresslist
    return found[0] if found else ('', '')


def unquote(str):
    """Take the quotes off text in double quotes, or the brackets off text in angle brackets."""
    if len(str) > 1:
        if str[0] == str[-1] == '"':
            return str[1:-1].replace('\\\\', '\\').replace('\\"', '"')
        if str[0] == '<' and str[-1] == '>':
            return str[1:-1]
    return str


# ---- dates

def _format_timetuple_and_zone(timetuple, zone):
    year, month, day, hour, minute, second, weekday = timetuple[:7]
    return '%s, %02d %s %04d %02d:%02d:%02d %s' % (_DAY_NAMES[weekday], day, _MONTH_NAMES[month - 1], year,
                                                  hour, minute, second, zone)


def formatdate(timeval=None, localtime=False, usegmt=False):
    """A time, by default now, as mail has it: in UTC ('-0000'), or local, or with 'GMT'."""
    if timeval is None:
        timeval = time.time()
    if localtime or usegmt:
        moment = datetime.datetime.fromtimestamp(timeval, datetime.timezone.utc)
    else:
        moment = datetime.datetime.utcfromtimestamp(timeval)
    if localtime:
        moment, usegmt = moment.astimezone(), False
    return format_datetime(moment, usegmt)


def format_datetime(dt, usegmt=False):
    """A datetime as mail has it; a naive one is in UTC."""
    parts = dt.timetuple()
    if usegmt:
        if dt.tzinfo is None or dt.tzinfo != datetime.timezone.utc:
            raise ValueError('usegmt option requires a UTC datetime')
        zone = 'GMT'
    else:
        zone = '-0000' if dt.tzinfo is None else dt.strftime('%z')
    return _format_timetuple_and_zone(parts, zone)


def parsedate_to_datetime(data):
    """The datetime of a date; naive if its zone is '-0000'."""
    *parts, zone = _parsedate_tz(data)
    if zone is None:
        return datetime.datetime(*parts[:6])
    return datetime.datetime(*parts[:6], tzinfo=datetime.timezone(datetime.timedelta(seconds=zone)))


def localtime(dt=None, isdst=-1):
    """The local time now, or that of a datetime; isdst says whether a naive one is in summer time."""
    if dt is None:
        return datetime.datetime.now(datetime.timezone.utc).astimezone()
    if dt.tzinfo is not None:
        return dt.astimezone()
    # Found by the system, which knows of summer time.
    parts = dt.timetuple()[:-1] + (isdst,)
    seconds = time.mktime(parts)
    local = time.localtime(seconds)
    try:
        zone = datetime.timezone(datetime.timedelta(seconds=local.tm_gmtoff), local.tm_zone)
    except AttributeError:  # the system says no more than this
        delta = dt - datetime.datetime(*time.gmtime(seconds)[:6])
        summer = time.daylight and local.tm_isdst > 0
        expected = -(time.altzone if summer else time.timezone)
        if delta == datetime.timedelta(seconds=expected):
            zone = datetime.timezone(delta, time.tzname[summer])
        else:
            zone = datetime.timezone(delta)
    return dt.replace(tzinfo=zone)


def make_msgid(idstring=None, domain=None):
    """A Message-ID that no other message has."""
    moment = int(time.time() * 100)
    more = '' if idstring is None else '.' + idstring
    return '<%d.%d.%d%s@%s>' % (moment, os.getpid(), random.getrandbits(64), more,
                                socket.getfqdn() if domain is None else domain)


# ---- parameters

def decode_rfc2231(s):
    """[character set, language, text] of a parameter's value; two Nones if it has neither."""
    parts = s.split("'", 2)
    return parts if len(parts) == 3 else (None, None, s)


def encode_rfc2231(s, charset=None, language=None):
    """Write a parameter's value with %XX; with a character set, that and the language go before."""
    quoted = urllib.parse.quote(s, safe='', encoding=charset or 'ascii')
    if charset is None and language is None:
        return quoted
    return "%s'%s'%s" % (charset, '' if language is None else language, quoted)


_CONTINUATION = re.compile(r'(?P<name>\w+)\*((?P<num>[0-9]+)\*?)?$', re.ASCII)


def decode_params(params):
    """[(name, value), ...] with values put together that were divided, and those with %XX as a tuple."""
    decoded = list(params[:1])
    sections = {}
    for name, value in params[1:]:
        encoded = name.endswith('*')
        value = unquote(value)
        match = _CONTINUATION.match(name)
        if match is None:
            decoded.append((name, '"%s"' % quote(value)))
        else:
            number = match['num']
            sections.setdefault(match['name'], []).append((number and int(number), value, encoded))
    for name, parts in sections.items():
        parts.sort()
        # A part that is encoded has %XX; its first one has the character set.
        text = ''.join([urllib.parse.unquote(value, encoding='latin-1') if encoded else value
                        for _, value, encoded in parts])
        value = quote(text)
        if any(encoded for _, _, encoded in parts):
            charset, language, value = decode_rfc2231(value)
            decoded.append((name, (charset, language, '"%s"' % value)))
        else:
            decoded.append((name, '"%s"' % value))
    return decoded


def collapse_rfc2231_value(value, errors='replace', fallback_charset='us-ascii'):
    """The text of a parameter's value as Message.get_param() returns it."""
    if not isinstance(value, tuple) or len(value) != 3:
        return unquote(value)
    charset, _, text = value
    raw = bytes(text, 'raw-unicode-escape')
    try:
        return str(raw, fallback_charset if charset is None else charset, errors)
    except LookupError:
        return unquote(text)  # no such character set
