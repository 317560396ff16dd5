"""What policies are, and the one that keeps to what this package did in older times, compat32.

A policy is an object without changing state that message, parser and generator
ask how to do things; variants of one are made with clone() or by adding two.
"""

import abc

from email import charset as _charset
from email import header
from email.utils import _has_surrogates

__all__ = ['Policy', 'Compat32', 'compat32']


class _PolicyBase:
    """Attributes given by keywords, only those that the class has, and never changed."""

    def __init__(self, **kw):
        for name, value in kw.items():
            if not hasattr(self, name):
                raise TypeError('{!r} is an invalid keyword argument for {}'.format(name, self.__class__.__name__))
            super().__setattr__(name, value)

    def __repr__(self):
        given = ['{}={!r}'.format(name, value) for name, value in self.__dict__.items()]
        return '{}({})'.format(self.__class__.__name__, ', '.join(given))

    def clone(self, **kw):
        """A policy that is the same but for some attributes."""
        made = self.__class__.__new__(self.__class__)
        for name, value in self.__dict__.items():
            object.__setattr__(made, name, value)
        for name, value in kw.items():
            if not hasattr(self, name):
                raise TypeError('{!r} is an invalid keyword argument for {}'.format(name, self.__class__.__name__))
            object.__setattr__(made, name, value)
        return made

    def __setattr__(self, name, value):
        message = '{!r} object attribute {!r} is read-only' if hasattr(self, name) else \
            '{!r} object has no attribute {!r}'
        raise AttributeError(message.format(self.__class__.__name__, name))

    def __add__(self, other):
        """A policy with the attributes that were given to either; those of the right one win."""
        return self.clone(**other.__dict__)


def _append_doc(doc, added_doc):
    """Put a second docstring after a first one, without its own first line."""
    return doc.rsplit('\n', 1)[0] + '\n' + added_doc.split('\n', 1)[1]


def _extend_docstrings(cls):
    """Let docstrings that begin with '+' go on from those of the base classes."""
    if cls.__doc__ and cls.__doc__.startswith('+'):
        cls.__doc__ = _append_doc(cls.__bases__[0].__doc__, cls.__doc__)
    for name, attribute in cls.__dict__.items():
        if not (attribute.__doc__ and attribute.__doc__.startswith('+')):
            continue
        for base in (base for parent in cls.__bases__ for base in parent.mro()):
            doc = getattr(getattr(base, name), '__doc__')
            if doc:
                attribute.__doc__ = _append_doc(doc, attribute.__doc__)
                break
    return cls


class Policy(_PolicyBase, metaclass=abc.ABCMeta):
    r"""How messages are read and written.

    raise_on_defect: whether defects are raised instead of noted.
    linesep: what ends lines in what is written.
    cte_type: '7bit' or '8bit', what may go out.
    max_line_length: of headers; 0 or None for any.
    mangle_from_: whether lines 'From ...' get a '>'.
    message_factory: what makes messages, None for email.message.Message.
    """

    raise_on_defect = False
    linesep = '\n'
    cte_type = '8bit'
    max_line_length = 78
    mangle_from_ = False
    message_factory = None

    def handle_defect(self, obj, defect):
        """Something is wrong with an object: raise the defect, or note it."""
        if self.raise_on_defect:
            raise defect
        self.register_defect(obj, defect)

    def register_defect(self, obj, defect):
        """Note a defect."""
        obj.defects.append(defect)

    def header_max_count(self, name):
        """How often a header may be there; None for any number."""
        return None

    @abc.abstractmethod
    def header_source_parse(self, sourcelines):
        """(name, value to be stored) of a header's lines, as they were read."""
        raise NotImplementedError

    @abc.abstractmethod
    def header_store_parse(self, name, value):
        """(name, value to be stored) of a header that a program sets."""
        raise NotImplementedError

    @abc.abstractmethod
    def header_fetch_parse(self, name, value):
        """The value that a program gets for a stored one."""
        raise NotImplementedError

    @abc.abstractmethod
    def fold(self, name, value):
        """A stored header as text for a message, in lines."""
        raise NotImplementedError

    @abc.abstractmethod
    def fold_binary(self, name, value):
        """The same as bytes."""
        raise NotImplementedError


def _source_header(lines):
    """(name, value) of a header's lines."""
    name, _, first = lines[0].partition(':')
    return name, (first.lstrip(' \t') + ''.join(lines[1:])).rstrip('\r\n')


@_extend_docstrings
class Compat32(Policy):
    """+
    This policy does what the package did before it had policies.
    """

    mangle_from_ = True

    def _sanitize_header(self, name, value):
        """A Header for text with undecodable bytes; else the value."""
        if isinstance(value, str) and _has_surrogates(value):
            return header.Header(value, charset=_charset.UNKNOWN8BIT, header_name=name)
        return value

    def header_source_parse(self, sourcelines):
        """+
        The value keeps its line ends, but for the last, and loses the
        white space at its beginning.
        """
        return _source_header(sourcelines)

    def header_store_parse(self, name, value):
        """+
        Both are taken as they are.
        """
        return name, value

    def header_fetch_parse(self, name, value):
        """+
        With undecodable bytes it is a Header.
        """
        return self._sanitize_header(name, value)

    def fold(self, name, value):
        """+
        Line ends that are there remain; lines that are too long are
        divided, and undecodable bytes are encoded.
        """
        return self._fold(name, value, sanitize=True)

    def fold_binary(self, name, value):
        """+
        Undecodable bytes go out as they came in if cte_type is '8bit'.
        """
        return self._fold(name, value, sanitize=self.cte_type == '7bit').encode('ascii', 'surrogateescape')

    def _fold(self, name, value, sanitize):
        if not isinstance(value, str):
            folded = value  # a Header
        elif not _has_surrogates(value):
            folded = header.Header(value, header_name=name)
        elif sanitize:
            folded = header.Header(value, header_name=name, charset=_charset.UNKNOWN8BIT)
        else:
            folded = None  # raw bytes: nothing is known that could be folded
        if folded is not None:
            # 0 is how generators say that lines may have any length.
            longest = self.max_line_length if self.max_line_length is not None else 0
            value = folded.encode(linesep=self.linesep, maxlinelen=longest)
        return '%s: %s%s' % (name, value, self.linesep)


compat32 = Compat32()
