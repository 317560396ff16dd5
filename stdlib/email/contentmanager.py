"""How content of messages is read and written as objects.

A ContentManager finds a function by the message's type, or by the object's;
raw_data_manager has those for text, bytes and messages.
"""

import binascii

import email.charset
import email.message
from email import quoprimime


class ContentManager:
    """Functions that get and set content."""

    def __init__(self):
        self.get_handlers = {}
        self.set_handlers = {}

    def add_get_handler(self, key, handler):
        """Let a function get content of a type: 'main/sub', 'main' or '' for any."""
        self.get_handlers[key] = handler

    def get_content(self, msg, *args, **kw):
        """The content of a message as an object; KeyError if no function is known."""
        whole = msg.get_content_type()
        for key in (whole, msg.get_content_maintype(), ''):
            if key in self.get_handlers:
                return self.get_handlers[key](msg, *args, **kw)
        raise KeyError(whole)

    def add_set_handler(self, typekey, handler):
        """Let a function set content: the key is a class, or the name of one."""
        self.set_handlers[typekey] = handler

    def set_content(self, msg, obj, *args, **kw):
        """Make an object the content of a message; what it had is gone."""
        if 'multipart' == msg.get_content_maintype():
            # As it is written, the content of a multipart can be set, but only by adding to it.
            raise TypeError('set_content not valid on multipart')
        setter = self._find_set_handler(msg, obj)
        msg.clear_content()
        setter(msg, obj, *args, **kw)

    def _find_set_handler(self, msg, obj):
        """By the class or a base class: itself, then its names from the full to the short one."""
        full_of_type = None
        for kind in type(obj).__mro__:
            qualname, module = kind.__qualname__, getattr(kind, '__module__', '')
            full = '.'.join((module, qualname)) if module else qualname
            full_of_type = full_of_type or full
            for key in (kind, full, qualname, kind.__name__):
                if key in self.set_handlers:
                    return self.set_handlers[key]
        if None in self.set_handlers:
            return self.set_handlers[None]
        raise KeyError(full_of_type)


raw_data_manager = ContentManager()


# ---- getting

def get_text_content(msg, errors='replace'):
    """Text."""
    return msg.get_payload(decode=True).decode(msg.get_param('charset', 'ASCII'), errors=errors)


def get_non_text_content(msg):
    """Bytes."""
    return msg.get_payload(decode=True)


def get_message_content(msg):
    """A message."""
    return msg.get_payload(0)


def get_and_fixup_unknown_message_content(msg):
    """The bytes of a message of which nobody knows what it is."""
    return bytes(msg.get_payload(0))


for _types, _getter in (('text', get_text_content), ('audio image video application', get_non_text_content),
                        ('message/rfc822 message/external-body', get_message_content),
                        ('message', get_and_fixup_unknown_message_content)):
    for _type in _types.split():
        raw_data_manager.add_get_handler(_type, _getter)
del _types, _getter


# ---- setting

def _install(msg, kind, content, cte, *, disposition, filename, cid, params, headers, charset=None):
    """Give a message content with all that is to be said about it, in the order in which it is to be written."""
    msg['Content-Type'] = kind
    _add_headers(msg, headers)
    msg.set_payload(content)
    if charset is not None:
        msg.set_param('charset', email.charset.ALIASES.get(charset, charset), replace=True)
    more = {'Content-Transfer-Encoding': cte,
            'Content-Disposition': 'attachment' if filename and disposition is None else disposition}
    for name, value in more.items():
        if value is not None:
            msg[name] = value
    if filename is not None:
        msg.set_param('filename', filename, header='Content-Disposition', replace=True)
    if cid is not None:
        msg['Content-ID'] = cid
    for name in params or ():
        msg.set_param(name, params[name])


def _add_headers(msg, headers):
    """Add headers given as objects or as text."""
    policy = msg.policy
    made = list(headers or ())
    if made and not hasattr(made[0], 'name'):
        made = [policy.header_factory(*policy.header_source_parse([line])) for line in made]
    for header in made:
        for defect in header.defects:
            raise ValueError('Invalid header: {}'.format(header.fold(policy=policy))) from defect
        msg[header.name] = header


def _encode_base64(data, max_line_length):
    """base64 in lines."""
    step = max_line_length // 4 * 3
    return ''.join([binascii.b2a_base64(data[start:start + step]).decode('ascii')
                    for start in range(0, len(data), step)])


def _encode_text(string, charset, cte, policy):
    """(encoding, encoded text); the encoding is chosen if it is not given."""
    encoded = string.encode(charset)
    lines = encoded.splitlines()
    ending = policy.linesep.encode('ascii')

    def joined(ending, lines=lines):
        return ending.join(lines) + ending

    if cte is None:
        # Whether it can remain as it is; else what is shorter, but rather what can be read.
        fits = max(map(len, lines), default=0) <= policy.max_line_length
        if fits:
            try:
                return '7bit', joined(b'\n').decode('ascii')
            except UnicodeDecodeError:
                if '8bit' == policy.cte_type:
                    return '8bit', joined(b'\n').decode('ascii', 'surrogateescape')
        sample = joined(b'\n', lines[:10])
        quoted = quoprimime.body_encode(sample.decode('latin-1'), policy.max_line_length)
        based = binascii.b2a_base64(sample)
        cte = 'base64' if len(quoted) > len(based) else 'quoted-printable'
    if cte == '7bit':
        return cte, joined(b'\n').decode('ascii')
    if cte == '8bit':
        return cte, joined(b'\n').decode('ascii', 'surrogateescape')
    if cte == 'quoted-printable':
        return cte, quoprimime.body_encode(joined(b'\n').decode('latin-1'), policy.max_line_length)
    if cte == 'base64':
        return cte, _encode_base64(joined(ending), policy.max_line_length)
    raise ValueError('Unknown content transfer encoding {}'.format(cte))


def set_text_content(msg, string, subtype='plain', charset='utf-8', cte=None, disposition=None, filename=None,
                     cid=None, params=None, headers=None):
    """Make text the content."""
    cte, encoded = _encode_text(string, charset, cte, msg.policy)
    _install(msg, 'text/' + subtype, encoded, cte, charset=charset, disposition=disposition, filename=filename,
             cid=cid, params=params, headers=headers)


# The encodings that RFC 2046 allows for messages of a type; the first is taken if none is given.
_MESSAGE_ENCODINGS = {'rfc822': ('8bit', '7bit', 'binary'), 'external-body': ('7bit',)}


def set_message_content(msg, message, subtype='rfc822', cte=None, disposition=None, filename=None, cid=None,
                        params=None, headers=None):
    """Make a message the content."""
    if 'partial' == subtype:
        raise ValueError('message/partial is not supported for Message objects')
    allowed = _MESSAGE_ENCODINGS.get(subtype)
    if allowed and cte is not None and cte not in allowed:
        raise ValueError('message/{} parts do not support cte={}'.format(subtype, cte))
    if cte is None:
        # One of which nothing is known need not be 7bit, but that is what it may be at most.
        cte = allowed[0] if allowed else '7bit'
    _install(msg, 'message/' + subtype, [message], cte, disposition=disposition, filename=filename, cid=cid,
             params=params, headers=headers)


def _as_text(data, cte, policy):
    """Bytes as they stand in a message."""
    if cte == 'base64':
        return _encode_base64(data, policy.max_line_length)
    if cte == 'quoted-printable':
        # Line ends are bytes like others.
        return str(binascii.b2a_qp(data, istext=False, header=False, quotetabs=True), 'ascii')
    handlers = {'7bit': 'strict', '8bit': 'surrogateescape', 'binary': 'surrogateescape'}
    return str(data, 'ascii', handlers[cte]) if cte in handlers else data


def set_bytes_content(msg, data, maintype, subtype, cte='base64', disposition=None, filename=None, cid=None,
                      params=None, headers=None):
    """Make bytes the content."""
    _install(msg, maintype + '/' + subtype, _as_text(data, cte, msg.policy), cte, disposition=disposition,
             filename=filename, cid=cid, params=params, headers=headers)


for _type, _setter in ((str, set_text_content), (email.message.Message, set_message_content),
                       (bytes, set_bytes_content), (bytearray, set_bytes_content), (memoryview, set_bytes_content)):
    raw_data_manager.add_set_handler(_type, _setter)
del _type, _setter
