"""By which program things of a MIME type are shown, edited and so on: mailcap files, of RFC 1524.

    command, entry = mailcap.findmatch(mailcap.getcaps(), 'video/mpeg', filename='/tmp/film')
    os.system(command)

What is put into commands comes from others, perhaps: text that a shell could take for something else is
refused with an UnsafeMailcapInput warning.
"""

import os
import re
import warnings

__all__ = ["getcaps", "findmatch"]

_find_unsafe = re.compile(r'[^\xa1-\U0010FFFF\w@+=:,./-]').search


class UnsafeMailcapInput(Warning):
    """Text was not put into a command, as a shell might understand more than a word."""


def _is_unsafe(text, message):
    """Warn of text that is not safe in a command."""
    if not _find_unsafe(text):
        return False
    warnings.warn(message, UnsafeMailcapInput, stacklevel=2)
    return True


# ---- files

def lineno_sort_key(entry):
    """A key for sorting: entries in their order in the files, then those that do not know it."""
    return (0, entry['lineno']) if 'lineno' in entry else (1, 0)


def getcaps():
    """{MIME type in lower case: entries} of all mailcap files that can be read.

    An entry is a dictionary: 'view' is the command that shows things, 'lineno' its number; the rest is as
    it stands in the file.
    """
    caps = {}
    lineno = 0
    for name in listmailcapfiles():
        try:
            file = open(name, 'r')
        except OSError:
            continue
        with file:
            found, lineno = _readmailcapfile(file, lineno)
        for kind, entries in found.items():
            caps.setdefault(kind, []).extend(entries)
    return caps


def listmailcapfiles():
    """The names of the files: those in MAILCAPS in the environment, or the usual ones."""
    if 'MAILCAPS' in os.environ:
        return os.environ['MAILCAPS'].split(os.pathsep)
    own = os.environ.get('HOME', '.')
    return [own + '/.mailcap', '/etc/mailcap', '/usr/etc/mailcap', '/usr/local/etc/mailcap']


def readmailcapfile(fp):
    """What one open file says, without numbers. Deprecated: see getcaps()."""
    warnings.warn('readmailcapfile is deprecated, use getcaps instead', DeprecationWarning, 2)
    return _readmailcapfile(fp, None)[0]


def _readmailcapfile(fp, lineno):
    """What an open file says, and the number after that of its last entry; None for no numbers."""
    caps = {}
    for line in fp:
        if line[0] == '#' or not line.strip():
            continue
        while line.endswith('\\\n'):
            line = line[:-2] + (fp.readline() or '\n')
        kind, fields = parseline(line)
        if not (kind and fields):
            continue
        if lineno is not None:
            fields['lineno'] = lineno
            lineno += 1
        kind = '/'.join(part.strip() for part in kind.split('/')).lower()
        caps.setdefault(kind, []).append(fields)
    return caps, lineno


def parseline(line):
    """(MIME type, entry) of a line, two Nones if it has no command."""
    parts = []
    at = 0
    while at < len(line):
        part, at = parsefield(line, at, len(line))
        parts.append(part)
        at += 1
    if len(parts) < 2:
        return None, None
    entry = {'view': parts[1]}
    for part in parts[2:]:
        name, _, value = part.partition('=')
        entry.setdefault(name.strip(), value.strip())
    return parts[0], entry


def parsefield(line, i, n):
    """The text from i up to a semicolon without a backslash before it, or to n; and where that is."""
    start = i
    while i < n and line[i] != ';':
        i += 2 if line[i] == '\\' else 1
    return line[start:i].strip(), i


# ---- entries

def findmatch(caps, MIMEtype, key='view', filename='/dev/null', plist=[]):
    """(command, entry) of the first entry for a MIME type that has such a command and whose test succeeds.

    caps comes from getcaps(); key is 'view', 'compose', 'edit' or another; plist has parameters of the type,
    as 'name=value'. (None, None) if there is no such entry. Tests are run by a shell.
    """
    if _is_unsafe(filename, 'Refusing to use mailcap with filename %r. Use a safe temporary filename.' % (filename,)):
        return None, None
    for entry in lookup(caps, MIMEtype, key):
        if 'test' in entry:
            # Tests know of neither type nor parameters.
            test = subst(entry['test'], filename, plist)
            if test is None or test and os.system(test) != 0:
                continue
        command = subst(entry[key], MIMEtype, filename, plist)
        if command is not None:
            return command, entry
    return None, None


def lookup(caps, MIMEtype, key=None):
    """The entries for a MIME type and for all of its kind, only those with that key, in order."""
    kinds = [MIMEtype, MIMEtype.split('/')[0] + '/*']
    entries = [entry for kind in kinds for entry in caps.get(kind, ()) if key is None or key in entry]
    return sorted(entries, key=lineno_sort_key)


def subst(field, MIMEtype, filename, plist=[]):
    """A command with what % stands for: %s the file, %t the type, %{name} a parameter. None if unsafe."""
    made = ''
    at, end = 0, len(field)
    while at < end:
        char = field[at]
        at += 1
        if char == '\\':
            made += field[at:at + 1]
            at += 1
        elif char != '%':
            made += char
        else:
            what = field[at]
            at += 1
            if what == 's':
                made += filename
            elif what == 't':
                if _is_unsafe(MIMEtype, 'Refusing to substitute MIME type %r into a shell command.' % (MIMEtype,)):
                    return None
                made += MIMEtype
            elif what == '{':
                name = field[at:].partition('}')[0]
                at += len(name) + 1
                value = findparam(name, plist)
                if _is_unsafe(value, 'Refusing to substitute parameter %r (%s) into a shell command' % (value, name)):
                    return None
                made += value
            else:
                made += what if what == '%' else '%' + what
    return made


def findparam(name, plist):
    """The value of a parameter in a list of 'name=value'; an empty string if there is none."""
    start = name.lower() + '='
    return next((each[len(start):] for each in plist if each[:len(start)].lower() == start), '')


# ---- trying it

def test():
    """Show what there is or, with a type and files on the command line, show the files."""
    import sys
    caps = getcaps()
    if not sys.argv[1:]:
        show(caps)
        return
    for kind, name in zip(sys.argv[1::2], sys.argv[2::2]):
        command, entry = findmatch(caps, kind, 'view', name)
        if not command:
            print('No viewer found for', kind)
            continue
        print('Executing:', command)
        status = os.system(command)
        if status:
            print('Exit status:', status)
    if len(sys.argv) % 2 == 0:
        print('usage: mailcap [MIMEtype file] ...')


def show(caps):
    """Print the names of the files and what they say."""
    print('Mailcap files:')
    for name in listmailcapfiles():
        print('\t' + name)
    print()
    print('Mailcap entries:' if caps else 'No mailcap entries')
    print()
    for kind in sorted(caps):
        print(kind)
        for entry in caps[kind]:
            for name in sorted(entry):
                print('  %-15s' % name, entry[name])
            print()


if __name__ == '__main__':
    test()
