"""How a header that was parsed becomes lines of a message again.

Tokens are laid out one after the other.  One that has no room goes to the next
line if it may, else it is taken apart; what cannot be ASCII, and text too long
for any line, becomes encoded words (RFC 2047), or parameters in sections (RFC
2231).
"""

import sys
import urllib.parse

from email import _encoded_words, errors, utils
from email._header_tokens import SPECIALS, WSP, Terminal, quote_string

_END_OF_BLOCK = Terminal('', 'wrap_as_ew_blocked')  # ends the parts of what may have no encoded words in it


def refold(parse_tree, *, policy):
    """The text of a token as lines."""
    layout = _Layout(policy)
    waiting = list(parse_tree)
    while waiting:
        layout.take(waiting.pop(0), waiting)
    return policy.linesep.join(layout.lines) + policy.linesep


class _Layout:
    """Lines with what has been laid out so far.

    last_ew: where in the last line the encoded word begins that what comes may
    be joined with; blocked: in how many tokens we are that may have no encoded
    words; forced: the next one is to be encoded, as it is too long.
    """

    def __init__(self, policy):
        self.policy = policy
        self.maxlen = policy.max_line_length or sys.maxsize
        self.encoding = 'utf-8' if policy.utf8 else 'us-ascii'
        self.lines = ['']
        self.last_ew = None
        self.blocked = 0
        self.forced = False

    def _room(self):
        return self.maxlen - len(self.lines[-1])

    def _steal_blank(self):
        """Take white space from the end of the last line, for the beginning of a new one."""
        last = self.lines[-1]
        if last[-1:] not in WSP:
            return ''
        self.lines[-1] = last[:-1]
        return last[-1]

    def _charset(self, part, text):
        """(character set that the text needs, whether it must be encoded)."""
        try:
            text.encode(self.encoding)
            return self.encoding, False
        except UnicodeEncodeError:
            unknown = any(isinstance(defect, errors.UndecodableBytesDefect) for defect in part.all_defects)
            return 'unknown-8bit' if unknown else 'utf-8', True

    def take(self, part, waiting):
        """Lay out a token, or put its parts before those that wait."""
        if part is _END_OF_BLOCK:
            self.blocked -= 1
            return
        text = str(part)
        charset, needed = self._charset(part, text)
        if part.token_type == 'ptext' and not SPECIALS.isdisjoint(text):
            needed = True  # its quotes are gone
        encode, self.forced = self.forced or needed, False
        if part.token_type == 'mime-parameters':
            self.forced = encode
            self._take_parameters(part)
        elif encode and not self.blocked:
            self._take_encoded(part, text, charset, waiting)
        else:
            # Within a block it stays wanted until the block is over.
            self.forced = encode
            self._take_plain(part, text, waiting)

    def _take_encoded(self, part, text, charset, waiting):
        terminal = isinstance(part, str)
        if not part.as_ew_allowed:
            self.last_ew = None
            if part.syntactic_break:
                folded = part.fold(policy=self.policy)[:-len(self.policy.linesep)]
                if self.policy.linesep not in folded:
                    if len(folded) > self._room():
                        self.lines.append(self._steal_blank())
                    self.lines[-1] += folded
                    return
        if terminal:
            self.last_ew = self._encode(text, part.ew_combine_allowed, charset)
        else:
            waiting[:0] = part

    def _take_plain(self, part, text, waiting):
        if len(text) <= self._room():
            self.lines[-1] += text
            return
        if part.syntactic_break and len(text) + 1 <= self.maxlen:
            blank = self._steal_blank()
            if blank or part.startswith_fws():
                self.lines.append(blank + text)
                self.last_ew = None
                return
        if not isinstance(part, str):
            block = []
            if not part.as_ew_allowed:
                self.blocked += 1
                block = [_END_OF_BLOCK]
            waiting[:0] = [*part, *block]
        elif part.as_ew_allowed and not self.blocked:
            # Only encoded words can be divided.
            self.forced = True
            waiting.insert(0, part)
        else:
            blank = self._steal_blank()
            if blank or part.startswith_fws():
                self.lines.append(blank + text)
            else:
                self.lines[-1] += text

    def _encode(self, text, combine, charset):
        """Add text as encoded words; returns the new last_ew."""
        begin = self.last_ew
        if begin is not None and combine:
            from email._header_value_parser import get_unstructured
            last = self.lines[-1]
            text = str(get_unstructured(last[begin:] + text))
            self.lines[-1] = last[:begin]
        if text[0] in WSP:
            # The blank goes before the word, not into it.
            if self._room() == 0:
                self.lines.append(self._steal_blank())
            self.lines[-1] += text[0]
            text = text[1:]
        behind = ''
        if text and text[-1] in WSP:
            behind, text = text[-1], text[:-1]
        if begin is None:
            begin = len(self.lines[-1])
        charset = 'utf-8' if charset == 'us-ascii' else charset
        around = len(charset) + 7  # =??q??=
        if around + 1 >= self.maxlen:
            raise errors.HeaderParseError('max_line_length is too small to fit an encoded word')
        while text:
            room = self._room()
            if room <= around:
                self.lines.append(' ')
                continue
            size = min(len(text), room - around)
            word = _encoded_words.encode(text[:size], charset=charset)
            while len(word) > room:
                size -= 1
                word = _encoded_words.encode(text[:size], charset=charset)
            self.lines[-1] += word
            text = text[size:]
            if text:
                self.lines.append(' ')
                begin = len(self.lines[-1])
        self.lines[-1] += behind
        return begin if combine else None

    def _take_parameters(self, part):
        """Add parameters, in sections where they are too long."""
        for name, value in part.params:
            if not self.lines[-1].rstrip().endswith(';'):
                self.lines[-1] += ';'
            charset, handler = self.encoding, 'strict'
            try:
                value.encode(self.encoding)
                text = '{}={}'.format(name, quote_string(value))
            except UnicodeEncodeError:
                charset = 'utf-8'
                if utils._has_surrogates(value):
                    charset, handler = 'unknown-8bit', 'surrogateescape'
                text = "{}*={}''{}".format(name, charset, urllib.parse.quote(value, safe='', errors=handler))
            if len(self.lines[-1]) + len(text) + 1 < self.maxlen:
                self.lines[-1] += ' ' + text
            elif len(text) + 2 <= self.maxlen:
                self.lines.append(' ' + text)
            else:
                self._take_sections(name, value, charset, handler)

    def _take_sections(self, name, value, charset, handler):
        number, before = 0, charset + "''"
        while value:
            around = len(name) + len(str(number)) + 3 + len(before)
            # A limit that leaves no room is none.
            maxlen = 78 if self.maxlen <= around + 3 else self.maxlen
            size = longest = maxlen - around - 2
            text = urllib.parse.quote(value[:size], safe='', errors=handler)
            while len(text) > longest:
                size -= 1
                text = urllib.parse.quote(value[:size], safe='', errors=handler)
            self.lines.append(' {}*{}*={}{}'.format(name, number, before, text))
            before = ''
            number += 1
            value = value[size:]
            if value:
                self.lines[-1] += ';'
