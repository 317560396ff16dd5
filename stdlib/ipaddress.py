"""Addresses and networks of the Internet protocol, versions 4 and 6.

    ipaddress.ip_address('192.0.2.1') in ipaddress.ip_network('192.0.2.0/24')

An address is one number; a network is all addresses that begin with the same bits; an interface is an
address that knows its network. All three are immutable, can be compared within their version, and are keys
of dictionaries. They are made from text, from an integer or from packed bytes; networks and interfaces take
a mask as well, behind a slash or as the second item of a tuple: the number of leading bits, or, for version
4, those bits or the others set in an address.
"""

import functools

__version__ = '1.0'

IPV4LENGTH = 32
IPV6LENGTH = 128


class AddressValueError(ValueError):
    """This is no address."""


class NetmaskValueError(ValueError):
    """This is no mask."""


# ---- whichever version fits

def _either(address, kinds, what, *args):
    for kind in kinds:
        try:
            return kind(address, *args)
        except (AddressValueError, NetmaskValueError):
            pass
    problem = '%r does not appear to be an IPv4 or IPv6 ' + what
    if what == 'network' and isinstance(address, bytes):
        problem += '. Did you pass in a bytes (str in Python 2) instead of a unicode object?'
        raise AddressValueError(problem % address)
    raise ValueError(problem % address)  # a tuple is taken for several values, as in CPython


def ip_address(address):
    """The IPv4Address or IPv6Address of text, an integer (below 2**32: version 4) or bytes.

    ValueError: it is neither.
    """
    return _either(address, (IPv4Address, IPv6Address), 'address')


def ip_network(address, strict=True):
    """The IPv4Network or IPv6Network; see IPv4Network for the arguments.

    ValueError: it is neither or, if strict, there are bits behind the mask.
    """
    return _either(address, (IPv4Network, IPv6Network), 'network', strict)


def ip_interface(address):
    """The IPv4Interface or IPv6Interface; see IPv4Interface for the argument. ValueError: it is neither."""
    return _either(address, (IPv4Interface, IPv6Interface), 'interface')


def v4_int_to_packed(address):
    """The four bytes of an address given as an integer. ValueError: it is out of range."""
    try:
        return address.to_bytes(4, 'big')
    except OverflowError:
        raise ValueError('Address negative or too large for IPv4')


def v6_int_to_packed(address):
    """The 16 bytes of an address given as an integer. ValueError: it is out of range."""
    try:
        return address.to_bytes(16, 'big')
    except OverflowError:
        raise ValueError('Address negative or too large for IPv6')


def get_mixed_type_key(obj):
    """A key by which addresses and networks of both versions can be sorted together.

    An address comes before the networks that begin with it. NotImplemented for other objects.
    """
    if isinstance(obj, _BaseNetwork):
        return obj._get_networks_key()
    if isinstance(obj, _BaseAddress):
        return obj._get_address_key()
    return NotImplemented


def _require_same_version(a, b):
    if a._version != b._version:
        raise TypeError('%s and %s are not of the same version' % (a, b))


# ---- ranges of addresses

def _count_righthand_zero_bits(number, bits):
    """How many bits from the end are 0; not more than `bits`."""
    return min(bits, (number & -number).bit_length() - 1) if number else bits


def _find_address_range(addresses):
    """(first, last) of the runs in sorted addresses."""
    first = last = None
    for address in addresses:
        if first is not None and address._ip == last._ip + 1:
            last = address
            continue
        if first is not None:
            yield first, last
        first = last = address
    if first is not None:
        yield first, last


def summarize_address_range(first, last):
    """The fewest networks that have all addresses from first to last and no others, as an iterator.

    TypeError: these are no addresses, or not of one version; ValueError: last comes before first.
    """
    if not (isinstance(first, _BaseAddress) and isinstance(last, _BaseAddress)):
        raise TypeError('first and last must be IP addresses, not networks')
    _require_same_version(first, last)
    if first > last:
        raise ValueError('last IP address must be greater than first')
    network = {4: IPv4Network, 6: IPv6Network}.get(first.version)
    if network is None:
        raise ValueError('unknown IP version')
    bits = first._max_prefixlen
    start, end = first._ip, last._ip
    while start <= end:
        # A network is as large as where it begins and what is left allow.
        size = min(_count_righthand_zero_bits(start, bits), (end - start + 1).bit_length() - 1)
        yield network((start, bits - size))
        start += 1 << size


def collapse_addresses(addresses):
    """The fewest networks that have all addresses in these addresses and networks, in order, as an iterator.

    TypeError: they are not of one version.
    """
    singles, networks = [], []
    for each in addresses:
        if isinstance(each, _BaseAddress):
            kind, item = singles, each
        elif each._prefixlen == each._max_prefixlen:
            kind, item = singles, getattr(each, 'ip', None) or each.network_address
        else:
            kind, item = networks, each
        if kind:
            _require_same_version(each, kind[-1])
        kind.append(item)
    for first, last in _find_address_range(sorted(set(singles))):
        networks.extend(summarize_address_range(first, last))
    return _collapse_addresses_internal(networks)


def _collapse_addresses_internal(networks):
    waiting = list(networks)
    halves = {}  # by the network twice as large
    while waiting:
        network = waiting.pop()
        whole = network.supernet()
        other = halves.setdefault(whole, network)
        if other is not network and other != network:
            del halves[whole]
            waiting.append(whole)
    last = None
    for network in sorted(halves.values()):
        # Sorted, a network comes behind the one that it is in.
        if last is None or last.broadcast_address < network.broadcast_address:
            yield network
            last = network


# ---- what all have in common

def _cut(address):
    """Text at its slashes, at most one."""
    parts = str(address).split('/')
    if len(parts) > 2:
        raise AddressValueError("Only one '/' permitted in %r" % address)
    return parts


class _IPAddressBase:
    """What addresses, interfaces and networks have in common."""

    __slots__ = ()

    @property
    def exploded(self):
        """The text in full; version 6 with all zeros."""
        return self._explode_shorthand_ip_string()

    @property
    def compressed(self):
        """The text as short as it can be."""
        return str(self)

    @property
    def reverse_pointer(self):
        """The name under which DNS has the name of the address.

        >>> ipaddress.ip_address('127.0.0.1').reverse_pointer
        '1.0.0.127.in-addr.arpa'
        """
        return self._reverse_pointer()

    @property
    def version(self):
        """4 or 6."""
        raise NotImplementedError('%200s has no version specified' % (type(self),))

    def _number(self, address):
        """The integer of an address given as integer, bytes or text."""
        if isinstance(address, int):
            if address < 0:
                raise AddressValueError('%d (< 0) is not permitted as an IPv%d address' % (address, self._version))
            if address > self._ALL_ONES:
                raise AddressValueError('%d (>= 2**%d) is not permitted as an IPv%d address'
                                        % (address, self._max_prefixlen, self._version))
            return address
        if isinstance(address, bytes):
            wanted = self._max_prefixlen // 8
            if len(address) != wanted:
                raise AddressValueError('%r (len %d != %d) is not permitted as an IPv%d address'
                                        % (address, len(address), wanted, self._version))
            return int.from_bytes(address, 'big')
        text = str(address)
        if '/' in text:
            raise AddressValueError("Unexpected '/' in %r" % address)
        return self._ip_int_from_string(text)

    # ---- masks

    @classmethod
    def _split_addr_prefix(cls, address):
        """What was given as (address, mask)."""
        if isinstance(address, (bytes, int)):
            return address, cls._max_prefixlen
        if not isinstance(address, tuple):
            address = _cut(address)
        if len(address) > 1:
            return address
        return address[0], cls._max_prefixlen

    @classmethod
    def _make_netmask(cls, arg):
        """(mask as an address, number of bits) of a mask as it was given."""
        if arg not in cls._netmask_cache:
            bits = arg if isinstance(arg, int) else cls._prefix_from_text(arg)
            if not 0 <= bits <= cls._max_prefixlen:
                cls._report_invalid_netmask(bits)
            cls._netmask_cache[arg] = cls._address_class(cls._ip_int_from_prefix(bits)), bits
        return cls._netmask_cache[arg]

    @classmethod
    def _ip_int_from_prefix(cls, prefixlen):
        """The mask of so many bits as an integer."""
        return cls._ALL_ONES ^ cls._ALL_ONES >> prefixlen

    @classmethod
    def _prefix_from_ip_int(cls, ip_int):
        """The number of leading ones of a mask. ValueError: there are others behind them."""
        zeros = _count_righthand_zero_bits(ip_int, cls._max_prefixlen)
        bits = cls._max_prefixlen - zeros
        if ip_int >> zeros != (1 << bits) - 1:
            raise ValueError('Netmask pattern %r mixes zeroes & ones' % ip_int.to_bytes(cls._max_prefixlen // 8, 'big'))
        return bits

    @classmethod
    def _report_invalid_netmask(cls, netmask_str):
        raise NetmaskValueError('%r is not a valid netmask' % netmask_str) from None

    @classmethod
    def _prefix_from_prefix_string(cls, prefixlen_str):
        """The number of bits that text says."""
        if not (prefixlen_str.isascii() and prefixlen_str.isdigit()):
            cls._report_invalid_netmask(prefixlen_str)
        bits = int(prefixlen_str)
        if bits > cls._max_prefixlen:
            cls._report_invalid_netmask(prefixlen_str)
        return bits

    @classmethod
    def _prefix_from_ip_string(cls, ip_str):
        """The number of bits of a mask that is written like an address, be they ones or the zeros behind them."""
        try:
            mask = cls._ip_int_from_string(ip_str)
            try:
                return cls._prefix_from_ip_int(mask)
            except ValueError:
                return cls._prefix_from_ip_int(mask ^ cls._ALL_ONES)
        except ValueError:
            cls._report_invalid_netmask(ip_str)

    def __reduce__(self):
        return self.__class__, (str(self),)


@functools.total_ordering
class _BaseAddress(_IPAddressBase):
    """What addresses of both versions have in common; `_ip` is the number."""

    __slots__ = ()

    def __int__(self):
        return self._ip

    def __eq__(self, other):
        try:
            return self._ip == other._ip and self._version == other._version
        except AttributeError:
            return NotImplemented

    def __lt__(self, other):
        if not isinstance(other, _BaseAddress):
            return NotImplemented
        _require_same_version(self, other)
        return self._ip < other._ip

    def __add__(self, other):
        """The address so many places further on. AddressValueError: there is none."""
        if not isinstance(other, int):
            return NotImplemented
        return self.__class__(self._ip + other)

    def __sub__(self, other):
        """The address so many places before. AddressValueError: there is none."""
        if not isinstance(other, int):
            return NotImplemented
        return self.__class__(self._ip - other)

    def __repr__(self):
        return '%s(%r)' % (self.__class__.__name__, str(self))

    def __str__(self):
        return str(self._string_from_ip_int(self._ip))

    def __hash__(self):
        return hash(hex(self._ip))

    def _get_address_key(self):
        return self._version, self

    def __reduce__(self):
        return self.__class__, (self._ip,)


def _of_both_ends(name, doc):
    """A property that a network has if its first and its last address have it."""
    def test(self):
        return getattr(self.network_address, name) and getattr(self.broadcast_address, name)

    test.__name__ = name
    test.__doc__ = doc
    return property(test)


@functools.total_ordering
class _BaseNetwork(_IPAddressBase):
    """What networks of both versions have in common."""

    def __init__(self, address, strict=True):
        """See the classes."""
        address, mask = self._split_addr_prefix(address)
        self.network_address = self._address_class(address)
        self.netmask, self._prefixlen = self._make_netmask(mask)
        number = self.network_address._ip
        if number & self.netmask._ip != number:
            if strict:
                raise ValueError('%s has host bits set' % self)
            self.network_address = self._address_class(number & self.netmask._ip)

    def __repr__(self):
        return '%s(%r)' % (self.__class__.__name__, str(self))

    def __str__(self):
        return '%s/%d' % (self.network_address, self._prefixlen)

    def _addresses(self, first, last):
        for number in range(first, last + 1):
            yield self._address_class(number)

    def hosts(self):
        """The addresses that computers can have: all but the first and the last, or all two, or the one."""
        if self._prefixlen == self._max_prefixlen:
            return [self.network_address]
        if self._prefixlen == self._max_prefixlen - 1:
            return iter(self)
        return self._addresses(self.network_address._ip + 1, self.broadcast_address._ip - 1)

    def __iter__(self):
        return self._addresses(self.network_address._ip, self.broadcast_address._ip)

    def __getitem__(self, n):
        """The address at a place; negative numbers count from the end."""
        number = self.network_address._ip + n if n >= 0 else self.broadcast_address._ip + n + 1
        if not self.network_address._ip <= number <= self.broadcast_address._ip:
            raise IndexError('address out of range')
        return self._address_class(number)

    def __lt__(self, other):
        if not isinstance(other, _BaseNetwork):
            return NotImplemented
        _require_same_version(self, other)
        return (self.network_address, self.netmask) < (other.network_address, other.netmask)

    def __eq__(self, other):
        try:
            return (self._version == other._version and self.network_address == other.network_address and
                    self.netmask._ip == int(other.netmask))
        except AttributeError:
            return NotImplemented

    def __hash__(self):
        return hash(self.network_address._ip ^ self.netmask._ip)

    def __contains__(self, other):
        """Is an address in the network? Networks never are: see subnet_of()."""
        if self._version != other._version or isinstance(other, _BaseNetwork):
            return False
        return other._ip & self.netmask._ip == self.network_address._ip

    def overlaps(self, other):
        """Has another network addresses of this one?"""
        return (self.network_address in other or self.broadcast_address in other or
                other.network_address in self or other.broadcast_address in self)

    @functools.cached_property
    def broadcast_address(self):
        """The last address."""
        return self._address_class(self.network_address._ip | self.hostmask._ip)

    @functools.cached_property
    def hostmask(self):
        """The other bits than those of the mask, as an address."""
        return self._address_class(self.netmask._ip ^ self._ALL_ONES)

    @property
    def with_prefixlen(self):
        """The text with the number of bits."""
        return '%s/%d' % (self.network_address, self._prefixlen)

    @property
    def with_netmask(self):
        """The text with the mask."""
        return '%s/%s' % (self.network_address, self.netmask)

    @property
    def with_hostmask(self):
        """The text with the other bits than those of the mask."""
        return '%s/%s' % (self.network_address, self.hostmask)

    @property
    def num_addresses(self):
        """How many addresses there are."""
        return self.hostmask._ip + 1

    @property
    def _address_class(self):
        raise NotImplementedError('%200s has no associated address class' % (type(self),))

    @property
    def prefixlen(self):
        """The number of bits that all addresses have in common."""
        return self._prefixlen

    # ---- parts and wholes

    def address_exclude(self, other):
        """The networks of all addresses that are not in another network, which must be inside, as an iterator.

        ValueError: it is not inside; TypeError: it is no network, or of the other version.
        """
        _require_same_version(self, other)
        if not isinstance(other, _BaseNetwork):
            raise TypeError('%s is not a network object' % other)
        if not other.subnet_of(self):
            raise ValueError('%s not contained in %s' % (other, self))
        around = self
        while around != other:
            # Of the two halves one is free of it.
            first, second = around.subnets()
            inside, free = (first, second) if other.subnet_of(first) else (second, first)
            yield free
            around = inside

    def compare_networks(self, other):
        """-1, 0 or 1: does it come before the other network, is it the same, does it come after it?

        TypeError: it is of the other version.
        """
        if self._version != other._version:
            raise TypeError('%s and %s are not of the same type' % (self, other))
        mine, others = [(net.network_address, net.netmask) for net in (self, other)]
        return (mine > others) - (mine < others)

    def _get_networks_key(self):
        return self._version, self.network_address, self.netmask

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        """The networks that it falls into with so many bits more, or so many bits, as an iterator.

        ValueError: that would be no more bits, or more than there are, or both numbers are given.
        """
        if self._prefixlen == self._max_prefixlen:
            yield self
            return
        if new_prefix is not None:
            if new_prefix < self._prefixlen:
                raise ValueError('new prefix must be longer')
            if prefixlen_diff != 1:
                raise ValueError('cannot set prefixlen_diff and new_prefix')
            prefixlen_diff = new_prefix - self._prefixlen
        if prefixlen_diff < 0:
            raise ValueError('prefix length diff must be > 0')
        bits = self._prefixlen + prefixlen_diff
        if bits > self._max_prefixlen:
            raise ValueError('prefix length diff %d is invalid for netblock %s' % (bits, self))
        step = self.num_addresses >> prefixlen_diff
        for number in range(self.network_address._ip, self.broadcast_address._ip + 1, step):
            yield self.__class__((number, bits))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        """The network around it with so many bits less, or so many bits; itself if it has none.

        ValueError: that would be no less bits, or less than none, or both numbers are given.
        """
        if self._prefixlen == 0:
            return self
        if new_prefix is not None:
            if new_prefix > self._prefixlen:
                raise ValueError('new prefix must be shorter')
            if prefixlen_diff != 1:
                raise ValueError('cannot set prefixlen_diff and new_prefix')
            prefixlen_diff = self._prefixlen - new_prefix
        bits = self._prefixlen - prefixlen_diff
        if bits < 0:
            raise ValueError('current prefixlen is %d, cannot have a prefixlen_diff of %d'
                             % (self._prefixlen, prefixlen_diff))
        return self.__class__((self.network_address._ip & self.netmask._ip << prefixlen_diff, bits))

    @staticmethod
    def _is_subnet_of(a, b):
        try:
            _require_same_version(a, b)
            return b.network_address <= a.network_address and b.broadcast_address >= a.broadcast_address
        except AttributeError:
            raise TypeError(f'Unable to test subnet containment between {a} and {b}')

    def subnet_of(self, other):
        """Is it inside of the other network, or the same? TypeError: that is none, or of the other version."""
        return self._is_subnet_of(self, other)

    def supernet_of(self, other):
        """Is the other network inside of it, or the same? TypeError: that is none, or of the other version."""
        return self._is_subnet_of(other, self)

    # ---- what it is for

    is_multicast = _of_both_ends('is_multicast', 'Is it for sending to many at once?')
    is_reserved = _of_both_ends('is_reserved', 'Is it kept back by the IETF?')
    is_link_local = _of_both_ends('is_link_local', 'Is it for a single link only?')
    is_private = _of_both_ends('is_private', 'Is it for private use, or for a special one, only?')
    is_unspecified = _of_both_ends('is_unspecified', 'Is it the address 0?')
    is_loopback = _of_both_ends('is_loopback', 'Does it lead back to the computer itself?')

    @property
    def is_global(self):
        """Is it for public use?"""
        return not self.is_private


class _Interface:
    """What makes an interface of an address: the network; a class of both is one of an address class, too."""

    def __init__(self, address):
        """See the classes."""
        address, mask = self._split_addr_prefix(address)
        super().__init__(address)
        self.network = self._network_class((address, mask), strict=False)
        self.netmask = self.network.netmask
        self._prefixlen = self.network._prefixlen

    @functools.cached_property
    def hostmask(self):
        """The other bits than those of the mask, as an address."""
        return self.network.hostmask

    def __str__(self):
        return '%s/%d' % (self._string_from_ip_int(self._ip), self._prefixlen)

    def __eq__(self, other):
        equal = super().__eq__(other)
        if not equal or equal is NotImplemented:
            return equal
        try:
            return self.network == other.network
        except AttributeError:
            return False  # an address without a network

    def __lt__(self, other):
        less = super().__lt__(other)
        if less is NotImplemented:
            return less
        try:
            return self.network < other.network or self.network == other.network and less
        except AttributeError:
            return False  # addresses come before interfaces

    def __hash__(self):
        return hash((self._ip, self._prefixlen, self.network.network_address._ip))

    __reduce__ = _IPAddressBase.__reduce__

    @property
    def ip(self):
        """The address alone."""
        return self._address_class(self._ip)

    @property
    def with_prefixlen(self):
        """The text with the number of bits."""
        return '%s/%s' % (self.ip, self._prefixlen)

    @property
    def with_netmask(self):
        """The text with the mask."""
        return '%s/%s' % (self.ip, self.netmask)

    @property
    def with_hostmask(self):
        """The text with the other bits than those of the mask."""
        return '%s/%s' % (self.ip, self.hostmask)


# ---- version 4

class _BaseV4:
    """What version 4 means: 32 bits, written as four numbers."""

    __slots__ = ()

    _version = 4
    _ALL_ONES = 2 ** IPV4LENGTH - 1
    _max_prefixlen = IPV4LENGTH
    _netmask_cache = {}

    def _explode_shorthand_ip_string(self):
        return str(self)

    @classmethod
    def _prefix_from_text(cls, text):
        try:
            return cls._prefix_from_prefix_string(text)
        except NetmaskValueError:
            return cls._prefix_from_ip_string(text)

    @classmethod
    def _ip_int_from_string(cls, ip_str):
        if not ip_str:
            raise AddressValueError('Address cannot be empty')
        octets = ip_str.split('.')
        if len(octets) != 4:
            raise AddressValueError('Expected 4 octets in %r' % ip_str)
        try:
            return int.from_bytes(map(cls._parse_octet, octets), 'big')
        except ValueError as error:
            raise AddressValueError('%s in %r' % (error, ip_str)) from None

    @classmethod
    def _parse_octet(cls, octet_str):
        if not octet_str:
            raise ValueError('Empty octet not permitted')
        if not (octet_str.isascii() and octet_str.isdigit()):
            raise ValueError('Only decimal digits permitted in %r' % octet_str)
        if len(octet_str) > 3:
            raise ValueError('At most 3 characters permitted in %r' % octet_str)
        if octet_str[0] == '0' and octet_str != '0':
            # Some programs take such numbers for octal ones.
            raise ValueError('Leading zeros are not permitted in %r' % octet_str)
        octet = int(octet_str)
        if octet > 255:
            raise ValueError('Octet %d (> 255) not permitted' % octet)
        return octet

    @classmethod
    def _string_from_ip_int(cls, ip_int):
        return '.'.join(map(str, ip_int.to_bytes(4, 'big')))

    def _reverse_pointer(self):
        return '.'.join([*str(self).split('.')[::-1], 'in-addr.arpa'])

    @property
    def max_prefixlen(self):
        """The number of bits of an address."""
        return self._max_prefixlen

    @property
    def version(self):
        """4."""
        return self._version


class IPv4Address(_BaseV4, _BaseAddress):
    """An address of version 4, made from text, an integer or four bytes. AddressValueError: it is none."""

    __slots__ = ('_ip', '__weakref__')

    def __init__(self, address):
        """Make an address; see the class."""
        self._ip = self._number(address)

    @property
    def packed(self):
        """The four bytes."""
        return v4_int_to_packed(self._ip)

    @property
    def is_reserved(self):
        """Is it kept back by the IETF?"""
        return self in self._constants._reserved_network

    @property
    @functools.lru_cache()
    def is_private(self):
        """Is it for private use, or for a special one, only?"""
        return any(self in network for network in self._constants._private_networks)

    @property
    @functools.lru_cache()
    def is_global(self):
        """Is it for public use? What carriers share is neither that nor private."""
        return self not in self._constants._public_network and not self.is_private

    @property
    def is_multicast(self):
        """Is it for sending to many at once?"""
        return self in self._constants._multicast_network

    @property
    def is_unspecified(self):
        """Is it 0.0.0.0?"""
        return self == self._constants._unspecified_address

    @property
    def is_loopback(self):
        """Does it lead back to the computer itself?"""
        return self in self._constants._loopback_network

    @property
    def is_link_local(self):
        """Is it for a single link only?"""
        return self in self._constants._linklocal_network


class IPv4Network(_BaseV4, _BaseNetwork):
    """A network of version 4: network_address and netmask are addresses.

    Made from an address, of 32 bits if it has no mask, or (address, mask). If strict, bits behind the mask
    are a ValueError, otherwise they are cleared. AddressValueError, NetmaskValueError: it is no address, no
    mask.
    """

    _address_class = IPv4Address

    @property
    @functools.lru_cache()
    def is_global(self):
        """Is it for public use?"""
        shared = IPv4Address._constants._public_network
        return not (self.network_address in shared and self.broadcast_address in shared) and not self.is_private


class IPv4Interface(_Interface, IPv4Address):
    """An address of version 4 with its network, made from an address with a mask or (address, mask).

    AddressValueError, NetmaskValueError: it is no address, no mask.
    """

    _address_class = IPv4Address
    _network_class = IPv4Network


_BaseV4._address_class = IPv4Address


class _IPv4Constants:
    """What parts of version 4 are for, from IANA's registry of special-purpose addresses."""

    _linklocal_network = IPv4Network('169.254.0.0/16')
    _loopback_network = IPv4Network('127.0.0.0/8')
    _multicast_network = IPv4Network('224.0.0.0/4')
    _public_network = IPv4Network('100.64.0.0/10')
    _private_networks = [IPv4Network(text) for text in (
        '0.0.0.0/8', '10.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/29',
        '192.0.0.170/31', '192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24',
        '240.0.0.0/4', '255.255.255.255/32')]
    _reserved_network = IPv4Network('240.0.0.0/4')
    _unspecified_address = IPv4Address('0.0.0.0')


IPv4Address._constants = _IPv4Constants


# ---- version 6

class _BaseV6:
    """What version 6 means: 128 bits, written as eight hexadecimal numbers, a run of zeros as '::'."""

    __slots__ = ()

    _version = 6
    _ALL_ONES = 2 ** IPV6LENGTH - 1
    _HEXTET_COUNT = 8
    _HEX_DIGITS = frozenset('0123456789ABCDEFabcdef')
    _max_prefixlen = IPV6LENGTH
    _netmask_cache = {}

    @classmethod
    def _prefix_from_text(cls, text):
        return cls._prefix_from_prefix_string(text)

    @classmethod
    def _ip_int_from_string(cls, ip_str):
        if not ip_str:
            raise AddressValueError('Address cannot be empty')
        parts = ip_str.split(':')
        if len(parts) < 3:
            raise AddressValueError('At least 3 parts expected in %r' % ip_str)
        if '.' in parts[-1]:
            # The last 32 bits may be written as in version 4.
            try:
                number = IPv4Address(parts.pop())._ip
            except AddressValueError as error:
                raise AddressValueError('%s in %r' % (error, ip_str)) from None
            parts += ['%x' % (number >> 16), '%x' % (number & 0xffff)]
        try:
            number = 0
            for part in cls._fill(parts, ip_str):
                number = number << 16 | cls._parse_hextet(part)
            return number
        except AddressValueError:
            raise
        except ValueError as error:
            raise AddressValueError('%s in %r' % (error, ip_str)) from None

    @classmethod
    def _fill(cls, parts, ip_str):
        """The eight parts of an address: zeros are put in for '::'."""
        count = cls._HEXTET_COUNT
        if len(parts) > count + 1:
            raise AddressValueError('At most %d colons permitted in %r' % (count, ip_str))
        gaps = [at for at in range(1, len(parts) - 1) if not parts[at]]
        if len(gaps) > 1:
            raise AddressValueError("At most one '::' permitted in %r" % ip_str)
        if not gaps and len(parts) != count:
            raise AddressValueError("Exactly %d parts expected without '::' in %r" % (count, ip_str))
        before, after = (parts[:gaps[0]], parts[gaps[0] + 1:]) if gaps else (parts, parts)
        # '::' at an end is one more empty part there.
        if not before[0]:
            if len(before) > 1:
                raise AddressValueError("Leading ':' only permitted as part of '::' in %r" % ip_str)
            before = []
        if not after[-1]:
            if len(after) > 1:
                raise AddressValueError("Trailing ':' only permitted as part of '::' in %r" % ip_str)
            after = []
        if not gaps:
            return parts
        missing = count - len(before) - len(after)
        if missing < 1:
            raise AddressValueError("Expected at most %d other parts with '::' in %r" % (count - 1, ip_str))
        return before + ['0'] * missing + after

    @classmethod
    def _parse_hextet(cls, hextet_str):
        if not cls._HEX_DIGITS.issuperset(hextet_str):
            raise ValueError('Only hex digits permitted in %r' % hextet_str)
        if len(hextet_str) > 4:
            raise ValueError('At most 4 characters permitted in %r' % hextet_str)
        return int(hextet_str, 16)

    @classmethod
    def _compress_hextets(cls, hextets):
        """The parts with the longest run of several zeros, the first of that length, made one empty part."""
        best, length, start = None, 1, None
        for at, part in enumerate([*hextets, None]):
            if part == '0':
                start = at if start is None else start
                continue
            if start is not None and at - start > length:
                best, length = start, at - start
            start = None
        if best is None:
            return hextets
        before, after = hextets[:best], hextets[best + length:]
        return [*(before or ['']), '', *(after or [''])]

    @classmethod
    def _string_from_ip_int(cls, ip_int=None):
        if ip_int is None:
            ip_int = int(cls._ip)
        if ip_int > cls._ALL_ONES:
            raise ValueError('IPv6 address is too large')
        parts = ['%x' % (ip_int >> shift & 0xffff) for shift in range(112, -1, -16)]
        return ':'.join(cls._compress_hextets(parts))

    def _explode_shorthand_ip_string(self):
        address = getattr(self, 'network_address', self)
        text = '%032x' % address._ip
        text = ':'.join(text[at:at + 4] for at in range(0, 32, 4))
        return '%s/%d' % (text, self._prefixlen) if hasattr(self, '_prefixlen') else text

    def _reverse_pointer(self):
        return '.'.join(self.exploded[::-1].replace(':', '')) + '.ip6.arpa'

    @property
    def max_prefixlen(self):
        """The number of bits of an address."""
        return self._max_prefixlen

    @property
    def version(self):
        """6."""
        return self._version


class IPv6Address(_BaseV6, _BaseAddress):
    """An address of version 6, made from text, an integer or 16 bytes. AddressValueError: it is none."""

    __slots__ = ('_ip', '__weakref__')

    def __init__(self, address):
        """Make an address; see the class."""
        self._ip = self._number(address)

    @property
    def packed(self):
        """The 16 bytes."""
        return v6_int_to_packed(self._ip)

    @property
    def is_multicast(self):
        """Is it for sending to many at once?"""
        return self in self._constants._multicast_network

    @property
    def is_reserved(self):
        """Is it kept back by the IETF?"""
        return any(self in network for network in self._constants._reserved_networks)

    @property
    def is_link_local(self):
        """Is it for a single link only?"""
        return self in self._constants._linklocal_network

    @property
    def is_site_local(self):
        """Is it for a single site only? RFC 3879 has done away with such addresses: see is_private."""
        return self in self._constants._sitelocal_network

    @property
    @functools.lru_cache()
    def is_private(self):
        """Is it for private use, or for a special one, only?"""
        return any(self in network for network in self._constants._private_networks)

    @property
    def is_global(self):
        """Is it for public use?"""
        return not self.is_private

    @property
    def is_unspecified(self):
        """Is it ::?"""
        return self._ip == 0

    @property
    def is_loopback(self):
        """Does it lead back to the computer itself?"""
        return self._ip == 1

    def _part_v4(self, shift):
        return IPv4Address(self._ip >> shift & 0xffffffff)

    @property
    def ipv4_mapped(self):
        """The address of version 4 that this one of ::ffff:0:0/96 stands for, or None."""
        return self._part_v4(0) if self._ip >> 32 == 0xffff else None

    @property
    def teredo(self):
        """The server and the client that this address of 2001::/32 was made from, or None."""
        if self._ip >> 96 != 0x20010000:
            return None
        return self._part_v4(64), IPv4Address(~self._ip & 0xffffffff)

    @property
    def sixtofour(self):
        """The address of version 4 that this one of 2002::/16 was made from, or None."""
        return self._part_v4(80) if self._ip >> 112 == 0x2002 else None


class IPv6Network(_BaseV6, _BaseNetwork):
    """A network of version 6: network_address and netmask are addresses.

    Made from an address, of 128 bits if it has no mask, or (address, mask). If strict, bits behind the mask
    are a ValueError, otherwise they are cleared. AddressValueError, NetmaskValueError: it is no address, no
    mask.
    """

    _address_class = IPv6Address

    def hosts(self):
        """The addresses that computers can have: all but the first, or all two, or the one."""
        if self._prefixlen >= self._max_prefixlen - 1:
            return super().hosts()
        return self._addresses(self.network_address._ip + 1, self.broadcast_address._ip)

    is_site_local = _of_both_ends('is_site_local', 'Is it for a single site only? See IPv6Address.is_site_local.')


class IPv6Interface(_Interface, IPv6Address):
    """An address of version 6 with its network, made from an address with a mask or (address, mask).

    AddressValueError, NetmaskValueError: it is no address, no mask.
    """

    _address_class = IPv6Address
    _network_class = IPv6Network

    @property
    def is_unspecified(self):
        """Is it ::, and so its network?"""
        return self._ip == 0 and self.network.is_unspecified

    @property
    def is_loopback(self):
        """Does it lead back to the computer itself, and so all its network?"""
        return self._ip == 1 and self.network.is_loopback


_BaseV6._address_class = IPv6Address


class _IPv6Constants:
    """What parts of version 6 are for, from IANA's registry of special-purpose addresses."""

    _linklocal_network = IPv6Network('fe80::/10')
    _multicast_network = IPv6Network('ff00::/8')
    _private_networks = [IPv6Network(text) for text in (
        '::1/128', '::/128', '::ffff:0:0/96', '100::/64', '2001::/23', '2001:2::/48', '2001:db8::/32', '2001:10::/28',
        'fc00::/7', 'fe80::/10')]
    _reserved_networks = [IPv6Network(text) for text in (
        '::/8', '100::/8', '200::/7', '400::/6', '800::/5', '1000::/4', '4000::/3', '6000::/3', '8000::/3', 'A000::/3',
        'C000::/3', 'E000::/4', 'F000::/5', 'F800::/6', 'FE00::/9')]
    _sitelocal_network = IPv6Network('fec0::/10')


IPv6Address._constants = _IPv6Constants
