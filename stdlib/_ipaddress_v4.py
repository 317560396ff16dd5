"""The Internet protocol's version 4: how addresses are written, and what they are for; found in ipaddress."""

import functools

from _ipaddress_base import AddressValueError, NetmaskValueError, _BaseAddress, _Interface
from _ipaddress_network import _BaseNetwork

__name__ = 'ipaddress'  # where all of this is found


IPV4LENGTH = 32


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


class IPv4Address(_BaseV4, _BaseAddress):
    """An address of version 4, made from text, an integer or four bytes. AddressValueError: it is none."""

    __slots__ = ('_ip', '__weakref__')

    @property
    def is_reserved(self):
        """Is it kept back by the IETF?"""
        return self in self._constants._reserved_network

    @property
    @functools.lru_cache()
    def is_global(self):
        """Is it for public use? What carriers share is neither that nor private."""
        return self not in self._constants._public_network and not self.is_private

    @property
    def is_unspecified(self):
        """Is it 0.0.0.0?"""
        return self == self._constants._unspecified_address

    @property
    def is_loopback(self):
        """Does it lead back to the computer itself?"""
        return self in self._constants._loopback_network


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


__name__ = __spec__.name
