"""Parsing of dates and times by a format like that of strftime(), for time.strptime() and datetime.strptime().

A format becomes a regular expression with a group for each directive; what the groups matched is put together by a
method for each directive. Names of months, weekdays and time zones are those of the locale, found by strftime().
"""

import calendar
import datetime
import locale
import re
import time
from _thread import allocate_lock as _allocate_lock

__all__ = []

# A moment whose parts are all different, and how each is written.
_SAMPLE = time.struct_time((1999, 3, 17, 22, 44, 55, 2, 76, 0))
_SAMPLE_NUMBERS = {'1999': '%Y', '99': '%y', '22': '%H', '44': '%M', '55': '%S', '76': '%j', '17': '%d', '03': '%m',
                   '3': '%m', '2': '%w', '10': '%I'}
# A Sunday in the first days of a year: its week is 00 if weeks begin on Mondays.
_FIRST_SUNDAY = time.struct_time((1999, 1, 3, 1, 1, 1, 6, 3, 0))


def _getlang():
    return locale.getlocale(locale.LC_TIME)


class LocaleTime:
    """What the current locale and time zone call things, in lower case.

    lang, tzname, daylight - the settings that all this depends on
    a_weekday, f_weekday - short and full names of weekdays, from Monday
    a_month, f_month - names of months, with '' in front so that January is 1
    am_pm - the names of both halves of the day
    LC_date_time, LC_date, LC_time - formats that %c, %x and %X stand for
    timezone - two frozensets, of names without and with daylight saving
    """

    def __init__(self):
        self.lang = _getlang()
        self.a_weekday = [calendar.day_abbr[i].lower() for i in range(7)]
        self.f_weekday = [calendar.day_name[i].lower() for i in range(7)]
        self.a_month = [calendar.month_abbr[i].lower() for i in range(13)]
        self.f_month = [calendar.month_name[i].lower() for i in range(13)]
        self.am_pm = [time.strftime('%p', time.struct_time((1999, 3, 17, hour, 44, 55, 2, 76, 0))).lower()
                      for hour in (1, 22)]
        self._read_zone()
        self.LC_date_time, self.LC_date, self.LC_time = map(self._format_behind, ('%c', '%x', '%X'))
        if _getlang() != self.lang:
            raise ValueError('locale changed during initialization')
        if time.tzname != self.tzname or time.daylight != self.daylight:
            raise ValueError('timezone changed during initialization')

    def _read_zone(self):
        try:
            time.tzset()
        except AttributeError:
            pass
        self.tzname, self.daylight = time.tzname, time.daylight
        standard = frozenset({'utc', 'gmt', self.tzname[0].lower()})
        self.timezone = standard, frozenset({self.tzname[1].lower()} if self.daylight else ())

    def _format_behind(self, directive):
        """The format that a directive stands for: how the sample is written, with its parts as directives again."""
        weekday, month = _SAMPLE.tm_wday, _SAMPLE.tm_mon
        parts = {self.a_weekday[weekday]: '%a', self.a_month[month]: '%b', self.f_weekday[weekday]: '%A',
                 self.f_month[month]: '%B', self.am_pm[1]: '%p', '%': '%%', **_SAMPLE_NUMBERS}
        parts.update((zone, '%Z') for zones in self.timezone for zone in zones)
        parts.pop('', None)
        pattern = '|'.join(map(re.escape, sorted(parts, key=len, reverse=True)))
        found = re.sub(pattern, lambda match: parts[match[0]], time.strftime(directive, _SAMPLE).lower())
        # The number of the week, 11, looks the same for both of its directives.
        week = '%W' if '00' in time.strftime(directive, _FIRST_SUNDAY) else '%U'
        return found.replace('11', week)


# What the directives that are numbers may look like.
_NUMERIC = {
    'd': r'3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9]',
    'f': r'[0-9]{1,6}',
    'G': r'\d\d\d\d',
    'H': r'2[0-3]|[0-1]\d|\d',
    'I': r'1[0-2]|0[1-9]|[1-9]',
    'j': r'36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]',
    'm': r'1[0-2]|0[1-9]|[1-9]',
    'M': r'[0-5]\d|\d',
    'S': r'6[0-1]|[0-5]\d|\d',
    'u': r'[1-7]',
    'U': r'5[0-3]|[0-4]\d|\d',
    'V': r'5[0-3]|0[1-9]|[1-4]\d|\d',
    'w': r'[0-6]',
    'W': r'5[0-3]|[0-4]\d|\d',
    'y': r'\d\d',
    'Y': r'\d\d\d\d',
    'z': r'[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|Z',
}


class TimeRE(dict):
    """Regular expressions of directives in a locale."""

    def __init__(self, locale_time=None):
        super().__init__((directive, '(?P<%s>%s)' % (directive, pattern)) for directive, pattern in _NUMERIC.items())
        self.locale_time = names = locale_time or LocaleTime()
        for directive, choices in (('A', names.f_weekday), ('a', names.a_weekday), ('B', names.f_month[1:]),
                                   ('b', names.a_month[1:]), ('p', names.am_pm),
                                   ('Z', [zone for zones in names.timezone for zone in zones])):
            self[directive] = self._any_of(choices, directive)
        self['%'] = '%'
        for directive, format in (('c', names.LC_date_time), ('x', names.LC_date), ('X', names.LC_time)):
            self[directive] = self.pattern(format)

    def _any_of(self, choices, directive):
        """A group for one of the names; longer ones are tried first as others may begin them."""
        choices = sorted(choices, key=len, reverse=True)
        if not any(choices):
            return ''
        return '(?P<%s>%s)' % (directive, '|'.join(map(re.escape, choices)))

    def pattern(self, format):
        """The regular expression for a format; KeyError for an unknown directive, IndexError if one is cut off."""
        def translated(match):
            char = match[0][0]
            if char == '%':
                return self[match[0][1]]
            return r'\s+' if char.isspace() else '\\' + char

        # A directive must not be a character that has a meaning in expressions.
        return re.sub(r'%[^\s\\.^$*+?(){}\[\]|]?|\s+|[\\.^$*+?(){}\[\]|]', translated, format, flags=re.DOTALL)

    def compile(self, format):
        """The compiled regular expression for a format."""
        return re.compile(self.pattern(format), re.IGNORECASE)


_cache_lock = _allocate_lock()
# The lock must be held to change these.
_TimeRE_cache = TimeRE()
_CACHE_MAX_SIZE = 5
_regex_cache = {}


def _compiled(format):
    """The expression for a format and the names it was made with; both are kept while locale and zone stay."""
    global _TimeRE_cache
    with _cache_lock:
        names = _TimeRE_cache.locale_time
        if (_getlang(), time.tzname, time.daylight) != (names.lang, names.tzname, names.daylight):
            _TimeRE_cache = TimeRE()
            _regex_cache.clear()
            names = _TimeRE_cache.locale_time
        if len(_regex_cache) > _CACHE_MAX_SIZE:
            _regex_cache.clear()
        regex = _regex_cache.get(format)
        if regex is None:
            try:
                regex = _TimeRE_cache.compile(format)
            except KeyError as error:
                raise ValueError("'%s' is a bad directive in format '%s'" % (error.args[0], format)) from None
            except IndexError:
                if format.endswith('%'):
                    raise ValueError("stray %% in format '%s'" % format) from None
                raise ValueError("'%%' is a bad directive in format '%s'" % format) from None
            _regex_cache[format] = regex
        return regex, names


def _calc_julian_from_U_or_W(year, week_of_year, day_of_week, week_starts_Mon):
    """The day of the year for a week's number and a weekday, Monday being 0; it may be before the year begins."""
    first = datetime.date(year, 1, 1).weekday()
    if not week_starts_Mon:
        first, day_of_week = (first + 1) % 7, (day_of_week + 1) % 7
    if week_of_year == 0:
        return 1 - first + day_of_week
    return 1 + -first % 7 + 7 * (week_of_year - 1) + day_of_week


def _calc_julian_from_V(iso_year, iso_week, iso_weekday):
    """(year, day of the year) for an ISO week; only days before the year are moved to the other one."""
    day = iso_week * 7 + iso_weekday - datetime.date(iso_year, 1, 4).isoweekday() - 3
    if day < 1:
        day += datetime.date(iso_year, 1, 1).toordinal()
        iso_year -= 1
        day -= datetime.date(iso_year, 1, 1).toordinal()
    return iso_year, day


class _Moment:
    """What is known of a moment. A method named for a directive takes what its group matched."""

    def __init__(self, names, groups):
        self.names, self.groups = names, groups
        self.year = self.iso_year = None
        self.month = self.day = 1
        self.hour = self.minute = self.second = self.fraction = 0
        self.weekday = self.julian = self.week = self.iso_week = None
        self.weeks_start_monday = False
        self.dst, self.offset, self.offset_fraction = -1, None, 0
        for directive, matched in groups.items():
            method = getattr(self, '_' + directive, None)
            if method is not None:
                method(matched)

    def _y(self, matched):
        # POSIX: 69 to 99 are of the 20th century, 0 to 68 of the 21st.
        year = int(matched)
        self.year = year + (2000 if year <= 68 else 1900)

    def _Y(self, matched):
        self.year = int(matched)

    def _G(self, matched):
        self.iso_year = int(matched)

    def _m(self, matched):
        self.month = int(matched)

    def _B(self, matched):
        self.month = self.names.f_month.index(matched.lower())

    def _b(self, matched):
        self.month = self.names.a_month.index(matched.lower())

    def _d(self, matched):
        self.day = int(matched)

    def _H(self, matched):
        self.hour = int(matched)

    def _I(self, matched):
        half = self.groups.get('p', '').lower()
        self.hour = int(matched) % 12 if half in ('', self.names.am_pm[0]) else int(matched)
        if half and half == self.names.am_pm[1]:
            self.hour = int(matched) % 12 + 12

    def _M(self, matched):
        self.minute = int(matched)

    def _S(self, matched):
        self.second = int(matched)

    def _f(self, matched):
        self.fraction = int(matched.ljust(6, '0'))

    def _A(self, matched):
        self.weekday = self.names.f_weekday.index(matched.lower())

    def _a(self, matched):
        self.weekday = self.names.a_weekday.index(matched.lower())

    def _w(self, matched):
        self.weekday = (int(matched) - 1) % 7

    def _u(self, matched):
        self.weekday = int(matched) - 1

    def _j(self, matched):
        self.julian = int(matched)

    def _U(self, matched):
        self.week, self.weeks_start_monday = int(matched), False

    def _W(self, matched):
        self.week, self.weeks_start_monday = int(matched), True

    def _V(self, matched):
        self.iso_week = int(matched)

    def _z(self, matched):
        if matched == 'Z':
            self.offset = 0
            return
        digits = matched[1:]
        if digits[2] == ':':
            digits = digits[:2] + digits[3:]
            if len(digits) > 4:
                if digits[4] != ':':
                    raise ValueError('Inconsistent use of : in %s' % matched)
                digits = digits[:4] + digits[5:]
        self.offset = int(digits[:2]) * 3600 + int(digits[2:4]) * 60 + int(digits[4:6] or 0)
        self.offset_fraction = int(digits[7:].ljust(6, '0'))
        if matched[0] == '-':
            self.offset, self.offset_fraction = -self.offset, -self.offset_fraction

    def _Z(self, matched):
        zone = matched.lower()
        for dst, zones in enumerate(self.names.timezone):
            if zone in zones:
                # If both have one name there is no telling.
                ambiguous = time.tzname[0] == time.tzname[1] and time.daylight and zone not in ('utc', 'gmt')
                if not ambiguous:
                    self.dst = dst
                break

    def check_weeks(self):
        """Refuse combinations of ISO weeks and years with others."""
        if self.year is None and self.iso_year is not None:
            if self.iso_week is None or self.weekday is None:
                raise ValueError("ISO year directive '%G' must be used with the ISO week directive '%V' and a "
                                 "weekday directive ('%A', '%a', '%w', or '%u').")
            if self.julian is not None:
                raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. "
                                 "Use '%Y' instead.")
        elif self.week is None and self.iso_week is not None:
            if self.weekday is None:
                raise ValueError("ISO week directive '%V' must be used with the ISO year directive '%G' and a "
                                 "weekday directive ('%A', '%a', '%w', or '%u').")
            raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. "
                             "Use the ISO year '%G' instead.")

    def complete(self):
        """Compute what can be told from the rest. Without a year, February 29 is taken to exist."""
        leap_day = self.year is None and (self.month, self.day) == (2, 29)
        year = 1904 if leap_day else 1900 if self.year is None else self.year
        if self.julian is None and self.weekday is not None:
            if self.week is not None:
                self.julian = _calc_julian_from_U_or_W(year, self.week, self.weekday, self.weeks_start_monday)
            elif self.iso_year is not None and self.iso_week is not None:
                year, self.julian = _calc_julian_from_V(self.iso_year, self.iso_week, self.weekday + 1)
            if self.julian is not None and self.julian <= 0:
                year -= 1
                self.julian += 366 if calendar.isleap(year) else 365
        new_year = datetime.date(year, 1, 1).toordinal()
        if self.julian is None:
            date = datetime.date(year, self.month, self.day)
            self.julian = date.toordinal() - new_year + 1
        else:
            date = datetime.date.fromordinal(new_year + self.julian - 1)
        self.year, self.month, self.day = 1900 if leap_day else date.year, date.month, date.day
        if self.weekday is None:
            self.weekday = date.weekday()


def _strptime(data_string, format='%a %b %d %H:%M:%S %Y'):
    """(the eleven parts of a struct_time, microseconds, microseconds of the offset) of a string by a format."""
    for index, argument in enumerate((data_string, format)):
        if not isinstance(argument, str):
            raise TypeError('strptime() argument {} must be str, not {}'.format(index, type(argument)))
    regex, names = _compiled(format)
    match = regex.match(data_string)
    if match is None:
        raise ValueError('time data %r does not match format %r' % (data_string, format))
    if match.end() != len(data_string):
        raise ValueError('unconverted data remains: %s' % data_string[match.end():])
    moment = _Moment(names, match.groupdict())
    moment.check_weeks()
    moment.complete()
    parts = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, moment.weekday,
             moment.julian, moment.dst, match.groupdict().get('Z'), moment.offset)
    return parts, moment.fraction, moment.offset_fraction


def _strptime_time(data_string, format='%a %b %d %H:%M:%S %Y'):
    """A struct_time."""
    return time.struct_time(_strptime(data_string, format)[0])


def _strptime_datetime(cls, data_string, format='%a %b %d %H:%M:%S %Y'):
    """An instance of a datetime class, with a time zone if the format has %z."""
    parts, fraction, offset_fraction = _strptime(data_string, format)
    name, offset = parts[9:]
    arguments = (*parts[:6], fraction)
    if offset is not None:
        delta = datetime.timedelta(seconds=offset, microseconds=offset_fraction)
        arguments += (datetime.timezone(delta, name) if name else datetime.timezone(delta),)
    return cls(*arguments)
