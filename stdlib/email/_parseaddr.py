"""Dates and lists of addresses, read leniently.

email.utils has these under their public names.  The address reader follows the
grammar of RFC 2822 where the text does, and makes the best of it elsewhere.
"""

import calendar
import time

__all__ = ['mktime_tz', 'parsedate', 'parsedate_tz', 'quote']

_MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split()
_MONTHS_LONG = ('january february march april may june july august september october november december').split()
_DAYS = 'mon tue wed thu fri sat sun'.split()

# Hours from UTC, as the military time zones are better not trusted.
_ZONES = {'UT': 0, 'UTC': 0, 'GMT': 0, 'Z': 0, 'AST': -400, 'ADT': -300, 'EST': -500, 'EDT': -400,
          'CST': -600, 'CDT': -500, 'MST': -700, 'MDT': -600, 'PST': -800, 'PDT': -700}


# ---- dates

def parsedate_tz(data):
    """(year, month, day, hour, minute, second, 0, 1, -1, seconds from UTC) of a date; None if it is none.

    A zone that is not given counts as UTC.
    """
    found = _parsedate_tz(data)
    if found and found[9] is None:
        found = found[:9] + [0]
    return tuple(found) if found else None


def _words(data):
    """The parts of a date: [day, month, year, time, zone], or None."""
    words = data.split()
    if not words:
        return None
    if words[0].endswith(',') or words[0].lower() in _DAYS:
        del words[0]
    else:
        comma = words[0].rfind(',')
        if comma >= 0:
            words[0] = words[0][comma + 1:]
    if len(words) == 3:  # 6-Nov-94 and the like
        divided = words[0].split('-')
        if len(divided) == 3:
            words = divided + words[1:]
    if len(words) == 4:
        begin, plus, zone = words[3].partition('+')
        if not plus:
            begin, plus, zone = words[3].partition('-')
        words[3:] = [begin, plus + zone] if begin and plus else [words[3], '']
    return words[:5] if len(words) >= 5 else None


def _month(text):
    text = text.lower()
    for names in (_MONTHS, _MONTHS_LONG):
        if text in names:
            return names.index(text) + 1
    return None


def _clock(text):
    """[hour, minute, second] or None."""
    parts = text.split(':')
    if len(parts) == 1 and '.' in text:
        parts = text.split('.')
        if len(parts) < 2:
            return None
    elif len(parts) == 1:
        return None
    if len(parts) == 2:
        parts.append('0')
    return parts if len(parts) == 3 else None


def _zone(text):
    """Seconds from UTC; None if unknown or '-0000', which says that it is."""
    text = text.upper()
    if text in _ZONES:
        hours = _ZONES[text]
    else:
        try:
            hours = int(text)
        except ValueError:
            return None
        if hours == 0 and text.startswith('-'):
            return None
    sign = -1 if hours < 0 else 1
    hours = abs(hours)
    return sign * (hours // 100 * 3600 + hours % 100 * 60)


def _parsedate_tz(data):
    """The same as a list, with None for an unknown zone."""
    words = _words(data) if data else None
    if not words:
        return None
    day, month, year, clock, zone = words
    number = _month(month)
    if number is None:
        day, month = month, day.lower()
        number = _month(month)
        if number is None:
            return None
    day = day.rstrip(',') if day.endswith(',') else day
    if ':' in year:
        year, clock = clock, year
    year = year[:-1] if year.endswith(',') else year
    if not year[:1].isdigit():
        year, zone = zone, year
    clock = _clock(clock[:-1] if clock.endswith(',') else clock)
    if clock is None:
        return None
    try:
        year, day, (hour, minute, second) = int(year), int(day), map(int, clock)
    except ValueError:
        return None
    if year < 100:  # two digits, as POSIX and RFC 2822 take them
        year += 1900 if year > 68 else 2000
    return [year, number, day, hour, minute, second, 0, 1, -1, _zone(zone)]


def parsedate(data):
    """The date without the zone, as a tuple of nine, or None."""
    found = parsedate_tz(data)
    return found[:9] if isinstance(found, tuple) else found


def mktime_tz(data):
    """Seconds since the epoch of what parsedate_tz() returns; without a zone it is local time."""
    if data[9] is None:
        return time.mktime(data[:8] + (-1,))
    return calendar.timegm(data) - data[9]


def quote(str):
    """Put a backslash before each backslash and double quote."""
    return str.replace('\\', '\\\\').replace('"', '\\"')


# ---- addresses

class AddrlistClass:
    """Reads a header's addresses; `pos` is how far it has come."""

    def __init__(self, field):
        self.specials = '()<>@,:;."[]'
        self.LWS = ' \t'
        self.CR = '\r\n'
        self.FWS = self.LWS + self.CR
        self.atomends = self.specials + self.LWS + self.CR
        # A dot is part of a phrase, though RFC 2822 calls that obsolete.
        self.phraseends = self.atomends.replace('.', '')
        self.pos = 0
        self.field = field
        self.commentlist = []

    def _next(self):
        """The next character, '' at the end."""
        return self.field[self.pos:self.pos + 1]

    def gotonext(self):
        """Skip white space, keeping comments; return the white space, without ends of lines."""
        blanks = []
        while self.pos < len(self.field):
            char = self._next()
            if char in self.FWS:
                if char not in self.CR:
                    blanks.append(char)
                self.pos += 1
            elif char == '(':
                self.commentlist.append(self.getcomment())
            else:
                break
        return ''.join(blanks)

    def getaddrlist(self):
        """[(name, address), ...]; ('', '') for what is no address."""
        found = []
        while self.pos < len(self.field):
            found += self.getaddress() or [('', '')]
        return found

    def getaddress(self):
        """The next address, or those of the next group."""
        self.commentlist = []
        self.gotonext()
        before, comments_before = self.pos, self.commentlist
        words = self.getphraselist()
        self.gotonext()
        char = self._next()
        found = []
        if not char:
            # A word alone: an address without a host.
            if words:
                found = [(' '.join(self.commentlist), words[0])]
        elif char in '.@':
            # What looked like a name is an address: again, as such.
            self.pos, self.commentlist = before, comments_before
            address = self.getaddrspec()
            found = [(' '.join(self.commentlist), address)]
        elif char == ':':
            found = self._group()
        elif char == '<':
            route = self.getrouteaddr()
            name = ' '.join(words)
            if self.commentlist:
                name += ' (' + ' '.join(self.commentlist) + ')'
            found = [(name, route)]
        elif words:
            found = [(' '.join(self.commentlist), words[0])]
        elif char in self.specials:
            self.pos += 1
        self.gotonext()
        if self._next() == ',':
            self.pos += 1
        return found

    def _group(self):
        found = []
        self.pos += 1
        while self.pos < len(self.field):
            self.gotonext()
            if self._next() == ';':
                self.pos += 1
                break
            found += self.getaddress()
        return found

    def getrouteaddr(self):
        """What stands between '<' and '>', without a route."""
        if self._next() != '<':
            return None
        self.pos += 1
        self.gotonext()
        skip = False
        address = ''
        while self.pos < len(self.field):
            char = self._next()
            if skip:
                self.getdomain()
                skip = False
            elif char == '>':
                self.pos += 1
                break
            elif char == '@':
                self.pos += 1
                skip = True
            elif char == ':':
                self.pos += 1
            else:
                address = self.getaddrspec()
                self.pos += 1
                break
            self.gotonext()
        return address

    def getaddrspec(self):
        """An address alone; '' if its domain is wrong."""
        parts = []
        self.gotonext()
        while self.pos < len(self.field):
            keep_blanks = True
            char = self._next()
            if char == '.':
                if parts and not parts[-1].strip():
                    parts.pop()
                parts.append('.')
                self.pos += 1
                keep_blanks = False
            elif char == '"':
                parts.append('"%s"' % quote(self.getquote()))
            elif char in self.atomends:
                if parts and not parts[-1].strip():
                    parts.pop()
                break
            else:
                parts.append(self.getatom())
            blanks = self.gotonext()
            if keep_blanks and blanks:
                parts.append(blanks)
        if self._next() != '@':
            return ''.join(parts)
        self.pos += 1
        self.gotonext()
        domain = self.getdomain()
        # "a@malicious.org@important.com" is not to be taken for an address of the first.
        return ''.join(parts) + '@' + domain if domain else ''

    def getdomain(self):
        """A domain; '' if another '@' follows."""
        parts = []
        while self.pos < len(self.field):
            char = self._next()
            if char in self.LWS:
                self.pos += 1
            elif char == '(':
                self.commentlist.append(self.getcomment())
            elif char == '[':
                parts.append(self.getdomainliteral())
            elif char == '.':
                self.pos += 1
                parts.append('.')
            elif char == '@':
                return ''
            elif char in self.atomends:
                break
            else:
                parts.append(self.getatom())
        return ''.join(parts)

    def getdelimited(self, beginchar, endchars, allowcomments=True):
        """What stands between two characters; backslashes quote, comments nest if they are allowed."""
        if self._next() != beginchar:
            return ''
        chars = []
        quoted = False
        self.pos += 1
        while self.pos < len(self.field):
            char = self._next()
            if quoted:
                chars.append(char)
                quoted = False
            elif char in endchars:
                self.pos += 1
                break
            elif allowcomments and char == '(':
                chars.append(self.getcomment())
                continue
            elif char == '\\':
                quoted = True
            else:
                chars.append(char)
            self.pos += 1
        return ''.join(chars)

    def getquote(self):
        """What stands in double quotes."""
        return self.getdelimited('"', '"\r', False)

    def getcomment(self):
        """What stands in parentheses."""
        return self.getdelimited('(', ')\r', True)

    def getdomainliteral(self):
        """A domain in brackets, with them."""
        return '[%s]' % self.getdelimited('[', ']\r', False)

    def getatom(self, atomends=None):
        """Characters up to one of those in atomends."""
        ends = self.atomends if atomends is None else atomends
        begin = self.pos
        while self.pos < len(self.field) and self.field[self.pos] not in ends:
            self.pos += 1
        return self.field[begin:self.pos]

    def getphraselist(self):
        """The words of a phrase; quoted strings count as words."""
        words = []
        while self.pos < len(self.field):
            char = self._next()
            if char in self.FWS:
                self.pos += 1
            elif char == '"':
                words.append(self.getquote())
            elif char == '(':
                self.commentlist.append(self.getcomment())
            elif char in self.phraseends:
                break
            else:
                words.append(self.getatom(self.phraseends))
        return words


class AddressList(AddrlistClass):
    """The addresses of a header, as a list that knows the operations of sets."""

    def __init__(self, field):
        AddrlistClass.__init__(self, field)
        self.addresslist = self.getaddrlist() if field else []

    def __len__(self):
        return len(self.addresslist)

    def _with(self, addresses):
        made = AddressList(None)
        made.addresslist = addresses
        return made

    def __add__(self, other):
        return self._with(self.addresslist + [each for each in other.addresslist if each not in self.addresslist])

    def __iadd__(self, other):
        self.addresslist += [each for each in other.addresslist if each not in self.addresslist]
        return self

    def __sub__(self, other):
        return self._with([each for each in self.addresslist if each not in other.addresslist])

    def __isub__(self, other):
        for each in other.addresslist:
            if each in self.addresslist:
                self.addresslist.remove(each)
        return self

    def __getitem__(self, index):
        return self.addresslist[index]
