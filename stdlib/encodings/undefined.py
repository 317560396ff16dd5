"""A codec that always fails: as the default encoding it would show where text and bytes are mixed."""

from encodings._build import stateless


def _fail(input, errors="strict"):
    raise UnicodeError("undefined encoding")


stateless(globals(), "undefined", _fail, _fail)
