"""What headers are parsed into: trees of tokens, that know the text they came from and what it means.

The leaves are strings (Terminal), all else lists (TokenList).  str() of a
token is the header's text, `value` what it means without comments and with one
space for any white space; defects are noted where they were found.
"""

import re

from email import errors, utils

__name__ = 'email._header_value_parser'  # where all of this is found

WSP = set(' \t')
CFWS_LEADER = WSP | set('(')
SPECIALS = set(r'()<>@,:;.\"[]')
ATOM_ENDS = SPECIALS | WSP
DOT_ATOM_ENDS = ATOM_ENDS - set('.')
# '.', '"' and '(' do not end phrases in obsolete headers.
PHRASE_ENDS = SPECIALS - set('."(')
TSPECIALS = (SPECIALS | set('/?=')) - set('.')
TOKEN_ENDS = TSPECIALS | WSP
ASPECIALS = TSPECIALS | set("*'%")
ATTRIBUTE_ENDS = ASPECIALS | WSP
EXTENDED_ATTRIBUTE_ENDS = ATTRIBUTE_ENDS - set('%')

_NOT_PRINTABLE = re.compile(r'[\x00-\x20\x7F]').findall


def quote_string(value):
    """Text in double quotes."""
    return '"' + str(value).replace('\\', '\\\\').replace('"', r'\"') + '"'


class TokenList(list):
    """A token made of others.

    syntactic_break: a header may well be folded before it; as_ew_allowed: it
    may become an encoded word; ew_combine_allowed: one with its neighbour.
    """

    token_type = None
    syntactic_break = True
    ew_combine_allowed = True

    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self.defects = []

    def __str__(self):
        return ''.join([str(each) for each in self])

    def __repr__(self):
        return '{}({})'.format(self.__class__.__name__, super().__repr__())

    @property
    def value(self):
        return ''.join([each.value for each in self if each.value])

    @property
    def all_defects(self):
        """Its own defects, and those of what is in it."""
        return self.defects + [defect for each in self for defect in each.all_defects]

    def startswith_fws(self):
        """Does it begin with white space?"""
        return self[0].startswith_fws()

    @property
    def as_ew_allowed(self):
        return all(part.as_ew_allowed for part in self)

    @property
    def comments(self):
        """The texts of all comments in it."""
        return [comment for token in self for comment in token.comments]

    def fold(self, *, policy):
        """The text as lines of a message."""
        from email._header_folding import refold
        return refold(self, policy=policy)

    def pprint(self, indent=''):
        """Print the tree."""
        print(self.ppstr(indent=indent))

    def ppstr(self, indent=''):
        """The tree as text."""
        return '\n'.join(self._pp(indent=indent))

    def _pp(self, indent=''):
        yield '{}{}/{}('.format(indent, self.__class__.__name__, self.token_type)
        for token in self:
            if hasattr(token, '_pp'):
                yield from token._pp(indent + '    ')
            else:
                yield indent + '    !! invalid element in token list: {!r}'.format(token)
        yield '{}){}'.format(indent, ' Defects: {}'.format(self.defects) if self.defects else '')

    def _first(self, *types):
        """The first token of one of the types in it, or None."""
        return next((each for each in self if each.token_type in types), None)


def _list_class(name, token_type, base=TokenList, **attributes):
    """A class that has nothing of its own but what it is called."""
    return type(name, (base,), {'token_type': token_type, '__module__': base.__module__, **attributes})


class WhiteSpaceTokenList(TokenList):
    """White space and comments: mean one space."""

    @property
    def value(self):
        return ' '

    @property
    def comments(self):
        return [each.content for each in self if each.token_type == 'comment']


UnstructuredTokenList = _list_class('UnstructuredTokenList', 'unstructured')
Phrase = _list_class('Phrase', 'phrase')
Word = _list_class('Word', 'word')
CFWSList = _list_class('CFWSList', 'cfws', WhiteSpaceTokenList)
Atom = _list_class('Atom', 'atom')
Token = _list_class('Token', 'token', encode_as_ew=False)
EncodedWord = _list_class('EncodedWord', 'encoded-word', cte=None, charset=None, lang=None)
DotAtom = _list_class('DotAtom', 'dot-atom')
DotAtomText = _list_class('DotAtomText', 'dot-atom-text', as_ew_allowed=True)
NoFoldLiteral = _list_class('NoFoldLiteral', 'no-fold-literal', as_ew_allowed=False)
HeaderLabel = _list_class('HeaderLabel', 'header-label', as_ew_allowed=False)
Header = _list_class('Header', 'header')


class QuotedString(TokenList):
    """Text in quotes, with white space and comments around it."""

    token_type = 'quoted-string'

    @property
    def content(self):
        """The text in the quotes."""
        found = self._first('bare-quoted-string')
        return None if found is None else found.value

    stripped_value = content

    @property
    def quoted_value(self):
        """The value, with the quotes."""
        return ''.join([str(each) if each.token_type == 'bare-quoted-string' else each.value for each in self])


class BareQuotedString(QuotedString):
    """Text in quotes."""

    token_type = 'bare-quoted-string'

    def __str__(self):
        return quote_string(''.join([str(each) for each in self]))

    @property
    def value(self):
        return ''.join([str(each) for each in self])


class Comment(WhiteSpaceTokenList):
    """A comment in parentheses."""

    token_type = 'comment'

    def __str__(self):
        return '(' + ''.join([self.quote(each) for each in self]) + ')'

    def quote(self, value):
        """The text of a token of the comment, so that it ends nothing."""
        text = str(value)
        if value.token_type == 'comment':
            return text
        return text.replace('\\', '\\\\').replace('(', r'\(').replace(')', r'\)')

    @property
    def content(self):
        """The text in the parentheses."""
        return ''.join([str(each) for each in self])

    @property
    def comments(self):
        return [self.content]


class Terminal(str):
    """A piece of text that has no parts."""

    as_ew_allowed = True
    ew_combine_allowed = True
    syntactic_break = True

    def __new__(cls, value, token_type):
        made = super().__new__(cls, value)
        made.token_type = token_type
        made.defects = []
        return made

    def __repr__(self):
        return '{}({})'.format(self.__class__.__name__, super().__repr__())

    def __getnewargs__(self):
        return str(self), self.token_type

    @property
    def all_defects(self):
        return list(self.defects)

    @property
    def comments(self):
        return []

    def pop_trailing_ws(self):
        """There is none that could be taken away."""
        return None

    def pprint(self):
        """Print what it is."""
        print(self.__class__.__name__ + '/' + self.token_type)

    def _pp(self, indent=''):
        return ['{}{}/{}({}){}'.format(indent, self.__class__.__name__, self.token_type, super().__repr__(),
                                       ' {}'.format(self.defects) if self.defects else '')]


class WhiteSpaceTerminal(Terminal):
    """White space: means one space."""

    @property
    def value(self):
        return ' '

    def startswith_fws(self):
        return True


class ValueTerminal(Terminal):
    """Text that means itself."""

    @property
    def value(self):
        return self

    def startswith_fws(self):
        return False


class EWWhiteSpaceTerminal(WhiteSpaceTerminal):
    """White space between encoded words: means nothing."""

    @property
    def value(self):
        return ''

    def __str__(self):
        return ''


DOT = ValueTerminal('.', 'dot')
ListSeparator = ValueTerminal(',', 'list-separator')
RouteComponentMarker = ValueTerminal('@', 'route-component-marker')


def _validate_xtext(xtext):
    """Note what is wrong with the characters of a terminal."""
    wrong = _NOT_PRINTABLE(xtext)
    if wrong:
        xtext.defects.append(errors.NonPrintableDefect(wrong))
    if utils._has_surrogates(xtext):
        xtext.defects.append(errors.UndecodableBytesDefect('Non-ASCII characters found in header token'))


__name__ = __spec__.name
