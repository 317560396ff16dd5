"""What Internet addresses, networks and interfaces of both versions have in common; found in ipaddress."""

import functools

__name__ = 'ipaddress'  # where all of this is found


class AddressValueError(ValueError):
    """This is no address."""


class NetmaskValueError(ValueError):
    """This is no mask."""


def _require_same_version(a, b):
    if a._version != b._version:
        raise TypeError('%s and %s are not of the same version' % (a, b))


def _count_righthand_zero_bits(number, bits):
    """How many bits from the end are 0; not more than `bits`."""
    return min(bits, (number & -number).bit_length() - 1) if number else bits


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
        try:
            return self._version
        except AttributeError:
            raise NotImplementedError('%200s has no version specified' % (type(self),)) from None

    @property
    def max_prefixlen(self):
        """The number of bits of an address."""
        return self._max_prefixlen

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

    def __init__(self, address):
        """Make an address; see the class."""
        self._ip = self._number(address)

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

    @property
    def packed(self):
        """The bytes, four or 16."""
        return self._ip.to_bytes(self._max_prefixlen // 8, 'big')

    # ---- what it is for: _constants has the version's networks

    @property
    @functools.lru_cache()
    def is_private(self):
        """Is it for private use, or for a special one, only?"""
        return any(self in network for network in self._constants._private_networks)

    @property
    def is_multicast(self):
        """Is it for sending to many at once?"""
        return self in self._constants._multicast_network

    @property
    def is_link_local(self):
        """Is it for a single link only?"""
        return self in self._constants._linklocal_network


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


__name__ = __spec__.name
