"""The grammar of words in headers (RFC 5322, RFC 2047): white space, comments, atoms, quoted strings, phrases.

A function get_x(text) returns the token x that the text begins with and what
of the text is left, or raises HeaderParseError.
"""

import re
from string import hexdigits

from email import _encoded_words
from email._header_tokens import (
    ATOM_ENDS, CFWS_LEADER, DOT, PHRASE_ENDS, SPECIALS, WSP, Atom, BareQuotedString, CFWSList, Comment, DotAtom,
    DotAtomText, EWWhiteSpaceTerminal, EncodedWord, Phrase, QuotedString, UnstructuredTokenList, ValueTerminal,
    WhiteSpaceTerminal, _validate_xtext)
from email.errors import HeaderParseError, InvalidHeaderDefect, ObsoleteHeaderDefect

__name__ = "email._header_value_parser"  # where all of this is found

_wsp_splitter = re.compile('([ \t]+)').split
_ENCODED_WORD = re.compile(r'=\?[^?]*\?[qQbB]\?.*?\?=')


class _InvalidEwError(HeaderParseError):
    """What looks like an encoded word is none."""


def _until(ends):
    """A function that matches characters up to one of these."""
    return re.compile('[^{}]+'.format(re.escape(''.join(sorted(ends))))).match


def _text(value, matcher, token_type, message):
    """A terminal of the characters that a matcher takes."""
    match = matcher(value)
    if not match:
        raise HeaderParseError(message.format(value))
    token = ValueTerminal(match.group(), token_type)
    _validate_xtext(token)
    return token, value[match.end():]


def _starts_cfws(value):
    return bool(value) and value[0] in CFWS_LEADER


def _add_cfws(token, value):
    """Add white space and comments that come next to a token; returns what is left."""
    if _starts_cfws(value):
        blank, value = get_cfws(value)
        token.append(blank)
    return value


def _leader(value):
    """(white space and comments, or None; what is left)."""
    return get_cfws(value) if _starts_cfws(value) else (None, value)


def _before(leader, token):
    """Put white space that came before a token into it."""
    if leader is not None:
        token[:0] = [leader]
    return token


def _get_ptext_to_endchars(value, endchars):
    """(text up to an end or white space, with backslashes resolved; what is left; whether there were any)."""
    found, pos, quoted = [], 0, False
    while pos < len(value) and value[pos] not in WSP:
        if value[pos] == '\\' and pos + 1 < len(value) and value[pos + 1] not in WSP:
            quoted = quoted or value[pos + 1] == '\\'
            pos += 1
        elif value[pos] == '\\':
            pos += 1
            break
        elif value[pos] in endchars:
            break
        found.append(value[pos])
        pos += 1
    return ''.join(found), value[pos:], quoted


def get_fws(value):
    """White space."""
    rest = value.lstrip()
    return WhiteSpaceTerminal(value[:len(value) - len(rest)], 'fws'), rest


def get_encoded_word(value):
    """=?charset*language?encoding?text?="""
    word = EncodedWord()
    if not value.startswith('=?'):
        raise HeaderParseError('expected encoded word but found {}'.format(value))
    inner, end, rest = value[2:].partition('?=')
    if not end:
        raise HeaderParseError('expected encoded word but found {}'.format(value))
    if inner.count('?') < 2 and len(rest) > 1 and rest[0] in hexdigits and rest[1] in hexdigits:
        # That was not the end: the text begins with an escape, '?=XX'.
        more, end, rest = rest.partition('?=')
        inner += '?=' + more
    if len(inner.split()) > 1:
        word.defects.append(InvalidHeaderDefect('whitespace inside encoded word'))
    word.cte = value
    try:
        text, charset, lang, defects = _encoded_words.decode('=?' + inner + '?=')
    except (ValueError, KeyError):
        raise _InvalidEwError("encoded word format invalid: '{}'".format(word.cte))
    word.charset, word.lang = charset, lang
    word.defects.extend(defects)
    for piece in _wsp_splitter(text):
        if piece:
            kind = WhiteSpaceTerminal(piece, 'fws') if piece[0] in WSP else ValueTerminal(piece, 'vtext')
            if piece[0] not in WSP:
                _validate_xtext(kind)
            word.append(kind)
    if rest and rest[0] not in WSP:
        word.defects.append(InvalidHeaderDefect('missing trailing whitespace after encoded-word'))
    return word, rest


def _hide_blank(tokens):
    """White space between two encoded words means nothing."""
    if len(tokens) > 1 and tokens[-1].token_type == 'fws' and tokens[-2].token_type == 'encoded-word':
        tokens[-1] = EWWhiteSpaceTerminal(tokens[-1], 'fws')


def get_unstructured(value):
    """Any text, with encoded words; all of it, so only the token is returned."""
    tokens = UnstructuredTokenList()
    while value:
        if value[0] in WSP:
            token, value = get_fws(value)
            tokens.append(token)
            continue
        possible = True
        if value.startswith('=?'):
            try:
                token, value = get_encoded_word(value)
            except _InvalidEwError:
                possible = False
            except HeaderParseError:
                pass  # no word at all, just these characters
            else:
                if tokens and tokens[-1].token_type != 'fws':
                    tokens.defects.append(InvalidHeaderDefect('missing whitespace before encoded word'))
                else:
                    _hide_blank(tokens)
                tokens.append(token)
                continue
        piece, *rest = _wsp_splitter(value, 1)
        if possible and _ENCODED_WORD.search(piece):
            # An encoded word in the middle of a word.
            piece, *rest = value.partition('=?')
        token = ValueTerminal(piece, 'vtext')
        _validate_xtext(token)
        tokens.append(token)
        value = ''.join(rest)
    return tokens


def _quotable(value, endchars, kind):
    """A token of text with backslashes; see _get_ptext_to_endchars()."""
    text, value, quoted = _get_ptext_to_endchars(value, endchars)
    token = kind(text, 'ptext')
    _validate_xtext(token)
    return token, value, quoted


def get_qp_ctext(value):
    """A word of a comment."""
    return _quotable(value, '()', WhiteSpaceTerminal)[:2]


def get_qcontent(value):
    """A word of a quoted string."""
    return _quotable(value, '"', ValueTerminal)[:2]


_atom_text = _until(ATOM_ENDS)


def get_atext(value):
    """The characters of an atom."""
    return _text(value, _atom_text, 'atext', "expected atext but found '{}'")


def get_bare_quoted_string(value):
    """Text in double quotes."""
    if not value or value[0] != '"':
        raise HeaderParseError("expected '\"' but found '{}'".format(value))
    string = BareQuotedString()
    value = value[1:]
    if value and value[0] == '"':
        token, value = get_qcontent(value)
        string.append(token)
    while value and value[0] != '"':
        if value[0] in WSP:
            token, value = get_fws(value)
        elif value[:2] == '=?':
            # Not allowed here, but done.
            try:
                token, value = get_encoded_word(value)
            except HeaderParseError:
                token, value = get_qcontent(value)
            else:
                string.defects.append(InvalidHeaderDefect('encoded word inside quoted string'))
                _hide_blank(string)
        else:
            token, value = get_qcontent(value)
        string.append(token)
    if not value:
        string.defects.append(InvalidHeaderDefect('end of header inside quoted string'))
    return string, value[1:]


def get_comment(value):
    """Text in parentheses."""
    if value and value[0] != '(':
        raise HeaderParseError("expected '(' but found '{}'".format(value))
    comment = Comment()
    value = value[1:]
    while value and value[0] != ')':
        get = get_fws if value[0] in WSP else get_comment if value[0] == '(' else get_qp_ctext
        token, value = get(value)
        comment.append(token)
    if not value:
        comment.defects.append(InvalidHeaderDefect('end of header inside comment'))
    return comment, value[1:]


def get_cfws(value):
    """White space and comments."""
    found = CFWSList()
    while _starts_cfws(value):
        token, value = (get_fws if value[0] in WSP else get_comment)(value)
        found.append(token)
    return found, value


def get_quoted_string(value):
    """Text in quotes, with white space and comments around it."""
    string = QuotedString()
    value = _add_cfws(string, value)
    token, value = get_bare_quoted_string(value)
    string.append(token)
    return string, _add_cfws(string, value)


def _word_or(get, value):
    """An encoded word if there is one, or else what get() gets."""
    if value.startswith('=?'):
        try:
            return get_encoded_word(value)
        except HeaderParseError:
            pass
    return get(value)


def get_atom(value):
    """A word without special characters, with white space and comments around it."""
    atom = Atom()
    value = _add_cfws(atom, value)
    if value and value[0] in ATOM_ENDS:
        raise HeaderParseError("expected atom but found '{}'".format(value))
    token, value = _word_or(get_atext, value)
    atom.append(token)
    return atom, _add_cfws(atom, value)


def get_dot_atom_text(value):
    """Atoms with dots between them."""
    found = DotAtomText()
    if not value or value[0] in ATOM_ENDS:
        raise HeaderParseError("expected atom at a start of dot-atom-text but found '{}'".format(value))
    while value and value[0] not in ATOM_ENDS:
        token, value = get_atext(value)
        found.append(token)
        if value and value[0] == '.':
            found.append(DOT)
            value = value[1:]
    if found[-1] is DOT:
        raise HeaderParseError("expected atom at end of dot-atom-text but found '{}'".format('.' + value))
    return found, value


def get_dot_atom(value):
    """The same with white space and comments around it."""
    found = DotAtom()
    value = _add_cfws(found, value)
    token, value = _word_or(get_dot_atom_text, value)
    found.append(token)
    return found, _add_cfws(found, value)


def get_word(value):
    """An atom or a quoted string."""
    leader, value = _leader(value)
    if not value:
        raise HeaderParseError("Expected 'atom' or 'quoted-string' but found nothing.")
    if value[0] == '"':
        token, value = get_quoted_string(value)
    elif value[0] in SPECIALS:
        raise HeaderParseError("Expected 'atom' or 'quoted-string' but found '{}'".format(value))
    else:
        token, value = get_atom(value)
    return _before(leader, token), value


def get_phrase(value):
    """Words; dots and comments alone are allowed, as they once were."""
    phrase = Phrase()
    try:
        token, value = get_word(value)
        phrase.append(token)
    except HeaderParseError:
        phrase.defects.append(InvalidHeaderDefect('phrase does not start with word'))
    while value and value[0] not in PHRASE_ENDS:
        if value[0] == '.':
            phrase.append(DOT)
            phrase.defects.append(ObsoleteHeaderDefect("period in 'phrase'"))
            value = value[1:]
            continue
        try:
            token, value = get_word(value)
        except HeaderParseError:
            if value[0] not in CFWS_LEADER:
                raise
            token, value = get_cfws(value)
            phrase.defects.append(ObsoleteHeaderDefect('comment found without atom'))
        phrase.append(token)
    return phrase, value


def _add_misplaced_token(token, value):
    """Add a phrase, or a character that no phrase may have, to a token; returns what is left."""
    if value[0] in PHRASE_ENDS:
        token.append(ValueTerminal(value[0], 'misplaced-special'))
        return value[1:]
    phrase, value = get_phrase(value)
    token.append(phrase)
    return value


def _add_misplaced(token, value, ends):
    """Add whatever there is up to one of some characters to a token; returns what is left."""
    while value and value[0] not in ends:
        value = _add_misplaced_token(token, value)
    return value


__name__ = __spec__.name
