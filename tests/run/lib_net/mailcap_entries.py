"""mailcap: files, entries, what is put into commands."""

import mailcap, io, os, tempfile, warnings
os.chdir(tempfile.mkdtemp())
warnings.simplefilter('ignore')
src='''# comment
text/plain; cat %s; test=test -n "$DISPLAY"; needsterminal
 TEXT/HTML ; lynx %s \\
 ; nametemplate=%s.html;a=b=c; =x; y= ;;
bad line
image/*; display %s
image/png; png \\; x\\%y; Compose=a\\;b
a;b
;b
a/b;
a/b;c;d\\
e/f; g\\
   
text/plain; second;x
'''
for f in (src,'','\n\n','a/b;x'):
    for n in (None,5):
        print(mailcap._readmailcapfile(io.StringIO(f),0 if n is None else n))
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always')
        print(mailcap.readmailcapfile(io.StringIO(f)), [(str(x.message),x.category,x.filename==__file__) for x in w])
for l in ('a/b; c','a/b;c;d=e','a','','a;b','a/b; c \\; d; e=\\;; f','a/b;c; D = E ;F','a/b;;x=y','a/b;x;x=1;x=2','a/b;c;view=z','a/b;"c;d"'): print(repr(l),mailcap.parseline(l))
for l,i in (('a;b',0),('a\\;b;c',0),('abc',1),('',0),(' x ;y',0),('a\\',0),('a\\\\;b',0)): print(repr(l),mailcap.parsefield(l,i,len(l)))
for f in ('%s','%t','%%','%x','\\%s','%{a}','%{b}','%{a','%n%F','a%','\\','a\\','%{}','%s %s','x%tx', '%{a b}'):
    for mt in ('text/plain','te;xt/x'):
      for fn in ('f.txt','a b','-x','$(x)'):
        for pl in ([],['a=1','b=x y'],['A=2'],['ab=3','a=4']):
          with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always')
            try: r=mailcap.subst(f,mt,fn,pl)
            except Exception as e: r=repr(e)
          print(repr(f),mt,fn,pl,repr(r),[(str(x.message),x.category.__name__) for x in w])
caps=mailcap._readmailcapfile(io.StringIO(src),0)[0]
for mt in ('text/plain','text/html','image/png','image/gif','IMAGE/PNG','nope/x','text','a/b',"im'age/x",'image/a b'):
    for k in ('view','compose','needsterminal','test',''):
        for fn in ('x','/dev/null','a b'):
          with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always')
            try: r=mailcap.findmatch(caps,mt,k,fn)
            except Exception as e: r=repr(e)
          print(mt,k,fn,r,[(str(x.message),x.category.__name__) for x in w])
    for k in (None,'compose'):
        try: print(mailcap.lookup(caps,mt,k))
        except Exception as e: print(repr(e))
print(mailcap.findparam('a',['b=1','A=2','ab=3']),mailcap.findparam('q',[]),mailcap.findparam('a',['a']))
for e in ({'lineno':3},{}):
    print(mailcap.lineno_sort_key(e))
for env in ({},{'HOME':'/h'},{'MAILCAPS':'a:b'},{'MAILCAPS':''},{'MAILCAP':'x'}):
    old=dict(os.environ); os.environ.clear(); os.environ.update(env); print(env,mailcap.listmailcapfiles()); os.environ.clear(); os.environ.update(old)
open('mc1','w').write('a/b; one\n'); open('mc2','w').write('A/B; two\nc/d; three\n')
os.environ['MAILCAPS']='mc1:/nope:mc2'
print(mailcap.getcaps()); mailcap.show(mailcap.getcaps())
print(mailcap.findmatch({'a/b':[{'view':'x %s','test':'false'},{'view':'y %t %{c}','test':'true'}]},'a/b',plist=['c=d;e']))
os.unlink('mc1'); os.unlink('mc2'); os.rmdir(os.getcwd())
