"""Parsers that are fed a message bit by bit.

The parser is a generator that stops, without a value, wherever the input has
no more lines yet; feeding sets it going again.  Parts of a message end where a
line says so: BufferedSubFile has a stack of conditions for that, and seems to
be at its end to whoever reads a part.  Nothing in a message makes the parser
fail: what is wrong becomes a defect.
"""

import re
from collections import deque

from email import errors
from email._policybase import compat32

__all__ = ['FeedParser', 'BytesFeedParser']

_LINE = re.compile(r'[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+')
_EMPTY = re.compile(r'\r\n|\r|\n')
_LINE_END = re.compile(r'(\r\n|\r|\n)\Z')
# Any printable character but a colon may be in a header's name.
_HEADER = re.compile(r'From |[\041-\071\073-\176]*:|[\t ]')

NeedMoreData = object()


def _without_end(text):
    """Text without the end of its last line."""
    match = _LINE_END.search(text)
    return text[:match.start()] if match else text


class BufferedSubFile:
    """Lines of text that come bit by bit.

    readline() returns NeedMoreData if a line may yet come, and '' at the end
    or where a line fulfils one of the conditions pushed, which remains.
    """

    def __init__(self):
        self._partial = []  # a line whose end has not come, in pieces
        self._lines = deque()
        self._conditions = []
        self._closed = False

    def push_eof_matcher(self, pred):
        """From now on, a line for which pred() is true is an end."""
        self._conditions.append(pred)

    def pop_eof_matcher(self):
        """Take the last condition away."""
        return self._conditions.pop()

    def close(self):
        """Nothing more will come."""
        self._take(''.join(self._partial), True)
        self._closed = True

    def readline(self):
        """The next line."""
        if not self._lines:
            return '' if self._closed else NeedMoreData
        line = self._lines.popleft()
        for condition in reversed(self._conditions):
            if condition(line):
                self._lines.appendleft(line)
                return ''
        return line

    def unreadline(self, line):
        """Put a line back."""
        assert line is not NeedMoreData
        self._lines.appendleft(line)

    def push(self, data):
        """More text has come."""
        self._partial.append(data)
        if '\n' in data or '\r' in data:
            self._take(''.join(self._partial), False)

    def _take(self, text, all_of_it):
        lines = _LINE.findall(text)
        self._partial = []
        # After '\r' there may come a '\n'.
        if lines and not all_of_it and not lines[-1].endswith('\n'):
            self._partial = [lines.pop()]
        self._lines.extend(lines)

    def pushlines(self, lines):
        """More lines have come."""
        self._lines.extend(lines)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if line == '':
            raise StopIteration
        return line


class FeedParser:
    """Makes a message of text: feed() it, then close()."""

    def __init__(self, _factory=None, *, policy=compat32):
        """_factory makes each message; policy says what else is to be done about them."""
        self.policy = policy
        self._takes_policy = True
        if _factory is None:
            _factory = policy.message_factory
            if _factory is None:
                from email.message import Message as _factory
        else:
            try:
                _factory(policy=policy)
            except TypeError:
                self._takes_policy = False  # a class made before there were policies
        self._factory = _factory
        self._input = BufferedSubFile()
        self._msgstack = []
        self._cur = self._last = None
        self._headersonly = False
        self._parse = self._message().__next__

    def _set_headersonly(self):
        """Do not look into the body."""
        self._headersonly = True

    def feed(self, data):
        """Go on with more text."""
        self._input.push(data)
        self._call_parse()

    def _call_parse(self):
        try:
            self._parse()
        except StopIteration:
            pass

    def close(self):
        """There is no more text: return the message."""
        self._input.close()
        self._call_parse()
        root = self._pop_message()
        assert not self._msgstack
        if root.get_content_maintype() == 'multipart' and not root.is_multipart():
            self.policy.handle_defect(root, errors.MultipartInvariantViolationDefect())
        return root

    # ---- messages being made

    def _new_message(self):
        made = self._factory(policy=self.policy) if self._takes_policy else self._factory()
        if self._cur and self._cur.get_content_type() == 'multipart/digest':
            made.set_default_type('message/rfc822')
        if self._msgstack:
            self._msgstack[-1].attach(made)
        self._msgstack.append(made)
        self._cur = self._last = made

    def _pop_message(self):
        done = self._msgstack.pop()
        self._cur = self._msgstack[-1] if self._msgstack else None
        return done

    def _defect(self, kind, *args):
        self.policy.handle_defect(self._cur, kind(*args))

    # ---- the generators: each reads a part of the input

    def _line(self):
        """A line, once it has come; '' at the end."""
        while True:
            line = self._input.readline()
            if line is not NeedMoreData:
                return line
            yield

    def _lines(self):
        """All lines up to the end."""
        found = []
        while True:
            line = yield from self._line()
            if line == '':
                return found
            found.append(line)

    def _message(self):
        """A message with all that is in it; it remains the current one."""
        self._new_message()
        headers = yield from self._header_lines()
        self._parse_headers(headers)
        maintype = self._cur.get_content_maintype()
        if self._headersonly:
            yield from self._plain_body()
        elif self._cur.get_content_type() == 'message/delivery-status':
            yield from self._status_blocks()
        elif maintype == 'message':
            yield from self._message()
            self._pop_message()
        elif maintype == 'multipart':
            yield from self._multipart()
        else:
            yield from self._plain_body()

    def _header_lines(self):
        """The lines of the headers; the empty line after them goes, too."""
        headers = []
        while True:
            line = yield from self._line()
            if line == '':
                return headers
            if not _HEADER.match(line):
                if not _EMPTY.match(line):
                    self._defect(errors.MissingHeaderBodySeparatorDefect)
                    self._input.unreadline(line)
                return headers
            headers.append(line)

    def _plain_body(self):
        lines = yield from self._lines()
        self._cur.set_payload(''.join(lines))

    def _status_blocks(self):
        """The blocks of headers of a delivery status, each a message."""
        while True:
            self._input.push_eof_matcher(_EMPTY.match)
            yield from self._message()
            self._pop_message()
            self._input.pop_eof_matcher()
            # The empty line between blocks, then a look at what follows it.
            yield from self._line()
            line = yield from self._line()
            if line == '':
                return
            self._input.unreadline(line)

    def _multipart(self):
        """Parts, with what is before, between and after them."""
        boundary = self._cur.get_boundary()
        if boundary is None:
            self._defect(errors.NoBoundaryInMultipartDefect)
            yield from self._plain_body()
            return
        if str(self._cur.get('content-transfer-encoding', '8bit')).lower() not in ('7bit', '8bit', 'binary'):
            self._defect(errors.InvalidMultipartContentTransferEncodingDefect)
        divider = re.compile('--' + re.escape(boundary) + r'(?P<end>--)?[ \t]*(?P<linesep>\r\n|\r|\n)?$')
        match = yield from self._preamble(divider)
        if not match:
            return
        while match and not match['end']:
            match = yield from self._part(divider)
        if not match:
            self._defect(errors.CloseBoundaryNotFoundDefect)
            return
        lines = yield from self._lines()
        if match['linesep']:
            lines.insert(0, '')
        elif lines:
            lines[0] = _EMPTY.sub('', lines[0], 1) if _EMPTY.match(lines[0]) else lines[0]
        self._cur.epilogue = ''.join(lines)

    def _preamble(self, divider):
        """What is before the first part; returns the match of the line that ends it."""
        lines = []
        while True:
            line = yield from self._line()
            if line == '':
                self._defect(errors.StartBoundaryNotFoundDefect)
                self._cur.set_payload(''.join(lines))
                self._cur.epilogue = ''
                return None
            match = divider.match(line)
            if match:
                if lines and not match['end']:
                    self._cur.preamble = _without_end(''.join(lines))
                elif match['end']:
                    # The end without any part: nothing has begun.
                    self._defect(errors.StartBoundaryNotFoundDefect)
                    self._cur.set_payload(''.join(lines))
                    yield from self._lines()
                    self._cur.epilogue = ''
                    return None
                return match
            lines.append(line)

    def _part(self, divider):
        """A part, after the line that begins it; returns the match of the line that ends it, None without one."""
        # Several such lines in a row count as one.
        while True:
            line = yield from self._line()
            if not divider.match(line):
                self._input.unreadline(line)
                break
        self._input.push_eof_matcher(divider.match)
        yield from self._message()
        self._input.pop_eof_matcher()
        # The end of the last line belongs to the line that divides.
        if self._last.get_content_maintype() == 'multipart':
            if self._last.epilogue is not None:
                self._last.epilogue = _without_end(self._last.epilogue) if self._last.epilogue else None
        elif isinstance(self._last._payload, str):
            self._last._payload = _without_end(self._last._payload)
        self._pop_message()
        self._last = self._cur
        line = yield from self._line()
        return divider.match(line) if line else None

    # ---- headers

    def _parse_headers(self, lines):
        """Give the current message its headers."""
        pending = []

        def store():
            if pending:
                self._cur.set_raw(*self.policy.header_source_parse(pending[:]))
            pending.clear()

        for number, line in enumerate(lines):
            if line[0] in ' \t':
                if pending:
                    pending.append(line)
                else:
                    self._defect(errors.FirstHeaderLineIsContinuationDefect, line)
                continue
            store()
            if line.startswith('From '):
                if number == 0:
                    self._cur.set_unixfrom(_without_end(line))
                elif number == len(lines) - 1:
                    # More likely the first line of a body without an empty line before it.
                    self._input.unreadline(line)
                    return
                else:
                    self._cur.defects.append(errors.MisplacedEnvelopeHeaderDefect(line))
            elif line.startswith(':'):
                self._cur.defects.append(errors.InvalidHeaderDefect('Missing header name.'))
            else:
                pending.append(line)
        store()


class BytesFeedParser(FeedParser):
    """Makes a message of bytes."""

    def feed(self, data):
        """Go on with more bytes."""
        super().feed(data.decode('ascii', 'surrogateescape'))
