"""Keyed hashing for message authentication, as in RFC 2104."""

import warnings as _warnings
import hashlib as _hashlib
from _operator import _compare_digest as compare_digest
try:
    import _hashlib as _hashopenssl
except ImportError:
    _hashopenssl = None
    _openssl_md_meths = frozenset()
else:
    _openssl_md_meths = frozenset(_hashopenssl.openssl_md_meth_names)

# The key is xored with these bytes for the outer and the inner hash.
trans_5C = bytes(byte ^ 0x5C for byte in range(256))
trans_36 = bytes(byte ^ 0x36 for byte in range(256))

digest_size = None


def _constructor(digestmod):
    """What makes the hash objects: digestmod is a name, a function or a module."""
    if callable(digestmod):
        return digestmod
    if isinstance(digestmod, str):
        return lambda data=b'': _hashlib.new(digestmod, data)
    return lambda data=b'': digestmod.new(data)


class HMAC:
    """An authentication code in the making; the interface is that of hash objects."""

    blocksize = 64

    def __init__(self, key, msg=None, digestmod=''):
        """A code with this key, of a first part of the message; digestmod says which hash."""
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError('key: expected bytes or bytearray, but got %r' % type(key).__name__)
        if not digestmod:
            raise TypeError("Missing required parameter 'digestmod'.")
        self.digest_cons = _constructor(digestmod)
        self.outer = self.digest_cons()
        self.inner = self.digest_cons()
        self.digest_size = self.inner.digest_size
        size = getattr(self.inner, 'block_size', None)
        if size is None:
            _warnings.warn('No block_size attribute on given digest object; Assuming %d.' % self.blocksize,
                           RuntimeWarning, 2)
            size = self.blocksize
        elif size < 16:
            _warnings.warn('block_size of %d seems too small; using our default of %d.' % (size, self.blocksize),
                           RuntimeWarning, 2)
            size = self.blocksize
        self.block_size = size
        if len(key) > size:
            key = self.digest_cons(key).digest()
        key = key.ljust(size, b'\0')
        self.outer.update(key.translate(trans_5C))
        self.inner.update(key.translate(trans_36))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return 'hmac-' + self.inner.name

    def update(self, msg):
        """Take one more part of the message."""
        self.inner.update(msg)

    def copy(self):
        """An independent object in the same state."""
        twin = self.__class__.__new__(self.__class__)
        twin.digest_cons, twin.digest_size = self.digest_cons, self.digest_size
        twin.inner, twin.outer = self.inner.copy(), self.outer.copy()
        return twin

    def _current(self):
        final = self.outer.copy()
        final.update(self.inner.digest())
        return final

    def digest(self):
        """The code of the message so far."""
        return self._current().digest()

    def hexdigest(self):
        """The code of the message so far, in hexadecimal digits."""
        return self._current().hexdigest()


def new(key, msg=None, digestmod=''):
    """An HMAC object; digestmod names the hash function."""
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """The authentication code of a whole message; faster than an object."""
    if _hashopenssl is not None and isinstance(digest, str) and digest in _openssl_md_meths:
        return _hashopenssl.hmac_digest(key, msg, digest)
    make = _constructor(digest)
    inner, outer = make(), make()
    size = getattr(inner, 'block_size', 64)
    if len(key) > size:
        key = make(key).digest()
    key = key + b'\0' * (size - len(key))
    inner.update(key.translate(trans_36))
    outer.update(key.translate(trans_5C))
    inner.update(msg)
    outer.update(inner.digest())
    return outer.digest()
