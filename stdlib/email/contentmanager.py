"""How content of messages is read and written as objects.

A ContentManager finds a function by the message's type, or by the object's;
raw_data_manager has those for text, bytes and messages.
"""

import binascii

import email.charset
import email.errors
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
        if msg.get_content_maintype() == 'multipart':
            # As it is written, the content of a multipart can be set, but only by adding to it.
            raise TypeError('set_content not valid on multipart')
        handler = self._find_set_handler(msg, obj)
        msg.clear_content()
        handler(msg, obj, *args, **kw)

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


raw_data_manager.add_get_handler('text', get_text_content)
for _type in ('audio', 'image', 'video', 'application'):
    raw_data_manager.add_get_handler(_type, get_non_text_content)
for _type in ('message/rfc822', 'message/external-body'):
    raw_data_manager.add_get_handler(_type, get_message_content)
raw_data_manager.add_get_handler('message', get_and_fixup_unknown_message_content)


# ---- setting

def _prepare_set(msg, maintype, subtype, headers):
    """Set the type, and headers given as text or objects."""
    msg['Content-Type'] = '/'.join((maintype, subtype))
    if not headers:
        return
    if not hasattr(headers[0], 'name'):
        factory = msg.policy.header_factory
        headers = [factory(*msg.policy.header_source_parse([line])) for line in headers]
    try:
        for header in headers:
            if header.defects:
                raise header.defects[0]
            msg[header.name] = header
    except email.errors.HeaderDefect as problem:
        raise ValueError('Invalid header: {}'.format(header.fold(policy=msg.policy))) from problem


def _finalize_set(msg, disposition, filename, cid, params):
    """Set what else may be said about content."""
    if disposition is None and filename is not None:
        disposition = 'attachment'
    if disposition is not None:
        msg['Content-Disposition'] = disposition
    if filename is not None:
        msg.set_param('filename', filename, header='Content-Disposition', replace=True)
    if cid is not None:
        msg['Content-ID'] = cid
    for name, value in (params or {}).items():
        msg.set_param(name, value)


def _encode_base64(data, max_line_length):
    """base64 in lines."""
    step = max_line_length // 4 * 3
    return ''.join([binascii.b2a_base64(data[start:start + step]).decode('ascii')
                    for start in range(0, len(data), step)])


def _encode_text(string, charset, cte, policy):
    """(encoding, encoded text); the encoding is chosen if it is not given."""
    lines = string.encode(charset).splitlines()
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
                if policy.cte_type == '8bit':
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
    _prepare_set(msg, 'text', subtype, headers)
    cte, content = _encode_text(string, charset, cte, msg.policy)
    msg.set_payload(content)
    msg.set_param('charset', email.charset.ALIASES.get(charset, charset), replace=True)
    msg['Content-Transfer-Encoding'] = cte
    _finalize_set(msg, disposition, filename, cid, params)


# The encodings that RFC 2046 allows for messages of a type.
_MESSAGE_ENCODINGS = {'rfc822': (None, '7bit', '8bit', 'binary'), 'external-body': (None, '7bit')}


def set_message_content(msg, message, subtype='rfc822', cte=None, disposition=None, filename=None, cid=None,
                        params=None, headers=None):
    """Make a message the content."""
    if subtype == 'partial':
        raise ValueError('message/partial is not supported for Message objects')
    if subtype in _MESSAGE_ENCODINGS and cte not in _MESSAGE_ENCODINGS[subtype]:
        raise ValueError('message/{} parts do not support cte={}'.format(subtype, cte))
    if subtype == 'rfc822':
        cte = '8bit' if cte is None else cte
    elif subtype == 'external-body':
        cte = '7bit'
    elif cte is None:
        # A part whose content is not known need not be 7bit.
        cte = '7bit'
    _prepare_set(msg, 'message', subtype, headers)
    msg.set_payload([message])
    msg['Content-Transfer-Encoding'] = cte
    _finalize_set(msg, disposition, filename, cid, params)


def set_bytes_content(msg, data, maintype, subtype, cte='base64', disposition=None, filename=None, cid=None,
                      params=None, headers=None):
    """Make bytes the content."""
    _prepare_set(msg, maintype, subtype, headers)
    if cte == 'base64':
        data = _encode_base64(data, max_line_length=msg.policy.max_line_length)
    elif cte == 'quoted-printable':
        # Line ends are bytes like others.
        data = binascii.b2a_qp(data, istext=False, header=False, quotetabs=True).decode('ascii')
    elif cte == '7bit':
        data = data.decode('ascii')
    elif cte in ('8bit', 'binary'):
        data = data.decode('ascii', 'surrogateescape')
    msg.set_payload(data)
    msg['Content-Transfer-Encoding'] = cte
    _finalize_set(msg, disposition, filename, cid, params)


raw_data_manager.add_set_handler(str, set_text_content)
raw_data_manager.add_set_handler(email.message.Message, set_message_content)
for _type in (bytes, bytearray, memoryview):
    raw_data_manager.add_set_handler(_type, set_bytes_content)
del _type
