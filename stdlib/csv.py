"""Tables as text with separators: readers and writers of _csv, dialects, rows as dictionaries."""

import re
from io import StringIO
from _csv import (Error, writer, reader, register_dialect, unregister_dialect, get_dialect, list_dialects,
                  field_size_limit, QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, __version__, __doc__)
from _csv import Dialect as _Dialect

__all__ = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE', 'Error', 'Dialect', '__doc__', 'excel',
           'excel_tab', 'field_size_limit', 'reader', 'writer', 'register_dialect', 'get_dialect', 'list_dialects',
           'Sniffer', 'unregister_dialect', '__version__', 'DictReader', 'DictWriter', 'unix_dialect']


class Dialect:
    """A format, to be described by the attributes of a subclass."""

    _name = ''
    _valid = False
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        self._valid = self.__class__ != Dialect
        self._validate()

    def _validate(self):
        try:
            _Dialect(self)
        except TypeError as error:
            raise Error(str(error))


class excel(Dialect):
    """What Excel writes."""

    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """What Excel writes, with tabs between the fields."""

    delimiter = '\t'


class unix_dialect(Dialect):
    """Lines end with a newline, and all fields are quoted."""

    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\n'
    quoting = QUOTE_ALL


register_dialect('excel', excel)
register_dialect('excel-tab', excel_tab)
register_dialect('unix', unix_dialect)


class DictReader:
    """Rows as dictionaries; the first row has the keys unless fieldnames are given.

    Values too many go as a list under restkey; missing ones are restval.
    """

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
            self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames  # read before the first row
        row = []
        while not row:  # empty lines are no rows
            row = next(self.reader)
        self.line_num = self.reader.line_num
        names = self.fieldnames
        found = dict(zip(names, row))
        if len(row) > len(names):
            found[self.restkey] = row[len(names):]
        else:
            found.update(dict.fromkeys(names[len(row):], self.restval))
        return found


class DictWriter:
    """Writes dictionaries as rows; missing keys get restval, others are an error or, with 'ignore', left out."""

    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        self.fieldnames = fieldnames
        self.restval = restval
        if extrasaction.lower() not in ('raise', 'ignore'):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _dict_to_list(self, rowdict):
        if self.extrasaction == 'raise':
            unknown = rowdict.keys() - self.fieldnames
            if unknown:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join([repr(x) for x in unknown]))
        return (rowdict.get(key, self.restval) for key in self.fieldnames)

    def writerow(self, rowdict):
        return self.writer.writerow(self._dict_to_list(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._dict_to_list, rowdicts))


# Where a quoted field may stand: between delimiters, first, last or alone in a line.
_QUOTED = [re.compile(pattern, re.DOTALL | re.MULTILINE) for pattern in (
    r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?P=delim)',
    r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?P<delim>[^\w\n"\'])(?P<space> ?)',
    r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?:$|\n)',
    r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?:$|\n)',
)]


def _most_frequent(counts):
    return max(counts, key=counts.get)


class Sniffer:
    """Finds out the dialect of a sample, and whether it has a header."""

    def __init__(self):
        self.preferred = [',', '\t', ';', ' ', ':']

    def sniff(self, sample, delimiters=None):
        """The dialect of a sample; delimiters are those that may be found."""
        quotechar, doublequote, delimiter, skipinitialspace = self._guess_quote_and_delimiter(sample, delimiters)
        if not delimiter:
            delimiter, skipinitialspace = self._guess_delimiter(sample, delimiters)
        if not delimiter:
            raise Error('Could not determine delimiter')

        class dialect(Dialect):
            _name = 'sniffed'
            lineterminator = '\r\n'
            quoting = QUOTE_MINIMAL

        dialect.doublequote = doublequote
        dialect.delimiter = delimiter
        dialect.quotechar = quotechar or '"'
        dialect.skipinitialspace = skipinitialspace
        return dialect

    def _guess_quote_and_delimiter(self, data, delimiters):
        """By what stands around quoted fields: (quote, doubled?, delimiter, space after it?)."""
        for pattern in _QUOTED:
            matches = [match.groupdict() for match in pattern.finditer(data)]
            if matches:
                break
        else:
            return '', False, None, 0
        quotes, found = {}, {}
        spaces = 0
        for match in matches:
            quote, delim = match['quote'], match.get('delim')
            quotes[quote] = quotes.get(quote, 0) + 1
            if delim and (delimiters is None or delim in delimiters):
                found[delim] = found.get(delim, 0) + 1
            if match.get('space'):
                spaces += 1
        quote = _most_frequent(quotes)
        delimiter, skip = '', 0
        if found:
            delimiter = _most_frequent(found)
            skip = found[delimiter] == spaces
            if delimiter == '\n':  # a table of one column
                delimiter = ''
        doubled = re.compile(
            r'((%(delim)s)|^)\W*%(quote)s[^%(delim)s\n]*%(quote)s[^%(delim)s\n]*%(quote)s\W*((%(delim)s)|$)'
            % {'delim': re.escape(delimiter), 'quote': quote}, re.MULTILINE)
        return quote, bool(doubled.search(data)), delimiter, skip

    def _guess_delimiter(self, data, delimiters):
        """The character that stands in the lines equally often: (delimiter, space after it?).

        The lines are looked at in portions, until one character is regular enough.
        """
        lines = [line for line in data.split('\n') if line]
        ascii = [chr(c) for c in range(127)]
        size = min(10, len(lines))
        histograms = {char: {} for char in ascii}  # by count in a line: how many lines
        regular = {}
        for start in range(0, len(lines), size or 1):
            for line in lines[start:start + size]:
                for char in ascii:
                    histogram = histograms[char]
                    count = line.count(char)
                    histogram[count] = histogram.get(count, 0) + 1
            seen = min(start + size, len(lines))
            regular = self._regular(histograms, seen, delimiters)
            if len(regular) == 1:
                delimiter = next(iter(regular))
                return delimiter, self._spaced(lines[0], delimiter)
        if not regular:
            return '', 0
        for delimiter in self.preferred:
            if delimiter in regular:
                return delimiter, self._spaced(lines[0], delimiter)
        delimiter = max(regular, key=lambda char: (regular[char], char))
        return delimiter, self._spaced(lines[0], delimiter)

    @staticmethod
    def _spaced(line, delimiter):
        return line.count(delimiter) == line.count('%c ' % delimiter)

    @staticmethod
    def _regular(histograms, total, delimiters):
        """The characters whose most usual count is that of nearly all lines: {char: (count, lines)}."""
        modes = {}
        for char, histogram in histograms.items():
            if set(histogram) == {0}:
                continue
            count = _most_frequent(histogram)
            others = sum(lines for other, lines in histogram.items() if other != count)
            modes[char] = count, histogram[count] - others
        consistency = 1.0
        while consistency >= 0.9:
            found = {char: mode for char, mode in modes.items()
                     if mode[0] > 0 and mode[1] > 0 and mode[1] / total >= consistency
                     and (delimiters is None or char in delimiters)}
            if found:
                return found
            consistency -= 0.01
        return {}

    def has_header(self, sample):
        """Does the first row differ from the next 20 in the types or lengths of its columns?"""
        rows = reader(StringIO(sample), self.sniff(sample))
        header = next(rows)
        width = len(header)
        kinds = dict.fromkeys(range(width))  # a type, the length of all, or absent if mixed
        for checked, row in enumerate(rows):
            if checked > 20:
                break
            if len(row) != width:
                continue
            for column in list(kinds):
                kind = self._kind(row[column])
                if kinds[column] is None:
                    kinds[column] = kind
                elif kinds[column] != kind:
                    del kinds[column]
        votes = 0
        for column, kind in kinds.items():
            if isinstance(kind, int):
                votes += 1 if len(header[column]) != kind else -1
            else:
                try:
                    kind(header[column])
                except (ValueError, TypeError):
                    votes += 1
                else:
                    votes -= 1
        return votes > 0

    @staticmethod
    def _kind(text):
        for kind in (int, float, complex):
            try:
                kind(text)
            except (ValueError, OverflowError):
                continue
            return kind if kind is complex else complex
        return len(text)
