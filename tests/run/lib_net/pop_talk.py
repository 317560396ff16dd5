"""poplib against a server that is made of answers: what is sent, what comes back, what is raised."""

import poplib, socket, io, sys, contextlib
class Sock:
    def __init__(s,r): s.r=io.BytesIO(r); s.sent=[]; s.shut=None
    def makefile(s,m): return s
    def readline(s,n): return s.r.readline(n)
    def sendall(s,b): s.sent.append(bytes(b))
    def close(s): s.sent.append('CLOSE')
    def shutdown(s,how): s.sent.append(('SHUT',how)); 
    def settimeout(s,t): s.sent.append(('T',t))
def sc(name,replies,f,debug=0,shut=None,**kw):
    sock=Sock(replies); calls=[]
    def cc(*a,**k): calls.append((tuple(x if not type(x) is object else 'D' for x in a),k)); return sock
    socket.create_connection=cc
    if shut:
        def sh(how): sock.sent.append('SHUT'); raise shut
        sock.shutdown=sh
    out=io.StringIO()
    with contextlib.redirect_stdout(out):
        p=None
        try:
            p=poplib.POP3('h',**kw); p.set_debuglevel(debug); r=f(p)
        except BaseException as e: r=(type(e).__name__,str(e),e.args,)
    print('##',name,r,calls,sock.sent,repr(out.getvalue()))
ok=b'+OK hi <1.2@h> there\r\n'
sc('open',ok,lambda p:(p.welcome,p.getwelcome(),p.host,p.port))
sc('open2',b'-ERR no\r\n',lambda p:0); sc('open3',b'',lambda p:0); sc('open4',b'x'*5000,lambda p:0); sc('open5',b'+OK',lambda p:p.welcome);sc('open6',b'+OK\n',lambda p:p.welcome);sc('open7',b'\r+OK\r\n',lambda p:p.welcome);sc('open8',b'foo\r\n',lambda p:p.welcome)
sc('t0',ok,lambda p:0,timeout=5); 
for n,a in [('user',('me',)),('pass_',('pw',)),('stat',()),('list',(3,)),('dele',(1,)),('noop',()),('rset',()),('uidl',(2,)),('rpop',('u',)),('quit',()),('utf8',()),('apop',('u','p'))]:
    for r in (b'+OK 3 120\r\n',b'-ERR nope\r\n',b'+OK x y\r\n',b'+OK 3\r\n',b'',b'+OK 3 120 extra\r\n'):
        for d in (0,2):
            sc((n,d),ok+r,lambda p:getattr(p,n)(*a),d)
for n,a in [('list',()),('retr',(1,)),('top',(1,2)),('uidl',()),('capa',())]:
    for r in (b'+OK x\r\na b\r\n..c\r\n.d\r\n\r\n.\r\n',b'-ERR nope\r\n',b'+OK\r\n.\r\n',b'+OK\r\nabc\r\n',b'+OK\r\n'+b'x'*3000+b'\r\n.\r\n',b'+OK\r\nUSER\r\nSASL A B\r\nx\r\n.\r\n',b'+OK\r\n\r\n\xff\r\n.\r\n'):
        for d in (0,2): sc((n,d,r[:20]),ok+r,lambda p:getattr(p,n)(*a),d)
sc('apop no ts',b'+OK hi\r\n',lambda p:p.apop('u','p')); sc('inj',ok,lambda p:p.user('a\r\nb')); sc('inj',ok,lambda p:p.user('a\nb')); sc('nul',ok+b'+OK\r\n',lambda p:p.user('a\0b')); sc('uni',ok+b'+OK\r\n',lambda p:p.user('\xe9'))
sc('close',ok,lambda p:(p.close(),p.close())); sc('close',ok,lambda p:p.close(),shut=OSError(107,'x')); sc('close',ok,lambda p:p.close(),shut=OSError(5,'x'))
print(poplib.error_proto.__mro__, poplib.POP3_PORT,poplib.POP3_SSL_PORT,poplib.CR,poplib.LF,poplib.CRLF,poplib._MAXLINE)
