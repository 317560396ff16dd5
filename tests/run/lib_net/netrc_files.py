"""netrc: what a file may say, and how it is wrong."""

import netrc, os, tempfile
os.chdir(tempfile.mkdtemp())
def t(s, mode=None, **k):
    with open('nrc','w') as f: f.write(s)
    try:
        n=netrc.netrc('nrc')
        print(repr(s), n.hosts, n.macros, repr(repr(n)), n.authenticators('h'), n.authenticators('default'))
    except Exception as e: print(repr(s), repr(e), str(e), vars(e), e.args)
for s in ['', 'machine','machine h','machine h login','machine h login l','machine h login l password p','machine h password p','machine h login l password p account a','default','default login x password y','machine "a b" login "x y" password "p\\"q"','machine h user u password p','foo','machine h login l password p foo','machine h\nlogin l # c\npassword p\n','# c\n#c2\nmachine h login #x password #y#z # c\n','macdef m\na\nb\n\nmachine h login l password p','macdef m\na','macdef','macdef m','macdef m\n\n','macdef m x\ny\n\n','machine h login l password p macdef m\nx\n\nmachine i login a password b','machine h login l password p\nmacdef init\nx\n\n','machine h macdef x\n\n','toplevel','machine h login l password p\n\ndefault login q password r machine z login z password z','#','#\n','machine h login l#c password p','machine h login l password p#','login x','machine h login l login m password p account a account b','machine h login l password p #c machine i login k password q','machine h login l password "a#b" # x','machine h\n\n\nlogin','machine h # c','machine # h\nh login l password p','machine h login l password p\n  # macdef\nmacdef m # c\nx\n\n','machine h login é password ü','machine h login l password p,!@$%^&*()','macdef m\n   \nx\n\n', "machine h login 'l' password p", 'machine h login l password','machine h login l password p\\ q','machine h login l;password p', 'machine h login ""','machine h login "" password ""', '"machine" h login a password b', 'machine "h', 'default login', 'machine h login l password p\nmachine h login m password q', 'm#x', '#\nm', '## machine h\n', 'machine h password p login','account x','machine h account a login']:
    t(s)
e=netrc.NetrcParseError('m'); print(str(e),repr(e),e.filename,e.lineno)
e=netrc.NetrcParseError('m','f',3); print(str(e),repr(e))

os.unlink('nrc'); os.rmdir(os.getcwd())
