"""What parsers of markup share: positions in lines, and the scanning of <!...> declarations.

A scan that comes to the end of the text before the end of what it scans gives -1, so that it can be repeated when there
is more text.
"""

import re

__all__ = []

_NAME = re.compile(r'[a-zA-Z][-_.a-zA-Z0-9]*\s*')
_LITERAL = re.compile(r'(?:\'[^\']*\'|"[^"]*")\s*')
_COMMENT_END = re.compile(r'--\s*>')
# Marked sections <![...]]>, and those of Microsoft Word <![...]>, by their keyword.
_SECTION_END = {
    **dict.fromkeys(('temp', 'cdata', 'ignore', 'include', 'rcdata'), re.compile(r']\s*]\s*>')),
    **dict.fromkeys(('if', 'else', 'endif'), re.compile(r']\s*>')),
}
_WITHOUT_SUBSET = ('attlist', 'linktype', 'link', 'element')


class _Incomplete(Exception):
    """The text ends too early."""


class _Cursor:
    """A position that moves through a declaration of a parser's text."""

    def __init__(self, parser, position, start):
        self.parser, self.text = parser, parser.rawdata
        self.position, self.start = position, start

    def char(self):
        """The character here."""
        if self.position >= len(self.text):
            raise _Incomplete
        return self.text[self.position]

    def take(self, char):
        """Step over that character if it is here; whether it was."""
        if self.char() != char:
            return False
        self.position += 1
        return True

    def spaces(self):
        """Step over white space; something must follow it."""
        while self.char().isspace():
            self.position += 1

    def past(self, text):
        """Go behind the next occurrence."""
        found = self.text.find(text, self.position)
        if found < 0:
            raise _Incomplete
        self.position = found + len(text)

    def name(self):
        """Step over a name and white space; the name in lower case."""
        self.char()
        match = _NAME.match(self.text, self.position)
        if match is None:
            self.fail('expected name token at %r' % self.text[self.start:self.start + 20], self.position)
        self.position = match.end()
        self.char()
        return match[0].strip().lower()

    def literal(self):
        """Step over a quoted literal if one is here; whether there was."""
        if self.char() not in '\'"':
            return False
        match = _LITERAL.match(self.text, self.position)
        if match is None:
            raise _Incomplete
        self.position = match.end()
        return True

    def fail(self, message, position):
        """Have the parser report an error."""
        self.parser.updatepos(self.start, position)
        self.parser.error(message)


class ParserBase:
    """The base of parsers that keep their text in rawdata, and handle what is found."""

    def __init__(self):
        if self.__class__ is ParserBase:
            raise RuntimeError('_markupbase.ParserBase must be subclassed')

    def error(self, message):
        """Report an error in the text; parsers say how."""
        raise NotImplementedError('subclasses of ParserBase must override error()')

    def reset(self):
        """Go back to the first line."""
        self.lineno = 1
        self.offset = 0

    def getpos(self):
        """The number of the line, and the offset in it."""
        return self.lineno, self.offset

    def updatepos(self, i, j):
        """Count the lines between two indices of the text, the first being where the position was; the second."""
        if i < j:
            lines = self.rawdata.count('\n', i, j)
            self.lineno += lines
            self.offset = j - self.rawdata.rindex('\n', i, j) - 1 if lines else self.offset + j - i
        return j

    # Characters that a declaration may have besides names and literals.
    _decl_otherchars = ''

    def parse_declaration(self, i):
        """Scan the declaration at an index and hand it over; the index behind it."""
        assert self.rawdata.startswith('<!', i), 'unexpected call to parse_declaration'
        begin = self.rawdata[i + 2:i + 3]
        if begin == '>':
            return i + 3
        if begin in ('', '-'):
            return -1
        if begin == '[':
            return self.parse_marked_section(i)
        try:
            return self._declaration(_Cursor(self, i + 2, i))
        except _Incomplete:
            return -1

    def _declaration(self, cursor):
        kind = cursor.name()
        if kind == 'doctype':
            self._decl_otherchars = ''
        while not cursor.take('>'):
            char = cursor.char()
            if cursor.literal():
                continue
            if char.isascii() and char.isalpha():
                # The end of the text is noticed by the next step.
                cursor.position = _NAME.match(cursor.text, cursor.position).end()
            elif char in self._decl_otherchars:
                cursor.position += 1
            elif char != '[':
                self.error('unexpected %r char in declaration' % char)
            elif kind == 'doctype':
                cursor.position += 1
                self._subset(cursor)
            elif kind in _WITHOUT_SUBSET:
                self.error("unsupported '[' char in %s declaration" % kind)
            else:
                self.error("unexpected '[' char in declaration")
        found = cursor.text[cursor.start + 2:cursor.position - 1]
        if kind == 'doctype':
            self.handle_decl(found)
        else:
            self.unknown_decl(found)
        return cursor.position

    def parse_marked_section(self, i, report=1):
        """Scan the marked section at an index and hand it over; the index behind it."""
        assert self.rawdata.startswith('<![', i), 'unexpected call to parse_marked_section()'
        cursor = _Cursor(self, i + 3, i)
        try:
            keyword = cursor.name()
        except _Incomplete:
            return -1
        if keyword not in _SECTION_END:
            self.error('unknown status keyword %r in marked section' % self.rawdata[i + 3:cursor.position])
        match = _SECTION_END[keyword].search(self.rawdata, i + 3)
        if match is None:
            return -1
        if report:
            self.unknown_decl(self.rawdata[i + 3:match.start()])
        return match.end()

    def parse_comment(self, i, report=1):
        """Scan the comment at an index and hand it over; the index behind it."""
        if not self.rawdata.startswith('<!--', i):
            self.error('unexpected call to parse_comment()')
        match = _COMMENT_END.search(self.rawdata, i + 4)
        if match is None:
            return -1
        if report:
            self.handle_comment(self.rawdata[i + 4:match.start()])
        return match.end()

    def unknown_decl(self, data):
        """Handle a declaration of another kind; for subclasses."""

    # ---- the internal subset of a document type

    def _subset(self, cursor):
        while not cursor.take(']'):
            char = cursor.char()
            if char == '<':
                self._subset_declaration(cursor)
            elif char == '%':
                cursor.position += 1
                cursor.name()
                cursor.take(';')
            elif char.isspace():
                cursor.position += 1
            else:
                cursor.fail('unexpected char %r in internal subset' % char, cursor.position)
        cursor.spaces()
        if cursor.char() != '>':
            cursor.fail('unexpected char after internal subset', cursor.position)

    def _subset_declaration(self, cursor):
        position = cursor.position
        begin = cursor.text[position:position + 4]
        if len(begin) > 1 and begin[1] != '!':
            cursor.fail('unexpected char in internal subset (in %r)' % begin[:2], position + 1)
        if len(begin) < 4:
            raise _Incomplete
        if begin == '<!--':
            cursor.position = self.parse_comment(position, report=0)
            if cursor.position < 0:
                raise _Incomplete
            return
        cursor.position += 2
        kind = cursor.name()
        if kind not in _SUBSET_SCANS:
            cursor.fail('unknown declaration %r in internal subset' % kind, cursor.position + 2)
        _SUBSET_SCANS[kind](cursor)


# Each takes a cursor behind the keyword of its declaration to where the declaration ends.

def _element(cursor):
    cursor.name()
    cursor.past('>')


def _attlist(cursor):
    cursor.name()
    while not cursor.take('>'):
        cursor.name()
        if cursor.char() == '(':
            cursor.past(')')
            cursor.spaces()
        else:
            cursor.name()
        cursor.literal()
        if cursor.take('#'):
            cursor.name()


def _literals_and_names(cursor):
    while not cursor.take('>'):
        if not cursor.literal():
            cursor.name()


def _notation(cursor):
    cursor.name()
    _literals_and_names(cursor)


def _entity(cursor):
    if cursor.take('%'):
        cursor.spaces()
    _notation(cursor)


_SUBSET_SCANS = {'element': _element, 'attlist': _attlist, 'notation': _notation, 'entity': _entity}
