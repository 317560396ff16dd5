"""Comparing sequences, above all lists of lines."""

__all__ = ['get_close_matches', 'ndiff', 'restore', 'SequenceMatcher', 'Differ', 'IS_CHARACTER_JUNK', 'IS_LINE_JUNK',
           'context_diff', 'unified_diff', 'diff_bytes', 'HtmlDiff', 'Match']

import re
from collections import namedtuple as _namedtuple
from heapq import nlargest as _nlargest
from itertools import zip_longest as _zip_longest

Match = _namedtuple('Match', 'a b size')


def _calculate_ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    """Finds what two sequences of hashable elements have in common.

    The longest common run comes first, then those before and after it, and so on. isjunk(element)
    names elements of b that no match begins with; with autojunk, elements that make up
    more than 1 % of a b of 200 or more are not looked for either.

    >>> SequenceMatcher(None, 'abxcd', 'abcd').ratio() > 0.88
    True
    """

    def __init__(self, isjunk=None, a='', b='', autojunk=True):
        """A comparer of two sequences of hashable elements; `isjunk` tells which count for nothing."""
        self.isjunk = isjunk
        self.a = self.b = None
        self.autojunk = autojunk
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        """Compare two other sequences."""
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        """Set the first sequence; the second one, about which more is kept, remains."""
        if a is self.a:
            return
        self.a = a
        self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        """Compare with another second sequence."""
        if b is self.b:
            return
        self.b = b
        self.matching_blocks = self.opcodes = None
        self.fullbcount = None
        self.__chain_b()

    def __chain_b(self):
        """Find out where in b each element is; junk and popular elements apart."""
        places = {}
        for i, element in enumerate(self.b):
            places.setdefault(element, []).append(i)
        self.b2j = places
        isjunk = self.isjunk
        self.bjunk = {element for element in places if isjunk(element)} if isjunk else set()
        for element in self.bjunk:
            del places[element]
        self.bpopular = set()
        size = len(self.b)
        if self.autojunk and size >= 200:
            limit = size // 100 + 1
            self.bpopular = {element for element, where in places.items() if len(where) > limit}
            for element in self.bpopular:
                del places[element]

    def find_longest_match(self, alo, ahi, blo, bhi):
        """The longest Match in a[alo:ahi] and b[blo:bhi]; of several the first in a, then in b."""
        a, b, junk = self.a, self.b, self.bjunk
        besti, bestj, best = alo, blo, 0
        lengths = {}  # of the runs that end at a[i - 1], by the index in b
        nowhere = []
        for i in range(alo, ahi):
            following = {}
            for j in self.b2j.get(a[i], nowhere):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                size = following[j] = lengths.get(j - 1, 0) + 1
                if size > best:
                    besti, bestj, best = i - size + 1, j - size + 1, size
            lengths = following

        # Extend by what is not junk (it may be popular), then by junk that is equal.
        for wanted in (False, True):
            while (besti > alo and bestj > blo and (b[bestj - 1] in junk) is wanted
                   and a[besti - 1] == b[bestj - 1]):
                besti, bestj, best = besti - 1, bestj - 1, best + 1
            while (besti + best < ahi and bestj + best < bhi and (b[bestj + best] in junk) is wanted
                   and a[besti + best] == b[bestj + best]):
                best += 1
        return Match(besti, bestj, best)

    def get_matching_blocks(self):
        """All Matches in order; the last one is empty, at the ends."""
        if self.matching_blocks is not None:
            return self.matching_blocks
        waiting = [(0, len(self.a), 0, len(self.b))]
        found = []
        while waiting:
            alo, ahi, blo, bhi = waiting.pop()
            i, j, size = match = self.find_longest_match(alo, ahi, blo, bhi)
            if size:
                found.append(match)
                if alo < i and blo < j:
                    waiting.append((alo, i, blo, j))
                if i + size < ahi and j + size < bhi:
                    waiting.append((i + size, ahi, j + size, bhi))
        found.sort()
        joined = []
        for i, j, size in found:
            if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
                joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + size)
            else:
                joined.append((i, j, size))
        joined.append((len(self.a), len(self.b), 0))
        self.matching_blocks = [Match._make(each) for each in joined]
        return self.matching_blocks

    def get_opcodes(self):
        """How to make b of a: (replace, delete, insert or equal, i1, i2, j1, j2)."""
        if self.opcodes is None:
            self.opcodes = answer = []
            i = j = 0
            for ai, bj, size in self.get_matching_blocks():
                if i < ai or j < bj:
                    tag = 'insert' if i == ai else 'delete' if j == bj else 'replace'
                    answer.append((tag, i, ai, j, bj))
                i, j = ai + size, bj + size
                if size:
                    answer.append(('equal', ai, i, bj, j))
        return self.opcodes

    def get_grouped_opcodes(self, n=3):
        """The changes in groups, with up to n lines of context."""
        codes = list(self.get_opcodes()) or [('equal', 0, 1, 0, 1)]
        tag, i1, i2, j1, j2 = codes[0]
        if tag == 'equal':
            codes[0] = tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        tag, i1, i2, j1, j2 = codes[-1]
        if tag == 'equal':
            codes[-1] = tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for tag, i1, i2, j1, j2 in codes:
            if tag == 'equal' and i2 - i1 > n + n:
                # Far enough to end the group.
                group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == 'equal'):
            yield group

    def ratio(self):
        """How similar the sequences are, from 0 to 1."""
        return _calculate_ratio(sum(match.size for match in self.get_matching_blocks()), len(self.a) + len(self.b))

    def quick_ratio(self):
        """An upper bound of ratio(): as if the order did not matter."""
        if self.fullbcount is None:
            self.fullbcount = {}
            for element in self.b:
                self.fullbcount[element] = self.fullbcount.get(element, 0) + 1
        left = {}
        matches = 0
        for element in self.a:
            count = left.get(element, self.fullbcount.get(element, 0))
            left[element] = count - 1
            matches += count > 0
        return _calculate_ratio(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        """An upper bound of ratio() from the lengths alone."""
        la, lb = len(self.a), len(self.b)
        return _calculate_ratio(min(la, lb), la + lb)


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """The up to n best matches of a word, best first, that are at least as similar as cutoff.

    >>> get_close_matches('appel', ['ape', 'apple', 'peach', 'puppy'])
    ['apple', 'ape']
    """
    if not n > 0:
        raise ValueError('n must be > 0: %r' % (n,))
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError('cutoff must be in [0.0, 1.0]: %r' % (cutoff,))
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    found = []
    for each in possibilities:
        matcher.set_seq1(each)
        if (matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff
                and matcher.ratio() >= cutoff):
            found.append((matcher.ratio(), each))
    return [each for _, each in _nlargest(n, found)]


def _keep_original_ws(s, tag_s):
    """The tags, with the white space of the line where there is no tag."""
    return ''.join([c if tag == ' ' and c.isspace() else tag for c, tag in zip(s, tag_s)]).rstrip()


class Differ:
    """Compares lines for human readers.

    Lines begin with '- ' (only in the first), '+ ' (only in the second), '  ' (in both) or '? ' (in
    neither: shows where two similar lines differ).
    """

    def __init__(self, linejunk=None, charjunk=None):
        """A comparer; the functions tell which lines and characters count for nothing."""
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        """The lines of the comparison."""
        for tag, alo, ahi, blo, bhi in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if tag == 'replace':
                yield from self._fancy_replace(a, alo, ahi, b, blo, bhi)
            elif tag == 'delete':
                yield from self._dump('-', a, alo, ahi)
            elif tag == 'insert':
                yield from self._dump('+', b, blo, bhi)
            else:
                yield from self._dump(' ', a, alo, ahi)

    def _dump(self, tag, x, lo, hi):
        for line in x[lo:hi]:
            yield '%s %s' % (tag, line)

    def _plain_replace(self, a, alo, ahi, b, blo, bhi):
        assert alo < ahi and blo < bhi
        removed, added = self._dump('-', a, alo, ahi), self._dump('+', b, blo, bhi)
        # The shorter part first.
        parts = (added, removed) if bhi - blo < ahi - alo else (removed, added)
        for part in parts:
            yield from part

    def _fancy_replace(self, a, alo, ahi, b, blo, bhi):
        """Find the most similar pair of lines, and compare what is before and after it."""
        best, cutoff = 0.74, 0.75
        matcher = SequenceMatcher(self.charjunk)
        pair = equal = None
        for j in range(blo, bhi):
            matcher.set_seq2(b[j])
            for i in range(alo, ahi):
                if a[i] == b[j]:
                    equal = equal or (i, j)
                    continue
                matcher.set_seq1(a[i])
                if (matcher.real_quick_ratio() > best and matcher.quick_ratio() > best
                        and matcher.ratio() > best):
                    best, pair = matcher.ratio(), (i, j)
        if best < cutoff:
            if equal is None:
                yield from self._plain_replace(a, alo, ahi, b, blo, bhi)
                return
            pair = equal
        else:
            equal = None
        i, j = pair
        yield from self._fancy_helper(a, alo, i, b, blo, j)
        if equal is None:
            yield from self._similar_lines(matcher, a[i], b[j])
        else:
            yield '  ' + a[i]
        yield from self._fancy_helper(a, i + 1, ahi, b, j + 1, bhi)

    def _similar_lines(self, matcher, aline, bline):
        atags = btags = ''
        matcher.set_seqs(aline, bline)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            marks = {'replace': '^^', 'delete': '- ', 'insert': ' +', 'equal': '  '}.get(tag)
            if marks is None:
                raise ValueError('unknown tag %r' % (tag,))
            atags += marks[0] * (i2 - i1)
            btags += marks[1] * (j2 - j1)
        yield from self._qformat(aline, bline, atags, btags)

    def _fancy_helper(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi and blo < bhi:
            yield from self._fancy_replace(a, alo, ahi, b, blo, bhi)
        elif alo < ahi:
            yield from self._dump('-', a, alo, ahi)
        elif blo < bhi:
            yield from self._dump('+', b, blo, bhi)

    def _qformat(self, aline, bline, atags, btags):
        for mark, line, tags in (('-', aline, atags), ('+', bline, btags)):
            yield mark + ' ' + line
            tags = _keep_original_ws(line, tags)
            if tags:
                yield '? ' + tags + '\n'


def IS_LINE_JUNK(line, pat=re.compile(r'\s*(?:#\s*)?$').match):
    """Is it an empty line, or one with only a '#'?"""
    return pat(line) is not None


def IS_CHARACTER_JUNK(ch, ws=' \t'):
    """Is it a space or a tab?"""
    return ch in ws


# ---- formats

def _format_range_unified(start, stop):
    length = stop - start
    if length == 1:
        return '{}'.format(start + 1)
    return '{},{}'.format(start + 1 if length else start, length)


def _headers(marks, names, dates, lineterm):
    for mark, name, date in zip(marks, names, dates):
        yield '{} {}{}{}'.format(mark, name, '\t' + date if date else '', lineterm)


def unified_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    """The lines of a unified diff; lineterm='' is for lines without newlines."""
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield from _headers(('---', '+++'), (fromfile, tofile), (fromfiledate, tofiledate), lineterm)
        yield '@@ -{} +{} @@{}'.format(_format_range_unified(group[0][1], group[-1][2]),
                                       _format_range_unified(group[0][3], group[-1][4]), lineterm)
        for tag, i1, i2, j1, j2 in group:
            if tag == 'equal':
                for line in a[i1:i2]:
                    yield ' ' + line
                continue
            for line in a[i1:i2]:
                yield '-' + line
            for line in b[j1:j2]:
                yield '+' + line


def _format_range_context(start, stop):
    length = stop - start
    first = start + 1 if length else start
    return '{}'.format(first) if length <= 1 else '{},{}'.format(first, first + length - 1)


def context_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    """The lines of a context diff."""
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    marks = {'insert': '+ ', 'delete': '- ', 'replace': '! ', 'equal': '  '}
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield from _headers(('***', '---'), (fromfile, tofile), (fromfiledate, tofiledate), lineterm)
        yield '***************' + lineterm
        tags = {code[0] for code in group}
        for form, lines, low, other in (('*** {} ****{}', a, 1, 'delete'), ('--- {} ----{}', b, 3, 'insert')):
            yield form.format(_format_range_context(group[0][low], group[-1][low + 1]), lineterm)
            if 'replace' in tags or other in tags:
                skipped = 'insert' if other == 'delete' else 'delete'
                for code in group:
                    if code[0] != skipped:
                        for line in lines[code[low]:code[low + 1]]:
                            yield marks[code[0]] + line


def _check_types(a, b, *args):
    """Comparing bytes as if they were text would fail late, and in strange ways."""
    for lines in (a, b):
        if lines and not isinstance(lines[0], str):
            raise TypeError('lines to compare must be str, not %s (%r)' % (type(lines[0]).__name__, lines[0]))
    for arg in args:
        if not isinstance(arg, str):
            raise TypeError('all arguments must be str, not: %r' % (arg,))


def diff_bytes(dfunc, a, b, fromfile=b'', tofile=b'', fromfiledate=b'', tofiledate=b'', n=3, lineterm=b'\n'):
    """Compare lines of bytes by unified_diff() or context_diff()."""
    def decode(s):
        try:
            return s.decode('ascii', 'surrogateescape')
        except AttributeError as error:
            raise TypeError('all arguments must be bytes, not %s (%r)' % (type(s).__name__, s)) from error

    a, b = list(map(decode, a)), list(map(decode, b))
    texts = [decode(each) for each in (fromfile, tofile, fromfiledate, tofiledate)]
    for line in dfunc(a, b, *texts, n, decode(lineterm)):
        yield line.encode('ascii', 'surrogateescape')


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """The lines of a comparison by Differ.

    >>> print(''.join(ndiff(['one\\n'], ['ore\\n'])), end='')
    - one
    ?  ^
    + ore
    ?  ^
    """
    return Differ(linejunk, charjunk).compare(a, b)


# ---- side by side

def _marked(line, tags):
    """A line with \\0 + sign before and \\1 after what a line of tags marks."""
    parts = []
    at = 0
    for match in re.finditer(r'\++|-+|\^+', tags):
        parts += [line[at:match.start()], '\0', match.group()[0], line[match.start():match.end()], '\1']
        at = match.end()
    return ''.join(parts) + line[at:]


def _pairs(fromlines, tolines, linejunk, charjunk):
    """Lines of both sides that belong together: ((number, text) or None, the same, changed?)."""
    blank = ('', '\n')
    waiting = [], []  # lines that are on one side only
    numbers = [0, 0]

    def numbered(side, text):
        numbers[side] += 1
        return numbers[side], text

    def flush():
        for left, right in _zip_longest(*waiting, fillvalue=blank):
            yield left, right, True
        waiting[0].clear()
        waiting[1].clear()

    def whole(side, text):
        return '\0' + '-+'[side] + (text if text.strip('\n') else ' ' + text) + '\1'

    lines = list(ndiff(fromlines, tolines, linejunk, charjunk))
    at = 0
    while at < len(lines):
        kinds = ''.join([line[0] for line in lines[at:at + 4]])
        text = lines[at][2:]
        if kinds[0] == ' ':
            yield from flush()
            yield numbered(0, text), numbered(1, text), False
            at += 1
            continue
        similar = next((form for form in ('-?+?', '-?+', '-+?') if kinds.startswith(form)), None)
        if similar:
            yield from flush()
            left, right = text, lines[at + similar.index('+')][2:]
            if similar[1] == '?':
                left = _marked(left, lines[at + 1][2:])
            if similar[-1] == '?':
                right = _marked(right, lines[at + len(similar) - 1][2:])
            yield numbered(0, left), numbered(1, right), True
            at += len(similar)
            continue
        side = '-+'.index(kinds[0])
        waiting[side].append(numbered(side, whole(side, text)))
        at += 1
    yield from flush()


def _mdiff(fromlines, tolines, context=None, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """Pairs of lines with marks; with context, only those near changes, None between the groups."""
    pairs = _pairs(fromlines, tolines, linejunk, charjunk)
    if context is None:
        yield from pairs
        return
    before = []   # the last unchanged lines
    after = 0     # how many are to be shown yet
    gap = False
    for pair in pairs:
        if pair[2]:
            if gap:
                yield None, None, None
            yield from before
            before, gap = [], False
            yield pair
            after = context
        elif after:
            after -= 1
            yield pair
        else:
            before.append(pair)
            if len(before) > context:
                del before[0]
                gap = True


_file_template = '\n'.join((
    '', '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"',
    '          "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">', '', '<html>', '', '<head>',
    '    <meta http-equiv="Content-Type"', '          content="text/html; charset=%(charset)s" />',
    '    <title></title>', '    <style type="text/css">%(styles)s', '    </style>', '</head>', '', '<body>',
    '    %(table)s%(legend)s', '</body>', '', '</html>'))

_styles = ''.join(['\n        ' + _line for _line in (
    'table.diff {font-family:Courier; border:medium;}', '.diff_header {background-color:#e0e0e0}',
    'td.diff_header {text-align:right}', '.diff_next {background-color:#c0c0c0}',
    '.diff_add {background-color:#aaffaa}', '.diff_chg {background-color:#ffff77}',
    '.diff_sub {background-color:#ffaaaa}')])



_table_template = '\n'.join((
    '', '    <table class="diff" id="difflib_chg_%(prefix)s_top"',
    '           cellspacing="0" cellpadding="0" rules="groups" >',
    *['        <colgroup></colgroup> <colgroup></colgroup> <colgroup></colgroup>'] * 2,
    '        %(header_row)s', '        <tbody>', '%(data_rows)s        </tbody>', '    </table>'))

_legend = '\n'.join((
    '', '    <table class="diff" summary="Legends">', '        <tr> <th colspan="2"> Legends </th> </tr>',
    '        <tr> <td> <table border="" summary="Colors">',
    '                      <tr><th> Colors </th> </tr>',
    '                      <tr><td class="diff_add">&nbsp;Added&nbsp;</td></tr>',
    '                      <tr><td class="diff_chg">Changed</td> </tr>',
    '                      <tr><td class="diff_sub">Deleted</td> </tr>', '                  </table></td>',
    '             <td> <table border="" summary="Links">',
    '                      <tr><th colspan="2"> Links </th> </tr>',
    '                      <tr><td>(f)irst change</td> </tr>',
    '                      <tr><td>(n)ext change</td> </tr>', '                      <tr><td>(t)op</td> </tr>',
    '                  </table></td> </tr>', '    </table>'))


class HtmlDiff(object):
    """Comparisons side by side as HTML.

    tabsize is the distance of tab stops, wrapcolumn the column where lines are broken.
    """

    _file_template = _file_template
    _styles = _styles
    _table_template = _table_template
    _legend = _legend
    _default_prefix = 0

    def __init__(self, tabsize=8, wrapcolumn=None, linejunk=None, charjunk=IS_CHARACTER_JUNK):
        """A maker of tables; lines are broken at the column."""
        self._tabsize = tabsize
        self._wrapcolumn = wrapcolumn
        self._linejunk = linejunk
        self._charjunk = charjunk

    def make_file(self, fromlines, tolines, fromdesc='', todesc='', context=False, numlines=5, *, charset='utf-8'):
        """A whole page; the parameters are those of make_table()."""
        table = self.make_table(fromlines, tolines, fromdesc, todesc, context=context, numlines=numlines)
        page = self._file_template % dict(styles=self._styles, legend=self._legend, table=table, charset=charset)
        return page.encode(charset, 'xmlcharrefreplace').decode(charset)

    def _tab_newline_replace(self, fromlines, tolines):
        """Tabs become a tab for the first column and \\0-free marks for others, so that they can be told."""
        def expanded(line):
            line = line.replace(' ', '\0').expandtabs(self._tabsize)
            # Spaces are those that tabs made now.
            return line.replace(' ', '\t').replace('\0', ' ').rstrip('\n')
        return [expanded(line) for line in fromlines], [expanded(line) for line in tolines]

    def _split_line(self, data_list, line_num, text):
        """Break a line at the column, if need be; marks go on in the next part."""
        width = self._wrapcolumn
        if not len(text) or len(text) - text.count('\0') * 3 <= width:
            data_list.append((line_num, text))
            return
        at = shown = 0
        mark = ''
        while shown < width and at < len(text):
            if text[at] == '\0':
                mark = text[at + 1]
                at += 2
            elif text[at] == '\1':
                mark = ''
                at += 1
            else:
                at += 1
                shown += 1
        first, rest = text[:at], text[at:]
        if mark:
            first += '\1'
            rest = '\0' + mark + rest
        data_list.append((line_num, first))
        self._split_line(data_list, '>', rest)

    def _line_wrapper(self, diffs):
        for left, right, changed in diffs:
            if changed is None:
                yield left, right, changed
                continue
            lefts, rights = [], []
            self._split_line(lefts, *left)
            self._split_line(rights, *right)
            for pair in _zip_longest(lefts, rights, fillvalue=('', ' ')):
                yield (*pair, changed)

    def _collect_lines(self, diffs):
        fromlist, tolist, flags = [], [], []
        for left, right, changed in diffs:
            if changed is None:
                fromlist.append(None)
                tolist.append(None)
            else:
                fromlist.append(self._format_line(0, changed, *left))
                tolist.append(self._format_line(1, changed, *right))
            flags.append(changed)
        return fromlist, tolist, flags

    def _format_line(self, side, flag, linenum, text):
        try:
            linenum = '%d' % linenum
            ident = ' id="%s%s"' % (self._prefix[side], linenum)
        except TypeError:
            ident = ''  # an empty line, or the rest of one
        text = text.replace('&', '&amp;').replace('>', '&gt;').replace('<', '&lt;').replace(' ', '&nbsp;').rstrip()
        return '<td class="diff_header"%s>%s</td><td nowrap="nowrap">%s</td>' % (ident, linenum, text)

    def _make_prefix(self):
        """Names for the anchors that differ from those of other tables."""
        number = HtmlDiff._default_prefix
        HtmlDiff._default_prefix += 1
        self._prefix = ['from%d_' % number, 'to%d_' % number]

    def _convert_flags(self, fromlist, tolist, flaglist, context, numlines):
        """Links to the next change, and the anchors they lead to."""
        prefix = self._prefix[1]
        anchors, links = [''] * len(flaglist), [''] * len(flaglist)
        changes, in_change, last = 0, False, 0
        for i, flag in enumerate(flaglist):
            if not flag:
                in_change = False
            elif not in_change:
                in_change = True
                last = i
                # Some lines before, so that the change can be seen in its context.
                i = max(0, i - numlines)
                anchors[i] = ' id="difflib_chg_%s_%d"' % (prefix, changes)
                changes += 1
                links[last] = '<a href="#difflib_chg_%s_%d">n</a>' % (prefix, changes)
        if not flaglist:
            flaglist, anchors, links, last = [False], [''], [''], 0
            message = ('No Differences Found' if context else 'Empty File')
            fromlist = tolist = ['<td></td><td>&nbsp;%s&nbsp;</td>' % message]
        if not flaglist[0]:
            links[0] = '<a href="#difflib_chg_%s_0">f</a>' % prefix
        links[last] = '<a href="#difflib_chg_%s_top">t</a>' % prefix
        return fromlist, tolist, flaglist, links, anchors

    def make_table(self, fromlines, tolines, fromdesc='', todesc='', context=False, numlines=5):
        """A table; with context, only the changes with so many lines around."""
        self._make_prefix()
        fromlines, tolines = self._tab_newline_replace(fromlines, tolines)
        diffs = _mdiff(fromlines, tolines, numlines if context else None, linejunk=self._linejunk,
                       charjunk=self._charjunk)
        if self._wrapcolumn:
            diffs = self._line_wrapper(diffs)
        columns = self._convert_flags(*self._collect_lines(diffs), context, numlines)
        rows = []
        for i, (left, right, flag, link, anchor) in enumerate(zip(*columns)):
            if flag is None:
                if i > 0:  # a gap is shown by another body
                    rows.append('        </tbody>        \n        <tbody>\n')
            else:
                rows.append('            <tr><td class="diff_next"%s>%s</td>%s<td class="diff_next">%s</td>%s</tr>\n'
                            % (anchor, link, left, link, right))
        header = ''
        if fromdesc or todesc:
            cells = ['<th class="diff_next"><br /></th><th colspan="2" class="diff_header">%s</th>' % name
                     for name in (fromdesc, todesc)]
            header = '<thead><tr>%s</tr></thead>' % ''.join(cells)
        table = self._table_template % dict(data_rows=''.join(rows), header_row=header, prefix=self._prefix[1])
        for mark, style in (('+', 'add'), ('-', 'sub'), ('^', 'chg')):
            table = table.replace('\0' + mark, '<span class="diff_%s">' % style)
        return table.replace('\1', '</span>').replace('\t', '&nbsp;')


def restore(delta, which):
    """The lines of the first (1) or the second (2) sequence of a comparison by Differ."""
    try:
        tag = {1: '- ', 2: '+ '}[int(which)]
    except KeyError:
        raise ValueError('unknown delta choice (must be 1 or 2): %r' % which) from None
    for line in delta:
        if line[:2] in ('  ', tag):
            yield line[2:]


def _test():
    import difflib
    import doctest
    return doctest.testmod(difflib)


if __name__ == '__main__':
    _test()
