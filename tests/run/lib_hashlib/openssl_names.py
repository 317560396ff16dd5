# _hashlib: hash functions by name, keyed hashes, keys from passwords; what it says of wrong arguments.
import _hashlib
h=_hashlib.openssl_sha256()
T=type(h)
def t_(s):
    try: print(s,'->',repr(eval(s))[:300] if 'HASH object' not in repr(eval(s)) else repr(eval(s))[:20])
    except BaseException as e: print(s,type(e).__name__,e)
for s in '''_hashlib.new('x')
_hashlib.new()
_hashlib.new(3)
_hashlib.new('sha256','a')
_hashlib.new('SHA256',b'a').name
_hashlib.new('sha512_256',b'a').name
_hashlib.new('sha512-256',b'a').name
_hashlib.new('sha3_256',b'a').name
_hashlib.new('sha3-256',b'a').name
_hashlib.new('ripemd160',b'a').hexdigest()
_hashlib.new('shake_128',b'a').digest_size
_hashlib.new('shake_128',b'a').hexdigest()
_hashlib.new('shake_128',b'a').hexdigest(3)
_hashlib.new('blake2b',b'a').name
_hashlib.new('sha256',string=b'a')
_hashlib.new('sha256',3)
_hashlib.new('sha256',None)
_hashlib.openssl_md5(3)
_hashlib.openssl_md5('a')
_hashlib.openssl_md5(x='a')
_hashlib.openssl_md5(b'a',b'b')
_hashlib.openssl_md5(string=b'b').hexdigest()
T()
T('sha256')
h.update()
h.update('a')
h.update(3)
h.name
h.digest(3)
_hashlib.pbkdf2_hmac()
_hashlib.pbkdf2_hmac('sha1',b'a',b'b',0)
_hashlib.pbkdf2_hmac('sha1',b'a',b'b',-1)
_hashlib.pbkdf2_hmac('sha1',b'a',b'b',1,0)
_hashlib.pbkdf2_hmac('sha1',b'a',b'b',1,-1)
_hashlib.pbkdf2_hmac('x',b'a',b'b',1)
_hashlib.pbkdf2_hmac(b'x',b'a',b'b',1)
_hashlib.pbkdf2_hmac('sha1','a',b'b',1)
_hashlib.pbkdf2_hmac('sha1',b'a',b'b',1,20)
_hashlib.pbkdf2_hmac('sha512',b'a'*300,b'b',7,200)
_hashlib.pbkdf2_hmac('sha1',b'a',b'b',10**10,20)
_hashlib.pbkdf2_hmac('sha1',b'a',b'b',1.0)
_hashlib.pbkdf2_hmac('sha1',b'a',b'b',1,10**10)
_hashlib.scrypt(b'a')
_hashlib.scrypt(b'a',salt=b'b')
_hashlib.scrypt(b'a',salt=b'b',n=3)
_hashlib.scrypt(b'a',salt=b'b',n=2)
_hashlib.scrypt(b'a',salt=b'b',n=2,r=8,p=1)
_hashlib.scrypt(b'a',salt=b'b',n=2,r=8,p=1,dklen=0)
_hashlib.scrypt(b'a',salt=b'b',n=2,r=8,p=1,maxmem=-1)
_hashlib.scrypt(b'a',salt=b'b',n=2,r=0,p=1)
_hashlib.scrypt(b'a',salt=b'b',n=2,r=8,p=0)
_hashlib.scrypt(b'a',salt=b'b',n=2**20,r=8,p=1)
_hashlib.scrypt(b'a',salt=b'b',n=2**14,r=8,p=1,maxmem=2**14*1024+1024*3)[:9]
_hashlib.scrypt(b'a',salt=b'b',n=2**14,r=8,p=1,maxmem=2**14*1024+1024*3-1)[:9]
_hashlib.scrypt(b'a',salt=b'b',n=1,r=8,p=1)
_hashlib.scrypt(b'a',salt=b'b',n='a',r=8,p=1)
_hashlib.scrypt('a',salt=b'b',n=2,r=8,p=1)
_hashlib.scrypt(b'a',salt=3,n=2,r=8,p=1)
_hashlib.hmac_digest(b'a',b'b','sha256')
_hashlib.hmac_digest(b'a'*200,b'b'*5000,'sha3_512')
_hashlib.hmac_digest(b'a',b'b','x')
_hashlib.hmac_digest('a',b'b','sha256')
_hashlib.hmac_digest(b'a',b'b',3)
_hashlib.hmac_digest(b'a',b'b','shake_128')
_hashlib.hmac_digest()
sorted((k,type(v).__name__) for k,v in vars(T).items() if k != "__doc__")
{k: getattr(v,'__text_signature__',None) for k,v in vars(_hashlib).items() if not k.startswith('__')}'''.splitlines(): t_(s)
for n in sorted(_hashlib.openssl_md_meth_names & {'md5','sha1','sha224','sha256','sha384','sha3_224','sha3_256','sha3_384','sha3_512','sha512','sha512_224','sha512_256','shake_128','shake_256','ripemd160'}):
    h=_hashlib.new(n,b'x'*1000); c=h.copy(); h.update(bytearray(b'y'*5000))
    print(n,h.hexdigest(),c.digest(),h.block_size,h.digest_size,h.name)
import hashlib,hmac
print(hmac.digest(b'k',b'm','sha256'), hmac.new(b'k',b'm','md5').hexdigest(), hashlib.pbkdf2_hmac('sha256',b'p',b's',1000).hex())
