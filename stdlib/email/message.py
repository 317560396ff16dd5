"""Messages: headers like a dictionary, and content that is text or a list of parts.

Message is the class of old; EmailMessage reads and writes headers and content
as objects, as its policy has it.  What is about types and parameters of
headers is in _params.
"""

import quopri
from io import BytesIO, StringIO

from email import errors, utils
from email._encoded_words import decode_b
from email._params import ContentHeaders, _formatparam, _parseparam, _splitparam, _unquotevalue
from email._policybase import compat32
from email.charset import Charset
from email.utils import _has_surrogates

__all__ = ['Message', 'EmailMessage']


def _uudecoded(data):
    """The bytes of uuencoded ones, or what was given if they are none."""
    import uu
    out = BytesIO()
    try:
        uu.decode(BytesIO(data), out, quiet=True)
    except uu.Error:
        return data
    return out.getvalue()


class Message(ContentHeaders):
    """A message or a part of one.

    Names of headers are found in any case; they remain in order, and there may
    be several of a name.  preamble and epilogue are the text before and after
    the parts; defects what was wrong when it was read.
    """

    def __init__(self, policy=compat32):
        self.policy = policy
        self._headers = []
        self._unixfrom = None
        self._payload = None
        self._charset = None
        self.preamble = self.epilogue = None
        self.defects = []
        self._default_type = 'text/plain'

    # ---- as a whole

    def __str__(self):
        """The message as text, in the form of as_string()."""
        return self.as_string()

    def as_string(self, unixfrom=False, maxheaderlen=0, policy=None):
        """The message as text; bytes that are no ASCII get encoded."""
        from email.generator import Generator
        out = StringIO()
        Generator(out, mangle_from_=False, maxheaderlen=maxheaderlen,
                  policy=self.policy if policy is None else policy).flatten(self, unixfrom=unixfrom)
        return out.getvalue()

    def __bytes__(self):
        """The message as bytes, in the form of as_bytes()."""
        return self.as_bytes()

    def as_bytes(self, unixfrom=False, policy=None):
        """The message as bytes."""
        from email.generator import BytesGenerator
        out = BytesIO()
        BytesGenerator(out, mangle_from_=False,
                       policy=self.policy if policy is None else policy).flatten(self, unixfrom=unixfrom)
        return out.getvalue()

    def is_multipart(self):
        """Is it made of parts?"""
        return isinstance(self._payload, list)

    def set_unixfrom(self, unixfrom):
        """Set the line 'From ...' that mailboxes have before each message."""
        self._unixfrom = unixfrom

    def get_unixfrom(self):
        """That line."""
        return self._unixfrom

    # ---- content

    def attach(self, payload):
        """Add a part."""
        if self._payload is None:
            self._payload = []
        try:
            self._payload.append(payload)
        except AttributeError:
            raise TypeError('Attach is not valid on a message with a non-multipart payload')

    def get_payload(self, i=None, decode=False):
        """The content: the list of parts, or the part with a number, or text.

        With decode, it is the bytes that the text stands for, as
        Content-Transfer-Encoding says; None for a list.
        """
        if self.is_multipart():
            if decode:
                return None
            return self._payload if i is None else self._payload[i]
        if i is not None and not isinstance(self._payload, list):
            raise TypeError('Expected list, got %s' % type(self._payload))
        content = self._payload
        if not decode:
            if isinstance(content, str) and _has_surrogates(content):
                raw = content.encode('ascii', 'surrogateescape')
                try:
                    return raw.decode(self.get_param('charset', 'ascii'), 'replace')
                except LookupError:
                    return raw.decode('ascii', 'replace')
            return content
        return self._decoded(content)

    def _decoded(self, content):
        raw = content
        if isinstance(content, str):
            try:
                raw = content.encode('ascii', 'surrogateescape')
            except UnicodeError:
                # No message that was read has this; it was set so.
                raw = content.encode('raw-unicode-escape')
        # A header may be an object that is not a string.
        encoding = str(self.get('content-transfer-encoding', '')).lower()
        if encoding == 'quoted-printable':
            return quopri.decodestring(raw)
        if encoding == 'base64':
            value, defects = decode_b(b''.join(raw.splitlines()))
            for defect in defects:
                self.policy.handle_defect(self, defect)
            return value
        if encoding in ('x-uuencode', 'uuencode', 'uue', 'x-uue'):
            return _uudecoded(raw)
        return raw

    def set_payload(self, payload, charset=None):
        """Set the content; a character set is put into the headers and used for encoding."""
        if charset is not None and not isinstance(charset, Charset):
            charset = Charset(charset)
        if hasattr(payload, 'encode') and charset is not None:
            payload = payload.encode(charset.output_charset, 'surrogateescape')
        self._payload = payload.decode('ascii', 'surrogateescape') if hasattr(payload, 'decode') else payload
        if charset is not None:
            self.set_charset(charset)

    def set_charset(self, charset):
        """Set the character set, with the headers that belong to it; None takes it away."""
        if charset is None:
            self.del_param('charset')
            self._charset = None
            return
        if not isinstance(charset, Charset):
            charset = Charset(charset)
        self._charset = charset
        output = charset.get_output_charset()
        if 'MIME-Version' not in self:
            self.add_header('MIME-Version', '1.0')
        if 'Content-Type' not in self:
            self.add_header('Content-Type', 'text/plain', charset=output)
        else:
            self.set_param('charset', output)
        if charset != output:
            self._payload = charset.body_encode(self._payload)
        if 'Content-Transfer-Encoding' in self:
            return
        encoding = charset.get_body_encoding()
        if callable(encoding):
            encoding(self)
            return
        content = self._payload
        if content:
            try:
                content = content.encode('ascii', 'surrogateescape')
            except UnicodeError:
                content = content.encode(charset.output_charset)
        self._payload = charset.body_encode(content)
        self.add_header('Content-Transfer-Encoding', encoding)

    def get_charset(self):
        """The Charset that was set, None if there is none."""
        return self._charset

    # ---- headers

    def __len__(self):
        """How many headers there are, each of several with one name counted."""
        return len(self._headers)

    def __getitem__(self, name):
        """The value of the first header of this name, or None."""
        # A name that is not there gives None: not as dictionaries do it.
        return self.get(name)

    def __setitem__(self, name, val):
        """Add a header, whether there is one of this name or not."""
        most = self.policy.header_max_count(name)
        if most:
            lowered = name.lower()
            if sum(key.lower() == lowered for key, _ in self._headers) >= most:
                raise ValueError('There may be at most {} {} headers in a message'.format(most, name))
        self._headers.append(self.policy.header_store_parse(name, val))

    def __delitem__(self, name):
        """Take away all headers of this name; it is no error if there are none."""
        lowered = name.lower()
        self._headers = [pair for pair in self._headers if pair[0].lower() != lowered]

    def __contains__(self, name):
        return name.lower() in [key.lower() for key, _ in self._headers]

    def __iter__(self):
        for name, _ in self._headers:
            yield name

    def keys(self):
        """The names of all headers, in order."""
        return [name for name, _ in self._headers]

    def values(self):
        """The values of all headers."""
        return [value for _, value in self.items()]

    def items(self):
        """Names and values of all headers."""
        return [(name, self.policy.header_fetch_parse(name, value)) for name, value in self._headers]

    def get(self, name, failobj=None):
        """The first header of a name."""
        lowered = name.lower()
        for key, value in self._headers:
            if key.lower() == lowered:
                return self.policy.header_fetch_parse(key, value)
        return failobj

    def set_raw(self, name, value):
        """Add a header without asking the policy; for parsers."""
        self._headers.append((name, value))

    def raw_items(self):
        """Names and values as they are stored; for generators."""
        return iter(self._headers.copy())

    def get_all(self, name, failobj=None):
        """All headers of a name."""
        lowered = name.lower()
        return [self.policy.header_fetch_parse(key, value)
                for key, value in self._headers if key.lower() == lowered] or failobj

    def add_header(self, _name, _value, **_params):
        """Add a header with parameters; '_' in their names is '-', None is a parameter without value."""
        parts = [] if _value is None else [_value]
        for name, value in _params.items():
            name = name.replace('_', '-')
            parts.append(name if value is None else _formatparam(name, value))
        self[_name] = '; '.join(parts)

    def replace_header(self, _name, _value):
        """Change the first header of a name, which keeps its place; KeyError if there is none."""
        lowered = _name.lower()
        for number, (key, _) in enumerate(self._headers):
            if key.lower() == lowered:
                self._headers[number] = self.policy.header_store_parse(key, _value)
                return
        raise KeyError(_name)

    from email.iterators import walk


class MIMEPart(Message):
    """A part of a message whose content is read and written as objects.

    That is done by the content manager of its policy.
    """

    _body_types = {('text', 'plain'), ('text', 'html'), ('multipart', 'related'), ('multipart', 'alternative')}

    def __init__(self, policy=None):
        if policy is None:
            from email.policy import default as policy
        super().__init__(policy)

    def as_string(self, unixfrom=False, maxheaderlen=None, policy=None):
        """The message as text, always without a "From " line; headers are as long as the policy lets them be."""
        policy = self.policy if policy is None else policy
        if maxheaderlen is None:
            maxheaderlen = policy.max_line_length
        return super().as_string(maxheaderlen=maxheaderlen, policy=policy)

    def __str__(self):
        return self.as_string(policy=self.policy.clone(utf8=True))

    def is_attachment(self):
        """Does it say that it is one?"""
        found = self.get('content-disposition')
        return False if found is None else found.content_disposition == 'attachment'

    # ---- finding parts

    def _find_body(self, part, preferencelist):
        """(how much it is preferred, part) of what may be the body."""
        if part.is_attachment():
            return
        main, sub = part.get_content_type().split('/')
        if main == 'text':
            if sub in preferencelist:
                yield preferencelist.index(sub), part
        elif main == 'multipart':
            if sub != 'related':
                for inner in part.iter_parts():
                    yield from self._find_body(inner, preferencelist)
                return
            if 'related' in preferencelist:
                yield preferencelist.index('related'), part
            root = part._root()
            if root is not None:
                yield from self._find_body(root, preferencelist)

    def _root(self):
        """The part that the others belong to: the one that 'start' names, or the first."""
        start = self.get_param('start')
        if start:
            for part in self.iter_parts():
                if part['content-id'] == start:
                    return part
        parts = self.get_payload()
        return parts[0] if parts else None

    def get_body(self, preferencelist=('related', 'html', 'plain')):
        """The part that is most likely what is to be read, None if there is no such."""
        best, body = len(preferencelist), None
        for place, part in self._find_body(self, preferencelist):
            if place < best:
                best, body = place, part
            if place == 0:
                break  # what follows may be damaged
        return body

    def iter_attachments(self):
        """The parts that are not the body."""
        main, sub = self.get_content_type().split('/')
        if main != 'multipart' or sub == 'alternative':
            return
        content = self.get_payload()
        if not isinstance(content, list):
            return  # it only says that it has parts
        if sub == 'related':
            root = self._root()
            yield from [part for part in content if part is not root]
            return
        seen = set()
        for part in content.copy():
            kind = tuple(part.get_content_type().split('/'))
            if kind in self._body_types and not part.is_attachment() and kind[1] not in seen:
                seen.add(kind[1])  # the first of its type is body
            else:
                yield part

    def iter_parts(self):
        """The parts directly inside."""
        if self.get_content_maintype() == 'multipart':
            yield from self.get_payload()

    # ---- content

    def get_content(self, *args, content_manager=None, **kw):
        """The content as an object."""
        manager = self.policy.content_manager if content_manager is None else content_manager
        return manager.get_content(self, *args, **kw)

    def set_content(self, *args, content_manager=None, **kw):
        """Make an object the content."""
        manager = self.policy.content_manager if content_manager is None else content_manager
        manager.set_content(self, *args, **kw)

    def _make_multipart(self, subtype, disallowed_subtypes, boundary):
        """Make what is there the first part of a new content."""
        if self.get_content_maintype() == 'multipart':
            existing = self.get_content_subtype()
            if existing in disallowed_subtypes + (subtype,):
                raise ValueError('Cannot convert {} to {}'.format(existing, subtype))
        moved = [pair for pair in self._headers if pair[0].lower().startswith('content-')]
        kept = [pair for pair in self._headers if not pair[0].lower().startswith('content-')]
        parts = []
        if moved:
            part = type(self)(policy=self.policy)
            part._headers, part._payload = moved, self._payload
            parts.append(part)
        self._headers, self._payload = kept, parts
        self['Content-Type'] = 'multipart/' + subtype
        if boundary is not None:
            self.set_param('boundary', boundary)

    def make_related(self, boundary=None):
        """Become multipart/related."""
        self._make_multipart('related', ('alternative', 'mixed'), boundary)

    def make_alternative(self, boundary=None):
        """Become multipart/alternative."""
        self._make_multipart('alternative', ('mixed',), boundary)

    def make_mixed(self, boundary=None):
        """Become multipart/mixed."""
        self._make_multipart('mixed', (), boundary)

    def _add_multipart(self, _subtype, *args, _disp=None, **kw):
        if self.get_content_type() != 'multipart/' + _subtype:
            getattr(self, 'make_' + _subtype)()
        part = type(self)(policy=self.policy)
        part.set_content(*args, **kw)
        if _disp and 'content-disposition' not in part:
            part['Content-Disposition'] = _disp
        self.attach(part)

    def add_related(self, *args, **kw):
        """Add a part that belongs to the first one."""
        self._add_multipart('related', *args, _disp='inline', **kw)

    def add_alternative(self, *args, **kw):
        """Add a part that says the same in another way."""
        self._add_multipart('alternative', *args, **kw)

    def add_attachment(self, *args, **kw):
        """Add an attachment."""
        self._add_multipart('mixed', *args, _disp='attachment', **kw)

    def clear(self):
        """Take away headers and content."""
        self._headers = []
        self._payload = None

    def clear_content(self):
        """Take away the content and the headers about it."""
        self._headers = [pair for pair in self._headers if not pair[0].lower().startswith('content-')]
        self._payload = None


class EmailMessage(MIMEPart):
    """A whole message, as MIMEPart is a part."""

    def set_content(self, *args, **kw):
        """Make an object the content."""
        super().set_content(*args, **kw)
        if 'MIME-Version' not in self:
            self['MIME-Version'] = '1.0'
