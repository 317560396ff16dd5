"""Policies: how messages are read and written.

compat32 is as it was of old; default, SMTP and HTTP have headers and content
as objects.
"""

import re
import sys

from email._policybase import Compat32, Policy, _extend_docstrings, _source_header, compat32
from email.contentmanager import raw_data_manager
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.utils import _has_surrogates

__all__ = ['Compat32', 'compat32', 'Policy', 'EmailPolicy', 'default', 'strict', 'SMTP', 'HTTP']

_LINE_END = re.compile(r'\n|\r')


@_extend_docstrings
class EmailPolicy(Policy):
    """+
    More attributes:

    utf8: whether headers go out as UTF-8 (RFC 6532).
    refold_source: which headers that were read are folded anew: 'none',
        'long' (if lines are longer than max_line_length) or 'all'.
    header_factory: makes headers of names and values.
    content_manager: reads and writes content.
    """

    message_factory = EmailMessage
    utf8 = False
    refold_source = 'long'
    header_factory = HeaderRegistry()
    content_manager = raw_data_manager

    def __init__(self, **kw):
        # Each policy has a registry of its own, unless one is given.
        if 'header_factory' not in kw:
            object.__setattr__(self, 'header_factory', HeaderRegistry())
        super().__init__(**kw)

    def header_max_count(self, name):
        """+
        The header's class knows.
        """
        return self.header_factory[name].max_count

    def header_source_parse(self, sourcelines):
        """+
        The value keeps its line ends, but for the last, and loses the
        white space at its beginning.
        """
        return _source_header(sourcelines)

    def header_store_parse(self, name, value):
        """+
        A header of the right name remains; else one is made, for which
        text must have no line ends.
        """
        if getattr(value, 'name', '').lower() == name.lower():
            return name, value
        if isinstance(value, str) and len(value.splitlines()) > 1:
            raise ValueError('Header values may not contain linefeed or carriage return characters')
        return name, self.header_factory(name, value)

    def header_fetch_parse(self, name, value):
        """+
        A header; one is made if text was read, without its line ends.
        """
        if hasattr(value, 'name'):
            return value
        return self.header_factory(name, ''.join(_LINE_END.split(value)))

    def fold(self, name, value):
        """+
        Headers fold themselves; text that was read is folded anew only
        if refold_source says so.
        """
        return self._fold(name, value, refold_binary=True)

    def fold_binary(self, name, value):
        """+
        Undecodable bytes go out as they came in if cte_type is '8bit'.
        """
        folded = self._fold(name, value, refold_binary=self.cte_type == '7bit')
        return folded.encode('utf8' if self.utf8 else 'ascii', 'surrogateescape')

    def _fold(self, name, value, refold_binary=False):
        if hasattr(value, 'name'):
            return value.fold(policy=self)
        longest = self.max_line_length or sys.maxsize
        lines = value.splitlines()
        refold = self.refold_source == 'all'
        if self.refold_source == 'long':
            refold = (lines and len(lines[0]) + len(name) + 2 > longest
                      or any(len(line) > longest for line in lines[1:]))
        if refold or refold_binary and _has_surrogates(value):
            return self.header_factory(name, ''.join(lines)).fold(policy=self)
        return name + ': ' + self.linesep.join(lines) + self.linesep


default = EmailPolicy()
# A registry is not to be told apart from the class's: repr() shows what was given.
del default.__dict__['header_factory']
strict = default.clone(raise_on_defect=True)
SMTP = default.clone(linesep='\r\n')
HTTP = default.clone(linesep='\r\n', max_line_length=None)
SMTPUTF8 = SMTP.clone(utf8=True)
