"""The Internet protocol's version 6: how addresses are written, and what they are for; found in ipaddress."""

from _ipaddress_base import AddressValueError, _BaseAddress, _Interface
from _ipaddress_network import _BaseNetwork, _of_both_ends
from _ipaddress_v4 import IPv4Address

__name__ = 'ipaddress'  # where all of this is found


IPV6LENGTH = 128


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


class IPv6Address(_BaseV6, _BaseAddress):
    """An address of version 6, made from text, an integer or 16 bytes. AddressValueError: it is none."""

    __slots__ = ('_ip', '__weakref__')

    @property
    def is_reserved(self):
        """Is it kept back by the IETF?"""
        return any(self in network for network in self._constants._reserved_networks)

    @property
    def is_site_local(self):
        """Is it for a single site only? RFC 3879 has done away with such addresses: see is_private."""
        return self in self._constants._sitelocal_network

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


__name__ = __spec__.name
