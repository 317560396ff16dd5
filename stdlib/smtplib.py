"""Sending mail: the client's side of SMTP, with its extensions, and of LMTP.

    import smtplib
    with smtplib.SMTP('localhost') as server:
        server.sendmail('me@example.org', ['you@example.org'], message)

SMTP is of RFC 821, its extensions of RFC 1869, logging in of RFC 2554, encryption of RFC 2487.  Each command
of the protocol has a method that returns the server's answer, (code, text as bytes); sendmail() and
send_message() do all that a message needs and raise exceptions.
"""

import base64
import copy
import datetime
import email.generator
import email.message
import email.utils
import hmac
import io
import re
import socket
import sys
from email.base64mime import body_encode as encode_base64

__all__ = ['SMTPException', 'SMTPNotSupportedError', 'SMTPServerDisconnected', 'SMTPResponseException',
           'SMTPSenderRefused', 'SMTPRecipientsRefused', 'SMTPDataError', 'SMTPConnectError', 'SMTPHeloError',
           'SMTPAuthenticationError', 'quoteaddr', 'quotedata', 'SMTP']

SMTP_PORT = 25
SMTP_SSL_PORT = 465
LMTP_PORT = 2003
CRLF = '\r\n'
bCRLF = b'\r\n'
_MAXLINE = 8192      # a longer line of an answer is an attack rather than an answer
_MAXCHALLENGE = 5    # so often a server may ask for more when somebody logs in

# Servers that are older than RFC 2554 announce it so.
OLDSTYLE_AUTH = re.compile('auth=(.*)', re.I)
_FEATURE = re.compile('([a-z0-9][-a-z0-9]*)(.*)', re.I)


# ---- errors

class SMTPException(OSError):
    """The base of all exceptions here."""


class SMTPNotSupportedError(SMTPException):
    """The server has not announced the command or option that was asked for."""


class SMTPServerDisconnected(SMTPException):
    """There is no connection: it broke, or there never was one."""


class SMTPResponseException(SMTPException):
    """The server has answered that something went wrong: smtp_code is a number, smtp_error the text as bytes."""

    def __init__(self, code, msg):
        self.args = code, msg
        self.smtp_code = code
        self.smtp_error = msg


class SMTPSenderRefused(SMTPResponseException):
    """The server does not take mail from `sender`."""

    def __init__(self, code, msg, sender):
        super().__init__(code, msg)
        self.args = code, msg, sender
        self.sender = sender


class SMTPRecipientsRefused(SMTPException):
    """The server takes mail for none of the recipients: recipients is {address: (code, text)}."""

    def __init__(self, recipients):
        self.args = recipients,
        self.recipients = recipients


class SMTPDataError(SMTPResponseException):
    """The server did not take the text of a message."""


class SMTPConnectError(SMTPResponseException):
    """The server's first words were not those of a server that is ready."""


class SMTPHeloError(SMTPResponseException):
    """The server did not want to be greeted."""


class SMTPAuthenticationError(SMTPResponseException):
    """The server did not let the user in: most likely the name or the password is wrong."""


# ---- text

def quoteaddr(addrstring):
    """An address as MAIL and RCPT want it, in <>, without the name that may stand beside it."""
    if email.utils.parseaddr(addrstring) == ('', '') and addrstring.strip().startswith('<'):
        return addrstring  # it cannot be understood, but is in <> at least
    return '<%s>' % _addr_only(addrstring)


def _addr_only(addrstring):
    """An address without name and <>; what cannot be understood, as it is."""
    parsed = email.utils.parseaddr(addrstring)
    return addrstring if parsed == ('', '') else parsed[1]


def _fix_eols(data):
    """Text with CR LF at the ends of lines, whatever was there."""
    return re.sub(r'\r\n|\r|\n', CRLF, data)


def _quote_periods(bindata):
    """Bytes with a second dot where a line begins with one, as a dot alone ends a message."""
    return re.sub(rb'(?m)^\.', b'..', bindata)


def quotedata(data):
    """Text as DATA wants it: lines end with CR LF, and a dot at the beginning of one is doubled."""
    return re.sub(r'(?m)^\.', '..', _fix_eols(data))


try:
    import ssl
except ImportError:
    _have_ssl = False
else:
    from _tls_files import chosen_context
    _have_ssl = True


# ---- the protocol

class SMTP:
    """A connection to a server that mail is given to.

    host may end with a colon and the port; without a host nothing is connected yet. local_hostname is what
    the server is told, by default this computer's full name; timeout is in seconds; source_address is the
    (host, port) to connect from. An instance is good for a with statement, which ends by QUIT.

    After EHLO, does_esmtp is true if the server knows that, and esmtp_features is {extension in lower
    case: parameters}; helo_resp and ehlo_resp are the texts with which it answered the greetings.
    OSError: no connection, or port is no number; SMTPConnectError: the server does not want to talk.
    """

    debuglevel = 0
    sock = None
    file = None
    helo_resp = None
    ehlo_msg = 'ehlo'
    ehlo_resp = None
    does_esmtp = 0
    default_port = SMTP_PORT

    def __init__(self, host='', port=0, local_hostname=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT,
                 source_address=None):
        """Connect at once if a host is given; see the class."""
        self._host = host
        self.timeout = timeout
        self.source_address = source_address
        self.command_encoding = 'ascii'
        self.esmtp_features = {}
        self._auth_challenge_count = 0
        if host:
            code, text = self.connect(host, port)
            if code != 220:
                self.close()
                raise SMTPConnectError(code, text)
        self.local_hostname = self._own_name() if local_hostname is None else local_hostname

    @staticmethod
    def _own_name():
        """This computer's name with its domain or, if it has none, its address in brackets."""
        name = socket.getfqdn()
        if '.' in name:
            return name
        try:
            address = socket.gethostbyname(socket.gethostname())
        except socket.gaierror:
            address = '127.0.0.1'
        return '[%s]' % address

    def __enter__(self):
        return self

    def __exit__(self, *args):
        try:
            code, text = self.docmd('QUIT')
            if code != 221:
                raise SMTPResponseException(code, text)
        except SMTPServerDisconnected:
            pass
        finally:
            self.close()

    def set_debuglevel(self, debuglevel):
        """1: print what is sent and received to standard error; 2: with the time."""
        self.debuglevel = debuglevel

    def _print_debug(self, *args):
        times = (datetime.datetime.now().time(),) if self.debuglevel > 1 else ()
        print(*times, *args, file=sys.stderr)

    # ---- the connection

    def _get_socket(self, host, port, timeout):
        """A connected socket; another kind of connection makes another."""
        if self.debuglevel > 0:
            self._print_debug('connect: to', (host, port), self.source_address)
        return socket.create_connection((host, port), timeout, self.source_address)

    def connect(self, host='localhost', port=0, source_address=None):
        """Connect to a server; returns the first answer. The arguments are as for the class."""
        if source_address:
            self.source_address = source_address
        if not port and host.count(':') == 1:  # more colons are in the address itself
            host, port = host.split(':')
            try:
                port = int(port)
            except ValueError:
                raise OSError('nonnumeric port')
        port = port or self.default_port
        sys.audit('smtplib.connect', self, host, port)
        self.sock = self._get_socket(host, port, self.timeout)
        return self._greeting()

    def _greeting(self):
        """The first answer of a server that has just been connected to."""
        self.file = None
        code, text = self.getreply()
        if self.debuglevel > 0:
            self._print_debug('connect:', repr(text))
        return code, text

    def close(self):
        """Give up the connection without a word."""
        file, self.file = self.file, None
        sock, self.sock = self.sock, None
        try:
            if file:
                file.close()
        finally:
            if sock:
                sock.close()

    def send(self, s):
        """Send bytes, or text in the encoding of commands. SMTPServerDisconnected: there is no connection."""
        if self.debuglevel > 0:
            self._print_debug('send:', repr(s))
        if not self.sock:
            raise SMTPServerDisconnected('please run connect() first')
        if isinstance(s, str):
            # ASCII, unless an address with other characters was agreed on.
            s = s.encode(self.command_encoding)
        sys.audit('smtplib.send', self, s)
        try:
            self.sock.sendall(s)
        except OSError:
            self.close()
            raise SMTPServerDisconnected('Server not connected')

    def putcmd(self, cmd, args=''):
        """Send a line: a command with what follows it. ValueError: that would be more than one line."""
        line = '%s %s' % (cmd, args) if args != '' else cmd
        if '\r' in line or '\n' in line:
            shown = line.replace('\n', '\\n').replace('\r', '\\r')
            raise ValueError('command and arguments contain prohibited newline characters: ' + shown)
        self.send(line + CRLF)

    def _read_line(self):
        """A line of an answer; without one the connection is over."""
        try:
            line = self.file.readline(_MAXLINE + 1)
        except OSError as error:
            self.close()
            raise SMTPServerDisconnected('Connection unexpectedly closed: ' + str(error))
        if not line:
            self.close()
            raise SMTPServerDisconnected('Connection unexpectedly closed')
        if self.debuglevel > 0:
            self._print_debug('reply:', repr(line))
        if len(line) > _MAXLINE:
            self.close()
            raise SMTPResponseException(500, 'Line too long.')
        return line

    def getreply(self):
        """The server's answer, (code, text): its lines with \\n between them; -1 if there is no code.

        SMTPServerDisconnected: there is no answer; SMTPResponseException: one with an endless line.
        """
        if self.file is None:
            self.file = self.sock.makefile('rb')
        texts = []
        going_on = True
        while going_on:
            line = self._read_line()
            texts.append(line[4:].strip(b' \t\r\n'))
            try:
                code = int(line[:3])
            except ValueError:
                code = -1
            going_on = code != -1 and line[3:4] == b'-'
        text = b'\n'.join(texts)
        if self.debuglevel > 0:
            self._print_debug('reply: retcode (%s); Msg: %a' % (code, text))
        return code, text

    def docmd(self, cmd, args=''):
        """Send a command and return the answer."""
        self.putcmd(cmd, args)
        return self.getreply()

    # ---- commands

    def helo(self, name=''):
        """HELO: greet a server of the old kind; name is this computer's, by default local_hostname."""
        code, text = self.docmd('helo', name or self.local_hostname)
        self.helo_resp = text
        return code, text

    def ehlo(self, name=''):
        """EHLO: greet a server that may have extensions, and note them; name as for helo()."""
        self.esmtp_features = {}
        code, text = self.docmd(self.ehlo_msg, name or self.local_hostname)
        if code == -1 and not text:
            self.close()
            raise SMTPServerDisconnected('Server not connected')
        self.ehlo_resp = text
        if code == 250:
            self.does_esmtp = 1
            for line in text.decode('latin-1').split('\n')[1:]:
                self._note_feature(line)
        return code, text

    def _note_feature(self, line):
        """A line of the answer to EHLO."""
        old = OLDSTYLE_AUTH.match(line)
        found = _FEATURE.match(line)
        if old:
            name, parameters = 'auth', old[1]
        elif found:
            name, parameters = found[1].lower(), found[2].strip()
        else:
            return
        if name == 'auth':
            # There may be a line of the old kind and one of the new.
            parameters = self.esmtp_features.get('auth', '') + ' ' + parameters
        self.esmtp_features[name] = parameters

    def has_extn(self, opt):
        """Has the server announced an extension?"""
        return opt.lower() in self.esmtp_features

    def help(self, args=''):
        """HELP: what the server tells of itself or a command, the text alone."""
        return self.docmd('help', args)[1]

    def rset(self):
        """RSET: forget the message that was begun."""
        self.command_encoding = 'ascii'
        return self.docmd('rset')

    def _rset(self):
        """After an error: what comes next may find out that the connection has broken."""
        try:
            self.rset()
        except SMTPServerDisconnected:
            pass

    def noop(self):
        """NOOP: do nothing."""
        return self.docmd('noop')

    def mail(self, sender, options=()):
        """MAIL: begin a message of a sender; the options are of use with extensions only.

        SMTPNotSupportedError: SMTPUTF8, by which addresses may have any character, is not there.
        """
        given = ''
        if options and self.does_esmtp:
            if 'smtputf8' in (each.lower() for each in options):
                if not self.has_extn('smtputf8'):
                    raise SMTPNotSupportedError('SMTPUTF8 not supported by server')
                self.command_encoding = 'utf-8'
            given = ' ' + ' '.join(options)
        return self.docmd('mail', 'FROM:' + quoteaddr(sender) + given)

    def rcpt(self, recip, options=()):
        """RCPT: name a recipient of the message."""
        given = ' ' + ' '.join(options) if options and self.does_esmtp else ''
        return self.docmd('rcpt', 'TO:' + quoteaddr(recip) + given)

    def data(self, msg):
        """DATA: send the message itself, and get the answer at its end.

        Dots that begin lines are doubled; in a string, which must be of ASCII, the ends of lines are made CR
        LF, too. SMTPDataError: the server does not want to have it.
        """
        answer = self.docmd('data')
        if self.debuglevel > 0:
            self._print_debug('data:', answer)
        if answer[0] != 354:
            raise SMTPDataError(*answer)
        if isinstance(msg, str):
            msg = _fix_eols(msg).encode('ascii')
        quoted = _quote_periods(msg)
        if not quoted.endswith(bCRLF):
            quoted += bCRLF
        self.send(quoted + b'.' + bCRLF)
        answer = self.getreply()
        if self.debuglevel > 0:
            self._print_debug('data:', answer)
        return answer

    def verify(self, address):
        """VRFY: does the server know the address?"""
        return self.docmd('vrfy', _addr_only(address))

    vrfy = verify

    def expn(self, address):
        """EXPN: who is on a mailing list?"""
        return self.docmd('expn', _addr_only(address))

    def quit(self):
        """QUIT: end the connection."""
        answer = self.docmd('quit')
        self._forget_greeting()
        self.close()
        return answer

    # ---- what takes several commands

    def _forget_greeting(self):
        """What is known of the server holds no more."""
        self.helo_resp = self.ehlo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = 0

    def ehlo_or_helo_if_needed(self):
        """Greet the server, unless that has been done. SMTPHeloError: it does not want that."""
        if self.helo_resp is not None or self.ehlo_resp is not None:
            return
        if not 200 <= self.ehlo()[0] <= 299:
            code, text = self.helo()
            if not 200 <= code <= 299:
                raise SMTPHeloError(code, text)

    def auth(self, mechanism, authobject, *, initial_response_ok=True):
        """Log in by one of the mechanisms that esmtp_features['auth'] names.

        authobject(challenge) returns what the server is to get, as text, for the bytes that it sends.
        With initial_response_ok, authobject() is asked first for something to send at once; it may say None.
        Returns the answer. SMTPAuthenticationError: it was no; SMTPException: there is no end of questions.
        """
        mechanism = mechanism.upper()
        first = authobject() if initial_response_ok else None
        if first is None:
            self._auth_challenge_count = 0
            code, text = self.docmd('AUTH', mechanism)
        else:
            encoded = self._for_auth(first)
            self._auth_challenge_count = 1
            code, text = self.docmd('AUTH', mechanism + ' ' + encoded)
        while code == 334:
            self._auth_challenge_count += 1
            code, text = self.docmd(self._for_auth(authobject(base64.decodebytes(text))))
            if self._auth_challenge_count > _MAXCHALLENGE:
                raise SMTPException('Server AUTH mechanism infinite loop. Last response: ' + repr((code, text)))
        if code not in (235, 503):  # 503: is logged in already
            raise SMTPAuthenticationError(code, text)
        return code, text

    @staticmethod
    def _for_auth(text):
        return encode_base64(text.encode('ascii'), eol='')

    def auth_cram_md5(self, challenge=None):
        """The authobject of CRAM-MD5, with `user` and `password`: the password itself is not sent."""
        if challenge is None:
            return None  # the server begins
        return self.user + ' ' + hmac.HMAC(self.password.encode('ascii'), challenge, 'md5').hexdigest()

    def auth_plain(self, challenge=None):
        """The authobject of PLAIN, with `user` and `password`."""
        return '\0%s\0%s' % (self.user, self.password)

    def auth_login(self, challenge=None):
        """The authobject of LOGIN: `user` first, then `password`."""
        asked_first = challenge is None or self._auth_challenge_count < 2
        return self.user if asked_first else self.password

    def login(self, user, password, *, initial_response_ok=True):
        """Log in, after a greeting if there was none, by whatever mechanism the server and we know.

        Returns the answer; initial_response_ok is as for auth(). SMTPNotSupportedError: the server lets
        nobody log in; SMTPException: not in a way that we know; SMTPAuthenticationError: not this user with
        this password; SMTPHeloError: it does not want to be greeted.
        """
        self.ehlo_or_helo_if_needed()
        if not self.has_extn('auth'):
            raise SMTPNotSupportedError('SMTP AUTH extension not supported by server.')
        announced = self.esmtp_features['auth'].split()
        methods = [each for each in ('CRAM-MD5', 'PLAIN', 'LOGIN') if each in announced]
        if not methods:
            raise SMTPException('No suitable authentication method found.')
        self.user, self.password = user, password
        refused = None
        for method in methods:
            respond = getattr(self, 'auth_' + method.lower().replace('-', '_'))
            try:
                return self.auth(method, respond, initial_response_ok=initial_response_ok)
            except SMTPAuthenticationError as error:
                refused = error  # perhaps the next is better
        raise refused

    def starttls(self, keyfile=None, certfile=None, context=None):
        """Encrypt what follows, after a greeting if there was none; greet again afterwards.

        context is an ssl.SSLContext; keyfile and certfile, which it replaces, are names of files. Returns
        the answer. SMTPNotSupportedError: the server does not know how; SMTPResponseException: it will not;
        RuntimeError: there is no module ssl.
        """
        self.ehlo_or_helo_if_needed()
        if not self.has_extn('starttls'):
            raise SMTPNotSupportedError('STARTTLS extension not supported by server.')
        code, text = self.docmd('STARTTLS')
        if code != 220:
            raise SMTPResponseException(code, text)
        if not _have_ssl:
            raise RuntimeError('No SSL support included in this Python')
        context = chosen_context(keyfile, certfile, context)
        self.sock = context.wrap_socket(self.sock, server_hostname=self._host)
        self.file = None
        # What was said before anybody could have changed on the way.
        self._forget_greeting()
        return code, text

    def _abandon(self, code):
        """After a refusal: 421 says that the server is going, otherwise another message may follow."""
        if code == 421:
            self.close()
        else:
            self._rset()

    def sendmail(self, from_addr, to_addrs, msg, mail_options=(), rcpt_options=()):
        """Send a message, after a greeting if there was none.

        to_addrs is an address or a sequence of them; msg is bytes, or a string of ASCII. Options are for MAIL
        and RCPT, where the server has extensions. Returns {address: (code, text)} of those recipients whom
        the server did not take, if it took any. SMTPRecipientsRefused: it took none; SMTPSenderRefused,
        SMTPDataError: not this sender, not this message; SMTPHeloError: it does not want to be greeted;
        SMTPNotSupportedError: SMTPUTF8 is among the options but not of the extensions.
        """
        self.ehlo_or_helo_if_needed()
        if isinstance(msg, str):
            msg = _fix_eols(msg).encode('ascii')
        options = []
        if self.does_esmtp:
            if self.has_extn('size'):
                options.append('size=%d' % len(msg))
            options += mail_options
        code, text = self.mail(from_addr, options)
        if code != 250:
            self._abandon(code)
            raise SMTPSenderRefused(code, text, from_addr)
        recipients = [to_addrs] if isinstance(to_addrs, str) else to_addrs
        refused = self._name_recipients(recipients, rcpt_options)
        if len(refused) == len(recipients):
            self._rset()
            raise SMTPRecipientsRefused(refused)
        code, text = self.data(msg)
        if code != 250:
            self._abandon(code)
            raise SMTPDataError(code, text)
        return refused

    def _name_recipients(self, recipients, options):
        """RCPT for each; returns those who were refused."""
        refused = {}
        for each in recipients:
            code, text = self.rcpt(each, options)
            if code not in (250, 251):  # 251: goes to another server
                refused[each] = code, text
            if code == 421:
                self.close()
                raise SMTPRecipientsRefused(refused)
        return refused

    def send_message(self, msg, from_addr=None, to_addrs=None, mail_options=(), rcpt_options=()):
        """Send an email.message.Message, with sendmail(), which see for the result and the exceptions.

        Without from_addr and to_addrs the addresses are those in the headers, the Resent- ones if there are
        any. Bcc headers are not sent. If an address has other characters than ASCII, SMTPUTF8 is used.
        ValueError: the message was resent more than once, and nobody knows which headers are meant;
        SMTPNotSupportedError: SMTPUTF8 is needed, and the server does not have it.
        """
        self.ehlo_or_helo_if_needed()
        resent = msg.get_all('Resent-Date')
        if resent is not None and len(resent) != 1:
            raise ValueError("message has more than one 'Resent-' header block")
        prefix = '' if resent is None else 'Resent-'
        if from_addr is None:
            # Of several authors, or for somebody else, a message has a Sender.
            field = prefix + ('Sender' if prefix + 'Sender' in msg else 'From')
            from_addr = email.utils.getaddresses([msg[field]])[0][1]
        if to_addrs is None:
            fields = [msg[prefix + name] for name in ('To', 'Bcc', 'Cc') if msg[prefix + name] is not None]
            to_addrs = [address for _, address in email.utils.getaddresses(fields)]
        sent = copy.copy(msg)
        del sent['Bcc']
        del sent['Resent-Bcc']
        policy = None
        if not ''.join([from_addr, *to_addrs]).isascii():
            if not self.has_extn('smtputf8'):
                raise SMTPNotSupportedError(
                    'One or more source or delivery addresses require internationalized email support, '
                    'but the server does not advertise the required SMTPUTF8 capability')
            policy = msg.policy.clone(utf8=True)
            mail_options = (*mail_options, 'SMTPUTF8', 'BODY=8BITMIME')
        written = io.BytesIO()
        email.generator.BytesGenerator(written, policy=policy).flatten(sent, linesep=CRLF)
        return self.sendmail(from_addr, to_addrs, written.getvalue(), mail_options, rcpt_options)


if _have_ssl:
    class SMTP_SSL(SMTP):
        """SMTP that is encrypted from the beginning, on port 465.

        context is an ssl.SSLContext; keyfile and certfile, which it replaces, are names of files. The other
        arguments are those of SMTP.
        """

        default_port = SMTP_SSL_PORT

        def __init__(self, host='', port=0, local_hostname=None, keyfile=None, certfile=None,
                     timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None, context=None):
            self.context = chosen_context(keyfile, certfile, context)
            self.keyfile, self.certfile = keyfile, certfile
            super().__init__(host, port, local_hostname, timeout, source_address)

        def _get_socket(self, host, port, timeout):
            if self.debuglevel > 0:
                self._print_debug('connect:', (host, port))
            plain = socket.create_connection((host, port), timeout, self.source_address)
            return self.context.wrap_socket(plain, server_hostname=self._host)

    __all__.append('SMTP_SSL')


class LMTP(SMTP):
    """A connection to a server that keeps mail itself: LMTP, of RFC 2033, which is SMTP but for its greeting.

    A host that begins with / is the path of a Unix socket.
    """

    ehlo_msg = 'lhlo'

    def __init__(self, host='', port=LMTP_PORT, local_hostname=None, source_address=None):
        """Connect at once if a host is given; see SMTP for the other arguments."""
        super().__init__(host, port, local_hostname, source_address=source_address)

    def connect(self, host='localhost', port=0, source_address=None):
        """Connect to a server, be it by a Unix socket; returns the first answer."""
        if host[0] != '/':
            return super().connect(host, port, source_address)
        try:
            self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self.file = None
            self.sock.connect(host)
        except OSError:
            if self.debuglevel > 0:
                self._print_debug('connect fail:', host)
            self.close()
            raise
        return self._greeting()


def _try():
    """Send a message that is typed in to the server on this computer: python -m smtplib."""
    def ask(what):
        sys.stdout.write(what + ': ')
        sys.stdout.flush()
        return sys.stdin.readline().strip()

    sender, recipients = ask('From'), ask('To').split(',')
    print('Enter message, end with ^D:')
    text = sys.stdin.read()
    print('Message length is %d' % len(text))
    server = SMTP('localhost')
    server.set_debuglevel(1)
    server.sendmail(sender, recipients, text)
    server.quit()


if __name__ == '__main__':
    _try()
