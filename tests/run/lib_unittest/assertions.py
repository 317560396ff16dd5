# Assertions and what they say when they fail; contexts, subtests, skips, old names.
import re, builtins
def print(*args):
    text = ' '.join(map(str, args))
    builtins.print(re.sub("id='[0-9]+'", 'id', re.sub('0x[0-9a-f]+', '0x', text)))
import unittest, sys, warnings
class T(unittest.TestCase):
    def runTest(self): pass
t=T()
def tr(name,*a,**k):
    try: print(name,a,k,'->',getattr(t,name)(*a,**k))
    except BaseException as e: print(name,re.sub('0x[0-9a-f]+', '0x', str(a))[:60],k,type(e).__name__,'|',e,'| ctx',type(e.__cause__),e.__suppress_context__)
warnings.simplefilter('ignore')
tr('assertEqual',1,2);tr('assertEqual',[1,2],[1,3]);tr('assertEqual',(1,),(1,2),'m');tr('assertEqual',{1},{2,3});tr('assertEqual',{1:2},{1:3})
tr('assertEqual','a\nb','a\nc');tr('assertEqual','a','b');tr('assertSequenceEqual',[1],(2,));tr('assertSequenceEqual',1,2);tr('assertSequenceEqual',[1],1);tr('assertSequenceEqual',[1],(1,),None,list)
tr('assertSequenceEqual',(1,),[1],None,list)
class NI:
    def __init__(s,n): s.n=n
    def __len__(s): return s.n
tr('assertSequenceEqual',NI(2),[1,2]);tr('assertSequenceEqual',[1,2],NI(2));tr('assertSequenceEqual',[1,2],NI(3))
class NL:
    def __getitem__(s,i): return 1
tr('assertSequenceEqual',NL(),[1,2])
tr('assertSequenceEqual',[1,2],NL())
tr('assertSequenceEqual',[1,2,3],[1]);tr('assertListEqual',1,[]);tr('assertListEqual',[],1);tr('assertSetEqual',1,set());tr('assertSetEqual',set(),1);tr('assertSetEqual',{1},[1])
class BS:
    def difference(s,o): raise TypeError('xx')
tr('assertSetEqual',BS(),{1})
class BS2:
    def difference(s,o): return set()
tr('assertSetEqual',BS2(),2)
tr('assertDictEqual',1,{});tr('assertDictEqual',{},1)
tr('assertDictContainsSubset',{1:2,3:4},{1:3});tr('assertDictContainsSubset',{1:2,3:4,5:6},{1:3})
tr('assertCountEqual',[1,2],[2,2,3]);tr('assertCountEqual',[[1],2],[2,2,3],'m')
tr('assertMultiLineEqual',1,'a');tr('assertMultiLineEqual','a',1)
tr('assertAlmostEqual',1,2,delta=.5);tr('assertNotAlmostEqual',1,1.1,delta=.5);tr('assertAlmostEqual',1,2,1,delta=.5);tr('assertNotAlmostEqual',1,2,1,delta=.5);tr('assertNotAlmostEqual',1,1.001,places=1)
tr('assertIsInstance',1,str);tr('assertIsInstance',1,(str,list));tr('assertNotIsInstance',1,int);tr('assertRegex','abc','x');tr('assertRegex','abc','');tr('assertNotRegex','abc','b')
tr('assertRaises',ValueError,None);tr('assertRaises',1);tr('assertRaises',(1,));tr('assertRaises',ValueError,foo=1);tr('assertRaises',ValueError,msg=1,foo=2);tr('assertRaises',(ValueError,KeyError),lambda:0);tr('assertRaises',ValueError,lambda:0);tr('assertRaises')
def f(a=0): raise ValueError('zz')
tr('assertRaises',ValueError,f);tr('assertRaisesRegex',ValueError,'yy',f);tr('assertRaisesRegex',ValueError,'zz',f);tr('assertRaisesRegex',ValueError,'zz',lambda:0)
tr('assertRaisesRegex',ValueError,'zz',2)
tr('assertWarns',UserWarning,lambda:0);tr('assertWarns',1);tr('assertWarnsRegex',UserWarning,'a',lambda:warnings.warn('b'));tr('assertWarnsRegex',UserWarning,'a',lambda:warnings.warn('a'))
try:
    with t.assertWarns(UserWarning): pass
except AssertionError as e: print(e)
try:
    with t.assertRaises((KeyError,ValueError)): pass
except AssertionError as e: print(e)
try:
    with t.assertLogs(): pass
except AssertionError as e: print(e)
try:
    with t.assertLogs('foo','WARNING'): pass
except AssertionError as e: print(e)
try:
    with t.assertLogs('foo',35): pass
except AssertionError as e: print(e)
tr('fail');tr('fail','x');tr('assertIn',1,[]);tr('assertNotIn',1,[1])
for n in 'assertRaises assertRaisesRegex assertWarns assertWarnsRegex'.split():
  for a in ((KeyError,),(KeyError,'a')):
    try: getattr(t,n)(*a,**{})
    except Exception as e: print(n,a,e)
try: T('nope')
except ValueError as e: print(e)
print(repr(t),str(t),t.id(),t.countTestCases(),t.defaultTestResult(),t._testMethodDoc,t._testMethodName)
def fn():
    "doc line\nmore"
ft=unittest.FunctionTestCase(fn,description='x\ny');print(repr(ft),str(ft),ft.id(),ft.shortDescription(),len(vars(ft)))
print(unittest.FunctionTestCase(fn).shortDescription(), unittest.FunctionTestCase(fn)==unittest.FunctionTestCase(fn),hash(ft)==hash((type(ft),fn.__name__)),hash(ft)==hash((type(ft),ft._setUpFunc,ft._tearDownFunc,ft._testFunc,ft._description)))
print(hash(t)==hash((type(t),'runTest')))
from unittest.case import _SubTest,_subtest_msg_sentinel
for s in _SubTest(t,'msg',{'a':1,'b':[2]}),_SubTest(t,_subtest_msg_sentinel,{}),_SubTest(t,None,{'x':2}),_SubTest(t,'m',{}):
    print(repr(str(s)),repr(s.id()),repr(s),s.shortDescription(),s._testMethodName)
try: s.runTest()
except NotImplementedError as e: print('NIE',e)
warnings.simplefilter('always')
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    t.assertEquals(1,1); t.assert_(1); t.assertDictContainsSubset({},{}); t.failUnlessRaises(ValueError,f); t.assertRaises(ValueError,None)if 0 else 0
    for x in w: print(x.category,x.message,x.filename==__file__)
class S(unittest.TestCase):
    def runTest(self): raise unittest.SkipTest('s')
try: S().debug()
except unittest.SkipTest as e: print('dbg',e)
@unittest.skip
def q(): pass
print(q.__unittest_skip__,repr(q.__unittest_skip_why__))
print(unittest.skip('r')(T).__unittest_skip__, T.__unittest_skip_why__)
try: unittest.TestCase.addCleanup()
except TypeError as e: print(e)
try: t.addCleanup()
except TypeError as e: print(e)
r=unittest.TestResult(); print(r,len(vars(r)))
with t.assertRaises(ValueError) as cm: f()
print(len(vars(cm)),cm.exception.__traceback__)
with t.assertWarns(UserWarning) as cm: warnings.warn('b')
print(len(vars(cm)),cm.lineno)
with t.assertLogs() as cm:
    import logging; logging.info('x %s',1)
print(cm.output)
try:
  with t.assertRaises(ValueError,foo=1) : pass
except TypeError as e: print(e)
with t.subTest('q',a=1) as z: print(z)
