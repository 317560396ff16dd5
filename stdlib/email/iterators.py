"""Ways through the parts of a message."""

__all__ = ['body_line_iterator', 'typed_subpart_iterator', 'walk']

import sys
from io import StringIO


def walk(self):
    """All parts, each before those inside it; the message itself comes first."""
    waiting = [self]
    while waiting:
        part = waiting.pop()
        yield part
        if part.is_multipart():
            waiting.extend(reversed(part.get_payload()))


def body_line_iterator(msg, decode=False):
    """The lines of all parts that are text."""
    for part in msg.walk():
        content = part.get_payload(decode=decode)
        if isinstance(content, str):
            yield from StringIO(content)


def typed_subpart_iterator(msg, maintype='text', subtype=None):
    """The parts of a type."""
    for part in msg.walk():
        if part.get_content_maintype() == maintype and subtype in (None, part.get_content_subtype()):
            yield part


def _structure(msg, fp=None, level=0, include_default=False):
    """Print the types of all parts, each indented by its depth."""
    out = sys.stdout if fp is None else fp
    line = ' ' * (level * 4) + msg.get_content_type()
    print(line + (' [%s]' % msg.get_default_type() if include_default else ''), file=out)
    for part in msg.get_payload() if msg.is_multipart() else ():
        _structure(part, out, level + 1, include_default)
