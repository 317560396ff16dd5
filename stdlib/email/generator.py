"""Writes messages as text or bytes.

A part's body is written before its headers, as what the body needs (a boundary
that occurs nowhere in it, another encoding) is said in the headers.
"""

import random
import re
import sys
import time
from copy import deepcopy
from io import BytesIO, StringIO

from email.utils import _has_surrogates

__all__ = ['Generator', 'DecodedGenerator', 'BytesGenerator']

_LINE_END = re.compile(r'\r\n|\r|\n')
_FROM = re.compile(r'^From ', re.MULTILINE)


class Generator:
    """Writes messages to a file for text.

    mangle_from_: whether '>' goes before lines 'From ...' of a body;
    maxheaderlen: longest line of headers; policy: by default the message's.
    """

    def __init__(self, outfp, mangle_from_=None, maxheaderlen=None, *, policy=None):
        """outfp gets the text; mangle_from_, maxheaderlen and policy say how it looks."""
        if mangle_from_ is None:
            mangle_from_ = True if policy is None else policy.mangle_from_
        self._fp = outfp
        self._mangle_from_ = mangle_from_
        self.maxheaderlen = maxheaderlen
        self.policy = policy

    def write(self, s):
        """Write text; it is as print() expects it of files."""
        self._fp.write(s)

    def flatten(self, msg, unixfrom=False, linesep=None):
        """Write a message, with a line 'From ...' before it if unixfrom is true."""
        policy = msg.policy if self.policy is None else self.policy
        if linesep is not None:
            policy = policy.clone(linesep=linesep)
        if self.maxheaderlen is not None:
            policy = policy.clone(max_line_length=self.maxheaderlen)
        self._NL = policy.linesep
        self._encoded_NL = self._encode(self._NL)
        self._EMPTY = ''
        self._encoded_EMPTY = self._encode('')
        kept = self.policy, msg.policy
        try:
            self.policy = msg.policy = policy
            if unixfrom:
                first = msg.get_unixfrom() or 'From nobody ' + time.ctime(time.time())
                self.write(first + self._NL)
            self._write(msg)
        finally:
            self.policy, msg.policy = kept

    def clone(self, fp):
        """The same for another file."""
        return self.__class__(fp, self._mangle_from_, None, policy=self.policy)

    # ---- what is different for bytes

    def _new_buffer(self):
        return StringIO()

    def _encode(self, s):
        return s

    def _write_headers(self, msg):
        for name, value in msg.raw_items():
            self.write(self.policy.fold(name, value))
        self.write(self._NL)

    @classmethod
    def _compile_re(cls, s, flags):
        return re.compile(s, flags)

    # ---- the parts of a message

    def _write_lines(self, lines):
        """Write text with the line ends that the policy has."""
        if lines:
            *whole, rest = _LINE_END.split(lines)
            for line in whole:
                self.write(line)
                self.write(self._NL)
            if rest:
                self.write(rest)

    def _mangled(self, text):
        return _FROM.sub('>From ', text) if self._mangle_from_ else text

    def _flattened(self, part):
        """A part, written to a buffer of its own."""
        buffer = self._new_buffer()
        self.clone(buffer).flatten(part, unixfrom=False, linesep=self._NL)
        return buffer.getvalue()

    def _write(self, msg):
        outer = self._fp
        self._munge_cte = None
        try:
            self._fp = body = self._new_buffer()
            self._dispatch(msg)
        finally:
            self._fp = outer
            changed = self._munge_cte
            del self._munge_cte
        if changed:
            # The body has been encoded anew: other headers, but not in the message itself.
            msg = deepcopy(msg)
            encoding, content_type = changed
            if msg.get('content-transfer-encoding') is None:
                msg['Content-Transfer-Encoding'] = encoding
            else:
                msg.replace_header('content-transfer-encoding', encoding)
            msg.replace_header('content-type', content_type)
        own = getattr(msg, '_write_headers', None)
        if own is None:
            self._write_headers(msg)
        else:
            own(self)
        self._fp.write(body.getvalue())

    def _dispatch(self, msg):
        """Write a body with the method for its type, _handle_main_sub() or _handle_main()."""
        main = msg.get_content_maintype()
        whole = (main + '_' + msg.get_content_subtype()).replace('-', '_')
        method = getattr(self, '_handle_' + whole, None) or getattr(self, '_handle_' + main.replace('-', '_'), None)
        (method or self._writeBody)(msg)

    def _handle_text(self, msg):
        content = msg.get_payload()
        if content is None:
            return
        if not isinstance(content, str):
            raise TypeError('string payload expected: %s' % type(content))
        if _has_surrogates(msg._payload):
            charset = msg.get_param('charset')
            if charset is not None:
                # Bytes that cannot be in text: encode them.
                msg = deepcopy(msg)
                del msg['content-transfer-encoding']
                msg.set_payload(content, charset)
                content = msg.get_payload()
                self._munge_cte = msg['content-transfer-encoding'], msg['content-type']
        self._write_lines(self._mangled(content))

    _writeBody = _handle_text

    def _handle_multipart(self, msg):
        parts = msg.get_payload()
        if isinstance(parts, str):
            self.write(parts)  # a message that only says that it has parts
            return
        if parts is None:
            parts = []
        texts = [self._flattened(part) for part in (parts if isinstance(parts, list) else [parts])]
        boundary = msg.get_boundary()
        if not boundary:
            boundary = self._make_boundary(self._encoded_NL.join(texts))
            msg.set_boundary(boundary)
        if msg.preamble is not None:
            self._write_lines(self._mangled(msg.preamble))
            self.write(self._NL)
        self.write('--' + boundary + self._NL)
        for number, text in enumerate(texts):
            if number:
                self.write(self._NL + '--' + boundary + self._NL)
            self._fp.write(text)
        self.write(self._NL + '--' + boundary + '--' + self._NL)
        if msg.epilogue is not None:
            self._write_lines(self._mangled(msg.epilogue))

    def _handle_multipart_signed(self, msg):
        # What is signed must not be changed: headers remain as they are.
        kept, self.policy = self.policy, self.policy.clone(max_line_length=0)
        try:
            self._handle_multipart(msg)
        finally:
            self.policy = kept

    def _handle_message_delivery_status(self, msg):
        blocks = []
        for part in msg.get_payload():
            text = self._flattened(part)
            # Headers without a body end with an empty line; there is one between blocks.
            if text.endswith(self._encoded_NL):
                text = text[:-len(self._encoded_NL)]
            blocks.append(text)
        self._fp.write(self._encoded_NL.join(blocks))

    def _handle_message(self, msg):
        content = msg.get_payload()
        if isinstance(content, list):
            self._fp.write(self._flattened(msg.get_payload(0)))
        else:
            self._fp.write(self._encode(content))

    @classmethod
    def _make_boundary(cls, text=None):
        """A boundary that is not in the text."""
        width = len(repr(sys.maxsize - 1))
        first = boundary = '=' * 15 + '%0*d' % (width, random.randrange(sys.maxsize)) + '=='
        number = 0
        while text is not None and cls._compile_re('^--' + re.escape(boundary) + '(--)?$', re.MULTILINE).search(text):
            boundary = first + '.' + str(number)
            number += 1
        return boundary


class BytesGenerator(Generator):
    """Writes messages to a file for bytes; those that could not be decoded go out as they came in."""

    def write(self, s):
        """Write text as bytes."""
        self._fp.write(s.encode('ascii', 'surrogateescape'))

    def _new_buffer(self):
        return BytesIO()

    def _encode(self, s):
        return s.encode('ascii')

    def _write_headers(self, msg):
        for name, value in msg.raw_items():
            self._fp.write(self.policy.fold_binary(name, value))
        self.write(self._NL)

    def _handle_text(self, msg):
        if msg._payload is None:
            return
        if _has_surrogates(msg._payload) and self.policy.cte_type != '7bit':
            msg._payload = self._mangled(msg._payload)
            self._write_lines(msg._payload)
        else:
            super()._handle_text(msg)

    _writeBody = _handle_text

    @classmethod
    def _compile_re(cls, s, flags):
        return re.compile(s.encode('ascii'), flags)


_FMT = '[Non-text (%(type)s) part of message omitted, filename %(filename)s]'


class DecodedGenerator(Generator):
    """Writes the text in a message, and a line for each part that is something else.

    fmt may use %(type)s, %(maintype)s, %(subtype)s, %(filename)s, %(description)s and %(encoding)s.
    """

    def __init__(self, outfp, mangle_from_=None, maxheaderlen=None, fmt=None, *, policy=None):
        """fmt is filled in for every part that is no text."""
        Generator.__init__(self, outfp, mangle_from_, maxheaderlen, policy=policy)
        self._fmt = _FMT if fmt is None else fmt

    def _dispatch(self, msg):
        for part in msg.walk():
            kind = part.get_content_maintype()
            if kind == 'text':
                print(part.get_payload(decode=False), file=self)
            elif kind != 'multipart':
                print(self._fmt % {
                    'type': part.get_content_type(), 'maintype': kind, 'subtype': part.get_content_subtype(),
                    'filename': part.get_filename('[no filename]'),
                    'description': part.get('Content-Description', '[no description]'),
                    'encoding': part.get('Content-Transfer-Encoding', '[no encoding]')}, file=self)


_make_boundary = Generator._make_boundary  # a name from older times
