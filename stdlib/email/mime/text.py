"""Parts that are text."""

from email.mime.nonmultipart import MIMENonMultipart

__all__ = ['MIMEText']


class MIMEText(MIMENonMultipart):
    """Text in a character set; by default ASCII if that is enough, or else UTF-8."""

    def __init__(self, _text, _subtype='plain', _charset=None, *, policy=None):
        """A part text/_subtype; without a charset, US-ASCII if that suffices, else UTF-8."""
        if _charset is None:
            try:
                _text.encode('us-ascii')
                _charset = 'us-ascii'
            except UnicodeEncodeError:
                _charset = 'utf-8'
        MIMENonMultipart.__init__(self, 'text', _subtype, policy=policy, charset=str(_charset))
        self.set_payload(_text, _charset)
