"""Random numbers and tokens that nobody can guess, from the operating system's source."""

__all__ = ['choice', 'randbelow', 'randbits', 'SystemRandom', 'token_bytes', 'token_hex', 'token_urlsafe',
           'compare_digest']

import base64
import binascii
import os
from hmac import compare_digest
from random import SystemRandom

_sysrand = SystemRandom()
randbits = _sysrand.getrandbits
choice = _sysrand.choice

# Bytes of a token, unless another number is wanted.
DEFAULT_ENTROPY = 32


def randbelow(exclusive_upper_bound):
    """An integer in range(exclusive_upper_bound)."""
    if exclusive_upper_bound > 0:
        return _sysrand._randbelow(exclusive_upper_bound)
    raise ValueError('Upper bound must be positive.')


def token_bytes(nbytes=None):
    """That many random bytes."""
    return os.urandom(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    """Random bytes as hexadecimal digits."""
    return str(binascii.hexlify(token_bytes(nbytes)), 'ascii')


def token_urlsafe(nbytes=None):
    """Random bytes as text that may stand in a URL: base64 without the padding."""
    return str(base64.urlsafe_b64encode(token_bytes(nbytes)), 'ascii').rstrip('=')
