"""smtplib against a server that is made of answers: what is sent, what comes back, what is raised."""

import sys, io, re
import smtplib, socket, email.message, email.mime.text, warnings
warnings.simplefilter('always')
class Sock:
    def __init__(s, replies, fail=None): s.r=io.BytesIO(replies); s.sent=[]; s.fail=fail
    def makefile(s, mode): return s
    def readline(s, n):
        if s.fail=='read': raise OSError('read broke')
        return s.r.readline(n)
    def sendall(s, b):
        if s.fail=='send' and len(s.sent)>1: raise OSError('broke')
        s.sent.append(bytes(b))
    def close(s): s.sent.append('CLOSE')
log=[]
def scenario(name, replies, f, debug=0, fail=None, cls=smtplib.SMTP, **kw):
    sock=Sock(replies.replace(b'\n',b'\r\n'),fail)
    calls=[]
    def cc(*a,**k): calls.append((['DEFAULT' if type(x) is object else x for x in a],k)); return sock
    socket.create_connection=cc
    err=io.StringIO(); old=sys.stderr; sys.stderr=err
    s=None
    try:
        s=cls(local_hostname='me.x',**kw)
        s.set_debuglevel(debug)
        s.connect('h',25)
        r=f(s)
    except Exception as e: r=(type(e).__name__, str(e), e.args, {k:v for k,v in sorted(vars(e).items())})
    sys.stderr=old
    print('##',name); print(r); print(calls); print(sock.sent); print(err.getvalue())
    if s: print({k:v for k,v in sorted(vars(s).items()) if k not in('sock','file','timeout','does_esmtp')}, s.sock is None, s.file is None, bool(s.does_esmtp))
ok=b'220 hi\n'
eh=b'250-x\n250-SIZE 100\n250-AUTH=LOGIN\n250-AUTH PLAIN CRAM-MD5\n250-8BITMIME\n250-!bad\n250-STARTTLS\n250 SMTPUTF8\n'
scenario('ehlo',ok+eh,lambda s:(s.ehlo(),s.has_extn('SIZE')),debug=1)
scenario('helo',ok+b'250 a\n',lambda s:s.helo('n'))
scenario('eherr',ok+b'500 a\n250 b\n',lambda s:s.ehlo_or_helo_if_needed())
scenario('ehboth',ok+b'500 a\n550 b\n',lambda s:s.ehlo_or_helo_if_needed())
scenario('ehneg',ok+b'\n',lambda s:s.ehlo())
scenario('ehneg2',ok+b'abc def\n',lambda s:s.ehlo())
scenario('multi',ok+b'250-a \n250-  b\nxyz-c\n',lambda s:s.noop(),debug=1)
scenario('close',ok,lambda s:s.noop())
scenario('readfail',ok,lambda s:s.noop(),fail='read')
scenario('sendfail',ok+eh*9,lambda s:[s.noop() for _ in range(5)],fail='send')
scenario('long',ok+b'250 '+b'x'*9000+b'\n',lambda s:s.noop())
all_ok=ok+eh+b'250 a\n'*3+b'354 go\n250 done\n221 bye\n'
scenario('sendmail',all_ok,lambda s:(s.sendmail('A <a@b>',['c@d','<e@f>'],'.x\ny\r..z\n\r\n',['opt'],['r1','r2']),s.quit()),debug=1)
scenario('sendmailb',all_ok,lambda s:(s.sendmail('',['c@d','"x'],b'.x\ny\r.z',('a','b')),s.quit()))
scenario('sendmail1',ok+eh+b'250 a\n'*2+b'354 go\n250 done\n221 bye\n',lambda s:(s.sendmail('<>','x y',b''),s.quit()))
scenario('tuple',all_ok,lambda s:(s.sendmail('a',('b','c'),b''),s.quit()))
scenario('noesmtp',ok+b'500 a\n250 b\n250 a\n250 a\n354 go\n250 done\n',lambda s:s.sendmail('a','b','c',['size=3'],['x']))
scenario('refsender',ok+eh+b'550 no\n250 r\n',lambda s:s.sendmail('a','b','c'))
scenario('refsender421',ok+eh+b'421 no\n250 r\n',lambda s:s.sendmail('a','b','c'))
scenario('refsenderdisc',ok+eh+b'521 no\n',lambda s:s.sendmail('a','b','c'))
scenario('refall',ok+eh+b'250 a\n550 no\n551 no\n250 r\n',lambda s:s.sendmail('a',['b','c'],'c'))
scenario('refone',ok+eh+b'250 a\n550 no\n251 ok\n354 f\n250 r\n',lambda s:s.sendmail('a',['b','c'],'c'))
scenario('nobody',ok+eh+b'250 a\n354 g\n250 x\n',lambda s:s.sendmail('a',[],'c'))
scenario('ref421',ok+eh+b'250 a\n250 ok\n421 ok\n354 f\n250 r\n',lambda s:s.sendmail('a',['b','c','d'],'c'))
scenario('datano',ok+eh+b'250 a\n250 ok\n554 f\n250 r\n',lambda s:s.sendmail('a',['b'],'c'))
scenario('dataend',ok+eh+b'250 a\n250 ok\n354 f\n554 r\n250 e\n',lambda s:s.sendmail('a',['b'],'c'))
scenario('dataend421',ok+eh+b'250 a\n250 ok\n354 f\n421 r\n250 e\n',lambda s:s.sendmail('a',['b'],'c'))
scenario('uni',ok+eh+b'250 a\n'*2+b'354 g\n250 d\n250 r\n',lambda s:(s.sendmail('\xe9',['\u1234'],'c',['SmtpUtf8']),s.rset(),s.command_encoding))
scenario('unino',ok+b'250-x\n250 size\n',lambda s:s.sendmail('\xe9',['\u1234'],'c',['SmtpUtf8']))
scenario('unimsg',ok+eh,lambda s:s.sendmail('a',['b'],'\xe9'))
for meth,rep in [('CRAM-MD5',b'334 aGVsbG8=\n235 ok\n'),('PLAIN',b'235 ok\n'),('LOGIN',b'334 VXNlcg==\n235 ok\n'),('CRAM-MD5 LOGIN',b'535 no\n334 x\n535 no\n'),('FOO',b''),('LOGIN PLAIN',b'535 no\n503 already\n'),('PLAIN',b'535 bad\n'),('PLAIN',b'334 \n'*9),('PLAIN',b'334 \n235 yes\n')]:
  for init in (True,False):
    scenario('auth %s %s'%(meth,init),ok+b'250-x\n250 AUTH '+meth.encode()+b'\n'+rep,lambda s:s.login('us\xe9'[:2],'pw',initial_response_ok=init))
scenario('noauth',ok+b'250-x\n250 a\n',lambda s:s.login('u','p'))
scenario('unipw',ok+b'250-x\n250 AUTH PLAIN\n',lambda s:s.login('u','\xe9'))
scenario('longauth',ok+b'250-x\n250 AUTH PLAIN LOGIN\n235 o\n',lambda s:s.login('u'*100,'p'*100))
scenario('auth x',ok+b'334 !!\n235 o\n',lambda s:s.auth('x',lambda c=None:None))
scenario('auth x',ok+b'334 YQ==\n235 o\n',lambda s:s.auth('x',lambda c=None:c and 'zz'+repr(c)))
scenario('tlsno',ok+b'250-x\n250 a\n',lambda s:s.starttls())
scenario('tlsrej',ok+eh+b'500 n\n',lambda s:s.starttls())
def exit_(s):
    with s: s.noop()
scenario('exit',ok+b'250 a\n221 b\n',exit_)
scenario('exit2',ok+b'250 a\n',exit_)
scenario('exit3',ok+b'250 a\n250 b\n',exit_)
for n in 'help rset noop'.split(): scenario(n,ok+b'250 a\n',lambda s:getattr(s,n)())
scenario('helpx',ok+b'250 a\n',lambda s:s.help('x'))
for n in 'vrfy expn verify'.split():
    for a in ('a@b','X <a@b>','<>',' <a','') : scenario(n,ok+b'250 a\n',lambda s:getattr(s,n)(a))
for a in ('a\nb','a\r\nb'): scenario('inj',ok,lambda s:s.putcmd('x',a))
scenario('putempty',ok,lambda s:s.putcmd('x',None)); scenario('putempty',ok,lambda s:s.putcmd('',''))
M=email.message.EmailMessage
def msg(cls=M,**h):
    m=cls()
    for k,v in h.items():
        for x in v if isinstance(v,list) else [v]: m[k.replace('_','-')]=x
    m.set_payload('body\n.dot\n'); return m
import email.message
MM=email.message.Message
send=ok+eh+b'250 a\n'*3+b'354 go\n250 done\n221 bye\n'
for cls in (M,MM):
    scenario('msg',send,lambda s:s.send_message(msg(cls,From='A <a@b>',To='c@d',Cc='e@f')))
    scenario('msgbcc',send,lambda s:s.send_message(msg(cls,From='A <a@b>',Sender='z@z',Bcc='c@d, e@f')))
    scenario('msgresent',send,lambda s:s.send_message(msg(cls,From='A <a@b>',To='x',Resent_Date='Mon, 1 Jan 2001 00:00:00 +0000',Resent_From='r@s',Resent_To='t@u',Resent_Bcc='w@w')))
    scenario('msguni',send,lambda s:s.send_message(msg(cls,From='A <\xe9@b>',To=['x','y'][:1],Subject='\xe9')))
    scenario('msguni2',ok+b'250-x\n250 a\n',lambda s:s.send_message(msg(cls,From='A <\xe9@b>',To='x')))
    scenario('msgnofrom',send,lambda s:s.send_message(msg(cls,To='x')))
    scenario('msgnoto',send,lambda s:s.send_message(msg(cls,From='x')))
    scenario('msgargs',send,lambda s:s.send_message(msg(cls),'f','t'))
    scenario('msgargs',send,lambda s:s.send_message(msg(cls),'f',['t','u'],['o'],['p']))
scenario('lmtp',ok+eh,lambda s:s.ehlo(),cls=smtplib.LMTP)
for a in (('h',),('h:99',),('h:x',),('h:',),('::1',),('[::1]:25',),('h',7),('h:3',8),('h',0,('q',1))):
    def f(s):
        return s.connect(*a), s.source_address, s._host
    scenario('connect %r'%(a,),ok*2,f,debug=1)
for f in (smtplib.quoteaddr,smtplib._addr_only,smtplib.quotedata):
    for a in ('','a','<a>','A <a@b>','(x)','<','a b',' <x y','a\n.b\r.\r\n.'): print(f.__name__,repr(a),repr(f(a)))
def own(s): return s.__class__('').local_hostname
socket.getfqdn=lambda: 'nodot'
socket.gethostbyname=lambda n: '9.9.9.9'
scenario('own',ok,own)
def g(n): raise socket.gaierror
socket.gethostbyname=g
scenario('own',ok,own)
sock=Sock(b'421 no\r\n'); socket.create_connection=lambda *a,**k: sock
try: smtplib.SMTP('h')
except Exception as e: print(repr(e), sock.sent)
