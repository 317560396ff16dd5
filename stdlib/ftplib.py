"""FTP from the client's side (RFC 959, with the extensions of RFC 2428 and 3659, and TLS as RFC 4217 has it).

    with FTP('ftp.example.org') as ftp:
        ftp.login()
        ftp.retrlines('LIST')

Commands and answers go over one connection, each file or listing over another
one, which the client makes (passive mode, the default) or the server.  An
answer's first digit says what it is: 4 and 5 are errors, which are raised.
"""

import re
import socket
import sys
from socket import _GLOBAL_DEFAULT_TIMEOUT

__all__ = ['FTP', 'error_reply', 'error_temp', 'error_perm', 'error_proto', 'all_errors']

MSG_OOB = 0x1  # urgent data
FTP_PORT = 21
MAXLINE = 8192
CRLF = '\r\n'
B_CRLF = b'\r\n'


class Error(Exception):
    """Whatever goes wrong in this module."""


class error_reply(Error):
    """An answer that was not expected (1xx to 3xx)."""


class error_temp(Error):
    """It may go well later (4xx)."""


class error_perm(Error):
    """It will not (5xx)."""


class error_proto(Error):
    """No answer at all."""


all_errors = (Error, OSError, EOFError)


def _check_line(line, limit):
    if len(line) > limit:
        raise Error('got more than %d bytes' % limit)
    return line


class FTP:
    """A connection to a server; made at once, with a login, if host and user are given."""

    debugging = 0
    host = ''
    port = FTP_PORT
    maxline = MAXLINE
    sock = file = welcome = None
    passiveserver = 1
    encoding = 'latin-1'
    # A server may name another host for its connections: not to be believed.
    trust_server_pasv_ipv4_address = False

    def __init__(self, host='', user='', passwd='', acct='', timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None):
        self.source_address, self.timeout = source_address, timeout
        if host:
            self.connect(host)
            if user:
                self.login(user, passwd, acct)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if self.sock is None:
            return
        try:
            self.quit()
        except (OSError, EOFError):
            pass
        finally:
            if self.sock is not None:
                self.close()

    def connect(self, host='', port=0, timeout=-999, source_address=None):
        """Connect; returns the server's welcome."""
        self.host, self.port = host or self.host, port if port > 0 else self.port
        if timeout != -999:
            self.timeout = timeout
        if source_address is not None:
            self.source_address = source_address
        sys.audit('ftplib.connect', self, self.host, self.port)
        self.sock = socket.create_connection((self.host, self.port), self.timeout,
                                             source_address=self.source_address)
        self.af = self.sock.family
        self.file = self.sock.makefile('r', encoding=self.encoding)
        self.welcome = self.getresp()
        return self.welcome

    def getwelcome(self):
        """The server's welcome."""
        if self.debugging:
            print('*welcome*', self.sanitize(self.welcome))
        return self.welcome

    def set_debuglevel(self, level):
        """Print commands and answers (1), or all lines (2)."""
        self.debugging = level

    debug = set_debuglevel

    def set_pasv(self, val):
        """Let the client make connections for files, or else the server."""
        self.passiveserver = val

    # ---- lines

    def sanitize(self, s):
        """A line as it may be shown: without a password."""
        if s[:5].lower() == 'pass ':
            end = len(s.rstrip('\r\n'))
            s = s[:5] + '*' * (end - 5) + s[end:]
        return repr(s)

    def putline(self, line):
        """Send a line."""
        if '\r' in line or '\n' in line:
            raise ValueError('an illegal newline character should not be contained')
        sys.audit('ftplib.sendcmd', self, line)
        if self.debugging > 1:
            print('*put*', self.sanitize(line + CRLF))
        self.sock.sendall((line + CRLF).encode(self.encoding))

    def putcmd(self, line):
        """Send a command."""
        if self.debugging:
            print('*cmd*', self.sanitize(line))
        self.putline(line)

    def getline(self):
        """A line without its end; EOFError if there is none."""
        line = _check_line(self.file.readline(self.maxline + 1), self.maxline)
        if self.debugging > 1:
            print('*get*', self.sanitize(line))
        if not line:
            raise EOFError
        return line[:-2] if line.endswith(CRLF) else line.rstrip('\r\n') if line[-1] in '\r\n' else line

    def getmultiline(self):
        """An answer: with '-' behind its code it goes on to a line with the code alone."""
        lines = [self.getline()]
        if lines[0][3:4] == '-':
            end = lines[0][:3]
            while len(lines) == 1 or lines[-1][:3] != end or lines[-1][3:4] == '-':
                lines.append(self.getline())
        return '\n'.join(lines)

    def getresp(self):
        """An answer; errors are raised."""
        answer = self.getmultiline()
        if self.debugging:
            print('*resp*', self.sanitize(answer))
        self.lastresp = answer[:3]
        kind = {'1': None, '2': None, '3': None, '4': error_temp, '5': error_perm}.get(answer[:1], error_proto)
        if kind is not None:
            raise kind(answer)
        return answer

    def voidresp(self):
        """An answer that must be a success (2xx)."""
        answer = self.getresp()
        if answer[:1] != '2':
            raise error_reply(answer)
        return answer

    def abort(self):
        """Stop what is being sent (ABOR); the answer may be that there is nothing."""
        line = b'ABOR' + B_CRLF
        if self.debugging > 1:
            print('*put urgent*', self.sanitize(line.decode('ascii')))
        self.sock.sendall(line, MSG_OOB)
        return self._aborted()

    def _aborted(self):
        answer = self.getmultiline()
        if answer[:3] not in ('426', '225', '226'):
            raise error_proto(answer)
        return answer

    def sendcmd(self, cmd):
        """Send a command; returns the answer."""
        self.putcmd(cmd)
        return self.getresp()

    def voidcmd(self, cmd):
        """Send a command; its answer must be a success."""
        self.putcmd(cmd)
        return self.voidresp()

    # ---- connections for files

    def sendport(self, host, port):
        """Tell where the server is to connect to (PORT)."""
        return self.voidcmd('PORT ' + ','.join([*host.split('.'), repr(port // 256), repr(port % 256)]))

    def sendeprt(self, host, port):
        """The same, also for IPv6 (EPRT)."""
        number = {socket.AF_INET: 1, socket.AF_INET6: 2}.get(self.af)
        if number is None:
            raise error_proto('unsupported address family')
        return self.voidcmd('EPRT |%d|%s|%d|' % (number, host, port))

    def makeport(self):
        """A socket that waits for the server, which is told."""
        sock = socket.create_server(('', 0), family=self.af, backlog=1)
        port = sock.getsockname()[1]
        host = self.sock.getsockname()[0]
        (self.sendport if self.af == socket.AF_INET else self.sendeprt)(host, port)
        if self.timeout is not _GLOBAL_DEFAULT_TIMEOUT:
            sock.settimeout(self.timeout)
        return sock

    def makepasv(self):
        """(host, port) where the server waits."""
        peer = self.sock.getpeername()
        if self.af != socket.AF_INET:
            return parse229(self.sendcmd('EPSV'), peer)
        host, port = parse227(self.sendcmd('PASV'))
        return host if self.trust_server_pasv_ipv4_address else peer[0], port

    def _start(self, cmd, rest):
        """Send a command for which there is a connection; the answer must be that it begins (1xx)."""
        if rest is not None:
            self.sendcmd('REST %s' % rest)
        answer = self.sendcmd(cmd)
        if answer[0] == '2':
            # Some servers say first that there is a connection.
            answer = self.getresp()
        if answer[0] != '1':
            raise error_reply(answer)
        return answer

    def ntransfercmd(self, cmd, rest=None):
        """(connection, size or None) for a command; rest says from where on the file is wanted."""
        if self.passiveserver:
            connection = socket.create_connection(self.makepasv(), self.timeout,
                                                  source_address=self.source_address)
            try:
                answer = self._start(cmd, rest)
            except:
                connection.close()
                raise
        else:
            with self.makeport() as sock:
                answer = self._start(cmd, rest)
                connection, _ = sock.accept()
                if self.timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                    connection.settimeout(self.timeout)
        return connection, parse150(answer) if answer[:3] == '150' else None

    def transfercmd(self, cmd, rest=None):
        """The connection for a command."""
        return self.ntransfercmd(cmd, rest)[0]

    # ---- files

    def login(self, user='', passwd='', acct=''):
        """Log in; by default as anonymous."""
        user, passwd, acct = user or 'anonymous', passwd or '', acct or ''
        if user == 'anonymous' and passwd in ('', '-'):
            passwd += 'anonymous@'  # something like an address is expected
        answer = self.sendcmd('USER ' + user)
        for command in ('PASS ' + passwd, 'ACCT ' + acct):
            if answer[0] == '3':
                answer = self.sendcmd(command)
        if answer[0] != '2':
            raise error_reply(answer)
        return answer

    def _finish(self, connection):
        """All has been sent or received; FTP_TLS says so."""

    def retrbinary(self, cmd, callback, blocksize=8192, rest=None):
        """Receive a file; callback gets its blocks."""
        self.voidcmd('TYPE I')
        with self.transfercmd(cmd, rest) as connection:
            for block in iter(lambda: connection.recv(blocksize), b''):
                callback(block)
            self._finish(connection)
        return self.voidresp()

    def retrlines(self, cmd, callback=None):
        """Receive text; callback (by default print) gets its lines, without ends."""
        callback = print_line if callback is None else callback
        self.sendcmd('TYPE A')
        with self.transfercmd(cmd) as connection, connection.makefile('r', encoding=self.encoding) as file:
            while True:
                line = _check_line(file.readline(self.maxline + 1), self.maxline)
                if self.debugging > 2:
                    print('*retr*', repr(line))
                if not line:
                    break
                callback(line[:-2] if line.endswith(CRLF) else line[:-1] if line.endswith('\n') else line)
            self._finish(connection)
        return self.voidresp()

    def storbinary(self, cmd, fp, blocksize=8192, callback=None, rest=None):
        """Send a file; callback gets each block after it has been sent."""
        self.voidcmd('TYPE I')
        with self.transfercmd(cmd, rest) as connection:
            for block in iter(lambda: fp.read(blocksize), b''):
                connection.sendall(block)
                if callback:
                    callback(block)
            self._finish(connection)
        return self.voidresp()

    def storlines(self, cmd, fp, callback=None):
        """Send text of a binary file, its lines with the ends that FTP wants."""
        self.voidcmd('TYPE A')
        with self.transfercmd(cmd) as connection:
            while True:
                line = _check_line(fp.readline(self.maxline + 1), self.maxline)
                if not line:
                    break
                if line[-2:] != B_CRLF:
                    line = (line[:-1] if line[-1] in B_CRLF else line) + B_CRLF
                connection.sendall(line)
                if callback:
                    callback(line)
            self._finish(connection)
        return self.voidresp()

    def acct(self, password):
        """Send an account's name."""
        return self.voidcmd('ACCT ' + password)

    # ---- folders

    def nlst(self, *args):
        """The names in a folder."""
        found = []
        self.retrlines(' '.join(('NLST',) + args), found.append)
        return found

    def dir(self, *args):
        """Show a folder; the last argument may be a function for its lines."""
        callback = None
        if args and not isinstance(args[-1], str):
            *args, callback = args
        self.retrlines(' '.join(['LIST', *filter(None, args)]), callback)

    def mlsd(self, path='', facts=[]):
        """(name, {fact: value}) of what is in a folder (MLSD); facts says which are wanted."""
        if facts:
            self.sendcmd('OPTS MLST ' + ';'.join(facts) + ';')
        lines = []
        self.retrlines('MLSD %s' % path if path else 'MLSD', lines.append)
        for line in lines:
            said, _, name = line.rstrip(CRLF).partition(' ')
            pairs = (fact.partition('=') for fact in said[:-1].split(';'))
            yield name, {fact.lower(): value for fact, _, value in pairs}

    def rename(self, fromname, toname):
        """Give a file another name."""
        answer = self.sendcmd('RNFR ' + fromname)
        if answer[0] != '3':
            raise error_reply(answer)
        return self.voidcmd('RNTO ' + toname)

    def delete(self, filename):
        """Remove a file."""
        answer = self.sendcmd('DELE ' + filename)
        if answer[:3] not in ('250', '200'):
            raise error_reply(answer)
        return answer

    def cwd(self, dirname):
        """Go to a folder."""
        if dirname == '..':
            try:
                return self.voidcmd('CDUP')
            except error_perm as problem:
                if problem.args[0][:3] != '500':
                    raise
        return self.voidcmd('CWD ' + (dirname or '.'))

    def size(self, filename):
        """How long a file is (SIZE), None if the server does not tell."""
        answer = self.sendcmd('SIZE ' + filename)
        return int(answer[3:].strip()) if answer[:3] == '213' else None

    def _folder(self, command):
        answer = self.voidcmd(command)
        # Some servers, of Microsoft's, do not tell.
        return parse257(answer) if answer.startswith('257') else ''

    def mkd(self, dirname):
        """Make a folder; returns its whole name."""
        return self._folder('MKD ' + dirname)

    def rmd(self, dirname):
        """Remove a folder."""
        return self.voidcmd('RMD ' + dirname)

    def pwd(self):
        """The folder where we are."""
        return self._folder('PWD')

    # ---- the end

    def quit(self):
        """Say good-bye and close the connection."""
        answer = self.voidcmd('QUIT')
        self.close()
        return answer

    def close(self):
        """Close the connection without a word."""
        try:
            file, self.file = self.file, None
            if file is not None:
                file.close()
        finally:
            sock, self.sock = self.sock, None
            if sock is not None:
                sock.close()


try:
    import ssl
except ImportError:
    pass
else:
    from _tls_files import chosen_context

    class FTP_TLS(FTP):
        """The same, encrypted: commands after auth() (login() does it), files after prot_p()."""

        ssl_version = ssl.PROTOCOL_TLS_CLIENT

        def __init__(self, host='', user='', passwd='', acct='', keyfile=None, certfile=None, context=None,
                     timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None):
            self.context = chosen_context(keyfile, certfile, context, self.ssl_version)
            self.keyfile, self.certfile = keyfile, certfile
            self._prot_p = False
            super().__init__(host, user, passwd, acct, timeout, source_address)

        def login(self, user='', passwd='', acct='', secure=True):
            """Log in, encrypted unless secure is false."""
            if secure and not isinstance(self.sock, ssl.SSLSocket):
                self.auth()
            return super().login(user, passwd, acct)

        def _replace(self, sock):
            self.sock = sock
            self.file = sock.makefile(mode='r', encoding=self.encoding)

        def auth(self):
            """Encrypt the connection for commands."""
            if isinstance(self.sock, ssl.SSLSocket):
                raise ValueError('Already using TLS')
            answer = self.voidcmd('AUTH TLS' if self.ssl_version >= ssl.PROTOCOL_TLS else 'AUTH SSL')
            self._replace(self.context.wrap_socket(self.sock, server_hostname=self.host))
            return answer

        def ccc(self):
            """Go back to plain text."""
            if not isinstance(self.sock, ssl.SSLSocket):
                raise ValueError('not using TLS')
            answer = self.voidcmd('CCC')
            self.sock = self.sock.unwrap()
            return answer

        def prot_p(self):
            """Encrypt connections for files."""
            self.voidcmd('PBSZ 0')  # must come before
            answer = self.voidcmd('PROT P')
            self._prot_p = True
            return answer

        def prot_c(self):
            """Do not encrypt them."""
            answer = self.voidcmd('PROT C')
            self._prot_p = False
            return answer

        def ntransfercmd(self, cmd, rest=None):
            """(connection, size or None) for a command."""
            connection, size = super().ntransfercmd(cmd, rest)
            if self._prot_p:
                connection = self.context.wrap_socket(connection, server_hostname=self.host)
            return connection, size

        def abort(self):
            """Stop what is being sent; there are no urgent data with TLS."""
            self.sock.sendall(b'ABOR' + B_CRLF)
            return self._aborted()

        def _finish(self, connection):
            if isinstance(connection, ssl.SSLSocket):
                connection.unwrap()

    __all__.append('FTP_TLS')
    all_errors += ssl.SSLError,


# ---- what answers say

def parse150(resp):
    """The size in '150 ... (1024 bytes)', None if there is none."""
    if resp[:3] != '150':
        raise error_reply(resp)
    match = re.match(r'150 .* \((\d+) bytes\)', resp, re.IGNORECASE | re.ASCII)
    return int(match[1]) if match else None


def parse227(resp):
    """(host, port) in '227 ... (h1,h2,h3,h4,p1,p2)'."""
    if resp[:3] != '227':
        raise error_reply(resp)
    match = re.search(','.join([r'(\d+)'] * 6), resp, re.ASCII)
    if not match:
        raise error_proto(resp)
    *host, high, low = match.groups()
    return '.'.join(host), int(high) * 256 + int(low)


def parse229(resp, peer):
    """(host, port) in '229 ... (|||port|)'; the host is the one we are connected to."""
    if resp[:3] != '229':
        raise error_reply(resp)
    before, opened, rest = resp.partition('(')
    inside, closed, _ = rest.partition(')')
    if not opened or not closed or not inside or inside[0] != inside[-1]:
        raise error_proto(resp)
    parts = inside[1:].split(inside[0])
    if len(parts) != 4:
        raise error_proto(resp)
    return peer[0], int(parts[2])


def parse257(resp):
    """The folder in '257 "folder" ...', in which quotes are doubled; '' if it is not there."""
    if resp[:3] != '257':
        raise error_reply(resp)
    match = re.match(r'257 "((?:[^"]|"")*)', resp)
    return match[1].replace('""', '"') if match else ''


def print_line(line):
    """Print a line."""
    print(line)


def ftpcp(source, sourcename, target, targetname='', type='I'):
    """Let a server send a file to another one."""
    type = 'TYPE ' + type
    source.voidcmd(type)
    target.voidcmd(type)
    target.sendport(*parse227(source.sendcmd('PASV')))
    # RFC 959: both say that they have begun, in any order, before anything is sent.
    for ftp, command, expected in ((target, 'STOR ' + (targetname or sourcename), ('125', '150')),
                                   (source, 'RETR ' + sourcename, ('125', '150'))):
        answer = ftp.sendcmd(command)
        if answer[:3] not in expected:
            raise error_proto
    source.voidresp()
    target.voidresp()


def test():
    """Fetch files: ftplib.py [-d] [-r[file]] host [-l[dir]] [-d[dir]] [-p] [file] ..."""
    import netrc
    if len(sys.argv) < 2:
        print(test.__doc__)
        sys.exit(0)
    level, rcfile = 0, None
    while sys.argv[1] == '-d':
        level += 1
        del sys.argv[1]
    if sys.argv[1][:2] == '-r':
        rcfile = sys.argv[1][2:]
        del sys.argv[1]
    host = sys.argv[1]
    ftp = FTP(host)
    ftp.set_debuglevel(level)
    login = ()
    try:
        login = netrc.netrc(rcfile).authenticators(host) or ()
    except OSError:
        if rcfile is not None:
            print('Could not open account file -- using anonymous login.', file=sys.stderr)
    except KeyError:
        print('No account -- using anonymous login.', file=sys.stderr)
    user, account, password = login or ('', '', '')
    ftp.login(user, password, account)
    for word in sys.argv[2:]:
        if word[:2] == '-l':
            ftp.dir(word[2:])
        elif word[:2] == '-d':
            ftp.sendcmd(' '.join(filter(None, ('CWD', word[2:]))))
        elif word == '-p':
            ftp.set_pasv(not ftp.passiveserver)
        else:
            ftp.retrbinary('RETR ' + word, sys.stdout.buffer.write, 1024)
            sys.stdout.flush()
    ftp.quit()


if __name__ == '__main__':
    test()
