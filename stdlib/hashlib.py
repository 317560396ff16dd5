"""Hash functions: constructors by name, from OpenSSL where it has them.

A hash object has update(bytes), digest(), hexdigest() and copy().
"""

# What every Python has.
_own = ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'blake2s', 'sha3_224', 'sha3_256',
        'sha3_384', 'sha3_512', 'shake_128', 'shake_256')
algorithms_guaranteed = set(_own)
algorithms_available = set(_own)

__all__ = _own + ('new', 'algorithms_guaranteed', 'algorithms_available', 'pbkdf2_hmac')

# Where our own implementations are: module and attribute.
_BUILTIN = {'md5': ('_md5', 'md5'), 'sha1': ('_sha1', 'sha1'),
            'sha224': ('_sha256', 'sha224'), 'sha256': ('_sha256', 'sha256'),
            'sha384': ('_sha512', 'sha384'), 'sha512': ('_sha512', 'sha512'),
            'blake2b': ('_blake2', 'blake2b'), 'blake2s': ('_blake2', 'blake2s')}
_BUILTIN.update((_name, ('_sha3', _name)) for _name in _own if _name.startswith('sh') and '_' in _name)

__builtin_constructor_cache = {}

# BLAKE2 and SHA-3 of OpenSSL lack parameters.
__block_openssl_constructor = {'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'shake_128', 'shake_256',
                               'blake2b', 'blake2s'}


def __get_builtin_constructor(name):
    found = __builtin_constructor_cache.get(name)
    if found is None and isinstance(name, str):
        key = name.lower() if name.isupper() else name
        if key in _BUILTIN and (name == key or name[:3] in ('MD5', 'SHA')):
            module, attribute = _BUILTIN[key]
            try:
                found = getattr(__import__(module), attribute)
                __builtin_constructor_cache[key] = __builtin_constructor_cache[key.upper()] = found
            except ImportError:
                pass
    if found is None:
        raise ValueError('unsupported hash type ' + name)
    __builtin_constructor_cache[name] = found
    return found


def __get_openssl_constructor(name):
    if name not in __block_openssl_constructor:
        found = getattr(_hashlib, 'openssl_' + name, None)
        try:
            if found is not None:
                found()  # OpenSSL may have been told to refuse it
                return found
        except ValueError:
            pass
    return __get_builtin_constructor(name)


def __py_new(name, data=b'', **kwargs):
    """A new hash object of the algorithm of that name, fed with data."""
    return __get_builtin_constructor(name)(data, **kwargs)


def __hash_new(name, data=b'', **kwargs):
    """A new hash object of the algorithm of that name, fed with data."""
    if name not in __block_openssl_constructor:
        try:
            return _hashlib.new(name, data)
        except ValueError:
            pass  # OpenSSL does not have it
    return __get_builtin_constructor(name)(data, **kwargs)


try:
    import _hashlib
    new = __hash_new
    __get_hash = __get_openssl_constructor
    algorithms_available |= _hashlib.openssl_md_meth_names
except ImportError:
    new = __py_new
    __get_hash = __get_builtin_constructor

try:
    from _hashlib import pbkdf2_hmac
except ImportError:
    _trans_5C = bytes(byte ^ 0x5C for byte in range(256))
    _trans_36 = bytes(byte ^ 0x36 for byte in range(256))

    def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
        """A key of dklen bytes from a password, by PKCS #5, with HMAC."""
        if not isinstance(hash_name, str):
            raise TypeError(hash_name)
        if not isinstance(password, (bytes, bytearray)):
            password = bytes(memoryview(password))
        if not isinstance(salt, (bytes, bytearray)):
            salt = bytes(memoryview(salt))
        inner = new(hash_name)
        outer = new(hash_name)
        size = getattr(inner, 'block_size', 64)
        if len(password) > size:
            password = new(hash_name, password).digest()
        password = password.ljust(size, b'\0')
        inner.update(password.translate(_trans_36))
        outer.update(password.translate(_trans_5C))

        def authenticate(message):
            first, second = inner.copy(), outer.copy()
            first.update(message)
            second.update(first.digest())
            return second.digest()

        if iterations < 1:
            raise ValueError(iterations)
        dklen = outer.digest_size if dklen is None else dklen
        if dklen < 1:
            raise ValueError(dklen)
        key = b''
        block = 0
        while len(key) < dklen:
            block += 1
            last = authenticate(salt + block.to_bytes(4, 'big'))
            mixed = int.from_bytes(last, 'big')
            for _ in range(iterations - 1):
                last = authenticate(last)
                mixed ^= int.from_bytes(last, 'big')
            key += mixed.to_bytes(inner.digest_size, 'big')
        return key[:dklen]

try:
    from _hashlib import scrypt
except ImportError:
    pass


for _name in _own:
    try:
        globals()[_name] = __get_hash(_name)
    except ValueError:
        import logging
        logging.exception('code for hash %s was not found.', _name)

del _own, _name, __get_hash, __py_new, __hash_new, __get_openssl_constructor
