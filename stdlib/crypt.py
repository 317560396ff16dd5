"""Hashes of passwords, as they stand in /etc/shadow.

    hashed = crypt.crypt(password)
    if crypt.crypt(entered, hashed) == hashed: ...

`methods` are those that the system has, the strongest first.
"""

import string as _string
import sys as _sys
from collections import namedtuple as _namedtuple
from random import SystemRandom as _SystemRandom

try:
    import _crypt
except ModuleNotFoundError:
    if _sys.platform == 'win32':
        raise ImportError('The crypt module is not supported on Windows')
    raise ImportError('The required _crypt module was not built as part of CPython')

_saltchars = _string.ascii_letters + _string.digits + './'
_sr = _SystemRandom()


class _Method(_namedtuple('_Method', 'name ident salt_chars total_size')):
    """A way to hash: what its hashes begin with, how long salt and hashes are."""

    def __repr__(self):
        return '<crypt.METHOD_%s>' % self.name


def mksalt(method=None, *, rounds=None):
    """Salt for a hash, at random, for one of the METHOD_ values or, without, the strongest there is.

    rounds is how often to hash: from 1000 to 999999999 for SHA-2, a power of 2 from 16 to 2**31 for
    Blowfish, by default 4096 there. ValueError: other numbers, or any for another method; TypeError: rounds
    is no integer.
    """
    if method is None:
        method = methods[0]
    if rounds is not None and not isinstance(rounds, int):
        raise TypeError('%s object cannot be interpreted as an integer' % type(rounds).__name__)
    prefix = '$%s$' % method.ident if method.ident else ''
    if method.ident and method.ident[0] == '2':
        prefix += _log_rounds(4096 if rounds is None else rounds)
    elif method.ident in ('5', '6'):
        if rounds is not None:
            if not 1000 <= rounds <= 999_999_999:
                raise ValueError('rounds out of the range 1000 to 999_999_999')
            prefix += 'rounds=%d$' % rounds
    elif rounds is not None:
        raise ValueError("{} doesn't support the rounds argument".format(method))
    return prefix + ''.join(_sr.choice(_saltchars) for _ in range(method.salt_chars))


def _log_rounds(rounds):
    """A power of 2 as Blowfish has it."""
    log = int.bit_length(rounds - 1)
    if rounds != 1 << log:
        raise ValueError('rounds must be a power of 2')
    if not 4 <= log <= 31:
        raise ValueError('rounds out of the range 2**4 to 2**31')
    return '%02d$' % log


def crypt(word, salt=None):
    """The hash of a password, salt first.

    salt may be a METHOD_ value, by default the strongest there is, what mksalt() returns, or a whole hash, to
    check a password with. None or an error text beginning with * if the system does not like the salt.
    """
    if salt is None or isinstance(salt, _Method):
        salt = mksalt(salt)
    return _crypt.crypt(word, salt)


methods = []


def _add_method(name, *args, rounds=None):
    """Make METHOD_name; it is one of the methods if the system can do it."""
    made = _Method(name, *args)
    globals()['METHOD_' + name] = made
    hashed = crypt('', mksalt(made, rounds=rounds))
    known = bool(hashed) and len(hashed) == made.total_size
    if known:
        methods.append(made)
    return known


_add_method('SHA512', '6', 16, 106)
_add_method('SHA256', '5', 16, 63)
# Blowfish has had several letters; the first that the system knows is the one.
for _letter in 'b', 'y', 'a', '':
    if _add_method('BLOWFISH', '2' + _letter, 22, 59 + len(_letter), rounds=1 << 4):
        break
_add_method('MD5', '1', 8, 34)
_add_method('CRYPT', None, 2, 13)
del _letter, _add_method
