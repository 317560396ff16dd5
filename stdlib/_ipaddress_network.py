"""What Internet networks of both versions have in common; found in ipaddress."""

import functools

from _ipaddress_base import _IPAddressBase, _require_same_version

__name__ = 'ipaddress'  # where all of this is found


def _of_both_ends(name, doc):
    """A property that a network has if its first and its last address have it."""
    def test(self):
        return getattr(self.network_address, name) and getattr(self.broadcast_address, name)

    test.__name__, test.__module__ = name, _IPAddressBase.__module__  # wherever it is called
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


__name__ = __spec__.name
