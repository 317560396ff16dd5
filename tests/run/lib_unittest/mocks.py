# Mocks: special methods, specs, patches, calls and their comparison, mock_open, seal.
import re, builtins
def print(*args):
    text = ' '.join(map(str, args))
    builtins.print(re.sub("id='[0-9]+'", 'id', re.sub('0x[0-9a-f]+', '0x', text)))
import unittest.mock as m, asyncio
def tr(f):
    try: print('->',f())
    except BaseException as e: print(type(e).__name__,'|',e)
d={}; p=m.patch.dict(d,a=1); p.start(); p.stop(); d['z']=1; p.stop(); print(d)
k=m.Mock(); k.a.return_value=5; k.b.side_effect=ValueError; k.return_value=3; k.side_effect=KeyError
k.reset_mock(return_value=True,side_effect=True); print(k.a.return_value,k.b.side_effect,k.side_effect,k._mock_return_value)
class S:
    def assert_foo(self): pass
    asserted=1
tr(lambda:m.Mock(spec=S).assert_foo); tr(lambda:m.Mock(spec=S).asserted); tr(lambda:m.create_autospec(S).asserted);tr(lambda:m.create_autospec(S).assert_foo)
o=m.mock_open(read_data='1\n2\n3'); h=o(); print(h.readline(),h.readline(2),next(h),h.read()); tr(lambda:next(h)); tr(h.readline)
o.return_value.readline.return_value='X'; h=o(); print(h.readline(),h.readline(),h.read(1)); it=iter(h); print(next(it),next(it)); tr(lambda:next(h))
o=m.mock_open(read_data='1\n2'); o().read.return_value='q'; o().readlines.return_value='w'; o().__iter__.return_value=['zz']; tr(lambda:(o().read(),o().readlines(),list(o())))
o=m.mock_open(read_data='a'); o.side_effect=[1,2]; tr(o)
o=m.mock_open(read_data='a\nb'); h=o(); h.readline.side_effect=['f','g']; print(h.readline(),h.readline(),h.read()); h=o(); tr(h.readline); 
o=m.mock_open(read_data='a\nb'); h=o(); print(h.readline()); h=o(); print(h.readline()); h.readline.side_effect=None;h.readline.return_value='k'; print(h.readline()); h=o(); print(h.readline())
tr(lambda:m.mock_open(mock=m.Mock())()); print(m.mock_open().write('x') if 0 else m.mock_open()().write('x')); tr(lambda: m.mock_open()().nope)
mm=m.MagicMock(); mm.__eq__.return_value=True; print(mm==3); mm.__eq__.return_value=False; print(mm==mm,mm!=mm)
mm=m.MagicMock(); mm.__ne__.return_value=False; print(mm!=3); mm.__iter__.return_value=[1]; print(list(mm),list(mm)); mm.__lt__.return_value=True; print(mm<1); mm.__len__=lambda s:7; print(len(mm),mm.__len__()); mm.__str__.return_value='str'; print(str(mm)); del mm.__len__; tr(lambda:len(mm)); mm.__getitem__.side_effect=lambda i:i*2; print(mm[4]); mm['a']=1; print(mm.mock_calls)
print([x for x in dir(m.MagicMock(spec=['__len__'])) if x.startswith('__')]); tr(lambda:m.MagicMock(spec=['__len__'])[1])
mm=m.MagicMock(spec=int); print(int(mm)); tr(lambda:mm[0]); tr(lambda: len(mm)); tr(lambda:mm())
n=m.NonCallableMagicMock(); print(len(n)); tr(lambda:n()); tr(lambda:n.a()); tr(lambda: n.return_value)
async def amain():
    a=m.MagicMock(); a.__aenter__.return_value=4
    async with a as x: print(x)
    a.__aiter__.return_value=[1,2]
    print([i async for i in a],[i async for i in a])
    b=m.AsyncMock(); print(await b.foo(1),type(b.foo).__name__,type(b.__len__).__name__,b.mock_calls,b.await_count,b.foo.await_count)
    b=m.AsyncMock(spec=S); print(type(b.assert_x) if 0 else '')
    w=m.AsyncMock(wraps=amain2); print(await w(3))
    b=m.AsyncMock(return_value=3,side_effect=lambda: m.DEFAULT); print(await b())
    with m.patch('os.getcwd',new_callable=m.AsyncMock,return_value=9) as g: print(await g())
async def amain2(x): return x
asyncio.run(amain())
class K:
    a=1
    def f(self,x,*,y=2): 'doc'
    @property
    def p(self): return 3
    def __call__(self,z): pass
k=m.create_autospec(K); i=k(); tr(lambda:i(1)); tr(lambda:i()); tr(lambda:i.f(1,z=1)); print(type(i.p),k.mock_calls,i.mock_calls); i.f(1,y=3); i.f.assert_called_once_with(x=1,y=3); tr(lambda:k.f(1)); tr(lambda:k.f(1,2)); tr(lambda: setattr(i,'new',1)); tr(lambda:setattr(m.create_autospec(K,spec_set=True),'new',1)); print(i.f.__doc__==m.Mock.__doc__ or i.f.__doc__==m.MagicMock.__doc__, isinstance(i,K))
def f(a:int,b=2,*c,d,**e)->str: 'fdoc'
g=m.create_autospec(f); print(g.__name__,g.__doc__,g.__defaults__,g.__module__,g.__wrapped__ if hasattr(g,'__wrapped__') else None,g.__annotations__,g.__kwdefaults__,g.__qualname__); import inspect; print(inspect.signature(g)); g(1,d=3); print(g.mock_calls,g.call_args,g.called,g.call_count,g.method_calls); g.reset_mock(); print(g.called,g.call_args_list); g.return_value=8; print(g(1,d=1)); g.side_effect=[1,2]; print(g(1,d=1),g.mock.side_effect is g.side_effect)
print(m.create_autospec(f,return_value=4)(1,d=3)); print(m.create_autospec(K,return_value=5)(), m.create_autospec(len)([1]).__class__.__name__)
print(sorted(x for x in dir(g) if not x.startswith('__')))
with m.patch.object(K,'f',autospec=True) as q: K().f(3); print(q.mock_calls[0].args[1:]); tr(lambda:K().f())
with m.patch.object(K,'p',new_callable=m.PropertyMock) as q: q.return_value=9; print(K().p,q.mock_calls)
with m.patch.multiple(K,a=5,f=m.DEFAULT) as q: print(q.keys(),K.a)
@m.patch('os.getcwd')
@m.patch.object(K,'a',77)
@m.patch('os.getpid')
def dec(*args,**kw): print([repr(x)[:25] for x in args],kw,K.a); return 1
print(dec(5),dec.__name__,len(dec.patchings)); print(K.a)
@m.patch.multiple('os',getcwd=m.DEFAULT,getpid=m.DEFAULT)
def dec2(**kw): print(sorted(kw))
dec2()
@m.patch('os.getcwd')
class TC:
    def test_a(self,x): print(repr(x)[:20])
    def other(self): print('none')
    test_attr=3
TC().test_a(); TC().other()
@m.patch.dict('os.environ',{'QQ':'1'})
class TD:
    def test_a(self): import os; print(os.environ.get('QQ'))
TD().test_a()
c=m.call; print(c.a.b(1).c[2] if 0 else '', c(1)!=c(2), c(1)!=c(1), c.a(1)==c.b(1), c.a()==c.a, c==c, c==(), c('x')==(('x',),{}), c('x')==('x',), c('x')==('', ('x',)), c(a=1)==('',{'a':1}), c.a('x')==('a',('x',),{}), (('x',),)==c('x'), c.a==('a',), c()==(1,2,3,4), c()==3)
print(c.count(1),c.index(2),repr(c.count),repr(c.__str__()) ,c.foo.bar(1)(2).baz, c.foo.bar(1)(2).baz(3).call_list(), c().a().call_list(), c(1)[1], hash(c) if 0 else '')
tr(lambda:c.__class__); tr(lambda:c._mock_x); tr(lambda:hash(c)); tr(lambda:c[0]); tr(lambda:c.args); tr(lambda: c(1).args)
k=m.Mock(); k(1).foo(2); k.a.b(3)(4); print(k.mock_calls, k.method_calls, k.a.mock_calls, k.call_args_list, k.a.b.call_args); k.assert_has_calls(c(1).foo(2).call_list()); print(c.a.b(3)(4).call_list()==k.mock_calls[2:], c.a.b(3) in k.mock_calls, [c(1),c().foo(2)] in k.mock_calls)
k=m.Mock(return_value=m.Mock(name='rv')); print(repr(k())); k=m.Mock(); r=m.Mock(); k.return_value=r; r.x(); print(k.mock_calls, repr(r))
k=m.Mock(spec=['a']); k.z=1; k.mock_add_spec(['b']); tr(lambda:k.a); tr(lambda:k.b); k.mock_add_spec(['c'],True); tr(lambda:setattr(k,'y',1))
k=m.Mock(**{'m.return_value':3,'n.side_effect':KeyError}); print(k.m()); tr(k.n)
k=m.Mock(side_effect=iter([1])); print(k()); tr(k); k=m.Mock(side_effect='ab'); print(k(),k.side_effect.__class__.__name__)
k=m.Mock(); m.seal(k); tr(lambda: setattr(k,'zz',1)); k=m.MagicMock(); k.a=m.Mock(); k.q=m.Mock(name='own'); k.q.x=1; m.seal(k); tr(lambda:k.a.b); tr(lambda:k.q.fresh.__class__); tr(lambda:k.a()); tr(lambda:len(k)); tr(lambda:k.r())
w=m.MagicMock(wraps=[1,2]); print(len(w)); tr(lambda: w.count(1)); w.append(5); print(w.mock_calls)
print(repr(m.Mock(name='')), repr(m.Mock(name='a',spec=3)),m.Mock()._mock_name, m.Mock(parent=k)._mock_new_parent is k)
class Sub(m.Mock): pass
s=Sub(); print(type(s.a).__mro__[1].__name__, type(s()).__name__)
class N(m.NonCallableMock): pass
print(type(N().a).__mro__[1].__name__)
import copy; tr(lambda: type(copy.copy(m.Mock())).__name__); tr(lambda: copy.deepcopy(m.sentinel.x) is m.sentinel.x)
print(m._CallList([c(1)]), repr(m._CallList([c(i,'long argument'*3) for i in range(4)])))
