"""Messages in the format of Internet mail (RFC 5322, MIME): reading, building and writing them.

The parts: message (what a message is), parser and feedparser (text to
messages), generator (messages to text), policy (how strict, how modern),
mime (making parts), header, headerregistry and charset (header fields and
their encodings), utils.  They import one another late where they must, so
that importing the package alone stays cheap.
"""

__all__ = ['base64mime', 'charset', 'encoders', 'errors', 'feedparser', 'generator', 'header', 'iterators',
           'message', 'message_from_file', 'message_from_binary_file', 'message_from_string',
           'message_from_bytes', 'mime', 'parser', 'quoprimime', 'utils']


def message_from_string(s, *args, **kws):
    """Make a message of text; further arguments are those of Parser."""
    from email.parser import Parser
    return Parser(*args, **kws).parsestr(s)


def message_from_bytes(s, *args, **kws):
    """Make a message of bytes; further arguments are those of BytesParser."""
    from email.parser import BytesParser
    return BytesParser(*args, **kws).parsebytes(s)


def message_from_file(fp, *args, **kws):
    """Make a message of what a text file has."""
    from email.parser import Parser
    return Parser(*args, **kws).parse(fp)


def message_from_binary_file(fp, *args, **kws):
    """Make a message of what a binary file has."""
    from email.parser import BytesParser
    return BytesParser(*args, **kws).parse(fp)
