"""Headers of messages with text in several character sets (RFC 2047), and how they are folded."""

import binascii
import re

import email.base64mime
import email.charset
import email.quoprimime
from email.charset import Charset
from email.errors import HeaderParseError

__all__ = ['Header', 'decode_header', 'make_header']

MAXLINELEN = 78
USASCII = Charset('us-ascii')
UTF8 = Charset('utf-8')

_ENCODED_WORD = re.compile(r'=\?(?P<charset>[^?]*?)\?(?P<encoding>[qQbB])\?(?P<encoded>.*?)\?=', re.MULTILINE)
_BLANKS = re.compile('([ \t]+)')
_EMBEDDED_HEADER = re.compile(r'\n[^ \t]+:')


def _pieces(text):
    """(text, encoding or None, character set or None) in the order they come in a header."""
    for line in text.splitlines():
        begin, first = 0, True
        for match in _ENCODED_WORD.finditer(line):
            yield from _plain(line[begin:match.start()], first)
            first = False
            yield match['encoded'], match['encoding'].lower(), match['charset'].lower()
            begin = match.end()
        yield from _plain(line[begin:], first)


def _plain(text, first):
    text = text.lstrip() if first else text
    if text:
        yield text, None, None


def _decoded(text, encoding):
    """The bytes of an encoded word."""
    if encoding == 'q':
        return email.quoprimime.header_decode(text).encode('raw-unicode-escape')
    try:
        return email.base64mime.decode(text + '==='[:-len(text) % 4])  # padding may have been left out
    except binascii.Error:
        raise HeaderParseError('Base64 decoding error')


def decode_header(header):
    """[(text, character set), ...] of a header.

    Where nothing is encoded that is [(str, None)]; else the texts are bytes.
    """
    if hasattr(header, '_chunks'):
        return [(email.charset._encode(string, str(charset)), str(charset)) for string, charset in header._chunks]
    if not _ENCODED_WORD.search(header):
        return [(header, None)]
    pieces = list(_pieces(header))
    # White space between encoded words only divides them.
    kept = [piece for number, piece in enumerate(pieces)
            if not (0 < number < len(pieces) - 1 and piece[1] is None and piece[0].isspace()
                    and pieces[number - 1][1] and pieces[number + 1][1])]
    found = []
    for text, encoding, charset in kept:
        content = text.encode('raw-unicode-escape') if encoding is None else _decoded(text, encoding)
        if found and found[-1][1] == charset:
            divider = b' ' if charset is None else b''
            found[-1] = found[-1][0] + divider + content, charset
        else:
            found.append((content, charset))
    return found


def make_header(decoded_seq, maxlinelen=None, header_name=None, continuation_ws=' '):
    """A Header of what decode_header() returns."""
    header = Header(maxlinelen=maxlinelen, header_name=header_name, continuation_ws=continuation_ws)
    for text, charset in decoded_seq:
        header.append(text, charset if charset is None or isinstance(charset, Charset) else Charset(charset))
    return header


def _is_ascii(charset):
    return charset in (None, 'us-ascii')


def _may_adjoin(char):
    """Is it white space or the edge of a comment, so that no space is needed beside it?"""
    return char.isspace() or char in ('(', ')', '\\')


class Header:
    """The value of a header, made of texts with character sets.

    charset is that of what is appended without one; header_name is minded for
    the length of the first line, continuation_ws begins further lines.
    """

    def __init__(self, s=None, charset=None, maxlinelen=None, header_name=None, continuation_ws=' ',
                 errors='strict'):
        """A header that begins with s, if given; see append() for what charset means."""
        if charset is None:
            charset = USASCII
        self._charset = charset if isinstance(charset, Charset) else Charset(charset)
        self._continuation_ws = continuation_ws
        self._chunks = []
        if s is not None:
            self.append(s, charset, errors)
        self._maxlinelen = MAXLINELEN if maxlinelen is None else maxlinelen
        self._headerlen = 0 if header_name is None else len(header_name) + 2  # colon and space

    def __str__(self):
        """The text, with spaces where plain and encoded pieces meet."""
        self._normalize()
        texts = []
        last_charset = last_adjoins = None
        for string, charset in self._chunks:
            following = charset
            if following == email.charset.UNKNOWN8BIT:
                string = string.encode('ascii', 'surrogateescape').decode('ascii', 'replace')
            if texts:
                if not _is_ascii(last_charset):
                    if _is_ascii(following) and not (string and _may_adjoin(string[0])):
                        texts.append(' ')
                        following = None
                elif not _is_ascii(following) and not last_adjoins:
                    texts.append(' ')
            last_adjoins = string and _may_adjoin(string[-1])
            last_charset = following
            texts.append(string)
        return ''.join(texts)

    def __eq__(self, other):
        return other == str(self)

    def append(self, s, charset=None, errors='strict'):
        """Add text, or bytes in a character set; errors is for decoding and encoding."""
        if charset is None:
            charset = self._charset
        elif not isinstance(charset, Charset):
            charset = Charset(charset)
        unknown = email.charset.UNKNOWN8BIT
        if not isinstance(s, str):
            codec = charset.input_codec or 'us-ascii'
            s = s.decode('us-ascii', 'surrogateescape') if codec == unknown else s.decode(codec, errors)
        codec = charset.output_codec or 'us-ascii'
        if codec != unknown:
            try:
                s.encode(codec, errors)
            except UnicodeEncodeError:
                if codec != 'us-ascii':
                    raise
                charset = UTF8
        self._chunks.append((s, charset))

    def encode(self, splitchars=';, \t', maxlinelen=None, linesep='\n'):
        """The header as it stands in a message; lines are divided preferably after splitchars."""
        self._normalize()
        if maxlinelen is None:
            maxlinelen = self._maxlinelen
        # 0 means that lines may have any length.
        folder = _Folder(self._headerlen, maxlinelen or 1000000, self._continuation_ws, splitchars)
        last_charset = last_adjoins = None
        for number, (string, charset) in enumerate(self._chunks):
            if number:
                adjoins = string and _may_adjoin(string[0])
                if not _is_ascii(last_charset):
                    if not adjoins or not _is_ascii(charset):
                        folder.divide()
                elif not _is_ascii(charset) and not last_adjoins:
                    folder.divide()
            last_adjoins = string and _may_adjoin(string[-1])
            last_charset = charset
            self._feed_lines(folder, string.splitlines() or [''], charset)
        if self._chunks:
            folder.divide()
        value = folder.text(linesep)
        if _EMBEDDED_HEADER.search(value):
            raise HeaderParseError('header value appears to contain an embedded header: {!r}'.format(value))
        return value

    def _feed_lines(self, folder, lines, charset):
        folder.feed('', lines[0], charset)
        for line in lines[1:]:
            folder.end_line()
            stripped = line.lstrip()
            if charset.header_encoding is not None:
                folder.feed(self._continuation_ws, ' ' + stripped, charset)
            else:
                folder.feed(line[:len(line) - len(stripped)], stripped, charset)
        if len(lines) > 1:
            folder.end_line()

    def _normalize(self):
        """Join neighbours of one character set."""
        joined = []
        for string, charset in self._chunks:
            if joined and joined[-1][1] == charset:
                joined[-1][0].append(string)
            else:
                joined.append(([string], charset))
        self._chunks = [(' '.join(strings), charset) for strings, charset in joined]


class _Folder:
    """Lays pieces out in lines.

    The line being filled is a list of [white space before, text]; `taken` is
    what is occupied of it already (by the header's name).
    """

    def __init__(self, taken, maxlen, continuation_ws, splitchars):
        self.maxlen, self.continuation_ws, self.splitchars = maxlen, continuation_ws, splitchars
        self.lines = []
        self.taken = taken
        self.current = []

    def _size(self):
        return self.taken + sum(len(blank) + len(text) for blank, text in self.current)

    @staticmethod
    def _joined(pieces):
        return ''.join([blank + text for blank, text in pieces])

    def _begin(self, pieces=()):
        self.current, self.taken = list(pieces), 0

    def text(self, linesep):
        """All lines."""
        self.end_line()
        return linesep.join(self.lines)

    def divide(self):
        """Put a space between what has come and what will come."""
        self.current.append((' ', ''))

    def end_line(self):
        """The line is complete; a space at its end was for nothing."""
        if self.current and self.current[-1] == (' ', ''):
            self.current.pop()
        if self._size() > 0:
            whole = self._joined(self.current)
            if self.taken == 0 and (not whole or whole.isspace()) and self.lines:
                self.lines[-1] += whole
            else:
                self.lines.append(whole)
        self._begin()

    def feed(self, blank, string, charset):
        """Add text, encoded if its character set wants that."""
        if charset.header_encoding is None:
            parts = _BLANKS.split(blank + string)
            parts = parts[1:] if not parts[0] else [''] + parts
            for number in range(0, len(parts) - 1, 2):
                self._add(parts[number], parts[number + 1])
            return
        first, *others = charset.header_encode_lines(string, self._room())
        if first is not None:
            self._add(blank, first)
        if others:
            self.end_line()
            self.lines.extend([self.continuation_ws + line for line in others[:-1]])
            self.current.append((self.continuation_ws, others[-1]))

    def _room(self):
        yield self.maxlen - self._size()
        while True:
            yield self.maxlen - len(self.continuation_ws)

    def _best_split(self):
        """Before which piece the line is best divided, None for nowhere."""
        for char in self.splitchars:
            for number in range(len(self.current) - 1, 0, -1):
                if char.isspace() and self.current[number][0][:1] == char:
                    return number
                if self.current[number - 1][1][-1:] == char:
                    return number
        return None

    def _add(self, blank, string):
        self.current.append((blank, string))
        if self._size() <= self.maxlen:
            return
        number = self._best_split()
        if number is None:
            # Nothing but the header's name can remain on the line before.
            if self.taken > 0:
                blank, string = self.current.pop()
                self.end_line()
                self.current.append((blank or ' ', string))
            return
        rest = self.current[number:]
        self.lines.append(self._joined(self.current[:number]))
        self._begin(rest)
