"""Headers as objects: strings that know what they mean.

A header's class is made, once for each name, of BaseHeader and a class for the
kind of value, which parses it.
"""

from types import MappingProxyType

from email import _header_value_parser as parser
from email import errors, utils


class Address:
    """A name and an address; username and domain, or addr_spec, which is both."""

    def __init__(self, display_name='', username='', domain='', addr_spec=None):
        """An address of its parts, or of addr_spec; a display name may stand beside either."""
        for part in filter(None, (display_name, username, domain, addr_spec)):
            if '\r' in part or '\n' in part:
                raise ValueError('invalid arguments; address parts cannot contain CR or LF')
        if addr_spec is not None:
            if username or domain:
                raise TypeError('addrspec specified when username and/or domain also specified')
            found, rest = parser.get_addr_spec(addr_spec)
            if rest:
                raise ValueError("Invalid addr_spec; only '{}' could be parsed from '{}'".format(found, addr_spec))
            if found.all_defects:
                raise found.all_defects[0]
            username, domain = found.local_part, found.domain
        self._display_name, self._username, self._domain = display_name, username, domain

    @property
    def display_name(self):
        return self._display_name

    @property
    def username(self):
        return self._username

    @property
    def domain(self):
        return self._domain

    @property
    def addr_spec(self):
        """username@domain, with quotes where they are needed."""
        name = self.username
        if not parser.DOT_ATOM_ENDS.isdisjoint(name):
            name = parser.quote_string(name)
        if self.domain:
            return name + '@' + self.domain
        return name or '<>'

    def __repr__(self):
        return '{}(display_name={!r}, username={!r}, domain={!r})'.format(self.__class__.__name__, self.display_name, self.username,
                                                                    self.domain)

    def __str__(self):
        name = self.display_name
        if not parser.SPECIALS.isdisjoint(name):
            name = parser.quote_string(name)
        if not name:
            return self.addr_spec
        return '{} <{}>'.format(name, '' if self.addr_spec == '<>' else self.addr_spec)

    def __eq__(self, other):
        if not isinstance(other, Address):
            return NotImplemented
        return (self.display_name, self.username, self.domain) == (other.display_name, other.username, other.domain)


class Group:
    """Addresses with a name; without one, an address that is in no group."""

    def __init__(self, display_name=None, addresses=None):
        """A group of addresses; without a display name, a single address that acts as one."""
        self._display_name = display_name
        self._addresses = tuple(addresses) if addresses else ()

    @property
    def display_name(self):
        return self._display_name

    @property
    def addresses(self):
        return self._addresses

    def __repr__(self):
        return '{}(display_name={!r}, addresses={!r}'.format(
            self.__class__.__name__, self.display_name, self.addresses)

    def __str__(self):
        name = self.display_name
        if name is None and len(self.addresses) == 1:
            return str(self.addresses[0])
        if name is not None and not parser.SPECIALS.isdisjoint(name):
            name = parser.quote_string(name)
        inside = ', '.join(str(each) for each in self.addresses)
        return '{}:{};'.format(name, ' ' + inside if inside else inside)

    def __eq__(self, other):
        if not isinstance(other, Group):
            return NotImplemented
        return self.display_name == other.display_name and self.addresses == other.addresses


def _kept(name):
    """A property that is kept under its name with a '_' before it."""
    return property(lambda self: getattr(self, '_' + name))


class BaseHeader(str):
    """What all headers are: text, without folds and with encoded words decoded.

    The class for the kind of value has a parse(value, kwds) that puts the text
    under 'decoded' and more into the dictionary, which init() gets.
    """

    def __new__(cls, name, value):
        found = {'defects': []}
        cls.parse(value, found)
        if utils._has_surrogates(found['decoded']):
            found['decoded'] = utils._sanitize(found['decoded'])
        self = str.__new__(cls, found.pop('decoded'))
        self.init(name, **found)
        return self

    def init(self, name, *, parse_tree, defects):
        self._name = name
        self._parse_tree = parse_tree
        self._defects = defects

    name = _kept('name')

    @property
    def defects(self):
        return tuple(self._defects)

    def __reduce__(self):
        return _reconstruct_header, (self.__class__.__name__, self.__class__.__bases__, str(self)), self.__dict__

    @classmethod
    def _reconstruct(cls, value):
        return str.__new__(cls, value)

    def fold(self, *, policy):
        """The header with its name, as lines of a message."""
        label = parser.HeaderLabel([parser.ValueTerminal(self.name, 'header-name'),
                                    parser.ValueTerminal(':', 'header-sep')])
        header = parser.Header([label])
        if self._parse_tree:
            header.append(parser.CFWSList([parser.WhiteSpaceTerminal(' ', 'fws')]))
        header.append(self._parse_tree)
        return header.fold(policy=policy)


def _reconstruct_header(cls_name, bases, value):
    """Unpickle a header: its class is made anew."""
    return type(cls_name, bases, {})._reconstruct(value)


class UnstructuredHeader:
    """Any text."""

    max_count = None
    value_parser = staticmethod(parser.get_unstructured)

    @classmethod
    def parse(cls, value, kwds):
        tree = cls.value_parser(value)
        kwds.update(parse_tree=tree, decoded=str(tree))


class UniqueUnstructuredHeader(UnstructuredHeader):
    """Any text, once."""

    max_count = 1


class DateHeader:
    """A date; `datetime` has it. A datetime may be given for it."""

    max_count = None
    value_parser = staticmethod(parser.get_unstructured)  # which is enough for folding it

    @classmethod
    def parse(cls, value, kwds):
        moment = None
        if not value:
            kwds['defects'].append(errors.HeaderMissingRequiredValue())
            decoded = ''
        else:
            moment = utils.parsedate_to_datetime(value) if isinstance(value, str) else value
            decoded = utils.format_datetime(moment)
        kwds.update(datetime=moment, decoded=decoded, parse_tree=cls.value_parser(decoded))

    def init(self, *args, **kw):
        self._datetime = kw.pop('datetime')
        super().init(*args, **kw)

    datetime = _kept('datetime')


class UniqueDateHeader(DateHeader):
    """A date, once."""

    max_count = 1


class AddressHeader:
    """Addresses; Address and Group objects may be given for it, alone or in a list."""

    max_count = None

    @staticmethod
    def value_parser(value):
        addresses, rest = parser.get_address_list(value)
        assert not rest, 'this should not happen'
        return addresses

    @classmethod
    def parse(cls, value, kwds):
        if isinstance(value, str):
            tree = cls.value_parser(value)
            groups = [Group(each.display_name,
                            [Address(box.display_name or '', box.local_part or '', box.domain or '')
                             for box in each.all_mailboxes])
                      for each in tree.addresses]
            kwds['defects'].extend(tree.all_defects)
        else:
            given = value if hasattr(value, '__iter__') else [value]
            groups = [each if hasattr(each, 'addresses') else Group(None, [each]) for each in given]
            tree = None
        kwds['groups'] = groups
        kwds['decoded'] = ', '.join(str(each) for each in groups)
        kwds['parse_tree'] = cls.value_parser(kwds['decoded']) if tree is None else tree

    def init(self, *args, **kw):
        self._groups = tuple(kw.pop('groups'))
        self._addresses = None
        super().init(*args, **kw)

    groups = _kept('groups')

    @property
    def addresses(self):
        """The addresses of all groups."""
        if self._addresses is None:
            self._addresses = tuple(address for group in self._groups for address in group.addresses)
        return self._addresses


class UniqueAddressHeader(AddressHeader):
    """Addresses, once."""

    max_count = 1


class SingleAddressHeader(AddressHeader):
    """One address."""

    @property
    def address(self):
        if len(self.addresses) != 1:
            raise ValueError(('value of single address header {} is not a single address').format(self.name))
        return self.addresses[0]


class UniqueSingleAddressHeader(SingleAddressHeader):
    """One address, once."""

    max_count = 1


class _ParsedHeader:
    """A header that is what its grammar says."""

    @classmethod
    def parse(cls, value, kwds):
        tree = kwds['parse_tree'] = cls.value_parser(value)
        kwds['decoded'] = str(tree)
        kwds['defects'].extend(tree.all_defects)


class MIMEVersionHeader(_ParsedHeader):
    """A version of MIME."""

    max_count = 1
    value_parser = staticmethod(parser.parse_mime_version)

    @classmethod
    def parse(cls, value, kwds):
        super().parse(value, kwds)
        tree = kwds['parse_tree']
        kwds['major'] = None if tree.minor is None else tree.major
        kwds['minor'] = tree.minor
        kwds['version'] = None if tree.minor is None else '{}.{}'.format(tree.major, tree.minor)

    def init(self, *args, **kw):
        self._version, self._major, self._minor = kw.pop('version'), kw.pop('major'), kw.pop('minor')
        super().init(*args, **kw)

    major, minor = _kept('major'), _kept('minor')
    version = _kept('version')


class ParameterizedMIMEHeader(_ParsedHeader):
    """A value with parameters."""

    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        super().parse(value, kwds)
        params = kwds['parse_tree'].params
        kwds['params'] = {utils._sanitize(name).lower(): utils._sanitize(text) for name, text in params or ()}

    def init(self, *args, **kw):
        self._params = kw.pop('params')
        super().init(*args, **kw)

    @property
    def params(self):
        return MappingProxyType(self._params)


class ContentTypeHeader(ParameterizedMIMEHeader):
    """A type."""

    value_parser = staticmethod(parser.parse_content_type_header)

    def init(self, *args, **kw):
        super().init(*args, **kw)
        self._maintype = utils._sanitize(self._parse_tree.maintype)
        self._subtype = utils._sanitize(self._parse_tree.subtype)

    maintype = _kept('maintype')
    subtype = _kept('subtype')

    @property
    def content_type(self):
        return self.maintype + '/' + self.subtype


class ContentDispositionHeader(ParameterizedMIMEHeader):
    """'inline' or 'attachment'."""

    value_parser = staticmethod(parser.parse_content_disposition_header)

    def init(self, *args, **kw):
        super().init(*args, **kw)
        found = self._parse_tree.content_disposition
        self._content_disposition = found if found is None else utils._sanitize(found)

    content_disposition = _kept('content_disposition')


class ContentTransferEncodingHeader(_ParsedHeader):
    """How content is encoded."""

    max_count = 1
    value_parser = staticmethod(parser.parse_content_transfer_encoding_header)

    def init(self, *args, **kw):
        super().init(*args, **kw)
        self._cte = utils._sanitize(self._parse_tree.cte)

    cte = _kept('cte')


class MessageIDHeader(_ParsedHeader):
    """The identifier of a message."""

    max_count = 1
    value_parser = staticmethod(parser.parse_message_id)


# The headers that mean more than their text.
_default_header_map = {}
for _kind, _names in (
        (UniqueUnstructuredHeader, 'subject'), (UniqueDateHeader, 'date orig-date'), (DateHeader, 'resent-date'),
        (UniqueSingleAddressHeader, 'sender'), (SingleAddressHeader, 'resent-sender'),
        (UniqueAddressHeader, 'to cc bcc from reply-to'),
        (AddressHeader, 'resent-to resent-cc resent-bcc resent-from'), (MessageIDHeader, 'message-id'),
        (MIMEVersionHeader, 'mime-version'), (ContentTypeHeader, 'content-type'),
        (ContentDispositionHeader, 'content-disposition'),
        (ContentTransferEncodingHeader, 'content-transfer-encoding')):
    _default_header_map.update(dict.fromkeys(_names.split(), _kind))
del _kind, _names


class HeaderRegistry:
    """Makes headers: a call with a name and a value returns an object of the right class."""

    def __init__(self, base_class=BaseHeader, default_class=UnstructuredHeader, use_default_map=True):
        """base_class is behind every header class; default_class is for names without entry."""
        self.base_class = base_class
        self.default_class = default_class
        self.registry = dict(_default_header_map) if use_default_map else {}

    def map_to_type(self, name, cls):
        """From now on headers of a name are of a class."""
        self.registry[name.lower()] = cls

    def __getitem__(self, name):
        kind = self.registry.get(name.lower(), self.default_class)
        return type('_' + kind.__name__, (kind, self.base_class), {})

    def __call__(self, name, value):
        """The header with this name and value."""
        return self[name](name, value)
