# time.strptime and datetime.strptime: every directive, what is computed from others, and what is refused.
import datetime
import time


def parse(text, format):
    for parser in (time.strptime, datetime.datetime.strptime):
        try:
            print(repr(text), repr(format), '->', repr(parser(text, format)))
        except Exception as error:
            # What datetime says of a day that is none depends on its implementation.
            said = error if 'format' in str(error) or 'directive' in str(error) or 'data' in str(error) else ''
            print(repr(text), repr(format), '->', type(error).__name__, said, error.__suppress_context__)


for text, format in (
        ('2020-02-29 23:59:59.25', '%Y-%m-%d %H:%M:%S.%f'), ('29 feb 96', '%d %b %y'), ('68', '%y'), ('69', '%y'),
        ('Thursday 1 OCTOBER 2020', '%A %d %B %Y'), ('12 AM', '%I %p'), ('12 pm', '%I %p'), ('11', '%I'), ('13', '%I'),
        ('2020 366', '%Y %j'), ('2019 366', '%Y %j'), ('0', '%j'), ('2020 1 0', '%Y %U %w'), ('2020 1 0', '%Y %W %w'),
        ('2020 0 1', '%Y %U %w'), ('2019 53 6', '%Y %W %w'), ('2020 53 5', '%G %V %u'), ('2021 1 1', '%G %V %u'),
        ('2020 53', '%G %V'), ('2020', '%G'), ('53', '%V'), ('5 1', '%V %u'), ('2020 5 1 9', '%G %V %u %j'),
        ('+0530', '%z'), ('-05:30:15', '%z'), ('-053015.000001', '%z'), ('+05:3015', '%z'), ('+05', '%z'), ('Z', '%z'),
        ('GMT', '%Z'), ('utc +0100', '%Z %z'), ('Feb 29', '%b %d'), ('29 2 1900', '%d %m %Y'), ('31 4', '%d %m'),
        ('Mon Jan  6 10:20:30 2020', '%c'), ('01/06/20', '%x'), ('10:20:30', '%X'), ('100%', '100%%'), ('a  b', 'a b'),
        ('x.y*z', 'x.y*z'), ('1 ', '%d'), ('1', '%d %'), ('1', '%q'), ('1', '%.'), ('1', '% '), ('', ''), ('1', ''),
        ('60', '%S'), ('62', '%S'), ('8', '%u'), ('0', '%u'), ('.1234567', '.%f'), (1, '%d'), ('1', b'%d')):
    parse(text, format)

# All ways to name a day agree with what strftime writes.
for year, month, day in ((1999, 1, 3), (2000, 12, 31), (2005, 1, 1), (2008, 12, 29), (2010, 1, 4), (2015, 6, 30)):
    date = datetime.datetime(year, month, day)
    for format in ('%Y %j', '%Y %U %w', '%Y %W %a', '%G %V %u', '%A %d %B %Y', '%x', '%c', '%y%m%d'):
        assert datetime.datetime.strptime(date.strftime(format), format) == date, (date, format)
print('agree')

# What is well formed but no date is not called malformed.
for text in ('2020-02-30', '2020-13-01', '2020-02-30T10:20', '2020-01-01T25:00', '2020-1-1'):
    try:
        print(datetime.datetime.fromisoformat(text))
    except ValueError as error:
        print(text, 'malformed' if 'isoformat' in str(error) else 'no date')
