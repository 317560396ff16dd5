"""Addresses and networks of the Internet protocol, versions 4 and 6.

    ipaddress.ip_address('192.0.2.1') in ipaddress.ip_network('192.0.2.0/24')

An address is one number; a network is all addresses that begin with the same bits; an interface is an
address that knows its network. All three are immutable, can be compared within their version, and are keys
of dictionaries. They are made from text, from an integer or from packed bytes; networks and interfaces take
a mask as well, behind a slash or as the second item of a tuple: the number of leading bits, or, for version
4, those bits or the others set in an address.

The classes are made in _ipaddress_v4 and _ipaddress_v6 of what _ipaddress_base and _ipaddress_network have for
both versions; all of it is found here.
"""

from _ipaddress_base import AddressValueError, NetmaskValueError, _BaseAddress, _IPAddressBase, _Interface
from _ipaddress_base import _count_righthand_zero_bits, _require_same_version
from _ipaddress_network import _BaseNetwork
from _ipaddress_v4 import IPV4LENGTH, IPv4Address, IPv4Interface, IPv4Network, _BaseV4, _IPv4Constants
from _ipaddress_v6 import IPV6LENGTH, IPv6Address, IPv6Interface, IPv6Network, _BaseV6, _IPv6Constants

__version__ = '1.0'


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


def _packed(address, version):
    try:
        return address.to_bytes({4: IPV4LENGTH, 6: IPV6LENGTH}[version] // 8, 'big')
    except OverflowError:
        raise ValueError('Address negative or too large for IPv%d' % version)


def v4_int_to_packed(address):
    """The four bytes of an address given as an integer. ValueError: it is out of range."""
    return _packed(address, 4)


def v6_int_to_packed(address):
    """The 16 bytes of an address given as an integer. ValueError: it is out of range."""
    return _packed(address, 6)


def get_mixed_type_key(obj):
    """A key by which addresses and networks of both versions can be sorted together.

    An address comes before the networks that begin with it. NotImplemented for other objects.
    """
    if isinstance(obj, _BaseNetwork):
        return obj._get_networks_key()
    if isinstance(obj, _BaseAddress):
        return obj._get_address_key()
    return NotImplemented


# ---- ranges of addresses

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
