"""The grammar of addresses and message identifiers in headers (RFC 5322); see _header_words.

What is obsolete or wrong is read all the same as far as possible, and noted as
a defect.
"""

from email import errors
from email._header_mailboxes import (
    Address, AddressList, AddrSpec, AngleAddr, DisplayName, Domain, DomainLiteral, Group, GroupList,
    InvalidMailbox, InvalidMessageID, LocalPart, Mailbox, MailboxList, MessageID, MsgID, NameAddr,
    ObsLocalPart, ObsRoute)
from email._header_tokens import (
    CFWS_LEADER, DOT, PHRASE_ENDS, WSP, ListSeparator, NoFoldLiteral, RouteComponentMarker, TokenList,
    ValueTerminal)
from email._header_words import (
    _add_cfws, _add_misplaced, _before, _leader, _quotable, get_atom, get_cfws, get_dot_atom,
    get_dot_atom_text, get_fws, get_phrase, get_unstructured, get_word)
from email.errors import HeaderParseError, InvalidHeaderDefect, ObsoleteHeaderDefect

__name__ = 'email._header_value_parser'  # where all of this is found


def _one_of(value, *getters):
    """What the first getter gets that does not fail; None if all do."""
    for get in getters:
        try:
            return get(value)
        except HeaderParseError:
            pass
    return None


# ---- local@domain

def get_local_part(value):
    """What is before the '@'."""
    local = LocalPart()
    leader, value = _leader(value)
    if not value:
        raise HeaderParseError("expected local-part but found '{}'".format(value))
    found = _one_of(value, get_dot_atom, get_word)
    if found is None:
        if value[0] != '\\' and value[0] in PHRASE_ENDS:
            get_word(value)  # fails, and says why
        found = TokenList(), value
    token, value = found
    local.append(_before(leader, token))
    if value and (value[0] == '\\' or value[0] not in PHRASE_ENDS):
        obsolete, value = get_obs_local_part(str(local) + value)
        if obsolete.token_type == 'invalid-obs-local-part':
            local.defects.append(InvalidHeaderDefect(
                'local-part is not dot-atom, quoted-string, or obs-local-part'))
        else:
            local.defects.append(ObsoleteHeaderDefect('local-part is not a dot-atom (contains CFWS)'))
        local[0] = obsolete
    try:
        local.value.encode('ascii')
    except UnicodeEncodeError:
        local.defects.append(errors.NonASCIILocalPartDefect('local-part contains non-ASCII characters)'))
    return local, value


def get_obs_local_part(value):
    """Words with dots, and with what should not be, between them."""
    found = ObsLocalPart()
    after_dot = False
    while value and (value[0] == '\\' or value[0] not in PHRASE_ENDS):
        if value[0] == '.':
            if after_dot:
                found.defects.append(InvalidHeaderDefect("invalid repeated '.'"))
            found.append(DOT)
            after_dot = True
            value = value[1:]
            continue
        if value[0] == '\\':
            found.append(ValueTerminal(value[0], 'misplaced-special'))
            found.defects.append(InvalidHeaderDefect("'\\' character outside of quoted-string/ccontent"))
            value = value[1:]
            after_dot = False
            continue
        if found and found[-1].token_type != 'dot':
            found.defects.append(InvalidHeaderDefect("missing '.' between words"))
        try:
            token, value = get_word(value)
            after_dot = False
        except HeaderParseError:
            if value[0] not in CFWS_LEADER:
                raise
            token, value = get_cfws(value)
        found.append(token)
    if not found:
        raise HeaderParseError("expected obs-local-part but found '{}'".format(value))
    for where, index, neighbour in (('leading', 0, 1), ('trailing', -1, -2)):
        end = found[index].token_type
        if end == 'dot' or end == 'cfws' and len(found) > 1 and found[neighbour].token_type == 'dot':
            found.defects.append(InvalidHeaderDefect("Invalid {} '.' in local part".format(where)))
    if found.defects:
        found.token_type = 'invalid-obs-local-part'
    return found, value


def get_dtext(value):
    """What is in a domain literal."""
    token, value, quoted = _quotable(value, '[]', ValueTerminal)
    if quoted:
        token.defects.insert(0, ObsoleteHeaderDefect('quoted printable found in domain-literal'))
    return token, value


def get_domain_literal(value):
    """[address of a host]"""
    literal = DomainLiteral()
    value = _add_cfws(literal, value)
    if not value:
        raise HeaderParseError('expected domain-literal')
    if value[0] != '[':
        raise HeaderParseError("expected '[' at start of domain-literal but found '{}'".format(value))
    literal.append(ValueTerminal('[', 'domain-literal-start'))
    value = value[1:]
    for blanks in (True, False, True):
        if value and (value[0] in WSP or not blanks):
            token, value = (get_fws if blanks else get_dtext)(value)
            literal.append(token)
    if not value:
        literal.defects.append(InvalidHeaderDefect('end of input inside domain-literal'))
    elif value[0] != ']':
        raise HeaderParseError("expected ']' at end of domain-literal but found '{}'".format(value))
    literal.append(ValueTerminal(']', 'domain-literal-end'))
    return literal, _add_cfws(literal, value[1:])


def get_domain(value):
    """What is behind the '@'."""
    domain = Domain()
    leader, value = _leader(value)
    if not value:
        raise HeaderParseError("expected domain but found '{}'".format(value))
    if value[0] == '[':
        token, value = get_domain_literal(value)
        domain.append(_before(leader, token))
        return domain, value
    token, value = _one_of(value, get_dot_atom) or get_atom(value)
    if value and value[0] == '@':
        raise HeaderParseError('Invalid Domain')
    domain.append(_before(leader, token))
    if value and value[0] == '.':
        domain.defects.append(ObsoleteHeaderDefect('domain is not a dot-atom (contains CFWS)'))
        if domain[0].token_type == 'dot-atom':
            domain[:] = domain[0]
        while value and value[0] == '.':
            token, value = get_atom(value[1:])
            domain += [DOT, token]
    return domain, value


def get_addr_spec(value):
    """local@domain"""
    address = AddrSpec()
    token, value = get_local_part(value)
    address.append(token)
    if not value or value[0] != '@':
        address.defects.append(InvalidHeaderDefect('addr-spec local part with no domain'))
        return address, value
    token, value = get_domain(value[1:])
    address += [ValueTerminal('@', 'address-at-symbol'), token]
    return address, value


# ---- name <address>

def get_obs_route(value):
    """@domain,@domain:"""
    route = ObsRoute()
    while value and (value[0] == ',' or value[0] in CFWS_LEADER):
        if value[0] == ',':
            route.append(ListSeparator)
            value = value[1:]
        else:
            value = _add_cfws(route, value)
    if not value or value[0] != '@':
        raise HeaderParseError("expected obs-route domain but found '{}'".format(value))
    token, value = get_domain(value[1:])
    route += [RouteComponentMarker, token]
    while value and value[0] == ',':
        route.append(ListSeparator)
        value = _add_cfws(route, value[1:])
        if not value:
            break
        if value[0] == '@':
            token, value = get_domain(value[1:])
            route += [RouteComponentMarker, token]
    if not value:
        raise HeaderParseError('end of header while parsing obs-route')
    if value[0] != ':':
        raise HeaderParseError("expected ':' marking end of obs-route but found '{}'".format(value))
    route.append(ValueTerminal(':', 'end-of-obs-route-marker'))
    return route, value[1:]


def _opened(token, value, kind):
    """Add what comes before a '<' and the sign itself to a token of a kind; returns what is left."""
    value = _add_cfws(token, value)
    if not value or value[0] != '<':
        raise HeaderParseError("expected {} but found '{}'".format(kind, value))
    token.append(ValueTerminal('<', kind + '-start'))
    return value[1:]


def _closed(token, value, kind):
    """Add the '>', which may be missing, and what comes behind it to a token; returns it and what is left."""
    if value and value[0] == '>':
        value = value[1:]
    else:
        token.defects.append(InvalidHeaderDefect("missing trailing '>' on " + kind))
    token.append(ValueTerminal('>', kind + '-end'))
    return token, _add_cfws(token, value)


def get_angle_addr(value):
    """<address>"""
    address = AngleAddr()
    value = _opened(address, value, 'angle-addr')
    if value and value[0] == '>':
        # Return-Path may be like this.
        address.append(ValueTerminal('>', 'angle-addr-end'))
        address.defects.append(InvalidHeaderDefect('null addr-spec in angle-addr'))
        return address, value[1:]
    found = _one_of(value, get_addr_spec)
    if found is None:
        found = _one_of(value, get_obs_route)
        if found is None:
            raise HeaderParseError("expected addr-spec or obs-route but found '{}'".format(value))
        address.defects.append(ObsoleteHeaderDefect('obsolete route specification in angle-addr'))
        address.append(found[0])
        found = get_addr_spec(found[1])
    token, value = found
    address.append(token)
    return _closed(address, value, 'angle-addr')


def get_display_name(value):
    """A phrase that is somebody's name."""
    phrase, value = get_phrase(value)
    name = DisplayName(phrase)
    name.defects = phrase.defects[:]
    return name, value


def get_name_addr(value):
    """An address in angle brackets, with or without a name."""
    found = NameAddr()
    leader, value = _leader(value)
    if not value:
        raise HeaderParseError("expected name-addr but found '{}'".format(leader))
    if value[0] != '<':
        if value[0] in PHRASE_ENDS:
            raise HeaderParseError("expected name-addr but found '{}'".format(value))
        token, value = get_display_name(value)
        if not value:
            raise HeaderParseError("expected name-addr but found '{}'".format(token))
        if leader is not None:
            _before(leader, token[0] if isinstance(token[0], list) else token)
            leader = None
        found.append(token)
    token, value = get_angle_addr(value)
    found.append(_before(leader, token))
    return found, value


def get_mailbox(value):
    """An address with or without a name; one that is wrong is called so."""
    found = _one_of(value, get_name_addr, get_addr_spec)
    if found is None:
        raise HeaderParseError("expected mailbox but found '{}'".format(value))
    box = Mailbox([found[0]])
    if any(isinstance(defect, InvalidHeaderDefect) for defect in box.all_defects):
        box.token_type = 'invalid-mailbox'
    return box, found[1]


def get_invalid_mailbox(value, endchars):
    """Whatever there is up to one of some characters."""
    found = InvalidMailbox()
    return found, _add_misplaced(found, value, endchars)


# ---- lists

def _element(tokens, value, get, ends, texts, outer):
    """An element of a list, or what stands in its place; see _elements()."""
    found = _one_of(value, get)
    if found is not None:
        tokens.append(found[0])
        return found[1]
    leader, value = _leader(value)
    if leader is not None and (not value or value[0] in ends):
        tokens.append(leader)
        tokens.defects.append(ObsoleteHeaderDefect(texts[0]))
    elif leader is None and value[0] == ',':
        tokens.defects.append(ObsoleteHeaderDefect(texts[1]))
    else:
        token, value = get_invalid_mailbox(value, ends)
        token = _before(leader, token)
        tokens.append(token if outer is None else outer([token]))
        tokens.defects.append(InvalidHeaderDefect(texts[2]))
    return value


def _elements(tokens, value, get, stop, texts, outer=None):
    """Add elements with commas between them, up to a stop, to a token; returns it and what is left.

    texts are of the defects: an empty element with white space, one without any, a wrong one.  outer is the
    token that each mailbox is in, if any.
    """
    ends = ',' + stop
    while value and value[0] not in stop:
        value = _element(tokens, value, get, ends, texts, outer)
        if value and value[0] not in ends:
            # More than a mailbox: the whole is none.
            box = tokens[-1] if outer is None else tokens[-1][0]
            box.token_type = 'invalid-mailbox'
            token, value = get_invalid_mailbox(value, ends)
            box.extend(token)
            tokens.defects.append(InvalidHeaderDefect(texts[2]))
        if value and value[0] == ',':
            tokens.append(ListSeparator)
            value = value[1:]
    return tokens, value


def get_mailbox_list(value):
    """Mailboxes with commas between them, up to a ';'."""
    empty = 'empty element in mailbox-list'
    return _elements(MailboxList(), value, get_mailbox, ';', (empty, empty, 'invalid mailbox in mailbox-list'))


def get_group_list(value):
    """What is in a group, up to the ';'."""
    found = GroupList()
    if not value:
        found.defects.append(InvalidHeaderDefect('end of header before group-list'))
        return found, value
    leader, value = _leader(value)
    if leader is not None and (not value or value[0] == ';'):
        found.append(leader)
        if not value:
            found.defects.append(InvalidHeaderDefect('end of header in group-list'))
        return found, value
    boxes, value = get_mailbox_list(value)
    if boxes.all_mailboxes:
        found.append(_before(leader, boxes))
    else:
        found.extend(_before(leader, boxes))
        found.defects.append(ObsoleteHeaderDefect('group-list with empty entries'))
    return found, value


def get_group(value):
    """name: mailboxes;"""
    group = Group()
    token, value = get_display_name(value)
    if not value or value[0] != ':':
        raise HeaderParseError("expected ':' at end of group display name but found '{}'".format(value))
    group += [token, ValueTerminal(':', 'group-display-name-terminator')]
    value = value[1:]
    end = ValueTerminal(';', 'group-terminator')
    if value and value[0] == ';':
        group.append(end)
        return group, value[1:]
    token, value = get_group_list(value)
    group.append(token)
    if not value:
        group.defects.append(InvalidHeaderDefect('end of header in group'))
    elif value[0] != ';':
        raise HeaderParseError("expected ';' at end of group but found {}".format(value))
    group.append(end)
    return group, _add_cfws(group, value[1:])


def get_address(value):
    """A mailbox or a group."""
    found = _one_of(value, get_group, get_mailbox)
    if found is None:
        raise HeaderParseError("expected address but found '{}'".format(value))
    return Address([found[0]]), found[1]


def get_address_list(value):
    """Addresses with commas between them."""
    texts = ('address-list entry with no content', 'empty element in address-list',
             'invalid address in address-list')
    return _elements(AddressList(), value, get_address, '', texts, Address)


# ---- identifiers of messages

def get_no_fold_literal(value):
    """[text]"""
    literal = NoFoldLiteral()
    if not value or value[0] != '[':
        raise HeaderParseError("expected '[' at the start of no-fold-literal but found '{}'".format(value))
    literal.append(ValueTerminal('[', 'no-fold-literal-start'))
    token, value = get_dtext(value[1:])
    literal.append(token)
    if not value or value[0] != ']':
        raise HeaderParseError("expected ']' at the end of no-fold-literal but found '{}'".format(value))
    literal.append(ValueTerminal(']', 'no-fold-literal-end'))
    return literal, value[1:]


def _side(found, value, getters, obsolete, side, expected):
    """Add a side of an identifier to a token; returns what is left."""
    got = _one_of(value, *getters)
    if got is None:
        got = _one_of(value, obsolete)
        if got is None:
            raise HeaderParseError("expected {} but found '{}'".format(expected, value))
        found.defects.append(ObsoleteHeaderDefect('obsolete {} in msg-id'.format(side)))
    found.append(got[0])
    return got[1]


def get_msg_id(value):
    """<left@right>"""
    found = MsgID()
    value = _opened(found, value, 'msg-id')
    value = _side(found, value, [get_dot_atom_text], get_obs_local_part, 'id-left', 'dot-atom-text or obs-id-left')
    if not value or value[0] != '@':
        found.defects.append(InvalidHeaderDefect('msg-id with no id-right'))
        # Some programs make such.
        if value and value[0] == '>':
            found.append(ValueTerminal('>', 'msg-id-end'))
            value = value[1:]
        return found, value
    found.append(ValueTerminal('@', 'address-at-symbol'))
    value = _side(found, value[1:], [get_dot_atom_text, get_no_fold_literal], get_domain, 'id-right',
                  'dot-atom-text, no-fold-literal or obs-id-right')
    return _closed(found, value, 'msg-id')


def parse_message_id(value):
    """The header Message-ID."""
    try:
        token, rest = get_msg_id(value)
    except HeaderParseError as error:
        found = InvalidMessageID(get_unstructured(value))
        found.defects.append(InvalidHeaderDefect('Invalid msg-id: {!r}'.format(error)))
        return found
    found = MessageID([token])
    if rest:
        found.defects.append(InvalidHeaderDefect('Unexpected {!r}'.format(rest)))
    return found


__name__ = __spec__.name
