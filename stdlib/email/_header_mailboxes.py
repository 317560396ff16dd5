"""The tokens of headers with addresses; see _header_tokens."""

from email._header_tokens import (
    DOT, DOT_ATOM_ENDS, Phrase, TokenList, _list_class, quote_string)

__name__ = 'email._header_value_parser'  # where all of this is found


class AddressList(TokenList):
    """Addresses with commas between them."""

    token_type = 'address-list'

    @property
    def addresses(self):
        return [each for each in self if each.token_type == 'address']

    @property
    def mailboxes(self):
        return [box for each in self.addresses for box in each.mailboxes]

    @property
    def all_mailboxes(self):
        return [box for each in self.addresses for box in each.all_mailboxes]


class Address(TokenList):
    """A mailbox or a group."""

    token_type = 'address'

    @property
    def display_name(self):
        return self[0].display_name if self[0].token_type == 'group' else None

    @property
    def mailboxes(self):
        kind = self[0].token_type
        if kind == 'invalid-mailbox':
            return []
        return [self[0]] if kind == 'mailbox' else self[0].mailboxes

    @property
    def all_mailboxes(self):
        return [self[0]] if self[0].token_type in ('mailbox', 'invalid-mailbox') else self[0].all_mailboxes


class MailboxList(TokenList):
    """Mailboxes with commas between them."""

    token_type = 'mailbox-list'

    @property
    def mailboxes(self):
        return [each for each in self if each.token_type == 'mailbox']

    @property
    def all_mailboxes(self):
        return [each for each in self if each.token_type in ('mailbox', 'invalid-mailbox')]


class GroupList(TokenList):
    """What is in a group."""

    token_type = 'group-list'

    @property
    def mailboxes(self):
        return self[0].mailboxes if self and self[0].token_type == 'mailbox-list' else []

    @property
    def all_mailboxes(self):
        return self[0].all_mailboxes if self and self[0].token_type == 'mailbox-list' else []


class Group(TokenList):
    """A name for several mailboxes: name: mailboxes;"""

    token_type = 'group'

    @property
    def mailboxes(self):
        return self[2].mailboxes if self[2].token_type == 'group-list' else []

    @property
    def all_mailboxes(self):
        return self[2].all_mailboxes if self[2].token_type == 'group-list' else []

    @property
    def display_name(self):
        return self[0].display_name


def _passed_on(name, index):
    """A property that is that of one of the tokens inside."""
    return property(lambda self: getattr(self[index], name))


class NameAddr(TokenList):
    """name <address>"""

    token_type = 'name-addr'
    local_part, domain = _passed_on('local_part', -1), _passed_on('domain', -1)
    route, addr_spec = _passed_on('route', -1), _passed_on('addr_spec', -1)

    @property
    def display_name(self):
        return self[0].display_name if len(self) > 1 else None


class AngleAddr(TokenList):
    """<address>"""

    token_type = 'angle-addr'

    def _of_address(self, name):
        found = self._first('addr-spec')
        return None if found is None else getattr(found, name)

    @property
    def local_part(self):
        return self._of_address('local_part')

    @property
    def domain(self):
        return self._of_address('domain')

    @property
    def route(self):
        found = self._first('obs-route')
        return None if found is None else found.domains

    @property
    def addr_spec(self):
        found = self._first('addr-spec')
        if found is None:
            return '<>'
        # A name of no characters is written in quotes.
        return found.addr_spec if found.local_part else quote_string(found.local_part) + found.addr_spec


class ObsRoute(TokenList):
    """@domain,@domain: before an address."""

    token_type = 'obs-route'

    @property
    def domains(self):
        return [each.domain for each in self if each.token_type == 'domain']


class Mailbox(TokenList):
    """An address with or without a name."""

    token_type = 'mailbox'
    local_part, domain = _passed_on('local_part', 0), _passed_on('domain', 0)
    addr_spec = _passed_on('addr_spec', 0)

    @property
    def display_name(self):
        return self[0].display_name if self[0].token_type == 'name-addr' else None

    @property
    def route(self):
        return self[0].route if self[0].token_type == 'name-addr' else None


class InvalidMailbox(TokenList):
    """What stands where an address should."""

    token_type = 'invalid-mailbox'
    display_name = local_part = domain = route = addr_spec = property(lambda self: None)


class Domain(TokenList):
    """What is behind the '@'."""

    token_type = 'domain'
    as_ew_allowed = False

    @property
    def domain(self):
        return ''.join(self.value.split())


class AddrSpec(TokenList):
    """local@domain"""

    token_type = 'addr-spec'
    as_ew_allowed = False

    @property
    def local_part(self):
        return self[0].local_part

    @property
    def domain(self):
        return self[-1].domain if len(self) >= 3 else None

    @property
    def value(self):
        if len(self) < 3:
            return self[0].value
        return self[0].value.rstrip() + self[1].value + self[2].value.lstrip()

    @property
    def addr_spec(self):
        local = self.local_part
        if not DOT_ATOM_ENDS.isdisjoint(local):
            local = quote_string(local)
        return local if self.domain is None else local + '@' + self.domain


ObsLocalPart = _list_class('ObsLocalPart', 'obs-local-part', as_ew_allowed=False)


class DisplayName(Phrase):
    """The name of a mailbox or a group."""

    token_type = 'display-name'
    ew_combine_allowed = False

    def _has_space(self, index):
        """Is there white space (or a comment) at that end?"""
        end = self[index]
        return end.token_type == 'cfws' or isinstance(end, list) and bool(end) and end[index].token_type == 'cfws'

    @property
    def display_name(self):
        """The name, without white space around it."""
        found = TokenList(self)
        if not found:
            return found.value
        for index in (0, -1):
            end = found[index]
            if end.token_type == 'cfws':
                found.pop(index)
            elif isinstance(end, list) and end and end[index].token_type == 'cfws':
                found[index] = TokenList(end[1:] if index == 0 else end[:-1])
            if not found:
                break
        return found.value

    @property
    def value(self):
        if self and (self.defects or any(each.token_type == 'quoted-string' for each in self)):
            # Quoted as a whole.
            before, behind = [' ' if self._has_space(index) else '' for index in (0, -1)]
            return before + quote_string(self.display_name) + behind
        return super().value


class LocalPart(TokenList):
    """What is before the '@'."""

    token_type = 'local-part'
    as_ew_allowed = False

    @property
    def value(self):
        return self[0].quoted_value if self[0].token_type == 'quoted-string' else self[0].value

    @property
    def local_part(self):
        """The value without comments and without white space around dots."""
        found = [DOT]
        for token in [*self[0], DOT]:
            if token.token_type == 'cfws':
                continue
            last = found[-1]
            if token.token_type == 'dot' and isinstance(last, TokenList) and last[-1].token_type == 'cfws':
                found[-1] = TokenList(last[:-1])
            if isinstance(token, TokenList) and last.token_type == 'dot' and token[0].token_type == 'cfws':
                token = TokenList(token[1:])
            found.append(token)
        return TokenList(found[1:-1]).value


class DomainLiteral(TokenList):
    """[address of a host]"""

    token_type = 'domain-literal'
    as_ew_allowed = False

    @property
    def domain(self):
        return ''.join(self.value.split())

    @property
    def ip(self):
        found = self._first('ptext')
        return None if found is None else found.value


class MsgID(TokenList):
    """<local@domain>, the identifier of a message; never folded."""

    token_type = 'msg-id'
    as_ew_allowed = False

    def fold(self, policy):
        return str(self) + policy.linesep


MessageID = _list_class('MessageID', 'message-id', MsgID)
InvalidMessageID = _list_class('InvalidMessageID', 'invalid-message-id', MessageID)


__name__ = __spec__.name
