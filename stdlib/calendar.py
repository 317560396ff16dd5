"""Calendars as text and HTML, and functions about dates. Weeks begin on Monday unless told otherwise."""

import datetime
import locale as _locale
import sys
from itertools import repeat

__all__ = ['IllegalMonthError', 'IllegalWeekdayError', 'setfirstweekday', 'firstweekday', 'isleap', 'leapdays',
           'weekday', 'monthrange', 'monthcalendar', 'prmonth', 'month', 'prcal', 'calendar', 'timegm', 'month_name',
           'month_abbr', 'day_name', 'day_abbr', 'Calendar', 'TextCalendar', 'HTMLCalendar', 'LocaleTextCalendar',
           'LocaleHTMLCalendar', 'weekheader']

# What failures here are raised as.
error = ValueError


class IllegalMonthError(ValueError):
    def __init__(self, month):
        self.month = month

    def __str__(self):
        return 'bad month number %r; must be 1-12' % self.month


class IllegalWeekdayError(ValueError):
    def __init__(self, weekday):
        self.weekday = weekday

    def __str__(self):
        return 'bad weekday number %r; must be 0 (Monday) to 6 (Sunday)' % self.weekday


January = 1
February = 2

# Days of each month in a year that is no leap year.
mdays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


class _localized:
    """A sequence of names in the locale that is current when they are asked for."""

    def __init__(self, format):
        self.format = format

    def __getitem__(self, i):
        formats = self._formats()[i]
        if isinstance(i, slice):
            return [each(self.format) for each in formats]
        return formats(self.format)

    def __len__(self):
        return len(self._formats())


class _localized_month(_localized):
    _months = [datetime.date(2001, i + 1, 1).strftime for i in range(12)]
    _months.insert(0, lambda format: '')

    def _formats(self):
        return self._months


class _localized_day(_localized):
    _days = [datetime.date(2001, 1, i + 1).strftime for i in range(7)]  # January 1 was a Monday

    def _formats(self):
        return self._days


day_name = _localized_day('%A')
day_abbr = _localized_day('%a')
month_name = _localized_month('%B')
month_abbr = _localized_month('%b')

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


def isleap(year):
    """Is it a leap year?"""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def leapdays(y1, y2):
    """The number of leap years from y1 to before y2."""
    def until(year):
        year -= 1
        return year // 4 - year // 100 + year // 400
    return until(y2) - until(y1)


def weekday(year, month, day):
    """0 for Monday to 6 for Sunday."""
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        year = 2000 + year % 400  # the calendar repeats itself
    return datetime.date(year, month, day).weekday()


def monthrange(year, month):
    """(weekday of the first day, number of days)."""
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    return weekday(year, month, 1), _monthlen(year, month)


def _monthlen(year, month):
    return mdays[month] + (month == February and isleap(year))


def _prevmonth(year, month):
    return (year, month - 1) if month > 1 else (year - 1, 12)


def _nextmonth(year, month):
    return (year, month + 1) if month < 12 else (year + 1, 1)


def _chunks(items, size):
    return [items[i:i + size] for i in range(0, len(items), size)]


class Calendar(object):
    """Makes the data of calendars; firstweekday begins the weeks."""

    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday

    def getfirstweekday(self):
        return self._firstweekday % 7

    def setfirstweekday(self, firstweekday):
        self._firstweekday = firstweekday

    firstweekday = property(getfirstweekday, setfirstweekday)

    def iterweekdays(self):
        """The numbers of a week's days in order."""
        for i in range(self.firstweekday, self.firstweekday + 7):
            yield i % 7

    def itermonthdates(self, year, month):
        """The dates of a month's whole weeks."""
        for y, m, d in self.itermonthdays3(year, month):
            yield datetime.date(y, m, d)

    def _margins(self, year, month):
        """Days of the month, and days of its weeks that come before and after it."""
        first, size = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        after = (self.firstweekday - first - size) % 7
        return size, before, after

    def itermonthdays(self, year, month):
        """The days of a month's whole weeks; 0 for those of other months."""
        size, before, after = self._margins(year, month)
        yield from repeat(0, before)
        yield from range(1, size + 1)
        yield from repeat(0, after)

    def itermonthdays2(self, year, month):
        """The same as (day, weekday)."""
        for i, day in enumerate(self.itermonthdays(year, month), self.firstweekday):
            yield day, i % 7

    def itermonthdays3(self, year, month):
        """The same as (year, month, day), with the days of other months, too."""
        size, before, after = self._margins(year, month)
        y, m = _prevmonth(year, month)
        last = _monthlen(y, m)
        for day in range(last - before + 1, last + 1):
            yield y, m, day
        for day in range(1, size + 1):
            yield year, month, day
        y, m = _nextmonth(year, month)
        for day in range(1, after + 1):
            yield y, m, day

    def itermonthdays4(self, year, month):
        """The same as (year, month, day, weekday)."""
        for i, ymd in enumerate(self.itermonthdays3(year, month)):
            yield (*ymd, (self.firstweekday + i) % 7)

    def monthdatescalendar(self, year, month):
        """A list of the weeks, each a list of dates."""
        return _chunks(list(self.itermonthdates(year, month)), 7)

    def monthdays2calendar(self, year, month):
        """The weeks of a month as lists of (day, weekday); days of other months are 0."""
        return _chunks(list(self.itermonthdays2(year, month)), 7)

    def monthdayscalendar(self, year, month):
        """The weeks of a month as lists of days; those of other months are 0."""
        return _chunks(list(self.itermonthdays(year, month)), 7)

    def _year(self, make, year, width):
        return _chunks([make(year, month) for month in range(January, January + 12)], width)

    def yeardatescalendar(self, year, width=3):
        """A list of rows of `width` months, each as monthdatescalendar() makes it."""
        return self._year(self.monthdatescalendar, year, width)

    def yeardays2calendar(self, year, width=3):
        """The months of a year in rows of `width`, each as by monthdays2calendar()."""
        return self._year(self.monthdays2calendar, year, width)

    def yeardayscalendar(self, year, width=3):
        """The months of a year in rows of `width`, each as by monthdayscalendar()."""
        return self._year(self.monthdayscalendar, year, width)


class TextCalendar(Calendar):
    """Calendars as plain text."""

    def prweek(self, theweek, width):
        """Print a week, without a line end."""
        print(self.formatweek(theweek, width), end='')

    def formatday(self, day, weekday, width):
        """A day, in the middle of so many columns."""
        return ('' if day == 0 else '%2i' % day).center(width)

    def formatweek(self, theweek, width):
        """The days of a week in one line."""
        return ' '.join([self.formatday(day, weekday, width) for day, weekday in theweek])

    def formatweekday(self, day, width):
        """The name of a weekday, as much as so many columns take."""
        names = day_name if width >= 9 else day_abbr
        return names[day][:width].center(width)

    def formatweekheader(self, width):
        """The names of the weekdays in one line."""
        return ' '.join([self.formatweekday(day, width) for day in self.iterweekdays()])

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        """The name of a month, in the middle of so many columns."""
        name = month_name[themonth]
        return ('%s %r' % (name, theyear) if withyear else name).center(width)

    def prmonth(self, theyear, themonth, w=0, l=0):
        """Print a month."""
        print(self.formatmonth(theyear, themonth, w, l), end='')

    def formatmonth(self, theyear, themonth, w=0, l=0):
        """A month; w is the width of a day, l the number of lines of a week."""
        w, l = max(2, w), max(1, l)
        title = self.formatmonthname(theyear, themonth, 7 * (w + 1) - 1)
        lines = [title.rstrip(), self.formatweekheader(w).rstrip()]
        lines += [self.formatweek(week, w).rstrip() for week in self.monthdays2calendar(theyear, themonth)]
        return ''.join([line + '\n' * l for line in lines])

    def formatyear(self, theyear, w=2, l=1, c=6, m=3):
        """A year, m months beside each other with c spaces between."""
        w, l, c = max(2, w), max(1, l), max(2, c)
        width = (w + 1) * 7 - 1
        end = '\n' * l
        text = [repr(theyear).center(width * m + c * (m - 1)).rstrip(), end]
        header = self.formatweekheader(w)
        for number, row in enumerate(self.yeardays2calendar(theyear, m)):
            months = range(m * number + 1, min(m * (number + 1) + 1, 13))
            names = (self.formatmonthname(theyear, k, width, False) for k in months)
            text += [end, formatstring(names, width, c).rstrip(), end]
            text += [formatstring((header for _ in months), width, c).rstrip(), end]
            for line in range(max(map(len, row))):
                weeks = [self.formatweek(each[line], w) if line < len(each) else '' for each in row]
                text += [formatstring(weeks, width, c).rstrip(), end]
        return ''.join(text)

    def pryear(self, theyear, w=0, l=0, c=6, m=3):
        """Print a year."""
        print(self.formatyear(theyear, w, l, c, m), end='')


class HTMLCalendar(Calendar):
    """Calendars as HTML tables; the class attributes name the CSS classes."""

    cssclasses = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
    cssclasses_weekday_head = cssclasses
    cssclass_noday = 'noday'
    cssclass_month_head = 'month'
    cssclass_month = 'month'
    cssclass_year_head = 'year'
    cssclass_year = 'year'

    _TABLE = '<table border="0" cellpadding="0" cellspacing="0" class="%s">\n'

    def formatday(self, day, weekday):
        """The cell of a day."""
        if day == 0:
            return '<td class="%s">&nbsp;</td>' % self.cssclass_noday
        return '<td class="%s">%d</td>' % (self.cssclasses[weekday], day)

    def formatweek(self, theweek):
        """The row of a week."""
        return '<tr>%s</tr>' % ''.join([self.formatday(day, weekday) for day, weekday in theweek])

    def formatweekday(self, day):
        """The cell with a weekday's name."""
        return '<th class="%s">%s</th>' % (self.cssclasses_weekday_head[day], day_abbr[day])

    def formatweekheader(self):
        """The row with the weekdays' names."""
        return '<tr>%s</tr>' % ''.join([self.formatweekday(day) for day in self.iterweekdays()])

    def formatmonthname(self, theyear, themonth, withyear=True):
        """The row with a month's name."""
        name = '%s %s' % (month_name[themonth], theyear) if withyear else '%s' % month_name[themonth]
        return '<tr><th colspan="7" class="%s">%s</th></tr>' % (self.cssclass_month_head, name)

    def formatmonth(self, theyear, themonth, withyear=True):
        """The table of a month."""
        rows = [self.formatmonthname(theyear, themonth, withyear=withyear), self.formatweekheader()]
        rows += [self.formatweek(week) for week in self.monthdays2calendar(theyear, themonth)]
        return self._TABLE % self.cssclass_month + ''.join([row + '\n' for row in rows]) + '</table>\n'

    def formatyear(self, theyear, width=3):
        """A year, with `width` months in a row."""
        width = max(width, 1)
        text = [self._TABLE % self.cssclass_year]
        text.append('<tr><th colspan="%d" class="%s">%s</th></tr>' % (width, self.cssclass_year_head, theyear))
        for months in _chunks(range(January, January + 12), width):
            cells = ['<td>%s</td>' % self.formatmonth(theyear, m, withyear=False) for m in months]
            text.append('<tr>%s</tr>' % ''.join(cells))
        return ''.join(text) + '</table>'

    def formatyearpage(self, theyear, width=3, css='calendar.css', encoding=None):
        """A year as a page of its own, in bytes; css is the address of a style sheet or None."""
        if encoding is None:
            encoding = sys.getdefaultencoding()
        lines = ['<?xml version="1.0" encoding="%s"?>' % encoding,
                 '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
                 '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
                 '<html>', '<head>',
                 '<meta http-equiv="Content-Type" content="text/html; charset=%s" />' % encoding]
        if css is not None:
            lines.append('<link rel="stylesheet" type="text/css" href="%s" />' % css)
        lines += ['<title>Calendar for %d</title>' % theyear, '</head>', '<body>']
        page = '\n'.join(lines) + '\n' + self.formatyear(theyear, width) + '</body>\n</html>\n'
        return page.encode(encoding, 'xmlcharrefreplace')


class different_locale:
    """Another locale for times, for the length of a with block."""

    def __init__(self, locale):
        self.locale = locale

    def __enter__(self):
        self.oldlocale = _locale.getlocale(_locale.LC_TIME)
        _locale.setlocale(_locale.LC_TIME, self.locale)

    def __exit__(self, *args):
        _locale.setlocale(_locale.LC_TIME, self.oldlocale)


class LocaleTextCalendar(TextCalendar):
    """TextCalendar with the names of a locale."""

    def __init__(self, firstweekday=0, locale=None):
        super().__init__(firstweekday)
        self.locale = _locale.getdefaultlocale() if locale is None else locale

    def formatweekday(self, day, width):
        with different_locale(self.locale):
            return super().formatweekday(day, width)

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        with different_locale(self.locale):
            return super().formatmonthname(theyear, themonth, width, withyear)


class LocaleHTMLCalendar(HTMLCalendar):
    """HTMLCalendar with the names of a locale."""

    def __init__(self, firstweekday=0, locale=None):
        super().__init__(firstweekday)
        self.locale = _locale.getdefaultlocale() if locale is None else locale

    def formatweekday(self, day):
        with different_locale(self.locale):
            return super().formatweekday(day)

    def formatmonthname(self, theyear, themonth, withyear=True):
        with different_locale(self.locale):
            return super().formatmonthname(theyear, themonth, withyear)


# ---- functions of a shared calendar

c = TextCalendar()
firstweekday = c.getfirstweekday
monthcalendar = c.monthdayscalendar
prweek = c.prweek
week = c.formatweek
weekheader = c.formatweekheader
prmonth = c.prmonth
month = c.formatmonth
calendar = c.formatyear
prcal = c.pryear


def setfirstweekday(firstweekday):
    if not MONDAY <= firstweekday <= SUNDAY:
        raise IllegalWeekdayError(firstweekday)
    c.firstweekday = firstweekday


# Width of a column and of the space between two in a year's text.
_colwidth = 7 * 3 - 1
_spacing = 6


def format(cols, colwidth=_colwidth, spacing=_spacing):
    """Print texts centred in columns."""
    print(formatstring(cols, colwidth, spacing))


def formatstring(cols, colwidth=_colwidth, spacing=_spacing):
    """Texts centred in columns."""
    return (' ' * spacing).join([text.center(colwidth) for text in cols])


EPOCH = 1970
_EPOCH_ORD = datetime.date(EPOCH, 1, 1).toordinal()


def timegm(tuple):
    """The POSIX timestamp of a time tuple in UTC."""
    year, month, day, hour, minute, second = tuple[:6]
    days = datetime.date(year, month, 1).toordinal() - _EPOCH_ORD + day - 1
    return ((days * 24 + hour) * 60 + minute) * 60 + second


# Options of the command line: group, flags, keywords.
_OPTIONS = (
    ('text only arguments', '-w', '--width', dict(type=int, default=2, help='width of date column (default 2)')),
    ('text only arguments', '-l', '--lines',
     dict(type=int, default=1, help='number of lines for each week (default 1)')),
    ('text only arguments', '-s', '--spacing',
     dict(type=int, default=6, help='spacing between months (default 6)')),
    ('text only arguments', '-m', '--months', dict(type=int, default=3, help='months per row (default 3)')),
    ('html only arguments', '-c', '--css', dict(default='calendar.css', help='CSS to use for page')),
    (None, '-L', '--locale', dict(default=None, help='locale to be used from month and weekday names')),
    (None, '-e', '--encoding', dict(default=None, help='encoding to use for output')),
    (None, '-t', '--type', dict(default='text', choices=('text', 'html'), help='output type (text or html)')),
)


def main(args):
    import argparse
    parser = argparse.ArgumentParser()
    groups = {None: parser}
    for title, *flags, keywords in _OPTIONS:
        if title not in groups:
            groups[title] = parser.add_argument_group(title)
        groups[title].add_argument(*flags, **keywords)
    parser.add_argument('year', nargs='?', type=int, help='year number (1-9999)')
    parser.add_argument('month', nargs='?', type=int, help='month number (1-12, text only)')
    options = parser.parse_args(args[1:])
    if options.locale and not options.encoding:
        parser.error('if --locale is specified --encoding is required')
    where = options.locale, options.encoding
    if options.type == 'html':
        made = LocaleHTMLCalendar(locale=where) if options.locale else HTMLCalendar()
        if options.month is not None:
            parser.error('incorrect number of arguments')
            sys.exit(1)
        year = datetime.date.today().year if options.year is None else options.year
        page = made.formatyearpage(year, encoding=options.encoding or sys.getdefaultencoding(), css=options.css)
        sys.stdout.buffer.write(page)
        return
    made = LocaleTextCalendar(locale=where) if options.locale else TextCalendar()
    if options.month is None:
        year = datetime.date.today().year if options.year is None else options.year
        text = made.formatyear(year, options.width, options.lines, options.spacing, options.months)
    else:
        text = made.formatmonth(options.year, options.month, options.width, options.lines)
    if options.encoding:
        sys.stdout.buffer.write(text.encode(options.encoding))
    else:
        sys.stdout.write(text)


if __name__ == '__main__':
    main(sys.argv)
