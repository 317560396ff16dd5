"""A server for mail (SMTP, RFC 5321) on asyncore: what becomes of messages is for subclasses.

    class Server(smtpd.SMTPServer):
        def process_message(self, peer, mailfrom, rcpttos, data, **kwargs):
            print(data)

    Server(('localhost', 8025), None)
    asyncore.loop()

A connection is an SMTPChannel: its methods smtp_...() are the commands, and
answer with push().
"""

import asynchat
import asyncore
import collections
import errno
import functools
import getopt
import os
import socket
import sys
import time
from email._header_value_parser import get_addr_spec, get_angle_addr
from warnings import warn

__all__ = ['SMTPChannel', 'SMTPServer', 'DebuggingServer', 'PureProxy', 'MailmanProxy']

__version__ = 'Python SMTP proxy version 0.3'
program = sys.argv[0]


class Devnull:
    """A file that forgets what is written."""

    def write(self, msg):
        pass

    def flush(self):
        pass


DEBUGSTREAM = Devnull()
DATA_SIZE_DEFAULT = 33554432


def _tell(*what):
    """Tell whoever debugs."""
    print(*what, file=DEBUGSTREAM)


def _answering(function):
    """A command, of a function that returns its answer, or several."""
    @functools.wraps(function)
    def command(self, arg):
        answers = function(self, arg)
        for answer in [answers] if isinstance(answers, str) else answers:
            self.push(answer)
    return command


def _renamed(old, new):
    """A property for an attribute's old name."""
    def get(self):
        warn('Access to {} attribute on SMTPChannel is deprecated, use {!r} instead'.format(old, new),
             DeprecationWarning, 2)
        return getattr(self, new)

    def set(self, value):
        warn('Setting {} attribute on SMTPChannel is deprecated, set {!r} instead'.format(old, new),
             DeprecationWarning, 2)
        setattr(self, new, value)

    return property(get, set)


class SMTPChannel(asynchat.async_chat):
    """A connection; smtp_state says whether commands or a message's text come."""

    COMMAND, DATA = 0, 1
    command_size_limit = 512
    command_size_limits = collections.defaultdict(lambda x=command_size_limit: x)

    @property
    def max_command_size_limit(self):
        """The longest that any command may be."""
        return max(self.command_size_limits.values(), default=self.command_size_limit)

    def __init__(self, server, conn, addr, data_size_limit=DATA_SIZE_DEFAULT, map=None, enable_SMTPUTF8=False,
                 decode_data=False):
        asynchat.async_chat.__init__(self, conn, map=map)
        self.smtp_server, self.conn, self.addr = server, conn, addr
        self.data_size_limit = data_size_limit
        self.enable_SMTPUTF8 = enable_SMTPUTF8
        self._decode_data = decode_data
        if enable_SMTPUTF8 and decode_data:
            raise ValueError('decode_data and enable_SMTPUTF8 cannot be set to True at the same time')
        self._emptystring, self._linesep, self._dotsep, self._newline = (
            ('', '\r\n', '.', '\n') if decode_data else (b'', b'\r\n', b'.', b'\n'))
        self._set_rset_state()
        self.seen_greeting = ''
        self.extended_smtp = False
        self.command_size_limits.clear()
        self.fqdn = socket.getfqdn()
        try:
            self.peer = conn.getpeername()
        except OSError as problem:
            # The client has gone again.
            self.close()
            if problem.errno != errno.ENOTCONN:
                raise
            return
        _tell('Peer:', repr(self.peer))
        self.push('220 %s %s' % (self.fqdn, __version__))

    def _set_post_data_state(self):
        """A message is over: another may come."""
        self.smtp_state = self.COMMAND
        self.mailfrom = None
        self.rcpttos = []
        self.require_SMTPUTF8 = False
        self.num_bytes = 0
        self.set_terminator(b'\r\n')

    def _set_rset_state(self):
        """Begin anew."""
        self._set_post_data_state()
        self.received_data = self._emptystring
        self.received_lines = []

    # ---- what comes

    def push(self, msg):
        """Send a line."""
        asynchat.async_chat.push(self, bytes(msg + '\r\n', 'utf-8' if self.require_SMTPUTF8 else 'ascii'))

    def collect_incoming_data(self, data):
        """Keep what comes, up to a limit."""
        limit = self.max_command_size_limit if self.smtp_state == self.COMMAND else self.data_size_limit
        if limit and self.num_bytes > limit:
            return
        if limit:
            self.num_bytes += len(data)
        self.received_lines.append(str(data, 'utf-8') if self._decode_data else data)

    def found_terminator(self):
        """A command or a message is complete."""
        line = self._emptystring.join(self.received_lines)
        _tell('Data:', repr(line))
        self.received_lines = []
        if self.smtp_state == self.COMMAND:
            size, self.num_bytes = self.num_bytes, 0
            self._command(line, size)
        elif self.smtp_state != self.DATA:
            self.push('451 Internal confusion')
            self.num_bytes = 0
        elif self.data_size_limit and self.num_bytes > self.data_size_limit:
            self.push('552 Error: Too much mail data')
            self.num_bytes = 0
        else:
            self._message(line)

    def _command(self, line, size):
        if not line:
            self.push('500 Error: bad syntax')
            return
        if not self._decode_data:
            line = str(line, 'utf-8')
        name, blank, arg = line.partition(' ')
        command = name.upper()
        limit = self.command_size_limits[command] if self.extended_smtp else self.command_size_limit
        if size > limit:
            self.push('500 Error: line too long')
            return
        method = getattr(self, 'smtp_' + command, None)
        if method is None:
            self.push('500 Error: command "%s" not recognized' % command)
        else:
            method(arg.strip() if blank else None)

    def _message(self, text):
        # RFC 5321, section 4.5.2: a dot was put before lines that begin with one.
        lines = [line[1:] if line[:1] == self._dotsep else line for line in text.split(self._linesep)]
        self.received_data = self._newline.join(lines)
        more = {}
        if not self._decode_data:
            more = {'mail_options': self.mail_options, 'rcpt_options': self.rcpt_options}
        status = self.smtp_server.process_message(self.peer, self.mailfrom, self.rcpttos, self.received_data, **more)
        self._set_post_data_state()
        self.push(status or '250 OK')

    # ---- greetings

    def _greeting_problem(self, arg, name):
        """Why the client may not greet, None if it may."""
        if not arg:
            return '501 Syntax: %s hostname' % name
        if self.seen_greeting:
            return '503 Duplicate HELO/EHLO'  # RFC 5321 allows it, but it would have to begin anew
        self._set_rset_state()
        self.seen_greeting = arg
        return None

    @_answering
    def smtp_HELO(self, arg):
        return self._greeting_problem(arg, 'HELO') or '250 ' + self.fqdn

    @_answering
    def smtp_EHLO(self, arg):
        problem = self._greeting_problem(arg, 'EHLO')
        if problem:
            return problem
        self.extended_smtp = True
        # What there is, and how much longer MAIL may be by it.
        offers = [(True, self.fqdn, 0), (self.data_size_limit, 'SIZE %s' % self.data_size_limit, 26),
                  (not self._decode_data, '8BITMIME', 0), (self.enable_SMTPUTF8, 'SMTPUTF8', 10)]
        for there, _, more in offers:
            if there and more:
                self.command_size_limits['MAIL'] += more
        return ['250-' + text for there, text, _ in offers if there] + ['250 HELP']

    # ---- small commands

    @_answering
    def smtp_NOOP(self, arg):
        return '501 Syntax: NOOP' if arg else '250 OK'

    def smtp_QUIT(self, arg):
        self.push('221 Bye')  # whatever follows it
        self.close_when_done()

    @_answering
    def smtp_EXPN(self, arg):
        return '502 EXPN not implemented'

    @_answering
    def smtp_RSET(self, arg):
        if not arg:
            self._set_rset_state()
        return '501 Syntax: RSET' if arg else '250 OK'

    _SYNTAX = dict(EHLO='EHLO hostname', HELO='HELO hostname', MAIL='MAIL FROM: <address>',
                   RCPT='RCPT TO: <address>', DATA='DATA', RSET='RSET', NOOP='NOOP', QUIT='QUIT',
                   VRFY='VRFY <address>')

    def _syntax(self, command):
        """How a command is written."""
        more = ' [SP <mail-parameters>]' if self.extended_smtp and command in ('MAIL', 'RCPT') else ''
        return 'Syntax: ' + self._SYNTAX[command] + more

    @_answering
    def smtp_HELP(self, arg):
        if arg and arg.upper() in self._SYNTAX:
            return '250 ' + self._syntax(arg.upper())
        return '%d Supported commands: %s' % (501 if arg else 250, ' '.join(self._SYNTAX))

    @_answering
    def smtp_VRFY(self, arg):
        if not arg:
            return '501 Syntax: VRFY <address>'
        if self._getaddr(arg)[0]:
            return '252 Cannot VRFY user, but will accept message and attempt delivery'
        return '502 Could not VRFY %s' % arg

    # ---- the envelope

    def _strip_command_keyword(self, keyword, arg):
        """What follows 'FROM:' or 'TO:'; '' if that is not there."""
        size = len(keyword)
        return arg[size:].strip() if arg[:size].upper() == keyword else ''

    def _getaddr(self, arg):
        """(address, what follows it)"""
        if not arg:
            return '', ''
        read = get_angle_addr if arg.lstrip()[:1] == '<' else get_addr_spec
        found, rest = read(arg)
        return found.addr_spec if found else found, rest

    def _getparams(self, params):
        """{name: value, or True} of 'NAME=value NAME'; None if they are wrong."""
        found = {}
        for param in params:
            name, equals, value = param.partition('=')
            if not name.isalnum() or equals and not value:
                return None
            found[name] = value if equals else True
        return found

    def _address_and_params(self, keyword, arg):
        """(address or '', words with parameters) of MAIL or RCPT; no address if something is wrong."""
        if arg is None:
            return '', []
        address, text = self._getaddr(self._strip_command_keyword(keyword, arg))
        return '' if text and not self.extended_smtp else address, text.upper().split()

    @_answering
    def smtp_MAIL(self, arg):
        if not self.seen_greeting:
            return '503 Error: send HELO first'
        _tell('===> MAIL', arg)
        address, words = self._address_and_params('FROM:', arg)
        wrong = '501 ' + self._syntax('MAIL')
        if not address:
            return wrong
        if self.mailfrom:
            return '503 Error: nested MAIL command'
        self.mail_options = words
        params = self._getparams(words)
        problem = wrong if params is None else self._mail_problem(params)
        if problem:
            return problem
        self.mailfrom = address
        _tell('sender:', address)
        return '250 OK'

    def _mail_problem(self, params):
        """What is wrong with the parameters of MAIL, None if nothing."""
        if not self._decode_data and params.pop('BODY', '7BIT') not in ('7BIT', '8BITMIME'):
            return '501 Error: BODY can only be one of 7BIT, 8BITMIME'
        utf8 = params.pop('SMTPUTF8', False) if self.enable_SMTPUTF8 else False
        if utf8 not in (True, False):
            return '501 Error: SMTPUTF8 takes no arguments'
        self.require_SMTPUTF8 = utf8 or self.require_SMTPUTF8
        bytes_said = params.pop('SIZE', None)
        if bytes_said:
            if not (isinstance(bytes_said, str) and bytes_said.isdigit()):
                return '501 ' + self._syntax('MAIL')
            if 0 < (self.data_size_limit or 0) < int(bytes_said):
                return '552 Error: message size exceeds fixed maximum message size'
        return '555 MAIL FROM parameters not recognized or not implemented' if params else None

    @_answering
    def smtp_RCPT(self, arg):
        if not self.seen_greeting:
            return '503 Error: send HELO first'
        _tell('===> RCPT', arg)
        if not self.mailfrom:
            return '503 Error: need MAIL command'
        address, self.rcpt_options = self._address_and_params('TO:', arg)
        params = self._getparams(self.rcpt_options)
        if not address or params is None:
            return '501 ' + self._syntax('RCPT')
        if params:
            return '555 RCPT TO parameters not recognized or not implemented'
        self.rcpttos.append(address)
        _tell('recips:', self.rcpttos)
        return '250 OK'

    @_answering
    def smtp_DATA(self, arg):
        if not self.seen_greeting:
            return '503 Error: send HELO first'
        if not self.rcpttos:
            return '503 Error: need RCPT command'
        if arg:
            return '501 Syntax: DATA'
        self.smtp_state = self.DATA
        self.set_terminator(b'\r\n.\r\n')
        return '354 End data with <CR><LF>.<CR><LF>'


for _old, _new in dict(server='smtp_server', line='received_lines', state='smtp_state', greeting='seen_greeting',
                       mailfrom='mailfrom', rcpttos='rcpttos', data='received_data', fqdn='fqdn', peer='peer',
                       conn='conn', addr='addr').items():
    setattr(SMTPChannel, '_SMTPChannel__' + _old, _renamed('__' + _old, _new))
del _old, _new


class SMTPServer(asyncore.dispatcher):
    """Takes connections; process_message() must be overridden."""

    channel_class = SMTPChannel

    def __init__(self, localaddr, remoteaddr, data_size_limit=DATA_SIZE_DEFAULT, map=None, enable_SMTPUTF8=False,
                 decode_data=False):
        self._localaddr, self._remoteaddr = localaddr, remoteaddr
        self.data_size_limit, self.enable_SMTPUTF8 = data_size_limit, enable_SMTPUTF8
        self._decode_data = decode_data
        if enable_SMTPUTF8 and decode_data:
            raise ValueError('decode_data and enable_SMTPUTF8 cannot be set to True at the same time')
        asyncore.dispatcher.__init__(self, map=map)
        try:
            family, kind, *_ = socket.getaddrinfo(*localaddr, type=socket.SOCK_STREAM)[0]
            self.create_socket(family, kind)
            self.set_reuse_addr()
            self.bind(localaddr)
            self.listen(5)
        except:
            self.close()
            raise
        _tell('%s started at %s\n\tLocal addr: %s\n\tRemote addr:%s' % (
            self.__class__.__name__, time.ctime(time.time()), localaddr, remoteaddr))

    def handle_accepted(self, conn, addr):
        """Make a channel."""
        _tell('Incoming connection from %s' % repr(addr))
        self.channel_class(self, conn, addr, self.data_size_limit, self._map, self.enable_SMTPUTF8,
                           self._decode_data)

    def process_message(self, peer, mailfrom, rcpttos, data, **kwargs):
        """A message has come; return None for '250 OK', or another answer.

        data is bytes, or text with decode_data; without that there are
        mail_options and rcpt_options among kwargs.
        """
        raise NotImplementedError


class DebuggingServer(SMTPServer):
    """Prints messages."""

    def _print_message_content(self, peer, data):
        inheaders = True
        for line in data.splitlines():
            if inheaders and not line:
                peerheader = 'X-Peer: ' + peer[0]
                print(peerheader if isinstance(data, str) else repr(peerheader.encode('utf-8')))
                inheaders = False
            print(line if isinstance(data, str) else repr(line))

    def process_message(self, peer, mailfrom, rcpttos, data, **kwargs):
        """Print it."""
        print('---------- MESSAGE FOLLOWS ----------')
        if kwargs.get('mail_options'):
            print('mail options: %s' % kwargs['mail_options'])
        if kwargs.get('rcpt_options'):
            print('rcpt options: %s\n' % kwargs['rcpt_options'])
        self._print_message_content(peer, data)
        print('------------ END MESSAGE ------------')


class PureProxy(SMTPServer):
    """Sends messages on to remoteaddr."""

    def __init__(self, *args, **kwargs):
        if kwargs.get('enable_SMTPUTF8'):
            raise ValueError('PureProxy does not support SMTPUTF8.')
        super().__init__(*args, **kwargs)

    def process_message(self, peer, mailfrom, rcpttos, data):
        """Send it on, with a header that tells where it came from."""
        lines = data.split('\n')
        end = lines.index('') if '' in lines else len(lines)
        lines.insert(end, 'X-Peer: %s' % peer[0])
        refused = self._deliver(mailfrom, rcpttos, '\n'.join(lines))
        # There is nobody to be told.
        _tell('we got some refusals:', refused)

    def _deliver(self, mailfrom, rcpttos, data):
        """Send; returns {recipient: (code, text)} of those that were refused."""
        import smtplib
        try:
            connection = smtplib.SMTP()
            connection.connect(*self._remoteaddr)
            try:
                return connection.sendmail(mailfrom, rcpttos, data)
            finally:
                connection.quit()
        except smtplib.SMTPRecipientsRefused as problem:
            _tell('got SMTPRecipientsRefused')
            return problem.recipients
        except (OSError, smtplib.SMTPException) as problem:
            _tell('got', problem.__class__)
            # All were refused; if nothing tells why, with -1.
            reason = getattr(problem, 'smtp_code', -1), getattr(problem, 'smtp_error', 'ignore')
            return dict.fromkeys(rcpttos, reason)


class MailmanProxy(PureProxy):
    """Gives messages for mailing lists to Mailman (of version 2), and sends others on."""

    def __init__(self, *args, **kwargs):
        if kwargs.get('enable_SMTPUTF8'):
            raise ValueError('MailmanProxy does not support SMTPUTF8.')
        super().__init__(*args, **kwargs)

    # What stands behind a list's name, and for whom such a message is.
    _COMMANDS = {'': 'tolist', 'admin': 'toadmin', 'owner': 'toowner', 'request': 'torequest',
                 'join': 'torequest', 'leave': 'torequest'}

    def process_message(self, peer, mailfrom, rcpttos, data):
        """Divide the recipients into lists and others."""
        from io import StringIO
        from Mailman import MailList, Message, Utils
        lists, others = [], []
        for recipient in rcpttos:
            name, _, command = recipient.lower().split('@')[0].partition('-')
            if Utils.list_exists(name) and command in self._COMMANDS:
                lists.append((recipient, name, command))
            else:
                others.append(recipient)
        _tell('forwarding recips:', ' '.join(others))
        if others:
            _tell('we got refusals:', self._deliver(mailfrom, others, data))
        message = Message.Message(StringIO(data))
        if not message.get('from'):
            message['From'] = mailfrom
        opened = {}
        for recipient, name, command in lists:
            _tell('sending message to', recipient)
            mlist = opened.get(name) or opened.setdefault(name, MailList.MailList(name, lock=0))
            if command in ('join', 'leave'):
                message['Subject'] = command
            message.Enqueue(mlist, **{self._COMMANDS[command]: 1})


# ---- the command line

class Options:
    """What the command line says."""

    setuid = True
    classname = 'PureProxy'
    size_limit = None
    enable_SMTPUTF8 = False


_USAGE = """\
Usage: %(program)s [options] [localhost:localport [remotehost:remoteport]]

Takes mail at the first address and does with it what a class says, which by
default sends it on to the second one (localhost:8025 and localhost:25).

    --nosetuid, -n         remain the user that started it; by default it becomes nobody
    --class name, -c name  the class of the server (PureProxy)
    --size limit, -s limit the most bytes a message may have (33554432)
    --smtputf8, -u         take messages with UTF-8 in their headers
    --debug, -d            tell what happens
    --version, -V          print the version
    --help, -h             print this
"""


def usage(code, msg=''):
    """Print how to call it, and end."""
    print(_USAGE % globals(), file=sys.stderr)
    if msg:
        print(msg, file=sys.stderr)
    sys.exit(code)


def _address(text):
    host, colon, port = text.rpartition(':')
    if not colon:
        usage(1, 'Bad spec: %s' % text)
    try:
        return host, int(port)
    except ValueError:
        usage(1, 'Bad port: %s' % text)


def parseargs():
    """The command line as Options."""
    global DEBUGSTREAM
    try:
        given, words = getopt.getopt(sys.argv[1:], 'nVhc:s:du', ['class=', 'nosetuid', 'version', 'help', 'size=',
                                                                'debug', 'smtputf8'])
    except getopt.error as problem:
        usage(1, problem)
    options = Options()
    for name, value in given:
        letter = 'V' if name == '--version' else name.lstrip('-')[0] if name != '--smtputf8' else 'u'
        if letter == 'h':
            usage(0)
        elif letter == 'V':
            print(__version__)
            sys.exit(0)
        elif letter == 'n':
            options.setuid = False
        elif letter == 'c':
            options.classname = value
        elif letter == 'd':
            DEBUGSTREAM = sys.stderr
        elif letter == 'u':
            options.enable_SMTPUTF8 = True
        else:
            try:
                options.size_limit = int(value)
            except ValueError:
                print('Invalid size: ' + value, file=sys.stderr)
                sys.exit(1)
    if len(words) > 2:
        usage(1, 'Invalid arguments: %s' % ', '.join(words))
    local, remote = (words + ['localhost:8025', 'localhost:25'][len(words):])[:2]
    options.localhost, options.localport = _address(local)
    options.remotehost, options.remoteport = _address(remote)
    return options


def _main():
    options = parseargs()
    kind = options.classname
    if '.' in kind:
        module, _, kind = kind.rpartition('.')
        module = __import__(module, globals(), locals(), [''])
    else:
        module = sys.modules[__name__]
    getattr(module, kind)((options.localhost, options.localport), (options.remotehost, options.remoteport),
                          options.size_limit, enable_SMTPUTF8=options.enable_SMTPUTF8)
    if options.setuid:
        try:
            import pwd
        except ImportError:
            print('Cannot import module "pwd"; try running with -n option.', file=sys.stderr)
            sys.exit(1)
        try:
            os.setuid(pwd.getpwnam('nobody')[2])
        except PermissionError:
            print('Cannot setuid "nobody"; try running with -n option.', file=sys.stderr)
            sys.exit(1)
    try:
        asyncore.loop()
    except KeyboardInterrupt:
        pass


if __name__ == '__main__':
    _main()
