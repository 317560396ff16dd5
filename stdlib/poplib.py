"""Fetching mail from a server by POP3, of RFC 1939.

    server = poplib.POP3('localhost')
    server.user(name)
    server.pass_(password)
    for number in range(server.stat()[0]):
        print(b'\\n'.join(server.retr(number + 1)[1]))
    server.quit()

A server lets nobody else into a mailbox from logging in to quit(), which also makes deletions real.
"""

import errno
import re
import socket
import sys

try:
    import ssl
except ImportError:
    HAVE_SSL = False
else:
    HAVE_SSL = True

__all__ = ["POP3", "error_proto"]

POP3_PORT = 110
POP3_SSL_PORT = 995
CR = b'\r'
LF = b'\n'
CRLF = CR + LF
_MAXLINE = 2048  # RFC 1939 has 512; a longer line than this is an attack


class error_proto(Exception):
    """The server has said no, or nothing, or what cannot be understood."""


class POP3:
    """A connection to a server; timeout is in seconds.

    Each command of the protocol has a method, which returns the server's answer as bytes, or says what else.
    Numbers of messages, counted from 1, may be integers or text. error_proto: the server said no.
    """

    encoding = 'UTF-8'

    # What a server says first, if it can do APOP, has this.
    timestamp = re.compile(rb'\+OK.[^<]*(<.*>)')

    def __init__(self, host, port=POP3_PORT, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        """Connect to a host; see the class."""
        self.host, self.port = host, port
        self._tls_established = False
        sys.audit('poplib.connect', self, host, port)
        self.sock = self._create_socket(timeout)
        self.file = self.sock.makefile('rb')
        self._debugging = 0
        self.welcome = self._getresp()

    def _create_socket(self, timeout):
        return socket.create_connection((self.host, self.port), timeout)

    # ---- lines and answers

    def _tell(self, level, what, value):
        if self._debugging > level:
            print('*%s*' % what, repr(value))

    def _putline(self, line):
        self._tell(1, 'put', line)
        sys.audit('poplib.putline', self, line)
        self.sock.sendall(line + CRLF)

    def _putcmd(self, line):
        self._tell(0, 'cmd', line)
        self._putline(bytes(line, self.encoding))

    def _getline(self):
        """(a line without its end, its length with it)."""
        line = self.file.readline(_MAXLINE + 1)
        if len(line) > _MAXLINE:
            raise error_proto('line too long')
        self._tell(1, 'get', line)
        if not line:
            raise error_proto('-ERR EOF')
        if line.endswith(CRLF):
            return line[:-2], len(line)
        if line.startswith(CR):
            return line[1:-1], len(line)
        return line[:-1], len(line)

    def _getresp(self):
        """An answer of one line."""
        answer = self._getline()[0]
        self._tell(1, 'resp', answer)
        if not answer.startswith(b'+'):
            raise error_proto(answer)
        return answer

    def _getlongresp(self):
        """An answer, the lines behind it up to a dot, and how many bytes those are."""
        answer = self._getresp()
        lines, size = [], 0
        line, length = self._getline()
        while line != b'.':
            if line.startswith(b'..'):
                line, length = line[1:], length - 1
            size += length
            lines.append(line)
            line, length = self._getline()
        return answer, lines, size

    def _shortcmd(self, line):
        self._putcmd(line)
        return self._getresp()

    def _longcmd(self, line):
        self._putcmd(line)
        return self._getlongresp()

    def getwelcome(self):
        """What the server said first."""
        return self.welcome

    def set_debuglevel(self, level):
        """1: print commands; 2: print every line."""
        self._debugging = level

    # ---- commands

    def user(self, user):
        """USER: who wants to log in."""
        return self._shortcmd('USER %s' % user)

    def pass_(self, pswd):
        """PASS: the password. From now on the mailbox is locked."""
        return self._shortcmd('PASS %s' % pswd)

    def stat(self):
        """STAT: (number of messages, number of bytes)."""
        words = self._shortcmd('STAT').split()
        self._tell(0, 'stat', words)
        return int(words[1]), int(words[2])

    def list(self, which=None):
        """LIST: the size of a message, in the answer; without a number (answer, [b'number size', ...], bytes)."""
        return self._longcmd('LIST') if which is None else self._shortcmd('LIST %s' % which)

    def retr(self, which):
        """RETR: a message, as (answer, lines, bytes)."""
        return self._longcmd('RETR %s' % which)

    def dele(self, which):
        """DELE: mark a message to be deleted by quit()."""
        return self._shortcmd('DELE %s' % which)

    def noop(self):
        """NOOP: do nothing."""
        return self._shortcmd('NOOP')

    def rset(self):
        """RSET: delete none of those marked."""
        return self._shortcmd('RSET')

    def quit(self):
        """QUIT: make deletions real, unlock the mailbox and end the connection."""
        answer = self._shortcmd('QUIT')
        self.close()
        return answer

    def close(self):
        """End the connection without a word; nothing is deleted."""
        file, self.file = self.file, None
        sock, self.sock = self.sock, None
        try:
            if file is not None:
                file.close()
        finally:
            if sock is not None:
                self._shut(sock)

    @staticmethod
    def _shut(sock):
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError as error:
            # The server may have been faster; Windows calls it an invalid operation.
            if error.errno != errno.ENOTCONN and getattr(error, 'winerror', 0) != 10022:
                raise
        finally:
            sock.close()

    def rpop(self, user):
        """RPOP: log in without a password, from a host that the server trusts. Of RFC 1081, not in use."""
        return self._shortcmd('RPOP %s' % user)

    def apop(self, user, password):
        """APOP: log in without sending the password, but what is made of it and of the server's first words."""
        secret = bytes(password, self.encoding)
        found = self.timestamp.match(self.welcome)
        if not found:
            raise error_proto('-ERR APOP not supported by server')
        import hashlib
        return self._shortcmd('APOP %s %s' % (user, hashlib.md5(found[1] + secret).hexdigest()))

    def top(self, which, howmuch):
        """TOP: the headers of a message and so many lines of its text, as (answer, lines, bytes)."""
        return self._longcmd('TOP %s %s' % (which, howmuch))

    def uidl(self, which=None):
        """UIDL: a message's own identifier, in the answer; without a number (answer, [b'number id', ...], bytes)."""
        return self._longcmd('UIDL') if which is None else self._shortcmd('UIDL %s' % which)

    def utf8(self):
        """UTF8: from now on names and messages may have any character (RFC 6856)."""
        return self._shortcmd('UTF8')

    def capa(self):
        """CAPA: what the server can do, {name: words} (RFC 2449)."""
        try:
            lines = self._longcmd('CAPA')[1]
            return {words[0]: words[1:] for words in (line.decode('ascii').split() for line in lines)}
        except error_proto:
            raise error_proto('-ERR CAPA not supported by server')

    def stls(self, context=None):
        """STLS: encrypt what follows, by an ssl.SSLContext (RFC 2595).

        error_proto: it is encrypted, the server cannot do that, or there is no module ssl.
        """
        if not HAVE_SSL:
            raise error_proto('-ERR TLS support missing')
        if self._tls_established:
            raise error_proto('-ERR TLS session already established')
        if 'STLS' not in self.capa():
            raise error_proto('-ERR STLS not supported by server')
        context = ssl._create_stdlib_context() if context is None else context
        answer = self._shortcmd('STLS')
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
        self.file = self.sock.makefile('rb')
        self._tls_established = True
        return answer


if HAVE_SSL:
    from _tls_files import chosen_context

    class POP3_SSL(POP3):
        """POP3 that is encrypted from the beginning, on port 995.

        context is an ssl.SSLContext; keyfile and certfile, which it replaces, are names of files.
        """

        def __init__(self, host, port=POP3_SSL_PORT, keyfile=None, certfile=None,
                     timeout=socket._GLOBAL_DEFAULT_TIMEOUT, context=None):
            self.context = chosen_context(keyfile, certfile, context)
            self.keyfile, self.certfile = keyfile, certfile
            super().__init__(host, port, timeout)

        def _create_socket(self, timeout):
            return self.context.wrap_socket(super()._create_socket(timeout), server_hostname=self.host)

        def stls(self, keyfile=None, certfile=None, context=None):
            """error_proto: the connection is encrypted."""
            raise error_proto('-ERR TLS session already established')

    __all__.append('POP3_SSL')


if __name__ == '__main__':
    server = POP3(sys.argv[1])
    print(server.getwelcome())
    server.user(sys.argv[2])
    server.pass_(sys.argv[3])
    for number in range(1, server.stat()[0] + 1):
        print('Message %d:' % number)
        for line in server.retr(number)[1]:
            print('   ' + line.decode('latin-1'))
    server.quit()
