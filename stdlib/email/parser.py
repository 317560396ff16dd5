"""Parsers that are given a message as a whole; the work is done by those of feedparser."""

from io import StringIO, TextIOWrapper

from email._policybase import compat32
from email.feedparser import BytesFeedParser, FeedParser

__all__ = ['Parser', 'HeaderParser', 'BytesParser', 'BytesHeaderParser', 'FeedParser', 'BytesFeedParser']

_CHUNK = 8192


class Parser:
    """Makes messages of text; _class is what they are made with."""

    def __init__(self, _class=None, *, policy=compat32):
        """_class makes each message; policy says what else is to be done about them."""
        self._class = _class
        self.policy = policy

    def parse(self, fp, headersonly=False):
        """The message of a text file; with headersonly, its body is not looked into."""
        feeder = FeedParser(self._class, policy=self.policy)
        if headersonly:
            feeder._set_headersonly()
        for text in iter(lambda: fp.read(_CHUNK), ''):
            feeder.feed(text)
        return feeder.close()

    def parsestr(self, text, headersonly=False):
        """The message of a string."""
        return self.parse(StringIO(text), headersonly=headersonly)


class HeaderParser(Parser):
    """A Parser that does not look into bodies."""

    def parse(self, fp, headersonly=True):
        """The message of a text file."""
        return Parser.parse(self, fp, True)

    def parsestr(self, text, headersonly=True):
        """The message of a string."""
        return Parser.parsestr(self, text, True)


class BytesParser:
    """Makes messages of bytes; arguments are those of Parser."""

    def __init__(self, *args, **kw):
        """Takes the arguments of Parser."""
        self.parser = Parser(*args, **kw)

    def parse(self, fp, headersonly=False):
        """The message of a binary file, which remains open."""
        wrapper = TextIOWrapper(fp, encoding='ascii', errors='surrogateescape')
        try:
            return self.parser.parse(wrapper, headersonly)
        finally:
            wrapper.detach()

    def parsebytes(self, text, headersonly=False):
        """The message of some bytes."""
        return self.parser.parsestr(text.decode('ASCII', errors='surrogateescape'), headersonly)


class BytesHeaderParser(BytesParser):
    """A BytesParser that does not look into bodies."""

    def parse(self, fp, headersonly=True):
        """The message of a binary file."""
        return BytesParser.parse(self, fp, headersonly=True)

    def parsebytes(self, text, headersonly=True):
        """The message of some bytes."""
        return BytesParser.parsebytes(self, text, headersonly=True)
