"""Parts that are messages."""

from email import message
from email.mime.nonmultipart import MIMENonMultipart

__all__ = ['MIMEMessage']


class MIMEMessage(MIMENonMultipart):
    """A message as part of another one."""

    def __init__(self, _msg, _subtype='rfc822', *, policy=None):
        """A part message/_subtype around a message."""
        MIMENonMultipart.__init__(self, 'message', _subtype, policy=policy)
        if not isinstance(_msg, message.Message):
            raise TypeError('Argument is not an instance of Message')
        # attach() of the base class is an error, as only this one may be in it.
        message.Message.attach(self, _msg)
        self.set_default_type('message/rfc822')
