"""What all classes for parts have in common."""

import email.policy
from email import message

__all__ = ['MIMEBase']


class MIMEBase(message.Message):
    """A part with a type; further arguments are parameters of the header."""

    def __init__(self, _maintype, _subtype, *, policy=None, **_params):
        """A part with this type and version, and no payload yet."""
        message.Message.__init__(self, policy=email.policy.compat32 if policy is None else policy)
        self.add_header('Content-Type', '%s/%s' % (_maintype, _subtype), **_params)
        self['MIME-Version'] = '1.0'
