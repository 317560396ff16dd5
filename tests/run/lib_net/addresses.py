"""ipaddress: what text, numbers and bytes are taken, all properties, comparisons, networks in networks."""

from ipaddress import *
import ipaddress, operator, itertools, pickle, copy
import hashlib
digest=hashlib.md5()
count=0
def t(*a):
    f=a[-1]
    try: r=f()
    except BaseException as e: r=(type(e).__name__,str(e),e.__suppress_context__)
    text=' '.join([*map(str,a[:-1]),repr(r)])
    global count
    count+=1
    if count % 9 == 0 or not isinstance(r,(bool,tuple)) and count % 3 == 0: print(text)
    digest.update(text.encode())
    if count % 50 == 0: print(count, digest.hexdigest()[:8])
texts4='1.2.3.4 0.0.0.0 255.255.255.255 10.0.0.1 172.16.0.1 172.32.0.1 192.168.1.1 127.0.0.1 169.254.1.1 224.0.0.1 239.1.1.1 240.0.0.1 100.64.0.1 100.128.0.1 192.0.0.8 192.0.2.5 198.18.0.1 198.51.100.1 203.0.113.7 8.8.8.8 1.2.3 1.2.3.4.5 1.2.3.256 1.2.3.1234 01.2.3.4 1.2.3.٣ 1..2.3 a.b.c.d 1.2.3.4/24'.split()+['',' 1.2.3.4','1.2.3.4 ']
texts6=':: ::1 1:: 2001:db8::1 2001:DB8:0:0:8:0:0:1 1:2:3:4:5:6:7:8 ::ffff:1.2.3.4 ::1.2.3.4 fe80::1 fec0::1 fc00::1 ff02::1 2002:102:304::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 100::1 2001:10::1 400::1 1::2:0:0:3:0 0:0:1:0:0:0:0:1 1:0:0:2:0:0:0:3 1:2:3:4:5:6:7:: ::2:3:4:5:6:7:8 1:0:3:4:5:6:7:8 : :1 1: 1:::2 1::2::3 12345::1 g::1 1:2:3 1:2:3:4:5:6:7 1:2:3:4:5:6:7:8:9 ::1.2.3 ::1.2.3.256 ::1/64 ::%eth0 1:2:3:4:5:6:1.2.3.4 1::1:2:3:4:5:6:7 ::00001 1:2:3:4:5:6:7: :1:2:3:4:5:6:7 ::1:2:3:4:5:6:7:8 ::٣ 3fff::1 64:ff9b::1'.split()+['',' ::']
props='exploded compressed reverse_pointer version max_prefixlen packed is_multicast is_reserved is_link_local is_site_local is_private is_global is_unspecified is_loopback ipv4_mapped teredo sixtofour'.split()
for cls,texts in ((IPv4Address,texts4),(IPv6Address,texts6)):
    for x in texts+[0,1,-1,2**32-1,2**32,2**128-1,2**128,b'1234',b'1'*16,b'123',None,1.5,('1',2),bytearray(b'1234')]:
        t(cls.__name__,repr(x),lambda: cls(x))
        try: a=cls(x)
        except Exception: continue
        print([(p,getattr(a,p,'-')) for p in props], str(a),int(a),hash(a)==hash(cls(x)), a.__reduce__())
    a,b=cls(5),cls(9)
    for op in 'lt le gt ge eq ne add sub'.split():
        for q in (a,b,5,'5',IPv4Address(5),IPv6Address(5),None, IPv4Interface('0.0.0.5/8'),IPv4Network('0.0.0.5/32'),1.5):
            t(cls.__name__,op,q,lambda: getattr(operator,op)(a,q))
            t(cls.__name__,op,q,lambda: getattr(operator,op)(q,a))
    t(lambda: cls(0)-1); t(lambda: cls(-1%2**(32 if cls is IPv4Address else 128))+1)
    t(lambda: format(a)); t(lambda: '%x'%int(a)); t(lambda: f'{a:>20}')
masks=['1.2.3.0/24','1.2.3.4/24','1.2.3.0/255.255.255.0','1.2.3.0/0.0.0.255','1.2.3.0/255.0.255.0','1.2.3.4','1.2.3.4/32','0.0.0.0/0','1.2.3.4/33','1.2.3.4/-1','1.2.3.4/','1.2.3.4/a','1.2.3.4/1/2','1.2.3.4/ 8','1.2.3.4/٣','1.2.3.4/08','1.2.3.4/0.0.0.0','1.2.3.4/255.255.255.255','10.0.0.0/8','0.0.0.0/255.255.255.256','1.2.3.4/31','1.2.3.4/1.2','127.0.0.0/8','100.64.0.0/10','100.64.0.0/9','224.0.0.0/4','192.168.0.0/15','169.254.0.0/16','240.0.0.0/4',16909056,b'\x01\x02\x03\x00',('1.2.3.0',24),('1.2.3.0','24'),('1.2.3.0','255.255.255.0'),(16909056,24),(b'\1\2\3\0',24),('1.2.3.0',),('1.2.3.0',24,3),('1.2.3.0',33),('1.2.3.0',None),('1.2.3.0',24.0),('1.2.3.0/24',24),(),None,-1,2**32,IPv4Address('1.2.3.4'),(IPv4Address('1.2.3.0'),24),'',3.5,['1.2.3.0',24]]
masks6=['2001:db8::/32','2001:db8::1/32','::1','::/0','::1/128','::1/129','::/ffff::','::/a','::1/-1','fe80::/10','fec0::/10','ff00::/8','::/','1::/16/1','2001:db8::1/127','fc00::/7',1,b'\0'*16,('2001:db8::',32),('2001:db8::','32'),(1,128),(b'\0'*16,'64'),('::',129),('::1',None),'', '1.2.3.0/24', 2**128, ('::',), 'x/64']
nprops='network_address broadcast_address netmask hostmask prefixlen num_addresses with_prefixlen with_netmask with_hostmask exploded compressed reverse_pointer version max_prefixlen is_multicast is_reserved is_link_local is_site_local is_private is_global is_unspecified is_loopback'.split()
iprops='ip network netmask hostmask with_prefixlen with_netmask with_hostmask exploded compressed reverse_pointer version max_prefixlen packed is_multicast is_reserved is_link_local is_private is_global is_unspecified is_loopback'.split()
nets=[]
for N,I,ms in ((IPv4Network,IPv4Interface,masks),(IPv6Network,IPv6Interface,masks6)):
    for m in ms:
        for strict in (True,False) if isinstance(m,str) else (True,):
            t(N.__name__,repr(m),strict,lambda: N(m,strict))
            try: n=N(m,strict)
            except Exception: continue
            nets.append(n)
            for p in nprops: t(p,lambda: getattr(n,p,'-'))
            print(str(n), n.__reduce__(), hash(n)==hash(N(m,strict)))
            t('hosts',lambda: (type(n.hosts()).__name__ in('list','generator'), list(itertools.islice(n.hosts(),5))))
            t('iter',lambda: list(itertools.islice(n,5)))
            for i in (0,1,-1,255,2**32,-2**130,'x',slice(1,2)): t('item',i,lambda: n[i])
            for k in ({},dict(prefixlen_diff=2),dict(new_prefix=30),dict(new_prefix=3),dict(prefixlen_diff=2,new_prefix=30),dict(prefixlen_diff=-1),dict(prefixlen_diff=0),dict(prefixlen_diff=200),dict(new_prefix=130)):
                t('subnets',k,lambda: list(itertools.islice(n.subnets(**k),5)))
                t('supernet',k,lambda: n.supernet(**k))
        t(I.__name__,repr(m),lambda: I(m))
        try: i=I(m)
        except Exception: continue
        for p in iprops: t(p,lambda: getattr(i,p,'-'))
        print( str(i), repr(i), i.__reduce__(), hash(i)==hash(I(m)), int(i)); t('i+1',lambda: i+1); t('i-1',lambda: i-1)
nets=[IPv4Network(x) for x in ('10.0.0.0/8','10.1.0.0/16','10.1.0.0/17','10.1.128.0/17','11.0.0.0/8','0.0.0.0/0','10.0.0.0/32')]+[IPv6Network(x) for x in ('::/0','2001:db8::/32','2001:db8::/33','::1/128')]
others=nets+[IPv4Address('10.1.2.3'),IPv6Address('2001:db8::5'),IPv4Interface('10.1.0.0/16'),IPv6Interface('2001:db8::/32'),'10.0.0.0/8',None,5]
for n in nets:
    for o in others:
        for meth in ('overlaps','address_exclude','compare_networks','subnet_of','supernet_of'):
            t(n,meth,repr(o),lambda: (lambda r: r if not hasattr(r,'__next__') else list(itertools.islice(r,10)))(getattr(n,meth)(o)))
        for op in 'lt eq'.split(): t(n,op,repr(o),lambda: getattr(operator,op)(n,o))
        t(n,'in',repr(o),lambda: o in n)
ifs=[IPv4Interface(x) for x in ('1.2.3.4/24','1.2.3.4/25','1.2.3.5/24','1.2.3.4')]+[IPv6Interface('::1/64'),IPv4Address('1.2.3.4'),IPv6Interface('1::/64'),3]
for a in ifs:
    for b in ifs:
        for op in 'lt le eq'.split(): t(op,repr(a),repr(b),lambda: getattr(operator,op)(a,b))
for f in (ip_address,ip_network,ip_interface):
    for m in texts4+texts6+masks+masks6: t(f.__name__,repr(m),lambda: f(m))
t(lambda: ip_network('1.2.3.4/24',False))
for a,b in (('1.1.1.0','1.1.1.130'),('0.0.0.0','255.255.255.255'),('1.1.1.1','1.1.1.1'),('1.1.1.2','1.1.1.1'),('::','::ffff'),('1.1.1.1','::')):
    t(a,b,lambda: list(summarize_address_range(ip_address(a),ip_address(b))))
t(lambda: list(summarize_address_range('a','b'))); t(lambda: list(summarize_address_range(ip_network('1.1.1.0/24'),ip_network('1.1.2.0/24')))); t(lambda: list(summarize_address_range(3,4)))
for l in (['1.1.0.0/24','1.1.1.0/24','1.1.2.0/24','1.1.3.0/24','1.1.4.0/24'],['1.1.1.1','1.1.1.2','1.1.1.3','1.1.1.0/32'],['::1','1.1.1.1'],[],['1.1.1.1','1.1.1.1'],['10.0.0.0/8','10.1.0.0/16'],['::/1','8000::/1'],['1.1.1.0/32','1.1.1.1/32'],['1.1.1.3','1.1.1.0']):
    t(l,lambda: list(collapse_addresses([ip_network(x) if '/' in x else ip_address(x) for x in l])))
    t(l,lambda: list(collapse_addresses([ip_interface(x) for x in l])))
t(lambda: list(collapse_addresses(['x']))); t(lambda: list(collapse_addresses([3]))); t(lambda: list(collapse_addresses(None)))
t(lambda: collapse_addresses([ip_address('::1')]) is None)
for o in (ip_address('1.2.3.4'),ip_network('1.2.3.4'),ip_interface('1.2.3.4/8'),ip_address('::'),3,'x'): t(repr(o),lambda: get_mixed_type_key(o))
for f in (v4_int_to_packed,v6_int_to_packed):
    for v in (0,5,-1,2**32,2**128,'x'): t(f.__name__,v,lambda: f(v))
for o in (ip_address('1.2.3.4'),ip_network('1.2.3.0/24'),ip_interface('1.2.3.4/8'),ip_address('::1'),ip_network('::/8'),ip_interface('::/8')):
    t(repr(o),lambda: (pickle.loads(pickle.dumps(o))==o, copy.copy(o)==o, copy.deepcopy(o)==o, sorted(k for k in getattr(o,'__dict__',{}))))
    for n in ('x','_ip','version'):
        t(repr(o),n,lambda: setattr(o,n,3))
t(ipaddress.IPV4LENGTH,ipaddress.IPV6LENGTH,ipaddress.__version__,lambda: ipaddress.AddressValueError.__mro__)
t(lambda: sorted([ip_network('2.0.0.0/8'),ip_address('1.1.1.1'),ip_network('::/0'),ip_address('::')],key=get_mixed_type_key))
t(lambda: len(ip_network('1.2.3.0/24'))); t(lambda: bool(ip_address(0)))
