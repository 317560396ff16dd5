"""Functions that encode a message's content and say so in its headers."""

__all__ = ['encode_7or8bit', 'encode_base64', 'encode_noop', 'encode_quopri']

from base64 import encodebytes
from quopri import encodestring


def _replace(msg, content, encoding):
    msg.set_payload(content)
    msg['Content-Transfer-Encoding'] = encoding


def encode_base64(msg):
    """Encode the content with base64."""
    _replace(msg, str(encodebytes(msg.get_payload(decode=True)), 'ascii'), 'base64')


def encode_quopri(msg):
    """Encode the content as quoted-printable, spaces too."""
    encoded = encodestring(msg.get_payload(decode=True), quotetabs=True).replace(b' ', b'=20')
    _replace(msg, encoded, 'quoted-printable')


def encode_7or8bit(msg):
    """Say whether the content is ASCII."""
    content = msg.get_payload(decode=True)
    try:
        kind = '7bit'
        if content is not None:
            content.decode('ascii')
    except UnicodeError:
        kind = '8bit'
    msg['Content-Transfer-Encoding'] = kind


def encode_noop(msg):
    """Do nothing."""
    orig = msg.get_payload(decode=True)
    msg.set_payload(orig)
