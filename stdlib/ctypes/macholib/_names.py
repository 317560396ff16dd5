"""What the two kinds of names have in common: a pattern with five named parts."""

import re

PARTS = ('location', 'name', 'shortname', 'version', 'suffix')


def pattern(name):
    """A pattern for paths that end with what the pattern name matches."""
    return re.compile(r'(?P<location>^.*)(?:^|/)(?P<name>%s$)' % name)


def parts(regex, filename):
    """The parts of the name, or None if it has another form."""
    found = regex.match(filename)
    return found and {part: found.group(part) for part in PARTS}
