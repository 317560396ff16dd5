"""Reading .netrc files: names and passwords for hosts, as the program ftp has them."""

import os
import shlex
import stat
from itertools import takewhile

__all__ = ["netrc", "NetrcParseError"]


class NetrcParseError(Exception):
    """A file is not as it should be: msg says why, filename and lineno where."""

    def __init__(self, msg, filename=None, lineno=None):
        super().__init__(msg)
        self.filename, self.lineno, self.msg = filename, lineno, msg

    def __str__(self):
        return '{} ({}, line {})'.format(self.msg, self.filename, self.lineno)


def _words(file):
    """The words of a file; any character that is no white space can be part of one."""
    lexer = shlex.shlex(file)
    lexer.wordchars += '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
    lexer.commenters = ''
    return lexer


class netrc:
    """What a file says, by default .netrc in the user's home folder.

    hosts is {host: (login, account or None, password)}, with 'default' for all other hosts; macros is
    {name: lines}. FileNotFoundError: there is no such file; NetrcParseError: it cannot be understood, or it
    is the default one, has passwords, and others may read it or own it.
    """

    def __init__(self, file=None):
        """Read a file; see the class."""
        self.hosts = {}
        self.macros = {}
        is_default = file is None
        if is_default:
            file = os.path.join(os.path.expanduser('~'), '.netrc')
        with open(file) as opened:
            self._parse(file, opened, is_default)

    def _parse(self, file, fp, default_netrc):
        lexer = _words(fp)
        while True:
            line_before = lexer.lineno
            word = lexer.get_token()
            if not word:
                break
            if word[0] == '#':
                # Alone and with something behind it on its line, it makes a comment of that.
                if word == '#' and lexer.lineno == line_before:
                    fp.readline()
            elif word == 'machine':
                self._entry(lexer, word, lexer.get_token(), file, default_netrc)
            elif word == 'default':
                self._entry(lexer, word, word, file, default_netrc)
            elif word == 'macdef':
                lines = self.macros[lexer.get_token()] = []
                # Up to an empty line or the end.
                lines += takewhile(lambda line: line != '\n', fp)
            else:
                raise NetrcParseError('bad toplevel token %r' % word, file, lexer.lineno)

    def _entry(self, lexer, kind, host, file, default_netrc):
        """What is said of a host: words by twos, up to what begins something else."""
        said = {'login': '', 'account': None, 'password': None}
        while True:
            word = lexer.get_token()
            if word in ('', 'machine', 'default', 'macdef') or word[0] == '#':
                if not said['password']:
                    raise NetrcParseError('malformed %s entry %s terminated by %r' % (kind, host, word),
                                          file, lexer.lineno)
                self.hosts[host] = said['login'], said['account'], said['password']
                lexer.push_token(word)
                return
            if word == 'user':
                word = 'login'
            if word not in said:
                raise NetrcParseError('bad follower token %r' % word, file, lexer.lineno)
            if word == 'password' and default_netrc and os.name == 'posix':
                self._check_secrecy(lexer.instream, file, lexer)
            said[word] = lexer.get_token()

    @staticmethod
    def _check_secrecy(opened, file, lexer):
        """Passwords are for the user alone."""
        found = os.fstat(opened.fileno())
        if found.st_uid != os.getuid():
            wanted, owner = _user(os.getuid()), _user(found.st_uid)
            raise NetrcParseError('~/.netrc file owner (%s) does not match current user (%s)' % (owner, wanted),
                                  file, lexer.lineno)
        if found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise NetrcParseError('~/.netrc access too permissive: access permissions must restrict access to '
                                  'only the owner', file, lexer.lineno)

    def authenticators(self, host):
        """(login, account, password) for a host, or those for all others, or None."""
        return self.hosts.get(host) or self.hosts.get('default')

    def __repr__(self):
        """A file that says the same; comments are gone."""
        parts = []
        for host, (login, account, password) in self.hosts.items():
            parts.append('machine {}\n\tlogin {}\n'.format(host, login))
            if account:
                parts.append('\taccount {}\n'.format(account))
            parts.append('\tpassword {}\n'.format(password))
        for name, lines in self.macros.items():
            parts += ['macdef {}\n'.format(name), *lines, '\n']
        return ''.join(parts)


def _user(number):
    """A user's name, or text with the number if it has none."""
    import pwd
    try:
        return pwd.getpwuid(number)[0]
    except KeyError:
        return 'uid %s' % number


if __name__ == '__main__':
    print(netrc())
