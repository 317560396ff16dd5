"""Universally unique identifiers, as in RFC 4122."""

import os
import sys
from enum import Enum

__author__ = 'Ka-Ping Yee <ping@zesty.ca>'

if sys.platform in ('win32', 'darwin'):
    import platform
    _platform_system = platform.system()
else:
    _platform_system = os.uname().sysname if hasattr(os, 'uname') else ''

_AIX = _platform_system == 'AIX'
_LINUX = _platform_system == 'Linux'

RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE = [
    'reserved for NCS compatibility', 'specified in RFC 4122',
    'reserved for Microsoft compatibility', 'reserved for future definition']

int_ = int  # the class UUID has attributes of these names
bytes_ = bytes


class SafeUUID(Enum):
    """Was the UUID made in a way that is safe for several processes?"""

    safe = 0
    unsafe = -1
    unknown = None


def _field(name, low, width, doc):
    """A property: the bits of the number from `low` on."""
    mask = (1 << width) - 1
    return property(lambda self: self.int >> low & mask, doc=doc)


class UUID:
    """A UUID: a number of 128 bits.

    Made from one of hex (32 digits, with or without braces, hyphens and 'urn:uuid:'), bytes,
    bytes_le (the first three fields little-endian), fields (a tuple of six numbers) or int.
    With version, its bits and those of the variant are set.
    """

    __slots__ = ('int', 'is_safe', '__weakref__')

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *,
                 is_safe=SafeUUID.unknown):
        """An identifier, from just one of its notations."""
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        if hex is not None:
            digits = hex.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
            if len(digits) != 32:
                raise ValueError('badly formed hexadecimal UUID string')
            int = int_(digits, 16)
        if bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError('bytes_le is not a 16-char string')
            bytes = _swapped(bytes_le)
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError('bytes is not a 16-char string')
            assert isinstance(bytes, bytes_), repr(bytes)
            int = int_.from_bytes(bytes, byteorder='big')
        if fields is not None:
            int = _from_fields(fields)
        if version is not None and not 1 <= version <= 5:
            raise ValueError('illegal version number')
        if not 0 <= int < 1 << 128:
            raise ValueError('int is out of range (need a 128-bit value)')
        if version is not None:
            int = int & ~(0xf << 76 | 3 << 62) | version << 76 | 2 << 62
        object.__setattr__(self, 'int', int)
        object.__setattr__(self, 'is_safe', is_safe)

    def __getstate__(self):
        state = {'int': self.int}
        if self.is_safe != SafeUUID.unknown:
            # Older versions do not know the class.
            state['is_safe'] = self.is_safe.value
        return state

    def __setstate__(self, state):
        object.__setattr__(self, 'int', state['int'])
        safe = state.get('is_safe')
        object.__setattr__(self, 'is_safe', SafeUUID.unknown if 'is_safe' not in state else SafeUUID(safe))

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __gt__(self, other):
        return self.int > other.int if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self.int <= other.int if isinstance(other, UUID) else NotImplemented

    def __ge__(self, other):
        return self.int >= other.int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __repr__(self):
        return '%s(%r)' % (self.__class__.__name__, str(self))

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')

    def __str__(self):
        digits = self.hex
        return '-'.join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    @property
    def bytes(self):
        return self.int.to_bytes(16, 'big')

    @property
    def bytes_le(self):
        return _swapped(self.bytes)

    @property
    def fields(self):
        return (self.time_low, self.time_mid, self.time_hi_version, self.clock_seq_hi_variant, self.clock_seq_low,
                self.node)

    time_low = _field('time_low', 96, 32, 'bits 0 to 31 of the time')
    time_mid = _field('time_mid', 80, 16, 'bits 32 to 47 of the time')
    time_hi_version = _field('time_hi_version', 64, 16, 'the version and bits 48 to 59 of the time')
    clock_seq_hi_variant = _field('clock_seq_hi_variant', 56, 8, 'the variant and the high bits of clock_seq')
    clock_seq_low = _field('clock_seq_low', 48, 8, 'the low bits of clock_seq')
    node = _field('node', 0, 48, 'the hardware address')

    @property
    def time(self):
        """Intervals of 100 ns since 1582-10-15."""
        return (self.time_hi_version & 0xfff) << 48 | self.time_mid << 32 | self.time_low

    @property
    def clock_seq(self):
        return (self.clock_seq_hi_variant & 0x3f) << 8 | self.clock_seq_low

    @property
    def hex(self):
        return '%032x' % self.int

    @property
    def urn(self):
        return 'urn:uuid:' + str(self)

    @property
    def variant(self):
        top = self.int >> 61 & 7  # the number of leading ones tells
        return (RESERVED_NCS if top < 4 else RFC_4122 if top < 6 else RESERVED_MICROSOFT if top == 6
                else RESERVED_FUTURE)

    @property
    def version(self):
        """The version of a UUID of RFC 4122, None for others."""
        if self.variant == RFC_4122:
            return self.int >> 76 & 0xf


def _swapped(data):
    """The bytes with the order within the first three fields reversed."""
    return data[3::-1] + data[5:3:-1] + data[7:5:-1] + data[8:]


_FIELD_BITS = (32, 16, 16, 8, 8, 48)


def _from_fields(fields):
    if len(fields) != 6:
        raise ValueError('fields is not a 6-tuple')
    number = 0
    for i, (field, bits) in enumerate(zip(fields, _FIELD_BITS), 1):
        if not 0 <= field < 1 << bits:
            raise ValueError('field %d out of range (need a%s %d-bit value)'
                             % (i, 'n' if bits == 8 else '', bits))
        number = number << bits | field
    return number


# ---- the hardware address

def _popen(command, *args):
    """Start a system program with untranslated messages; its output is proc.stdout."""
    import shutil
    import subprocess
    path = os.pathsep.join([os.environ.get('PATH', os.defpath), '/sbin', '/usr/sbin'])
    executable = shutil.which(command, path=path)
    if executable is None:
        return None
    return subprocess.Popen((executable,) + args, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                            env=dict(os.environ, LC_ALL='C'))


def _is_universal(mac):
    """Is the address one that the manufacturer assigned?"""
    return not mac & 1 << 41


def _best(macs):
    """The first universal address, or else the first one."""
    local = None
    for mac in macs:
        if mac and _is_universal(mac):
            return mac
        local = local or mac
    return local or None


def _find_mac(command, args, hw_identifiers, get_index):
    """The address that follows one of the words in what the command prints."""
    def candidates():
        for line in _find_output(command, args):
            words = line.lower().rstrip().split()
            for i, word in enumerate(words):
                if word in hw_identifiers:
                    try:
                        yield int(words[get_index(i)].replace(b':', b''), 16)
                    except (ValueError, IndexError):
                        pass  # not an address after all
    return _best(candidates())


def _find_output(command, args):
    try:
        process = _popen(command, *args.split())
        if process:
            with process:
                yield from process.stdout
    except OSError:
        pass


def _ifconfig_getnode():
    words = [b'hwaddr', b'ether', b'address:', b'lladdr']
    for args in ('', '-a', '-av'):
        mac = _find_mac('ifconfig', args, words, lambda i: i + 1)
        if mac:
            return mac


def _ip_getnode():
    return _find_mac('ip', 'link', [b'link/ether'], lambda i: i + 1)


def _arp_getnode():
    import socket
    try:
        address = socket.gethostbyname(socket.gethostname())
    except OSError:
        return None
    # The form of the line differs: with the address plain, in parentheses, or after "at".
    for words, index in (([os.fsencode(address)], -1), ([os.fsencode(address)], 1),
                         ([os.fsencode('(%s)' % address)], 2)):
        mac = _find_mac('arp', '-an', words, lambda i: i + index if index > 0 else index)
        if mac:
            return mac


def _lanscan_getnode():
    return _find_mac('lanscan', '-ai', [b'lan0'], lambda i: 0)


def _netstat_getnode():
    lines = iter(_find_output('netstat', '-ia'))
    try:
        column = next(lines).rstrip().split().index(b'Address')
    except (StopIteration, ValueError):
        return None

    def candidates():
        for line in lines:
            words = line.rstrip().split()
            if len(words) > column and len(words[column]) == 17 and words[column].count(b':') == 5:
                try:
                    yield int(words[column].replace(b':', b''), 16)
                except ValueError:
                    pass
    return _best(candidates())


def _ipconfig_getnode():
    return _windll_getnode()


def _netbios_getnode():
    return _windll_getnode()


# ---- system functions

try:
    import _uuid
except ImportError:
    _uuid = None
_generate_time_safe = getattr(_uuid, 'generate_time_safe', None)
_has_uuid_generate_time_safe = getattr(_uuid, 'has_uuid_generate_time_safe', None)
_UuidCreate = getattr(_uuid, 'UuidCreate', None)


def _load_system_functions():
    """Without _uuid, take the function of the system's library by ctypes."""
    global _generate_time_safe, _has_uuid_generate_time_safe
    if _has_uuid_generate_time_safe is not None:
        return
    _has_uuid_generate_time_safe = False
    try:
        import ctypes
        import ctypes.util
        names = ['uuid'] if not sys.platform.startswith('win') else []
        for name in names + ['c']:
            library = ctypes.CDLL(ctypes.util.find_library(name))
            for function in ('uuid_generate_time_safe', 'uuid_generate_time'):
                if hasattr(library, function):
                    _generate_time_safe = _from_library(getattr(library, function), function.endswith('safe'))
                    _has_uuid_generate_time_safe = function.endswith('safe')
                    return
    except Exception:
        pass  # there is none


def _from_library(function, safe):
    """A function like that of _uuid: () -> (bytes, status or None)."""
    import ctypes
    if safe:
        function.restype = ctypes.c_int

    def generate():
        buffer = ctypes.create_string_buffer(16)
        status = function(buffer)
        return bytes(buffer.raw), status if safe else None

    return generate


def _unix_getnode():
    _load_system_functions()
    if _generate_time_safe:
        data, _ = _generate_time_safe()
        return UUID(bytes=data).node


def _windll_getnode():
    if _UuidCreate:
        return UUID(bytes_le=_UuidCreate()).node


def _random_getnode():
    """A random number, marked as none that a manufacturer assigned."""
    import random
    return random.getrandbits(48) | 1 << 40


if _LINUX:
    _OS_GETTERS = [_ip_getnode, _ifconfig_getnode]
elif sys.platform == 'darwin':
    _OS_GETTERS = [_ifconfig_getnode, _arp_getnode, _netstat_getnode]
elif sys.platform == 'win32':
    _OS_GETTERS = [_netbios_getnode, _ipconfig_getnode]
elif _AIX:
    _OS_GETTERS = [_netstat_getnode]
else:
    _OS_GETTERS = [_ifconfig_getnode, _ip_getnode, _arp_getnode, _netstat_getnode, _lanscan_getnode]

if os.name == 'posix':
    _GETTERS = [_unix_getnode] + _OS_GETTERS
elif os.name == 'nt':
    _GETTERS = [_windll_getnode] + _OS_GETTERS
else:
    _GETTERS = _OS_GETTERS

_node = None


def getnode(*, getters=None):
    """The hardware address as a number; a random one if none can be found."""
    global _node
    if _node is not None:
        return _node
    for getter in _GETTERS + [_random_getnode]:
        try:
            _node = getter()
        except:
            continue
        if _node is not None and 0 <= _node < 1 << 48:
            return _node
    assert False, '_random_getnode() returned invalid value: {}'.format(_node)


# ---- making UUIDs

_last_timestamp = None


def uuid1(node=None, clock_seq=None):
    """A UUID of the hardware address, a sequence number and the time."""
    global _last_timestamp
    _load_system_functions()
    if _generate_time_safe is not None and node is clock_seq is None:
        data, status = _generate_time_safe()
        try:
            safety = SafeUUID(status)
        except ValueError:
            safety = SafeUUID.unknown
        return UUID(bytes=data, is_safe=safety)
    import time
    # 0x01b21dd213814000 is the number of intervals from 1582-10-15 to 1970-01-01.
    stamp = time.time_ns() // 100 + 0x01b21dd213814000
    if _last_timestamp is not None and stamp <= _last_timestamp:
        stamp = _last_timestamp + 1
    _last_timestamp = stamp
    if clock_seq is None:
        import random
        clock_seq = random.getrandbits(14)
    if node is None:
        node = getnode()
    return UUID(fields=(stamp & 0xffffffff, stamp >> 32 & 0xffff, stamp >> 48 & 0x0fff, clock_seq >> 8 & 0x3f,
                        clock_seq & 0xff, node), version=1)


def uuid3(namespace, name):
    """A UUID of the MD5 hash of a namespace's UUID and a name."""
    from hashlib import md5
    return UUID(bytes=md5(namespace.bytes + bytes(name, 'utf-8')).digest(), version=3)


def uuid4():
    """A random UUID."""
    return UUID(bytes=os.urandom(16), version=4)


def uuid5(namespace, name):
    """A UUID of the SHA-1 hash of a namespace's UUID and a name."""
    from hashlib import sha1
    return UUID(bytes=sha1(namespace.bytes + bytes(name, 'utf-8')).digest()[:16], version=5)


NAMESPACE_DNS, NAMESPACE_URL, NAMESPACE_OID, NAMESPACE_X500 = [
    UUID('6ba7b81%d-9dad-11d1-80b4-00c04fd430c8' % digit) for digit in (0, 1, 2, 4)]
