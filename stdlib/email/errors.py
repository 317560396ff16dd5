"""Exceptions of the email package, and the defects its parsers note in messages.

A defect is an exception that is usually not raised but kept in the message's
(or header's) list of defects: mail that is not quite right must still be read.
"""


class MessageError(Exception):
    """Whatever goes wrong in this package."""


class MessageParseError(MessageError):
    """Text could not be read."""


class HeaderParseError(MessageParseError):
    """A header could not be read."""


class BoundaryError(MessageParseError):
    """The end of a part was not found."""


class MultipartConversionError(MessageError, TypeError):
    """A message that has something else cannot be made one of parts."""


class CharsetError(MessageError):
    """No name for a character set."""


class MessageDefect(ValueError):
    """Something in a message that is not as it should be; `line` is where."""

    def __init__(self, line=None):
        if line is not None:
            super().__init__(line)
        self.line = line


class NoBoundaryInMultipartDefect(MessageDefect):
    """It says that it has parts, but not what divides them."""


class StartBoundaryNotFoundDefect(MessageDefect):
    """The line that begins the first part is not there."""


class CloseBoundaryNotFoundDefect(MessageDefect):
    """The line that ends the last part is not there."""


class FirstHeaderLineIsContinuationDefect(MessageDefect):
    """The first line of the headers continues one that is not there."""


class MisplacedEnvelopeHeaderDefect(MessageDefect):
    """A line 'From ...' is among the headers."""


class MissingHeaderBodySeparatorDefect(MessageDefect):
    """The headers end without an empty line."""


class MalformedHeaderDefect(MessageDefect):
    """A header has no colon."""


class MultipartInvariantViolationDefect(MessageDefect):
    """It says that it has parts, but has none."""


class InvalidMultipartContentTransferEncodingDefect(MessageDefect):
    """Something made of parts may not be encoded as a whole."""


class UndecodableBytesDefect(MessageDefect):
    """A header has bytes that are no text."""


class InvalidBase64PaddingDefect(MessageDefect):
    """The '=' at the end of base64 are not as many as they should be."""


class InvalidBase64CharactersDefect(MessageDefect):
    """There are characters in base64 that do not belong there."""


class InvalidBase64LengthDefect(MessageDefect):
    """No bytes make a base64 of this length."""


class HeaderDefect(MessageDefect):
    """Something in a header that is not as it should be."""

    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)


class InvalidHeaderDefect(HeaderDefect):
    """A header breaks the rules; the text says which."""


class HeaderMissingRequiredValue(HeaderDefect):
    """A header that must say something says nothing."""


class NonPrintableDefect(HeaderDefect):
    """A header has ASCII characters that cannot be printed."""

    def __init__(self, non_printables):
        super().__init__(non_printables)
        self.non_printables = non_printables

    def __str__(self):
        return 'the following ASCII non-printables found in header: {}'.format(self.non_printables)


class ObsoleteHeaderDefect(HeaderDefect):
    """A header is written as only older standards allow."""


class NonASCIILocalPartDefect(HeaderDefect):
    """What stands before the '@' of an address is not ASCII."""
